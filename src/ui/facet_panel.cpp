// The left panel: one facet at a time as a list of bars. A bar's length is the count, so the list reads as a chart.
#include "ui/panels.hpp"

#include "base/utf8.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

namespace atlas::ui {

namespace {

constexpr std::size_t kLongList = 12; ///< from here a list gets its own search field

struct TreeRow {
    const filter::FacetValue* value = nullptr;
    int depth = 0;
    bool has_children = false, open = false, on = false, inside_chosen = false;
};

/// The rows to draw, in order, with folding and narrowing done.
std::vector<TreeRow> rows_of(const Ui& ui, app::LeftTab tab) {
    const auto& values = ui.derived.of(tab);
    const auto& chosen = app::chosen(ui.state.view.filter, app::facet_of(tab));
    std::unordered_map<std::string, const filter::FacetValue*> by_id;
    std::unordered_set<std::string> parents, keep_open;
    for (const auto& v : values) {
        by_id[v.id] = &v;
        if (!v.parent.empty()) parents.insert(v.parent);
    }
    const auto up = [&](const filter::FacetValue* v, auto&& visit) {
        for (auto it = by_id.find(v->parent); it != by_id.end(); it = by_id.find(it->second->parent)) visit(*it->second);
    };
    const std::string needle = base::fold_for_search(base::trim(ui.state.ui.facet_search));
    std::unordered_set<std::string> matches;
    for (const auto& v : values) {
        const bool is_on = std::find(chosen.begin(), chosen.end(), v.id) != chosen.end();
        const bool match = !needle.empty() && (base::fold_for_search(v.name.zh).find(needle) != std::string::npos ||
                                               base::fold_for_search(v.name.en).find(needle) != std::string::npos);
        if (match) matches.insert(v.id);
        if (is_on || match) up(&v, [&](const auto& outer) {
            keep_open.insert(outer.id);
            if (match) matches.insert(outer.id);
        });
    }
    std::vector<TreeRow> rows;
    for (const auto& v : values) {
        if (!needle.empty() && !matches.contains(v.id)) continue;
        TreeRow row{&v};
        bool visible = true;
        up(&v, [&](const filter::FacetValue& outer) {
            ++row.depth;
            row.inside_chosen = row.inside_chosen || std::find(chosen.begin(), chosen.end(), outer.id) != chosen.end();
        });
        row.has_children = parents.contains(v.id);
        row.on = std::find(chosen.begin(), chosen.end(), v.id) != chosen.end();
        // Stems stand open, what is below them folded; a mechanism's few children always show.
        const auto open_of = [&](const std::string& id, int depth) {
            const bool by_default = tab != app::LeftTab::basin || depth == 0;
            const bool turned = std::binary_search(ui.state.ui.folds.begin(), ui.state.ui.folds.end(), id);
            return by_default != turned || keep_open.contains(id);
        };
        row.open = open_of(v.id, row.depth);
        int depth = row.depth;
        up(&v, [&](const filter::FacetValue& outer) { visible = visible && open_of(outer.id, --depth); });
        if (visible) rows.push_back(row);
    }
    return rows;
}

void draw_row(Ui& ui, ImDrawList* list, const Rect& r, app::LeftTab tab, const TreeRow& row, int largest) {
    const filter::FacetValue& v = *row.value;
    const std::string id = std::string(filter::to_code(app::facet_of(tab))) + ":" + v.id;
    const bool tree = tab == app::LeftTab::basin;
    float x = r.x0 + ui.px(kGap3) + ui.px(14) * static_cast<float>(row.depth);
    Rect hit = r;
    if (tree) { // the fold arrow is a button of its own, left of the row's
        const Rect arrow{x - ui.px(4), r.y0, x + ui.px(14), r.y1};
        if (row.has_children) {
            const Press p = press(ui, "fold:" + v.id, arrow, false);
            icon(ui, list, row.open ? Icon::chevron_down : Icon::chevron_right, arrow.mid_x(), r.mid_y(), ui.px(11), p.hovered ? ui.t.ink : ui.t.faint);
            if (p.clicked) ui.send(app::ToggleFold{v.id});
        }
        hit.x0 = arrow.x1;
        x = arrow.x1 + ui.px(2);
    }
    const Press p = press(ui, id, hit);
    const float right = r.x1 - ui.px(kGap3);
    const float box = x + ui.px(7), text_x = x + ui.px(23);
    const std::string count = fmt::format("{}", v.count);

    if (p.hovered) fill(list, {hit.x0, r.y0 + 1, r.x1 - ui.px(4), r.y1 - 1}, ui.t.hover, ui.px(kRadiusSmall));
    const float bar_x0 = text_x - ui.px(5), bar_max = right - bar_x0 + ui.px(4);
    const float share = largest > 0 ? static_cast<float>(v.count) / static_cast<float>(largest) : 0;
    if (v.count > 0)
        fill(list, {bar_x0, r.y0 + ui.px(4), bar_x0 + std::max(ui.px(3), bar_max * share), r.y1 - ui.px(4)},
             row.on ? ui.t.accent_wash : p.hovered ? base::mix(ui.t.bar, ui.t.press, 0.7) : ui.t.bar, ui.px(3));
    checkbox(ui, list, box, r.mid_y(), row.on, p.hovered);
    if (row.inside_chosen && !row.on) // counted through its parent
        list->AddCircleFilled({std::round(box), std::round(r.mid_y())}, ui.px(2.5f), packed(ui.t.accent), 12);
    float name_x = text_x;
    if (tab == app::LeftTab::mechanism) {
        const float s = ui.px(5);
        list->AddRectFilled({name_x, r.mid_y() - s}, {name_x + 2 * s, r.mid_y() + s}, packed(mechanism_color(ui, v.id)), ui.px(2));
        name_x += 2 * s + ui.px(7);
    }
    const float count_w = text_width(ui, Type::small, count);
    const bool dim = v.count == 0 && !row.on;
    const bool cut = text_cut(ui, list, Type::body, name_x, r.mid_y(), right - count_w - ui.px(10) - name_x, dim ? ui.t.faint : ui.t.ink, ui.words(v.name));
    text_right(ui, list, Type::small, right, r.mid_y(), dim ? ui.t.faint : row.on ? ui.t.accent : ui.t.soft, count);
    if (p.focused) focus_ring(ui, list, {hit.x0, r.y0, r.x1 - ui.px(4), r.y1}, ui.px(kRadiusSmall));
    if (cut && p.hovered) tooltip(ui, ui.words(v.name));
    if (p.clicked) {
        ui.send(app::ToggleFacet{app::facet_of(tab), v.id});
        if (!row.on) ui.send(app::FlyTo{app::FlyTo::What::links, -1});
    }
}

/// The switch under corridor and basin lists: count what the text names, or also what lies inside.
float text_only_row(Ui& ui, ImDrawList* list, const Rect& r) {
    const Press p = press(ui, "text-only", r);
    const bool on = ui.state.view.filter.text_only;
    checkbox(ui, list, r.x0 + ui.px(kGap3 + 7), r.mid_y(), on, p.hovered);
    text(ui, list, Type::small, r.x0 + ui.px(kGap3 + 23), r.mid_y(), p.hovered ? ui.t.ink : ui.t.soft, ui.s.text_only);
    if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
    if (p.hovered) tooltip(ui, ui.s.text_only_tip);
    if (p.clicked) ui.send(app::SetTextOnly{!on});
    return r.y1;
}

} // namespace

void facet_panel(Ui& ui, const Rect& r) {
    // Three windows side by side and none over another: ImGui puts a new window without focus behind the older ones.
    const app::LeftTab tab = ui.state.ui.left;
    const auto& values = ui.derived.of(tab);
    const bool spatial = tab == app::LeftTab::corridor || tab == app::LeftTab::basin;
    const bool searchable = values.size() > kLongList;
    const float top = std::min(r.y1, r.y0 + ui.px(42) + (searchable ? ui.px(32 + 2 * kGap2) : ui.px(kGap2)));
    const float foot = std::max(top, r.y1 - ui.px(spatial ? 64 : 36));

    if (!begin_panel(ui, "left-head", {r.x0, r.y0, r.x1, top}, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Rect tab_bar{r.x0, r.y0, r.x1, std::min(r.y1, r.y0 + ui.px(42))};
    const int pressed = tabs(ui, list, "left-tab", tab_bar, {ui.s.tab_corridor, ui.s.tab_basin, ui.s.tab_mechanism, ui.s.tab_plan}, static_cast<int>(tab));
    if (pressed >= 0) ui.send(app::SetLeftTab{static_cast<app::LeftTab>(pressed)});
    if (searchable) {
        const Rect field{r.x0 + ui.px(kGap3), tab_bar.y1 + ui.px(kGap2), r.x1 - ui.px(kGap3), tab_bar.y1 + ui.px(kGap2 + 32)};
        if (ui.state.ui.facet_search != ui.mem.narrow.data() && !ImGui::GetIO().WantTextInput)
            std::snprintf(ui.mem.narrow.data(), ui.mem.narrow.size(), "%s", ui.state.ui.facet_search.c_str());
        if (text_field(ui, list, "narrow", field, ui.mem.narrow.data(), ui.mem.narrow.size(), ui.s.narrow_hint, Icon::search, true, false, nullptr))
            ui.send(app::SetFacetSearch{ui.mem.narrow.data()});
    }
    end_panel();

    const std::string name = fmt::format("left-list-{}", static_cast<int>(tab));
    if (begin_panel(ui, name.c_str(), {r.x0, top, r.x1, foot}, ui.t.panel, true)) {
        list = ImGui::GetWindowDrawList();
        const auto rows = rows_of(ui, tab);
        if (rows.empty()) {
            const char* why = !ui.data() || ui.data()->links().empty() ? ui.s.no_data : values.empty() ? ui.s.no_values : ui.s.nothing_matches;
            text_block(ui, list, Type::body, r.x0 + ui.px(kGap3), top + ui.px(kGap4), r.width() - ui.px(2 * kGap3), ui.t.soft, why);
        }
        int largest = 0;
        for (const auto& v : values) largest = std::max(largest, v.count);
        const float row_h = ui.px(kRow), y0 = top - ImGui::GetScrollY();
        const float x1 = r.x1 - (ImGui::GetScrollMaxY() > 0 ? ui.px(6) : 0);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const float y = y0 + row_h * static_cast<float>(i);
            draw_row(ui, list, {r.x0, y, x1, y + row_h}, tab, rows[i], largest);
        }
        ImGui::SetCursorPosY(row_h * static_cast<float>(rows.size()) + ui.px(kGap2));
        ImGui::Dummy({1, 1});
        end_panel();
    }

    if (!begin_panel(ui, "left-foot", {r.x0, foot, r.x1, r.y1}, ui.t.panel, false)) return;
    list = ImGui::GetWindowDrawList();
    hline(ui, list, r.x0, r.x1, foot, ui.t.hairline);
    float y = foot + ui.px(4);
    if (spatial) y = text_only_row(ui, list, {r.x0, y, r.x1, y + ui.px(28)});
    text_cut(ui, list, Type::small, r.x0 + ui.px(kGap3), y + ui.px(14), r.width() - ui.px(2 * kGap3), ui.t.faint, ui.s.or_and_hint);
    end_panel();
}

} // namespace atlas::ui
