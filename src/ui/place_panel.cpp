// The place card: what it is, what it belongs to, and its links grouped by mechanism.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <map>

namespace atlas::ui {

namespace {

/// Places with most links among those shown; counted as parties, so a province is not credited with its cities' links.
void find_busiest(Ui& ui) {
    Memory& m = ui.mem;
    if (m.busiest_for == ui.state.shown && !m.busiest.empty()) return;
    std::map<model::PlaceIx, int> count;
    for (const model::LinkIx ix : ui.state.shown)
        for (const model::Party& p : ui.data()->link(ix).parties) ++count[p.place];
    m.busiest.assign(count.begin(), count.end());
    std::stable_sort(m.busiest.begin(), m.busiest.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    if (m.busiest.size() > 24) m.busiest.resize(24);
    m.busiest_for = ui.state.shown;
}

float no_place(Ui& ui, float x0, float x1, float y) {
    y = empty_state(ui, x0, x1, y, Icon::pin, ui.s.no_place_title, ui.s.no_place_hint);
    if (!ui.data() || ui.state.shown.empty()) return y;
    find_busiest(ui);
    y = section(ui, x0, x1, y, ui.s.busiest_places) - ui.px(2);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float row = ui.px(kRow);
    const float largest = ui.mem.busiest.empty() ? 1 : static_cast<float>(ui.mem.busiest.front().second);
    for (const auto& [place, count] : ui.mem.busiest) {
        const model::Place& p = ui.data()->place(place);
        const Rect r{x0 - ui.px(kGap2), y, x1 + ui.px(kGap2), y + row};
        const Press pressed = press(ui, "busy:" + p.id, r);
        if (pressed.hovered) fill(list, r, ui.t.hover, ui.px(kRadiusSmall));
        fill(list, {x0, y + ui.px(4), x0 + (x1 - x0) * static_cast<float>(count) / largest, y + row - ui.px(4)}, pressed.hovered ? ui.t.press : ui.t.bar, ui.px(3));
        text_cut(ui, list, Type::body, x0 + ui.px(6), r.mid_y(), x1 - x0 - ui.px(50), ui.t.ink, p.name.in(ui.lang()));
        text_right(ui, list, Type::small, x1 - ui.px(4), r.mid_y(), ui.t.soft, std::to_string(count));
        if (pressed.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
        if (pressed.clicked) {
            ui.send(app::SelectPlace{place});
            ui.send(app::FlyTo{app::FlyTo::What::place, place});
        }
        y += row;
    }
    return y;
}

/// The containing places as words that can be pressed: 四川省 › 泸州市.
float breadcrumb(Ui& ui, model::PlaceIx place, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    float x = x0;
    const float h = ui.px(22);
    for (const model::PlaceIx outer : app::containing_places(*ui.data(), place)) {
        if (outer == place) continue;
        const std::string& name = ui.data()->place(outer).name.in(ui.lang());
        const float w = text_width(ui, Type::small, name);
        if (x + w > x1) break;
        const Press p = press(ui, "within:" + ui.data()->place(outer).id, {x, y, x + w, y + h});
        text(ui, list, Type::small, x, y + h / 2, p.hovered || p.focused ? ui.t.accent : ui.t.soft, name);
        if (p.clicked) {
            ui.send(app::SelectPlace{outer});
            ui.send(app::FlyTo{app::FlyTo::What::place, outer});
        }
        x += w + ui.px(5);
        icon(ui, list, Icon::chevron_right, x + ui.px(4), y + h / 2, ui.px(10), ui.t.faint);
        x += ui.px(13);
    }
    text_cut(ui, list, Type::small, x, y + h / 2, x1 - x, ui.t.faint, ui.s.place_kinds[static_cast<std::size_t>(ui.data()->place(place).kind)]);
    return y + h;
}

} // namespace

float place_card(Ui& ui, float x0, float x1, float y) {
    const model::PlaceIx at = ui.state.view.selected_place;
    if (!ui.data() || at < 0 || static_cast<std::size_t>(at) >= ui.data()->places().size()) return no_place(ui, x0, x1, y);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const model::Dataset& d = *ui.data();
    const model::Place& place = d.place(at);
    y += ui.px(kGap4);
    const float title_line = ui.px(28);
    y = text_block(ui, list, Type::title, x0, y - ui.px(3), x1 - x0, ui.t.ink, place.name.in(ui.lang()), title_line / ui.fonts.em_px(Type::title), 3);
    const std::string& other = ui.zh() ? place.name.en : place.name.zh;
    if (!other.empty() && other != place.name.in(ui.lang())) {
        text_cut(ui, list, Type::small, x0, y + ui.px(8), x1 - x0, ui.t.faint, other);
        y += ui.px(20);
    }
    y = breadcrumb(ui, at, x0, x1, y) + ui.px(kGap2);
    if (place.precision == model::Precision::approximate || !place.drawable()) {
        text_cut(ui, list, Type::small, x0, y + ui.px(8), x1 - x0, ui.t.notice_ink, place.drawable() ? ui.s.approximate : ui.s.no_position);
        y += ui.px(24);
    }
    const auto& terms = ui.state.view.filter.places;
    const bool only = std::find(terms.begin(), terms.end(), filter::PlaceTerm{at, false}) != terms.end();
    const char* label = only ? ui.s.only_this_place_off : ui.s.only_this_place;
    const float w = button_width(ui, label);
    if (button(ui, list, "only-place", {x0, y, x0 + w, y + ui.px(30)}, label, Look::outlined)) ui.send(app::FilterPlace{at, false});
    const float show_w = button_width(ui, ui.s.show_on_map);
    if (place.drawable() && button(ui, list, "show-place", {x0 + w + ui.px(kGap2), y, x0 + w + ui.px(kGap2) + show_w, y + ui.px(30)}, ui.s.show_on_map, Look::outlined))
        ui.send(app::FlyTo{app::FlyTo::What::place, at});
    y += ui.px(30);

    if (!place.members.empty()) {
        std::string names;
        for (const model::PlaceIx m : place.members) names += (names.empty() ? "" : ui.zh() ? "、" : ", ") + d.place(m).name.in(ui.lang());
        y = section(ui, x0, x1, y, ui.s.members, std::to_string(place.members.size()));
        y = text_block(ui, list, Type::body, x0, y, x1 - x0, ui.t.soft, names, 1.6f, 6);
    }
    if (ui.mem.card_place != at) {
        ui.mem.place_links = app::links_of_place(d, at);
        ui.mem.card_place = at;
    }
    if (ui.mem.place_links.empty()) return text_block(ui, list, Type::body, x0, y + ui.px(kGap4), x1 - x0, ui.t.soft, ui.s.no_links_here, 1.6f);
    // Mechanisms in the order of the taxonomy; links keep their order inside.
    for (std::size_t m = 0; m < d.mechanisms().size(); ++m) {
        std::vector<model::LinkIx> of;
        for (const model::LinkIx ix : ui.mem.place_links)
            if (d.link(ix).mechanism == static_cast<model::MechanismIx>(m)) of.push_back(ix);
        if (of.empty()) continue;
        y = section(ui, x0, x1, y, ui.words(d.mechanisms()[m].name), std::to_string(of.size()));
        y = link_rows(ui, "place-link", x0, x1, y - ui.px(6), of);
    }
    return y;
}

} // namespace atlas::ui
