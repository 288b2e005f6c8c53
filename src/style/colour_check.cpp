#include "style/colour_check.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace atlas::style {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

double to_linear(std::uint8_t v) {
    const double c = v / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
std::uint8_t from_linear(double v) {
    v = std::clamp(v, 0.0, 1.0);
    const double c = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(c * 255));
}
Triple linear_of(Color c) { return {to_linear(c.r), to_linear(c.g), to_linear(c.b)}; }
Triple times(const Matrix& m, const Triple& v) {
    Triple out{};
    for (std::size_t i = 0; i < 3; ++i) out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
    return out;
}

// Machado et al. 2009, table of severity 1.0.
constexpr Matrix kProtan{{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeutan{{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritan{{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
// Linear sRGB → XYZ, IEC 61966-2-1.
constexpr Matrix kXyz{{{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
constexpr Triple kWhite{0.95047, 1.0, 1.08883};

double luminance(Color c) {
    const Triple v = linear_of(c);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; // WCAG's own rounding of the second row above
}

constexpr double kDegree = std::numbers::pi / 180;
double hue_degrees(double b, double a) {
    if (a == 0 && b == 0) return 0;
    const double h = std::atan2(b, a) / kDegree;
    return h < 0 ? h + 360 : h;
}

} // namespace

double Lab::chroma() const { return std::hypot(a, b); }

Lab lab_of(Color c) {
    const Triple xyz = times(kXyz, linear_of(c));
    auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f(xyz[0] / kWhite[0]), y = f(xyz[1] / kWhite[1]), z = f(xyz[2] / kWhite[2]);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double delta_e2000(const Lab& p, const Lab& q) {
    auto seventh = [](double c) { return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7))); };
    const double g = 0.5 * (1 - seventh((p.chroma() + q.chroma()) / 2));
    const double a1 = p.a * (1 + g), a2 = q.a * (1 + g);
    const double c1 = std::hypot(a1, p.b), c2 = std::hypot(a2, q.b);
    const double h1 = hue_degrees(p.b, a1), h2 = hue_degrees(q.b, a2);
    const bool grey = c1 * c2 == 0; // the hue of a grey has no meaning: it takes the other's
    double dh = grey ? 0 : h2 - h1;
    if (dh > 180) dh -= 360;
    if (dh < -180) dh += 360;
    double h = h1 + h2;
    if (!grey) {
        if (std::abs(h1 - h2) > 180) h += h < 360 ? 360 : -360;
        h /= 2;
    }
    const double dl = q.l - p.l, dc = c2 - c1, d_hue = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2 * kDegree);
    const double l = (p.l + q.l) / 2, c = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos((h - 30) * kDegree) + 0.24 * std::cos(2 * h * kDegree) + 0.32 * std::cos((3 * h + 6) * kDegree) -
                     0.20 * std::cos((4 * h - 63) * kDegree);
    const double l50 = (l - 50) * (l - 50);
    const double sl = 1 + 0.015 * l50 / std::sqrt(20 + l50), sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    const double turn = -2 * seventh(c) * std::sin(60 * std::exp(-std::pow((h - 275) / 25, 2)) * kDegree);
    const double x = dl / sl, y = dc / sc, z = d_hue / sh;
    return std::sqrt(std::max(0.0, x * x + y * y + z * z + turn * y * z));
}

double delta_e2000(Color p, Color q) { return delta_e2000(lab_of(p), lab_of(q)); }

Color simulate(Color c, Vision vision) {
    const Matrix* m = nullptr;
    switch (vision) {
    case Vision::normal: return c;
    case Vision::protan: m = &kProtan; break;
    case Vision::deutan: m = &kDeutan; break;
    case Vision::tritan: m = &kTritan; break;
    }
    const Triple v = times(*m, linear_of(c));
    return {from_linear(v[0]), from_linear(v[1]), from_linear(v[2]), c.a};
}

double contrast(Color p, Color q) {
    const double a = luminance(p), b = luminance(q);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Color over(Color top, Color ground) {
    const double a = top.a / 255.0;
    auto blend = [a](std::uint8_t t, std::uint8_t g) { return static_cast<std::uint8_t>(std::lround(g + (t - g) * a)); };
    return {blend(top.r, ground.r), blend(top.g, ground.g), blend(top.b, ground.b), 255};
}

} // namespace atlas::style
