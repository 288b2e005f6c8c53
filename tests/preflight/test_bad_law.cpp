// Scenes that break one rule of the map law: each is a good figure spoiled in one thing, and only the spoiled one fails.
#include "preflight/scenes.hpp"

using namespace atlas;
using namespace atlas::preflight_scenes;

namespace {

/// The rule holds on `good` and fails, as a blocker, on `bad`.
void expect_blocked(const char* id, const Scene& good, const Scene& bad, const char* words = "") {
    const auto before = check(good), after = check(bad);
    EXPECT_FALSE(failed(rule(before, id))) << said(rule(before, id));
    EXPECT_EQ(rule(after, id).severity, Severity::blocker) << said(rule(after, id));
    EXPECT_NE(rule(after, id).sentence.zh.find(words), std::string::npos) << said(rule(after, id));
}

/// The country with few links: none comes near the islands.
const Scene& few_links() {
    static const Scene s = scene_of(spec({{Facet::mechanism, "compensation"}}, Extent::china));
    return s;
}

/// A frame that holds all of Hainan and not the South China Sea.
Scene round_hainan(exporter::InsetMode inset) {
    auto s = spec({}, Extent::links);
    s.camera = scene::MapBuilder::fit_box({{104.5, 17.2}, {116.5, 25.5}}, 500, 380);
    s.camera_width_pt = 500;
    s.camera_height_pt = 380;
    s.inset = inset;
    return scene_of(s);
}

void remove_inset(Scene& s) {
    const Box inset = *s.figure.layout.inset;
    std::erase_if(s.figure.picture.lists, [&](const scene::Placed& p) {
        const auto* clip = p.list->commands.empty() ? nullptr : std::get_if<scene::PushClip>(&p.list->commands.front());
        if (clip == nullptr) return false;
        Box b;
        b.add(p.to_page.apply(clip->box.min));
        b.add(p.to_page.apply(clip->box.max));
        return same(b, inset);
    });
    s.figure.layout.inset.reset();
    s.figure.layout.inset_camera.reset();
}

} // namespace

TEST(BadScenes, Law3NoticeIsMissing) {
    Scene bad = china();
    edit(bad, [](scene::Command& c, const Place&) {
        const auto* t = std::get_if<scene::DrawText>(&c);
        return t == nullptr || t->utf8.find("需报国务院") == std::string::npos;
    });
    expect_blocked("LAW3", china(), bad);
}

TEST(BadScenes, Law2ANumberThatNobodyEntered) {
    Scene bad = china();
    add(bad, bad.figure.layout.page, "page", {label("审图号：GS（2024）0650号", {200, 580})});
    expect_blocked("LAW2", china(), bad, "没有填写");
    Scene lost = china();
    lost.spec.review_number = "GS（2026）1234号";
    expect_blocked("LAW2", china(), lost, "没有印");
}

TEST(BadScenes, Law5TheInsetIsGone) {
    ASSERT_TRUE(china().figure.layout.inset);
    Scene bad = china();
    remove_inset(bad);
    expect_blocked("LAW5", china(), bad, "曾母暗沙");
}

TEST(BadScenes, Law5TheEastIsCutOff) {
    Scene bad = china();
    Box to = bad.figure.layout.frame;
    to.max.x = on_main(bad, {134, 48}).x;
    crop(bad, bad.figure.layout.frame, to);
    expect_blocked("LAW5", china(), bad, "东端");
}

TEST(BadScenes, Law6TheMainMapEndsNorthOfHainan) {
    Scene bad = china();
    Box to = bad.figure.layout.frame;
    to.max.y = on_main(bad, {109.6, 19.0}).y;
    crop(bad, bad.figure.layout.frame, to);
    expect_blocked("LAW6", china(), bad);
}

TEST(BadScenes, Law7TheInsetIsTooNarrow) {
    Scene bad = china();
    Box to = *bad.figure.layout.inset;
    to.min.x = on_inset(bad, {107.5, 21.0}).x;
    crop(bad, *bad.figure.layout.inset, to);
    expect_blocked("LAW7", china(), bad, "河内");
}

TEST(BadScenes, Law8AnIslandHasNoName) {
    for (const char* name : {"曾母暗沙", "钓鱼岛", "西沙群岛"}) {
        Scene bad = china();
        edit(bad, [&](scene::Command& c, const Place&) {
            const auto* t = std::get_if<scene::DrawText>(&c);
            return t == nullptr || t->utf8 != name;
        });
        expect_blocked("LAW8", china(), bad, name);
    }
}

TEST(BadScenes, Law9ALabelOverZengmuAnsha) {
    Scene bad = few_links();
    const Vec2 at = on_inset(bad, {112.28, 3.93});
    add(bad, *bad.figure.layout.inset, "labels", {label("国国国", {at.x - 9, at.y + 2.4}, 6)});
    expect_blocked("LAW9", few_links(), bad, "曾母暗沙");
}

