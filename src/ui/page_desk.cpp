// The desk: the page as the export player drew it, lying on grey. Wheel zooms to the mouse, a drag moves the page, and what
// the checks point at is ringed for a moment.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <cmath>

namespace atlas::ui {

namespace {

constexpr double kFlashSeconds = 2.2;

struct Lying {
    Rect desk;
    app::PagePlace place;
    geo::Vec2 page_pt;
    [[nodiscard]] Rect rect() const { return on_screen({{0, 0}, page_pt}); }
    [[nodiscard]] Rect on_screen(const geo::Box& b) const {
        const auto x = [&](double v) { return desk.x0 + static_cast<float>(place.x + v * place.px_per_pt); };
        const auto y = [&](double v) { return desk.y0 + static_cast<float>(place.y + v * place.px_per_pt); };
        return {x(b.min.x), y(b.min.y), x(b.max.x), y(b.max.y)};
    }
};

void picture(ImDrawList* list, const Lying& on, const app::PagePixels& p, std::uintptr_t texture) {
    // Another page's picture would only be stretched into a lie.
    if (texture == 0 || std::abs(p.width_pt - on.page_pt.x) > 0.5 || std::abs(p.height_pt - on.page_pt.y) > 0.5) return;
    const double k = on.place.px_per_pt / p.part.px_per_pt; // 1 at rest: then these are whole numbers
    const auto x = [&](int v) { return on.desk.x0 + static_cast<float>(on.place.x + v * k); };
    const auto y = [&](int v) { return on.desk.y0 + static_cast<float>(on.place.y + v * k); };
    list->AddImage(reinterpret_cast<ImTextureID>(texture), {x(p.part.x0), y(p.part.y0)}, {x(p.part.x1), y(p.part.y1)});
}

void pill(Ui& ui, ImDrawList* list, const Rect& desk, const Lying* on) {
    const app::ExportForm& form = ui.state.ui.form;
    std::string words;
    if (on) {
        const auto page = app::page_of(form);
        words = fmt::format("{:g} × {:g} mm", std::round(page->width_mm * 10) / 10, std::round(page->height_mm * 10) / 10);
        const double full = full_size(form);
        if (form.format == "png") words += fmt::format("  ·  {:.0f} × {:.0f} px", std::floor(on->page_pt.x * full + 0.5), std::floor(on->page_pt.y * full + 0.5));
        if (ui.map.page.sheet && ui.map.page.current) {
            const auto& sheet = *ui.map.page.sheet;
            words += fmt::format("  ·  {} / {} {}", sheet.figure.contents.links_shown(), sheet.figure.links_total, ui.s.links_unit);
        }
        // The least needed of it: not said where it would be cut.
        const std::string reduced = fmt::format("  ·  {}", ui.s.reduced_note);
        if (on->place.px_per_pt < full * 0.999 && text_width(ui, Type::small, words + reduced) < desk.width() - ui.px(72)) words += reduced;
    }
    const bool busy = ui.map.page.busy;
    if (busy) words = std::string(ui.s.drawing_page) + (words.empty() ? "" : "  ·  ") + words;
    if (words.empty()) return;
    const float h = ui.px(28), gap = ui.px(kGap3), lead = busy ? ui.px(18) : 0;
    const float w = std::min(text_width(ui, Type::small, words), desk.width() - ui.px(48) - lead) + 2 * gap + lead;
    const Rect r{std::round(desk.mid_x() - w / 2), desk.y1 - h - ui.px(kGap3), std::round(desk.mid_x() + w / 2), desk.y1 - ui.px(kGap3)};
    fill(list, r, base::faded(ui.t.popup, 0.94), h / 2);
    outline(ui, list, r, ui.t.hairline, h / 2);
    float x = r.x0 + gap;
    if (busy) { // a turning arc: the worker is at it
        const float a = static_cast<float>(std::fmod(ImGui::GetTime() * 5, 6.2832));
        list->PathArcTo({x + ui.px(5), r.mid_y()}, ui.px(5), a, a + 4.2f, 20);
        list->PathStroke(packed(ui.t.accent), 0, ui.px(1.6f));
        x += lead;
    }
    text_cut(ui, list, Type::small, x, r.mid_y(), r.x1 - gap - x + 1, ui.t.soft, words);
    ui.rects.set("desk-pill", r);
}

void flash(Ui& ui, ImDrawList* list, const Lying& on) {
    Memory& m = ui.mem;
    if (!m.flash) return;
    const double t = ImGui::GetTime() - m.flash_s;
    if (t > kFlashSeconds) {
        m.flash.reset();
        return;
    }
    Rect r = on.on_screen(*m.flash);
    const float beat = static_cast<float>(0.5 + 0.5 * std::cos(t * 9));
    const float g = ui.px(4) + ui.px(4) * beat;
    r = {r.x0 - g, r.y0 - g, r.x1 + g, r.y1 + g};
    fill(list, r, base::faded(ui.t.accent, 0.10 + 0.12 * beat), ui.px(kRadius));
    list->AddRect({r.x0, r.y0}, {r.x1, r.y1}, packed(ui.t.accent), ui.px(kRadius), 0, ui.px(2));
    ui.rects.set("flash", r);
}

void handle_mouse(Ui& ui, ImDrawList* list, const Lying& on) {
    Memory& m = ui.mem;
    const ImGuiIO& io = ImGui::GetIO();
    const geo::Vec2 size{on.desk.width(), on.desk.height()}, at{io.MousePos.x - on.desk.x0, io.MousePos.y - on.desk.y0};
    const Press p = press(ui, "desk", on.desk, false);
    const Rect page = on.rect();
    const bool movable = page.width() > on.desk.width() - 2 * ui.px(kDeskMargin) || page.height() > on.desk.height() - 2 * ui.px(kDeskMargin);
    if (p.hovered) ImGui::SetMouseCursor(movable ? ImGuiMouseCursor_ResizeAll : ImGuiMouseCursor_Arrow);
    // Labels of an older picture are not where they seem to be.
    const LabelGround labels{"page", on.place.px_per_pt * scene::kPtPerMm, [&](const geo::Box& b) { return on.on_screen(b); }, [&](geo::Vec2 px) -> std::optional<scene::LabelHit> {
                                 if (!ui.map.page.current || !ui.map.label_on_page) return std::nullopt;
                                 return ui.map.label_on_page(on.place.to_page(px - geo::Vec2{on.desk.x0, on.desk.y0}));
                             }};
    const bool labelled = !m.desk_dragging && label_drag(ui, list, p, labels);
    if (p.hovered && io.MouseWheel != 0)
        ui.send(app::SetPageLook{app::zoomed_page(on.page_pt, size, ui.px(kDeskMargin), ui.state.ui.look, at, std::pow(1.25, static_cast<double>(io.MouseWheel)), full_size(ui.state.ui.form))});
    if (p.held && !labelled && ImGui::IsMouseClicked(0)) {
        m.desk_dragging = true;
        m.desk_x = io.MousePos.x;
        m.desk_y = io.MousePos.y;
        m.desk_centre = on.place.to_page(size * 0.5);
    }
    if (!p.held) m.desk_dragging = false;
    if (m.desk_dragging && movable && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
        const double k = on.place.px_per_pt;
        ui.send(app::SetPageLook{{k, {m.desk_centre.x - (io.MousePos.x - m.desk_x) / k, m.desk_centre.y - (io.MousePos.y - m.desk_y) / k}}});
    }
}

} // namespace

void page_desk(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "page-desk", r, ui.t.desk, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto page = app::page_of(ui.state.ui.form);
    const app::PageShown& shown = ui.map.page;
    if (!page) {
        // The sentence stands where the page would.
        const float w = std::min(ui.px(420), r.width() - ui.px(64));
        const std::string& why = page.error().message;
        text_block(ui, list, Type::body, r.mid_x() - w / 2, r.mid_y() - block_height(ui, Type::body, why, w) / 2, w, ui.t.accent, why);
    } else {
        Lying on{r, {}, {page->width_mm * scene::kPtPerMm, page->height_mm * scene::kPtPerMm}};
        on.place = app::place_page(on.page_pt, {r.width(), r.height()}, ui.px(kDeskMargin), ui.state.ui.look);
        const Rect paper = on.rect();
        card(ui, list, {paper.x0, paper.y0, paper.x1, paper.y1}, {255, 255, 255, 255}, 0, 2);
        if (shown.whole) picture(list, on, *shown.whole, ui.map.whole_texture);
        if (shown.pixels && shown.pixels != shown.whole) picture(list, on, *shown.pixels, ui.map.page_texture);
        ui.rects.set("page", paper);
        flash(ui, list, on);
        handle_mouse(ui, list, on);
        if (!shown.failure.empty()) text_centred(ui, list, Type::body, r.mid_x(), r.y0 + ui.px(34), ui.t.accent, shown.failure);
        if (paper.y0 > r.y0 + ui.px(26) && r.width() > text_width(ui, Type::small, ui.s.desk_hint) + ui.px(48)) text_centred(ui, list, Type::small, r.mid_x(), r.y0 + ui.px(14), ui.t.soft, ui.s.desk_hint);
        pill(ui, list, r, &on);
    }
    end_panel();
}

} // namespace atlas::ui
