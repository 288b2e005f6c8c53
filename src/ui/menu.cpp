// A short list of things to do, opened beside what they are about. While it is open the arrow keys, Enter and Esc are its own.
#include "ui/controls.hpp"

#include <imgui.h>
#include <imgui_internal.h>

namespace atlas::ui {

namespace {

constexpr const char* kMenu = "menu:";

} // namespace

void open_menu(Ui& ui, const std::string& name) {
    ui.mem.picker_open = kMenu + name;
    ui.mem.picker_at = -1; // no row stands out before a key or the mouse has come to one
    ui.mem.menu_fresh = true;
}

bool menu_is_open(const Ui& ui, const std::string& name) { return ui.mem.picker_open == kMenu + name; }

void take_menu_keys(Memory& m, bool allowed) {
    m.menu_keys.clear();
    if (!m.picker_open.starts_with(kMenu)) return;
    if (!allowed) return m.picker_open.clear();
    std::erase_if(m.keys, [&m](Key k) {
        if (k == Key::tab || k == Key::back_tab) m.picker_open.clear();
        const bool own = k == Key::up || k == Key::down || k == Key::accept || k == Key::menu;
        if (own) m.menu_keys.push_back(k);
        return own;
    });
}

int menu(Ui& ui, const std::string& name, const Rect& anchor, const std::vector<MenuRow>& rows) {
    if (!menu_is_open(ui, name)) return -1;
    Memory& m = ui.mem;
    if (rows.empty()) {
        m.picker_open.clear();
        return -1;
    }
    const int count = static_cast<int>(rows.size());
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float row = ui.px(30), pad = ui.px(5), shadow = ui.px(16), gap = ui.px(4), edge = ui.px(8);
    float width = ui.px(140);
    for (const MenuRow& r : rows) width = std::max(width, text_width(ui, Type::body, r.words) + text_width(ui, Type::small, r.right) + ui.px(r.closes ? 62 : 46));
    width = std::min(width, ui.px(320));
    const float height = std::min(row * static_cast<float>(count) + 2 * pad, screen.y - 2 * edge);
    const float x0 = std::clamp(anchor.x0, edge, std::max(edge, screen.x - edge - width));
    const bool up = anchor.y1 + gap + height > screen.y - edge;
    const float y0 = std::max(edge, up ? anchor.y0 - gap - height : anchor.y1 + gap);
    const Rect box{x0, y0, x0 + width, y0 + height};
    if (begin_panel(ui, "menu-card", {box.x0 - shadow, box.y0 - shadow, box.x1 + shadow, box.y1 + shadow}, {0, 0, 0, 0}, false, true)) {
        ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
        card(ui, ImGui::GetWindowDrawList(), box, ui.t.popup, ui.px(kRadius), 2);
        end_panel();
    }
    int taken = -1;
    if (begin_panel(ui, "menu-rows", {box.x0 + 1, box.y0 + pad, box.x1 - 1, box.y1 - pad}, {0, 0, 0, 0}, true, true)) {
        ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
        ImDrawList* list = ImGui::GetWindowDrawList();
        for (const Key k : m.menu_keys) {
            if (k == Key::down) m.picker_at = (m.picker_at + 1) % count;
            if (k == Key::up) m.picker_at = (std::max(m.picker_at, 0) + count - 1) % count;
            if (k == Key::accept && m.picker_at >= 0 && m.picker_at < count) taken = m.picker_at;
            ImGui::SetScrollY(row * static_cast<float>(std::max(m.picker_at, 0)) - (height - 2 * pad - row) / 2);
        }
        m.picker_at = std::min(m.picker_at, count - 1);
        const float top = box.y0 + pad - ImGui::GetScrollY();
        const ImVec2 moved = ImGui::GetIO().MouseDelta;
        for (int i = 0; i < count; ++i) {
            const MenuRow& r = rows[static_cast<std::size_t>(i)];
            const Rect cell{box.x0 + pad, top + row * static_cast<float>(i), box.x1 - pad, top + row * static_cast<float>(i + 1)};
            const Press p = press(ui, name + ":" + std::to_string(i), cell, false);
            if (p.hovered && (moved.x != 0 || moved.y != 0)) m.picker_at = i;
            if (i == m.picker_at) fill(list, cell, ui.t.hover, ui.px(kRadiusSmall));
            float right = cell.x1 - ui.px(10);
            if (r.closes) {
                icon(ui, list, Icon::close, right - ui.px(4), cell.mid_y(), ui.px(11), i == m.picker_at ? ui.t.accent : ui.t.faint);
                right -= ui.px(20);
            }
            if (r.checked) {
                icon(ui, list, Icon::check, right - ui.px(5), cell.mid_y(), ui.px(13), ui.t.accent);
                right -= ui.px(20);
            }
            if (!r.right.empty()) {
                text_right(ui, list, Type::small, right, cell.mid_y(), ui.t.faint, r.right);
                right -= text_width(ui, Type::small, r.right) + ui.px(12);
            }
            const bool cut = text_cut(ui, list, Type::body, cell.x0 + ui.px(10), cell.mid_y(), right - cell.x0 - ui.px(10), ui.t.ink, r.words);
            if (cut && p.hovered) tooltip(ui, r.words);
            if (p.clicked) taken = i;
        }
        ImGui::SetCursorPosY(row * static_cast<float>(count) - 1); // not a pixel more than there is, or a scroll bar would stand beside it
        ImGui::Dummy({1, 1});
        end_panel();
    }
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool pressed = ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1);
    if (taken >= 0 || (pressed && !m.menu_fresh && !box.contains(mouse.x, mouse.y))) m.picker_open.clear();
    m.menu_fresh = false;
    return taken;
}

} // namespace atlas::ui
