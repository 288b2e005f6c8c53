// Icons as strokes on a 16-unit grid, drawn at any size; no icon font, so they match the text's weight at every scale.
#include "ui/paint.hpp"

#include <imgui.h>

#include <numbers>

namespace atlas::ui {

namespace {

struct Pen {
    ImDrawList* list;
    float x, y, u, w; // origin, unit, line width
    ImU32 color;
    [[nodiscard]] ImVec2 at(float gx, float gy) const { return {x + gx * u, y + gy * u}; }
    void line(std::initializer_list<ImVec2> points, bool closed = false) const {
        for (const ImVec2& p : points) list->PathLineTo(at(p.x, p.y));
        list->PathStroke(color, closed ? ImDrawFlags_Closed : 0, w);
    }
    void circle(float gx, float gy, float r) const { list->AddCircle(at(gx, gy), r * u, color, 32, w); }
    void dot(float gx, float gy, float r) const { list->AddCircleFilled(at(gx, gy), r * u, color, 24); }
    void arc(float gx, float gy, float r, float a0, float a1) const {
        list->PathArcTo(at(gx, gy), r * u, a0, a1, 24);
        list->PathStroke(color, 0, w);
    }
};

void sun(const Pen& p) {
    p.circle(8, 8, 2.9f);
    for (int i = 0; i < 8; ++i) {
        const float a = static_cast<float>(i) * std::numbers::pi_v<float> / 4;
        const float c = std::cos(a), s = std::sin(a);
        p.line({{8 + c * 5.0f, 8 + s * 5.0f}, {8 + c * 6.7f, 8 + s * 6.7f}});
    }
}

void moon(const Pen& p) {
    // Two arcs: the disc, and the bite out of it.
    p.list->PathArcTo(p.at(8, 8), 5.6f * p.u, 0.35f, 4.36f, 28);
    p.list->PathArcTo(p.at(10.7f, 5.3f), 4.6f * p.u, 3.62f, 1.06f, 24);
    p.list->PathStroke(p.color, ImDrawFlags_Closed, p.w);
}

} // namespace

void icon(Ui& ui, ImDrawList* list, Icon which, float mid_x, float mid_y, float size_px, Color color) {
    const float u = size_px / 16;
    const Pen p{list, std::round(mid_x - size_px / 2), std::round(mid_y - size_px / 2), u, std::max(1.15f * ui.t.scale, 1.35f * u), packed(color)};
    switch (which) {
    case Icon::help: // a question mark
        p.arc(8, 5.8f, 2.9f, 3.3f, 7.3f);
        p.line({{9.5f, 8.2f}, {8, 9.6f}, {8, 10.6f}});
        p.dot(8, 13.1f, 0.95f);
        break;
    case Icon::close:
        p.line({{4, 4}, {12, 12}});
        p.line({{12, 4}, {4, 12}});
        break;
    case Icon::search:
        p.circle(7, 7, 4.3f);
        p.line({{10.2f, 10.2f}, {13.6f, 13.6f}});
        break;
    case Icon::sun: sun(p); break;
    case Icon::moon: moon(p); break;
    case Icon::chevron_right: p.line({{6.2f, 4}, {10.2f, 8}, {6.2f, 12}}); break;
    case Icon::chevron_down: p.line({{4, 6.2f}, {8, 10.2f}, {12, 6.2f}}); break;
    case Icon::check: p.line({{3.4f, 8.4f}, {6.7f, 11.6f}, {12.8f, 4.8f}}); break;
    case Icon::plus:
        p.line({{8, 3.4f}, {8, 12.6f}});
        p.line({{3.4f, 8}, {12.6f, 8}});
        break;
    case Icon::minus: p.line({{3.4f, 8}, {12.6f, 8}}); break;
    case Icon::country: // four corners of a frame: everything in view
        p.line({{3, 6}, {3, 3}, {6, 3}});
        p.line({{10, 3}, {13, 3}, {13, 6}});
        p.line({{13, 10}, {13, 13}, {10, 13}});
        p.line({{6, 13}, {3, 13}, {3, 10}});
        break;
    case Icon::share: // a page leaving upwards
        p.line({{5.2f, 6.6f}, {3.2f, 6.6f}, {3.2f, 13.6f}, {12.8f, 13.6f}, {12.8f, 6.6f}, {10.8f, 6.6f}});
        p.line({{8, 10}, {8, 2.2f}});
        p.line({{5.2f, 4.8f}, {8, 2.1f}, {10.8f, 4.8f}});
        break;
    case Icon::fold_left:
    case Icon::fold_right: {
        p.list->AddRect(p.at(2, 3), p.at(14, 13), p.color, 1.6f * u, 0, p.w);
        const float x = which == Icon::fold_left ? 6.2f : 9.8f;
        p.line({{x, 3}, {x, 13}});
        break;
    }
    case Icon::pin:
        p.circle(8, 6.6f, 3.9f);
        p.dot(8, 6.6f, 1.2f);
        p.line({{8, 10.6f}, {8, 14}});
        break;
    case Icon::arrow:
        p.line({{3, 8}, {13, 8}});
        p.line({{9.4f, 4.6f}, {13, 8}, {9.4f, 11.4f}});
        break;
    case Icon::quote: // a sheet behind a sheet: copy
        p.list->AddRect(p.at(2.6f, 5.4f), p.at(10.4f, 13.6f), p.color, 1.4f * u, 0, p.w);
        p.line({{5.6f, 5.2f}, {5.6f, 2.6f}, {13.4f, 2.6f}, {13.4f, 10.6f}, {10.6f, 10.6f}});
        break;
    case Icon::back:
        p.line({{13, 8}, {3, 8}});
        p.line({{6.8f, 4.2f}, {3, 8}, {6.8f, 11.8f}});
        break;
    case Icon::save: // into the tray
        p.line({{3, 9.6f}, {3, 13.4f}, {13, 13.4f}, {13, 9.6f}});
        p.line({{8, 2.6f}, {8, 10}});
        p.line({{5.2f, 7.4f}, {8, 10.1f}, {10.8f, 7.4f}});
        break;
    case Icon::open: // a folder
        p.line({{2.4f, 12.8f}, {2.4f, 3.6f}, {6.4f, 3.6f}, {7.8f, 5.4f}, {13.6f, 5.4f}, {13.6f, 12.8f}}, true);
        break;
    case Icon::alert:
        p.line({{8, 2.6f}, {14, 13.2f}, {2, 13.2f}}, true);
        p.line({{8, 6.4f}, {8, 9.6f}});
        p.dot(8, 11.4f, 0.8f);
        break;
    case Icon::more:
        for (const float x : {3.5f, 8.0f, 12.5f}) p.dot(x, 8, 1.25f);
        break;
    case Icon::box: // a frame in pieces: what it holds is chosen
        for (const float a : {3.0f, 13.0f}) {
            p.line({{3, a}, {5.6f, a}});
            p.line({{7, a}, {9, a}});
            p.line({{10.4f, a}, {13, a}});
            p.line({{a, 3}, {a, 5.6f}});
            p.line({{a, 7}, {a, 9}});
            p.line({{a, 10.4f}, {a, 13}});
        }
        break;
    case Icon::lasso:
        p.list->AddBezierCubic(p.at(4.6f, 10.4f), p.at(-0.6f, 7.4f), p.at(2.6f, 2.4f), p.at(8.4f, 2.6f), p.color, p.w, 20);
        p.list->AddBezierCubic(p.at(8.4f, 2.6f), p.at(15.6f, 2.8f), p.at(15.4f, 10.2f), p.at(8.4f, 10.6f), p.color, p.w, 20);
        p.circle(5.9f, 10.6f, 1.7f);
        p.list->AddBezierCubic(p.at(5.2f, 12.2f), p.at(5.6f, 13.6f), p.at(4.6f, 14.2f), p.at(3.2f, 14.2f), p.color, p.w, 12);
        break;
    case Icon::undo:
        p.arc(8.4f, 8.8f, 4.4f, -2.6f, 1.9f);
        p.line({{3.0f, 3.2f}, {4.5f, 6.9f}, {8.2f, 5.6f}});
        break;
    }
}

void mark(Ui& ui, ImDrawList* list, const Rect& r) {
    fill(list, r, ui.t.accent, ui.px(5));
    const float u = r.width() / 24;
    const Pen p{list, r.x0, r.y0, u, 1.7f * u, packed(ui.t.on_accent)};
    list->AddBezierCubic(p.at(6.5f, 16.5f), p.at(7.5f, 7), p.at(14.5f, 4.5f), p.at(17.5f, 9.5f), p.color, p.w, 24);
    list->AddBezierCubic(p.at(6.5f, 16.5f), p.at(11, 13), p.at(14, 13.5f), p.at(17.5f, 17.5f), p.color, p.w, 24);
    p.dot(6.5f, 16.5f, 2.4f);
    p.dot(17.5f, 9.5f, 1.9f);
    p.dot(17.5f, 17.5f, 1.9f);
}

} // namespace atlas::ui
