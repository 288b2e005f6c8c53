// Several links under one press: a small list at the mouse tells them apart. Its rows light their links on the map; arrows and
// Enter walk and take, Esc or a press elsewhere puts it away.
#include "ui/panels.hpp"

#include "app/copied.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

constexpr std::size_t kRowsInSight = 7;

void take(Ui& ui, std::size_t at, bool also) {
    ui.send(app::SelectLink{ui.mem.pick.links[at], also || ImGui::GetIO().KeyCtrl});
    ui.mem.pick = {};
}

/// A filter, an undo or other data may have taken links away under the open list.
bool still_there(const Ui& ui) {
    const auto& shown = ui.state.shown;
    const auto& links = ui.mem.pick.links;
    return std::all_of(links.begin(), links.end(), [&](model::LinkIx ix) { return std::binary_search(shown.begin(), shown.end(), ix); });
}

void row(Ui& ui, ImDrawList* list, const Rect& cell, std::size_t i) {
    const model::Link& link = ui.data()->link(ui.mem.pick.links[i]);
    const float x = cell.x0 + ui.px(24), w = cell.x1 - ui.px(8) - x, s = ui.px(5);
    list->AddRectFilled({cell.x0 + ui.px(8), cell.y0 + ui.px(15) - s}, {cell.x0 + ui.px(8) + 2 * s, cell.y0 + ui.px(15) + s}, packed(mechanism_color(ui, link.mechanism)), ui.px(2));
    const std::string parties = app::parties_text(*ui.data(), link, ui.lang());
    const bool cut = text_cut(ui, list, Type::body, x, cell.y0 + ui.px(15), w, ui.t.ink, parties);
    std::string below = link.mechanism >= 0 ? ui.words(ui.data()->mechanism(link.mechanism).name) : std::string();
    below += (below.empty() ? "" : " · ") + plan_and_clause(ui, link);
    text_cut(ui, list, Type::small, x, cell.y1 - ui.px(13), w, ui.t.soft, below);
    if (cut && cell.contains(ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y)) tooltip(ui, ui.words(link.summary));
}

} // namespace

void show_only_links(Ui& ui, const std::vector<model::LinkIx>& links) {
    filter::FilterSpec spec;
    spec.ties.push_back({filter::Tie::Kind::link, {}});
    for (const model::LinkIx ix : links) spec.ties.front().ids.push_back(ui.data()->link(ix).id);
    ui.send(app::SetFilter{std::move(spec)});
}

void pick_list_keys(Ui& ui) {
    Memory::Pick& pick = ui.mem.pick;
    if (pick.links.empty()) return;
    if (!still_there(ui) || ui.state.ui.export_open || ui.state.ui.project_box != app::ProjectBox::closed) {
        pick = {};
        return;
    }
    const int last = static_cast<int>(pick.links.size()) - 1, before = pick.at;
    for (const Key key : {Key::down, Key::up, Key::accept, Key::also, Key::escape}) {
        if (!ui.key(key) || pick.links.empty()) continue;
        std::erase(ui.mem.keys, key); // nothing behind the list hears it
        if (key == Key::down) pick.at = std::min(pick.at + 1, last);
        else if (key == Key::up) pick.at = std::max(pick.at - 1, 0);
        else if (key == Key::accept || key == Key::also) take(ui, static_cast<std::size_t>(pick.at), key == Key::also || pick.also);
        else {
            pick = {};
            ui.send(app::Hover{model::kNone, model::kNone});
        }
    }
    if (pick.links.empty() || pick.at == before) return;
    pick.stepped = true;
    ui.send(app::Hover{pick.links[static_cast<std::size_t>(pick.at)], model::kNone});
}

