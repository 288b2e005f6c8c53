// The OpenGL player off-screen: coverage, unions, clips, text, images, and that it draws what the Cairo player draws.
#include "render_cairo/cairo_player.hpp"
#include "render_gl/gl_player.hpp"

#include <gtest/gtest.h>

#include <epoxy/gl.h>

#include <cmath>
#include <numbers>

using namespace atlas;
using geo::Vec2;
using scene::Color;

namespace {

constexpr int kWidth = 200, kHeight = 160;

std::shared_ptr<geo::Path> path(std::initializer_list<std::vector<Vec2>> parts, bool closed) {
    auto p = std::make_shared<geo::Path>();
    p->closed = closed;
    for (const auto& part : parts) {
        p->begin_part();
        p->points.insert(p->points.end(), part.begin(), part.end());
    }
    return p;
}
std::vector<Vec2> box(double x0, double y0, double x1, double y1) { return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}; }
std::vector<Vec2> circle(Vec2 c, double r, int n = 64) {
    std::vector<Vec2> out;
    for (int i = 0; i < n; ++i) out.push_back({c.x + r * std::cos(2 * std::numbers::pi * i / n), c.y + r * std::sin(2 * std::numbers::pi * i / n)});
    return out;
}

class GlPlayerTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        auto context = render_gl::OffscreenContext::create(kWidth, kHeight);
        ASSERT_TRUE(context) << context.error().message;
        context_ = std::move(*context);
        auto fonts = text::FontSet::load();
        ASSERT_TRUE(fonts) << fonts.error().message;
        fonts_ = *fonts;
        auto player = render_gl::GlPlayer::create(std::string(ATLAS_SOURCE_DIR) + "/shaders", fonts_);
        ASSERT_TRUE(player) << player.error().message;
        player_ = std::move(*player);
    }
    static void TearDownTestSuite() { // the player's objects belong to the context
        if (context_) context_->bind();
        player_.reset();
        context_.reset();
        fonts_.reset();
    }
    void SetUp() override { ASSERT_TRUE(player_); }

    template <class... C>
    static scene::Picture picture(C... commands) {
        auto list = std::make_shared<scene::DisplayList>();
        (list->commands.push_back(std::move(commands)), ...);
        scene::Picture p;
        p.width_pt = kWidth;
        p.height_pt = kHeight;
        p.lists.push_back({list, {}});
        return p;
    }
    /// Draws at one pixel a point and returns the pixels.
    static render_cairo::Pixels draw(const scene::Picture& p, double px_per_pt = 1, int x = 0, int y = 0) {
        context_->bind();
        player_->play(p, px_per_pt, x, y, kWidth, kHeight);
        EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
        return {kWidth, kHeight, context_->read_rgb()};
    }
    template <class... C>
    static render_cairo::Pixels draw_commands(C... commands) { return draw(picture(std::move(commands)...)); }

    /// Red channel as darkness of black ink on white, 0…1.
    static double ink(const render_cairo::Pixels& p, int x, int y) { return 1 - p.rgb[static_cast<std::size_t>((y * p.width + x) * 3)] / 255.0; }
    static double sum_ink(const render_cairo::Pixels& p) {
        double s = 0;
        for (int y = 0; y < p.height; ++y) for (int x = 0; x < p.width; ++x) s += ink(p, x, y);
        return s;
    }
    static double max_ink(const render_cairo::Pixels& p) {
        double m = 0;
        for (int y = 0; y < p.height; ++y) for (int x = 0; x < p.width; ++x) m = std::max(m, ink(p, x, y));
        return m;
    }
    static scene::StrokePath line(std::shared_ptr<geo::Path> p, double width, Color color = base::rgb(0), std::vector<float> dash = {}, scene::Cap cap = scene::Cap::butt) {
        return {std::move(p), {width, color, std::move(dash), cap}, {}};
    }
    static scene::DrawText text(const std::string& s, Vec2 at, double size, double angle = 0) {
        const text::Shaped shaped = fonts_->shape(s, text::Face::sans, size);
        scene::DrawText t;
        t.utf8 = s;
        t.size_pt = size;
        t.color = base::rgb(0);
        for (const text::Glyph& g : shaped.glyphs) {
            const Vec2 d{g.x_pt, g.y_pt};
            t.glyphs.push_back({g.id, {at.x + d.x * std::cos(angle) - d.y * std::sin(angle), at.y + d.x * std::sin(angle) + d.y * std::cos(angle)}, angle, g.cluster});
        }
        return t;
    }
    /// Mean difference a channel, and the share of channels that differ by more than a tenth.
    static std::pair<double, double> compare_with_cairo(const scene::Picture& p, double px_per_pt = 1) {
        const auto gl = draw(p, px_per_pt);
        const auto cairo = render_cairo::render(p, *fonts_, px_per_pt);
        EXPECT_TRUE(cairo);
        if (!cairo) return {255, 1};
        double sum = 0, many = 0;
        for (int y = 0; y < cairo->height; ++y) {
            for (int x = 0; x < cairo->width * 3; ++x) {
                const int d = std::abs(gl.rgb[static_cast<std::size_t>(y * gl.width * 3 + x)] - cairo->rgb[static_cast<std::size_t>(y * cairo->width * 3 + x)]);
                sum += d;
                many += d > 25;
            }
        }
        return {sum / static_cast<double>(cairo->rgb.size()), many / static_cast<double>(cairo->rgb.size())};
    }

    static inline std::unique_ptr<render_gl::OffscreenContext> context_;
    static inline std::shared_ptr<const text::FontSet> fonts_;
    static inline std::unique_ptr<render_gl::GlPlayer> player_;
};

} // namespace

