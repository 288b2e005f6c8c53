// Shared by the table readers: rows, lists, and naming places.
#include "io/table_context.hpp"

#include "base/file.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <cmath>

namespace atlas::io {

using namespace model;

std::string_view Row::view(const char* column) const {
    const auto found = columns_.find(column);
    return table_.cell(index_, found == columns_.end() ? -1 : found->second);
}

std::vector<std::string> Row::list(const char* column) const { return split_list(view(column)); }

void Row::problem(const char* column, std::string message) {
    good_ = false;
    problems_.push_back({table_.name(), number(), column, std::move(message)});
}

std::vector<std::string> split_list(std::string_view cell) {
    constexpr std::string_view full = "｜";
    if (cell.find(full) == std::string_view::npos) return base::split(cell, '|');
    std::string half(cell);
    for (std::size_t i = half.find(full); i != std::string::npos; i = half.find(full, i)) half.replace(i, full.size(), "|");
    return base::split(half, '|');
}

bool TableContext::read_table(const std::string& file, std::initializer_list<const char*> needed, std::initializer_list<const char*> other,
                              const std::function<void(Row&)>& each, std::initializer_list<const char*> newer) {
    auto bytes = base::read_file(dir + "/" + file);
    if (!bytes) {
        problems.push_back({file, 0, "", bytes.error().message});
        return false;
    }
    all_bytes += file + " " + base::sha256_hex(*bytes) + "\n";
    const CsvTable table = CsvTable::parse(std::move(*bytes), file, problems);
    if (table.columns().empty()) return false;
    std::unordered_map<std::string, int> columns;
    bool complete = true;
    const auto require = [&](const char* name, bool must) {
        const int at = table.column(name);
        columns[name] = at;
        if (at >= 0) return;
        problems.push_back({file, 1, name, must ? base::say("缺少这一列，因此未读取本表；请在首行写上列名",
                                                            "this column is missing, so the table was not read; name it in the first line")
                                                : base::say("缺少这一列；请在首行补上列名，单元格可以留空",
                                                            "this column is missing; add it to the first line, its cells may be empty")});
        complete = complete && !must;
    };
    for (const char* name : needed) require(name, true);
    for (const char* name : other) require(name, false);
    for (const char* name : newer) columns[name] = table.column(name);
    if (!complete) return false;
    for (std::size_t i = 0; i < table.row_count(); ++i) {
        Row row(table, columns, i, problems);
        each(row);
    }
    return true;
}

void TableContext::index_places() {
    DatasetParts only;
    only.places = parts.places;
    names_ = Dataset(std::move(only));
    found_.clear();
    failed_.clear();
    place_names_.clear();
    for (const Place& p : parts.places) {
        place_names_.push_back(p.name.zh);
        place_names_.insert(place_names_.end(), p.aliases.begin(), p.aliases.end());
    }
    std::sort(place_names_.begin(), place_names_.end());
    place_names_.erase(std::unique(place_names_.begin(), place_names_.end()), place_names_.end());
}

std::string TableContext::describe(PlaceIx i) const {
    const Place& place = at(i);
    std::string where;
    if (const std::string& code = place.code(); code.size() == 6) {
        for (const std::string& outer : {code.substr(0, 2) + "0000", code.substr(0, 4) + "00"}) {
            const PlaceIx o = names_.place_by_id(outer);
            if (o != kNone && o != i) where += at(o).name.zh;
        }
    }
    return place.id + " " + place.name.zh + (where.empty() ? "" : base::say("（{}）", " ({})", where));
}

PlaceIx TableContext::place(Row& row, const char* column, const std::string& name) {
    if (const auto known = found_.find(name); known != found_.end()) return known->second;
    if (const auto known = failed_.find(name); known != failed_.end()) {
        row.problem(column, known->second);
        return kNone;
    }
    const std::vector<PlaceIx> hits = names_.places_named(name);
    if (hits.size() == 1) return found_[name] = hits.front();
    std::string sentence;
    if (hits.empty()) {
        sentence = unknown({"地方", "place"}, name, place_names_);
    } else {
        std::vector<std::string> candidates;
        for (const PlaceIx i : hits) candidates.push_back(describe(i));
        sentence = base::say("“{}”可指多个地方：{}；请改写代码", "'{}' fits several places: {}; write the code", name, base::listed(candidates));
    }
    failed_[name] = sentence;
    row.problem(column, sentence);
    return kNone;
}

std::string TableContext::unknown(const Noun& what, const std::string& name, const std::vector<std::string>& known) {
    const auto near = base::nearest(name, known, 3);
    const std::string sentence = base::say("没有名为“{1}”的{0}", "unknown {0} '{1}'", what.said(), name);
    return near.empty() ? sentence : sentence + base::say("；最接近的是：{}", "; nearest: {}", base::listed(near));
}

double distance_km(geo::LonLat a, geo::LonLat b) {
    constexpr double rad = 3.14159265358979323846 / 180, radius_km = 6371;
    const double s = std::sin((b.lat - a.lat) * rad / 2), t = std::sin((b.lon - a.lon) * rad / 2);
    const double h = s * s + std::cos(a.lat * rad) * std::cos(b.lat * rad) * t * t;
    return 2 * radius_km * std::asin(std::min(1.0, std::sqrt(h)));
}

bool valid_id(std::string_view id) {
    return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::string normal_clause(std::string_view clause) {
    std::u32string out;
    for (const char32_t c : base::to_code_points(clause)) {
        if (c == U'（') out += U'(';
        else if (c == U'）') out += U')';
        else if (c != U' ' && c != U'\u3000' && c != U'\u00A0') out += c;
    }
    return base::to_utf8(out);
}

bool valid_clause(std::string_view clause) {
    if (clause == "序" || clause == "印发") return true;
    const std::u32string text = base::to_code_points(clause);
    const auto numeral = [](std::u32string_view part) {
        return !part.empty() && part.find_first_not_of(U"一二三四五六七八九十百") == std::u32string_view::npos;
    };
    const std::size_t open = text.find(U'(');
    if (open == std::u32string::npos) return numeral(text);
    return text.back() == U')' && numeral(std::u32string_view(text).substr(0, open)) &&
           numeral(std::u32string_view(text).substr(open + 1, text.size() - open - 2));
}

} // namespace atlas::io
