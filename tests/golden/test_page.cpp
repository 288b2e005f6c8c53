// The page round the map: every figure's parts lie inside the margins and beside each other, letters are large enough, the South
// China Sea inset reaches where it must and covers nothing, words say what they have to.
#include "export/evidence_list.hpp"
#include "export/inset.hpp"
#include "export/page_layout.hpp"
#include "export/page_words.hpp"
#include "export/pen.hpp"
#include "golden/figure_world.hpp"
#include "base/utf8.hpp"

using namespace atlas;
using filter::Facet;
using geo::Box;
using geo::LonLat;
using scene::Extent;
using testing_world::build;
using testing_world::spec;
using testing_world::world;

namespace {

constexpr double kMm = 72 / 25.4;

exporter::FigureSpec on_page(exporter::FigureSpec s, double w, double h) {
    s.page = {w, h};
    return s;
}
exporter::FigureSpec chuanyu() { return spec({{Facet::corridor, "川渝"}}, Extent::corridor); }

/// The page's own texts, by line.
std::vector<const scene::DrawText*> page_texts(const exporter::Figure& f) {
    std::vector<const scene::DrawText*> out;
    for (const auto& c : f.picture.lists.back().list->commands) if (const auto* t = std::get_if<scene::DrawText>(&c)) out.push_back(t);
    return out;
}
std::string page_words(const exporter::Figure& f) {
    std::string s;
    for (const auto* t : page_texts(f)) s += t->utf8 + "\n";
    return s;
}
bool says(const exporter::Figure& f, const std::string& words) { return page_words(f).find(words) != std::string::npos; }
std::set<std::string> all_words(const exporter::Figure& f) {
    std::set<std::string> s;
    for (const auto& placed : f.picture.lists)
        for (const auto& c : placed.list->commands) if (const auto* t = std::get_if<scene::DrawText>(&c)) s.insert(t->utf8);
    return s;
}
Box ink_box(const scene::DrawText& t) {
    Box b;
    for (const auto& g : t.glyphs) {
        const bool turned = std::abs(g.angle) > 0.1;
        b.add(g.at);
        const bool ascii = static_cast<unsigned char>(t.utf8[g.cluster]) < 0x80;
        const double w = t.size_pt * (ascii ? 0.55 : 1.0);
        b.add(turned ? geo::Vec2{g.at.x - t.size_pt * 0.8, g.at.y - w} : geo::Vec2{g.at.x + w, g.at.y - t.size_pt * 0.8});
    }
    return b;
}
geo::Vec2 on_frame(const exporter::Figure& f, LonLat p) {
    const auto& l = f.layout;
    return l.camera.to_frame(l.frame.width(), l.frame.height()).apply(l.camera.projection.forward(p)) + l.frame.min;
}
geo::Vec2 on_inset(const exporter::Figure& f, LonLat p) {
    const Box& b = *f.layout.inset;
    return f.layout.inset_camera->to_frame(b.width(), b.height()).apply(f.layout.inset_camera->projection.forward(p)) + b.min;
}
bool apart(const Box& a, const Box& b) { return a.empty() || b.empty() || !a.grown(-0.5).intersects(b.grown(-0.5)); }

void expect_tidy(const exporter::Figure& f, const std::string& what, double least_pt) {
    const auto& l = f.layout;
    const Box safe = l.page.grown(-5 * kMm);
    std::vector<std::pair<const char*, Box>> parts{{"title", l.title}, {"frame", l.frame}, {"legend", l.legend}, {"notes", l.notes}, {"foot", l.foot}, {"scale bar", l.scale_bar}, {"evidence", l.evidence}};
    if (l.locator) parts.emplace_back("locator", *l.locator);
    if (l.inset && l.inset->min.x > l.frame.max.x) parts.emplace_back("inset", *l.inset);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].second.empty()) continue;
        const Box& b = parts[i].second;
        EXPECT_TRUE(b.min.x >= safe.min.x - 0.1 && b.min.y >= safe.min.y - 0.1 && b.max.x <= safe.max.x + 0.1 && b.max.y <= safe.max.y + 0.1) << what << parts[i].first;
        for (std::size_t k = i + 1; k < parts.size(); ++k) EXPECT_TRUE(apart(b, parts[k].second)) << what << parts[i].first << " on " << parts[k].first;
    }
    std::vector<std::pair<Box, std::string>> texts;
    for (const auto* t : page_texts(f)) {
        EXPECT_GE(t->size_pt, least_pt - 1e-6) << what << t->utf8;
        const Box b = ink_box(*t);
        EXPECT_TRUE(b.min.x >= safe.min.x && b.max.x <= safe.max.x + 1 && b.min.y >= safe.min.y - 1 && b.max.y <= safe.max.y + 1) << what << t->utf8;
        texts.emplace_back(b.grown(-0.15 * t->size_pt), t->utf8);
    }
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t k = i + 1; k < texts.size(); ++k) EXPECT_FALSE(texts[i].first.intersects(texts[k].first)) << what << texts[i].second << " over " << texts[k].second;
}

} // namespace

