// Figures for the pre-flight's tests, and the tools that spoil one of them in a single thing: lists are copied before they are
// changed, so that the figure they came from stays whole.
#pragma once

#include "export/preflight.hpp"
#include "golden/figure_world.hpp"

#include <algorithm>
#include <functional>

namespace atlas::preflight_scenes {

using exporter::Figure;
using exporter::FigureSpec;
using exporter::Finding;
using exporter::Severity;
using filter::Facet;
using geo::Box;
using geo::Vec2;
using scene::Extent;
using testing_world::spec;
using testing_world::world;

struct Scene {
    FigureSpec spec;
    Figure figure;
};

inline Scene scene_of(FigureSpec s) {
    s.use = exporter::Use::open; // blockers are blockers
    s.date = "2026-11-22";
    s.view.roll_up = scene::RollUp::automatic;
    return {s, testing_world::build(s)};
}
/// Built once: most bad scenes start from one of these.
inline const Scene& china() {
    static const Scene s = scene_of(spec());
    return s;
}
inline const Scene& yuxi() {
    static const Scene s = scene_of(spec({{Facet::corridor, "川南渝西"}}, Extent::corridor));
    return s;
}
inline const Scene& lanxi() {
    static const Scene s = scene_of(spec({{Facet::corridor, "兰西"}}, Extent::corridor));
    return s;
}

inline std::vector<Finding> check(const Scene& s) { return exporter::preflight(s.figure, s.spec, *world().dataset, *world().geodata, *world().fonts); }
inline const Finding& rule(const std::vector<Finding>& all, const std::string& id) {
    static const Finding none{};
    const auto at = std::find_if(all.begin(), all.end(), [&](const Finding& f) { return f.rule == id; });
    if (at == all.end()) ADD_FAILURE() << "no rule " << id;
    return at == all.end() ? none : *at;
}
inline bool failed(const Finding& f) { return f.severity == Severity::blocker || f.severity == Severity::warning; }
inline std::string said(const Finding& f) { return f.rule + ": " + f.sentence.zh; }
inline std::string failures(const std::vector<Finding>& all, Severity severity) {
    std::string out;
    for (const Finding& f : all) if (f.severity == severity) out += said(f) + "\n";
    return out;
}

/// A command with where it stands: layer and the box of the clip round it (page points; the whole page without one).
struct Place {
    std::string layer;
    Box clip;
    geo::Affine to_page;
};
using Change = std::function<bool(scene::Command&, const Place&)>; ///< false: the command is taken out

inline void edit(Scene& s, const Change& change) {
    for (scene::Placed& placed : s.figure.picture.lists) {
        auto list = std::make_shared<scene::DisplayList>();
        std::vector<std::string> layers;
        std::vector<Box> clips;
        for (scene::Command c : placed.list->commands) {
            if (const auto* l = std::get_if<scene::BeginLayer>(&c)) layers.push_back(l->id);
            if (const auto* p = std::get_if<scene::PushClip>(&c)) {
                Box b;
                b.add(placed.to_page.apply(p->box.min));
                b.add(placed.to_page.apply(p->box.max));
                clips.push_back(b);
            }
            const Place place{layers.empty() ? "" : layers.back(), clips.empty() ? s.figure.layout.page : clips.back(), placed.to_page};
            if (change(c, place)) list->commands.push_back(c);
            if (std::holds_alternative<scene::EndLayer>(c) && !layers.empty()) layers.pop_back();
            if (std::holds_alternative<scene::PopClip>(c) && !clips.empty()) clips.pop_back();
        }
        placed.list = std::move(list);
    }
}
inline bool same(const Box& a, const Box& b) { return geo::length(a.min - b.min) < 2 && geo::length(a.max - b.max) < 2; }

/// Adds commands in page points at the end of the list that holds `layer` inside `map`, clipped like it.
inline void add(Scene& s, const Box& map, const std::string& layer, const std::vector<scene::Command>& commands) {
    auto list = std::make_shared<scene::DisplayList>();
    list->commands = {scene::PushClip{map}, scene::BeginLayer{layer, layer}};
    list->commands.insert(list->commands.end(), commands.begin(), commands.end());
    list->commands.push_back(scene::EndLayer{});
    list->commands.push_back(scene::PopClip{});
    s.figure.picture.lists.insert(s.figure.picture.lists.end() - 1, {list, {}}); // the page comes last
}

/// Makes a map's frame smaller, its clips with it: what lay outside is cut off.
inline void crop(Scene& s, Box& map, const Box& to) {
    const Box from = map;
    for (scene::Placed& placed : s.figure.picture.lists) {
        auto list = std::make_shared<scene::DisplayList>(*placed.list);
        for (scene::Command& c : list->commands)
            if (auto* p = std::get_if<scene::PushClip>(&c)) {
                Box b;
                b.add(placed.to_page.apply(p->box.min));
                b.add(placed.to_page.apply(p->box.max));
                if (!same(b, from)) continue;
                const geo::Affine back = placed.to_page.inverse();
                p->box = Box{};
                p->box.add(back.apply(to.min));
                p->box.add(back.apply(to.max));
            }
        placed.list = std::move(list);
    }
    map = to;
}

/// The affine of a map's land: projection metres to page points.
inline geo::Affine land_to_page(const Scene& s, const Box& map) {
    for (const scene::Placed& placed : s.figure.picture.lists) {
        if (placed.list->commands.empty()) continue;
        const auto* clip = std::get_if<scene::PushClip>(&placed.list->commands.front());
        if (clip == nullptr) continue;
        Box b;
        b.add(placed.to_page.apply(clip->box.min));
        b.add(placed.to_page.apply(clip->box.max));
        if (!same(b, map)) continue;
        for (const scene::Command& c : placed.list->commands)
            if (const auto* l = std::get_if<scene::BeginLayer>(&c); l != nullptr && l->id == "land") return placed.to_page;
    }
    ADD_FAILURE() << "no land";
    return {};
}
inline Vec2 on_main(const Scene& s, geo::LonLat p) { return land_to_page(s, s.figure.layout.frame).apply(s.figure.layout.camera.projection.forward(p)); }
inline Vec2 on_inset(const Scene& s, geo::LonLat p) { return land_to_page(s, *s.figure.layout.inset).apply(s.figure.layout.inset_camera->projection.forward(p)); }

/// A label of the map's own kind in page points, its left baseline at `at`.
inline scene::DrawText label(const std::string& words, Vec2 at, double size = 8) {
    scene::DrawText t;
    t.utf8 = words;
    t.size_pt = size;
    t.color = base::rgb(0x2B2A2E);
    t.halo = base::rgb(0xFFFFFF);
    t.halo_pt = 0.8;
    for (const text::Glyph& g : world().fonts->shape(words, t.face, size).glyphs) t.glyphs.push_back({g.id, {at.x + g.x_pt, at.y + g.y_pt}, 0, g.cluster});
    return t;
}
inline geo::PathPtr line(const std::vector<Vec2>& points, bool closed = false) {
    auto p = std::make_shared<geo::Path>();
    p->closed = closed;
    p->begin_part();
    p->points = points;
    return p;
}
inline scene::StrokePath link_line(model::LinkIx link, const std::vector<Vec2>& points) {
    return {line(points), {1.0, base::rgb(0x1A2E7C), {}, scene::Cap::round}, {scene::FeatureRef::Kind::link, link}};
}

/// The first link drawn in the main map that `wanted` likes, with its longest line in page points.
struct DrawnLink { model::LinkIx link = model::kNone; std::vector<Vec2> points; std::string layer; };
inline DrawnLink drawn_link(const Scene& s, const std::function<bool(const model::Link&)>& wanted) {
    DrawnLink found;
    double longest = 0;
    Scene copy = s;
    edit(copy, [&](scene::Command& c, const Place& at) {
        const auto* stroke = std::get_if<scene::StrokePath>(&c);
        if (stroke == nullptr || !same(at.clip, s.figure.layout.frame) || !at.layer.starts_with("links-") || stroke->ref.kind != scene::FeatureRef::Kind::link || stroke->path->closed ||
            stroke->path->part_count() != 1 || stroke->path->points.size() < 6 || !wanted(world().dataset->link(stroke->ref.index)))
            return true;
        double length = 0;
        for (std::size_t i = 1; i < stroke->path->points.size(); ++i) length += geo::length(stroke->path->points[i] - stroke->path->points[i - 1]);
        if (length <= longest) return true;
        longest = length;
        found = {stroke->ref.index, {}, at.layer};
        for (const Vec2& v : stroke->path->points) found.points.push_back(at.to_page.apply(v));
        return true;
    });
    if (found.link == model::kNone) ADD_FAILURE() << "no such link is drawn";
    return found;
}

/// The places marked in the main map, with their symbol's box.
inline std::vector<std::pair<model::PlaceIx, Box>> symbols(const Scene& s) {
    std::vector<std::pair<model::PlaceIx, Box>> out;
    Scene copy = s;
    edit(copy, [&](scene::Command& c, const Place& at) {
        const auto* fill = std::get_if<scene::FillPath>(&c);
        if (fill == nullptr || at.layer != "places" || !same(at.clip, s.figure.layout.frame) || fill->ref.kind != scene::FeatureRef::Kind::place) return true;
        Box b;
        for (const Vec2& v : fill->path->points) b.add(at.to_page.apply(v));
        if (out.empty() || out.back().first != fill->ref.index) out.emplace_back(fill->ref.index, b);
        return true;
    });
    return out;
}

} // namespace atlas::preflight_scenes
