// Themes against the cartographic checklist (CLR1–CLR6, BAS4, BAS5): every theme passes, and for every rule a spoiled theme
// fails it. The measures themselves are in test_colour_check.cpp.
#include "style/colour_check.hpp"
#include "style/style.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

using namespace atlas;
using namespace atlas::style;
using base::rgb;

namespace {

constexpr const char* kMechanisms[] = {"strategy", "market", "cooperation.interaction", "cooperation.basin", "cooperation.border",
                                       "cooperation.international", "mutual_aid.east_west", "mutual_aid.paired_support",
                                       "mutual_aid.paired_cooperation", "compensation.ecology", "compensation.grain",
                                       "compensation.resource", "public_services", "policy", "safeguard"};

/// Least distance between two families under any sight. In tones there is lightness alone to go by.
double least_distance(const Theme& t) {
    double least = 1e9;
    for (Vision v : kAllVisions)
        for (std::size_t i = 0; i < t.family.size(); ++i)
            for (std::size_t k = i + 1; k < t.family.size(); ++k)
                least = std::min(least, delta_e2000(simulate(t.family[i], v), simulate(t.family[k], v)));
    return least;
}
double least_tone_step(const Theme& t) {
    std::vector<double> l;
    for (Color c : t.family) l.push_back(lab_of(c).l);
    std::sort(l.begin(), l.end());
    double least = 1e9;
    for (std::size_t i = 1; i < l.size(); ++i) least = std::min(least, l[i] - l[i - 1]);
    return least;
}
double weakest_link(const Theme& t) {
    double least = 1e9;
    for (Color c : t.family) least = std::min(least, contrast(c, t.land));
    return least;
}
double mean_link(const Theme& t) {
    double sum = 0;
    for (Color c : t.family) sum += contrast(c, t.land) / kFamilyCount;
    return sum;
}

// Each rule answers with what is wrong: empty = it holds.
using Faults = std::vector<std::string>;

/// CLR1: at most eight hues (one enum value each), ΔE2000 ≥ 10 between any two under normal, protan, deutan and tritan sight.
/// A grey theme has tones instead: steps of ΔL* ≥ 6 and, under CLR2, marks.
Faults clr1(const Theme& t) {
    if (t.grey ? least_tone_step(t) < 6 : least_distance(t) < 10) return {"families too close"};
    return {};
}
/// CLR1 again, for what is really drawn: a child's lightness step may not meet another family's ink.
Faults clr1_children(const Theme& t) {
    Faults f;
    if (t.grey) return f;
    for (const char* code : kMechanisms)
        for (std::size_t i = 0; i < t.family.size(); ++i)
            for (Vision v : kAllVisions)
                if (i != static_cast<std::size_t>(family_of(code)) && delta_e2000(simulate(link_color(t, code), v), simulate(t.family[i], v)) < 9.95) f.push_back(code);
    return f;
}
/// CLR2: a second channel, different for each family; in grey it is drawn whatever the figure.
Faults clr2(const Theme& t) {
    Faults f;
    if (std::set<Mark>(t.mark.begin(), t.mark.end()).size() != t.mark.size()) f.push_back("a mark twice");
    if (t.grey && !t.marks_always) f.push_back("grey without marks");
    return f;
}
/// CLR3: every text 4.5:1 on every ground that it is set on; every link 3:1 on land. What a reader inferred is pale on purpose: 2:1.
Faults clr3(const Theme& t) {
    Faults f;
    auto text = [&](const char* what, Color ink, std::initializer_list<Color> grounds) {
        for (Color g : grounds) if (contrast(ink, g) < 4.5) f.push_back(what);
    };
    text("text", t.text, {t.land, t.land_dim, t.sea, t.neighbour, t.paper});
    text("soft text", t.text_soft, {t.land, t.land_dim, t.sea, t.neighbour, t.paper});
    text("water text", t.water_text, {t.land, t.land_dim, t.sea, t.lake, over(t.basin_tint, t.land)});
    text("neighbour text", t.neighbour_text, {t.neighbour});
    for (const char* code : kMechanisms) {
        if (contrast(link_color(t, code), t.land) < 3) f.push_back(code);
        if (contrast(inferred_color(t, code), t.land) < 2) f.push_back(std::string("inferred ") + code);
    }
    if (contrast(t.accent, t.land) < 3) f.push_back("accent");
    return f;
}
/// CLR4: what a black-and-white printer keeps of the grey theme is the theme itself.
Faults clr4(const Theme& t) {
    if (!t.grey) return {};
    auto toned = [](Color c) { return c.r == c.g && c.g == c.b; };
    Faults f;
    for (Color c : {t.paper, t.land, t.land_dim, t.neighbour, t.sea, t.lake, t.relief_shadow, t.relief_light, t.coast_glow, t.river, t.water_text, t.basin_tint,
                    t.national.color, t.national_casing.color, t.undetermined.color, t.coast.color, t.province.color, t.special_region.color, t.prefecture.color,
                    t.county.color, t.ten_dash.color, t.text, t.text_soft, t.place_fill, t.place_line, t.frame, t.accent, t.neighbour_text})
        if (!toned(c)) f.push_back("a base colour has a hue");
    for (const char* code : kMechanisms) if (!toned(link_color(t, code))) f.push_back(code);
    return f;
}
/// CLR5: no thematic province fill exists but three: land in focus, land out of focus, the tint of a basin. Next to each other
/// they differ by ΔE ≥ 5 (4.5 for the tint of grey), and none of them is red.
Faults clr5(const Theme& t) {
    Faults f;
    const Color tint = over(t.basin_tint, t.land);
    if (delta_e2000(t.land, t.land_dim) < 5) f.push_back("focus");
    if (delta_e2000(t.land, tint) < 4.5) f.push_back("basin tint");
    for (Color c : {t.land, t.land_dim, tint}) {
        const Lab l = lab_of(c);
        if (l.a > 10 && l.a > l.b) f.push_back("a red fill");
    }
    return f;
}
/// CLR6: foreign land is neutral (chroma ≤ 4) and plainly not ours.
Faults clr6(const Theme& t) {
    Faults f;
    if (lab_of(t.neighbour).chroma() > 4) f.push_back("a hue");
    if (delta_e2000(t.neighbour, t.land) < 5) f.push_back("like our land");
    if (delta_e2000(t.neighbour, t.sea) < 4) f.push_back("like the sea");
    return f;
}
/// BAS4: base ink at most 60 % of link contrast. Water and the lines inside the country: of the weakest family's. The national
/// line, which the law wants plain: of the families' mean.
Faults bas4(const Theme& t) {
    Faults f;
    for (Color c : {t.coast.color, t.province.color, t.special_region.color, t.prefecture.color, t.county.color, t.river})
        if (contrast(c, t.land) > 0.6 * weakest_link(t)) f.push_back("line inside the country");
    for (Color c : {t.national.color, t.undetermined.color, t.ten_dash.color, over(t.national_casing.color, t.land)})
        if (contrast(c, t.land) > 0.6 * mean_link(t)) f.push_back("national line");
    return f;
}
/// BAS5: 国 > 省 > 市 > 县 by 1.4 each, the thinnest 0.08 mm.
Faults bas5(const Theme& t) {
    Faults f;
    const double steps[] = {t.national.width_pt, t.province.width_pt, t.prefecture.width_pt, t.county.width_pt};
    for (std::size_t i = 1; i < std::size(steps); ++i) if (steps[i - 1] < 1.4 * steps[i]) f.push_back("step " + std::to_string(i));
    if (t.county.width_pt * 25.4 / 72 < 0.08) f.push_back("too thin");
    if (t.undetermined.width_pt != t.national.width_pt || t.special_region.width_pt != t.province.width_pt) f.push_back("variants off the ladder");
    if (t.undetermined.dash_pt == t.national.dash_pt || t.special_region.dash_pt == t.province.dash_pt) f.push_back("variants not told apart");
    return f;
}

using Rule = Faults (*)(const Theme&);
void expect_holds(Rule rule) {
    for (const std::string& id : theme_ids()) {
        std::string wrong;
        for (const std::string& s : rule(*find_theme(id))) wrong += s + "; ";
        EXPECT_EQ(wrong, "") << id;
    }
}
/// The rule must notice a theme that was spoiled in one thing.
template <typename Spoil> void expect_fails(Rule rule, Spoil spoil, const char* id = "light") {
    Theme t = *find_theme(id);
    ASSERT_TRUE(rule(t).empty());
    spoil(t);
    EXPECT_FALSE(rule(t).empty());
}

} // namespace

