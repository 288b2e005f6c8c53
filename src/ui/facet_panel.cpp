// The left panel: one facet at a time as a list of bars. A bar's length is the count, so the list reads as a chart. All ten
// facets stand above it in two rows; a dot marks those that hold a condition.
#include "ui/facet_list.hpp"
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

namespace atlas::ui {

using filter::Facet;
using filter::Wish;

namespace {

constexpr std::size_t kLongList = 12; ///< from here a list gets its own search field
constexpr int kFirstRow = 5;          ///< facets in the upper row of tabs
constexpr float kTabHeight = 30;

/// One row of tabs, each as wide as its word wants.
void tab_row(Ui& ui, ImDrawList* list, const Rect& r, int from, int to, Facet chosen) {
    float words = 0;
    for (int i = from; i < to; ++i) words += text_width(ui, Type::body, ui.s.facets[i]);
    const float inset = ui.px(6), spare = (r.width() - 2 * inset - words) / static_cast<float>(to - from);
    float x = r.x0 + inset;
    for (int i = from; i < to; ++i) {
        const float w = text_width(ui, Type::body, ui.s.facets[i]);
        const Rect cell{std::round(x), r.y0, std::round(x + w + spare), r.y1};
        x += w + spare;
        const Press p = press(ui, "left-tab:" + std::to_string(i), cell);
        const bool on = static_cast<int>(chosen) == i;
        text_centred(ui, list, Type::body, cell.mid_x(), cell.mid_y(), on || p.hovered ? ui.t.ink : ui.t.soft, ui.s.facets[i]);
        if (on) list->AddRectFilled({cell.mid_x() - w / 2 - ui.px(2), r.y1 - ui.px(3)}, {cell.mid_x() + w / 2 + ui.px(2), r.y1 - ui.px(1)}, packed(ui.t.accent), ui.px(1));
        if (ui.derived.conditions[static_cast<std::size_t>(i)] > 0)
            list->AddCircleFilled({cell.mid_x() + w / 2 + ui.px(4), cell.mid_y() - ui.px(7)}, ui.px(2.5f), packed(ui.t.accent), 16);
        if (p.focused) focus_ring(ui, list, {cell.x0, cell.y0 + ui.px(2), cell.x1, cell.y1 - ui.px(2)}, ui.px(kRadiusSmall));
        if (p.clicked && !on) ui.send(app::SetLeftTab{static_cast<Facet>(i)});
    }
}

/// Filled with a tick when wanted, crossed out when unwanted.
void wish_box(Ui& ui, ImDrawList* list, float mid_x, float mid_y, Wish wish, bool hovered) {
    if (wish != Wish::unwanted) return checkbox(ui, list, mid_x, mid_y, wish == Wish::wanted, hovered);
    const float half = ui.px(7);
    const Rect box{std::round(mid_x) - half, std::round(mid_y) - half, std::round(mid_x) + half, std::round(mid_y) + half};
    fill(list, box, ui.t.soft, ui.px(3));
    icon(ui, list, Icon::minus, box.mid_x(), box.mid_y(), ui.px(12), ui.t.panel);
}

/// The fold arrow is a button of its own, left of the row's; returns where the row's begins.
float fold_arrow(Ui& ui, ImDrawList* list, const Rect& r, float x, const FacetRow& row) {
    const Rect arrow{x - ui.px(4), r.y0, x + ui.px(14), r.y1};
    if (row.has_children) {
        const Press p = press(ui, "fold:" + row.value->id, arrow, false);
        icon(ui, list, row.open ? Icon::chevron_down : Icon::chevron_right, arrow.mid_x(), r.mid_y(), ui.px(11), p.hovered ? ui.t.ink : ui.t.faint);
        if (p.clicked) ui.send(app::ToggleFold{row.value->id});
    }
    return arrow.x1;
}

/// Bar, box, swatch, name and count.
void paint_row(Ui& ui, ImDrawList* list, const Rect& r, const Rect& hit, float x, Facet facet, const FacetRow& row, float share, bool over) {
    const filter::FacetValue& v = *row.value;
    const float right = r.x1 - ui.px(kGap3);
    const float box = x + ui.px(7), text_x = x + ui.px(23);
    const bool on = row.wish == Wish::wanted, out = row.wish == Wish::unwanted;
    const bool gone = out || row.inside_unwanted; // nothing of it is left
    if (over) fill(list, {hit.x0, r.y0 + 1, r.x1 - ui.px(4), r.y1 - 1}, ui.t.hover, ui.px(kRadiusSmall));
    const float bar_x0 = text_x - ui.px(5), bar_max = right - bar_x0 + ui.px(4);
    if (v.count > 0 && !gone)
        fill(list, {bar_x0, r.y0 + ui.px(4), bar_x0 + std::max(ui.px(3), bar_max * share), r.y1 - ui.px(4)},
             on ? ui.t.accent_wash : over ? base::mix(ui.t.bar, ui.t.press, 0.7) : ui.t.bar, ui.px(3));
    wish_box(ui, list, box, r.mid_y(), row.wish, over);
    if ((row.inside_chosen || row.inside_unwanted) && row.wish == Wish::none) // counted, or left out, through its parent
        list->AddCircleFilled({std::round(box), std::round(r.mid_y())}, ui.px(2.5f), packed(row.inside_unwanted ? ui.t.soft : ui.t.accent), 12);
    float name_x = text_x;
    if (facet == Facet::mechanism) {
        const float s = ui.px(5);
        list->AddRectFilled({name_x, r.mid_y() - s}, {name_x + 2 * s, r.mid_y() + s}, packed(mechanism_color(ui, v.id)), ui.px(2));
        name_x += 2 * s + ui.px(7);
    }
    const std::string count = fmt::format("{}", v.count);
    const bool dim = gone || (v.count == 0 && !on);
    float name_end = right - text_width(ui, Type::small, count) - ui.px(10) - (over ? ui.px(22) : 0);
    if (out) { // said in a word too, not by the stroke alone
        const float w = text_width(ui, Type::small, ui.s.not_word);
        text(ui, list, Type::small, name_end - w, r.mid_y(), ui.t.accent, ui.s.not_word);
        name_end -= w + ui.px(6);
    }
    const std::string name = ui.words(v.name);
    const bool cut = text_cut_middle(ui, list, Type::body, name_x, r.mid_y(), name_end - name_x, dim ? ui.t.faint : ui.t.ink, name);
    if (out) hline(ui, list, name_x, std::min(name_end, name_x + text_width(ui, Type::body, name)), std::round(r.mid_y()), ui.t.soft);
    text_right(ui, list, Type::small, right, r.mid_y(), dim ? ui.t.faint : on ? ui.t.accent : ui.t.soft, count);
    if (cut && over) tooltip(ui, name);
}

void draw_row(Ui& ui, ImDrawList* list, const Rect& r, Facet facet, const FacetRow& row, int largest) {
    const filter::FacetValue& v = *row.value;
    const std::string id = std::string(filter::to_code(facet)) + ":" + v.id;
    float x = r.x0 + ui.px(kGap3) + ui.px(14) * static_cast<float>(row.depth);
    Rect hit = r;
    if (folds(facet) && !(facet == Facet::place && ui.state.ui.places_by_count)) {
        hit.x0 = fold_arrow(ui, list, r, x, row);
        x = hit.x0 + ui.px(2);
    }
    const ImGuiIO& io = ImGui::GetIO();
    // Before the row: ImGui gives the mouse to the first item, and the row must not go pale while the mouse is on its button.
    const bool over = ImGui::IsWindowHovered() && hit.contains(io.MousePos.x, io.MousePos.y);
    const float count_w = text_width(ui, Type::small, fmt::format("{}", v.count));
    const float more_x = r.x1 - ui.px(kGap3) - count_w - ui.px(30);
    const Rect more{more_x, r.y0 + ui.px(3), more_x + ui.px(24), r.y1 - ui.px(3)};
    const Press dots = over ? press(ui, "more:" + id, more, false) : Press{};
    const Press p = press(ui, id, hit);
    const bool pointed = over || p.focused;
    paint_row(ui, list, r, hit, x, facet, row, largest > 0 ? static_cast<float>(v.count) / static_cast<float>(largest) : 0, over);
    if (over) {
        if (dots.hovered) fill(list, more, ui.t.press, ui.px(kRadiusSmall));
        icon(ui, list, Icon::more, more.mid_x(), more.mid_y(), ui.px(14), dots.hovered ? ui.t.ink : ui.t.soft);
    }
    if (p.focused) focus_ring(ui, list, {hit.x0, r.y0, r.x1 - ui.px(4), r.y1}, ui.px(kRadiusSmall));
    ui.mem.facet_row_pointed = ui.mem.facet_row_pointed || pointed;
    if (p.clicked) io.KeyAlt ? toggle_unwanted(ui, facet, v.id) : toggle_wanted(ui, facet, v.id);
    if (dots.clicked || (over && ImGui::IsMouseClicked(1)) || (p.focused && ui.key(Key::menu))) open_facet_menu(ui, facet, v.id, {hit.x0 + ui.px(20), r.y0, r.x1, r.y1});
}

/// The switch under corridor and basin lists: count what the text names, or also what lies inside.
float text_only_row(Ui& ui, ImDrawList* list, const Rect& r) {
    const Press p = press(ui, "text-only", r);
    const bool on = ui.state.view.filter.text_only;
    checkbox(ui, list, r.x0 + ui.px(kGap3 + 7), r.mid_y(), on, p.hovered);
    text(ui, list, Type::small, r.x0 + ui.px(kGap3 + 23), r.mid_y(), p.hovered ? ui.t.ink : ui.t.soft, ui.s.text_only);
    if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
    if (p.hovered) tooltip(ui, ui.s.text_only_tip);
    if (p.clicked) ui.send(app::SetTextOnly{!on});
    return r.y1;
}


/// The field that narrows a long list, and for places the order of the list.
void narrow_row(Ui& ui, ImDrawList* list, const Rect& r, Facet facet) {
    float x1 = r.x1 - ui.px(kGap3);
    if (facet == Facet::place) {
        const float w = text_width(ui, Type::small, ui.s.order_tree) + text_width(ui, Type::small, ui.s.order_count) + ui.px(32);
        const Rect order{x1 - w, r.y0 + ui.px(3), x1, r.y1 - ui.px(3)};
        if (const int i = segments(ui, list, "place-order", order, {ui.s.order_tree, ui.s.order_count}, ui.state.ui.places_by_count ? 1 : 0); i >= 0)
            ui.send(app::SetPlaceOrder{i == 1});
        x1 = order.x0 - ui.px(kGap2);
    }
    if (ui.state.ui.facet_search != ui.mem.narrow.data() && !ImGui::GetIO().WantTextInput)
        std::snprintf(ui.mem.narrow.data(), ui.mem.narrow.size(), "%s", ui.state.ui.facet_search.c_str());
    if (text_field(ui, list, "narrow", {r.x0 + ui.px(kGap3), r.y0, x1, r.y1}, ui.mem.narrow.data(), ui.mem.narrow.size(), ui.s.narrow_hint, Icon::search, true, false, nullptr))
        ui.send(app::SetFacetSearch{ui.mem.narrow.data()});
}

void row_list(Ui& ui, const Rect& r, Facet facet) {
    // A window for each facet: ImGui remembers how far each was scrolled.
    const std::string name = fmt::format("left-list-{}", static_cast<int>(facet));
    if (!begin_panel(ui, name.c_str(), r, ui.t.panel, true)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto& values = ui.derived.of(facet);
    const auto rows = facet_rows(ui, facet);
    if (rows.empty()) {
        const char* why = !ui.data() || ui.data()->links().empty() ? ui.s.no_data : values.empty() ? ui.s.no_values : ui.s.nothing_matches;
        text_block(ui, list, Type::body, r.x0 + ui.px(kGap3), r.y0 + ui.px(kGap4), r.width() - ui.px(2 * kGap3), ui.t.soft, why);
    }
    int largest = 0;
    for (const auto& v : values) largest = std::max(largest, v.count);
    const float row_h = ui.px(kRow), y0 = r.y0 - ImGui::GetScrollY();
    const float x1 = r.x1 - (ImGui::GetScrollMaxY() > 0 ? ui.px(6) : 0);
    // The leading corridors stand before the rest, which goes by number: said, or the order would look like none.
    const auto leads = [&](const FacetRow& row) {
        const auto corridors = ui.data()->corridors();
        return std::any_of(corridors.begin(), corridors.end(), [&](const model::Corridor& c) { return c.lead && c.id == row.value->id; });
    };
    const std::size_t lead = facet != Facet::corridor ? 0 : static_cast<std::size_t>(std::find_if_not(rows.begin(), rows.end(), leads) - rows.begin());
    const bool parted = lead > 0 && lead < rows.size();
    float y = y0;
    const auto caption = [&](const char* words) {
        const float h = ui.px(20), x = r.x0 + ui.px(kGap3);
        const float w = text(ui, list, Type::small, x, y + h / 2, ui.t.faint, words);
        hline(ui, list, x + w + ui.px(kGap2), x1 - ui.px(kGap3), y + h / 2, ui.t.hairline);
        y += h;
    };
    if (parted) caption(ui.tr("重点", "Leading"));
    for (std::size_t i = 0; i < rows.size(); ++i, y += row_h) {
        if (parted && i == lead) caption(ui.tr("其余，按条数", "Others, by number"));
        draw_row(ui, list, {r.x0, y, x1, y + row_h}, facet, rows[i], largest);
    }
    ImGui::SetCursorPosY(y - y0 + ui.px(kGap2));
    ImGui::Dummy({1, 1});
    end_panel();
}

} // namespace

void facet_panel(Ui& ui, const Rect& r) {
    // Three windows side by side and none over another: ImGui puts a new window without focus behind the older ones.
    const Facet facet = ui.state.ui.left;
    const bool spatial = facet == Facet::corridor || facet == Facet::basin;
    const bool searchable = ui.derived.of(facet).size() > kLongList;
    const float tabs_y1 = std::min(r.y1, r.y0 + ui.px(kGap1) + 2 * ui.px(kTabHeight) + ui.px(2));
    const float top = std::min(r.y1, tabs_y1 + (searchable ? ui.px(32 + 2 * kGap2) : ui.px(kGap2)));
    const float foot = std::max(top, r.y1 - ui.px(spatial ? 64 : 36));

    if (!begin_panel(ui, "left-head", {r.x0, r.y0, r.x1, top}, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float y1 = r.y0 + ui.px(kGap1), y2 = y1 + ui.px(kTabHeight);
    tab_row(ui, list, {r.x0, y1, r.x1, y2}, 0, kFirstRow, facet);
    tab_row(ui, list, {r.x0, y2, r.x1, y2 + ui.px(kTabHeight)}, kFirstRow, filter::kFacetCount, facet);
    hline(ui, list, r.x0, r.x1, tabs_y1 - ui.t.hair(), ui.t.hairline);
    if (searchable) narrow_row(ui, list, {r.x0, tabs_y1 + ui.px(kGap2), r.x1, tabs_y1 + ui.px(kGap2 + 32)}, facet);
    end_panel();

    ui.mem.facet_row_pointed = false;
    row_list(ui, {r.x0, top, r.x1, foot}, facet);

    if (!begin_panel(ui, "left-foot", {r.x0, foot, r.x1, r.y1}, ui.t.panel, false)) return;
    list = ImGui::GetWindowDrawList();
    hline(ui, list, r.x0, r.x1, foot, ui.t.hairline);
    float y = foot + ui.px(4);
    if (spatial) y = text_only_row(ui, list, {r.x0, y, r.x1, y + ui.px(28)});
    // While a row is pointed at, what else can be done with it is said here, where it covers nothing.
    const char* hint = ui.mem.facet_row_pointed ? ui.s.facet_keys_hint : ui.s.or_and_hint;
    text_cut(ui, list, Type::small, r.x0 + ui.px(kGap3), y + ui.px(14), r.width() - ui.px(2 * kGap3), ui.mem.facet_row_pointed ? ui.t.soft : ui.t.faint, hint);
    end_panel();
}

} // namespace atlas::ui
