// Matching of two readings, on rows made by hand.
#include "mini_dataset.hpp"

#include "base/utf8.hpp"
#include "filter/agreement.hpp"
#include "io/readings.hpp"

#include <gtest/gtest.h>

using namespace atlas;
using filter::ReadingRow;

namespace {

const model::Dataset& two_plans() {
    static const io::DatasetReading reading = mini::read(mini::tables());
    return *reading.dataset;
}

ReadingRow row(const std::string& clause, const std::string& quote, std::vector<std::string> parties, const std::string& shape = "pair",
               const std::string& mechanism = "strategy") {
    std::sort(parties.begin(), parties.end());
    return {"x", "p", clause, quote, base::to_code_points(base::fold_for_quote(quote)), std::move(parties), shape, mechanism};
}

} // namespace

TEST(Agreement, LongestCommonSubstring) {
    EXPECT_EQ(filter::longest_common_substring(U"推进川渝合作", U"加强川渝合作区"), 4u);
    EXPECT_EQ(filter::longest_common_substring(U"甲乙", U"乙甲"), 1u);
    EXPECT_EQ(filter::longest_common_substring(U"", U"甲"), 0u);
    EXPECT_EQ(filter::longest_common_substring(U"aaa", U"aa"), 2u) << "a run is not counted twice";
}

TEST(Agreement, AliasesAndFreeWordsHaveOneKey) {
    EXPECT_EQ(filter::party_key(two_plans(), "四川"), filter::party_key(two_plans(), "四川省"));
    EXPECT_EQ(filter::party_key(two_plans(), "510000"), filter::party_key(two_plans(), "四川省"));
    EXPECT_EQ(filter::party_key(two_plans(), "荣港"), filter::party_key(two_plans(), "荣昌港"));
    EXPECT_NE(filter::party_key(two_plans(), "泸州市"), filter::party_key(two_plans(), "内江市"));
    EXPECT_EQ(filter::party_key(two_plans(), "“一带一路” 沿线"), filter::party_key(two_plans(), "一带一路沿线")) << "no place: the folded words";
    EXPECT_EQ(filter::party_key(two_plans(), "鼓楼区"), "@320106 350102") << "ambiguous, and so in both readings";
}

TEST(Agreement, TheScoreIsTheMeanOfPartiesAndWords) {
    EXPECT_DOUBLE_EQ(filter::match_score(row("一", "川渝合作", {"a", "b"}), row("一", "川渝合作", {"a", "b"})), 1);
    EXPECT_DOUBLE_EQ(filter::match_score(row("一", "川渝合作", {"a", "b"}), row("一", "甲", {"a", "b"})), 0.5);
    EXPECT_DOUBLE_EQ(filter::match_score(row("一", "推进川渝合作", {"a"}), row("一", "川渝合作", {"b"})), 0.5) << "over the shorter quote";
    EXPECT_DOUBLE_EQ(filter::match_score(row("一", "川渝合作", {"a", "b"}), row("一", "川渝交流", {"a", "c"})), (1.0 / 3 + 0.5) / 2);
    EXPECT_DOUBLE_EQ(filter::match_score(row("一", "", {}), row("一", "", {})), 0) << "nothing agrees with nothing";
    // Full-width punctuation and spaces are folded away.
    EXPECT_DOUBLE_EQ(filter::match_score(row("一", "川，渝 合作", {"a"}), row("一", "川,渝合作", {"a"})), 1);
}

TEST(Agreement, OneToOneBestFirstWithinAClause) {
    const std::vector<ReadingRow> a = {row("一", "川渝合作机制", {"a", "b"}), row("一", "川渝合作机制", {"a", "b", "c"}), row("二", "沿江联动", {"a"})};
    const std::vector<ReadingRow> b = {row("一", "川渝合作机制", {"a", "b", "c"}), row("三", "沿江联动", {"a"})};
    const auto matches = filter::match_readings(a, b);
    ASSERT_EQ(matches.size(), 1u) << "one row of b is taken once; another clause never matches";
    EXPECT_EQ(matches[0].a, 1u) << "the perfect pair, not the first one above the threshold";
    EXPECT_EQ(matches[0].b, 0u);
    // With its first choice gone a row takes its second.
    const std::vector<ReadingRow> two = {row("一", "川渝合作机制", {"a", "b", "c"}), row("一", "川渝合作机制", {"a", "d"})};
    EXPECT_EQ(filter::match_readings(a, two).size(), 2u);
}

TEST(Agreement, JustBelowTheThresholdIsNoMatch) {
    EXPECT_EQ(filter::match_readings({row("一", "甲", {"a", "b"})}, {row("一", "乙", {"a", "b"})}).size(), 1u) << "0.5 is enough";
    EXPECT_TRUE(filter::match_readings({row("一", "甲", {"a", "b", "c"})}, {row("一", "乙", {"a", "b"})}).empty());
}

TEST(Agreement, Figures) {
    const std::vector<ReadingRow> a = {row("一", "甲甲", {"a", "b"}), row("二", "乙乙", {"a"}, "hub"), row("三", "丙", {"c"})};
    const std::vector<ReadingRow> b = {row("一", "甲甲", {"a", "b"}, "pair", "market"), row("二", "乙乙", {"a", "b"}, "pair"), row("四", "丁", {"c"}), row("五", "戊", {"c"})};
    auto f = filter::agreement_of(a, b, filter::match_readings(a, b));
    EXPECT_EQ(f.matched, 2u);
    EXPECT_DOUBLE_EQ(f.share(), 2.0 / 5);
    EXPECT_EQ(f.same_mechanism, 1u);
    EXPECT_EQ(f.same_parties, 1u);
    EXPECT_EQ(f.same_shape, 1u);
    f += f;
    EXPECT_EQ(f.rows_b, 8u);
    EXPECT_DOUBLE_EQ(f.share(), 2.0 / 5);
    EXPECT_DOUBLE_EQ(filter::Agreement{}.share(), 1);
}

TEST(Readings, RowsWithRolesExtraColumnsAndTwoWidths) {
    const std::string folder = mini::scratch("reading");
    std::ofstream(folder + "/r.csv", std::ios::binary) << "note,id,plan,clause,quote,shape,parties,mechanism\n"
                                                          "随便,r-1,alpha-2020,三（一）,四川帮 泸州,pair,四川:from｜泸州市：to|四川省,strategy\n"
                                                          ",r-2,other,一,甲,pair,甲|乙,strategy\n";
    std::vector<io::Problem> problems;
    const auto rows = io::read_reading(two_plans(), folder + "/r.csv", "a/r.csv", "alpha-2020", problems);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].clause, "三(一)");
    EXPECT_EQ(rows[0].parties, (std::vector<std::string>{"@510000", "@510500"})) << "as a set, without roles";
    ASSERT_EQ(problems.size(), 1u) << mini::all_text(problems);
    EXPECT_EQ(problems[0].row, 3);
    problems.clear();
    std::ofstream(folder + "/bad.csv", std::ios::binary) << "id,plan\nr-1,alpha-2020\n";
    EXPECT_TRUE(io::read_reading(two_plans(), folder + "/bad.csv", "a/bad.csv", "alpha-2020", problems).empty());
    EXPECT_EQ(problems.size(), 5u) << "one for each missing column";
}
