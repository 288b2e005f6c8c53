// Links on the page: none lost at any level, each line of a pair to be picked, heads on their symbols, lines spread round a place.
#include "golden/figure_world.hpp"
#include "geo/curve.hpp"
#include "scene/dump.hpp"
#include "scene/hit_test.hpp"
#include "scene/link_ends.hpp"
#include "scene/link_routes.hpp"
#include "scene/roll_up.hpp"

#include <chrono>
#include <numbers>

using namespace atlas;
using filter::Facet;
using scene::Extent;
using scene::FeatureRef;
using scene::RollUp;
using testing_world::all_links;
using testing_world::world;

namespace {

constexpr double kW = 640, kH = 480; // the frame of an A4 page

scene::MapView view_of(scene::MapBuilder& builder, Extent extent, const std::vector<model::LinkIx>& links, RollUp level, const std::vector<std::string>& corridors = {}) {
    scene::MapView v;
    v.camera = builder.fit(extent, links, corridors, kW, kH);
    v.width_pt = kW;
    v.height_pt = kH;
    v.theme = "print";
    v.roll_up = level;
    return v;
}
std::vector<model::LinkIx> links_of(Facet facet, const std::string& value) {
    return filter::apply(*world().dataset, testing_world::spec({{facet, value}}).filter);
}

int total(const scene::MapContents& c) {
    return c.links_drawn + c.links_inside + c.links_unmapped + c.links_outside + c.links_repeated + c.links_hidden;
}

/// Two counties of one prefecture, one of another province, and what a test adds between them.
struct Small {
    std::shared_ptr<const model::Dataset> data;
    std::unique_ptr<scene::MapBuilder> builder;

    explicit Small(const std::function<void(model::DatasetParts&)>& fill) {
        model::DatasetParts parts;
        auto place = [&](const char* id, model::PlaceKind kind, const char* name, double lon, double lat) {
            model::Place p;
            p.id = p.adcode = id;
            p.kind = kind;
            p.name = {name, name};
            p.short_zh = name;
            p.position = geo::LonLat{lon, lat};
            parts.places.push_back(p);
        };
        place("500000", model::PlaceKind::province, "重庆市", 106.55, 29.56);
        place("500118", model::PlaceKind::county, "永川区", 105.9, 29.35);
        place("510000", model::PlaceKind::province, "四川省", 102.9, 30.3);
        place("510500", model::PlaceKind::prefecture, "泸州市", 105.44, 28.87);
        place("510502", model::PlaceKind::county, "江阳区", 105.45, 28.88);
        place("510521", model::PlaceKind::county, "泸县", 105.38, 29.15);
        for (int i = 0; i < 8; ++i) parts.mechanisms.push_back({std::string(kMechanisms[i]), "", {kMechanisms[i], kMechanisms[i]}});
        model::Plan plan;
        plan.id = "test";
        parts.plans.push_back(plan);
        fill(parts);
        for (model::Link& l : parts.links) l.plan = 0;
        data = std::make_shared<const model::Dataset>(std::move(parts));
        builder = std::make_unique<scene::MapBuilder>(data, world().geodata, world().fonts);
    }
    static void add(model::DatasetParts& parts, std::vector<model::Party> parties, int mechanism, model::Shape shape = model::Shape::pair) {
        model::Link l;
        l.id = "test-" + std::to_string(1000 + parts.links.size());
        l.shape = shape;
        l.parties = std::move(parties);
        l.mechanism = mechanism;
        parts.links.push_back(l);
    }
    [[nodiscard]] std::vector<model::LinkIx> all() const {
        std::vector<model::LinkIx> out;
        for (std::size_t i = 0; i < data->links().size(); ++i) out.push_back(static_cast<model::LinkIx>(i));
        return out;
    }
    static constexpr const char* kMechanisms[] = {"strategy", "market", "basin_cooperation", "border_cooperation", "international", "mutual_aid", "compensation", "services"};
};

enum : model::PlaceIx { kChongqing, kYongchuan, kSichuan, kLuzhou, kJiangyang, kLuxian };

/// The thin strokes of links: curves and spokes, without casings.
std::vector<const scene::StrokePath*> strokes(const scene::DisplayList& list, model::LinkIx link = model::kNone) {
    std::vector<const scene::StrokePath*> out;
    for (const auto& c : list.commands) {
        const auto* s = std::get_if<scene::StrokePath>(&c);
        if (s != nullptr && s->ref.kind == FeatureRef::Kind::link && !s->path->closed && s->path->part_count() == 1 && s->path->points.size() > 6 && (link == model::kNone || s->ref.index == link)) out.push_back(s);
    }
    return out;
}

} // namespace

