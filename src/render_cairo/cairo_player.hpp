// Plays a Picture into pixels and PNG (our own exact-coverage rasteriser, in parallel bands), PDF (Cairo) and SVG (our own
// writer). The same picture gives the same bytes with the same library and font versions, whatever the number of threads.
// Files are written beside the target and renamed.
#pragma once

#include "base/result.hpp"
#include "scene/display_list.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace atlas::render_cairo {

/// Opaque RGB pixels, row by row from the top.
struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;
};

inline constexpr int kMaxSide = 32767;
inline constexpr double kMaxPixels = 1.5e9;

/// Draws the whole picture at `px_per_pt` pixels a point. Size: round(width_pt * px_per_pt).
base::Result<Pixels> render(const scene::Picture& picture, const text::FontSet& fonts, double px_per_pt);
/// PNG with pHYs (from dpi), sRGB and tEXt Title/Software; compressed in parallel strips.
base::Result<std::string> encode_png(const Pixels& pixels, double dpi, const std::string& title);
base::Status write_png(const scene::Picture& picture, const text::FontSet& fonts, double dpi, const std::string& path);
/// Vector PDF, fonts embedded as subsets, text searchable, creation date fixed so that bytes repeat.
base::Status write_pdf(const scene::Picture& picture, const text::FontSet& fonts, const std::string& path);
/// SVG with live text (<text> with per-glyph positions where text is bent) and one <g> a layer.
base::Status write_svg(const scene::Picture& picture, const text::FontSet& fonts, const std::string& path);

/// The picture's recipe as write_png, write_pdf or write_svg kept it; a file without one is a data error that names it.
base::Result<std::string> read_recipe(const std::string& path);

base::Result<Pixels> read_png(const std::string& path); ///< for tests and for comparing figures

} // namespace atlas::render_cairo
