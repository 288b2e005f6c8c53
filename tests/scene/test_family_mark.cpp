// The second channel of a family (CLR2): every mark is drawn, all look different, and figures carry them by the rule.
#include "golden/figure_world.hpp"
#include "scene/family_mark.hpp"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

using namespace atlas;
using scene::Extent;
using testing_world::world;

namespace {

constexpr base::Color kInk{10, 20, 30, 255}, kCasing{255, 255, 255, 200};

/// The geometry of a mark as text, to compare marks by.
std::string drawn(style::Mark mark) {
    scene::DisplayList list;
    scene::draw_mark(list, mark, {50, 50}, {3, 1}, 4, kInk, kCasing);
    std::ostringstream out;
    for (const auto& c : list.commands) {
        if (const auto* f = std::get_if<scene::FillPath>(&c)) {
            out << "fill" << int(f->color.r) << ":";
            for (const auto& p : f->path->points) out << p.x << "," << p.y << " ";
        } else if (const auto* s = std::get_if<scene::StrokePath>(&c)) {
            out << "stroke" << s->stroke.width_pt << int(s->stroke.color.r) << ":";
            for (const auto& p : s->path->points) out << p.x << "," << p.y << " ";
        }
    }
    return out.str();
}

scene::BuiltMap map_in(const char* theme, const std::vector<model::LinkIx>& links) {
    scene::MapView v;
    v.width_pt = 700;
    v.height_pt = 560;
    v.theme = theme;
    v.camera = world().builder->fit(Extent::links, links, {}, v.width_pt, v.height_pt);
    return world().builder->build(v, links);
}

} // namespace

TEST(FamilyMark, EachLooksDifferentAndStaysSmall) {
    std::set<std::string> seen;
    for (style::Mark m : {style::Mark::none, style::Mark::bar, style::Mark::two_bars, style::Mark::three_bars, style::Mark::cross, style::Mark::square, style::Mark::box,
                          style::Mark::triangle})
        EXPECT_TRUE(seen.insert(drawn(m)).second) << static_cast<int>(m);
    EXPECT_EQ(seen.count(""), 1u) << "none paints nothing, the others something";
    scene::DisplayList list;
    for (int m = 0; m < 8; ++m) scene::draw_mark(list, static_cast<style::Mark>(m), {50, 50}, {0, 0}, 4, kInk, kCasing); // a point has no direction: level
    for (const auto& c : list.commands) {
        const auto* s = std::get_if<scene::StrokePath>(&c);
        for (const auto& p : s ? s->path->points : std::get<scene::FillPath>(c).path->points) {
            EXPECT_NEAR(p.x, 50, 3);
            EXPECT_NEAR(p.y, 50, 3);
        }
    }
}

TEST(FamilyMark, StandsBesideTheMiddleOfALongEnoughLine) {
    geo::Vec2 at, along;
    ASSERT_TRUE(scene::mark_spot({{0, 0}, {60, 0}, {100, 0}}, 30, at, along));
    EXPECT_NEAR(at.x, 36, 1e-9);
    EXPECT_GT(along.x, 0);
    EXPECT_FALSE(scene::mark_spot({{0, 0}, {20, 0}}, 30, at, along));
    EXPECT_FALSE(scene::mark_spot({{5, 5}}, 0, at, along));
    EXPECT_FALSE(scene::mark_spot({{5, 5}, {5, 5}}, 0, at, along));
    EXPECT_FALSE(scene::mark_spot({}, 0, at, along));
}

TEST(FamilyMark, GreyFiguresCarryThemAlwaysColouredOnesWithRoom) {
    const std::vector<model::LinkIx> all = filter::apply(*world().dataset, {});
    filter::FilterSpec few;
    few.mechanisms = {"mutual_aid"};
    const std::vector<model::LinkIx> aid = filter::apply(*world().dataset, few);
    ASSERT_FALSE(aid.empty());
    EXPECT_TRUE(map_in("grey", all).contents.family_marks);
    EXPECT_TRUE(map_in("grey", aid).contents.family_marks);
    EXPECT_TRUE(map_in("print", aid).contents.family_marks);
    EXPECT_FALSE(map_in("print", all).contents.family_marks);
}
