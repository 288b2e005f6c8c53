// The bar: product, search, what the filter holds, how much of the whole it leaves, language, theme, export. A narrow one leaves out
// what is said or done elsewhere, so that nothing lies on anything.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <cstring>

namespace atlas::ui {

namespace {

/// What a narrow bar still has room for; the least needed goes first.
struct Room {
    bool title, total, switches, undo;
};

Room room_in(const Ui& ui, const Rect& bar) {
    const float w = bar.width() / ui.px(1);
    return {w >= 960, w >= 660, w >= 560, w >= 400};
}

constexpr float kUntitled = 90; ///< what stands left of the search box in place of kLeftWidth

} // namespace

Rect search_field_rect(const Ui& ui, const Rect& bar) {
    const float h = ui.px(32), y = std::round(bar.mid_y() - h / 2);
    const Room room = room_in(ui, bar);
    if (!room.title) {
        // To the right of it: the buttons that stay, the count, and what of the rest there is room for.
        const float right = (room.undo ? 40.0F : 0.0F) + 88 + (room.switches ? 150.0F : 0.0F) + (room.total ? 146.0F : 52.0F);
        const float x0 = bar.x0 + ui.px(kUntitled), width = std::clamp(bar.width() - ui.px(kUntitled + right), ui.px(64), ui.px(136));
        return {x0, y, x0 + width, y + h};
    }
    const float x0 = bar.x0 + ui.px(kLeftWidth);
    const float width = std::clamp(std::min(bar.width() * 0.2f, bar.width() - ui.px(664)), ui.px(136), ui.px(340)); // 664: what stands beside it
    return {x0, y, x0 + width, y + h};
}

namespace {

bool without_room(const Ui& ui, bool left) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const Layout l = make_layout(screen.x, screen.y, ui.t.scale, ui.state.ui);
    return left ? ui.state.ui.left_open && l.left.width() < 1 : ui.state.ui.right_open && l.right.width() < 1;
}

/// The button of a side panel; a dot on it where the panel is open and has no room.
void fold_button(Ui& ui, ImDrawList* list, const Rect& r, bool left) {
    if (icon_button(ui, list, left ? "fold-left" : "fold-right", r, left ? Icon::fold_left : Icon::fold_right, left ? ui.s.fold_left : ui.s.fold_right)) toggle_panel(ui, left);
    if (without_room(ui, left)) list->AddCircleFilled({r.x1 - ui.px(5), r.y0 + ui.px(7)}, ui.px(3), packed(ui.t.accent), 16);
}

} // namespace

void toggle_panel(Ui& ui, bool left) {
    ui.send(app::TogglePanel{left, without_room(ui, left)});
}