TEST(Page, PartsLieBesideEachOtherOnEveryTemplate) {
    for (const char* page : {"a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait", "a0", "16:9", "word-half", "200x200mm"}) {
        const auto size = exporter::parse_page(page, 100);
        ASSERT_TRUE(size);
        for (const model::Lang lang : {model::Lang::zh, model::Lang::en})
            for (auto s : {spec(), chuanyu(), spec({{Facet::basin, "沱江"}}, Extent::links), spec({{Facet::plan, "qinghai-2022"}}, Extent::links)}) {
                if (std::string_view(page) == "word-half" && s.filter.empty()) continue; // all links on half a page: the figure warns
                if (std::string_view(page) == "a0" && lang == model::Lang::en) continue; // large and like A3
                s.page = *size;
                s.view.lang = lang;
                s.date = "2026-11-22";
                const auto f = build(s);
                const bool slide = std::string_view(page) == "16:9";
                const std::string what = std::string(page) + (lang == model::Lang::zh ? " zh " : " en ") + f.picture.title + ": ";
                expect_tidy(f, what, slide ? 8 - 1e-3 : 6);
            }
    }
}

TEST(Page, NationalLandscapeIsDrawnLargerWithTheInset) {
    for (auto [w, h] : {std::pair{297.0, 210.0}, {420.0, 297.0}, {338.67, 190.5}}) {
        const auto f = build(on_page(spec(), w, h));
        ASSERT_TRUE(f.layout.inset && f.layout.inset_camera);
        EXPECT_TRUE(f.layout.national);
        auto never = on_page(spec(), w, h);
        never.inset = exporter::InsetMode::never;
        const auto whole = build(never);
        EXPECT_FALSE(whole.layout.inset);
        EXPECT_LT(f.layout.camera.m_per_pt, 0.97 * whole.layout.camera.m_per_pt);
        for (LonLat p : {LonLat{135.1, 48.4}, {71.5, 37.5}, {123.3, 53.6}, {109.5, 18.1}, {123.47, 25.75}, {124.57, 25.92}}) { // LAW5, LAW6
            EXPECT_TRUE(f.layout.frame.contains(on_frame(f, p))) << p.lon;
            EXPECT_TRUE(whole.layout.frame.contains(on_frame(whole, p))) << p.lon;
        }
        EXPECT_TRUE(whole.layout.frame.contains(on_frame(whole, {112.3, 3.9})));
        for (LonLat p : {LonLat{121.0, 14.6}, {105.85, 21.0}, {121.0, 23.4}, {109.65, 2.1}, {112.28, 3.93}, {107.9, 7.0}}) // LAW7
            EXPECT_TRUE(f.layout.inset->contains(on_inset(f, p))) << p.lon;
        EXPECT_FALSE(f.layout.inset_camera->projection == f.layout.camera.projection); // PRJ4
        const auto words = all_words(f);
        for (const char* n : {"南海诸岛", "西沙群岛", "东沙群岛", "中沙群岛", "南沙群岛", "黄岩岛", "曾母暗沙"}) EXPECT_TRUE(words.count(n)) << n;
    }
}

TEST(Page, TheInsetCoversNoLandNoIslandAndNoDash) {
    std::vector<exporter::FigureSpec> specs{spec(), on_page(spec(), 420, 297), on_page(spec(), 338.67, 190.5)};
    auto south = spec({{Facet::place, "海南省"}, {Facet::plan, "guizhou-2020"}}, Extent::links);
    south.inset = exporter::InsetMode::always;
    specs.push_back(south);
    auto everywhere = chuanyu();
    everywhere.inset = exporter::InsetMode::always; // no corner of a map of the inland is free: it stands outside
    specs.push_back(everywhere);
    for (const auto& s : specs) {
        const auto f = build(s);
        ASSERT_TRUE(f.layout.inset && f.layout.inset_caption);
        Box box = *f.layout.inset;
        box.add(*f.layout.inset_caption);
        for (const auto& a : world().geodata->provinces)
            for (const auto& p : a.rings.points) {
                const auto at = on_frame(f, {p.x, p.y});
                if (f.layout.frame.contains(at)) { ASSERT_FALSE(box.contains(at)) << f.picture.title << a.name; }
            }
        for (const auto& b : world().geodata->boundaries)
            if (b.kind == model::BoundaryKind::ten_dash)
                for (const auto& p : b.lines.points) {
                    const auto at = on_frame(f, {p.x, p.y});
                    if (f.layout.frame.contains(at)) { EXPECT_FALSE(box.contains(at)) << f.picture.title; }
                }
    }
    EXPECT_GT(build(everywhere).layout.inset->min.x, build(everywhere).layout.frame.max.x);
}

