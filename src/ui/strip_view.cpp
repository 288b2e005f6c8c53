// The corridor strip: a corridor pulled straight, its nodes by the way between them, and arcs for what joins them.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace atlas::ui {

namespace {

/// Of the span's links, the mechanism that most have; the first of equals by the taxonomy.
model::MechanismIx dominant(const model::Dataset& d, const std::vector<model::LinkIx>& links) {
    std::map<model::MechanismIx, int> count;
    for (const model::LinkIx l : links) ++count[d.link(l).mechanism];
    model::MechanismIx best = model::kNone;
    int most = 0;
    for (const auto& [m, n] : count)
        if (n > most) {
            most = n;
            best = m;
        }
    return best;
}

/// Where the nodes stand: by the way along the corridor, moved apart where they would touch.
std::vector<float> stations(const filter::Strip& s, float x0, float x1, float apart) {
    const std::size_t n = s.nodes.size();
    std::vector<float> x(n, x0);
    const double whole = n == 0 ? 0 : s.nodes.back().km;
    for (std::size_t i = 0; i < n; ++i)
        x[i] = whole > 0 ? x0 + static_cast<float>(s.nodes[i].km / whole) * (x1 - x0) : n < 2 ? x0 : x0 + (x1 - x0) * static_cast<float>(i) / static_cast<float>(n - 1);
    apart = std::min(apart, n < 2 ? apart : (x1 - x0) / static_cast<float>(n - 1));
    for (std::size_t i = 1; i < n; ++i) x[i] = std::max(x[i], x[i - 1] + apart);
    if (n > 0) x[n - 1] = std::min(x[n - 1], x1);
    for (std::size_t i = n; i-- > 1;) x[i - 1] = std::min(x[i - 1], x[i] - apart);
    return x;
}

/// 1, 2 or 5 times a power of ten: at most about eight ticks.
double tick_step(double whole) {
    double step = 1;
    for (int i = 0; whole / step > 8; ++i) step *= i % 3 == 1 ? 2.5 : 2;
    return step;
}

void axis(Ui& ui, ImDrawList* list, const filter::Strip& s, const std::vector<float>& x, float y) {
    const float half = ui.px(1.5F);
    list->AddRectFilled({x.front(), y - half}, {x.back(), y + half}, packed(ui.t.faint), half);
    const double whole = s.nodes.back().km;
    if (whole <= 0) return;
    const double step = tick_step(whole);
    float free_from = x.front() - ui.px(20);
    for (double km = 0; km <= whole + 1e-9; km += step) {
        std::size_t i = 1; // between the nodes, so that the ticks follow where those were moved apart
        while (i + 1 < s.nodes.size() && s.nodes[i].km < km) ++i;
        const double a = s.nodes[i - 1].km, b = s.nodes[i].km;
        const float at = x[i - 1] + (b > a ? static_cast<float>((km - a) / (b - a)) : 0.0F) * (x[i] - x[i - 1]);
        vline(ui, list, at, y + ui.px(6), y + ui.px(10), ui.t.faint);
        const std::string words = km == 0 ? fmt::format("0 {}", ui.s.kilometre) : fmt::format("{:.0f}", km);
        const float w = text_width(ui, Type::small, words);
        if (at - w / 2 < free_from) continue;
        text_centred(ui, list, Type::small, at, y + ui.px(17), ui.t.faint, words);
        free_from = at + w / 2 + ui.px(6);
    }
}

struct Label {
    float x0 = 0, x1 = 0;
    int row = 0;
};
/// Names under their nodes, on as many rows as it takes for none to touch another.
std::vector<Label> stagger(const std::vector<float>& widths, const std::vector<float>& x, float x0, float x1, float gap) {
    std::vector<Label> out;
    for (std::size_t i = 0; i < x.size(); ++i) {
        Label l;
        l.x0 = std::clamp(x[i] - widths[i] / 2, x0, std::max(x0, x1 - widths[i]));
        l.x1 = l.x0 + widths[i];
        for (bool again = true; again;) {
            again = false;
            for (std::size_t k = 0; k < i && !again; ++k) {
                // Neither on a name of its row, nor under the line down to a name of a lower row.
                again = (out[k].row == l.row && l.x0 < out[k].x1 + gap && out[k].x0 < l.x1 + gap) || (out[k].row > l.row && l.x0 < x[k] + gap / 2 && x[k] - gap / 2 < l.x1);
            }
            if (again) ++l.row;
        }
        out.push_back(l);
    }
    return out;
}

ImVec2 on_arc(float a, float b, float y, float lift, float t) {
    const float u = 1 - t; // cubic with both handles above: apex at ¾ of the lift
    return {u * u * u * a + 3 * u * u * t * (a + (b - a) * 0.12F) + 3 * u * t * t * (b - (b - a) * 0.12F) + t * t * t * b, y - 3 * t * u * lift};
}

std::string span_name(const Ui& ui, const filter::Strip& s, const filter::StripSpan& span) {
    return place_word(ui, s.nodes[span.from].place) + (ui.zh() ? "—" : " – ") + place_word(ui, s.nodes[span.to].place);
}

/// Draws the arcs and takes the mouse on them; ids of the spans whose number found no room are returned.
std::vector<std::size_t> arcs(Ui& ui, ImDrawList* list, const filter::Strip& s, const std::vector<float>& x, float y, float high, std::size_t open, const std::string& of) {
    float longest = 1;
    for (const filter::StripSpan& p : s.spans) longest = std::max(longest, x[p.to] - x[p.from]);
    const auto lift_of = [&](const filter::StripSpan& p) { return high / 0.75F * (0.22F + 0.78F * std::sqrt((x[p.to] - x[p.from]) / longest)); };
    std::vector<std::size_t> by_count(s.spans.size());
    std::iota(by_count.begin(), by_count.end(), std::size_t{0});
    std::stable_sort(by_count.begin(), by_count.end(), [&](std::size_t a, std::size_t b) { return s.spans[a].links.size() > s.spans[b].links.size(); });

    // Numbers first: they are pressed before the area behind them, and the arcs are drawn under them.
    std::vector<Rect> taken;
    std::vector<std::size_t> left_out, shown;
    for (const std::size_t i : by_count) {
        const filter::StripSpan& p = s.spans[i];
        const ImVec2 top = on_arc(x[p.from], x[p.to], y, lift_of(p), 0.5F);
        const float half = text_width(ui, Type::small, fmt::format("{}", p.links.size())) / 2 + ui.px(5), tall = ui.px(9);
        const Rect r{std::round(top.x - half), std::round(top.y - tall), std::round(top.x + half), std::round(top.y + tall)};
        const bool meets = std::any_of(taken.begin(), taken.end(), [&](const Rect& o) { return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1; });
        if (meets || top.y + tall > y - ui.px(6)) {
            left_out.push_back(i);
            continue;
        }
        taken.push_back(r);
        shown.push_back(i);
    }
    std::size_t under = s.spans.size();
    std::vector<Press> presses;
    for (std::size_t k = 0; k < shown.size(); ++k) {
        presses.push_back(press(ui, fmt::format("strip-arc:{}-{}", s.spans[shown[k]].from, s.spans[shown[k]].to), taken[k]));
        if (presses.back().hovered) under = shown[k];
        if (presses.back().clicked) ui.mem.arc = {of, static_cast<int>(s.spans[shown[k]].from), static_cast<int>(s.spans[shown[k]].to)};
    }
    const Rect area{x.front(), y - high - ui.px(10), x.back(), y - ui.px(9)};
    const Press whole = press(ui, "strip-arcs", area, false);
    if (whole.hovered) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        float best = ui.px(6);
        for (std::size_t i = 0; i < s.spans.size(); ++i)
            for (int t = 0; t <= 48; ++t) {
                const ImVec2 q = on_arc(x[s.spans[i].from], x[s.spans[i].to], y, lift_of(s.spans[i]), static_cast<float>(t) / 48);
                if (const float far = std::hypot(q.x - mouse.x, q.y - mouse.y); far < best) {
                    best = far;
                    under = i;
                }
            }
        if (under == s.spans.size()) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
        else if (whole.clicked) ui.mem.arc = {of, static_cast<int>(s.spans[under].from), static_cast<int>(s.spans[under].to)};
    }
    const std::size_t strong = under < s.spans.size() ? under : open;
    const auto draw = [&](std::size_t i) {
        const filter::StripSpan& p = s.spans[i];
        const Color full = mechanism_color(ui, dominant(*ui.data(), p.links));
        const Color color = i == strong || strong >= s.spans.size() ? full : base::mix(full, ui.t.panel, under < s.spans.size() ? 0.7 : 0.35);
        const float width = ui.px(1.5F + 1.1F * std::log2(static_cast<float>(p.links.size()))) + (i == strong ? ui.px(1) : 0);
        const float lift = lift_of(p), a = x[p.from], b = x[p.to];
        list->AddBezierCubic({a, y}, {a + (b - a) * 0.12F, y - lift}, {b - (b - a) * 0.12F, y - lift}, {b, y}, packed(color), width, 48);
    };
    for (auto i = by_count.rbegin(); i != by_count.rend(); ++i)
        if (*i != strong) draw(*i);
    if (strong < s.spans.size()) draw(strong);
    for (std::size_t k = 0; k < shown.size(); ++k) {
        const Rect& r = taken[k];
        fill(list, r, shown[k] == open ? ui.t.accent_wash : presses[k].hovered ? ui.t.hover : ui.t.panel, r.height() / 2);
        text_centred(ui, list, Type::small, r.mid_x(), r.mid_y(), shown[k] == open ? ui.t.accent : ui.t.ink, fmt::format("{}", s.spans[shown[k]].links.size()));
        if (presses[k].focused) focus_ring(ui, list, r, r.height() / 2);
    }
    if (under < s.spans.size()) tooltip(ui, span_name(ui, s, s.spans[under]) + (ui.zh() ? fmt::format("：{} 条", s.spans[under].links.size()) : fmt::format(": {} links", s.spans[under].links.size())));
    return left_out;
}

