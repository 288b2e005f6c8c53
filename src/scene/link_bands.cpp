// What runs along a line: the bands of corridors in hand with their stations, and arrows down a river.
#include "geo/curve.hpp"
#include "scene/context.hpp"

namespace atlas::scene {

using base::faded;
using style::LayerId;

std::vector<std::pair<Vec2, Vec2>> cross_ticks(const std::vector<Vec2>& nodes, double half) {
    std::vector<std::pair<Vec2, Vec2>> out;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Vec2 across = geo::perpendicular(geo::unit(nodes[std::min(i + 1, nodes.size() - 1)] - nodes[i > 0 ? i - 1 : 0])) * half;
        out.emplace_back(nodes[i] + across, nodes[i] - across);
    }
    return out;
}

PathPtr flow_arrows(const Context& c, const LinkPlan& plan, const geo::Path& course) {
    const double every = c.pt(52), arm = c.pt(2.3);
    auto arrows = std::make_shared<geo::Path>();
    double walked = every / 2;
    for (std::size_t i = 0; i < course.part_count(); ++i) {
        for (std::size_t k = course.part_begin(i) + 1; k < course.part_end(i); ++k) {
            walked += geo::length(course.points[k] - course.points[k - 1]);
            const Vec2 at = course.points[k];
            if (walked < every || !c.frame.grown(-c.pt(6)).contains(at)) continue;
            // The direction of the reach, not of a bend in it.
            std::size_t back = k, ahead = k;
            while (back > course.part_begin(i) && geo::length(at - course.points[back]) < c.pt(4)) --back;
            while (ahead + 1 < course.part_end(i) && geo::length(at - course.points[ahead]) < c.pt(4)) ++ahead;
            const Vec2 d = geo::unit(course.points[ahead] - course.points[back]), n = geo::perpendicular(d);
            if (std::any_of(plan.symbols.begin(), plan.symbols.end(), [&](const auto& s) { return geo::length(s.second - at) < c.pt(8); })) continue;
            arrows->begin_part();
            arrows->points.insert(arrows->points.end(), {at - d * (arm * 0.6) + n * arm, at + d * (arm * 0.6), at - d * (arm * 0.6) - n * arm});
            walked = 0;
        }
    }
    return arrows;
}

void build_bands(const Context& c, DisplayList& out) {
    if (!c.shown(LayerId::corridors)) return;
    // Bands are for corridors in hand: chosen in the filter, or those of the selected link.
    std::vector<model::CorridorIx> bands;
    auto want = [&](model::CorridorIx k) {
        if (c.data.corridor(k).nodes.size() >= 2 && std::find(bands.begin(), bands.end(), k) == bands.end()) bands.push_back(k);
    };
    for (std::size_t i = 0; i < c.data.corridors().size(); ++i)
        for (const std::string& id : c.view.corridors) if (c.data.corridors()[i].id == id) want(static_cast<model::CorridorIx>(i));
    if (c.view.selected_link != model::kNone)
        for (const auto& t : c.data.link(c.view.selected_link).corridors) if (t.by == model::By::text) want(t.index);
    if (bands.empty()) return;
    begin_layer(out, style::layer_code(LayerId::corridors), style::layer_name(LayerId::corridors).in(c.view.lang));
    c.contents.layers.push_back(LayerId::corridors);
    c.contents.corridor_bands = true;
    const double o = c.opacity(LayerId::corridors);
    for (model::CorridorIx k : bands) {
        const model::Corridor& corridor = c.data.corridor(k);
        std::vector<Vec2> nodes;
        for (model::PlaceIx n : corridor.nodes)
            if (const auto at = c.data.position(n)) nodes.push_back(c.project(*at));
        if (nodes.size() < 2) continue;
        const FeatureRef ref{FeatureRef::Kind::corridor, k};
        const PathPtr line = shared_path(geo::smooth_through(nodes, c.pt(2.5)), false);
        out.commands.push_back(StrokePath{line, {c.pt(9), faded(c.theme.accent, 0.20 * o), {}, Cap::round}, ref});
        out.commands.push_back(StrokePath{line, {c.pt(1.1), faded(c.theme.accent, 0.55 * o), {}, Cap::round}, ref});
        for (const auto& tick : cross_ticks(nodes, c.pt(4.6)))
            out.commands.push_back(StrokePath{shared_path({tick.first, tick.second}, false), {c.pt(1.1), faded(c.theme.accent, 0.8 * o), {}, Cap::butt}, ref});
    }
    end_layer(out);
}

} // namespace atlas::scene
