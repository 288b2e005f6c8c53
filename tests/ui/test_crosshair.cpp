// The keyboard's hand on the map: the cross is reached, moves, picks as a click does, and draws boxes and lassos.
#include "ui/at_luzhou.hpp"

#include "ui/keys.hpp"

namespace atlas {
namespace {

using app::MapTool;
using ui::Key;

/// Only keys.
struct Keyboard : test::AtLuzhou {
    /// Each key in a frame of its own; what it asked for is carried out.
    void press(std::initializer_list<Key> keys) {
        for (const Key k : keys) {
            d.gui().press_key(k);
            d.rest(2);
        }
    }
    void press(Key key, int times) {
        for (int i = 0; i < times; ++i) d.gui().press_key(key);
        d.rest(2);
    }
    [[nodiscard]] std::optional<geo::Vec2> cross() {
        d.rest(2);
        const auto r = d.gui().rects().find("cross");
        if (!r) return std::nullopt;
        return geo::Vec2{r->mid_x(), r->mid_y()};
    }
    [[nodiscard]] geo::LonLat ground(geo::Vec2 px) {
        const app::AppState& s = d.state();
        return *app::ground_at(s.view.camera, s.map_width_pt, s.map_height_pt, {px.x - map.x0, px.y - map.y0});
    }
    [[nodiscard]] std::size_t areas() { return d.state().view.filter.areas.size(); }
};

TEST(Cross, TabReachesTheMapFirstAndTheCrossStandsInItsMiddle) {
    Keyboard w;
    EXPECT_FALSE(w.cross());
    const scene::Camera before = w.d.state().view.camera;
    w.press({Key::tab});
    ASSERT_TRUE(w.cross());
    EXPECT_NEAR(w.cross()->x, w.map.mid_x(), 1);
    EXPECT_NEAR(w.cross()->y, w.map.mid_y(), 1);
    ASSERT_TRUE(w.d.gui().focus());
    EXPECT_TRUE(*w.d.gui().focus() == w.map) << "the ring is round the map";
    EXPECT_TRUE(w.d.gui().rects().find("cross-hint"));
    w.press({Key::right, Key::down, Key::nudge_left});
    EXPECT_NEAR(w.cross()->x, w.map.mid_x() + 20, 1);
    EXPECT_NEAR(w.cross()->y, w.map.mid_y() + 24, 1);
    EXPECT_EQ(w.d.state().view.camera, before) << "the paper lies still";
    w.press({Key::escape});
    EXPECT_FALSE(w.cross());
    w.press({Key::right});
    EXPECT_FALSE(w.cross());
    EXPECT_NE(w.d.state().view.camera, before) << "without the cross the arrows move the map, as ever";
    w.press({Key::tab, Key::tab});
    EXPECT_FALSE(w.cross()) << "the next stop is another";
    w.press({Key::back_tab});
    EXPECT_TRUE(w.cross());
}

TEST(Cross, AtTheEdgeTheMapComesAlong) {
    Keyboard w;
    w.press({Key::tab});
    for (const auto& [key, axis, sign] : {std::tuple{Key::right, 0, 1}, {Key::left, 0, -1}, {Key::down, 1, 1}, {Key::up, 1, -1}}) {
        geo::LonLat last = w.ground(*w.cross());
        for (int i = 0; i < 40; ++i) {
            w.press({key});
            const geo::Vec2 at = *w.cross();
            ASSERT_TRUE(w.map.contains(static_cast<float>(at.x), static_cast<float>(at.y)));
            const geo::LonLat here = w.ground(at);
            // One step a key, whether the cross or the map moves: never back, never a leap.
            const double moved = axis == 0 ? (here.lon - last.lon) * sign : (last.lat - here.lat) * sign;
            EXPECT_GT(moved, 0.1) << "step " << i;
            EXPECT_LT(moved, 0.6) << "step " << i;
            last = here;
        }
    }
    // Many keys of one frame move the map once at most, and where the cross is stays what it says.
    w.press(Key::left, 60);
    EXPECT_TRUE(w.map.contains(static_cast<float>(w.cross()->x), static_cast<float>(w.cross()->y)));
}

TEST(Cross, EnterPicksWhatLiesUnderItAsAClickDoes) {
    Keyboard w;
    w.press({Key::tab});
    w.d.under_mouse = {scene::FeatureRef::Kind::link, 3};
    w.d.rest();
    EXPECT_EQ(w.d.state().ui.hovered_link, 3) << "what Enter would take is lit";
    w.press({Key::accept});
    EXPECT_EQ(w.d.state().view.selected_link, 3);
    EXPECT_TRUE(w.cross()) << "the hand stays on the map";
    w.d.under_mouse.index = 7;
    w.press({Key::also});
    EXPECT_EQ(app::selected_links(w.d.state().view), (std::vector<model::LinkIx>{7, 3}));
    w.d.under_mouse = {};
    w.press({Key::also});
    EXPECT_EQ(app::selected_links(w.d.state().view).size(), 2U) << "a miss while gathering loses nothing";
    w.press({Key::accept});
    EXPECT_TRUE(app::selected_links(w.d.state().view).empty());
    const model::PlaceIx sichuan = w.d.state().dataset->place_by_id("510000");
    w.d.under_mouse = {scene::FeatureRef::Kind::place, sichuan};
    w.press({Key::accept});
    EXPECT_EQ(w.d.state().view.selected_place, sichuan);
    // One step at a time: first the selection, then the cross.
    w.press({Key::escape});
    EXPECT_EQ(w.d.state().view.selected_place, model::kNone);
    EXPECT_TRUE(w.cross());
    w.press({Key::escape});
    EXPECT_FALSE(w.cross());
    EXPECT_EQ(w.d.state().ui.hovered_link, model::kNone);
}

TEST(Cross, StackedLinksAreToldApartByKeys) {
    Keyboard w;
    w.press({Key::tab});
    w.d.under_mouse = {scene::FeatureRef::Kind::link, 5};
    w.d.stack = {5, 9, 12};
    w.press({Key::accept});
    const auto box = w.d.gui().rects().find("pick");
    ASSERT_TRUE(box);
    EXPECT_FALSE(box->contains(static_cast<float>(w.cross()->x), static_cast<float>(w.cross()->y))) << "beside the cross, not on it";
    const geo::Vec2 at = *w.cross();
    w.press({Key::down, Key::left, Key::accept});
    EXPECT_EQ(w.d.state().view.selected_link, 9);
    EXPECT_TRUE(*w.cross() == at) << "the arrows were the list's";
    // Opened with Ctrl, the list adds, whichever Enter takes the row.
    w.press({Key::also, Key::down, Key::down, Key::accept});
    EXPECT_EQ(app::selected_links(w.d.state().view), (std::vector<model::LinkIx>{12, 9}));
    w.press({Key::accept});
    ASSERT_TRUE(w.d.gui().rects().find("pick"));
    w.press({Key::escape});
    EXPECT_FALSE(w.d.gui().rects().find("pick"));
    EXPECT_TRUE(w.cross());
    EXPECT_EQ(w.d.state().ui.hovered_link, 12) << "the cross says again what it is on: what was taken of the stack";
}

TEST(Cross, ABoxByKeysIsTheBoxOfTheMouse) {
    Keyboard w;
    w.press({Key::select_box});
    ASSERT_TRUE(w.cross()) << "B brings the cross";
    w.press(Key::left, 8);
    w.press(Key::up, 6);
    const geo::Vec2 a = *w.cross();
    w.press({Key::accept});
    w.press(Key::right, 16);
    w.press(Key::down, 12);
    w.press(Key::nudge_down, 2);
    const geo::Vec2 b = *w.cross();
    EXPECT_NEAR(b.x - a.x, 16 * 24, 1);
    EXPECT_NEAR(b.y - a.y, 12 * 24 + 8, 1);
    EXPECT_EQ(w.areas(), 0U);
    w.press({Key::accept});
    ASSERT_EQ(w.areas(), 1U);
    EXPECT_EQ(w.d.state().ui.tool, MapTool::pan) << "one area, then the hand again";
    EXPECT_TRUE(w.cross());
    const auto ring = w.d.state().view.filter.areas[0].ring;
    const auto shown = w.d.state().shown;
    EXPECT_GT(shown.size(), 5U);
    Keyboard m;
    m.d.state() = app::apply(m.d.state(), app::SetMapTool{MapTool::box});
    ui::PlainInput at;
    const auto to = [&](geo::Vec2 p, bool down) {
        at.mouse_x = static_cast<float>(p.x);
        at.mouse_y = static_cast<float>(p.y);
        at.mouse_down = down;
        m.d.frame(at);
    };
    to(a, false);
    to(a, false);
    to(a, true);
    to((a + b) * 0.5, true);
    to(b, true);
    to(b, false);
    m.d.rest(2);
    ASSERT_EQ(m.areas(), 1U);
    const auto drawn = m.d.state().view.filter.areas[0].ring;
    ASSERT_EQ(drawn.size(), ring.size());
    for (std::size_t i = 0; i < ring.size(); ++i) EXPECT_TRUE(std::abs(drawn[i].lon - ring[i].lon) < 0.02 && std::abs(drawn[i].lat - ring[i].lat) < 0.02) << i;
    EXPECT_EQ(m.d.state().shown, shown);
}

TEST(Cross, KeysThatComeInOneFrameAreDoneInTheirOrder) {
    Keyboard slow, quick;
    for (Keyboard* w : {&slow, &quick}) {
        const auto keys = {Key::select_box, Key::accept, Key::right, Key::right, Key::down, Key::down, Key::accept};
        for (const Key k : keys) {
            w->d.gui().press_key(k);
            if (w == &slow) w->d.rest(2);
        }
        w->d.rest(4);
        ASSERT_EQ(w->areas(), 1U) << (w == &slow ? "one key a frame" : "all in one frame");
    }
    EXPECT_EQ(slow.d.state().view.filter.areas[0].ring, quick.d.state().view.filter.areas[0].ring);
}

TEST(Cross, ALassoClosesAtItsFirstPointOrWhereItStands) {
    for (const bool at_first : {true, false}) {
        Keyboard w;
        w.press({Key::select_lasso, Key::accept});
        w.press({Key::accept}); // twice in the same place with too little drawn: nothing
        w.press(Key::right, 6);
        w.press({Key::accept});
        w.press(Key::down, 6);
        w.press({Key::accept});
        w.press(Key::left, 6);
        w.press({Key::accept});
        EXPECT_EQ(w.areas(), 0U);
        if (at_first) w.press(Key::up, 6);
        w.press({Key::accept});
        ASSERT_EQ(w.areas(), 1U);
        EXPECT_EQ(w.d.state().ui.tool, MapTool::pan);
        // Straight on the map, so bent in degrees: each side is a row of steps, and the middle of the square is inside.
        const auto& ring = w.d.state().view.filter.areas[0].ring;
        EXPECT_GT(ring.size(), 40U);
        double lon0 = 200, lon1 = -200, lat0 = 100, lat1 = -100;
        for (const geo::LonLat& p : ring) {
            lon0 = std::min(lon0, p.lon);
            lon1 = std::max(lon1, p.lon);
            lat0 = std::min(lat0, p.lat);
            lat1 = std::max(lat1, p.lat);
        }
        const geo::LonLat first = w.ground({w.map.mid_x(), w.map.mid_y()}), across = w.ground({w.map.mid_x() + 144, w.map.mid_y() + 144});
        EXPECT_NEAR(lon0, first.lon, 0.05);
        EXPECT_NEAR(lat1, first.lat, 0.05);
        EXPECT_NEAR(lon1, across.lon, 0.05);
        EXPECT_NEAR(lat0, across.lat, 0.05);
    }
}

TEST(Cross, EscapeStepsBackCornerByCorner) {
    Keyboard w;
    w.press({Key::select_lasso, Key::accept});
    for (const Key way : {Key::right, Key::down, Key::left}) {
        w.press(way, 6);
        w.press({Key::accept});
    }
    w.press({Key::escape, Key::escape}); // two points are left: too few to close
    EXPECT_EQ(w.d.state().ui.tool, MapTool::lasso);
    w.press(Key::up, 12);
    w.press(Key::left, 6);
    w.press({Key::accept, Key::escape, Key::escape, Key::escape});
    EXPECT_EQ(w.d.state().ui.tool, MapTool::lasso) << "the points are gone, the tool is still at hand";
    w.press({Key::escape});
    EXPECT_EQ(w.d.state().ui.tool, MapTool::pan);
    EXPECT_TRUE(w.cross());
    w.press({Key::escape});
    EXPECT_FALSE(w.cross());
    EXPECT_EQ(w.areas(), 0U);
    // Another tool begins anew.
    w.press({Key::select_lasso, Key::accept, Key::select_box, Key::right, Key::down, Key::accept});
    EXPECT_EQ(w.areas(), 0U) << "the lasso's point is not the box's corner";
}

TEST(Cross, TheMouseTakesOver) {
    Keyboard w;
    ui::PlainInput at;
    at.mouse_x = w.map.x0 + 300;
    at.mouse_y = w.map.y0 + 300;
    w.d.frame(at);
    w.d.gui().press_key(Key::select_box);
    w.d.frame(at);
    w.d.frame(at);
    EXPECT_TRUE(w.d.gui().rects().find("cross")) << "a mouse that rests is not in the way";
    at.mouse_x += 40;
    w.d.frame(at);
    w.d.frame(at);
    EXPECT_FALSE(w.d.gui().rects().find("cross"));
    EXPECT_EQ(w.d.state().ui.tool, MapTool::box) << "and the tool is the mouse's";
    // An arrow brings it back: with a tool at hand it is not the paper that is moved.
    const scene::Camera before = w.d.state().view.camera;
    w.d.gui().press_key(Key::right);
    w.d.frame(at);
    w.d.frame(at);
    EXPECT_TRUE(w.d.gui().rects().find("cross"));
    EXPECT_EQ(w.d.state().view.camera, before);
    w.d.gui().press_key(Key::accept);
    w.d.frame(at);
    at.mouse_x += 40; // brushed by while drawing: nothing is lost
    w.d.frame(at);
    w.d.frame(at);
    EXPECT_TRUE(w.d.gui().rects().find("cross"));
}

TEST(Cross, TheToolButtonPressedByAKeyHandsOverToTheCross) {
    Keyboard w;
    w.press({Key::tab});
    for (int i = 0; i < 12; ++i) {
        w.press({Key::tab});
        if (w.d.gui().focus() == w.d.gui().rects().find("tool-box")) break;
    }
    ASSERT_TRUE(w.d.gui().focus() == w.d.gui().rects().find("tool-box"));
    w.press({Key::accept});
    EXPECT_EQ(w.d.state().ui.tool, MapTool::box);
    ASSERT_TRUE(w.cross());
    w.press({Key::right, Key::down, Key::accept});
    EXPECT_EQ(w.areas(), 0U) << "the Enter of the button was not a corner";
}

TEST(Cross, ARowUnderARestingMouseDoesNotFightIt) {
    Keyboard w;
    w.d.state() = app::apply(w.d.state(), app::SetRightTab{app::RightTab::evidence});
    w.d.rest();
    std::string row;
    for (const auto& [id, r] : w.d.gui().rects().all())
        if (id.starts_with("shown:") && row.empty()) row = id;
    w.d.under_mouse = {scene::FeatureRef::Kind::link, 3};
    ui::PlainInput at;
    if (const auto r = w.d.gui().rects().find(row)) {
        at.mouse_x = r->mid_x();
        at.mouse_y = r->mid_y();
    }
    w.d.gui().press_key(Key::tab);
    for (int i = 0; i < 6; ++i) w.d.frame(at);
    EXPECT_TRUE(w.d.frame(at).empty()) << "nothing is asked for while nothing moves";
}

TEST(Cross, UnderACardNothingIsPicked) {
    Keyboard w;
    w.d.under_mouse = {scene::FeatureRef::Kind::link, 3};
    w.press({Key::tab, Key::help, Key::accept});
    EXPECT_EQ(w.d.state().view.selected_link, model::kNone);
    EXPECT_FALSE(w.d.gui().rects().find("cross"));
    w.press({Key::escape, Key::search});
    ui::PlainInput typed;
    typed.text = "泸州";
    w.d.frame(typed);
    w.d.rest();
    w.press({Key::accept});
    EXPECT_EQ(w.d.state().view.selected_link, model::kNone) << "Enter is the search's while it has words";
}

TEST(Cross, TheRealHitTestAnswersIt) {
    // The whole way with the real map: walk the cross over it until a link is under it, pick it.
    auto geodata = io::read_geodata(std::string(ATLAS_SOURCE_DIR) + "/geodata", {});
    ASSERT_TRUE(geodata);
    app::Session s({test::real_dataset(), std::make_shared<const model::Geodata>(std::move(*geodata)), test::fonts()});
    s.set_animated(false);
    auto made = ui::Gui::create(test::fonts());
    ASSERT_TRUE(made);
    ui::Gui& gui = **made;
    gui.prepare_glyphs(s.state().dataset.get());
    const auto frame = [&] {
        EXPECT_TRUE(gui.prepare(1, s.state().view.theme));
        const ui::Rect map = gui.layout(s.state().ui, 1600, 900).map;
        s.resize_map(map.width(), map.height());
        s.picture();
        gui.feed(1600, 900, 1.0F / 60, {});
        ui::MapInfo info{&s.contents(), [&](geo::Vec2 at) { return s.hit(at); }, s.can_undo(), s.page()};
        info.links_at = [&](geo::Vec2 at) { return s.links_at(at); };
        for (const app::Action& a : gui.frame(s.state(), s.derived(), s.views(), info)) s.dispatch(a);
    };
    frame();
    s.dispatch(app::FlyTo{app::FlyTo::What::links, -1});
    for (const Key k : {Key::tab, Key::down}) {
        gui.press_key(k);
        frame();
        frame();
    }
    for (int i = 0; i < 200 && s.state().ui.hovered_link == model::kNone; ++i) {
        gui.press_key(i % 50 < 49 ? (i / 50 % 2 == 0 ? Key::nudge_right : Key::nudge_left) : Key::down);
        frame();
    }
    ASSERT_NE(s.state().ui.hovered_link, model::kNone) << "no line near the middle of the map";
    gui.press_key(Key::accept);
    frame();
    frame();
    if (gui.rects().find("pick")) {
        gui.press_key(Key::accept);
        frame();
        frame();
    }
    EXPECT_NE(s.state().view.selected_link, model::kNone);
}

} // namespace
} // namespace atlas
