// Windows with little room, as at 200 %: the evidence of what is selected is shown, both panels can be reached, the count keeps its
// remarks, and the map knows what floats over it.
#include "ui/world.hpp"

#include "app/session.hpp"
#include "ui/keys.hpp"

namespace atlas {
namespace {

using model::Lang;

bool meet(const ui::Rect& a, const ui::Rect& b) { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1; }

struct Shown {
    bool left = false, right = false;
    friend bool operator==(const Shown&, const Shown&) = default;
};

Shown panels(test::Driver& d) {
    d.rest();
    return {d.gui().rects().find("left-tab:0").has_value(), d.gui().rects().find("right-tab:0").has_value()};
}

void press(test::Driver& d, ui::Key key) {
    d.gui().press_key(key);
    d.rest();
}

TEST(Panels, WhatIsSelectedShowsItsEvidenceInEveryWindow) {
    for (const auto& [width, height] : {std::pair{800.0F, 450.0F}, {640.0F, 420.0F}, {500.0F, 300.0F}, {320.0F, 210.0F}}) {
        SCOPED_TRACE(std::to_string(width) + " × " + std::to_string(height));
        test::Driver d(test::real_dataset());
        d.width = width;
        d.height = height;
        d.state() = app::apply(d.state(), app::SelectLink{3});
        EXPECT_EQ(panels(d), (Shown{false, true}));
        EXPECT_TRUE(d.gui().rects().find("map")) << "a strip of the map is left";
        // The buttons of both panels stay in the bar, and each brings back its own.
        for (const char* button : {"fold-left", "fold-right"}) {
            const auto r = d.gui().rects().find(button);
            ASSERT_TRUE(r && r->x0 >= 0 && r->x1 <= width) << button;
        }
        d.click("fold-left");
        EXPECT_EQ(panels(d), (Shown{true, false}));
        d.click("fold-right");
        EXPECT_EQ(panels(d), (Shown{false, true}));
        press(d, ui::Key::fold_left);
        EXPECT_EQ(panels(d), (Shown{true, false}));
        EXPECT_EQ(d.state().view.selected_link, 3) << "what was selected stays so";
        d.state() = app::apply(d.state(), app::SelectPlace{0});
        EXPECT_EQ(panels(d), (Shown{false, true}));
        press(d, ui::Key::fold_right);
        EXPECT_FALSE(panels(d).right) << "shown, it is folded";
    }
}

TEST(Panels, BothStandWhereBothHaveRoom) {
    test::Driver d(test::real_dataset());
    d.width = 1067;
    d.height = 600;
    EXPECT_EQ(panels(d), (Shown{true, true}));
    d.state() = app::apply(d.state(), app::SelectLink{3});
    EXPECT_EQ(panels(d), (Shown{true, true}));
}

TEST(Panels, LettingGoGivesTheRoomBack) {
    test::Driver d(test::real_dataset());
    d.width = 800;
    d.height = 450;
    EXPECT_EQ(panels(d), (Shown{true, false}));
    d.state() = app::apply(d.state(), app::SelectLink{3});
    EXPECT_EQ(panels(d), (Shown{false, true}));
    press(d, ui::Key::escape);
    EXPECT_EQ(panels(d), (Shown{true, false}));
}

TEST(Panels, NothingInTheBarLiesOnAnything) {
    test::Driver d(test::real_dataset());
    for (const float width : {1067.0F, 800.0F, 799.0F, 660.0F, 640.0F, 560.0F, 500.0F, 399.0F, 320.0F})
        for (const Lang lang : {Lang::zh, Lang::en}) {
            d.width = width;
            d.height = std::max(210.0F, width * 0.6F);
            d.state().view.lang = lang;
            d.rest();
            std::vector<std::pair<std::string, ui::Rect>> there;
            const std::string count = "count:" + std::to_string(d.state().shown.size());
            for (const std::string& id : {std::string("fold-left"), std::string("search"), std::string("undo"), count, std::string("lang:0"), std::string("lang:1"), std::string("theme"),
                                          std::string("export"), std::string("fold-right")})
                if (const auto r = d.gui().rects().find(id)) there.emplace_back(id, *r);
            EXPECT_GE(there.size(), 5U);
            for (std::size_t i = 0; i < there.size(); ++i) {
                EXPECT_TRUE(there[i].second.x0 >= 0 && there[i].second.x1 <= width) << there[i].first << " leaves the window of " << width;
                for (std::size_t k = i + 1; k < there.size(); ++k)
                    EXPECT_FALSE(meet(there[i].second, there[k].second)) << there[i].first << " and " << there[k].first << " at " << width;
            }
        }
}

TEST(Furniture, TheCountKeepsItsRemarksAndNothingCoversAnything) {
    test::Driver d(test::real_dataset());
    d.contents.links_unmapped = 66;
    d.contents.rolled = scene::RollUp::province;
    for (const auto& [width, height] : {std::pair{1600.0F, 900.0F}, {1067.0F, 600.0F}, {960.0F, 540.0F}, {800.0F, 450.0F}, {640.0F, 420.0F}})
        for (const Lang lang : {Lang::zh, Lang::en})
            for (const app::View view : {app::View::none, app::View::table})
                for (const app::Lead lead : {app::Lead::none, app::Lead::right}) {
                    SCOPED_TRACE(std::to_string(width) + (lang == Lang::zh ? " zh" : " en") + (view == app::View::none ? "" : " table") + (lead == app::Lead::right ? " right" : ""));
                    d.width = width;
                    d.height = height;
                    d.state().view.lang = lang;
                    d.state().ui.view = view;
                    d.state().ui.lead = lead;
                    d.rest();
                    const auto& rects = d.gui().rects();
                    const ui::Rect map = d.gui().layout(d.state().ui, width, height).map;
                    const auto count = rects.find("map-count-off:66");
                    ASSERT_TRUE(count) << "how many are not on the map";
                    EXPECT_TRUE(count->x0 >= map.x0 && count->x1 <= map.x1 && count->y0 >= map.y0 && count->y1 <= map.y1);
                    for (const char* id : {"zoom-in", "zoom-out", "whole-country", "help", "tool-box", "tool-lasso"}) {
                        const auto r = rects.find(id);
                        ASSERT_TRUE(r) << id;
                        EXPECT_FALSE(meet(*r, *count)) << id;
                        EXPECT_TRUE(r->y0 >= map.y0 && r->y1 <= map.y1 && r->x0 >= map.x0) << id;
                        if (height >= 450) { EXPECT_GT(r->x0, map.x1 - 90) << id << " stands in the map"; }
                    }
                }
}

TEST(Furniture, TheMapIsToldOfAllThatFloatsOverIt) {
    test::Driver d(test::real_dataset());
    d.contents.links_unmapped = 66;
    for (const auto& [width, height] : {std::pair{1600.0F, 900.0F}, {800.0F, 450.0F}})
        for (const app::MapTool tool : {app::MapTool::pan, app::MapTool::box}) {
            d.width = width;
            d.height = height;
            d.state().ui.tool = tool;
            d.rest();
            const ui::Rect map = d.gui().layout(d.state().ui, width, height).map;
            const auto covered = [&](const ui::Rect& r) {
                const geo::Box b{{r.x0 - map.x0, r.y0 - map.y0}, {r.x1 - map.x0, r.y1 - map.y0}};
                return std::any_of(d.state().ui.floating.begin(), d.state().ui.floating.end(), [&b](const geo::Box& f) { return f.contains(b.min) && f.contains(b.max); });
            };
            for (const char* id : {"map-count", "zoom-in", "help", "tool-box", "tool-lasso"}) EXPECT_TRUE(covered(*d.gui().rects().find(id))) << id;
            if (tool == app::MapTool::box) { EXPECT_TRUE(covered(*d.gui().rects().find("area-bar"))); }
            EXPECT_TRUE(d.frame().empty()) << "told once";
        }
}

/// A frame that tells the map of other boxes lays it out a second time: what a filter or a zoom changes must not.
TEST(Furniture, AFilterDoesNotMoveWhatFloats) {
    for (const Lang lang : {Lang::zh, Lang::en}) {
        test::Driver d(test::real_dataset());
        d.state().view.lang = lang;
        d.contents.links_unmapped = 66;
        d.contents.rolled = scene::RollUp::province;
        d.rest();
        const auto before = d.state().ui.floating;
        ASSERT_FALSE(before.empty());
        d.contents = {};
        d.state() = app::apply(d.state(), app::ToggleFacet{filter::Facet::corridor, "c-lanxi"});
        d.state().view.camera.m_per_pt *= 0.37;
        d.rest();
        EXPECT_EQ(d.state().ui.floating, before);
    }
}

TEST(Furniture, NoNameIsCutByWhatFloats) {
    auto read = io::read_geodata(std::string(ATLAS_SOURCE_DIR) + "/geodata", {});
    ASSERT_TRUE(read);
    app::Session s(app::SessionData{test::real_dataset(), std::make_shared<const model::Geodata>(std::move(*read)), test::fonts()});
    s.set_animated(false);
    s.resize_map(980, 852);
    s.dispatch(app::FlyTo{app::FlyTo::What::corridor, 0});
    const auto cut = [&s](const geo::Box& box) {
        int n = 0;
        for (const scene::Placed& placed : s.picture().lists)
            for (const scene::Command& c : placed.list->commands) {
                const auto* t = std::get_if<scene::DrawText>(&c);
                if (!t || t->key.empty()) continue;
                for (const geo::Box& g : scene::glyph_boxes(*t)) n += box.intersects({placed.to_page.apply(g.min), placed.to_page.apply(g.max)});
            }
        return n;
    };
    const geo::Box box{{300, 300}, {620, 480}};
    ASSERT_GT(cut(box), 0) << "there are names to be cut";
    s.dispatch(app::SetFloating{{box}});
    EXPECT_EQ(cut(box), 0);
}

} // namespace
} // namespace atlas
