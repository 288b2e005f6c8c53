// Names on the map: all provinces on a national frame, a ladder of sizes, nothing over anything else, nudges by hand.
#include "export/baseline_grid.hpp"
#include "export/recipe.hpp"
#include "geo/curve.hpp"
#include "golden/figure_world.hpp"
#include "scene/dump.hpp"
#include "scene/hit_test.hpp"
#include "scene/labeller.hpp"

#include <set>

using namespace atlas;
using filter::Facet;
using scene::Extent;
using testing_world::build;
using testing_world::spec;
using testing_world::all_links;
using testing_world::view_of;
using testing_world::world;

namespace {

const std::vector<model::LinkIx> kNoLinks;
/// The national Albers, south to about 15.5°N: a landscape page with an inset.
scene::Camera without_the_south(double w, double h) {
    scene::Camera c;
    geo::Box m;
    for (geo::LonLat p : {geo::LonLat{73.4, 39.5}, {135.2, 48.4}, {123.3, 53.8}, {109, 15.5}}) m.add(c.projection.forward(p));
    c.center_m = m.center();
    c.m_per_pt = std::max(m.width() / (w * 0.97), m.height() / (h * 0.97));
    return c;
}

std::vector<const scene::DrawText*> texts(const scene::DisplayList& list) {
    std::vector<const scene::DrawText*> out;
    for (const auto& c : list.commands)
        if (const auto* t = std::get_if<scene::DrawText>(&c)) out.push_back(t);
    return out;
}
bool has_hanzi(const std::string& s) { return std::any_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xe3; }); }

const scene::DrawText* named(const scene::DisplayList& list, const std::string& name) {
    for (const auto* t : texts(list)) if (t->utf8 == name) return t;
    return nullptr;
}
geo::Box box_of(const scene::DrawText& t) {
    geo::Box b;
    for (const geo::Box& g : scene::glyph_boxes(t)) b.add(g);
    return b;
}

/// No two labels overlap, none is cut by the frame, none is upside down, each has a halo and is large enough to read.
void expect_clean(const scene::DisplayList& overlay, double w, double h, const std::string& what) {
    struct Piece { geo::Box box; const scene::DrawText* text; };
    std::vector<Piece> pieces;
    for (const auto* t : texts(overlay)) {
        if (!has_hanzi(t->utf8) && t->key.empty()) continue; // numbers inside a joint are part of its symbol
        EXPECT_GE(t->size_pt, 6 - 1e-9) << what << t->utf8;
        if (t->halo.a > 0) { EXPECT_GE(t->halo_pt, 0.2 / 25.4 * 72) << what << t->utf8; }
        for (const auto& g : t->glyphs) { EXPECT_LE(std::abs(g.angle), 1.5708) << what << t->utf8; }
        const geo::Box whole = box_of(*t);
        EXPECT_TRUE(whole.min.x > 0 && whole.min.y > 0 && whole.max.x < w && whole.max.y < h) << what << t->utf8;
        for (const geo::Box& b : scene::glyph_boxes(*t)) pieces.push_back({b.grown(-0.12 * t->size_pt), t}); // ink is smaller than the em
    }
    for (std::size_t i = 0; i < pieces.size(); ++i)
        for (std::size_t k = i + 1; k < pieces.size(); ++k)
            if (pieces[i].text != pieces[k].text) { EXPECT_FALSE(pieces[i].box.intersects(pieces[k].box)) << what << pieces[i].text->utf8 << " and " << pieces[k].text->utf8; }
}

/// A province's name beside another one's sign would be read as that one's.
void expect_own_names(const scene::BuiltMap& map, const scene::MapView& view, const std::string& what) {
    std::map<std::string, geo::Vec2> signs;
    for (const auto& a : world().geodata->provinces) {
        const model::PlaceIx ix = world().dataset->place_by_id(a.code);
        if (const auto at = ix == model::kNone ? std::nullopt : world().dataset->position(ix); at && a.code != "710000")
            signs["place:" + a.code] = map.base_to_frame.apply(view.camera.projection.forward(*at));
    }
    for (const auto* t : texts(*map.overlay)) {
        const auto own = signs.find(t->key);
        if (own == signs.end()) continue;
        const geo::Box box = box_of(*t);
        for (const auto& [key, at] : signs)
            if (key != t->key) { EXPECT_GT(box.distance(at), 0.9 * box.distance(own->second)) << what << t->utf8 << " stands at " << key; }
    }
}

} // namespace