TEST_F(GlPlayerTest, TextSurvivesAFullMask) {
    // Glyphs new to the atlas, then more translucent strokes than one mask holds: what is pending is drawn early, and the glyphs
    // must be on the card by then.
    auto list = std::make_shared<scene::DisplayList>();
    auto t = text("渝綦濑", {20, 60}, 33);
    t.halo = {255, 255, 255, 120};
    t.halo_pt = 2;
    list->commands.push_back(t);
    for (int i = 0; i < 400; ++i) list->commands.push_back(line(path({{{2, 90}, {198, 158}, {2, 158}, {198, 90}}}, false), 9, {0, 0, 0, 3}));
    scene::Picture p;
    p.width_pt = kWidth;
    p.height_pt = kHeight;
    p.lists.push_back({list, {}});
    const auto many = draw(p);
    const auto alone = draw_commands(t);
    for (int y = 30; y < 75; ++y)
        for (int x = 10; x < 130; ++x) ASSERT_NEAR(ink(many, x, y), ink(alone, x, y), 0.02) << x << " " << y;
    EXPECT_GT(max_ink(alone), 0.9);
}

TEST_F(GlPlayerTest, LargeTranslucentFillPaintsEveryPixelOnce) {
    // Two facing jagged borders: the tessellator cuts such an area into long slivers from one to the other.
    std::vector<Vec2> ring;
    for (int i = 0; i <= 150; ++i) ring.push_back({10 + i * 1.2, 14 + 6 * std::sin(i * 2.3) + (i % 3)});
    for (int i = 150; i >= 0; --i) ring.push_back({10 + i * 1.2 + 0.3, 146 + 6 * std::sin(i * 1.9) - (i % 2)});
    const auto p = draw_commands(scene::FillPath{path({ring}, true), {0, 0, 0, 64}, {}});
    for (int y = 30; y < 130; ++y)
        for (int x = 16; x < 184; ++x) ASSERT_NEAR(ink(p, x, y), 64 / 255.0, 0.012) << x << " " << y;
}

TEST_F(GlPlayerTest, FillsWithHolesCoverTheirArea) {
    const auto p = path({box(20, 20, 120, 120), box(40, 40, 100, 100), box(60, 60, 80, 80)}, true);
    const auto px = draw_commands(scene::FillPath{p, base::rgb(0), {}});
    EXPECT_NEAR(ink(px, 30, 30), 1, 0.01);
    EXPECT_NEAR(ink(px, 50, 50), 0, 0.01);
    EXPECT_NEAR(ink(px, 70, 70), 1, 0.01);
    EXPECT_NEAR(sum_ink(px), 100 * 100 - 60 * 60 + 20 * 20, 30);
}

TEST_F(GlPlayerTest, FillEdgesAreAntialiased) {
    const auto px = draw_commands(scene::FillPath{path({box(20.5, 20, 60.25, 100)}, true), base::rgb(0), {}});
    EXPECT_NEAR(ink(px, 20, 60), 0.5, 0.02);
    EXPECT_NEAR(ink(px, 60, 60), 0.25, 0.02);
    const auto round = draw_commands(scene::FillPath{path({circle({100.3, 80.7}, 5)}, true), base::rgb(0), {}});
    EXPECT_NEAR(sum_ink(round), std::numbers::pi * 25, 2);
}

