// Plays a Picture into pixels and PNG (our own exact-coverage rasteriser, in parallel bands), PDF (Cairo) and SVG (our own
// writer). The same picture gives the same bytes with the same library and font versions, whatever the number of threads.
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

/// How a picture becomes a file. Every file holds the picture's recipe (a PNG as iTXt before the pixels, a PDF in its XMP and
/// as private data, an SVG in its metadata) and is written beside the target and renamed: done, or nothing.
struct FileOptions {
    double dpi = 300;         ///< PNG
    bool transparent = false; ///< the background is not painted; a PNG has straight alpha
    bool outlines = false;    ///< SVG: text as paths, for a reader without the fonts
};
/// Drawn, compressed and written slab by slab, so that a poster needs little memory; read back before it gets its name.
base::Status write_png(const scene::Picture& picture, const text::FontSet& fonts, const std::string& path, const FileOptions& options);
/// Vector PDF: fonts embedded as subsets, text searchable, a switchable layer for each named one, sRGB output intent, title
/// and recipe in XMP. Dates are fixed and the file's ID is made from its content, so that bytes repeat.
base::Status write_pdf(const scene::Picture& picture, const text::FontSet& fonts, const std::string& path, const FileOptions& options = {});
/// SVG with live text (<text> with per-glyph positions where text is bent) or outlines, and one named <g> a layer.
base::Status write_svg(const scene::Picture& picture, const text::FontSet& fonts, const std::string& path, const FileOptions& options = {});

inline constexpr std::size_t kMaxRecipeBytes = 1 << 20; ///< neither written nor read above it
/// The picture's recipe as write_png, write_pdf or write_svg kept it. A file without one, a damaged one or a hostile one is a
/// data error of one sentence that names it; what a file claims about itself is never believed beyond kMaxRecipeBytes.
base::Result<std::string> read_recipe(const std::string& path);

/// A character that its font has no glyph for, so that the picture shows an empty box.
struct MissingGlyph {
    char32_t character = 0;
    std::string text; ///< the first text that has it, UTF-8
};
std::vector<MissingGlyph> missing_glyphs(const scene::Picture& picture); ///< each character once, in painting order

base::Result<Pixels> read_png(const std::string& path); ///< for tests and for comparing figures

} // namespace atlas::render_cairo
