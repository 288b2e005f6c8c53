// What belongs to the map itself: frame line, graticule ticks, scale bar, north arrow.
#pragma once

#include "export/pen.hpp"
#include "scene/map_view.hpp"

namespace atlas::exporter {

void frame_line(Pen& pen, const geo::Box& frame);
/// Ticks inwards on all sides but not inside `covered`, degrees outside at the top, bottom and left.
void graticule(Pen& pen, const scene::Camera& camera, const geo::Box& frame, const geo::Box& covered);

/// A bar of a round length (1, 2 or 5 × 10ⁿ km) that is true along the parallel it names, that of the frame's centre (PRJ2), and
/// the numeric scale there where the page's size is fixed. Draws into `room` from its bottom left; returns what it covers.
geo::Box scale_bar(Pen& pen, const scene::Camera& camera, const geo::Box& room, bool numeric);
[[nodiscard]] double scale_bar_height(const Pen& pen);
/// "1:24 500 000"; three digits are as much as the paper keeps.
std::string numeric_scale(double denominator);
/// Denominator along the parallel through the camera's centre.
double true_denominator(const scene::Camera& camera);

/// Meridians fan out on a cone: an arrow is honest only where they differ by little across the frame (PRJ3).
[[nodiscard]] bool arrow_is_honest(const scene::Camera& camera, const geo::Box& frame);
void north_arrow(Pen& pen, const scene::Camera& camera, geo::Vec2 centre);

} // namespace atlas::exporter
