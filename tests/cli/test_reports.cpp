// The reports on the reading: check --coverage and --agreement, reciprocity, links --unmapped, summary.
#include "program.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

using atlas::test::DataCopy;
using atlas::test::parse_csv;
using atlas::test::read_all;
using atlas::test::run_program;
using atlas::test::scratch;
using atlas::test::write_all;
using nlohmann::json;
namespace fs = std::filesystem;

TEST(Coverage, EveryShippedClauseIsAccountedFor) {
    const auto ran = run_program({"check", "--coverage", "--format", "json"});
    EXPECT_EQ(ran.code, 0) << ran.err << ran.out.substr(0, 500);
    const json report = ran.json();
    EXPECT_EQ(report.at("ok"), true);
    ASSERT_EQ(report.at("plans").size(), 5U);
    std::size_t links = 0;
    for (const json& plan : report.at("plans")) {
        EXPECT_GT(plan.at("clauses").size(), 5U) << plan.at("plan");
        for (const json& clause : plan.at("clauses")) {
            links += clause.at("links").get<std::size_t>();
            EXPECT_NE(clause.at("links") == 0, clause.at("reason") == "") << "links or a reason, one of them: " << plan.at("plan") << clause;
        }
    }
    EXPECT_EQ(links, run_program({"links"}).json().size());
}

TEST(Coverage, AClauseThatIsNotListedOrNotInTheText) {
    const DataCopy data;
    data.edit("clauses.csv", "jilin-2019,三(八),", "jilin-2019,三(九十),");
    const auto ran = run_program({"check", "--coverage"}, data.dir());
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.out.find("三(八)"), std::string::npos);
    EXPECT_NE(ran.out.find("jilin-2019.csv"), std::string::npos) << ran.out.substr(0, 500);

    const fs::path plans = scratch() / "plans";
    fs::create_directories(plans);
    for (const char* plan : {"sichuan-2019", "jilin-2019", "chuannan-yuxi-2023", "qinghai-2022", "guizhou-2020"})
        write_all(plans / (std::string(plan) + ".txt"), "一、总体\n(一)甲。\n(二)乙。\n(三)丙。\n(四)丁。\n(五)戊。\n(六)己。\n(七)庚。\n(八)辛。\n(九)壬。\n(十)癸。\n");
    const auto against = run_program({"check", "--coverage", "--plans", plans.string(), "--format", "json"});
    EXPECT_EQ(against.code, 1);
    EXPECT_NE(against.out.find("一(十)"), std::string::npos) << "a clause of the text without a row";
}

TEST(Agreement, TheTwoShippedReadings) {
    const std::string readings = std::string(ATLAS_SOURCE_DIR) + "/tests/readings";
    const auto ran = run_program({"check", "--agreement", readings, "--list", "--format", "json"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    const json report = ran.json();
    ASSERT_EQ(report.at("plans").size(), 5U);
    std::size_t matched = 0;
    for (const json& plan : report.at("plans")) {
        const std::size_t a = plan.at("rows_a"), b = plan.at("rows_b"), both = plan.at("matched");
        EXPECT_GT(both, a / 2) << plan.at("plan") << ": readings of one text";
        EXPECT_DOUBLE_EQ(plan.at("agreement").get<double>(), static_cast<double>(both) / static_cast<double>(a + b - both));
        EXPECT_EQ(plan.at("only_a").size(), a - both);
        EXPECT_EQ(plan.at("only_b").size(), b - both);
        EXPECT_EQ(plan.at("matches").size(), both);
        matched += both;
    }
    EXPECT_EQ(report.at("all").at("matched"), matched);
    const auto text = run_program({"check", "--agreement", readings});
    EXPECT_NE(text.out.find("agreement"), std::string::npos);
    EXPECT_LT(text.out.size(), 2000U) << "rows are listed with --list only";
}

TEST(Agreement, AFolderWithoutReadingsAndOptionsThatDoNotFit) {
    const auto empty = run_program({"check", "--agreement", scratch().string()});
    EXPECT_EQ(empty.code, 1);
    EXPECT_TRUE(empty.one_sentence()) << empty.err;
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"check", "--list"}, {"check", "--coverage", "--agreement", "x"}, {"check", "--coverage", "--write-digests", "--plans", "x"}}) {
        const auto ran = run_program(words);
        EXPECT_EQ(ran.code, 2) << ran.err;
        EXPECT_TRUE(ran.one_sentence()) << ran.err;
    }
}

