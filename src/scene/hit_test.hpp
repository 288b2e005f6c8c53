// The hit test: a player that answers what lies under a point, topmost first.
#pragma once

#include "scene/display_list.hpp"

#include <optional>

namespace atlas::scene {

struct Hit {
    FeatureRef ref;
    double distance_pt = 0; ///< 0 when inside
};
/// Strokes and symbols within `tolerance_pt` of the page point, text boxes, and filled areas that contain it. Lines and
/// symbols win over areas; among them the nearest, then the topmost.
std::vector<Hit> hit_test(const Picture& picture, Vec2 page_pt, double tolerance_pt = 4);

/// The link whose number lies under the page point: words on a small ground of their own (how many links a line stands for, how many
/// lie inside a unit); the topmost one, or nothing.
std::optional<FeatureRef> number_at(const Picture& picture, Vec2 page_pt);

/// The box of each glyph in the text's own space: upright, round the em square of a hanzi (narrower for latin letters).
std::vector<Box> glyph_boxes(const DrawText& text);
/// The glyph begins a further line of its text: the break stands for the space before it, which has no glyph.
bool begins_line(const DrawText& text, std::size_t glyph);

/// A label that can be moved by hand (MapView::nudges).
struct LabelHit {
    std::string key; ///< as in Nudge::label
    Box box;         ///< page points, round the whole label
};
/// The topmost label with a key under the page point, its halo included; nothing when there is none.
std::optional<LabelHit> label_at(const Picture& picture, Vec2 page_pt);

} // namespace atlas::scene
