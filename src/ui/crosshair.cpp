// The cross: the keyboard's hand on the map. It stands there while the map has the focus of the walk; arrows move it, Enter does
// with it what a press of the mouse does. Presses are kept with their place and in their order: on a slow machine several keys
// come in one frame, and one that follows a change of tool or camera waits until that is done.
#include "ui/crosshair.hpp"

#include <imgui.h>
#include <imgui_internal.h>

namespace atlas::ui {

namespace {

// Shift's step is less than the six points within which the map finds a line, so that none can be stepped over.
constexpr double kStepPt = 24, kFineStepPt = 4, kEdgePt = 12;

geo::Vec2 map_size(const Ui& ui) { return {ui.state.map_width_pt, ui.state.map_height_pt}; }

double held(double v, double size) { return std::max(std::min(kEdgePt, size / 2), std::min(v, size - kEdgePt)); }

/// What the next keys of this frame would meet is not in the state yet.
void expect_change(Ui& ui) { ui.mem.cross.changed_in = ImGui::GetFrameCount(); }

/// What the keys do here, at the top of the map.
void hint(Ui& ui, ImDrawList* list, const Rect& map) {
    const float pad = ui.px(kGap3), edge = ui.px(kGap3), room = map.width() - 2 * edge;
    // As much as there is room for: the rest stands on the card behind F1.
    const char* words = ui.tr("方向键移动十字，Shift 小步 · Enter 选取 · Ctrl+Enter 加选 · Esc 离开", "Arrows move the cross, Shift: small steps · Enter picks · Ctrl+Enter adds · Esc leaves");
    if (text_width(ui, Type::body, words) + 2 * pad > room) words = ui.tr("方向键移动 · Enter 选取 · Esc 离开", "Arrows move · Enter picks · Esc leaves");
    const float w = std::min(room, text_width(ui, Type::body, words) + 2 * pad), x0 = std::round(map.mid_x() - w / 2);
    const Rect r{x0, map.y0 + edge, x0 + w, map.y0 + edge + ui.px(34)};
    ui.rects.set("cross-hint", r);
    card(ui, list, r, ui.t.popup, ui.px(kRadius), 1);
    text_cut(ui, list, Type::body, r.x0 + pad, r.mid_y(), r.width() - 2 * pad + 1, ui.t.ink, words);
}

} // namespace

bool on_map(const Ui& ui) { return ui.mem.cross.stop != 0 && ui.mem.focus == ui.mem.cross.stop && ui.mem.focus_shown; }

void take_map(Ui& ui) {
    Memory& m = ui.mem;
    if (m.cross.stop == 0) return; // no map was drawn yet
    const bool there = on_map(ui);
    m.focus = m.cross.stop;
    m.focus_shown = true;
    m.focus_moved = m.table_keys = false;
    if (!there && m.cross.corners.empty()) m.cross.at_pt = map_size(ui) * 0.5; // where a flight ends and a zoom holds still
    expect_change(ui); // a tool is what mostly brings it here
}

void move_cross(Ui& ui, geo::Vec2 way, bool fine) {
    Memory::Cross& c = ui.mem.cross;
    if (!ui.mem.pick.links.empty()) return;
    const geo::Vec2 size = map_size(ui), to = c.at_pt + way * (fine ? kFineStepPt : kStepPt);
    if (to.x == held(to.x, size.x) && to.y == held(to.y, size.y)) {
        c.at_pt = to;
        return;
    }
    // At the edge the map comes along, once a frame: the camera of a second step would not know of the first.
    if (c.changed_in == ImGui::GetFrameCount()) return;
    const double quarter = std::min(size.x, size.y) / 4;
    ui.send(app::SetCamera{app::panned(ui.state.view.camera, way * -quarter), false});
    c.at_pt = to - way * quarter;
    expect_change(ui);
}

void press_cross(Ui& ui, bool also) {
    Memory& m = ui.mem;
    if (!on_map(ui) || ImGui::GetIO().WantTextInput || !ui.state.ui.search.empty() || !m.picker_open.empty()) return;
    m.cross.presses.push_back({m.cross.at_pt, also, m.cross.changed_in == ImGui::GetFrameCount()});
}

bool cross_back(Ui& ui) {
    Memory::Cross& c = ui.mem.cross;
    const bool drawing = ui.state.ui.tool != app::MapTool::pan;
    if (drawing && !c.corners.empty()) {
        c.corners.pop_back();
        return true;
    }
    if (!on_map(ui)) return false;
    const bool selected = ui.state.view.selected_link != model::kNone || ui.state.view.selected_place != model::kNone;
    if (drawing) {
        ui.send(app::SetMapTool{app::MapTool::pan});
    } else if (selected) {
        ui.send(app::SelectLink{model::kNone});
        ui.send(app::SelectPlace{model::kNone});
    }
    return drawing || selected;
}

void join_walk_as_map(Ui& ui) {
    Memory& m = ui.mem;
    m.cross.stop = ImGui::GetID("map");
    m.tab_order_now.push_back(m.cross.stop); // not among the stops of the arrows: from a button none leads here
    const geo::Vec2 size = map_size(ui);
    m.cross.at_pt = {held(m.cross.at_pt.x, size.x), held(m.cross.at_pt.y, size.y)};
}

std::vector<Memory::Cross::Press> take_presses(Ui& ui) {
    auto& kept = ui.mem.cross.presses;
    std::vector<Memory::Cross::Press> out;
    if (!on_map(ui)) kept.clear();
    while (!kept.empty() && !kept.front().waits) {
        out.push_back(kept.front());
        kept.erase(kept.begin());
    }
    for (auto& p : kept) p.waits = false;
    return out;
}

geo::Vec2 on_screen(const Ui& ui, const Rect& map, geo::Vec2 at_pt) { return {map.x0 + at_pt.x * ui.t.scale, map.y0 + at_pt.y * ui.t.scale}; }

void draw_cross(Ui& ui, ImDrawList* list, const Rect& map) {
    const geo::Vec2 at = on_screen(ui, map, ui.mem.cross.at_pt);
    const float x = std::round(static_cast<float>(at.x)), y = std::round(static_cast<float>(at.y)), from = ui.px(6), to = ui.px(24);
    // Ink on a broad paper edge: seen on land, water and any bundle of lines, in either theme.
    const auto arms = [&](Color color, float width, float longer) {
        for (const ImVec2 way : {ImVec2{1, 0}, {-1, 0}, {0, 1}, {0, -1}})
            list->AddLine({x + way.x * (from - longer), y + way.y * (from - longer)}, {x + way.x * (to + longer), y + way.y * (to + longer)}, packed(color), width);
    };
    const float edge = ui.px(2);
    list->AddRect({map.x0 + edge, map.y0 + edge}, {map.x1 - edge, map.y1 - edge}, packed(ui.t.panel), 0, 0, ui.px(5));
    list->AddRect({map.x0 + edge, map.y0 + edge}, {map.x1 - edge, map.y1 - edge}, packed(ui.t.accent), 0, 0, ui.px(2));
    arms(ui.t.panel, ui.px(7), ui.px(2.5F));
    list->AddCircleFilled({x, y}, ui.px(4), packed(ui.t.panel), 16);
    arms(ui.t.ink, ui.px(2.5F), 0);
    list->AddCircleFilled({x, y}, ui.px(2), packed(ui.t.ink), 12);
    ui.mem.ring = Memory::Ring{map, map, true};
    ui.rects.set("cross", {x - to, y - to, x + to, y + to});
    if (ui.state.ui.tool == app::MapTool::pan) hint(ui, list, map);
}

} // namespace atlas::ui
