// Two plans on one subject: where both speak of the same parties, their clauses side by side; then what only one of them says.
// The subject is the filter without its plans.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <cmath>

namespace atlas::ui {

namespace {

constexpr int kQuoteLines = 4;

/// The first half of a window's width for A, the second for B; one column when there is no room for two.
struct Halves {
    float a0, a1, b0, b1;
    bool beside;
};
Halves halves_of(const Ui& ui, float x0, float x1) {
    const float gap = ui.px(28);
    const bool beside = x1 - x0 >= ui.px(560);
    const float w = beside ? (x1 - x0 - gap) / 2 : x1 - x0;
    return beside ? Halves{x0, x0 + w, x1 - w, x1, true} : Halves{x0, x1, x0, x1, false};
}

std::string subject_words(const Ui& ui) {
    const filter::FilterSpec spec = app::subject_of_comparison(ui.state.view.filter);
    std::string out;
    for (const filter::Condition& c : filter::conditions(*ui.data(), spec)) out += (out.empty() ? "" : " · ") + app::condition_name(ui.state, c);
    if (out.empty()) return ui.tr("全部内容；在筛选里选一个地方或走廊，就只比它。", "everything; choose a place or corridor in the filter to compare on it alone.");
    return out;
}

std::string count_words(const Ui& ui, std::size_t n) { return ui.zh() ? fmt::format("{} 条", n) : fmt::format("{} link{}", n, n == 1 ? "" : "s"); }

void choose(Ui& ui, model::LinkIx link) {
    // A plan that the filter holds hides the other plan's links; selecting one of those must not throw the subject away.
    if (!std::binary_search(ui.state.shown.begin(), ui.state.shown.end(), link)) ui.send(app::SetFilter{app::subject_of_comparison(ui.state.view.filter)});
    ui.send(app::SelectLink{link});
    if (ui.data()->link(link).mappable) ui.send(app::FlyTo{app::FlyTo::What::link, link});
}

/// How many lines the quote gets: hanzi are as wide as they are high, so counting them is enough, and thousands out of view cost
/// nothing to lay out.
int quote_lines(const Ui& ui, const model::Link& l, float width) {
    const auto signs = std::count_if(l.quote.begin(), l.quote.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }) + 2;
    const float a_line = std::max(1.0F, std::floor((width - ui.px(13)) / ui.fonts.em_px(Type::quote)) - 0.5F);
    return std::clamp(static_cast<int>(std::ceil(static_cast<float>(signs) / a_line)), 1, kQuoteLines);
}
float clause_height(const Ui& ui, const model::Link& l, float width) {
    return ui.px(24) + std::round(ui.fonts.em_px(Type::quote) * 1.5F) * static_cast<float>(quote_lines(ui, l, width)) + ui.px(12);
}

/// Clause and quote of one link.
void clause(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, model::LinkIx ix) {
    const model::Link& l = ui.data()->link(ix);
    const Rect hit{r.x0 - ui.px(kGap2), r.y0, r.x1 + ui.px(kGap2), r.y1};
    const Press p = press(ui, id + ":" + l.id, hit);
    const bool selected = ui.state.view.selected_link == ix;
    if (p.hovered || selected || ui.state.ui.hovered_link == ix) fill(list, {hit.x0, hit.y0 + 1, hit.x1, hit.y1 - 1}, selected ? ui.t.accent_wash : ui.t.hover, ui.px(kRadiusSmall));
    list->AddRectFilled({r.x0, r.y0 + ui.px(8)}, {r.x0 + ui.px(3), r.y1 - ui.px(8)}, packed(mechanism_color(ui, l.mechanism)), ui.px(1.5F));
    const float x = r.x0 + ui.px(13), w = r.x1 - x;
    const std::string number = ui.zh() ? base::full_width_punctuation(l.clause) : l.clause, kind = l.mechanism == model::kNone ? std::string() : ui.words(ui.data()->mechanism(l.mechanism).name);
    const float number_w = std::min(w * 0.5F, text_width(ui, Type::strong, number));
    text_cut(ui, list, Type::strong, x, r.y0 + ui.px(16), number_w, ui.t.accent, number);
    text_cut(ui, list, Type::small, x + number_w + ui.px(kGap2), r.y0 + ui.px(16), w - number_w - ui.px(kGap2), ui.t.soft, kind);
    const int lines = quote_lines(ui, l, r.width());
    const std::string quote = "“" + base::full_width_punctuation(l.quote) + "”";
    text_block(ui, list, Type::quote, x, r.y0 + ui.px(26), w, ui.t.ink, quote, 1.5F, lines);
    if (p.hovered && std::ssize(wrap(ui, Type::quote, quote, w)) > lines) tooltip(ui, quote);
    if (p.focused) focus_ring(ui, list, hit, ui.px(kRadiusSmall));
    if (p.hovered) point_at(ui, ix, model::kNone);
    if (p.clicked) choose(ui, ix);
}

float clauses(Ui& ui, const std::string& id, float x0, float x1, float y, const std::vector<model::LinkIx>& links) {
    const float clip0 = ImGui::GetWindowPos().y, clip1 = clip0 + ImGui::GetWindowHeight();
    for (const model::LinkIx l : links) {
        const float h = clause_height(ui, ui.data()->link(l), x1 - x0);
        const Rect r{x0, y, x1, y + h};
        if (y + h >= clip0 && y <= clip1) clause(ui, ImGui::GetWindowDrawList(), id, r, l);
        else unseen_stop(ui, id + ":" + ui.data()->link(l).id, r);
        y += h;
    }
    return y;
}

/// Both plans on the same parties.
float shared(Ui& ui, const Halves& at, float x0, float x1, float y, const filter::Comparison::Shared& group) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    std::string names;
    for (const model::PlaceIx p : group.parties) names += (names.empty() ? "" : ui.tr("、", ", ")) + ui.data()->place(p).name.in(ui.lang());
    const float mid = y + ui.px(14);
    text_cut(ui, list, Type::strong, x0, mid, x1 - x0, ui.t.ink, names);
    y += ui.px(28);
    const float end_a = clauses(ui, "both-a", at.a0, at.a1, y, group.a);
    const float end_b = clauses(ui, "both-b", at.b0, at.b1, at.beside ? y : end_a, group.b);
    const float end = std::max(end_a, end_b) + ui.px(kGap2);
    if (at.beside) vline(ui, list, (at.a1 + at.b0) / 2, y + ui.px(6), end - ui.px(kGap3), ui.t.hairline);
    hline(ui, list, x0, x1, end, base::mix(ui.t.hairline, ui.t.panel, 0.4));
    return end + ui.px(kGap2);
}

