// The left panel's ten facets, the chips of the bar and the empty result, driven by mouse and keys.
#include "ui/world.hpp"

#include "ui/facet_list.hpp"

#include <imgui.h>

#include <fmt/format.h>

namespace atlas {
namespace {

using filter::Facet;

std::vector<app::Action> press_at(test::Driver& d, const std::string& id, bool right, bool alt) {
    d.rest(2);
    const auto r = d.gui().rects().find(id);
    EXPECT_TRUE(r.has_value()) << "nothing called '" << id << "' is on the screen";
    if (!r) return {};
    ui::PlainInput at;
    at.mouse_x = r->mid_x();
    at.mouse_y = r->mid_y();
    at.alt = alt;
    std::vector<app::Action> all;
    for (const bool down : {false, false, true, true, false, false}) {
        (right ? at.right_down : at.mouse_down) = down;
        for (app::Action& a : d.frame(at)) all.push_back(std::move(a));
    }
    return all;
}
void alt_click(test::Driver& d, const std::string& id) { press_at(d, id, false, true); }
void right_click(test::Driver& d, const std::string& id) { press_at(d, id, true, false); }

/// A value of the facet with links, whose row is on the screen.
const filter::FacetValue* visible_value(test::Driver& d, const std::vector<filter::FacetValue>& values, Facet facet) {
    for (const filter::FacetValue& v : values)
        if (v.count > 0 && d.gui().rects().find(fmt::format("{}:{}", filter::to_code(facet), v.id))) return &v;
    return nullptr;
}

std::size_t count_without(const app::AppState& s) { return s.view.filter.without.size(); }

TEST(Facets, AllTenAreReachedAndTheirCountsAreTrue) {
    for (const Facet facet : filter::kAllFacets) {
        const std::string code(filter::to_code(facet));
        test::Driver d(test::real_dataset());
        if (facet != Facet::corridor) d.click(fmt::format("left-tab:{}", static_cast<int>(facet)));
        ASSERT_EQ(d.state().ui.left, facet);
        d.rest();
        const auto values = app::derive(d.state()).of(facet);
        const auto* v = visible_value(d, values, facet);
        ASSERT_TRUE(v) << code;
        d.click(code + ":" + v->id);
        EXPECT_EQ(static_cast<int>(d.state().shown.size()), v->count) << code << " " << v->id;
        EXPECT_EQ(app::derive(d.state()).conditions[static_cast<std::size_t>(facet)], 1) << "the tab's dot";
        d.click(code + ":" + v->id);
        EXPECT_TRUE(d.state().view.filter.empty()) << code << ": pressed again, it is taken back";
        // Alt turns the same press into NOT.
        const std::size_t all = d.state().shown.size();
        alt_click(d, code + ":" + v->id);
        ASSERT_EQ(d.state().view.filter.without, (std::vector<filter::Without>{{facet, v->id}})) << code;
        EXPECT_EQ(static_cast<int>(d.state().shown.size()), static_cast<int>(all) - v->count) << code << ": what has the value is gone, and nothing else";
        // A plain press on what is left out lets it in again.
        d.click(code + ":" + v->id);
        EXPECT_TRUE(d.state().view.filter.empty()) << code;
    }
}

TEST(Facets, TheTabsAndRowsStayInsideThePanel) {
    for (const float scale : {1.0f, 1.5f, 2.0f})
        for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
            test::Driver d(test::real_dataset(), scale);
            d.state().view.lang = lang;
            for (const Facet facet : filter::kAllFacets) {
                d.state().ui.left = facet;
                d.rest(2);
                const ui::Rect panel = d.gui().layout(d.state().ui, d.width * scale, d.height * scale).left;
                float end = 0, row = 0;
                for (int i = 0; i < filter::kFacetCount; ++i) {
                    const auto tab = d.gui().rects().find(fmt::format("left-tab:{}", i));
                    ASSERT_TRUE(tab) << i;
                    EXPECT_GE(tab->width(), 24 * scale);
                    EXPECT_LE(tab->x1, panel.x1);
                    if (tab->y0 > row) end = 0;
                    EXPECT_GE(tab->x0, end - 0.5f) << "tab " << i << " lies on the one before";
                    end = tab->x1;
                    row = tab->y0;
                }
                for (const auto& [id, r] : d.gui().rects().all())
                    if (id.starts_with(std::string(filter::to_code(facet)) + ":")) { EXPECT_TRUE(r.x0 >= panel.x0 && r.x1 <= panel.x1) << id; }
            }
        }
}

TEST(Facets, AWishIsWantedOrUnwantedNeverBoth) {
    app::AppState s = app::first_state(test::small_dataset());
    const auto wish = [&](Facet f, const char* id) { return filter::wish_of(*s.dataset, s.view.filter, f, id); };
    s = app::apply(s, app::FilterPlace{0, false});
    EXPECT_EQ(wish(Facet::place, "510500"), filter::Wish::wanted);
    s = app::apply(s, app::ToggleWithout{Facet::place, "510500"});
    EXPECT_EQ(wish(Facet::place, "510500"), filter::Wish::unwanted);
    EXPECT_TRUE(s.view.filter.places.empty());
    s = app::apply(s, app::FilterPlace{0, false});
    EXPECT_EQ(wish(Facet::place, "510500"), filter::Wish::wanted);
    EXPECT_EQ(count_without(s), 0u);
    s = app::apply(s, app::ToggleWithout{Facet::corridor, "c-river"});
    s = app::apply(s, app::ToggleFacet{Facet::corridor, "c-river"});
    EXPECT_EQ(wish(Facet::corridor, "c-river"), filter::Wish::wanted);
    EXPECT_EQ(count_without(s), 0u);
}

TEST(Facets, ByKeyboardAltEnterIsNotAndTheMenuKeyOpensTheMenu) {
    test::Driver d(test::small_dataset());
    d.rest();
    // Walk with Tab to the corridor's row: it is there when Enter wants it.
    for (int i = 0; i < 60 && d.state().view.filter.corridors.empty(); ++i) {
        d.gui().press_key(ui::Key::tab);
        d.frame();
        d.frame();
        if (d.gui().typing() || d.at_a_tool()) continue;
        const app::AppState before = d.state();
        d.gui().press_key(ui::Key::accept);
        d.frame();
        if (d.state().view.filter.corridors.empty()) d.state() = before;
    }
    ASSERT_EQ(d.state().view.filter.corridors, std::vector<std::string>{"c-river"});
    ui::PlainInput alt;
    alt.alt = true;
    d.gui().press_key(ui::Key::accept);
    d.frame(alt);
    EXPECT_EQ(d.state().view.filter.without, (std::vector<filter::Without>{{Facet::corridor, "c-river"}}));
    EXPECT_TRUE(d.state().view.filter.corridors.empty());
    d.gui().press_key(ui::Key::menu);
    d.rest(2);
    ASSERT_TRUE(d.gui().rects().find("facet-menu:0"));
    d.gui().press_key(ui::Key::escape);
    d.rest(2);
    EXPECT_FALSE(d.gui().rects().find("facet-menu:0"));
    d.gui().press_key(ui::Key::menu);
    d.rest(2);
    for (int i = 0; i < 3; ++i) d.gui().press_key(ui::Key::down); // the third row: a party on the corridor
    d.gui().press_key(ui::Key::accept);
    d.rest(2);
    ASSERT_EQ(d.state().view.filter.areas.size(), 1u) << "Enter was the menu's, not the row's";
    EXPECT_EQ(count_without(d.state()), 1u);
    EXPECT_FALSE(d.gui().rects().find("facet-menu:0"));
}

TEST(Facets, TheRowsMenu) {
    test::Driver d(test::real_dataset());
    const auto values = app::derive(d.state()).of(Facet::corridor);
    const std::string a = "corridor:" + values[0].id, b = "corridor:" + values[1].id;
    d.click(a);
    right_click(d, b);
    ASSERT_EQ(d.state().view.filter.corridors, std::vector<std::string>{values[0].id}) << "a right click chooses nothing by itself";
    d.click("facet-menu:0"); // only this
    EXPECT_EQ(d.state().view.filter.corridors, std::vector<std::string>{values[1].id});
    right_click(d, b);
    d.click("facet-menu:1"); // not this
    EXPECT_EQ(filter::wish_of(*d.state().dataset, d.state().view.filter, Facet::corridor, values[1].id), filter::Wish::unwanted);
    d.state() = app::apply(d.state(), app::ClearFilter{});
    right_click(d, b);
    d.click("facet-menu:2"); // a party on it
    ASSERT_EQ(d.state().view.filter.areas, (std::vector<filter::AreaTerm>{{filter::AreaTerm::Kind::corridor, {}, values[1].id, false}}));
    right_click(d, b);
    d.click("facet-menu:2"); // and taken back by the same row
    EXPECT_TRUE(d.state().view.filter.areas.empty());
    // A press beside the menu closes it.
    right_click(d, b);
    d.rest();
    ASSERT_TRUE(d.gui().rects().find("facet-menu:0"));
    d.click_at(900, 600);
    d.rest();
    EXPECT_FALSE(d.gui().rects().find("facet-menu:0"));
    // Basins: all parties inside; places: itself only.
    d.click("left-tab:1");
    d.rest();
    const auto basins = app::derive(d.state()).of(Facet::basin);
    const auto* basin = visible_value(d, basins, Facet::basin);
    ASSERT_TRUE(basin);
    right_click(d, "basin:" + basin->id);
    d.click("facet-menu:2");
    EXPECT_EQ(d.state().view.filter.areas, (std::vector<filter::AreaTerm>{{filter::AreaTerm::Kind::basin, {}, basin->id, true}}));
    d.state() = app::apply(d.state(), app::ClearFilter{});
    d.click("left-tab:4");
    d.rest();
    const auto places = app::derive(d.state()).of(Facet::place);
    const auto* place = visible_value(d, places, Facet::place);
    ASSERT_TRUE(place);
    right_click(d, "place:" + place->id);
    d.click("facet-menu:2");
    ASSERT_EQ(d.state().view.filter.places.size(), 1u);
    EXPECT_TRUE(d.state().view.filter.places[0].exact);
}

TEST(Facets, PlacesAreOrderedByCountAndFoundByPinyin) {
    test::Driver d(test::real_dataset());
    d.click("left-tab:4");
    d.click("place-order:1");
    EXPECT_TRUE(d.state().ui.places_by_count);
    d.rest();
    const auto counts = app::derive(d.state()).of(Facet::place);
    EXPECT_GT(counts.size(), 50u);
    // The rows stand in falling order of their counts.
    std::vector<std::pair<float, int>> rows;
    for (const auto& v : counts)
        if (const auto r = d.gui().rects().find("place:" + v.id)) rows.emplace_back(r->y0, v.count);
    std::sort(rows.begin(), rows.end());
    ASSERT_EQ(rows.size(), counts.size());
    for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_GE(rows[i - 1].second, rows[i].second);
    d.state() = app::apply(d.state(), app::SetFacetSearch{"luzhou"});
    d.rest();
    EXPECT_TRUE(d.gui().rects().find("place:510500"));
    EXPECT_FALSE(d.gui().rects().find("place:500000"));
    d.click("place-order:0"); // and in the tree, where 四川省 is folded, it is shown all the same
    d.rest();
    EXPECT_TRUE(d.gui().rects().find("place:510500"));
    EXPECT_TRUE(d.gui().rects().find("place:510000"));
}

filter::FilterSpec of_all_sorts() {
    filter::FilterSpec f;
    f.corridors = {"c-river", "c-of-another-dataset"};
    f.without = {{Facet::stance, "exploring"}, {Facet::basin, "b-of-another-dataset"}};
    f.places = {{0, false}};
    f.lost_places = {"999999"};
    f.areas = {{filter::AreaTerm::Kind::ring, {{100, 20}, {110, 20}, {110, 35}, {100, 35}}, {}, false}};
    return f;
}

TEST(Chips, SayWhatTheyAre) {
    app::AppState s = app::first_state(test::small_dataset());
    s = app::apply(s, app::SetFilter{of_all_sorts()});
    std::vector<std::string> labels;
    int unknown = 0;
    for (const app::Chip& c : app::chips(s)) {
        labels.push_back(c.label);
        unknown += !c.known;
    }
    EXPECT_EQ(labels, (std::vector<std::string>{"沿江轴（东段）", "未知 c-of-another-dataset", "泸州市", "未知 999999", "非 探索中", "非 未知 b-of-another-dataset", "框选 1 任一端在"}));
    EXPECT_EQ(unknown, 3);
}

TEST(Chips, EachIsTakenAwayAloneAndTheRestStandsInAList) {
    const filter::FilterSpec full = of_all_sorts();
    for (const float width : {1000.0f, 1280.0f, 2400.0f})
        for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
            test::Driver d(test::small_dataset());
            d.width = width;
            d.state().view.lang = lang;
            d.state() = app::apply(d.state(), app::SetFilter{full});
            const std::size_t all = app::chips(d.state()).size();
            d.rest();
            std::size_t drawn = 0;
            while (d.gui().rects().find("chip:" + std::to_string(drawn))) ++drawn;
            if (drawn == all) continue;
            ASSERT_TRUE(d.gui().rects().find("more-chips")) << width;
            d.click("more-chips");
            d.rest();
            std::size_t listed = 0;
            while (d.gui().rects().find("more-chips:" + std::to_string(listed))) ++listed;
            EXPECT_EQ(drawn + listed, all) << width << ": every condition is on the screen";
            const auto expected = filter::without_condition(full, app::chips(d.state()).back().condition);
            d.click("more-chips:" + std::to_string(listed - 1));
            EXPECT_TRUE(d.state().view.filter == expected) << width;
        }
    // Where all have room, each × takes its own away.
    for (std::size_t i = 0; i < 7; ++i) {
        test::Driver d(test::small_dataset());
        d.width = 2600;
        d.state() = app::apply(d.state(), app::SetFilter{full});
        const auto expected = filter::without_condition(full, app::chips(d.state())[i].condition);
        d.click("chip:" + std::to_string(i));
        EXPECT_TRUE(d.state().view.filter == expected) << i;
    }
}

