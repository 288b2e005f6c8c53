// The linked views on the real dataset: every number is held against its definition, not against a typed figure.
#include "golden/figure_world.hpp"
#include "filter/insight.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

using namespace atlas;
using filter::Facet;
using testing_world::world;

namespace {

const model::Dataset& data() { return *world().dataset; }
std::vector<model::LinkIx> all() { return filter::apply(data(), {}); }

model::PlaceIx place(const char* code) { return data().place_by_id(code); }
model::BasinIx basin(const std::string& id) {
    for (std::size_t i = 0; i < data().basins().size(); ++i) if (data().basins()[i].id == id) return static_cast<model::BasinIx>(i);
    return model::kNone;
}
model::CorridorIx corridor(const std::string& id) {
    for (std::size_t i = 0; i < data().corridors().size(); ++i) if (data().corridors()[i].id == id) return static_cast<model::CorridorIx>(i);
    return model::kNone;
}

} // namespace

TEST(Insight, ACellOfTheMatrixIsWhatTheFilterGives) {
    // Mechanism × plan: each link has exactly one of each, so the cells are the filter's own results and add up to all links.
    const auto m = filter::matrix(data(), all(), Facet::mechanism, Facet::plan, false);
    std::size_t sum = 0;
    for (std::size_t r = 0; r < m.rows.size(); ++r)
        for (std::size_t c = 0; c < m.columns.size(); ++c) {
            filter::FilterSpec s;
            s.plans = {m.columns[c].id};
            std::vector<model::LinkIx> wanted;
            for (const model::LinkIx l : filter::apply(data(), s)) if (data().mechanism(data().link(l).mechanism).code == m.rows[r].id) wanted.push_back(l);
            EXPECT_EQ(m.at(r, c), wanted) << m.rows[r].id << " " << m.columns[c].id;
            sum += m.at(r, c).size();
        }
    EXPECT_EQ(sum, data().links().size());
    EXPECT_EQ(m.columns.size(), 5U);
}

TEST(Insight, AMatrixOfSeveralValuesNamesItsDistinctLinks) {
    const auto m = filter::matrix(data(), all(), Facet::mechanism, Facet::corridor, false);
    ASSERT_FALSE(m.rows.empty());
    ASSERT_FALSE(m.columns.empty());
    EXPECT_EQ(m.links, static_cast<int>(data().links().size()));
    for (std::size_t c = 0; c < m.columns.size(); ++c) { // a column's sum is its number: a link has one mechanism
        std::size_t sum = 0;
        for (std::size_t r = 0; r < m.rows.size(); ++r) sum += m.at(r, c).size();
        EXPECT_EQ(sum, static_cast<std::size_t>(m.columns[c].links));
        filter::FilterSpec s;
        s.corridors = {m.columns[c].id};
        EXPECT_EQ(filter::apply(data(), s).size(), sum) << m.columns[c].id;
        if (c > 0) { EXPECT_LE(m.columns[c].links, m.columns[c - 1].links); }
    }
    const auto places = filter::matrix(data(), all(), Facet::place, Facet::place, false);
    for (std::size_t i = 0; i < places.columns.size(); ++i)
        for (std::size_t k = 0; k < places.columns.size(); ++k) EXPECT_EQ(places.at(i, k), places.at(k, i)); // rows beyond the columns are cut off there
}

TEST(Insight, TheCascadeFollowsTheStem) {
    const auto yangtze = filter::cascade(data(), all(), basin("b-changjiang"));
    ASSERT_GE(yangtze.provinces.size(), 8U);
    ASSERT_EQ(yangtze.steps.size(), yangtze.provinces.size() - 1);
    for (std::size_t i = 0; i < yangtze.steps.size(); ++i) {
        EXPECT_EQ(yangtze.steps[i].upper, yangtze.provinces[i]);
        EXPECT_EQ(yangtze.steps[i].lower, yangtze.provinces[i + 1]);
        for (const model::LinkIx l : yangtze.steps[i].compensation) EXPECT_NE(std::find(yangtze.steps[i].links.begin(), yangtze.steps[i].links.end(), l), yangtze.steps[i].links.end());
    }
    const auto pos = [&](const char* code) { return std::find(yangtze.provinces.begin(), yangtze.provinces.end(), place(code)) - yangtze.provinces.begin(); };
    EXPECT_LT(pos("510000"), pos("500000")); // 四川 lies above 重庆, 重庆 above 湖北, 湖北 above 上海
    EXPECT_LT(pos("500000"), pos("420000"));
    EXPECT_LT(pos("420000"), pos("310000"));
    EXPECT_TRUE(std::any_of(yangtze.steps.begin(), yangtze.steps.end(), [](const auto& s) { return !s.links.empty(); }));
    EXPECT_TRUE(filter::cascade(data(), {}, basin("b-changjiang")).steps[0].links.empty());
    EXPECT_TRUE(filter::cascade(data(), all(), model::kNone).provinces.empty());
}

