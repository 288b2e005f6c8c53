// The export dialog: page, format, resolution, title, file; the sentence at its foot says what became of it.
#include "ui/panels.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

constexpr const char* kPages[] = {"a4-landscape", "a4-portrait", "16:9"};
constexpr const char* kFormats[] = {"png", "pdf", "svg"};
constexpr int kDpis[] = {150, 200, 300, 600};

template <class T, std::size_t N, class V>
int index_of(const T (&values)[N], const V& v) {
    for (std::size_t i = 0; i < N; ++i)
        if (v == values[i]) return static_cast<int>(i);
    return -1;
}

/// A small drawing of the page, so that the choice is seen and not only read.
void page_picture(Ui& ui, ImDrawList* list, const Rect& r, const std::string& page) {
    fill(list, r, ui.t.well, ui.px(kRadius));
    const float ratio = page == "a4-portrait" ? 210.0f / 297 : page == "16:9" ? 16.0f / 9 : 297.0f / 210;
    const float most_w = r.width() - ui.px(32), most_h = r.height() - ui.px(28);
    const float w = std::min(most_w, most_h * ratio), h = w / ratio;
    const Rect p{std::round(r.mid_x() - w / 2), std::round(r.mid_y() - h / 2), std::round(r.mid_x() + w / 2), std::round(r.mid_y() + h / 2)};
    card(ui, list, p, ui.t.dark ? base::mix(ui.t.popup, ui.t.ink, 0.08) : Color{255, 255, 255, 255}, ui.px(2), 1);
    const float m = ui.px(8);
    fill(list, {p.x0 + m, p.y0 + m, p.x0 + m + w * 0.4f, p.y0 + m + ui.px(5)}, ui.t.soft, ui.px(1));
    const Rect map{p.x0 + m, p.y0 + m + ui.px(11), p.x1 - m, p.y1 - m - ui.px(9)};
    fill(list, map, ui.t.well, 0);
    list->AddBezierCubic({map.x0 + map.width() * 0.2f, map.y0 + map.height() * 0.7f}, {map.x0 + map.width() * 0.35f, map.y0 + map.height() * 0.2f},
                         {map.x0 + map.width() * 0.6f, map.y0 + map.height() * 0.15f}, {map.x0 + map.width() * 0.8f, map.y0 + map.height() * 0.45f},
                         packed(ui.t.accent), ui.px(1.6f), 24);
    fill(list, {p.x0 + m, p.y1 - m - ui.px(4), p.x0 + m + w * 0.55f, p.y1 - m - ui.px(2)}, ui.t.faint, 0);
}

std::string file_of(const Ui& ui) {
    const app::ExportForm& form = ui.state.ui.form;
    return (form.file.empty() ? app::default_file_name(ui.state) : form.file) + "." + form.format;
}

} // namespace

