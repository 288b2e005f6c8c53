// Where links lie on the page: which relations, between which symbols and outlines, by which curves, with which marks, in frame
// points. Geometry only, no ink. Every link given is counted once: drawn, inside a unit, unmapped, outside, repeated or hidden.
#include "geo/curve.hpp"
#include "scene/link_ends.hpp"
#include "scene/link_marks.hpp"
#include "scene/link_routes.hpp"
#include "scene/roll_up.hpp"

namespace atlas::scene {

using model::LinkIx;
using model::PlaceIx;
using model::Shape;

namespace {

constexpr std::size_t kFewGroups = 6; ///< up to so many joints, each group's territory can be tinted without a muddle

class Planner {
public:
    explicit Planner(const Context& c) : c_(c), ends_(c), router_(c) {}

    LinkPlan plan() {
        const std::vector<LinkIx> links = wanted();
        c_.contents.rolled = c_.view.roll_up == RollUp::automatic || c_.view.roll_up == RollUp::by_scale ? level_for(c_.data, links, c_.view) : c_.view.roll_up;
        const RolledLinks rolled = roll_up(c_.data, links, c_.contents.rolled);
        for (const Relation& r : rolled.relations) take(r);
        for (const auto& [unit, inside] : rolled.inside) take_inside(unit, inside);

        // Symbols are known now: curves can avoid the places they do not join.
        for (const auto& [ix, at] : result_.symbols) router_.avoid(at, symbol_radius(c_, ix) + c_.pt(1.2), ix, 1);
        router_.avoid_islands();
        router_.avoid_furniture();
        route(router_);
        router_.settle();
        draw(router_, 0);
        c_.contents.fan_in_places = router_.crowded_places();
        if (c_.view.numbers) place_marks(c_, router_, result_);
        else result_.inside.clear();
        count();
        in_hand();
        return std::move(result_);
    }

private:
    [[nodiscard]] bool is_shown(LinkIx ix) const { return std::binary_search(c_.links.begin(), c_.links.end(), ix); }

    /// Links that can stand on the map; the others are counted.
    std::vector<LinkIx> wanted() {
        std::vector<LinkIx> out;
        for (LinkIx ix : c_.links) {
            const model::Link& l = c_.data.link(ix);
            if (!l.mappable || std::none_of(l.parties.begin(), l.parties.end(), [&](const model::Party& p) { return ends_.of(p.place).drawn; }))
                ++c_.contents.links_unmapped;
            else if (l.same_as != model::kNone && l.same_as != ix && is_shown(l.same_as)) ++c_.contents.links_repeated; // stated twice: drawn once
            else if (!c_.shown(style::layer_of(style::family_of(c_.data.mechanism(l.mechanism).code)))) ++c_.contents.links_hidden;
            else out.push_back(ix);
        }
        return out;
    }

    [[nodiscard]] LinkShape shape_of(const Relation& r) {
        LinkShape s;
        s.link = r.links.front();
        s.links = r.links;
        s.shape = r.shape;
        s.exploring = r.exploring;
        s.inferred = r.inferred;
        s.one_way = r.one_way;
        for (const model::Party& p : r.parties) s.ends.push_back(ends_.of(p.place));
        return s;
    }
    [[nodiscard]] bool in_frame(const LinkShape& s) const {
        Box box;
        for (const End& e : s.ends) if (e.drawn) box.add(e.at);
        return !box.empty() && box.grown(c_.pt(4)).intersects(c_.frame);
    }

    void take(const Relation& r) {
        LinkShape s = shape_of(r);
        if (!in_frame(s)) {
            c_.contents.links_outside += static_cast<int>(r.links.size());
            return;
        }
        for (const End& e : s.ends)
            if (s.shape != Shape::corridor || unit_of(c_.data, e.place, c_.contents.rolled) == e.place) mark(e);
        relations_.push_back(r);
        result_.shapes.push_back(std::move(s));
    }

    void take_inside(PlaceIx unit, const std::vector<LinkIx>& links) {
        const End& e = ends_.of(unit);
        if (!c_.frame.grown(c_.pt(4)).contains(e.at)) {
            c_.contents.links_outside += static_cast<int>(links.size());
            return;
        }
        mark(e);
        auto known = std::find_if(result_.inside.begin(), result_.inside.end(), [unit](const InsideMark& m) { return m.place == unit; });
        if (known == result_.inside.end()) {
            result_.inside.push_back({unit, e.at, {}});
            known = result_.inside.end() - 1;
        }
        known->links.insert(known->links.end(), links.begin(), links.end());
        std::sort(known->links.begin(), known->links.end());
    }

