// Who names whom: plan against plan, and each plan against the provinces outside it. A plan that is not loaded is never silent.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <cmath>

namespace atlas::ui {

namespace {

using filter::Reciprocity;

/// The state as seen from the other side.
Reciprocity turned(Reciprocity s) { return s == Reciprocity::only_a ? Reciprocity::only_b : s == Reciprocity::only_b ? Reciprocity::only_a : s; }

std::string state_words(const Ui& ui, Reciprocity s) {
    switch (s) {
    case Reciprocity::both: return ui.tr("互相说到", "both ways");
    case Reciprocity::only_a: return ui.tr("只有前者说到后者", "only the first names the second");
    case Reciprocity::only_b: return ui.tr("只有后者说到前者", "only the second names the first");
    case Reciprocity::neither: return ui.tr("都没有说到", "neither names the other");
    case Reciprocity::not_loaded: return ui.tr("后者的规划未收入", "second plan not loaded");
    }
    return {};
}

/// Two discs, the first and the second plan: filled when it names the other. A plan not loaded is a dotted ring: shape says it, not colour.
void discs(Ui& ui, ImDrawList* list, float mid_x, float mid_y, Reciprocity s) {
    const float radius = ui.px(4.5F), apart = ui.px(6.5F);
    const auto disc = [&](float x, bool on) {
        if (on) list->AddCircleFilled({x, mid_y}, radius, packed(s == Reciprocity::both ? ui.t.fine : ui.t.caution), 20);
        else list->AddCircle({x, mid_y}, radius - ui.px(0.7F), packed(ui.t.faint), 20, ui.px(1.4F));
    };
    if (s == Reciprocity::not_loaded) {
        list->AddCircleFilled({mid_x - apart, mid_y}, radius, packed(ui.t.hairline), 20);
        for (int i = 0; i < 6; ++i) {
            const float a = static_cast<float>(i) * 1.0472F;
            list->AddCircleFilled({mid_x + apart + radius * 0.85F * std::cos(a), mid_y + radius * 0.85F * std::sin(a)}, ui.px(0.9F), packed(ui.t.faint), 8);
        }
        return;
    }
    disc(mid_x - apart, s == Reciprocity::both || s == Reciprocity::only_a);
    disc(mid_x + apart, s == Reciprocity::both || s == Reciprocity::only_b);
}

/// One direction of a pair, which can be opened: index of the pair, and 0 (there) or 1 (back); places come after the plans.
struct Direction {
    int pair = -1, back = 0;
    friend bool operator==(const Direction&, const Direction&) = default;
};

const std::vector<model::LinkIx>* links_of(const app::Views& v, Direction d) {
    const auto plans = static_cast<int>(v.plan_pairs.size());
    if (d.pair < 0 || d.pair >= plans + static_cast<int>(v.plan_places.size())) return nullptr;
    if (d.pair < plans) {
        const auto& p = v.plan_pairs[static_cast<std::size_t>(d.pair)];
        return d.back == 0 ? &p.links : &p.back_links;
    }
    const auto& p = v.plan_places[static_cast<std::size_t>(d.pair - plans)];
    return d.back == 0 ? &p.links : &p.back_links;
}

/// A count that opens its links. Nothing is a quiet 0, not a button.
void count(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, std::size_t n, Direction d, Direction open) {
    if (n == 0) {
        text_centred(ui, list, Type::body, r.mid_x(), r.mid_y(), ui.t.faint, "0");
        return;
    }
    const Press p = press(ui, id, r);
    const bool on = d == open;
    if (on || p.hovered) fill(list, r, on ? ui.t.accent_wash : ui.t.press, ui.px(kRadiusSmall));
    text_centred(ui, list, on ? Type::strong : Type::body, r.mid_x(), r.mid_y(), ui.t.accent, std::to_string(n));
    if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
    if (p.clicked) ui.mem.pair = {"reciprocity", d.pair, d.back};
}

std::string brief(const Ui& ui, model::PlanIx plan) { return ui.words(ui.data()->plan(plan).brief); }

/// Plans by plans. A row speaks first: "12 · 3" in the row of A and the column of B is A's links to B, then B's to A.
float matrix(Ui& ui, ImDrawList* list, float x0, float x1, float y, Direction open) {
    const auto& pairs = ui.views.plan_pairs;
    const std::size_t n = ui.data()->plans().size();
    float head = ui.px(60);
    for (std::size_t i = 0; i < n; ++i) head = std::max(head, text_width(ui, Type::body, brief(ui, static_cast<model::PlanIx>(i))) + ui.px(kGap3));
    head = std::min(head, (x1 - x0) * 0.3F);
    const float cell = std::min(std::floor((x1 - x0 - head) / static_cast<float>(std::max<std::size_t>(1, n))), ui.px(116)), row = ui.px(44);
    bool narrow = false;
    for (std::size_t i = 0; i < n; ++i) narrow = narrow || text_width(ui, Type::small, brief(ui, static_cast<model::PlanIx>(i))) > cell - ui.px(6);
    // The year on a line of its own, and a pair of names in two: years are never cut, names only where both do not help.
    const auto head_lines = [&](const std::string& name) {
        std::vector<std::string> lines{name};
        if (const std::size_t space = name.rfind(' '); narrow && space != std::string::npos) lines = {name.substr(0, space), name.substr(space + 1)};
        constexpr std::string_view kDash = "–";
        if (const std::size_t dash = lines[0].find(kDash); dash != std::string::npos && text_width(ui, Type::small, lines[0]) > cell - ui.px(4)) {
            const std::string second = lines[0].substr(dash + kDash.size());
            lines[0].resize(dash + kDash.size());
            lines.insert(lines.begin() + 1, second);
        }
        return lines;
    };
    std::size_t most = 1;
    for (std::size_t i = 0; i < n; ++i) most = std::max(most, head_lines(brief(ui, static_cast<model::PlanIx>(i))).size());
    const float top = ui.px(11 + 14 * static_cast<float>(most));
    const auto pair_of = [&](std::size_t a, std::size_t b) {
        for (std::size_t i = 0; i < pairs.size(); ++i)
            if (static_cast<std::size_t>(pairs[i].plan) == std::min(a, b) && static_cast<std::size_t>(pairs[i].other_plan) == std::max(a, b)) return static_cast<int>(i);
        return -1;
    };
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool inside = ImGui::IsWindowHovered() || ImGui::IsAnyItemHovered();
    for (std::size_t i = 0; i < n; ++i) {
        const float cx = x0 + head + cell * static_cast<float>(i), cy = y + top + row * static_cast<float>(i);
        const std::string name = brief(ui, static_cast<model::PlanIx>(i));
        const bool column = inside && mouse.x >= cx && mouse.x < cx + cell && mouse.y >= y && mouse.y < y + top + row * static_cast<float>(n);
        const bool line = inside && mouse.y >= cy && mouse.y < cy + row && mouse.x >= x0 && mouse.x < x0 + head + cell * static_cast<float>(n);
        const std::vector<std::string> lines = head_lines(name);
        for (std::size_t k = 0; k < lines.size(); ++k) {
            const float w = std::min(text_width(ui, Type::small, lines[k]), cell - ui.px(4));
            text_cut(ui, list, Type::small, cx + (cell - w) / 2, y + top / 2 + ui.px(15) * (static_cast<float>(k) - static_cast<float>(lines.size() - 1) / 2), w + 1, column ? ui.t.ink : ui.t.soft, lines[k]);
        }
        if (column && mouse.y < y + top) tooltip(ui, name);
        if (text_cut(ui, list, Type::body, x0, cy + row / 2, head - ui.px(6), ui.t.ink, name) && line && mouse.x < x0 + head) tooltip(ui, name);
    }
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b) {
            const Rect r{x0 + head + cell * static_cast<float>(b) + 1, y + top + row * static_cast<float>(a) + 1, x0 + head + cell * static_cast<float>(b + 1) - 1, y + top + row * static_cast<float>(a + 1) - 1};
            const int at = a == b ? -1 : pair_of(a, b);
            if (at < 0) {
                fill(list, r, base::mix(ui.t.panel, ui.t.well, 0.5), ui.px(kRadiusSmall));
                continue;
            }
            const auto& p = pairs[static_cast<std::size_t>(at)];
            const bool swapped = a > b;
            const Reciprocity state = swapped ? turned(p.state) : p.state;
            fill(list, r, inside && r.contains(mouse.x, mouse.y) ? ui.t.hover : ui.t.well, ui.px(kRadiusSmall));
            discs(ui, list, r.mid_x(), r.y0 + ui.px(12), state);
            const float half = std::min(ui.px(36), r.width() / 2 - 1), mid = r.y1 - ui.px(13);
            const std::string id = fmt::format("reciprocity:{}-{}", ui.data()->plans()[a].id, ui.data()->plans()[b].id);
            count(ui, list, id, {r.mid_x() - half, mid - ui.px(10), r.mid_x() - ui.px(3), mid + ui.px(10)}, (swapped ? p.back_links : p.links).size(), {at, swapped ? 1 : 0}, open);
            count(ui, list, id + ":back", {r.mid_x() + ui.px(3), mid - ui.px(10), r.mid_x() + half, mid + ui.px(10)}, (swapped ? p.links : p.back_links).size(), {at, swapped ? 0 : 1}, open);
            vline(ui, list, r.mid_x(), mid - ui.px(6), mid + ui.px(6), ui.t.hairline);
            if (inside && r.contains(mouse.x, mouse.y) && mouse.y < r.y0 + ui.px(22)) tooltip(ui, brief(ui, static_cast<model::PlanIx>(a)) + " · " + brief(ui, static_cast<model::PlanIx>(b)) + (ui.zh() ? "：" : ": ") + state_words(ui, state));
        }
    return y + top + row * static_cast<float>(n) + ui.px(kGap2);
}

float legend(Ui& ui, ImDrawList* list, float x0, float x1, float y) {
    float x = x0;
    const float row = ui.px(20);
    for (const Reciprocity s : {Reciprocity::both, Reciprocity::only_a, Reciprocity::only_b, Reciprocity::neither, Reciprocity::not_loaded}) {
        const std::string words = state_words(ui, s);
        const float w = ui.px(28) + text_width(ui, Type::small, words) + ui.px(kGap4);
        if (x > x0 && x + w - ui.px(kGap4) > x1) {
            x = x0;
            y += row;
        }
        discs(ui, list, x + ui.px(11), y + row / 2, s);
        text(ui, list, Type::small, x + ui.px(28), y + row / 2, ui.t.soft, words);
        x += w;
    }
    return y + row;
}

/// What the plan of the province says in return, with both plans by name.
std::string answer_words(const Ui& ui, const filter::PlaceReciprocity& p) {
    const std::string other = brief(ui, p.other_plan);
    if (p.state == Reciprocity::both) return ui.zh() ? other + " 也说到了" : other + " names it in return";
    if (p.state == Reciprocity::only_b) return ui.zh() ? "只有 " + other + " 说到" : "only " + other + " speaks";
    return ui.zh() ? other + " 没有说到" : other + " does not name it";
}

/// Each plan against the provinces outside its territory.
float places(Ui& ui, ImDrawList* list, const Rect& view, float x0, float x1, float y, Direction open) {
    const float row = ui.px(28), num = ui.px(40), marks = ui.px(36);
    const float name_w = (x1 - x0 - marks - 2 * num) * 0.42F;
    model::PlanIx before = model::kNone;
    const auto plans = static_cast<int>(ui.views.plan_pairs.size());
    for (std::size_t i = 0; i < ui.views.plan_places.size(); ++i) {
        const filter::PlaceReciprocity& p = ui.views.plan_places[i];
        if (p.plan != before) {
            before = p.plan;
            y = section(ui, x0, x1, y, ui.zh() ? brief(ui, p.plan) + " 与外省" : brief(ui, p.plan) + " and other provinces");
            const float mid = y + ui.px(3);
            text_centred(ui, list, Type::small, x0 + marks + num / 2, mid, ui.t.faint, ui.tr("提及", "names"));
            text_centred(ui, list, Type::small, x0 + marks + num * 1.5F, mid, ui.t.faint, ui.tr("回提", "named"));
            y += ui.px(14);
        }
        const bool loaded = p.state != Reciprocity::not_loaded;
        const std::string id = fmt::format("reciprocity-place:{}-{}-{}", ui.data()->plan(p.plan).id, ui.data()->place(p.place).id, loaded ? ui.data()->plan(p.other_plan).id : "");
        const Rect there{x0 + marks, y + ui.px(3), x0 + marks + num - 2, y + row - ui.px(3)}, back{there.x0 + num, there.y0, there.x1 + num, there.y1};
        if (y + row <= view.y0 || y >= view.y1) {
            if (!p.links.empty()) unseen_stop(ui, id, there);
            if (loaded && !p.back_links.empty()) unseen_stop(ui, id + ":back", back);
        } else {
            const Rect r{x0 - ui.px(kGap1), y, x1 + ui.px(kGap1), y + row};
            const float mid = r.mid_y();
            discs(ui, list, x0 + ui.px(12), mid, p.state);
            count(ui, list, id, there, p.links.size(), {plans + static_cast<int>(i), 0}, open);
            if (loaded) count(ui, list, id + ":back", back, p.back_links.size(), {plans + static_cast<int>(i), 1}, open);
            else text_centred(ui, list, Type::body, x0 + marks + num * 1.5F, mid, ui.t.faint, "—");
            const float tx = x0 + marks + 2 * num + ui.px(kGap2);
            const Press name = press(ui, id + ":name", {tx - ui.px(4), y + ui.px(2), tx + name_w - ui.px(4), y + row - ui.px(2)}, false);
            const bool lit = ui.state.ui.hovered_place == p.place;
            text_cut(ui, list, Type::body, tx, mid, name_w - ui.px(8), name.hovered || lit ? ui.t.accent : ui.t.ink, place_word(ui, p.place));
            const std::string other = loaded ? answer_words(ui, p) : std::string(ui.tr("该省的规划未收入，不能说它没有回应", "its plan is not loaded: nothing can be said of it"));
            const bool cut = text_cut(ui, list, Type::small, tx + name_w, mid, x1 - tx - name_w, loaded ? ui.t.soft : ui.t.faint, other);
            const ImVec2 mouse = ImGui::GetIO().MousePos;
            if (cut && ImGui::IsWindowHovered() && r.contains(mouse.x, mouse.y) && mouse.x > tx + name_w) tooltip(ui, other);
            if (name.hovered) {
                point_at(ui, model::kNone, p.place);
            }
            if (name.clicked) {
                ui.send(app::SelectPlace{p.place});
                ui.send(app::FlyTo{app::FlyTo::What::place, p.place});
            }
        }
        y += row;
    }
    return y;
}

/// "四川 2019 说到 贵州 2020 辖区"
std::string direction_words(const Ui& ui, Direction d) {
    const auto plans = static_cast<int>(ui.views.plan_pairs.size());
    std::string first, second;
    if (d.pair < plans) {
        const auto& p = ui.views.plan_pairs[static_cast<std::size_t>(d.pair)];
        first = brief(ui, d.back == 0 ? p.plan : p.other_plan);
        second = brief(ui, d.back == 0 ? p.other_plan : p.plan);
        return ui.zh() ? first + " 说到 " + second + " 的地方" : first + " on the places of " + second;
    }
    const auto& p = ui.views.plan_places[static_cast<std::size_t>(d.pair - plans)];
    if (d.back == 0) return ui.zh() ? brief(ui, p.plan) + " 说到 " + place_word(ui, p.place) : brief(ui, p.plan) + " on " + place_word(ui, p.place);
    return ui.zh() ? brief(ui, p.other_plan) + " 说到 " + brief(ui, p.plan) + " 的地方" : brief(ui, p.other_plan) + " on the places of " + brief(ui, p.plan);
}

/// Opened when nothing was pressed: the pair that speaks most both ways, else the first that says anything.
Direction most_telling(const app::Views& v) {
    Direction best;
    std::size_t most = 0;
    for (int i = 0; i < static_cast<int>(v.plan_pairs.size() + v.plan_places.size()); ++i) {
        const std::size_t there = links_of(v, {i, 0})->size(), back = links_of(v, {i, 1})->size();
        const std::size_t score = 1000 * std::min(there, back) + (there + back > 0 ? 1 : 0);
        if (score <= most) continue;
        most = score;
        best = {i, there > 0 ? 0 : 1};
    }
    return best;
}

} // namespace

