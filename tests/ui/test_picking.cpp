// Picking: the list of stacked links, several at once with Ctrl, and the place card's numbers pressed in the real panel.
#include "ui/world.hpp"

#include "app/session.hpp"

#include <set>

namespace atlas {
namespace {

struct Picker : test::Driver {
    explicit Picker(std::vector<model::LinkIx> links) : Driver(test::real_dataset()) {
        stack = std::move(links);
        under_mouse = {scene::FeatureRef::Kind::link, stack.front()};
        rest();
    }
    void press_map() {
        const auto map = gui().rects().find("map");
        ASSERT_TRUE(map);
        rest(30); // never the second half of a double click
        click_at(map->mid_x(), map->mid_y());
        rest(2);
    }
    void key(ui::Key k) {
        gui().press_key(k);
        frame();
        rest(2);
    }
};

TEST(Picking, OneLinkIsTakenAtOnceSeveralOpenAList) {
    Picker d({3});
    d.press_map();
    EXPECT_EQ(d.state().view.selected_link, 3);
    EXPECT_FALSE(d.gui().rects().find("pick"));

    Picker several({5, 9, 12});
    several.press_map();
    EXPECT_EQ(several.state().view.selected_link, model::kNone) << "nothing is taken before it is told apart";
    ASSERT_TRUE(several.gui().rects().find("pick"));
    EXPECT_EQ(several.state().ui.hovered_link, 5) << "the row that Enter would take is lit on the map";
    several.click("pick:1");
    EXPECT_EQ(several.state().view.selected_link, 9);
    several.rest();
    EXPECT_FALSE(several.gui().rects().find("pick"));
    EXPECT_TRUE(several.gui().rects().find("evidence-clause:" + several.state().dataset->link(9).clause)) << "two presses from the map to the clause";
}

TEST(Picking, ArrowsEnterAndEscape) {
    Picker d({5, 9, 12});
    d.press_map();
    d.key(ui::Key::down);
    EXPECT_EQ(d.state().ui.hovered_link, 9);
    d.key(ui::Key::down);
    d.key(ui::Key::down); // the last row stays
    EXPECT_EQ(d.state().ui.hovered_link, 12);
    d.key(ui::Key::up);
    d.key(ui::Key::accept);
    EXPECT_EQ(d.state().view.selected_link, 9);
    d.press_map();
    ASSERT_TRUE(d.gui().rects().find("pick"));
    d.key(ui::Key::escape);
    EXPECT_FALSE(d.gui().rects().find("pick"));
    EXPECT_EQ(d.state().view.selected_link, 9) << "Esc puts the list away, not the selection behind it";
    d.key(ui::Key::escape);
    EXPECT_EQ(d.state().view.selected_link, model::kNone);
}

TEST(Picking, APressElsewhereOrAFilterPutsTheListAway) {
    Picker d({5, 9, 12});
    d.press_map();
    ASSERT_TRUE(d.gui().rects().find("pick"));
    d.press_map();
    EXPECT_FALSE(d.gui().rects().find("pick"));
    EXPECT_EQ(d.state().view.selected_link, model::kNone);
    d.press_map();
    ASSERT_TRUE(d.gui().rects().find("pick"));
    filter::FilterSpec one;
    one.ties = {{filter::Tie::Kind::link, {d.state().dataset->link(5).id}}};
    d.state() = app::apply(d.state(), app::SetFilter{one});
    d.rest();
    EXPECT_FALSE(d.gui().rects().find("pick")) << "its links are not on the map any more";
}

TEST(Picking, TheListStaysInsideTheMap) {
    std::vector<model::LinkIx> many;
    for (int i = 0; i < 40; ++i) many.push_back(i);
    for (const auto& [x, y] : {std::pair{290.f, 60.f}, std::pair{1250.f, 60.f}, std::pair{1250.f, 850.f}, std::pair{290.f, 850.f}}) {
        Picker d(many);
        d.click_at(x, y);
        d.rest();
        const auto box = d.gui().rects().find("pick"), map = d.gui().rects().find("map");
        ASSERT_TRUE(box && map) << x << ' ' << y;
        EXPECT_TRUE(box->x0 >= map->x0 && box->x1 <= map->x1 && box->y0 >= map->y0 && box->y1 <= map->y1) << x << ' ' << y;
    }
}

TEST(Picking, CtrlGathersLinksAndPlaces) {
    Picker d({3});
    d.press_map();
    d.ctrl = true;
    d.stack = {7};
    d.under_mouse.index = 7;
    d.press_map();
    EXPECT_EQ(app::selected_links(d.state().view), (std::vector<model::LinkIx>{7, 3}));
    EXPECT_TRUE(d.gui().rects().find("chosen:" + d.state().dataset->link(3).id)) << "the card shows them";
    d.under_mouse = {};
    d.press_map();
    EXPECT_EQ(app::selected_links(d.state().view).size(), 2u) << "a miss while gathering loses nothing";
    d.under_mouse = {scene::FeatureRef::Kind::link, 7};
    d.press_map();
    EXPECT_EQ(app::selected_links(d.state().view), (std::vector<model::LinkIx>{3})) << "again: out";
    const model::PlaceIx sichuan = d.state().dataset->place_by_id("510000"), chongqing = d.state().dataset->place_by_id("500000");
    for (const model::PlaceIx p : {sichuan, chongqing}) {
        d.under_mouse = {scene::FeatureRef::Kind::place, p};
        d.press_map();
    }
    EXPECT_EQ(app::selected_places(d.state().view), (std::vector<model::PlaceIx>{chongqing, sichuan}));
    EXPECT_TRUE(app::selected_links(d.state().view).empty());
    EXPECT_TRUE(d.gui().rects().find("chosen-place:510000"));
    d.ctrl = false;
    d.under_mouse.index = sichuan;
    d.press_map();
    EXPECT_EQ(app::selected_places(d.state().view), (std::vector<model::PlaceIx>{sichuan}));
}

TEST(Picking, OnlyTheseLeavesExactlyTheSelectedLinks) {
    test::Driver d(test::real_dataset());
    for (const int ix : {4, 11, 30}) d.state() = app::apply(d.state(), app::SelectLink{ix, true});
    d.click("only-these");
    EXPECT_EQ(d.state().shown, (std::vector<model::LinkIx>{4, 11, 30}));
    EXPECT_EQ(app::selected_links(d.state().view).size(), 3u);
    // A filter that hides the leading one lets the next lead; one that hides all lets go.
    filter::FilterSpec spec;
    spec.ties = {{filter::Tie::Kind::link, {d.state().dataset->link(11).id}}};
    d.state() = app::apply(d.state(), app::SetFilter{spec});
    EXPECT_EQ(app::selected_links(d.state().view), (std::vector<model::LinkIx>{11}));
}

TEST(PlaceCard, AnyNumberPressedIsTheNumberShown) {
    test::Driver d(test::real_dataset());
    d.height = 4000; // the whole card in sight
    int pressed = 0;
    for (const char* id : {"520000", "510500"})
        for (const auto ego : filter::kEgos) {
            const app::AppState fresh = app::apply(app::apply(app::apply(d.state(), app::ClearFilter{}), app::SelectPlace{d.state().dataset->place_by_id(id)}), app::SetEgo{ego});
            d.state() = fresh;
            d.rest();
            const app::PlaceFacts facts = app::place_facts(*fresh.dataset, app::selected_places(fresh.view), ego);
            std::map<std::string, int> expected{{"fact:total", facts.ways[static_cast<std::size_t>(ego)].count}};
            for (const auto& m : facts.mechanisms) {
                const std::string code = fresh.dataset->mechanism(m.row.index).code;
                expected["fact:mechanism:" + code] = m.row.count;
                if (!m.partners.empty()) expected["fact:partner:" + code + ":0"] = m.partners[0].count;
            }
            if (!facts.corridors.empty()) expected["fact:corridor:0"] = facts.corridors[0].count;
            if (!facts.basins.empty()) expected["fact:basin:0"] = facts.basins[0].count;
            for (const auto& p : facts.plans) {
                const std::string plan = fresh.dataset->plan(p.row.index).id;
                expected["fact:plan:" + plan + ":0"] = p.row.count;
                expected["fact:clause:" + plan + ":0"] = p.clauses[0].count;
            }
            int n = 0;
            for (const auto& [rect, count] : expected) {
                if (n++ % 3 != 0) continue; // each press is a dozen frames
                d.state() = fresh;
                d.click(rect);
                EXPECT_EQ(d.state().shown.size(), static_cast<std::size_t>(count)) << id << ' ' << rect;
                EXPECT_FALSE(app::chips(d.state()).empty()) << "what is filtered is said in the bar";
                ++pressed;
            }
        }
    EXPECT_GT(pressed, 15);
}

TEST(PlaceCard, EgoIsAStateOfTheViewAndEndsWithThePlace) {
    test::Driver d(test::real_dataset());
    d.state() = app::apply(d.state(), app::SelectPlace{d.state().dataset->place_by_id("520000")});
    d.click("ego:1");
    EXPECT_EQ(d.state().view.ego, filter::Ego::out);
    d.state() = app::apply(d.state(), app::SelectPlace{d.state().dataset->place_by_id("510000")});
    EXPECT_EQ(d.state().view.ego, filter::Ego::both);
}

/// The small dataset with its drawn link stated three times, in three ways.
std::shared_ptr<const model::Dataset> stacked_dataset() {
    const auto small = test::small_dataset();
    model::DatasetParts p;
    p.places.assign(small->places().begin(), small->places().end());
    p.plans.assign(small->plans().begin(), small->plans().end());
    p.mechanisms.assign(small->mechanisms().begin(), small->mechanisms().end());
    p.domains.assign(small->domains().begin(), small->domains().end());
    for (int i = 1; i <= 3; ++i) {
        model::Link l = small->link(0);
        l.id = "plan-a-00" + std::to_string(i);
        l.corridors.clear();
        l.basins.clear();
        p.links.push_back(l);
    }
    return std::make_shared<const model::Dataset>(std::move(p));
}

TEST(Picking, TheSessionFindsAllLinksUnderAPointWithinSixPixels) {
    app::Session s({stacked_dataset(), std::make_shared<const model::Geodata>(), test::fonts()});
    s.resize_map(980, 852);
    s.set_animated(false);
    s.dispatch(app::FlyTo{app::FlyTo::What::links, -1});
    s.picture();
    // Search the frame for the lines: every link must be found somewhere, and a point off all lines has none.
    std::set<model::LinkIx> found;
    geo::Vec2 on{-1, -1};
    for (double x = 4; x < 980; x += 4)
        for (double y = 4; y < 852; y += 4)
            for (const model::LinkIx ix : s.links_at({x, y})) {
                found.insert(ix);
                on = {x, y};
            }
    EXPECT_EQ(found.size(), 3u);
    ASSERT_GE(on.x, 0);
    const auto here = s.links_at(on);
    EXPECT_EQ(here.size(), std::set<model::LinkIx>(here.begin(), here.end()).size()) << "each link once";
    EXPECT_TRUE(s.links_at({3, 3}).empty());
}

TEST(PlaceCard, UndoGoesBackThroughEgoAndSelection) {
    app::Session s({test::real_dataset(), std::make_shared<const model::Geodata>(), test::fonts()});
    s.begin_history();
    const app::ViewSpec first = s.state().view;
    const model::PlaceIx a = s.state().dataset->place_by_id("510000"), b = s.state().dataset->place_by_id("500000");
    s.dispatch(app::SelectPlace{a});
    s.dispatch(app::SelectPlace{b, true});
    s.dispatch(app::SetEgo{filter::Ego::in});
    s.dispatch(app::SetFilter{app::filter_about(*s.state().dataset, app::selected_places(s.state().view), filter::Ego::in)});
    const app::ViewSpec last = s.state().view;
    EXPECT_FALSE(s.state().shown.empty());
    for (int i = 0; i < 4; ++i) s.dispatch(app::Undo{});
    EXPECT_TRUE(s.state().view == first);
    for (int i = 0; i < 4; ++i) s.dispatch(app::Redo{});
    EXPECT_TRUE(s.state().view == last);
}

} // namespace
} // namespace atlas
