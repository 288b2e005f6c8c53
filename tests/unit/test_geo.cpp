// Projection against published numbers and its own inverse; simplification keeps shared borders glued; curves end where they must.
#include "geo/albers.hpp"
#include "geo/curve.hpp"
#include "geo/simplify.hpp"

#include <gtest/gtest.h>

#include <numbers>
#include <set>

using namespace atlas::geo;

TEST(Albers, SnyderWorkedExample) {
    // Snyder, PP 1395, p. 292: Clarke 1866 gives other metres, so the check here is on the constants that do not depend on the
    // ellipsoid's size: scale 1 on both standard parallels, below 1 between them, above 1 outside.
    const Albers a(29.5, 45.5, -96);
    EXPECT_NEAR(a.parallel_scale(29.5), 1, 1e-9);
    EXPECT_NEAR(a.parallel_scale(45.5), 1, 1e-9);
    EXPECT_LT(a.parallel_scale(37), 1);
    EXPECT_GT(a.parallel_scale(50), 1);
}

TEST(Albers, NationalFrameScaleFactors) {
    const Albers a = Albers::china();
    EXPECT_NEAR(a.parallel_scale(36), 0.982, 0.001);
    EXPECT_NEAR(a.parallel_scale(18), 1.026, 0.001);
    EXPECT_NEAR(a.parallel_scale(53.5), 1.038, 0.001);
    EXPECT_NEAR(a.convergence(73.5) * 180 / std::numbers::pi, -18.6, 0.8);
    EXPECT_NEAR(a.convergence(135) * 180 / std::numbers::pi, 17.7, 0.8);
}

TEST(Albers, InverseUndoesForward) {
    for (const Albers& a : {Albers::china(), Albers(27, 31, 106), Albers(43, 47, 126)})
        for (double lon = 70; lon <= 140; lon += 3.5)
            for (double lat = 2; lat <= 55; lat += 2.5) {
                const LonLat p = a.inverse(a.forward({lon, lat}));
                EXPECT_NEAR(p.lon, lon, 1e-9);
                EXPECT_NEAR(p.lat, lat, 1e-9);
            }
}

TEST(Albers, BeyondAPoleIsThePole) {
    // A frame of the farthest zoom reaches over the pole's arc; Newton's steps would run away there.
    for (const Albers& a : {Albers::china(), Albers(21, 23, -80), Albers(-30, -20, 134), Albers(55, 65, 25)})
        for (double x = -4e7; x <= 4e7; x += 1.7e6)
            for (double y = -4e7; y <= 4e7; y += 1.3e6) {
                const LonLat p = a.inverse({x, y});
                EXPECT_TRUE(std::isfinite(p.lon) && p.lat >= -90 && p.lat <= 90) << x << ' ' << y << ": " << p.lon << ' ' << p.lat;
            }
    const Albers c = Albers::china();
    const Vec2 pole = c.forward({105, 90});
    EXPECT_EQ(c.inverse({pole.x, pole.y + 1000}).lat, 90);
    EXPECT_NEAR(c.inverse(c.forward({140, 89.5})).lat, 89.5, 1e-6);
    EXPECT_NEAR(c.inverse(c.forward({-60, -89.5})).lat, -89.5, 1e-6);
}

TEST(Albers, AreasAreTrue) {
    // A cell of one degree keeps its area wherever it lies (closed form on the authalic latitude is the projection itself, so the
    // check is against numerical integration on the ellipsoid).
    const Albers a = Albers::china();
    auto cell = [&](double lon, double lat) {
        std::vector<Vec2> ring;
        constexpr int n = 60;
        for (int i = 0; i < n; ++i) ring.push_back(a.forward({lon + 1.0 * i / n, lat}));
        for (int i = 0; i < n; ++i) ring.push_back(a.forward({lon + 1, lat + 1.0 * i / n}));
        for (int i = 0; i < n; ++i) ring.push_back(a.forward({lon + 1 - 1.0 * i / n, lat + 1}));
        for (int i = 0; i < n; ++i) ring.push_back(a.forward({lon, lat + 1 - 1.0 * i / n}));
        double s = 0;
        for (std::size_t i = 0; i < ring.size(); ++i) s += cross(ring[i], ring[(i + 1) % ring.size()]);
        return s / 2;
    };
    auto ellipsoid = [](double lat) {
        constexpr double semi = 6378137, f = 1 / 298.257223563, e2 = f * (2 - f), deg = std::numbers::pi / 180;
        double s = 0;
        constexpr int n = 400;
        for (int i = 0; i < n; ++i) {
            const double phi = (lat + (i + 0.5) / n) * deg, w = 1 - e2 * std::sin(phi) * std::sin(phi);
            s += semi * std::cos(phi) / std::sqrt(w) * deg * semi * (1 - e2) / std::pow(w, 1.5) * deg / n;
        }
        return s;
    };
    for (double lat : {5.0, 20.0, 35.0, 52.0}) EXPECT_NEAR(cell(100, lat) / ellipsoid(lat), 1, 2e-5) << lat;
    EXPECT_NEAR(cell(80, 35), cell(130, 35), 1e3);
}

