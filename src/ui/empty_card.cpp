// The empty result: a card on the map that names the conditions in the way, each as a button with what comes back without it.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

constexpr std::size_t kMostWays = 5;

struct Way {
    std::string id, verb, label, back;
    app::Action action;
};

std::vector<Way> ways_of(const Ui& ui) {
    std::vector<Way> out;
    const auto back = [&](int n) { return fmt::format("{} {}", n, n == 1 && !ui.zh() ? "link" : ui.s.empty_links_back); };
    if (ui.derived.with_computed > 0) out.push_back({"text-only", "", ui.s.empty_count_computed, back(ui.derived.with_computed), app::SetTextOnly{false}});
    for (const filter::Way& w : ui.derived.ways) {
        if (out.size() == kMostWays) break;
        out.push_back({std::to_string(out.size()), ui.s.empty_drop, app::condition_name(ui.state, w.condition), back(w.links), app::RemoveCondition{w.condition}});
    }
    return out;
}

} // namespace

void empty_card(Ui& ui, ImDrawList* list, const Rect& map) {
    if (!ui.state.shown.empty() || !ui.data() || ui.data()->links().empty()) return;
    const std::vector<Way> ways = ways_of(ui);
    const float pad = ui.px(kGap4), row = ui.px(34), gap = ui.px(6);
    const float width = std::min(ui.px(360), map.width() - ui.px(2 * kGap4));
    if (width < ui.px(180)) return;
    const char* lead = ways.empty() ? ui.s.empty_several : ui.s.empty_one;
    const float inner = width - 2 * pad, lead_h = block_height(ui, Type::small, lead, inner);
    const float height = pad + ui.px(22) + lead_h + ui.px(kGap2) + (row + gap) * static_cast<float>(ways.size()) + row + ui.px(kGap2);
    const float x0 = std::round(map.mid_x() - width / 2), y0 = std::round(std::max(map.y0 + ui.px(56), std::min(map.y0 + map.height() * 0.3f, map.y1 - height - ui.px(60))));
    const Rect r{x0, y0, x0 + width, y0 + height};
    ui.rects.set("empty-card", r);
    card(ui, list, r, ui.t.popup, ui.px(kRadius), 2);
    float y = r.y0 + pad;
    text_cut(ui, list, Type::strong, r.x0 + pad, y + ui.px(9), inner, ui.t.ink, ui.s.none_shown_title);
    y = text_block(ui, list, Type::small, r.x0 + pad, y + ui.px(22), inner, ui.t.soft, lead) + ui.px(kGap2);
    for (const Way& w : ways) {
        const Rect cell{r.x0 + pad, y, r.x1 - pad, y + row};
        const Press p = press(ui, "way:" + w.id, cell);
        fill(list, cell, p.held ? ui.t.press : p.hovered ? ui.t.hover : ui.t.popup, ui.px(kRadius));
        outline(ui, list, cell, p.hovered ? ui.t.faint : ui.t.hairline, ui.px(kRadius));
        text_right(ui, list, Type::strong, cell.x1 - ui.px(12), cell.mid_y(), ui.t.accent, w.back);
        float x = cell.x0 + ui.px(12);
        if (!w.verb.empty()) x += text(ui, list, Type::body, x, cell.mid_y(), ui.t.soft, w.verb) + ui.px(kGap2);
        const float room = cell.x1 - text_width(ui, Type::strong, w.back) - ui.px(24) - x;
        if (text_cut(ui, list, Type::body, x, cell.mid_y(), room, ui.t.ink, w.label) && p.hovered) tooltip(ui, w.label);
        if (p.focused) focus_ring(ui, list, cell, ui.px(kRadius));
        if (p.clicked) {
            ui.send(w.action);
            ui.send(app::FlyTo{app::FlyTo::What::links, -1});
        }
        y += row + gap;
    }
    const float clear_w = button_width(ui, ui.s.clear_all);
    if (button(ui, list, "empty-clear", {r.x1 - pad - clear_w, y, r.x1 - pad, y + row}, ui.s.clear_all, Look::quiet)) ui.send(app::ClearFilter{});
    // The card lies on the map: a press beside its buttons is not the map's.
    if (press(ui, "empty-card-ground", r, false).hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
}

} // namespace atlas::ui