/// Nodes, names and numbers; returns the y below the last row of names.
float nodes(Ui& ui, ImDrawList* list, const filter::Strip& s, const std::vector<float>& x, float x0, float x1, float y) {
    std::vector<std::string> names, numbers;
    std::vector<float> widths;
    for (const filter::StripNode& n : s.nodes) {
        names.push_back(place_word(ui, n.place));
        numbers.push_back(fmt::format("{}", n.links.size()));
        widths.push_back(text_width(ui, Type::body, names.back()) + text_width(ui, Type::body, numbers.back()) + ui.px(15));
    }
    const std::vector<Label> at = stagger(widths, x, x0, x1, ui.px(4));
    const float first = y + ui.px(38), row = ui.px(23);
    int rows = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float mid = first + row * static_cast<float>(at[i].row);
        if (at[i].row > 0) vline(ui, list, std::clamp(x[i], at[i].x0 + ui.px(4), at[i].x1 - ui.px(4)), y + ui.px(27), mid - ui.px(11), ui.t.hairline);
        rows = std::max(rows, at[i].row + 1);
    }
    const auto& terms = ui.state.view.filter.places;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const filter::StripNode& n = s.nodes[i];
        const float mid = first + row * static_cast<float>(at[i].row);
        const Rect r{at[i].x0, mid - ui.px(11), at[i].x1, mid + ui.px(11)};
        const std::string id = fmt::format("{}:{}", i, ui.data()->place(n.place).id); // a ring names its first node twice
        const Press p = press(ui, "strip-node:" + id, r, !n.links.empty());
        const Press dot = press(ui, "strip-dot:" + id, {x[i] - ui.px(8), y - ui.px(8), x[i] + ui.px(8), y + ui.px(8)}, false);
        const bool over = p.hovered || dot.hovered, lit = ui.state.ui.hovered_place == n.place;
        const bool on = std::find(terms.begin(), terms.end(), filter::PlaceTerm{n.place, false}) != terms.end();
        const bool empty = n.links.empty();
        fill(list, r, ui.t.panel); // the line down to a name below passes behind
        if (on || over || lit) fill(list, r, on ? ui.t.accent_wash : ui.t.hover, ui.px(kRadiusSmall));
        const float w = text(ui, list, Type::body, r.x0 + ui.px(5), mid, empty ? ui.t.faint : ui.t.ink, names[i]);
        text(ui, list, Type::body, r.x0 + ui.px(10) + w, mid, empty ? ui.t.faint : ui.t.accent, numbers[i]);
        const float radius = ui.px(lit || over ? 7 : 5);
        list->AddCircleFilled({x[i], y}, radius, packed(ui.t.panel), 24);
        if (!empty) list->AddCircleFilled({x[i], y}, radius - ui.px(1.5F), packed(lit || over || on ? ui.t.accent : ui.t.ink), 24);
        else list->AddCircle({x[i], y}, radius - ui.px(1.5F), packed(lit ? ui.t.accent : ui.t.faint), 24, ui.px(1.5F));
        if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
        if (over) {
            point_at(ui, model::kNone, n.place);
            if (!empty) tooltip(ui, ui.tr("一方是该地、在该地之内，或是包含该地的省、区域；地点卡不算最后一种", "With a party that is the place, lies in it, or is a province or region that holds it; the place card leaves out the last"));
            else if (!ui.data()->place(n.place).position) tooltip(ui, ui.tr("没有确定位置，按前一个节点的里程画", "No position: drawn at the distance of the node before it"));
        }
        if ((p.clicked || dot.clicked) && !empty) filter_to_place(ui, n.links, n.place);
    }
    return first + row * static_cast<float>(rows) - ui.px(6);
}

