// A picture with something of everything, and other programs to read the files made of it. Needs poppler-utils (pdftotext,
// pdffonts, pdftoppm), libxml2-utils (xmllint) and librsvg2-bin (rsvg-convert); without them the tests fail and say so.
#pragma once

#include "base/file.hpp"
#include "render_cairo/cairo_player.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <sys/wait.h>

namespace atlas::render_cairo {

using geo::Vec2;
using namespace scene;

struct Ran {
    int status = -1;
    std::string output;
};
inline Ran run(const std::string& command) {
    Ran ran;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (!pipe) return ran;
    char buffer[4096];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) ran.output.append(buffer, n);
    const int status = pclose(pipe);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (ran.status == 127) ran.output = "not installed: " + command.substr(0, command.find(' ')) + "; install the test packages the README names";
    return ran;
}
inline std::string out(const std::string& name) { return std::string(ATLAS_TEST_OUTPUT_DIR) + "/" + name; }
inline std::string quoted(const std::string& path) { return "'" + path + "'"; }
inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

inline const text::FontSet& fonts() {
    static const auto set = text::FontSet::load();
    return **set;
}

inline DrawText label(const std::string& s, Vec2 at, double size, double angle = 0, double slant = 0, text::Face face = text::Face::sans) {
    DrawText t;
    t.utf8 = s;
    t.face = face;
    t.size_pt = size;
    t.slant = slant;
    t.color = base::rgb(0x202020);
    t.halo = base::rgb(0xffffff);
    t.halo_pt = 0.6;
    for (const text::Glyph& g : fonts().shape(s, face, size).glyphs)
        t.glyphs.push_back({g.id, {at.x + std::cos(angle) * g.x_pt, at.y + std::sin(angle) * g.x_pt}, angle, g.cluster});
    return t;
}

inline Picture sample() {
    auto area = std::make_shared<geo::Path>(), line = std::make_shared<geo::Path>();
    area->begin_part();
    area->points = {{20, 20}, {280, 40}, {260, 180}, {40, 160}};
    area->begin_part();
    for (const Vec2 v : {Vec2{100, 80}, {160, 80}, {160, 120}, {100, 120}}) area->points.push_back(v);
    area->closed = true;
    line->begin_part();
    for (int i = 0; i < 200; ++i) line->points.push_back({20 + 1.3 * i, 100 + 50 * std::sin(i * 0.06)});
    auto image = std::make_shared<Image>();
    image->width = image->height = 16;
    for (int i = 0; i < 256; ++i)
        for (const int v : {i, 255 - i, 128, 255}) image->rgba.push_back(static_cast<std::uint8_t>(v));
    auto bent = label("赤水河", {60, 60}, 10);
    for (std::size_t i = 0; i < bent.glyphs.size(); ++i) {
        bent.glyphs[i].at = {60 + 14.0 * static_cast<double>(i), 60 - 3.0 * static_cast<double>(i * i)};
        bent.glyphs[i].angle = -0.3 * static_cast<double>(i);
    }
    auto spaced = label("长江", {60, 185}, 10);
    spaced.glyphs[1].at.x += 20;
    auto list = std::make_shared<DisplayList>();
    list->commands = {BeginLayer{"land", "陆地 <&\">"}, FillPath{area, base::rgb(0xd8e4c8), {}}, DrawImage{image, {{200, 60}, {240, 100}}, 0.8}, EndLayer{},
                      BeginLayer{"land", "again"}, PushClip{{{0, 50}, {300, 170}}}, StrokePath{line, {1.2, base::faded(base::rgb(0x3366aa), 0.7), {6, 2}, Cap::round}, {}},
                      PopClip{}, EndLayer{}, label("泸州市", {40, 140}, 9), label("长江经济带", {120, 150}, 14, 0.3, 0.2, text::Face::serif),
                      label("a<b & \"c\"", {20, 30}, 8, 0, 0, text::Face::sans_bold), bent, spaced};
    Picture p;
    p.width_pt = 300;
    p.height_pt = 200;
    p.title = "川南 <渝西> & 图";
    p.subject = "测试";
    p.lists.push_back({list, {}});
    return p;
}

/// Share of pixels whose worst channel differs by more than a quarter: other rasterisers smooth edges in their own way.
inline double share_of_different(const Pixels& a, const Pixels& b) {
    if (a.width != b.width || a.height != b.height) return 1;
    std::size_t over = 0;
    for (std::size_t i = 0; i < a.rgb.size(); i += 3) {
        int worst = 0;
        for (std::size_t c = 0; c < 3; ++c) worst = std::max(worst, std::abs(a.rgb[i + c] - b.rgb[i + c]));
        over += worst > 64;
    }
    return static_cast<double>(over) / (static_cast<double>(a.width) * a.height);
}

} // namespace atlas::render_cairo
