// What stands on the map: every link where its places are, never a line to a region's middle, territory whole, labels apart.
#include "golden/figure_world.hpp"
#include "geo/curve.hpp"
#include "render_cairo/cairo_player.hpp"
#include "scene/dump.hpp"
#include "scene/hit_test.hpp"

#include <numeric>

using namespace atlas;
using filter::Facet;
using scene::Extent;
using testing_world::build;
using testing_world::spec;
using testing_world::all_links;
using testing_world::view_of;
using testing_world::world;

namespace {

geo::Box ink_of(const scene::DrawText& t) {
    geo::Box b;
    for (const auto& g : t.glyphs) {
        b.add(geo::Vec2{g.at.x + 0.08 * t.size_pt, g.at.y - 0.74 * t.size_pt});
        b.add(geo::Vec2{g.at.x + 0.4 * t.size_pt, g.at.y + 0.02 * t.size_pt});
    }
    return b;
}

} // namespace

TEST(Map, TheWholeCountryFitsTheNationalFrame) {
    // features: the frame reaches the confluence of Heilongjiang and Ussuri, the Pamir, the northernmost Heilongjiang, Zengmu Ansha.
    for (auto [w, h] : {std::pair{640.0, 480.0}, {500.0, 700.0}, {900.0, 500.0}}) {
        const scene::Camera c = world().builder->fit(Extent::china, {}, {}, w, h);
        EXPECT_EQ(c.projection, geo::Albers::china());
        const geo::Affine to_frame = c.to_frame(w, h);
        for (geo::LonLat p : {geo::LonLat{135.1, 48.4}, {73.5, 39.5}, {123.3, 53.6}, {112.28, 3.93}, {117.75, 15.15}, {112.34, 16.83}, {123.47, 25.75}, {124.57, 25.92}}) {
            const geo::Vec2 at = to_frame.apply(c.projection.forward(p));
            EXPECT_TRUE(at.x > 0 && at.x < w && at.y > 0 && at.y < h) << p.lon << " " << p.lat;
        }
    }
}

TEST(Map, AllProvincesAndTheDashLineAreThere) {
    EXPECT_EQ(world().geodata->provinces.size(), 34u);
    std::size_t dashes = 0;
    for (const auto& b : world().geodata->boundaries) if (b.kind == model::BoundaryKind::ten_dash) dashes += b.lines.part_count();
    EXPECT_EQ(dashes, 10u);
    const auto map = world().builder->build(view_of(world().builder->fit(Extent::china, {}, {}, 640, 600), 640, 600), {});
    std::set<std::string> names;
    for (const auto& c : map.overlay->commands)
        if (const auto* t = std::get_if<scene::DrawText>(&c)) names.insert(t->utf8);
    int provinces = 0;
    for (const auto& a : world().geodata->provinces) provinces += static_cast<int>(names.count(world().dataset->place(world().dataset->place_by_id(a.code)).short_zh));
    EXPECT_EQ(provinces, 34);
    for (const char* n : {"钓鱼岛", "赤尾屿", "黄岩岛", "曾母暗沙", "南沙群岛", "西沙群岛", "东沙群岛", "中沙群岛"}) EXPECT_TRUE(names.count(n)) << n;
}

TEST(Map, EveryLinkIsDrawnOrCounted) {
    const auto links = all_links();
    const auto map = world().builder->build(view_of(world().builder->fit(Extent::china, {}, {}, 640, 600), 640, 600), links);
    const auto& c = map.contents;
    EXPECT_EQ(c.links_drawn + c.links_unmapped + c.links_outside + c.links_repeated, static_cast<int>(links.size()));
    EXPECT_GT(c.links_drawn, 200);
    EXPECT_EQ(std::accumulate(c.family_links.begin(), c.family_links.end(), 0), c.links_drawn);
}

TEST(Map, PairCurvesEndAtTheirSymbols) {
    const auto links = all_links();
    const double w = 640, h = 600;
    const auto view = view_of(world().builder->fit(Extent::china, {}, {}, w, h), w, h);
    const auto map = world().builder->build(view, links);
    int checked = 0;
    for (const auto& c : map.overlay->commands) {
        const auto* s = std::get_if<scene::StrokePath>(&c);
        if (s == nullptr || s->ref.kind != scene::FeatureRef::Kind::link || s->path->closed) continue;
        const model::Link& l = world().dataset->link(s->ref.index);
        if (l.shape != model::Shape::pair || l.one_way()) continue;
        std::vector<geo::Vec2> ends;
        for (const auto& p : l.parties)
            if (const auto at = world().dataset->position(p.place)) ends.push_back(map.base_to_frame.apply(view.camera.projection.forward(*at)));
        if (ends.size() != 2) continue;
        for (const geo::Vec2& tip : {s->path->points.front(), s->path->points.back()}) {
            const double d = std::min(geo::length(tip - ends[0]), geo::length(tip - ends[1]));
            EXPECT_GT(d, 1.2) << l.id; // leaves the symbol free
            EXPECT_LT(d, 6) << l.id;   // and starts at its edge
        }
        ++checked;
    }
    EXPECT_GT(checked, 30);
}

