// Applying a filter and counting the values of its facets. A count equals the number of links left when that value alone is
// wanted in its facet; a link that has two children of a parent is counted once for the parent.
#include "filter/filter.hpp"

#include "filter/resolved.hpp"

#include <algorithm>
#include <functional>

namespace atlas::filter {

using namespace model;

namespace {

/// Counts over the values 0 … n-1 of a facet. `visit(link, add, all)` calls add(value) for every value that the link has,
/// ancestors included, as often as it likes: a value is counted once for a link. `all`: computed values too, also when the
/// filter wants only those named in the text (for `present`).
struct Counter {
    std::vector<int> count;
    Flags present; ///< some link of the whole dataset has it
    template <class Visit>
    Counter(const Dataset& d, const Resolved& resolved, Facet facet, std::size_t n, Visit visit) : count(n, 0), present(n, 0) {
        std::vector<int> seen_by(n, -1);
        const auto links = d.links();
        for (std::size_t i = 0; i < links.size(); ++i) {
            visit(links[i], [&](std::int32_t v) { present[at(v)] = 1; }, true);
            const Resolved::Counted counted = resolved.counted(links[i], facet);
            if (!counted.all && counted.only == kNone) continue;
            visit(links[i],
                  [&](std::int32_t v) {
                      if (!counted.all && v != counted.only) return;
                      if (seen_by[at(v)] == static_cast<int>(i)) return;
                      seen_by[at(v)] = static_cast<int>(i);
                      ++count[at(v)];
                  },
                  false);
        }
    }
};

/// Parents before children, depth first, in table order.
void depth_first(std::size_t n, const std::function<std::int32_t(std::int32_t)>& parent, const std::function<void(std::int32_t)>& put) {
    std::vector<std::vector<std::int32_t>> children(n);
    std::vector<std::int32_t> roots;
    for (std::size_t i = 0; i < n; ++i) {
        const auto ix = static_cast<std::int32_t>(i);
        const std::int32_t p = parent(ix);
        (p == kNone ? roots : children[at(p)]).push_back(ix);
    }
    const std::function<void(std::int32_t)> walk = [&](std::int32_t i) {
        put(i);
        for (const std::int32_t c : children[at(i)]) walk(c);
    };
    for (const std::int32_t r : roots) walk(r);
}

std::vector<FacetValue> corridor_counts(const Dataset& d, const Resolved& r) {
    const Counter c(d, r, Facet::corridor, d.corridors().size(), [&](const Link& link, auto add, bool all) {
        for (const auto& t : link.corridors)
            if (all || r.counts(t.by)) add(t.index);
    });
    std::vector<FacetValue> out;
    for (std::size_t i = 0; i < d.corridors().size(); ++i)
        if (c.present[i]) out.push_back({d.corridors()[i].id, d.corridors()[i].name, "", c.count[i]});
    return out;
}

std::vector<FacetValue> basin_counts(const Dataset& d, const Resolved& r) {
    const Counter c(d, r, Facet::basin, d.basins().size(), [&](const Link& link, auto add, bool all) {
        for (const auto& t : link.basins) {
            if (!all && !r.counts(t.by)) continue;
            for (BasinIx b = t.index; b != kNone; b = d.basin(b).parent) add(b);
        }
    });
    std::vector<FacetValue> out;
    depth_first(d.basins().size(), [&](BasinIx b) { return d.basin(b).parent; }, [&](BasinIx b) {
        const Basin& basin = d.basin(b);
        if (c.present[at(b)]) out.push_back({basin.id, basin.name, basin.parent == kNone ? "" : d.basin(basin.parent).id, c.count[at(b)]});
    });
    return out;
}

std::vector<FacetValue> mechanism_counts(const Dataset& d, const Resolved& r) {
    std::vector<MechanismIx> parents;
    for (std::size_t i = 0; i < d.mechanisms().size(); ++i) parents.push_back(parent_of(d, static_cast<MechanismIx>(i)));
    const Counter c(d, r, Facet::mechanism, parents.size(), [&](const Link& link, auto add, bool) {
        for (MechanismIx m = link.mechanism; m != kNone; m = parents[at(m)]) add(m);
    });
    std::vector<FacetValue> out;
    depth_first(parents.size(), [&](MechanismIx m) { return parents[at(m)]; }, [&](MechanismIx m) {
        if (c.present[at(m)]) out.push_back({d.mechanism(m).code, d.mechanism(m).name, d.mechanism(m).parent, c.count[at(m)]});
    });
    return out;
}

/// A facet with a fixed list of values.
template <class Value, class Visit>
std::vector<FacetValue> fixed_counts(const Dataset& d, const Resolved& r, Facet facet, int n, Value value, Visit visit) {
    const Counter c(d, r, facet, static_cast<std::size_t>(n), visit);
    std::vector<FacetValue> out;
    for (int i = 0; i < n; ++i) {
        if (!c.present[at(i)]) continue;
        auto [id, name] = value(i);
        out.push_back({std::move(id), std::move(name), "", c.count[at(i)]});
    }
    return out;
}

/// Provinces that contain a party, with the parties inside them; then the parties in no province (regions, foreign places).
std::vector<FacetValue> place_counts(const Dataset& d, const Resolved& r) {
    Flags listed(d.places().size(), 0);
    const auto province_of = [&](PlaceIx p) {
        const std::string& code = d.place(p).code();
        return code.size() == 6 ? d.place_by_id(code.substr(0, 2) + "0000") : kNone;
    };
    for (const Link& link : d.links())
        for (const Party& party : link.parties) listed[at(party.place)] = 1;
    std::vector<std::vector<PlaceIx>> within(d.places().size()); // for each party: the listed places it lies in, itself first
    for (std::size_t i = 0; i < within.size(); ++i) {
        if (listed[i] != 1) continue;
        const auto p = static_cast<PlaceIx>(i);
        if (const PlaceIx province = province_of(p); province != kNone && !listed[at(province)]) listed[at(province)] = 2;
    }
    for (std::size_t i = 0; i < within.size(); ++i) {
        if (listed[i] != 1) continue;
        const auto p = static_cast<PlaceIx>(i);
        within[i].push_back(p);
        const std::string& code = d.place(p).code();
        if (code.size() != 6) continue;
        for (const std::string& outer : {code, code.substr(0, 4) + "00", code.substr(0, 2) + "0000"}) {
            const PlaceIx o = d.place_by_id(outer);
            if (o != kNone && listed[at(o)] && std::find(within[i].begin(), within[i].end(), o) == within[i].end()) within[i].push_back(o);
        }
    }
    const Counter c(d, r, Facet::place, within.size(), [&](const Link& link, auto add, bool) {
        for (const Party& party : link.parties)
            for (const PlaceIx p : within[at(party.place)]) add(p);
    });
    std::vector<FacetValue> out;
    depth_first(
        within.size(),
        [&](PlaceIx p) {
            const PlaceIx province = province_of(p);
            return province == p ? kNone : province;
        },
        [&](PlaceIx p) {
            if (!listed[at(p)]) return;
            const PlaceIx province = province_of(p);
            out.push_back({d.place(p).id, d.place(p).name, province == kNone || province == p ? "" : d.place(province).id, c.count[at(p)]});
        });
    return out;
}

std::vector<FacetValue> counts_of(const Dataset& d, const Resolved& r, Facet facet) {
    std::vector<FacetValue> out;
    switch (facet) {
    case Facet::corridor: return corridor_counts(d, r);
    case Facet::basin: return basin_counts(d, r);
    case Facet::mechanism: return mechanism_counts(d, r);
    case Facet::place: return place_counts(d, r);
    case Facet::plan: {
        const Counter c(d, r, facet, d.plans().size(), [](const Link& link, auto add, bool) { add(link.plan); });
        for (std::size_t i = 0; i < d.plans().size(); ++i)
            if (c.present[i]) out.push_back({d.plans()[i].id, d.plans()[i].brief, "", c.count[i]});
        return out;
    }
    case Facet::domain: {
        const Counter c(d, r, facet, d.domains().size(), [](const Link& link, auto add, bool) {
            for (const DomainIx v : link.domains) add(v);
        });
        for (std::size_t i = 0; i < d.domains().size(); ++i)
            if (c.present[i]) out.push_back({d.domains()[i].code, d.domains()[i].name, "", c.count[i]});
        return out;
    }
    case Facet::level: return fixed_counts(d, r, facet, kLevelCount, [](int i) { return std::pair{std::string(to_code(static_cast<Level>(i))), level_name(static_cast<Level>(i))}; },
        [&d](const Link& link, auto add, bool) { for (const Party& p : link.parties) add(static_cast<std::int32_t>(level_of(d.place(p.place).kind))); });
    case Facet::stance: return fixed_counts(d, r, facet, 4, [](int i) { return std::pair{std::string(to_code(static_cast<Stance>(i))), stance_name(static_cast<Stance>(i))}; },
        [](const Link& link, auto add, bool) { add(static_cast<std::int32_t>(link.stance)); });
    case Facet::stated: return fixed_counts(d, r, facet, 2, [](int i) { return std::pair{std::string(to_code(static_cast<Stated>(i))), stated_name(static_cast<Stated>(i))}; },
        [](const Link& link, auto add, bool) { add(static_cast<std::int32_t>(link.stated)); });
    case Facet::shape: return fixed_counts(d, r, facet, 5, [](int i) { return std::pair{std::string(to_code(static_cast<Shape>(i))), shape_name(static_cast<Shape>(i))}; },
        [](const Link& link, auto add, bool) { add(static_cast<std::int32_t>(link.shape)); });
    }
    return out;
}

} // namespace

std::vector<LinkIx> apply(const Dataset& d, const FilterSpec& spec) {
    const Resolved resolved(d, spec);
    std::vector<LinkIx> out;
    const auto links = d.links();
    for (std::size_t i = 0; i < links.size(); ++i)
        if (resolved.passes_all(links[i])) out.push_back(static_cast<LinkIx>(i));
    return out;
}

std::vector<FacetValue> facet_counts(const Dataset& d, const FilterSpec& spec, Facet facet) { return counts_of(d, Resolved(d, spec), facet); }

std::array<std::vector<FacetValue>, kFacetCount> all_facet_counts(const Dataset& d, const FilterSpec& spec) {
    const Resolved r(d, spec);
    std::array<std::vector<FacetValue>, kFacetCount> out;
    for (const Facet f : kAllFacets) out[static_cast<std::size_t>(f)] = counts_of(d, r, f);
    return out;
}

} // namespace atlas::filter