TEST(Reciprocity, StatesFollowFromTheLinksOfBothSides) {
    const auto ran = run_program({"reciprocity"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const json report = ran.json();
    EXPECT_EQ(report.at("schema"), "corridor-atlas/reciprocity/1");
    std::set<std::string> states;
    for (const json& pair : report.at("pairs")) {
        const bool a = !pair.at("links").empty(), b = !pair.at("back_links").empty();
        const std::string state = pair.at("state");
        states.insert(state);
        EXPECT_EQ(state, pair.at("other_plan").is_null() ? "not_loaded" : a && b ? "both" : a ? "only_a" : "only_b") << pair.dump();
        EXPECT_TRUE(a || b) << "a pair in which nobody names anybody: " << pair.dump();
        for (const json& id : pair.at("links")) EXPECT_TRUE(id.get<std::string>().starts_with(pair.at("plan").get<std::string>() + "-"));
    }
    EXPECT_TRUE(states.contains("both") && states.contains("not_loaded"));
    EXPECT_EQ(report.at("plans").size(), 10U) << "each pair of five plans once";

    const auto rows = parse_csv(run_program({"reciprocity", "--format", "csv"}).out);
    EXPECT_EQ(rows.size(), 1 + report.at("pairs").size() + report.at("plans").size());
    for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
}

TEST(Unmapped, TheTrayIsWhatCannotBeDrawnWhole) {
    std::set<std::string> wanted;
    for (const json& link : run_program({"links"}).json()) {
        // A region has no point either, but it is drawn as its members: the tray is less than all that lack a point.
        bool unplaced = false;
        for (const json& name : link.at("unplaced")) {
            unplaced = true;
            bool party = false;
            for (const json& p : link.at("parties")) party = party || (p.at("name") == name && p.at("lon").is_null());
            EXPECT_TRUE(party) << link.at("id") << ": " << name << " is a party without a point";
        }
        if (unplaced || link.at("mappable") == false) wanted.insert(link.at("id").get<std::string>());
    }
    const auto ran = run_program({"links", "--unmapped"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    std::set<std::string> listed;
    for (const json& link : ran.json()) listed.insert(link.at("id").get<std::string>());
    EXPECT_EQ(listed, wanted);
    EXPECT_GT(listed.size(), 5U);
    const json one = run_program({"links", "--unmapped", "--plan", "qinghai-2022"}).json();
    EXPECT_LT(one.size(), listed.size()) << "the filter holds too";
    EXPECT_EQ(run_program({"links", "--unmapped", "--format", "geojson"}).json().at("features").size(), listed.size());
}

TEST(Summary, TheCommittedPageIsWhatTheCommandPrints) {
    const std::string committed = read_all(fs::path(ATLAS_SOURCE_DIR) / "docs" / "summary.md");
    for (const std::string lang : {"en_US.UTF-8", "zh_CN.UTF-8"}) {
        const auto ran = run_program({"summary"}, "", lang);
        ASSERT_EQ(ran.code, 0) << ran.err;
        EXPECT_TRUE(ran.out == committed) << "docs/summary.md is not what `corridor-atlas summary` prints: the tables of geodata/links have changed since. "
                                             "Run `corridor-atlas summary --out docs/summary.md` and commit it with them.";
    }
    EXPECT_NE(committed.find("data version"), std::string::npos);
}
