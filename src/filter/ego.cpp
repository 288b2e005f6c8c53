// Every link is looked at once; own plans are settled before.
#include "filter/ego.hpp"

#include "model/containment.hpp"

#include <algorithm>

namespace atlas::filter {

using namespace model;

std::string_view to_code(Ego way) {
    switch (way) {
    case Ego::both: return "both";
    case Ego::out: return "out";
    case Ego::in: return "in";
    }
    return "";
}

std::optional<Ego> ego_from(std::string_view code) {
    for (const Ego w : kEgos)
        if (to_code(w) == code) return w;
    return std::nullopt;
}

bool own_plan(const Dataset& d, const Plan& plan, PlaceIx place) {
    std::vector<PlaceIx> parts{place};
    if (!d.place(place).members.empty()) parts = all_members(d.places(), place);
    return std::any_of(plan.territory.begin(), plan.territory.end(), [&](PlaceIx own) {
        return std::any_of(parts.begin(), parts.end(), [&](PlaceIx part) { return d.inside(part, own) || d.inside(own, part); });
    });
}

std::vector<LinkIx> links_about(const Dataset& d, std::span<const PlaceIx> places, Ego way) {
    std::vector<LinkIx> out;
    std::vector<bool> own(d.plans().size());
    if (way != Ego::both)
        for (std::size_t p = 0; p < own.size(); ++p)
            own[p] = std::any_of(places.begin(), places.end(), [&](PlaceIx place) { return own_plan(d, d.plans()[p], place); });
    const auto here = [&](const Party& p) { return std::any_of(places.begin(), places.end(), [&](PlaceIx place) { return d.inside(p.place, place); }); };
    for (std::size_t i = 0; i < d.links().size(); ++i) {
        const Link& link = d.links()[i];
        if (std::none_of(link.parties.begin(), link.parties.end(), here)) continue;
        if (way != Ego::both) {
            const bool mine = link.plan >= 0 && own[static_cast<std::size_t>(link.plan)];
            if (mine != (way == Ego::out)) continue;
            if (way == Ego::out && std::all_of(link.parties.begin(), link.parties.end(), here)) continue;
        }
        out.push_back(static_cast<LinkIx>(i));
    }
    return out;
}

} // namespace atlas::filter