TEST(Labels, AllProvincesAreNamedOnNationalFrames) {
    // The squarer national frame of today's A4 page, a wider one, and landscape frames whose south lies in an inset.
    const auto links = all_links();
    for (auto [w, h] : {std::pair{508.0, 488.0}, {640.0, 480.0}, {620.0, 455.0}, {790.0, 470.0}})
        for (const bool south : {true, false})
            for (const auto* shown : {&links, &kNoLinks})
                for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
                    auto view = view_of(south ? world().builder->fit(Extent::china, {}, {}, w, h) : without_the_south(w, h), w, h);
                    view.lang = lang;
                    view.roll_up = scene::RollUp::automatic;
                    const auto map = world().builder->build(view, *shown);
                    const std::string what = std::to_string(static_cast<int>(w)) + (south ? " whole " : " landscape ") + (shown->empty() ? "none " : "all ") + (lang == model::Lang::zh ? "zh " : "en ");
                    std::set<std::string> names;
                    for (const auto* t : texts(*map.overlay)) names.insert(t->key);
                    for (const auto& a : world().geodata->provinces) EXPECT_TRUE(names.count("place:" + a.code)) << what << a.name;
                    if (!shown->empty()) expect_own_names(map, view, what);
                    expect_clean(*map.overlay, w, h, what);
                }
}

/// A window may lie farther off than any page would choose (a low one at 200 %): its figure names all provinces too.
TEST(Labels, AllProvincesAreNamedFartherOff) {
    const auto links = all_links();
    constexpr double w = 636, h = 483;
    for (double m_per_pt = 10000; m_per_pt < 13600; m_per_pt += 200)
        for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
            auto view = view_of(world().builder->fit(Extent::china, {}, {}, w, h), w, h);
            view.camera.center_m = {-108735.6, 3247013.6};
            view.camera.m_per_pt = m_per_pt;
            view.lang = lang;
            view.roll_up = scene::RollUp::automatic;
            const auto map = world().builder->build(view, links);
            const std::string what = std::to_string(m_per_pt) + (lang == model::Lang::zh ? " zh " : " en ");
            std::set<std::string> names;
            for (const auto* t : texts(*map.overlay)) names.insert(t->key);
            for (const auto& a : world().geodata->provinces) EXPECT_TRUE(names.count("place:" + a.code)) << what << a.name;
            expect_own_names(map, view, what);
            const auto island = map.base_to_frame.apply(view.camera.projection.forward({120.95, 23.8}));
            for (const auto* t : texts(*map.overlay))
                if (t->key != "place:710000") { EXPECT_FALSE(box_of(*t).contains(island)) << what << t->utf8 << " lies over Taiwan"; }
            expect_clean(*map.overlay, w, h, what);
        }
}

/// Also in the window, where the map is low and the type larger.
TEST(Labels, NoOtherNameLiesOverTaiwanInAWindow) {
    const auto links = all_links();
    for (const auto& [w, h] : {std::pair{620.0, 420.0}, {980.0, 494.0}, {980.0, 820.0}, {460.0, 368.0}})
        for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
            auto view = view_of(world().builder->fit(Extent::china, links, {}, w, h), w, h);
            view.lang = lang;
            view.type_scale = 1.2;
            view.roll_up = scene::RollUp::by_scale;
            const auto map = world().builder->build(view, links);
            geo::Box island;
            for (const geo::LonLat p : {geo::LonLat{121.0, 24.6}, {120.8, 23.2}, {121.3, 24.0}, {120.5, 23.6}}) island.add(map.base_to_frame.apply(view.camera.projection.forward(p)));
            bool named = false;
            for (const auto* t : texts(*map.overlay)) {
                named = named || t->key == "place:710000";
                if (t->key != "place:710000") { EXPECT_FALSE(box_of(*t).intersects(island)) << w << " " << t->utf8 << " lies over Taiwan"; }
            }
            EXPECT_TRUE(named) << w;
        }
}

