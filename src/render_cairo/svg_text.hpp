// Pieces of an SVG file: numbers, colours, escaped text, fonts, <text> elements and embedded images.
#pragma once

#include "scene/display_list.hpp"

#include <string>

namespace atlas::render_cairo {

std::string number(double value, int decimals = 2); ///< without trailing zeros
void append_hundredths(std::string& out, std::int64_t value); ///< 150 → 1.5, -5 → -.05
/// Text or attribute value; what XML cannot hold (control characters, broken UTF-8) is replaced.
std::string escaped(std::string_view utf8);
void append_paint(std::string& out, const char* attribute, base::Color color); ///< ` fill="#rrggbb" fill-opacity="…"`
/// The face's own family, then the names it goes by on other systems, escaped for an attribute.
std::string font_families(text::Face face, const text::FontSet& fonts);
void append_text(std::string& out, const scene::DrawText& text, const geo::Affine& to_page, const text::FontSet& fonts);
/// The same as one <path> of all its glyphs; the words stay readable as its aria-label.
void append_outlined_text(std::string& out, const scene::DrawText& text, const geo::Affine& to_page, const text::FontSet& fonts);

std::string base64(std::string_view bytes);
std::string encode_rgba_png(const scene::Image& image);

} // namespace atlas::render_cairo
