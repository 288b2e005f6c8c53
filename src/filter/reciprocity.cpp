// A few hundred links, 34 provinces, a handful of plans: everything is looked at directly.
#include "filter/reciprocity.hpp"

#include <algorithm>
#include <span>

namespace atlas::filter {

using namespace model;

namespace {

bool in_any(const Dataset& d, PlaceIx place, std::span<const PlaceIx> territory) {
    return std::any_of(territory.begin(), territory.end(), [&](PlaceIx outer) { return d.inside(place, outer); });
}

/// Links of the plan with a party inside `there`; parties inside `but_not` do not count.
std::vector<LinkIx> links_naming(const Dataset& d, PlanIx plan, std::span<const PlaceIx> there, std::span<const PlaceIx> but_not = {}) {
    std::vector<LinkIx> out;
    for (std::size_t i = 0; i < d.links().size(); ++i) {
        const Link& link = d.links()[i];
        if (link.plan != plan) continue;
        const bool names = std::any_of(link.parties.begin(), link.parties.end(),
                                       [&](const Party& p) { return in_any(d, p.place, there) && !in_any(d, p.place, but_not); });
        if (names) out.push_back(static_cast<LinkIx>(i));
    }
    return out;
}

Reciprocity state_of(bool a, bool b) {
    if (a && b) return Reciprocity::both;
    return a ? Reciprocity::only_a : b ? Reciprocity::only_b : Reciprocity::neither;
}

bool outside(const Dataset& d, PlaceIx province, const Plan& plan) {
    return std::none_of(plan.territory.begin(), plan.territory.end(),
                        [&](PlaceIx own) { return d.inside(own, province) || d.inside(province, own); });
}

bool plan_of(const Dataset& d, const Plan& plan, PlaceIx province) {
    const auto& own = plan.territory;
    if (own.empty()) return false;
    return std::find(own.begin(), own.end(), province) != own.end() ||
           std::all_of(own.begin(), own.end(), [&](PlaceIx part) { return d.inside(part, province); });
}

} // namespace

std::string_view to_code(Reciprocity state) {
    switch (state) {
    case Reciprocity::both: return "both";
    case Reciprocity::only_a: return "only_a";
    case Reciprocity::only_b: return "only_b";
    case Reciprocity::neither: return "neither";
    case Reciprocity::not_loaded: return "not_loaded";
    }
    return "";
}

std::vector<PlaceReciprocity> reciprocity_by_place(const Dataset& d) {
    std::vector<PlaceReciprocity> out;
    for (std::size_t a = 0; a < d.plans().size(); ++a) {
        const auto plan = static_cast<PlanIx>(a);
        for (std::size_t p = 0; p < d.places().size(); ++p) {
            const auto province = static_cast<PlaceIx>(p);
            if (d.place(province).kind != PlaceKind::province || !outside(d, province, d.plan(plan))) continue;
            const std::vector<LinkIx> links = links_naming(d, plan, {&province, 1});
            bool loaded = false;
            for (std::size_t b = 0; b < d.plans().size(); ++b) {
                const auto other = static_cast<PlanIx>(b);
                if (!plan_of(d, d.plan(other), province)) continue;
                loaded = true;
                std::vector<LinkIx> back = links_naming(d, other, d.plan(plan).territory);
                if (links.empty() && back.empty()) continue;
                const Reciprocity state = state_of(!links.empty(), !back.empty());
                out.push_back({plan, province, other, state, links, std::move(back)});
            }
            if (!loaded && !links.empty()) out.push_back({plan, province, kNone, Reciprocity::not_loaded, links, {}});
        }
    }
    return out;
}

std::vector<PlanReciprocity> reciprocity_by_plan(const Dataset& d) {
    std::vector<PlanReciprocity> out;
    for (std::size_t a = 0; a < d.plans().size(); ++a) {
        for (std::size_t b = a + 1; b < d.plans().size(); ++b) {
            PlanReciprocity pair{static_cast<PlanIx>(a), static_cast<PlanIx>(b), Reciprocity::neither, {}, {}};
            const auto &of_a = d.plans()[a].territory, &of_b = d.plans()[b].territory;
            pair.links = links_naming(d, pair.plan, of_b, of_a);
            pair.back_links = links_naming(d, pair.other_plan, of_a, of_b);
            pair.state = state_of(!pair.links.empty(), !pair.back_links.empty());
            out.push_back(std::move(pair));
        }
    }
    return out;
}

} // namespace atlas::filter