    void mark(const End& e) {
        if (!e.drawn) return;
        if (!e.outline.empty()) {
            if (result_.outlines.emplace(e.place, e.outline).second) result_.regions.push_back(e.place);
        } else if (marked_.insert(e.place).second) {
            result_.symbols.emplace_back(e.place, e.at);
        }
    }

    // ---- curves

    /// Longer links bend more: from 0.10 on short ones to 0.20 of the chord.
    [[nodiscard]] double natural_bend(Vec2 a, Vec2 b) const { return 0.10 + 0.10 * std::min(1.0, geo::length(b - a) / c_.pt(260)); }

    /// One end of a curve: lines stop just outside a symbol, arrowheads touch it, and at a region both stop at its border.
    [[nodiscard]] RouteEnd route_end(const End& e, const End& other, bool head) {
        if (!e.outline.empty()) {
            std::vector<Vec2>& taken = stops_[e.place];
            taken.push_back(EndFinder::free_border(e, other.at, taken, c_.pt(5)));
            return {taken.back(), c_.pt(head ? 0.1 : 0.4), model::kNone, false, head, true, e.place};
        }
        return {e.at, e.radius + c_.pt(head ? 0.5 : 0.9), e.place, e.place != model::kNone, head};
    }
    /// Nothing when a region holds the other end: it is only its outline with that end marked.
    [[nodiscard]] std::optional<Route> route_between(std::size_t shape, const End& a, const End& b, bool head_a, bool head_b) {
        if (!a.drawn || !b.drawn) return std::nullopt;
        if (!a.outline.empty() && b.place != model::kNone && ends_.holds(a, b.place)) return std::nullopt;
        if (!b.outline.empty() && a.place != model::kNone && ends_.holds(b, a.place)) return std::nullopt;
        Route r;
        r.shape = shape;
        r.a = route_end(a, b, head_a);
        r.b = route_end(b, a, head_b);
        return r;
    }
    [[nodiscard]] bool receives(const Relation& r, std::size_t party) const { return r.parties[party].role == model::Role::to; }