TEST_F(GlPlayerTest, LargeStoredFillEqualsItsArea) {
    // Above 1,500 vertices the mesh is kept on the card; drawn twice, the second time from there, moved by the list's map.
    auto p = picture(scene::FillPath{path({circle({80e3, -70e3}, 50e3, 3000), circle({80e3, -70e3}, 20e3, 500)}, true), base::rgb(0), {}});
    p.lists[0].to_page = {1e-3, 0, 0, -1e-3, 0, 0};
    const double area = std::numbers::pi * (50 * 50 - 20 * 20);
    EXPECT_NEAR(sum_ink(draw(p)) / area, 1, 0.005);
    p.lists[0].to_page.e = 10.4;
    const auto moved = draw(p);
    EXPECT_NEAR(sum_ink(moved) / area, 1, 0.005);
    EXPECT_NEAR(ink(moved, 138, 70), 1, 0.01);
    EXPECT_NEAR(ink(moved, 142, 70), 0, 0.01);
}

TEST_F(GlPlayerTest, StrokeInkIsWidthTimesLength) {
    for (const double width : {0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 6.5, 12.0}) {
        for (const Vec2 end : {Vec2{170, 30}, Vec2{170, 30.5}, Vec2{150, 110}, Vec2{30, 130}, Vec2{61.7, 141.3}}) {
            const Vec2 start{30, 30};
            const auto px = draw_commands(line(path({{start, end}}, false), width));
            EXPECT_NEAR(sum_ink(px) / (width * geo::length(end - start)), 1, 0.03) << width << " to " << end.x << "," << end.y;
        }
    }
}

TEST_F(GlPlayerTest, RoundCapsAddADisc) {
    const auto px = draw_commands(line(path({{{40, 40}, {120, 90}}}, false), 14, base::rgb(0), {}, scene::Cap::round));
    const double expected = 14 * std::hypot(80, 50) + std::numbers::pi * 49;
    EXPECT_NEAR(sum_ink(px) / expected, 1, 0.02);
    EXPECT_NEAR(ink(px, 36, 37), 1, 0.02); // inside the cap
    EXPECT_NEAR(ink(px, 30, 34), 0, 0.02);
}

TEST_F(GlPlayerTest, TranslucentBandsDoNotDarkenWhereTheyOverlap) {
    const Color half{0, 0, 0, 128};
    std::vector<Vec2> zigzag;
    for (int i = 0; i < 40; ++i) zigzag.push_back({20 + i * 4.0, 60 + (i % 2) * 9.0}); // bends tighter than the width
    EXPECT_LE(max_ink(draw_commands(line(path({zigzag}, false), 12, half, {}, scene::Cap::round))), 0.51);
    EXPECT_LE(max_ink(draw_commands(line(path({{{20, 20}, {160, 120}}, {{20, 120}, {160, 20}}}, false), 12, half))), 0.51);
    EXPECT_LE(max_ink(draw_commands(line(path({circle({90, 80}, 40)}, true), 12, half, {6, 3}, scene::Cap::round))), 0.51);
    const auto smooth = draw_commands(line(path({circle({90, 80}, 40, 90)}, true), 12, half));
    EXPECT_NEAR(sum_ink(smooth) / (2 * std::numbers::pi * 40 * 12 * 128 / 255), 1, 0.02);
    EXPECT_LE(max_ink(smooth), 0.51);
}

TEST_F(GlPlayerTest, DashesFollowTheArcLength) {
    const auto px = draw_commands(line(path({{{20, 50.5}, {60, 50.5}, {180, 50.5}}}, false), 1, base::rgb(0), {10, 6}));
    for (int x = 22; x < 178; ++x) {
        const double at = std::fmod(x + 0.5 - 20, 16);
        if (at > 1.5 && at < 8.5) { EXPECT_GT(ink(px, x, 50), 0.9) << x; }
        if (at > 11.5 && at < 14.5) { EXPECT_LT(ink(px, x, 50), 0.1) << x; }
    }
    EXPECT_NEAR(sum_ink(px), 100, 3);
    const auto wide = draw_commands(line(path({{{20, 50}, {180, 50}}}, false), 6, base::rgb(0), {10, 6}));
    EXPECT_NEAR(sum_ink(wide), 600, 12);
}