/// What the arcs had no room to say.
float chips_left_out(Ui& ui, ImDrawList* list, const filter::Strip& s, const std::vector<std::size_t>& spans, float x0, float x1, float y, const std::string& of) {
    if (spans.empty()) return y;
    const float h = ui.px(24);
    const char* words = ui.tr("弧上没有写下的：", "Not written on an arc:");
    float x = x0 + text(ui, list, Type::small, x0, y + h / 2, ui.t.soft, words) + ui.px(kGap2);
    for (const std::size_t i : spans) {
        const filter::StripSpan& p = s.spans[i];
        const std::string label = fmt::format("{}  {}", span_name(ui, s, p), p.links.size());
        const float w = chip_width(ui, label, false, true);
        if (x > x0 && x + w > x1) {
            x = x0;
            y += h + ui.px(5);
        }
        if (chip(ui, list, fmt::format("strip-span:{}-{}", p.from, p.to), {x, y, x + w, y + h}, label, false, mechanism_color(ui, dominant(*ui.data(), p.links))))
            ui.mem.arc = {of, static_cast<int>(p.from), static_cast<int>(p.to)};
        x += w + ui.px(5);
    }
    return y + h + ui.px(kGap1);
}

float head(Ui& ui, ImDrawList* list, const filter::Strip& s, const model::Corridor& corridor, float x0, float x1, float y) {
    std::vector<std::string> names;
    std::vector<std::string> ids;
    int chosen = -1;
    for (std::size_t i = 0; i < ui.data()->corridors().size(); ++i) {
        const model::Corridor& c = ui.data()->corridors()[i];
        if (c.nodes.size() < 2) continue;
        if (static_cast<model::CorridorIx>(i) == s.corridor) chosen = static_cast<int>(ids.size());
        ids.push_back(c.id);
        names.push_back(ui.words(c.name));
    }
    const filter::AreaTerm area{filter::AreaTerm::Kind::corridor, {}, corridor.id, false};
    const auto& areas = ui.state.view.filter.areas;
    const bool touching = std::find(areas.begin(), areas.end(), area) != areas.end();
    filter::FilterSpec wider = ui.state.view.filter; // members count as well as nodes: another number than that of the nodes, so it is said
    if (!touching) wider.areas.push_back(area);
    const std::size_t touched = filter::apply(*ui.data(), wider).size();
    const std::string label = fmt::format(fmt::runtime(touching ? ui.tr("正在筛选触及各成员地区的 {} 条", "Filtered to {} that touch its members")
                                                                : ui.tr("筛选触及各成员地区的 {} 条", "Filter to {} that touch its members")), touched);
    const float h = ui.px(30), button_w = button_width(ui, label), w = picker_width(ui, names, std::min(ui.px(300), x1 - x0 - button_w - ui.px(kGap2)));
    if (const int i = picker(ui, list, "strip-corridor", {x0, y, x0 + w, y + h}, names, chosen); i >= 0) {
        app::ViewForm form = ui.state.ui.views;
        form.corridor = ids[static_cast<std::size_t>(i)];
        ui.send(app::SetViewForm{form});
    }
    const float bx = x0 + w + ui.px(kGap2);
    if (button(ui, list, "strip-touches", {bx, y, bx + button_w, y + h}, label, Look::outlined, !touching && touched > 0)) {
        ui.send(app::AddArea{area});
        ui.send(app::FlyTo{app::FlyTo::What::links, -1});
    }
    std::set<model::LinkIx> distinct;
    for (const filter::StripNode& n : s.nodes) distinct.insert(n.links.begin(), n.links.end());
    const std::string said = ui.zh() ? fmt::format("{} 条联系涉及它的节点；里程是节点之间的直线距离。一条多方联系可以有几道弧。", distinct.size())
                                     : fmt::format("{} links involve its nodes; distances are straight-line, node to node. A link of several parties may have several arcs.", distinct.size());
    float tx = bx + button_w + ui.px(kGap3);
    if (x1 - tx < ui.px(220)) { // a narrow window: below
        tx = x0;
        y += h + ui.px(kGap2);
        return text_block(ui, list, Type::small, tx, y, x1 - tx, ui.t.soft, said, 1.4F);
    }
    const float block = block_height(ui, Type::small, said, x1 - tx, 1.4F);
    text_block(ui, list, Type::small, tx, y + std::max(0.0F, (h - block) / 2), x1 - tx, ui.t.soft, said, 1.4F);
    return y + std::max(h, block);
}

