// The text dump: every command has its line, coordinates are page points, the same picture gives the same text.
#include "scene/dump.hpp"

#include <gtest/gtest.h>

namespace atlas::scene {
namespace {

Picture sample() {
    auto triangle = std::make_shared<geo::Path>();
    triangle->begin_part();
    triangle->points = {{0, 0}, {1000, 0}, {1000, 2000}};
    triangle->closed = true;
    auto image = std::make_shared<Image>();
    image->width = 2;
    image->height = 1;
    image->rgba.assign(8, 255);
    DrawText text;
    text.utf8 = "泸\"州";
    text.size_pt = 5;
    text.halo = {255, 255, 255, 200};
    text.halo_pt = 0.4;
    text.glyphs = {{11, {10, 20}, 0, 0}, {12, {15, 20}, 0.25, 3}};
    text.ref = {FeatureRef::Kind::place, 4};
    auto base = std::make_shared<DisplayList>(), overlay = std::make_shared<DisplayList>();
    base->commands = {BeginLayer{"land", "陆地"}, FillPath{triangle, base::rgb(0x102030), {}}, DrawImage{image, {{0, 0}, {500, 500}}, 0.5}, EndLayer{}};
    overlay->commands = {PushClip{{{0, 0}, {50, 60}}}, StrokePath{triangle, {0.75, {1, 2, 3, 128}, {3, 1.5F}, Cap::butt}, {FeatureRef::Kind::link, 7}},
                         PopClip{}, text, PopClip{}};
    Picture p;
    p.width_pt = 100;
    p.height_pt = 80.5;
    p.title = "图";
    p.lists = {{base, {0.01, 0, 0, -0.01, 0, 80}}, {overlay, {}}};
    return p;
}

TEST(Dump, IsThisText) {
    EXPECT_EQ(dump(sample()),
              "picture 100.00 x 80.50 pt background #ffffff title \"图\"\n"
              "list 1\n"
              "  layer land \"陆地\"\n"
              "    fill #102030 rings 1 points 3 [0.0,60.0 10.0,80.0]\n"
              "    image 2x1 [0.0,75.0 5.0,80.0] opacity 0.50\n"
              "  end layer\n"
              "list 2\n"
              "  clip [0.0,0.0 50.0,60.0]\n"
              "    stroke #01020380 width 0.75 dash 3.00,1.50 butt rings 1 points 3 [0.0,0.0 1000.0,2000.0] link 7\n"
              "  end clip\n"
              "  text \"泸\\\"州\" sans 5.00 #000000 halo #ffffffc8 0.40 glyphs 2 at 10.0,20.0 to 15.0,20.0 angle 0.00..0.25 place 4\n"
              "  end clip without beginning\n");
}

TEST(Dump, PointsAndDecimalsOnRequest) {
    const std::string text = dump(sample(), {true, 0});
    EXPECT_NE(text.find("      0,80 10,80 10,60\n"), std::string::npos) << text;
    EXPECT_NE(text.find("glyph 12 byte 3 15,20 angle 0.250\n"), std::string::npos) << text;
    EXPECT_EQ(text, dump(sample(), {true, 0}));
}

TEST(Dump, ZeroHasNoSign) {
    Picture p = sample();
    p.lists[1].to_page.e = -0.01;
    EXPECT_EQ(dump(p).find("-0.0"), std::string::npos);
}

} // namespace
} // namespace atlas::scene
