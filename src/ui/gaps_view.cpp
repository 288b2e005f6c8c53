// Gaps: what a reader would expect and no loaded plan says, each with the plans searched.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

using filter::Gap;
constexpr Gap::Rule kRules[] = {Gap::Rule::border, Gap::Rule::compensation, Gap::Rule::corridor};

std::string searched_words(const Ui& ui, const Gap& g) {
    std::string out = ui.tr("已查：", "Searched: ");
    for (std::size_t i = 0; i < g.searched.size(); ++i) out += (i == 0 ? "" : ui.zh() ? "、" : ", ") + ui.words(ui.data()->plan(g.searched[i]).brief);
    return out;
}
std::string subject(const Ui& ui, const Gap& g) {
    if (g.basin != model::kNone) {
        const std::string name = ui.words(ui.data()->basin(g.basin).name);
        if (g.wider == model::kNone) return name;
        const std::string wider = ui.words(ui.data()->basin(g.wider).name); // what the larger basin's cascade shows for the same two
        return ui.zh() ? name + "（" + wider + "全流域有）" : name + " (the " + wider + " as a whole has)";
    }
    return g.corridor != model::kNone ? ui.words(ui.data()->corridor(g.corridor).name) : std::string();
}
std::string pair_words(const Ui& ui, const Gap& g) {
    return place_word(ui, g.a) + (g.rule == Gap::Rule::compensation ? " → " : ui.zh() ? "—" : " – ") + place_word(ui, g.b);
}

/// Links with a party in each of the two places: those of other kinds than the missing one may well be there.
filter::FilterSpec with_both(const Ui& ui, const Gap& g) {
    filter::FilterSpec spec;
    spec.text_only = ui.state.view.filter.text_only;
    for (const model::PlaceIx p : {g.a, g.b}) spec.ties.push_back({filter::Tie::Kind::place, {ui.data()->place(p).id}});
    return spec;
}

bool both_selected(const Ui& ui, const Gap& g) {
    const auto& v = ui.state.view;
    return v.more_places.size() == 1 && ((v.selected_place == g.a && v.more_places[0] == g.b) || (v.selected_place == g.b && v.more_places[0] == g.a));
}

void show_both(Ui& ui, const Gap& g) {
    if (g.corridor != model::kNone) return ui.send(app::FlyTo{app::FlyTo::What::corridor, g.corridor});
    geo::Box box;
    for (const model::PlaceIx p : {g.a, g.b})
        if (const auto& at = ui.data()->place(p).position) box.add(geo::Vec2{at->lon, at->lat});
    if (!box.empty()) ui.send(app::SetCamera{scene::MapBuilder::fit_box(box, ui.state.map_width_pt, ui.state.map_height_pt, 0.3), false});
}

/// Both places on the map, and the links of both of them where there are any; pressed again, back.
void look_at(Ui& ui, const Gap& g) {
    filter::FilterSpec spec = with_both(ui, g);
    const bool any = !filter::apply(*ui.data(), spec).empty(), filtered = ui.state.view.filter == spec;
    if (filtered || (!any && both_selected(ui, g))) {
        if (filtered) ui.send(app::ClearFilter{});
        ui.send(app::SelectPlace{model::kNone});
        return;
    }
    if (any) ui.send(app::SetFilter{std::move(spec)});
    ui.send(app::SelectPlace{g.a});
    ui.send(app::SelectPlace{g.b, true});
    show_both(ui, g);
}

/// What a press on the row does.
std::string press_words(const Ui& ui, const Gap& g) {
    const std::size_t n = filter::apply(*ui.data(), with_both(ui, g)).size();
    if (n == 0) return ui.tr("点按：在图上选出两地；没有两地都参与的联系", "Press: select both places on the map; no link has both");
    return fmt::format(fmt::runtime(ui.tr("点按：选出两地，只看两地都参与的 {} 条", "Press: select both places, only the links with both ({})")), n);
}

void row_of(Ui& ui, ImDrawList* list, const Rect& r, const Gap& g, const std::string& id, float pair_w, float subject_w) {
    const float x0 = r.x0 + ui.px(kGap2), x1 = r.x1 - ui.px(kGap2);
    const Press p = press(ui, id, r);
    const bool on = both_selected(ui, g);
    const bool lit = ui.state.ui.hovered_place == g.a || ui.state.ui.hovered_place == g.b;
    if (p.hovered || on || lit) fill(list, r, on ? ui.t.accent_wash : ui.t.hover, ui.px(kRadiusSmall));
    bool cut = text_cut(ui, list, Type::body, x0, r.mid_y(), pair_w - ui.px(kGap3), ui.t.ink, pair_words(ui, g));
    const std::string of = subject(ui, g), searched = searched_words(ui, g);
    if (!of.empty()) cut = text_cut(ui, list, Type::body, x0 + pair_w, r.mid_y(), subject_w - ui.px(kGap3), ui.t.soft, of) || cut;
    cut = text_cut(ui, list, Type::small, x0 + pair_w + subject_w, r.mid_y(), x1 - x0 - pair_w - subject_w, on ? ui.t.soft : ui.t.faint, searched) || cut;
    if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
    if (p.hovered) tooltip(ui, (cut ? pair_words(ui, g) + (of.empty() ? "" : " · " + of) + (ui.zh() ? "。" : ". ") + searched + (ui.zh() ? "。" : ". ") : "") + press_words(ui, g));
    if (p.hovered) { // the first half of the row lights one place, the second the other
        const model::PlaceIx place = ImGui::GetIO().MousePos.x < x0 + pair_w / 2 ? g.a : g.b;
        point_at(ui, model::kNone, place);
    }
    if (p.clicked) look_at(ui, g);
}

} // namespace

