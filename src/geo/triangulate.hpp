// Triangles of a polygon by the even-odd rule: many rings, holes, islands in holes, rings that touch or cross.
// Total: any input gives a mesh, an empty one where there is no area. The boundary edges come with it, so that a player
// can feather the rim.
#pragma once

#include "geo/vec.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace atlas::geo {

struct Mesh {
    std::vector<Vec2> points;                            ///< the path's finite points, then those made at crossings
    std::vector<std::uint32_t> triangles;                ///< three indices each, counter-clockwise where y points up
    std::vector<std::array<std::uint32_t, 2>> boundary;  ///< edges between inside and outside; the inside lies to the left
};

/// The path's parts are taken as rings whether or not it says `closed`, as a fill does. Points that are not finite are skipped.
[[nodiscard]] Mesh triangulate(const Path& path);

} // namespace atlas::geo