TEST(RollUp, KeepsTheTotalsAtEveryLevel) {
    struct Case { std::vector<model::LinkIx> links; Extent extent; };
    for (const Case& k : {Case{all_links(), Extent::china}, Case{links_of(Facet::corridor, "川南渝西"), Extent::links}, Case{links_of(Facet::plan, "guizhou-2020"), Extent::links},
                          Case{all_links(), Extent::links}}) {
        int before = 1 << 30;
        for (RollUp level : {RollUp::none, RollUp::prefecture, RollUp::province}) {
            const auto map = world().builder->build(view_of(*world().builder, k.extent, k.links, level), k.links);
            const auto& c = map.contents;
            EXPECT_EQ(total(c), static_cast<int>(k.links.size()));
            EXPECT_EQ(c.rolled, level);
            EXPECT_EQ(static_cast<int>(c.links_on_map.size()), c.links_drawn + c.links_inside);
            EXPECT_TRUE(std::adjacent_find(c.links_on_map.begin(), c.links_on_map.end()) == c.links_on_map.end()) << "a link twice";
            if (level == RollUp::none) { EXPECT_EQ(c.links_inside, 0); }
            if (level == RollUp::province) { EXPECT_GT(c.links_inside, 0); }
            EXPECT_LE(c.curves_drawn, before);
            before = c.curves_drawn;
            int families = 0;
            for (int n : c.family_links) families += n;
            EXPECT_EQ(families, c.links_shown());
            // Every folded line's number is written, and its list is whole.
            int folded = 0;
            for (const auto& [first, list] : c.folded_links) {
                EXPECT_EQ(first, list.front());
                folded += static_cast<int>(list.size()) - 1;
            }
            EXPECT_EQ(c.links_drawn - folded, c.curves_drawn);
        }
        EXPECT_LT(before, static_cast<int>(k.links.size()));
    }
}

TEST(RollUp, AHiddenFamilyIsCounted) {
    const auto links = all_links();
    auto view = view_of(*world().builder, Extent::china, links, RollUp::none);
    view.layers[static_cast<std::size_t>(style::layer_of(style::Family::border))].shown = style::Switch::off;
    const auto c = world().builder->build(view, links).contents;
    EXPECT_GT(c.links_hidden, 10);
    EXPECT_EQ(total(c), static_cast<int>(links.size()));
}

TEST(RollUp, MoreThan120LinksOnA4AreRolledUp) { // LNK7
    const auto links = all_links();
    EXPECT_EQ(world().builder->build(view_of(*world().builder, Extent::china, links, RollUp::automatic), links).contents.rolled, RollUp::province);
    const auto chuanyu = links_of(Facet::corridor, "川渝");
    ASSERT_GT(chuanyu.size(), 120u);
    EXPECT_EQ(world().builder->build(view_of(*world().builder, Extent::corridor, chuanyu, RollUp::automatic, {"c-chuanyu"}), chuanyu).contents.rolled, RollUp::prefecture);
    const auto lanxi = links_of(Facet::corridor, "兰西");
    EXPECT_EQ(world().builder->build(view_of(*world().builder, Extent::links, lanxi, RollUp::automatic), lanxi).contents.rolled, RollUp::none);
    // A larger sheet holds more.
    auto large = view_of(*world().builder, Extent::corridor, chuanyu, RollUp::automatic, {"c-chuanyu"});
    large.width_pt *= 2;
    large.height_pt *= 2;
    EXPECT_EQ(world().builder->build(large, chuanyu).contents.rolled, RollUp::none);
}

