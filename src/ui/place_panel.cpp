// The place card: what it is, what it belongs to, and what is stated about it: partners by mechanism, corridors, basins,
// clauses. Every number is a press that leaves exactly those links.
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
            const bool also = ImGui::GetIO().KeyCtrl;
            ui.send(app::SelectPlace{place, also});
            if (!also) ui.send(app::FlyTo{app::FlyTo::What::place, place});
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

/// The selected places as chips that can be taken away; the one that leads is in the accent.
float chosen_places(Ui& ui, std::span<const model::PlaceIx> places, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float h = ui.px(26), gap = ui.px(6);
    float x = x0;
    for (const model::PlaceIx ix : places) {
        const std::string& name = ui.data()->place(ix).name.in(ui.lang());
        const float w = std::min(chip_width(ui, name, true), x1 - x0);
        if (x + w > x1 + 0.5f && x > x0) {
            x = x0;
            y += h + gap;
        }
        const Rect r{x, y, x + w, y + h};
        if (chip(ui, list, "chosen-place:" + ui.data()->place(ix).id, r, name, true)) ui.send(app::SelectPlace{ix, true});
        x += w + gap;
    }
    return y + h;
}

/// Title and where the place lies; of several places the list of them.
float title(Ui& ui, std::span<const model::PlaceIx> places, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const model::Place& place = ui.data()->place(places.front());
    y += ui.px(kGap4);
    const float title_line = ui.px(28);
    if (places.size() > 1) {
        y = text_block(ui, list, Type::title, x0, y - ui.px(3), x1 - x0, ui.t.ink, fmt::format(fmt::runtime(ui.s.chosen_places), places.size()), title_line / ui.fonts.em_px(Type::title), 2);
        return chosen_places(ui, places, x0, x1, y + ui.px(kGap1));
    }
    y = text_block(ui, list, Type::title, x0, y - ui.px(3), x1 - x0, ui.t.ink, place.name.in(ui.lang()), title_line / ui.fonts.em_px(Type::title), 3);
    const std::string& other = ui.zh() ? place.name.en : place.name.zh;
    if (!other.empty() && other != place.name.in(ui.lang())) {
        text_cut(ui, list, Type::small, x0, y + ui.px(8), x1 - x0, ui.t.faint, other);
        y += ui.px(20);
    }
    y = breadcrumb(ui, places.front(), x0, x1, y) + ui.px(kGap2);
    const bool in_its_middle = place.kind == model::PlaceKind::province; // as maps draw one: nobody takes it for a surveyed point
    if ((place.precision == model::Precision::approximate && !in_its_middle) || !place.drawable()) {
        text_cut(ui, list, Type::small, x0, y + ui.px(8), x1 - x0, ui.t.notice_ink, place.drawable() ? ui.s.approximate : ui.s.no_position);
        y += ui.px(24);
    }
    return y;
}

float buttons(Ui& ui, std::span<const model::PlaceIx> places, float x0, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const model::PlaceIx at = places.front();
    y += ui.px(kGap2);
    if (places.size() > 1) {
        const std::string label = fmt::format("{} {}", ui.s.together, ui.mem.facts.together.count);
        const float w = button_width(ui, label);
        if (button(ui, list, "fact:together", {x0, y, x0 + w, y + ui.px(30)}, label, Look::outlined, ui.mem.facts.together.count > 0))
            ui.send(app::SetFilter{ui.mem.facts.together.filter});
        return y + ui.px(30);
    }
    const auto& terms = ui.state.view.filter.places;
    const bool only = std::find(terms.begin(), terms.end(), filter::PlaceTerm{at, false}) != terms.end();
    const char* label = only ? ui.s.only_this_place_off : ui.s.only_this_place;
    const float w = button_width(ui, label), show_w = button_width(ui, ui.s.show_on_map);
    if (button(ui, list, "only-place", {x0, y, x0 + w, y + ui.px(30)}, label, Look::outlined)) ui.send(app::FilterPlace{at, false});
    if (ui.data()->place(at).drawable() && button(ui, list, "show-place", {x0 + w + ui.px(kGap2), y, x0 + w + ui.px(kGap2) + show_w, y + ui.px(30)}, ui.s.show_on_map, Look::outlined))
        ui.send(app::FlyTo{app::FlyTo::What::place, at});
    return y + ui.px(30);
}

} // namespace

float place_card(Ui& ui, float x0, float x1, float y) {
    const std::vector<model::PlaceIx> places = app::selected_places(ui.state.view);
    const auto unknown = [&](model::PlaceIx ix) { return ix < 0 || static_cast<std::size_t>(ix) >= ui.data()->places().size(); };
    if (!ui.data() || places.empty() || std::any_of(places.begin(), places.end(), unknown)) return no_place(ui, x0, x1, y);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const model::Dataset& d = *ui.data();
    Memory& m = ui.mem;
    if (m.facts_for != places || m.facts_ego != ui.state.view.ego) {
        m.facts = app::place_facts(d, places, ui.state.view.ego);
        if (m.facts_for != places) m.facts_open.clear();
        m.facts_for = places;
        m.facts_ego = ui.state.view.ego;
    }
    y = title(ui, places, x0, x1, y);
    y = buttons(ui, places, x0, y);
    const auto& members = d.place(places.front()).members;
    if (places.size() == 1 && !members.empty()) {
        std::string names;
        for (const model::PlaceIx ix : members) names += (names.empty() ? "" : ui.zh() ? "、" : ", ") + d.place(ix).name.in(ui.lang());
        y = section(ui, x0, x1, y, ui.s.members, std::to_string(members.size()));
        y = text_block(ui, list, Type::body, x0, y, x1 - x0, ui.t.soft, names, 1.6f, 6);
    }
    if (m.facts.ways[0].count == 0) return text_block(ui, list, Type::body, x0, y + ui.px(kGap4), x1 - x0, ui.t.soft, ui.s.no_links_here, 1.6f);
    return place_counts(ui, x0, x1, y);
}

} // namespace atlas::ui
