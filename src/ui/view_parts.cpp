// What the linked views share.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

namespace atlas::ui {

std::string place_word(const Ui& ui, model::PlaceIx place) {
    const model::Place& p = ui.data()->place(place);
    return ui.zh() && !p.short_zh.empty() ? p.short_zh : p.name.in(ui.lang());
}

void filter_to_place(Ui& ui, const std::vector<model::LinkIx>& links, model::PlaceIx place, const std::string& basin) {
    filter::FilterSpec spec = ui.state.view.filter;
    const filter::PlaceTerm itself{place, false};
    const auto& terms = spec.places;
    const bool stands = std::find(terms.begin(), terms.end(), itself) != terms.end() && (basin.empty() || spec.basins == std::vector<std::string>{basin});
    spec.lost_places.clear();
    spec.places.clear();
    if (!stands) {
        spec.places = filter::terms_at(*ui.data(), links, place);
        if (!basin.empty()) spec.basins = {basin};
    }
    ui.send(app::SetFilter{std::move(spec)});
    ui.send(app::FlyTo{app::FlyTo::What::links, -1});
}

void point_at(Ui& ui, model::LinkIx link, model::PlaceIx place) {
    ui.mem.pointed = true;
    if (ui.state.ui.hovered_link != link || ui.state.ui.hovered_place != place) ui.send(app::Hover{link, place});
}

void withdraw_light(Ui& ui) {
    // Not by ImGui's MouseDelta: it is zero where the mouse leaves the window.
    const ImVec2 at = ImGui::GetIO().MousePos;
    const bool moved = at.x != ui.mem.mouse_x || at.y != ui.mem.mouse_y;
    ui.mem.mouse_x = at.x;
    ui.mem.mouse_y = at.y;
    const app::UiState& s = ui.state.ui;
    if (moved && !ui.mem.pointed && (s.hovered_link != model::kNone || s.hovered_place != model::kNone)) ui.send(app::Hover{model::kNone, model::kNone});
}

float opened_links(Ui& ui, const std::string& id, float x0, float x1, float y, std::string_view heading, std::span<const model::LinkIx> links) {
    y = section(ui, x0, x1, y, heading, ui.zh() ? fmt::format("{} 条", links.size()) : fmt::format("{} link{}", links.size(), links.size() == 1 ? "" : "s"));
    return link_rows(ui, id, x0, x1, y - ui.px(6), links);
}

} // namespace atlas::ui