TEST(RollUp, UnitsContainTheirPlaces) {
    const auto& d = *world().dataset;
    auto unit = [&](const char* id, RollUp level) { return d.place(scene::unit_of(d, d.place_by_id(id), level)).id; };
    EXPECT_EQ(unit("510521", RollUp::prefecture), "510500"); // 泸县
    EXPECT_EQ(unit("510521", RollUp::province), "510000");
    EXPECT_EQ(unit("510500", RollUp::prefecture), "510500");
    EXPECT_EQ(unit("500118", RollUp::prefecture), "500118"); // districts of a municipality rank with prefectures
    EXPECT_EQ(unit("500118", RollUp::province), "500000");
    EXPECT_EQ(unit("p-wansheng", RollUp::prefecture), "500110"); // a zone in 綦江区
    EXPECT_EQ(unit("p-wansheng", RollUp::none), "p-wansheng");
    for (std::size_t i = 0; i < d.places().size(); ++i) {
        const auto ix = static_cast<model::PlaceIx>(i);
        const auto kind = d.place(ix).kind;
        for (RollUp level : {RollUp::prefecture, RollUp::province}) {
            const auto u = scene::unit_of(d, ix, level);
            if (kind == model::PlaceKind::foreign || kind == model::PlaceKind::region || kind == model::PlaceKind::unplaced) { EXPECT_EQ(u, ix) << d.place(ix).id; }
            else { EXPECT_TRUE(u == ix || d.inside(ix, u)) << d.place(ix).id; }
        }
    }
}

TEST(RollUp, WhatFallsIntoOneUnitIsANumberThere) {
    const Small s([](model::DatasetParts& p) {
        Small::add(p, {{kJiangyang}, {kLuxian}}, 0);             // inside 泸州
        Small::add(p, {{kJiangyang}, {kYongchuan}}, 0);
        Small::add(p, {{kLuxian}, {kYongchuan}}, 0);
        Small::add(p, {{kYongchuan}, {kJiangyang}}, 0);          // the other way round: the same relation
        Small::add(p, {{kLuxian}, {kYongchuan}}, 3);             // another family
        Small::add(p, {{kLuxian, model::Role::from}, {kYongchuan, model::Role::to}}, 0); // one way
        Small::add(p, {{kJiangyang}, {kLuxian}, {kYongchuan}}, 0, model::Shape::group);  // two units left: as the pair
    });
    const auto map = s.builder->build(view_of(*s.builder, Extent::links, s.all(), RollUp::prefecture), s.all());
    EXPECT_EQ(map.contents.links_inside, 1);
    EXPECT_EQ(map.contents.links_drawn, 6);
    EXPECT_EQ(map.contents.curves_drawn, 3);
    ASSERT_EQ(map.contents.folded_links.count(1), 1u);
    EXPECT_EQ(map.contents.folded_links.at(1), (std::vector<model::LinkIx>{1, 2, 3, 6}));
    EXPECT_EQ(map.contents.inside_links.at(kLuzhou), (std::vector<model::LinkIx>{0}));
    std::set<std::string> words;
    for (const auto& c : map.overlay->commands) if (const auto* t = std::get_if<scene::DrawText>(&c)) words.insert(t->utf8);
    EXPECT_TRUE(words.count("4"));
    EXPECT_TRUE(words.count("内1"));
    const auto province = s.builder->build(view_of(*s.builder, Extent::china, s.all(), RollUp::province), s.all()).contents;
    EXPECT_EQ(province.links_inside, 1);
    EXPECT_EQ(total(province), 7);
}

TEST(RollUp, TheLinkInHandIsDrawnBetweenItsOwnParties) {
    const auto links = all_links();
    auto view = view_of(*world().builder, Extent::china, links, RollUp::province);
    const auto plain = world().builder->build(view, links);
    ASSERT_FALSE(plain.contents.folded_links.empty());
    for (const auto& [first, list] : plain.contents.folded_links) {
        const model::Link& l = world().dataset->link(list[1]);
        if (l.shape != model::Shape::pair || l.parties[0].place == l.parties[1].place || !world().dataset->place(l.parties[0].place).position || !world().dataset->place(l.parties[1].place).position) continue;
        view.hovered_link = list[1];
        const auto map = world().builder->build(view, links);
        EXPECT_FALSE(strokes(*map.overlay, list[1]).empty()) << l.id;
        EXPECT_EQ(map.contents.links_drawn, plain.contents.links_drawn);
        EXPECT_EQ(map.contents.curves_drawn, plain.contents.curves_drawn);
        // Nothing else moves: every curve that was there is there.
        std::set<std::vector<std::pair<double, double>>> lines;
        for (const auto* s : strokes(*map.overlay)) {
            std::vector<std::pair<double, double>> line;
            for (const auto& v : s->path->points) line.emplace_back(v.x, v.y);
            lines.insert(line);
        }
        for (const auto* s : strokes(*plain.overlay)) {
            std::vector<std::pair<double, double>> line;
            for (const auto& v : s->path->points) line.emplace_back(v.x, v.y);
            EXPECT_TRUE(lines.count(line));
        }
        return;
    }
    FAIL() << "no folded pair in the data";
}

