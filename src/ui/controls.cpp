// Controls: pressing, focus, and how each one looks.
#include "ui/controls.hpp"

#include <imgui.h>
#include <imgui_internal.h>

namespace atlas::ui {

namespace {

/// What of the window is seen here: less than the window where headings stay over a part of it.
Rect seen_part() {
    const ImVec2 c0 = ImGui::GetWindowDrawList()->GetClipRectMin(), c1 = ImGui::GetWindowDrawList()->GetClipRectMax();
    return {c0.x, c0.y, c1.x, c1.y};
}

/// Scrolls the window to a control that the keyboard has reached: to the middle of the height that is seen, and sideways only
/// where it is not seen whole, so that a matrix keeps its first columns while they are walked.
void bring_into_view(const Rect& r) {
    const Rect seen = seen_part();
    ImGui::SetScrollY(ImGui::GetScrollY() + r.mid_y() - seen.mid_y());
    if (r.x0 < seen.x0 || r.x1 > seen.x1) ImGui::SetScrollX(ImGui::GetScrollX() + r.mid_x() - seen.mid_x());
}

/// Makes the control a stop of the walk; true while it has the focus. What has just got it comes into view.
bool join_walk(Ui& ui, unsigned item, const Rect& r) {
    ui.mem.tab_order_now.push_back(item);
    ui.mem.stops_now.push_back({item, ImGui::GetCurrentWindow()->ID, r});
    if (ui.mem.focus != item || !ui.mem.focus_shown) return false;
    if (std::exchange(ui.mem.focus_moved, false)) bring_into_view(r);
    return true;
}

} // namespace

void unseen_stop(Ui& ui, const std::string& id, const Rect& r) {
    // Enter far from what is seen presses nothing: it only leads back.
    if (join_walk(ui, ImGui::GetID(id.c_str()), r) && ui.key(Key::accept)) bring_into_view(r);
}

Press press(Ui& ui, const std::string& id, const Rect& r, bool tab_stop) {
    Press p;
    if (r.width() < 1 || r.height() < 1) return p;
    ui.rects.set(id, r);
    const ImVec2 back = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({r.x0, r.y0});
    p.clicked = ImGui::InvisibleButton(id.c_str(), {r.width(), r.height()});
    p.hovered = ImGui::IsItemHovered();
    p.held = ImGui::IsItemActive();
    const ImGuiID item = ImGui::GetItemID();
    ImGui::SetCursorScreenPos(back);
    if (tab_stop) {
        p.focused = join_walk(ui, item, r);
        if (p.focused) {
            ui.mem.ring = Memory::Ring{r, seen_part()};
            if (ui.key(Key::accept) && !ImGui::GetIO().WantTextInput) p.clicked = true;
        }
    }
    if (p.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    return p;
}

void focus_ring(Ui& ui, ImDrawList* list, const Rect& r, float radius) {
    if (ui.mem.ring) ui.mem.ring->drawn = true;
    const float g = ui.px(1);
    list->AddRect({r.x0 + g, r.y0 + g}, {r.x1 - g, r.y1 - g}, packed(ui.t.accent), radius, 0, ui.px(1.5f));
}

namespace {

/// A small card with words whose top left is wanted at x, y; kept inside the window, above `over` where there is no room below.
void tip_card(Ui& ui, std::string_view words, float x, float y, float over) {
    const float width = std::min(text_width(ui, Type::small, words), ui.px(280));
    const float h = block_height(ui, Type::small, words, width + 1), pad = ui.px(8), edge = ui.px(8);
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    Rect r{x, y, x + width + 2 * pad, y + h + pad};
    const float dx = std::min(0.0f, screen.x - edge - r.x1), dy = r.y1 > screen.y - edge ? over - r.y1 : 0;
    r = {r.x0 + dx, r.y0 + dy, r.x1 + dx, r.y1 + dy};
    ImDrawList* front = ImGui::GetForegroundDrawList();
    card(ui, front, r, ui.t.popup, ui.px(kRadiusSmall), 1);
    text_block(ui, front, Type::small, r.x0 + pad, r.y0 + pad / 2, width + 1, ui.t.ink, words);
}

/// Tips wait until the mouse rests, so that crossing the bar does not flash them; who comes with Tab reads them at once.
void tip_when_resting(Ui& ui, const Press& p, const Rect& r, const char* words) {
    if (!words || !*words) return;
    if (p.hovered && !p.held && ImGui::GetCurrentContext()->HoveredIdTimer > 0.35f) tooltip(ui, words);
    else if (p.focused) tip_card(ui, words, r.x0, r.y1 + ui.px(6), r.y0 - ui.px(6));
}

} // namespace

void tooltip(Ui& ui, std::string_view words) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    tip_card(ui, words, mouse.x + ui.px(12), mouse.y + ui.px(18), mouse.y - ui.px(12));
}

bool icon_button(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, Icon which, const char* tip, bool enabled) {
    const Press p = press(ui, id, r, enabled);
    if (enabled && (p.hovered || p.held)) fill(list, r, p.held ? ui.t.press : ui.t.hover, ui.px(kRadiusSmall));
    icon(ui, list, which, r.mid_x(), r.mid_y(), ui.px(16), !enabled ? ui.t.hairline : p.hovered ? ui.t.ink : ui.t.soft);
    if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
    tip_when_resting(ui, p, r, tip);
    return enabled && p.clicked;
}

float button_width(Ui& ui, std::string_view label) { return text_width(ui, Type::body, label) + ui.px(2 * kGap3 + 2); }

bool button(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, std::string_view label, Look look, bool enabled) {
    const Press p = press(ui, id, r, enabled);
    const float radius = ui.px(kRadius);
    Color ink = ui.t.ink;
    if (look == Look::primary) {
        const Color base = enabled ? ui.t.accent : ui.t.press;
        fill(list, r, p.held ? base::mix(base, ui.t.ink, 0.18) : p.hovered && enabled ? base::mix(base, ui.t.ink, 0.09) : base, radius);
        ink = enabled ? ui.t.on_accent : ui.t.faint;
    } else {
        if (enabled && (p.hovered || p.held)) fill(list, r, p.held ? ui.t.press : ui.t.hover, radius);
        if (look == Look::outlined) outline(ui, list, r, ui.t.hairline, radius);
        ink = !enabled ? ui.t.faint : look == Look::quiet && !p.hovered ? ui.t.soft : ui.t.ink;
    }
    text_centred(ui, list, Type::body, r.mid_x(), r.mid_y(), ink, label);
    if (p.focused) focus_ring(ui, list, r, radius);
    return enabled && p.clicked;
}

int segments(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, const std::vector<std::string_view>& labels, int chosen) {
    int pressed = -1;
    fill(list, r, ui.t.well, ui.px(kRadiusSmall));
    // Alike, unless a word would then touch the border of its cell: then what is left is shared out.
    const float even = r.width() / static_cast<float>(labels.size());
    float all = 0, widest = 0;
    for (const std::string_view label : labels) {
        all += text_width(ui, Type::small, label);
        widest = std::max(widest, text_width(ui, Type::small, label));
    }
    const bool alike = widest <= even - ui.px(10) || all > r.width();
    const float spare = (r.width() - all) / static_cast<float>(labels.size());
    float x = r.x0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const float next = x + (alike ? even : text_width(ui, Type::small, labels[i]) + spare);
        const Rect cell{std::round(x), r.y0, std::round(next), r.y1};
        x = next;
        const Press p = press(ui, id + ":" + std::to_string(i), cell);
        const bool on = static_cast<int>(i) == chosen;
        const float inset = ui.px(2);
        if (on) {
            const Rect face{cell.x0 + inset, cell.y0 + inset, cell.x1 - inset, cell.y1 - inset};
            fill(list, face, ui.t.popup, ui.px(3));
            outline(ui, list, face, ui.t.hairline, ui.px(3));
        }
        text_centred(ui, list, Type::small, cell.mid_x(), cell.mid_y(), on ? ui.t.ink : p.hovered ? ui.t.ink : ui.t.soft, labels[i]);
        if (p.focused) focus_ring(ui, list, cell, ui.px(kRadiusSmall));
        if (p.clicked && !on) pressed = static_cast<int>(i);
    }
    return pressed;
}