TEST(Chips, TheMenuTurnsAConditionRound) {
    test::Driver d(test::small_dataset());
    d.width = 2600;
    const auto with = [&](const filter::FilterSpec& f) {
        d.state() = app::apply(d.state(), app::SetFilter{f});
        right_click(d, "chip:0");
    };
    filter::FilterSpec f;
    f.corridors = {"c-river"};
    with(f);
    d.click("chip-menu:0");
    EXPECT_EQ(d.state().view.filter.without, (std::vector<filter::Without>{{Facet::corridor, "c-river"}}));
    EXPECT_TRUE(d.state().view.filter.corridors.empty());
    right_click(d, "chip:0");
    d.click("chip-menu:0");
    EXPECT_TRUE(d.state().view.filter == f) << "and back";
    filter::FilterSpec area;
    area.areas = of_all_sorts().areas;
    with(area);
    d.click("chip-menu:0");
    EXPECT_TRUE(d.state().view.filter.areas[0].all_ends);
    with(of_all_sorts());
    d.click("chip-menu:1"); // keep only this
    EXPECT_TRUE(d.state().view.filter == f);
    with(of_all_sorts());
    d.click("chip-menu:2");
    EXPECT_EQ(d.state().view.filter.corridors, std::vector<std::string>{"c-of-another-dataset"});
}