TEST(Links, SevenMechanismsOnOnePairAreSevenLinesToPick) {
    for (double zoom : {1.0, 2.5, 8.0}) {
        const Small s([](model::DatasetParts& p) { for (int i = 0; i < 7; ++i) Small::add(p, {{kLuzhou}, {kYongchuan}}, i); });
        auto view = view_of(*s.builder, Extent::links, s.all(), RollUp::none);
        view.camera.m_per_pt *= zoom;
        const auto map = s.builder->build(view, s.all());
        ASSERT_EQ(map.contents.curves_drawn, 7);
        scene::Picture picture;
        picture.width_pt = kW;
        picture.height_pt = kH;
        picture.lists.push_back({map.overlay, {}});
        for (model::LinkIx ix : s.all()) {
            const auto lines = strokes(*map.overlay, ix);
            ASSERT_EQ(lines.size(), 1u);
            const auto& points = lines.front()->path->points;
            const auto hits = scene::hit_test(picture, geo::along(points, geo::length_of(points) / 2).at, 2);
            ASSERT_FALSE(hits.empty());
            EXPECT_EQ(hits.front().ref, (FeatureRef{FeatureRef::Kind::link, ix})) << "zoom " << zoom;
        }
    }
}

TEST(Links, HeadsAreOnOneWayLinksOnlyAndTouchTheSymbol) { // LNK5
    const auto& d = *world().dataset;
    int checked = 0;
    for (double zoom : {1.0, 2.0, 5.0}) {
        std::vector<model::LinkIx> links;
        for (model::LinkIx ix : all_links()) {
            const model::Link& l = d.link(ix);
            if (l.shape == model::Shape::pair && d.place(l.parties[0].place).position && d.place(l.parties[1].place).position) links.push_back(ix);
        }
        auto view = view_of(*world().builder, Extent::china, links, RollUp::none);
        view.camera.m_per_pt /= zoom;
        const auto map = world().builder->build(view, links);
        std::map<model::LinkIx, geo::Vec2> tips;
        for (const auto& c : map.overlay->commands)
            if (const auto* f = std::get_if<scene::FillPath>(&c); f != nullptr && f->ref.kind == FeatureRef::Kind::link && f->path->points.size() == 3) {
                EXPECT_TRUE(d.link(f->ref.index).one_way()) << d.link(f->ref.index).id;
                tips[f->ref.index] = f->path->points.front();
            }
        // The symbols' outer edges: the strokes of places.
        std::map<model::PlaceIx, std::pair<geo::Vec2, double>> symbols;
        for (const auto& c : map.overlay->commands)
            if (const auto* s = std::get_if<scene::StrokePath>(&c); s != nullptr && s->ref.kind == FeatureRef::Kind::place && s->path->closed && s->path->points.size() > 4) {
                const geo::Box b = s->path->bounds();
                symbols[s->ref.index] = {b.center(), b.width() / 2 + s->stroke.width_pt / 2};
            }
        for (const auto& [ix, tip] : tips) {
            const model::Link& l = d.link(ix);
            for (const model::Party& p : l.parties) {
                if (p.role != model::Role::to || !symbols.count(p.place)) continue;
                const auto& [at, radius] = symbols.at(p.place);
                const double gap = geo::length(tip - at) - radius;
                EXPECT_GE(gap, -0.02) << l.id;
                EXPECT_LE(gap, 0.75) << l.id; // one pixel at 96 dpi
                ++checked;
            }
        }
    }
    EXPECT_GT(checked, 8);
}

