// The dataset on one page of Markdown: counts by plan, mechanism, shape, stance, corridor and basin, and what has no place on
// the map. Made from the data alone, so it can be held against the committed page (docs/summary.md).
#pragma once

#include "model/dataset.hpp"

#include <string>

namespace atlas::io {

/// Headings in both languages; names are Chinese where the list is long. Does not depend on the user's language.
std::string summary_markdown(const model::Dataset& dataset);

} // namespace atlas::io
