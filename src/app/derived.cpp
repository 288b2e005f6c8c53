// Facet tables, chips, titles and the relations between links that the cards list.
#include "app/derived.hpp"

#include "base/utf8.hpp"
#include "filter/words.hpp"

#include <algorithm>
#include <set>

namespace atlas::app {

namespace {

using filter::Facet;
using model::kNone;
using model::Lang;

std::set<model::PlaceIx> party_set(const model::Link& link) {
    std::set<model::PlaceIx> out;
    for (const model::Party& p : link.parties) out.insert(p.place);
    return out;
}

/// A list of groups and what is in them: the groups by their count, and each one's values by theirs.
void by_count(std::vector<filter::FacetValue>& values) {
    std::vector<std::vector<filter::FacetValue>> groups;
    for (filter::FacetValue& v : values) {
        if (v.parent.empty() || groups.empty()) groups.emplace_back();
        groups.back().push_back(std::move(v));
    }
    const auto more = [](const filter::FacetValue& a, const filter::FacetValue& b) { return a.count > b.count; };
    for (auto& group : groups) std::stable_sort(group.begin() + 1, group.end(), more);
    std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) { return more(a.front(), b.front()); });
    values.clear();
    for (auto& group : groups) std::move(group.begin(), group.end(), std::back_inserter(values));
}

} // namespace

Derived derive(const AppState& state) {
    Derived out;
    if (!state.dataset) return out;
    const filter::FilterSpec& spec = state.view.filter;
    out.facets = filter::all_facet_counts(*state.dataset, spec);
    for (const filter::Condition& c : filter::conditions(*state.dataset, spec))
        if (c.kind != filter::Condition::Kind::area && c.kind != filter::Condition::Kind::tie) ++out.conditions[static_cast<std::size_t>(c.facet)];
    if (state.shown.empty() && !state.dataset->links().empty()) {
        out.ways = filter::ways_back(*state.dataset, spec);
        if (spec.text_only) {
            filter::FilterSpec wider = spec;
            wider.text_only = false;
            out.with_computed = static_cast<int>(filter::apply(*state.dataset, wider).size());
        }
    }
    // Lists without a tree read best from the most to the least; the leading corridors keep the top.
    auto& corridors = out.facets[static_cast<std::size_t>(Facet::corridor)];
    std::set<std::string> lead;
    for (const model::Corridor& c : state.dataset->corridors())
        if (c.lead) lead.insert(c.id);
    std::stable_sort(corridors.begin(), corridors.end(), [&](const auto& a, const auto& b) {
        const bool la = lead.contains(a.id), lb = lead.contains(b.id);
        return la != lb ? la : a.count > b.count;
    });
    by_count(out.facets[static_cast<std::size_t>(Facet::place)]);
    return out;
}

std::vector<model::LinkIx> links_of_place(const model::Dataset& d, model::PlaceIx place) {
    std::vector<model::LinkIx> out;
    if (place < 0 || static_cast<std::size_t>(place) >= d.places().size()) return out;
    for (std::size_t i = 0; i < d.links().size(); ++i) {
        const auto& parties = d.links()[i].parties;
        if (std::any_of(parties.begin(), parties.end(), [&](const model::Party& p) { return p.place == place || d.inside(p.place, place); }))
            out.push_back(static_cast<model::LinkIx>(i));
    }
    return out;
}

std::vector<model::LinkIx> related_links(const model::Dataset& d, model::LinkIx link) {
    std::vector<model::LinkIx> out;
    if (link < 0 || static_cast<std::size_t>(link) >= d.links().size()) return out;
    const model::Link& self = d.link(link);
    const auto parties = party_set(self);
    for (std::size_t i = 0; i < d.links().size(); ++i) {
        const auto ix = static_cast<model::LinkIx>(i);
        if (ix == link) continue;
        const model::Link& other = d.links()[i];
        const bool same_clause = other.plan == self.plan && other.clause == self.clause;
        if (same_clause || party_set(other) == parties) out.push_back(ix);
    }
    return out;
}

std::string condition_name(const AppState& state, const filter::Condition& c) { return filter::condition_words(*state.dataset, state.view.filter, c, state.view.lang); }

std::vector<Chip> chips(const AppState& state) {
    std::vector<Chip> out;
    if (!state.dataset) return out;
    for (const filter::Condition& c : filter::conditions(*state.dataset, state.view.filter)) {
        const std::string name = condition_name(state, c);
        Chip chip{state.view.lang == Lang::zh ? base::full_width_punctuation(name) : name, RemoveCondition{c}, c};
        chip.known = c.known;
        chip.without = c.kind == filter::Condition::Kind::without;
        out.push_back(std::move(chip));
    }
    return out;
}

std::string filter_title(const AppState& state) {
    std::string out;
    for (const Chip& chip : chips(state)) out += (out.empty() ? "" : " · ") + chip.label;
    const bool zh = state.view.lang == Lang::zh;
    if (out.empty()) return zh ? "区域合作图谱" : "Corridor Atlas";
    return out;
}

std::string default_file_name(const AppState& state) {
    std::string out;
    for (const char c : filter_title(state)) {
        const auto u = static_cast<unsigned char>(c);
        if (u < 0x20 || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos)
            out += '-';
        else
            out += c;
    }
    std::string compact;
    for (const char c : out)
        if (c != ' ') compact += c;
    // File systems count bytes; cut at a character's boundary, well below the usual 255.
    while (compact.size() > 120) {
        do compact.pop_back();
        while (!compact.empty() && (static_cast<unsigned char>(compact.back()) & 0xC0) == 0x80);
        if (!compact.empty() && static_cast<unsigned char>(compact.back()) >= 0xC0) compact.pop_back();
    }
    return compact;
}

std::vector<model::PlaceIx> containing_places(const model::Dataset& d, model::PlaceIx place) {
    std::vector<model::PlaceIx> out;
    if (place < 0 || static_cast<std::size_t>(place) >= d.places().size()) return out;
    const std::string& code = d.place(place).code();
    if (code.size() == 6) {
        for (const std::string& outer : {code.substr(0, 2) + "0000", code.substr(0, 4) + "00", code}) {
            const model::PlaceIx ix = d.place_by_id(outer);
            if (ix != kNone && ix != place && (out.empty() || out.back() != ix)) out.push_back(ix);
        }
    }
    out.push_back(place);
    return out;
}

} // namespace atlas::app