TEST(Map, AGroupIsNeverAllPairs) {
    // n members: n spokes at most, not n(n−1)/2 curves.
    const auto links = all_links();
    const auto map = world().builder->build(view_of(world().builder->fit(Extent::links, links, {}, 640, 480), 640, 480), links);
    std::map<int, int> strokes;
    for (const auto& c : map.overlay->commands)
        if (const auto* s = std::get_if<scene::StrokePath>(&c); s != nullptr && s->ref.kind == scene::FeatureRef::Kind::link) ++strokes[s->ref.index];
    for (const auto& [ix, n] : strokes) {
        const model::Link& l = world().dataset->link(ix);
        if (l.shape == model::Shape::group) { EXPECT_LE(n, static_cast<int>(l.parties.size())) << l.id; }
    }
}

TEST(Map, LabelsDoNotOverlap) {
    for (const auto& s : {spec(), spec({{Facet::corridor, "川南渝西"}}, Extent::corridor), spec({{Facet::plan, "guizhou-2020"}}, Extent::links)}) {
        const auto figure = build(s);
        std::vector<std::pair<geo::Box, std::string>> boxes;
        for (const auto& c : figure.picture.lists[2].list->commands)
            if (const auto* t = std::get_if<scene::DrawText>(&c); t != nullptr && t->halo.a > 0 && t->glyphs.size() > 1 && t->glyphs.front().angle == 0) boxes.push_back({ink_of(*t), t->utf8});
        EXPECT_GT(boxes.size(), 20u);
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t k = i + 1; k < boxes.size(); ++k) EXPECT_FALSE(boxes[i].first.intersects(boxes[k].first)) << boxes[i].second << " and " << boxes[k].second;
    }
}

TEST(Map, BuildingTwiceGivesTheSameCommands) {
    const auto s = spec({{Facet::corridor, "川渝"}}, Extent::corridor);
    scene::MapBuilder fresh(world().dataset, world().geodata, world().fonts);
    const auto a = exporter::build_figure(fresh, *world().dataset, *world().fonts, s), b = build(s);
    EXPECT_EQ(scene::dump(a.picture, {true, 3}), scene::dump(b.picture, {true, 3}));
}

TEST(Map, TheHitTestFindsWhatIsDrawn) {
    const auto s = spec({{Facet::corridor, "川南渝西"}}, Extent::corridor);
    const auto figure = build(s);
    int tried = 0;
    for (const auto& c : figure.picture.lists[2].list->commands) {
        const auto* k = std::get_if<scene::StrokePath>(&c);
        if (k == nullptr || k->ref.kind != scene::FeatureRef::Kind::link || k->path->points.size() < 8) continue;
        const geo::Vec2 mid = figure.picture.lists[2].to_page.apply(k->path->points[k->path->points.size() / 2]);
        if (mid.x < 40 || mid.y < 80 || mid.x > 600 || mid.y > 500) continue;
        bool found = false;
        for (const auto& hit : scene::hit_test(figure.picture, mid, 3)) found = found || hit.ref == k->ref;
        EXPECT_TRUE(found) << world().dataset->link(k->ref.index).id;
        if (++tried == 40) break;
    }
    EXPECT_GT(tried, 10);
}

TEST(Map, TheLegendNamesOnlyWhatTheFrameShows) {
    const auto lanxi = build(spec({{Facet::corridor, "兰西"}}, Extent::corridor));
    for (auto k : lanxi.contents.boundaries) EXPECT_NE(k, model::BoundaryKind::national);
    const auto hachang = build(spec({{Facet::corridor, "哈长"}}, Extent::corridor));
    EXPECT_NE(std::find(hachang.contents.boundaries.begin(), hachang.contents.boundaries.end(), model::BoundaryKind::national), hachang.contents.boundaries.end());
}

