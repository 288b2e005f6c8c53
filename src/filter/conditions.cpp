// A filter as a list of conditions: what chips show, what can be taken away alone, and the ways back from an empty result.
#include "filter/filter.hpp"

#include <algorithm>

namespace atlas::filter {

using namespace model;

namespace {

bool known(const Dataset& d, Facet facet, const std::string& id) {
    const auto in = [&id](const auto& all, auto id_of) { return std::any_of(all.begin(), all.end(), [&](const auto& v) { return id_of(v) == id; }); };
    switch (facet) {
    case Facet::corridor: return in(d.corridors(), [](const auto& v) { return v.id; });
    case Facet::basin: return in(d.basins(), [](const auto& v) { return v.id; });
    case Facet::mechanism: return in(d.mechanisms(), [](const auto& v) { return v.code; });
    case Facet::plan: return in(d.plans(), [](const auto& v) { return v.id; });
    case Facet::domain: return in(d.domains(), [](const auto& v) { return v.code; });
    case Facet::place: return d.place_by_id(id.starts_with('=') ? std::string_view(id).substr(1) : std::string_view(id)) != kNone;
    case Facet::stance: return stance_from(id).has_value();
    case Facet::stated: return stated_from(id).has_value();
    case Facet::shape: return shape_from(id).has_value();
    case Facet::level:
        for (int i = 0; i < kLevelCount; ++i)
            if (to_code(static_cast<Level>(i)) == id) return true;
        return false;
    }
    return false;
}

/// One id of a tie; a clause is known when a link states it.
bool known(const Dataset& d, Tie::Kind kind, const std::string& id) {
    switch (kind) {
    case Tie::Kind::place:
    case Tie::Kind::out:
    case Tie::Kind::in: return known(d, Facet::place, id);
    case Tie::Kind::clause: return std::any_of(d.links().begin(), d.links().end(), [&](const Link& l) { return clause_id(d, l) == id; });
    case Tie::Kind::link: return d.link_by_id(id) != kNone;
    }
    return false;
}

} // namespace

std::string clause_id(const Dataset& d, const Link& link) { return (link.plan >= 0 ? d.plan(link.plan).id : std::string()) + " " + link.clause; }

std::vector<Condition> conditions(const Dataset& d, const FilterSpec& spec) {
    using Kind = Condition::Kind;
    std::vector<Condition> out;
    for (const Facet f : kAllFacets) {
        if (const auto* ids = values_of(spec, f)) {
            for (std::size_t i = 0; i < ids->size(); ++i) out.push_back({Kind::value, f, (*ids)[i], i, known(d, f, (*ids)[i])});
            continue;
        }
        for (std::size_t i = 0; i < spec.places.size(); ++i)
            out.push_back({Kind::place, f, (spec.places[i].exact ? "=" : "") + d.place(spec.places[i].place).id, i, true});
        for (std::size_t i = 0; i < spec.lost_places.size(); ++i) out.push_back({Kind::lost_place, f, spec.lost_places[i], i, false});
    }
    for (std::size_t i = 0; i < spec.without.size(); ++i) {
        const Without& w = spec.without[i];
        out.push_back({Kind::without, w.facet, w.id, i, known(d, w.facet, w.id)});
    }
    for (std::size_t i = 0; i < spec.areas.size(); ++i) {
        const AreaTerm& a = spec.areas[i];
        const Facet f = a.kind == AreaTerm::Kind::corridor ? Facet::corridor : a.kind == AreaTerm::Kind::basin ? Facet::basin : Facet::place;
        out.push_back({Kind::area, f, a.id, i, a.kind == AreaTerm::Kind::ring || known(d, f, a.id)});
    }
    for (std::size_t i = 0; i < spec.ties.size(); ++i) {
        const Tie& t = spec.ties[i];
        const Facet f = t.kind == Tie::Kind::clause || t.kind == Tie::Kind::link ? Facet::plan : Facet::place;
        std::string ids;
        for (const std::string& id : t.ids) ids += (ids.empty() ? "" : ", ") + id;
        out.push_back({Kind::tie, f, ids, i, std::any_of(t.ids.begin(), t.ids.end(), [&](const std::string& id) { return known(d, t.kind, id); })});
    }
    return out;
}

FilterSpec without_condition(FilterSpec spec, const Condition& c) {
    const auto erase = [&c](auto& list) {
        if (c.at < list.size()) list.erase(list.begin() + static_cast<std::ptrdiff_t>(c.at));
    };
    switch (c.kind) {
    case Condition::Kind::value:
        if (auto* ids = values_of(spec, c.facet)) erase(*ids);
        break;
    case Condition::Kind::place: erase(spec.places); break;
    case Condition::Kind::lost_place: erase(spec.lost_places); break;
    case Condition::Kind::without: erase(spec.without); break;
    case Condition::Kind::area: erase(spec.areas); break;
    case Condition::Kind::tie: erase(spec.ties); break;
    }
    return spec;
}

FilterSpec turned_round(const Dataset& d, FilterSpec spec, const Condition& c) {
    const auto add = [](auto& list, auto value) {
        if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
    };
    if (c.kind == Condition::Kind::area) {
        if (c.at < spec.areas.size()) spec.areas[c.at].all_ends = !spec.areas[c.at].all_ends;
        return spec;
    }
    spec = without_condition(std::move(spec), c);
    if (c.kind != Condition::Kind::without) {
        add(spec.without, Without{c.facet, c.id});
    } else if (auto* ids = values_of(spec, c.facet)) {
        add(*ids, c.id);
    } else {
        const bool exact = c.id.starts_with('=');
        const PlaceIx p = d.place_by_id(exact ? std::string_view(c.id).substr(1) : std::string_view(c.id));
        if (p != kNone) add(spec.places, PlaceTerm{p, exact});
        else add(spec.lost_places, c.id);
    }
    return spec;
}

Wish wish_of(const Dataset& d, const FilterSpec& spec, Facet facet, std::string_view id) {
    for (const Without& w : spec.without)
        if (w.facet == facet && w.id == id) return Wish::unwanted;
    if (const auto* ids = values_of(spec, facet)) return std::find(ids->begin(), ids->end(), id) != ids->end() ? Wish::wanted : Wish::none;
    const bool exact = id.starts_with('=');
    const PlaceTerm term{d.place_by_id(exact ? id.substr(1) : id), exact};
    return std::find(spec.places.begin(), spec.places.end(), term) != spec.places.end() ? Wish::wanted : Wish::none;
}

std::vector<Way> ways_back(const Dataset& d, const FilterSpec& spec) {
    std::vector<Way> out;
    for (const Condition& c : conditions(d, spec))
        if (const int n = static_cast<int>(apply(d, without_condition(spec, c)).size()); n > 0) out.push_back({c, n});
    std::stable_sort(out.begin(), out.end(), [](const Way& a, const Way& b) { return a.links > b.links; });
    return out;
}

} // namespace atlas::filter
