// Dataset: what is computed once from the tables, and the look-ups. Construction is linear in the links: 100,000 of them
// take tens of milliseconds. The parts must already be consistent (io/dataset_reader sees to it).
#include "model/dataset.hpp"

#include "base/utf8.hpp"
#include "model/containment.hpp"

#include <algorithm>

namespace atlas::model {

namespace {

void add_unique(std::vector<PlaceIx>& list, PlaceIx i) {
    if (std::find(list.begin(), list.end(), i) == list.end()) list.push_back(i);
}

/// Points that a place is drawn with: its own, or those of its members.
std::vector<int> drawn_points(const std::vector<Place>& places) {
    std::vector<int> points(places.size(), 0);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].position) {
            points[i] = 1;
        } else {
            for (const PlaceIx m : all_members(places, static_cast<PlaceIx>(i)))
                if (places[at(m)].position) ++points[i];
        }
    }
    return points;
}

bool is_mappable(const Link& link, const std::vector<int>& points) {
    int drawn = 0, widest = 0;
    for (const Party& party : link.parties) {
        const int n = points[at(party.place)];
        if (n > 0) ++drawn;
        widest = std::max(widest, n);
    }
    if (link.shape == Shape::basin) return drawn >= 1;
    // A group that is stated as one region is drawn as that region's members.
    if (link.shape == Shape::group && widest >= 2) return true;
    return drawn >= 2;
}

} // namespace

Dataset::Dataset(DatasetParts parts) : p_(std::move(parts)) {
    auto key = [](const std::string& name) { return base::fold_for_search(name); };
    for (std::size_t i = 0; i < p_.places.size(); ++i) {
        const auto ix = static_cast<PlaceIx>(i);
        const Place& place = p_.places[i];
        by_id_.emplace(key(place.id), ix);
        if (!place.adcode.empty()) by_id_.emplace(place.adcode, ix);
        add_unique(by_name_[key(place.name.zh)], ix);
        if (!place.short_zh.empty()) add_unique(by_alias_[key(place.short_zh)], ix);
        if (!place.name.en.empty()) add_unique(by_alias_[key(place.name.en)], ix);
        for (const std::string& alias : place.aliases) add_unique(by_alias_[key(alias)], ix);
    }
    for (std::size_t i = 0; i < p_.basins.size(); ++i) p_.basins[i].children.clear();
    for (std::size_t i = 0; i < p_.basins.size(); ++i) {
        if (p_.basins[i].parent != kNone) p_.basins[at(p_.basins[i].parent)].children.push_back(static_cast<BasinIx>(i));
    }
    const std::vector<int> points = drawn_points(p_.places);
    CorridorContainment containment(p_.places, p_.corridors);
    BasinContainment basins(p_.places, p_.basins);
    for (std::size_t i = 0; i < p_.links.size(); ++i) {
        Link& link = p_.links[i];
        link_by_id_.emplace(link.id, static_cast<LinkIx>(i));
        link.mappable = is_mappable(link, points);
        std::erase_if(link.corridors, [](const auto& tagged) { return tagged.by == By::place; });
        for (const CorridorIx c : containment.containing_all(link.parties)) {
            const bool named = std::any_of(link.corridors.begin(), link.corridors.end(), [c](const auto& t) { return t.index == c; });
            if (!named) link.corridors.push_back({c, By::place});
        }
        std::erase_if(link.basins, [](const auto& tagged) { return tagged.by == By::place; });
        for (const BasinIx b : basins.deepest_containing_all(link.parties)) {
            // A basin that the clause names stands for its ancestors too.
            const bool named = std::any_of(link.basins.begin(), link.basins.end(), [&](const auto& t) { return basin_inside(t.index, b); });
            if (!named) link.basins.push_back({b, By::place});
        }
    }
}

PlaceIx Dataset::place_by_id(std::string_view id) const {
    const auto found = by_id_.find(base::fold_for_search(id));
    return found == by_id_.end() ? kNone : found->second;
}

std::vector<PlaceIx> Dataset::places_named(std::string_view name) const {
    const std::string key = base::fold_for_search(base::trim(name));
    if (key.empty()) return {};
    if (const auto found = by_id_.find(key); found != by_id_.end()) return {found->second};
    if (const auto found = by_name_.find(key); found != by_name_.end()) return found->second;
    if (const auto found = by_alias_.find(key); found != by_alias_.end()) return found->second;
    return {};
}

LinkIx Dataset::link_by_id(std::string_view id) const {
    const auto found = link_by_id_.find(std::string(id));
    return found == link_by_id_.end() ? kNone : found->second;
}

bool Dataset::inside(PlaceIx inner, PlaceIx outer) const {
    if (inner == outer) return true;
    const Place& container = place(outer);
    return container.administrative() && code_inside(place(inner).code(), container.adcode);
}

std::vector<BasinIx> Dataset::basin_with_descendants(BasinIx i) const {
    std::vector<BasinIx> out{i};
    for (std::size_t k = 0; k < out.size(); ++k) {
        const auto& children = basin(out[k]).children;
        out.insert(out.end(), children.begin(), children.end());
    }
    return out;
}

bool Dataset::basin_inside(BasinIx inner, BasinIx outer) const {
    return model::basin_inside(p_.basins, inner, outer);
}

} // namespace atlas::model
