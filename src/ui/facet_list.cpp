// Which rows of a facet's list are to be seen, and what pressing them asks for.
#include "ui/facet_list.hpp"

#include <unordered_map>
#include <unordered_set>

namespace atlas::ui {

using filter::Facet;
using filter::FacetValue;
using filter::Wish;

namespace {

class Tree {
public:
    explicit Tree(const std::vector<FacetValue>& values) {
        for (const FacetValue& v : values) {
            by_id_[v.id] = &v;
            if (!v.parent.empty()) parents_.insert(v.parent);
        }
    }
    [[nodiscard]] bool has_children(const std::string& id) const { return parents_.contains(id); }
    /// Calls visit with each outer value, from the inside out.
    template <class Visit>
    void up(const FacetValue& v, Visit visit) const {
        for (auto it = by_id_.find(v.parent); it != by_id_.end(); it = by_id_.find(it->second->parent)) visit(*it->second);
    }

private:
    std::unordered_map<std::string, const FacetValue*> by_id_;
    std::unordered_set<std::string> parents_;
};

/// Stems of rivers stand open and what is below them folded; provinces are folded; a mechanism's few children always show.
bool open_by_default(Facet facet, int depth) { return facet == Facet::basin ? depth == 0 : facet != Facet::place; }

/// The values whose name, or pinyin of a place, has the words.
std::unordered_set<std::string> matches_of(const Ui& ui, Facet facet, const std::vector<FacetValue>& values, const std::string& needle) {
    std::unordered_set<std::string> out;
    for (const FacetValue& v : values) {
        bool match = base::fold_for_search(v.name.zh).find(needle) != std::string::npos || base::fold_for_search(v.name.en).find(needle) != std::string::npos;
        if (!match && facet == Facet::place)
            if (const model::PlaceIx p = ui.data()->place_by_id(v.id); p != model::kNone) match = ui.data()->place(p).pinyin.starts_with(needle) || v.id == needle;
        if (match) out.insert(v.id);
    }
    return out;
}

std::vector<FacetRow> flat_rows(const Ui& ui, Facet facet, const std::vector<FacetValue>& values, const std::unordered_set<std::string>* matches) {
    std::vector<FacetRow> rows;
    for (const FacetValue& v : values) {
        if (matches && !matches->contains(v.id)) continue;
        FacetRow row{&v};
        row.wish = filter::wish_of(*ui.data(), ui.state.view.filter, facet, v.id);
        rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const FacetRow& a, const FacetRow& b) { return a.value->count > b.value->count; });
    return rows;
}

} // namespace

std::vector<FacetRow> facet_rows(const Ui& ui, Facet facet) {
    std::vector<FacetRow> rows;
    if (!ui.data()) return rows;
    const auto& values = ui.derived.of(facet);
    const std::string needle = base::fold_for_search(base::trim(ui.state.ui.facet_search));
    auto shown = needle.empty() ? std::unordered_set<std::string>() : matches_of(ui, facet, values, needle);
    if (facet == Facet::place && ui.state.ui.places_by_count) return flat_rows(ui, facet, values, needle.empty() ? nullptr : &shown);

    const Tree tree(values);
    std::unordered_map<std::string, Wish> wishes;
    std::unordered_set<std::string> keep_open;
    const std::unordered_set<std::string> matches = shown;
    for (const FacetValue& v : values) {
        const Wish wish = filter::wish_of(*ui.data(), ui.state.view.filter, facet, v.id);
        if (wish != Wish::none) wishes[v.id] = wish;
        if (wish == Wish::none && !matches.contains(v.id)) continue;
        tree.up(v, [&](const FacetValue& outer) { // what is chosen or found is never hidden in a fold
            keep_open.insert(outer.id);
            if (matches.contains(v.id)) shown.insert(outer.id);
        });
    }
    const auto wish_of = [&](const std::string& id) {
        const auto it = wishes.find(id);
        return it == wishes.end() ? Wish::none : it->second;
    };
    const auto is_open = [&](const std::string& id, int depth) {
        const bool turned = std::binary_search(ui.state.ui.folds.begin(), ui.state.ui.folds.end(), id);
        return open_by_default(facet, depth) != turned || keep_open.contains(id);
    };
    for (const FacetValue& v : values) {
        if (!needle.empty() && !shown.contains(v.id)) continue;
        FacetRow row{&v};
        tree.up(v, [&](const FacetValue& outer) {
            ++row.depth;
            row.inside_chosen = row.inside_chosen || wish_of(outer.id) == Wish::wanted;
            row.inside_unwanted = row.inside_unwanted || wish_of(outer.id) == Wish::unwanted;
        });
        row.has_children = tree.has_children(v.id);
        row.wish = wish_of(v.id);
        row.open = is_open(v.id, row.depth);
        bool visible = true;
        int depth = row.depth;
        tree.up(v, [&](const FacetValue& outer) { visible = visible && is_open(outer.id, --depth); });
        if (visible) rows.push_back(row);
    }
    return rows;
}

void toggle_wanted(Ui& ui, Facet facet, const std::string& id) {
    const Wish wish = filter::wish_of(*ui.data(), ui.state.view.filter, facet, id);
    if (wish == Wish::unwanted) { // a press on what is left out lets it in again
        ui.send(app::ToggleWithout{facet, id});
        return;
    }
    if (facet != Facet::place) ui.send(app::ToggleFacet{facet, id});
    else if (const model::PlaceIx p = ui.data()->place_by_id(id); p != model::kNone) ui.send(app::FilterPlace{p, false});
    if (wish == Wish::none) ui.send(app::FlyTo{app::FlyTo::What::links, -1});
}

void toggle_unwanted(Ui& ui, Facet facet, const std::string& id) { ui.send(app::ToggleWithout{facet, id}); }

} // namespace atlas::ui
