// Family marks: the small signs on a link's line that tell its family without colour (style::Mark). Used by the
// map and by the legend, so that both show the same sign.
#pragma once

#include "scene/display_list.hpp"
#include "style/style.hpp"

#include <vector>

namespace atlas::scene {

/// Paints `mark` at `at` (list space) on a line that runs along `along` (any length; zero counts as level). `size_pt` is its
/// whole height. A band of `casing` parts it from what lies below. Mark::none paints nothing.
void draw_mark(DisplayList& out, style::Mark mark, Vec2 at, Vec2 along, double size_pt, Color ink, Color casing, FeatureRef ref = {});

/// Where on a line its mark stands: beside the middle, which belongs to the number of a folded line. False when the line is
/// shorter than `least`.
bool mark_spot(const std::vector<Vec2>& line, double least, Vec2& at, Vec2& along);

} // namespace atlas::scene