/// A zone's long English name stands in two or three lines of its words, one label; short and Chinese names in one.
TEST(Labels, LongEnglishNamesStandInLines) {
    auto s = spec({{Facet::corridor, "川南渝西"}}, Extent::corridor);
    s.view.lang = model::Lang::en;
    const auto figure = build(s);
    int wrapped = 0;
    for (const auto* t : texts(*figure.picture.lists[2].list)) {
        if (!t->key.starts_with("place:") || t->glyphs.empty()) continue;
        double widest = 0, left = t->glyphs[0].at.x;
        int lines = 1;
        for (std::size_t i = 1; i < t->glyphs.size(); ++i) {
            widest = std::max(widest, t->glyphs[i].at.x - left);
            if (std::abs(t->glyphs[i].at.y - t->glyphs[i - 1].at.y) < 0.5 * t->size_pt) continue;
            ++lines;
            left = t->glyphs[i].at.x;
            EXPECT_EQ(t->utf8[t->glyphs[i].cluster - 1], ' ') << t->utf8 << ": lines begin with a word";
            EXPECT_NEAR(t->glyphs[i].at.y - t->glyphs[i - 1].at.y, 1.08 * t->size_pt, 0.1 * t->size_pt) << t->utf8;
        }
        EXPECT_LE(widest, 15 * t->size_pt) << t->utf8;
        EXPECT_LE(lines, 3) << t->utf8;
        wrapped += lines > 1 ? 1 : 0;
    }
    EXPECT_GE(wrapped, 2);
    s.view.lang = model::Lang::zh;
    const auto chinese = build(s);
    for (const auto* t : texts(*chinese.picture.lists[2].list))
        if (t->key.starts_with("place:")) { EXPECT_NEAR(t->glyphs.front().at.y, t->glyphs.back().at.y, 0.1) << t->utf8; }
}

TEST(Labels, RegionalFiguresAreClean) {
    for (const auto& s : {spec({{Facet::corridor, "川渝"}}, Extent::corridor), spec({{Facet::corridor, "川南渝西"}}, Extent::corridor), spec({{Facet::corridor, "哈长"}}, Extent::corridor),
                          spec({{Facet::corridor, "兰西"}}, Extent::corridor), spec({{Facet::plan, "guizhou-2020"}}, Extent::links), spec({{Facet::basin, "长江"}}, Extent::links)}) {
        auto half = s;
        half.page = {150, 105};
        for (const auto& one : {s, half}) {
            const auto figure = build(one);
            expect_clean(*figure.picture.lists[2].list, figure.layout.frame.width(), figure.layout.frame.height(), figure.picture.title + " ");
        }
    }
}

TEST(Labels, ClassesDifferBySizeOrWeight) {
    for (const double scale : {5e5, 3e6, 8e6, 1.2e7, 3e7})
        for (const double k : {0.7, 0.86, 1.0, 1.35, 2.2}) {
            const auto t = scene::type_ladder(scale, k);
            for (const double size : {t.province, t.area, t.prefecture, t.county, t.other, t.sea}) EXPECT_GE(size, 6);
            EXPECT_TRUE(t.province - t.prefecture >= 1.5 - 1e-9 || (t.province_face != t.prefecture_face && t.province >= t.prefecture)) << scale << " " << k;
            EXPECT_TRUE(t.prefecture - t.county >= 1.5 - 1e-9 || (t.prefecture_face != t.county_face && t.prefecture >= t.county)) << scale << " " << k;
        }
}

TEST(Labels, NothingLiesOverTheIslandsOrTheDashes) {
    // LAW9 for names: no glyph over the islands' points or the ten dashes.
    const double w = 640, h = 600;
    const auto view = view_of(world().builder->fit(Extent::china, {}, {}, w, h), w, h);
    const auto map = world().builder->build(view, all_links());
    std::vector<geo::Vec2> points;
    for (geo::LonLat p : {geo::LonLat{112.28, 3.93}, {117.75, 15.15}, {112.34, 16.83}, {123.47, 25.75}, {124.57, 25.92}}) points.push_back(map.base_to_frame.apply(view.camera.projection.forward(p)));
    for (const auto& b : world().geodata->boundaries)
        if (b.kind == model::BoundaryKind::ten_dash)
            for (const auto& p : b.lines.points) points.push_back(map.base_to_frame.apply(view.camera.projection.forward({p.x, p.y})));
    ASSERT_GT(points.size(), 20u);
    for (const auto* t : texts(*map.overlay))
        for (const geo::Box& b : scene::glyph_boxes(*t))
            for (const geo::Vec2& p : points) EXPECT_FALSE(b.contains(p)) << t->utf8;
    for (const char* n : {"钓鱼岛", "赤尾屿", "黄岩岛", "曾母暗沙", "南沙群岛", "西沙群岛", "东沙群岛", "中沙群岛"}) EXPECT_NE(named(*map.overlay, n), nullptr) << n;
}

