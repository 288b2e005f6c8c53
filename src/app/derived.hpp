// What panels show besides the state itself, computed from it: facet counts, a place's links, and the
// names that chips and titles need. Pure functions; the Session keeps the results between frames.
#pragma once

#include "app/search.hpp"
#include "app/state.hpp"

#include <array>

namespace atlas::app {

/// What the panels show of the current filter.
struct Derived {
    std::array<std::vector<filter::FacetValue>, filter::kFacetCount> facets; ///< the tables, in the order of kAllFacets
    std::array<int, filter::kFacetCount> conditions{};                        ///< how many conditions each facet holds
    std::vector<filter::Way> ways;  ///< when no link is left: what to take away, and what comes back
    int with_computed = 0;          ///< when no link is left because only what the text names counts: links without that
    [[nodiscard]] const std::vector<filter::FacetValue>& of(LeftTab tab) const { return facets[static_cast<std::size_t>(tab)]; }
};
Derived derive(const AppState& state);

/// Links that have the place, or a place inside it, as a party; ascending.
std::vector<model::LinkIx> links_of_place(const model::Dataset& dataset, model::PlaceIx place);
/// Links of the same clause, and links with the same set of parties, the link itself left out; ascending.
std::vector<model::LinkIx> related_links(const model::Dataset& dataset, model::LinkIx link);

/// A chip of the top bar: one value of the filter and the action that takes it away.
struct Chip {
    std::string label;
    Action remove;
    filter::Condition condition;
    bool known = true, without = false;
};
/// A condition in words: "川南渝西", "非 推进中", "触及兰西", "框选 1 两端都在", "未知 c-x".
std::string condition_name(const AppState& state, const filter::Condition& condition);
std::vector<Chip> chips(const AppState& state);
/// "川南渝西 · 沱江 · 12 条联系" or the name of the whole: a title for a figure of this filter.
std::string filter_title(const AppState& state);
/// File name without extension for a figure of this filter: only characters every file system takes.
std::string default_file_name(const AppState& state);

/// The place's own names from widest to itself: 四川省 › 泸州市 › 江阳区.
std::vector<model::PlaceIx> containing_places(const model::Dataset& dataset, model::PlaceIx place);

} // namespace atlas::app