TEST(Insight, TheStripGrowsAlongTheCorridor) {
    for (std::size_t c = 0; c < data().corridors().size(); ++c) {
        const auto strip = filter::strip(data(), all(), static_cast<model::CorridorIx>(c));
        ASSERT_EQ(strip.nodes.size(), data().corridors()[c].nodes.size());
        for (std::size_t i = 1; i < strip.nodes.size(); ++i) EXPECT_GE(strip.nodes[i].km, strip.nodes[i - 1].km);
        for (const auto& span : strip.spans) {
            EXPECT_LT(span.from, span.to);
            EXPECT_FALSE(span.links.empty());
        }
    }
    const auto axis = filter::strip(data(), all(), corridor("c-yanchangjiang-axis")); // 宜宾 泸州 永川 江津
    ASSERT_EQ(axis.nodes.size(), 4U);
    EXPECT_NEAR(axis.nodes.back().km, 220, 60);
    EXPECT_FALSE(axis.spans.empty());
}

TEST(Insight, NeighboursAreTheBordersOfTheMap) {
    const auto pairs = filter::neighbouring_provinces(*world().geodata);
    const auto has = [&](const char* a, const char* b) { return std::find(pairs.begin(), pairs.end(), std::pair<std::string, std::string>{std::min<std::string>(a, b), std::max<std::string>(a, b)}) != pairs.end(); };
    EXPECT_TRUE(has("510000", "500000")); // 四川 重庆
    EXPECT_TRUE(has("520000", "430000")); // 贵州 湖南
    EXPECT_TRUE(has("630000", "540000")); // 青海 西藏
    EXPECT_TRUE(has("220000", "150000")); // 吉林 内蒙古
    EXPECT_FALSE(has("510000", "420000")); // 四川 and 湖北 have 重庆 between them
    EXPECT_FALSE(has("460000", "440000")); // 海南 lies across the strait
    EXPECT_FALSE(has("710000", "350000"));
    EXPECT_GT(pairs.size(), 60U);
    EXPECT_LT(pairs.size(), 80U);
}

TEST(Insight, AGapIsNoLinkBetweenPlacesOfALoadedPlan) {
    const auto found = filter::gaps(data(), filter::neighbouring_provinces(*world().geodata));
    std::set<filter::Gap::Rule> rules;
    for (const filter::Gap& g : found) {
        rules.insert(g.rule);
        EXPECT_FALSE(g.searched.empty());
        EXPECT_EQ(g.rule == filter::Gap::Rule::compensation, g.basin != model::kNone);
        EXPECT_EQ(g.rule == filter::Gap::Rule::corridor, g.corridor != model::kNone);
    }
    EXPECT_EQ(rules.size(), 3U);
    const auto gap = [&](filter::Gap::Rule rule, const char* a, const char* b) {
        return std::any_of(found.begin(), found.end(), [&](const filter::Gap& g) { return g.rule == rule && ((g.a == place(a) && g.b == place(b)) || (g.a == place(b) && g.b == place(a))); });
    };
    EXPECT_FALSE(gap(filter::Gap::Rule::border, "520000", "500000")); // 贵州's plan has a whole clause on 重庆
    EXPECT_FALSE(gap(filter::Gap::Rule::border, "440000", "350000")); // no plan of 广东 or 福建 is loaded: nothing can be said
    EXPECT_TRUE(gap(filter::Gap::Rule::border, "220000", "150000") || gap(filter::Gap::Rule::border, "220000", "210000") || gap(filter::Gap::Rule::border, "630000", "650000") ||
                gap(filter::Gap::Rule::border, "510000", "610000") || gap(filter::Gap::Rule::border, "520000", "530000") || found.size() > 5);
}

TEST(Insight, AGapOfATributarySaysThatTheLargerBasinHasACompensation) {
    const auto found = filter::gaps(data(), {});
    int told = 0;
    for (const filter::Gap& g : found) {
        if (g.rule != filter::Gap::Rule::compensation) {
            EXPECT_EQ(g.wider, model::kNone);
            continue;
        }
        // What the cascade of the larger basin counts as compensated is told; nothing else is.
        model::BasinIx compensated = model::kNone;
        for (model::BasinIx b = data().basin(g.basin).parent; b != model::kNone && compensated == model::kNone; b = data().basin(b).parent) {
            const auto links = all();
            if (std::any_of(links.begin(), links.end(), [&](model::LinkIx l) {
                    const model::Link& link = data().link(l);
                    const auto has = [&](model::PlaceIx p) { return std::any_of(link.parties.begin(), link.parties.end(), [&](const model::Party& q) { return filter::is_at(data(), q.place, p); }); };
                    return data().mechanism(link.mechanism).code.starts_with("compensation") && has(g.a) && has(g.b) &&
                           std::any_of(link.basins.begin(), link.basins.end(), [&](const auto& t) { return data().basin_inside(t.index, b); });
                })) compensated = b;
        }
        EXPECT_EQ(g.wider, compensated) << data().place(g.a).name.zh << data().place(g.b).name.zh << data().basin(g.basin).name.zh;
        told += g.wider != model::kNone ? 1 : 0;
    }
    EXPECT_GT(told, 0) << "金沙江 lies in the basin of the 长江";
}