TEST(Labels, NeighboursAreNotNamedOnOurLand) {
    const double w = 640, h = 600;
    const auto view = view_of(world().builder->fit(Extent::china, {}, {}, w, h), w, h);
    const auto map = world().builder->build(view, kNoLinks);
    int seen = 0;
    for (const auto* t : texts(*map.overlay)) {
        if (t->key.rfind("neighbour:", 0) != 0) continue;
        ++seen;
        for (const geo::Box& b : scene::glyph_boxes(*t)) {
            const auto at = view.camera.projection.inverse(map.base_to_frame.inverse().apply(b.center()));
            for (const auto& a : world().geodata->provinces) EXPECT_FALSE(geo::inside({at.lon, at.lat}, a.rings)) << t->utf8 << " " << a.name;
        }
    }
    EXPECT_GT(seen, 8);
}

TEST(Labels, TaiwanIsAProvinceWithItsCentre) {
    // LAW11: 台湾省 like the other provinces, 台北市 as the seat of a province where such seats are shown.
    const geo::Box box{{115, 21.5}, {123, 28}};
    const double w = 600, h = 480;
    const auto map = world().builder->build(view_of(scene::MapBuilder::fit_box(box, w, h), w, h), kNoLinks);
    const auto *taiwan = named(*map.overlay, "台湾省"), *fujian = named(*map.overlay, "福建省"), *taipei = named(*map.overlay, "台北市"), *fuzhou = named(*map.overlay, "福州市");
    ASSERT_TRUE(taiwan && fujian && taipei && fuzhou);
    EXPECT_EQ(taiwan->size_pt, fujian->size_pt);
    EXPECT_EQ(taiwan->face, fujian->face);
    EXPECT_EQ(taiwan->color, fujian->color);
    EXPECT_EQ(taipei->size_pt, fuzhou->size_pt);
    EXPECT_TRUE(map.contents.provincial_centres);
    auto rings = [&](const scene::DrawText& t) { // the centre's symbol is a ring and a dot, an ordinary city's a dot
        int n = 0;
        for (const auto& c : map.overlay->commands) if (const auto* s = std::get_if<scene::StrokePath>(&c)) n += s->ref == t.ref ? 1 : 0;
        return n;
    };
    EXPECT_EQ(rings(*taipei), 1);
    EXPECT_EQ(rings(*fuzhou), 1);
    const auto* taizhong = named(*map.overlay, "台中市");
    ASSERT_NE(taizhong, nullptr);
    EXPECT_EQ(rings(*taizhong), 0);
}

TEST(Labels, ARiverIsNamedOnceACorridorAndABasinToo) {
    for (const auto& s : {spec({{Facet::basin, "沱江"}}, Extent::links), spec({{Facet::basin, "长江"}}, Extent::links), spec({{Facet::corridor, "沿长江发展轴"}}, Extent::links)}) {
        const auto figure = build(s);
        std::map<std::string, int> count;
        for (const auto* t : texts(*figure.picture.lists[2].list)) if (!t->key.empty()) ++count[t->key];
        for (const auto& [key, n] : count) EXPECT_EQ(n, 1) << key;
        for (const std::string& id : s.filter.basins) EXPECT_EQ(count["basin:" + id], 1) << id;
        for (const std::string& id : s.filter.corridors) EXPECT_EQ(count["corridor:" + id], 1) << id;
    }
    // Along the band, not across it: every glyph stands beside the line through the nodes.
    const auto figure = build(spec({{Facet::corridor, "沿长江发展轴"}}, Extent::links));
    const auto* name = named(*figure.picture.lists[2].list, "沿长江发展轴");
    ASSERT_NE(name, nullptr);
    for (std::size_t i = 1; i < name->glyphs.size(); ++i) EXPECT_GT(name->glyphs[i].at.x, name->glyphs[i - 1].at.x); // from left to right
}

