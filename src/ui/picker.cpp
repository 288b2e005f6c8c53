// A closed list of names that opens over the window.
#include "ui/controls.hpp"

#include <imgui.h>
#include <imgui_internal.h>

namespace atlas::ui {

float picker_width(Ui& ui, const std::vector<std::string>& names, float most_px) {
    float widest = 0;
    for (const std::string& n : names) widest = std::max(widest, text_width(ui, Type::body, n));
    return std::min(std::max(widest + ui.px(46), ui.px(96)), most_px);
}

int picker(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, const std::vector<std::string>& names, int chosen) {
    Memory& m = ui.mem;
    const int count = static_cast<int>(names.size());
    bool open = m.picker_open == id;
    const bool took_enter = open && ui.key(Key::accept);
    const Press p = press(ui, id, r);
    if (p.hovered || open) fill(list, r, ui.t.hover, ui.px(kRadius));
    outline(ui, list, r, open ? ui.t.accent : ui.t.hairline, ui.px(kRadius));
    if (chosen >= 0 && chosen < count) {
        const std::string& name = names[static_cast<std::size_t>(chosen)];
        if (text_cut_middle(ui, list, Type::body, r.x0 + ui.px(10), r.mid_y(), r.width() - ui.px(34), ui.t.ink, name) && p.hovered && !open) tooltip(ui, name);
    }
    icon(ui, list, Icon::chevron_down, r.x1 - ui.px(15), r.mid_y(), ui.px(12), ui.t.soft);
    if (p.focused) focus_ring(ui, list, r, ui.px(kRadius));
    if (p.clicked && !took_enter) {
        m.picker_open = open ? std::string() : id;
        m.picker_at = std::max(0, chosen);
        return -1; // the list is laid out in the next frame, with the mouse let go
    }
    if (!open || count == 0) return -1;

    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float row = ui.px(28), pad = ui.px(5), shadow = ui.px(16), gap = ui.px(4), edge = ui.px(8);
    const float above = r.y0 - gap - edge, below = screen.y - r.y1 - gap - edge;
    const float wanted = row * static_cast<float>(count) + 2 * pad, room = std::max(above, below);
    const float height = std::min({wanted, room, ui.px(380)});
    // The row of the choice is set in the strong type, which is wider.
    const float own = chosen >= 0 && chosen < count ? text_width(ui, Type::strong, names[static_cast<std::size_t>(chosen)]) + ui.px(46) : 0;
    const float width = std::max(r.width(), std::min(std::max(picker_width(ui, names, ui.px(360)), own), ui.px(360)));
    const bool up = below < height;
    const float x0 = std::max(edge, std::min(r.x0, screen.x - edge - width)), y0 = up ? r.y0 - gap - height : r.y1 + gap;
    const Rect box{x0, y0, x0 + width, y0 + height};
    int taken = -1;
    if (begin_panel(ui, "picker-card", {box.x0 - shadow, box.y0 - shadow, box.x1 + shadow, box.y1 + shadow}, {0, 0, 0, 0}, false, true)) {
        ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
        card(ui, ImGui::GetWindowDrawList(), box, ui.t.popup, ui.px(kRadius), 2);
        end_panel();
    }
    if (begin_panel(ui, "picker-rows", {box.x0 + 1, box.y0 + pad, box.x1 - 1, box.y1 - pad}, {0, 0, 0, 0}, true, true)) {
        ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
        ImDrawList* rows = ImGui::GetWindowDrawList();
        const bool stepped = ui.key(Key::down) || ui.key(Key::up);
        if (ui.key(Key::down)) ++m.picker_at;
        if (ui.key(Key::up)) --m.picker_at;
        m.picker_at = std::clamp(m.picker_at, 0, count - 1);
        if (stepped || ImGui::IsWindowAppearing()) ImGui::SetScrollY(row * static_cast<float>(m.picker_at) - (height - 2 * pad - row) / 2);
        const float top = box.y0 + pad - ImGui::GetScrollY();
        for (int i = 0; i < count; ++i) {
            const Rect cell{box.x0 + pad, top + row * static_cast<float>(i), box.x1 - pad, top + row * static_cast<float>(i + 1)};
            if (cell.y1 < box.y0 || cell.y0 > box.y1) continue;
            const Press q = press(ui, id + ":" + std::to_string(i), cell, false);
            if (q.hovered && (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0)) m.picker_at = i;
            if (i == m.picker_at) fill(rows, cell, ui.t.hover, ui.px(kRadiusSmall));
            const std::string& name = names[static_cast<std::size_t>(i)];
            const bool cut = text_cut_middle(ui, rows, i == chosen ? Type::strong : Type::body, cell.x0 + ui.px(8), cell.mid_y(), cell.width() - ui.px(34), ui.t.ink, name);
            if (i == chosen) icon(ui, rows, Icon::check, cell.x1 - ui.px(14), cell.mid_y(), ui.px(13), ui.t.accent);
            if (cut && q.hovered) tooltip(ui, name);
            if (q.clicked) taken = i;
        }
        ImGui::SetCursorPosY(row * static_cast<float>(count));
        ImGui::Dummy({1, 1});
        end_panel();
    }
    if (took_enter) taken = m.picker_at;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool elsewhere = ImGui::IsMouseClicked(0) && !box.contains(mouse.x, mouse.y) && !r.contains(mouse.x, mouse.y);
    if (taken >= 0 || elsewhere) m.picker_open.clear();
    return taken == chosen ? -1 : taken;
}

} // namespace atlas::ui
