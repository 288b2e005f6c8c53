// Two views that are lists: links that cannot be drawn in full, and every clause of every plan with what became of it.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

/// Which parties of the link have no position of their own.
std::string without_position(const Ui& ui, const model::Link& link) {
    std::string names;
    for (const model::Party& party : link.parties)
        if (!ui.data()->place(party.place).drawable()) names += (names.empty() ? "" : ui.tr("、", ", ")) + place_word(ui, party.place);
    if (names.empty()) return ui.tr("只有一方，画不成线", "Only one party: no line to draw");
    return ui.tr("没有确定位置：", "No definite position: ") + names;
}

} // namespace

void unmapped_view(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "view-unmapped", r, ui.t.panel, true)) return;
    const float x0 = r.x0 + ui.px(kGap4), x1 = std::min(r.x1 - ui.px(kGap4), x0 + ui.px(760)), y0 = r.y0 - ImGui::GetScrollY();
    const auto& links = ui.views.unmapped;
    std::size_t hidden = 0;
    std::size_t known = 0; // what lacks a position has a level of its own all the same: a substation is a facility
    for (const model::LinkIx l : links) {
        const model::Link& link = ui.data()->link(l);
        hidden += link.mappable ? 0 : 1;
        known += std::none_of(link.parties.begin(), link.parties.end(), [&](const model::Party& p) { return filter::level_of(ui.data()->place(p.place).kind) == filter::Level::unplaced; }) ? 1 : 0;
    }
    std::string said = links.size() == hidden ? ui.zh() ? fmt::format("{} 条不能上图，{}计入总数。", hidden, hidden == 1 ? "" : "都") : fmt::format("{} cannot be drawn; {} in the totals.", hidden, hidden == 1 ? "it counts" : "they count")
                       : ui.zh() ? fmt::format("{} 条不能上图，另有 {} 条上了图但有一方没有位置；都计入总数。", hidden, links.size() - hidden)
                                 : fmt::format("{} cannot be drawn; {} more are drawn, but without a party that has no position. All count in the totals.", hidden, links.size() - hidden);
    if (known > 0) // the filter "level" counts the others as unplaced
        said += ui.zh() ? fmt::format("其中 {} 条缺位置的一方另有自己的层级（设施等），所以“层级”里的“无确定位置”是 {} 条。", known, links.size() - known)
                        : fmt::format(" In {} of them that party is a facility, which is a level of its own, so the level 'Without a place' counts {}.", known, links.size() - known);
    float y = text_block(ui, ImGui::GetWindowDrawList(), Type::small, x0, y0 + ui.px(kGap3), x1 - x0, ui.t.soft, said) + ui.px(kGap2);
    // By what is missing, in the order of the plans.
    std::vector<std::pair<std::string, std::vector<model::LinkIx>>> groups;
    for (const model::LinkIx l : links) {
        const std::string why = without_position(ui, ui.data()->link(l));
        const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == why; });
        if (group == groups.end()) groups.push_back({why, {l}});
        else group->second.push_back(l);
    }
    for (std::size_t i = 0; i < groups.size(); ++i) y = opened_links(ui, "unmapped-" + std::to_string(i), x0, x1, y, groups[i].first, groups[i].second) + ui.px(kGap2);
    ImGui::SetCursorPosY(y - y0 + ui.px(kGap4));
    ImGui::Dummy({1, 1});
    end_panel();
}

void coverage_view(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "view-coverage", r, ui.t.panel, true)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float x0 = r.x0 + ui.px(kGap4), x1 = std::min(r.x1 - ui.px(kGap4), x0 + ui.px(980)), y0 = r.y0 - ImGui::GetScrollY();
    const float row = ui.px(26), clause_w = ui.px(84), count_w = ui.px(44), title_w = (x1 - x0 - clause_w - count_w) * 0.42F;
    float y = y0 + ui.px(kGap2);
    for (const io::PlanCoverage& plan : ui.views.coverage) {
        int links = 0, with = 0;
        for (const io::ClauseCoverage& c : plan.clauses) {
            links += c.links;
            with += c.links > 0 ? 1 : 0;
        }
        const std::string right = ui.zh() ? fmt::format("全部 {} 条，{} / {} 个条款", links, with, plan.clauses.size()) : fmt::format("{} links in all, {} of {} clauses", links, with, plan.clauses.size());
        y = section(ui, x0, x1, y, ui.words(ui.data()->plan(plan.plan).title), right);
        if (const float mid = y + ui.px(8); mid > r.y0 - row && mid < r.y1 + row) { // whose words the columns hold
            const float tx = x0 + clause_w + count_w;
            text_cut(ui, list, Type::small, x0, mid, clause_w - ui.px(6), ui.t.faint, ui.tr("条款", "Clause"));
            text_right(ui, list, Type::small, tx - ui.px(kGap3), mid, ui.t.faint, ui.tr("条数", "Links"));
            text_cut(ui, list, Type::small, tx, mid, title_w - ui.px(kGap2), ui.t.faint, ui.tr("标题", "Heading in the plan (in Chinese)"));
            text_cut(ui, list, Type::small, tx + title_w, mid, x1 - tx - title_w, ui.t.faint, ui.tr("为何没有联系（读者注）", "Why there is no link (the reader's note, in Chinese)"));
        }
        y += ui.px(20);
        for (const io::ClauseCoverage& c : plan.clauses) {
            const Rect line{x0 - ui.px(kGap2), y, x1 + ui.px(kGap2), y + row};
            const std::string id = "clause:" + ui.data()->plan(plan.plan).id + c.clause;
            if (y + row <= r.y0 || y >= r.y1) {
                if (c.links > 0) unseen_stop(ui, id, line);
            } else {
                const float mid = y + row / 2;
                const Press p = press(ui, id, line, c.links > 0);
                if (p.hovered && c.links > 0) fill(list, line, ui.t.hover, ui.px(kRadiusSmall));
                if (p.focused) focus_ring(ui, list, line, ui.px(kRadiusSmall));
                const Color ink = c.links > 0 ? ui.t.ink : ui.t.soft;
                text_cut(ui, list, Type::body, x0, mid, clause_w - ui.px(6), ink, ui.zh() ? base::full_width_punctuation(c.clause) : c.clause);
                text_right(ui, list, Type::body, x0 + clause_w + count_w - ui.px(kGap3), mid, c.links > 0 ? ui.t.accent : ui.t.faint, c.links > 0 ? std::to_string(c.links) : "—");
                const float tx = x0 + clause_w + count_w;
                text_cut(ui, list, Type::body, tx, mid, title_w - ui.px(kGap2), ink, ui.zh() ? base::full_width_punctuation(c.title) : c.title);
                if (!c.reason.empty()) text_cut(ui, list, Type::small, tx + title_w, mid, x1 - tx - title_w, ui.t.faint, ui.zh() ? base::full_width_punctuation(c.reason) : c.reason);
                if (p.hovered && !c.reason.empty()) tooltip(ui, ui.zh() ? base::full_width_punctuation(c.reason) : c.reason);
                if (p.clicked && c.links > 0) // the first link of the clause; its card lists the others
                    for (std::size_t i = 0; i < ui.data()->links().size(); ++i)
                        if (const model::Link& l = ui.data()->links()[i]; l.plan == plan.plan && l.clause == c.clause) {
                            ui.send(app::SelectLink{static_cast<model::LinkIx>(i)});
                            break;
                        }
            }
            y += row;
        }
        y += ui.px(kGap3);
    }
    ImGui::SetCursorPosY(y - y0 + ui.px(kGap4));
    ImGui::Dummy({1, 1});
    end_panel();
}

} // namespace atlas::ui
