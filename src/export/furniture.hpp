// The page round the map: title, legend, scale bar, graticule ticks, north arrow, sources. Everything in page points.
#pragma once

#include "export/figure.hpp"

namespace atlas::exporter {

/// Appends furniture commands; keeps theme and fonts at hand.
class Furniture {
public:
    Furniture(const text::FontSet& fonts, const style::Theme& theme, model::Lang lang, double type_scale, scene::DisplayList& out)
        : fonts_(fonts), t_(theme), lang_(lang), k_(type_scale), out_(out) {}

    /// Left-aligned text with its baseline at `at`; returns its width.
    double text(std::string_view utf8, geo::Vec2 at, double size_pt, base::Color color, text::Face face = text::Face::sans,
                bool upwards = false);
    double width_of(std::string_view utf8, double size_pt, text::Face face = text::Face::sans) const;
    /// Breaks into lines no wider than `width` (between hanzi, at spaces; no closing punctuation at a line's start).
    std::vector<std::string> wrapped(std::string_view utf8, double width, double size_pt) const;

    /// Rows of the classes that are drawn, top to bottom, links first; the base map in a second column when asked. Returns the y
    /// below the last row.
    double legend(const scene::MapContents& contents, geo::Vec2 top_left, double width, double bottom, bool two_columns);
    /// Room to keep free of labels for the scale bar in the frame's lower left corner.
    [[nodiscard]] geo::Box scale_bar_box(const geo::Box& frame, bool national) const;
    /// A bar of a round length (1, 2 or 5 × 10ⁿ km), true at the frame's centre.
    void scale_bar(const scene::Camera& camera, geo::Vec2 left_bottom, double longest_pt, bool national);
    void graticule(const scene::Camera& camera, const geo::Box& frame);
    void north_arrow(const scene::Camera& camera, const geo::Box& frame);
    void frame_line(const geo::Box& frame);

private:
    double legend_rows(const scene::MapContents& contents, geo::Vec2 at, double width, bool two_columns);
    [[nodiscard]] double pt(double v) const { return v * k_; }
    [[nodiscard]] const char* say(const char* zh, const char* en) const { return lang_ == model::Lang::zh ? zh : en; }
    void line(std::vector<geo::Vec2> points, const scene::Stroke& stroke, bool closed = false);
    void fill(std::vector<geo::Vec2> ring, base::Color color);

    const text::FontSet& fonts_;
    const style::Theme& t_;
    model::Lang lang_;
    double k_;
    scene::DisplayList& out_;
};

} // namespace atlas::exporter