    void route(Router& router) {
        std::map<std::pair<PlaceIx, PlaceIx>, std::vector<Route>> pairs;
        std::vector<std::pair<PlaceIx, PlaceIx>> order;
        for (std::size_t i = 0; i < result_.shapes.size(); ++i) {
            const LinkShape& s = result_.shapes[i];
            if (s.shape != Shape::pair || s.ends.size() < 2) continue;
            // Every curve of a pair runs the same way, so that their bends fan out.
            const bool turned = s.ends.back().place < s.ends.front().place;
            const std::size_t a = turned ? s.ends.size() - 1 : 0, b = turned ? 0 : s.ends.size() - 1;
            const auto r = route_between(i, s.ends[a], s.ends[b], receives(relations_[i], a), receives(relations_[i], b));
            if (!r) continue;
            const std::pair key{s.ends[a].place, s.ends[b].place};
            if (!pairs.count(key)) order.push_back(key);
            pairs[key].push_back(*r);
        }
        for (const auto& key : order) {
            const std::vector<Route>& fan = pairs[key];
            if (fan.size() > 1) router.add_fan(fan);
            else add_pair(router, fan.front());
        }
        for (std::size_t i = 0; i < result_.shapes.size(); ++i) {
            if (result_.shapes[i].shape == Shape::hub) route_hub(router, i, relations_[i]);
            if (result_.shapes[i].shape == Shape::group) route_group(router, i, relations_[i]);
        }
    }
    void add_pair(Router& router, const Route& r) const {
        const double n = natural_bend(r.a.at, r.b.at);
        // Long curves keep to gentle bends: a wide one would end on the far side of everything else that leaves the place.
        if (geo::length(r.b.at - r.a.at) > c_.pt(180)) router.add(r, {n, -n, n * 1.5, -n * 1.5, 0.03});
        else router.add(r, {n, -n, n * 1.7, -n * 1.7, n * 2.4, -n * 2.4, 0.03});
    }
    void route_hub(Router& router, std::size_t shape, const Relation& relation) {
        const LinkShape& s = result_.shapes[shape];
        for (std::size_t i = 1; i < s.ends.size(); ++i) {
            const auto r = route_between(shape, s.ends.front(), s.ends[i], receives(relation, 0), receives(relation, i));
            if (!r) continue;
            const double n = 0.6 * natural_bend(r->a.at, r->b.at);
            router.add(*r, {n, -n, 2 * n, -2 * n, 0.02});
        }
    }
    /// Groups with the same members, and joints that would fall on each other or on a place, move round a spiral. Two joints never
    /// overlap; where the crowd leaves no room off the places, a joint rather hides a symbol's rim than another joint.
    [[nodiscard]] Vec2 free_joint(const Router& router, Vec2 middle, double half) const {
        std::optional<Vec2> clear_only, apart_only;
        for (int k = 0; k < 900; ++k) {
            const double angle = k * 2.399963, r = c_.pt(1.9) * std::sqrt(static_cast<double>(k)); // golden angle
            const Vec2 at = middle + Vec2{std::cos(angle), std::sin(angle)} * r;
            const bool apart = std::all_of(joints_.begin(), joints_.end(), [&](const auto& other) { // diamonds, and spokes that stay tellable
                const Vec2 gap = at - other.first;
                const double room = std::min(half, other.second) > c_.pt(3) ? c_.pt(2.4) : c_.pt(1.0); // two numbers side by side read as one
                return std::abs(gap.x) + std::abs(gap.y) > half + other.second + room && geo::length(gap) > c_.pt(6);
            });
            if (!apart) continue;
            if (k < 60 && router.is_clear(at, half + c_.pt(3))) return at; // beside a symbol its spokes would seem to leave that
            if (!clear_only && router.is_clear(at, half + c_.pt(0.4))) clear_only = at;
            if (!apart_only) apart_only = at;
            if (k >= 60 && clear_only) break;
        }
        return clear_only ? *clear_only : apart_only.value_or(middle);
    }
    /// Members joined at one small marker, never pair by pair.
    void route_group(Router& router, std::size_t shape, const Relation& relation) {
        LinkShape& s = result_.shapes[shape];
        Vec2 middle;
        int n = 0;
        for (const End& e : s.ends) {
            if (!e.drawn) continue;
            middle = middle + e.at;
            ++n;
        }
        if (n < 2) return; // a single region: its hull is the picture
        middle = middle * (1.0 / n);
        const double d = joint_half(c_, s.links.size());
        const Vec2 joint = free_joint(router, middle, d);
        joints_.emplace_back(joint, d);
        End centre;
        centre.at = joint;
        centre.radius = c_.pt(0.6);
        centre.drawn = true;
        for (std::size_t i = 0; i < s.ends.size(); ++i) {
            const auto r = route_between(shape, centre, s.ends[i], false, receives(relation, i));
            if (r) router.add(*r, {0.07, -0.07, 0.154, -0.154, 0.0});
        }
        s.joint = {{joint.x, joint.y - d}, {joint.x + d, joint.y}, {joint.x, joint.y + d}, {joint.x - d, joint.y}};
    }

    /// Routes to lines with heads, and bands through their nodes, for the shapes from `first` on.
    void draw(const Router& router, std::size_t first) {
        for (const Route& r : router.routes()) {
            LinkShape& s = result_.shapes[r.shape];
            std::vector<Vec2> line = router.line(r);
            if (line.size() < 2) continue;
            for (const RouteEnd& end : {r.a, r.b}) {
                if (!end.border || end.head) continue;
                s.stops.push_back(end.at);
                s.stop_regions.push_back(end.region);
            }
            if (r.b.head) head(s, line);
            if (r.a.head) {
                std::reverse(line.begin(), line.end());
                head(s, line);
            }
            if (line.size() >= 2) s.lines.push_back(std::move(line));
        }
        for (std::size_t i = first; i < result_.shapes.size(); ++i) if (result_.shapes[i].shape == Shape::corridor) band(result_.shapes[i]);
    }

    /// An arrowhead where the goods or the help arrive: its tip is the line's end, on the symbol's edge.
    void head(LinkShape& s, std::vector<Vec2>& line) const {
        const double total = geo::length_of(line), size = std::min(c_.pt(4.2), total / 1.3);
        if (size < c_.pt(1.2)) return;
        const Vec2 tip = line.back(), dir = geo::unit(tip - geo::along(line, total - size).at), side = geo::perpendicular(dir) * (size * 0.40);
        s.head.insert(s.head.end(), {tip, tip - dir * size + side, tip - dir * size - side});
        line = geo::trimmed(line, 0, size * 0.8); // ends inside the head, not at its tip
    }

    void band(LinkShape& s) {
        std::vector<Vec2> nodes;
        for (const End& e : s.ends) if (e.drawn) nodes.push_back(e.at);
        if (nodes.size() < 2) return;
        s.lines.push_back(geo::smooth_through(nodes, c_.pt(3)));
        s.band = true;
        for (const auto& [left, right] : cross_ticks(nodes, c_.pt(3.1))) s.ticks.insert(s.ticks.end(), {left, right});
    }

