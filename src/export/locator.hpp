// A small map of the whole country beside a close-up, with the close-up's extent as a box. Whole means whole: down to 曾母暗沙,
// with the dashed line and the islands (LAW5, LAW8).
#pragma once

#include "export/pen.hpp"
#include "scene/map_builder.hpp"

namespace atlas::exporter {

/// A reader may need to be told where this is.
bool wants_locator(const scene::Camera& camera, const geo::Box& frame);
double locator_height(double width_pt);
/// Builds into `box`; the frame line and the extent go to `pen`. Returns the map's lists.
std::vector<scene::Placed> draw_locator(Pen& pen, scene::MapBuilder& builder, const scene::MapView& main, const geo::Box& main_frame, const geo::Box& box);

} // namespace atlas::exporter
