// The evidence card: the plan, the clause, its own words, and everything the reading says about the relation.
#include "ui/panels.hpp"

#include "base/utf8.hpp"

#include <imgui.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

/// A notice with a bar at its left.
float notice(Ui& ui, float x0, float x1, float y, std::string_view title, std::string_view body) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float pad = ui.px(10), width = x1 - x0 - 2 * pad;
    const float h = (title.empty() ? 0 : ui.px(22)) + block_height(ui, Type::small, body, width) + 2 * pad - ui.px(4);
    fill(list, {x0, y, x1, y + h}, ui.t.notice_wash, ui.px(kRadiusSmall));
    float ty = y + pad - ui.px(2);
    if (!title.empty()) {
        text_cut(ui, list, Type::body, x0 + pad, ty + ui.px(9), width, ui.t.notice_ink, title);
        ty += ui.px(22);
    }
    text_block(ui, list, Type::small, x0 + pad, ty, width, ui.t.notice_ink, body);
    return y + h;
}

/// Label at the left, value beside it.
float field(Ui& ui, float x0, float x1, float y, std::string_view label, std::string_view value, Color swatch = {0, 0, 0, 0}) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float lx = x0 + ui.px(64);
    text_cut(ui, list, Type::small, x0, y + ui.px(11), ui.px(60), ui.t.soft, label);
    float vx = lx;
    if (swatch.a > 0) {
        const float s = ui.px(5);
        list->AddRectFilled({vx, y + ui.px(11) - s}, {vx + 2 * s, y + ui.px(11) + s}, packed(swatch), ui.px(2));
        vx += ui.px(17);
    }
    const float line = std::round(ui.fonts.em_px(Type::body) * 1.5f);
    return text_block(ui, list, Type::body, vx, y + ui.px(11) - line / 2, x1 - vx, ui.t.ink, value, 1.5f) + ui.px(6);
}

float badge(Ui& ui, ImDrawList* list, float x, float mid_y, std::string_view words, Color wash, Color ink) {
    const float w = text_width(ui, Type::small, words) + ui.px(14), h = ui.px(20);
    fill(list, {x, mid_y - h / 2, x + w, mid_y + h / 2}, wash, ui.px(kRadiusSmall));
    text(ui, list, Type::small, x + ui.px(7), mid_y, ink, words);
    return x + w;
}

float party_chips(Ui& ui, const model::Link& link, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float h = ui.px(26), gap = ui.px(6);
    float x = x0;
    for (std::size_t i = 0; i < link.parties.size(); ++i) {
        const model::Party& party = link.parties[i];
        std::string label = ui.data()->place(party.place).name.in(ui.lang());
        if (party.role == model::Role::from) label += fmt::format(" · {}", ui.s.role_from);
        if (party.role == model::Role::to) label += fmt::format(" · {}", ui.s.role_to);
        const float w = std::min(chip_width(ui, label, false), x1 - x0);
        if (x + w > x1 + 0.5f && x > x0) {
            x = x0;
            y += h + gap;
        }
        if (chip(ui, list, fmt::format("party:{}", i), {x, y, x + w, y + h}, label, false)) {
            ui.send(app::SelectPlace{party.place});
            ui.send(app::FlyTo{app::FlyTo::What::place, party.place});
        }
        x += w + gap;
    }
    return y + h;
}

/// Corridors or basins as chips: first those the clause names, then, quieter, those the program added by extent.
template <class Tags, class Name>
float tag_chips(Ui& ui, const Tags& tags, filter::Facet facet, Name name, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float h = ui.px(26), gap = ui.px(6);
    const auto& chosen = app::chosen(ui.state.view.filter, facet);
    float x = x0;
    for (const model::By by : {model::By::text, model::By::place}) {
        bool first = true;
        for (const auto& tag : tags) {
            if (tag.by != by) continue;
            const auto& value = name(tag.index);
            const std::string label = ui.words(value.name);
            const bool on = std::find(chosen.begin(), chosen.end(), value.id) != chosen.end();
            const float w = std::min(chip_width(ui, label, false, on), x1 - x0);
            if (by == model::By::place && first && x > x0) {
                x = x0;
                y += h + gap;
            }
            if (by == model::By::place && first) x += text(ui, list, Type::small, x, y + h / 2, ui.t.faint, ui.s.by_place) + gap;
            first = false;
            if (x + w > x1 + 0.5f && x > x0) {
                x = x0;
                y += h + gap;
            }
            if (chip(ui, list, "tag:" + value.id, {x, y, x + w, y + h}, label, false, on ? ui.t.accent : Color{0, 0, 0, 0})) ui.send(app::ToggleFacet{facet, value.id});
            x += w + gap;
        }
    }
    return y + h;
}

float quote_block(Ui& ui, const model::Link& link, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const std::string words = "“" + base::full_width_punctuation(link.quote) + "”";
    const float tx = x0 + ui.px(14);
    const float end = text_block(ui, list, Type::quote, tx, y, x1 - tx, ui.t.ink, words, 1.62f);
    list->AddRectFilled({x0, y + ui.px(4)}, {x0 + ui.px(3), end - ui.px(4)}, packed(ui.t.accent), ui.px(1.5f));
    return end;
}

