// Box and lasso: a drag on the map becomes an area of the filter. The points are kept on the ground, so that the map may move
// under a half-drawn ring.
#include "app/area.hpp"
#include "ui/panels.hpp"

#include "filter/words.hpp"

#include <imgui.h>

#include <cmath>

namespace atlas::ui {

using app::MapTool;

namespace {

struct Paper { ///< between the screen and the ground
    const Ui& ui;
    Rect map;
    [[nodiscard]] geo::Vec2 point(float x, float y) const { return {(x - map.x0) / ui.t.scale, (y - map.y0) / ui.t.scale}; }
    [[nodiscard]] std::optional<geo::LonLat> ground(float x, float y) const {
        return app::ground_at(ui.state.view.camera, ui.state.map_width_pt, ui.state.map_height_pt, point(x, y));
    }
    [[nodiscard]] ImVec2 screen(geo::LonLat p) const {
        const geo::Vec2 at = app::point_of(ui.state.view.camera, ui.state.map_width_pt, ui.state.map_height_pt, p);
        // Far beyond the screen ImGui's own numbers break: a point there only gives the line its direction.
        const auto held = [](double v) { return static_cast<float>(std::clamp(v, -1e5, 1e5)); };
        return {held(map.x0 + at.x * ui.t.scale), held(map.y0 + at.y * ui.t.scale)};
    }
};

void stroke(Ui& ui, ImDrawList* list, const std::vector<ImVec2>& line, bool closed) {
    const int n = static_cast<int>(line.size());
    list->AddPolyline(line.data(), n, packed(base::faded(ui.t.panel, 0.8)), closed ? ImDrawFlags_Closed : 0, ui.px(4));
    list->AddPolyline(line.data(), n, packed(ui.t.accent), closed ? ImDrawFlags_Closed : 0, ui.px(1.6f));
}

/// Its number at the ring's highest point.
void ring_mark(Ui& ui, ImDrawList* list, const Rect& map, const std::vector<ImVec2>& line, const std::string& words) {
    const auto top = std::min_element(line.begin(), line.end(), [](const ImVec2& a, const ImVec2& b) { return a.y < b.y; });
    const float w = text_width(ui, Type::small, words) + ui.px(14), h = ui.px(20);
    const float x0 = std::clamp(top->x, map.x0 + ui.px(4), map.x1 - w - ui.px(4)), y0 = top->y - h - ui.px(3);
    if (y0 < map.y0 || y0 + h > map.y1) return;
    const Rect r{std::round(x0), std::round(y0), std::round(x0 + w), std::round(y0 + h)};
    fill(list, r, ui.t.accent, h / 2);
    text_centred(ui, list, Type::small, r.mid_x(), r.mid_y(), ui.t.on_accent, words);
}

/// What the drag will do, which ends count, and the way out; at the top of the map.
void tool_bar(Ui& ui, ImDrawList* list, const Rect& map) {
    const bool box = ui.state.ui.tool == MapTool::box;
    const char* hint = box ? ui.s.box_hint : ui.s.lasso_hint;
    const float h = ui.px(40), gap = ui.px(kGap3);
    const float hint_w = text_width(ui, Type::body, hint);
    const float ends_w = 2 * std::max(text_width(ui, Type::small, ui.s.all_ends), text_width(ui, Type::small, ui.s.any_end)) + ui.px(36);
    const float stop_w = button_width(ui, ui.s.stop_drawing);
    const bool with_hint = hint_w + ends_w + stop_w + 4 * gap < map.width();
    const float w = (with_hint ? hint_w + gap : 0) + ends_w + stop_w + 3 * gap;
    const float x0 = std::round(std::max(map.x0 + ui.px(4), map.mid_x() - w / 2)), y0 = map.y0 + ui.px(kGap3);
    const Rect r{x0, y0, x0 + w, y0 + h};
    ui.rects.set("area-bar", r);
    card(ui, list, r, ui.t.popup, ui.px(kRadius), 1);
    float x = r.x0 + gap;
    if (with_hint) x += text(ui, list, Type::body, x, r.mid_y(), ui.t.ink, hint) + gap;
    const Rect ends{x, r.y0 + ui.px(7), x + ends_w, r.y1 - ui.px(7)};
    const bool all = ui.state.ui.area_all_ends;
    if (const int i = segments(ui, list, "area-ends", ends, {ui.s.all_ends, ui.s.any_end}, all ? 0 : 1); i >= 0) ui.send(app::SetAreaEnds{i == 0});
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (ImGui::IsWindowHovered() && ends.contains(mouse.x, mouse.y)) tooltip(ui, mouse.x < ends.mid_x() ? ui.s.all_ends_tip : ui.s.any_end_tip);
    x += ends_w + gap;
    if (button(ui, list, "area-stop", {x, r.y0 + ui.px(5), x + stop_w, r.y1 - ui.px(5)}, ui.s.stop_drawing, Look::quiet)) ui.send(app::SetMapTool{MapTool::pan});
    if (press(ui, "area-bar-ground", r, false).hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
}

} // namespace

void area_rings(Ui& ui, ImDrawList* list, const Rect& map) {
    const Paper paper{ui, map};
    const auto& areas = ui.state.view.filter.areas;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (areas[i].kind != filter::AreaTerm::Kind::ring || areas[i].ring.size() < 3) continue;
        std::vector<ImVec2> line;
        for (const geo::LonLat& p : areas[i].ring) line.push_back(paper.screen(p));
        stroke(ui, list, line, true);
        ring_mark(ui, list, map, line, std::to_string(filter::ring_number(ui.state.view.filter, i)));
    }
}

void area_buttons(Ui& ui, ImDrawList* list, const Rect& map, const Rect& zoom) {
    // Above the zoom buttons, or beside them on a low map.
    const float b = ui.px(34), gap = ui.px(kGap2);
    const bool above = zoom.y0 - gap - 2 * b > map.y0;
    const float x1 = above ? zoom.x1 : zoom.x0 - gap, y1 = above ? zoom.y0 - gap : zoom.y1;
    if (y1 - 2 * b > map.y0) {
        const Rect box{x1 - b, y1 - 2 * b, x1, y1};
        card(ui, list, box, ui.t.popup, ui.px(kRadius), 1);
        const auto tool = [&](const char* id, MapTool which, Icon sign, const char* tip, float y) {
            const Rect r{box.x0 + 1, y + 1, box.x1 - 1, y + b - 1};
            const bool on = ui.state.ui.tool == which;
            if (on) fill(list, r, ui.t.accent_wash, ui.px(kRadiusSmall));
            if (icon_button(ui, list, id, r, sign, tip)) ui.send(app::SetMapTool{on ? MapTool::pan : which});
        };
        tool("tool-box", MapTool::box, Icon::box, ui.s.box_tip, box.y0);
        tool("tool-lasso", MapTool::lasso, Icon::lasso, ui.s.lasso_tip, box.y0 + b);
        hline(ui, list, box.x0 + ui.px(6), box.x1 - ui.px(6), box.y0 + b, ui.t.hairline);
    }
    if (ui.state.ui.tool != MapTool::pan) tool_bar(ui, list, map);
}

bool area_drag(Ui& ui, ImDrawList* list, const Rect& map, const Press& p) {
    std::vector<geo::LonLat>& drawn = ui.mem.area;
    const MapTool tool = ui.state.ui.tool;
    if (tool == MapTool::pan) { // Esc may have come during a drag
        drawn.clear();
        return false;
    }
    const Paper paper{ui, map};
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float mx = std::clamp(mouse.x, map.x0, map.x1), my = std::clamp(mouse.y, map.y0, map.y1);
    if (p.hovered || p.held) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
    const auto here = paper.ground(mx, my);
    if (p.held && ImGui::IsMouseClicked(0)) {
        drawn.clear();
        if (here) drawn.push_back(*here);
    }
    if (drawn.empty()) return true;
    const ImVec2 first = paper.screen(drawn.front());
    const scene::Camera& camera = ui.state.view.camera;
    if (p.held) {
        if (tool == MapTool::box) {
            list->AddRectFilled({std::min(first.x, mx), std::min(first.y, my)}, {std::max(first.x, mx), std::max(first.y, my)}, packed(base::faded(ui.t.accent, 0.1)));
            stroke(ui, list, {first, {mx, first.y}, {mx, my}, {first.x, my}}, true);
        } else {
            const ImVec2 last = paper.screen(drawn.back());
            if (here && std::hypot(mx - last.x, my - last.y) > ui.px(3)) drawn.push_back(*here);
            std::vector<ImVec2> line;
            for (const geo::LonLat& g : drawn) line.push_back(paper.screen(g));
            stroke(ui, list, line, false);
        }
        return true;
    }
    // Let go: a press without a drag draws nothing and leaves the tool at hand.
    std::vector<geo::LonLat> ring;
    if (tool == MapTool::box) {
        if (std::abs(mx - first.x) > ui.px(4) && std::abs(my - first.y) > ui.px(4))
            ring = app::box_ring(camera, ui.state.map_width_pt, ui.state.map_height_pt, paper.point(first.x, first.y), paper.point(mx, my));
    } else {
        constexpr double kStepPt = 4, kMetresPerDegree = 111000;
        ring = app::lasso_ring(drawn, kStepPt * camera.m_per_pt / kMetresPerDegree);
    }
    drawn.clear();
    if (ring.size() < 3) return true;
    ui.send(app::AddArea{{filter::AreaTerm::Kind::ring, std::move(ring), {}, ui.state.ui.area_all_ends}});
    ui.send(app::SetMapTool{MapTool::pan});
    return true;
}

} // namespace atlas::ui
