#include "app/views.hpp"

#include "base/utf8.hpp"
#include "io/plan_text.hpp"

#include <algorithm>

namespace atlas::app {

using model::kNone;

namespace {

template <class Values>
std::int32_t index_of(const Values& values, const std::string& id) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i].id == id) return static_cast<std::int32_t>(i);
    return kNone;
}

std::string parties_text(const model::Dataset& d, const model::Link& l) {
    std::string s;
    for (const model::Party& p : l.parties) s += d.place(p.place).name.zh + " ";
    return s;
}

std::vector<model::LinkIx> table_of(const AppState& s) {
    const model::Dataset& d = *s.dataset;
    const ViewForm& form = s.ui.views;
    std::vector<model::LinkIx> out;
    const std::string needle = base::fold_for_search(base::trim(form.table_search));
    for (const model::LinkIx l : s.shown) {
        const model::Link& link = d.link(l);
        if (!needle.empty() && base::fold_for_search(link.id + " " + link.clause + " " + link.quote + " " + link.summary.zh + " " + link.summary.en + " " + parties_text(d, link)).find(needle) == std::string::npos)
            continue;
        out.push_back(l);
    }
    const auto place_in_plan = [](const model::Link& l) { // 三 comes before 九, not after
        const auto [part, clause] = io::order_of(l.clause);
        return (l.plan * 1000 + part) * 1000 + clause;
    };
    const auto key = [&](model::LinkIx ix) -> std::pair<int, std::string> {
        const model::Link& l = d.link(ix);
        switch (form.sort) {
        case TableColumn::id: return {ix, ""};
        case TableColumn::plan: return {l.plan, ""};
        case TableColumn::clause: return {place_in_plan(l), l.clause};
        case TableColumn::parties: return {static_cast<int>(l.parties.size()), parties_text(d, l)};
        case TableColumn::mechanism: return {l.mechanism, ""};
        case TableColumn::stance: return {static_cast<int>(l.stance), ""};
        case TableColumn::stated: return {static_cast<int>(l.stated), ""};
        case TableColumn::shape: return {static_cast<int>(l.shape), ""};
        case TableColumn::summary: return {0, s.view.lang == model::Lang::zh ? l.summary.zh : l.summary.en};
        }
        return {ix, ""};
    };
    if (form.sort != TableColumn::id || form.descending) {
        std::vector<std::pair<std::pair<int, std::string>, model::LinkIx>> keyed; // one key a row, not one a comparison
        keyed.reserve(out.size());
        for (const model::LinkIx l : out) keyed.emplace_back(key(l), l);
        std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) { return form.descending ? b.first < a.first : a.first < b.first; });
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = keyed[i].second;
    }
    return out;
}

} // namespace

model::BasinIx basin_of_view(const AppState& s) {
    const auto& basins = s.dataset->basins();
    if (const auto b = index_of(basins, s.ui.views.basin); b != kNone) return b;
    for (const std::string& id : s.view.filter.basins)
        for (auto b = index_of(basins, id); b != kNone; b = s.dataset->basin(b).parent) // a tributary is shown on its stem
            if (s.dataset->basin(b).provinces.size() > 1) return b;
    for (std::size_t i = 0; i < basins.size(); ++i)
        if (basins[i].provinces.size() > 1) return static_cast<model::BasinIx>(i);
    return kNone;
}

namespace {

/// Of the corridors whose nodes all lie in the area of this one, the one with most links shown.
model::CorridorIx busiest_inside(const AppState& s, model::CorridorIx area) {
    const model::Dataset& d = *s.dataset;
    const auto& members = d.corridor(area).members;
    std::vector<int> count(d.corridors().size());
    for (const model::LinkIx l : s.shown)
        for (const auto& tag : d.link(l).corridors) ++count[static_cast<std::size_t>(tag.index)];
    model::CorridorIx best = kNone;
    for (std::size_t i = 0; i < d.corridors().size(); ++i) {
        const auto& nodes = d.corridors()[i].nodes;
        const auto inside = [&](model::PlaceIx node) { return std::any_of(members.begin(), members.end(), [&](model::PlaceIx m) { return d.inside(node, m); }); };
        if (nodes.size() < 2 || !std::all_of(nodes.begin(), nodes.end(), inside)) continue;
        if (best == kNone || count[i] > count[static_cast<std::size_t>(best)]) best = static_cast<model::CorridorIx>(i);
    }
    return best;
}

} // namespace

