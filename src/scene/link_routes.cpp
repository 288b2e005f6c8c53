#include "scene/link_routes.hpp"

#include "geo/curve.hpp"

#include <numbers>

namespace atlas::scene {

using model::PlaceIx;

namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr PlaceIx kIsland = -2; ///< never a party
constexpr std::size_t kAlwaysSpread = 16; ///< so many lines stand 8° apart wherever they go

double bearing(Vec2 d) { return std::atan2(d.y, d.x); }

} // namespace

void Router::avoid(Vec2 at, double radius, PlaceIx place, int weight) { obstacles_.push_back({at, radius, place, weight}); }

void Router::avoid_islands() {
    struct Islands { double lon, lat, reach_km; };
    static constexpr Islands kIslands[] = {{112.3, 16.6, 110}, {116.8, 20.7, 40}, {114.4, 15.7, 110}, {113.9, 9.6, 340},
                                           {117.75, 15.15, 25}, {112.28, 3.93, 40}, {123.47, 25.75, 25}, {124.57, 25.92, 15}};
    for (const Islands& i : kIslands)
        avoid(c_.project({i.lon, i.lat}), std::max(i.reach_km * 1000 / c_.view.camera.m_per_pt, c_.pt(2)), kIsland, 100);
    for (const model::BoundaryLine& b : c_.geo.boundaries) {
        if (b.kind != model::BoundaryKind::ten_dash) continue;
        for (std::size_t i = 0; i < b.lines.part_count(); ++i) {
            std::vector<Vec2> dash;
            Box box;
            for (std::size_t k = b.lines.part_begin(i); k < b.lines.part_end(i); ++k) {
                dash.push_back(c_.project({b.lines.points[k].x, b.lines.points[k].y}));
                box.add(dash.back());
            }
            if (dash.size() >= 2 && box.grown(c_.pt(4)).intersects(c_.frame)) avoid_line(dash, 100);
        }
    }
}

void Router::avoid_furniture() {
    for (const Box& b : c_.view.reserved) {
        const Box seen{{std::max(b.min.x, c_.frame.min.x), std::max(b.min.y, c_.frame.min.y)}, {std::min(b.max.x, c_.frame.max.x), std::min(b.max.y, c_.frame.max.y)}};
        if (!seen.intersects(c_.frame)) continue;
        avoid_line({seen.min, {seen.max.x, seen.min.y}, seen.max, {seen.min.x, seen.max.y}, seen.min}, 2);
    }
}

/// As a chain of small circles that a line cannot slip between.
void Router::avoid_line(const std::vector<Vec2>& line, int weight) {
    const double total = geo::length_of(line), radius = c_.pt(2.6);
    const int n = std::max(1, static_cast<int>(total / (1.6 * radius)));
    for (int i = 0; i <= n; ++i) avoid(geo::along(line, total * i / n).at, radius, kIsland, weight);
}

bool Router::is_clear(const Box& box) const {
    return std::none_of(obstacles_.begin(), obstacles_.end(), [&](const Obstacle& o) {
        const Vec2 nearest = box.nearest(o.at);
        return o.place != kIsland && geo::length(o.at - nearest) <= o.radius;
    });
}

bool Router::is_clear(Vec2 at, double radius) const {
    return std::none_of(obstacles_.begin(), obstacles_.end(), [&](const Obstacle& o) { return o.place != kIsland && geo::length(o.at - at) <= o.radius + radius; });
}

std::vector<Vec2> Router::line(const Route& r, int segments) const {
    return geo::bow(r.a.at, r.b.at, {r.out_a, r.out_b, r.a.cut, r.b.cut, r.slack, c_.pt(36)}, segments);
}

std::vector<Vec2> Router::line(const Route& r) const {
    // Steep ends turn fast: more points for them.
    const double turn = 1 + std::max(std::abs(r.out_a), std::abs(r.out_b));
    return line(r, std::clamp(static_cast<int>(geo::length(r.b.at - r.a.at) / 6 * turn), 12, 56));
}

int Router::crossings(const Route& r, int give_up, const std::vector<Obstacle>& among) const {
    const std::vector<Vec2> line = this->line(r, 14);
    Box box;
    for (const Vec2& v : line) box.add(v);
    const auto meets = [&line](const Obstacle& o) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const Vec2 ab = line[i] - line[i - 1], ap = o.at - line[i - 1];
            const double l2 = geo::dot(ab, ab), t = l2 > 0 ? std::clamp(geo::dot(ap, ab) / l2, 0.0, 1.0) : 0;
            const Vec2 off = ap - ab * t;
            if (geo::dot(off, off) < o.radius * o.radius) return true;
        }
        return false;
    };
    int hits = 0;
    for (const Obstacle& o : among) {
        if (o.at.x < box.min.x - o.radius || o.at.x > box.max.x + o.radius || o.at.y < box.min.y - o.radius || o.at.y > box.max.y + o.radius) continue;
        if (o.place == r.a.place || o.place == r.b.place || !meets(o)) continue;
        if ((hits += o.weight) >= give_up) return hits;
    }
    return hits;
}

