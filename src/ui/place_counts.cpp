// The numbers of the place card. Each is a chip or a row; a press sets the filter to exactly the links it counts.
#include "ui/panels.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

using Row = app::PlaceFacts::Row;

constexpr std::size_t kChipsAtFirst = 8;

void only(Ui& ui, const Row& row) {
    ui.send(app::SetFilter{row.filter});
    ui.send(app::FlyTo{app::FlyTo::What::links, -1});
}

void tip(Ui& ui, const Press& p, const std::string& words) {
    if (p.hovered && !p.held && ImGui::GetCurrentContext()->HoveredIdTimer > 0.35f) tooltip(ui, words);
}

/// A name and its number. True when pressed.
bool count_chip(Ui& ui, const std::string& id, const Rect& r, std::string_view name, int count, bool on, const char* hint = nullptr) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Press p = press(ui, id, r);
    const float radius = r.height() / 2;
    const std::string number = std::to_string(count);
    const float number_w = text_width(ui, Type::small, number);
    fill(list, r, on ? ui.t.accent_wash : p.held ? ui.t.press : p.hovered ? ui.t.hover : ui.t.panel, radius);
    outline(ui, list, r, on ? ui.t.accent : p.hovered ? ui.t.faint : ui.t.hairline, radius);
    text_cut(ui, list, Type::small, r.x0 + ui.px(10), r.mid_y(), r.width() - ui.px(26) - number_w, ui.t.ink, name);
    text_right(ui, list, Type::small, r.x1 - ui.px(10), r.mid_y(), on ? ui.t.accent : ui.t.soft, number);
    if (p.focused) focus_ring(ui, list, r, radius);
    tip(ui, p, hint != nullptr ? hint : fmt::format(fmt::runtime(ui.s.exact_tip), count));
    return p.clicked;
}

/// Chips in lines; the first few until the rest is asked for.
template <class Name>
float count_chips(Ui& ui, const std::string& id, const std::vector<Row>& rows, Name name, float x0, float x1, float y) {
    const float h = ui.px(24), gap = ui.px(5);
    auto& open = ui.mem.facts_open;
    const bool whole = rows.size() <= kChipsAtFirst + 1 || std::find(open.begin(), open.end(), id) != open.end();
    const std::size_t shown = whole ? rows.size() : kChipsAtFirst;
    float x = x0;
    const auto place = [&](float w) {
        w = std::min(w, x1 - x0);
        if (x + w > x1 + 0.5f && x > x0) {
            x = x0;
            y += h + gap;
        }
        const Rect r{x, y, x + w, y + h};
        x += w + gap;
        return r;
    };
    for (std::size_t i = 0; i < shown; ++i) {
        const std::string words = name(i);
        const float w = text_width(ui, Type::small, words) + text_width(ui, Type::small, std::to_string(rows[i].count)) + ui.px(27);
        const bool on = ui.state.view.filter == rows[i].filter;
        if (count_chip(ui, fmt::format("fact:{}:{}", id, i), place(w), words, rows[i].count, on)) only(ui, rows[i]);
    }
    if (rows.size() > kChipsAtFirst + 1) {
        const std::string words = whole ? ui.s.fewer : fmt::format(fmt::runtime(ui.s.more_rows), rows.size() - shown);
        const Rect r = place(text_width(ui, Type::small, words) + ui.px(20));
        const Press p = press(ui, "facts-more:" + id, r);
        text_centred(ui, ImGui::GetWindowDrawList(), Type::small, r.mid_x(), r.mid_y(), p.hovered ? ui.t.ink : ui.t.accent, words);
        if (p.focused) focus_ring(ui, ImGui::GetWindowDrawList(), r, h / 2);
        if (p.clicked && whole) std::erase(open, id);
        else if (p.clicked) open.push_back(id);
    }
    return y + h;
}

/// Both, outward, inward: who says it.
float ways(Ui& ui, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto& rows = ui.mem.facts.ways;
    const char* names[] = {ui.s.ego_both, ui.s.ego_out, ui.s.ego_in};
    std::vector<std::string> words;
    for (std::size_t i = 0; i < rows.size(); ++i) words.push_back(fmt::format("{} {}", names[i], rows[i].count));
    const Rect r{x0, y, x1, y + ui.px(30)};
    const int pressed = segments(ui, list, "ego", r, {words.begin(), words.end()}, static_cast<int>(ui.state.view.ego));
    if (pressed >= 0) ui.send(app::SetEgo{static_cast<filter::Ego>(pressed)});
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (r.contains(mouse.x, mouse.y) && ImGui::IsWindowHovered() && ImGui::GetCurrentContext()->HoveredIdTimer > 0.35f) tooltip(ui, ui.s.ego_tip);
    return r.y1;
}

