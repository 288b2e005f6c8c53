#include "geo/albers.hpp"

#include <numbers>

namespace atlas::geo {
namespace {

constexpr double kDeg = std::numbers::pi / 180;
constexpr double kSemiMajor = 6378137.0;             // WGS 84, metres
constexpr double kFlattening = 1 / 298.257223563;
constexpr double kE2 = kFlattening * (2 - kFlattening);
const double kE = std::sqrt(kE2);

// Snyder 3-12 and 14-15.
double q_of(double sin_phi) {
    const double es = kE * sin_phi;
    return (1 - kE2) * (sin_phi / (1 - es * es) - std::log((1 - es) / (1 + es)) / (2 * kE));
}
double m_of(double phi) {
    const double s = std::sin(phi);
    return std::cos(phi) / std::sqrt(1 - kE2 * s * s);
}

} // namespace

Albers::Albers(double lat1_deg, double lat2_deg, double lon0_deg) : lat1_(lat1_deg), lat2_(lat2_deg), lon0_(lon0_deg) {
    const double phi1 = lat1_deg * kDeg, phi2 = lat2_deg * kDeg;
    const double m1 = m_of(phi1), q1 = q_of(std::sin(phi1));
    if (std::abs(lat1_deg - lat2_deg) < 1e-9) {
        n_ = std::sin(phi1);
    } else {
        const double m2 = m_of(phi2), q2 = q_of(std::sin(phi2));
        n_ = (m1 * m1 - m2 * m2) / (q2 - q1);
    }
    if (std::abs(n_) < 1e-6) n_ = 1e-6; // parallels symmetric about the equator: nearly cylindrical, still usable
    c_ = m1 * m1 + n_ * q1;
    rho0_ = kSemiMajor * std::sqrt(c_) / n_;
}

Albers Albers::fitted(const Box& lonlat) {
    const double span = lonlat.height();
    const double lat1 = std::clamp(lonlat.min.y + span / 6, -80.0, 80.0);
    const double lat2 = std::clamp(lonlat.max.y - span / 6, -80.0, 80.0);
    // A tenth of a degree is far below anything visible and keeps the numbers in recipes short.
    auto tenth = [](double v) { return std::round(v * 10) / 10; };
    return {tenth(lat1), tenth(lat2), tenth(lonlat.center().x)};
}

Vec2 Albers::forward(LonLat p) const {
    const double sin_phi = std::sin(p.lat * kDeg);
    const double rho = kSemiMajor * std::sqrt(std::max(0.0, c_ - n_ * q_of(sin_phi))) / n_;
    const double theta = n_ * (p.lon - lon0_) * kDeg;
    return {rho * std::sin(theta), rho0_ - rho * std::cos(theta)};
}

LonLat Albers::inverse(Vec2 xy) const {
    const double dy = rho0_ - xy.y;
    const double sign = n_ < 0 ? -1 : 1;
    const double rho = sign * std::hypot(xy.x, dy);
    const double theta = std::atan2(sign * xy.x, sign * dy);
    const double k = rho * n_ / kSemiMajor;
    const double q = (c_ - k * k) / n_;
    // The poles are arcs; beyond them the plane shows nothing.
    if (std::abs(q) >= q_of(1) - 1e-12) return {lon0_ + theta / n_ / kDeg, q < 0 ? -90.0 : 90.0};
    double phi = std::asin(std::clamp(q / 2, -1.0, 1.0));
    for (int i = 0; i < 6; ++i) { // Snyder 3-16
        const double s = std::sin(phi), w = 1 - kE2 * s * s;
        const double step = w * w / (2 * std::cos(phi)) *
                            (q / (1 - kE2) - s / w + std::log((1 - kE * s) / (1 + kE * s)) / (2 * kE));
        phi += step;
        if (std::abs(step) < 1e-12) break;
    }
    return {lon0_ + theta / n_ / kDeg, std::clamp(phi / kDeg, -90.0, 90.0)};
}

double Albers::convergence(double lon_deg) const { return n_ * (lon_deg - lon0_) * kDeg; }

double Albers::parallel_scale(double lat_deg) const {
    const double phi = lat_deg * kDeg;
    const double rho_over_a = std::sqrt(std::max(0.0, c_ - n_ * q_of(std::sin(phi)))) / n_;
    return n_ * rho_over_a / m_of(phi);
}

} // namespace atlas::geo
