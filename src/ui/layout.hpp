// Where the parts of the window lie, in screen pixels. Pure: the same size, scale and folded panels give the same layout.
#pragma once

#include "app/state.hpp"

namespace atlas::ui {

struct Rect {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    [[nodiscard]] float width() const { return x1 - x0; }
    [[nodiscard]] float height() const { return y1 - y0; }
    [[nodiscard]] float mid_x() const { return (x0 + x1) / 2; }
    [[nodiscard]] float mid_y() const { return (y0 + y1) / 2; }
    [[nodiscard]] bool contains(float x, float y) const { return x >= x0 && x < x1 && y >= y0 && y < y1; }
    friend bool operator==(const Rect&, const Rect&) = default;
};

struct Layout {
    Rect bar, left, map, right; ///< a folded panel is empty; the map takes its place
    Rect drawer;                ///< tabs of the linked views and the open one, below the map; empty in a low window
};
/// The page view's parts. A window too narrow for three columns keeps the checks in the form's column, behind a tab.
struct PageRects {
    Rect bar, form, desk, checks;
};
inline constexpr float kFormWidth = 328, kChecksWidth = 300, kDeskMargin = 28;

inline PageRects make_page_rects(float width_px, float height_px, float scale) {
    const auto px = [scale](float v) { return std::round(v * scale); };
    const float top = std::min(px(48), height_px), form = std::min(px(kFormWidth), width_px);
    const float checks = width_px - form - px(kChecksWidth) >= px(360) ? px(kChecksWidth) : 0;
    return {{0, 0, width_px, top}, {0, top, form, height_px}, {form, top, width_px - checks, height_px}, {width_px - checks, top, width_px, height_px}};
}

inline constexpr float kBarHeight = 48, kLeftWidth = 280, kRightWidth = 340, kDrawerBar = 34;

inline Layout make_layout(float width_px, float height_px, float scale, const app::UiState& ui) {
    const auto px = [scale](float v) { return std::round(v * scale); };
    Layout l;
    const float top = std::min(px(kBarHeight), height_px);
    // A window with room for one panel folds the one that does not lead, before the map gets smaller than a map. The one that leads
    // is shown in the narrowest window, where the map is a strip beside it.
    const float least_map = px(200), strip = px(60);
    const auto width_of = [&](bool open, bool leads, float at_100, float taken) {
        if (!open || (!leads && width_px - taken - px(at_100) < least_map)) return 0.0F;
        return std::max(0.0F, std::min(px(at_100), width_px - strip));
    };
    using app::Lead;
    float x0 = ui.lead == Lead::right ? 0 : width_of(ui.left_open, ui.lead == Lead::left, kLeftWidth, 0);
    const float right_w = width_of(ui.right_open, ui.lead == Lead::right, kRightWidth, x0);
    if (ui.lead == Lead::right) x0 = width_of(ui.left_open, false, kLeftWidth, right_w);
    const float x1 = width_px - right_w;
    l.bar = {0, 0, width_px, top};
    l.left = {0, top, x0, height_px};
    l.map = {x0, top, x1, height_px};
    l.right = {x1, top, width_px, height_px};
    if (height_px - top > px(360)) { // a closed drawer is its row of tabs
        const float open = std::clamp((height_px - top) * ui.drawer_share, px(160), height_px - top - px(140));
        const float y = std::round(height_px - (ui.view == app::View::none ? px(kDrawerBar) : open));
        l.map.y1 = y;
        l.drawer = {x0, y, x1, height_px};
    }
    return l;
}

} // namespace atlas::ui
