// The raw table of one reading of one plan, as a person made it before the places had ids: columns id, plan, clause, quote,
// shape, parties and mechanism, any others ignored. Parties are `name` or `name:role`, joined by `|`.
#pragma once

#include "filter/agreement.hpp"
#include "io/dataset_reader.hpp"

#include <string>
#include <vector>

namespace atlas::io {

/// `name` stands in the problems. Rows that name another plan than `plan` are problems and left out.
std::vector<filter::ReadingRow> read_reading(const model::Dataset& dataset, const std::string& path, const std::string& name,
                                             const std::string& plan, std::vector<Problem>& problems);

} // namespace atlas::io
