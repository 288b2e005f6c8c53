// The place card's numbers: each is what its filter selects, over the real tables.
#include "ui/world.hpp"

#include "app/place_facts.hpp"

#include <algorithm>
#include <set>

namespace atlas {
namespace {

using filter::Ego;

std::vector<model::PlaceIx> parties_of(const model::Dataset& d) {
    std::set<model::PlaceIx> all;
    for (const model::Link& l : d.links())
        for (const model::Party& p : l.parties) all.insert(p.place);
    return {all.begin(), all.end()};
}

void expect_exact(const model::Dataset& d, const app::PlaceFacts::Row& row, const std::string& what, int& looked_at) {
    EXPECT_EQ(filter::apply(d, row.filter).size(), static_cast<std::size_t>(row.count)) << what;
    ++looked_at;
}

int expect_all_exact(const model::Dataset& d, std::span<const model::PlaceIx> places, Ego way) {
    const app::PlaceFacts f = app::place_facts(d, places, way);
    const std::string of = d.place(places.front()).name.zh + " " + std::string(filter::to_code(way)) + ": ";
    int n = 0;
    for (const auto& row : f.ways) expect_exact(d, row, of + "way", n);
    if (places.size() > 1) expect_exact(d, f.together, of + "together", n);
    for (const auto& m : f.mechanisms) {
        expect_exact(d, m.row, of + d.mechanism(m.row.index).code, n);
        for (const auto& p : m.partners) expect_exact(d, p, of + d.mechanism(m.row.index).code + " with " + d.place(p.index).name.zh, n);
        int outside = 0;
        for (const model::LinkIx ix : filter::apply(d, m.row.filter)) {
            const auto& parties = d.link(ix).parties;
            const auto here = [&](const model::Party& party) { return std::any_of(places.begin(), places.end(), [&](model::PlaceIx at) { return d.inside(party.place, at); }); };
            outside += std::all_of(parties.begin(), parties.end(), here) ? 0 : 1;
        }
        EXPECT_EQ(outside + m.inside, m.row.count) << of << "a link is told by a partner or said to stay inside";
    }
    for (const auto& row : f.corridors) expect_exact(d, row, of + d.corridor(row.index).id, n);
    for (const auto& row : f.basins) expect_exact(d, row, of + d.basin(row.index).id, n);
    int in_plans = 0;
    for (const auto& p : f.plans) {
        expect_exact(d, p.row, of + d.plan(p.row.index).id, n);
        in_plans += p.row.count;
        for (std::size_t i = 0; i < p.clauses.size(); ++i) expect_exact(d, p.clauses[i], of + d.plan(p.row.index).id + " " + p.labels[i], n);
    }
    EXPECT_EQ(in_plans, static_cast<int>(f.links.size())) << of << "every link has one clause";
    EXPECT_EQ(filter::apply(d, app::filter_about(d, places, way)), f.links) << of;
    return n;
}

TEST(PlaceFacts, EveryNumberIsWhatItsFilterSelects) {
    const auto data = test::real_dataset();
    ASSERT_TRUE(data);
    int looked_at = 0;
    const auto places = parties_of(*data);
    for (std::size_t i = 0; i < places.size(); i += 3) // every third: all kinds of places, a third of the time
        for (const Ego way : filter::kEgos) looked_at += expect_all_exact(*data, {&places[i], 1}, way);
    for (const char* name : {"510000", "500000", "520000", "220000", "630000"}) {
        const model::PlaceIx p = data->place_by_id(name);
        ASSERT_NE(p, model::kNone) << name;
        for (const Ego way : filter::kEgos) looked_at += expect_all_exact(*data, {&p, 1}, way);
    }
    EXPECT_GT(looked_at, 2000);
}

TEST(PlaceFacts, SeveralPlacesCountAsOne) {
    const auto data = test::real_dataset();
    const std::vector<model::PlaceIx> three{data->place_by_id("510000"), data->place_by_id("500000"), data->place_by_id("520000")};
    for (const Ego way : filter::kEgos) expect_all_exact(*data, three, way);
    const app::PlaceFacts f = app::place_facts(*data, std::span(three).first(2), Ego::both);
    ASSERT_GT(f.together.count, 10) << "四川 and 重庆 state much together";
    EXPECT_LT(f.together.count, f.ways[0].count);
    for (const auto& m : f.mechanisms)
        for (const auto& p : m.partners)
            for (const model::PlaceIx own : std::span(three).first(2)) EXPECT_FALSE(data->inside(p.index, own)) << "what is selected is no partner";
}

TEST(PlaceFacts, OutwardAndInwardPartTheLinksByWhoSaysIt) {
    const auto data = test::real_dataset();
    const model::PlaceIx guizhou = data->place_by_id("520000");
    const auto all = filter::links_about(*data, {&guizhou, 1}, Ego::both), out = filter::links_about(*data, {&guizhou, 1}, Ego::out),
               in = filter::links_about(*data, {&guizhou, 1}, Ego::in);
    ASSERT_FALSE(out.empty());
    ASSERT_FALSE(in.empty());
    for (const model::LinkIx ix : out) EXPECT_EQ(data->plan(data->link(ix).plan).id, "guizhou-2020");
    for (const model::LinkIx ix : in) EXPECT_NE(data->plan(data->link(ix).plan).id, "guizhou-2020");
    std::vector<model::LinkIx> rest;
    for (const model::LinkIx ix : all)
        if (!std::binary_search(out.begin(), out.end(), ix) && !std::binary_search(in.begin(), in.end(), ix)) rest.push_back(ix);
    EXPECT_EQ(out.size() + in.size() + rest.size(), all.size());
    for (const model::LinkIx ix : rest) {
        const model::Link& l = data->link(ix);
        EXPECT_EQ(data->plan(l.plan).id, "guizhou-2020");
        for (const model::Party& p : l.parties) EXPECT_TRUE(data->inside(p.place, guizhou)) << l.id << " leads outside and is in neither";
    }
    // A joint plan is a plan of both provinces and of the cities it governs.
    const auto plans = data->plans();
    const auto joint = std::find_if(plans.begin(), plans.end(), [](const model::Plan& p) { return p.id == "chuannan-yuxi-2023"; });
    ASSERT_NE(joint, plans.end());
    for (const char* id : {"510000", "500000", "510500", "500118"}) EXPECT_TRUE(filter::own_plan(*data, *joint, data->place_by_id(id))) << id;
    for (const char* id : {"520000", "510100"}) EXPECT_FALSE(filter::own_plan(*data, *joint, data->place_by_id(id))) << id;
}

TEST(PlaceFacts, TiesHoldTogetherAndUnknownOnesSelectNothing) {
    const auto data = test::real_dataset();
    filter::FilterSpec spec;
    spec.ties = {{filter::Tie::Kind::place, {"510000"}}, {filter::Tie::Kind::place, {"520000", "530000"}}};
    const auto found = filter::apply(*data, spec);
    ASSERT_FALSE(found.empty());
    for (const model::LinkIx ix : found) {
        const auto& parties = data->link(ix).parties;
        const auto in = [&](const char* id) { return std::any_of(parties.begin(), parties.end(), [&](const model::Party& p) { return data->inside(p.place, data->place_by_id(id)); }); };
        EXPECT_TRUE(in("510000") && (in("520000") || in("530000"))) << data->link(ix).id;
    }
    EXPECT_FALSE(spec.empty());
    spec.ties = {{filter::Tie::Kind::clause, {"no-such-plan 一(一)"}}};
    EXPECT_TRUE(filter::apply(*data, spec).empty());
    const auto conditions = filter::conditions(*data, spec);
    ASSERT_EQ(conditions.size(), 1u);
    EXPECT_FALSE(conditions[0].known);
    EXPECT_TRUE(filter::without_condition(spec, conditions[0]).empty());
    const auto ways = filter::ways_back(*data, spec);
    ASSERT_EQ(ways.size(), 1u);
    EXPECT_EQ(ways[0].links, static_cast<int>(data->links().size()));
}

} // namespace
} // namespace atlas
