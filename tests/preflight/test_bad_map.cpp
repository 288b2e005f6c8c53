// Scenes with one fault of craft: scale, borders, type, links, colour, legend. Caught by the rule's own number.
#include "geo/curve.hpp"
#include "preflight/scenes.hpp"

#include <map>
#include <numbers>
#include <set>

using namespace atlas;
using namespace atlas::preflight_scenes;

namespace {

void expect_caught(const char* id, const Scene& good, const Scene& bad, const char* words = "") {
    const auto before = check(good), after = check(bad);
    EXPECT_FALSE(failed(rule(before, id))) << said(rule(before, id));
    EXPECT_TRUE(failed(rule(after, id))) << said(rule(after, id));
    EXPECT_NE(rule(after, id).sentence.zh.find(words), std::string::npos) << said(rule(after, id));
}

/// For rules that other faults of the figure may already break: the fault must be found where it was put.
const Finding& expect_found(const char* id, const std::vector<Finding>& after, const char* words) {
    const Finding& f = rule(after, id);
    EXPECT_TRUE(failed(f)) << said(f);
    EXPECT_NE(f.sentence.zh.find(words), std::string::npos) << said(f);
    return f;
}

const model::Dataset& data() { return *world().dataset; }

/// Changes the first label of the main map that `change` takes; true when one was.
bool change_label(Scene& s, const std::function<bool(scene::DrawText&)>& change) {
    bool done = false;
    edit(s, [&](scene::Command& c, const Place& at) {
        auto* t = std::get_if<scene::DrawText>(&c);
        if (t != nullptr && !done && at.layer == "labels" && same(at.clip, s.figure.layout.frame)) done = change(*t);
        return true;
    });
    return done;
}
bool names_a_place(const scene::DrawText& t) { return t.ref.kind == scene::FeatureRef::Kind::place && t.glyphs.size() >= 2; }

/// A scene without colour faults to start from: two families, few lines.
const Scene& few_families() {
    static const Scene s = scene_of(spec({{Facet::plan, "qinghai-2022"}}, Extent::links));
    return s;
}

} // namespace

TEST(BadScenes, Prj2TheScaleBarIsThreePercentTooLong) {
    for (const Scene* good : {&yuxi(), &china()}) {
        Scene bad = *good;
        const Box bar = bad.figure.layout.scale_bar.grown(2);
        bool stretched = false;
        edit(bad, [&](scene::Command& c, const Place& at) {
            auto* fill = std::get_if<scene::FillPath>(&c);
            if (fill == nullptr || at.layer != "page") return true;
            Box b;
            for (const Vec2& v : fill->path->points) b.add(at.to_page.apply(v));
            if (!bar.contains(b.center()) || b.height() > 9) return true;
            auto path = std::make_shared<geo::Path>(*fill->path);
            for (Vec2& v : path->points) v.x = bar.min.x + (v.x - bar.min.x) * 1.03;
            fill->path = path;
            return stretched = true;
        });
        ASSERT_TRUE(stretched);
        expect_caught("PRJ2", *good, bad, "千米");
    }
}

TEST(BadScenes, Bas1ACrackBetweenTwoProvinces) {
    Scene bad = china();
    bool torn = false;
    edit(bad, [&](scene::Command& c, const Place& at) {
        auto* fill = std::get_if<scene::FillPath>(&c);
        if (fill == nullptr || torn || at.layer != "land" || !same(at.clip, bad.figure.layout.frame)) return true;
        // A point that two rings share, well inside the country: one of the two leaves it by half a millimetre.
        const Vec2 middle = bad.figure.layout.camera.projection.forward({109, 31});
        std::map<std::pair<double, double>, int> rings;
        for (const Vec2& v : fill->path->points) ++rings[{v.x, v.y}];
        auto path = std::make_shared<geo::Path>(*fill->path);
        std::size_t nearest = 0;
        double best = 1e300;
        for (std::size_t i = 0; i < path->points.size(); ++i)
            if (const double d = geo::length(path->points[i] - middle); rings[{path->points[i].x, path->points[i].y}] == 2 && d < best) { best = d; nearest = i; }
        path->points[nearest] = path->points[nearest] + Vec2{0.5 * 72 / 25.4 / at.to_page.scale(), 0};
        fill->path = path;
        return torn = true;
    });
    ASSERT_TRUE(torn);
    expect_caught("BAS1", china(), bad, "裂缝");
}

