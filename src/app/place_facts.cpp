// The links of the places are counted once by each key; the filters are put together beside the counts.
#include "app/place_facts.hpp"

#include "io/plan_text.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace atlas::app {

using namespace model;
using filter::FilterSpec;
using filter::Tie;
using filter::Ego;

namespace {

using Row = PlaceFacts::Row;

void most_first(std::vector<Row>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.count > b.count; });
}

class Counter {
public:
    Counter(const Dataset& d, std::span<const PlaceIx> places, Ego way) : d_(d), places_(places), scope_(filter_about(d, places, way)) {
        out_.links = filter::links_about(d, places, way);
    }
    PlaceFacts count() {
        for (const Ego w : filter::kEgos)
            out_.ways[static_cast<std::size_t>(w)] = {kNone, static_cast<int>(filter::links_about(d_, places_, w).size()), filter_about(d_, places_, w)};
        together();
        mechanisms();
        tags(out_.corridors, [](const Link& l) {
            std::set<std::int32_t> in;
            for (const auto& t : l.corridors) in.insert(t.index);
            return in;
        }, [this](Row& r) { r.filter.corridors = {d_.corridor(r.index).id}; });
        tags(out_.basins, [this](const Link& l) {
            std::set<std::int32_t> in;
            for (const auto& t : l.basins)
                for (BasinIx b = t.index; b != kNone; b = d_.basin(b).parent) in.insert(b);
            return in;
        }, [this](Row& r) { r.filter.basins = {d_.basin(r.index).id}; });
        clauses();
        return std::move(out_);
    }

private:
    [[nodiscard]] bool here(PlaceIx party) const {
        return std::any_of(places_.begin(), places_.end(), [&](PlaceIx p) { return d_.inside(party, p); });
    }

    void together() {
        if (places_.size() < 2) return;
        for (const PlaceIx p : places_) out_.together.filter.ties.push_back({Tie::Kind::place, {d_.place(p).id}});
        out_.together.count = static_cast<int>(filter::apply(d_, out_.together.filter).size());
    }

    /// A mechanism filter takes its children along, so a parent's row counts them too.
    [[nodiscard]] bool of_mechanism(const Link& link, MechanismIx m) const {
        const std::string& code = d_.mechanism(m).code;
        return link.mechanism == m || (link.mechanism >= 0 && d_.mechanism(link.mechanism).parent == code);
    }

    void mechanisms() {
        std::set<MechanismIx> seen;
        for (const LinkIx ix : out_.links) seen.insert(d_.link(ix).mechanism);
        seen.erase(kNone);
        for (const MechanismIx m : seen) {
            PlaceFacts::Mechanism of{{m, 0, scope_}, {}, 0};
            of.row.filter.mechanisms = {d_.mechanism(m).code};
            std::map<PlaceIx, int> partners;
            for (const LinkIx ix : out_.links) {
                const Link& link = d_.link(ix);
                if (!of_mechanism(link, m)) continue;
                ++of.row.count;
                std::set<PlaceIx> once;
                for (const Party& p : link.parties)
                    if (!here(p.place) && once.insert(p.place).second) ++partners[p.place];
                if (once.empty()) ++of.inside;
            }
            for (const auto& [place, n] : partners) {
                Row row{place, n, of.row.filter};
                row.filter.ties.push_back({Tie::Kind::place, {"=" + d_.place(place).id}});
                of.partners.push_back(std::move(row));
            }
            most_first(of.partners);
            out_.mechanisms.push_back(std::move(of));
        }
    }

    void tags(std::vector<Row>& into, const std::function<std::set<std::int32_t>(const Link&)>& of, const std::function<void(Row&)>& choose) {
        std::map<std::int32_t, int> counts;
        for (const LinkIx ix : out_.links)
            for (const std::int32_t i : of(d_.link(ix))) ++counts[i];
        for (const auto& [i, n] : counts) {
            Row row{i, n, scope_};
            choose(row);
            into.push_back(std::move(row));
        }
        most_first(into);
    }

    void clauses() {
        std::map<PlanIx, std::map<std::string, int>> counts;
        for (const LinkIx ix : out_.links)
            if (const Link& link = d_.link(ix); link.plan >= 0) ++counts[link.plan][link.clause];
        for (const auto& [plan, of] : counts) {
            PlaceFacts::Plan p{{plan, 0, scope_}, {}, {}};
            p.row.filter.plans = {d_.plan(plan).id};
            std::vector<std::pair<std::string, int>> sorted(of.begin(), of.end());
            std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return io::order_of(a.first) < io::order_of(b.first); });
            for (const auto& [label, n] : sorted) {
                p.row.count += n;
                p.labels.push_back(label);
                Row row{plan, n, scope_};
                row.filter.ties.push_back({Tie::Kind::clause, {d_.plan(plan).id + " " + label}});
                p.clauses.push_back(std::move(row));
            }
            out_.plans.push_back(std::move(p));
        }
    }

    const Dataset& d_;
    std::span<const PlaceIx> places_;
    FilterSpec scope_;
    PlaceFacts out_;
};

} // namespace

FilterSpec filter_about(const Dataset& d, std::span<const PlaceIx> places, Ego way) {
    FilterSpec spec;
    if (way == Ego::both) {
        for (const PlaceIx p : places) spec.places.push_back({p, false});
        return spec;
    }
    Tie tie{way == Ego::out ? Tie::Kind::out : Tie::Kind::in, {}};
    for (const PlaceIx p : places) tie.ids.push_back(d.place(p).id);
    spec.ties.push_back(std::move(tie));
    return spec;
}

PlaceFacts place_facts(const Dataset& d, std::span<const PlaceIx> places, Ego way) { return Counter(d, places, way).count(); }

} // namespace atlas::app
