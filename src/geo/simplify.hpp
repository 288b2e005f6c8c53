// Line simplification for drawing: Douglas–Peucker (1973) within a tolerance in the path's own unit. Polygons that share
// borders are simplified arc by arc, so that neighbours stay glued and no crack opens at any scale.
#pragma once

#include "geo/vec.hpp"

#include <span>
#include <vector>

namespace atlas::geo {

/// Each part on its own; the ends of open parts stay. Closed parts smaller than the tolerance in both directions are
/// dropped unless `keep_small`.
Path simplify(const Path& path, double tolerance, bool keep_small = false);

/// Rings that share borders vertex for vertex (in one layer or several). Arcs run between junctions and are simplified once,
/// in a direction that does not depend on the ring. Returns one path for each input, in order. Rings that vanish are
/// dropped unless `keep_small` (then they stay as tiny triangles, so that islets remain as dots).
std::vector<Path> simplify_shared(std::span<const Path* const> rings, double tolerance, bool keep_small = false);

/// The outline of a union: edges that only one ring has, chained into open or closed polylines (a closed one repeats its first
/// point). Rings must share borders vertex for vertex, as simplify_shared leaves them.
Path outline(const Path& rings);

} // namespace atlas::geo