TEST(BadScenes, Bas5ProvinceLinesAsWideAsTheNational) {
    Scene bad = yuxi();
    edit(bad, [](scene::Command& c, const Place& at) {
        if (auto* s = std::get_if<scene::StrokePath>(&c); s != nullptr && at.layer == "prefecture_lines") s->stroke.width_pt *= 1.5;
        return true;
    });
    expect_caught("BAS5", yuxi(), bad, "1.4");
    Scene thin = yuxi();
    edit(thin, [](scene::Command& c, const Place& at) {
        if (auto* s = std::get_if<scene::StrokePath>(&c); s != nullptr && (at.layer == "prefecture_lines" || at.layer == "county_lines")) s->stroke.width_pt *= 0.5;
        return true;
    });
    expect_caught("BAS5", yuxi(), thin, "最细");
}

TEST(BadScenes, Typ3FivePoints) {
    Scene bad = yuxi();
    ASSERT_TRUE(change_label(bad, [](scene::DrawText& t) { return names_a_place(t) && (t.size_pt = 5, true); }));
    expect_caught("TYP3", yuxi(), bad, "5.0 磅");
}

TEST(BadScenes, Typ3SmallOnASlide) {
    auto s = spec({{Facet::corridor, "哈长"}}, Extent::corridor);
    s.page = {338.67, 190.5};
    const Scene good = scene_of(s);
    Scene bad = good;
    ASSERT_TRUE(change_label(bad, [](scene::DrawText& t) { return names_a_place(t) && (t.size_pt = 7, true); })); // 14 px at 1920
    expect_caught("TYP3", good, bad, "7.0 磅");
}

TEST(BadScenes, Typ5TwoLabelsOnEachOther) {
    Scene bad = lanxi();
    std::optional<Vec2> first;
    ASSERT_TRUE(change_label(bad, [&](scene::DrawText& t) {
        if (!names_a_place(t)) return false;
        if (!first) { first = t.glyphs[0].at; return false; }
        const Vec2 by = *first + Vec2{2, 1} - t.glyphs[0].at;
        for (scene::PlacedGlyph& g : t.glyphs) g.at = g.at + by;
        return true;
    }));
    expect_caught("TYP5", lanxi(), bad, "重叠");
}

TEST(BadScenes, Typ5CutUpsideDownOrWithoutHalo) {
    Scene cut = lanxi();
    const double right = cut.figure.layout.frame.width();
    ASSERT_TRUE(change_label(cut, [&](scene::DrawText& t) {
        if (!names_a_place(t)) return false;
        const double by = right - t.size_pt - t.glyphs[0].at.x; // the first character stays inside
        for (scene::PlacedGlyph& g : t.glyphs) g.at.x += by;
        return true;
    }));
    EXPECT_TRUE(failed(rule(check(cut), "TYP5")));
    Scene turned = lanxi();
    ASSERT_TRUE(change_label(turned, [](scene::DrawText& t) {
        if (t.face != text::Face::serif || t.glyphs.size() < 2) return false;
        for (scene::PlacedGlyph& g : t.glyphs) g.angle = std::numbers::pi;
        return true;
    }));
    EXPECT_TRUE(failed(rule(check(turned), "TYP5")));
    Scene bare = lanxi();
    ASSERT_TRUE(change_label(bare, [](scene::DrawText& t) { return names_a_place(t) && (t.halo_pt = 0.2, true); }));
    expect_caught("TYP5", lanxi(), bare, "描边");
}

TEST(BadScenes, Typ7AMissingGlyph) {
    Scene bad = yuxi();
    ASSERT_TRUE(change_label(bad, [](scene::DrawText& t) { return names_a_place(t) && (t.glyphs[0].id = 0, true); }));
    expect_caught("TYP7", yuxi(), bad, "U+");
    EXPECT_EQ(rule(check(bad), "TYP7").severity, Severity::blocker);
}