void export_dialog(Ui& ui, const Rect& screen) {
    Memory& m = ui.mem;
    if (!ui.state.ui.export_open) {
        m.export_was_open = false;
        return;
    }
    const app::ExportForm& form = ui.state.ui.form;
    if (!m.export_was_open) {
        std::snprintf(m.title.data(), m.title.size(), "%s", form.title.c_str());
        std::snprintf(m.file.data(), m.file.size(), "%s", form.file.c_str());
        m.export_was_open = true;
    }
    if (!begin_panel(ui, "export-scrim", screen, {0, 0, 0, 0}, false, true)) return;
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImDrawList* list = ImGui::GetWindowDrawList();
    fill(list, screen, ui.t.scrim);
    const float w = std::min(ui.px(520), screen.width() - ui.px(32)), h = ui.px(492);
    const Rect box{std::round(screen.mid_x() - w / 2), std::round(screen.mid_y() - h / 2), std::round(screen.mid_x() + w / 2), std::round(screen.mid_y() + h / 2)};
    card(ui, list, box, ui.t.popup, ui.px(10), 2);
    const float x0 = box.x0 + ui.px(24), x1 = box.x1 - ui.px(24);
    float y = box.y0 + ui.px(22);
    text(ui, list, Type::title, x0, y + ui.px(10), ui.t.ink, ui.s.export_title);
    if (icon_button(ui, list, "export-close", {x1 - ui.px(28), y - ui.px(4), x1 + ui.px(4), y + ui.px(28)}, Icon::close, nullptr)) ui.send(app::OpenExport{false});
    y += ui.px(32);
    text_cut(ui, list, Type::small, x0, y + ui.px(6), x1 - x0, ui.t.soft, ui.s.export_hint);
    y += ui.px(26);
    page_picture(ui, list, {x0, y, x1, y + ui.px(124)}, form.page);
    y += ui.px(124 + kGap4);

    const float label_w = ui.px(84), row_h = ui.px(34), seg_h = ui.px(30);
    const auto label = [&](const char* words) { text_cut(ui, list, Type::body, x0, y + row_h / 2, label_w - ui.px(8), ui.t.soft, words); };
    const auto cell = [&] { return Rect{x0 + label_w, y + (row_h - seg_h) / 2, x1, y + (row_h + seg_h) / 2}; };
    app::ExportForm next = form;
    label(ui.s.page);
    if (const int i = segments(ui, list, "export-page", cell(), {ui.s.a4_landscape, ui.s.a4_portrait, ui.s.wide}, index_of(kPages, form.page)); i >= 0) next.page = kPages[i];
    y += row_h + ui.px(4);
    label(ui.s.format);
    if (const int i = segments(ui, list, "export-format", cell(), {"PNG", "PDF", "SVG"}, index_of(kFormats, form.format)); i >= 0) next.format = kFormats[i];
    y += row_h + ui.px(4);
    label(ui.s.resolution);
    if (form.format == "png") {
        if (const int i = segments(ui, list, "export-dpi", cell(), {"150", "200", "300", "600 dpi"}, index_of(kDpis, form.dpi)); i >= 0) next.dpi = kDpis[i];
    } else { // vector files have none
        text(ui, list, Type::body, x0 + label_w, y + row_h / 2, ui.t.faint, "—");
    }
    y += row_h + ui.px(4);
    const std::string auto_title = fmt::format("{}", ui.s.title_auto);
    label(ui.s.title);
    if (text_field(ui, list, "export-title", cell(), m.title.data(), m.title.size(), auto_title.c_str(), Icon::check, false, false, nullptr)) next.title = m.title.data();
    y += row_h + ui.px(4);
    label(ui.s.file);
    const std::string auto_file = app::default_file_name(ui.state);
    Rect file = cell();
    file.x1 -= ui.px(44);
    if (text_field(ui, list, "export-file", file, m.file.data(), m.file.size(), auto_file.c_str(), Icon::check, false, false, nullptr)) next.file = m.file.data();
    text(ui, list, Type::body, file.x1 + ui.px(8), y + row_h / 2, ui.t.soft, "." + form.format);
    if (!(next == form)) ui.send(app::SetExportForm{next});

    const float foot = box.y1 - ui.px(24) - ui.px(34);
    const bool running = ui.state.ui.export_state == app::JobState::running;
    const float write_w = button_width(ui, ui.s.write) + ui.px(kGap4);
    const Rect write{x1 - write_w, foot, x1, foot + ui.px(34)};
    if (button(ui, list, "export-write", write, ui.s.write, Look::primary, !running))
        ui.send(app::ExportFigure{file_of(ui), form.page, static_cast<double>(form.dpi), form.title});
    const std::string& said = ui.state.ui.export_result;
    if (!said.empty()) {
        const bool failed = ui.state.ui.export_state == app::JobState::failed;
        const float room = write.x0 - ui.px(kGap4) - x0;
        const float th = block_height(ui, Type::small, said, room, 1.4f, 3);
        text_block(ui, list, Type::small, x0, write.mid_y() - th / 2, room, failed ? ui.t.accent : ui.t.soft, said, 1.4f, 3);
    }
    // The scrim takes every other press; one outside the card closes it.
    const Press outside = press(ui, "export-scrim", screen, false);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (outside.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
    if (outside.clicked && !box.contains(mouse.x, mouse.y)) ui.send(app::OpenExport{false});
    end_panel();
}

} // namespace atlas::ui