TEST_F(GlPlayerTest, ClipsNestAndEnd) {
    const auto all = path({box(0, 0, kWidth, kHeight)}, true);
    const auto px = draw_commands(scene::PushClip{{{20, 20}, {100, 100}}}, scene::PushClip{{{60, 60}, {150, 150}}},
                                  scene::FillPath{all, base::rgb(0), {}}, scene::PopClip{}, scene::PopClip{},
                                  scene::FillPath{path({box(160, 10, 170, 20)}, true), base::rgb(0), {}});
    EXPECT_NEAR(sum_ink(px), 40 * 40 + 100, 2);
    EXPECT_NEAR(ink(px, 60, 60), 1, 0.01);
    EXPECT_NEAR(ink(px, 59, 60), 0, 0.01);
    EXPECT_NEAR(ink(px, 165, 15), 1, 0.01);
}

TEST_F(GlPlayerTest, PlaysOnlyInItsOwnRectangle) {
    context_->bind();
    glDisable(GL_SCISSOR_TEST);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    auto p = picture(scene::FillPath{path({box(-50, 10, 500, 20)}, true), base::rgb(0), {}});
    p.width_pt = 60;
    p.height_pt = 30;
    const auto px = draw(p, 2, 30, 40); // 120 × 60 pixels from (30, 40)
    EXPECT_NEAR(ink(px, 29, 50), 1, 0.01);
    EXPECT_NEAR(ink(px, 30, 50), 0, 0.01);
    EXPECT_NEAR(ink(px, 149, 99), 0, 0.01);
    EXPECT_NEAR(ink(px, 150, 99), 1, 0.01);
    EXPECT_NEAR(ink(px, 60, 70), 1, 0.01); // the bar: rows 40 + 20 … 40 + 40
    EXPECT_NEAR(ink(px, 60, 58), 0, 0.01);
}

TEST_F(GlPlayerTest, TextStaysInItsBoxAndHasAHalo) {
    const Vec2 at{30, 80};
    auto t = text("长三角", at, 20);
    const auto px = draw_commands(t);
    const text::Shaped shaped = fonts_->shape("长三角", text::Face::sans, 20);
    double inside = 0;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const bool in = x >= at.x - 1 && x <= at.x + shaped.width_pt + 1 && y >= at.y - 20 && y <= at.y + 6;
            if (in) inside += ink(px, x, y);
            else ASSERT_NEAR(ink(px, x, y), 0, 0.01) << x << "," << y;
        }
    }
    EXPECT_GT(inside, 150); // a hanzi of 20 px has some 80 px of ink
    t.color = {255, 255, 255, 255};
    t.halo = base::rgb(0);
    t.halo_pt = 2;
    const double halo = sum_ink(draw_commands(t));
    EXPECT_GT(halo, 200);
    t.halo.a = 128; // a translucent halo is united: glyphs next to one another do not add up
    EXPECT_LE(max_ink(draw_commands(t)), 0.51);
}

TEST_F(GlPlayerTest, ImageTopRowIsUppermostEvenWhenTheListIsUpsideDown) {
    auto image = std::make_shared<scene::Image>();
    image->width = image->height = 2;
    image->rgba = {0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255}; // black above white
    auto p = picture(scene::DrawImage{image, {{20, 20}, {60, 60}}, 1});
    EXPECT_GT(ink(draw(p), 40, 24), 0.9);
    p.lists[0].to_page = {1, 0, 0, -1, 0, 100}; // y up
    const auto px = draw(p);
    EXPECT_GT(ink(px, 40, 44), 0.9);
    EXPECT_LT(ink(px, 40, 76), 0.1);
    p.lists[0].list = picture(scene::DrawImage{image, {{20, 20}, {60, 60}}, 0.5}).lists[0].list;
    EXPECT_NEAR(ink(draw(p), 40, 44), 0.5, 0.02);
}