float no_link(Ui& ui, float x0, float x1, float y) {
    if (ui.state.shown.empty() && ui.data() && !ui.data()->links().empty()) {
        y = empty_state(ui, x0, x1, y, Icon::search, ui.s.none_shown_title, ui.s.none_shown_hint) + ui.px(kGap2);
        const float w = button_width(ui, ui.s.clear);
        if (button(ui, ImGui::GetWindowDrawList(), "clear-here", {x0, y, x0 + w, y + ui.px(32)}, ui.s.clear, Look::outlined)) ui.send(app::ClearFilter{});
        return y + ui.px(32);
    }
    y = empty_state(ui, x0, x1, y, Icon::arrow, ui.s.no_link_title, ui.s.no_link_hint);
    if (ui.state.shown.empty()) return y;
    const float top = y;
    y = section(ui, x0, x1, y, ui.s.shown_links, std::to_string(ui.state.shown.size()));
    ui.rects.set("shown-count:" + std::to_string(ui.state.shown.size()), {x0, top, x1, y});
    return link_rows(ui, "shown", x0, x1, y - ui.px(4), ui.state.shown);
}

} // namespace

float evidence_card(Ui& ui, float x0, float x1, float y) {
    const model::LinkIx at = ui.state.view.selected_link;
    if (!ui.data() || at < 0 || static_cast<std::size_t>(at) >= ui.data()->links().size()) return no_link(ui, x0, x1, y);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const model::Dataset& d = *ui.data();
    const model::Link& link = d.link(at);

    y += ui.px(kGap4);
    if (link.plan >= 0) {
        const model::Plan& plan = d.plan(link.plan);
        const std::string clause = ui.zh() ? base::full_width_punctuation(link.clause) : link.clause;
        const float clause_w = text_width(ui, Type::strong, clause);
        text_cut(ui, list, Type::strong, x0, y + ui.px(8), x1 - x0 - clause_w - ui.px(kGap3), ui.t.ink, ui.words(plan.brief));
        text_right(ui, list, Type::strong, x1, y + ui.px(8), ui.t.accent, clause);
        ui.rects.set("evidence-clause:" + link.clause, {x1 - clause_w, y, x1, y + ui.px(16)});
        y += ui.px(24);
        std::string when = ui.s.undated;
        if (!plan.issued.empty()) when = ui.zh() ? plan.issued + " " + ui.s.dated : std::string(ui.s.dated) + " " + plan.issued;
        text_cut(ui, list, Type::small, x0, y + ui.px(7), x1 - x0, ui.t.soft, when);
        y += ui.px(26);
    }
    y = quote_block(ui, link, x0, x1, y) + ui.px(kGap3);
    y = text_block(ui, list, Type::body, x0, y, x1 - x0, ui.t.soft, ui.words(link.summary), 1.6f) + ui.px(kGap2);

    if (!link.mappable) y = notice(ui, x0, x1, y + ui.px(4), ui.s.unmapped_title, ui.s.unmapped_hint) + ui.px(kGap2);
    const float bh = ui.px(30);
    float bx = x0;
    if (link.mappable) {
        const float w = button_width(ui, ui.s.show_on_map);
        if (button(ui, list, "show-on-map", {bx, y, bx + w, y + bh}, ui.s.show_on_map, Look::outlined)) ui.send(app::FlyTo{app::FlyTo::What::link, at});
        bx += w + ui.px(kGap2);
    }
    const float copy_w = button_width(ui, ui.s.copy_quote);
    if (button(ui, list, "copy-quote", {bx, y, bx + copy_w, y + bh}, ui.s.copy_quote, Look::outlined))
        ImGui::SetClipboardText(("“" + base::full_width_punctuation(link.quote) + "”（" + plan_and_clause(ui, link) + "）").c_str());
    y += bh;

    y = section(ui, x0, x1, y, ui.s.parties, ui.s.shapes[static_cast<std::size_t>(link.shape)]);
    y = party_chips(ui, link, x0, x1, y) + ui.px(kGap4);
    if (link.mechanism >= 0) y = field(ui, x0, x1, y, ui.s.mechanism, ui.words(d.mechanism(link.mechanism).name), mechanism_color(ui, link.mechanism));
    y = field(ui, x0, x1, y, ui.s.stance, ui.s.stances[static_cast<std::size_t>(link.stance)]);
    std::string fields;
    for (const model::DomainIx ix : link.domains) fields += (fields.empty() ? "" : ui.zh() ? "、" : ", ") + d.domains()[static_cast<std::size_t>(ix)].name.in(ui.lang());
    if (!fields.empty()) y = field(ui, x0, x1, y, ui.s.domains, fields);
    text_cut(ui, list, Type::small, x0, y + ui.px(11), ui.px(60), ui.t.soft, ui.s.reading);
    const bool inferred = link.stated == model::Stated::inferred;
    badge(ui, list, x0 + ui.px(64), y + ui.px(11), inferred ? ui.s.inferred_badge : ui.s.explicit_badge, inferred ? ui.t.notice_wash : ui.t.well,
          inferred ? ui.t.notice_ink : ui.t.soft);
    y += ui.px(28);
    if (!link.note.empty()) y = field(ui, x0, x1, y, ui.s.note, base::full_width_punctuation(link.note));
    if (!link.corridors.empty()) {
        y = section(ui, x0, x1, y - ui.px(4), ui.s.corridors);
        y = tag_chips(ui, link.corridors, filter::Facet::corridor, [&](auto i) -> const auto& { return d.corridor(i); }, x0, x1, y);
    }
    if (!link.basins.empty()) {
        y = section(ui, x0, x1, y, ui.s.basins);
        y = tag_chips(ui, link.basins, filter::Facet::basin, [&](auto i) -> const auto& { return d.basin(i); }, x0, x1, y);
    }
    if (ui.mem.card_link != at) {
        ui.mem.related = app::related_links(d, at);
        ui.mem.card_link = at;
    }
    if (!ui.mem.related.empty()) {
        y = section(ui, x0, x1, y, ui.s.related, std::to_string(ui.mem.related.size()));
        y = link_rows(ui, "related", x0, x1, y - ui.px(4), ui.mem.related);
    }
    return y;
}

} // namespace atlas::ui