TEST(Page, SizesAreParsedAndAbsurdOnesRefused) {
    EXPECT_NEAR(exporter::parse_page("16:9", 300)->width_mm, 338.67, 1e-9);
    EXPECT_NEAR(exporter::parse_page("150x110mm", 300)->height_mm, 110, 1e-9);
    for (const char* bad : {"0x0mm", "-3x200mm", "nanxnanmm", "200x100", "a5", "", "1e9x1e9mm", "30x200mm"}) EXPECT_FALSE(exporter::parse_page(bad, 300)) << bad;
    EXPECT_FALSE(exporter::parse_page("a4-landscape", 0));
    EXPECT_FALSE(exporter::parse_page("4000x4000mm", 300)); // 47,244 px a side
    EXPECT_TRUE(exporter::parse_page("1189x841mm", 300));
}

TEST(Page, FiguresHaveTheirTrueSize) {
    auto s = spec({{Facet::corridor, "兰西"}}, Extent::corridor);
    s.page = {338.67, 190.5};
    const auto f = build(s);
    EXPECT_NEAR(f.picture.width_pt, 960, 0.01);
    EXPECT_NEAR(f.picture.height_pt, 540, 0.01);
}

TEST(Map, EveryLayerOfTheListCanBeSwitchedOn) {
    // Each layer, alone switched on or off, changes the picture; an empty switch would be a promise not kept.
    const auto links = all_links();
    auto view = view_of(world().builder->fit(Extent::china, {}, {}, 640, 600), 640, 600);
    for (int i = 0; i < style::kLayerCount; ++i) {
        const auto layer = static_cast<style::LayerId>(i);
        if (layer == style::LayerId::corridors || layer == style::LayerId::groups || layer == style::LayerId::links_mutual_aid) continue; // need a link in hand, or links
        auto on = view, off = view;
        on.layers[static_cast<std::size_t>(i)].shown = style::Switch::on;
        off.layers[static_cast<std::size_t>(i)].shown = style::Switch::off;
        auto count = [&](const scene::MapView& v) {
            const auto m = world().builder->build(v, links);
            return m.base->commands.size() + m.overlay->commands.size();
        };
        EXPECT_GT(count(on), count(off)) << style::layer_name(layer).en;
    }
    view.selected_link = world().dataset->link_by_id("chuannan-yuxi-2023-001");
    ASSERT_NE(view.selected_link, model::kNone);
    for (auto layer : {style::LayerId::corridors, style::LayerId::groups}) {
        auto off = view;
        off.layers[static_cast<std::size_t>(layer)].shown = style::Switch::off;
        const auto a = world().builder->build(view, links), b = world().builder->build(off, links);
        EXPECT_GT(a.base->commands.size() + a.overlay->commands.size(), b.base->commands.size() + b.overlay->commands.size()) << style::layer_name(layer).en;
    }
}

TEST(Map, ABasinThatFillsTheFrameIsNotTinted) { // all the land would look like water
    std::string yangtze;
    for (const model::Basin& b : world().dataset->basins()) if (b.name.zh == "长江") yangtze = b.id;
    ASSERT_FALSE(yangtze.empty());
    auto near = view_of(world().builder->fit(Extent::corridor, {}, {"c-chuannan-yuxi"}, 640, 500), 640, 500), far = view_of(world().builder->fit(Extent::china, {}, {}, 640, 500), 640, 500);
    near.basins = far.basins = {yangtze};
    const auto tints = [](const scene::BuiltMap& m) {
        return std::count_if(m.base->commands.begin(), m.base->commands.end(), [](const scene::Command& c) {
            const auto* f = std::get_if<scene::FillPath>(&c);
            return f != nullptr && f->ref.kind == scene::FeatureRef::Kind::basin;
        });
    };
    EXPECT_EQ(tints(world().builder->build(near, {})), 0);
    EXPECT_EQ(tints(world().builder->build(far, {})), 1);
}

TEST(Map, NoLinkLiesOverTheIslands) {
    // LAW9: links keep off the islands of the South and East China Seas wherever a bend avoids them.
    const auto links = all_links();
    const auto view = view_of(world().builder->fit(Extent::china, {}, {}, 640, 600), 640, 600);
    const auto map = world().builder->build(view, links);
    for (geo::LonLat p : {geo::LonLat{112.28, 3.93}, {117.75, 15.15}, {112.34, 16.83}, {123.47, 25.75}, {124.57, 25.92}, {114.4, 10.4}}) {
        const geo::Vec2 at = map.base_to_frame.apply(view.camera.projection.forward(p));
        for (const auto& c : map.overlay->commands)
            if (const auto* s = std::get_if<scene::StrokePath>(&c); s != nullptr && s->ref.kind != scene::FeatureRef::Kind::none) {
                EXPECT_GT(geo::distance_to_line(at, s->path->points), 1.5) << p.lon << " " << p.lat;
            }
    }
}
