// The clause round the quote, out of the plan's text on disk; the box in which its folder is named; and the two ways to take the
// source along: a reference, and a numbered note.
#include "ui/panels.hpp"

#include "app/citation.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

using State = app::ClauseShown::State;

constexpr float kBoxHeight = 208;

/// Lines of the clause with a marker behind the quote; returns the y of the quote's first line, relative to the top.
float marked_lines(Ui& ui, ImDrawList* list, const app::ClauseShown& c, float x0, float width, float y) {
    const float line = std::round(ui.fonts.em_px(Type::body) * 1.7f);
    float quote_at = -1;
    const float top = y;
    for (const std::string_view words : wrap(ui, Type::body, c.text, width)) {
        const auto from = static_cast<std::size_t>(words.data() - c.text.data()), to = from + words.size();
        const std::size_t b = std::max(from, c.begin), e = std::min(to, c.end);
        if (b < e) {
            if (quote_at < 0) quote_at = y - top;
            const float x = x0 + text_width(ui, Type::body, words.substr(0, b - from));
            const float w = text_width(ui, Type::body, words.substr(b - from, e - b));
            fill(list, {x - ui.px(1), y + ui.px(2), x + w + ui.px(1), y + line - ui.px(2)}, ui.t.accent_wash, ui.px(2));
            list->AddRectFilled({x, y + line - ui.px(3)}, {x + w, y + line - ui.px(1.5f)}, packed(ui.t.accent));
        }
        text(ui, list, Type::body, x0, y + line / 2, ui.t.ink, words);
        y += line;
    }
    return quote_at;
}

/// The clause in a sunk box that scrolls by itself, or at its full height.
float clause_box(Ui& ui, const app::ClauseShown& c, float x0, float x1, float y) {
    const float pad = ui.px(10), width = x1 - x0 - 2 * pad - ui.px(6);
    const float whole = block_height(ui, Type::body, c.text, width, 1.7f) + 2 * pad;
    const float h = ui.mem.clause_tall ? whole : std::min(whole, ui.px(kBoxHeight));
    const Rect box{x0, y, x1, y + h};
    fill(ImGui::GetWindowDrawList(), box, ui.t.well, ui.px(kRadius));
    ui.rects.set("clause-text", box);
    const ImVec2 back = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({box.x0, box.y0});
    ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
    if (ImGui::BeginChild("clause", {box.width(), h}, false, ImGuiWindowFlags_NoNav)) {
        const float top = box.y0 + pad - ImGui::GetScrollY();
        const float quote_at = marked_lines(ui, ImGui::GetWindowDrawList(), c, x0 + pad, width, top);
        if (quote_at >= 0) {
            const float shown_at = top + quote_at;
            ui.rects.set("clause-quote", {x0 + pad, shown_at, x1 - pad, shown_at + ui.px(20)});
        }
        ImGui::SetCursorPosY(whole - 1);
        ImGui::Dummy({1, 1});
        if (ui.mem.clause_seen != ui.state.view.selected_link && quote_at >= 0) { // the quote a little below the top, with what leads to it
            ImGui::SetScrollY(std::max(0.0f, quote_at - ui.px(46)));
            ui.mem.clause_seen = ui.state.view.selected_link;
        }
    }
    ImGui::EndChild();
    ImGui::PopStyleColor();
    ImGui::SetCursorScreenPos(back);
    return box.y1;
}

/// A word that can be pressed, at the right of a line.
bool word_button(Ui& ui, const char* id, float x1, float mid_y, const char* words) {
    const float w = text_width(ui, Type::small, words);
    const Rect r{x1 - w - ui.px(6), mid_y - ui.px(11), x1 + ui.px(6), mid_y + ui.px(11)};
    const Press p = press(ui, id, r);
    if (p.hovered) fill(ImGui::GetWindowDrawList(), r, ui.t.hover, ui.px(kRadiusSmall));
    text(ui, ImGui::GetWindowDrawList(), Type::small, x1 - w, mid_y, ui.t.accent, words);
    if (p.focused) focus_ring(ui, ImGui::GetWindowDrawList(), r, ui.px(kRadiusSmall));
    return p.clicked;
}