TEST(Style, FourThemes) {
    EXPECT_EQ(theme_ids(), (std::vector<std::string>{"light", "print", "dark", "grey"}));
    EXPECT_EQ(find_theme("sepia"), nullptr);
}

TEST(Style, Clr1FamiliesStayApart) {
    expect_holds(clr1);
    expect_holds(clr1_children);
    expect_fails(clr1_children, [](Theme& t) { t.family[1] = rgb(0x9A4BFF); }); // 市场 is its darker step
    expect_fails(clr1, [](Theme& t) { t.family[5] = rgb(0xB6C09C); t.family[6] = rgb(0xB6B99C); });
    // A red and a green that are plain to most and one to a deutan reader.
    expect_fails(clr1, [](Theme& t) { t.family[0] = rgb(0x9B5A3C); t.family[6] = rgb(0x6E6A3C); });
    expect_fails(clr1, [](Theme& t) { t.family[1] = t.family[7]; }, "grey");
}

TEST(Style, Clr2FamiliesHaveASecondChannel) {
    expect_holds(clr2);
    expect_fails(clr2, [](Theme& t) { t.mark[2] = t.mark[3]; });
    expect_fails(clr2, [](Theme& t) { t.marks_always = false; }, "grey");
}

TEST(Style, Clr3InkStandsOutFromItsGround) {
    expect_holds(clr3);
    expect_fails(clr3, [](Theme& t) { t.text_soft = rgb(0x8E8A92); });
    expect_fails(clr3, [](Theme& t) { t.neighbour_text = rgb(0x9B978F); });
    expect_fails(clr3, [](Theme& t) { t.family[3] = rgb(0xFFB347); });
    expect_fails(clr3, [](Theme& t) { t.family[4] = rgb(0x4B3A66); }, "dark");
}

