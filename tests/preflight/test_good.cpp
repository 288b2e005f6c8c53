// Twelve figures of the real data, made for open use: no blocker. What still wants a look is printed, never hidden.
#include "preflight/scenes.hpp"

using namespace atlas;
using namespace atlas::preflight_scenes;

namespace {

void expect_no_blocker(const Scene& s) {
    const auto findings = check(s);
    EXPECT_EQ(failures(findings, Severity::blocker), "");
    EXPECT_GE(exporter::count(findings).passed, 25);
    if (const std::string warnings = failures(findings, Severity::warning); !warnings.empty()) std::cout << warnings;
    for (const Finding& f : findings) {
        EXPECT_FALSE(f.sentence.zh.empty()) << f.rule;
        EXPECT_FALSE(f.sentence.en.empty()) << f.rule;
        EXPECT_EQ(f.sentence.zh.find("合规"), std::string::npos) << f.rule;
        EXPECT_EQ(f.sentence.en.find("complian"), std::string::npos) << f.rule;
        EXPECT_EQ(failed(f), !f.remedy.zh.empty() && !f.remedy.en.empty()) << f.rule;
        EXPECT_TRUE(!f.place_mm || f.place_mm->intersects({{0, 0}, {s.spec.page.width_mm, s.spec.page.height_mm}})) << f.rule;
    }
}

} // namespace

TEST(GoodScenes, ChinaWithAllLinks) { expect_no_blocker(china()); }
TEST(GoodScenes, ChinaOnA3) { // LAW9: its lines have more room to stray over the dashes
    auto s = spec();
    s.page = {420, 297};
    expect_no_blocker(scene_of(s));
}
TEST(GoodScenes, ChinaOnA0) { // LAW11: every province but Taiwan is a party there, and all are named in one type
    auto s = spec();
    s.page = {1189, 841};
    s.view.roll_up = scene::RollUp::province;
    expect_no_blocker(scene_of(s));
}
TEST(GoodScenes, Chuanyu) { expect_no_blocker(scene_of(spec({{Facet::corridor, "川渝"}}, Extent::corridor))); }
TEST(GoodScenes, ChuannanYuxi) { expect_no_blocker(yuxi()); }
TEST(GoodScenes, Hachang) { expect_no_blocker(scene_of(spec({{Facet::corridor, "哈长"}}, Extent::corridor))); }
TEST(GoodScenes, Lanxi) { expect_no_blocker(lanxi()); }
TEST(GoodScenes, WesternLandSeaCorridor) { expect_no_blocker(scene_of(spec({{Facet::corridor, "西部陆海新通道"}}, Extent::corridor))); }
TEST(GoodScenes, YangtzeAndItsTributaries) { expect_no_blocker(scene_of(spec({{Facet::basin, "长江"}}, Extent::links))); }
TEST(GoodScenes, UpperYellowRiver) { expect_no_blocker(scene_of(spec({{Facet::basin, "湟水"}}, Extent::links))); }
TEST(GoodScenes, Compensation) { expect_no_blocker(scene_of(spec({{Facet::mechanism, "compensation"}}, Extent::china))); }
TEST(GoodScenes, MutualAid) { expect_no_blocker(scene_of(spec({{Facet::mechanism, "mutual_aid"}}, Extent::links))); }
TEST(GoodScenes, GuizhouInGrey) {
    auto s = spec({{Facet::plan, "guizhou-2020"}}, Extent::links);
    s.view.theme = "grey";
    s.page = {210, 297};
    expect_no_blocker(scene_of(s));
}
TEST(GoodScenes, DarkSlide) {
    auto s = spec({{Facet::corridor, "哈长"}}, Extent::corridor);
    s.page = {338.67, 190.5};
    s.view.theme = "dark";
    expect_no_blocker(scene_of(s));
}

TEST(Preflight, EveryRuleOnceInTheChecklistsOrder) {
    std::string rules;
    for (const Finding& f : check(lanxi())) rules += f.rule + " ";
    std::string expected;
    for (const auto& [group, n] : {std::pair{"LAW", 14}, {"PRJ", 6}, {"BAS", 5}, {"TYP", 8}, {"LNK", 9}, {"PAG", 6}, {"CLR", 6}})
        for (int i = 1; i <= n; ++i) expected += group + std::to_string(i) + " ";
    EXPECT_EQ(rules, expected);
}

TEST(Preflight, ARemedyNamesNothingThatIsInForceAndOptionsStandApart) {
    auto s = spec();
    s.page = {297, 210};
    for (const scene::RollUp level : {scene::RollUp::none, scene::RollUp::automatic, scene::RollUp::province}) {
        s.view.roll_up = level;
        const Scene made = scene_of(s);
        const auto all = check(made);
        for (const Finding& f : all) {
            EXPECT_EQ(f.remedy.zh.find("--"), std::string::npos) << f.rule << f.remedy.zh;
            EXPECT_EQ(f.remedy.en.find("--"), std::string::npos) << f.rule << f.remedy.en;
            if (f.option.empty()) continue;
            EXPECT_NE(exporter::remedy_with_option(f).en.find(f.option), std::string::npos);
        }
        const Finding& l = rule(all, "LNK7");
        if (!failed(l)) continue;
        if (level != scene::RollUp::none) { EXPECT_EQ(l.remedy.zh.find("自动"), std::string::npos) << l.remedy.zh; }
        if (made.figure.contents.rolled == scene::RollUp::province) { EXPECT_EQ(l.remedy.zh.find("归并"), std::string::npos) << l.remedy.zh; }
    }
}

TEST(Preflight, GreyLinesAreToldApartByTheirSigns) { // CLR2 once missed signs that are no part of a link
    auto s = spec({{Facet::plan, "guizhou-2020"}}, Extent::links);
    s.view.theme = "grey";
    const auto all = check(scene_of(s));
    EXPECT_FALSE(failed(rule(all, "CLR2"))) << said(rule(all, "CLR2"));
}

TEST(Preflight, EnglishSentencesNameThePlacesInEnglish) {
    auto s = spec();
    s.view.roll_up = scene::RollUp::none;
    for (const Finding& f : check(scene_of(s))) {
        if (f.rule != "LNK3" && f.rule != "LNK4") continue;
        EXPECT_TRUE(std::all_of(f.sentence.en.begin(), f.sentence.en.end(), [](char c) { return static_cast<unsigned char>(c) < 0xE3; })) << f.sentence.en;
    }
}

TEST(Preflight, TheSameFigureGivesTheSameFindings) {
    const auto a = check(yuxi()), b = check(yuxi());
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(said(a[i]), said(b[i]));
}

TEST(Preflight, InternalUseOnlyWarns) {
    Scene s = china();
    s.figure.layout.inset.reset();
    s.figure.layout.inset_camera.reset();
    EXPECT_EQ(rule(check(s), "LAW5").severity, Severity::blocker);
    s.spec.use = exporter::Use::internal;
    EXPECT_EQ(exporter::count(check(s)).blockers, 0);
    EXPECT_EQ(rule(check(s), "LAW5").severity, Severity::warning);
}
