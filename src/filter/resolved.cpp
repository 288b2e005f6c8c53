// Looking a FilterSpec up. An id the dataset does not know (from an old project file) selects nothing in its facet; it never
// widens the selection.
#include "filter/resolved.hpp"

#include "filter/ego.hpp"
#include "model/containment.hpp"

#include <algorithm>

namespace atlas::filter {

using namespace model;

namespace {

bool has(const std::vector<std::string>& list, const std::string& id) { return std::find(list.begin(), list.end(), id) != list.end(); }

Flags places_that_match(const Dataset& d, const std::vector<PlaceTerm>& terms) {
    const auto places = d.places();
    Flags flags(places.size(), 0);
    for (const PlaceTerm& term : terms) {
        if (term.place < 0 || at(term.place) >= places.size()) continue;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (flags[i]) continue;
            const auto ix = static_cast<PlaceIx>(i);
            if (!term.exact) {
                flags[i] = d.inside(ix, term.place);
            } else if (ix == term.place) {
                flags[i] = 1;
            } else if (!places[i].members.empty()) {
                const std::vector<PlaceIx> members = all_members(places, ix);
                flags[i] = std::find(members.begin(), members.end(), term.place) != members.end();
            }
        }
    }
    return flags;
}

} // namespace

MechanismIx parent_of(const Dataset& d, MechanismIx mechanism) {
    const std::string& parent = d.mechanism(mechanism).parent;
    if (parent.empty()) return kNone;
    const auto all = d.mechanisms();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].code == parent) return static_cast<MechanismIx>(i);
    return kNone;
}

namespace {

/// One flag a value: the facet's ids looked up; `terms` for places.
Flags flags_of(const Dataset& d, Facet facet, const std::vector<std::string>& ids, const std::vector<PlaceTerm>& terms) {
    Flags flags;
    switch (facet) {
    case Facet::corridor:
        for (const Corridor& c : d.corridors()) flags.push_back(has(ids, c.id));
        break;
    case Facet::plan:
        for (const Plan& p : d.plans()) flags.push_back(has(ids, p.id));
        break;
    case Facet::domain:
        for (const Domain& v : d.domains()) flags.push_back(has(ids, v.code));
        break;
    case Facet::basin:
        for (std::size_t i = 0; i < d.basins().size(); ++i) {
            bool on = false;
            for (auto b = static_cast<BasinIx>(i); b != kNone && !on; b = d.basin(b).parent) on = has(ids, d.basin(b).id);
            flags.push_back(on);
        }
        break;
    case Facet::mechanism:
        for (std::size_t i = 0; i < d.mechanisms().size(); ++i) {
            bool on = false;
            for (auto m = static_cast<MechanismIx>(i); m != kNone && !on; m = parent_of(d, m)) on = has(ids, d.mechanism(m).code);
            flags.push_back(on);
        }
        break;
    case Facet::place: return places_that_match(d, terms);
    case Facet::level:
        for (int i = 0; i < kLevelCount; ++i) flags.push_back(has(ids, std::string(to_code(static_cast<Level>(i)))));
        break;
    case Facet::stance:
        for (int i = 0; i < 4; ++i) flags.push_back(has(ids, std::string(to_code(static_cast<Stance>(i)))));
        break;
    case Facet::stated:
        for (int i = 0; i < 2; ++i) flags.push_back(has(ids, std::string(to_code(static_cast<Stated>(i)))));
        break;
    case Facet::shape:
        for (int i = 0; i < 5; ++i) flags.push_back(has(ids, std::string(to_code(static_cast<Shape>(i)))));
        break;
    }
    return flags;
}

/// Index of a facet's value; kNone for an unknown one and for a place written "=id", which no row of a facet stands for.
std::int32_t index_of(const Dataset& d, Facet facet, const std::string& id) {
    const auto among = [&](const auto& values, auto name) {
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i].*name == id) return static_cast<std::int32_t>(i);
        return kNone;
    };
    const auto code = [&](int n, auto to) {
        for (int i = 0; i < n; ++i)
            if (to(i) == id) return static_cast<std::int32_t>(i);
        return kNone;
    };
    switch (facet) {
    case Facet::corridor: return among(d.corridors(), &Corridor::id);
    case Facet::basin: return among(d.basins(), &Basin::id);
    case Facet::mechanism: return among(d.mechanisms(), &Mechanism::code);
    case Facet::plan: return among(d.plans(), &Plan::id);
    case Facet::domain: return among(d.domains(), &Domain::code);
    case Facet::place: return d.place_by_id(id);
    case Facet::level: return code(kLevelCount, [](int i) { return to_code(static_cast<Level>(i)); });
    case Facet::stance: return code(4, [](int i) { return to_code(static_cast<Stance>(i)); });
    case Facet::stated: return code(2, [](int i) { return to_code(static_cast<Stated>(i)); });
    case Facet::shape: return code(5, [](int i) { return to_code(static_cast<Shape>(i)); });
    }
    return kNone;
}

