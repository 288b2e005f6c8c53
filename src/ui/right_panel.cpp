// The right panel: its tabs, and the pieces that the cards share.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

namespace atlas::ui {

std::string plan_and_clause(const Ui& ui, const model::Link& link) {
    std::string out = link.plan >= 0 ? ui.words(ui.data()->plan(link.plan).brief) : std::string();
    const std::string clause = ui.zh() ? base::full_width_punctuation(link.clause) : link.clause;
    return out.empty() ? clause : out + " · " + clause;
}

Color mechanism_color(const Ui& ui, std::string_view code) {
    const style::Theme* theme = style::find_theme(ui.t.dark ? "dark" : "light");
    return theme ? style::link_color(*theme, code) : ui.t.soft;
}

Color mechanism_color(const Ui& ui, model::MechanismIx mechanism) {
    return mechanism >= 0 ? mechanism_color(ui, ui.data()->mechanism(mechanism).code) : ui.t.soft;
}

float section(Ui& ui, float x0, float x1, float y, std::string_view heading, std::string_view right) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    y += ui.px(18);
    const float mid = y + ui.px(8);
    const float w = text(ui, list, Type::small, x0, mid, ui.t.soft, heading);
    float end = x1;
    if (!right.empty()) end -= text_width(ui, Type::small, right) + ui.px(kGap2);
    hline(ui, list, x0 + w + ui.px(kGap2), end, mid, ui.t.hairline);
    if (!right.empty()) text_right(ui, list, Type::small, x1, mid, ui.t.faint, right);
    return y + ui.px(24);
}

float empty_state(Ui& ui, float x0, float x1, float y, Icon which, std::string_view title, std::string_view hint) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float disc = ui.px(22), cx = x0 + disc;
    y += ui.px(kGap4);
    list->AddCircleFilled({cx, y + disc}, disc, packed(ui.t.well), 48);
    icon(ui, list, which, cx, y + disc, ui.px(20), ui.t.accent);
    const float tx = cx + disc + ui.px(kGap3);
    text_cut(ui, list, Type::strong, tx, y + disc, x1 - tx, ui.t.ink, title);
    y += 2 * disc + ui.px(kGap2);
    return text_block(ui, list, Type::body, x0, y, x1 - x0, ui.t.soft, hint, 1.6f) + ui.px(kGap1);
}

float link_rows(Ui& ui, const std::string& id, float x0, float x1, float y, std::span<const model::LinkIx> links, std::size_t most) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float clip0 = ImGui::GetWindowPos().y, clip1 = clip0 + ImGui::GetWindowHeight();
    const float line = std::round(ui.fonts.em_px(Type::body) * 1.45f), pad = ui.px(9);
    const float row = 2 * line + ui.px(19) + 2 * pad; // every row alike, so that rows out of view cost nothing
    for (std::size_t i = 0; i < std::min(links.size(), most); ++i, y += row) {
        const model::Link& link = ui.data()->link(links[i]);
        const Rect r{x0 - ui.px(kGap2), y, x1 + ui.px(kGap2), y + row};
        if (y + row < clip0 || y > clip1) {
            unseen_stop(ui, id + ":" + link.id, r);
            continue;
        }
        const Press p = press(ui, id + ":" + link.id, r);
        const bool selected = ui.state.view.selected_link == links[i];
        if (p.hovered || selected || ui.state.ui.hovered_link == links[i])
            fill(list, {r.x0, r.y0 + 1, r.x1, r.y1 - 1}, selected ? ui.t.accent_wash : ui.t.hover, ui.px(kRadiusSmall));
        const Color color = mechanism_color(ui, link.mechanism);
        list->AddRectFilled({x0, y + pad + ui.px(3)}, {x0 + ui.px(3), y + row - pad - ui.px(2)}, packed(color), ui.px(1.5f));
        const float tx = x0 + ui.px(13);
        const std::string summary = ui.words(link.summary);
        const float count = static_cast<float>(wrap(ui, Type::body, summary, x1 - tx).size());
        const float lift = count < 2 ? line / 2 : 0; // a one-line summary stays centred in its row
        float ty = text_block(ui, list, Type::body, tx, y + pad + lift, x1 - tx, ui.t.ink, summary, 1.45f, 2);
        text_cut(ui, list, Type::small, tx, ty + ui.px(10), x1 - tx, selected ? ui.t.soft : ui.t.faint, plan_and_clause(ui, link));
        if (i + 1 < std::min(links.size(), most)) hline(ui, list, tx, x1, y + row, base::mix(ui.t.hairline, ui.t.panel, 0.4));
        if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
        if (p.hovered) point_at(ui, links[i], model::kNone);
        if (p.clicked) {
            const bool also = ImGui::GetIO().KeyCtrl;
            ui.send(app::SelectLink{links[i], also});
            if (!also) ui.send(app::FlyTo{app::FlyTo::What::link, links[i]});
        }
    }
    return y;
}

void right_panel(Ui& ui, const Rect& r) {
    const app::RightTab tab = ui.state.ui.right;
    const Rect tab_bar{r.x0, r.y0, r.x1, std::min(r.y1, r.y0 + ui.px(42))};
    if (!begin_panel(ui, "right-head", tab_bar, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const int pressed = tabs(ui, list, "right-tab", tab_bar, {ui.s.tab_evidence, ui.s.tab_place, ui.s.tab_layers}, static_cast<int>(tab));
    if (pressed >= 0) ui.send(app::SetRightTab{static_cast<app::RightTab>(pressed)});
    end_panel();

    // A card of its own for each thing shown: a new selection starts at its top, going back finds the old scroll.
    const std::string name = fmt::format("right-body-{}-{}-{}-{}", static_cast<int>(tab), tab == app::RightTab::evidence ? ui.state.view.selected_link : model::kNone,
                                         tab == app::RightTab::place ? ui.state.view.selected_place : model::kNone, ui.state.view.more_links.size() + ui.state.view.more_places.size());
    const Rect body{r.x0, tab_bar.y1, r.x1, r.y1};
    if (!begin_panel(ui, name.c_str(), body, ui.t.panel, true)) return;
    const float x0 = body.x0 + ui.px(kGap4), x1 = body.x1 - ui.px(kGap4 + 2), y0 = body.y0 - ImGui::GetScrollY();
    float y = y0;
    switch (tab) {
    case app::RightTab::evidence: y = evidence_card(ui, x0, x1, y0); break;
    case app::RightTab::place: y = place_card(ui, x0, x1, y0); break;
    case app::RightTab::layers: y = layer_list(ui, x0, x1, y0); break;
    }
    ImGui::SetCursorPosY(y - y0 + ui.px(kGap4));
    ImGui::Dummy({1, 1});
    end_panel();
}

} // namespace atlas::ui
