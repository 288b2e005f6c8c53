#include "export/baseline_grid.hpp"

#include <algorithm>
#include <cmath>

namespace atlas::exporter {

namespace {

/// A hair below the grid line, so that a reader that rounds down does not land a row higher for a rounded decimal.
constexpr double kHair = 0.005;

bool is_level(const scene::DrawText& text) {
    return !text.glyphs.empty() && std::all_of(text.glyphs.begin(), text.glyphs.end(), [](const scene::PlacedGlyph& g) { return std::abs(g.angle) < 1e-9; });
}

bool only_moves(const geo::Affine& a) {
    return std::abs(a.a - 1) + std::abs(a.b) + std::abs(a.c) + std::abs(a.d - 1) < 1e-9;
}

} // namespace

void set_on_baseline_grid(scene::Picture& picture) {
    for (scene::Placed& placed : picture.lists) {
        if (!only_moves(placed.to_page)) continue;
        std::shared_ptr<scene::DisplayList> moved;
        for (std::size_t i = 0; i < placed.list->commands.size(); ++i) {
            const auto* text = std::get_if<scene::DrawText>(&placed.list->commands[i]);
            if (!text || !is_level(*text)) continue;
            if (!moved) moved = std::make_shared<scene::DisplayList>(*placed.list);
            const double baseline = placed.to_page.apply(text->glyphs[0].at).y;
            const double shift = std::round(baseline / kBaselineGridPt) * kBaselineGridPt + kHair - baseline;
            for (scene::PlacedGlyph& glyph : std::get<scene::DrawText>(moved->commands[i]).glyphs) glyph.at.y += shift;
        }
        if (moved) placed.list = std::move(moved);
    }
}

} // namespace atlas::exporter