TEST(EmptyResult, EachWayBackBringsTheLinksItPromises) {
    const auto dataset = test::real_dataset();
    filter::FilterSpec f;
    for (const model::Corridor& c : dataset->corridors())
        if (c.name.zh == "哈长" || c.name.zh == "哈长城市群") f.corridors = {c.id};
    ASSERT_FALSE(f.corridors.empty());
    f.plans = {"guizhou-2020"};
    f.stances = {"advancing"};
    ASSERT_TRUE(filter::apply(*dataset, f).empty()) << "the plan of Guizhou says nothing about Harbin and Changchun";
    const auto ways = filter::ways_back(*dataset, f);
    ASSERT_GE(ways.size(), 2u);
    for (std::size_t i = 0; i < ways.size(); ++i) {
        test::Driver d(dataset);
        d.state() = app::apply(d.state(), app::SetFilter{f});
        ASSERT_TRUE(d.state().shown.empty());
        d.click(fmt::format("way:{}", i));
        EXPECT_EQ(static_cast<int>(d.state().shown.size()), ways[i].links);
        d.rest();
        EXPECT_FALSE(d.gui().rects().find("empty-card")) << "the card goes when links are back";
    }
    test::Driver d(dataset);
    d.state() = app::apply(d.state(), app::SetFilter{f});
    d.click("empty-clear");
    EXPECT_TRUE(d.state().view.filter.empty());
}