model::CorridorIx corridor_of_view(const AppState& s) {
    const auto& corridors = s.dataset->corridors();
    if (const auto c = index_of(corridors, s.ui.views.corridor); c != kNone) return c;
    for (const std::string& id : s.view.filter.corridors)
        if (const auto c = index_of(corridors, id); c != kNone && s.dataset->corridor(c).nodes.size() > 1) return c;
    for (const std::string& id : s.view.filter.corridors)
        if (const auto c = index_of(corridors, id); c != kNone)
            if (const auto inner = busiest_inside(s, c); inner != kNone) return inner;
    for (std::size_t i = 0; i < corridors.size(); ++i)
        if (corridors[i].nodes.size() > 2) return static_cast<model::CorridorIx>(i);
    return kNone;
}

std::pair<model::PlanIx, model::PlanIx> plans_of_view(const AppState& s) {
    const auto& plans = s.dataset->plans();
    model::PlanIx a = index_of(plans, s.ui.views.plan_a), b = index_of(plans, s.ui.views.plan_b);
    const auto& chosen = s.view.filter.plans;
    if (a == kNone) a = !chosen.empty() && index_of(plans, chosen[0]) != kNone ? index_of(plans, chosen[0]) : plans.empty() ? kNone : 0;
    if (b == kNone && chosen.size() > 1) b = index_of(plans, chosen[1]);
    // Plans of one territory are those that can say the same: they are compared first.
    const auto near = [&](const model::Plan& x, const model::Plan& y) {
        return std::any_of(x.territory.begin(), x.territory.end(), [&](model::PlaceIx p) {
            return std::any_of(y.territory.begin(), y.territory.end(), [&](model::PlaceIx q) { return s.dataset->inside(p, q) || s.dataset->inside(q, p); });
        });
    };
    for (model::PlanIx i = 0; b == kNone && i < static_cast<model::PlanIx>(plans.size()); ++i)
        if (i != a && near(s.dataset->plan(a), s.dataset->plan(i))) b = i;
    if (b == kNone) b = plans.size() < 2 ? a : a == 0 ? 1 : 0;
    return {a, b};
}

filter::FilterSpec with_only(filter::FilterSpec spec, const model::Dataset& dataset, filter::Facet facet, const std::string& id) {
    if (auto* values = filter::values_of(spec, facet)) {
        *values = {id};
    } else {
        spec.lost_places.clear();
        spec.places.clear();
        if (const auto p = dataset.place_by_id(id); p != kNone) spec.places = {{p, false}};
        else spec.lost_places = {id};
    }
    std::erase(spec.without, filter::Without{facet, id});
    return spec;
}

filter::FilterSpec subject_of_comparison(filter::FilterSpec spec) {
    spec.plans.clear();
    std::erase_if(spec.without, [](const filter::Without& w) { return w.facet == filter::Facet::plan; });
    return spec;
}

Views make_views(const AppState& s, const std::vector<std::pair<std::string, std::string>>& neighbours) {
    Views v;
    if (!s.dataset) return v;
    const model::Dataset& d = *s.dataset;
    switch (s.ui.view) {
    case View::none: break;
    case View::table: v.table = table_of(s); break;
    case View::matrix: v.matrix = filter::matrix(d, s.shown, s.ui.views.rows, s.ui.views.columns, s.view.filter.text_only); break;
    case View::cascade: v.cascade = filter::cascade(d, s.shown, basin_of_view(s), s.view.filter.text_only); break;
    case View::strip:
        v.strip = filter::strip(d, s.shown, corridor_of_view(s));
        // Said only while the view chose for itself.
        if (const auto& asked = s.view.filter.corridors; asked.size() == 1 && index_of(d.corridors(), s.ui.views.corridor) == kNone)
            if (const auto c = index_of(d.corridors(), asked.front()); c != kNone && c != v.strip.corridor) v.strip_instead_of = c;
        break;
    case View::reciprocity:
        v.plan_pairs = filter::reciprocity_by_plan(d);
        v.plan_places = filter::reciprocity_by_place(d);
        break;
    case View::gaps: v.gaps = filter::gaps(d, neighbours); break;
    case View::compare: {
        const auto [a, b] = plans_of_view(s);
        if (a != kNone) v.comparison = filter::compare(d, filter::apply(d, subject_of_comparison(s.view.filter)), a, b);
        break;
    }
    case View::unmapped:
        for (const model::LinkIx l : s.shown) {
            const auto& parties = d.link(l).parties;
            const auto nowhere = [&](const model::Party& p) { return !d.place(p.place).position && d.place(p.place).members.empty(); };
            if (!d.link(l).mappable || std::any_of(parties.begin(), parties.end(), nowhere)) v.unmapped.push_back(l);
        }
        break;
    case View::coverage: v.coverage = io::coverage_of(d, "").plans; break;
    }
    return v;
}

} // namespace atlas::app
