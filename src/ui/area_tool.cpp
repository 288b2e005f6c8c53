// Box and lasso: a drag on the map, or corners set with the cross, become an area of the filter. The points are kept on the
// ground, so that the map may move under a half-drawn ring.
#include "app/area.hpp"
#include "ui/crosshair.hpp"
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

/// How the tool is worked: by the mouse, or by the keys while the cross is shown.
const char* tool_hint(const Ui& ui) {
    const bool box = ui.state.ui.tool == MapTool::box;
    const std::size_t set = ui.mem.cross.corners.size();
    if (!on_map(ui) && set == 0) return box ? ui.s.box_hint : ui.s.lasso_hint;
    if (box) return set == 0 ? ui.tr("方向键、Enter 定一角", "Arrows, Enter: a corner") : ui.tr("Enter 定对角", "Enter: the other corner");
    if (set < 3) return ui.tr("方向键、Enter 加一点", "Arrows, Enter: a point");
    return ui.tr("Enter 加点；连按闭合", "Enter: a point; twice: close");
}

/// What the drag will do, which ends count, and the way out; at the top of the map.
Rect tool_bar(Ui& ui, ImDrawList* list, const Rect& map) {
    const char* hint = tool_hint(ui);
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
    return r;
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

Rect area_bar(Ui& ui, ImDrawList* list, const Rect& map) { return ui.state.ui.tool == MapTool::pan ? Rect{} : tool_bar(ui, list, map); }

namespace {

/// The ring is the filter's from now on, and the hand is free.
void finish(Ui& ui, std::vector<geo::LonLat> ring) {
    if (ring.size() < 3) return;
    ui.send(app::AddArea{{filter::AreaTerm::Kind::ring, std::move(ring), {}, ui.state.ui.area_all_ends}});
    ui.send(app::SetMapTool{MapTool::pan});
}

float apart(ImVec2 a, ImVec2 b) { return std::hypot(a.x - b.x, a.y - b.y); }

void draw_begun_box(Ui& ui, ImDrawList* list, ImVec2 a, ImVec2 b) {
    list->AddRectFilled({std::min(a.x, b.x), std::min(a.y, b.y)}, {std::max(a.x, b.x), std::max(a.y, b.y)}, packed(base::faded(ui.t.accent, 0.1)));
    stroke(ui, list, {a, {b.x, a.y}, b, {a.x, b.y}}, true);
}

constexpr float kSamePlace = 3, kClosing = 8; ///< pixels at 100 %

/// The line from corner to corner and on to the cross; the first one is marked, and filled where Enter would close the ring.
void draw_begun_lasso(Ui& ui, ImDrawList* list, std::vector<ImVec2> line, std::optional<ImVec2> cross) {
    const ImVec2 first = line.front();
    const bool closes = cross && line.size() >= 3 && (apart(*cross, first) < ui.px(kClosing) || apart(*cross, line.back()) < ui.px(kSamePlace));
    if (cross) line.push_back(*cross);
    if (line.size() > 1) stroke(ui, list, line, closes);
    list->AddCircleFilled(first, ui.px(6), packed(ui.t.panel), 24);
    if (closes) list->AddCircleFilled(first, ui.px(5), packed(ui.t.accent), 24);
    else list->AddCircle(first, ui.px(4.5F), packed(ui.t.accent), 24, ui.px(1.6F));
}

/// Enter with the lasso: one corner more; at the first corner or twice in the same place it closes.
void lasso_press(Ui& ui, const Paper& paper, ImVec2 at, geo::LonLat here) {
    auto& corners = ui.mem.cross.corners;
    const bool again = !corners.empty() && apart(at, paper.screen(corners.back())) < ui.px(kSamePlace);
    const bool home = !corners.empty() && apart(at, paper.screen(corners.front())) < ui.px(kClosing);
    if (!again && !home) {
        corners.push_back(here);
        return;
    }
    if (corners.size() < 3) return;
    std::vector<geo::Vec2> points;
    for (const geo::LonLat& c : corners) points.push_back(app::point_of(ui.state.view.camera, ui.state.map_width_pt, ui.state.map_height_pt, c));
    finish(ui, app::polygon_ring(ui.state.view.camera, ui.state.map_width_pt, ui.state.map_height_pt, points));
    corners.clear();
}

/// Enter with the box: a corner, then the one across.
void box_press(Ui& ui, const Paper& paper, ImVec2 at, geo::LonLat here) {
    auto& corners = ui.mem.cross.corners;
    if (corners.empty()) {
        corners.push_back(here);
        return;
    }
    const ImVec2 first = paper.screen(corners.front());
    if (std::abs(at.x - first.x) <= ui.px(kSamePlace) || std::abs(at.y - first.y) <= ui.px(kSamePlace)) return;
    finish(ui, app::box_ring(ui.state.view.camera, ui.state.map_width_pt, ui.state.map_height_pt, paper.point(first.x, first.y), paper.point(at.x, at.y)));
    corners.clear();
}

} // namespace

void area_keys(Ui& ui, ImDrawList* list, const Rect& map, std::span<const Memory::Cross::Press> presses) {
    Memory::Cross& c = ui.mem.cross;
    const MapTool tool = ui.state.ui.tool;
    if (std::exchange(c.corners_of, tool) != tool) c.corners.clear();
    if (tool == MapTool::pan) return;
    const Paper paper{ui, map};
    const std::size_t sent = ui.out.size();
    const auto place = [&](geo::Vec2 at_pt) {
        const geo::Vec2 px = on_screen(ui, map, at_pt);
        return ImVec2{static_cast<float>(px.x), static_cast<float>(px.y)};
    };
    for (const auto& p : presses) {
        const ImVec2 at = place(p.at_pt);
        const auto here = paper.ground(at.x, at.y);
        if (!here || ui.out.size() > sent) continue; // beyond the projection; or the ring is done
        if (tool == MapTool::box) box_press(ui, paper, at, *here);
        else lasso_press(ui, paper, at, *here);
    }
    if (c.corners.empty()) return;
    std::vector<ImVec2> line;
    for (const geo::LonLat& g : c.corners) line.push_back(paper.screen(g));
    const std::optional<ImVec2> cross = on_map(ui) ? std::optional(place(c.at_pt)) : std::nullopt;
    if (tool == MapTool::lasso || !cross) draw_begun_lasso(ui, list, std::move(line), cross);
    else draw_begun_box(ui, list, line.front(), *cross);
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
        ui.mem.cross.corners.clear(); // the mouse has taken over
        drawn.clear();
        if (here) drawn.push_back(*here);
    }
    if (drawn.empty()) return true;
    const ImVec2 first = paper.screen(drawn.front());
    const scene::Camera& camera = ui.state.view.camera;
    if (p.held) {
        if (tool == MapTool::box) {
            draw_begun_box(ui, list, first, {mx, my});
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
    finish(ui, std::move(ring));
    return true;
}

} // namespace atlas::ui
