// Walking with the arrow keys, and the ring that shows where one is.
#include "ui/crosshair.hpp"
#include "ui/panels.hpp"

#include <imgui.h>

#include <cmath>
#include <limits>

namespace atlas::ui {

namespace {

struct Step {
    float x, y;
    bool fine = false; ///< with Shift
};

Step step_of(Key key) {
    switch (key) {
    case Key::left: return {-1, 0};
    case Key::right: return {1, 0};
    case Key::up: return {0, -1};
    case Key::nudge_left: return {-1, 0, true};
    case Key::nudge_right: return {1, 0, true};
    case Key::nudge_up: return {0, -1, true};
    case Key::nudge_down: return {0, 1, true};
    default: return {0, 1};
    }
}

/// How far `to` lies from `from` that way: straight ahead counts once, aside three times; none when it lies behind.
std::optional<float> distance(const Rect& from, const Rect& to, Step way) {
    const float dx = to.mid_x() - from.mid_x(), dy = to.mid_y() - from.mid_y();
    const float ahead = dx * way.x + dy * way.y;
    if (ahead < 2) return std::nullopt;
    // What overlaps across the way is not aside at all: a wide row leads to the narrow control under it.
    const float gap = way.x != 0 ? std::max({0.0F, to.y0 - from.y1, from.y0 - to.y1}) : std::max({0.0F, to.x0 - from.x1, from.x0 - to.x1});
    const float aside = std::abs(way.x != 0 ? dy : dx);
    return ahead + 3 * gap + 0.2F * aside;
}

/// A text field, an open list or the table's own lines have the arrows.
bool taken(const Ui& ui) {
    const Memory& m = ui.mem;
    return ImGui::GetIO().WantTextInput || !m.picker_open.empty() || m.search_active || m.arrows_taken;
}

} // namespace

void walk_with_arrows(Ui& ui, Key key) {
    Memory& m = ui.mem;
    if (taken(ui)) return;
    const Step way = step_of(key);
    if (!m.focus_shown && ui.state.ui.tool != app::MapTool::pan) take_map(ui); // what is drawn with is moved, not the paper
    if (on_map(ui)) return move_cross(ui, {way.x, way.y}, way.fine);
    if (way.fine) return;
    if (!m.focus_shown) {
        // A quarter of the shorter side: half the way is kept in view.
        const double step = std::min(ui.state.map_width_pt, ui.state.map_height_pt) / 4;
        ui.send(app::SetCamera{app::panned(ui.state.view.camera, {-way.x * step, -way.y * step}), false});
        return;
    }
    const auto from = std::find_if(m.stops.begin(), m.stops.end(), [&](const Memory::Stop& s) { return s.id == m.focus; });
    if (from == m.stops.end()) return;
    const Memory::Stop* best = nullptr;
    float least = std::numeric_limits<float>::max();
    for (const Memory::Stop& s : m.stops) {
        if (s.id == from->id || s.window != from->window) continue;
        if (const auto d = distance(from->at, s.at, way); d && *d < least) {
            least = *d;
            best = &s;
        }
    }
    if (!best) return;
    m.focus = best->id;
    m.focus_moved = true;
}

void draw_focus(Ui& ui) {
    const auto& ring = ui.mem.ring;
    if (!ring || ring->drawn) return;
    ImDrawList* front = ImGui::GetForegroundDrawList();
    front->PushClipRect({ring->clip.x0, ring->clip.y0}, {ring->clip.x1, ring->clip.y1});
    const Rect& r = ring->at;
    const float g = ui.px(1);
    front->AddRect({r.x0 + g, r.y0 + g}, {r.x1 - g, r.y1 - g}, packed(ui.t.accent), ui.px(kRadiusSmall), 0, ui.px(1.5F));
    front->PopClipRect();
}

} // namespace atlas::ui
