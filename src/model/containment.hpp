// What lies in what: codes in codes, members of regions, and the corridors and basins that contain every party of a link.
#pragma once

#include "model/dataset.hpp"

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas::model {

/// GB/T 2260 nesting: 510000 contains 510500 and 510502, 510500 contains 510502; a code contains itself. Empty: false.
bool code_inside(std::string_view inner, std::string_view outer);

/// Members of a region, those of member regions included, without the regions themselves; empty for other places.
std::vector<PlaceIx> all_members(std::span<const Place> places, PlaceIx region);

/// Corridors whose members (or nodes, when it lists no members) contain a place. Lines (railways, pipelines, channels …)
/// hold only the places they list, not what lies inside these.
class CorridorContainment {
public:
    CorridorContainment(std::span<const Place> places, std::span<const Corridor> corridors);
    /// Corridors (ascending) that contain every party. A region counts through all its members, or as a member itself;
    /// a party without a code and without members is contained only where it is listed itself. No party: none.
    const std::vector<CorridorIx>& containing_all(std::span<const Party> parties);

private:
    const std::vector<CorridorIx>& containing(PlaceIx place);

    std::span<const Place> places_;
    std::unordered_map<std::string, std::vector<CorridorIx>> by_code_; ///< code of a member → corridors, ascending
    std::unordered_map<PlaceIx, std::vector<CorridorIx>> by_place_;    ///< members without a code of their own
    std::unordered_map<PlaceIx, std::vector<CorridorIx>> memo_;
    std::vector<CorridorIx> result_;
};

/// Least share of its area with which a unit counts as lying in a basin. A county or city does when half of it lies there;
/// a province spans several basins as a rule and does only when nearly all of it lies in one. Members with less are for lists.
inline constexpr double kUnitInBasin = 0.5, kProvinceInBasin = 0.95;

/// Basins that contain a place by their members. A place that is no unit counts through the unit it lies in (`within`), a region
/// through all its members; foreign and unplaced parties, and what lies in no unit, are in no basin.
class BasinContainment {
public:
    BasinContainment(std::span<const Place> places, std::span<const Basin> basins);
    /// Of the basins that contain every party the deepest, ascending: those without another one below them. No party: none.
    const std::vector<BasinIx>& deepest_containing_all(std::span<const Party> parties);

private:
    const std::vector<BasinIx>& containing(PlaceIx place);

    std::span<const Place> places_;
    std::span<const Basin> basins_;
    std::unordered_map<std::string, std::vector<BasinIx>> by_code_; ///< code of a unit → basins it lies in, ascending
    std::unordered_map<PlaceIx, std::vector<BasinIx>> memo_;
    std::vector<BasinIx> result_;
};

/// True when basin `inner` is `outer` or below it.
bool basin_inside(std::span<const Basin> basins, BasinIx inner, BasinIx outer);

} // namespace atlas::model