TEST(Labels, APrefectureAndItsSeatCountyAreOneSymbolAndTwoLines) {
    const auto figure = build(spec({{Facet::corridor, "哈长"}}, Extent::corridor));
    const auto& list = *figure.picture.lists[2].list;
    const auto *state = named(list, "延边州"), *city = named(list, "延吉市");
    ASSERT_TRUE(state && city);
    const geo::Box a = box_of(*state), b = box_of(*city);
    EXPECT_LT(a.max.y, b.min.y + 0.5);          // one below the other …
    EXPECT_LT(b.min.y - a.max.y, 0.5 * city->size_pt); // … and close
    EXPECT_LT(std::min(std::abs(a.min.x - b.min.x), std::min(std::abs(a.max.x - b.max.x), std::abs(a.center().x - b.center().x))), 0.15 * city->size_pt);
    int of_state = 0, of_city = 0;
    for (const auto& c : list.commands)
        if (const auto* s = std::get_if<scene::StrokePath>(&c)) { of_state += s->ref == state->ref ? 1 : 0; of_city += s->ref == city->ref ? 1 : 0; }
    EXPECT_EQ(of_state, 1);
    EXPECT_EQ(of_city, 0);
}

TEST(Labels, OmittedNamesAreCounted) {
    const double w = 508, h = 488;
    const auto map = world().builder->build(view_of(world().builder->fit(Extent::china, {}, {}, w, h), w, h), all_links());
    EXPECT_GT(map.contents.labels_omitted, 0); // 300 places on a national map do not all find room
    const auto few = world().builder->build(view_of(world().builder->fit(Extent::china, {}, {}, w, h), w, h), kNoLinks);
    EXPECT_EQ(few.contents.labels_omitted, 0);
}

TEST(Labels, ANudgedLabelStandsAtItsHomePlusTheOffset) {
    auto s = spec({{Facet::corridor, "川南渝西"}}, Extent::corridor);
    const auto before = build(s);
    const double k = 72 / 25.4;
    struct Move { const char* name; std::string key; double dx, dy; };
    for (const Move& m : {Move{"内江市", "place:511000", -9, -6}, {"叙永县", "place:510524", 12, 3.5}, {"赤水河", "river:赤水河", 2, 4}}) {
        const auto* home = named(*before.picture.lists[2].list, m.name);
        ASSERT_NE(home, nullptr) << m.name;
        ASSERT_EQ(home->key, m.key);
        s.view.nudges.push_back({m.key, m.dx, m.dy});
    }
    // Onto another label: it has to make room.
    const auto* other = named(*before.picture.lists[2].list, "铜梁区");
    const auto* moved = named(*before.picture.lists[2].list, "长宁县");
    ASSERT_TRUE(other && moved);
    const geo::Vec2 onto = (other->glyphs[0].at - moved->glyphs[0].at) * (1 / k);
    s.view.nudges.push_back({moved->key, onto.x, onto.y});

    const auto reread = exporter::from_recipe(exporter::to_recipe(s, *world().dataset), *world().dataset, "test");
    ASSERT_TRUE(reread);
    ASSERT_EQ(reread->spec.view.nudges.size(), 4u);
    for (const auto& after : {build(s), build(reread->spec)}) {
        const auto& list = *after.picture.lists[2].list;
        for (const scene::Nudge& n : s.view.nudges) {
            const scene::DrawText *home = nullptr, *now = nullptr;
            for (const auto* t : texts(*before.picture.lists[2].list)) if (t->key == n.label) home = t;
            for (const auto* t : texts(list)) if (t->key == n.label) now = t;
            ASSERT_TRUE(home && now) << n.label;
            ASSERT_EQ(home->glyphs.size(), now->glyphs.size());
            for (std::size_t i = 0; i < home->glyphs.size(); ++i) {
                EXPECT_NEAR(now->glyphs[i].at.x - home->glyphs[i].at.x, n.dx_mm * k, 1e-9) << n.label;
                EXPECT_NEAR(now->glyphs[i].at.y - home->glyphs[i].at.y, n.dy_mm * k, exporter::kBaselineGridPt) << n.label; // both stand on the grid
            }
        }
        const auto* gave_way = named(list, "铜梁区");
        if (gave_way != nullptr) { EXPECT_FALSE(box_of(*gave_way).intersects(box_of(*named(list, "长宁县")))); }
    }
    EXPECT_EQ(scene::dump(build(s).picture, {true, 3}), scene::dump(build(reread->spec).picture, {true, 3}));
}

