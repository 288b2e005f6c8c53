// What moves, and that it comes to rest: links fade with the filter, flights are short, and reduced motion ends both.
#include "ui/world.hpp"

#include "app/session.hpp"
#include "platform/map_texture.hpp"

#include <cstdlib>

namespace atlas {
namespace {

app::SessionData small_data() { return {test::small_dataset(), std::make_shared<const model::Geodata>(), test::fonts()}; }

/// A session that has shown all its links and rests at second 1.
void ready(app::Session& s) {
    s.resize_map(980, 852);
    s.set_animated(false);
    s.dispatch(app::FlyTo{app::FlyTo::What::links, -1});
    s.set_animated(true);
    s.advance(1);
    s.picture();
}

TEST(Motion, LinksThatLeaveFadeAndThenNothingMoves) {
    app::Session s(small_data());
    ready(s);
    EXPECT_FALSE(s.link_fade());
    EXPECT_LT(s.wake_in_s(1), 0);
    s.dispatch(app::ToggleFacet{filter::Facet::corridor, "c-river"});
    s.picture();
    const auto begun = s.link_fade();
    ASSERT_TRUE(begun);
    EXPECT_GT(begun->share, 0.2) << "what was pressed shows in the first frame";
    EXPECT_EQ(s.wake_in_s(1), 0) << "the loop must not sleep in the middle of a fade";
    double before = begun->share;
    for (const double t : {1.05, 1.10, 1.15}) {
        s.advance(t);
        ASSERT_TRUE(s.link_fade()) << t;
        EXPECT_GT(s.link_fade()->share, before);
        before = s.link_fade()->share;
    }
    s.advance(1.2);
    EXPECT_FALSE(s.link_fade());
    EXPECT_LT(s.wake_in_s(1.2), 0) << "nothing moves: sleep";
    // Undo fades back, as another change.
    s.dispatch(app::Undo{});
    s.picture();
    ASSERT_TRUE(s.link_fade());
    EXPECT_NE(s.link_fade()->change, begun->change);
    // A hover or a selection changes no links.
    s.advance(2);
    s.dispatch(app::SelectLink{0});
    s.picture();
    EXPECT_FALSE(s.link_fade());
}

TEST(Motion, ReducedMotionMeansNone) {
    app::Session s(small_data());
    ready(s);
    app::Prefs prefs;
    prefs.reduced_motion = prefs.flow = true;
    s.dispatch(app::SetPrefs{prefs});
    s.dispatch(app::ToggleFacet{filter::Facet::corridor, "c-river"});
    s.picture();
    EXPECT_FALSE(s.link_fade());
    EXPECT_TRUE(s.flow_lines().empty());
    s.dispatch(app::FlyTo{app::FlyTo::What::china, -1});
    EXPECT_FALSE(s.camera_moving()) << "one is there at once";
    const double scale = s.state().view.camera.m_per_pt;
    s.dispatch(app::ZoomAt{{100, 100}, 1.25});
    EXPECT_FALSE(s.camera_moving());
    EXPECT_DOUBLE_EQ(s.state().view.camera.m_per_pt, scale / 1.25);
    EXPECT_LT(s.wake_in_s(1), 0);
    EXPECT_TRUE(s.can_undo());
}

TEST(Motion, AFlightTakesLessThanASecond) {
    app::Session s(small_data());
    ready(s);
    s.dispatch(app::FlyTo{app::FlyTo::What::china, -1});
    ASSERT_TRUE(s.camera_moving());
    double t = 1;
    while (s.camera_moving() && t < 5) s.advance(t += 1.0 / 60);
    EXPECT_LT(t - 1, 1.0);
}

TEST(Motion, MarksRunFromGiverToTaker) {
    // The second link of the small data goes from 泸州 to a place that is nowhere; give it one.
    const auto made = [] {
        model::DatasetParts parts;
        const auto city = [&](const char* code, double lon) {
            model::Place p;
            p.id = p.adcode = code;
            p.kind = model::PlaceKind::prefecture;
            p.name = {code, code};
            p.position = geo::LonLat{lon, 30};
            p.precision = model::Precision::seat;
            parts.places.push_back(p);
        };
        city("510500", 108);
        city("511500", 100);
        model::Plan plan;
        plan.id = "p";
        parts.plans = {plan};
        parts.mechanisms = {{"cooperation", "", {"合作", "Cooperation"}}};
        model::Link link;
        link.id = "p-1";
        link.plan = 0;
        link.mechanism = 0;
        link.parties = {{0, model::Role::from}, {1, model::Role::to}}; // from the east to the west
        parts.links = {link};
        return std::make_shared<const model::Dataset>(std::move(parts));
    }();
    app::Session s({made, std::make_shared<const model::Geodata>(), test::fonts()});
    ready(s);
    EXPECT_TRUE(s.flow_lines().empty()) << "off until asked for";
    EXPECT_LT(s.wake_in_s(1), 0);
    app::Prefs prefs;
    prefs.flow = true;
    s.dispatch(app::SetPrefs{prefs});
    s.picture();
    const auto& lines = s.flow_lines();
    ASSERT_FALSE(lines.empty());
    for (const app::FlowLine& line : lines) EXPECT_GT(line.points.front().x, line.points.back().x) << "from east to west";
    EXPECT_EQ(s.wake_in_s(1), 0);
    s.set_animated(false); // a screenshot: nothing flows
    EXPECT_TRUE(s.flow_lines().empty());
    EXPECT_LT(s.wake_in_s(1), 0);
}

constexpr int kSheetWidth = 240, kSheetHeight = 160;

struct Off {
    std::unique_ptr<render_gl::OffscreenContext> context;
    std::unique_ptr<render_gl::GlPlayer> player;
    Off() {
        auto made = render_gl::OffscreenContext::create(kSheetWidth, kSheetHeight);
        if (!made) return;
        context = std::move(*made);
        context->bind();
        auto p = render_gl::GlPlayer::create(std::string(ATLAS_SOURCE_DIR) + "/shaders", test::fonts());
        if (p) player = std::move(*p);
    }
};

/// Ground of one colour and a block in the left or right half above it.
scene::Picture picture_of(bool left) {
    const auto block = [](double x0, double x1, base::Color c) {
        auto path = std::make_shared<geo::Path>();
        path->closed = true;
        path->begin_part();
        path->points = {{x0, 0}, {x1, 0}, {x1, kSheetHeight}, {x0, kSheetHeight}};
        auto list = std::make_shared<scene::DisplayList>();
        list->commands = {scene::FillPath{path, c, {}}};
        return scene::Placed{list, {}};
    };
    scene::Picture p;
    p.width_pt = kSheetWidth;
    p.height_pt = kSheetHeight;
    p.background = {200, 200, 200, 255};
    p.lists = {block(0, kSheetWidth, {200, 200, 200, 255}), block(left ? 0 : kSheetWidth / 2.0, left ? kSheetWidth / 2.0 : kSheetWidth, {0, 0, 0, 255})};
    return p;
}

TEST(Motion, TheFadeMixesTheOldAndTheNewLinks) {
    Off off;
    ASSERT_TRUE(off.player);
    for (const bool slow : {false, true}) {
        SCOPED_TRACE(slow ? "two layers" : "one layer");
        platform::MapTexture map;
        map.assume_slow(slow);
        const scene::Camera camera;
        const platform::MapTexture::Target target{0, 0, kSheetWidth, kSheetHeight, kSheetHeight};
        const auto left = picture_of(true), right = picture_of(false);
        const auto pixel = [&](const std::vector<std::uint8_t>& rgb, int x) { return static_cast<int>(rgb[(static_cast<std::size_t>(kSheetHeight / 2) * kSheetWidth + static_cast<std::size_t>(x)) * 3]); };
        for (int i = 0; i < 3; ++i) map.draw(*off.player, left, camera, 1, false, target);
        EXPECT_NEAR(pixel(off.context->read_rgb(), 60), 0, 2);
        map.draw(*off.player, right, camera, 1, false, target, platform::MapTexture::Fade{1, 0.3});
        auto rgb = off.context->read_rgb();
        EXPECT_NEAR(pixel(rgb, 60), 60, 6) << "what leaves is still there in part";
        EXPECT_NEAR(pixel(rgb, 180), 140, 6) << "what joins is there in part";
        const int plays = map.plays();
        map.draw(*off.player, right, camera, 1, false, target, platform::MapTexture::Fade{1, 0.8});
        rgb = off.context->read_rgb();
        EXPECT_NEAR(pixel(rgb, 60), 160, 6);
        EXPECT_NEAR(pixel(rgb, 180), 40, 6);
        map.draw(*off.player, right, camera, 1, false, target);
        rgb = off.context->read_rgb();
        EXPECT_NEAR(pixel(rgb, 60), 200, 2);
        EXPECT_NEAR(pixel(rgb, 180), 0, 2);
        EXPECT_EQ(map.plays(), plays) << "a fade mixes textures; it plays nothing";
    }
}

TEST(Motion, VeryManyLinesLookTheSameDrawnOnTheProcessor) {
    Off off;
    ASSERT_TRUE(off.player);
    scene::Picture picture = picture_of(true);
    auto list = std::make_shared<scene::DisplayList>();
    for (int i = 0; i < 5000; ++i) {
        auto path = std::make_shared<geo::Path>();
        path->begin_part();
        path->points = {{i % 83 * 3.0, 0}, {i % 71 * 3.5, kSheetHeight}};
        list->commands.push_back(scene::StrokePath{path, {0.6, {200, 40, 40, 20}, {}, scene::Cap::round}, {}});
    }
    picture.lists[1] = {list, {}};
    const scene::Camera camera;
    const platform::MapTexture::Target target{0, 0, kSheetWidth, kSheetHeight, kSheetHeight};
    const auto drawn = [&](bool on_processor) {
        platform::MapTexture map;
        map.assume_slow(true);
        if (on_processor) map.use_fonts(test::fonts());
        map.draw(*off.player, picture, camera, 1, false, target);
        map.draw(*off.player, picture, camera, 1, false, target);
        return off.context->read_rgb();
    };
    const auto gl = drawn(false), cpu = drawn(true);
    double far = 0;
    for (std::size_t i = 0; i < gl.size(); ++i) far += std::abs(int(gl[i]) - int(cpu[i]));
    EXPECT_LT(far / static_cast<double>(gl.size()), 6) << "mean difference of a channel";
    EXPECT_NE(cpu, std::vector<std::uint8_t>(cpu.size(), cpu[0]));
}

} // namespace
} // namespace atlas
