// What the pre-flight found, as a list: rule, sentence, remedy. A press shows the place on the page. The words are "checks
// passed": whether a map may be published is for the authority to say.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

using Severity = app::Finding::Severity;

Color color_of(const Ui& ui, Severity s) {
    switch (s) {
    case Severity::blocker: return ui.t.accent;
    case Severity::warning: return ui.t.caution;
    case Severity::note: return ui.t.faint;
    case Severity::passed: return ui.t.fine;
    }
    return ui.t.faint;
}

void look_at(Ui& ui, const geo::Box& place) {
    ui.mem.flash = place;
    ui.mem.flash_s = ImGui::GetTime();
    // What is pointed at must be in view: the whole page is.
    ui.send(app::SetPageLook{});
}

float row(Ui& ui, std::size_t i, const app::Finding& f, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float tx = x0 + ui.px(18), width = x1 - tx, pad = ui.px(9);
    const float head = f.rule.empty() ? 0 : ui.px(18);
    const std::string sentence = ui.words(f.sentence), remedy = ui.words(f.remedy);
    const float body_h = block_height(ui, Type::body, sentence, width, 1.5f), remedy_h = remedy.empty() ? 0 : block_height(ui, Type::small, remedy, width, 1.5f) + ui.px(3);
    const Rect r{x0 - ui.px(kGap2), y, x1 + ui.px(kGap2), y + head + body_h + remedy_h + 2 * pad};
    const Press p = press(ui, fmt::format("finding:{}", i), r, f.place.has_value());
    if (f.place && (p.hovered || p.held)) fill(list, r, p.held ? ui.t.press : ui.t.hover, ui.px(kRadiusSmall));
    if (!f.place && p.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
    const Color c = color_of(ui, f.severity);
    const float dot_y = y + pad + (head > 0 ? ui.px(8) : ui.px(10));
    if (f.severity == Severity::blocker) icon(ui, list, Icon::alert, x0 + ui.px(6), dot_y, ui.px(14), c);
    else list->AddCircleFilled({x0 + ui.px(5), dot_y}, ui.px(3.5f), packed(c), 20);
    float ty = y + pad;
    if (head > 0) {
        text(ui, list, Type::small, tx, ty + ui.px(8), c, f.rule);
        if (f.place) text_right(ui, list, Type::small, x1, ty + ui.px(8), p.hovered ? ui.t.accent : ui.t.faint, ui.s.show_place);
        ty += head;
    }
    ty = text_block(ui, list, Type::body, tx, ty, width, ui.t.ink, sentence, 1.5f);
    if (!remedy.empty()) text_block(ui, list, Type::small, tx, ty + ui.px(3), width, ui.t.soft, remedy, 1.5f);
    if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
    if (f.place && p.clicked) look_at(ui, *f.place);
    return r.y1;
}

} // namespace

void page_checks(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "page-checks", r, ui.t.panel, true)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float scroll = ImGui::GetScrollY();
    const float x0 = r.x0 + ui.px(20), x1 = r.x1 - ui.px(20);
    float y = r.y0 - scroll + ui.px(26);
    text(ui, list, Type::strong, x0, y, ui.t.ink, ui.s.checks);
    const app::PageShown& page = ui.map.page;
    std::size_t passed = 0, open = 0;
    if (page.findings)
        for (const app::Finding& f : page.findings->list) (f.severity == Severity::passed ? passed : open) += 1;
    if (!page.findings || !page.checked) {
        text_right(ui, list, Type::small, x1, y + ui.px(1), ui.t.faint, ui.s.checking);
    } else if (passed > 0) {
        text_right(ui, list, Type::small, x1, y + ui.px(1), ui.t.soft, ui.zh() ? fmt::format("通过 {} 项", passed) : fmt::format("{} checks passed", passed));
    }
    y += ui.px(20);
    hline(ui, list, x0, x1, y, ui.t.hairline);
    y += ui.px(kGap2);
    if (page.findings) {
        if (open == 0) y = empty_state(ui, x0, x1, y, Icon::check, ui.s.nothing_found, ui.s.nothing_found_hint);
        std::size_t i = 0;
        for (const app::Finding& f : page.findings->list)
            if (f.severity != Severity::passed) y = row(ui, i++, f, x0, x1, y);
        if (passed > 0) {
            std::string rules;
            for (const app::Finding& f : page.findings->list)
                if (f.severity == Severity::passed) rules += (rules.empty() ? "" : "  ") + f.rule;
            y = section(ui, x0, x1, y, ui.s.passed_rules);
            y = text_block(ui, list, Type::small, x0, y, x1 - x0, ui.t.soft, rules, 1.7f);
        }
        y = text_block(ui, list, Type::small, x0, y + ui.px(kGap4), x1 - x0, ui.t.faint, ui.s.checks_are, 1.55f);
    }
    ImGui::SetCursorScreenPos({x0, y + ui.px(kGap4)});
    ImGui::Dummy({1, 1});
    vline(ui, list, r.x0, r.y0, r.y1, ui.t.hairline);
    end_panel();
}

} // namespace atlas::ui
