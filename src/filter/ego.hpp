// The links of a place seen from the place: which of them its own plans state, and which the plans of others do.
#pragma once

#include "model/dataset.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace atlas::filter {

/// Which links of a place. The direction is who says it, not what flows: most links are mutual, and a plan speaks for the land
/// it governs. The role of a party in a one-way link (from, to) is another matter and stands on its card.
///   both  every link with a party in the place
///   out   those that a plan of its own states, with at least one party outside
///   in    those that a plan of others states
/// Links of its own plans that stay inside the place are in `both` alone.
enum class Ego { both, out, in };
inline constexpr Ego kEgos[] = {Ego::both, Ego::out, Ego::in};
std::string_view to_code(Ego way);
std::optional<Ego> ego_from(std::string_view code);

/// True when the plan's territory holds the place, or lies in it wholly or in part (川南渝西's plan is one of 四川's, of 重庆's
/// and of 泸州's). A region or strategy counts through its members.
bool own_plan(const model::Dataset& dataset, const model::Plan& plan, model::PlaceIx place);

/// The links of these places, taken together as one, ascending.
std::vector<model::LinkIx> links_about(const model::Dataset& dataset, std::span<const model::PlaceIx> places, Ego way);

} // namespace atlas::filter