TEST(Labels, TheLabelUnderAPointIsFound) {
    const auto figure = build(spec({{Facet::corridor, "川南渝西"}}, Extent::corridor));
    const auto& placed = figure.picture.lists[2];
    int tried = 0;
    for (const auto* t : texts(*placed.list)) {
        if (t->key.empty()) continue;
        const geo::Box glyph = scene::glyph_boxes(*t).front();
        const auto hit = scene::label_at(figure.picture, placed.to_page.apply(glyph.center()));
        ASSERT_TRUE(hit) << t->utf8;
        EXPECT_EQ(hit->key, t->key);
        EXPECT_TRUE(hit->box.contains(placed.to_page.apply(glyph.center())));
        ++tried;
    }
    EXPECT_GT(tried, 20);
    EXPECT_FALSE(scene::label_at(figure.picture, {2, 2})); // the page's margin
}

TEST(Labels, ANameStandsNearestToItsOwnSymbol) {
    // 延边州 shares its point with 延吉市, and 龙井市 and 图们市 are a few points away: a name nearer to the neighbour's ring reads as the neighbour's.
    filter::FilterSpec s;
    s.corridors = {"c-hachang"};
    const auto links = filter::apply(*world().dataset, s);
    auto view = view_of(world().builder->fit(Extent::corridor, links, s.corridors, 560, 425), 560, 425);
    view.corridors = s.corridors;
    const auto map = world().builder->build(view, links);
    const char* kCodes[] = {"222400", "222401", "222402", "222405"}; // 延边州, 延吉市, 图们市, 龙井市
    const auto at = [&](const char* code) {
        return map.base_to_frame.apply(view.camera.projection.forward(*world().dataset->place(world().dataset->place_by_id(code)).position));
    };
    int named_places = 0;
    for (const char* own : kCodes)
        for (const scene::DrawText* t : texts(*map.overlay)) {
            if (t->key != std::string("place:") + own) continue;
            const geo::Box b = box_of(*t);
            const auto apart = [&b](geo::Vec2 p) { return b.distance(p); };
            ++named_places;
            for (const char* other : kCodes)
                if (geo::length(at(other) - at(own)) > 0.6) { EXPECT_LE(apart(at(own)), apart(at(other))) << t->utf8 << " against " << other; }
        }
    EXPECT_EQ(named_places, 4);
}

TEST(Labels, LinesThatLeaveTheFrameAreMarkedOneByOne) {
    // 兰西: three lines run out to 青海省 on the left, a fourth passes the corner on its way from there to the Yangtze belt.
    filter::FilterSpec s;
    s.corridors = {"c-lanxi"};
    const auto links = filter::apply(*world().dataset, s);
    auto view = view_of(world().builder->fit(Extent::corridor, links, s.corridors, 560, 425), 560, 425);
    view.corridors = s.corridors;
    const auto map = world().builder->build(view, links);
    std::set<int> left;
    for (const auto& c : map.overlay->commands) {
        const auto* p = std::get_if<scene::StrokePath>(&c);
        if (p == nullptr || p->path->closed || p->path->points.size() != 3 || p->path->part_count() != 1) continue;
        const geo::Box b = p->path->bounds();
        if (b.max.x < 9 && b.height() < 4) left.insert(static_cast<int>(b.center().y));
    }
    EXPECT_EQ(left.size(), 4u);
    const auto* belt = named(*map.overlay, "至长江经济带"); // a region out there is named too
    ASSERT_NE(belt, nullptr);
    EXPECT_GT(box_of(*belt).max.y, 405);
    const auto* home = named(*map.overlay, "三江源地区"); // its middle lies outside, its dot inside
    ASSERT_NE(home, nullptr);
}

TEST(Labels, ARegionIsNamedBesideTheDotInWhichItsLineEnds) {
    const auto f = build(spec({{Facet::mechanism, "compensation"}}, Extent::links));
    const auto& list = *f.picture.lists[2].list;
    for (const char* name : {"粮食主产区", "粮食主销区"}) {
        const auto* t = named(list, name);
        ASSERT_NE(t, nullptr) << name;
        double nearest = 1e9;
        for (const auto& c : list.commands)
            if (const auto* dot = std::get_if<scene::FillPath>(&c); dot != nullptr && dot->ref.kind == scene::FeatureRef::Kind::link && dot->path->points.size() == 16) {
                const geo::Vec2 p = dot->path->bounds().center();
                const geo::Box b = box_of(*t);
                nearest = std::min(nearest, b.distance(p));
            }
        EXPECT_LT(nearest, 9) << name;
    }
}

