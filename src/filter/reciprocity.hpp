// Who names whom: for each plan and each province outside it, whether the links of the one have a party in the other, and
// whether the plan of the other, when it is loaded, answers. A plan that is not loaded is never called silent. Pure.
#pragma once

#include "model/dataset.hpp"

#include <string_view>
#include <vector>

namespace atlas::filter {

enum class Reciprocity {
    both,
    only_a,     ///< the other plan is loaded and does not name the first one's territory
    only_b,
    neither,    ///< plan × plan only: both are loaded and neither names the other
    not_loaded, ///< no plan of the other province is loaded: nothing can be said about it
};
std::string_view to_code(Reciprocity state);

/// Links by index, ascending. Only parties that lie there by code count; members of a region do not.
struct PlaceReciprocity {
    model::PlanIx plan = model::kNone;
    model::PlaceIx place = model::kNone;     ///< a province, wholly outside the plan's territory
    model::PlanIx other_plan = model::kNone; ///< of that province; kNone when none is loaded
    Reciprocity state = Reciprocity::not_loaded;
    std::vector<model::LinkIx> links, back_links;
};
struct PlanReciprocity {
    model::PlanIx plan = model::kNone, other_plan = model::kNone; ///< in the order of the plans, each pair once
    Reciprocity state = Reciprocity::neither;
    std::vector<model::LinkIx> links, back_links;
};

/// By plan, then province, then other plan. A plan is of a province when the province is its territory (or one part of it), or
/// when its whole territory lies inside; a province may have several. A
/// joint plan of two provinces speaks for both with all its links. Pairs in which nobody names anybody are left out.
std::vector<PlaceReciprocity> reciprocity_by_place(const model::Dataset& dataset);
/// Every pair of plans. Where two territories overlap, a plan's own places do not count as the other's.
std::vector<PlanReciprocity> reciprocity_by_plan(const model::Dataset& dataset);

} // namespace atlas::filter
