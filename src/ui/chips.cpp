// The chips of the top bar: every condition of the filter with its ×. What must not be is written "非", an area is framed, and
// what these data do not know is dashed and says so. Chips without room stand in a list.
#include "ui/panels.hpp"

#include "base/utf8.hpp"

#include <imgui.h>

#include <fmt/format.h>

namespace atlas::ui {

using Kind = filter::Condition::Kind;

namespace {

constexpr const char *kChipMenu = "chip-menu", *kMoreMenu = "more-chips";
constexpr float kWidest = 190, kLeast = 64;

bool has_icon(const app::Chip& chip) { return chip.condition.kind == Kind::area; }

void dashed(Ui& ui, ImDrawList* list, const Rect& r, Color color) {
    const float radius = r.height() / 2, dash = ui.px(4);
    // The outline as one line, then every second piece of it.
    list->PathClear();
    list->PathRect({r.x0 + 0.5f, r.y0 + 0.5f}, {r.x1 - 0.5f, r.y1 - 0.5f}, radius);
    std::vector<ImVec2> line(list->_Path.begin(), list->_Path.end());
    list->PathClear();
    if (line.empty()) return;
    line.push_back(line.front());
    float along = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const float dx = line[i].x - line[i - 1].x, dy = line[i].y - line[i - 1].y, length = std::hypot(dx, dy);
        for (float at = 0; at < length;) {
            const float phase = std::fmod(along + at, 2 * dash), step = std::min(length - at, (phase < dash ? dash : 2 * dash) - phase);
            if (phase < dash) list->AddLine({line[i - 1].x + dx * at / length, line[i - 1].y + dy * at / length},
                                            {line[i - 1].x + dx * (at + step) / length, line[i - 1].y + dy * (at + step) / length}, packed(color), ui.t.hair());
            at += std::max(step, 0.25f);
        }
        along += length;
    }
}

float whole_width(Ui& ui, const app::Chip& chip) { return chip_width(ui, chip.label, true, has_icon(chip)); }

void draw_chip(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, const app::Chip& chip) {
    const Press p = press(ui, id, r);
    const float radius = r.height() / 2;
    const bool plain = chip.known && !chip.without;
    fill(list, r, plain ? (p.hovered ? base::mix(ui.t.accent_wash, ui.t.accent, 0.18) : ui.t.accent_wash) : p.hovered ? ui.t.hover : ui.t.panel, radius);
    if (!chip.known) dashed(ui, list, r, ui.t.soft);
    else if (chip.without) outline(ui, list, r, ui.t.faint, radius);
    float x = r.x0 + ui.px(10);
    if (has_icon(chip)) {
        icon(ui, list, Icon::box, x + ui.px(5), r.mid_y(), ui.px(12), ui.t.accent);
        x += ui.px(14);
    }
    const float room = r.x1 - x - ui.px(24);
    const bool cut = text_cut_middle(ui, list, Type::small, x, r.mid_y(), room, chip.known ? ui.t.ink : ui.t.soft, chip.label);
    icon(ui, list, Icon::close, r.x1 - ui.px(14), r.mid_y(), ui.px(11), p.hovered ? ui.t.accent : ui.t.soft);
    if (p.focused) focus_ring(ui, list, r, radius);
    if (p.hovered && !chip.known) tooltip(ui, chip.label + (ui.zh() ? "。" : ". ") + (chip.without ? ui.s.unknown_not_tip : ui.s.unknown_tip));
    else if (p.hovered && cut) tooltip(ui, chip.label);
    if (p.clicked) ui.send(chip.remove);
    if ((p.hovered && ImGui::IsMouseClicked(1)) || (p.focused && ui.key(Key::menu))) {
        ui.mem.chip_menu = {chip.condition, r};
        open_menu(ui, kChipMenu);
    }
}

filter::FilterSpec only(const filter::FilterSpec& spec, const model::Dataset& d, const filter::Condition& kept) {
    filter::FilterSpec out = spec;
    // From the end, so that the positions of those still to go stay true.
    auto all = filter::conditions(d, spec);
    for (auto c = all.rbegin(); c != all.rend(); ++c)
        if (!(c->kind == kept.kind && c->facet == kept.facet && c->at == kept.at)) out = filter::without_condition(std::move(out), *c);
    return out;
}

/// True while the filter still has this condition: an undo may have taken it away under the open menu.
bool stands(const Ui& ui, const filter::Condition& wanted) {
    const auto all = filter::conditions(*ui.data(), ui.state.view.filter);
    return std::any_of(all.begin(), all.end(), [&](const filter::Condition& c) { return c.kind == wanted.kind && c.facet == wanted.facet && c.at == wanted.at && c.id == wanted.id; });
}

void one_chip_menu(Ui& ui) {
    if (!menu_is_open(ui, kChipMenu)) return;
    const filter::Condition c = ui.mem.chip_menu.condition;
    std::vector<MenuRow> rows;
    if (stands(ui, c)) {
        const char* turned = c.kind == Kind::without ? ui.s.chip_want : ui.s.chip_not;
        if (c.kind == Kind::area) turned = ui.state.view.filter.areas[c.at].all_ends ? ui.s.chip_any_end : ui.s.chip_all_ends;
        for (const char* words : {turned, ui.s.chip_only, ui.s.menu_take_away}) rows.push_back({words, {}, false, false});
    }
    const filter::FilterSpec& spec = ui.state.view.filter;
    switch (menu(ui, kChipMenu, ui.mem.chip_menu.at, rows)) {
    case 0: ui.send(app::SetFilter{filter::turned_round(*ui.data(), spec, c)}); break;
    case 1: ui.send(app::SetFilter{only(spec, *ui.data(), c)}); break;
    case 2: ui.send(app::RemoveCondition{c}); break;
    default: break;
    }
}

void more_menu(Ui& ui, const std::vector<app::Chip>& chips, std::size_t drawn) {
    if (!menu_is_open(ui, kMoreMenu)) return;
    std::vector<MenuRow> rows;
    for (std::size_t i = drawn; i < chips.size(); ++i) rows.push_back({chips[i].label, {}, false, true});
    const int taken = menu(ui, kMoreMenu, ui.mem.more_chips, rows);
    if (taken >= 0) ui.send(chips[drawn + static_cast<std::size_t>(taken)].remove);
}

} // namespace