float folder_box(Ui& ui, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float h = ui.px(34), take_w = button_width(ui, ui.s.plans_take);
    std::string folder = ui.state.ui.plans_folder;
    const bool fresh = !ui.mem.plans_shown;
    ui.mem.plans_shown = true;
    if (fresh) ui.mem.plans_path = folder;
    kept_field(ui, list, "plans-path", {x0, y, x1 - take_w - ui.px(kGap2), y + h}, ui.mem.plans_path, ui.s.plans_field, fresh || std::exchange(ui.mem.plans_again, false));
    const bool entered = ui.key(Key::accept) && (ui.mem.field_active == "plans-path" || ui.mem.field_active_before == "plans-path");
    if (button(ui, list, "plans-take", {x1 - take_w, y, x1, y + h}, ui.s.plans_take, Look::primary) || entered) {
        ui.send(app::SetPlans{ui.mem.plans_path});
        ui.mem.plans_again = true; // a refused path is there to be mended
    }
    y += h + ui.px(kGap1);
    if (!ui.state.ui.plans_said.empty()) y = text_block(ui, list, Type::small, x0, y, x1 - x0, ui.t.accent, ui.state.ui.plans_said, 1.5f) + ui.px(kGap1);
    return y;
}

/// No folder yet: what it is good for, and where to say it.
float no_folder(Ui& ui, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    y = text_block(ui, list, Type::small, x0, y, x1 - x0, ui.t.soft, ui.s.plans_hint, 1.55f) + ui.px(kGap2);
    if (ui.state.ui.plans_asked) return folder_box(ui, x0, x1, y);
    const float w = button_width(ui, ui.s.plans_ask);
    if (button(ui, list, "plans-ask", {x0, y, x0 + w, y + ui.px(30)}, ui.s.plans_ask, Look::outlined)) ui.send(app::AskPlans{true});
    return y + ui.px(30);
}

void say(Ui& ui, const char* pattern, const std::string& what) { ui.send(app::Notice{fmt::format(fmt::runtime(pattern), what)}); }

const model::Link* cited(const Ui& ui) {
    const model::LinkIx at = ui.state.view.selected_link;
    return ui.data() != nullptr && at >= 0 && static_cast<std::size_t>(at) < ui.data()->links().size() ? &ui.data()->link(at) : nullptr;
}

} // namespace

int next_note(const Ui& ui) {
    const auto& noted = ui.state.ui.noted;
    return static_cast<int>(std::find(noted.begin(), noted.end(), ui.state.view.selected_link) - noted.begin()) + 1;
}

void copy_citation(Ui& ui) {
    const model::Link* link = cited(ui);
    if (link == nullptr) return;
    const std::string words = app::citation(*ui.data(), *link);
    ImGui::SetClipboardText(words.c_str());
    say(ui, ui.s.citation_copied, words);
}

void copy_note(Ui& ui) {
    const model::Link* link = cited(ui);
    if (link == nullptr) return;
    const int number = next_note(ui);
    ImGui::SetClipboardText(app::numbered_note(*ui.data(), *link, number).c_str());
    ui.send(app::NoteLink{ui.state.view.selected_link});
    say(ui, ui.s.note_copied, app::note_number(number));
}

float clause_in_context(Ui& ui, const model::Link& link, float x0, float x1, float y) {
    (void)link;
    const app::ClauseShown none, &c = ui.map.clause != nullptr ? *ui.map.clause : none;
    if (!ui.state.ui.plans_asked) ui.mem.plans_shown = ui.mem.plans_again = false;
    const bool text = !c.text.empty();
    const float heading = y + ui.px(26); // section() puts its words here
    const char* grow = ui.mem.clause_tall ? ui.s.lower : ui.s.taller;
    y = section(ui, x0, x1 - (text ? text_width(ui, Type::small, grow) + ui.px(kGap3) : 0), y, ui.s.whole_clause);
    if (text && word_button(ui, "clause-grow", x1, heading, grow)) ui.mem.clause_tall = !ui.mem.clause_tall;
    if (c.state == State::no_folder) return no_folder(ui, x0, x1, y);
    if (!c.said.empty()) y = notice_block(ui, x0, x1, y, {}, c.said) + ui.px(kGap2);
    if (text) y = clause_box(ui, c, x0, x1, y) + ui.px(kGap1);
    if (ui.state.ui.plans_asked) return folder_box(ui, x0, x1, y + ui.px(kGap1));
    const float change_w = text_width(ui, Type::small, ui.s.plans_change) + ui.px(kGap3), mid = y + ui.px(10);
    text_cut(ui, ImGui::GetWindowDrawList(), Type::small, x0, mid, x1 - x0 - change_w, ui.t.faint, fmt::format(fmt::runtime(ui.s.plans_in), ui.state.ui.plans_folder));
    if (word_button(ui, "plans-ask", x1, mid, ui.s.plans_change)) ui.send(app::AskPlans{true});
    return y + ui.px(20);
}

} // namespace atlas::ui
