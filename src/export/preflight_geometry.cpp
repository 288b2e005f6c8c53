#include "export/preflight_geometry.hpp"

#include <numbers>

namespace atlas::exporter::checks {

using geo::Box;
using geo::Vec2;

Quad quad_of(const Box& b) { return {b.min, {b.max.x, b.min.y}, b.max, {b.min.x, b.max.y}}; }

Box box_of(const Quad& quad) {
    Box b;
    for (const Vec2& v : quad) b.add(v);
    return b;
}

bool overlap(const Quad& a, const Quad& b, double depth) {
    for (const Quad* q : {&a, &b}) {
        for (int side = 0; side < 2; ++side) { // parallelograms have two directions of sides
            const Vec2 axis = geo::perpendicular(geo::unit((*q)[static_cast<std::size_t>(side) + 1] - (*q)[static_cast<std::size_t>(side)]));
            double a0 = 1e300, a1 = -1e300, b0 = 1e300, b1 = -1e300;
            for (const Vec2& v : a) { a0 = std::min(a0, dot(v, axis)); a1 = std::max(a1, dot(v, axis)); }
            for (const Vec2& v : b) { b0 = std::min(b0, dot(v, axis)); b1 = std::max(b1, dot(v, axis)); }
            if (std::min(a1, b1) - std::max(a0, b0) <= depth) return false;
        }
    }
    return true;
}

bool contains(const Quad& quad, Vec2 p) {
    int left = 0, right = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const double c = cross(quad[(i + 1) % 4] - quad[i], p - quad[i]);
        left += c > 0;
        right += c < 0;
    }
    return left == 0 || right == 0;
}

bool crosses(const Quad& quad, Vec2 a, Vec2 b) {
    if (contains(quad, a) || contains(quad, b)) return true;
    for (std::size_t i = 0; i < 4; ++i) {
        const Vec2 p = quad[i], e = quad[(i + 1) % 4] - p, d = b - a;
        const double det = cross(d, e);
        if (std::abs(det) < 1e-12) continue;
        const double t = cross(p - a, e) / det, u = cross(p - a, d) / det;
        if (t >= 0 && t <= 1 && u >= 0 && u <= 1) return true;
    }
    return false;
}

double distance(Vec2 p, Vec2 a, Vec2 b) {
    const Vec2 d = b - a;
    const double l = dot(d, d);
    const double t = l > 0 ? std::clamp(dot(p - a, d) / l, 0.0, 1.0) : 0.0;
    return length(p - (a + d * t));
}

const Box& GlyphInk::box(text::Face face, std::uint32_t glyph) {
    const auto [at, fresh] = known_.emplace(std::pair{static_cast<int>(face), glyph}, Box{});
    // Control points stand a little outside their curves; for hanzi that is below a hundredth of the size.
    if (fresh) for (const auto& p : fonts_.outline(face, glyph).points) at->second.add(Vec2{p.x, p.y});
    return at->second;
}

double ground_distance_m(geo::LonLat a, geo::LonLat b) {
    constexpr double kDeg = std::numbers::pi / 180, kSemiMajor = 6378137.0, kFlattening = 1 / 298.257223563;
    // Reduced latitudes, then the spherical arc with Lambert's two corrections.
    const double b1 = std::atan((1 - kFlattening) * std::tan(a.lat * kDeg)), b2 = std::atan((1 - kFlattening) * std::tan(b.lat * kDeg));
    const double dl = (b.lon - a.lon) * kDeg, s = std::sin((b2 - b1) / 2), t = std::sin(dl / 2);
    const double arc = 2 * std::asin(std::min(1.0, std::sqrt(s * s + std::cos(b1) * std::cos(b2) * t * t)));
    if (arc < 1e-12) return 0;
    const double p = (b1 + b2) / 2, q = (b2 - b1) / 2;
    const double x = (arc - std::sin(arc)) * std::pow(std::sin(p) * std::cos(q) / std::cos(arc / 2), 2);
    const double y = (arc + std::sin(arc)) * std::pow(std::cos(p) * std::sin(q) / std::sin(arc / 2), 2);
    return kSemiMajor * (arc - kFlattening / 2 * (x + y));
}

} // namespace atlas::exporter::checks
