// The rows of a facet's list as they stand in the panel: folded, narrowed, sorted, each with what the filter says of it.
#pragma once

#include "ui/ui_context.hpp"

namespace atlas::ui {

struct FacetRow {
    const filter::FacetValue* value = nullptr;
    int depth = 0;
    bool has_children = false, open = false;
    bool inside_chosen = false, inside_unwanted = false; ///< an outer value is wanted, or left out
    filter::Wish wish = filter::Wish::none;
};
/// In the order they are drawn.
std::vector<FacetRow> facet_rows(const Ui& ui, filter::Facet facet);
/// Lists whose rows fold.
inline bool folds(filter::Facet facet) { return facet == filter::Facet::basin || facet == filter::Facet::place; }

/// Wants the value, or takes that back; does not want it, or takes that back. The map goes to what a new wish leaves.
void toggle_wanted(Ui& ui, filter::Facet facet, const std::string& id);
void toggle_unwanted(Ui& ui, filter::Facet facet, const std::string& id);

/// Opens the row's menu beside `anchor`.
void open_facet_menu(Ui& ui, filter::Facet facet, const std::string& id, const Rect& anchor);
/// The open menu of a row, over everything.
void facet_menu(Ui& ui);

} // namespace atlas::ui