namespace {

struct RightSide {
    float x0 = 0; ///< where the chips must end
};

RightSide right_side(Ui& ui, ImDrawList* list, const Rect& bar) {
    const float b = ui.px(32), y = std::round(bar.mid_y() - b / 2);
    float x = bar.x1 - ui.px(kGap3) - b;
    const auto square = [&](float left) { return Rect{left, y, left + b, y + b}; };
    fold_button(ui, list, square(x), false);
    x -= b + ui.px(2);
    if (icon_button(ui, list, "export", square(x), Icon::share, ui.s.export_tip)) ui.send(app::OpenExport{true});
    const Room room = room_in(ui, bar);
    if (room.switches) {
        x -= b + ui.px(2);
        const bool dark = ui.t.dark;
        if (icon_button(ui, list, "theme", square(x), dark ? Icon::moon : Icon::sun, dark ? ui.s.to_light : ui.s.to_dark))
            ui.send(app::SetTheme{dark ? "light" : "dark"});
        x -= ui.px(76 + kGap2);
        const float seg_h = ui.px(26), seg_y = std::round(bar.mid_y() - seg_h / 2);
        const int lang = segments(ui, list, "lang", {x, seg_y, x + ui.px(76), seg_y + seg_h}, {"中", "EN"}, ui.zh() ? 0 : 1);
        if (lang >= 0) ui.send(app::SetLang{lang == 0 ? model::Lang::zh : model::Lang::en});
        x -= ui.px(kGap4);
        vline(ui, list, x, bar.mid_y() - ui.px(9), bar.mid_y() + ui.px(9), ui.t.hairline);
        x -= ui.px(kGap4);
    } else {
        x -= ui.px(kGap3);
    }

    // "126 / 431 条联系": the first number carries the weight.
    const std::size_t total = ui.data() ? ui.data()->links().size() : 0;
    const float count_end = x;
    const std::string whole = fmt::format(" / {} ", total), part = fmt::format("{}", ui.state.shown.size());
    if (room.total) {
        x -= text_width(ui, Type::small, ui.s.links_unit);
        text(ui, list, Type::small, x, bar.mid_y() + ui.px(1), ui.t.soft, ui.s.links_unit);
        x -= text_width(ui, Type::body, whole) + ui.px(2);
        text(ui, list, Type::body, x, bar.mid_y(), ui.t.soft, whole);
    }
    x -= text_width(ui, Type::strong, part);
    text(ui, list, Type::strong, x, bar.mid_y(), ui.state.view.filter.empty() ? ui.t.ink : ui.t.accent, part);
    ui.rects.set("count", {x, bar.y0, bar.x1, bar.y1});
    ui.rects.set(fmt::format("count:{}", ui.state.shown.size()), {x, bar.mid_y() - ui.px(8), count_end, bar.mid_y() + ui.px(8)});
    return {x - ui.px(kGap4)};
}

} // namespace

void top_bar(Ui& ui, const Rect& bar) {
    if (!begin_panel(ui, "bar", bar, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float b = ui.px(32), y = std::round(bar.mid_y() - b / 2);
    const float m = ui.px(24);
    mark(ui, list, {bar.x0 + ui.px(kGap4), std::round(bar.mid_y() - m / 2), bar.x0 + ui.px(kGap4) + m, std::round(bar.mid_y() - m / 2) + m});
    const Room room = room_in(ui, bar);
    if (room.title) text(ui, list, Type::title, bar.x0 + ui.px(50), bar.mid_y(), ui.t.ink, ui.s.product);
    const float fold_x = room.title ? bar.x0 + ui.px(kLeftWidth) - b - ui.px(kGap3) : bar.x0 + ui.px(50);
    fold_button(ui, list, {fold_x, y, fold_x + b, y + b}, true);

    const Rect field = search_field_rect(ui, bar);
    Memory& m_ = ui.mem;
    const bool whole_hint = text_width(ui, Type::body, ui.s.search_hint) <= field.width() - ui.px(40);
    const char* hint = whole_hint ? ui.s.search_hint : ui.s.search_hint_short;
    // The state is the truth; the buffer only follows it while nobody is typing.
    if (!m_.search_active && ui.state.ui.search != m_.search.data())
        std::snprintf(m_.search.data(), m_.search.size(), "%s", ui.state.ui.search.c_str());
    if (text_field(ui, list, "search", field, m_.search.data(), m_.search.size(), hint, Icon::search, true, m_.focus_search, &m_.search_active)) {
        m_.search_at = 0;
        ui.send(app::SetSearch{m_.search.data()});
    }
    m_.focus_search = false;
    const RightSide right = right_side(ui, list, bar);
    float x = field.x1 + ui.px(kGap2);
    if (room.undo) {
        if (icon_button(ui, list, "undo", {x, y, x + b, y + b}, Icon::undo, ui.s.undo_tip, ui.map.can_undo)) ui.send(app::Undo{});
        x += b + ui.px(kGap2);
    }
    chip_row(ui, list, bar, x, right.x0);
    hline(ui, list, bar.x0, bar.x1, bar.y1 - ui.t.hair(), ui.t.hairline);
    end_panel();
}

} // namespace atlas::ui