    // ---- counts, and the link in hand

    void count() {
        MapContents& n = c_.contents;
        std::size_t groups = 0;
        for (const LinkShape& s : result_.shapes) {
            for (const End& e : s.ends) if (e.drawn) ++result_.degree[e.place];
            const auto family = static_cast<std::size_t>(style::family_of(c_.data.mechanism(c_.data.link(s.link).mechanism).code));
            n.links_drawn += s.folded();
            n.family_links[family] += s.folded();
            n.links_on_map.insert(n.links_on_map.end(), s.links.begin(), s.links.end());
            if (s.folded() > 1) n.folded_links[s.link] = s.links;
            n.folded = n.folded || (s.folded() > 1 && !s.joint.empty());
            n.numbered_lines = n.numbered_lines || s.badge.has_value();
            n.one_way = n.one_way || !s.head.empty();
            groups += !s.joint.empty() ? 1 : 0;
        }
        n.curves_drawn = static_cast<int>(result_.shapes.size());
        for (const InsideMark& m : result_.inside) {
            n.links_inside += static_cast<int>(m.links.size());
            for (const model::LinkIx l : m.links) // the legend counts what the figure shows, wherever it stands
                ++n.family_links[static_cast<std::size_t>(style::family_of(c_.data.mechanism(c_.data.link(l).mechanism).code))];
            n.inside_links[m.place] = m.links;
            n.links_on_map.insert(n.links_on_map.end(), m.links.begin(), m.links.end());
        }
        std::sort(n.links_on_map.begin(), n.links_on_map.end());
        // Units as large as provinces would tint the whole map; a chosen corridor or basin already marks the land, and a second tint would muddy both.
        if (groups > 0 && groups <= kFewGroups && n.rolled == RollUp::none && c_.view.corridors.empty() && c_.view.basins.empty())
            for (const LinkShape& s : result_.shapes) if (!s.joint.empty()) result_.hulls.push_back(s.link);
        n.hulls = !result_.hulls.empty();
    }

    /// A link that is folded or rolled up is drawn once more when it is in hand, between its own parties. It comes last, so that
    /// nothing else on the page moves.
    void in_hand() {
        const std::size_t first = result_.shapes.size();
        std::set<LinkIx> hands{c_.view.selected_link, c_.view.hovered_link};
        hands.erase(model::kNone);
        hands.insert(c_.view.more_links.begin(), c_.view.more_links.end());
        for (LinkIx ix : hands) {
            if (!std::binary_search(c_.contents.links_on_map.begin(), c_.contents.links_on_map.end(), ix)) continue;
            const bool whole = std::any_of(result_.shapes.begin(), result_.shapes.end(), [ix](const LinkShape& s) { return s.link == ix && s.folded() == 1; });
            if (whole && c_.contents.rolled == RollUp::none) continue;
            Relation r = roll_up(c_.data, {ix}, RollUp::none).relations.front();
            LinkShape s = shape_of(r);
            s.extra = true;
            for (const End& e : s.ends) mark(e);
            relations_.push_back(std::move(r));
            result_.shapes.push_back(std::move(s));
        }
        if (result_.shapes.size() == first) return;
        Router own(c_);
        for (const auto& [ix, at] : result_.symbols) own.avoid(at, symbol_radius(c_, ix) + c_.pt(1.2), ix, 1);
        own.avoid_islands();
        own.avoid_furniture();
        for (std::size_t i = first; i < result_.shapes.size(); ++i) {
            const LinkShape& s = result_.shapes[i];
            if (s.shape == Shape::hub) route_hub(own, i, relations_[i]);
            if (s.shape == Shape::group) route_group(own, i, relations_[i]);
            if (s.shape != Shape::pair || s.ends.size() < 2) continue;
            if (const auto r = route_between(i, s.ends.front(), s.ends.back(), receives(relations_[i], 0), receives(relations_[i], s.ends.size() - 1))) add_pair(own, *r);
        }
        draw(own, first);
    }

    const Context& c_;
    EndFinder ends_;
    Router router_;
    LinkPlan result_;
    std::vector<Relation> relations_; ///< of result_.shapes, in their order
    std::vector<std::pair<Vec2, double>> joints_; ///< middle and half diagonal
    std::map<PlaceIx, std::vector<Vec2>> stops_;  ///< where lines end on a region's border so far
    std::set<PlaceIx> marked_;
};

} // namespace

LinkPlan plan_links(const Context& c) { return Planner(c).plan(); }

} // namespace atlas::scene
