// What the views put on the clipboard for a spreadsheet: lines of cells parted by tabs, with a header row.
#pragma once

#include "filter/insight.hpp"

#include <span>
#include <string>
#include <string_view>

namespace atlas::app {

/// A text that stays one cell: tabs and line ends become spaces, and nothing is taken for a formula or for quoting.
std::string tsv_cell(std::string_view text);
/// Every column of the link table in full: id, plan, clause, parties, mechanism, summary, quote, stage, basis, shape.
std::string links_tsv(const model::Dataset& dataset, std::span<const model::LinkIx> links, model::Lang lang);
/// The matrix with its totals; `corner` names what rows and columns are.
std::string matrix_tsv(const filter::Matrix& matrix, std::string_view corner, model::Lang lang);

/// The parties' names, one after another.
std::string parties_text(const model::Dataset& dataset, const model::Link& link, model::Lang lang);

} // namespace atlas::app
