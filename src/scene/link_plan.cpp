// Where links lie on the page: symbols, hulls, curves, joints and arrowheads, in frame points. Geometry only, no ink.
#include "geo/curve.hpp"
#include "scene/base_geometry.hpp"
#include "scene/context.hpp"

namespace atlas::scene {

using model::PlaceIx;
using model::Shape;

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

class Planner {
public:
    explicit Planner(const Context& c) : c_(c) {}

    LinkPlan plan() {
        for (model::LinkIx ix : c_.links) {
            const model::Link& l = c_.data.link(ix);
            if (l.same_as != model::kNone && l.same_as != ix && is_shown(l.same_as)) { // a relation stated twice is drawn once
                ++c_.contents.links_repeated;
                continue;
            }
            LinkShape s;
            s.link = ix;
            for (const model::Party& p : l.parties) s.ends.push_back(end_of(p.place));
            const std::size_t drawn = static_cast<std::size_t>(std::count_if(s.ends.begin(), s.ends.end(), [](const End& e) { return e.drawn; }));
            if (!l.mappable || drawn == 0) {
                ++c_.contents.links_unmapped;
                continue;
            }
            Box box;
            for (const End& e : s.ends) if (e.drawn) box.add(e.at);
            if (!box.grown(c_.pt(4)).intersects(c_.frame)) {
                ++c_.contents.links_outside;
                continue;
            }
            if (!c_.shown(style::layer_of(style::family_of(c_.data.mechanism(l.mechanism).code)))) continue;
            for (const End& e : s.ends) mark(e);
            pending_.push_back(std::move(s));
        }
        // Symbols are known now: curves can avoid the places they do not join.
        for (const auto& [ix, at] : result_.symbols) obstacles_.push_back({at, symbol_radius(c_, ix) + c_.pt(1.2), ix, 1});
        // Nothing may lie over the islands of the South and East China Seas (LAW9): crossing them weighs more than crossing cities.
        struct Islands { double lon, lat, reach_km; };
        static constexpr Islands kIslands[] = {{112.3, 16.6, 110}, {116.8, 20.7, 40}, {114.4, 15.7, 110}, {113.9, 9.6, 340},
                                               {117.75, 15.15, 25}, {112.28, 3.93, 40}, {123.47, 25.75, 25}, {124.57, 25.92, 15}};
        for (const Islands& i : kIslands)
            obstacles_.push_back({c_.project({i.lon, i.lat}), std::max(i.reach_km * 1000 / c_.view.camera.m_per_pt, c_.pt(2)), kIsland, 100});
        for (LinkShape& s : pending_) if (c_.data.link(s.link).shape == Shape::pair) count_pair(s);
        fold_groups();
        for (LinkShape& s : pending_) {
            draw(s);
            for (const End& e : s.ends) if (e.drawn) ++result_.degree[e.place];
            ++c_.contents.links_drawn;
            ++c_.contents.family_links[static_cast<std::size_t>(style::family_of(c_.data.mechanism(c_.data.link(s.link).mechanism).code))];
            result_.shapes.push_back(std::move(s));
        }
        return std::move(result_);
    }

private:
    static constexpr PlaceIx kIsland = -2; ///< never a party
    struct Obstacle { Vec2 at; double radius; PlaceIx place; int weight; };

    [[nodiscard]] bool is_shown(model::LinkIx ix) const { return std::binary_search(c_.links.begin(), c_.links.end(), ix); }