TEST(EmptyResult, WhatTheTextDoesNotNameIsAWayBackToo) {
    const auto dataset = test::real_dataset();
    // A corridor and a plan with computed links only.
    filter::FilterSpec f;
    for (const model::Corridor& c : dataset->corridors())
        for (const model::Plan& p : dataset->plans()) {
            filter::FilterSpec all, text;
            all.corridors = text.corridors = {c.id};
            all.plans = text.plans = {p.id};
            text.text_only = true;
            if (!filter::apply(*dataset, all).empty() && filter::apply(*dataset, text).empty()) f = text;
        }
    ASSERT_FALSE(f.corridors.empty());
    test::Driver d(dataset);
    d.state() = app::apply(d.state(), app::SetFilter{f});
    const int promised = app::derive(d.state()).with_computed;
    ASSERT_GT(promised, 0);
    d.click("way:text-only");
    EXPECT_EQ(static_cast<int>(d.state().shown.size()), promised);
}

TEST(EmptyResult, NoCardWithoutDataAndNoneOverTheButtons) {
    test::Driver none(test::empty_dataset());
    none.rest();
    EXPECT_FALSE(none.gui().rects().find("empty-card"));
    test::Driver d(test::small_dataset());
    filter::FilterSpec f;
    f.stances = {"exploring"};
    f.corridors = {"c-of-another-dataset"};
    d.state() = app::apply(d.state(), app::SetFilter{f});
    d.state().ui.right_open = false;
    for (const float width : {700.0f, 1000.0f, 1600.0f}) {
        d.width = width;
        d.rest();
        const auto card = d.gui().rects().find("empty-card");
        ASSERT_TRUE(card) << width;
        for (const char* id : {"zoom-in", "zoom-out", "whole-country", "tool-box", "tool-lasso", "map-count"}) {
            const auto r = d.gui().rects().find(id);
            ASSERT_TRUE(r) << id;
            EXPECT_FALSE(card->x0 < r->x1 && r->x0 < card->x1 && card->y0 < r->y1 && r->y0 < card->y1) << id << " under the card at " << width;
        }
    }
}

} // namespace
} // namespace atlas