void pick_list(Ui& ui, const Rect& map) {
    if (!ui.mem.pick.links.empty()) ui.mem.pointed = true; // its row stays what is meant
    Memory::Pick& pick = ui.mem.pick;
    if (pick.links.empty() || !ui.data()) return;
    const std::size_t count = pick.links.size();
    const float row_h = ui.px(46), head = ui.px(34), pad = ui.px(6), shadow = ui.px(16), edge = ui.px(8);
    const float width = std::min(ui.px(340), map.width() - 2 * edge), height = head + row_h * static_cast<float>(std::min(count, kRowsInSight)) + pad;
    // Beside the mouse by more than the shadow, so that a second press of a double click still falls on the map.
    const float beside = shadow + ui.px(5);
    Rect box{pick.x + beside, pick.y - ui.px(20), 0, 0};
    if (box.x0 + width > map.x1 - edge) box.x0 = pick.x - beside - width;
    box.x0 = std::max(box.x0, map.x0 + edge);
    box.y0 = std::max(map.y0 + edge, std::min(box.y0, map.y1 - edge - height));
    box.x1 = box.x0 + width;
    box.y1 = box.y0 + height;
    bool on_shadow = false;
    if (begin_panel(ui, "pick-card", {box.x0 - shadow, box.y0 - shadow, box.x1 + shadow, box.y1 + shadow}, {0, 0, 0, 0}, false, true)) {
        ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
        on_shadow = ImGui::IsWindowHovered();
        ImDrawList* list = ImGui::GetWindowDrawList();
        card(ui, list, box, ui.t.popup, ui.px(kRadius), 2);
        const float only = button_width(ui, ui.s.only_these);
        text_cut(ui, list, Type::small, box.x0 + ui.px(14), box.y0 + head / 2, width - only - ui.px(34), ui.t.soft, fmt::format(fmt::runtime(ui.s.stacked), count));
        if (button(ui, list, "pick-only", {box.x1 - ui.px(6) - only, box.y0 + ui.px(4), box.x1 - ui.px(6), box.y0 + head - ui.px(2)}, ui.s.only_these, Look::quiet)) {
            show_only_links(ui, std::exchange(pick, {}).links);
            end_panel();
            return;
        }
        end_panel();
    }
    std::size_t taken = count;
    if (begin_panel(ui, "pick-rows", {box.x0 + 1, box.y0 + head, box.x1 - 1, box.y1 - pad}, {0, 0, 0, 0}, true, true)) {
        ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
        ImDrawList* list = ImGui::GetWindowDrawList();
        const float sight = box.y1 - pad - box.y0 - head, at = row_h * static_cast<float>(pick.at);
        if (std::exchange(pick.stepped, false) && (at < ImGui::GetScrollY() || at + row_h > ImGui::GetScrollY() + sight)) ImGui::SetScrollY(at - (sight - row_h) / 2);
        const float top = box.y0 + head - ImGui::GetScrollY();
        for (std::size_t i = 0; i < count; ++i) {
            const Rect cell{box.x0 + pad, top + row_h * static_cast<float>(i), box.x1 - pad - (count > kRowsInSight ? ui.px(6) : 0), top + row_h * static_cast<float>(i + 1)};
            if (cell.y1 < box.y0 + head || cell.y0 > box.y1) continue;
            const Press p = press(ui, fmt::format("pick:{}", i), cell, false);
            const ImVec2 moved = ImGui::GetIO().MouseDelta;
            if (p.hovered && (moved.x != 0 || moved.y != 0) && pick.at != static_cast<int>(i)) {
                pick.at = static_cast<int>(i);
                ui.send(app::Hover{pick.links[i], model::kNone});
            }
            if (pick.at == static_cast<int>(i)) fill(list, cell, ui.t.hover, ui.px(kRadiusSmall));
            row(ui, list, cell, i);
            if (p.clicked) taken = i;
        }
        ImGui::SetCursorPosY(row_h * static_cast<float>(count) - 1); // the item below is one pixel: exactly the rows, or a bar appears
        ImGui::Dummy({1, 1});
        end_panel();
    }
    ui.rects.set("pick", box);
    if (taken < count) return take(ui, taken, pick.also);
    // A press on the map is the map's to answer; anywhere else it goes where it was meant, and the list is in its way.
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (ImGui::IsMouseClicked(0) && !box.contains(mouse.x, mouse.y) && (on_shadow || !map.contains(mouse.x, mouse.y))) pick = {};
}

} // namespace atlas::ui