TEST(Page, ARegionalMapWithAllOfHainanHasTheInset) { // LAW10
    auto s = spec({{Facet::plan, "guizhou-2020"}}, Extent::links);
    s.camera = scene::MapBuilder::fit_box({{104, 17.6}, {119, 29}}, 600, 450);
    s.camera_width_pt = 600;
    s.camera_height_pt = 450;
    EXPECT_TRUE(build(s).layout.inset);
    s.camera = scene::MapBuilder::fit_box({{104, 21.5}, {119, 33}}, 600, 450);
    EXPECT_FALSE(build(s).layout.inset);
    EXPECT_FALSE(build(chuanyu()).layout.inset);
}

TEST(Page, CloseUpsSayWhereTheyAre) {
    const auto close = build(chuanyu());
    ASSERT_TRUE(close.layout.locator);
    EXPECT_FALSE(build(spec()).layout.locator);
    auto off = chuanyu();
    off.locator = false;
    EXPECT_FALSE(build(off).layout.locator);
    // The whole territory is in it.
    const Box& b = *close.layout.locator;
    const auto camera = exporter::whole_country(b.width(), b.height());
    for (LonLat p : {LonLat{135.1, 48.4}, {73.6, 39.5}, {123.3, 53.6}, {112.3, 3.9}, {107.9, 7.0}, {122.6, 23.5}})
        EXPECT_TRUE(Box({{0, 0}, {b.width(), b.height()}}).contains(camera.to_frame(b.width(), b.height()).apply(camera.projection.forward(p)))) << p.lon;
}

TEST(Page, ALongTitleTakesTwoLinesAndIsCut) {
    auto s = chuanyu();
    for (int i = 0; i < 25; ++i) s.title += "推动成渝地区双城经济圈建设走深走实的合作,";
    const auto f = build(s);
    ASSERT_FALSE(f.warnings.empty());
    int lines = 0;
    for (const auto* t : page_texts(f)) if (t->utf8.find("走深走实") != std::string::npos) ++lines;
    EXPECT_EQ(lines, 2);
    EXPECT_TRUE(says(f, "…"));
    EXPECT_TRUE(says(f, "合作，")); // TYP6
    expect_tidy(f, "long title: ", 6);
}

TEST(Page, LinesBreakAsChineseTypeWants) {
    const auto& fonts = *world().fonts;
    const std::string text = "川渝、贵州，共建（试点）；“双核”联动：引领带动，成势。合作";
    for (double width = 40; width < 200; width += 3) {
        const auto lines = exporter::wrapped(fonts, text, width, 10);
        std::string all;
        for (const auto& l : lines) {
            all += l;
            const auto c = base::to_code_points(l);
            EXPECT_EQ(std::u32string(U"，。；：、！？）》」”").find(c.front()), std::u32string::npos) << l;
            EXPECT_EQ(std::u32string(U"（《「“").find(c.back()), std::u32string::npos) << l;
        }
        EXPECT_EQ(all, text);
        EXPECT_GT(base::count_code_points(lines.back()), 1u) << width; // no orphan
    }
    EXPECT_EQ(exporter::shortened(fonts, "合作", 100, 10), "合作");
    EXPECT_EQ(exporter::shortened(fonts, "合作互动，与市场", 55, 10), "合作互动…");
}

TEST(Page, NoWordOrTwoStandAloneOnTheLastLine) {
    const auto& fonts = *world().fonts;
    for (const char* text : {"连线只表示合作关系，不是线路走向；线宽不表示数量。", "其中 46 条在同一省内部，以“内”加数字标在该地。"})
        for (double width = 150; width < 240; width += 2) {
            const auto lines = exporter::wrapped(fonts, text, width, 10);
            std::string all;
            for (const auto& l : lines) all += l;
            EXPECT_EQ(base::to_code_points(all).size() + (all == text ? 0 : 1), base::to_code_points(text).size()) << width; // a space at a break goes
            if (lines.size() > 1) { EXPECT_GE(base::count_code_points(lines.back()), 5u) << width << lines.back(); }
            for (const auto& l : lines) { EXPECT_LE(fonts.shape(l, text::Face::sans, 10).width_pt, width + 0.1) << l; }
        }
    EXPECT_EQ(exporter::wrapped(fonts, "连线只表示合作关系，不是线路走向；线宽不表示数量。", 222, 10).back(), "线宽不表示数量。"); // at the pause
    EXPECT_EQ(exporter::wrapped(fonts, "Number on a line: links in it", 118, 10).back(), "links in it");
}

