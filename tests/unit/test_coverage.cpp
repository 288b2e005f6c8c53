// Coverage: every clause has links or a reason, in the table and against the plan's text.
#include "mini_dataset.hpp"

#include "io/coverage.hpp"

#include <gtest/gtest.h>

#include <memory>

using namespace atlas;

namespace {

io::Coverage covered(const mini::Tables& tables, const std::string& plans_dir = "") {
    const auto reading = mini::read(tables);
    return io::coverage_of(*reading.dataset, plans_dir);
}

std::string plans_folder(const std::string& alpha, const std::string& beta) {
    const std::string folder = mini::scratch("plans");
    std::ofstream(folder + "/alpha-2020.txt", std::ios::binary) << alpha;
    std::ofstream(folder + "/beta-2021.txt", std::ios::binary) << beta;
    return folder;
}

// Chapter 三 goes straight to its first clause; chapter 一 of beta has a text of its own.
constexpr const char* kAlpha = "一、总体\n(一)沿江。\n二、其他\n(一)别的。\n三、任务\n(一)沿江联动。\n(二)结合部。\n";
constexpr const char* kAlphaRows = "alpha-2020,一(一),沿江,总体要求\nalpha-2020,二(一),别的,总体要求\n";
constexpr const char* kBeta = "一、总则\n与沿海地区合作。\n二、任务\n(一)甲。\n(二)乙。\n(三)对口。\n(四)保障。\n";
constexpr const char* kBetaRows = "beta-2021,二(一),甲,没有\nbeta-2021,二(二),乙,没有\n";

mini::Tables whole() {
    auto tables = mini::tables();
    tables.at("clauses.csv") += std::string(kAlphaRows) + kBetaRows;
    return tables;
}

} // namespace

TEST(Coverage, CountsLinksAndKeepsReasons) {
    const auto c = covered(mini::tables());
    EXPECT_TRUE(c.problems.empty()) << mini::all_text(c.problems);
    ASSERT_EQ(c.plans.size(), 2u);
    ASSERT_EQ(c.plans[1].clauses.size(), 3u);
    EXPECT_EQ(c.plans[1].clauses[0].clause, "一");
    EXPECT_EQ(c.plans[1].clauses[0].links, 1);
    EXPECT_EQ(c.plans[1].clauses[2].links, 0);
    EXPECT_EQ(c.plans[1].clauses[2].reason, "没有具体的合作方");
}

TEST(Coverage, ALinkWhoseClauseIsNotListed) {
    const auto c = covered(mini::with("clauses.csv", "alpha-2020,三(二),结合部,\n", ""));
    ASSERT_EQ(c.problems.size(), 1u) << mini::all_text(c.problems);
    EXPECT_EQ(c.problems[0].file, "links/alpha-2020.csv");
    EXPECT_NE(c.problems[0].message.find("alpha-2020-002"), std::string::npos);
    ASSERT_EQ(c.plans[0].clauses.size(), 2u) << "it is in the table all the same, so that the counts add up";
    EXPECT_EQ(c.plans[0].clauses[1].links, 1);
}

TEST(Coverage, AClauseWithNeitherLinksNorReasonIsFoundByTheReader) {
    const auto r = mini::read(mini::with("clauses.csv", "没有具体的合作方", ""));
    ASSERT_EQ(r.problems.size(), 1u) << mini::all_text(r.problems);
    EXPECT_EQ(r.problems[0].field, "reason");
}

TEST(Coverage, EveryClauseOfTheTextHasARow) {
    const auto good = covered(whole(), plans_folder(kAlpha, kBeta));
    EXPECT_TRUE(good.problems.empty()) << mini::all_text(good.problems);
    // A clause of the text that the table lacks, and an opening paragraph.
    const auto missing = covered(mini::with("clauses.csv", "beta-2021,二(二),乙,没有\n", "", whole()), plans_folder(kAlpha, kBeta));
    ASSERT_EQ(missing.problems.size(), 1u) << mini::all_text(missing.problems);
    EXPECT_NE(missing.problems[0].message.find("beta-2021"), std::string::npos);
    EXPECT_NE(missing.problems[0].message.find("二(二)"), std::string::npos);
    const auto opening = covered(whole(), plans_folder("一、总体\n(一)沿江。\n二、其他\n各方努力。\n(一)别的。\n三、任务\n(一)甲。\n(二)乙。\n", kBeta));
    ASSERT_EQ(opening.problems.size(), 1u) << mini::all_text(opening.problems);
    // A row for a clause that the text does not have.
    auto extra = whole();
    extra.at("clauses.csv") += "beta-2021,三(五),没有的,没有\n";
    EXPECT_EQ(covered(extra, plans_folder(kAlpha, kBeta)).problems.size(), 1u);
}

TEST(Coverage, NoticeAndPreambleAreOnePlaceInTheText) {
    const std::string with_notice = std::string("现将方案印发。\n") + kAlpha;
    EXPECT_EQ(covered(whole(), plans_folder(with_notice, kBeta)).problems.size(), 1u);
    for (const std::string label : {"序", "印发"}) {
        auto tables = whole();
        tables.at("clauses.csv") += "alpha-2020," + label + ",开头,没有\n";
        EXPECT_TRUE(covered(tables, plans_folder(with_notice, kBeta)).problems.empty()) << label;
    }
}

TEST(Coverage, InTheOrderOfThePlan) {
    auto tables = whole();
    tables.at("clauses.csv") += "beta-2021,序,序言,没有\nbeta-2021,印发,通知,没有\nbeta-2021,十(十一),末,没有\nbeta-2021,十(二),近末,没有\n";
    std::vector<std::string> order;
    const auto coverage = covered(tables);
    for (const auto& c : coverage.plans[1].clauses) order.push_back(c.clause);
    EXPECT_EQ(order, (std::vector<std::string>{"印发", "序", "一", "二(一)", "二(二)", "二(三)", "二(四)", "十(二)", "十(十一)"}));
}

TEST(Coverage, AMissingTextIsOneProblem) {
    const auto c = covered(mini::tables(), mini::scratch("empty"));
    EXPECT_EQ(c.problems.size(), 2u) << "one for each plan";
}