bool in_ring(geo::LonLat p, const std::vector<geo::LonLat>& ring) {
    bool in = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        if ((ring[i].lat > p.lat) != (ring[j].lat > p.lat) && p.lon < (ring[j].lon - ring[i].lon) * (p.lat - ring[i].lat) / (ring[j].lat - ring[i].lat) + ring[i].lon)
            in = !in;
    return in;
}

/// For each place: 1 when it lies in the area by itself.
Flags places_in(const Dataset& d, const AreaTerm& area) {
    const auto places = d.places();
    Flags flags(places.size(), 0);
    switch (area.kind) {
    case AreaTerm::Kind::ring:
        for (std::size_t i = 0; i < places.size(); ++i) flags[i] = area.ring.size() >= 3 && places[i].position && in_ring(*places[i].position, area.ring);
        break;
    case AreaTerm::Kind::basin: {
        BasinContainment contains(places, d.basins());
        for (std::size_t b = 0; b < d.basins().size(); ++b) {
            if (d.basins()[b].id != area.id) continue;
            for (std::size_t i = 0; i < places.size(); ++i) {
                if (!places[i].members.empty()) continue;
                const Party alone{static_cast<PlaceIx>(i), Role::both};
                for (const BasinIx deepest : contains.deepest_containing_all({&alone, 1})) flags[i] = flags[i] || d.basin_inside(deepest, static_cast<BasinIx>(b));
            }
        }
        break;
    }
    case AreaTerm::Kind::corridor:
        for (const Corridor& c : d.corridors()) {
            if (c.id != area.id) continue;
            for (std::size_t i = 0; i < places.size(); ++i) {
                const auto in = [&](PlaceIx m) { return d.inside(static_cast<PlaceIx>(i), m); };
                flags[i] = std::any_of(c.members.begin(), c.members.end(), in) || std::any_of(c.nodes.begin(), c.nodes.end(), in);
            }
        }
        break;
    }
    return flags;
}

/// For each link: 1 when the tie holds.
Flags links_of_tie(const Dataset& d, const Tie& tie) {
    Flags flags(d.links().size(), 0);
    const auto each = [&](auto holds) {
        for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = holds(d.links()[i]);
    };
    switch (tie.kind) {
    case Tie::Kind::clause: each([&](const Link& l) { return filter::has(tie.ids, clause_id(d, l)); }); break;
    case Tie::Kind::link: each([&](const Link& l) { return filter::has(tie.ids, l.id); }); break;
    case Tie::Kind::place: {
        std::vector<std::pair<PlaceIx, bool>> wanted;
        for (const std::string& id : tie.ids) {
            const bool exact = id.starts_with('=');
            if (const PlaceIx p = d.place_by_id(exact ? std::string_view(id).substr(1) : std::string_view(id)); p != kNone) wanted.emplace_back(p, exact);
        }
        const auto is = [&](const Party& p) {
            return std::any_of(wanted.begin(), wanted.end(), [&](const auto& w) { return w.second ? p.place == w.first : d.inside(p.place, w.first); });
        };
        each([&](const Link& l) { return std::any_of(l.parties.begin(), l.parties.end(), is); });
        break;
    }
    case Tie::Kind::out:
    case Tie::Kind::in: {
        std::vector<PlaceIx> places;
        for (const std::string& id : tie.ids)
            if (const PlaceIx p = d.place_by_id(id); p != kNone) places.push_back(p);
        for (const LinkIx i : links_about(d, places, tie.kind == Tie::Kind::out ? Ego::out : Ego::in)) flags[at(i)] = 1;
        break;
    }
    }
    return flags;
}

} // namespace

