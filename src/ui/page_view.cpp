// The page view: a desk with the page on it, the form on its left, what the checks say on its right, and a bar above with
// the way back and the scale. It takes the whole window: while a page is made, the page is what counts.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace atlas::ui {

namespace {


void zoom_by(Ui& ui, const Rect& desk, geo::Vec2 page_pt, double factor) {
    const geo::Vec2 size{desk.width(), desk.height()};
    ui.send(app::SetPageLook{app::zoomed_page(page_pt, size, ui.px(kDeskMargin), ui.state.ui.look, size * 0.5, factor, full_size(ui.state.ui.form))});
}

void bar(Ui& ui, const Rect& r, const Rect& desk) {
    if (!begin_panel(ui, "page-bar", r, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float b = ui.px(32), y = std::round(r.mid_y() - b / 2);
    float x = r.x0 + ui.px(kGap3);
    if (icon_button(ui, list, "export-close", {x, y, x + b, y + b}, Icon::back, ui.s.back_to_map)) ui.send(app::OpenExport{false});
    x += b + ui.px(kGap2);
    x += text(ui, list, Type::title, x, r.mid_y(), ui.t.ink, ui.s.export_title) + ui.px(kGap4);
    const auto page = app::page_of(ui.state.ui.form);
    if (page) {
        const geo::Vec2 page_pt{page->width_mm * scene::kPtPerMm, page->height_mm * scene::kPtPerMm};
        const double full = full_size(ui.state.ui.form);
        const app::PagePlace place = app::place_page(page_pt, {desk.width(), desk.height()}, ui.px(kDeskMargin), ui.state.ui.look);
        const float fit_w = button_width(ui, ui.s.fit_page), full_w = button_width(ui, "100 %"), number_w = ui.px(58);
        float at = std::round(desk.mid_x() - (2 * b + number_w + fit_w + full_w + ui.px(2 * kGap2)) / 2);
        if (icon_button(ui, list, "page-zoom-out", {at, y, at + b, y + b}, Icon::minus, ui.s.zoom_out) || ui.key(Key::zoom_out)) zoom_by(ui, desk, page_pt, 1 / 1.5);
        at += b;
        text_centred(ui, list, Type::body, at + number_w / 2, r.mid_y(), ui.t.ink, fmt::format("{:.0f} %", place.px_per_pt / full * 100));
        at += number_w;
        if (icon_button(ui, list, "page-zoom-in", {at, y, at + b, y + b}, Icon::plus, ui.s.zoom_in) || ui.key(Key::zoom_in)) zoom_by(ui, desk, page_pt, 1.5);
        at += b + ui.px(kGap2);
        const bool fits = ui.state.ui.look.px_per_pt <= 0, is_full = std::abs(place.px_per_pt / full - 1) < 1e-9;
        if (button(ui, list, "page-fit", {at, y, at + fit_w, y + b}, ui.s.fit_page, fits ? Look::outlined : Look::quiet) || ui.key(Key::country)) ui.send(app::SetPageLook{});
        at += fit_w + ui.px(kGap2);
        if (button(ui, list, "page-full", {at, y, at + full_w, y + b}, "100 %", is_full ? Look::outlined : Look::quiet) || ui.key(Key::full_size)) zoom_by(ui, desk, page_pt, full / place.px_per_pt);
    }
    float right = r.x1 - ui.px(kGap3) - b;
    if (icon_button(ui, list, "project-open", {right, y, right + b, y + b}, Icon::open, ui.s.project_open_tip)) ui.send(app::OpenProjectBox{app::ProjectBox::open});
    right -= b + ui.px(2);
    if (icon_button(ui, list, "project-save", {right, y, right + b, y + b}, Icon::save, ui.s.project_save_tip)) ui.send(app::OpenProjectBox{app::ProjectBox::save});
    right -= b + ui.px(2);
    if (icon_button(ui, list, "page-undo", {right, y, right + b, y + b}, Icon::undo, ui.s.undo_tip, ui.map.can_undo)) ui.send(app::Undo{});
    hline(ui, list, r.x0, r.x1, r.y1 - ui.t.hair(), ui.t.hairline);
    end_panel();
}

} // namespace

double full_size(const app::ExportForm& form) { return form.dpi / 72.0; }

bool kept_field(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, std::string& value, const char* hint, bool focus) {
    auto [at, fresh] = ui.mem.fields.try_emplace(id);
    auto& buffer = at->second;
    const bool was_active = ui.mem.field_active_before == id;
    if (fresh || (!was_active && value != buffer.data())) std::snprintf(buffer.data(), buffer.size(), "%s", value.c_str());
    bool active = false;
    const bool changed = text_field(ui, list, id, r, buffer.data(), buffer.size(), hint, Icon::check, false, focus, &active);
    if (active) ui.mem.field_active = id;
    if (changed) value = buffer.data();
    return changed;
}

void page_view(Ui& ui, const Rect& screen) {
    const PageRects rects = make_page_rects(screen.x1, screen.y1, ui.t.scale);
    page_desk(ui, rects.desk);
    bar(ui, rects.bar, rects.desk);
    const bool column = rects.checks.width() > 0;
    Rect left = rects.form;
    if (!column) { // a narrow window: one column with two tabs
        const Rect head{left.x0, left.y0, left.x1, left.y0 + ui.px(44)};
        if (begin_panel(ui, "page-tabs", head, ui.t.panel, false)) {
            const int i = tabs(ui, ImGui::GetWindowDrawList(), "page-tab", head, {ui.s.page, ui.s.checks}, ui.mem.checks_in_front ? 1 : 0);
            if (i >= 0) ui.mem.checks_in_front = i == 1;
            end_panel();
        }
        left.y0 = head.y1;
    }
    if (column || !ui.mem.checks_in_front) page_form(ui, left);
    if (column) page_checks(ui, rects.checks);
    else if (ui.mem.checks_in_front) page_checks(ui, left);
}

} // namespace atlas::ui
