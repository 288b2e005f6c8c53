// The main paths, driven as a user drives them: mouse and keys through ImGui's io into the real panels.
#include "ui/world.hpp"

namespace atlas {
namespace {

template <class T>
int count_of(const std::vector<app::Action>& actions) {
    int n = 0;
    for (const app::Action& a : actions) n += std::holds_alternative<T>(a);
    return n;
}

std::string corridor_id(const model::Dataset& d, const std::string& name) {
    for (const model::Corridor& c : d.corridors())
        if (c.name.zh == name) return c.id;
    ADD_FAILURE() << "no corridor " << name;
    return {};
}

TEST(Input, TickingACorridorFilters) {
    test::Driver d(test::real_dataset());
    const std::string id = corridor_id(*d.state().dataset, "川南渝西");
    const std::size_t all = d.state().shown.size();
    const auto actions = d.click("corridor:" + id);
    EXPECT_EQ(count_of<app::ToggleFacet>(actions), 1);
    EXPECT_EQ(count_of<app::FlyTo>(actions), 1) << "the map goes to what was chosen";
    ASSERT_EQ(d.state().view.filter.corridors, std::vector<std::string>{id});
    filter::FilterSpec spec;
    spec.corridors = {id};
    EXPECT_EQ(d.state().shown, filter::apply(*d.state().dataset, spec));
    EXPECT_LT(d.state().shown.size(), all);
    EXPECT_GT(d.state().shown.size(), 0u);
    // The chip in the bar takes it away again.
    d.click("chip:0");
    EXPECT_TRUE(d.state().view.filter.empty());
    EXPECT_EQ(d.state().shown.size(), all);
}

TEST(Input, TickingABasinAfterItsTab) {
    test::Driver d(test::real_dataset());
    d.click("left-tab:1");
    ASSERT_EQ(d.state().ui.left, app::LeftTab::basin);
    std::string tuojiang;
    for (const model::Basin& b : d.state().dataset->basins())
        if (b.name.zh == "沱江") tuojiang = b.id;
    ASSERT_FALSE(tuojiang.empty());
    d.click("basin:" + tuojiang);
    EXPECT_EQ(d.state().view.filter.basins, std::vector<std::string>{tuojiang});
    const std::size_t with_it = d.state().shown.size();
    EXPECT_GT(with_it, 0u);
    d.click("clear");
    EXPECT_GT(d.state().shown.size(), with_it);
}

TEST(Input, FoldingABasinHidesItsBranches) {
    test::Driver d(test::small_dataset());
    d.click("left-tab:1");
    d.rest();
    ASSERT_TRUE(d.gui().rects().find("basin:b-child")) << "a stem stands open at first";
    d.click("fold:b-stem");
    d.rest();
    EXPECT_FALSE(d.gui().rects().find("basin:b-child"));
    EXPECT_TRUE(d.state().view.filter.empty()) << "folding is not choosing";
}

TEST(Input, AClickOnTheMapSelectsAndTheCardShowsTheClause) {
    test::Driver d(test::real_dataset());
    d.under_mouse = {scene::FeatureRef::Kind::link, 3};
    d.rest();
    const auto map = d.gui().rects().find("map");
    ASSERT_TRUE(map);
    d.click_at(map->mid_x(), map->mid_y());
    EXPECT_EQ(d.state().view.selected_link, 3);
    d.rest();
    EXPECT_TRUE(d.gui().rects().find("evidence-clause:" + d.state().dataset->link(3).clause));
    // A click on empty paper lets go of it.
    d.under_mouse = {};
    d.rest(30); // two clicks in quick succession would be a double click
    d.click_at(map->mid_x() + 40, map->mid_y() + 40);
    EXPECT_EQ(d.state().view.selected_link, model::kNone);
}

TEST(Input, DraggingMovesTheCameraByThePixelsDragged) {
    test::Driver d(test::real_dataset());
    d.rest();
    const scene::Camera before = d.state().view.camera;
    ui::PlainInput at;
    at.mouse_x = 800;
    at.mouse_y = 450;
    d.frame(at);
    d.frame(at);
    at.mouse_down = true;
    d.frame(at);
    std::vector<app::Action> live;
    for (int i = 1; i <= 5; ++i) {
        at.mouse_x = 800 + 20.0f * static_cast<float>(i);
        at.mouse_y = 450 - 10.0f * static_cast<float>(i);
        for (auto& a : d.frame(at)) live.push_back(a);
    }
    at.mouse_down = false;
    const auto last = d.frame(at);
    EXPECT_EQ(count_of<app::SetCamera>(live), 5);
    EXPECT_EQ(count_of<app::SetCamera>(last), 1) << "the end of a drag is one step of history";
    EXPECT_DOUBLE_EQ(d.state().view.camera.center_m.x, before.center_m.x - 100 * before.m_per_pt);
    EXPECT_DOUBLE_EQ(d.state().view.camera.center_m.y, before.center_m.y - 50 * before.m_per_pt);
    EXPECT_EQ(d.state().view.selected_link, model::kNone) << "a drag is no click";
}

TEST(Input, TheWheelZoomsToTheMouse) {
    test::Driver d(test::real_dataset());
    d.rest();
    const ui::Layout l = d.gui().layout(d.state().ui, 1600, 900);
    d.state().map_width_pt = l.map.width();
    d.state().map_height_pt = l.map.height();
    ui::PlainInput at;
    at.mouse_x = l.map.x0 + 200;
    at.mouse_y = l.map.y0 + 600;
    d.frame(at);
    d.frame(at);
    const auto ground = [&] {
        const scene::Camera& c = d.state().view.camera;
        return c.to_frame(l.map.width(), l.map.height()).inverse().apply({200, 600});
    };
    const geo::Vec2 before = ground();
    const double scale = d.state().view.camera.m_per_pt;
    at.wheel = 1;
    d.frame(at);
    EXPECT_LT(d.state().view.camera.m_per_pt, scale);
    EXPECT_NEAR(ground().x, before.x, 1e-3);
    EXPECT_NEAR(ground().y, before.y, 1e-3);
}

TEST(Input, KeysFoldThePanelsAndEscapeLetsGo) {
    test::Driver d(test::real_dataset());
    d.rest();
    d.gui().press_key(ui::Key::fold_left);
    d.frame();
    EXPECT_FALSE(d.state().ui.left_open);
    EXPECT_EQ(d.gui().layout(d.state().ui, 1600, 900).map.x0, 0);
    d.gui().press_key(ui::Key::fold_right);
    d.frame();
    EXPECT_EQ(d.gui().layout(d.state().ui, 1600, 900).map.x1, 1600);
    d.state() = app::apply(d.state(), app::SelectLink{0});
    d.gui().press_key(ui::Key::escape);
    d.frame();
    EXPECT_EQ(d.state().view.selected_link, model::kNone);
}

TEST(Input, TabWalksAndEnterPresses) {
    test::Driver d(test::real_dataset());
    d.rest();
    // Walk until a facet row has been pressed; the walk must come by all of them.
    for (int i = 0; i < 120 && d.state().view.filter.corridors.empty(); ++i) {
        d.gui().press_key(ui::Key::tab);
        d.frame();
        d.frame();
        if (d.gui().typing() || d.at_a_tool()) continue; // Enter in a text field is the field's
        d.gui().press_key(ui::Key::accept);
        d.frame();
        d.state().ui.export_open = d.state().ui.keys_open = d.state().ui.plans_asked = false; // whatever else was pressed on the way
        d.state().ui.left = app::LeftTab::corridor;
        d.state().ui.left_open = d.state().ui.right_open = true;
    }
    EXPECT_FALSE(d.state().view.filter.corridors.empty());
}

TEST(Input, SearchFindsAPlaceByPinyinAndEnterTakesIt) {
    test::Driver d(test::real_dataset());
    d.rest();
    d.gui().press_key(ui::Key::search);
    d.rest();
    ASSERT_TRUE(d.gui().typing());
    ui::PlainInput typed;
    typed.text = "luzhou";
    d.frame(typed);
    d.rest();
    EXPECT_EQ(d.state().ui.search, "luzhou");
    ASSERT_TRUE(d.gui().rects().find("hit:0"));
    d.gui().press_key(ui::Key::accept);
    d.frame();
    ASSERT_NE(d.state().view.selected_place, model::kNone);
    EXPECT_EQ(d.state().dataset->place(d.state().view.selected_place).name.zh, "泸州市");
    d.rest();
    EXPECT_FALSE(d.gui().rects().find("hit:0")) << "the list closes once something was taken";
}

TEST(Input, PlaceCardListsItsLinks) {
    test::Driver d(test::small_dataset());
    d.state() = app::apply(d.state(), app::SelectPlace{0});
    d.rest();
    EXPECT_TRUE(d.gui().rects().find("place-link:plan-a-001"));
    EXPECT_TRUE(d.gui().rects().find("place-link:plan-a-002"));
    d.click("place-link:plan-a-001");
    EXPECT_EQ(d.state().view.selected_link, 0);
    EXPECT_EQ(d.state().ui.right, app::RightTab::evidence);
}

TEST(Input, LayerSwitchAndLanguage) {
    test::Driver d(test::real_dataset());
    d.click("right-tab:2");
    d.click("layer:basins:2");
    EXPECT_EQ(d.state().view.layers[static_cast<std::size_t>(style::LayerId::basins)].shown, style::Switch::off);
    d.click("lang:1");
    EXPECT_EQ(d.state().view.lang, model::Lang::en);
    d.click("theme");
    EXPECT_EQ(d.state().view.theme, "dark");
}

} // namespace
} // namespace atlas