TEST(Simplify, StaysWithinTolerance) {
    Path p;
    p.begin_part();
    for (int i = 0; i <= 2000; ++i) p.points.push_back({i * 0.01, std::sin(i * 0.05) + 0.02 * std::sin(i * 1.7)});
    const Path s = simplify(p, 0.05);
    EXPECT_LT(s.points.size(), p.points.size() / 5);
    EXPECT_EQ(s.points.front(), p.points.front());
    EXPECT_EQ(s.points.back(), p.points.back());
    for (const Vec2& v : p.points) EXPECT_LT(distance_to_line(v, s.points), 0.075); // tolerance plus the half spent on near points
}

namespace {

/// Two squares glued along a wiggly border, each ring starting somewhere else and running its own way.
std::pair<Path, Path> glued() {
    std::vector<Vec2> border;
    for (int i = 0; i <= 200; ++i) border.push_back({0.3 * std::sin(i * 0.31), i * 0.1});
    Path left, right;
    left.closed = right.closed = true;
    left.begin_part();
    left.points = {{-10, 20}, {-10, 0}};
    left.points.insert(left.points.end(), border.begin(), border.end());
    right.begin_part();
    right.points.assign(border.rbegin(), border.rend());
    right.points.insert(right.points.end(), {{10, 0}, {10, 20}});
    std::rotate(right.points.begin(), right.points.begin() + 77, right.points.end());
    return {left, right};
}

} // namespace

TEST(Simplify, SharedBordersStayShared) {
    const auto [left, right] = glued();
    for (double tolerance : {0.01, 0.1, 0.25, 1.0}) {
        const Path* in[] = {&left, &right};
        const auto out = simplify_shared(in, tolerance);
        std::set<std::pair<double, double>> l, r;
        for (const Vec2& v : out[0].points) if (std::abs(v.x) < 1) l.insert({v.x, v.y});
        for (const Vec2& v : out[1].points) if (std::abs(v.x) < 1) r.insert({v.x, v.y});
        EXPECT_EQ(l, r) << "tolerance " << tolerance;
        EXPECT_GE(l.size(), 2u);
    }
}

TEST(Simplify, IsletsStayWhenAsked) {
    Path p;
    p.closed = true;
    p.begin_part();
    p.points = circle({0, 0}, 0.1, 20);
    const Path* in[] = {&p};
    EXPECT_EQ(simplify_shared(in, 5, false)[0].part_count(), 0u);
    ASSERT_EQ(simplify_shared(in, 5, true)[0].part_count(), 1u);
    EXPECT_GE(simplify_shared(in, 5, true)[0].points.size(), 3u);
}

TEST(Curve, TrimmedStartsOnTheCircles) {
    const auto line = trimmed(arc({0, 0}, {100, 0}, 0.2, 40), 5, 8);
    EXPECT_NEAR(length(line.front() - Vec2{0, 0}), 5, 1e-6);
    EXPECT_NEAR(length(line.back() - Vec2{100, 0}), 8, 1e-6);
    EXPECT_TRUE(trimmed(arc({0, 0}, {10, 0}, 0.1, 20), 6, 6).empty());
}

TEST(Curve, ArcIsSymmetric) {
    const auto line = arc({0, 0}, {10, 0}, 0.3, 20);
    EXPECT_NEAR(line[10].x, 5, 1e-12);
    EXPECT_NEAR(line[10].y, 1.5, 1e-12); // half the control point's height
    EXPECT_NEAR(line[3].y, line[17].y, 1e-12);
}

TEST(Curve, SmoothLinePassesThroughItsNodes) {
    const std::vector<Vec2> nodes{{0, 0}, {30, 5}, {34, 40}, {90, 42}};
    const auto line = smooth_through(nodes, 1);
    for (const Vec2& n : nodes) EXPECT_LT(distance_to_line(n, line), 1e-9);
}

TEST(Curve, RoundedHullHoldsItsPoints) {
    const std::vector<Vec2> points{{0, 0}, {10, 2}, {4, 9}, {5, 4}};
    const auto ring = rounded_hull(points, 2);
    for (const Vec2& p : points) EXPECT_TRUE(inside_ring(p, ring));
    const Vec2 edge = edge_towards(ring, {5, 4}, {50, 4});
    EXPECT_FALSE(inside_ring({edge.x + 0.01, edge.y}, ring));
    EXPECT_TRUE(inside_ring({edge.x - 0.01, edge.y}, ring));
}

TEST(Vec, AffineInverseAndChain) {
    const Affine a{0.5, 0.1, -0.2, -0.7, 3, 9}, b{2, 0, 0, 2, 1, 1};
    const Vec2 p{12, -5}, q = a.inverse().apply(a.apply(p)), r = a.then(b).apply(p), s = b.apply(a.apply(p));
    EXPECT_NEAR(q.x, p.x, 1e-12);
    EXPECT_NEAR(q.y, p.y, 1e-12);
    EXPECT_NEAR(r.x, s.x, 1e-12);
    EXPECT_NEAR(r.y, s.y, 1e-12);
}
