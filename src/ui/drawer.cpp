// The drawer below the map: tabs of the linked views, and the open one. Its upper edge is dragged to make room.
#include "ui/panels.hpp"

#include <imgui.h>

namespace atlas::ui {

namespace {

struct Tab {
    app::View view;
    const char *zh, *en;
    void (*draw)(Ui& ui, const Rect& r);
};
constexpr Tab kTabs[] = {
    {app::View::table, "表", "Table", table_view},
    {app::View::matrix, "矩阵", "Matrix", matrix_view},
    {app::View::cascade, "流域", "Cascade", cascade_view},
    {app::View::strip, "走廊", "Strip", strip_view},
    {app::View::reciprocity, "互提", "Reciprocity", reciprocity_view},
    {app::View::compare, "对照", "Compare", compare_view},
    {app::View::gaps, "缺口", "Gaps", gaps_view},
    {app::View::unmapped, "未上图", "Unmapped", unmapped_view},
    {app::View::coverage, "条款", "Clauses", coverage_view},
};

/// Drags the edge; a press on the open tab closes.
void edge(Ui& ui, const Rect& bar, const Rect& whole) {
    const Rect grip{bar.x0, bar.y0 - ui.px(3), bar.x1, bar.y0 + ui.px(4)};
    const Press p = press(ui, "drawer-edge", grip, false);
    if (p.hovered || p.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
    if (!p.held) return;
    const float below = ImGui::GetIO().DisplaySize.y - ui.px(kBarHeight);
    const float share = (whole.y1 - ImGui::GetIO().MousePos.y) / std::max(1.0F, below);
    if (std::abs(share - ui.state.ui.drawer_share) > 0.002F) ui.send(app::SetDrawer{share});
}

} // namespace

void drawer(Ui& ui, const Rect& r) {
    const app::View open = ui.state.ui.view;
    const Rect bar{r.x0, r.y0, r.x1, std::min(r.y1, r.y0 + ui.px(kDrawerBar))};
    if (!begin_panel(ui, "drawer-bar", bar, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    hline(ui, list, bar.x0, bar.x1, bar.y0, ui.t.hairline);
    if (open != app::View::none) edge(ui, bar, r);
    float x = bar.x0 + ui.px(kGap3);
    const float end = bar.x1 - (open == app::View::none ? ui.px(kGap3) : ui.px(40));
    // What has no room in a narrow window goes into a list at the end of the row; the open view always keeps its tab.
    const auto width_of = [&](const Tab& tab) { return text_width(ui, Type::body, ui.tr(tab.zh, tab.en)) + ui.px(2 * kGap3); };
    float all = 0, open_w = 0;
    for (const Tab& tab : kTabs) {
        all += width_of(tab);
        if (tab.view == open) open_w = width_of(tab);
    }
    const float more_w = ui.px(88);
    const bool crowded = x + all > end;
    std::vector<std::string> more;
    std::vector<app::View> more_views;
    for (const Tab& tab : kTabs) {
        const char* name = ui.tr(tab.zh, tab.en);
        const float w = width_of(tab);
        const float kept = crowded ? more_w + (tab.view == open ? 0 : open_w) : 0; // room for the list, and for the open tab while it is to come
        if (tab.view == open) open_w = 0;
        if (x + w > end - kept) {
            more.emplace_back(name);
            more_views.push_back(tab.view);
            continue;
        }
        const Rect cell{x, bar.y0 + 1, x + w, bar.y1};
        const Press p = press(ui, std::string("view:") + tab.en, cell);
        const bool on = tab.view == open;
        if (p.hovered && !on) fill(list, {cell.x0, cell.y0 + ui.px(4), cell.x1, cell.y1 - ui.px(4)}, ui.t.hover, ui.px(kRadiusSmall));
        text_centred(ui, list, on ? Type::strong : Type::body, cell.mid_x(), cell.mid_y(), on ? ui.t.ink : ui.t.soft, name);
        if (on) {
            const float half = std::min(cell.width() / 2, text_width(ui, Type::strong, name) / 2 + ui.px(2));
            fill(list, {cell.mid_x() - half, cell.y0, cell.mid_x() + half, cell.y0 + ui.px(2)}, ui.t.accent);
        }
        if (p.focused) focus_ring(ui, list, cell, ui.px(kRadiusSmall));
        if (p.clicked) ui.mem.picker_open.clear();
        if (p.clicked) ui.send(app::OpenView{on ? app::View::none : tab.view});
        x += w;
    }
    if (!more.empty()) {
        const std::string word = ui.tr("更多", "More");
        if (const int i = picker(ui, list, "view-more", {x, bar.y0 + ui.px(3), x + more_w - ui.px(6), bar.y1 - ui.px(3)}, more, -1); i >= 0)
            ui.send(app::OpenView{more_views[static_cast<std::size_t>(i)]});
        text_cut(ui, list, Type::body, x + ui.px(10), bar.mid_y(), more_w - ui.px(40), ui.t.soft, word);
    }
    if (open != app::View::none && icon_button(ui, list, "drawer-close", {bar.x1 - ui.px(34), bar.y0 + ui.px(3), bar.x1 - ui.px(6), bar.y0 + ui.px(31)}, Icon::close, ui.tr("收起", "Close")))
        ui.send(app::OpenView{app::View::none});
    end_panel();
    if (open == app::View::none) return;
    for (const Tab& tab : kTabs)
        if (tab.view == open) tab.draw(ui, {r.x0, bar.y1, r.x1, r.y1});
}

} // namespace atlas::ui