TEST_F(GlPlayerTest, StateIsPutBack) {
    context_->bind();
    glEnable(GL_SCISSOR_TEST);
    glScissor(3, 4, 5, 6);
    glBlendFunc(GL_SRC_ALPHA, GL_ONE);
    const auto unused = draw_commands(scene::FillPath{path({box(0, 0, 9, 9)}, true), base::rgb(0), {}}, text("角", {30, 60}, 12));
    GLint box4[4], source = 0, program = -1, array = -1;
    glGetIntegerv(GL_SCISSOR_BOX, box4);
    glGetIntegerv(GL_BLEND_SRC_RGB, &source);
    glGetIntegerv(GL_CURRENT_PROGRAM, &program);
    glGetIntegerv(GL_VERTEX_ARRAY_BINDING, &array);
    EXPECT_TRUE(glIsEnabled(GL_SCISSOR_TEST));
    EXPECT_EQ(box4[0], 3);
    EXPECT_EQ(box4[3], 6);
    EXPECT_EQ(source, GL_SRC_ALPHA);
    EXPECT_EQ(program, 0);
    EXPECT_EQ(array, 0);
    glDisable(GL_SCISSOR_TEST);
}

TEST_F(GlPlayerTest, AStandingBaseIsCopiedAndFollowsEveryChange) {
    const auto land = path({circle({70, 60}, 45)}, true), sea = path({circle({120, 90}, 30)}, true);
    const auto overlay = [](double x) { return picture(scene::FillPath{path({box(x, 20, x + 15.5, 90)}, true), {200, 0, 0, 150}, {}}).lists[0]; };
    const auto base = [](std::shared_ptr<geo::Path> p, Color color) { return picture(scene::FillPath{p, color, {}}, line(p, 0.7, base::rgb(0x304050))).lists[0]; };
    const auto fresh = [&](const scene::Picture& p) { // a player that has kept nothing
        context_->bind();
        auto player = render_gl::GlPlayer::create(std::string(ATLAS_SOURCE_DIR) + "/shaders", fonts_);
        (*player)->play(p, 1, 0, 0, kWidth, kHeight);
        return context_->read_rgb();
    };
    scene::Picture p = picture();
    const auto expect_fresh = [&](const char* what) {
        const auto expected = fresh(p);
        EXPECT_EQ(draw(p).rgb, expected) << what;
    };
    for (int i = 0; i < 4; ++i) { // new lists, the base the same in content: played, played into the texture, copied, copied
        p.lists = {base(std::make_shared<geo::Path>(*land), {230, 200, 160, 255}), overlay(40 + 9 * i)};
        expect_fresh("same base");
    }
    p.lists[0] = base(land, {230, 100, 160, 255});
    for (int i = 0; i < 3; ++i) expect_fresh("other colour");
    p.lists[0] = base(sea, {230, 100, 160, 255});
    for (int i = 0; i < 3; ++i) expect_fresh("other path");
    p.lists[0].to_page.e = 7;
    for (int i = 0; i < 3; ++i) expect_fresh("moved");
    p.background = {10, 90, 40, 255};
    for (int i = 0; i < 3; ++i) expect_fresh("other background");
    EXPECT_NE(fresh(p), fresh(picture())) << "the comparison sees something";
}

TEST_F(GlPlayerTest, MissingShadersAreNamed) {
    context_->bind();
    const auto player = render_gl::GlPlayer::create("/nowhere", fonts_);
    ASSERT_FALSE(player);
    EXPECT_NE(player.error().message.find("flat.vert"), std::string::npos) << player.error().message;
}

TEST_F(GlPlayerTest, DrawsWhatCairoDraws) {
    std::vector<Vec2> arc;
    for (int i = 0; i <= 40; ++i) arc.push_back({20 + i * 4.0, 120 - 70 * std::sin(i * std::numbers::pi / 40)});
    auto t = text("成渝地区 Cy", {20, 150}, 13);
    t.halo = {255, 255, 255, 255};
    t.halo_pt = 1.5;
    const auto p = picture(scene::FillPath{path({circle({70, 60}, 45), circle({60, 60}, 15)}, true), {230, 200, 160, 255}, {}},
                           line(path({circle({70, 60}, 45)}, true), 0.6, {90, 80, 70, 255}),
                           line(path({arc}, false), 9, {200, 60, 40, 110}, {}, scene::Cap::round),
                           line(path({arc}, false), 1.8, {200, 60, 40, 255}, {6, 3}, scene::Cap::butt), t, text("长江", {130, 40}, 16, 0.5));
    const auto [mean, many] = compare_with_cairo(p);
    EXPECT_LT(mean, 0.6);
    EXPECT_LT(many, 0.012);
}
