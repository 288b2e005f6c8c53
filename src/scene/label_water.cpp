// Seas, islands, neighbours, rivers along their course, lakes.
#include "geo/curve.hpp"
#include "scene/labeller.hpp"

namespace atlas::scene {
namespace {

/// Names of seas and islands that a map of China carries (LAW8). Positions are rounded public ones; the islands' dots are drawn
/// because at these scales their land is below a hairline.
struct SeaName { double lon, lat; const char* zh; const char* en; int kind; }; // 0 sea, 1 island group, 2 single island with a dot
constexpr SeaName kSeaNames[] = { // in order of right of place: 南海 has room, its islands' names have little
    {119.3, 38.75, "渤海", "Bohai Sea", 0},      {123.2, 35.2, "黄海", "Yellow Sea", 0},        {125.6, 29.2, "东海", "East China Sea", 0},
    {112.3, 16.8, "西沙群岛", "Xisha Islands", 1}, {116.8, 20.7, "东沙群岛", "Dongsha Islands", 1},
    {114.4, 15.7, "中沙群岛", "Zhongsha Islands", 1}, {113.6, 9.4, "南沙群岛", "Nansha Islands", 1},
    {114.2, 13.0, "南海", "South China Sea", 0}, {131.5, 21.5, "太平洋", "Pacific Ocean", 0},
    {117.75, 15.15, "黄岩岛", "Huangyan Dao", 2}, {112.28, 3.93, "曾母暗沙", "Zengmu Ansha", 2},
    {123.47, 25.75, "钓鱼岛", "Diaoyu Dao", 2},   {124.57, 25.92, "赤尾屿", "Chiwei Yu", 2},
};

} // namespace

/// Islands of the South China Sea, the single islands' dots and the dash line: no name may lie over them (LAW9).
void Labeller::islands_as_obstacles() {
    for (const SeaName& n : kSeaNames) {
        if (n.kind == 0) continue;
        const Vec2 at = c_.project({n.lon, n.lat}); // a group's middle too: 东沙群岛 is a part of Guangdong in the layer
        placer_.occupy(Box{at, at}.grown(c_.pt(1.2)));
    }
    for (const model::Area& a : c_.geo.provinces) {
        if (a.code != "460000") continue;
        for (std::size_t i = 0; i < a.rings.part_count(); ++i) {
            Box b;
            for (std::size_t k = a.rings.part_begin(i); k < a.rings.part_end(i); ++k) b.add(a.rings.points[k]);
            if (b.max.y > 17.8 || b.width() > 1) continue; // Hainan itself carries names
            Box on_page;
            for (const Vec2 corner : {b.min, b.max, Vec2{b.min.x, b.max.y}, Vec2{b.max.x, b.min.y}}) on_page.add(c_.project({corner.x, corner.y}));
            placer_.occupy(on_page.grown(0.4));
        }
    }
    if (!c_.shown(style::LayerId::national_line)) return;
    const PathPtr dashes = c_.base.boundary(model::BoundaryKind::ten_dash);
    for (std::size_t i = 0; i < dashes->part_count(); ++i)
        for (std::size_t k = dashes->part_begin(i); k + 1 < dashes->part_end(i); ++k) {
            const Vec2 a = c_.to_frame.apply(dashes->points[k]), b = c_.to_frame.apply(dashes->points[k + 1]);
            const int n = std::max(1, static_cast<int>(geo::length(b - a) / 4));
            for (int s = 0; s <= n; ++s) placer_.occupy(Box{a + (b - a) * (1.0 * s / n), a + (b - a) * (1.0 * s / n)}.grown(1.2));
        }
}

bool Labeller::abroad(const Box& b) {
    if (neighbour_bounds_.empty())
        for (const model::Area& a : c_.geo.neighbours) neighbour_bounds_.push_back(a.rings.bounds());
    for (const double fx : {0.5, 0.0, 1.0}) {
        const geo::LonLat d = lonlat({b.min.x + b.width() * fx, b.center().y});
        for (std::size_t i = 0; i < neighbour_bounds_.size(); ++i)
            if (neighbour_bounds_[i].contains({d.lon, d.lat}) && geo::inside({d.lon, d.lat}, c_.geo.neighbours[i].rings)) return true;
    }
    return false;
}

void Labeller::single_islands() {
    for (const SeaName& n : kSeaNames) {
        if (n.kind != 2) continue;
        const Vec2 at = c_.project({n.lon, n.lat});
        if (!in_frame(at)) continue;
        const double r = c_.pt(0.8);
        out_.commands.push_back(FillPath{shared_path(geo::circle(at, r, 12), true), c_.theme.text_soft, {}});
        placer_.beside({{zh() ? n.zh : n.en, style(ladder_.other, c_.theme.text_soft), {}, std::string("sea:") + n.zh}}, at, r, c_.pt(30));
    }
}

void Labeller::seas() {
    for (const SeaName& n : kSeaNames) {
        if (n.kind == 2) continue;
        const Vec2 at = c_.project({n.lon, n.lat});
        if (!in_frame(at)) continue;
        const bool gulf = n.lat > 25; // 渤海, 黄海, 东海: smaller waters, smaller names
        LabelStyle s = n.kind == 0 ? water_style((gulf && national()) || scale() > 30e6 ? std::max(6.0, 0.78 * ladder_.sea) : ladder_.sea) : style(ladder_.other, c_.theme.text_soft);
        if (n.kind == 0) {
            s.spacing_pt = zh() ? 0.4 * s.size_pt : 0.1 * s.size_pt;
            s.halo = c_.theme.sea; // seen only where the name meets a line
        }
        // On the water, as near as there is room; an archipelago's name stands beside its own islands, and clearly nearer to them.
        const Label label{zh() ? n.zh : n.en, s, {}, std::string("sea:") + n.zh};
        const Box reach = Box{at, at}.grown(c_.pt(n.kind == 1 ? 44 : gulf ? 24 : 30));
        const int ink = gulf && n.kind == 0 ? 9 : 1000; // crossed by more than a few lines a small sea's name cannot be read, and is left out
        const auto its_own = [&](const Box& b) {
            return n.kind == 0 || std::all_of(std::begin(kSeaNames), std::end(kSeaNames), [&](const SeaName& o) {
                return o.kind != 1 || o.zh == n.zh || b.distance(c_.project({o.lon, o.lat})) > 1.6 * b.distance(at);
            });
        };
        const auto near = [&](const Box& b) { return n.kind == 0 || b.distance(at) < std::max(28.0, 250e3 / c_.view.camera.m_per_pt); }; // as LAW8 asks
        const auto on_water = [this](const Box& b) { return !in_china(b) && !abroad(b); };
        bool done = placer_.inside(label, at, reach, [&](const Box& b) { return near(b) && its_own(b) && on_water(b); }, ink);
        done = done || placer_.inside(label, at, reach, [&](const Box& b) { return near(b) && on_water(b); }, ink);
        if (!done && n.kind == 0) placer_.inside(label, at, reach, on_water, ink); // islands rather have no name than one further off
    }
}

void Labeller::neighbours() {
    if (!c_.shown(style::LayerId::neighbours) || scale() < 3e6) return;
    for (const model::Area& a : c_.geo.neighbours) {
        const Vec2 at = c_.project(a.label);
        if (!c_.frame.grown(-c_.pt(8)).contains(at)) continue;
        // A foreign party has its own label; 蒙古国 is 蒙古.
        const auto is_this = [&](model::PlaceIx ix) {
            const model::Place& p = c_.data.place(ix);
            return p.kind == model::PlaceKind::foreign && !a.name.empty() && p.name.zh.compare(0, a.name.size(), a.name) == 0;
        };
        if (std::any_of(symbols_.begin(), symbols_.end(), [&](model::PlaceIx ix) { return is_this(ix) && (labelled_.count(ix) > 0 || in_frame(c_.project(*c_.data.place(ix).position))); })) continue;
        LabelStyle s = style(std::max(6.0, c_.pt(7.4)), c_.theme.neighbour_text);
        s.spacing_pt = zh() ? c_.pt(1.5) : c_.pt(0.4);
        s.halo = c_.theme.neighbour;
        // Not over the national line: better without its name than on our land.
        placer_.inside({zh() ? a.name : a.name_en, s, {}, "neighbour:" + a.code}, at, Box{at, at}.grown(c_.pt(16)), [this](const Box& b) { return !in_china(b.grown(c_.pt(1.5))); });
    }
}

void Labeller::rivers() {
    if (!c_.shown(style::LayerId::rivers)) return;
    const int deepest = scale() > 6e6 ? (scale() > 14e6 ? 1 : 2) : 3;
    std::set<std::string> wanted; // chosen basins and basin links name their rivers at any scale
    for (const std::string& id : c_.view.basins)
        for (const model::Basin& b : c_.data.basins()) if (b.id == id) wanted.insert(b.rivers.begin(), b.rivers.end());
    for (const LinkShape& s : plan_.shapes) {
        const model::Link& l = c_.data.link(s.link);
        if (l.shape != model::Shape::basin) continue;
        for (const auto& t : l.basins) if (t.by == model::By::text) { const auto& r = c_.data.basin(t.index).rivers; wanted.insert(r.begin(), r.end()); }
    }
    // One name a river, however many pieces the layer has of it.
    struct Course { const model::River* river; std::vector<const model::River*> pieces; };
    std::vector<Course> order;
    std::map<std::string, std::size_t> known;
    for (const model::River& r : c_.geo.rivers) {
        if (r.name.empty() || (r.rank > deepest && wanted.count(r.name) == 0)) continue;
        const auto [at, fresh] = known.emplace(r.name, order.size());
        if (fresh) order.push_back({&r, {}});
        order[at->second].pieces.push_back(&r);
        if (r.rank < order[at->second].river->rank) order[at->second].river = &r;
    }
    std::stable_sort(order.begin(), order.end(), [&](const Course& a, const Course& b) {
        const int wa = wanted.count(a.river->name) ? 0 : 1, wb = wanted.count(b.river->name) ? 0 : 1;
        return wa != wb ? wa < wb : a.river->rank < b.river->rank;
    });
    for (const Course& course : order) {
        const model::River& r = *course.river;
        LabelStyle s = water_style(std::max(6.0, c_.pt(r.rank == 1 ? 7.4 : r.rank == 2 ? 6.6 : 6.0)));
        s.spacing_pt = zh() ? s.size_pt * 0.4 : 0;
        std::vector<std::vector<Vec2>> lines;
        for (const model::River* piece : course.pieces)
            for (auto& line : on_page(*c_.base.river(*piece))) lines.push_back(std::move(line));
        // In English a river has the name that lists and legends give its basin.
        const auto& basins = c_.data.basins();
        const auto of_lists = std::find_if(basins.begin(), basins.end(), [&](const model::Basin& b) { return b.name.zh == r.name && !b.name.en.empty(); });
        const std::string name = zh() ? r.name : of_lists != basins.end() ? of_lists->name.en : r.name_en;
        const Label label{name, s, {}, "river:" + r.name};
        if (label.text.empty()) continue;
        if (!placer_.along(label, lines, c_.pt(1.4)) && wanted.count(r.name)) placer_.along(label, lines, c_.pt(1.4), 7); // more lines over a letter than two or three, and it cannot be read
    }
}

void Labeller::lakes() {
    if (!c_.shown(style::LayerId::lakes)) return;
    for (const model::Area& a : c_.geo.lakes) {
        if (a.name.empty() || (!zh() && a.name_en.empty())) continue;
        const double km_per_pt = c_.view.camera.m_per_pt / 1000;
        if (std::sqrt(a.size_km2) < 9 * km_per_pt) continue; // too small to carry a name
        const Vec2 at = c_.project(a.label);
        if (in_frame(at)) placer_.centred({zh() ? a.name : a.name_en, water_style(ladder_.other), {}, "lake:" + a.name}, at, c_.pt(7), 2 * static_cast<int>(std::max<std::size_t>(3, a.name.size() / 3)));
    }
}

} // namespace atlas::scene
