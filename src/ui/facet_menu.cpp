// The menu of a row of the left panel: only it, not it, and for basins, corridors and places the ways to want them otherwise.
#include "ui/facet_list.hpp"
#include "ui/panels.hpp"

namespace atlas::ui {

using filter::AreaTerm;
using filter::Facet;
using filter::Wish;

namespace {

constexpr const char* kName = "facet-menu";

enum class Deed { only, without, area, itself };

/// The area this value can stand for; none for other facets.
std::optional<AreaTerm> area_of(Facet facet, const std::string& id) {
    if (facet == Facet::basin) return AreaTerm{AreaTerm::Kind::basin, {}, id, true};
    if (facet == Facet::corridor) return AreaTerm{AreaTerm::Kind::corridor, {}, id, false};
    return std::nullopt;
}

/// Puts the area into the filter, or takes it out when it is there.
void toggle_area(Ui& ui, const AreaTerm& area) {
    for (const filter::Condition& c : filter::conditions(*ui.data(), ui.state.view.filter)) {
        if (c.kind != filter::Condition::Kind::area || !(ui.state.view.filter.areas[c.at] == area)) continue;
        ui.send(app::RemoveCondition{c});
        return;
    }
    ui.send(app::AddArea{area});
    ui.send(app::FlyTo{app::FlyTo::What::links, -1});
}

} // namespace

void open_facet_menu(Ui& ui, Facet facet, const std::string& id, const Rect& anchor) {
    ui.mem.facet_menu = {facet, id, anchor};
    open_menu(ui, kName);
}

void facet_menu(Ui& ui) {
    if (!menu_is_open(ui, kName) || !ui.data()) return;
    const auto [facet, id, at] = ui.mem.facet_menu;
    const filter::FilterSpec& spec = ui.state.view.filter;
    std::vector<MenuRow> rows;
    std::vector<Deed> deeds;
    const auto add = [&](Deed deed, const char* words, const char* right, bool checked) {
        rows.push_back({words, right, checked});
        deeds.push_back(deed);
    };
    add(Deed::only, ui.s.menu_only, "", false);
    add(Deed::without, ui.s.menu_not, "Alt", filter::wish_of(*ui.data(), spec, facet, id) == Wish::unwanted);
    const auto area = area_of(facet, id);
    if (area) add(Deed::area, facet == Facet::basin ? ui.s.menu_inside_basin : ui.s.menu_touches, "", std::find(spec.areas.begin(), spec.areas.end(), *area) != spec.areas.end());
    if (facet == Facet::place) add(Deed::itself, ui.s.menu_itself, "", filter::wish_of(*ui.data(), spec, facet, "=" + id) == Wish::wanted);
    const int taken = menu(ui, kName, at, rows);
    if (taken < 0) return;
    switch (deeds[static_cast<std::size_t>(taken)]) {
    case Deed::only:
        ui.send(app::SetFilter{app::with_only(spec, *ui.data(), facet, id)});
        ui.send(app::FlyTo{app::FlyTo::What::links, -1});
        break;
    case Deed::without: toggle_unwanted(ui, facet, id); break;
    case Deed::area: toggle_area(ui, *area); break;
    case Deed::itself:
        if (const model::PlaceIx p = ui.data()->place_by_id(id); p != model::kNone) ui.send(app::FilterPlace{p, true});
        break;
    }
}

} // namespace atlas::ui
