// What floats over the map: scale bar and count at the left, buttons at the right, the bar of a tool on top.
#include "ui/crosshair.hpp"
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <cmath>

namespace atlas::ui {

namespace {

/// The longest 1, 2 or 5 × 10ⁿ metres that fit into `most_m`.
double round_distance(double most_m) {
    const double power = std::pow(10, std::floor(std::log10(most_m)));
    for (const double step : {5.0, 2.0})
        if (step * power <= most_m) return step * power;
    return power;
}

/// The scale bar and its distance, from x on.
void scale_bar(Ui& ui, ImDrawList* list, float x, float mid, float bar, const std::string& distance) {
    const float x0 = std::round(x), x1 = std::round(x0 + bar), tick = ui.px(4), w = std::max(1.0f, ui.px(1.5f));
    const ImU32 ink = packed(ui.t.ink);
    list->AddRectFilled({x0, mid + tick - w}, {x1, mid + tick}, ink);
    list->AddRectFilled({x0, mid - tick}, {x0 + w, mid + tick}, ink);
    list->AddRectFilled({x1 - w, mid - tick}, {x1, mid + tick}, ink);
    list->AddRectFilled({std::round((x0 + x1) / 2), mid}, {std::round((x0 + x1) / 2) + w, mid + tick}, ink);
    text(ui, list, Type::small, x1 + ui.px(kGap2), mid, ui.t.ink, distance);
}

/// In one line where there is room. A narrow map puts the words below the scale bar, and each remark in a line of its own: how many
/// links are not on the map is never left unsaid. `kept` is where the map keeps its names off: as wide as the words of this data
/// can get, since a box that goes with each count would have the map laid out twice for each filter.
Rect scale_and_count(Ui& ui, ImDrawList* list, const Rect& r, Rect& kept) {
    const double per_px = ui.state.view.camera.m_per_pt / ui.t.scale;
    const float gap = ui.px(kGap3), edge = ui.px(kGap4), room = r.width() - 2 * edge;
    const double metres = round_distance(std::min(ui.px(120), std::max(ui.px(20), room / 2)) * per_px);
    const float bar = static_cast<float>(metres / per_px);
    const std::string distance = metres >= 1000 ? fmt::format("{} {}", static_cast<int>(metres / 1000), ui.s.kilometre) : fmt::format("{} {}", static_cast<int>(metres), ui.s.metre);
    const std::string count = fmt::format("{} {} {} {}", ui.state.shown.size(), ui.s.of, ui.data() ? ui.data()->links().size() : 0, ui.s.links_unit);
    const int off_map = ui.map.contents ? ui.map.contents->links_unmapped : 0;
    const std::string unmapped = off_map > 0 ? fmt::format("{} {}", off_map, ui.s.unmapped_count) : "";
    std::string rolled;
    if (ui.map.contents && ui.map.contents->rolled != scene::RollUp::none)
        rolled = ui.map.contents->rolled == scene::RollUp::province ? ui.s.rolled_province : ui.s.rolled_prefecture;
    const std::string counted = unmapped.empty() ? count : count + fmt::format(fmt::runtime(ui.tr("（{}）", " ({})")), unmapped);
    const std::string all = rolled.empty() ? counted : counted + " · " + rolled;

    const auto width = [&](const std::string& words) { return text_width(ui, Type::small, words); };
    const float dist_w = width(distance), scale_w = bar + ui.px(kGap2) + dist_w;
    const bool one_line = scale_w + 2 * gap + width(all) + 2 * gap <= room;
    std::vector<std::string> lines;
    if (one_line || width(all) + 2 * gap <= room) lines = {all};
    else if (width(counted) + 2 * gap <= room) lines = {counted, rolled};
    else if (width(count) + 2 * gap <= room) lines = {count, unmapped, rolled};
    else lines = {std::to_string(ui.state.shown.size())}; // a strip beside the panel of a tiny window: the bar says the rest
    std::erase(lines, "");
    float words_w = 0;
    for (const std::string& line : lines) words_w = std::max(words_w, width(line));
    const float line_h = ui.px(20), pad = ui.px(5);
    const float inner = one_line ? scale_w + 2 * gap + words_w : std::max(scale_w, words_w);
    const float h = 2 * pad + line_h * static_cast<float>(one_line ? 1 : 1 + lines.size());
    const Rect box{r.x0 + edge, r.y1 - edge - h, r.x0 + edge + inner + 2 * gap, r.y1 - edge};
    const std::size_t links = ui.data() ? ui.data()->links().size() : 0;
    const std::string most = fmt::format("{} {} {} {}", links, ui.s.of, links, ui.s.links_unit) +
                             fmt::format(fmt::runtime(ui.tr("（{}）", " ({})")), fmt::format("{} {}", links, ui.s.unmapped_count)) + " · " + ui.s.rolled_prefecture;
    const float widest = ui.px(120) + ui.px(kGap2) + width(fmt::format("5000 {}", ui.s.kilometre)) + 4 * gap + std::max(width(most), words_w);
    kept = box;
    if (one_line) kept.x1 = std::max(box.x1, box.x0 + std::min(widest, room));
    fill(list, box, ui.t.popup, ui.px(kRadius)); // opaque: names of the map shone through
    outline(ui, list, box, ui.t.hairline, ui.px(kRadius));
    ui.rects.set("map-count", box);
    // What it says, so that a test can hold it against the others.
    ui.rects.set(fmt::format("map-count:{}", ui.state.shown.size()), box);
    ui.rects.set(fmt::format("map-count-off:{}", off_map), box);
    const float x = box.x0 + gap;
    float mid = std::round(box.y0 + pad + line_h / 2);
    scale_bar(ui, list, x, mid, bar, distance);
    if (one_line) {
        vline(ui, list, std::round(x + scale_w + gap), mid - ui.px(8), mid + ui.px(8), ui.t.hairline);
        text(ui, list, Type::small, std::round(x + scale_w + 2 * gap), mid, ui.t.soft, all);
        return box;
    }
    for (const std::string& line : lines) text(ui, list, Type::small, x, mid += line_h, ui.t.soft, line);
    return box;
}

/// Buttons in one card, row by row in so many columns.
class ButtonCard {
public:
    ButtonCard(Ui& ui, ImDrawList* list, const Rect& box, int columns, int count) : ui_(ui), list_(list), box_(box), columns_(columns), size_(ui.px(34)) {
        card(ui, list, box, ui.t.popup, ui.px(kRadius), 1);
        const float in = ui.px(6);
        for (int row = 1; row < (count + columns - 1) / columns; ++row) hline(ui, list, box.x0 + in, box.x1 - in, box.y0 + size_ * static_cast<float>(row), ui.t.hairline);
        for (int column = 1; column < columns; ++column) vline(ui, list, box.x0 + size_ * static_cast<float>(column), box.y0 + in, box.y1 - in, ui.t.hairline);
    }
    bool add(const char* id, Icon sign, const char* tip, bool on = false) {
        const float x = box_.x0 + size_ * static_cast<float>(at_ % columns_), y = box_.y0 + size_ * static_cast<float>(at_ / columns_);
        ++at_;
        const Rect r{x + 1, y + 1, x + size_ - 1, y + size_ - 1};
        if (on) fill(list_, r, ui_.t.accent_wash, ui_.px(kRadiusSmall));
        return icon_button(ui_, list_, id, r, sign, tip);
    }

private:
    Ui& ui_;
    ImDrawList* list_;
    Rect box_;
    int columns_, at_ = 0;
    float size_;
};

/// Where the two cards of buttons stand: always at the right edge.
struct Cards {
    Rect tools, zoom;
    int columns = 1; ///< of the zoom card
};

/// Both in one column; on a low map two buttons wide; on the lowest in a row. Nothing on a map that is a strip.
std::optional<Cards> place_cards(const Ui& ui, const Rect& r, const Rect& count) {
    const float b = ui.px(34), gap = ui.px(kGap2), edge = ui.px(kGap4), x1 = r.x1 - edge;
    // Without room for the count and the buttons side by side, they stand above it.
    const auto foot = [&](float width) { return x1 - width < count.x1 + gap ? count.y0 - gap : r.y1 - edge; };
    const auto stacked = [&](float columns) {
        const float w = b * columns, y1 = foot(w), zoom = b * 4 / columns, tools = b * 2 / columns;
        return Cards{{x1 - w, y1 - zoom - gap - tools, x1, y1 - zoom - gap}, {x1 - w, y1 - zoom, x1, y1}, static_cast<int>(columns)};
    };
    const float w = 6 * b + gap, y1 = foot(w);
    const Cards row{{x1 - w, y1 - b, x1 - 4 * b - gap, y1}, {x1 - 4 * b, y1 - b, x1, y1}, 4};
    for (const Cards& c : {stacked(1), stacked(2), row})
        if (c.tools.y0 >= r.y0 + gap && c.tools.x0 >= r.x0 + gap) return c;
    return std::nullopt;
}

void tool_buttons(Ui& ui, ImDrawList* list, const Rect& box) {
    ButtonCard card(ui, list, box, box.width() > box.height() ? 2 : 1, 2);
    const auto tool = [&](const char* id, app::MapTool which, Icon sign, const char* tip) {
        const bool on = ui.state.ui.tool == which;
        if (!card.add(id, sign, tip, on)) return;
        ui.send(app::SetMapTool{on ? app::MapTool::pan : which});
        if (ui.mem.focus_shown && !on) take_map(ui); // pressed by a key: the keys go on with it
    };
    tool("tool-box", app::MapTool::box, Icon::box, ui.s.box_tip);
    tool("tool-lasso", app::MapTool::lasso, Icon::lasso, ui.s.lasso_tip);
}

void zoom_buttons(Ui& ui, ImDrawList* list, const Rect& box, int columns) {
    ButtonCard card(ui, list, box, columns, 4);
    const geo::Vec2 middle{ui.state.map_width_pt / 2, ui.state.map_height_pt / 2};
    if (card.add("zoom-in", Icon::plus, ui.s.zoom_in)) ui.send(app::ZoomAt{middle, 1.6});
    if (card.add("zoom-out", Icon::minus, ui.s.zoom_out)) ui.send(app::ZoomAt{middle, 1 / 1.6});
    if (card.add("whole-country", Icon::country, ui.s.whole_country)) ui.send(app::FlyTo{app::FlyTo::What::china, -1});
    if (card.add("help", Icon::help, ui.tr("键盘与界面设置  F1", "Keys and interface settings  F1"))) ui.send(app::ShowKeys{true});
}

/// In map points. The side that faces the map goes by steps: a count with one digit more does not move every name.
geo::Box in_map_points(const Ui& ui, const Rect& map, const Rect& r) {
    constexpr double kMargin = 3, kStep = 24;
    const double k = 1 / static_cast<double>(ui.t.scale);
    const geo::Box box = geo::Box{{(r.x0 - map.x0) * k, (r.y0 - map.y0) * k}, {(r.x1 - map.x0) * k, (r.y1 - map.y0) * k}}.grown(kMargin);
    return {{std::floor(box.min.x), std::floor(box.min.y)}, {std::ceil(box.max.x / kStep) * kStep, std::ceil(box.max.y)}};
}

} // namespace

void map_furniture(Ui& ui, ImDrawList* list, const Rect& r) {
    Rect kept;
    const Rect count = scale_and_count(ui, list, r, kept);
    std::vector<Rect> boxes{kept};
    if (const auto cards = place_cards(ui, r, count)) {
        zoom_buttons(ui, list, cards->zoom, cards->columns);
        tool_buttons(ui, list, cards->tools);
        boxes.push_back(cards->zoom);
        boxes.push_back(cards->tools);
    }
    if (const Rect bar = area_bar(ui, list, r); bar.width() > 0) boxes.push_back(bar);
    std::vector<geo::Box> floating;
    for (const Rect& b : boxes) floating.push_back(in_map_points(ui, r, b));
    if (!(floating == ui.state.ui.floating)) ui.send(app::SetFloating{std::move(floating)});
}

} // namespace atlas::ui
