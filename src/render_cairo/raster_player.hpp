// Plays a Picture into pixels in parallel bands: geometry is prepared once for all bands (transformed, stroked, glyphs
// unfolded to contours), then each band fills what meets it. The bytes do not depend on bands or threads.
#pragma once

#include "render_cairo/cairo_player.hpp"

#include <functional>
#include <string>
#include <vector>

namespace atlas::render_cairo {

/// How the work is cut; only tests set it.
struct BandLayout {
    int rows = 0;    ///< of a band; 0: chosen so that a band's memory stays near the processor
    int threads = 0; ///< 0: one per core
};

base::Result<Pixels> render(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt, const BandLayout& layout);

/// Rows of a picture from the top, a slab at a time, so that a page of any size needs little memory.
struct Slabs {
    bool transparent = false; ///< straight RGBA without the picture's background, instead of RGB on it
    int multiple = 1;         ///< a slab but the last has a multiple of this many rows
    int rows = 0;             ///< of a slab; 0: chosen by memory. Only tests set it
    int begin = 0, end = 0;   ///< only rows begin … end-1, the same bytes as within the whole; end 0: to the last
    BandLayout layout;
};
using RowSink = std::function<base::Status(const std::uint8_t* rows, int count)>;
base::Status render_rows(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt, const Slabs& slabs, const RowSink& sink);

/// The picture without its background as premultiplied RGBA, rows from the bottom as OpenGL counts them: a texture for a window
/// that lays it over something else. Thin lines are drawn the quick way, so its bytes are no file's.
base::Result<std::vector<std::uint8_t>> render_over(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt);

/// The picture's size in pixels, or the sentence that refuses it.
struct PixelSize {
    int width = 0, height = 0;
};
base::Result<PixelSize> pixel_size(double width_pt, double height_pt, double px_per_pt);

} // namespace atlas::render_cairo