void gaps_view(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "view-gaps", r, ui.t.panel, true)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float x0 = r.x0 + ui.px(kGap4), x1 = std::min(r.x1 - ui.px(kGap4 + 4), x0 + ui.px(980)), y0 = r.y0 - ImGui::GetScrollY();
    const std::vector<Gap>& gaps = ui.views.gaps;
    float y = y0 + ui.px(kGap3);
    if (!ui.data() || gaps.empty()) {
        y = empty_state(ui, x0, x1, y, Icon::check, ui.tr("按这三条规则没有缺口", "No gap by these three rules"), ui.tr("相邻两省、干流上下游两省、走廊相邻两节点：收入的规划都写到了，或没有收入它们的规划。", "Neighbouring provinces, stem neighbours, adjacent corridor nodes: the loaded plans state all of them, or no plan of theirs is loaded."));
    } else {
        y = text_block(ui, list, Type::small, x0, y, x1 - x0, ui.t.notice_ink,
                       ui.tr("缺口只说明已收入的规划没有写到，不说明没有合作；两地的规划一份都没有收入时，不列为缺口。看全部已收入的规划，不受筛选影响。",
                             "A gap only means that the loaded plans do not say it, not that nothing is done; where no plan of either place is loaded nothing is listed. All loaded plans are searched, not only what the filter leaves."), 1.45F) + ui.px(kGap2);
        const float row = ui.px(27), chip_h = ui.px(26);
        float pair_w = 0, subject_w = 0;
        for (const Gap& g : gaps) {
            pair_w = std::max(pair_w, text_width(ui, Type::body, pair_words(ui, g)) + ui.px(28));
            subject_w = std::max(subject_w, text_width(ui, Type::body, subject(ui, g)) + ui.px(28));
        }
        pair_w = std::min(pair_w, (x1 - x0) * 0.4F);
        subject_w = std::min(subject_w, (x1 - x0) * 0.3F);
        int jump = -1; // a chip leads to its rule's heading
        float cx = x0;
        for (const Gap::Rule rule : kRules) {
            const auto n = std::count_if(gaps.begin(), gaps.end(), [&](const Gap& g) { return g.rule == rule; });
            if (n == 0) continue;
            const std::string label = fmt::format("{}  {}", ui.words(filter::rule_name(rule)), n);
            const float w = std::min(chip_width(ui, label, false), x1 - x0);
            if (cx > x0 && cx + w > x1) {
                cx = x0;
                y += chip_h + ui.px(5);
            }
            if (chip(ui, list, fmt::format("gaps-rule:{}", static_cast<int>(rule)), {cx, y, cx + w, y + chip_h}, label, false)) jump = static_cast<int>(rule);
            cx += w + ui.px(6);
        }
        y += chip_h;
        for (const Gap::Rule rule : kRules) {
            const auto n = std::count_if(gaps.begin(), gaps.end(), [&](const Gap& g) { return g.rule == rule; });
            if (n == 0) continue;
            const std::string name = ui.words(filter::rule_name(rule));
            if (jump == static_cast<int>(rule)) ImGui::SetScrollY(y - y0);
            y = section(ui, x0, x1, y, name, ui.zh() ? fmt::format("{} 处", n) : fmt::format("{}", n));
            if (rule == Gap::Rule::compensation && std::any_of(gaps.begin(), gaps.end(), [](const Gap& g) { return g.wider != model::kNone; }))
                y = text_block(ui, list, Type::small, x0, y - ui.px(2), x1 - x0, ui.t.soft,
                               ui.tr("逐条河流看：支流或河段自己没有写到补偿就列出；它所在的大流域写了包含这两省的补偿时，括号里注明（“流域”视图里大流域的那一级算有补偿）。",
                                     "River by river: a tributary or reach without a compensation of its own is listed; where the larger basin has one that includes both provinces, the brackets say so (the cascade of the larger basin counts that step as compensated)."), 1.45F) + ui.px(kGap1);
            int i = 0;
            for (const Gap& g : gaps) {
                if (g.rule != rule) continue;
                const Rect line{x0 - ui.px(kGap2), y, x1 + ui.px(kGap2), y + row};
                const std::string id = fmt::format("gap:{}:{}", static_cast<int>(rule), i);
                if (y + row > r.y0 && y < r.y1) row_of(ui, list, line, g, id, pair_w, rule == Gap::Rule::border ? 0 : subject_w);
                else unseen_stop(ui, id, line);
                y += row;
                ++i;
            }
        }
    }
    ImGui::SetCursorPosY(y - y0 + ui.px(kGap4));
    ImGui::Dummy({1, 1});
    end_panel();
}

} // namespace atlas::ui