Resolved::Resolved(const Dataset& d, const FilterSpec& spec) : text_only_(spec.text_only) {
    for (const Facet f : kAllFacets) {
        const auto i = static_cast<std::size_t>(f);
        static const std::vector<std::string> none;
        const std::vector<std::string>* ids = values_of(spec, f);
        wanted_[i].any = ids != nullptr ? !ids->empty() : !spec.places.empty() || !spec.lost_places.empty();
        if (wanted_[i].any) wanted_[i].flags = flags_of(d, f, ids != nullptr ? *ids : none, spec.places);
        std::vector<std::string> not_ids;
        for (const Without& w : spec.without) {
            if (w.facet != f || filter::has(not_ids, w.id)) continue;
            not_ids.push_back(w.id);
            std::vector<PlaceTerm> terms;
            const bool exact = w.id.starts_with('=');
            if (const PlaceIx p = d.place_by_id(exact ? std::string_view(w.id).substr(1) : std::string_view(w.id)); f == Facet::place && p != kNone) terms.push_back({p, exact});
            nots_[i].push_back({index_of(d, f, w.id), flags_of(d, f, {w.id}, terms)});
        }
        unwanted_[i].any = !not_ids.empty();
        for (const Not& n : nots_[i]) { // all of them as one, so that a link is tested once
            Flags& all = unwanted_[i].flags;
            all.resize(n.flags.size(), 0);
            for (std::size_t v = 0; v < all.size(); ++v) all[v] = all[v] || n.flags[v];
        }
    }
    if (wanted_[static_cast<std::size_t>(Facet::level)].any || unwanted_[static_cast<std::size_t>(Facet::level)].any)
        for (const model::Place& p : d.places()) levels_.push_back(static_cast<std::uint8_t>(level_of(p.kind)));
    for (const AreaTerm& term : spec.areas) {
        Place area{term.all_ends, places_in(d, term), {}};
        area.partly = area.wholly;
        const auto places = d.places();
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places[i].members.empty()) continue;
            const std::vector<PlaceIx> members = all_members(places, static_cast<PlaceIx>(i));
            const auto in = [&](PlaceIx m) { return area.wholly[at(m)] != 0 && places[at(m)].members.empty(); };
            area.partly[i] = std::any_of(members.begin(), members.end(), in);
            area.wholly[i] = !members.empty() && std::all_of(members.begin(), members.end(), in);
        }
        areas_.push_back(std::move(area));
    }
    first_ = d.links().data();
    for (const Tie& tie : spec.ties) ties_.push_back(links_of_tie(d, tie));
}

bool Resolved::has(const Link& link, Facet facet, const Flags& flags) const {
    switch (facet) {
    case Facet::corridor:
        return std::any_of(link.corridors.begin(), link.corridors.end(), [&](const auto& t) { return counts(t.by) && flags[at(t.index)]; });
    case Facet::basin:
        return std::any_of(link.basins.begin(), link.basins.end(), [&](const auto& t) { return counts(t.by) && flags[at(t.index)]; });
    case Facet::mechanism: return flags[at(link.mechanism)] != 0;
    case Facet::plan: return flags[at(link.plan)] != 0;
    case Facet::place: return std::any_of(link.parties.begin(), link.parties.end(), [&](const Party& p) { return flags[at(p.place)] != 0; });
    case Facet::level: return std::any_of(link.parties.begin(), link.parties.end(), [&](const Party& p) { return flags[levels_[at(p.place)]] != 0; });
    case Facet::domain: return std::any_of(link.domains.begin(), link.domains.end(), [&](DomainIx v) { return flags[at(v)] != 0; });
    case Facet::stance: return flags[static_cast<std::size_t>(link.stance)] != 0;
    case Facet::stated: return flags[static_cast<std::size_t>(link.stated)] != 0;
    case Facet::shape: return flags[static_cast<std::size_t>(link.shape)] != 0;
    }
    return true;
}

bool Resolved::passes(const Link& link, Facet facet) const {
    const auto i = static_cast<std::size_t>(facet);
    if (wanted_[i].any && !has(link, facet, wanted_[i].flags)) return false;
    return !unwanted_[i].any || !has(link, facet, unwanted_[i].flags);
}

bool Resolved::in_areas(const Link& link) const {
    return std::all_of(areas_.begin(), areas_.end(), [&](const Place& a) {
        const auto wholly = [&](const Party& p) { return a.wholly[at(p.place)] != 0; };
        const auto partly = [&](const Party& p) { return a.partly[at(p.place)] != 0; };
        return a.all_ends ? std::all_of(link.parties.begin(), link.parties.end(), wholly) : std::any_of(link.parties.begin(), link.parties.end(), partly);
    });
}

bool Resolved::in_ties(const Link& link) const {
    const auto i = static_cast<std::size_t>(&link - first_);
    return std::all_of(ties_.begin(), ties_.end(), [i](const Flags& holds) { return holds[i] != 0; });
}

bool Resolved::passes_all(const Link& link) const {
    return in_ties(link) && in_areas(link) && std::all_of(std::begin(kAllFacets), std::end(kAllFacets), [&](Facet f) { return passes(link, f); });
}

bool Resolved::passes_all_but(const Link& link, Facet facet) const {
    return in_ties(link) && in_areas(link) && std::all_of(std::begin(kAllFacets), std::end(kAllFacets), [&](Facet f) { return f == facet || passes(link, f); });
}

Resolved::Counted Resolved::counted(const Link& link, Facet facet) const {
    if (!passes_all_but(link, facet)) return {};
    const auto i = static_cast<std::size_t>(facet);
    if (!unwanted_[i].any || !has(link, facet, unwanted_[i].flags)) return {true, kNone};
    const Not* alone = nullptr;
    for (const Not& n : nots_[i]) {
        if (!has(link, facet, n.flags)) continue;
        if (alone) return {};
        alone = &n;
    }
    return {false, alone->value};
}

} // namespace atlas::filter
