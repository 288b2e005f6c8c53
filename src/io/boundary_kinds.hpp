// What each boundary line is: from the `kind` texts of admin_line and boundary_extra, and, for the two special
// administrative regions, from the shapes of the provinces.
#pragma once

#include "model/geodata.hpp"

#include <optional>
#include <string>
#include <vector>

namespace atlas::io {

/// Nothing for a text that is not one of the layer's kinds.
std::optional<model::BoundaryKind> boundary_kind(const std::string& text);

/// Where the lines of boundary_extra stop being the same line drawn for another scale: the national level or below.
struct SeaLine {
    std::size_t index = 0; ///< into the boundaries
    int level = 0;         ///< 1 drawn on maps of the country, 2 on maps of a province
};

/// Turns the province lines on land and the sea lines of Hong Kong and Macao into special_region. A land line belongs to a
/// region when all its vertices are vertices of the region's polygon (the layers share them exactly).
void mark_special_regions(std::vector<model::BoundaryLine>& boundaries, const std::vector<SeaLine>& sea_lines,
                          const std::vector<model::Area>& provinces);

} // namespace atlas::io