TEST(Links, LeaveAPlaceAtLeastEightDegreesApart) { // LNK4
    struct Case { std::vector<model::LinkIx> links; Extent extent; RollUp level; };
    int places = 0;
    for (const Case& k : {Case{all_links(), Extent::china, RollUp::province}, Case{links_of(Facet::corridor, "川南渝西"), Extent::links, RollUp::none},
                          Case{links_of(Facet::plan, "guizhou-2020"), Extent::links, RollUp::none}, Case{links_of(Facet::mechanism, "mutual_aid"), Extent::links, RollUp::none}}) {
        const auto view = view_of(*world().builder, k.extent, k.links, k.level);
        const auto map = world().builder->build(view, k.links);
        const auto& d = *world().dataset;
        std::map<model::PlaceIx, geo::Box> symbols;
        for (const auto& c : map.overlay->commands)
            if (const auto* s = std::get_if<scene::StrokePath>(&c); s != nullptr && s->ref.kind == FeatureRef::Kind::place && s->path->closed && s->path->bounds().width() < 7)
                symbols[s->ref.index] = s->path->bounds();
        std::map<model::PlaceIx, std::vector<double>> leaving;
        for (const auto* s : strokes(*map.overlay)) {
            const model::Link& l = d.link(s->ref.index);
            if (l.shape == model::Shape::corridor || l.shape == model::Shape::basin) continue; // bands and rivers pass through, they do not leave
            std::set<model::PlaceIx> units;
            for (const model::Party& p : l.parties) units.insert(scene::unit_of(d, p.place, k.level));
            const auto& p = s->path->points;
            for (const geo::Vec2& tip : {p.front(), p.back()}) {
                model::PlaceIx nearest = model::kNone;
                double best = 2.2; // beyond the symbol's edge
                for (model::PlaceIx u : units) {
                    if (!symbols.count(u)) continue;
                    const double off = std::abs(geo::length(tip - symbols.at(u).center()) - symbols.at(u).width() / 2);
                    if (off < best && off < 1.2) { best = off; nearest = u; }
                }
                if (nearest != model::kNone) leaving[nearest].push_back(std::atan2(tip.y - symbols.at(nearest).center().y, tip.x - symbols.at(nearest).center().x));
            }
        }
        int closer = 0;
        for (auto& [place, angles] : leaving) {
            if (angles.size() < 2) continue;
            std::sort(angles.begin(), angles.end());
            double least = 2 * std::numbers::pi;
            for (std::size_t i = 0; i < angles.size(); ++i)
                least = std::min(least, i + 1 < angles.size() ? angles[i + 1] - angles[i] : angles.front() + 2 * std::numbers::pi - angles.back());
            if (least * 180 / std::numbers::pi < 7.99) {
                ++closer;
                EXPECT_GT(angles.size(), 10u) << d.place(place).name.zh; // lines that end in a head are not among these
                std::printf("[   info   ] %zu lines at %s leave %.1f degrees apart\n", angles.size(), d.place(place).name.zh.c_str(), least * 180 / std::numbers::pi);
            }
            ++places;
        }
        EXPECT_LE(closer, map.contents.fan_in_places); // each is stated
    }
    EXPECT_GT(places, 40);
}

TEST(Links, KeepOffPlacesTheyDoNotJoin) { // LNK3
    struct Case { const char* name; std::vector<model::LinkIx> links; Extent extent; RollUp level; double most; std::vector<std::string> corridors = {}; };
    for (const Case& k : {Case{"national, rolled up", all_links(), Extent::china, RollUp::automatic, 0.03}, Case{"national, every place", all_links(), Extent::china, RollUp::none, 0.28},
                          Case{"Guizhou", links_of(Facet::plan, "guizhou-2020"), Extent::links, RollUp::none, 0.18},
                          Case{"Chuannan-Yuxi", links_of(Facet::corridor, "川南渝西"), Extent::corridor, RollUp::automatic, 0.04, {"c-chuannan-yuxi"}},
                          Case{"Chuanyu", links_of(Facet::corridor, "川渝"), Extent::corridor, RollUp::automatic, 0.04, {"c-chuanyu"}},
                          Case{"mutual aid", links_of(Facet::mechanism, "mutual_aid"), Extent::links, RollUp::none, 0.05}}) {
        const auto map = world().builder->build(view_of(*world().builder, k.extent, k.links, k.level, k.corridors), k.links);
        struct Symbol { geo::Vec2 at; double radius; };
        std::vector<Symbol> symbols;
        for (const auto& c : map.overlay->commands)
            if (const auto* s = std::get_if<scene::StrokePath>(&c); s != nullptr && s->ref.kind == FeatureRef::Kind::place && s->path->closed && s->path->bounds().width() < 7)
                symbols.push_back({s->path->bounds().center(), s->path->bounds().width() / 2});
        // A place is under a line when the line meets its symbol; its own ends stop short of theirs.
        auto meets = [&](const std::vector<geo::Vec2>& line, geo::Vec2 a, geo::Vec2 b) {
            return std::any_of(symbols.begin(), symbols.end(), [&](const Symbol& y) {
                return std::min(geo::length(a - y.at), geo::length(b - y.at)) > 6 && geo::distance_to_line(y.at, line) < y.radius;
            });
        };
        int lines = 0, under = 0, avoidable = 0;
        for (const auto* s : strokes(*map.overlay)) {
            if (world().dataset->link(s->ref.index).shape == model::Shape::corridor || world().dataset->link(s->ref.index).shape == model::Shape::basin) continue;
            const auto& p = s->path->points;
            ++lines;
            if (!meets(p, p.front(), p.back())) continue;
            ++under;
            bool other = false;
            for (double bend : {0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.45, -0.45}) other = other || !meets(geo::arc(p.front(), p.back(), bend, 20), p.front(), p.back());
            avoidable += other ? 1 : 0;
        }
        std::printf("[   info   ] %s: %d of %d lines under a place, %d for the sake of the spread\n", k.name, under, lines, avoidable);
        EXPECT_GT(lines, 15) << k.name;
        EXPECT_LE(under, k.most * lines) << k.name;
    }
}

