// The reader is one pass over the bytes. It is strict: a quote inside an unquoted cell, text after a closing quote and a
// quote that never closes are reported, since a spreadsheet would show something else than we read.
#include "io/csv.hpp"

#include "base/say.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace atlas::io {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool cut(std::string_view& text, std::string_view part, bool front) {
    if (front ? !text.starts_with(part) : !text.ends_with(part)) return false;
    front ? text.remove_prefix(part.size()) : text.remove_suffix(part.size());
    return true;
}

/// Blanks at both ends: ASCII ones, the full-width space (U+3000) and the no-break space (U+00A0).
std::string_view trimmed(std::string_view text) {
    for (const bool front : {true, false}) {
        while (!text.empty()) {
            const char c = front ? text.front() : text.back();
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                front ? text.remove_prefix(1) : text.remove_suffix(1);
            } else if (!cut(text, "\xE3\x80\x80", front) && !cut(text, "\xC2\xA0", front)) {
                break;
            }
        }
    }
    return text;
}

/// The text as UTF-8, or nothing (reported) when it is neither UTF-8 nor GB18030.
bool as_utf8(std::string& bytes, const std::string& name, std::vector<Problem>& problems) {
    const auto bad = base::first_invalid_utf8(bytes);
    if (!bad) return true;
    const int line = 1 + static_cast<int>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*bad), '\n'));
    if (auto decoded = base::decode(bytes, "GB18030")) {
        bytes = std::move(*decoded);
        problems.push_back({name, line, "", base::say("文件不是 UTF-8 编码（从本行起），已按 GBK（GB18030）读取：请另存为 UTF-8",
                                                      "the file is not UTF-8 (first at this line); it was read as GBK (GB18030): save it as UTF-8")});
        return true;
    }
    problems.push_back({name, line, "", base::say("第 {} 个字节既不是 UTF-8 也不是 GBK：请将文件另存为 UTF-8",
                                                  "byte {} is neither UTF-8 nor GBK: save the file as UTF-8", *bad + 1)});
    return false;
}

} // namespace

CsvTable CsvTable::parse(std::string bytes, const std::string& name, std::vector<Problem>& problems) {
    CsvTable table;
    table.name_ = name;
    if (!as_utf8(bytes, name, problems)) return table;
    table.buffer_ = std::make_unique<std::string>(std::move(bytes));
    char* const data = table.buffer_->data();
    const std::size_t size = table.buffer_->size();
    std::size_t i = std::string_view(*table.buffer_).starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;

    std::vector<std::string_view> row;
    int row_number = 0;
    bool sloppy_quote = false;
    const auto end_row = [&] {
        ++row_number;
        const bool blank = row.size() == 1 && row.front().empty();
        if (sloppy_quote) {
            problems.push_back({name, row_number, "", base::say("单元格中间有英文双引号：请用双引号括住整个单元格，并将其中的双引号写两遍",
                                                                "a quotation mark stands inside a cell: put the cell in quotes and write the mark twice")});
        } else if (table.columns_.empty()) {
            if (!blank) table.columns_ = row;
        } else if (!blank) {
            if (row.size() == table.columns_.size()) {
                table.cells_.insert(table.cells_.end(), row.begin(), row.end());
                table.row_numbers_.push_back(row_number);
            } else if (std::any_of(row.begin(), row.end(), [](std::string_view c) { return !c.empty(); })) {
                problems.push_back({name, row_number, "", base::say("本行有 {} 个单元格，而首行列出 {} 列；单元格内若有英文逗号，须用双引号括住",
                                                                    "{} cells where the first line names {} columns; a comma inside a cell needs quotes",
                                                                    row.size(), table.columns_.size())});
            }
        }
        row.clear();
        sloppy_quote = false;
    };

    while (i < size) {
        if (data[i] == '"') {
            const int at_row = row_number + 1;
            std::size_t out = ++i;
            const std::size_t start = out;
            bool closed = false;
            while (i < size && !closed) {
                if (data[i] != '"') {
                    data[out++] = data[i++];
                } else if (i + 1 < size && data[i + 1] == '"') {
                    data[out++] = '"';
                    i += 2;
                } else {
                    closed = true;
                    ++i;
                }
            }
            if (!closed) {
                problems.push_back({name, at_row, "", base::say("单元格开头的双引号没有配对的结尾双引号", "a quotation mark opens a cell and is never closed")});
                return table;
            }
            row.push_back(trimmed({data + start, out - start}));
            const std::size_t after = i;
            while (i < size && data[i] != ',' && data[i] != '\n' && data[i] != '\r') ++i;
            if (!trimmed({data + after, i - after}).empty()) sloppy_quote = true;
        } else {
            const std::size_t start = i;
            while (i < size && data[i] != ',' && data[i] != '\n' && data[i] != '\r') sloppy_quote |= data[i++] == '"';
            row.push_back(trimmed({data + start, i - start}));
        }
        if (i >= size) {
            end_row();
        } else if (data[i] == ',') {
            if (++i == size) { // the file ends behind a comma: one more empty cell
                row.emplace_back();
                end_row();
            }
        } else {
            i += data[i] == '\r' && i + 1 < size && data[i + 1] == '\n' ? 2 : 1;
            end_row();
        }
    }
    if (table.columns_.empty()) problems.push_back({name, 0, "", base::say("文件是空的：首行须写列名", "the file is empty: its first line must name the columns")});
    for (std::size_t a = 0; a < table.columns_.size(); ++a) {
        if (table.column(table.columns_[a]) != static_cast<int>(a) && !table.columns_[a].empty())
            problems.push_back({name, 1, std::string(table.columns_[a]), base::say("有两列同用此名；只采用前一列", "two columns have this name; the first is used")});
    }
    return table;
}

int CsvTable::column(std::string_view wanted) const {
    const auto found = std::find(columns_.begin(), columns_.end(), wanted);
    return found == columns_.end() ? -1 : static_cast<int>(found - columns_.begin());
}

void append_csv_cell(std::string& out, std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += cell;
        return;
    }
    out += '"';
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

} // namespace atlas::io
