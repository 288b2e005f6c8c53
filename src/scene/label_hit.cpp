// Labels as things to grab: their boxes, and the one under a point.
#include "scene/hit_test.hpp"
#include "scene/label_placer.hpp"

namespace atlas::scene {
namespace {

void under(const Placed& placed, Vec2 page_pt, std::optional<LabelHit>& found) {
    std::vector<bool> clipped{false};
    const Vec2 p = placed.to_page.inverse().apply(page_pt);

    for (const Command& command : placed.list->commands) {
        if (const auto* clip = std::get_if<PushClip>(&command)) clipped.push_back(clipped.back() || !clip->box.contains(p));
        else if (std::holds_alternative<PopClip>(command) && clipped.size() > 1) clipped.pop_back();
        const auto* t = std::get_if<DrawText>(&command);
        if (t == nullptr || t->key.empty() || clipped.back()) continue;
        DrawText on_page = *t; // type sizes are page points whatever the list's space is
        for (PlacedGlyph& g : on_page.glyphs) g.at = placed.to_page.apply(g.at);
        LabelHit hit{t->key, {}};
        bool inside = false;
        for (const Box& b : glyph_boxes(on_page)) {
            hit.box.add(b);
            inside = inside || b.grown(t->halo_pt).contains(page_pt);
        }
        if (!inside && t->glyphs.size() > 1 && t->glyphs.front().angle == 0 && t->glyphs.back().angle == 0) inside = hit.box.contains(page_pt); // gaps of spaced names
        if (inside) found = hit;
    }
}

} // namespace

bool begins_line(const DrawText& t, std::size_t glyph) {
    if (glyph == 0 || glyph >= t.glyphs.size()) return false;
    const std::uint32_t at = t.glyphs[glyph].cluster;
    return at > 0 && at < t.utf8.size() && t.utf8[at - 1] == ' ' && t.glyphs[glyph - 1].cluster != at - 1;
}

std::vector<Box> glyph_boxes(const DrawText& t) {
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < t.glyphs.size(); ++i) {
        const PlacedGlyph& g = t.glyphs[i];
        const bool ascii = g.cluster < t.utf8.size() && static_cast<unsigned char>(t.utf8[g.cluster]) < 0x80;
        double advance = (ascii ? 0.6 : 1.0) * t.size_pt;
        // The next pen position tells a latin letter's true advance; letter spacing of hanzi belongs to no glyph.
        const bool last = i + 1 == t.glyphs.size() || begins_line(t, i + 1); // of its line
        if (ascii && !last) advance = std::min(1.1 * t.size_pt, geo::length(t.glyphs[i + 1].at - g.at));
        const double c = std::cos(g.angle), s = std::sin(g.angle);
        Box b;
        for (const Vec2 corner : {Vec2{0, -kHanziAscent}, Vec2{0, kHanziDescent}, Vec2{1, -kHanziAscent}, Vec2{1, kHanziDescent}}) {
            const double x = corner.x * advance, y = corner.y * t.size_pt;
            b.add(Vec2{g.at.x + c * x - s * y, g.at.y + s * x + c * y});
        }
        boxes.push_back(b);
    }
    return boxes;
}

std::optional<LabelHit> label_at(const Picture& picture, Vec2 page_pt) {
    std::optional<LabelHit> found;
    for (const Placed& placed : picture.lists)
        if (placed.list) under(placed, page_pt, found);
    return found;
}

} // namespace atlas::scene