TEST(Labels, NamesKeepOffTheNationalBoundary) {
    const auto f = build(spec({{Facet::corridor, "哈长"}}, Extent::corridor));
    const auto* lake = named(*f.picture.lists[2].list, "兴凯湖");
    ASSERT_NE(lake, nullptr);
    const auto to_frame = f.layout.camera.to_frame(f.layout.frame.width(), f.layout.frame.height());
    for (const model::BoundaryLine& b : world().geodata->boundaries) {
        if (b.kind != model::BoundaryKind::national) continue;
        for (std::size_t i = 0; i < b.lines.part_count(); ++i)
            for (std::size_t k = b.lines.part_begin(i); k + 1 < b.lines.part_end(i); ++k) {
                const auto at = [&](std::size_t n) { return to_frame.apply(f.layout.camera.projection.forward({b.lines.points[n].x, b.lines.points[n].y})); };
                const geo::Vec2 from = at(k), to = at(k + 1);
                if (!geo::Box{{0, 0}, {f.layout.frame.width(), f.layout.frame.height()}}.contains(from)) continue;
                for (int step = 0; step <= 8; ++step)
                    for (const geo::Box& g : scene::glyph_boxes(*lake)) ASSERT_FALSE(g.grown(-0.6).contains(from + (to - from) * (step / 8.0)));
            }
    }
}

TEST(Labels, ACountyUnderAPartysSymbolIsNotNamed) { // 龙马潭区 and 江阳区 would read as names of 泸州市's ring
    const auto f = build(spec({{Facet::corridor, "泸永江"}}, Extent::links));
    const auto& list = *f.picture.lists[2].list;
    ASSERT_NE(named(list, "泸州市"), nullptr);
    ASSERT_NE(named(list, "纳溪区"), nullptr);
    EXPECT_EQ(named(list, "龙马潭区"), nullptr);
    EXPECT_EQ(named(list, "江阳区"), nullptr);
}

TEST(Labels, ACrowdBeyondTheFrameIsNamedOnceAndNotAllOfIt) { // all links in a close view: the rim used to be full of names
    auto s = spec();
    const auto near = build(spec({{Facet::corridor, "川南渝西"}}, Extent::corridor));
    s.camera = near.layout.camera;
    s.camera_width_pt = near.layout.frame.width();
    s.camera_height_pt = near.layout.frame.height();
    const auto f = build(s);
    std::map<model::PlaceIx, int> times;
    for (const auto* t : texts(*f.picture.lists[2].list))
        if (t->ref.kind == scene::FeatureRef::Kind::place) ++times[t->ref.index];
    ASSERT_GT(times.size(), 30U);
    for (const auto& [place, n] : times) EXPECT_EQ(n, 1) << world().dataset->place(place).name.zh;
    const auto to_frame = f.layout.camera.to_frame(f.layout.frame.width(), f.layout.frame.height());
    int beyond = 0;
    for (const auto& [place, n] : times) {
        const auto& at = world().dataset->place(place).position;
        if (!at) continue;
        const geo::Vec2 p = to_frame.apply(f.layout.camera.projection.forward(*at));
        beyond += p.x < 0 || p.y < 0 || p.x > f.layout.frame.width() || p.y > f.layout.frame.height();
    }
    EXPECT_GT(beyond, 4);
    EXPECT_LE(beyond, 16);
}

TEST(Labels, NoNameLiesOverDongsha) { // on a slide of so small a scale 香港 used to
    auto spec_of_slide = spec({{Facet::plan, "jilin-2019"}}, Extent::links);
    spec_of_slide.page = {338.67, 190.5};
    spec_of_slide.view.roll_up = scene::RollUp::automatic;
    const auto f = build(spec_of_slide);
    const auto to_frame = f.layout.camera.to_frame(f.layout.frame.width(), f.layout.frame.height());
    const geo::Vec2 at = to_frame.apply(f.layout.camera.projection.forward({116.8, 20.7}));
    for (const auto* t : texts(*f.picture.lists[2].list))
        for (const geo::Box& g : scene::glyph_boxes(*t)) EXPECT_FALSE(g.contains(at)) << t->utf8;
}
