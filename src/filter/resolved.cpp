// Looking a FilterSpec up. An id the dataset does not know (from an old project file) selects nothing in its facet; it never
// widens the selection.
#include "filter/resolved.hpp"

#include "model/containment.hpp"

#include <algorithm>

namespace atlas::filter {

using namespace model;

namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }
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

Resolved::Resolved(const Dataset& d, const FilterSpec& spec) : text_only_(spec.text_only) {
    const auto set = [this](Facet f, bool any) { any_[static_cast<int>(f)] = any; };
    set(Facet::corridor, !spec.corridors.empty());
    set(Facet::basin, !spec.basins.empty());
    set(Facet::mechanism, !spec.mechanisms.empty());
    set(Facet::plan, !spec.plans.empty());
    set(Facet::place, !spec.places.empty());
    set(Facet::domain, !spec.domains.empty());
    set(Facet::stance, !spec.stances.empty());

    for (const Corridor& c : d.corridors()) corridors_.push_back(has(spec.corridors, c.id));
    for (const Plan& p : d.plans()) plans_.push_back(has(spec.plans, p.id));
    for (const Domain& v : d.domains()) domains_.push_back(has(spec.domains, v.code));
    for (std::size_t i = 0; i < d.basins().size(); ++i) {
        bool on = false;
        for (auto b = static_cast<BasinIx>(i); b != kNone && !on; b = d.basin(b).parent) on = has(spec.basins, d.basin(b).id);
        basins_.push_back(on);
    }
    for (std::size_t i = 0; i < d.mechanisms().size(); ++i) {
        bool on = false;
        for (auto m = static_cast<MechanismIx>(i); m != kNone && !on; m = parent_of(d, m)) on = has(spec.mechanisms, d.mechanism(m).code);
        mechanisms_.push_back(on);
    }
    if (!spec.places.empty()) places_ = places_that_match(d, spec.places);
    for (const std::string& code : spec.stances)
        if (const auto stance = stance_from(code)) stances_[static_cast<int>(*stance)] = 1;
}

bool Resolved::passes(const Link& link, Facet facet) const {
    if (!any_[static_cast<int>(facet)]) return true;
    switch (facet) {
    case Facet::corridor:
        return std::any_of(link.corridors.begin(), link.corridors.end(), [&](const auto& t) { return counts(t.by) && corridors_[at(t.index)]; });
    case Facet::basin:
        return std::any_of(link.basins.begin(), link.basins.end(), [&](const auto& t) { return counts(t.by) && basins_[at(t.index)]; });
    case Facet::mechanism: return mechanisms_[at(link.mechanism)] != 0;
    case Facet::plan: return plans_[at(link.plan)] != 0;
    case Facet::place:
        return std::any_of(link.parties.begin(), link.parties.end(), [&](const Party& p) { return places_[at(p.place)] != 0; });
    case Facet::domain:
        return std::any_of(link.domains.begin(), link.domains.end(), [&](DomainIx v) { return domains_[at(v)] != 0; });
    case Facet::stance: return stances_[static_cast<int>(link.stance)] != 0;
    }
    return true;
}

bool Resolved::passes_all(const Link& link) const {
    return std::all_of(std::begin(kAllFacets), std::end(kAllFacets), [&](Facet f) { return passes(link, f); });
}

bool Resolved::passes_all_but(const Link& link, Facet facet) const {
    return std::all_of(std::begin(kAllFacets), std::end(kAllFacets), [&](Facet f) { return f == facet || passes(link, f); });
}

} // namespace atlas::filter
