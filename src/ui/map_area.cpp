// The map's part of the window: drag, wheel, click, hover.
// The map itself is played by the platform under this transparent window.
#include "ui/crosshair.hpp"
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <cmath>

namespace atlas::ui {

namespace {

/// What points at the map: the mouse, or the cross while the keyboard has the map.
struct Hand {
    float x = 0, y = 0; ///< pixels
    geo::Vec2 at_pt;
    bool over = false, cross = false;
};

Hand hand_at(const Ui& ui, const Rect& r, geo::Vec2 at_pt) {
    const geo::Vec2 px = on_screen(ui, r, at_pt);
    return {static_cast<float>(px.x), static_cast<float>(px.y), at_pt, true, true};
}

geo::Vec2 map_point(const Ui& ui, const Rect& r) {
    const ImVec2 m = ImGui::GetIO().MousePos;
    return {(m.x - r.x0) / ui.t.scale, (m.y - r.y0) / ui.t.scale};
}

Hand mouse_hand(const Ui& ui, const Rect& r, bool over) {
    const ImVec2 m = ImGui::GetIO().MousePos;
    return {m.x, m.y, map_point(ui, r), over, false};
}

/// A ring round the place that the map or a row of a view points at.
void hovered_place(Ui& ui, ImDrawList* list, const Rect& r) {
    const model::PlaceIx ix = ui.state.ui.hovered_place;
    if (!ui.data() || ix < 0 || static_cast<std::size_t>(ix) >= ui.data()->places().size() || !ui.data()->place(ix).position) return;
    const scene::Camera& camera = ui.state.view.camera;
    const geo::Vec2 at = camera.to_frame(ui.state.map_width_pt, ui.state.map_height_pt).apply(camera.projection.forward(*ui.data()->place(ix).position));
    const ImVec2 mid{r.x0 + static_cast<float>(at.x) * ui.t.scale, r.y0 + static_cast<float>(at.y) * ui.t.scale};
    if (!r.contains(mid.x, mid.y)) return;
    list->AddCircle(mid, ui.px(9), packed(ui.t.panel), 32, ui.px(5));
    list->AddCircle(mid, ui.px(9), packed(ui.t.accent), 32, ui.px(2.5F));
}

void link_tip(Ui& ui, const Rect& area, const Hand& hand, model::LinkIx ix, std::size_t stacked) {
    const model::Link& link = ui.data()->link(ix);
    ImDrawList* front = ImGui::GetForegroundDrawList();
    const float pad = ui.px(kGap3), width = ui.px(268);
    const std::string words = ui.words(link.summary);
    const float foot = stacked > 1 ? ui.px(26) : 0;
    const float h = block_height(ui, Type::body, words, width, 1.5f, 4) + ui.px(22) + 2 * pad - ui.px(4) + foot;
    const float beside = ui.px(hand.cross ? 26 : 16); // the cross is not to be covered
    Rect r{hand.x + beside, hand.y + beside + ui.px(2), 0, 0};
    r.x1 = r.x0 + width + 2 * pad + ui.px(11);
    r.y1 = r.y0 + h;
    if (r.x1 > area.x1 - ui.px(8)) r.x0 -= r.width() + 2 * beside;
    r.x1 = r.x0 + width + 2 * pad + ui.px(11);
    if (r.y1 > area.y1 - ui.px(8)) r.y0 -= h + 2 * beside + ui.px(4);
    r.y1 = r.y0 + h;
    card(ui, front, r, ui.t.popup, ui.px(kRadius), 2);
    front->AddRectFilled({r.x0 + pad, r.y0 + pad}, {r.x0 + pad + ui.px(3), r.y1 - pad - foot}, packed(mechanism_color(ui, link.mechanism)), ui.px(1.5f));
    const float tx = r.x0 + pad + ui.px(11);
    const float y = text_block(ui, front, Type::body, tx, r.y0 + pad - ui.px(3), width, ui.t.ink, words, 1.5f, 4);
    text_cut(ui, front, Type::small, tx, y + ui.px(11), width, ui.t.soft, plan_and_clause(ui, link));
    if (stacked < 2) return;
    hline(ui, front, r.x0 + pad, r.x1 - pad, r.y1 - pad - ui.px(20), ui.t.hairline);
    text_cut(ui, front, Type::small, r.x0 + pad, r.y1 - pad - ui.px(5), r.width() - 2 * pad, ui.t.accent, fmt::format(fmt::runtime(ui.s.stacked_tip), stacked));
    ui.rects.set("stacked", r);
}

/// All links at the hand; one when nobody can tell more.
std::vector<model::LinkIx> links_here(const Ui& ui, const Hand& hand, model::LinkIx topmost) {
    std::vector<model::LinkIx> all;
    if (ui.map.links_at) all = ui.map.links_at(hand.at_pt);
    return all.empty() ? std::vector{topmost} : all;
}

void hover(Ui& ui, const Rect& r, const Hand& hand) {
    const bool over = hand.over;
    const app::UiState& state = ui.state.ui;
    scene::FeatureRef found;
    // While the list is open its rows say which link is meant.
    if (!ui.mem.pick.links.empty()) {
        ui.mem.cross.lit.reset(); // when it is put away the cross says again what it is on
        return;
    }
    if (over && !ui.mem.dragging && ui.map.at) found = ui.map.at(hand.at_pt);
    using Kind = scene::FeatureRef::Kind;
    model::LinkIx link = found.kind == Kind::link ? found.index : model::kNone;
    std::size_t stacked = 1;
    if (link != model::kNone) {
        const std::vector<model::LinkIx> here = links_here(ui, hand, link);
        stacked = here.size();
        // What was just taken from a stack stays the one that is meant while the mouse rests there.
        if (std::find(here.begin(), here.end(), ui.state.view.selected_link) != here.end()) link = ui.state.view.selected_link;
    }
    const model::PlaceIx place = found.kind == Kind::place ? found.index : model::kNone;
    if (over && found.kind != Kind::none) ui.mem.pointed = true;
    // The cross speaks once of each thing: the mouse may rest on a row that lights its own, and neither is to overrule the other for ever.
    const std::pair found_now{link, place};
    const bool news = hand.cross ? std::exchange(ui.mem.cross.lit, found_now) != found_now : over && (link != state.hovered_link || place != state.hovered_place);
    if (news) ui.send(app::Hover{link, place});
    // The card already tells of the selected link; a tip would only lie on its parties.
    if (link != model::kNone && link != ui.state.view.selected_link && !ui.mem.search_active) link_tip(ui, r, hand, link, stacked);
    if (over && !hand.cross) ImGui::SetMouseCursor(ui.mem.moved ? ImGuiMouseCursor_ResizeAll : link != model::kNone || place != model::kNone ? ImGuiMouseCursor_Hand : ImGuiMouseCursor_Arrow);
}

void click(Ui& ui, const Hand& hand, bool also) {
    if (!ui.map.at) return;
    Memory::Pick& pick = ui.mem.pick;
    if (!pick.links.empty()) { // a press beside the list puts it away
        pick = {};
        return;
    }
    const scene::FeatureRef found = ui.map.at(hand.at_pt);
    if (found.kind == scene::FeatureRef::Kind::link) {
        std::vector<model::LinkIx> all = links_here(ui, hand, found.index);
        if (all.size() > 1) {
            pick = {std::move(all), hand.x, hand.y, 0, true, also};
            if (!hand.cross) ui.mem.focus_shown = false;
            ui.send(app::Hover{pick.links.front(), model::kNone});
        } else {
            ui.send(app::SelectLink{found.index, also});
        }
    } else if (found.kind == scene::FeatureRef::Kind::place)
        ui.send(app::SelectPlace{found.index, also});
    else if (also) return; // a miss while gathering must not lose what was gathered
    else if (ui.state.view.selected_link != model::kNone || ui.state.view.selected_place != model::kNone) {
        ui.send(app::SelectLink{model::kNone});
        ui.send(app::SelectPlace{model::kNone});
    }
}

/// The cross: what it draws or picks. True while it is shown.
bool cross_on_map(Ui& ui, ImDrawList* list, const Rect& r, bool over, bool covered) {
    Memory::Cross& c = ui.mem.cross;
    const ImVec2 d = ImGui::GetIO().MouseDelta;
    // A mouse that moves over the map is the hand that is meant, unless it only brushes by while an area is being drawn by keys.
    if (on_map(ui) && over && c.corners.empty() && std::hypot(d.x, d.y) > ui.px(3)) ui.mem.focus_shown = false;
    const bool shown = on_map(ui) && !covered, drawing = ui.state.ui.tool != app::MapTool::pan;
    const auto presses = take_presses(ui);
    area_keys(ui, list, r, presses);
    if (shown) draw_cross(ui, list, r);
    if (shown && !drawing) {
        const Hand hand = hand_at(ui, r, c.at_pt);
        hover(ui, r, hand);
        if (!presses.empty()) click(ui, hand_at(ui, r, presses.front().at_pt), presses.front().also);
    } else if (std::exchange(c.lit, std::nullopt) && !over) {
        ui.send(app::Hover{model::kNone, model::kNone});
    }
    return shown;
}

} // namespace

void map_area(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "map", r, {0, 0, 0, 0}, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImGuiIO& io = ImGui::GetIO();
    Memory& m = ui.mem;
    // The panels' edges lie on the map, so that a folded panel takes its line with it.
    if (r.x0 > 0) vline(ui, list, r.x0, r.y0, r.y1, ui.t.hairline);
    if (r.x1 < io.DisplaySize.x) vline(ui, list, r.x1 - ui.t.hair(), r.y0, r.y1, ui.t.hairline);
    join_walk_as_map(ui);
    area_rings(ui, list, r);
    flow_marks(ui, list, r);
    hovered_place(ui, list, r);
    map_furniture(ui, list, r);
    empty_card(ui, list, r);
    const Press p = press(ui, "map", r, false); // after the buttons: ImGui gives the mouse to the first item
    // With Alt the labels can be taken; without, a press on one belongs to the map beneath.
    if (io.KeyAlt || (m.label && m.label_ground == "map")) {
        const LabelGround labels{"map", ui.t.scale * scene::kPtPerMm, [&](const geo::Box& b) {
                                     const auto at = [&](double origin, double v) { return static_cast<float>(origin + v * ui.t.scale); };
                                     return Rect{at(r.x0, b.min.x), at(r.y0, b.min.y), at(r.x0, b.max.x), at(r.y0, b.max.y)};
                                 },
                                 [&](geo::Vec2 px) { return ui.map.label_on_map ? ui.map.label_on_map({(px.x - r.x0) / ui.t.scale, (px.y - r.y0) / ui.t.scale}) : std::nullopt; }};
        if (!m.dragging && label_drag(ui, list, p, labels)) {
            end_panel();
            return;
        }
    }
    // In a card's first frame ImGui still gives the mouse to the map behind it.
    const bool covered = ui.state.ui.keys_open || ui.state.ui.tour >= 0 || ui.state.ui.project_box != app::ProjectBox::closed;
    const bool over = p.hovered && !covered, cross = cross_on_map(ui, list, r, over, covered);
    if (area_drag(ui, list, r, p)) {
        m.dragging = m.moved = false;
        if (over && io.MouseWheel != 0) ui.send(app::ZoomAt{map_point(ui, r), std::pow(1.25, static_cast<double>(io.MouseWheel))});
        end_panel();
        return;
    }
    if (over && ImGui::IsMouseDoubleClicked(0)) {
        ui.send(app::ZoomAt{map_point(ui, r), io.KeyShift ? 0.5 : 2.0});
        m.dragging = false;
        m.pick = {}; // of the first of the two presses
    } else if (p.held && ImGui::IsMouseClicked(0)) {
        m.dragging = true;
        m.moved = false;
        m.drag_x = io.MousePos.x;
        m.drag_y = io.MousePos.y;
        m.drag_from = ui.state.view.camera;
    }
    if (m.dragging && p.held) {
        const float dx = io.MousePos.x - m.drag_x, dy = io.MousePos.y - m.drag_y;
        if (!m.moved && std::hypot(dx, dy) > ui.px(3)) {
            m.moved = true;
            m.pick = {};
        }
        if (m.moved && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0))
            ui.send(app::SetCamera{app::panned(m.drag_from, {dx / ui.t.scale, dy / ui.t.scale}), true});
    } else if (m.dragging) {
        if (m.moved)
            ui.send(app::SetCamera{ui.state.view.camera, false}); // where the drag ended is one step of history
        else if (over)
            click(ui, mouse_hand(ui, r, true), io.KeyCtrl);
        m.dragging = m.moved = false;
    }
    if (over && io.MouseWheel != 0) m.pick = {};
    if (over && io.MouseWheel != 0) ui.send(app::ZoomAt{map_point(ui, r), std::pow(1.25, static_cast<double>(io.MouseWheel))});
    if (!cross) hover(ui, r, mouse_hand(ui, r, over));
    end_panel();
}

} // namespace atlas::ui
