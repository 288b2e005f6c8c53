// A part of the map drawn by hand as the ring of an AreaTerm: degrees, so that it stays where it was drawn when the map moves.
#pragma once

#include "scene/map_view.hpp"

#include <optional>
#include <vector>

namespace atlas::app {

/// The ground under a point of the map; none beyond the projection's edge.
std::optional<geo::LonLat> ground_at(const scene::Camera& camera, double width_pt, double height_pt, geo::Vec2 at_pt);
/// Where a point of the ground stands on the map.
geo::Vec2 point_of(const scene::Camera& camera, double width_pt, double height_pt, geo::LonLat ground);

/// The polygon of these points of the map. Its sides are straight on the map and bent in degrees: each becomes a row of short steps.
/// Empty when it has fewer than three corners or part of it lies beyond the projection's edge.
std::vector<geo::LonLat> polygon_ring(const scene::Camera& camera, double width_pt, double height_pt, const std::vector<geo::Vec2>& corners_pt);
/// The rectangle between two points of the map, as a polygon; empty when it has no width or height.
std::vector<geo::LonLat> box_ring(const scene::Camera& camera, double width_pt, double height_pt, geo::Vec2 a_pt, geo::Vec2 b_pt);
/// The line a hand drew, without the points nearer to the last kept one than `step_deg`; empty when fewer than three are left.
std::vector<geo::LonLat> lasso_ring(const std::vector<geo::LonLat>& drawn, double step_deg);

} // namespace atlas::app
