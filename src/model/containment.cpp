// Containment by code and by membership. Answers for a place are remembered: thousands of links share a few hundred places.
#include "model/containment.hpp"

#include <algorithm>
#include <iterator>

namespace atlas::model {

namespace {

void add(std::vector<std::int32_t>& sorted, std::int32_t c) {
    // Corridors and basins are visited in ascending order, so the newest can only repeat the last.
    if (sorted.empty() || sorted.back() != c) sorted.push_back(c);
}

std::vector<std::int32_t> both(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b) {
    std::vector<std::int32_t> out;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
}
std::vector<CorridorIx> either(const std::vector<CorridorIx>& a, const std::vector<CorridorIx>& b) {
    std::vector<CorridorIx> out;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
}

} // namespace

bool code_inside(std::string_view inner, std::string_view outer) {
    if (inner.size() != 6 || outer.size() != 6) return false;
    if (outer.ends_with("0000")) return inner.substr(0, 2) == outer.substr(0, 2);
    if (outer.ends_with("00")) return inner.substr(0, 4) == outer.substr(0, 4);
    return inner == outer;
}

std::vector<PlaceIx> all_members(std::span<const Place> places, PlaceIx region) {
    std::vector<PlaceIx> out, open{region};
    std::vector<PlaceIx> seen{region}; // regions opened; tables with a circle are refused, but a circle must not hang us
    while (!open.empty()) {
        const PlaceIx next = open.back();
        open.pop_back();
        for (const PlaceIx m : places[at(next)].members) {
            if (places[at(m)].members.empty()) {
                if (std::find(out.begin(), out.end(), m) == out.end()) out.push_back(m);
            } else if (std::find(seen.begin(), seen.end(), m) == seen.end()) {
                seen.push_back(m);
                open.push_back(m);
            }
        }
    }
    return out;
}

CorridorContainment::CorridorContainment(std::span<const Place> places, std::span<const Corridor> corridors) : places_(places) {
    for (std::size_t i = 0; i < corridors.size(); ++i) {
        const auto c = static_cast<CorridorIx>(i);
        const auto& list = corridors[i].members.empty() ? corridors[i].nodes : corridors[i].members;
        // A line joins the places it names; it does not contain the counties of a province it passes.
        static constexpr std::string_view kLines[] = {"railway", "expressway", "waterway", "pipeline", "channel", "tourism_route"};
        const bool line = std::find(std::begin(kLines), std::end(kLines), corridors[i].kind) != std::end(kLines);
        const auto admit = [&](PlaceIx p) {
            const Place& place = places_[at(p)];
            if (line) {
                add(by_place_[p], c);
                return;
            }
            // A zone or port as a member stands for itself, not for the county round it.
            if (place.administrative()) add(by_code_[place.adcode], c);
            else add(by_place_[p], c);
        };
        for (const PlaceIx p : list) {
            admit(p);
            for (const PlaceIx m : all_members(places_, p)) admit(m);
        }
    }
}

const std::vector<CorridorIx>& CorridorContainment::containing(PlaceIx p) {
    if (const auto known = memo_.find(p); known != memo_.end()) return known->second;
    const Place& place = places_[at(p)];
    std::vector<CorridorIx> out;
    const auto add_from = [&](const auto& table, const auto& key) {
        if (const auto found = table.find(key); found != table.end()) out = either(out, found->second);
    };
    if (!place.members.empty()) {
        bool first = true;
        for (const PlaceIx m : all_members(places_, p)) {
            const std::vector<CorridorIx>& of_member = containing(m);
            out = first ? of_member : both(out, of_member);
            first = false;
            if (out.empty()) break;
        }
    } else if (const std::string& code = place.code(); code.size() == 6) {
        add_from(by_code_, code);
        add_from(by_code_, code.substr(0, 4) + "00");
        add_from(by_code_, code.substr(0, 2) + "0000");
    }
    add_from(by_place_, p);
    return memo_.emplace(p, std::move(out)).first->second;
}

const std::vector<CorridorIx>& CorridorContainment::containing_all(std::span<const Party> parties) {
    result_.clear();
    for (std::size_t i = 0; i < parties.size(); ++i) {
        const std::vector<CorridorIx>& next = containing(parties[i].place);
        result_ = i == 0 ? next : both(result_, next);
        if (result_.empty()) break;
    }
    return result_;
}

bool basin_inside(std::span<const Basin> basins, BasinIx inner, BasinIx outer) {
    for (; inner != kNone; inner = basins[at(inner)].parent)
        if (inner == outer) return true;
    return false;
}

BasinContainment::BasinContainment(std::span<const Place> places, std::span<const Basin> basins) : places_(places), basins_(basins) {
    for (std::size_t i = 0; i < basins.size(); ++i) {
        for (const BasinMember& m : basins[i].members) {
            const Place& unit = places_[at(m.place)];
            const double least = unit.kind == PlaceKind::province ? kProvinceInBasin : kUnitInBasin;
            if (unit.administrative() && m.share >= least) add(by_code_[unit.adcode], static_cast<BasinIx>(i));
        }
    }
}

const std::vector<BasinIx>& BasinContainment::containing(PlaceIx p) {
    if (const auto known = memo_.find(p); known != memo_.end()) return known->second;
    const Place& place = places_[at(p)];
    std::vector<BasinIx> out;
    if (!place.members.empty()) {
        bool first = true;
        for (const PlaceIx m : all_members(places_, p)) {
            const std::vector<BasinIx>& of_member = containing(m);
            out = first ? of_member : both(out, of_member);
            first = false;
            if (out.empty()) break;
        }
    } else if (place.kind != PlaceKind::foreign && place.kind != PlaceKind::unplaced) {
        if (const auto found = by_code_.find(place.code()); found != by_code_.end()) out = found->second;
    }
    return memo_.emplace(p, std::move(out)).first->second;
}

const std::vector<BasinIx>& BasinContainment::deepest_containing_all(std::span<const Party> parties) {
    result_.clear();
    for (std::size_t i = 0; i < parties.size(); ++i) {
        const std::vector<BasinIx>& next = containing(parties[i].place);
        result_ = i == 0 ? next : both(result_, next);
        if (result_.empty()) return result_;
    }
    const std::vector<BasinIx> all = result_;
    std::erase_if(result_, [&](BasinIx outer) {
        return std::any_of(all.begin(), all.end(), [&](BasinIx inner) { return inner != outer && basin_inside(basins_, inner, outer); });
    });
    return result_;
}

} // namespace atlas::model
