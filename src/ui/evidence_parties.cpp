// Who takes part, and which of them the document names itself: told apart by words, then by place, and only last by ink.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <cmath>

namespace atlas::ui {

namespace {

/// A line of short strokes round a chip: a party the words do not name.
void dashed_outline(Ui& ui, ImDrawList* list, const Rect& r) {
    const float dash = ui.px(4), gap = ui.px(3), inset = r.height() / 2, w = std::max(1.0f, ui.px(1));
    for (const float y : {r.y0, r.y1 - w})
        for (float x = r.x0 + inset; x < r.x1 - inset; x += dash + gap) list->AddRectFilled({x, y}, {std::min(x + dash, r.x1 - inset), y + w}, packed(ui.t.notice_ink));
    constexpr float kPi = 3.14159265F;
    for (const auto& [cx, from] : {std::pair{r.x0 + inset, 0.5f * kPi}, std::pair{r.x1 - inset, -0.5f * kPi}})
        for (int i = 0; i < 5; ++i) {
            const float a = from + kPi * (static_cast<float>(i) + 0.15f) / 5;
            list->PathArcTo({cx, r.mid_y()}, inset - w / 2, a, a + kPi * 0.6f / 5, 4);
            list->PathStroke(packed(ui.t.notice_ink), 0, w);
        }
}

float chips(Ui& ui, const model::Link& link, const std::vector<bool>& which, bool wanted, bool dashed, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float h = ui.px(26), gap = ui.px(6);
    float x = x0;
    for (std::size_t i = 0; i < link.parties.size(); ++i) {
        if (which[i] != wanted) continue;
        const model::Party& party = link.parties[i];
        std::string label = ui.data()->place(party.place).name.in(ui.lang());
        if (party.role == model::Role::from) label += fmt::format(" · {}", ui.s.role_from);
        if (party.role == model::Role::to) label += fmt::format(" · {}", ui.s.role_to);
        const float w = std::min(chip_width(ui, label, false), x1 - x0);
        if (x + w > x1 + 0.5f && x > x0) {
            x = x0;
            y += h + gap;
        }
        const Rect r{x, y, x + w, y + h};
        if (chip(ui, list, fmt::format("party:{}", i), r, label, false)) {
            const bool also = ImGui::GetIO().KeyCtrl;
            ui.send(app::SelectPlace{party.place, also});
            if (!also) ui.send(app::FlyTo{app::FlyTo::What::place, party.place});
        }
        if (dashed) {
            outline(ui, list, r, ui.t.panel, h / 2); // the chip's own line makes room
            dashed_outline(ui, list, r);
        }
        x += w + gap;
    }
    return y + h;
}

float group(Ui& ui, const model::Link& link, const std::vector<bool>& named, bool wanted, const char* words, const char* id, float x0, float x1, float y) {
    if (std::find(named.begin(), named.end(), wanted) == named.end()) return y;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Rect r{x0, y, x1, y + ui.px(22)};
    text_cut(ui, list, Type::small, x0, r.mid_y(), x1 - x0, wanted ? ui.t.soft : ui.t.notice_ink, words);
    ui.rects.set(id, r);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (r.contains(mouse.x, mouse.y) && ImGui::IsWindowHovered()) tooltip(ui, ui.s.not_named_tip);
    return chips(ui, link, named, wanted, !wanted, x0, x1, r.y1 + ui.px(2)) + ui.px(kGap2);
}

} // namespace

float party_list(Ui& ui, const model::Link& link, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    y = section(ui, x0, x1, y, ui.s.parties, ui.s.shapes[static_cast<std::size_t>(link.shape)]);
    if (link.stated != model::Stated::inferred) {
        icon(ui, list, Icon::check, x0 + ui.px(7), y + ui.px(8), ui.px(13), ui.t.fine);
        text_cut(ui, list, Type::small, x0 + ui.px(20), y + ui.px(8), x1 - x0 - ui.px(20), ui.t.soft, ui.s.all_named);
        ui.rects.set("parties-named", {x0, y, x1, y + ui.px(16)});
        return chips(ui, link, std::vector<bool>(link.parties.size(), true), true, false, x0, x1, y + ui.px(24));
    }
    // The whole clause where it is at hand: a party may be named in it beside the quote.
    const bool whole = ui.map.clause != nullptr && ui.map.clause->state == app::ClauseShown::State::found;
    const std::vector<bool> named = app::parties_named(*ui.data(), link, whole ? ui.map.clause->text : link.quote);
    y = notice_block(ui, x0, x1, y, ui.s.some_inferred, (ui.zh() ? "" : "Reader's note (in Chinese): ") + base::full_width_punctuation(link.note)) + ui.px(kGap2);
    ui.rects.set("parties-inferred", {x0, y, x1, y + 1});
    y = group(ui, link, named, true, whole ? ui.s.named_in_clause : ui.s.named_in_quote, "group:named", x0, x1, y);
    y = group(ui, link, named, false, whole ? ui.s.not_in_clause : ui.s.not_in_quote, "group:not-named", x0, x1, y);
    return y - ui.px(kGap2);
}

} // namespace atlas::ui
