// Small pictures for the tests of the raster player and of PNG files.
#pragma once

#include "golden/compare.hpp"
#include "render_cairo/raster_player.hpp"

#include <cmath>

namespace atlas::render_cairo {

using geo::Vec2;
using namespace scene;

inline const text::FontSet& fonts() {
    static const auto set = text::FontSet::load();
    return **set;
}

inline std::shared_ptr<geo::Path> path(std::vector<Vec2> points, bool closed) {
    auto p = std::make_shared<geo::Path>();
    p->points = std::move(points);
    p->begin_part();
    p->starts[0] = 0;
    p->closed = closed;
    return p;
}
inline std::shared_ptr<geo::Path> box(double x0, double y0, double x1, double y1) { return path({{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, true); }

inline DrawText label(const std::string& s, Vec2 at, double size, double angle, double slant, double halo) {
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

inline Picture picture(double width, double height, std::vector<Command> commands) {
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
inline Picture mixed() {
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

} // namespace atlas::render_cairo
