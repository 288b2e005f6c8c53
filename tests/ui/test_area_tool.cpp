// Box and lasso: from the drag on the map to the links it leaves.
#include "ui/at_luzhou.hpp"

#include "app/history.hpp"

#include <cmath>
#include <numbers>

namespace atlas {
namespace {

using app::MapTool;

struct Pointer : test::AtLuzhou {
    [[nodiscard]] geo::Vec2 on_screen(geo::LonLat p) const {
        const app::AppState& s = const_cast<Pointer*>(this)->d.state();
        const geo::Vec2 at = app::point_of(s.view.camera, s.map_width_pt, s.map_height_pt, p);
        return {map.x0 + at.x, map.y0 + at.y};
    }
    void drag(const std::vector<geo::Vec2>& way, float wheel_on_the_way = 0) {
        ui::PlainInput at;
        const auto to = [&](geo::Vec2 p) {
            at.mouse_x = static_cast<float>(p.x);
            at.mouse_y = static_cast<float>(p.y);
            d.frame(at);
        };
        to(way.front());
        to(way.front());
        at.mouse_down = true;
        to(way.front());
        for (std::size_t i = 1; i < way.size(); ++i) {
            at.wheel = i == way.size() / 2 ? wheel_on_the_way : 0;
            to(way[i]);
        }
        at.wheel = 0;
        at.mouse_down = false;
        to(way.back());
        d.rest(2);
    }
};

TEST(AreaTool, TheKeysTakeTheToolAndEscapePutsItDown) {
    Pointer w;
    w.d.gui().press_key(ui::Key::select_box);
    w.d.frame();
    EXPECT_EQ(w.d.state().ui.tool, MapTool::box);
    w.d.gui().press_key(ui::Key::select_lasso);
    w.d.frame();
    EXPECT_EQ(w.d.state().ui.tool, MapTool::lasso);
    w.d.gui().press_key(ui::Key::escape);
    w.d.frame();
    EXPECT_EQ(w.d.state().ui.tool, MapTool::pan);
    w.d.click("tool-box");
    EXPECT_EQ(w.d.state().ui.tool, MapTool::box);
    w.d.click("area-ends:1");
    EXPECT_FALSE(w.d.state().ui.area_all_ends);
    w.d.click("area-stop");
    EXPECT_EQ(w.d.state().ui.tool, MapTool::pan);
}

TEST(AreaTool, ABoxIsOneStepOfHistoryAndKeepsTheLinksInIt) {
    for (const bool all : {true, false}) {
        Pointer w;
        app::History history(w.d.state().view);
        const app::ViewSpec before = w.d.state().view;
        w.d.state() = app::apply(w.d.state(), app::SetMapTool{MapTool::box});
        w.d.state() = app::apply(w.d.state(), app::SetAreaEnds{all});
        const geo::Vec2 a{w.map.x0 + 200, w.map.y0 + 150}, b{w.map.x0 + 700, w.map.y0 + 600};
        w.drag({a, {600, 400}, {800, 500}, b});
        const app::AppState& s = w.d.state();
        ASSERT_EQ(s.view.filter.areas.size(), 1u);
        EXPECT_EQ(s.view.filter.areas[0].all_ends, all);
        EXPECT_EQ(s.ui.tool, MapTool::pan) << "one area, then the hand again";
        EXPECT_EQ(s.view.camera, before.camera) << "the drag moved no paper";
        EXPECT_EQ(app::chips(s).front().label, all ? "框选 1 两端都在" : "框选 1 任一端在");
        EXPECT_GT(s.shown.size(), 5u);
        EXPECT_LT(s.shown.size(), s.dataset->links().size());
        history.commit(s.view);
        EXPECT_TRUE(history.undo() == before);
        // Every place with a point is on the right side of the ring, whatever the projection bends.
        filter::FilterSpec area;
        area.areas = s.view.filter.areas;
        for (const model::LinkIx ix : {0, 5, 11, 40, 77, 120, 200, 260}) {
            const model::Link& link = s.dataset->link(ix);
            bool every = true, any = false, regions = false;
            for (const model::Party& p : link.parties) {
                regions = regions || !s.dataset->place(p.place).members.empty();
                bool in = false;
                if (const auto at = s.dataset->position(p.place)) {
                    const geo::Vec2 q = w.on_screen(*at);
                    in = q.x > a.x && q.x < b.x && q.y > a.y && q.y < b.y;
                }
                every = every && in;
                any = any || in;
            }
            if (regions) continue;
            EXPECT_EQ(std::binary_search(s.shown.begin(), s.shown.end(), ix), all ? every : any) << link.id;
        }
    }
}

TEST(AreaTool, TheRingStaysOnTheGround) {
    Pointer w;
    w.d.state() = app::apply(w.d.state(), app::SetMapTool{MapTool::box});
    const geo::Vec2 a{w.map.x0 + 200, w.map.y0 + 150}, b{w.map.x0 + 700, w.map.y0 + 600};
    w.drag({a, {600, 400}, b});
    const auto shown = w.d.state().shown;
    const auto ring = w.d.state().view.filter.areas.at(0).ring;
    EXPECT_NEAR(w.on_screen(ring[0]).x, a.x, 0.1);
    EXPECT_NEAR(w.on_screen(ring[0]).y, a.y, 0.1);
    w.d.state() = app::apply(w.d.state(), app::ZoomAt{{100, 100}, 2.5});
    w.d.rest();
    EXPECT_EQ(w.d.state().shown, shown);
    EXPECT_EQ(w.d.state().view.filter.areas.at(0).ring, ring);
    // Drawn from the other corner and from further away, over the same ground, it holds the same links.
    Pointer far;
    far.d.state().view.camera.m_per_pt = 2400;
    far.d.state() = app::apply(far.d.state(), app::SetMapTool{MapTool::box});
    far.drag({far.on_screen(ring[32]), {700, 400}, far.on_screen(ring[0])});
    EXPECT_EQ(far.d.state().shown, shown);
}

TEST(AreaTool, TheMapMayBeZoomedDuringTheDrag) {
    Pointer w;
    w.d.state() = app::apply(w.d.state(), app::SetMapTool{MapTool::box});
    const geo::Vec2 a{w.map.x0 + 300, w.map.y0 + 250};
    const auto first = app::ground_at(w.d.state().view.camera, w.d.state().map_width_pt, w.d.state().map_height_pt, {300, 250});
    ASSERT_TRUE(first);
    w.drag({a, {a.x + 100, a.y + 80}, {a.x + 150, a.y + 120}, {a.x + 200, a.y + 160}}, -1);
    ASSERT_EQ(w.d.state().view.filter.areas.size(), 1u);
    const geo::LonLat corner = w.d.state().view.filter.areas[0].ring[0];
    EXPECT_NEAR(corner.lon, first->lon, 2e-3) << "where the drag began is where it was pressed, on the ground";
    EXPECT_NEAR(corner.lat, first->lat, 2e-3);
}

TEST(AreaTool, ALassoHoldsWhatItGoesRound) {
    Pointer w;
    const geo::LonLat luzhou{105.44, 28.87};
    std::vector<geo::Vec2> way;
    for (int i = 0; i <= 40; ++i) {
        const double t = 2 * std::numbers::pi * i / 40;
        way.push_back(w.on_screen(luzhou) + geo::Vec2{std::cos(t) * 90, std::sin(t) * 70});
    }
    w.d.state() = app::apply(w.d.state(), app::SetMapTool{MapTool::lasso});
    w.d.state() = app::apply(w.d.state(), app::SetAreaEnds{false});
    w.drag(way);
    ASSERT_EQ(w.d.state().view.filter.areas.size(), 1u);
    EXPECT_GT(w.d.state().view.filter.areas[0].ring.size(), 20u);
    filter::FilterSpec place;
    place.places = {{w.d.state().dataset->place_by_id("510500"), true}};
    for (const model::LinkIx ix : filter::apply(*w.d.state().dataset, place)) {
        const auto& parties = w.d.state().dataset->link(ix).parties;
        const bool itself = std::any_of(parties.begin(), parties.end(), [&](const model::Party& p) { return w.d.state().dataset->place(p.place).id == "510500"; });
        if (itself) { EXPECT_TRUE(std::binary_search(w.d.state().shown.begin(), w.d.state().shown.end(), ix)) << w.d.state().dataset->link(ix).id; }
    }
}

TEST(AreaTool, APressWithoutADragAndADragBrokenOffLeaveNothing) {
    Pointer w;
    for (const MapTool tool : {MapTool::box, MapTool::lasso}) {
        w.d.state() = app::apply(w.d.state(), app::SetMapTool{tool});
        w.drag({{700, 400}, {701, 401}});
        EXPECT_TRUE(w.d.state().view.filter.areas.empty());
        EXPECT_EQ(w.d.state().ui.tool, tool) << "still at hand for a second try";
        ui::PlainInput at;
        at.mouse_x = 700;
        at.mouse_y = 400;
        w.d.frame(at);
        at.mouse_down = true;
        w.d.frame(at);
        at.mouse_x = 800;
        at.mouse_y = 500;
        w.d.frame(at);
        w.d.gui().press_key(ui::Key::escape);
        w.d.frame(at);
        at.mouse_x = 850;
        w.d.frame(at);
        at.mouse_down = false;
        w.d.frame(at);
        w.d.rest();
        EXPECT_TRUE(w.d.state().view.filter.areas.empty()) << "Esc broke the drag off";
        EXPECT_EQ(w.d.state().ui.tool, MapTool::pan);
    }
}

TEST(AreaTool, BeyondTheProjectionThereIsNoGround) {
    scene::Camera c;
    c.m_per_pt = app::kMaxMetresPerPt;
    c.center_m = c.projection.forward({105, 36});
    EXPECT_TRUE(app::ground_at(c, 1000, 800, {500, 400}));
    for (double x = -2000; x < 3000; x += 250)
        for (double y = -2000; y < 3000; y += 250)
            if (const auto p = app::ground_at(c, 1000, 800, {x, y})) { EXPECT_TRUE(std::isfinite(p->lon) && std::abs(p->lat) <= 90) << x << " " << y; }
    EXPECT_TRUE(app::box_ring(c, 1000, 800, {100, 100}, {100, 700}).empty()) << "no width";
    EXPECT_TRUE(app::lasso_ring({{100, 30}, {100, 30.001}, {100.001, 30}}, 0.1).empty()) << "a hand that did not move";
}

} // namespace
} // namespace atlas
