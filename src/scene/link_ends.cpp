#include "scene/link_ends.hpp"

#include "geo/curve.hpp"
#include "scene/base_geometry.hpp"

namespace atlas::scene {

using model::PlaceIx;

double symbol_radius(const Context& c, PlaceIx ix) {
    const double k = c.view.camera.scale_denominator() > 9e6 ? 0.76 : 1; // national frames hold more places on less paper
    switch (c.data.place(ix).kind) {
    case model::PlaceKind::province: return k * c.pt(2.9);
    case model::PlaceKind::prefecture: return k * c.pt(2.3);
    case model::PlaceKind::county: return k * c.pt(1.8);
    default: return k * c.pt(1.7);
    }
}

namespace {

/// Points a region is made of: its members' positions, regions inside regions opened up.
void member_points(const Context& c, PlaceIx ix, std::vector<Vec2>& out, int depth = 0) {
    const model::Place& p = c.data.place(ix);
    if (p.position) out.push_back(c.project(*p.position));
    if (depth > 4) return;
    for (PlaceIx m : p.members) if (m != ix) member_points(c, m, out, depth + 1);
}

} // namespace

const End& EndFinder::of(PlaceIx ix) {
    const auto [at, fresh] = known_.try_emplace(ix);
    End& e = at->second;
    if (!fresh) return e;
    e.place = ix;
    const model::Place& p = c_.data.place(ix);
    if (p.position) {
        e.at = c_.project(*p.position);
        e.radius = symbol_radius(c_, ix);
        e.drawn = true;
    } else {
        outline(ix, e);
    }
    return e;
}

void EndFinder::outline(PlaceIx ix, End& e) const {
    std::vector<Vec2> points;
    member_points(c_, ix, points);
    if (points.empty()) return;
    // A region is its members' territory; members without one (towns, foreign places) are held by a soft hull.
    std::set<const model::Area*> chosen;
    collect_areas(c_, ix, chosen);
    if (!chosen.empty()) {
        const std::vector<const model::Area*> list = outermost(chosen);
        const PathPtr metres = c_.base.outline("region:" + c_.data.place(ix).id, list);
        for (std::size_t i = 0; i < metres->part_count(); ++i) {
            std::vector<Vec2> line;
            for (std::size_t k = metres->part_begin(i); k < metres->part_end(i); ++k) line.push_back(c_.to_frame.apply(metres->points[k]));
            // Islets keep their own coast and no second line round it.
            Box size;
            for (const Vec2& v : line) size.add(v);
            if (std::max(size.width(), size.height()) > c_.pt(6)) e.outline.push_back(std::move(line));
        }
    }
    if (e.outline.empty()) {
        std::vector<Vec2> hull = geo::rounded_hull(points, c_.pt(7));
        hull.push_back(hull.front());
        e.outline.push_back(std::move(hull));
    }
    for (const Vec2& v : points) e.at = e.at + v * (1.0 / static_cast<double>(points.size()));
    e.drawn = true;
}

Vec2 EndFinder::border_of(const End& region, Vec2 from) {
    const Vec2 d = region.at - from;
    double first = 1;
    for (const auto& line : region.outline) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const Vec2 a = line[i - 1], e = line[i] - a;
            const double det = cross(d, e);
            if (std::abs(det) < 1e-12) continue;
            const double t = cross(a - from, e) / det, u = cross(a - from, d) / det;
            if (t > 0 && t < first && u >= 0 && u <= 1) first = t;
        }
    }
    return from + d * first;
}

Vec2 EndFinder::free_border(const End& region, Vec2 from, const std::vector<Vec2>& taken, double gap) {
    const Vec2 first = border_of(region, from);
    const auto is_free = [&](Vec2 p) { return std::none_of(taken.begin(), taken.end(), [&](Vec2 t) { return geo::length(t - p) < gap; }); };
    if (is_free(first)) return first;
    for (const auto& ring : region.outline) {
        if (geo::distance_to_line(first, ring) > 0.05) continue;
        double total = 0, here = 0, nearest = 1e18;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const double l = geo::length(ring[i] - ring[i - 1]);
            const double t = l > 0 ? std::clamp(geo::dot(first - ring[i - 1], ring[i] - ring[i - 1]) / (l * l), 0.0, 1.0) : 0;
            const double off = geo::length(ring[i - 1] + (ring[i] - ring[i - 1]) * t - first);
            if (off < nearest) { nearest = off; here = total + t * l; }
            total += l;
        }
        // To both sides in turn, at most a quarter of the way round: further on it would be the far side.
        for (double step = gap / 2; step < total / 4; step += gap / 2)
            for (const double side : {1.0, -1.0}) {
                const Vec2 p = geo::along(ring, std::fmod(here + side * step + total, total)).at;
                if (is_free(p)) return p;
            }
    }
    return first;
}

bool EndFinder::holds(const End& region, PlaceIx inner) const {
    const bool rolled = c_.contents.rolled != RollUp::none;
    std::vector<PlaceIx> open{region.place};
    for (std::size_t i = 0; i < open.size() && i < 4000; ++i) {
        for (PlaceIx m : c_.data.place(open[i]).members) {
            if (c_.data.inside(inner, m) || m == inner || (rolled && c_.data.inside(m, inner))) return true;
            if (!c_.data.place(m).members.empty()) open.push_back(m);
        }
    }
    return false;
}

} // namespace atlas::scene
