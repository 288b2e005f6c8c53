// Internal to the inset: its names. The map builder's labels are ranked for the main map, where parties of links come before
// islands; in the South China Sea inset the islands come first, each of them (LAW8), and the parties are named on the main map.
#pragma once

#include "export/pen.hpp"
#include "scene/map_builder.hpp"

namespace atlas::exporter {

/// Dots of single islands and the names, inside `map` (page points), for the inset's camera. `dashes`: points on the dashed line
/// that no name may cover (page points).
void draw_inset_names(Pen& pen, const scene::Camera& camera, const geo::Box& map, const std::vector<geo::Vec2>& dashes);

} // namespace atlas::exporter
