// Plain values of the geometry: points, boxes, affine maps, paths. No projection, no I/O.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace atlas::geo {

/// A point or vector. The unit (metres on the projection plane, points on the page) is the holder's to name.
struct Vec2 {
    double x = 0, y = 0;
    friend bool operator==(const Vec2&, const Vec2&) = default;
    friend Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
    friend Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
    friend Vec2 operator*(Vec2 a, double k) { return {a.x * k, a.y * k}; }
};
inline double dot(Vec2 a, Vec2 b) { return a.x * b.x + a.y * b.y; }
inline double cross(Vec2 a, Vec2 b) { return a.x * b.y - a.y * b.x; }
/// Not std::hypot: its care about overflow, which no map coordinate comes near, took a third of laying out the links.
inline double length(Vec2 a) { return std::sqrt(dot(a, a)); }
inline Vec2 unit(Vec2 a) { const double l = length(a); return l > 0 ? a * (1 / l) : Vec2{1, 0}; }
inline Vec2 perpendicular(Vec2 a) { return {-a.y, a.x}; } ///< turned left when y points up

/// WGS 84 (CGCS2000) degrees, longitude first.
struct LonLat {
    double lon = 0, lat = 0;
    friend bool operator==(const LonLat&, const LonLat&) = default;
};

struct Box {
    Vec2 min{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    Vec2 max{-std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    friend bool operator==(const Box&, const Box&) = default;
    [[nodiscard]] bool empty() const { return !(min.x <= max.x && min.y <= max.y); }
    [[nodiscard]] double width() const { return max.x - min.x; }
    [[nodiscard]] double height() const { return max.y - min.y; }
    [[nodiscard]] Vec2 center() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
    [[nodiscard]] bool contains(Vec2 p) const { return p.x >= min.x && p.x <= max.x && p.y >= min.y && p.y <= max.y; }
    [[nodiscard]] bool intersects(const Box& o) const {
        return min.x <= o.max.x && o.min.x <= max.x && min.y <= o.max.y && o.min.y <= max.y;
    }
    [[nodiscard]] Vec2 nearest(Vec2 p) const { return {std::clamp(p.x, min.x, max.x), std::clamp(p.y, min.y, max.y)}; } ///< its point nearest to `p`; not for an empty box
    [[nodiscard]] double distance(Vec2 p) const; ///< 0 inside
    void add(Vec2 p) {
        min = {std::min(min.x, p.x), std::min(min.y, p.y)};
        max = {std::max(max.x, p.x), std::max(max.y, p.y)};
    }
    void add(const Box& o) { if (!o.empty()) { add(o.min); add(o.max); } }
    [[nodiscard]] Box grown(double by) const { return {{min.x - by, min.y - by}, {max.x + by, max.y + by}}; }
};

inline double Box::distance(Vec2 p) const { return length(nearest(p) - p); }

/// x' = a·x + c·y + e, y' = b·x + d·y + f.
struct Affine {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
    friend bool operator==(const Affine&, const Affine&) = default;
    [[nodiscard]] Vec2 apply(Vec2 p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
    [[nodiscard]] Affine inverse() const {
        const double det = a * d - b * c;
        return {d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det};
    }
    /// First this, then `next`.
    [[nodiscard]] Affine then(const Affine& n) const {
        return {n.a * a + n.c * b, n.b * a + n.d * b, n.a * c + n.c * d, n.b * c + n.d * d,
                n.a * e + n.c * f + n.e, n.b * e + n.d * f + n.f};
    }
    [[nodiscard]] double scale() const { return std::sqrt(std::abs(a * d - b * c)); }
};

/// Polylines (open) or rings (closed; holes by the even-odd rule). Part i runs from starts[i] to starts[i+1] (or the end).
/// A ring does not repeat its first point at its end.
struct Path {
    std::vector<Vec2> points;
    std::vector<std::uint32_t> starts;
    bool closed = false;

    [[nodiscard]] std::size_t part_count() const { return starts.size(); }
    [[nodiscard]] std::size_t part_begin(std::size_t i) const { return starts[i]; }
    [[nodiscard]] std::size_t part_end(std::size_t i) const { return i + 1 < starts.size() ? starts[i + 1] : points.size(); }
    void begin_part() { starts.push_back(static_cast<std::uint32_t>(points.size())); }
    [[nodiscard]] Box bounds() const { Box b; for (const Vec2& p : points) b.add(p); return b; }
    friend bool operator==(const Path&, const Path&) = default;
};
using PathPtr = std::shared_ptr<const Path>;

} // namespace atlas::geo
