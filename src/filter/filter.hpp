// Filtering and facets: pure functions of a dataset and a FilterSpec. One semantics for window and command line:
// OR inside a facet, AND across; an empty spec selects all.
#pragma once

#include "base/result.hpp"
#include "model/dataset.hpp"

#include <string>
#include <vector>

namespace atlas::filter {

/// A place condition: X or anything inside it by code; `exact` (written =X): only X itself, and regions whose member X is.
struct PlaceTerm {
    model::PlaceIx place = model::kNone;
    bool exact = false;
    friend bool operator==(const PlaceTerm&, const PlaceTerm&) = default;
};

struct FilterSpec {
    std::vector<std::string> corridors, basins, mechanisms, plans, domains, stances; ///< ids and codes; a parent mechanism or basin includes its children
    std::vector<PlaceTerm> places;
    bool text_only = false; ///< corridors and basins named by the clause only, not computed ones
    [[nodiscard]] bool empty() const {
        return corridors.empty() && basins.empty() && mechanisms.empty() && plans.empty() && domains.empty() && stances.empty() && places.empty();
    }
    friend bool operator==(const FilterSpec&, const FilterSpec&) = default;
};

enum class Facet { corridor, basin, mechanism, plan, place, domain, stance };
inline constexpr Facet kAllFacets[] = {Facet::corridor, Facet::basin, Facet::mechanism, Facet::plan, Facet::place, Facet::domain, Facet::stance};
std::string_view to_code(Facet facet);

/// Adds the value a user wrote (name, alias or id, either language) to the facet. An unknown value is a usage error that
/// names it and the three nearest.
base::Status add_value(FilterSpec& spec, const model::Dataset& dataset, Facet facet, const std::string& value);

/// Indexes of the links that pass, ascending.
std::vector<model::LinkIx> apply(const model::Dataset& dataset, const FilterSpec& spec);

struct FacetValue {
    std::string id;
    model::Text name;
    std::string parent; ///< id of the parent value, or empty
    int count = 0;      ///< links that pass all OTHER facets and have the value; a parent counts distinct links
};
/// All values of a facet (basins and mechanisms parents before children, depth first); values with no link at all in the
/// whole dataset are left out, except ancestors of values that have one.
std::vector<FacetValue> facet_counts(const model::Dataset& dataset, const FilterSpec& spec, Facet facet);

} // namespace atlas::filter