/// What the arcs' colours mean, in the order of the mechanisms.
float colours(Ui& ui, ImDrawList* list, const filter::Strip& s, float x0, float x1, float y) {
    std::set<model::MechanismIx> seen;
    for (const filter::StripSpan& p : s.spans)
        if (const model::MechanismIx m = dominant(*ui.data(), p.links); m != model::kNone) seen.insert(m);
    if (seen.empty()) return y;
    const float row = ui.px(18), size = ui.px(9);
    y += ui.px(3);
    float x = x0 + text(ui, list, Type::small, x0, y + row / 2, ui.t.soft, ui.tr("弧的颜色是条数最多的机制：", "An arc has the colour of the type of most of its links:")) + ui.px(kGap1);
    for (const model::MechanismIx m : seen) {
        const std::string& name = ui.words(ui.data()->mechanism(m).name);
        const float w = size + ui.px(5) + text_width(ui, Type::small, name) + ui.px(kGap3);
        if (x > x0 && x + w > x1) {
            x = x0;
            y += row;
        }
        fill(list, {x, y + (row - size) / 2, x + size, y + (row + size) / 2}, mechanism_color(ui, m), ui.px(2));
        text(ui, list, Type::small, x + size + ui.px(5), y + row / 2, ui.t.soft, name);
        x += w;
    }
    return y + row;
}

} // namespace

