// PRJ and BAS: projection, scale bar, north, cracks, smallest islands, contrast and ladder of the base lines.
#include "export/preflight_scan.hpp"

#include "base/utf8.hpp"
#include "style/colour_check.hpp"

#include <fmt/format.h>

#include <numbers>

namespace atlas::exporter::checks {

namespace {


Outcome prj1(const Scan& s) {
    const geo::Albers& p = s.layout().camera.projection;
    if (s.layout().national) {
        if (p == geo::Albers::china()) return pass("全国图用阿尔伯斯投影 25°N、47°N、105°E", "National Albers, 25°N, 47°N, 105°E");
        return fail({"全国图没有用 25°N、47°N、105°E 的阿尔伯斯投影", "The national map is not on the Albers with 25°N, 47°N, 105°E"}, {"图幅选“全国”", "Choose the frame China"}, {}, "--extent china");
    }
    if (!s.main) return does_not_apply("没有地图", "No map");
    const LonLat a = s.main->at({s.main->frame.center().x, s.main->frame.max.y}), b = s.main->at({s.main->frame.center().x, s.main->frame.min.y});
    const LonLat w = s.main->at({s.main->frame.min.x, s.main->frame.center().y}), e = s.main->at({s.main->frame.max.x, s.main->frame.center().y});
    const bool fits = p == geo::Albers::china() || (p.lat1() >= a.lat - 0.5 && p.lat2() <= b.lat + 0.5 && p.lon0() >= w.lon && p.lon0() <= e.lon);
    if (fits) return pass("标准纬线、中央经线落在图幅内", "Parallels and meridian lie in the frame");
    return fail({"标准纬线或中央经线在图幅之外", "A parallel or the meridian lies outside the frame"}, {"按图幅重新拟合投影", "Fit the projection to the frame"}, s.layout().frame);
}

/// The main map's scale bar as drawn: how long, and what it says.
struct Bar { Box box; double km = 0; bool other_unit = false; };
std::optional<Bar> scale_bar(const Scan& s) {
    const auto elsewhere = [&s](const Box& b) {
        return (s.layout().inset && s.layout().inset->contains(b.center())) || (s.layout().inset_caption && s.layout().inset_caption->contains(b.center())) || (s.layout().locator && s.layout().locator->contains(b.center()));
    };
    for (const Words& w : s.words) {
        if (w.part != Part::page || w.box.empty() || elsewhere(w.box)) continue;
        const std::string& t = w.text->utf8;
        const bool km = t.ends_with(" 千米") || t.ends_with(" km") || t.ends_with("千米") || t.ends_with("公里"), other = t.ends_with(" mi") || t.ends_with("里") || t.ends_with(" 海里");
        std::size_t used = 0;
        double value = 0;
        try { value = std::stod(t, &used); } catch (const std::exception&) { continue; }
        if (used == 0 || (!km && !other)) continue;
        Bar bar;
        bar.km = value;
        bar.other_unit = !km;
        const Box& known = s.layout().scale_bar;
        for (const Ink& ink : s.inks) // its blocks: flat, opaque, close to the words
            if ((known.empty() || known.grown(6).contains(ink.box.center())) && ink.part == Part::page && ink.fill && ink.stroke.color.a == 255 && ink.box.height() > 0.3 && ink.box.height() < 9 && !elsewhere(ink.box) &&
                std::abs(ink.box.center().y - w.box.center().y) < 2.6 * w.text->size_pt && ink.box.max.x <= w.box.max.x + 1 && w.box.center().x - ink.box.max.x < s.layout().frame.width() / 2)
                bar.box.add(ink.box);
        if (!bar.box.empty()) return bar;
    }
    return std::nullopt;
}

Outcome prj2(const Scan& s) {
    if (!s.main) return does_not_apply("没有地图", "No map");
    const auto bar = scale_bar(s);
    if (!bar) return fail({"图上找不到比例尺", "There is no scale bar"}, {"恢复比例尺", "Restore the scale bar"});
    const Vec2 c = s.main->frame.center(), half{bar->box.width() / 2, 0};
    const double true_km = ground_distance_m(s.main->at(c - half), s.main->at(c + half)) / 1000, error = bar->km / true_km - 1;
    if (std::abs(error) > 0.01)
        return fail({fmt::format("比例尺标 {:g} 千米，在图幅中心实为 {:.1f} 千米，差 {:+.1f}%", bar->km, true_km, error * 100), fmt::format("The bar says {:g} km and is {:.1f} km at the frame's centre: {:+.1f}%", bar->km, true_km, error * 100)},
                    {"按图幅中心纬度重画", "Draw it true at the centre's parallel"}, bar->box);
    if (s.layout().national && s.text_in(bar->box.grown(24)).find("°") == std::string::npos && s.text_in(bar->box.grown(24)).find("纬") == std::string::npos && s.text_in(bar->box.grown(24)).find("parallel") == std::string::npos)
        return fail({"全国图的比例尺没有写明在哪条纬线处为真", "The national bar does not say where it is true"}, {"写明纬线", "Name the parallel"}, bar->box);
    return pass(fmt::format("比例尺在图幅中心误差 {:+.2f}%", error * 100), fmt::format("The bar is true at the frame's centre within {:+.2f}%", error * 100));
}

Outcome prj3(const Scan& s) {
    if (!s.main) return does_not_apply("没有地图", "No map");
    const Box& f = s.main->frame;
    const double left = s.main->projection.convergence(s.main->at({f.min.x, f.center().y}).lon), right = s.main->projection.convergence(s.main->at({f.max.x, f.center().y}).lon);
    const double turn = std::abs(right - left) * 180 / std::numbers::pi;
    const Words* arrow = nullptr;
    int ticks = 0;
    for (const Words& w : s.words) {
        if (w.part != Part::page) continue;
        if ((w.text->utf8 == "N" || w.text->utf8 == "北") && f.contains(w.box.center())) arrow = &w;
        ticks += w.text->utf8.find("°E") != std::string::npos || w.text->utf8.find("°N") != std::string::npos;
    }
    if (turn > 8 && arrow != nullptr && s.text_in(arrow->box.grown(30)).find("°") == std::string::npos)
        return fail({fmt::format("图幅两侧真北相差 {:.0f}°，却画了一个指北针", turn), fmt::format("True north turns by {:.0f}° across the frame, yet there is one arrow", turn)}, {"改用经纬网注记，或注明所指经线", "Use graticule ticks, or name the arrow's meridian"}, arrow->box);
    if (arrow == nullptr && ticks < 3) return fail({"既没有指北针，也没有经纬网注记", "There is neither an arrow nor a graticule"}, {"恢复经纬网注记", "Restore the graticule"});
    return pass(fmt::format("方向由{}表示（图幅内真北相差 {:.0f}°）", arrow != nullptr ? "指北针" : "经纬网", turn), fmt::format("North is shown by {} (it turns by {:.0f}° across the frame)", arrow != nullptr ? "an arrow" : "the graticule", turn));
}

Outcome prj4(const Scan& s) {
    if (!s.inset || !s.layout().inset) return does_not_apply("没有附图", "No inset");
    if (s.inset->projection == geo::Albers::china())
        return fail({"附图沿用全国投影，南海处东西向拉长 11%", "The inset keeps the national projection, which stretches the south by 11 %"}, {"为附图单独拟合投影", "Fit a projection to the inset"}, s.layout().inset);
    Box room = *s.layout().inset;
    if (s.layout().inset_caption) room.add(*s.layout().inset_caption);
    const std::string words = s.text_in(room.grown(2));
    if (words.find("1:") == std::string::npos && words.find("1：") == std::string::npos && words.find("千米") == std::string::npos && words.find("km") == std::string::npos)
        return fail({"附图没有自己的比例尺", "The inset has no scale of its own"}, {"在附图框内注明比例尺", "Print its scale"}, s.layout().inset);
    return pass("附图有自己的投影和比例尺", "The inset has its own projection and scale");
}

Outcome prj5(const Scan& s) {
    const auto bar = scale_bar(s);
    if (!bar) return fail({"图上找不到比例尺", "There is no scale bar"}, {"恢复比例尺", "Restore the scale bar"});
    const double lead = bar->km / std::pow(10, std::floor(std::log10(bar->km) + 1e-9));
    const bool round = std::abs(lead - 1) < 1e-6 || std::abs(lead - 2) < 1e-6 || std::abs(lead - 5) < 1e-6;
    if (round && !bar->other_unit) return pass(fmt::format("比例尺为整数 {:g} 千米", bar->km), fmt::format("A round bar of {:g} km", bar->km));
    return fail({fmt::format("比例尺数值 {:g} 不是 1、2、5 系列或不用千米", bar->km), fmt::format("The bar's {:g} is not 1, 2 or 5, or not in km", bar->km)}, {"取整", "Round it"}, bar->box);
}

Outcome prj6(const Scan&) { return by_eye("随程序的底图为 CGCS2000；自行换入的资料是否为 GCJ-02 须由人核对", "The base that comes with the program is CGCS2000; whether data put in its place use GCJ-02 must be checked by a person"); }

struct Key {
    long long x, y;
    bool operator==(const Key&) const = default;
    bool operator<(const Key& o) const { return x != o.x ? x < o.x : y < o.y; }
};

/// Borders that two provinces share in the source must be shared by the drawn polygons too. An edge that only one polygon has,
/// although it ends at a point that lies inside the country's outline, is one bank of a crack.
Outcome bas1(const Scan& s) {
    const Ink* land = nullptr;
    for (const Ink& ink : s.inks) if (ink.part == Part::main && ink.fill && ink.layer == "land" && (land == nullptr || ink.path->points.size() > land->path->points.size())) land = &ink;
    if (land == nullptr || !s.main) return does_not_apply("没有陆地面", "No land is drawn");
    struct Edge { Vec2 a, b; std::size_t ring; };
    std::vector<Edge> edges;
    const auto before = [](Vec2 a, Vec2 b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
    for (std::size_t i = 0; i < land->path->part_count(); ++i) {
        const std::size_t b = land->path->part_begin(i), e = land->path->part_end(i);
        for (std::size_t k = b; k < e; ++k) {
            const Vec2 p = land->path->points[k], q = land->path->points[k + 1 == e ? b : k + 1];
            edges.push_back(before(p, q) ? Edge{p, q, i} : Edge{q, p, i});
        }
    }
    std::sort(edges.begin(), edges.end(), [&](const Edge& p, const Edge& q) { return p.a == q.a ? before(p.b, q.b) : before(p.a, q.a); });
    std::vector<Edge> single;
    for (std::size_t i = 0; i < edges.size();) {
        std::size_t j = i;
        while (j < edges.size() && edges[j].a == edges[i].a && edges[j].b == edges[i].b) ++j;
        if (j - i == 1 && s.main->frame.contains(land->to_page.apply((edges[i].a + edges[i].b) * 0.5))) single.push_back(edges[i]);
        i = j;
    }
    // Which of their ends are inner points of the source? Every edge there belongs to two rings.
    const auto key_of = [](double lon, double lat) { return Key{std::llround(lon * 1e5), std::llround(lat * 1e5)}; };
    const auto key_at = [&](Vec2 m) { const LonLat p = s.main->projection.inverse(m); return key_of(p.lon, p.lat); };
    std::map<Key, std::map<Key, int>> around;
    for (const Edge& e : single) { around[key_at(e.a)]; around[key_at(e.b)]; }
    for (const model::Area& a : s.geo.provinces) {
        for (std::size_t i = 0; i < a.rings.part_count(); ++i) {
            const std::size_t b = a.rings.part_begin(i), e = a.rings.part_end(i);
            for (std::size_t k = b; k < e; ++k) {
                const Vec2 p = a.rings.points[k];
                const auto at = around.find(key_of(p.x, p.y));
                if (at == around.end()) continue;
                const Vec2 q = a.rings.points[k == b ? e - 1 : k - 1], r = a.rings.points[k + 1 == e ? b : k + 1];
                ++at->second[key_of(q.x, q.y)];
                ++at->second[key_of(r.x, r.y)];
            }
        }
    }
    const auto inner = [&](Vec2 m) {
        const auto& n = around[key_at(m)];
        return !n.empty() && std::all_of(n.begin(), n.end(), [](const auto& v) { return v.second >= 2; });
    };
    std::vector<Edge> banks;
    for (const Edge& e : single) if (inner(e.a) || inner(e.b)) banks.push_back(e);
    double widest = 0;
    Vec2 where;
    for (const Edge& e : banks)
        for (const Vec2 p : {e.a, e.b}) {
            double gap = std::numeric_limits<double>::infinity();
            for (const Edge& o : banks) if (o.ring != e.ring) gap = std::min(gap, distance(p, o.a, o.b));
            if (gap < 1e12 && gap > widest) { widest = gap; where = p; }
        }
    const double mm = widest * land->to_page.scale() / scene::kPtPerMm;
    if (mm > 0.1) {
        const Vec2 at = land->to_page.apply(where);
        return fail({fmt::format("相邻省面之间有 {:.2f} 毫米的裂缝或重叠", mm), fmt::format("Neighbouring provinces part or overlap by {:.2f} mm", mm)}, {"共用边界须一起化简", "Simplify shared borders together"}, Box{at, at}.grown(6));
    }
    return pass(fmt::format("省面共用边界一致（{} 条边）", edges.size()), fmt::format("Provinces share their borders point for point ({} edges)", edges.size()));
}

Outcome bas2(const Scan&) { return by_eye("海岸、湖泊、河流与界线的衔接由人看", "Judge by eye whether coast, lakes and rivers meet the borders"); }

Outcome bas3(const Scan& s) {
    int seen = 0;
    for (const auto& [part, map] : s.maps())
        for (const Island& island : islands()) {
            if (std::string_view(island.zh).ends_with("群岛") || !map->shows(island.at)) continue;
            const Vec2 at = map->place(island.at);
            const bool covered = part == Part::main && s.layout().inset && s.layout().inset->contains(at);
            if (covered) continue;
            ++seen;
            const bool dot = std::any_of(s.inks.begin(), s.inks.end(), [&, p = part](const Ink& i) {
                return i.part == p && i.fill && i.box.width() < 20 && i.box.grown(0.5).contains(at) && std::min(i.box.width(), i.box.height()) >= 0.3 * scene::kPtPerMm;
            });
            if (!dot) return fail({fmt::format("{}小于 0.3 毫米或没有点符号", island.zh), fmt::format("{} is below 0.3 mm and has no dot", island.en)}, {"画点符号", "Draw a dot"}, Box{at, at}.grown(8));
        }
    if (seen == 0) return does_not_apply("图幅内没有须以点表示的小岛", "No island in the frame needs a dot");
    return pass(fmt::format("{} 处小岛以不小于 0.3 毫米的点表示", seen), fmt::format("{} small islands have a dot of 0.3 mm or more", seen));
}

/// Width of a class of boundary as drawn in the main map, 0 when it is not.
double drawn_width(const Scan& s, std::string_view layer, const style::LineStyle& style, base::Color* ink_color = nullptr) {
    double w = 0;
    for (const Ink& ink : s.inks) {
        const base::Color c = ink.stroke.color;
        if (ink.part != Part::main || ink.fill || ink.layer != layer || ink.stroke.dash_pt.size() != style.dash_pt.size()) continue;
        if (c.r != style.color.r || c.g != style.color.g || c.b != style.color.b) continue;
        w = std::max(w, ink.stroke.width_pt);
        if (ink_color != nullptr) *ink_color = c;
    }
    return w;
}

Outcome bas4(const Scan& s) {
    double weakest = 1e9;
    for (const Ink& ink : s.inks) // a link's own ink; bands are paler, and what a reader inferred is pale on purpose
        if (ink.part == Part::main && !ink.fill && ink.layer.starts_with("links-") && ink.ref.kind == FeatureRef::Kind::link && ink.stroke.color.a > 235 &&
            s.data.link(ink.ref.index).stated == model::Stated::explicit_)
            weakest = std::min(weakest, style::contrast(style::over(ink.stroke.color, s.theme.land), s.theme.land));
    if (weakest > 1e8) return does_not_apply("图上没有连线", "No links are drawn");
    double strongest = 0;
    for (const auto& [layer, line] : {std::pair<const char*, const style::LineStyle*>{"province_lines", &s.theme.province}, {"prefecture_lines", &s.theme.prefecture}, {"county_lines", &s.theme.county}}) {
        base::Color c;
        if (drawn_width(s, layer, *line, &c) > 0) strongest = std::max(strongest, style::contrast(style::over(c, s.theme.land), s.theme.land));
    }
    if (strongest <= 0.6 * weakest) return pass(fmt::format("界线对比度 {:.1f}，连线最低 {:.1f}", strongest, weakest), fmt::format("Base lines at contrast {:.1f}, links at {:.1f} or more", strongest, weakest));
    return fail({fmt::format("界线对比度 {:.1f}，连线最低只有 {:.1f}", strongest, weakest), fmt::format("Base lines at contrast {:.1f}, the palest link at {:.1f}", strongest, weakest)}, {"把界线调浅", "Make the base lines paler"});
}

Outcome bas5(const Scan& s) {
    struct Step { const char *zh, *en; double width; };
    const Step all[] = {{"国界", "national", drawn_width(s, "national_line", s.theme.national)}, {"省界", "province", drawn_width(s, "province_lines", s.theme.province)},
                        {"地级界", "prefecture", drawn_width(s, "prefecture_lines", s.theme.prefecture)}, {"县级界", "county", drawn_width(s, "county_lines", s.theme.county)}};
    std::vector<Step> ladder;
    for (const Step& step : all) if (step.width > 0) ladder.push_back(step);
    if (ladder.empty()) return does_not_apply("没有画界线", "No boundaries are drawn");
    for (std::size_t i = 0; i + 1 < ladder.size(); ++i)
        if (ladder[i].width < 1.395 * ladder[i + 1].width)
            return fail({fmt::format("{}与{}的粗细比只有 {:.2f}，应不小于 1.4", ladder[i].zh, ladder[i + 1].zh, ladder[i].width / ladder[i + 1].width), fmt::format("The {} line is only {:.2f} times the {} line; 1.4 is the least", ladder[i].en, ladder[i].width / ladder[i + 1].width, ladder[i + 1].en)}, {"拉开线宽", "Spread the widths"});
    const double thinnest = std::min_element(ladder.begin(), ladder.end(), [](const Step& a, const Step& b) { return a.width < b.width; })->width / scene::kPtPerMm;
    if (thinnest < 0.0795) return fail({fmt::format("最细的界线 {:.3f} 毫米，应不小于 0.08", thinnest), fmt::format("The thinnest line has {:.3f} mm; 0.08 is the least", thinnest)}, {"加粗最细一级", "Widen the thinnest class"});
    return pass(fmt::format("{} 级界线逐级变细，最细 {:.2f} 毫米", ladder.size(), thinnest), fmt::format("{} classes in a ladder of widths, the thinnest {:.2f} mm", ladder.size(), thinnest));
}

} // namespace

const std::vector<Rule>& map_rules() {
    static const std::vector<Rule> rules{{"PRJ1", Weight::craft, prj1}, {"PRJ2", Weight::truth, prj2}, {"PRJ3", Weight::truth, prj3}, {"PRJ4", Weight::craft, prj4}, {"PRJ5", Weight::craft, prj5}, {"PRJ6", Weight::craft, prj6},
                                         {"BAS1", Weight::craft, bas1}, {"BAS2", Weight::craft, bas2}, {"BAS3", Weight::craft, bas3}, {"BAS4", Weight::craft, bas4}, {"BAS5", Weight::craft, bas5}};
    return rules;
}

} // namespace atlas::exporter::checks
