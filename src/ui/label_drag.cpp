// Labels moved by hand, on the page and on the map alike: a ring shows what can be taken, a ghost where it would go, and the
// whole drag is one step of history. A double click puts the label back.
#include "ui/panels.hpp"

#include <imgui.h>

#include <cmath>

namespace atlas::ui {

bool label_drag(Ui& ui, ImDrawList* list, const Press& p, const LabelGround& ground) {
    Memory& m = ui.mem;
    const ImGuiIO& io = ImGui::GetIO();
    const auto ring = [&](const Rect& r, bool strong) {
        const float g = ui.px(2);
        const Rect grown{r.x0 - g, r.y0 - g, r.x1 + g, r.y1 + g};
        if (strong) fill(list, grown, base::faded(ui.t.accent, 0.14), ui.px(3));
        list->AddRect({grown.x0, grown.y0}, {grown.x1, grown.y1}, packed(base::faded(ui.t.accent, strong ? 1 : 0.7)), ui.px(3), 0, ui.px(1.2f));
    };
    const auto offset = [&](const std::string& key) {
        for (const scene::Nudge& n : ui.state.view.nudges)
            if (n.label == key) return geo::Vec2{n.dx_mm, n.dy_mm};
        return geo::Vec2{};
    };
    if (m.label && m.label_ground == ground.id) {
        const geo::Vec2 moved{io.MousePos.x - m.label_x, io.MousePos.y - m.label_y};
        m.label_moved = m.label_moved || std::hypot(moved.x, moved.y) > ui.px(3);
        if (p.held) {
            const Rect from = ground.on_screen(m.label->box);
            const auto dx = static_cast<float>(moved.x), dy = static_cast<float>(moved.y);
            const Rect to{from.x0 + dx, from.y0 + dy, from.x1 + dx, from.y1 + dy};
            if (m.label_moved) list->AddLine({from.mid_x(), from.mid_y()}, {to.mid_x(), to.mid_y()}, packed(base::faded(ui.t.accent, 0.6)), ui.px(1));
            ring(to, true);
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            return true;
        }
        if (m.label_moved) {
            const geo::Vec2 at = offset(m.label->key) + moved * (1 / ground.px_per_mm);
            ui.send(app::NudgeLabel{m.label->key, at.x, at.y});
        }
        m.label.reset();
        return true;
    }
    if (!p.hovered || !ground.at) return false;
    const auto under = ground.at({io.MousePos.x, io.MousePos.y});
    if (!under) return false;
    ui.rects.set("label:" + under->key, ground.on_screen(under->box));
    ring(ground.on_screen(under->box), false);
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (ImGui::IsMouseDoubleClicked(0)) {
        ui.send(app::ResetNudge{under->key});
        return true;
    }
    if (p.held && ImGui::IsMouseClicked(0)) {
        m.label = *under;
        m.label_ground = ground.id;
        m.label_x = io.MousePos.x;
        m.label_y = io.MousePos.y;
        m.label_moved = false;
        return true;
    }
    return false;
}

} // namespace atlas::ui
