// Filtering and facets: pure functions of a dataset and a FilterSpec. One semantics for window and command line:
// OR inside a facet, AND across; an empty spec selects all.
#pragma once

#include "base/result.hpp"
#include "model/dataset.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace atlas::filter {

enum class Facet { corridor, basin, mechanism, plan, place, level, domain, stance, stated, shape };
inline constexpr int kFacetCount = 10;
inline constexpr Facet kAllFacets[kFacetCount] = {Facet::corridor, Facet::basin, Facet::mechanism, Facet::plan,   Facet::place,
                                                  Facet::level,    Facet::domain, Facet::stance,   Facet::stated, Facet::shape};
std::string_view to_code(Facet facet);
std::optional<Facet> facet_from(std::string_view code);

/// What kind of place a party is. A link has the level of each of its parties.
enum class Level { province, prefecture, county, zone, region, foreign, unplaced };
inline constexpr int kLevelCount = 7;
std::string_view to_code(Level level);
Level level_of(model::PlaceKind kind);
/// Names of the values that no table names.
model::Text level_name(Level level);
model::Text stance_name(model::Stance stance);
model::Text stated_name(model::Stated stated);
model::Text shape_name(model::Shape shape);

/// A place condition: X or anything inside it by code; `exact` (written =X): only X itself, and regions whose member X is.
struct PlaceTerm {
    model::PlaceIx place = model::kNone;
    bool exact = false;
    friend bool operator==(const PlaceTerm&, const PlaceTerm&) = default;
};

/// A value that a link must not have (NOT). A place is written by its id, or "=id" for itself only.
struct Without {
    Facet facet = Facet::corridor;
    std::string id;
    friend bool operator==(const Without&, const Without&) = default;
};

/// Where parties must lie. A region counts through its members: `all_ends` wants all of them, any end wants one. A party without a
/// position lies nowhere.
struct AreaTerm {
    enum class Kind { ring, basin, corridor } kind = Kind::ring;
    std::vector<geo::LonLat> ring; ///< degrees WGS 84, closed by itself; even-odd
    std::string id;                ///< of the basin (inside it) or the corridor (a member or node of it, or inside one)
    bool all_ends = true;
    friend bool operator==(const AreaTerm&, const AreaTerm&) = default;
};

/// What no facet holds. The ids of one tie are alternatives; all ties must hold, so two of kind `place` ask for both places.
struct Tie {
    enum class Kind { place, out, in, clause, link } kind = Kind::place;
    /// place: ids, "=id" for a party that is the place itself (a region does not count through its members here);
    /// out, in: ids of places taken together as one (filter/ego.hpp); clause: "<plan> <clause>"; link: ids.
    std::vector<std::string> ids;
    friend bool operator==(const Tie&, const Tie&) = default;
};
std::string_view to_code(Tie::Kind kind);
std::optional<Tie::Kind> tie_from(std::string_view code);

/// OR inside a facet, AND across, and none of `without`. Ids that a dataset does not know are kept and select nothing.
struct FilterSpec {
    std::vector<std::string> corridors, basins, mechanisms, plans, domains, stances; ///< ids and codes; a parent mechanism or basin includes its children
    std::vector<std::string> levels, stated, shapes;
    std::vector<PlaceTerm> places;
    std::vector<std::string> lost_places; ///< ids of places that this dataset does not know, from a file of another one
    std::vector<Without> without;
    std::vector<AreaTerm> areas; ///< AND
    std::vector<Tie> ties;       ///< AND
    bool text_only = false; ///< corridors and basins named by the clause only, not computed ones
    [[nodiscard]] bool empty() const;
    friend bool operator==(const FilterSpec&, const FilterSpec&) = default;
};
/// The ids chosen in a facet; nullptr for places, which are terms.
std::vector<std::string>* values_of(FilterSpec& spec, Facet facet);
const std::vector<std::string>* values_of(const FilterSpec& spec, Facet facet);

/// One condition of a filter: what a chip shows and what can be taken away alone.
struct Condition {
    enum class Kind { value, place, lost_place, without, area, tie } kind = Kind::value;
    Facet facet = Facet::corridor;
    std::string id;      ///< of a value; of a place its id, with = when exact
    std::size_t at = 0;  ///< position in its list
    bool known = true;   ///< false: this dataset has no such value
};
std::vector<Condition> conditions(const model::Dataset& dataset, const FilterSpec& spec);
FilterSpec without_condition(FilterSpec spec, const Condition& condition);
/// The condition turned round: a wanted value becomes an unwanted one and back; an area wants all ends instead of any, or any
/// instead of all.
FilterSpec turned_round(const model::Dataset& dataset, FilterSpec spec, const Condition& condition);
/// Whether a value is wanted, unwanted, or neither; a place by its id, "=id" for itself only.
enum class Wish { none, wanted, unwanted };
Wish wish_of(const model::Dataset& dataset, const FilterSpec& spec, Facet facet, std::string_view id);

/// What a tie of kind `clause` names a link's clause by: "sichuan-2019 三(十一)".
std::string clause_id(const model::Dataset& dataset, const model::Link& link);

/// For an empty result: each condition whose removal alone brings links back, and how many, most first.
struct Way { Condition condition; int links = 0; };
std::vector<Way> ways_back(const model::Dataset& dataset, const FilterSpec& spec);

/// Adds the value a user wrote (name, alias or id, either language) to the facet. An unknown value is a usage error that
/// names it and the three nearest.
base::Status add_value(FilterSpec& spec, const model::Dataset& dataset, Facet facet, const std::string& value);

/// Indexes of the links that pass, ascending.
std::vector<model::LinkIx> apply(const model::Dataset& dataset, const FilterSpec& spec);

struct FacetValue {
    std::string id;
    model::Text name;
    std::string parent; ///< id of the parent value, or empty
    /// The links left when this value alone is wanted in its facet: those that have it, pass all OTHER facets, and have no
    /// OTHER unwanted value of this one. So an unwanted value's count is what it takes out, and what is inside an unwanted
    /// value counts nothing. A parent counts distinct links.
    int count = 0;
};
/// All values of a facet (basins and mechanisms parents before children, depth first); values with no link at all in the
/// whole dataset are left out, except ancestors of values that have one.
std::vector<FacetValue> facet_counts(const model::Dataset& dataset, const FilterSpec& spec, Facet facet);
/// The same for every facet, in the order of kAllFacets; the filter is looked up once.
std::array<std::vector<FacetValue>, kFacetCount> all_facet_counts(const model::Dataset& dataset, const FilterSpec& spec);

} // namespace atlas::filter
