// Solid strokes no wider than a pixel and a half without the way over contours: one sample a column (a row where the line is
// steep), its cover shared out to the two or three pixels it touches. For thousands of thin curves on a screen; files are filled
// by exact area (coverage.hpp). Ends are butt, and a point where steep meets flat may be half a pixel short.
#pragma once

#include "render_cairo/coverage.hpp"
#include "scene/display_list.hpp"

#include <vector>

namespace atlas::render_cairo {

inline constexpr double kThinPx = 1.5;

/// A polyline in pixels; empty when nothing of it is on the page.
struct ThinLines {
    std::vector<geo::Vec2> points;
    std::vector<std::size_t> starts; ///< of each polyline
    double width_px = 0, min_y = 0, max_y = 0;
};

[[nodiscard]] bool is_thin(const scene::StrokePath& stroke, double px_per_pt);
/// Parts begin … end-1 of the stroke's path.
void prepare_thin(const scene::StrokePath& stroke, std::size_t begin, std::size_t end, const geo::Affine& to_px, double px_per_pt, ThinLines& out);
void draw_thin(const ThinLines& lines, base::Color color, const PixelRect& clip, Band& band);

} // namespace atlas::render_cairo
