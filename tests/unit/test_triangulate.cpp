// Properties of the triangulation: the triangles cover exactly the even-odd area, and the boundary runs around it.
#include "geo/triangulate.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numbers>
#include <random>

using namespace atlas::geo;

namespace {

void add_ring(Path& path, std::vector<Vec2> ring) {
    path.closed = true;
    path.begin_part();
    path.points.insert(path.points.end(), ring.begin(), ring.end());
}
std::vector<Vec2> box(double x0, double y0, double x1, double y1) { return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}; }

double triangle_area(const Mesh& m) {
    double sum = 0;
    for (std::size_t i = 0; i < m.triangles.size(); i += 3) {
        const double a = cross(m.points[m.triangles[i + 1]] - m.points[m.triangles[i]],
                               m.points[m.triangles[i + 2]] - m.points[m.triangles[i]]) / 2;
        EXPECT_GT(a, 0) << "triangle " << i / 3 << " is not counter-clockwise";
        sum += a;
    }
    return sum;
}
/// Shoelace over the directed boundary: equals the area only when every edge has the inside on its left.
double boundary_area(const Mesh& m) {
    double sum = 0;
    for (const auto& [a, b] : m.boundary) sum += cross(m.points[a], m.points[b]) / 2;
    return sum;
}
void expect_area(const Path& path, double area, double tolerance = 1e-9) {
    const Mesh m = triangulate(path);
    EXPECT_NEAR(triangle_area(m), area, tolerance * std::max(1.0, area));
    EXPECT_NEAR(boundary_area(m), area, tolerance * std::max(1.0, area));
}

} // namespace

TEST(Triangulate, ConvexRingBothWindings) {
    Path ccw, cw;
    add_ring(ccw, box(2, 3, 6, 5));
    add_ring(cw, {{2, 3}, {2, 5}, {6, 5}, {6, 3}});
    expect_area(ccw, 8);
    expect_area(cw, 8);
    EXPECT_EQ(triangulate(ccw).triangles.size(), 6u);
}

TEST(Triangulate, HolesAndNestedIslands) {
    Path p;
    add_ring(p, box(0, 0, 10, 10));
    add_ring(p, box(1, 1, 9, 9)); // hole, same winding: only even-odd makes it one
    add_ring(p, box(2, 2, 4, 4)); // island in it
    add_ring(p, box(6, 6, 8, 8));
    expect_area(p, 100 - 64 + 4 + 4);
}

TEST(Triangulate, TouchingRingsAndSharedCorner) {
    Path p;
    add_ring(p, box(0, 0, 2, 2));
    add_ring(p, box(2, 2, 4, 4)); // touch in one point
    add_ring(p, box(4, 2, 6, 4)); // share an edge with the one before
    expect_area(p, 12);
}

TEST(Triangulate, PentagramLeavesTheMiddleOpen) {
    Path p;
    std::vector<Vec2> ring;
    for (int i = 0; i < 5; ++i) {
        const double a = std::numbers::pi / 2 + i * 4 * std::numbers::pi / 5;
        ring.push_back({std::cos(a), std::sin(a)});
    }
    add_ring(p, ring);
    // Five points of the unit pentagram without the inner pentagon: half of each kite lies outside it.
    const double r = std::sin(std::numbers::pi / 10) / std::sin(7 * std::numbers::pi / 10);
    const double whole = 10 * 0.5 * r * std::sin(std::numbers::pi / 5);
    const double inner = 5 * 0.5 * r * r * std::sin(2 * std::numbers::pi / 5);
    expect_area(p, whole - inner, 1e-7); // GLU keeps crossings to about eight digits
}

TEST(Triangulate, RandomStarsMatchTheirShoelaceArea) {
    std::mt19937 rng(7);
    std::uniform_real_distribution<double> radius(0.3, 1);
    for (int n : {5, 17, 400, 5000}) {
        Path p;
        std::vector<Vec2> ring;
        for (int i = 0; i < n; ++i) {
            const double a = 2 * std::numbers::pi * i / n, r = radius(rng) * 2e6;
            ring.push_back({3e6 + r * std::cos(a), 4e6 + r * std::sin(a)});
        }
        double area = 0;
        for (int i = 0; i < n; ++i) area += cross(ring[i] - ring[0], ring[(i + 1) % n] - ring[0]) / 2;
        add_ring(p, ring);
        const Mesh m = triangulate(p);
        EXPECT_NEAR(triangle_area(m) / area, 1, 1e-9) << n;
        EXPECT_EQ(m.boundary.size(), static_cast<std::size_t>(n));
    }
}

TEST(Triangulate, DegenerateInputGivesAnEmptyMesh) {
    Path p;
    EXPECT_TRUE(triangulate(p).triangles.empty());
    add_ring(p, {{1, 1}});
    add_ring(p, {{1, 1}, {2, 2}});
    add_ring(p, {{1, 1}, {1, 1}, {1, 1}, {1, 1}});
    add_ring(p, {{0, 0}, {1, 1}, {2, 2}}); // no area
    EXPECT_NEAR(triangle_area(triangulate(p)), 0, 1e-12);
    add_ring(p, {{0, 0}, {std::numeric_limits<double>::quiet_NaN(), 3}, {4, 0}, {4, 4}, {0, 4}});
    EXPECT_NEAR(triangle_area(triangulate(p)), 16, 1e-9);
}