int tabs(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, const std::vector<std::string_view>& labels, int chosen) {
    int pressed = -1;
    const float inset = ui.px(6), w = (r.width() - 2 * inset) / static_cast<float>(labels.size());
    hline(ui, list, r.x0, r.x1, r.y1 - ui.t.hair(), ui.t.hairline);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto at = static_cast<float>(i);
        const Rect cell{std::round(r.x0 + inset + w * at), r.y0, std::round(r.x0 + inset + w * (at + 1)), r.y1};
        const Press p = press(ui, id + ":" + std::to_string(i), cell);
        const bool on = static_cast<int>(i) == chosen;
        text_centred(ui, list, Type::body, cell.mid_x(), cell.mid_y(), on ? ui.t.ink : p.hovered ? ui.t.ink : ui.t.soft, labels[i]);
        if (on) {
            const float half = std::min(w / 2 - ui.px(kGap2), text_width(ui, Type::body, labels[i]) / 2 + ui.px(kGap1));
            list->AddRectFilled({cell.mid_x() - half, r.y1 - ui.px(2)}, {cell.mid_x() + half, r.y1}, packed(ui.t.accent), ui.px(1));
        }
        if (p.focused) focus_ring(ui, list, {cell.x0, cell.y0 + ui.px(4), cell.x1, cell.y1 - ui.px(4)}, ui.px(kRadiusSmall));
        if (p.clicked && !on) pressed = static_cast<int>(i);
    }
    return pressed;
}