void strip_view(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "view-strip", r, ui.t.panel, true)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float x0 = r.x0 + ui.px(kGap4), x1 = r.x1 - ui.px(kGap4 + 4), y0 = r.y0 - ImGui::GetScrollY();
    const filter::Strip& s = ui.views.strip;
    float y = y0 + ui.px(kGap3);
    if (!ui.data() || s.corridor == model::kNone || s.nodes.size() < 2) {
        y = empty_state(ui, x0, x1, y, Icon::arrow, ui.tr("没有列出节点的走廊", "No corridor with its nodes listed"), ui.tr("这份数据里的走廊只有范围，没有依次经过的节点。", "The corridors of these data have an area but no nodes in order."));
    } else {
        const model::Corridor& corridor = ui.data()->corridor(s.corridor);
        y = head(ui, list, s, corridor, x0, x1, y);
        if (const model::CorridorIx area = ui.views.strip_instead_of; area != model::kNone) { // what is filtered has no nodes of its own
            const std::string wanted = ui.words(ui.data()->corridor(area).name), shown = ui.words(corridor.name);
            y = text_block(ui, list, Type::small, x0, y + ui.px(kGap1), x1 - x0, ui.t.notice_ink,
                           ui.zh() ? fmt::format("“{}”只有范围，没有依次经过的节点，拉不成一条线；这里是{}。", wanted, shown) : fmt::format("{} is an area whose places stand in no order, so it has no strip; shown instead: {}.", wanted, shown), 1.4F);
        }
        y = colours(ui, list, s, x0, x1, y);
        const std::vector<float> x = stations(s, x0 + ui.px(24), x1 - ui.px(24), ui.px(18));
        float longest = 0; // short spans need no high room: steep arcs read badly
        for (const filter::StripSpan& p : s.spans) longest = std::max(longest, x[p.to] - x[p.from]);
        const float high = s.spans.empty() ? ui.px(10) : std::clamp(longest * 0.45F, ui.px(44), ui.px(92));
        const float line = y + high + ui.px(24);
        const auto& kept = ui.mem.arc;
        std::size_t open = s.spans.size(), most = 0;
        for (std::size_t i = 0; i < s.spans.size(); ++i) {
            const filter::StripSpan& p = s.spans[i];
            if (kept.of == corridor.id && kept.a == static_cast<int>(p.from) && kept.b == static_cast<int>(p.to)) {
                open = i;
                break;
            }
            if (p.links.size() > most) {
                most = p.links.size();
                open = i;
            }
        }
        axis(ui, list, s, x, line);
        const std::vector<std::size_t> left_out = arcs(ui, list, s, x, line, high, open, corridor.id);
        y = nodes(ui, list, s, x, x0, x1, line) + ui.px(kGap2);
        y = chips_left_out(ui, list, s, left_out, x0, x1, y, corridor.id);
        if (open < s.spans.size())
            y = opened_links(ui, "strip-link", x0, x1, y - ui.px(8), span_name(ui, s, s.spans[open]), s.spans[open].links);
        else
            y = text_block(ui, list, Type::body, x0, y, x1 - x0, ui.t.soft, ui.state.view.filter.empty() ? ui.tr("没有联系同时涉及它的两个节点。", "No link joins two of its nodes.") : ui.tr("筛选内没有联系同时涉及它的两个节点。", "Within the filter no link joins two of its nodes."), 1.6F);
    }
    ImGui::SetCursorPosY(y - y0 + ui.px(kGap4));
    ImGui::Dummy({1, 1});
    end_panel();
}

} // namespace atlas::ui
