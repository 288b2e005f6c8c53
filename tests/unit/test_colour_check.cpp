// The measures behind the palette's rules, against published numbers.
#include "style/colour_check.hpp"

#include <gtest/gtest.h>

using namespace atlas;
using namespace atlas::style;
using base::rgb;

TEST(ColourCheck, Ciede2000MatchesThePublishedPairs) {
    // Sharma, Wu & Dalal 2005, table 1: pairs chosen to catch the usual mistakes (hue means across 0°, greys, the turn in blue).
    struct Pair { Lab p, q; double d; };
    const Pair pairs[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},          {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
        {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},          {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
        {{50, -1.1848, -84.8006}, {50, 0, -82.7485}, 1.0000},         {{50, -0.9009, -85.5211}, {50, 0, -82.7485}, 1.0000},
        {{50, 0, 0}, {50, -1, 2}, 2.3669},                            {{50, -1, 2}, {50, 0, 0}, 2.3669},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},       {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0010}, 7.1792},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},       {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0012}, 7.2195},
        {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},       {{50, -0.0010, 2.4900}, {50, 0.0011, -2.4900}, 4.7461},
        {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},                        {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        {{50, 2.5, 0}, {61, -5, 29}, 22.8977},                        {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
        {{50, 2.5, 0}, {58, 24, 15}, 19.4535},                        {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
        {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
        {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
        {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    for (const Pair& k : pairs) {
        EXPECT_NEAR(delta_e2000(k.p, k.q), k.d, 1e-4) << k.p.l << " " << k.p.a << " " << k.p.b;
        EXPECT_NEAR(delta_e2000(k.q, k.p), k.d, 1e-4);
    }
}

TEST(ColourCheck, LabOfKnownColours) {
    // sRGB primaries under D65 (IEC 61966-2-1 and CIE 15).
    const Lab red = lab_of(rgb(0xFF0000)), white = lab_of(rgb(0xFFFFFF)), black = lab_of(rgb(0x000000));
    EXPECT_NEAR(red.l, 53.24, 0.02);
    EXPECT_NEAR(red.a, 80.09, 0.05);
    EXPECT_NEAR(red.b, 67.20, 0.05);
    EXPECT_NEAR(white.l, 100, 1e-3);
    EXPECT_NEAR(white.chroma(), 0, 0.02);
    EXPECT_NEAR(black.l, 0, 1e-9);
    EXPECT_NEAR(lab_of(rgb(0x777777)).l, 50.03, 0.02);
}

TEST(ColourCheck, ContrastAsWcagSays) {
    EXPECT_NEAR(contrast(rgb(0x000000), rgb(0xFFFFFF)), 21, 1e-9);
    EXPECT_NEAR(contrast(rgb(0xFFFFFF), rgb(0x000000)), 21, 1e-9);
    EXPECT_NEAR(contrast(rgb(0x123456), rgb(0x123456)), 1, 1e-12);
    EXPECT_NEAR(contrast(rgb(0x777777), rgb(0xFFFFFF)), 4.48, 0.005); // WCAG's well-known grey that just fails 4.5
    EXPECT_NEAR(contrast(rgb(0xFF0000), rgb(0xFFFFFF)), 4.00, 0.005);
}

TEST(ColourCheck, SimulatedSight) {
    for (Vision v : kAllVisions)
        for (std::uint32_t grey : {0x000000u, 0x404040u, 0xA5A5A5u, 0xFFFFFFu}) { // greys stay grey (rows sum to 1)
            const Color c = simulate(rgb(grey), v);
            EXPECT_NEAR(c.r, grey & 255, 1);
            EXPECT_NEAR(c.g, grey & 255, 1);
            EXPECT_NEAR(c.b, grey & 255, 1);
        }
    EXPECT_EQ(simulate(rgb(0x1F3D97), Vision::normal), rgb(0x1F3D97));
    // Red and green come together for a deutan reader, blue and green for a tritan one; the others keep them apart.
    const Color red = rgb(0xA0522D), green = rgb(0x6B6B23);
    EXPECT_GT(delta_e2000(red, green), 25);
    EXPECT_LT(delta_e2000(simulate(red, Vision::deutan), simulate(green, Vision::deutan)), 12);
    EXPECT_GT(delta_e2000(simulate(red, Vision::tritan), simulate(green, Vision::tritan)), 20);
    Color faint = rgb(0x336699);
    faint.a = 77;
    EXPECT_EQ(simulate(faint, Vision::protan).a, 77);
}

TEST(ColourCheck, OverBlendsAsThePlayersDo) {
    EXPECT_EQ(over({0, 0, 0, 128}, rgb(0xFFFFFF)), rgb(0x7F7F7F));
    EXPECT_EQ(over({10, 20, 30, 0}, rgb(0xABCDEF)), rgb(0xABCDEF));
    EXPECT_EQ(over({10, 20, 30, 255}, rgb(0xABCDEF)), rgb(0x0A141E));
}
