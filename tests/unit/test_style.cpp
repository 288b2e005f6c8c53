// The palette: families stay apart for colour-blind readers and stand out from the paper; every mechanism has a family.
#include "style/style.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

using namespace atlas;
using base::Color;

namespace {

double linear(std::uint8_t v) {
    const double c = v / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
double luminance(Color c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }
double contrast(Color a, Color b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

using Matrix = std::array<std::array<double, 3>, 3>;
// Machado, Oliveira & Fernandes 2009, severity 1.0.
constexpr Matrix kNormal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix kProtan{{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeutan{{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritan{{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

struct Lab { double l, a, b; };
Lab lab_of(Color c, const Matrix& m) {
    const double in[3] = {linear(c.r), linear(c.g), linear(c.b)};
    double rgb[3];
    for (std::size_t i = 0; i < 3; ++i) rgb[i] = std::clamp(m[i][0] * in[0] + m[i][1] * in[1] + m[i][2] * in[2], 0.0, 1.0);
    const double x = (0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047;
    const double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
    const double z = (0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883;
    auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// CIEDE2000 (Sharma, Wu & Dalal 2005).
double delta_e(Lab p, Lab q) {
    constexpr double deg = std::numbers::pi / 180;
    const double c_mean = (std::hypot(p.a, p.b) + std::hypot(q.a, q.b)) / 2, c7 = std::pow(c_mean, 7);
    const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + std::pow(25.0, 7))));
    const double a1 = p.a * (1 + g), a2 = q.a * (1 + g), c1 = std::hypot(a1, p.b), c2 = std::hypot(a2, q.b);
    auto hue = [&](double b, double a) { const double h = std::atan2(b, a) / deg; return h < 0 ? h + 360 : h; };
    const double h1 = hue(p.b, a1), h2 = hue(q.b, a2);
    double dh = h2 - h1;
    if (dh > 180) dh -= 360;
    if (dh < -180) dh += 360;
    const double dl = q.l - p.l, dc = c2 - c1, dH = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2 * deg);
    const double l_mean = (p.l + q.l) / 2, cm = (c1 + c2) / 2;
    const double hm = std::abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + 360) / 2;
    const double t = 1 - 0.17 * std::cos((hm - 30) * deg) + 0.24 * std::cos(2 * hm * deg) + 0.32 * std::cos((3 * hm + 6) * deg) - 0.20 * std::cos((4 * hm - 63) * deg);
    const double sl = 1 + 0.015 * (l_mean - 50) * (l_mean - 50) / std::sqrt(20 + (l_mean - 50) * (l_mean - 50));
    const double sc = 1 + 0.045 * cm, sh = 1 + 0.015 * cm * t, cm7 = std::pow(cm, 7);
    const double rt = -2 * std::sqrt(cm7 / (cm7 + std::pow(25.0, 7))) * std::sin(60 * std::exp(-std::pow((hm - 275) / 25, 2)) * deg);
    return std::sqrt(std::pow(dl / sl, 2) + std::pow(dc / sc, 2) + std::pow(dH / sh, 2) + rt * dc / sc * dH / sh);
}

} // namespace

TEST(Style, CiedeMatchesAPublishedPair) {
    // Sharma et al. 2005, table 1, pair 1.
    EXPECT_NEAR(delta_e({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425, 1e-4);
}

TEST(Style, FamiliesStayApart) {
    for (const std::string& id : style::theme_ids()) {
        const style::Theme& t = *style::find_theme(id);
        for (const Matrix* m : {&kNormal, &kProtan, &kDeutan, &kTritan})
            for (std::size_t i = 0; i < t.family.size(); ++i)
                for (std::size_t k = i + 1; k < t.family.size(); ++k)
                    EXPECT_GE(delta_e(lab_of(t.family[i], *m), lab_of(t.family[k], *m)), 10) << id << " families " << i << " and " << k;
    }
}

TEST(Style, InkStandsOutFromThePaper) {
    for (const std::string& id : style::theme_ids()) {
        const style::Theme& t = *style::find_theme(id);
        for (Color c : t.family) EXPECT_GE(contrast(c, t.land), 3.0) << id;
        EXPECT_GE(contrast(t.text, t.land), 4.5) << id;
        EXPECT_GE(contrast(t.text_soft, t.land), 4.5) << id;
        EXPECT_GE(contrast(t.water_text, t.land), 4.0) << id;
    }
}

TEST(Style, BordersFormALadder) {
    for (const std::string& id : style::theme_ids()) {
        const style::Theme& t = *style::find_theme(id);
        EXPECT_GE(t.national.width_pt / t.province.width_pt, 1.4);
        EXPECT_GE(t.province.width_pt / t.prefecture.width_pt, 1.4);
        EXPECT_GE(t.prefecture.width_pt / t.county.width_pt, 1.4);
        EXPECT_GE(t.county.width_pt * 25.4 / 72, 0.08); // mm
        EXPECT_FALSE(t.undetermined.dash_pt.empty());
        EXPECT_FALSE(t.special_region.dash_pt.empty());
    }
}

TEST(Style, EveryMechanismHasAFamilyAndANamedLayer) {
    for (const char* code : {"strategy", "market", "cooperation.interaction", "cooperation.basin", "cooperation.border", "cooperation.international",
                             "mutual_aid.east_west", "mutual_aid.paired_support", "mutual_aid.paired_cooperation", "compensation.ecology",
                             "compensation.grain", "compensation.resource", "public_services", "policy", "safeguard"})
        EXPECT_FALSE(style::layer_name(style::layer_of(style::family_of(code))).zh.empty()) << code;
    EXPECT_EQ(style::family_of("cooperation.basin"), style::Family::basin);
    EXPECT_EQ(style::family_of("market"), style::Family::interaction);
}

TEST(Style, LayersByScale) {
    style::LayerState automatic;
    EXPECT_TRUE(style::shown_at(automatic, style::LayerId::county_lines, 2e6));
    EXPECT_FALSE(style::shown_at(automatic, style::LayerId::county_lines, 3e6));
    EXPECT_FALSE(style::shown_at(automatic, style::LayerId::ports, 1e5));
    automatic.shown = style::Switch::on;
    EXPECT_TRUE(style::shown_at(automatic, style::LayerId::ports, 5e7));
}