std::vector<Router::Obstacle> Router::in_reach(const Route& r) const {
    // The curve stays in the hull of its control points; the longest handle that geo::bow makes, with the most slack tried here,
    // is 1.3 / (3 × 0.55) of the chord.
    const double reach = std::max(r.a.cut, r.b.cut) + 0.8 * geo::length(r.b.at - r.a.at);
    Box box;
    box.add(r.a.at);
    box.add(r.b.at);
    box = box.grown(reach);
    std::vector<Obstacle> out;
    for (const Obstacle& o : obstacles_)
        if (o.place != r.a.place && o.place != r.b.place && box.grown(o.radius).contains(o.at)) out.push_back(o);
    return out;
}

void Router::add(Route r, const std::vector<double>& bends) {
    if (geo::length(r.b.at - r.a.at) < r.a.cut + r.b.cut + c_.pt(0.6)) return; // symbols touch: nothing to draw between them
    r.chord = bearing(r.b.at - r.a.at);
    int fewest = std::numeric_limits<int>::max();
    Route best = r;
    for (double bend : bends) {
        r.out_a = r.out_b = std::atan(2 * bend);
        const int n = crossings(r, fewest);
        if (n < fewest) { fewest = n; best = r; }
        if (n == 0) break;
    }
    routes_.push_back(best);
}

void Router::add_fan(const std::vector<Route>& fan) {
    if (fan.empty()) return;
    const double chord = geo::length(fan.front().b.at - fan.front().a.at);
    if (chord < fan.front().a.cut + fan.front().b.cut + c_.pt(0.6)) return;
    // Bends spread evenly over both sides, wide enough to tell the lines apart: 3 pt in their middles.
    const double n = static_cast<double>(fan.size()), step = std::max(0.10, c_.pt(6.4) / chord), widest = std::min(1.3, step * (n - 1) / 2);
    auto lanes = [&](double shift) {
        std::vector<Route> out = fan;
        for (std::size_t i = 0; i < out.size(); ++i) {
            const double bend = -widest + 2 * widest * static_cast<double>(i) / (n - 1) + shift * step;
            out[i].out_a = out[i].out_b = std::atan(2 * bend);
            out[i].fan = true;
            out[i].chord = bearing(out[i].b.at - out[i].a.at);
        }
        return out;
    };
    int fewest = std::numeric_limits<int>::max();
    std::vector<Route> best;
    for (double shift : {0.0, 0.35, -0.35, 0.7, -0.7, 1.2, -1.2}) {
        std::vector<Route> tried = lanes(shift);
        int hits = 0;
        for (const Route& r : tried) hits += crossings(r);
        if (hits < fewest) { fewest = hits; best = std::move(tried); }
        if (fewest == 0) break;
    }
    routes_.insert(routes_.end(), best.begin(), best.end());
}

double Router::angle(const Route& r, bool at_b) { return at_b ? r.chord + std::numbers::pi - r.out_b : r.chord + r.out_a; }
void Router::turn_to(Route& r, bool at_b, double to) {
    (at_b ? r.out_b : r.out_a) = std::remainder(at_b ? r.chord + std::numbers::pi - to : to - r.chord, 2 * std::numbers::pi);
}

/// Eight degrees and a little where the lines can have them. Where very many leave one way they would have to set out backwards:
/// then they stand closer, no line more than 75° off its way (fan-in, said on the page).
double Router::fitting_gap(const std::vector<Leaving>& ends) const {
    std::vector<double> wanted;
    for (const Leaving& e : ends) wanted.push_back(angle(routes_[e.route], e.at_b));
    double gap = (ends.size() <= 24 ? 9 : 8) * kDegree;
    if (ends.size() <= kAlwaysSpread) return gap;
    for (; gap > 2 * kDegree; gap *= gap > 8 * kDegree ? 8.0 / 9 : 0.9) {
        const std::vector<double> got = geo::spread_angles(wanted, gap);
        double most = 0;
        for (std::size_t i = 0; i < ends.size(); ++i) {
            Route r = routes_[ends[i].route];
            turn_to(r, ends[i].at_b, got[i]);
            most = std::max(most, std::abs(ends[i].at_b ? r.out_b : r.out_a));
        }
        if (most <= 75 * kDegree) break;
    }
    return gap;
}

void Router::spread_once() {
    for (const auto& [place, ends] : at_) {
        std::vector<double> wanted;
        for (const Leaving& e : ends) wanted.push_back(angle(routes_[e.route], e.at_b));
        const std::vector<double> got = geo::spread_angles(wanted, gap_.at(place));
        for (std::size_t i = 0; i < ends.size(); ++i) turn_to(routes_[ends[i].route], ends[i].at_b, got[i]);
    }
    // An end that is free (a joint, a region's border) mirrors the other, so that the curve stays symmetric, but not its extremes.
    constexpr double kMost = 32 * kDegree;
    for (Route& r : routes_) {
        if (!r.a.spread && r.b.spread) r.out_a = std::clamp(r.out_b, -kMost, kMost);
        if (!r.b.spread && r.a.spread) r.out_b = std::clamp(r.out_a, -kMost, kMost);
    }
}