void reciprocity_view(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "view-reciprocity", r, ui.t.panel, true)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float x0 = r.x0 + ui.px(kGap4), x1 = r.x1 - ui.px(kGap4 + 4), y0 = r.y0 - ImGui::GetScrollY();
    const app::Views& v = ui.views;
    float y = y0 + ui.px(kGap3);
    if (!ui.data() || (v.plan_pairs.empty() && v.plan_places.empty())) {
        y = empty_state(ui, x0, x1, y, Icon::quote, ui.tr("还没有两份可以对看的规划", "No two plans to hold against each other"), ui.tr("收入第二份规划后，这里显示谁说到谁。", "With a second plan loaded, this shows who names whom."));
    } else {
        Direction open{-1, 0};
        if (ui.mem.pair.of == "reciprocity") open = {ui.mem.pair.a, ui.mem.pair.b};
        if (const auto* kept = links_of(v, open); !kept || kept->empty()) open = most_telling(v);
        const bool wide = x1 - x0 > ui.px(780); // the opened links beside, else below
        const float left = wide ? x0 + std::floor((x1 - x0) * 0.6F) : x1;
        y = text_block(ui, list, Type::small, x0, y, left - x0, ui.t.soft,
                       ui.tr("左数：行的规划说到列的辖区几条；右数：反过来几条。两份规划辖区重叠时，自己辖区内的不算。不受筛选影响。",
                              "Left: links of the row's plan on the column's territory; right: the reverse. Where territories overlap, a plan's own places do not count. The filter does not change this."), 1.4F) + ui.px(kGap1);
        y = legend(ui, list, x0, left, y) + ui.px(kGap1); // before what it explains: a low drawer shows both
        if (!v.plan_pairs.empty()) y = matrix(ui, list, x0, left, y, open);
        const auto opened = [&](float from, float to, float at) {
            const auto* links = links_of(v, open);
            return links && !links->empty() ? opened_links(ui, "reciprocity-link", from, to, at, direction_words(ui, open), *links) : at;
        };
        if (!wide) y = opened(x0, x1, y);
        y = places(ui, list, r, x0, left, y, open);
        if (wide) y = std::max(y, opened(left + ui.px(28), x1, y0 - ui.px(6)));
    }
    ImGui::SetCursorPosY(y - y0 + ui.px(kGap4));
    ImGui::Dummy({1, 1});
    end_panel();
}

} // namespace atlas::ui
