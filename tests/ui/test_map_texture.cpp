// The map's textures: what slow machines are shown is what fast ones see, exactly when it rests and nearly while it moves.
#include "ui/world.hpp"

#include "app/session.hpp"
#include "platform/map_texture.hpp"

#include <cstdlib>

namespace atlas {
namespace {

constexpr int kWidth = 400, kHeight = 300;

struct Scene {
    std::unique_ptr<render_gl::OffscreenContext> context;
    std::unique_ptr<render_gl::GlPlayer> player;
    std::unique_ptr<app::Session> session;

    static std::unique_ptr<Scene> make() {
        auto out = std::make_unique<Scene>();
        auto context = render_gl::OffscreenContext::create(kWidth, kHeight);
        if (!context) return nullptr;
        out->context = std::move(*context);
        out->context->bind();
        auto player = render_gl::GlPlayer::create(std::string(ATLAS_SOURCE_DIR) + "/shaders", test::fonts());
        if (!player) return nullptr;
        out->player = std::move(*player);
        auto geodata = std::make_shared<model::Geodata>();
        model::Area land; // something for the ground to show
        land.code = "510500";
        land.name = "泸州市";
        land.rings.closed = true;
        land.rings.begin_part();
        land.rings.points = {{104.5, 28.2}, {106.3, 28.2}, {106.3, 29.3}, {104.5, 29.3}};
        land.label = {105.4, 28.8};
        geodata->prefectures = {land};
        land.code = "510000";
        land.name = "四川省";
        geodata->provinces = {land};
        out->session = std::make_unique<app::Session>(app::SessionData{test::small_dataset(), geodata, test::fonts()});
        out->session->resize_map(kWidth, kHeight);
        out->session->set_animated(false);
        out->session->dispatch(app::FlyTo{app::FlyTo::What::links, -1});
        return out;
    }
    std::vector<std::uint8_t> draw(platform::MapTexture& map, bool moving, bool* again = nullptr) {
        context->bind();
        const bool due = map.draw(*player, session->picture(), session->state().view.camera, 1, moving, {0, 0, kWidth, kHeight, kHeight});
        if (again) *again = due;
        return context->read_rgb();
    }
};

/// Share of pixels that differ by more than `most` in a channel, inside a rim.
double differing(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b, int most, int rim = 0) {
    int count = 0, all = 0;
    for (int y = rim; y < kHeight - rim; ++y)
        for (int x = rim; x < kWidth - rim; ++x) {
            const std::size_t at = (static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)) * 3;
            int worst = 0;
            for (std::size_t c = 0; c < 3; ++c) worst = std::max(worst, std::abs(int(a[at + c]) - int(b[at + c])));
            count += worst > most;
            ++all;
        }
    return static_cast<double>(count) / all;
}

TEST(MapTexture, TwoLayersGiveTheSamePictureAsOne) {
    auto scene = Scene::make();
    ASSERT_TRUE(scene);
    platform::MapTexture fast, slow;
    fast.assume_slow(false);
    slow.assume_slow(true);
    const auto one = scene->draw(fast, false);
    scene->draw(slow, false);
    const auto two = scene->draw(slow, false);
    EXPECT_GT(differing(one, std::vector<std::uint8_t>(one.size(), one[0]), 12), 0.02) << "the map is one colour: nothing was drawn";
    EXPECT_EQ(differing(one, two, 3), 0);
}

TEST(MapTexture, NothingIsPlayedAgainForTheSameMap) {
    auto scene = Scene::make();
    ASSERT_TRUE(scene);
    platform::MapTexture map;
    map.assume_slow(true);
    scene->draw(map, false);
    scene->draw(map, false);
    const int plays = map.plays();
    for (int i = 0; i < 3; ++i) scene->draw(map, false);
    EXPECT_EQ(map.plays(), plays);
    // A selected place builds new lists; the ground among them is the same and is not played.
    scene->session->dispatch(app::SelectPlace{0});
    scene->draw(map, false);
    scene->draw(map, false);
    EXPECT_EQ(map.plays(), plays + 1);
}

TEST(MapTexture, AMovingMapIsShiftedAndThenPlayed) {
    auto scene = Scene::make();
    ASSERT_TRUE(scene);
    app::Session& s = *scene->session;
    s.advance(1);
    platform::MapTexture slow, direct;
    slow.assume_slow(true);
    const scene::Camera from = s.state().view.camera;
    scene->draw(slow, false);
    s.dispatch(app::SetCamera{app::panned(from, {1, 0}), true});
    scene->draw(slow, true); // plays once with paper to spare
    const int plays = slow.plays();
    s.dispatch(app::SetCamera{app::panned(from, {31, 12}), true});
    bool again = false;
    const auto shifted = scene->draw(slow, true, &again);
    EXPECT_TRUE(again);
    EXPECT_EQ(slow.plays(), plays) << "a moving map is not played at each step";
    direct.assume_slow(false);
    const auto wanted = scene->draw(direct, false);
    EXPECT_LT(differing(shifted, wanted, 24, 2), 0.01);
    s.advance(5); // the drag rests
    const auto rested = scene->draw(slow, false);
    scene->draw(slow, false);
    platform::MapTexture fresh;
    EXPECT_EQ(differing(scene->draw(slow, false), scene->draw(fresh, false), 3), 0);
    EXPECT_EQ(rested.size(), shifted.size());
}

TEST(MapTexture, ComparesCommandsNotAddresses) {
    scene::DisplayList a, b;
    const auto path = std::make_shared<const geo::Path>();
    a.commands = {scene::FillPath{path, {1, 2, 3, 255}, {}}, scene::PopClip{}};
    b.commands = a.commands;
    EXPECT_TRUE(platform::same_commands(a, b));
    std::get<scene::FillPath>(b.commands[0]).color.r = 9;
    EXPECT_FALSE(platform::same_commands(a, b));
    b.commands = {scene::FillPath{path, {1, 2, 3, 255}, {}}};
    EXPECT_FALSE(platform::same_commands(a, b));
}

} // namespace
} // namespace atlas