/// A plan's picker and how many links it has on the subject; the number filters to them.
void plan_side(Ui& ui, ImDrawList* list, const char* side, const Rect& r, const std::vector<std::string>& names, model::PlanIx plan, std::size_t links) {
    const std::string count = count_words(ui, links);
    const float letter = ui.px(22), count_w = text_width(ui, Type::body, count) + ui.px(kGap3), room = r.width() - letter - count_w - ui.px(kGap2);
    const Rect seal{r.x0, r.mid_y() - ui.px(9), r.x0 + ui.px(18), r.mid_y() + ui.px(9)};
    fill(list, seal, ui.t.well, ui.px(kRadiusSmall));
    text_centred(ui, list, Type::small, seal.mid_x(), seal.mid_y(), ui.t.soft, side);
    const float w = std::max(ui.px(60), std::min(room, picker_width(ui, names, ui.px(300)))), x = r.x0 + letter + ui.px(4);
    if (const int i = picker(ui, list, std::string("compare-") + side, {x, r.y0, x + w, r.y1}, names, plan); i >= 0) {
        app::ViewForm form = ui.state.ui.views;
        const auto [a, b] = app::plans_of_view(ui.state); // both are named from now on: neither may follow the other's choice
        form.plan_a = ui.data()->plan(side[0] == 'A' ? i : a).id;
        form.plan_b = ui.data()->plan(side[0] == 'B' ? i : b).id;
        ui.send(app::SetViewForm{form});
    }
    const Rect number{x + w + ui.px(4), r.y0 + ui.px(2), x + w + ui.px(4) + count_w, r.y1 - ui.px(2)};
    const Press p = press(ui, std::string("compare-count-") + side, number, links > 0);
    if (p.hovered && links > 0) fill(list, number, ui.t.hover, ui.px(kRadiusSmall));
    text_centred(ui, list, Type::body, number.mid_x(), number.mid_y(), links > 0 ? ui.t.accent : ui.t.faint, count);
    if (p.focused) focus_ring(ui, list, number, ui.px(kRadiusSmall));
    if (p.clicked && links > 0) {
        ui.send(app::SetFilter{app::with_only(ui.state.view.filter, *ui.data(), filter::Facet::plan, ui.data()->plan(plan).id)});
        ui.send(app::FlyTo{app::FlyTo::What::links, -1});
    }
}

float only(Ui& ui, const char* id, float x0, float x1, float y, const std::string& heading, const std::vector<model::LinkIx>& links) {
    y = section(ui, x0, x1, y, heading, count_words(ui, links.size()));
    if (!links.empty()) return clauses(ui, id, x0, x1, y - ui.px(4), links);
    text(ui, ImGui::GetWindowDrawList(), Type::body, x0, y + ui.px(8), ui.t.faint, ui.tr("没有", "None"));
    return y + ui.px(24);
}