TEST(Page, TheTitleSaysBasinAndKindAndLeavesThePlanToTheLineBelow) {
    const auto title = [](const exporter::FigureSpec& s, model::Lang lang) {
        return exporter::made_title(*world().dataset, s.filter, filter::apply(*world().dataset, s.filter), lang);
    };
    EXPECT_EQ(title(spec({{Facet::basin, "黄河"}}, Extent::links), model::Lang::zh), "黄河流域合作关系图（2022 年规划）");
    EXPECT_EQ(title(spec({{Facet::basin, "长江"}, {Facet::mechanism, "cooperation.basin"}, {Facet::mechanism, "compensation"}}, Extent::links), model::Lang::zh),
              "长江流域的流域上下游合作、区际利益补偿关系图（2019—2023 年规划）");
    const auto guizhou = spec({{Facet::plan, "guizhou-2020"}, {Facet::place, "贵州省"}}, Extent::links);
    EXPECT_EQ(title(guizhou, model::Lang::zh), "贵州省区域合作关系图（2020 年规划）");
    EXPECT_EQ(title(spec({{Facet::plan, "qinghai-2022"}}, Extent::links), model::Lang::en), "Cooperation links in the plan Qinghai 2022");
    EXPECT_EQ(exporter::made_subtitle(*world().dataset, filter::apply(*world().dataset, chuanyu().filter), model::Lang::zh),
              "据四川 2019、川南渝西 2023、青海 2022、贵州 2020 等 4 份规划文件");
}

TEST(Page, ATitleWithoutASubjectCountsThePlansShown) {
    filter::FilterSpec f;
    const auto title = [&](model::Lang lang) { return exporter::made_title(*world().dataset, f, filter::apply(*world().dataset, f), lang); };
    EXPECT_TRUE(title(model::Lang::zh).starts_with("五份区域规划所载")) << title(model::Lang::zh);
    f.without = {{Facet::plan, "jilin-2019"}};
    EXPECT_TRUE(title(model::Lang::zh).starts_with("四份区域规划所载")) << title(model::Lang::zh);
    EXPECT_TRUE(title(model::Lang::en).starts_with("Cooperation links in four regional plans")) << title(model::Lang::en);
    for (const char* plan : {"guizhou-2020", "qinghai-2022", "chuannan-yuxi-2023"}) f.without.push_back({Facet::plan, plan});
    EXPECT_EQ(title(model::Lang::en), "Cooperation links in the plan Sichuan 2019");
    EXPECT_EQ(title(model::Lang::zh), "四川 2019 年文件所载合作关系图");
}

TEST(Page, TheLegendNamesTheRiversOfAChosenBasin) {
    EXPECT_TRUE(says(build(spec({{Facet::basin, "黄河"}}, Extent::links)), "流域内河流"));
    EXPECT_FALSE(says(build(chuanyu()), "流域内河流"));
}

TEST(Page, EveryClauseNumberStandsOnTheMapOrIsCounted) {
    auto s = chuanyu();
    s.evidence = true;
    const auto f = build(s);
    int numbered = 0;
    std::string layer;
    for (const auto& c : f.picture.lists[2].list->commands) {
        if (const auto* l = std::get_if<scene::BeginLayer>(&c)) layer = l->id;
        if (std::holds_alternative<scene::DrawText>(c) && layer == "clause-numbers") ++numbered;
    }
    EXPECT_GT(numbered, 0);
    EXPECT_EQ(f.contents.clauses_omitted > 0, says(f, "条款编号。"));
    // Each line with a clause in the list has its number or is in that count.
    std::set<model::LinkIx> printed(f.drawn.begin(), f.drawn.end());
    EXPECT_LE(numbered + f.contents.clauses_omitted, f.contents.curves_drawn);
}

TEST(Page, ItSaysWhatItIsFor) {
    auto s = chuanyu();
    s.date = "2026-11-22";
    const auto internal = build(s);
    EXPECT_TRUE(says(internal, "内部工作用图"));
    EXPECT_TRUE(says(internal, "制图日期：2026-11-22"));
    EXPECT_TRUE(says(internal, world().dataset->version_hash()));
    EXPECT_FALSE(says(internal, "审图号"));
    s.use = exporter::Use::open;
    const auto open = build(s);
    EXPECT_FALSE(says(open, "内部工作用图"));
    EXPECT_TRUE(says(open, "需报国务院自然资源主管部门审核")); // LAW3: the subject covers Sichuan and Chongqing
    s.review_number = "GS(2026)0001号";
    const auto reviewed = build(s);
    EXPECT_TRUE(says(reviewed, "审图号：GS（2026）0001号"));
    EXPECT_FALSE(says(reviewed, "需报国务院"));
}

