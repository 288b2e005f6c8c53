// Reciprocity on the small country: 四川 (alpha) and 重庆 (beta) have plans, 吉林 and the others have none.
#include "mini_dataset.hpp"

#include "filter/reciprocity.hpp"
#include "io/links_writer.hpp"
#include "io/summary.hpp"

#include <gtest/gtest.h>

using namespace atlas;
using filter::Reciprocity;

namespace {

mini::Tables two_provinces() { return mini::with("plans.csv", "重庆市|吉林省", "重庆市"); }

/// "plan place other state links / back", one for each pair.
std::vector<std::string> by_place(const mini::Tables& tables) {
    const auto reading = mini::read(tables);
    EXPECT_TRUE(reading.problems.empty()) << mini::all_text(reading.problems);
    const model::Dataset& d = *reading.dataset;
    const auto ids = [&](const std::vector<model::LinkIx>& links) {
        std::string out;
        for (const model::LinkIx i : links) out += " " + d.link(i).id;
        return out;
    };
    std::vector<std::string> out;
    for (const auto& p : filter::reciprocity_by_place(d)) {
        out.push_back(d.plan(p.plan).id + " " + d.place(p.place).name.zh + " " + (p.other_plan == model::kNone ? "-" : d.plan(p.other_plan).id) + " " +
                      std::string(filter::to_code(p.state)) + ids(p.links) + " /" + ids(p.back_links));
    }
    return out;
}

using Lines = std::vector<std::string>;

} // namespace

TEST(Reciprocity, BothAndNotLoaded) {
    // beta names 吉林, which has no plan: that is not_loaded, never only_a. alpha's region with members in 重庆 does not count.
    EXPECT_EQ(by_place(two_provinces()), (Lines{"alpha-2020 重庆市 beta-2021 both alpha-2020-001 / beta-2021-002",
                                                "beta-2021 吉林省 - not_loaded beta-2021-001 /",
                                                "beta-2021 四川省 alpha-2020 both beta-2021-002 / alpha-2020-001"}));
}

TEST(Reciprocity, OnlyOneOfTwoLoadedPlans) {
    // The same link, its port moved into 四川's own words: beta no longer names 四川.
    const auto tables = mini::with("links/beta-2021.csv", "泸州市:from|荣昌港:to", "永川区:from|荣昌港:to", two_provinces());
    EXPECT_EQ(by_place(tables), (Lines{"alpha-2020 重庆市 beta-2021 only_a alpha-2020-001 /",
                                       "beta-2021 吉林省 - not_loaded beta-2021-001 /",
                                       "beta-2021 四川省 alpha-2020 only_b / alpha-2020-001"}));
}

TEST(Reciprocity, APlanOfTwoProvincesAnswersForEach) {
    // With 吉林 in beta's own territory it is no pair of beta's any more. A joint plan speaks for each of its provinces.
    EXPECT_EQ(by_place(mini::tables()), (Lines{"alpha-2020 吉林省 beta-2021 only_b / beta-2021-002",
                                               "alpha-2020 重庆市 beta-2021 both alpha-2020-001 / beta-2021-002",
                                               "beta-2021 四川省 alpha-2020 both beta-2021-002 / alpha-2020-001"}));
}

TEST(Reciprocity, APlanInsideAProvinceIsOfThatProvince) {
    const auto inside = mini::with("plans.csv", "重庆市|吉林省", "荣昌区|永川区");
    EXPECT_EQ(by_place(inside)[0], "alpha-2020 重庆市 beta-2021 both alpha-2020-001 / beta-2021-002");
    // A plan that lies in two provinces in part is of neither, and neither of them is outside of it.
    const auto across = mini::with("plans.csv", "重庆市|吉林省", "荣昌区|泸州市");
    const auto lines = by_place(across);
    EXPECT_EQ(lines[0], "alpha-2020 重庆市 - not_loaded alpha-2020-001 /");
    for (const std::string& line : lines) EXPECT_EQ(line.find("beta-2021 四川省"), std::string::npos) << line;
}

TEST(Reciprocity, PlanByPlan) {
    const auto reading = mini::read(two_provinces());
    const auto pairs = filter::reciprocity_by_plan(*reading.dataset);
    ASSERT_EQ(pairs.size(), 1u) << "each pair once";
    EXPECT_EQ(pairs[0].state, Reciprocity::both);
    EXPECT_EQ(pairs[0].links.size(), 1u);
    // Overlap: 泸州 is beta's own too, so naming it is not naming alpha.
    const auto overlap = mini::read(mini::with("plans.csv", "重庆市|吉林省", "荣昌区|泸州市"));
    const auto own = filter::reciprocity_by_plan(*overlap.dataset);
    EXPECT_EQ(own[0].back_links.size(), 0u);
    EXPECT_EQ(own[0].state, Reciprocity::neither) << "alpha names 永川 only, which is not in beta's territory";
}

TEST(Unplaced, PartiesWithoutAPointOrMembers) {
    const auto reading = mini::read(mini::tables());
    const model::Dataset& d = *reading.dataset;
    EXPECT_TRUE(io::unplaced_parties(d, d.link(d.link_by_id("alpha-2020-002"))).empty()) << "a region is drawn as its members";
    EXPECT_EQ(io::unplaced_parties(d, d.link(d.link_by_id("beta-2021-001"))), (Lines{"沿海地区"}));
}

TEST(Summary, CountsFollowTheData) {
    const auto reading = mini::read(mini::tables());
    const std::string page = io::summary_markdown(*reading.dataset);
    for (const std::string& part : std::vector<std::string>{"`" + reading.dataset->version_hash() + "`", std::string("| 甲 Alpha `alpha-2020` | 2 | 0 | 2 | 2 | 0 |"),
                                   std::string("| **合计 all** | 4 | 1 |"), std::string("corridor 1"), std::string("exploring 1"), std::string("沿海地区 1"),
                                   std::string("not mappable: 1"), std::string("沿江轴 1 (1 + 0)"), std::string("one-way 1")}) {
        EXPECT_NE(page.find(part), std::string::npos) << part << "\n" << page;
    }
}
