// Internal to scene/: keeps what is occupied on the page and finds room for labels. First come, first served: callers place
// labels in order of priority, so the result depends on nothing but the input.
#pragma once

#include "scene/display_list.hpp"
#include "text/fonts.hpp"

#include <optional>

namespace atlas::scene {

struct LabelStyle {
    text::Face face = text::Face::sans;
    double size_pt = 7;
    Color color, halo;
    double halo_pt = 0.9;
    double slant = 0;
    double spacing_pt = 0; ///< added between glyphs
};

class LabelPlacer {
public:
    LabelPlacer(const text::FontSet& fonts, Box frame);

    void occupy(const Box& box) { mark(boxes_, box); stored_.push_back(box); }
    /// Line ink: labels may cover it but prefer not to.
    void add_ink(const std::vector<Vec2>& line);

    /// Beside a point symbol of this radius; tries eight sides, then further out. `must` takes the best one even if occupied.
    bool beside(std::string_view text, Vec2 at, double radius, const LabelStyle& style, FeatureRef ref, DisplayList& out, bool must = false);
    /// Centred on a point; shifts a little when it is occupied (`reach_pt`).
    bool centred(std::string_view text, Vec2 at, double reach_pt, const LabelStyle& style, FeatureRef ref, DisplayList& out);
    /// Along a line, a little to its side, glyph by glyph; hanzi stand upright along steep reaches.
    bool along(std::string_view text, const std::vector<std::vector<Vec2>>& lines, const LabelStyle& style, FeatureRef ref, DisplayList& out);

private:
    [[nodiscard]] bool is_free(const Box& box) const;
    [[nodiscard]] int ink_in(const Box& box) const;
    void mark(std::vector<std::vector<int>>& cells, const Box& box);
    void put(std::string_view text, const text::Shaped& shaped, Vec2 left_baseline, const LabelStyle& style, FeatureRef ref, DisplayList& out);
    [[nodiscard]] int column(double x) const;
    [[nodiscard]] int row(double y) const;

    const text::FontSet& fonts_;
    Box frame_;
    int columns_, rows_;
    std::vector<std::vector<int>> boxes_;
    std::vector<Box> stored_;
    std::vector<std::uint8_t> ink_;
    int ink_columns_, ink_rows_;
};

} // namespace atlas::scene
