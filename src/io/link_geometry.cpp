// A party stands as its own point, or, for a region, as those of its members. Between two parties a line runs between the
// nearest two of their points that differ, so that a region never collapses to a centroid.
#include "io/link_geometry.hpp"

#include "io/table_context.hpp"
#include "model/containment.hpp"

#include <algorithm>
#include <limits>

namespace atlas::io {

using namespace model;

namespace {

using Points = std::vector<geo::LonLat>;

Points points_of(const Dataset& d, PlaceIx p) {
    if (const auto own = d.position(p)) return {*own};
    Points out;
    for (const PlaceIx m : all_members(d.places(), p))
        if (const auto at = d.position(m)) out.push_back(*at);
    return out;
}

/// The nearest two points of the sides; empty when the sides have no two different points.
Points nearest_pair(const Points& a, const Points& b) {
    Points best;
    double least = std::numeric_limits<double>::infinity();
    for (const geo::LonLat p : a) {
        for (const geo::LonLat q : b) {
            const double km = distance_km(p, q);
            if (p == q || km >= least) continue;
            least = km;
            best = {p, q};
        }
    }
    return best;
}

/// Through all parties in order; a region is passed at the member nearest to the point before (for the first: to the next).
Points chain(const std::vector<Points>& stops) {
    if (stops.size() < 2) return {};
    Points line = nearest_pair(stops[0], stops[1]);
    for (std::size_t i = 2; i < stops.size() && !line.empty(); ++i) {
        const Points next = nearest_pair({line.back()}, stops[i]);
        if (!next.empty()) line.push_back(next.back());
    }
    return line;
}

} // namespace

LinkGeometry geometry_of(const Dataset& d, const Link& link) {
    if (!link.mappable) return {};
    std::vector<Points> stops, givers, takers;
    for (const Party& party : link.parties) {
        Points points = points_of(d, party.place);
        if (points.empty()) continue;
        (party.role == Role::to ? takers : givers).push_back(points);
        stops.push_back(std::move(points));
    }
    LinkGeometry out;
    const auto add_line = [&out](Points line) {
        if (line.size() >= 2) out.parts.push_back(std::move(line));
    };
    switch (link.shape) {
    case Shape::pair:
        out.kind = GeometryKind::line;
        if (stops.size() == 2) {
            add_line(nearest_pair(stops[0], stops[1]));
            break;
        }
        for (const Points& from : givers)
            for (const Points& to : takers) add_line(nearest_pair(from, to));
        if (out.parts.size() > 1) out.kind = GeometryKind::lines;
        break;
    case Shape::corridor:
        out.kind = GeometryKind::line;
        add_line(chain(stops));
        break;
    case Shape::hub: {
        out.kind = GeometryKind::lines;
        // Without a point for the hub itself its partners would be joined to one of themselves.
        const Points hub = points_of(d, link.parties.front().place);
        for (std::size_t i = 1; i < link.parties.size(); ++i) add_line(nearest_pair(hub, points_of(d, link.parties[i].place)));
        break;
    }
    case Shape::group:
    case Shape::basin: {
        out.kind = link.shape == Shape::group ? GeometryKind::points : GeometryKind::collection;
        Points all;
        for (const Points& points : stops)
            for (const geo::LonLat p : points)
                if (std::find(all.begin(), all.end(), p) == all.end()) all.push_back(p);
        if (!all.empty()) out.parts.push_back(std::move(all));
        break;
    }
    }
    if (out.parts.empty()) out.kind = GeometryKind::none;
    return out;
}

} // namespace atlas::io
