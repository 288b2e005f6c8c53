// Names of what the filter chose: corridors along their band, basins across their land.
#include "base/utf8.hpp"
#include "geo/curve.hpp"
#include "scene/labeller.hpp"

namespace atlas::scene {

using base::mix;

/// Each corridor with a band: along the band, read from left to right; else near its middle.
void Labeller::corridors() {
    if (!c_.shown(style::LayerId::corridors)) return;
    std::set<model::CorridorIx> chosen;
    for (std::size_t i = 0; i < c_.data.corridors().size(); ++i)
        for (const std::string& id : c_.view.corridors) if (c_.data.corridors()[i].id == id) chosen.insert(static_cast<model::CorridorIx>(i));
    if (c_.view.selected_link != model::kNone)
        for (const auto& t : c_.data.link(c_.view.selected_link).corridors) if (t.by == model::By::text) chosen.insert(t.index);
    for (model::CorridorIx k : chosen) {
        const model::Corridor& corridor = c_.data.corridor(k);
        std::vector<Vec2> nodes;
        for (model::PlaceIx n : corridor.nodes)
            if (const auto at = c_.data.position(n)) nodes.push_back(c_.project(*at));
        LabelStyle s = style(std::max(6.0, c_.pt(7.0)), mix(c_.theme.accent, c_.theme.text, 0.25), text::Face::sans_bold);
        s.spacing_pt = zh() ? 0.12 * s.size_pt : 0;
        const std::string name(base::without_brackets(corridor.name.in(c_.view.lang))); // the title has the rest
        const Label label{name, s, {FeatureRef::Kind::corridor, k}, "corridor:" + corridor.id};
        if (nodes.size() < 2) { // no band: its land carries the name
            corridor_on_land(k, label);
            continue;
        }
        const std::vector<Vec2> band = geo::smooth_through(nodes, c_.pt(2.5));
        bool done = false;
        for (int ink : {3, 10, 40, 250}) done = done || placer_.along(label, {band}, c_.pt(5.2), ink);
        if (done) continue;
        std::vector<Vec2> seen;
        for (const Vec2& v : band) if (in_frame(v)) seen.push_back(v);
        if (seen.empty()) continue;
        placer_.beside({label}, seen[seen.size() / 2], c_.pt(4.6), std::min(c_.pt(70), far_reach()));
    }
}

/// A corridor whose places have no order: across its members' land, larger and spaced, where the lines leave room.
void Labeller::corridor_on_land(model::CorridorIx k, Label label) {
    std::set<const model::Area*> chosen;
    for (model::PlaceIx m : c_.data.corridor(k).members) collect_areas(c_, m, chosen);
    if (chosen.empty()) return;
    const std::vector<const model::Area*> list = outermost(chosen);
    Box bounds;
    Vec2 middle;
    double weight = 0;
    for (const model::Area* a : list) {
        const Box own = bounds_on_page(a->rings);
        bounds.add(own);
        const Vec2 at = c_.project(a->label);
        if (!in_frame(at)) continue;
        const double size = own.width() * own.height();
        middle = middle + at * size;
        weight += size;
    }
    if (weight <= 0) return;
    const auto contains = [&](Vec2 p) {
        const geo::LonLat at = lonlat(p);
        return std::any_of(list.begin(), list.end(), [&](const model::Area* a) { return geo::inside({at.lon, at.lat}, a->rings); });
    };
    label.style.size_pt = std::max(6.0, c_.pt(9.0));
    label.style.spacing_pt = zh() ? 0.35 * label.style.size_pt : 0;
    const bool placed = placer_.inside(label, middle * (1 / weight), bounds, [&](const Box& b) {
        return contains(b.center()) && contains({b.min.x, b.center().y}) && contains({b.max.x, b.center().y});
    });
    if (!placed) return;
    Box title; // a place's name right above or below it would be read with it
    for (const Box& b : glyph_boxes(std::get<DrawText>(out_.commands.back()))) title.add(b);
    placer_.occupy(title.grown(0.45 * label.style.size_pt));
}

/// Each chosen basin once, as near to its middle as there is room on its own land.
void Labeller::basins() {
    if (!c_.shown(style::LayerId::basins)) return;
    for (std::size_t i = 0; i < c_.data.basins().size(); ++i) {
        const model::Basin& basin = c_.data.basins()[i];
        if (std::find(c_.view.basins.begin(), c_.view.basins.end(), basin.id) == c_.view.basins.end()) continue;
        std::vector<const model::Area*> list;
        for (const auto& a : c_.geo.basin1) if (!basin.region.empty() && a.name == basin.region) list.push_back(&a);
        if (list.empty()) {
            std::set<std::string> names;
            for (model::BasinIx d : c_.data.basin_with_descendants(static_cast<model::BasinIx>(i))) names.insert(c_.data.basin(d).areas.begin(), c_.data.basin(d).areas.end());
            for (const auto& a : c_.geo.basin2) if (names.count(a.name)) list.push_back(&a);
        }
        if (list.empty()) continue;
        const auto contains = [&](Vec2 p) {
            const geo::LonLat at = lonlat(p);
            return std::any_of(list.begin(), list.end(), [&](const model::Area* a) { return geo::inside({at.lon, at.lat}, a->rings); });
        };
        Box bounds;
        for (const model::Area* a : list) bounds.add(bounds_on_page(a->rings));
        const model::Area& largest = **std::max_element(list.begin(), list.end(), [](auto* a, auto* b) { return a->size_km2 < b->size_km2; });
        Vec2 at = c_.project(largest.label);
        if (!c_.frame.grown(-c_.pt(12)).contains(at)) { // the middle lies outside: the nearest point of the basin that is in the frame
            const Vec2 clamped{std::clamp(at.x, c_.pt(30), c_.frame.max.x - c_.pt(30)), std::clamp(at.y, c_.pt(14), c_.frame.max.y - c_.pt(14))};
            Vec2 best = clamped;
            double least = std::numeric_limits<double>::infinity();
            for (int y = 1; y < 12; ++y)
                for (int x = 1; x < 12; ++x) {
                    const Vec2 p{c_.frame.max.x * x / 12, c_.frame.max.y * y / 12};
                    if (const double d = geo::length(p - clamped); d < least && contains(p)) { least = d; best = p; }
                }
            if (!std::isfinite(least)) continue; // no part of it in the frame
            at = best;
        }
        LabelStyle s = water_style(std::max(6.0, c_.pt(9.0)));
        s.spacing_pt = zh() ? 0.3 * s.size_pt : 0;
        const std::string name = zh() ? basin.name.zh + (basin.name.zh.ends_with("诸河") ? "" : "流域") : basin.name.in(c_.view.lang) + " basin";
        const Label label{name, s, {FeatureRef::Kind::basin, static_cast<std::int32_t>(i)}, "basin:" + basin.id};
        const bool room = placer_.inside(label, at, bounds, [&](const Box& b) { return contains(b.center()) && contains({b.min.x, b.center().y}) && contains({b.max.x, b.center().y}); });
        if (!room) placer_.beside({label}, at, c_.pt(0.5), std::min(c_.pt(90), far_reach())); // a narrow or a full basin is named from outside
    }
}

/// The ten basin regions, when the layer is switched on without a chosen basin.
void Labeller::basin_regions() {
    if (c_.view.layers[static_cast<std::size_t>(style::LayerId::basins)].shown != style::Switch::on || !c_.view.basins.empty() || !zh()) return;
    for (const model::Area& a : c_.geo.basin1) {
        const Vec2 at = c_.project(a.label);
        LabelStyle s = water_style(std::max(6.0, c_.pt(8.4)));
        s.spacing_pt = c_.pt(2);
        if (in_frame(at)) placer_.centred({a.name, s, {}, "basin:" + a.name}, at, c_.pt(16));
    }
}

} // namespace atlas::scene