TEST(BadScenes, Lnk3ALinkUnderAForeignPlace) {
    const Scene& good = yuxi();
    const auto drawn = drawn_link(good, [](const model::Link& l) { return l.shape == model::Shape::pair; });
    ASSERT_NE(drawn.link, model::kNone);
    const int before = failed(rule(check(good), "LNK3")) ? std::atoi(rule(check(good), "LNK3").sentence.en.c_str()) : 0;
    std::set<model::PlaceIx> parties;
    for (const model::Party& p : data().link(drawn.link).parties) parties.insert(p.place);
    int tried = 0;
    for (const auto& [place, box] : symbols(good)) {
        if (std::any_of(parties.begin(), parties.end(), [&, p = place](model::PlaceIx party) { return data().inside(p, party) || data().inside(party, p); })) continue;
        Scene bad = good;
        add(bad, bad.figure.layout.frame, drawn.layer, {link_line(drawn.link, {box.center() - Vec2{30, 4}, box.center() + Vec2{30, 4}})});
        const auto findings = check(bad);
        const Finding& f = expect_found("LNK3", findings, "无关地点");
        EXPECT_GT(std::atoi(f.sentence.en.c_str()), before) << data().place(place).name.zh;
        if (++tried == 3) break;
    }
    EXPECT_GT(tried, 0);
}

TEST(BadScenes, Lnk4TwoLinesLeaveAsOne) {
    const Scene good = scene_of(spec({{Facet::mechanism, "mutual_aid"}}, Extent::china));
    const auto places = symbols(good);
    ASSERT_FALSE(places.empty());
    Scene bad = good;
    const Vec2 at = places.front().second.center();
    const double r = places.front().second.width() / 2 + 1;
    const auto ray = [&](double degrees) {
        const Vec2 d{std::cos(degrees * std::numbers::pi / 180), std::sin(degrees * std::numbers::pi / 180)};
        const auto own = drawn_link(good, [here = places.front().first](const model::Link& l) {
            return std::any_of(l.parties.begin(), l.parties.end(), [here](const model::Party& p) { return p.place == here; });
        });
        EXPECT_NE(own.link, model::kNone);
        return link_line(own.link, {at + d * r, at + d * (r + 40)});
    };
    add(bad, bad.figure.layout.frame, "links-1", {ray(201), ray(203)});
    const auto after = check(bad);
    const Finding& f = expect_found("LNK4", after, "8°");
    EXPECT_TRUE(f.place_mm);
}

TEST(BadScenes, Lnk5AHeadOnAMutualLink) {
    const Scene& good = yuxi();
    const auto drawn = drawn_link(good, [](const model::Link& l) { return l.shape == model::Shape::pair && !l.one_way(); });
    ASSERT_NE(drawn.link, model::kNone);
    Scene bad = good;
    const Vec2 tip = drawn.points.back(), d = geo::unit(tip - drawn.points[drawn.points.size() - 2]), side = geo::perpendicular(d) * 1.7;
    add(bad, bad.figure.layout.frame, drawn.layer, {scene::FillPath{line({tip + d * 0.5, tip - d * 4 + side, tip - d * 4 - side}, true), base::rgb(0x1A2E7C), {scene::FeatureRef::Kind::link, drawn.link}}});
    expect_caught("LNK5", good, bad, data().link(drawn.link).id.c_str());
}

TEST(BadScenes, Lnk5AOneWayLinkWithoutItsHead) {
    const Scene good = scene_of(spec({{Facet::mechanism, "mutual_aid"}}, Extent::china));
    const auto drawn = drawn_link(good, [](const model::Link& l) { return l.one_way() && l.shape == model::Shape::pair; });
    ASSERT_NE(drawn.link, model::kNone);
    Scene bad = good;
    edit(bad, [&](scene::Command& c, const Place&) {
        const auto* fill = std::get_if<scene::FillPath>(&c);
        return fill == nullptr || fill->path->points.size() != 3 || fill->ref.kind != scene::FeatureRef::Kind::link;
    });
    expect_caught("LNK5", good, bad, "没有箭头");
}

TEST(BadScenes, Clr1TwoFamiliesOfOneColour) {
    Scene bad = few_families();
    edit(bad, [](scene::Command& c, const Place& at) {
        auto* s = std::get_if<scene::StrokePath>(&c);
        if (s != nullptr && at.layer.starts_with("links-") && s->ref.kind == scene::FeatureRef::Kind::link) s->stroke.color = at.layer == "links-1" ? base::rgb(0x9B5A3C) : base::rgb(0x6E6A3C); // red and green to most
        return true;
    });
    expect_caught("CLR1", few_families(), bad, "色觉");
}

