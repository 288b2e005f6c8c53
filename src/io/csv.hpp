// RFC 4180 tables: quotes, CRLF, a byte order mark, columns in any order. Cells come out trimmed (full-width spaces too).
// A file that is not UTF-8 is read as GB18030 (what spreadsheets write on a Chinese system) and that is reported.
// Everything wrong is a Problem with its row as a spreadsheet counts them (1 = the column names; a quoted line break
// does not start a row). 100,000 rows of 16 columns read in a few tenths of a second: cells are views into one buffer.
#pragma once

#include "base/result.hpp"
#include "io/dataset_reader.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace atlas::io {

class CsvTable {
public:
    /// Reads `bytes`; `name` stands in the problems. Rows with too few or too many cells are reported and left out.
    static CsvTable parse(std::string bytes, const std::string& name, std::vector<Problem>& problems);

    [[nodiscard]] std::size_t row_count() const { return row_numbers_.size(); }
    /// Spreadsheet row of the i-th record.
    [[nodiscard]] int row_number(std::size_t i) const { return row_numbers_[i]; }
    /// Index of a column, or -1.
    [[nodiscard]] int column(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string_view>& columns() const { return columns_; }
    /// Trimmed cell; empty when the column is -1.
    [[nodiscard]] std::string_view cell(std::size_t row, int column) const {
        return column < 0 ? std::string_view{} : cells_[row * columns_.size() + static_cast<std::size_t>(column)];
    }
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    std::string name_;
    std::unique_ptr<std::string> buffer_; ///< owns the text of all cells; quoted cells are unescaped in place
    std::vector<std::string_view> columns_, cells_;
    std::vector<int> row_numbers_;
};

/// One cell as RFC 4180 wants it: quoted when it holds a comma, a quote or a line break.
void append_csv_cell(std::string& out, std::string_view cell);

} // namespace atlas::io