void comparison(Ui& ui, const Rect& r, model::PlanIx a, model::PlanIx b) {
    const filter::Comparison& c = ui.views.comparison;
    const std::string name = fmt::format("view-compare-{}-{}", a, b); // a new pair starts at its top
    if (!begin_panel(ui, name.c_str(), r, ui.t.panel, true)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float x0 = r.x0 + ui.px(kGap4), x1 = std::min(r.x1 - ui.px(kGap4 + 4), x0 + ui.px(1280)), y0 = r.y0 - ImGui::GetScrollY();
    float y = y0;
    if (a == b) {
        y = empty_state(ui, x0, std::min(x1, x0 + ui.px(480)), y, Icon::alert, ui.tr("两边是同一份文件", "Both sides are the same plan"),
                        ui.tr("和自己相比没有差别；把其中一边换成另一份。", "Compared with itself it differs in nothing; choose another plan on one side."));
        ui.rects.set("compare-same", {x0, y0, x1, y});
    } else {
        const Halves at = halves_of(ui, x0, x1);
        const std::string name_a = ui.words(ui.data()->plan(a).brief), name_b = ui.words(ui.data()->plan(b).brief);
        y = section(ui, x0, x1, y - ui.px(6), ui.tr("两份都说到的同一组参与方", "Both speak of the same parties"),
                    ui.zh() ? fmt::format("{} 组", c.shared.size()) : fmt::format("{} group{}", c.shared.size(), c.shared.size() == 1 ? "" : "s"));
        ui.rects.set("compare-shared:" + std::to_string(c.shared.size()), {x0, y0, x1, y});
        for (const auto& group : c.shared) y = shared(ui, at, x0, x1, y, group);
        if (c.shared.empty()) {
            text_cut(ui, list, Type::body, x0, y + ui.px(8), x1 - x0, ui.t.faint, ui.tr("没有哪一组参与方同时出现在两份文件里", "No group of parties stands in both plans"));
            y += ui.px(24);
        }
        const std::string only_a = ui.zh() ? "只有 A 说到 · " + name_a : "Only A · " + name_a, only_b = ui.zh() ? "只有 B 说到 · " + name_b : "Only B · " + name_b;
        const float end_a = only(ui, "only-a", at.a0, at.a1, y, only_a, c.only_a);
        y = std::max(end_a, only(ui, "only-b", at.b0, at.b1, at.beside ? y : end_a, only_b, c.only_b));
    }
    ImGui::SetCursorPosY(y - y0 + ui.px(kGap4));
    ImGui::Dummy({1, 1});
    end_panel();
}

} // namespace

void compare_view(Ui& ui, const Rect& r) {
    const float line = ui.px(44), about = ui.px(26);
    const bool beside = r.width() >= ui.px(560);
    const Rect head{r.x0, r.y0, r.x1, std::min(r.y1, r.y0 + (beside ? line : 2 * line - ui.px(8)) + about)};
    if (!begin_panel(ui, "view-compare-head", head, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (!ui.data() || ui.data()->plans().empty()) {
        end_panel();
        if (!begin_panel(ui, "view-compare-empty", {r.x0, head.y1, r.x1, r.y1}, ui.t.panel, false)) return;
        text_cut(ui, ImGui::GetWindowDrawList(), Type::body, r.x0 + ui.px(kGap4), head.y1 + ui.px(kGap4), r.width() - ui.px(2 * kGap4), ui.t.soft, ui.s.no_data);
        end_panel();
        return;
    }
    const auto [a, b] = app::plans_of_view(ui.state);
    std::vector<std::string> names;
    for (const model::Plan& p : ui.data()->plans()) names.push_back(ui.words(p.brief));
    const float x0 = r.x0 + ui.px(kGap4), x1 = std::min(r.x1 - ui.px(kGap4 + 4), x0 + ui.px(1280)), y = r.y0 + ui.px(7), h = ui.px(30);
    const Halves at = halves_of(ui, x0, x1);
    plan_side(ui, list, "A", {at.a0, y, at.a1, y + h}, names, a, ui.views.comparison.a.size());
    const float yb = beside ? y : y + line - ui.px(8);
    plan_side(ui, list, "B", {at.b0, yb, at.b1, yb + h}, names, b, ui.views.comparison.b.size());
    const std::string words = ui.tr("关于：", "On: ") + subject_words(ui);
    const float mid = yb + h + ui.px(16);
    if (text_cut(ui, list, Type::small, x0, mid, x1 - x0, ui.t.soft, words) && ImGui::IsMouseHoveringRect({x0, mid - ui.px(10)}, {x1, mid + ui.px(10)})) tooltip(ui, words);
    hline(ui, list, r.x0, r.x1, head.y1 - ui.t.hair(), ui.t.hairline);
    end_panel();
    comparison(ui, {r.x0, head.y1, r.x1, r.y1}, a, b);
}

} // namespace atlas::ui