float chip_width(Ui& ui, std::string_view label, bool closable, bool swatch) {
    return text_width(ui, Type::small, label) + ui.px(20) + (closable ? ui.px(16) : 0) + (swatch ? ui.px(14) : 0);
}

bool chip(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, std::string_view label, bool closable, Color swatch) {
    const Press p = press(ui, id, r);
    const float radius = r.height() / 2;
    if (closable) {
        fill(list, r, p.hovered ? base::mix(ui.t.accent_wash, ui.t.accent, 0.18) : ui.t.accent_wash, radius);
    } else {
        fill(list, r, p.held ? ui.t.press : p.hovered ? ui.t.hover : ui.t.panel, radius);
        outline(ui, list, r, p.hovered ? ui.t.faint : ui.t.hairline, radius);
    }
    float x = r.x0 + ui.px(10);
    if (swatch.a > 0) {
        list->AddCircleFilled({x + ui.px(4), r.mid_y()}, ui.px(4), packed(swatch), 20);
        x += ui.px(14);
    }
    text_cut(ui, list, Type::small, x, r.mid_y(), r.x1 - x - ui.px(closable ? 24 : 8), ui.t.ink, label);
    if (closable) icon(ui, list, Icon::close, r.x1 - ui.px(14), r.mid_y(), ui.px(11), p.hovered ? ui.t.accent : ui.t.soft);
    if (p.focused) focus_ring(ui, list, r, radius);
    return p.clicked;
}

void checkbox(Ui& ui, ImDrawList* list, float mid_x, float mid_y, bool on, bool hovered) {
    const float half = ui.px(7);
    const Rect box{std::round(mid_x) - half, std::round(mid_y) - half, std::round(mid_x) + half, std::round(mid_y) + half};
    if (on) {
        fill(list, box, ui.t.accent, ui.px(3));
        icon(ui, list, Icon::check, box.mid_x(), box.mid_y(), ui.px(12), ui.t.on_accent);
    } else {
        fill(list, box, ui.t.popup, ui.px(3));
        outline(ui, list, box, hovered ? ui.t.soft : base::mix(ui.t.hairline, ui.t.faint, 0.5), ui.px(3));
    }
}

bool slider(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, float& value, bool live) {
    const Press p = press(ui, id, r, false);
    const float knob = ui.px(4.5f);
    const float x0 = r.x0 + knob, x1 = r.x1 - knob;
    bool changed = false;
    if (p.held) {
        const float v = std::clamp((ImGui::GetIO().MousePos.x - x0) / (x1 - x0), 0.0f, 1.0f);
        const float stepped = std::round(v * 20) / 20;
        if (stepped != value) {
            value = stepped;
            changed = true;
        }
    }
    const float mid = std::round(r.mid_y()), half = std::max(1.0f, ui.px(1));
    const float x = x0 + (x1 - x0) * value;
    // Quiet at rest: a list of twenty of these must not read as twenty heavy rules.
    const bool awake = p.hovered || p.held;
    const Color level = awake ? ui.t.soft : base::mix(ui.t.hairline, ui.t.faint, live ? 0.55 : 0.2);
    list->AddRectFilled({x0, mid - half}, {x1, mid + half}, packed(ui.t.hairline), half);
    list->AddRectFilled({x0, mid - half}, {x, mid + half}, packed(level), half);
    const float r_knob = awake ? knob : knob * 0.72f;
    list->AddCircleFilled({x, mid}, r_knob, packed(awake ? ui.t.popup : level), 24);
    if (awake) list->AddCircle({x, mid}, r_knob, packed(ui.t.ink), 24, ui.px(1.2f));
    return changed;
}