TEST(BadScenes, Law9ALinkOverHuangyanDao) {
    Scene bad = few_links();
    const Vec2 at = on_inset(bad, {117.75, 15.15});
    add(bad, *bad.figure.layout.inset, "links-1", {link_line(0, {at - Vec2{6, 6}, at + Vec2{6, 6}})});
    expect_blocked("LAW9", few_links(), bad, "黄岩岛");
}

TEST(BadScenes, Law9ALinkThroughADash) {
    Scene bad = few_links();
    const geo::Path* dashes = nullptr;
    for (const auto& b : world().geodata->boundaries) if (b.kind == model::BoundaryKind::ten_dash) dashes = &b.lines;
    ASSERT_NE(dashes, nullptr);
    const Box inset = *bad.figure.layout.inset;
    const std::size_t b = dashes->part_begin(0), e = dashes->part_end(0);
    const Vec2 p = on_inset(bad, {dashes->points[b].x, dashes->points[b].y}), q = on_inset(bad, {dashes->points[e - 1].x, dashes->points[e - 1].y}), m = (p + q) * 0.5;
    const Vec2 side = geo::perpendicular(geo::unit(q - p)) * 8;
    add(bad, inset, "links-1", {link_line(0, {m - side, m + side})});
    expect_blocked("LAW9", few_links(), bad, "断续线");
}

TEST(BadScenes, Law9TheLegendOverTheLand) {
    Scene bad = few_links();
    const Vec2 at = on_main(bad, {104, 33});
    bad.figure.layout.legend = Box{at, at}.grown(30);
    expect_blocked("LAW9", few_links(), bad, "图例");
}

TEST(BadScenes, Law10HainanWithoutTheInset) {
    const Scene good = round_hainan(exporter::InsetMode::automatic);
    ASSERT_TRUE(good.figure.layout.inset) << "the rule asks for one";
    expect_blocked("LAW10", good, round_hainan(exporter::InsetMode::never));
}

TEST(BadScenes, Law11TaiwanWithoutItsName) {
    Scene bad = china();
    edit(bad, [&](scene::Command& c, const Place& at) {
        const auto* t = std::get_if<scene::DrawText>(&c);
        return t == nullptr || at.layer != "labels" || t->utf8.find("台湾") == std::string::npos;
    });
    expect_blocked("LAW11", china(), bad, "台湾");
}

TEST(BadScenes, Law12ADashIsMissing) {
    for (const std::size_t drop : {std::size_t{0}, std::size_t{3}}) {
        Scene bad = china();
        const Box inset = *bad.figure.layout.inset;
        const geo::Path* dashes = nullptr;
        for (const auto& b : world().geodata->boundaries) if (b.kind == model::BoundaryKind::ten_dash) dashes = &b.lines;
        ASSERT_NE(dashes, nullptr);
        Box hole;
        for (std::size_t k = dashes->part_begin(drop); k < dashes->part_end(drop); ++k) hole.add(Vec2{dashes->points[k].x, dashes->points[k].y});
        edit(bad, [&](scene::Command& c, const Place& at) {
            auto* stroke = std::get_if<scene::StrokePath>(&c);
            if (stroke == nullptr || at.layer != "national_line") return true;
            const geo::Albers projection = same(at.clip, inset) ? bad.figure.layout.inset_camera->projection : bad.figure.layout.camera.projection;
            auto kept = std::make_shared<geo::Path>();
            for (std::size_t i = 0; i < stroke->path->part_count(); ++i) {
                const std::size_t b = stroke->path->part_begin(i), e = stroke->path->part_end(i);
                const geo::LonLat p = projection.inverse(stroke->path->points[(b + e) / 2]);
                if (hole.grown(0.05).contains({p.lon, p.lat}) && e - b < 40) continue;
                kept->begin_part();
                kept->points.insert(kept->points.end(), stroke->path->points.begin() + static_cast<std::ptrdiff_t>(b), stroke->path->points.begin() + static_cast<std::ptrdiff_t>(e));
            }
            stroke->path = kept;
            return true;
        });
        expect_blocked("LAW12", china(), bad, "段");
    }
}

TEST(BadScenes, Law12TheDashedLineAsARegion) {
    Scene bad = china();
    const Vec2 south = on_inset(bad, {112, 4}), north = on_inset(bad, {119, 19});
    Box sea;
    sea.add(south);
    sea.add(north);
    sea = sea.grown(12);
    add(bad, *bad.figure.layout.inset, "groups", {scene::FillPath{line({sea.min, {sea.max.x, sea.min.y}, sea.max, {sea.min.x, sea.max.y}}, true), base::rgb(0xE0C0C0), {}}});
    expect_blocked("LAW12", china(), bad, "填了色");
}

TEST(BadScenes, Law14AnInternetName) {
    Scene bad = yuxi();
    bool changed = false;
    edit(bad, [&](scene::Command& c, const Place& at) {
        auto* t = std::get_if<scene::DrawText>(&c);
        if (t == nullptr || changed || at.layer != "labels" || t->utf8 != "泸州市") return true;
        t->utf8 = "酒城";
        return changed = true;
    });
    ASSERT_TRUE(changed);
    expect_blocked("LAW14", yuxi(), bad, "酒城");
}
