// Marks that run along one-way links from where they start to where they arrive. Off until asked for; never in a figure.
#include "ui/panels.hpp"

#include <imgui.h>

#include <cmath>

namespace atlas::ui {

namespace {

constexpr double kSpeed = 46, kApart = 58; // points a second; between two marks of a line

/// Marks of one line at this moment. Their phase hangs on the clock alone, so that lines of one link stay in step.
void marks(Ui& ui, ImDrawList* list, const Rect& map, const app::FlowLine& line, double offset) {
    double next = offset, walked = 0;
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        const geo::Vec2 a = line.points[i - 1], b = line.points[i];
        const double length = geo::length(b - a);
        for (; next <= walked + length && length > 0; next += kApart) {
            const geo::Vec2 at = a + (b - a) * ((next - walked) / length);
            const ImVec2 mid{map.x0 + static_cast<float>(at.x) * ui.t.scale, map.y0 + static_cast<float>(at.y) * ui.t.scale};
            if (!map.contains(mid.x, mid.y)) continue;
            list->AddCircleFilled(mid, ui.px(3), packed(ui.t.popup), 12);
            list->AddCircleFilled(mid, ui.px(2), packed(ui.t.ink), 12);
        }
        walked += length;
    }
}

} // namespace

void flow_marks(Ui& ui, ImDrawList* list, const Rect& map) {
    if (!ui.map.flow || ui.map.flow->empty()) return;
    const double offset = std::fmod(ImGui::GetTime() * kSpeed, kApart);
    list->PushClipRect({map.x0, map.y0}, {map.x1, map.y1}, true);
    for (const app::FlowLine& line : *ui.map.flow) marks(ui, list, map, line, offset);
    list->PopClipRect();
}

} // namespace atlas::ui
