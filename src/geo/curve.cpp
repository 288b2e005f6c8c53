#include "geo/curve.hpp"

#include <numbers>

namespace atlas::geo {

std::vector<Vec2> arc(Vec2 a, Vec2 b, double bend, int segments) {
    const Vec2 mid = (a + b) * 0.5, control = mid + perpendicular(b - a) * bend;
    std::vector<Vec2> out;
    out.reserve(static_cast<std::size_t>(segments) + 1);
    for (int i = 0; i <= segments; ++i) {
        const double t = static_cast<double>(i) / segments, u = 1 - t;
        out.push_back(a * (u * u) + control * (2 * u * t) + b * (t * t));
    }
    return out;
}

std::vector<Vec2> bow(Vec2 a, Vec2 b, const Bow& how, int segments) {
    const Vec2 u = unit(b - a), n = perpendicular(u);
    const double chord = std::max(0.0, length(b - a) - how.cut_a - how.cut_b);
    // A quadratic arc that leaves at this angle has handles of chord / (3 cos); steep ones are kept from running away.
    auto handle = [&](double angle) {
        const double steep = std::clamp((std::abs(angle) - 0.5) / 0.7, 0.0, 1.0), limit = steep > 0 ? how.longest / steep : 1e18;
        return std::min(limit, how.slack * chord / (3 * std::max(std::cos(angle), 0.55)));
    };
    const Vec2 leave = u * std::cos(how.out_a) + n * std::sin(how.out_a), reach = u * -std::cos(how.out_b) + n * std::sin(how.out_b);
    const Vec2 p0 = a + leave * how.cut_a, p1 = p0 + leave * handle(how.out_a);
    const Vec2 p3 = b + reach * how.cut_b, p2 = p3 + reach * handle(how.out_b);
    std::vector<Vec2> out;
    out.reserve(static_cast<std::size_t>(segments) + 1);
    for (int i = 0; i <= segments; ++i) {
        const double t = static_cast<double>(i) / segments, v = 1 - t;
        out.push_back(p0 * (v * v * v) + p1 * (3 * v * v * t) + p2 * (3 * v * t * t) + p3 * (t * t * t));
    }
    return out;
}

std::vector<double> spread_angles(const std::vector<double>& wanted, double gap) {
    constexpr double kTurn = 2 * std::numbers::pi;
    const std::size_t n = wanted.size();
    if (n < 2) return wanted;
    gap = std::min(gap, kTurn / static_cast<double>(n));
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < n; ++i) order.emplace_back(wanted[i] - kTurn * std::floor(wanted[i] / kTurn), i);
    std::sort(order.begin(), order.end());
    // Unrolled from the widest gap on, the circle is a line; there, the least squares with a least distance are an isotonic
    // regression of the angles less i × gap (pool adjacent violators).
    std::size_t first = 0;
    double widest = -1;
    for (std::size_t i = 0; i < n; ++i) {
        const double before = i > 0 ? order[i].first - order[i - 1].first : order[0].first + kTurn - order[n - 1].first;
        if (before > widest + 1e-12) { widest = before; first = i; }
    }
    std::vector<double> line;
    for (std::size_t k = 0; k < n; ++k) line.push_back(order[(first + k) % n].first + (first + k >= n ? kTurn : 0));
    struct Pool { double sum; std::size_t count; [[nodiscard]] double mean() const { return sum / static_cast<double>(count); } };
    std::vector<Pool> pools;
    for (std::size_t k = 0; k < n; ++k) {
        pools.push_back({line[k] - gap * static_cast<double>(k), 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
            const Pool last = pools.back();
            pools.pop_back();
            pools.back().sum += last.sum;
            pools.back().count += last.count;
        }
    }
    std::vector<double> moved;
    for (const Pool& p : pools) for (std::size_t j = 0; j < p.count; ++j) moved.push_back(p.mean() + gap * static_cast<double>(moved.size()));
    if (moved.back() - moved.front() > kTurn - gap) { // the ends would meet round the back: all the way round, evenly
        double mean = 0;
        for (std::size_t k = 0; k < n; ++k) mean += line[k] - kTurn * static_cast<double>(k) / static_cast<double>(n);
        mean /= static_cast<double>(n);
        for (std::size_t k = 0; k < n; ++k) moved[k] = mean + kTurn * static_cast<double>(k) / static_cast<double>(n);
    }
    std::vector<double> out(n);
    for (std::size_t k = 0; k < n; ++k) {
        const std::size_t i = order[(first + k) % n].second;
        out[i] = wanted[i] + std::remainder(moved[k] - wanted[i], kTurn); // the same turn as it was asked in
    }
    return out;
}

namespace {

/// Where the segment p→q leaves the circle round c (p inside, q outside).
Vec2 leave_circle(Vec2 p, Vec2 q, Vec2 c, double r) {
    const Vec2 d = q - p, f = p - c;
    const double a = dot(d, d), b = 2 * dot(f, d), k = dot(f, f) - r * r;
    const double disc = std::sqrt(std::max(0.0, b * b - 4 * a * k));
    return a > 0 ? p + d * std::clamp((-b + disc) / (2 * a), 0.0, 1.0) : q;
}

} // namespace

std::vector<Vec2> trimmed(const std::vector<Vec2>& line, double from_a, double from_b) {
    if (line.size() < 2) return {};
    const Vec2 a = line.front(), b = line.back();
    std::size_t first = 0, last = line.size() - 1;
    while (first < line.size() && length(line[first] - a) < from_a) ++first;
    while (last > 0 && length(line[last] - b) < from_b) --last;
    if (first > last || first == line.size()) return {};
    std::vector<Vec2> out;
    if (first > 0) out.push_back(leave_circle(line[first - 1], line[first], a, from_a));
    out.insert(out.end(), line.begin() + static_cast<std::ptrdiff_t>(first), line.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    if (last + 1 < line.size()) out.push_back(leave_circle(line[last + 1], line[last], b, from_b));
    return out.size() >= 2 ? out : std::vector<Vec2>{};
}

std::vector<Vec2> smooth_through(const std::vector<Vec2>& p, double step) {
    if (p.size() < 3) return p;
    std::vector<Vec2> out{p.front()};
    const std::size_t n = p.size();
    for (std::size_t i = 0; i + 1 < n; ++i) {
        // Ghost points beyond the ends mirror the neighbour, so the line starts straight.
        const Vec2 p0 = i > 0 ? p[i - 1] : p[0] * 2 - p[1];
        const Vec2 p1 = p[i], p2 = p[i + 1];
        const Vec2 p3 = i + 2 < n ? p[i + 2] : p[n - 1] * 2 - p[n - 2];
        auto knot = [](double t, Vec2 a, Vec2 b) { return t + std::max(1e-9, std::sqrt(length(b - a))); };
        const double t0 = 0, t1 = knot(t0, p0, p1), t2 = knot(t1, p1, p2), t3 = knot(t2, p2, p3);
        const int count = std::max(2, static_cast<int>(std::ceil(length(p2 - p1) / step)));
        for (int k = 1; k <= count; ++k) {
            const double t = t1 + (t2 - t1) * k / count;
            auto blend = [t](Vec2 a, Vec2 b, double ta, double tb) { return a * ((tb - t) / (tb - ta)) + b * ((t - ta) / (tb - ta)); };
            const Vec2 a1 = blend(p0, p1, t0, t1), a2 = blend(p1, p2, t1, t2), a3 = blend(p2, p3, t2, t3);
            const Vec2 b1 = blend(a1, a2, t0, t2), b2 = blend(a2, a3, t1, t3);
            out.push_back(k == count ? p2 : blend(b1, b2, t1, t2));
        }
    }
    return out;
}

std::vector<Vec2> convex_hull(std::vector<Vec2> p) {
    std::sort(p.begin(), p.end(), [](Vec2 a, Vec2 b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    p.erase(std::unique(p.begin(), p.end()), p.end());
    if (p.size() < 3) return p;
    std::vector<Vec2> h;
    for (int pass = 0; pass < 2; ++pass) { // Andrew's monotone chain, lower then upper
        const std::size_t base = h.size();
        for (const Vec2& v : p) {
            while (h.size() >= base + 2 && cross(h.back() - h[h.size() - 2], v - h.back()) <= 0) h.pop_back();
            h.push_back(v);
        }
        h.pop_back();
        std::reverse(p.begin(), p.end());
    }
    return h;
}

std::vector<Vec2> rounded_hull(const std::vector<Vec2>& points, double r, int corner_segments) {
    const std::vector<Vec2> hull = convex_hull(points);
    if (hull.empty()) return {};
    if (hull.size() == 1) return circle(hull[0], r, corner_segments * 4);
    std::vector<Vec2> out;
    const std::size_t n = hull.size();
    for (std::size_t i = 0; i < n; ++i) {
        const Vec2 p = hull[i], before = hull[(i + n - 1) % n], after = hull[(i + 1) % n];
        // Outward normals of the two edges; the hull runs anticlockwise (y up), so outward is to the right.
        const Vec2 n1 = unit(perpendicular(p - before)) * -1, n2 = unit(perpendicular(after - p)) * -1;
        const double a1 = std::atan2(n1.y, n1.x);
        double turn = std::atan2(n2.y, n2.x) - a1;
        if (turn < 0) turn += 2 * std::numbers::pi;
        const int count = std::max(1, static_cast<int>(std::ceil(turn / (std::numbers::pi / 2) * corner_segments)));
        for (int k = 0; k <= count; ++k) {
            const double a = a1 + turn * k / count;
            out.push_back(p + Vec2{std::cos(a), std::sin(a)} * r);
        }
    }
    return out;
}

std::vector<Vec2> circle(Vec2 c, double r, int segments) {
    std::vector<Vec2> out;
    out.reserve(static_cast<std::size_t>(segments));
    for (int i = 0; i < segments; ++i) {
        const double a = 2 * std::numbers::pi * i / segments;
        out.push_back(c + Vec2{std::cos(a), std::sin(a)} * r);
    }
    return out;
}

double length_of(const std::vector<Vec2>& line) {
    double l = 0;
    for (std::size_t i = 1; i < line.size(); ++i) l += length(line[i] - line[i - 1]);
    return l;
}

OnLine along(const std::vector<Vec2>& line, double s) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec2 d = line[i] - line[i - 1];
        const double l = length(d);
        if (s <= l || i + 1 == line.size()) return {line[i - 1] + d * (l > 0 ? std::clamp(s / l, 0.0, 1.0) : 0), unit(d)};
        s -= l;
    }
    return {line.empty() ? Vec2{} : line.front(), {1, 0}};
}

double distance_to_line(Vec2 p, const std::vector<Vec2>& line) {
    double best = std::numeric_limits<double>::infinity(); // squared
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec2 ab = line[i] - line[i - 1], ap = p - line[i - 1];
        const double l2 = dot(ab, ab), t = l2 > 0 ? std::clamp(dot(ap, ab) / l2, 0.0, 1.0) : 0;
        const Vec2 off = ap - ab * t;
        best = std::min(best, dot(off, off));
    }
    return std::sqrt(best);
}

bool inside_ring(Vec2 p, const std::vector<Vec2>& ring) {
    bool in = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const Vec2 a = ring[i], b = ring[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
    }
    return in;
}

bool inside(Vec2 p, const Path& rings) {
    bool in = false;
    for (std::size_t k = 0; k < rings.part_count(); ++k) {
        const std::size_t b = rings.part_begin(k), e = rings.part_end(k);
        for (std::size_t i = b, j = e - 1; i < e; j = i++) {
            const Vec2 u = rings.points[i], v = rings.points[j];
            if ((u.y > p.y) != (v.y > p.y) && p.x < (v.x - u.x) * (p.y - u.y) / (v.y - u.y) + u.x) in = !in;
        }
    }
    return in;
}

Vec2 edge_towards(const std::vector<Vec2>& ring, Vec2 in, Vec2 out) {
    const Vec2 d = out - in;
    double best = -1;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Vec2 a = ring[i], e = ring[(i + 1) % ring.size()] - a;
        const double det = cross(d, e);
        if (std::abs(det) < 1e-12) continue;
        const double t = cross(a - in, e) / det, u = cross(a - in, d) / det;
        if (t >= 0 && t <= 1 && u >= 0 && u <= 1) best = std::max(best, t);
    }
    return best >= 0 ? in + d * best : out;
}

Path path_of(const std::vector<Vec2>& points, bool closed) {
    Path p;
    p.closed = closed;
    if (!points.empty()) {
        p.begin_part();
        p.points = points;
    }
    return p;
}

} // namespace atlas::geo