bool text_field(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, char* buffer, std::size_t size, const char* hint, Icon which,
                bool with_icon, bool focus, bool* active) {
    ui.rects.set(id, r);
    ui.fonts.want(buffer);
    const float left = with_icon ? ui.px(30) : ui.px(10);
    ImGui::PushFont(ui.fonts.font(Type::body));
    const float line = ui.fonts.line_px(Type::body);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, (r.height() - line) / 2));
    ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
    ImGui::PushStyleColor(ImGuiCol_Text, packed(ui.t.ink));
    ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, packed(base::faded(ui.t.accent, 0.28)));
    const ImVec2 back = ImGui::GetCursorScreenPos();
    // The frame first: the field's own text is drawn by ImGui over it.
    fill(list, r, ui.t.well, ui.px(kRadius));
    ImGui::SetCursorScreenPos({r.x0 + left, r.y0});
    ImGui::SetNextItemWidth(r.width() - left - ui.px(8));
    const std::string name = "##" + id;
    // Not ActivateItem: a field follows that only when ImGui's own walk, which is off here, brought the focus.
    const bool reached = ui.mem.focus == ImGui::GetID(name.c_str()) && std::exchange(ui.mem.focus_moved, false);
    if (focus || reached) ImGui::SetKeyboardFocusHere();
    const bool changed = ImGui::InputText(name.c_str(), buffer, size, ImGuiInputTextFlags_NoUndoRedo);
    const bool is_active = ImGui::IsItemActive();
    const bool hovered = ImGui::IsItemHovered();
    ui.mem.tab_order_now.push_back(ImGui::GetItemID());
    ImGui::SetCursorScreenPos(back);
    ImGui::PopStyleColor(3);
    ImGui::PopStyleVar();
    ImGui::PopFont();
    if (active) *active = is_active;
    outline(ui, list, r, is_active ? ui.t.accent : hovered ? ui.t.faint : ui.t.hairline, ui.px(kRadius));
    if (with_icon) icon(ui, list, which, r.x0 + ui.px(16), r.mid_y(), ui.px(15), is_active ? ui.t.ink : ui.t.faint);
    if (buffer[0] == 0) text_cut(ui, list, Type::body, r.x0 + left, r.mid_y(), r.width() - left - ui.px(8), ui.t.faint, hint);
    return changed;
}

bool begin_panel(Ui& ui, const char* name, const Rect& r, Color color, bool scroll, bool in_front, bool sideways) {
    if (r.width() < 1 || r.height() < 1) return false;
    ImGui::SetNextWindowPos({r.x0, r.y0});
    ImGui::SetNextWindowSize({r.width(), r.height()});
    // Panels lie side by side on a window cleared to their own colour: painting it again would be a third of a frame's pixels.
    if (!in_front && color == ui.t.panel) color.a = 0;
    ImGui::PushStyleColor(ImGuiCol_WindowBg, packed(color));
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                             ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing;
    if (scroll) flags &= ~ImGuiWindowFlags_NoScrollbar;
    if (sideways) flags |= ImGuiWindowFlags_HorizontalScrollbar;
    if (!scroll) flags |= ImGuiWindowFlags_NoScrollWithMouse;
    if (!in_front) flags |= ImGuiWindowFlags_NoBringToFrontOnFocus;
    if (color.a == 0) flags |= ImGuiWindowFlags_NoBackground;
    ImGui::Begin(name, nullptr, flags);
    return true;
}

void end_panel() {
    ImGui::End();
    ImGui::PopStyleColor();
}

} // namespace atlas::ui
