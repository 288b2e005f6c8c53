// Level lines of type on whole pixels of the usual resolutions.
#pragma once

#include "scene/display_list.hpp"

namespace atlas::exporter {

/// Baselines of level text lie on multiples of this (points): 1/150 inch, so whole pixel rows at 150, 300 and 600 dpi.
constexpr double kBaselineGridPt = 72.0 / 150;

/// Moves every level run of text in `picture` down or up by at most half a step of the grid (0.09 mm). PDF readers that set
/// glyphs on whole pixel rows (poppler's Splash, many printers) then draw the same rows as the PNG, and thin horizontal
/// strokes of hanzi stay crisp. Turned text and lists that are turned or scaled stay as they are. Lists are copied, not changed.
void set_on_baseline_grid(scene::Picture& picture);

} // namespace atlas::exporter