/// How many this is, as a press, and how many of them the filter leaves.
float total(Ui& ui, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Row& row = ui.mem.facts.ways[static_cast<std::size_t>(ui.state.view.ego)];
    const std::string words = fmt::format("{} {}", row.count, ui.s.links_unit);
    const float w = text_width(ui, Type::strong, words);
    const Rect r{x0 - ui.px(4), y, x0 + w + ui.px(4), y + ui.px(26)};
    const Press p = press(ui, "fact:total", r);
    text(ui, list, Type::strong, x0, r.mid_y(), p.hovered || p.focused ? ui.t.accent : ui.t.ink, words);
    if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
    tip(ui, p, fmt::format(fmt::runtime(ui.s.exact_tip), row.count));
    if (p.clicked) only(ui, row);
    std::vector<model::LinkIx> both;
    std::set_intersection(ui.mem.facts.links.begin(), ui.mem.facts.links.end(), ui.state.shown.begin(), ui.state.shown.end(), std::back_inserter(both));
    const std::string in_filter = fmt::format(fmt::runtime(ui.s.in_filter), both.size());
    const float x = r.x1 + ui.px(kGap2);
    if (both.size() < ui.mem.facts.links.size()) text_cut(ui, list, Type::small, x, r.mid_y(), x1 - x, ui.t.soft, in_filter);
    return r.y1;
}

float mechanisms(Ui& ui, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const model::Dataset& d = *ui.data();
    y = section(ui, x0, x1, y, ui.s.partners);
    for (const auto& of : ui.mem.facts.mechanisms) {
        const model::Mechanism& mechanism = d.mechanism(of.row.index);
        const Rect r{x0 - ui.px(kGap2), y, x1 + ui.px(kGap2), y + ui.px(28)};
        const Press p = press(ui, "fact:mechanism:" + mechanism.code, r);
        const bool on = ui.state.view.filter == of.row.filter;
        if (p.hovered || on) fill(list, r, on ? ui.t.accent_wash : ui.t.hover, ui.px(kRadiusSmall));
        const float s = ui.px(5);
        list->AddRectFilled({x0, r.mid_y() - s}, {x0 + 2 * s, r.mid_y() + s}, packed(mechanism_color(ui, of.row.index)), ui.px(2));
        text_cut_middle(ui, list, Type::body, x0 + ui.px(18), r.mid_y(), x1 - x0 - ui.px(56), ui.t.ink, ui.words(mechanism.name));
        text_right(ui, list, Type::small, x1, r.mid_y(), on ? ui.t.accent : ui.t.soft, std::to_string(of.row.count));
        if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
        tip(ui, p, fmt::format(fmt::runtime(ui.s.exact_tip), of.row.count));
        if (p.clicked) only(ui, of.row);
        y = r.y1 + ui.px(2);
        if (!of.partners.empty())
            y = count_chips(ui, "partner:" + mechanism.code, of.partners, [&](std::size_t i) { return place_word(ui, of.partners[i].index); }, x0 + ui.px(18), x1, y) + ui.px(kGap2);
        if (of.inside > 0) {
            text_cut(ui, list, Type::small, x0 + ui.px(18), y + ui.px(4), x1 - x0 - ui.px(18), ui.t.soft, fmt::format(fmt::runtime(ui.s.only_inside), of.inside));
            y += ui.px(20);
        }
    }
    return y;
}

} // namespace

float place_counts(Ui& ui, float x0, float x1, float y) {
    const model::Dataset& d = *ui.data();
    const app::PlaceFacts facts = ui.mem.facts; // a press may ask for others while these are drawn
    y = ways(ui, x0, x1, y + ui.px(kGap4));
    y = total(ui, x0, x1, y + ui.px(kGap2));
    if (facts.links.empty()) return y;
    y = mechanisms(ui, x0, x1, y - ui.px(kGap2));
    if (!facts.corridors.empty()) {
        y = section(ui, x0, x1, y - ui.px(kGap2), ui.s.corridors, std::to_string(facts.corridors.size()));
        y = count_chips(ui, "corridor", facts.corridors, [&](std::size_t i) { return ui.words(d.corridor(facts.corridors[i].index).name); }, x0, x1, y);
    }
    if (!facts.basins.empty()) {
        y = section(ui, x0, x1, y, ui.s.basins, std::to_string(facts.basins.size()));
        y = count_chips(ui, "basin", facts.basins, [&](std::size_t i) { return ui.words(d.basin(facts.basins[i].index).name); }, x0, x1, y);
    }
    y = section(ui, x0, x1, y, ui.s.clauses);
    for (const auto& plan : facts.plans) {
        const Row& row = plan.row;
        y = count_chips(ui, "plan:" + d.plan(row.index).id, {row}, [&](std::size_t) { return ui.words(d.plan(row.index).brief); }, x0, x1, y) + ui.px(5);
        y = count_chips(ui, "clause:" + d.plan(row.index).id, plan.clauses,
                        [&](std::size_t i) { return ui.zh() ? base::full_width_punctuation(plan.labels[i]) : plan.labels[i]; }, x0 + ui.px(18), x1, y) + ui.px(kGap3);
    }
    y = section(ui, x0, x1, y - ui.px(kGap3), ui.s.all_links, std::to_string(facts.links.size()));
    return link_rows(ui, "place-link", x0, x1, y - ui.px(6), facts.links);
}

} // namespace atlas::ui
