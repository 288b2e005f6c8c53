// LAW5–10 and 12: how far the frames reach, the islands, what may not lie over them, the inset, the ten segments.
#include "export/preflight_scan.hpp"

#include "geo/curve.hpp"

#include <fmt/format.h>

namespace atlas::exporter::checks {

namespace {

struct TestPoint {
    LonLat at;
    const char *zh, *en;
};

/// The names of the points that the map does not show, in both languages.
model::Text missed(const MapOnPage& m, const std::vector<TestPoint>& points) {
    model::Text out;
    for (const TestPoint& p : points) {
        if (m.shows(p.at)) continue;
        out.zh += (out.zh.empty() ? "" : "、") + fmt::format("{}（{:g}°E {:g}°N）", p.zh, p.at.lon, p.at.lat);
        out.en += (out.en.empty() ? "" : ", ") + fmt::format("{} ({:g}°E {:g}°N)", p.en, p.at.lon, p.at.lat);
    }
    return out;
}

constexpr LonLat kSouth{112.3, 3.9}; // 曾母暗沙

Outcome law5(const Scan& s) {
    if (!s.layout().national || !s.main) return does_not_apply("不是全国图", "Not a national map");
    model::Text out = missed(*s.main, {{{135.1, 48.4}, "东端黑龙江与乌苏里江汇合处", "the eastern end"}, {{71.5, 37.5}, "西面喷赤河", "the Panj in the west"}, {{123.3, 53.6}, "北端黑龙江", "the northern end"}});
    if (!s.main->shows(kSouth) && !(s.inset && s.inset->shows(kSouth))) {
        out.zh += (out.zh.empty() ? "" : "、") + std::string("曾母暗沙以南");
        out.en += (out.en.empty() ? "" : ", ") + std::string("the south beyond Zengmu Ansha");
    }
    if (out.zh.empty()) return pass("图幅到达国家版图四至", "The frame reaches the four ends of the territory");
    return fail({"全国图没有到达：" + out.zh, "The national map does not reach: " + out.en},
                {"图幅选“全国”，并保留南海诸岛附图", "Choose the frame China and keep the South China Sea inset"}, s.layout().frame, "--extent china");
}

Outcome law6(const Scan& s) {
    if (!s.layout().national || !s.inset || !s.main) return does_not_apply("没有带附图的全国图", "No national map with an inset");
    if (s.main->shows({109.6, 18.1})) return pass("主图含海南岛南端", "The main map runs south of Hainan's tip");
    return fail({"主图没有包含海南岛南端（18.1°N）", "The main map ends north of Hainan's tip (18.1°N)"}, {"把主图下边界移到 18.1°N 以南", "Move the lower edge south of 18.1°N"}, s.layout().frame);
}

Outcome law7(const Scan& s) {
    if (!s.layout().inset) return does_not_apply("没有南海诸岛附图", "No South China Sea inset");
    if (!s.inset) return fail({"附图框内没有地图", "The inset frame holds no map"}, {"恢复附图", "Restore the inset"}, s.layout().inset);
    std::vector<TestPoint> points{{{120.98, 14.6}, "马尼拉", "Manila"}, {{105.85, 21.03}, "河内", "Hanoi"}, {{113.3, 23.2}, "北回归线以南的大陆", "the mainland south of the Tropic"},
                                  {{120.9, 23.3}, "北回归线以南的台湾岛", "Taiwan south of the Tropic"}, {{112.28, 3.93}, "曾母暗沙", "Zengmu Ansha"}};
    const bool foreign = std::any_of(s.inks.begin(), s.inks.end(), [](const Ink& i) { return i.part == Part::inset && i.fill && i.layer == "neighbours"; });
    if (foreign) points.push_back({{113.0, 3.2}, "加里曼丹岛北岸", "the north coast of Borneo"});
    const model::Text out = missed(*s.inset, points);
    if (out.zh.empty()) return pass("附图到达规定范围", "The inset reaches as far as it must");
    return fail({"附图没有到达：" + out.zh, "The inset does not reach: " + out.en}, {"扩大附图范围", "Widen the inset"}, s.layout().inset);
}

Outcome law8(const Scan& s) {
    if (!s.main) return does_not_apply("没有地图", "No map");
    model::Text lacking;
    int shown = 0;
    for (const Island& island : islands()) {
        bool within = false, named = false;
        for (const auto& [part, map] : s.maps()) {
            if (!map->shows(island.at)) continue;
            within = true;
            const Vec2 at = map->place(island.at);
            const double near = std::max(30.0, 260e3 / map->m_per_pt); // a group's name may stand anywhere in the group
            for (const Words& w : s.words) {
                if (w.part != part || w.box.empty() || (w.text->utf8.find(island.zh) == std::string::npos && w.text->utf8.find(island.en) == std::string::npos)) continue;
                named = named || (w.box.grown(near).contains(at) && map->frame.intersects(w.box));
            }
        }
        if (!within && !s.layout().national) continue;
        if (named) { ++shown; continue; }
        lacking.zh += (lacking.zh.empty() ? "" : "、") + std::string(island.zh);
        lacking.en += (lacking.en.empty() ? "" : ", ") + std::string(island.en);
    }
    if (!lacking.zh.empty())
        return fail({"应表示而没有注出：" + lacking.zh, "Not shown by name: " + lacking.en}, {"打开注记图层；缩小图例或换较大页面，给岛名留出位置", "Switch the labels on; make room for the names"}, s.inset ? s.layout().inset : s.layout().frame);
    if (shown == 0) return does_not_apply("图幅内没有南海诸岛、钓鱼岛", "None of these islands lies in the frame");
    return pass(fmt::format("{} 处岛屿均已注出", shown), fmt::format("{} islands are shown by name", shown));
}

bool island_name(const std::string& words) {
    for (const Island& i : islands()) if (words.find(i.zh) != std::string::npos || words.find(i.en) != std::string::npos) return true;
    return false;
}

/// Sheets of the page that stand inside or against the main frame.
std::vector<std::pair<model::Text, Box>> furniture(const Scan& s) {
    const PageLayout& l = s.layout();
    std::vector<std::pair<model::Text, Box>> out;
    const auto add = [&](const char* zh, const char* en, const Box& b) { if (!b.empty() && b.grown(-0.5).intersects(l.frame)) out.push_back({{zh, en}, b}); };
    add("图例", "the legend", l.legend);
    add("图名", "the title", l.title);
    add("说明", "the notes", l.notes);
    add("比例尺", "the scale bar", l.scale_bar);
    add("条款依据", "the list of clauses", l.evidence);
    if (l.inset) {
        Box whole = *l.inset;
        if (l.inset_caption) whole.add(*l.inset_caption);
        add("附图框", "the inset", whole);
    }
    if (l.locator) add("位置示意图", "the locator map", *l.locator);
    return out;
}

/// The ten segments in page points on one map; only those whose middle the map shows.
struct Segment { std::size_t number; std::vector<Vec2> line; Vec2 middle; };
std::vector<Segment> segments(const Scan& s, const MapOnPage& map, std::size_t* total = nullptr) {
    std::vector<Segment> out;
    std::size_t n = 0;
    for (const model::BoundaryLine& b : s.geo.boundaries) {
        if (b.kind != model::BoundaryKind::ten_dash) continue;
        for (std::size_t i = 0; i < b.lines.part_count(); ++i, ++n) {
            Segment g{n, {}, {}};
            for (std::size_t k = b.lines.part_begin(i); k < b.lines.part_end(i); ++k) g.line.push_back(map.place({b.lines.points[k].x, b.lines.points[k].y}));
            if (g.line.size() < 2) continue;
            g.middle = geo::along(g.line, geo::length_of(g.line) / 2).at;
            if (map.frame.contains(g.middle)) out.push_back(std::move(g));
        }
    }
    if (total != nullptr) *total = n;
    return out;
}

/// Ink of the subject. Casings have no reference and lie under their line.
bool thematic(const Ink& i) { return i.layer == "regions" || i.ref.kind == FeatureRef::Kind::link || i.ref.kind == FeatureRef::Kind::corridor; }

std::string line_name(const Scan& s, const Ink& ink, bool zh) {
    if (ink.ref.kind == FeatureRef::Kind::link) return (zh ? "联系 " : "link ") + s.data.link(ink.ref.index).id;
    if (ink.ref.kind == FeatureRef::Kind::corridor) return zh ? "走廊带" : "a corridor band";
    return fmt::format("{} {}", zh ? "图层" : "a line of", ink.layer);
}

Outcome law9(const Scan& s) {
    const model::Text remedy{"移开压盖的内容；换一个弯曲方向、版位或页面", "Move what lies over it: another bend, place or page"};
    for (const auto& [part, map] : s.maps()) {
        const std::vector<Segment> dashes = segments(s, *map);
        for (const Island& island : islands()) {
            if (!map->shows(island.at)) continue;
            const Vec2 at = map->place(island.at);
            const auto struck = [&](const std::string& zh, const std::string& en) {
                return fail({fmt::format("{}压盖了{}", zh, island.zh), fmt::format("{} lies over {}", en, island.en)}, remedy, Box{at, at}.grown(8));
            };
            for (const Words& w : s.words) {
                if (w.part != part || island_name(w.text->utf8) || !w.box.grown(1).contains(at)) continue;
                for (const Quad& q : w.glyphs) if (contains(q, at)) return struck("注记“" + w.text->utf8 + "”", "the label '" + w.text->utf8 + "'");
            }
            for (const Ink& ink : s.inks) {
                if (ink.part != part || ink.fill || !thematic(ink) || !ink.box.grown(4).contains(at)) continue;
                const Vec2 there = ink.to_page.inverse().apply(at);
                const double reach = (ink.stroke.width_pt / 2 + 0.6) / ink.to_page.scale();
                for (std::size_t i = 0; i < ink.path->part_count(); ++i)
                    for (std::size_t k = ink.path->part_begin(i); k + 1 < ink.path->part_end(i); ++k)
                        if (distance(there, ink.path->points[k], ink.path->points[k + 1]) < reach) return struck(line_name(s, ink, true), line_name(s, ink, false));
            }
            if (part == Part::main) for (const auto& [name, box] : furniture(s)) if (box.contains(at)) return struck(name.zh, name.en);
        }
        for (const Segment& g : dashes) {
            Box box;
            for (const Vec2& v : g.line) box.add(v);
            const auto struck = [&](const std::string& zh, const std::string& en) {
                return fail({zh + "压盖了南海断续线的一段", en + " lies over a segment of the dashed line in the South China Sea"}, remedy, box.grown(6));
            };
            for (const Words& w : s.words) {
                if (w.part != part || !w.box.intersects(box)) continue;
                for (const Quad& q : w.glyphs)
                    for (std::size_t k = 0; k + 1 < g.line.size(); ++k)
                        if (crosses(q, g.line[k], g.line[k + 1])) return struck("注记“" + w.text->utf8 + "”", "the label '" + w.text->utf8 + "'");
            }
            for (const Ink& ink : s.inks) {
                if (ink.part != part || ink.fill || !thematic(ink) || !ink.box.intersects(box)) continue;
                for (std::size_t i = 0; i < ink.path->part_count(); ++i) {
                    const std::vector<Vec2> line = ink.part_points(i);
                    for (std::size_t k = 0; k + 1 < line.size(); ++k)
                        for (std::size_t m = 0; m + 1 < g.line.size(); ++m) {
                            const Vec2 d = line[k + 1] - line[k], e = g.line[m + 1] - g.line[m], f = g.line[m] - line[k];
                            const double det = cross(d, e);
                            if (std::abs(det) < 1e-12) continue;
                            const double t = cross(f, e) / det, u = cross(f, d) / det;
                            if (t >= 0 && t <= 1 && u >= 0 && u <= 1) return struck(line_name(s, ink, true), line_name(s, ink, false));
                        }
                }
            }
            if (part == Part::main) for (const auto& [name, sheet] : furniture(s)) if (sheet.contains(g.middle)) return struck(name.zh, name.en);
        }
    }
    if (s.layout().national) { // a close-up is filled with land: there the furniture has no other place
        for (const auto& [name, box] : furniture(s))
            for (const Ink& ink : s.inks) {
                if (ink.part != Part::main || !ink.fill || ink.layer != "land") continue;
                const bool over = std::any_of(ink.path->points.begin(), ink.path->points.end(), [&, b = box](const Vec2& v) { return b.contains(ink.to_page.apply(v)); }) ||
                                  geo::inside(ink.to_page.inverse().apply(box.center()), *ink.path);
                if (over) return fail({name.zh + "压盖了国土", name.en + " lies over the territory"}, remedy, box);
            }
    }
    return pass("岛屿、断续线和国土没有被压盖", "Nothing lies over the islands, the dashed line or the territory");
}

Outcome law10(const Scan& s) {
    if (!s.main) return does_not_apply("没有地图", "No map");
    const LonLat hainan[] = {{108.6, 19.2}, {111.05, 19.7}, {110.6, 20.16}, {109.5, 18.17}};
    if (!std::all_of(std::begin(hainan), std::end(hainan), [&](LonLat p) { return s.main->shows(p); })) return does_not_apply("图幅不含整个海南岛", "The frame does not hold all of Hainan");
    if (s.inset || s.main->shows(kSouth)) return pass("含海南岛的图带有南海诸岛", "With Hainan the figure shows the South China Sea");
    if (s.figure.picture.title.find("海南岛") != std::string::npos) return pass("图名为“海南岛”，可不带附图", "A map titled 'Hainan Island' needs no inset");
    return fail({"图幅含整个海南岛，没有南海诸岛附图", "The frame holds all of Hainan without the South China Sea inset"}, {"南海附图选“自动”或“有”", "Set the sea inset to auto or yes"}, s.layout().frame, "--inset automatic");
}

Outcome law12(const Scan& s) {
    if (s.geo.provinces.size() != 34)
        return fail({fmt::format("省级行政区有 {} 个，应为 34 个", s.geo.provinces.size()), fmt::format("There are {} provinces, not 34", s.geo.provinces.size())}, {"断续线不得作为政区要素；检查省级图层", "The dashed line is no region; check the province layer"});
    std::size_t total = 0;
    std::set<std::size_t> shown, drawn, in_locator;
    auto maps = s.maps();
    if (s.locator) maps.emplace_back(Part::locator, &*s.locator); // an outline of the country has them too
    for (const auto& [part, map] : maps) {
        for (const Segment& g : segments(s, *map, &total)) {
            if (part != Part::locator) shown.insert(g.number);
            bool inked = false;
            for (const Ink& ink : s.inks) {
                if (ink.part != part || !ink.box.grown(2).contains(g.middle)) continue;
                const Vec2 there = ink.to_page.inverse().apply(g.middle);
                if (ink.fill) {
                    if ((ink.layer == "land" || ink.layer == "groups" || ink.layer == "basins" || ink.layer == "regions") && geo::inside(there, *ink.path))
                        return fail({"南海断续线被当作面填了色", "The dashed line is filled like a region"}, {"断续线只作界线", "Draw it as a boundary only"}, Box{g.middle, g.middle}.grown(10));
                    continue;
                }
                if (ink.layer != "national_line") continue;
                const double reach = 0.8 / ink.to_page.scale();
                for (std::size_t i = 0; i < ink.path->part_count() && !inked; ++i)
                    for (std::size_t k = ink.path->part_begin(i); k + 1 < ink.path->part_end(i) && !inked; ++k)
                        inked = distance(there, ink.path->points[k], ink.path->points[k + 1]) < reach;
            }
            if (inked) (part == Part::locator ? in_locator : drawn).insert(g.number);
        }
    }
    if (s.locator && in_locator.size() < total)
        return fail({fmt::format("位置示意图画了全国，断续线只有 {} 段", in_locator.size()), fmt::format("The locator shows the country with {} segments only", in_locator.size())}, {"示意图须含南海诸岛，或不画示意图", "The locator needs the South China Sea; or leave it out"}, s.layout().locator, "--no-locator");
    if (total != 10) return fail({fmt::format("断续线资料有 {} 段，应为 10 段", total), fmt::format("The data hold {} segments, not 10", total)}, {"检查界线图层", "Check the boundary layer"});
    if (s.layout().national && shown.size() < 10)
        return fail({fmt::format("全国图只含断续线 {} 段", shown.size()), fmt::format("The national map holds {} of the ten segments", shown.size())}, {"保留南海诸岛附图", "Keep the South China Sea inset"});
    if (drawn.size() < shown.size())
        return fail({fmt::format("断续线应画 {} 段，只画出 {} 段", shown.size(), drawn.size()), fmt::format("{} of {} segments of the dashed line are drawn", drawn.size(), shown.size())},
                    {"打开国界图层并恢复缺失的一段", "Switch the national line on and restore what is missing"});
    if (shown.empty() && !s.locator) return does_not_apply("断续线不在图幅内", "No segment lies in the frame");
    return pass(fmt::format("断续线 {} 段全部按界线画出；省级行政区 34 个", std::max(drawn.size(), in_locator.size())), fmt::format("All {} segments are drawn as boundary; 34 provinces", std::max(drawn.size(), in_locator.size())));
}

} // namespace

const std::vector<Rule>& reach_rules() {
    static const std::vector<Rule> rules{{"LAW5", Weight::law, law5}, {"LAW6", Weight::law, law6},   {"LAW7", Weight::law, law7},  {"LAW8", Weight::law, law8},
                                         {"LAW9", Weight::law, law9}, {"LAW10", Weight::law, law10}, {"LAW12", Weight::law, law12}};
    return rules;
}

} // namespace atlas::exporter::checks
