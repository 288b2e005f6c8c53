// Rings drawn on the map.
#include "app/area.hpp"

#include <cmath>

namespace atlas::app {

namespace {

constexpr int kStepsOnASide = 16;

/// Ten metres: finer than any point of the data, and the same number after a project is saved and read.
double rounded(double degrees) { return std::round(degrees * 1e4) / 1e4; }

} // namespace

std::optional<geo::LonLat> ground_at(const scene::Camera& camera, double width_pt, double height_pt, geo::Vec2 at_pt) {
    const geo::LonLat p = camera.projection.inverse(camera.to_frame(width_pt, height_pt).inverse().apply(at_pt));
    // The inverse has no answer at the pole and answers beyond it with a latitude that cannot be.
    if (!std::isfinite(p.lon) || !std::isfinite(p.lat) || std::abs(p.lat) > 89.5) return std::nullopt;
    return geo::LonLat{rounded(p.lon), rounded(p.lat)};
}

geo::Vec2 point_of(const scene::Camera& camera, double width_pt, double height_pt, geo::LonLat ground) {
    return camera.to_frame(width_pt, height_pt).apply(camera.projection.forward(ground));
}

std::vector<geo::LonLat> polygon_ring(const scene::Camera& camera, double width_pt, double height_pt, const std::vector<geo::Vec2>& corners) {
    std::vector<geo::LonLat> ring;
    if (corners.size() < 3) return ring;
    for (std::size_t side = 0; side < corners.size(); ++side)
        for (int i = 0; i < kStepsOnASide; ++i) {
            const geo::Vec2 from = corners[side], to = corners[(side + 1) % corners.size()];
            const auto p = ground_at(camera, width_pt, height_pt, from + (to - from) * (static_cast<double>(i) / kStepsOnASide));
            if (!p) return {};
            ring.push_back(*p);
        }
    return ring;
}

std::vector<geo::LonLat> box_ring(const scene::Camera& camera, double width_pt, double height_pt, geo::Vec2 a, geo::Vec2 b) {
    if (a.x == b.x || a.y == b.y) return {};
    return polygon_ring(camera, width_pt, height_pt, {a, {b.x, a.y}, b, {a.x, b.y}});
}

std::vector<geo::LonLat> lasso_ring(const std::vector<geo::LonLat>& drawn, double step_deg) {
    std::vector<geo::LonLat> ring;
    for (const geo::LonLat& p : drawn)
        if (ring.empty() || std::hypot(p.lon - ring.back().lon, p.lat - ring.back().lat) >= step_deg) ring.push_back(p);
    if (ring.size() < 3) ring.clear();
    return ring;
}

} // namespace atlas::app