TEST(Links, TwoHundredAtOnePlaceAreDrawnInTime) {
    std::vector<model::PlaceIx> seats;
    const Small s([&](model::DatasetParts& p) {
        for (int i = 0; i < 200; ++i) {
            model::Place q;
            q.id = "q" + std::to_string(i);
            q.kind = model::PlaceKind::town;
            q.name = {"镇" + std::to_string(i), "Town"};
            q.position = geo::LonLat{104 + 0.03 * (i % 20) * 3, 28 + 0.3 * (i / 20)};
            p.places.push_back(q);
            Small::add(p, {{kLuzhou}, {static_cast<model::PlaceIx>(p.places.size() - 1)}}, i % 8);
        }
    });
    const auto view = view_of(*s.builder, Extent::links, s.all(), RollUp::none);
    const auto start = std::chrono::steady_clock::now();
    const auto map = s.builder->build(view, s.all());
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 1.0);
    EXPECT_EQ(map.contents.links_drawn, 200);
    EXPECT_EQ(map.contents.fan_in_places, 1);
    EXPECT_GT(strokes(*map.overlay).size(), 190u);
}

TEST(Links, AreTheSameOnEveryBuild) {
    const auto links = all_links();
    scene::MapBuilder fresh(world().dataset, world().geodata, world().fonts);
    for (RollUp level : {RollUp::none, RollUp::province}) {
        const auto view = view_of(fresh, Extent::china, links, level);
        auto text = [&](scene::MapBuilder& builder) {
            scene::Picture p;
            p.lists.push_back({builder.build(view, links).overlay, {}});
            return scene::dump(p, {true, 3});
        };
        EXPECT_EQ(text(fresh), text(*world().builder));
    }
}

TEST(Rivers, RunFromSourceToMouth) {
    // The chevrons of basin links point along the river layer's lines: a tributary ends nearer to its parent than it begins.
    const auto& d = *world().dataset;
    std::map<std::string, std::vector<geo::Vec2>> rivers;
    for (const auto& r : world().geodata->rivers) rivers[r.name].insert(rivers[r.name].end(), r.lines.points.begin(), r.lines.points.end());
    int checked = 0;
    for (const model::Basin& b : d.basins()) {
        if (b.parent == model::kNone) continue;
        std::vector<geo::Vec2> stem;
        for (const auto& name : d.basin(b.parent).rivers) stem.insert(stem.end(), rivers[name].begin(), rivers[name].end());
        for (const auto& name : b.rivers) {
            const auto& line = rivers[name];
            if (line.empty() || stem.empty()) continue;
            auto off = [&](geo::Vec2 p) { double best = 1e9; for (const auto& q : stem) best = std::min(best, geo::length(q - p)); return best; };
            EXPECT_LT(off(line.back()), off(line.front())) << name;
            ++checked;
        }
    }
    EXPECT_GT(checked, 50);
}
