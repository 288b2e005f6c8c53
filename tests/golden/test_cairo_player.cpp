// The raster player: bytes that do not depend on bands, threads, slabs or runs; coverage that is right where it can be counted.
#include "golden/drawing.hpp"

namespace atlas::render_cairo {
namespace {

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

TEST(RasterPlayer, BytesDoNotDependOnSlabs) {
    const Picture p = mixed();
    const auto whole = render(p, fonts(), 3.37);
    ASSERT_TRUE(whole);
    for (const Slabs slabs : {Slabs{false, 7, 0, 0, 0, {}}, Slabs{false, 1, 1, 0, 0, {64, 2}}, Slabs{false, 1, 61, 0, 0, {13, 2}}}) {
        std::vector<std::uint8_t> rgb;
        int calls = 0;
        const auto drawn = render_rows(p, fonts(), 3.37, slabs, [&](const std::uint8_t* rows, int count) {
            rgb.insert(rgb.end(), rows, rows + static_cast<std::size_t>(count) * whole->width * 3);
            ++calls;
            return base::ok();
        });
        ASSERT_TRUE(drawn) << drawn.error().message;
        EXPECT_EQ(calls, slabs.rows > 0 ? (whole->height + slabs.rows - 1) / slabs.rows : 1);
        EXPECT_TRUE(rgb == whole->rgb) << slabs.rows << " rows a slab";
    }
    int calls = 0; // what the sink says ends the drawing
    const auto stopped = render_rows(p, fonts(), 3.37, {false, 1, 100, {}}, [&](const std::uint8_t*, int) -> base::Status {
        ++calls;
        return base::output_error("full");
    });
    EXPECT_FALSE(stopped);
    EXPECT_EQ(calls, 1);
}

/// All rows with straight alpha.
std::vector<std::uint8_t> transparent_rows(const Picture& p, double px_per_pt) {
    std::vector<std::uint8_t> rgba;
    const auto size = pixel_size(p.width_pt, p.height_pt, px_per_pt);
    const auto drawn = render_rows(p, fonts(), px_per_pt, {true, 1, 37, {}}, [&](const std::uint8_t* rows, int count) {
        rgba.insert(rgba.end(), rows, rows + static_cast<std::size_t>(count) * size->width * 4);
        return base::ok();
    });
    EXPECT_TRUE(drawn);
    return rgba;
}

TEST(RasterPlayer, ATransparentPictureLiesOnAnyGroundAsIfDrawnThere) {
    Picture p = mixed();
    const std::vector<std::uint8_t> rgba = transparent_rows(p, 2);
    std::size_t clear = 0, full = 0, partly = 0;
    for (std::size_t i = 3; i < rgba.size(); i += 4) (rgba[i] == 0 ? clear : rgba[i] == 255 ? full : partly) += 1;
    EXPECT_GT(clear, 10000U);
    EXPECT_GT(full, 500U);
    EXPECT_GT(partly, 1000U);
    for (const std::uint32_t ground : {0xffffffU, 0x000000U, 0x2a6f3cU, 0xffe000U}) {
        p.background = base::rgb(ground);
        const auto drawn = render(p, fonts(), 2);
        ASSERT_TRUE(drawn);
        ASSERT_EQ(drawn->rgb.size() / 3, rgba.size() / 4);
        const int under[3] = {p.background.r, p.background.g, p.background.b};
        int worst = 0;
        for (std::size_t i = 0; i < rgba.size() / 4; ++i)
            for (std::size_t c = 0; c < 3; ++c) {
                const int a = rgba[4 * i + 3];
                worst = std::max(worst, std::abs((rgba[4 * i + c] * a + under[c] * (255 - a) + 127) / 255 - drawn->rgb[3 * i + c]));
            }
        EXPECT_LE(worst, 3) << std::hex << ground; // a rounding of each of the picture's layers
    }
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

} // namespace
} // namespace atlas::render_cairo
