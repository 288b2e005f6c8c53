// What lies under the mouse: nearest line or symbol before areas, topmost among equals, nothing outside a clip.
#include "scene/hit_test.hpp"

#include <gtest/gtest.h>

namespace atlas::scene {
namespace {

using Kind = FeatureRef::Kind;

geo::PathPtr path(std::vector<Vec2> points, bool closed) {
    auto p = std::make_shared<geo::Path>();
    p->begin_part();
    p->points = std::move(points);
    p->closed = closed;
    return p;
}
StrokePath line(std::vector<Vec2> points, int index, double width = 1) {
    return {path(std::move(points), false), {width, {}, {}, Cap::round}, {Kind::link, index}};
}
FillPath area(double x0, double y0, double x1, double y1, FeatureRef ref) {
    return {path({{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, true), {}, ref};
}
Picture picture(std::vector<Command> commands, Affine to_page = {}) {
    auto list = std::make_shared<DisplayList>();
    list->commands = std::move(commands);
    Picture p;
    p.width_pt = p.height_pt = 500;
    p.lists.push_back({list, to_page});
    return p;
}

TEST(HitTest, NearestLineWinsAndDistanceIsFromTheEdgeOfTheStroke) {
    const Picture p = picture({line({{0, 10}, {100, 10}}, 1), line({{0, 14}, {100, 14}}, 2, 3)});
    auto hits = hit_test(p, {50, 11.4});
    ASSERT_EQ(hits.size(), 2u);
    EXPECT_EQ(hits[0].ref.index, 1);
    EXPECT_NEAR(hits[0].distance_pt, 0.9, 1e-9);
    EXPECT_NEAR(hits[1].distance_pt, 1.1, 1e-9);
    hits = hit_test(p, {50, 13});
    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(hits[0].ref.index, 2);
    EXPECT_EQ(hits[0].distance_pt, 0);
    EXPECT_TRUE(hit_test(p, {50, 40}).empty());
    EXPECT_TRUE(hit_test(p, {106, 10}).empty()); // beyond the end
    EXPECT_EQ(hit_test(p, {106, 10}, 10).size(), 2u);
}

TEST(HitTest, LinesAndSymbolsBeforeAreasThenTheTopmost) {
    const Picture p = picture({line({{0, 50}, {100, 50}}, 1), area(0, 0, 200, 200, {Kind::basin, 7}), area(48, 48, 52, 52, {Kind::place, 3}),
                               area(48, 48, 52, 52, {Kind::place, 4})});
    const auto hits = hit_test(p, {50, 50});
    ASSERT_EQ(hits.size(), 4u);
    EXPECT_EQ(hits[0].ref, (FeatureRef{Kind::place, 4}));
    EXPECT_EQ(hits[1].ref, (FeatureRef{Kind::place, 3}));
    EXPECT_EQ(hits[2].ref, (FeatureRef{Kind::link, 1}));
    EXPECT_EQ(hits[3].ref, (FeatureRef{Kind::basin, 7}));
    EXPECT_EQ(hit_test(p, {50, 45.5}).at(0).ref.kind, Kind::place); // a symbol within the tolerance
    EXPECT_EQ(hit_test(p, {150, 198}).at(0).ref.kind, Kind::basin);
    EXPECT_TRUE(hit_test(p, {202, 100}).empty()); // an area has no tolerance
}

TEST(HitTest, HolesClipsAndScaleAreRespected) {
    auto ring = std::make_shared<geo::Path>(*area(0, 0, 100, 100, {}).path);
    ring->begin_part();
    for (const Vec2 v : {Vec2{40, 40}, {60, 40}, {60, 60}, {40, 60}}) ring->points.push_back(v);
    const Picture p = picture({FillPath{ring, {}, {Kind::basin, 1}}, PushClip{{{0, 0}, {10, 100}}}, line({{0, 80}, {100, 80}}, 2), PopClip{}});
    EXPECT_TRUE(hit_test(p, {50, 50}).empty());
    EXPECT_EQ(hit_test(p, {20, 20}).at(0).ref.kind, Kind::basin);
    EXPECT_EQ(hit_test(p, {5, 80}).at(0).ref.kind, Kind::link);
    EXPECT_EQ(hit_test(p, {20, 80}).at(0).ref.kind, Kind::basin); // the line is clipped there
    // Projection metres with y up: the tolerance stays in page points.
    const Picture far = picture({line({{0, 0}, {1e6, 0}}, 5)}, {1e-4, 0, 0, -1e-4, 100, 200});
    EXPECT_EQ(hit_test(far, {150, 203}).size(), 1u);
    EXPECT_NEAR(hit_test(far, {150, 203}).at(0).distance_pt, 2.5, 1e-9);
    EXPECT_TRUE(hit_test(far, {150, 206}).empty());
    EXPECT_TRUE(hit_test(picture({line({{0, 0}, {9, 9}}, 5)}, {0, 0, 0, 0, 5, 5}), {5, 5}).empty());
}

TEST(HitTest, TextIsHitInItsTurnedBoxAndAFeatureCountsOnce) {
    DrawText text;
    text.size_pt = 10;
    text.ref = {Kind::place, 9};
    text.glyphs = {{1, {100, 100}, 1.5707963267948966, 0}, {2, {100, 110}, 1.5707963267948966, 3}}; // downwards
    const Picture p = picture({text, area(95, 98, 105, 104, {Kind::place, 9})});
    ASSERT_EQ(hit_test(p, {104, 118}).size(), 1u);
    EXPECT_EQ(hit_test(p, {104, 118})[0].distance_pt, 0);
    EXPECT_EQ(hit_test(p, {101, 102}).size(), 1u);
    EXPECT_TRUE(hit_test(p, {85, 118}).empty());
    EXPECT_TRUE(hit_test(p, {104, 130}).empty());
}

TEST(HitTest, CommandsWithoutAFeatureAreNotFound) {
    EXPECT_TRUE(hit_test(picture({StrokePath{path({{0, 0}, {9, 9}}, false), {}, {}}, FillPath{path({}, true), {}, {Kind::link, 1}}}), {5, 5}).empty());
}

} // namespace
} // namespace atlas::scene
