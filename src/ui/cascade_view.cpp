// The basin cascade: the provinces of a stem from its source to its mouth, and what joins each to the next.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <set>

namespace atlas::ui {

namespace {

enum class Tie { compensated, linked, none, unread };
/// Inside a filter an empty step only says that the filter leaves none, whoever's plan is loaded.
Tie tie_of(const Ui& ui, const filter::CascadeStep& s) {
    if (!s.compensation.empty()) return Tie::compensated;
    if (!s.links.empty()) return Tie::linked;
    return s.plans.empty() && ui.state.view.filter.empty() ? Tie::unread : Tie::none;
}

Color compensation_color(const Ui& ui) { return mechanism_color(ui, "compensation"); }

void diamond(Ui& ui, ImDrawList* list, float x, float y, float half) {
    const ImVec2 corners[] = {{x, y - half}, {x + half, y}, {x, y + half}, {x - half, y}};
    list->AddConvexPolyFilled(corners, 4, packed(compensation_color(ui)));
    list->AddPolyline(corners, 4, packed(ui.t.panel), ImDrawFlags_Closed, ui.px(1.5F));
}

/// The line between two boxes; its kind of stroke says the state without colour.
void arrow(Ui& ui, ImDrawList* list, float x0, float x1, float y, Tie tie) {
    const float head = ui.px(6), width = ui.px(tie == Tie::compensated ? 3 : tie == Tie::linked ? 2 : 1.5F);
    const Color ink = tie == Tie::compensated ? compensation_color(ui) : tie == Tie::linked ? ui.t.soft : ui.t.faint; // apart by their dashes
    y = std::round(y);
    const float end = x1 - head;
    if (tie == Tie::compensated || tie == Tie::linked) {
        list->AddRectFilled({x0, y - width / 2}, {end, y + width / 2}, packed(ink));
    } else {
        const float dash = ui.px(tie == Tie::none ? 6 : 2), gap = ui.px(tie == Tie::none ? 4 : 5);
        for (float x = x0; x < end; x += dash + gap) list->AddRectFilled({x, y - width / 2}, {std::min(x + dash, end), y + width / 2}, packed(ink));
    }
    list->AddTriangleFilled({x1, y}, {x1 - head, y - head * 0.7F}, {x1 - head, y + head * 0.7F}, packed(ink));
    if (tie == Tie::compensated) diamond(ui, list, (x0 + end) / 2, y, ui.px(6));
}

std::string tie_words(const Ui& ui, Tie tie) {
    switch (tie) {
    case Tie::compensated: return ui.tr("有补偿", "compensated");
    case Tie::linked: return ui.tr("有联系", "linked");
    case Tie::none: return ui.state.view.filter.empty() ? ui.tr("未见联系", "none found") : ui.tr("筛选内未见", "none in filter");
    case Tie::unread: return ui.tr("未收入两省规划", "neither plan loaded");
    }
    return {};
}

float legend(Ui& ui, ImDrawList* list, float x0, float x1, float y) {
    float x = x0;
    const float row = ui.px(20), line = ui.px(34);
    for (const Tie tie : {Tie::linked, Tie::compensated, Tie::none, Tie::unread}) {
        const std::string words = tie_words(ui, tie);
        const float w = line + ui.px(6) + text_width(ui, Type::small, words) + ui.px(18);
        if (x > x0 && x + w > x1) {
            x = x0;
            y += row;
        }
        arrow(ui, list, x, x + line, y + row / 2, tie);
        text(ui, list, Type::small, x + line + ui.px(6), y + row / 2, ui.t.soft, words);
        x += w;
    }
    return y + row;
}

/// One province: its name and how many links of the basin have a party there.
void province(Ui& ui, ImDrawList* list, const Rect& r, const filter::Cascade& c, std::size_t i, const std::string& basin) {
    const model::PlaceIx ix = c.provinces[i];
    const std::vector<model::LinkIx>& links = c.at[i];
    const Press p = press(ui, "cascade-at:" + ui.data()->place(ix).id, r, !links.empty());
    const auto& terms = ui.state.view.filter.places;
    const bool on = std::find(terms.begin(), terms.end(), filter::PlaceTerm{ix, false}) != terms.end();
    const bool lit = ui.state.ui.hovered_place == ix;
    fill(list, r, on ? ui.t.accent_wash : (p.hovered || lit) && !links.empty() ? ui.t.hover : ui.t.popup, ui.px(kRadius));
    outline(ui, list, r, on || lit ? ui.t.accent : ui.t.hairline, ui.px(kRadius));
    const Color ink = links.empty() ? ui.t.faint : ui.t.ink;
    text_cut(ui, list, Type::strong, r.x0 + ui.px(10), r.y0 + ui.px(16), r.width() - ui.px(16), ink, place_word(ui, ix));
    text(ui, list, Type::body, r.x0 + ui.px(10), r.y1 - ui.px(14), links.empty() ? ui.t.faint : ui.t.accent, links.empty() ? "0" : fmt::format("{}", links.size()));
    if (p.focused) focus_ring(ui, list, r, ui.px(kRadius));
    if (p.hovered) point_at(ui, model::kNone, ix);
    if (p.clicked && !links.empty()) filter_to_place(ui, links, ix, basin);
}

void step(Ui& ui, ImDrawList* list, const Rect& r, const filter::Cascade& c, std::size_t i, int chosen, const std::string& basin) {
    const filter::CascadeStep& s = c.steps[i];
    const Tie tie = tie_of(ui, s);
    const Press p = press(ui, fmt::format("cascade-step:{}", i), r, !s.links.empty());
    if (static_cast<int>(i) == chosen || (p.hovered && !s.links.empty()))
        fill(list, {r.x0 + ui.px(3), r.y0, r.x1 - ui.px(3), r.y1}, static_cast<int>(i) == chosen ? ui.t.accent_wash : ui.t.hover, ui.px(kRadiusSmall));
    arrow(ui, list, r.x0 + ui.px(6), r.x1 - ui.px(6), r.mid_y(), tie);
    if (!s.links.empty()) text_centred(ui, list, Type::strong, r.mid_x(), r.y0 + ui.px(12), ui.t.ink, fmt::format("{}", s.links.size()));
    const char* word = ui.zh() ? "补偿" : text_width(ui, Type::small, "compensation 10") < r.width() - ui.px(8) ? "compensation" : "comp.";
    const std::string below = tie == Tie::compensated ? fmt::format("{} {}", word, s.compensation.size()) : tie == Tie::linked ? "" : tie == Tie::unread ? ui.tr("规划未收入", "no plan loaded") : tie_words(ui, tie);
    const Color ink = tie == Tie::compensated ? ui.t.ink : ui.t.faint;
    const float w = r.width() - ui.px(8), line = ui.px(14);
    float y = r.mid_y() + ui.px(10) + line / 2;
    for (const std::string_view words : wrap(ui, Type::small, below, w)) {
        text_centred(ui, list, Type::small, r.mid_x(), y, ink, words);
        y += line;
    }
    if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
    if (p.hovered && s.links.empty()) {
        std::string searched;
        for (const model::PlanIx plan : s.plans) searched += (searched.empty() ? "" : ui.zh() ? "、" : ", ") + ui.words(ui.data()->plan(plan).brief);
        tooltip(ui, tie == Tie::unread ? std::string(ui.tr("没有收入这两省的任何规划，有没有联系不能断言。", "No plan of either province is loaded: nothing can be said about this step."))
                                       : ui.tr("已查：", "Searched: ") + searched);
    }
    if (p.clicked && !s.links.empty()) ui.mem.step = {basin, static_cast<int>(i), -1};
}

/// Every agreement that compensates on this stem, by its name and where it stands.
float agreements(Ui& ui, ImDrawList* list, const filter::Cascade& c, float x0, float x1, float y) {
    std::set<model::LinkIx> said;
    for (const filter::CascadeStep& s : c.steps) said.insert(s.compensation.begin(), s.compensation.end());
    const float row = ui.px(26);
    for (const model::LinkIx ix : said) {
        const model::Link& link = ui.data()->link(ix);
        std::string where; // an agreement of the whole river is said by its ends: 青海 → … → 上海
        const auto covers = [&](std::size_t i) { return i < c.steps.size() && std::find(c.steps[i].compensation.begin(), c.steps[i].compensation.end(), ix) != c.steps[i].compensation.end(); };
        for (std::size_t i = 0; i < c.steps.size(); ++i) {
            if (!covers(i)) continue;
            const std::size_t first = i;
            while (covers(i + 1)) ++i;
            where += (where.empty() ? "" : ui.zh() ? "、" : ", ") + place_word(ui, c.steps[first].upper) + (i == first ? std::string(" → ") : i == first + 1 ? " → " + place_word(ui, c.steps[i].upper) + " → " : std::string(" → ") + dots_of(ui) + " → ") + place_word(ui, c.steps[i].lower);
        }
        const Rect r{x0 - ui.px(kGap2), y, x1 + ui.px(kGap2), y + row};
        const Press p = press(ui, "cascade-agreement:" + link.id, r);
        const bool selected = ui.state.view.selected_link == ix;
        if (p.hovered || selected || ui.state.ui.hovered_link == ix) fill(list, r, selected ? ui.t.accent_wash : ui.t.hover, ui.px(kRadiusSmall));
        diamond(ui, list, x0 + ui.px(6), r.mid_y(), ui.px(5));
        const float clause_w = std::min(text_width(ui, Type::small, plan_and_clause(ui, link)), (x1 - x0) * 0.3F), where_w = std::min(text_width(ui, Type::body, where), (x1 - x0) * 0.3F);
        const float tx = x0 + ui.px(20), sx = tx + where_w + ui.px(kGap3), end = x1 - clause_w - ui.px(kGap3);
        bool cut = text_cut(ui, list, Type::body, tx, r.mid_y(), where_w + 1, ui.t.soft, where);
        cut = text_cut(ui, list, Type::body, sx, r.mid_y(), end - sx, ui.t.ink, ui.words(link.summary)) || cut;
        text_cut(ui, list, Type::small, x1 - clause_w, r.mid_y(), clause_w + 1, selected ? ui.t.soft : ui.t.faint, plan_and_clause(ui, link));
        if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
        if (p.hovered && cut) tooltip(ui, where + (ui.zh() ? "：" : ": ") + ui.words(link.summary));
        if (p.hovered) point_at(ui, ix, model::kNone);
        if (p.clicked) {
            ui.send(app::SelectLink{ix});
            ui.send(app::FlyTo{app::FlyTo::What::link, ix});
        }
        y += row;
    }
    return said.empty() ? y : y + ui.px(kGap2);
}

/// The step that is open: the one pressed, else the first that says most.
int opened_step(const Ui& ui, const filter::Cascade& c, const std::string& basin) {
    const auto& kept = ui.mem.step;
    const auto has = [&](int i) { return i >= 0 && static_cast<std::size_t>(i) < c.steps.size() && !c.steps[static_cast<std::size_t>(i)].links.empty(); };
    if (kept.of == basin && has(kept.a)) return kept.a;
    for (const Tie wanted : {Tie::compensated, Tie::linked})
        for (std::size_t i = 0; i < c.steps.size(); ++i)
            if (tie_of(ui, c.steps[i]) == wanted) return static_cast<int>(i);
    return -1;
}

} // namespace

void cascade_view(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "view-cascade", r, ui.t.panel, true)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float x0 = r.x0 + ui.px(kGap4), x1 = r.x1 - ui.px(kGap4 + 4), y0 = r.y0 - ImGui::GetScrollY();
    const filter::Cascade& c = ui.views.cascade;
    float y = y0 + ui.px(kGap3);
    if (!ui.data() || c.basin == model::kNone || c.provinces.size() < 2) {
        y = empty_state(ui, x0, x1, y, Icon::arrow, ui.tr("没有列出沿江省份的流域", "No basin with its provinces listed"), ui.tr("这份数据没有给出干流从上游到下游经过哪些省。", "These data do not say which provinces a stem runs through."));
    } else {
        const model::Basin& basin = ui.data()->basin(c.basin);
        std::vector<std::string> names;
        std::vector<model::BasinIx> stems;
        int chosen = -1;
        for (std::size_t i = 0; i < ui.data()->basins().size(); ++i) {
            if (ui.data()->basins()[i].provinces.size() < 2) continue;
            if (static_cast<model::BasinIx>(i) == c.basin) chosen = static_cast<int>(stems.size());
            stems.push_back(static_cast<model::BasinIx>(i));
            names.push_back(ui.words(ui.data()->basins()[i].name));
        }
        const float w = picker_width(ui, names, ui.px(220));
        if (const int i = picker(ui, list, "cascade-basin", {x0, y, x0 + w, y + ui.px(30)}, names, chosen); i >= 0) {
            app::ViewForm form = ui.state.ui.views;
            form.basin = ui.data()->basin(stems[static_cast<std::size_t>(i)]).id;
            ui.send(app::SetViewForm{form});
        }
        const std::string said = ui.tr("从上游到下游。方框：这条流域的联系（按所在地推算的也算）有几条涉及该省；箭头：相邻两省之间有几条。",
                                       "Upstream to downstream. Box: links of this basin (named, or placed in it by their parties) that involve the province; arrow: links between the two neighbours.");
        const float tx = x0 + w + ui.px(kGap3), h = block_height(ui, Type::small, said, x1 - tx, 1.4F);
        text_block(ui, list, Type::small, tx, y + std::max(0.0F, (ui.px(30) - h) / 2), x1 - tx, ui.t.soft, said, 1.4F);
        y += std::max(ui.px(30), h) + ui.px(kGap3);

        float widest = ui.px(40);
        for (const model::PlaceIx p : c.provinces) widest = std::max(widest, text_width(ui, Type::strong, place_word(ui, p)));
        const float box = widest + ui.px(22), gap = ui.px(80), high = ui.px(54), pitch = high + ui.px(16);
        // A row that is full goes on in the next, as text does; the arrow at its end belongs to it.
        const auto n = c.provinces.size();
        const bool one = static_cast<float>(n) * (box + gap) - gap <= x1 - x0;
        const std::size_t a_row = one ? n : static_cast<std::size_t>(std::max(1.0F, std::floor((x1 - x0) / (box + gap))));
        const int open = opened_step(ui, c, basin.id);
        for (std::size_t i = 0; i < n; ++i) {
            const float bx = x0 + static_cast<float>(i % a_row) * (box + gap), by = y + static_cast<float>(i / a_row) * pitch;
            province(ui, list, {bx, by, bx + box, by + high}, c, i, basin.id);
            if (i < c.steps.size()) step(ui, list, {bx + box, by, bx + box + gap, by + high}, c, i, open, basin.id);
        }
        y += static_cast<float>((n + a_row - 1) / a_row) * pitch;
        y = legend(ui, list, x0, x1, y) + ui.px(kGap2);
        y = agreements(ui, list, c, x0, x1, y);
        if (open >= 0) {
            const filter::CascadeStep& s = c.steps[static_cast<std::size_t>(open)];
            y = opened_links(ui, "cascade-link", x0, x1, y - ui.px(10), place_word(ui, s.upper) + " → " + place_word(ui, s.lower), s.links);
        }
    }
    ImGui::SetCursorPosY(y - y0 + ui.px(kGap4));
    ImGui::Dummy({1, 1});
    end_panel();
}

} // namespace atlas::ui
