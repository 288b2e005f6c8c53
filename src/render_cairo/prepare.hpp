// The first step of the raster player: commands of a picture as device geometry, in painting order.
#pragma once

#include "render_cairo/coverage.hpp"
#include "render_cairo/thin_lines.hpp"
#include "scene/display_list.hpp"

#include <vector>

namespace atlas::render_cairo {

struct Item {
    const scene::Command* command = nullptr; ///< FillPath, StrokePath, DrawImage or DrawText
    geo::Affine to_px;                       ///< list space to pixels
    PixelRect clip;
};
/// Commands that paint, with their clips worked out. Clip boxes are rounded to whole pixels.
std::vector<Item> flatten(const scene::Picture& picture, double px_per_pt, int width, int height);

/// A share of an item's geometry: a long path is cut into ranges of parts so that it can be prepared on several threads.
struct Job {
    std::uint32_t item = 0;
    std::uint32_t part_begin = 0, part_end = 0;
    std::size_t cost = 0; ///< about the number of points
};
void append_jobs(std::vector<Job>& jobs, const Item& item, std::uint32_t index);

struct Geometry {
    Edges edges; ///< the shape itself
    ThinLines thin; ///< instead of it, where thin strokes are drawn the quick way
    Edges halo;  ///< of a text: painted first
};
void prepare(const Job& job, const Item& item, const text::FontSet& fonts, double px_per_pt, int width, int height, bool quick, Geometry& out);

} // namespace atlas::render_cairo