TEST(Page, ItSaysEveryConditionOfTheFilter) {
    EXPECT_FALSE(says(build(chuanyu()), "筛选条件另有"));
    auto s = chuanyu();
    s.filter.without = {{Facet::mechanism, "strategy"}};
    s.filter.areas = {{filter::AreaTerm::Kind::ring, {{103, 28}, {107, 28}, {107, 31}, {103, 31}}, {}, true}};
    s.filter.text_only = true;
    std::string words = page_words(build(s)); // notes break into lines
    std::erase(words, '\n');
    for (const char* said : {"筛选条件另有：", "非 区域战略统筹", "框选 1 两端都在", "走廊和流域只算原文写明的"}) EXPECT_NE(words.find(said), std::string::npos) << said;
}

TEST(Page, ItSaysThatSomethingStandsOut) {
    auto s = chuanyu();
    s.view.selected_link = world().dataset->link_by_id("chuannan-yuxi-2023-010");
    EXPECT_TRUE(says(build(s), "突出选中的联系"));
}

TEST(Page, NothingIsSaidToStandOutWhereNothingIsFaded) {
    auto s = spec({{Facet::place, "泸州市"}, {Facet::mechanism, "cooperation.basin"}}, Extent::links);
    s.view.roll_up = scene::RollUp::none;
    s.view.selected_place = world().dataset->place_by_id("510500");
    const auto all_of_it = build(s);
    ASSERT_GT(all_of_it.contents.links_drawn, 0);
    EXPECT_EQ(all_of_it.contents.links_faded, 0);
    EXPECT_FALSE(says(all_of_it, "突出选中地点的联系"));
    s.filter.places.clear();
    EXPECT_TRUE(says(build(s), "突出选中地点的联系"));
}

TEST(Page, TheScaleNamesItsParallelAndAFractionOnlyOnPaper) {
    const auto paper = build(chuanyu());
    EXPECT_TRUE(says(paper, "1:")) << page_words(paper);
    EXPECT_TRUE(says(paper, "（北纬 30° 处为真）")) << page_words(paper);
    const auto slide = build(on_page(chuanyu(), 338.67, 190.5));
    EXPECT_FALSE(says(slide, "1:"));
    EXPECT_TRUE(says(slide, "比例尺在北纬 30° 处为真"));
}

TEST(Page, EvidenceIsNumberedAndTheRestIsCounted) {
    auto few = spec({{Facet::basin, "沱江"}}, Extent::links);
    few.evidence = true;
    const auto f = build(few);
    ASSERT_FALSE(f.layout.evidence.empty());
    EXPECT_TRUE(says(f, "条款依据"));
    for (model::LinkIx l : f.drawn) { // each link's own words begin somewhere on the page
        const auto clause = world().dataset->link(l).clause;
        EXPECT_TRUE(says(f, clause.substr(0, clause.find('(')))) << world().dataset->link(l).id;
    }
    auto many = chuanyu();
    many.evidence = true;
    const auto m = build(many);
    const std::string words = page_words(m);
    const auto at = words.find("其余 ");
    ASSERT_NE(at, std::string::npos);
    const int rest = std::stoi(words.substr(at + std::string("其余 ").size()));
    int printed = 0;
    for (const auto* t : page_texts(m)) if (t->face == text::Face::sans_bold && m.layout.evidence.contains(ink_box(*t).center()) && t->utf8.find_first_not_of("0123456789") == std::string::npos) ++printed;
    EXPECT_EQ(printed + rest, static_cast<int>(m.drawn.size()));
    EXPECT_FALSE(m.warnings.empty());
    expect_tidy(m, "evidence: ", 6);
}

TEST(Page, AFrameNearlyAsWideAsTheCountryShowsAllOfIt) {
    const auto f = build(on_page(spec({{Facet::plan, "qinghai-2022"}}, Extent::links), 210, 297));
    EXPECT_TRUE(f.layout.national);
    for (LonLat p : {LonLat{135.1, 48.4}, {71.5, 37.5}, {123.3, 53.6}, {112.3, 3.9}}) EXPECT_TRUE(f.layout.frame.contains(on_frame(f, p))) << p.lon;
}
