// The linked views below the map: what each shows, computed from the state. Every view is driven by the one filter and its
// rows and cells lead back to it.
#pragma once

#include "app/state.hpp"
#include "filter/insight.hpp"
#include "filter/reciprocity.hpp"
#include "io/coverage.hpp"

#include <string>
#include <utility>
#include <vector>

namespace atlas::app {

/// Only what the open view needs is filled.
struct Views {
    std::vector<model::LinkIx> table;    ///< links that pass the filter and the table's own search, sorted
    filter::Matrix matrix;
    filter::Cascade cascade;
    filter::Strip strip;
    model::CorridorIx strip_instead_of = model::kNone; ///< the filter's corridor, where it has no nodes to be drawn by
    std::vector<filter::Gap> gaps;
    std::vector<filter::PlanReciprocity> plan_pairs;
    std::vector<filter::PlaceReciprocity> plan_places;
    filter::Comparison comparison;
    std::vector<model::LinkIx> unmapped; ///< pass the filter, cannot be drawn, or have a party without a position
    std::vector<io::PlanCoverage> coverage;
};
/// `neighbours`: filter::neighbouring_provinces of the base map, which never changes.
Views make_views(const AppState& state, const std::vector<std::pair<std::string, std::string>>& neighbours);

/// The basin, corridor or plans a view shows: what the form names, else what the filter holds, else the first with links.
model::BasinIx basin_of_view(const AppState& state);
/// A corridor of the filter that is an area without nodes gives way to one inside it, of which most links are shown.
model::CorridorIx corridor_of_view(const AppState& state);
std::pair<model::PlanIx, model::PlanIx> plans_of_view(const AppState& state);
/// The filter with one value in this facet in place of those it had; what must not be stays, except this value.
filter::FilterSpec with_only(filter::FilterSpec spec, const model::Dataset& dataset, filter::Facet facet, const std::string& id);
/// What two plans are compared on: the filter without its plans.
filter::FilterSpec subject_of_comparison(filter::FilterSpec spec);

} // namespace atlas::app
