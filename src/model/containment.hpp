// What lies in what: codes in codes, members of regions, and the corridors that contain every party of a link.
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
/// hold only the places they list, not what lies inside these. Basins have no such rule yet: the tables
/// know a basin's provinces only, and "lies in one of eleven provinces" is far too wide for 长江, so basins are those that
/// the clause names, and their ancestors.
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

} // namespace atlas::model