void chip_row(Ui& ui, ImDrawList* list, const Rect& bar, float x, float x1) {
    const auto chips = app::chips(ui.state);
    ui.mem.chips_drawn = 0;
    if (chips.empty()) return;
    const float h = ui.px(26), y = std::round(bar.mid_y() - h / 2), gap = ui.px(6);
    const float clear_w = button_width(ui, ui.s.clear), more_w = ui.px(40);
    // A single chip's own cross clears the filter as well: where the button would leave its name no room, it goes. Esc lets go of what is selected.
    const bool alone = chips.size() == 1 && chip_width(ui, std::string(base::without_brackets(chips[0].label)), true, has_icon(chips[0])) > x1 - clear_w - ui.px(kGap2) - x;
    const float end = alone ? x1 : x1 - clear_w - ui.px(kGap2);
    float all = 0;
    for (const app::Chip& chip : chips) all += whole_width(ui, chip) + gap;
    const float widest = all - gap <= end - x ? end - x : ui.px(kWidest); // none is cut while there is room for each
    std::size_t& drawn = ui.mem.chips_drawn;
    for (; drawn < chips.size(); ++drawn) {
        float w = std::min(whole_width(ui, chips[drawn]), widest);
        const bool last = drawn + 1 == chips.size();
        const float room = end - (last ? 0 : more_w + gap) - x;
        if (w > room && (drawn > 0 || room < ui.px(kLeast))) break;
        if (const float brief = chip_width(ui, std::string(base::without_brackets(chips[drawn].label)), true, has_icon(chips[drawn])); w < whole_width(ui, chips[drawn]) && brief <= std::min(w, room)) w = brief;
        w = std::min(w, room); // the first one is cut rather than left out: "+3" alone says nothing
        draw_chip(ui, list, "chip:" + std::to_string(drawn), {x, y, x + w, y + h}, chips[drawn]);
        x += w + gap;
    }
    if (drawn < chips.size() && x + more_w <= end + 1) {
        const Rect r{x, y, x + more_w, y + h};
        ui.mem.more_chips = r;
        const Press p = press(ui, "more-chips", r);
        fill(list, r, p.hovered || menu_is_open(ui, kMoreMenu) ? ui.t.press : ui.t.hover, h / 2);
        text_centred(ui, list, Type::small, r.mid_x(), r.mid_y(), ui.t.ink, fmt::format("+{}", chips.size() - drawn));
        if (p.focused) focus_ring(ui, list, r, h / 2);
        if (p.hovered && !menu_is_open(ui, kMoreMenu)) tooltip(ui, ui.s.other_conditions);
        if (p.clicked) open_menu(ui, kMoreMenu);
        x += more_w + gap;
    }
    if (!alone && x + clear_w <= x1 + 1 && button(ui, list, "clear", {x, y, x + clear_w, y + h}, ui.s.clear, Look::quiet)) ui.send(app::ClearFilter{});
}

void chip_menus(Ui& ui) {
    if (!ui.data()) return;
    one_chip_menu(ui);
    more_menu(ui, app::chips(ui.state), ui.mem.chips_drawn);
}

} // namespace atlas::ui