TEST(Insight, APlanComparedWithItselfDiffersInNothing) {
    const auto self = filter::compare(data(), all(), 0, 0);
    EXPECT_EQ(self.a, self.b);
    EXPECT_FALSE(self.a.empty());
    EXPECT_TRUE(self.only_a.empty() && self.only_b.empty());
    for (const auto& group : self.shared) EXPECT_EQ(group.a, group.b);
}

TEST(Insight, TwoPlansShareWhatHasTheSameParties) {
    const auto parties = [](model::LinkIx l) {
        std::set<model::PlaceIx> set;
        for (const model::Party& p : data().link(l).parties) set.insert(p.place);
        return set;
    };
    int shared = 0;
    for (model::PlanIx a = 0; a < static_cast<model::PlanIx>(data().plans().size()); ++a)
        for (model::PlanIx b = 0; b < a; ++b) {
            const auto two = filter::compare(data(), all(), a, b);
            std::set<model::LinkIx> in_a(two.only_a.begin(), two.only_a.end()), in_b(two.only_b.begin(), two.only_b.end());
            EXPECT_EQ(in_a.size() + in_b.size(), two.only_a.size() + two.only_b.size());
            for (const auto& group : two.shared) {
                ++shared;
                const std::set<model::PlaceIx> wanted(group.parties.begin(), group.parties.end());
                for (const model::LinkIx l : group.a) {
                    EXPECT_EQ(parties(l), wanted);
                    EXPECT_TRUE(in_a.insert(l).second);
                }
                for (const model::LinkIx l : group.b) {
                    EXPECT_EQ(parties(l), wanted);
                    EXPECT_TRUE(in_b.insert(l).second);
                }
            }
            EXPECT_EQ(std::vector<model::LinkIx>(in_a.begin(), in_a.end()), two.a); // every link of a plan once
            EXPECT_EQ(std::vector<model::LinkIx>(in_b.begin(), in_b.end()), two.b);
            filter::FilterSpec s;
            s.plans = {data().plan(a).id};
            EXPECT_EQ(two.a, filter::apply(data(), s));
            for (const model::LinkIx x : two.only_a)
                for (const model::LinkIx y : two.b) EXPECT_NE(parties(x), parties(y));
        }
    EXPECT_GT(shared, 0) << "no two plans speak of the same parties: nothing was tested";
}

TEST(Insight, EveryCellIsWhatTheFilterGivesForItsTwoValues) {
    const auto want = [](filter::FilterSpec& s, Facet facet, const std::string& id) {
        if (auto* values = filter::values_of(s, facet)) *values = {id};
        else s.places = {{data().place_by_id(id), false}};
    };
    for (const bool text_only : {false, true})
        for (const Facet rows : filter::kAllFacets) {
            const Facet columns = rows == Facet::mechanism ? Facet::basin : Facet::mechanism;
            const auto m = filter::matrix(data(), all(), rows, columns, text_only);
            ASSERT_FALSE(m.rows.empty());
            std::set<model::LinkIx> inside;
            for (std::size_t r = 0; r < m.rows.size(); ++r) {
                filter::FilterSpec row;
                row.text_only = text_only;
                want(row, rows, m.rows[r].id);
                const auto of_row = filter::apply(data(), row);
                EXPECT_EQ(of_row.size(), static_cast<std::size_t>(m.rows[r].links)) << m.rows[r].id;
                inside.insert(of_row.begin(), of_row.end());
                for (std::size_t c = 0; c < m.columns.size(); ++c) {
                    if (m.at(r, c).empty() && c % 5 != 0) continue; // the empty ones by samples
                    filter::FilterSpec s = row;
                    want(s, columns, m.columns[c].id);
                    EXPECT_EQ(m.at(r, c), filter::apply(data(), s)) << m.rows[r].id << " × " << m.columns[c].id;
                }
            }
            EXPECT_EQ(inside.size() + static_cast<std::size_t>(m.without_row), data().links().size()) << filter::to_code(rows);
        }
}

TEST(Insight, AMatrixWithTooManyColumnsKeepsTheFullest) {
    const auto whole = filter::matrix(data(), all(), Facet::mechanism, Facet::basin, false, 1000);
    const auto part = filter::matrix(data(), all(), Facet::mechanism, Facet::basin, false, 7);
    ASSERT_GT(whole.columns.size(), 7U);
    EXPECT_EQ(whole.columns_left_out, 0U);
    ASSERT_EQ(part.columns.size(), 7U);
    EXPECT_EQ(part.columns_left_out, whole.columns.size() - 7);
    std::vector<int> numbers, kept;
    for (const auto& c : whole.columns) numbers.push_back(c.links);
    for (const auto& c : part.columns) kept.push_back(c.links);
    std::sort(numbers.begin(), numbers.end(), std::greater<>());
    std::sort(kept.begin(), kept.end(), std::greater<>());
    EXPECT_TRUE(std::equal(kept.begin(), kept.end(), numbers.begin()));
}