void Router::balance() {
    for (Route& r : routes_) r.out_a = r.out_b = (r.out_a + r.out_b) / 2;
}

bool Router::has_room(const Route& moved, std::size_t index, bool at_b) const {
    const RouteEnd& end = at_b ? moved.b : moved.a;
    if (!end.spread) return true;
    const std::vector<Leaving>& ends = at_.at(end.place);
    const double mine = angle(moved, at_b), gap = gap_.at(end.place) - 1e-9;
    return std::all_of(ends.begin(), ends.end(), [&](const Leaving& e) {
        return (e.route == index && e.at_b == at_b) || std::abs(std::remainder(angle(routes_[e.route], e.at_b) - mine, 2 * std::numbers::pi)) >= gap;
    });
}

bool Router::mend(std::size_t index) {
    Route& r = routes_[index];
    int fewest = crossings(r);
    if (fewest == 0) return false;
    const std::vector<Obstacle> near = in_reach(r);
    const Route before = r;
    Route best = r;
    bool bent = false;
    auto attempt = [&](double out_a, double out_b, double slack) {
        if (fewest == 0) return;
        Route m = before;
        m.out_a = out_a;
        m.out_b = out_b;
        m.slack = slack;
        // Long curves do not swing wide to spare a town: from 70° on short ones down to 40°.
        const double most = std::max(40.0, 70 - 30 * geo::length(before.b.at - before.a.at) / c_.pt(250)) * kDegree;
        if (std::max(std::abs(out_a), std::abs(out_b)) > std::max({most, std::abs(before.out_a), std::abs(before.out_b)}) || !has_room(m, index, false) || !has_room(m, index, true)) return;
        const int n = crossings(m, fewest, near);
        if (n < fewest) { fewest = n; best = m; bent = true; }
    };
    for (double slack : {0.85, 1.15, 0.7, 1.3, 0.5}) {
        if (r.fan && (slack < 0.8 || slack > 1.2)) break;
        attempt(before.out_a, before.out_b, slack);
    }
    if (r.fan) { // keeps its lane
        r = best;
        return bent;
    }
    for (double turn : {8.0, -8.0, 16.0, -16.0, 26.0, -26.0, 38.0, -38.0})
        for (double slack : {1.0, 0.65, 1.3}) attempt(before.out_a + turn * kDegree, before.out_b + turn * kDegree, slack);
    attempt(-before.out_a, -before.out_b, 1);
    for (double turn : {9.0, -9.0, 18.0, -18.0, 30.0, -30.0}) // one end only: better a little lopsided than under a place
        for (double slack : {1.0, 0.6, 1.3}) {
            attempt(before.out_a + turn * kDegree, before.out_b, slack);
            attempt(before.out_a, before.out_b + turn * kDegree, slack);
        }
    r = best;
    return bent;
}

void Router::settle() {
    at_.clear();
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (routes_[i].a.spread) at_[routes_[i].a.place].push_back({i, false});
        if (routes_[i].b.spread) at_[routes_[i].b.place].push_back({i, true});
    }
    crowded_ = 0;
    for (const auto& [place, ends] : at_) {
        gap_[place] = fitting_gap(ends);
        crowded_ += gap_[place] < 7.99 * kDegree ? 1 : 0;
    }
    // Each round spreads the lines at every place, then takes the mean of both ends, so that curves stay close to symmetric.
    for (int round = 0; round < 5; ++round) {
        spread_once();
        if (round < 4) balance();
    }
    // Twice: a curve that found no way may find one when it or others at its places have moved. Where none has, a second try
    // would end as the first.
    std::map<PlaceIx, std::size_t> moved; // by place: when a line there last moved, counted in tries
    std::vector<std::size_t> tried(routes_.size(), 0);
    std::vector<bool> bent(routes_.size(), false);
    std::size_t now = 0;
    for (int round = 0; round < 2; ++round)
        for (std::size_t i = 0; i < routes_.size(); ++i) {
            const Route& r = routes_[i];
            const auto since = [&](const RouteEnd& e) {
                const auto at = moved.find(e.place);
                return e.spread && at != moved.end() && at->second > tried[i];
            };
            if (round > 0 && !bent[i] && !since(r.a) && !since(r.b)) continue;
            tried[i] = ++now;
            bent[i] = mend(i);
            if (bent[i]) for (const RouteEnd& e : {r.a, r.b}) if (e.spread) moved[e.place] = now;
        }
}

double Router::widest_gap(PlaceIx place) const {
    const auto found = at_.find(place);
    if (found == at_.end()) return -45 * kDegree;
    std::vector<double> angles;
    for (const Leaving& e : found->second) angles.push_back(std::remainder(angle(routes_[e.route], e.at_b), 2 * std::numbers::pi));
    std::sort(angles.begin(), angles.end());
    double widest = 0, middle = -45 * kDegree;
    for (std::size_t i = 0; i < angles.size(); ++i) {
        const double next = i + 1 < angles.size() ? angles[i + 1] : angles.front() + 2 * std::numbers::pi;
        if (next - angles[i] > widest + 1e-9) { widest = next - angles[i]; middle = (next + angles[i]) / 2; }
    }
    return middle;
}

} // namespace atlas::scene
