// Cascade, strip, gaps and comparison.
#include "filter/insight.hpp"

#include "model/containment.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

namespace atlas::filter {

using namespace model;

bool is_at(const Dataset& d, PlaceIx party, PlaceIx place) {
    if (d.inside(party, place)) return true;
    if (d.place(party).members.empty()) return false;
    const std::vector<PlaceIx> members = all_members(d.places(), party);
    return std::any_of(members.begin(), members.end(), [&](PlaceIx m) { return d.inside(m, place); });
}

namespace {

bool has_party_at(const Dataset& d, const Link& link, PlaceIx place) {
    return std::any_of(link.parties.begin(), link.parties.end(), [&](const Party& p) { return is_at(d, p.place, place); });
}
bool has_basin(const Dataset& d, const Link& link, BasinIx basin, bool text_only = false) {
    return std::any_of(link.basins.begin(), link.basins.end(), [&](const auto& t) { return (!text_only || t.by == By::text) && d.basin_inside(t.index, basin); });
}
bool of_mechanism(const Dataset& d, const Link& link, std::string_view parent) {
    const std::string& code = d.mechanism(link.mechanism).code;
    return code == parent || (code.size() > parent.size() && code.starts_with(parent) && code[parent.size()] == '.');
}

double great_circle_km(geo::LonLat a, geo::LonLat b) {
    constexpr double kRad = std::numbers::pi / 180, kEarthKm = 6371.0088; // IUGG mean radius
    const double dlat = (b.lat - a.lat) * kRad, dlon = (b.lon - a.lon) * kRad;
    const double h = std::pow(std::sin(dlat / 2), 2) + std::cos(a.lat * kRad) * std::cos(b.lat * kRad) * std::pow(std::sin(dlon / 2), 2);
    return 2 * kEarthKm * std::asin(std::min(1.0, std::sqrt(h)));
}

/// Plans whose territory holds the place, or part of which it holds.
std::vector<PlanIx> plans_of(const Dataset& d, PlaceIx place) {
    std::vector<PlanIx> out;
    for (std::size_t i = 0; i < d.plans().size(); ++i) {
        const auto& territory = d.plans()[i].territory;
        if (std::any_of(territory.begin(), territory.end(), [&](PlaceIx t) { return d.inside(place, t) || d.inside(t, place); })) out.push_back(static_cast<PlanIx>(i));
    }
    return out;
}
std::vector<PlanIx> united(std::vector<PlanIx> a, const std::vector<PlanIx>& b) {
    a.insert(a.end(), b.begin(), b.end());
    std::sort(a.begin(), a.end());
    a.erase(std::unique(a.begin(), a.end()), a.end());
    return a;
}

} // namespace

std::vector<PlaceTerm> terms_at(const Dataset& d, const std::vector<LinkIx>& links, PlaceIx place) {
    std::vector<PlaceTerm> out{{place, false}};
    for (const LinkIx l : links)
        for (const Party& p : d.link(l).parties) {
            const PlaceTerm region{p.place, true};
            if (!d.inside(p.place, place) && is_at(d, p.place, place) && std::find(out.begin(), out.end(), region) == out.end()) out.push_back(region);
        }
    return out;
}

Cascade cascade(const Dataset& d, const std::vector<LinkIx>& links, BasinIx basin, bool text_only) {
    Cascade out;
    out.basin = basin;
    if (basin < 0 || at(basin) >= d.basins().size()) return out;
    out.provinces = d.basin(basin).provinces;
    out.at.resize(out.provinces.size());
    for (std::size_t i = 1; i < out.provinces.size(); ++i) out.steps.push_back({out.provinces[i - 1], out.provinces[i], {}, {}, united(plans_of(d, out.provinces[i - 1]), plans_of(d, out.provinces[i]))});
    for (const LinkIx l : links) {
        const Link& link = d.link(l);
        if (!has_basin(d, link, basin, text_only)) continue;
        std::vector<bool> there;
        for (std::size_t i = 0; i < out.provinces.size(); ++i) {
            there.push_back(has_party_at(d, link, out.provinces[i]));
            if (there.back()) out.at[i].push_back(l);
        }
        for (std::size_t i = 1; i < out.provinces.size(); ++i) {
            if (!there[i - 1] || !there[i]) continue;
            out.steps[i - 1].links.push_back(l);
            if (of_mechanism(d, link, "compensation")) out.steps[i - 1].compensation.push_back(l);
        }
    }
    return out;
}

Strip strip(const Dataset& d, const std::vector<LinkIx>& links, CorridorIx corridor) {
    Strip out;
    out.corridor = corridor;
    if (corridor < 0 || at(corridor) >= d.corridors().size()) return out;
    double km = 0;
    std::optional<geo::LonLat> before;
    for (const PlaceIx p : d.corridor(corridor).nodes) {
        const auto here = d.place(p).position;
        if (here && before) km += great_circle_km(*before, *here);
        if (here) before = here;
        out.nodes.push_back({p, km, {}});
    }
    std::map<std::pair<std::size_t, std::size_t>, std::vector<LinkIx>> spans;
    for (const LinkIx l : links) {
        std::vector<std::size_t> there;
        for (std::size_t i = 0; i < out.nodes.size(); ++i) {
            if (!has_party_at(d, d.link(l), out.nodes[i].place)) continue;
            out.nodes[i].links.push_back(l);
            there.push_back(i);
        }
        for (std::size_t i = 0; i < there.size(); ++i)
            for (std::size_t k = i + 1; k < there.size(); ++k) spans[{there[i], there[k]}].push_back(l);
    }
    for (auto& [ends, list] : spans) out.spans.push_back({ends.first, ends.second, std::move(list)});
    return out;
}

std::vector<std::pair<std::string, std::string>> neighbouring_provinces(const Geodata& g) {
    // The layer is one partition: neighbours share vertices. Two common ones are a border, one is a corner.
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::size_t>> owners;
    for (std::size_t i = 0; i < g.provinces.size(); ++i) {
        for (const geo::Vec2& v : g.provinces[i].rings.points) {
            auto& list = owners[{std::llround(v.x * 1e7), std::llround(v.y * 1e7)}];
            if (std::find(list.begin(), list.end(), i) == list.end()) list.push_back(i);
        }
    }
    std::map<std::pair<std::size_t, std::size_t>, int> common;
    for (const auto& [vertex, list] : owners)
        for (std::size_t i = 0; i < list.size(); ++i)
            for (std::size_t k = i + 1; k < list.size(); ++k) ++common[std::minmax(list[i], list[k])];
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& [pair, n] : common)
        if (n >= 2) out.emplace_back(std::min(g.provinces[pair.first].code, g.provinces[pair.second].code), std::max(g.provinces[pair.first].code, g.provinces[pair.second].code));
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<Gap> gaps(const Dataset& d, const std::vector<std::pair<std::string, std::string>>& neighbours) {
    std::vector<Gap> out;
    const auto none = [&](auto wanted) {
        const auto links = d.links();
        return std::none_of(links.begin(), links.end(), wanted);
    };
    const auto joins = [&](const Link& l, PlaceIx a, PlaceIx b) { return has_party_at(d, l, a) && has_party_at(d, l, b); };
    for (const auto& [code_a, code_b] : neighbours) {
        const PlaceIx a = d.place_by_id(code_a), b = d.place_by_id(code_b);
        if (a == kNone || b == kNone) continue;
        const std::vector<PlanIx> searched = united(plans_of(d, a), plans_of(d, b));
        if (!searched.empty() && none([&](const Link& l) { return of_mechanism(d, l, "cooperation.border") && joins(l, a, b); }))
            out.push_back({Gap::Rule::border, a, b, kNone, kNone, searched, kNone});
    }
    for (std::size_t i = 0; i < d.basins().size(); ++i) {
        const auto basin = static_cast<BasinIx>(i);
        const auto& stem = d.basin(basin).provinces;
        for (std::size_t k = 1; k < stem.size(); ++k) {
            const std::vector<PlanIx> searched = united(plans_of(d, stem[k - 1]), plans_of(d, stem[k]));
            const auto uncompensated = [&](BasinIx of) { return none([&](const Link& l) { return of_mechanism(d, l, "compensation") && has_basin(d, l, of) && joins(l, stem[k - 1], stem[k]); }); };
            if (searched.empty() || !uncompensated(basin)) continue;
            BasinIx wider = d.basin(basin).parent;
            while (wider != kNone && uncompensated(wider)) wider = d.basin(wider).parent;
            out.push_back({Gap::Rule::compensation, stem[k - 1], stem[k], basin, kNone, searched, wider});
        }
    }
    for (std::size_t i = 0; i < d.corridors().size(); ++i) {
        const auto& nodes = d.corridors()[i].nodes;
        for (std::size_t k = 1; k < nodes.size(); ++k) {
            if (nodes[k - 1] == nodes[k]) continue;
            const std::vector<PlanIx> searched = united(plans_of(d, nodes[k - 1]), plans_of(d, nodes[k]));
            if (!searched.empty() && none([&](const Link& l) { return joins(l, nodes[k - 1], nodes[k]); }))
                out.push_back({Gap::Rule::corridor, nodes[k - 1], nodes[k], kNone, static_cast<CorridorIx>(i), searched, kNone});
        }
    }
    return out;
}

Text rule_name(Gap::Rule rule) {
    switch (rule) {
    case Gap::Rule::border: return {"相邻两省没有省际交界合作", "Neighbouring provinces without border cooperation"};
    case Gap::Rule::compensation: return {"干流上下游两省没有利益补偿", "Main-stem neighbours without compensation"};
    case Gap::Rule::corridor: return {"走廊相邻两节点没有任何联系", "Adjacent corridor nodes without a link"};
    }
    return {};
}

Comparison compare(const Dataset& d, const std::vector<LinkIx>& links, PlanIx a, PlanIx b) {
    Comparison out;
    std::map<std::set<PlaceIx>, Comparison::Shared> by_parties;
    const auto parties = [&](LinkIx l) {
        std::set<PlaceIx> set;
        for (const Party& p : d.link(l).parties) set.insert(p.place);
        return set;
    };
    for (const LinkIx l : links) {
        const PlanIx plan = d.link(l).plan;
        if (plan != a && plan != b) continue;
        Comparison::Shared& group = by_parties[parties(l)];
        if (plan == a) out.a.push_back(l), group.a.push_back(l);
        if (plan == b) out.b.push_back(l), group.b.push_back(l);
    }
    for (auto& [set, group] : by_parties) {
        if (group.a.empty() || group.b.empty()) {
            out.only_a.insert(out.only_a.end(), group.a.begin(), group.a.end());
            out.only_b.insert(out.only_b.end(), group.b.begin(), group.b.end());
        } else {
            group.parties.assign(set.begin(), set.end());
            out.shared.push_back(std::move(group));
        }
    }
    std::sort(out.only_a.begin(), out.only_a.end());
    std::sort(out.only_b.begin(), out.only_b.end());
    std::sort(out.shared.begin(), out.shared.end(), [](const auto& x, const auto& y) { return x.a.front() < y.a.front(); });
    return out;
}

} // namespace atlas::filter
