// The geometry of a link as GeoJSON gives it away: points of the parties, no curves and no pixels.
#pragma once

#include "model/dataset.hpp"

#include <vector>

namespace atlas::io {

enum class GeometryKind { none, line, lines, points, collection };
struct LinkGeometry {
    GeometryKind kind = GeometryKind::none;
    std::vector<std::vector<geo::LonLat>> parts; ///< lines: two points or more each; points and collections: one part
};

LinkGeometry geometry_of(const model::Dataset& dataset, const model::Link& link);

} // namespace atlas::io
