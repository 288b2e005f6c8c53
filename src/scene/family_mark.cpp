#include "scene/family_mark.hpp"

#include "geo/curve.hpp"

#include <cmath>

namespace atlas::scene {
namespace {

PathPtr path_of(const std::vector<std::vector<Vec2>>& parts, bool closed) {
    auto p = std::make_shared<geo::Path>();
    p->closed = closed;
    for (const auto& part : parts) {
        p->begin_part();
        p->points.insert(p->points.end(), part.begin(), part.end());
    }
    return p;
}

} // namespace

void draw_mark(DisplayList& out, style::Mark mark, Vec2 at, Vec2 along, double size, Color ink, Color casing, FeatureRef ref) {
    using style::Mark;
    if (mark == Mark::none) return;
    const double length = std::hypot(along.x, along.y);
    const Vec2 u = length > 0 ? along * (1 / length) : Vec2{1, 0}, v{-u.y, u.x};
    const double h = size / 2;
    auto turned = [&](double a, double b) { return at + u * a + v * b; }; // a along the line, b across it
    const double gap = 0.24 * size, thin = 0.22 * size;
    auto strokes = [&](const std::vector<std::vector<Vec2>>& lines) {
        const PathPtr p = path_of(lines, false);
        out.commands.push_back(StrokePath{p, {2.4 * thin, casing, {}, Cap::butt}, {}});
        out.commands.push_back(StrokePath{p, {thin, ink, {}, Cap::butt}, ref});
    };
    auto bars = [&](std::initializer_list<double> places) { // across the line
        std::vector<std::vector<Vec2>> lines;
        for (double a : places) lines.push_back({turned(a, -1.25 * h), turned(a, 1.25 * h)});
        strokes(lines);
    };
    auto solid = [&](std::vector<Vec2> ring, bool hollow) {
        const PathPtr p = path_of({std::move(ring)}, true);
        out.commands.push_back(StrokePath{p, {1.6 * gap, casing, {}, Cap::round}, {}});
        Color inside = ink;
        if (hollow) inside = {casing.r, casing.g, casing.b, ink.a}; // as opaque as the ink: the line must not show through
        out.commands.push_back(FillPath{p, inside, ref});
        if (hollow) out.commands.push_back(StrokePath{p, {0.8 * thin, ink, {}, Cap::round}, ref});
    };
    switch (mark) {
    case Mark::none: break;
    case Mark::bar: bars({0}); break;
    case Mark::two_bars: bars({-gap, gap}); break;
    case Mark::three_bars: bars({-2 * gap, 0, 2 * gap}); break;
    case Mark::cross: strokes({{turned(-h, -h), turned(h, h)}, {turned(-h, h), turned(h, -h)}}); break;
    case Mark::square:
    case Mark::box: {
        const double q = 0.8 * h;
        solid({turned(-q, -q), turned(q, -q), turned(q, q), turned(-q, q)}, mark == Mark::box);
        break;
    }
    case Mark::triangle: // upright on the page whatever the line does, so that it is not read as an arrowhead
        solid({{at.x, at.y - 1.1 * h}, {at.x + h, at.y + 0.7 * h}, {at.x - h, at.y + 0.7 * h}}, false);
        break;
    }
}

bool mark_spot(const std::vector<Vec2>& line, double least, Vec2& at, Vec2& along) {
    const double length = line.size() < 2 ? 0 : geo::length_of(line);
    if (length <= 0 || length < least) return false;
    const geo::OnLine spot = geo::along(line, 0.36 * length);
    at = spot.at;
    along = spot.direction;
    return true;
}

} // namespace atlas::scene
