// The raster player: bytes that do not depend on bands, threads or runs; coverage that is right where it can be counted;
// PNG files that another library reads back.
#include "base/file.hpp"
#include "golden/compare.hpp"
#include "render_cairo/raster_player.hpp"

#include <cmath>
#include <cstring>

namespace atlas::render_cairo {
namespace {

using geo::Vec2;
using namespace scene;

const text::FontSet& fonts() {
    static const auto set = text::FontSet::load();
    return **set;
}

std::shared_ptr<geo::Path> path(std::vector<Vec2> points, bool closed) {
    auto p = std::make_shared<geo::Path>();
    p->points = std::move(points);
    p->begin_part();
    p->starts[0] = 0;
    p->closed = closed;
    return p;
}
std::shared_ptr<geo::Path> box(double x0, double y0, double x1, double y1) { return path({{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, true); }

DrawText label(const std::string& s, Vec2 at, double size, double angle, double slant, double halo) {
    DrawText t;
    t.utf8 = s;
    t.size_pt = size;
    t.slant = slant;
    t.color = base::rgb(0x202020);
    t.halo = base::rgb(0xffffff);
    t.halo_pt = halo;
    for (const text::Glyph& g : fonts().shape(s, t.face, size).glyphs)
        t.glyphs.push_back({g.id, {at.x + std::cos(angle) * g.x_pt, at.y + std::sin(angle) * g.x_pt}, angle, g.cluster});
    return t;
}

Picture picture(double width, double height, std::vector<Command> commands) {
    auto list = std::make_shared<DisplayList>();
    list->commands = std::move(commands);
    Picture p;
    p.width_pt = width;
    p.height_pt = height;
    p.title = "图 <1>";
    p.lists.push_back({list, {}});
    return p;
}

/// Something of everything, much of it across the rows where bands meet.
Picture mixed() {
    std::vector<Vec2> wave, spiral;
    for (int i = 0; i < 400; ++i) wave.push_back({0.5 * i, 60 + 40 * std::sin(i * 0.07)});
    for (int i = 0; i < 900; ++i) spiral.push_back({100 + 0.08 * i * std::cos(i * 0.05), 75 + 0.08 * i * std::sin(i * 0.05)});
    auto image = std::make_shared<Image>();
    image->width = 7;
    image->height = 5;
    for (int i = 0; i < 35; ++i)
        for (const int v : {i * 7, 255 - i * 5, 90, 40 + i * 6}) image->rgba.push_back(static_cast<std::uint8_t>(v));
    return picture(200, 150, {
        BeginLayer{"base", "底图"}, FillPath{path(spiral, true), base::rgb(0xd8e4c8), {}}, DrawImage{image, {{20.3, 10.2}, {150.7, 140.9}}, 0.7}, EndLayer{},
        PushClip{{{10, 20}, {190, 130}}},
        StrokePath{path(wave, false), {0.4, base::rgb(0x884422), {}, Cap::round}, {}},
        StrokePath{path(wave, false), {9, base::faded(base::rgb(0x2266aa), 0.4), {7, 3}, Cap::butt}, {}},
        StrokePath{path({{-4000, -3000}, {5000, 4000}, {100, -9000}}, true), {2, base::rgb(0xaa2266), {5, 2, 1}, Cap::round}, {}},
        PopClip{}, StrokePath{path(spiral, false), {0.7, base::faded(base::rgb(0x333333), 0.6), {}, Cap::round}, {}},
        label("泸州市", {30, 40}, 6, 0, 0, 0.5), label("长江经济带", {60, 110}, 16, -0.4, 0.2, 1)});
}

TEST(RasterPlayer, BytesDoNotDependOnBandsOrThreads) {
    const Picture p = mixed();
    const auto once = render(p, fonts(), 3.37, {1 << 20, 1});
    ASSERT_TRUE(once) << once.error().message;
    EXPECT_EQ(once->width, 674);
    EXPECT_EQ(once->height, 506); // 505.5 rounds up
    for (const BandLayout layout : {BandLayout{once->height / 7 + 1, 1}, BandLayout{1, 2}, BandLayout{13, 3}, BandLayout{64, 2}, BandLayout{0, 0}}) {
        const auto again = render(p, fonts(), 3.37, layout);
        ASSERT_TRUE(again);
        EXPECT_TRUE(again->rgb == once->rgb) << layout.rows << " rows a band, " << layout.threads << " threads";
    }
    const auto plain = render(p, fonts(), 3.37);
    ASSERT_TRUE(plain);
    EXPECT_TRUE(plain->rgb == once->rgb);
    // The comparison above would pass on an empty page too.
    std::size_t painted = 0;
    for (const std::uint8_t v : once->rgb) painted += v != 255;
    EXPECT_GT(painted, once->rgb.size() / 10);
}

int red(const Pixels& p, int x, int y) { return p.rgb[(static_cast<std::size_t>(y) * p.width + x) * 3]; }

TEST(RasterPlayer, CoverageIsTheArea) {
    const auto p = render(picture(10, 10, {FillPath{box(2.25, 3, 6.5, 7.75), {0, 0, 0, 255}, {}}}), fonts(), 1);
    ASSERT_TRUE(p);
    EXPECT_EQ(red(*p, 4, 5), 0);
    EXPECT_NEAR(red(*p, 2, 5), 255 * 0.25, 1);   // 3/4 covered
    EXPECT_NEAR(red(*p, 6, 5), 255 * 0.5, 1);
    EXPECT_NEAR(red(*p, 4, 7), 255 * 0.25, 1);
    EXPECT_NEAR(red(*p, 6, 7), 255 * (1 - 0.375), 1);
    EXPECT_EQ(red(*p, 1, 5), 255);
    EXPECT_EQ(red(*p, 7, 5), 255);
    EXPECT_EQ(red(*p, 4, 2), 255);
    EXPECT_EQ(red(*p, 4, 8), 255);
}

TEST(RasterPlayer, HolesAreEvenOddWhateverTheirDirection) {
    auto ring = std::make_shared<geo::Path>(*box(1, 1, 9, 9));
    ring->begin_part();
    for (const Vec2 v : {Vec2{3, 3}, {7, 3}, {7, 7}, {3, 7}}) ring->points.push_back(v); // same direction as the outer ring
    const auto p = render(picture(10, 10, {FillPath{ring, {0, 0, 0, 255}, {}}}), fonts(), 1);
    ASSERT_TRUE(p);
    EXPECT_EQ(red(*p, 2, 5), 0);
    EXPECT_EQ(red(*p, 5, 5), 255);
}

TEST(RasterPlayer, AStrokeHasItsWidthAndNoDoubleInkWhereItCrossesItself) {
    const Stroke half{3, {0, 0, 0, 128}, {}, Cap::butt};
    const auto p = render(picture(40, 40, {StrokePath{path({{5, 20}, {35, 20}, {35, 5}, {20, 5}, {20, 35}}, false), half, {}}}), fonts(), 1);
    ASSERT_TRUE(p);
    EXPECT_NEAR(red(*p, 10, 20), 127, 1);
    EXPECT_EQ(red(*p, 20, 20), red(*p, 10, 20)); // the crossing
    EXPECT_EQ(red(*p, 10, 18), red(*p, 10, 21)); // rows 18.5 to 21.5: half a pixel above and below
    EXPECT_NEAR(red(*p, 10, 18), 255 - 64, 1);
    EXPECT_EQ(red(*p, 10, 17), 255);
    EXPECT_EQ(red(*p, 4, 20), 255); // butt end at x = 5
    EXPECT_NEAR(red(*p, 5, 20), 127, 1);
}

TEST(RasterPlayer, DashesKeepTheirPhaseAcrossPointsAndOffThePage) {
    const Stroke dashed{2, {0, 0, 0, 255}, {4, 6}, Cap::butt};
    const auto p = render(picture(100, 10, {StrokePath{path({{0, 5}, {13, 5}, {14.5, 5}, {100, 5}}, false), dashed, {}}}), fonts(), 1);
    const auto far = render(picture(100, 10, {StrokePath{path({{-100000, 5}, {200000, 5}}, false), dashed, {}}}), fonts(), 1);
    ASSERT_TRUE(p && far);
    for (int x = 0; x < 100; ++x) {
        EXPECT_EQ(red(*p, x, 4), x % 10 < 4 ? 0 : 255) << x;
        EXPECT_EQ(red(*far, x, 4), x % 10 < 4 ? 0 : 255) << x;
    }
}

TEST(RasterPlayer, WhatLiesFarOutsideStillFillsThePage) {
    const auto p = render(picture(20, 20, {FillPath{path({{-1e9, -1e9}, {1e9, -1e9}, {1e9, 1e9}, {-1e9, 1e9}}, true), {0, 0, 0, 255}, {}},
                                           FillPath{path({{std::nan(""), 3}, {5, 5}, {9, 1}}, true), {255, 0, 0, 255}, {}}}), fonts(), 1);
    ASSERT_TRUE(p);
    for (const int at : {0, 10, 19}) EXPECT_EQ(red(*p, at, at), 0);
}

TEST(RasterPlayer, ClipsNestAndEnd) {
    const auto p = render(picture(20, 20, {PushClip{{{2, 2}, {12, 18}}}, PushClip{{{8, 0}, {20, 10}}}, FillPath{box(0, 0, 20, 20), {0, 0, 0, 255}, {}},
                                           PopClip{}, PopClip{}, FillPath{box(18, 18, 20, 20), {0, 0, 0, 255}, {}}}), fonts(), 1);
    ASSERT_TRUE(p);
    EXPECT_EQ(red(*p, 8, 2), 0);
    EXPECT_EQ(red(*p, 11, 9), 0);
    for (const auto& [x, y] : {std::pair{7, 5}, {12, 5}, {9, 1}, {9, 10}, {17, 17}}) EXPECT_EQ(red(*p, x, y), 255) << x << ',' << y;
    EXPECT_EQ(red(*p, 19, 19), 0);
}

TEST(RasterPlayer, TheHaloLiesUnderTheWholeRunAndAroundIt) {
    auto text = label("国国", {10, 40}, 30, 0, 0, 2);
    text.halo = base::rgb(0xff0000);
    text.color = base::rgb(0x0000ff);
    const auto with = render(picture(80, 60, {text}), fonts(), 1);
    text.halo_pt = 0;
    const auto without = render(picture(80, 60, {text}), fonts(), 1);
    ASSERT_TRUE(with && without);
    std::size_t letters = 0, halo = 0;
    for (std::size_t i = 0; i < with->rgb.size(); i += 3) {
        const bool blue = without->rgb[i] == 0 && without->rgb[i + 2] == 255;
        letters += blue;
        if (blue) { EXPECT_EQ(with->rgb[i], 0); } // no halo over a letter, its neighbour's included
        halo += with->rgb[i] == 255 && with->rgb[i + 1] == 0;
    }
    EXPECT_GT(letters, 200u);
    EXPECT_GT(halo, 200u);
}

TEST(RasterPlayer, ImpossibleSizesAreRefusedWithTheLargestThatFits) {
    Picture p = mixed();
    const auto large = render(p, fonts(), 500);
    ASSERT_FALSE(large);
    EXPECT_NE(large.error().message.find("largest that fits"), std::string::npos) << large.error().message;
    for (const double bad : {0.0, -1.0, std::nan(""), 1e300}) EXPECT_FALSE(render(p, fonts(), bad)) << bad;
    p.width_pt = std::nan("");
    EXPECT_FALSE(render(p, fonts(), 1));
}

std::uint32_t u32(const std::string& s, std::size_t at) {
    std::uint32_t v = 0;
    for (std::size_t i = 0; i < 4; ++i) v = v << 8 | static_cast<std::uint8_t>(s[at + i]);
    return v;
}
std::size_t chunk(const std::string& png, const std::string& type) { // offset of its data
    for (std::size_t at = 8; at + 12 <= png.size(); at += 12 + u32(png, at))
        if (png.compare(at + 4, 4, type) == 0) return at + 8;
    return 0;
}

TEST(PngFile, LibpngReadsBackTheSamePixelsAndTheResolution) {
    const auto p = render(mixed(), fonts(), 9); // several strips
    ASSERT_TRUE(p);
    const auto png = encode_png(*p, 300, "图 <1>");
    const auto twice = encode_png(*p, 300, "图 <1>");
    ASSERT_TRUE(png && twice);
    EXPECT_TRUE(*png == *twice);
    const std::string file = ATLAS_TEST_OUTPUT_DIR "/read-back.png";
    ASSERT_TRUE(base::write_file(file, *png));
    const auto back = read_png(file);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->width, p->width);
    EXPECT_TRUE(back->rgb == p->rgb);
    const std::size_t physical = chunk(*png, "pHYs");
    ASSERT_NE(physical, 0u);
    EXPECT_EQ(u32(*png, physical), 11811u);
    EXPECT_EQ(u32(*png, physical + 4), 11811u);
    EXPECT_EQ((*png)[physical + 8], 1);
    EXPECT_NE(chunk(*png, "sRGB"), 0u);
    EXPECT_NE(png->find("图 <1>"), std::string::npos);
    EXPECT_EQ(png->substr(chunk(*png, "tEXt"), 23), std::string("Software\0Corridor Atlas", 23));
}

TEST(PngFile, SmallAndOddSizesAreRight) {
    for (const auto& [w, h] : {std::pair{1, 1}, {3, 700}, {2001, 2}}) {
        Pixels p{w, h, {}};
        for (int i = 0; i < w * h * 3; ++i) p.rgb.push_back(static_cast<std::uint8_t>(i * 37 % 251));
        const auto png = encode_png(p, 96, "");
        ASSERT_TRUE(png);
        const std::string file = ATLAS_TEST_OUTPUT_DIR "/odd.png";
        ASSERT_TRUE(base::write_file(file, *png));
        const auto back = read_png(file);
        ASSERT_TRUE(back) << back.error().message;
        EXPECT_TRUE(back->rgb == p.rgb) << w << 'x' << h;
    }
    EXPECT_FALSE(encode_png({}, 96, ""));
    EXPECT_FALSE(encode_png({2, 2, std::vector<std::uint8_t>(11)}, 96, ""));
    EXPECT_FALSE(read_png(ATLAS_SOURCE_DIR "/CMakeLists.txt"));
}

} // namespace
} // namespace atlas::render_cairo
