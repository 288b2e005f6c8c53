// Fonts and shaping: the numbers every player relies on.
#include "text/fonts.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace atlas::text {
namespace {

const FontSet& fonts() {
    static const auto set = FontSet::load();
    return **set;
}

TEST(Fonts, AChineseFaceIsFoundWithoutWarning) {
    const auto set = FontSet::load();
    ASSERT_TRUE(set) << set.error().message;
    EXPECT_TRUE(set.warnings.empty()) << set.warnings[0];
    for (const Face face : {Face::sans, Face::sans_bold, Face::serif}) {
        EXPECT_FALSE((*set)->file(face).path.empty());
        EXPECT_FALSE((*set)->file(face).family.empty());
        EXPECT_TRUE((*set)->missing("泸州市渝濑綦江", face).empty());
    }
    EXPECT_EQ((*set)->file(Face::sans_bold).weight, 700);
}

TEST(Fonts, HanziAdvanceOneEmAndPositionsScaleWithTheSize) {
    const Shaped small = fonts().shape("泸州市", Face::sans, 5);
    ASSERT_EQ(small.glyphs.size(), 3u);
    EXPECT_NEAR(small.width_pt, 15, 1e-9);
    EXPECT_NEAR(small.glyphs[2].x_pt, 10, 1e-9);
    EXPECT_EQ(small.glyphs[1].cluster, 3u); // bytes, not characters
    EXPECT_GT(small.ascent_pt, 3);
    EXPECT_GT(small.descent_pt, 0);
    const std::string mixed = "Chongqing 重庆 AV 1,234 km";
    const Shaped one = fonts().shape(mixed, Face::serif, 1), large = fonts().shape(mixed, Face::serif, 37);
    ASSERT_EQ(one.glyphs.size(), large.glyphs.size());
    EXPECT_NEAR(large.width_pt, 37 * one.width_pt, 1e-9);
    for (std::size_t i = 0; i < one.glyphs.size(); ++i) EXPECT_NEAR(large.glyphs[i].x_pt, 37 * one.glyphs[i].x_pt, 1e-9);
    EXPECT_TRUE(fonts().shape("", Face::sans, 9).glyphs.empty());
}

TEST(Fonts, MissingNamesWhatTheFaceLacks) {
    EXPECT_EQ(fonts().missing("甲\U0010FFFD乙", Face::sans), U"\U0010FFFD");
}

TEST(Fonts, OutlinesLieWhereTheInkIs) {
    const Shaped shaped = fonts().shape("国", Face::sans, 1);
    const Outline& o = fonts().outline(Face::sans, shaped.glyphs[0].id);
    ASSERT_FALSE(o.points.empty());
    ASSERT_EQ(o.verbs.front(), Outline::Verb::move);
    float top = 9, bottom = -9, left = 9, right = -9;
    for (const Outline::Point& p : o.points) {
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
        left = std::min(left, p.x);
        right = std::max(right, p.x);
    }
    EXPECT_NEAR(bottom - top, fonts().cap_height(Face::sans), 0.01);
    EXPECT_LT(top, -0.7F); // y runs down: the ink is above the baseline
    EXPECT_GT(left, 0);
    EXPECT_LT(right, 1);
    const Shaped blank = fonts().shape(" ", Face::sans, 1);
    EXPECT_TRUE(fonts().outline(Face::sans, blank.glyphs.at(0).id).points.empty());
}

TEST(Fonts, ShapingFromSeveralThreadsGivesTheSame) {
    const Shaped expected = fonts().shape("黔东南苗族侗族自治州", Face::sans_bold, 7);
    std::vector<std::thread> threads;
    std::vector<int> wrong(4, 0);
    for (std::size_t t = 0; t < wrong.size(); ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 300; ++i) {
                const std::string own = "字" + std::to_string(i);
                wrong[t] += fonts().shape(own, Face::sans, 7).glyphs.size() != 1 + std::to_string(i).size();
                const Shaped s = fonts().shape("黔东南苗族侗族自治州", Face::sans_bold, 7);
                wrong[t] += s.glyphs.size() != expected.glyphs.size() || s.glyphs.back().id != expected.glyphs.back().id || s.width_pt != expected.width_pt;
                wrong[t] += fonts().outline(Face::sans_bold, s.glyphs[static_cast<std::size_t>(i) % 10].id).points.empty();
            }
        });
    for (std::thread& t : threads) t.join();
    for (const int w : wrong) EXPECT_EQ(w, 0);
}

} // namespace
} // namespace atlas::text
