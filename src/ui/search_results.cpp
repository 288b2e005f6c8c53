// The list under the search box: places, corridors, basins and links; arrow keys walk it, Enter takes the row.
#include "ui/panels.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

struct Found {
    std::string title, detail, kind;
};

Found row_of(Ui& ui, const app::SearchHit& hit) {
    const model::Dataset& d = *ui.data();
    const auto lang = ui.lang();
    switch (hit.kind) {
    case app::SearchHit::Kind::place: {
        const model::Place& p = d.place(hit.index);
        std::string inside;
        for (const model::PlaceIx outer : app::containing_places(d, hit.index))
            if (outer != hit.index) inside += (inside.empty() ? "" : " › ") + d.place(outer).name.in(lang);
        if (!hit.also.empty()) inside += fmt::format("{}{} {}", inside.empty() ? "" : " · ", ui.s.also_called, hit.also);
        return {p.name.in(lang), inside, ui.s.place_kinds[static_cast<std::size_t>(p.kind)]};
    }
    case app::SearchHit::Kind::corridor: return {ui.words(d.corridor(hit.index).name), {}, ui.s.result_corridor};
    case app::SearchHit::Kind::basin: return {d.basin(hit.index).name.in(lang), {}, ui.s.result_basin};
    case app::SearchHit::Kind::link: {
        const model::Link& l = d.link(hit.index);
        return {ui.words(l.summary), plan_and_clause(ui, l), ui.s.result_link};
    }
    }
    return {};
}

/// Puts the value into the filter; one that stands there already is only shown.
void want(Ui& ui, filter::Facet facet, const std::string& id) {
    if (filter::wish_of(*ui.data(), ui.state.view.filter, facet, id) != filter::Wish::wanted) ui.send(app::ToggleFacet{facet, id});
    ui.send(app::FlyTo{app::FlyTo::What::links, -1});
}

void put_away(Ui& ui) {
    ui.send(app::SetSearch{""});
    ui.mem.search[0] = 0;
}

void take(Ui& ui, const app::SearchHit& hit) {
    const model::Dataset& d = *ui.data();
    switch (hit.kind) {
    case app::SearchHit::Kind::place:
        ui.send(app::SelectPlace{hit.index});
        ui.send(app::FlyTo{app::FlyTo::What::place, hit.index});
        break;
    case app::SearchHit::Kind::corridor: want(ui, filter::Facet::corridor, d.corridor(hit.index).id); break;
    case app::SearchHit::Kind::basin: want(ui, filter::Facet::basin, d.basin(hit.index).id); break;
    case app::SearchHit::Kind::link:
        ui.send(app::SelectLink{hit.index});
        ui.send(app::FlyTo{app::FlyTo::What::link, hit.index});
        break;
    }
    put_away(ui);
    ImGui::ClearActiveID();
}

} // namespace

void search_results(Ui& ui, const Rect& field) {
    Memory& m = ui.mem;
    const std::string& words = ui.state.ui.search;
    if (words.empty() || !ui.data()) return;
    if (m.index_of != ui.data()) {
        m.index = std::make_shared<const app::SearchIndex>(*ui.data());
        m.index_of = ui.data();
        m.searched.clear();
    }
    if (m.searched != words) {
        m.hits = m.index->find(words, 11);
        m.searched = words;
    }
    const int count = static_cast<int>(m.hits.size());
    if (ui.key(Key::down)) m.search_at = std::min(m.search_at + 1, std::max(0, count - 1));
    if (ui.key(Key::up)) m.search_at = std::max(m.search_at - 1, 0);
    m.search_at = std::clamp(m.search_at, 0, std::max(0, count - 1));

    const float row = ui.px(46), pad = ui.px(6), shadow = ui.px(16);
    const float width = std::max(field.width(), ui.px(440));
    const float height = count > 0 ? row * static_cast<float>(count) + 2 * pad : ui.px(56);
    const Rect r{field.x0, field.y1 + ui.px(6), field.x0 + width, field.y1 + ui.px(6) + height};
    // The window is wider than the card so that the shadow is not cut.
    if (!begin_panel(ui, "search-results", {r.x0 - shadow, r.y0 - ui.px(4), r.x1 + shadow, r.y1 + shadow}, {0, 0, 0, 0}, false, true)) return;
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImDrawList* list = ImGui::GetWindowDrawList();
    card(ui, list, r, ui.t.popup, ui.px(kRadius), 2);
    if (count == 0) text_cut(ui, list, Type::body, r.x0 + ui.px(kGap4), r.mid_y(), r.width() - ui.px(2 * kGap4), ui.t.soft, ui.s.no_results);
    float y = r.y0 + pad;
    int chosen = -1;
    for (int i = 0; i < count; ++i, y += row) {
        const Rect cell{r.x0 + pad, y, r.x1 - pad, y + row};
        const Press p = press(ui, "hit:" + std::to_string(i), cell, false);
        if (p.hovered && (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0)) m.search_at = i;
        if (m.search_at == i) fill(list, cell, ui.t.press, ui.px(kRadiusSmall));
        const Found words_of = row_of(ui, m.hits[static_cast<std::size_t>(i)]);
        const float kind_w = text_width(ui, Type::small, words_of.kind);
        const float x = cell.x0 + ui.px(10), w = cell.width() - ui.px(28) - kind_w;
        const bool two = !words_of.detail.empty();
        text_cut(ui, list, Type::body, x, two ? cell.y0 + ui.px(16) : cell.mid_y(), w, ui.t.ink, words_of.title);
        if (two) text_cut(ui, list, Type::small, x, cell.y1 - ui.px(13), w, ui.t.soft, words_of.detail);
        text_right(ui, list, Type::small, cell.x1 - ui.px(10), cell.mid_y(), ui.t.faint, words_of.kind);
        if (p.clicked) chosen = i;
    }
    // A press elsewhere puts the list away; one in the field is for its text.
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (ImGui::IsMouseClicked(0) && !r.contains(mouse.x, mouse.y) && !field.contains(mouse.x, mouse.y)) put_away(ui);
    if (ui.key(Key::accept) && count > 0) chosen = m.search_at;
    if (chosen >= 0) take(ui, m.hits[static_cast<std::size_t>(chosen)]);
    end_panel();
}

} // namespace atlas::ui
