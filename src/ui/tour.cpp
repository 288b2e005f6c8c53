// The tour: four cards from a question to a figure, each beside the part of the window it speaks of. Shown once; the card
// behind F1 brings it back.
#include "ui/panels.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <fmt/format.h>

#include <cmath>

namespace atlas::ui {

namespace {

struct Card {
    const char *title_zh, *title_en, *words_zh, *words_en;
};
constexpr Card kCards[app::kTourCards] = {
    {"先有一个问题", "Start from a question",
     "在这里写地名、拼音、走廊、流域或条款里的词，例如“赤水河 补偿”。回车就到。",
     "Type a place, pinyin, a corridor, a basin or words of a clause here. Enter takes you there."},
    {"筛到要看的联系", "Narrow it down",
     "点走廊、流域、机制或文件。同一栏任选其一，不同栏同时满足；每个数字是本栏只选它时的条数。",
     "Press corridors, basins, types or plans: OR within a list, AND across lists. Each number: the links if only that value were chosen in its list."},
    {"看文件怎么说", "Read what the plan says",
     "点地图上的一条线，右边就是它的文件、条款和原文，以及哪些参与方是写明的、哪些是推定的。下面的表、矩阵、对照都跟着同一个筛选走。",
     "Click a line on the map: its plan, clause and wording appear here, with the parties that are stated and those inferred. "
     "The table, matrix and other views below follow the same filter."},
    {"出一幅图", "Make the figure",
     "这里排好一页：标题、图例、比例尺、注记和条款清单，写成 PNG、PDF 或 SVG。所见的页面就是文件。",
     "Lay out the page here, with title, legend, scale, names and list of clauses, and write PNG, PDF or SVG. The page you see is the file."},
};

/// The part of the window that a card speaks of.
Rect subject(Ui& ui, int card, const Rect& screen, const Layout& l) {
    const auto part = [](const Rect& wanted, const Rect& otherwise) { return wanted.width() > 1 ? wanted : otherwise; };
    switch (card) {
    case 0: return search_field_rect(ui, l.bar);
    case 1: return part(l.left, {screen.x0, l.map.y0, screen.x0 + ui.px(24), l.map.y1});
    case 2: return part(l.right, l.map);
    default: return ui.rects.find("export").value_or(l.bar);
    }
}

/// Dims all but the subject.
void scrim_around(Ui& ui, ImDrawList* list, const Rect& screen, const Rect& hole) {
    fill(list, {screen.x0, screen.y0, screen.x1, hole.y0}, ui.t.scrim);
    fill(list, {screen.x0, hole.y1, screen.x1, screen.y1}, ui.t.scrim);
    fill(list, {screen.x0, hole.y0, hole.x0, hole.y1}, ui.t.scrim);
    fill(list, {hole.x1, hole.y0, screen.x1, hole.y1}, ui.t.scrim);
    // The outline is round: what lies between it and the hole's corners is dimmed too.
    const float radius = ui.px(kRadius);
    const ImDrawListFlags flags = list->Flags;
    list->Flags &= ~ImDrawListFlags_AntiAliasedFill; // triangles side by side would show their seams
    constexpr float kQuarter = 1.57079633F;
    constexpr int kSteps = 6;
    const struct { float x, y, cx, cy, from; } corners[] = {{hole.x0, hole.y0, hole.x0 + radius, hole.y0 + radius, 2 * kQuarter}, {hole.x1, hole.y0, hole.x1 - radius, hole.y0 + radius, 3 * kQuarter},
                                                            {hole.x1, hole.y1, hole.x1 - radius, hole.y1 - radius, 0}, {hole.x0, hole.y1, hole.x0 + radius, hole.y1 - radius, kQuarter}};
    for (const auto& c : corners) {
        const auto on_arc = [&](int i) { const float a = c.from + kQuarter * static_cast<float>(i) / kSteps; return ImVec2{c.cx + radius * std::cos(a), c.cy + radius * std::sin(a)}; };
        for (int i = 0; i < kSteps; ++i) list->AddTriangleFilled({c.x, c.y}, on_arc(i), on_arc(i + 1), packed(ui.t.scrim));
    }
    list->Flags = flags;
    outline(ui, list, hole, ui.t.accent, radius);
}

/// Beside the subject where there is room, else below it; always inside the window.
Rect place(Ui& ui, const Rect& screen, const Rect& by, float w, float h) {
    const float gap = ui.px(16), edge = ui.px(12);
    float x = by.x1 + gap, y = by.y0 + ui.px(40);
    if (by.height() < ui.px(60)) { // a field or a button: under it
        x = by.x0;
        y = by.y1 + gap;
    } else if (x + w > screen.x1 - edge) {
        x = by.x0 - gap - w;
    }
    x = std::clamp(x, screen.x0 + edge, std::max(screen.x0 + edge, screen.x1 - edge - w));
    y = std::clamp(y, screen.y0 + edge, std::max(screen.y0 + edge, screen.y1 - edge - h));
    return {std::round(x), std::round(y), std::round(x + w), std::round(y + h)};
}

} // namespace

void tour_card(Ui& ui, const Rect& screen, const Layout& layout) {
    const int at = ui.state.ui.tour;
    if (at < 0 || at >= app::kTourCards || ui.state.ui.export_open) return;
    if (!begin_panel(ui, "tour", screen, {0, 0, 0, 0}, false, true)) return;
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Rect by = subject(ui, at, screen, layout);
    scrim_around(ui, list, screen, by);
    const Card& c = kCards[at];
    const char* words = ui.tr(c.words_zh, c.words_en);
    const float w = std::min(ui.px(400), screen.width() - ui.px(24)), pad = ui.px(22), inner = w - 2 * pad, bh = ui.px(32);
    const float h = pad + ui.px(28) + block_height(ui, Type::body, words, inner) + ui.px(22) + bh + ui.px(18);
    const Rect r = place(ui, screen, by, w, h);
    card(ui, list, r, ui.t.popup, ui.px(10), 2);
    ui.rects.set("tour-card", r);
    text(ui, list, Type::title, r.x0 + pad, r.y0 + pad + ui.px(6), ui.t.ink, ui.tr(c.title_zh, c.title_en));
    text_right(ui, list, Type::small, r.x1 - pad, r.y0 + pad + ui.px(6), ui.t.faint, fmt::format("{} / {}", at + 1, app::kTourCards));
    text_block(ui, list, Type::body, r.x0 + pad, r.y0 + pad + ui.px(28), inner, ui.t.soft, words);
    const float foot = r.y1 - ui.px(18) - bh;
    const bool last = at + 1 == app::kTourCards;
    const char* next = last ? ui.tr("开始", "Begin") : ui.tr("下一张", "Next");
    const float next_w = button_width(ui, next) + ui.px(kGap3);
    if (button(ui, list, "tour-next", {r.x1 - pad - next_w, foot, r.x1 - pad, foot + bh}, next, Look::primary) || ui.key(Key::right)) ui.send(app::ShowTour{at + 1});
    if (at > 0) {
        const char* back = ui.tr("上一张", "Back");
        const float back_w = button_width(ui, back);
        const float x1 = r.x1 - pad - next_w - ui.px(kGap2);
        if (button(ui, list, "tour-back", {x1 - back_w, foot, x1, foot + bh}, back, Look::outlined) || ui.key(Key::left)) ui.send(app::ShowTour{at - 1});
    }
    if (!last) {
        const char* skip = ui.tr("不看了", "Skip");
        const float skip_w = button_width(ui, skip);
        if (button(ui, list, "tour-skip", {r.x0 + pad - ui.px(kGap3), foot, r.x0 + pad - ui.px(kGap3) + skip_w, foot + bh}, skip, Look::quiet)) ui.send(app::ShowTour{-1});
    }
    if (press(ui, "tour-scrim", screen, false).hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow); // takes every other press
    end_panel();
}

} // namespace atlas::ui
