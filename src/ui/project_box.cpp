// Saving and opening a project: a path typed into a field (the distribution's toolkits for file dialogs would bring a second
// look and a second event loop), and the one sentence that floats over everything for a while.
#include "ui/panels.hpp"

#include "base/file.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>
#include <utility>

namespace atlas::ui {

namespace {

std::string first_path(const Ui& ui, bool saving) {
    if (!ui.state.ui.project_file.empty()) return ui.state.ui.project_file;
    const std::string& folder = ui.state.ui.form.folder;
    const std::string name = saving ? app::default_file_name(ui.state) + ".atlas.json" : std::string();
    if (folder.empty()) return name;
    return base::utf8_of(base::path_of(folder) / base::path_of(name));
}

/// All of the path while nobody has touched it, so that typing replaces it; otherwise the caret behind what was typed.
void place_caret(Memory& m) {
    if (m.path_caret == PathCaret::kept || m.field_active != "project-path") return;
    ImGuiInputTextState* text = ImGui::GetInputTextState(ImGui::GetActiveID());
    if (!text) return;
    if (m.path_caret == PathCaret::all) {
        text->SelectAll();
    } else {
        text->ClearSelection();
        text->Stb.cursor = text->CurLenW;
    }
    m.path_caret = PathCaret::kept;
}

} // namespace

void project_box(Ui& ui, const Rect& screen) {
    const app::ProjectBox box = ui.state.ui.project_box;
    Memory& m = ui.mem;
    if (box == app::ProjectBox::closed) {
        m.box_was = box;
        m.box_asked = false;
        return;
    }
    const bool saving = box == app::ProjectBox::save, fresh = m.box_was != box;
    m.box_was = box;
    if (!begin_panel(ui, "project-scrim", screen, {0, 0, 0, 0}, false, true)) return;
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImDrawList* list = ImGui::GetWindowDrawList();
    fill(list, screen, ui.t.scrim);
    const float w = std::min(ui.px(560), screen.width() - ui.px(32));
    const std::string& said = ui.state.ui.project_said;
    const float inner = w - ui.px(48), said_h = said.empty() ? 0 : block_height(ui, Type::small, said, inner, 1.45f, 3) + ui.px(kGap2);
    const float h = ui.px(186) + said_h;
    const Rect r{std::round(screen.mid_x() - w / 2), std::round(screen.mid_y() - h / 2), std::round(screen.mid_x() + w / 2), std::round(screen.mid_y() + h / 2)};
    card(ui, list, r, ui.t.popup, ui.px(10), 2);
    const float x0 = r.x0 + ui.px(24), x1 = r.x1 - ui.px(24);
    float y = r.y0 + ui.px(30);
    text(ui, list, Type::title, x0, y, ui.t.ink, saving ? ui.s.project_save : ui.s.project_open);
    y += ui.px(18);
    text_cut(ui, list, Type::small, x0, y + ui.px(8), x1 - x0, ui.t.soft, saving ? ui.s.project_save_hint : ui.s.project_open_hint);
    y += ui.px(30);
    const bool again = std::exchange(m.box_asked, false); // the box stayed: what it said is answered in the field
    if (fresh) m.project_path = first_path(ui, saving);
    if (fresh || again) m.path_caret = fresh ? PathCaret::all : PathCaret::end;
    kept_field(ui, list, "project-path", {x0, y, x1, y + ui.px(34)}, m.project_path, saving ? ui.s.project_save : ui.tr("…/*.atlas.json、.png、.pdf、.svg", ".../*.atlas.json, .png, .pdf, .svg"), fresh || again);
    place_caret(m);
    y += ui.px(34 + kGap2);
    if (!said.empty()) y = text_block(ui, list, Type::small, x0, y, inner, ui.t.accent, said, 1.45f, 3) + ui.px(kGap2);
    const float bh = ui.px(34), foot = r.y1 - ui.px(22) - bh;
    const char* word = saving ? ui.s.save : ui.s.open;
    const float go_w = button_width(ui, word) + ui.px(kGap4), no_w = button_width(ui, ui.s.cancel) + ui.px(kGap3);
    // Enter also ends the editing, so by now the field may have let go of the keyboard.
    const bool typed = ui.key(Key::accept) && (m.field_active == "project-path" || m.field_active_before == "project-path");
    if (button(ui, list, "project-go", {x1 - go_w, foot, x1, foot + bh}, word, Look::primary, !m.project_path.empty()) || (typed && !m.project_path.empty())) {
        m.box_asked = true;
        if (saving) ui.send(app::SaveProject{m.project_path});
        else ui.send(app::OpenProject{m.project_path});
    }
    if (button(ui, list, "project-cancel", {x1 - go_w - ui.px(kGap2) - no_w, foot, x1 - go_w - ui.px(kGap2), foot + bh}, ui.s.cancel, Look::quiet))
        ui.send(app::OpenProjectBox{app::ProjectBox::closed});
    // The scrim takes every other press.
    const Press outside = press(ui, "project-scrim", screen, false);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (outside.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
    if (outside.clicked && !r.contains(mouse.x, mouse.y)) ui.send(app::OpenProjectBox{app::ProjectBox::closed});
    end_panel();
}

void notice(Ui& ui, const Rect& screen) {
    const std::string& said = ui.state.ui.notice;
    if (said.empty()) return;
    const float pad = ui.px(kGap4), most = std::min(ui.px(620), screen.width() - ui.px(64));
    const float w = std::min(most - 2 * pad, text_width(ui, Type::body, said) + 1);
    const float h = block_height(ui, Type::body, said, w, 1.5f, 4);
    const float y1 = screen.y1 - ui.px(64); // above the count at the foot of the map
    const Rect r{std::round(screen.mid_x() - w / 2 - pad), y1 - h - ui.px(2 * kGap2), std::round(screen.mid_x() + w / 2 + pad), y1};
    ImDrawList* front = ImGui::GetForegroundDrawList();
    card(ui, front, r, ui.t.popup, ui.px(kRadius), 2);
    text_block(ui, front, Type::body, r.x0 + pad, r.y0 + ui.px(kGap2), w + 1, ui.t.ink, said, 1.5f, 4);
    ui.rects.set("notice", r);
}

} // namespace atlas::ui