TEST(BadScenes, Clr2ColourAlone) {
    // The lines stripped of whatever stands on them, then every family with a sign of its own, then two families with one sign.
    Scene bare = scene_of(spec({{Facet::corridor, "哈长"}}, Extent::corridor));
    std::vector<std::pair<std::string, scene::StrokePath>> lines;
    edit(bare, [&](scene::Command& c, const Place& at) {
        geo::PathPtr path;
        if (const auto* f = std::get_if<scene::FillPath>(&c)) path = f->path;
        else if (const auto* k = std::get_if<scene::StrokePath>(&c)) path = k->path;
        if (!path || !at.layer.starts_with("links-") || !same(at.clip, bare.figure.layout.frame)) return true;
        const Box b = path->bounds();
        if (b.width() <= 8 && b.height() <= 8) return false;
        if (const auto* k = std::get_if<scene::StrokePath>(&c); k != nullptr && k->ref.kind == scene::FeatureRef::Kind::link && !path->closed && path->part_count() == 1 && k->stroke.color.a > 235) {
            auto moved = std::make_shared<geo::Path>(*path);
            for (Vec2& v : moved->points) v = at.to_page.apply(v);
            lines.emplace_back(at.layer, scene::StrokePath{moved, k->stroke, k->ref});
        }
        return true;
    });
    ASSERT_GT(lines.size(), 2U);
    ASSERT_LE(lines.size(), 60U) << "above that the figure may do without signs";
    const auto marked = [&](bool all_alike) {
        Scene s = bare;
        for (const auto& [layer, line] : lines) {
            const double length = geo::length_of(line.path->points);
            if (length < 20) continue;
            // A polygon of three to ten corners, by family.
            const int corners = all_alike ? 4 : 3 + (layer.back() - '0');
            const Vec2 middle = geo::along(line.path->points, 0.36 * length).at;
            add(s, s.figure.layout.frame, layer, {scene::FillPath{std::make_shared<geo::Path>(geo::path_of(geo::circle(middle, 1.5, corners), true)), line.stroke.color, line.ref}});
        }
        return s;
    };
    expect_caught("CLR2", marked(false), bare, "第二种区分");
    expect_caught("CLR2", marked(false), marked(true), "同一种符号");
}

TEST(BadScenes, Clr3PaleWords) {
    Scene bad = lanxi();
    ASSERT_TRUE(change_label(bad, [](scene::DrawText& t) { return names_a_place(t) && (t.color = base::rgb(0xA0A0A0), true); }));
    expect_caught("CLR3", lanxi(), bad, "文字");
    Scene faint = lanxi();
    edit(faint, [](scene::Command& c, const Place& at) {
        auto* s = std::get_if<scene::StrokePath>(&c);
        if (s != nullptr && at.layer.starts_with("links-") && s->ref.kind == scene::FeatureRef::Kind::link && s->stroke.color.a > 200) s->stroke.color = base::rgb(0xD8C8B0);
        return true;
    });
    expect_caught("CLR3", lanxi(), faint, "连线");
}

TEST(BadScenes, Pag2AClassIsMissingInTheLegend) {
    Scene bad = yuxi();
    const std::string name = style::family_name(style::Family::interaction).zh;
    bool removed = false;
    edit(bad, [&](scene::Command& c, const Place& at) {
        const auto* t = std::get_if<scene::DrawText>(&c);
        if (t == nullptr || at.layer != "page" || t->utf8 != name) return true;
        removed = true;
        return false;
    });
    ASSERT_TRUE(removed);
    expect_caught("PAG2", yuxi(), bad, name.c_str());
    EXPECT_EQ(rule(check(bad), "PAG2").severity, Severity::blocker);
}

TEST(BadScenes, Pag2AClassThatIsNotDrawn) {
    Scene bad = yuxi();
    edit(bad, [](scene::Command& c, const Place& at) { return std::get_if<scene::StrokePath>(&c) == nullptr || at.layer != "prefecture_lines"; });
    expect_caught("PAG2", yuxi(), bad, "地级界");
}

TEST(BadScenes, Pag2ARawFieldName) {
    Scene bad = yuxi();
    const Box legend = bad.figure.layout.legend;
    add(bad, bad.figure.layout.page, "page", {label("mutual_aid.paired", {legend.min.x + 2, legend.max.y - 1}, 7)});
    expect_caught("PAG2", yuxi(), bad, "mutual_aid");
}
