// The evidence card: the plan, the clause, its own words, and everything the reading says about the relation.
#include "ui/panels.hpp"

#include "app/citation.hpp"
#include "app/copied.hpp"
#include "base/utf8.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <fmt/format.h>

namespace atlas::ui {

namespace {

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

/// Plan, clause, title, who issued it and when.
float source(Ui& ui, const model::Link& link, float x0, float x1, float y) {
    if (link.plan < 0) return y;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const model::Plan& plan = ui.data()->plan(link.plan);
    const std::string clause = ui.zh() ? base::full_width_punctuation(link.clause) : link.clause;
    const float clause_w = text_width(ui, Type::strong, clause);
    text_cut(ui, list, Type::strong, x0, y + ui.px(8), x1 - x0 - clause_w - ui.px(kGap3), ui.t.ink, ui.words(plan.brief));
    text_right(ui, list, Type::strong, x1, y + ui.px(8), ui.t.accent, clause);
    ui.rects.set("evidence-clause:" + link.clause, {x1 - clause_w, y, x1, y + ui.px(16)});
    y += ui.px(22);
    const std::string title = ui.zh() ? "《" + plan.title.zh + "》" : plan.title.in(model::Lang::en);
    y = text_block(ui, list, Type::small, x0, y, x1 - x0, ui.t.soft, title, 1.5f, 3);
    std::string when = ui.s.undated;
    if (!plan.issued.empty()) when = ui.zh() ? plan.issued + " " + ui.s.dated : std::string(ui.s.dated) + " " + plan.issued;
    y = text_block(ui, list, Type::small, x0, y, x1 - x0, ui.t.soft, plan.issuer.zh.empty() ? when : ui.words(plan.issuer) + " · " + when, 1.5f, 3);
    return y + ui.px(kGap3);
}

/// The selected links when they are several: each can be brought to the front or let go, and all be looked at alone.
float several(Ui& ui, float x0, float x1, float y) {
    const std::vector<model::LinkIx> links = app::selected_links(ui.state.view);
    if (links.size() < 2) return y;
    ImDrawList* list = ImGui::GetWindowDrawList();
    y = section(ui, x0, x1, y - ui.px(4), fmt::format(fmt::runtime(ui.s.chosen_links), links.size()));
    for (const model::LinkIx ix : links) {
        const model::Link& link = ui.data()->link(ix);
        const Rect r{x0 - ui.px(kGap2), y, x1 + ui.px(kGap2), y + ui.px(30)};
        const float b = ui.px(24);
        const Rect away{r.x1 - b - ui.px(4), r.mid_y() - b / 2, r.x1 - ui.px(4), r.mid_y() + b / 2};
        const bool gone = icon_button(ui, list, "unchoose:" + link.id, away, Icon::close, ui.s.take_away);
        const Press p = press(ui, "chosen:" + link.id, {r.x0, r.y0, away.x0, r.y1});
        const bool first = ix == ui.state.view.selected_link;
        if (first || p.hovered) fill(list, {r.x0, r.y0 + 1, away.x0, r.y1 - 1}, first ? ui.t.accent_wash : ui.t.hover, ui.px(kRadiusSmall));
        const float s = ui.px(5);
        list->AddRectFilled({x0, r.mid_y() - s}, {x0 + 2 * s, r.mid_y() + s}, packed(mechanism_color(ui, link.mechanism)), ui.px(2));
        text_cut(ui, list, Type::body, x0 + ui.px(18), r.mid_y(), away.x0 - x0 - ui.px(22), ui.t.ink, app::parties_text(*ui.data(), link, ui.lang()));
        if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
        if (p.hovered) point_at(ui, ix, model::kNone);
        if (gone) ui.send(app::SelectLink{ix, true});
        if (p.clicked && !first) { // out and in again: the last one taken leads
            ui.send(app::SelectLink{ix, true});
            ui.send(app::SelectLink{ix, true});
        }
        y = r.y1;
    }
    const float w = button_width(ui, ui.s.only_these);
    y += ui.px(6);
    if (button(ui, list, "only-these", {x0, y, x0 + w, y + ui.px(30)}, ui.s.only_these, Look::outlined)) show_only_links(ui, links);
    text_cut(ui, list, Type::small, x0 + w + ui.px(kGap2), y + ui.px(15), x1 - x0 - w - ui.px(kGap2), ui.t.faint, ui.s.several_hint);
    return y + ui.px(30 + 18);
}

/// What can be done with the words.
float copying(Ui& ui, model::LinkIx at, bool mappable, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float bh = ui.px(30), gap = ui.px(kGap2);
    float x = x0;
    const auto next = [&](const char* id, const std::string& words, const char* tip) {
        const float w = button_width(ui, words);
        if (x + w > x1 + 0.5f && x > x0) {
            x = x0;
            y += bh + ui.px(6);
        }
        const Rect r{x, y, x + w, y + bh};
        x += w + gap;
        const bool pressed = button(ui, list, id, r, words, Look::outlined);
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        if (tip != nullptr && r.contains(mouse.x, mouse.y) && ImGui::IsWindowHovered() && ImGui::GetCurrentContext()->HoveredIdTimer > 0.35f) tooltip(ui, tip);
        return pressed;
    };
    if (mappable && next("show-on-map", ui.s.show_on_map, nullptr)) ui.send(app::FlyTo{app::FlyTo::What::link, at});
    const model::Link& link = ui.data()->link(at);
    if (next("copy-quote", ui.s.copy_quote, nullptr)) ImGui::SetClipboardText(("“" + base::full_width_punctuation(link.quote) + "”（" + plan_and_clause(ui, link) + "）").c_str());
    if (next("copy-citation", ui.s.copy_citation, ui.s.citation_tip)) copy_citation(ui);
    if (next("copy-note", fmt::format(fmt::runtime(ui.s.copy_note), app::note_number(next_note(ui))), ui.s.note_tip)) copy_note(ui);
    const std::string tip = fmt::format(fmt::runtime(ui.s.note_again_tip), ui.state.ui.noted.size());
    if (!ui.state.ui.noted.empty() && next("notes-again", ui.s.notes_again, tip.c_str())) ui.send(app::ForgetNotes{});
    return y + bh;
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

float notice_block(Ui& ui, float x0, float x1, float y, std::string_view title, std::string_view body) {
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

float evidence_card(Ui& ui, float x0, float x1, float y) {
    const model::LinkIx at = ui.state.view.selected_link;
    if (!ui.data() || at < 0 || static_cast<std::size_t>(at) >= ui.data()->links().size()) return no_link(ui, x0, x1, y);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const model::Dataset& d = *ui.data();
    const model::Link& link = d.link(at);

    y = several(ui, x0, x1, y + ui.px(kGap4));
    y = source(ui, link, x0, x1, y);
    y = quote_block(ui, link, x0, x1, y) + ui.px(kGap3);
    y = text_block(ui, list, Type::body, x0, y, x1 - x0, ui.t.soft, ui.words(link.summary), 1.6f) + ui.px(kGap2);
    if (!link.mappable) y = notice_block(ui, x0, x1, y + ui.px(4), ui.s.unmapped_title, ui.s.unmapped_hint) + ui.px(kGap2);
    y = copying(ui, at, link.mappable, x0, x1, y);
    y = party_list(ui, link, x0, x1, y);
    y = clause_in_context(ui, link, x0, x1, y) + ui.px(kGap4);
    if (link.mechanism >= 0) y = field(ui, x0, x1, y, ui.s.mechanism, ui.words(d.mechanism(link.mechanism).name), mechanism_color(ui, link.mechanism));
    y = field(ui, x0, x1, y, ui.s.stance, ui.s.stances[static_cast<std::size_t>(link.stance)]);
    std::string fields;
    for (const model::DomainIx ix : link.domains) fields += (fields.empty() ? "" : ui.zh() ? "、" : ", ") + d.domains()[static_cast<std::size_t>(ix)].name.in(ui.lang());
    if (!fields.empty()) y = field(ui, x0, x1, y, ui.s.domains, fields);
    // An inferred party's note stands with the parties.
    if (!link.note.empty() && link.stated != model::Stated::inferred) y = field(ui, x0, x1, y, ui.s.note, (ui.zh() ? "" : "(in Chinese) ") + base::full_width_punctuation(link.note));
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