    End end_of(PlaceIx ix) {
        End e;
        e.place = ix;
        const model::Place& p = c_.data.place(ix);
        if (p.position) {
            e.at = c_.project(*p.position);
            e.radius = symbol_radius(c_, ix);
            e.drawn = true;
            return e;
        }
        const auto known = regions_.find(ix);
        if (known != regions_.end()) return known->second;
        std::vector<Vec2> points;
        member_points(c_, ix, points);
        if (!points.empty()) {
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
        regions_.emplace(ix, e);
        return e;
    }

    /// Where a line from outside meets a region: its outermost border on the way to the region's middle.
    static Vec2 border_of(const End& region, Vec2 from) {
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
    /// True when the region holds the place: the pair is then the region with that place marked, without a line.
    [[nodiscard]] bool holds(const End& region, PlaceIx inner) const {
        std::vector<PlaceIx> open{region.place};
        for (std::size_t i = 0; i < open.size() && i < 4000; ++i) {
            for (PlaceIx m : c_.data.place(open[i]).members) {
                if (c_.data.inside(inner, m) || m == inner) return true;
                if (!c_.data.place(m).members.empty()) open.push_back(m);
            }
        }
        return false;
    }

    void mark(const End& e) {
        if (!e.drawn) return;
        if (!e.outline.empty()) {
            if (result_.outlines.emplace(e.place, e.outline).second) result_.regions.push_back(e.place);
            return;
        }
        for (const auto& [ix, at] : result_.symbols) if (ix == e.place) return;
        result_.symbols.emplace_back(e.place, e.at);
    }

    /// Several relations of one family among the very same members share one joint, which carries their number. A link in hand
    /// keeps a joint of its own.
    void fold_groups() {
        std::map<std::string, LinkShape*> first;
        for (LinkShape& s : pending_) {
            const model::Link& l = c_.data.link(s.link);
            if (l.shape != Shape::group || s.ends.size() < 3 || s.link == c_.view.selected_link || s.link == c_.view.hovered_link) continue;
            std::vector<PlaceIx> members;
            for (const End& e : s.ends) members.push_back(e.place);
            std::sort(members.begin(), members.end());
            std::string key = std::to_string(static_cast<int>(style::family_of(c_.data.mechanism(l.mechanism).code))) + (l.stance == model::Stance::exploring ? "e" : "") + (l.stated == model::Stated::inferred ? "i" : "");
            for (PlaceIx m : members) key += "," + std::to_string(m);
            const auto [at, fresh] = first.emplace(key, &s);
            if (fresh) continue;
            ++at->second->folded;
            s.folded = 0;
            c_.contents.folded = true;
        }
    }

    static std::pair<PlaceIx, PlaceIx> key_of(const LinkShape& s) {
        PlaceIx a = s.ends.front().place, b = s.ends.back().place;
        return a < b ? std::pair{a, b} : std::pair{b, a};
    }
    void count_pair(const LinkShape& s) { ++pair_total_[key_of(s)]; }

    [[nodiscard]] int crossings(const std::vector<Vec2>& line, PlaceIx a, PlaceIx b) const {
        Box box;
        for (const Vec2& v : line) box.add(v);
        int hits = 0;
        for (const Obstacle& o : obstacles_) {
            if (o.place == a || o.place == b || !box.grown(o.radius).contains(o.at)) continue;
            if (geo::distance_to_line(o.at, line) < o.radius) hits += o.weight;
        }
        return hits;
    }

    /// The bend among `candidates` that runs under the fewest foreign places; earlier ones win ties.
    [[nodiscard]] double best_bend(Vec2 a, Vec2 b, PlaceIx pa, PlaceIx pb, const std::vector<double>& candidates) const {
        double best = candidates.front();
        int fewest = std::numeric_limits<int>::max();
        for (double bend : candidates) {
            const int n = crossings(geo::arc(a, b, bend, 14), pa, pb);
            if (n < fewest) { fewest = n; best = bend; }
            if (n == 0) break;
        }
        return best;
    }

    void curve(LinkShape& s, const End& from, const End& to, double bend) {
        Vec2 a = from.at, b = to.at;
        double cut_a = from.radius + c_.pt(0.9), cut_b = to.radius + c_.pt(0.9);
        // A region that holds the other end is only its outline with that end marked; else the line stops at its border.
        if (!from.outline.empty()) {
            if (to.place != model::kNone && holds(from, to.place)) return;
            a = border_of(from, to.at);
            cut_a = c_.pt(0.4);
        }
        if (!to.outline.empty()) {
            if (from.place != model::kNone && holds(to, from.place)) return;
            b = border_of(to, from.at);
            cut_b = c_.pt(0.4);
        }
        const double chord = geo::length(b - a);
        if (chord < cut_a + cut_b + c_.pt(0.6)) return; // symbols touch: nothing to draw between them
        auto line = geo::trimmed(geo::arc(a, b, bend, std::clamp(static_cast<int>(chord / 5), 10, 48)), cut_a, cut_b);
        if (line.size() >= 2) s.lines.push_back(std::move(line));
    }

    /// Longer links bend more: from 0.10 on short ones to 0.20 of the chord.
    [[nodiscard]] double natural_bend(double chord_pt) const { return 0.10 + 0.10 * std::min(1.0, chord_pt / c_.pt(260)); }

    void draw(LinkShape& s) {
        const model::Link& l = c_.data.link(s.link);
        switch (l.shape) {
        case Shape::pair: draw_pair(s); break;
        case Shape::hub: draw_hub(s); break;
        case Shape::group: draw_group(s); break;
        case Shape::corridor: draw_corridor(s); break;
        case Shape::basin: break; // its rivers and its marked parties are the picture
        }
        if (l.one_way()) heads(s, l);
    }

    void draw_pair(LinkShape& s) {
        if (s.ends.size() < 2 || !s.ends.front().drawn || !s.ends.back().drawn) return;
        const auto key = key_of(s);
        const int total = pair_total_[key], mine = pair_used_[key]++;
        const End& a = s.ends.front().place == key.first ? s.ends.front() : s.ends.back();
        const End& b = s.ends.front().place == key.first ? s.ends.back() : s.ends.front();
        const double n = natural_bend(geo::length(b.at - a.at));
        double bend;
        if (total == 1) {
            bend = best_bend(a.at, b.at, a.place, b.place, {n, -n, n * 1.7, -n * 1.7, n * 2.4, -n * 2.4, 0.03});
        } else {
            // A fan: bends spread evenly over both sides, wide enough to tell the lines apart.
            const double chord = std::max(1.0, geo::length(b.at - a.at));
            const double step = std::max(0.10, c_.pt(6.0) / chord);
            const double widest = std::min(1.1, step * (total - 1) / 2);
            bend = total > 1 ? -widest + 2 * widest * mine / (total - 1) : n;
            if (total % 2 == 1 && mine == total / 2) bend = 0.015;
        }
        curve(s, a, b, bend);
    }

    void draw_hub(LinkShape& s) {
        const End& hub = s.ends.front();
        if (!hub.drawn) return;
        for (std::size_t i = 1; i < s.ends.size(); ++i) {
            if (!s.ends[i].drawn) continue;
            const double n = 0.6 * natural_bend(geo::length(s.ends[i].at - hub.at));
            curve(s, hub, s.ends[i], best_bend(hub.at, s.ends[i].at, hub.place, s.ends[i].place, {n, -n, 2 * n, -2 * n, 0.02}));
        }
    }

    /// Members joined at one small marker, never pair by pair.
    void draw_group(LinkShape& s) {
        if (s.folded == 0) return;
        Vec2 middle;
        int n = 0;
        std::string key;
        for (const End& e : s.ends) {
            if (!e.drawn) continue;
            key += std::to_string(e.place) + ",";
            middle = middle + e.at;
            ++n;
        }
        if (n < 2) return; // a single region: its hull is the picture
        middle = middle * (1.0 / n);
        // Groups with the same members, and joints that would fall on each other or on a place, move round a small spiral.
        Vec2 joint = middle;
        for (int k = 0; k < 60; ++k) {
            const double angle = k * 2.399963, r = c_.pt(1.9) * std::sqrt(static_cast<double>(k)); // golden angle
            joint = middle + Vec2{std::cos(angle), std::sin(angle)} * r;
            bool is_free = true;
            for (const Vec2& j : joints_) is_free = is_free && geo::length(j - joint) > c_.pt(s.folded > 1 ? 8.0 : 6.0);
            for (const Obstacle& o : obstacles_)
                is_free = is_free && (o.place == kIsland || geo::length(o.at - joint) > o.radius + c_.pt(s.folded > 1 ? 3.8 : 2.2));
            if (is_free) break;
        }
        joints_.push_back(joint);
        End centre;
        centre.at = joint;
        centre.radius = c_.pt(0.6);
        for (const End& e : s.ends) {
            if (!e.drawn) continue;
            const double bend = 0.07;
            curve(s, centre, e, best_bend(joint, e.at, model::kNone, e.place, {bend, -bend, 2.2 * bend, -2.2 * bend, 0.0}));
        }
        const double d = c_.pt(s.folded > 1 ? 3.4 : 1.9);
        s.joint = {{joint.x, joint.y - d}, {joint.x + d, joint.y}, {joint.x, joint.y + d}, {joint.x - d, joint.y}};
    }

    void draw_corridor(LinkShape& s) {
        std::vector<Vec2> nodes;
        for (const End& e : s.ends) if (e.drawn) nodes.push_back(e.at);
        if (nodes.size() < 2) return;
        s.lines.push_back(geo::smooth_through(nodes, c_.pt(3)));
        s.band = true;
    }

    /// Arrowheads where the goods or the help arrive.
    void heads(LinkShape& s, const model::Link& l) {
        c_.contents.one_way = true;
        for (auto& line : s.lines) {
            // Which end of this line is the receiving one? The nearer receiving party decides.
            for (std::size_t i = 0; i < l.parties.size() && i < s.ends.size(); ++i) {
                if (l.parties[i].role != model::Role::to || !s.ends[i].drawn) continue;
                const bool at_back = geo::length(line.back() - s.ends[i].at) <= geo::length(line.front() - s.ends[i].at);
                if (!at_back) std::reverse(line.begin(), line.end());
                const Vec2 tip = line.back();
                const double size = c_.pt(4.2), total = geo::length_of(line);
                if (total < size * 1.3) continue;
                const auto neck = geo::along(line, total - size);
                const Vec2 dir = geo::unit(tip - neck.at), side = geo::perpendicular(dir) * (size * 0.40);
                s.head.insert(s.head.end(), {tip, tip - dir * size + side, tip - dir * size - side});
                // The line ends inside the head, not at its tip.
                line = geo::trimmed(line, 0, size * 0.8);
                break;
            }
        }
    }

    const Context& c_;
    LinkPlan result_;
    std::vector<LinkShape> pending_;
    std::vector<Obstacle> obstacles_;
    std::vector<Vec2> joints_;
    std::map<PlaceIx, End> regions_;
    std::map<std::pair<PlaceIx, PlaceIx>, int> pair_total_, pair_used_;
};

} // namespace

LinkPlan plan_links(const Context& c) { return Planner(c).plan(); }

} // namespace atlas::scene