TEST(Style, Clr4GreyHasNoHue) {
    expect_holds(clr4);
    expect_fails(clr4, [](Theme& t) { t.river = rgb(0xB4B4BE); }, "grey");
}

TEST(Style, Clr5FillsSideBySideDiffer) {
    expect_holds(clr5);
    expect_fails(clr5, [](Theme& t) { t.land_dim = rgb(0xF4F1E9); });
    expect_fails(clr5, [](Theme& t) { t.basin_tint = {220, 40, 40, 90}; });
}

TEST(Style, Clr6ForeignLandIsNeutral) {
    expect_holds(clr6);
    expect_fails(clr6, [](Theme& t) { t.neighbour = rgb(0xEAE2C8); });
    expect_fails(clr6, [](Theme& t) { t.neighbour = t.land; });
}

TEST(Style, Bas4BaseLinesAreQuieterThanLinks) {
    expect_holds(bas4);
    expect_fails(bas4, [](Theme& t) { t.province.color = rgb(0x8C8591); });
    expect_fails(bas4, [](Theme& t) { t.national.color = rgb(0x2B2A2E); });
}

TEST(Style, Bas5BordersFormALadder) {
    expect_holds(bas5);
    expect_fails(bas5, [](Theme& t) { t.prefecture.width_pt = 0.5; });
    expect_fails(bas5, [](Theme& t) { t.county.width_pt = 0.2; });
    expect_fails(bas5, [](Theme& t) { t.undetermined.dash_pt = t.national.dash_pt; });
}

TEST(Style, ChildrenKeepTheirFamilysHue) {
    for (const std::string& id : theme_ids()) {
        const Theme& t = *find_theme(id);
        for (const char* code : kMechanisms) {
            const Lab own = lab_of(link_color(t, code)), family = lab_of(t.family[static_cast<std::size_t>(family_of(code))]);
            if (own.chroma() < 8 || family.chroma() < 8) continue; // near grey a hue means nothing
            const double cosine = (own.a * family.a + own.b * family.b) / (own.chroma() * family.chroma());
            EXPECT_GT(cosine, 0.94) << id << " " << code; // within 20°
        }
    }
}

TEST(Style, EveryMechanismHasAFamilyAndANamedLayer) {
    for (const char* code : kMechanisms) EXPECT_FALSE(layer_name(layer_of(family_of(code))).zh.empty()) << code;
    EXPECT_EQ(family_of("cooperation.basin"), Family::basin);
    EXPECT_EQ(family_of("market"), Family::interaction);
}

TEST(Style, LayersByScale) {
    LayerState automatic;
    EXPECT_TRUE(shown_at(automatic, LayerId::county_lines, 2e6));
    EXPECT_FALSE(shown_at(automatic, LayerId::county_lines, 3e6));
    EXPECT_FALSE(shown_at(automatic, LayerId::ports, 1e5));
    automatic.shown = Switch::on;
    EXPECT_TRUE(shown_at(automatic, LayerId::ports, 5e7));
}
