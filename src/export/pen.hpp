// Draws page furniture into a display list: text, lines and fills in page points, in one theme, language and type ladder.
#pragma once

#include "base/color.hpp"
#include "model/dataset.hpp"
#include "scene/display_list.hpp"
#include "style/style.hpp"
#include "text/fonts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace atlas::exporter {

/// How large things are on a page: lengths grow with it, letters too but never fall below what can be read.
struct Ladder {
    double k = 1;       ///< 1 on A4
    double floor_pt = 6; ///< smallest letters: 6 pt in print, 16 px of 1920 on a slide (TYP3)
    [[nodiscard]] double pt(double length) const { return length * k; }
    [[nodiscard]] double type(double size) const { return size * k < floor_pt ? floor_pt : size * k; }
};

struct Pen {
    const text::FontSet& fonts;
    const style::Theme& theme;
    const model::Lang lang;
    const Ladder ladder;
    scene::DisplayList& out;

    [[nodiscard]] double pt(double length) const { return ladder.pt(length); }
    [[nodiscard]] double type(double size) const { return ladder.type(size); }
    [[nodiscard]] const char* say(const char* zh, const char* en) const { return lang == model::Lang::zh ? zh : en; }

    /// Left-aligned text with its baseline at `at`; returns its width. `upwards`: turned a quarter to the left.
    double text(std::string_view utf8, geo::Vec2 at, double size_pt, base::Color color, text::Face face = text::Face::sans, bool upwards = false);
    /// The same, ending at `at`.
    void text_right(std::string_view utf8, geo::Vec2 at, double size_pt, base::Color color, text::Face face = text::Face::sans);
    void text_centred(std::string_view utf8, geo::Vec2 at, double size_pt, base::Color color, text::Face face = text::Face::sans);
    [[nodiscard]] double width_of(std::string_view utf8, double size_pt, text::Face face = text::Face::sans) const;

    void line(std::vector<geo::Vec2> points, const scene::Stroke& stroke, bool closed = false);
    void fill(std::vector<geo::Vec2> ring, base::Color color);
    void box(const geo::Box& box, base::Color color);
    void box_line(const geo::Box& box, double width_pt, base::Color color);
};

/// Breaks into lines no wider than `width`: between hanzi, at spaces; no closing punctuation at a line's start, no opening
/// one at its end, and no word or two alone on the last line (TYP6).
std::vector<std::string> wrapped(const text::FontSet& fonts, std::string_view utf8, double width, double size_pt, text::Face face = text::Face::sans);
/// The beginning of the text that fits with "…" after it; the whole text where it fits.
std::string shortened(const text::FontSet& fonts, std::string_view utf8, double width, double size_pt, text::Face face = text::Face::sans);

} // namespace atlas::exporter
