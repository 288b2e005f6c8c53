// References and notes, the place of a quote in a text, and plans' texts from a folder.
#include "app/citation.hpp"
#include "app/plan_texts.hpp"
#include "base/file.hpp"
#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <filesystem>

using namespace atlas;

namespace {

model::Dataset cited() {
    model::DatasetParts p;
    const auto city = [&p](const char* code, const char* zh, const char* brief, std::vector<std::string> aliases = {}) {
        model::Place place;
        place.id = place.adcode = code;
        place.name = {zh, zh};
        place.short_zh = brief;
        place.aliases = std::move(aliases);
        place.position = geo::LonLat{105, 29};
        p.places.push_back(place);
    };
    city("510100", "成都市", "成都", {"蓉"});
    city("510500", "泸州市", "泸州");
    city("500000", "重庆市", "重庆", {"渝"});
    model::Plan joint;
    joint.id = "joint-2023";
    joint.title = {"推动某地融合发展总体方案", "A plan"};
    joint.issuer.zh = "四川省人民政府、重庆市人民政府";
    joint.issued = "2023-03-02";
    joint.note = "川府发〔2023〕9号;另有说明";
    model::Plan undated;
    undated.id = "undated";
    undated.title = {"某实施方案", "Another"};
    undated.issuer.zh = "甲、乙、丙、丁";
    undated.issued = "2019";
    undated.note = "文本自身没有日期";
    p.plans = {joint, undated};
    p.mechanisms = {{"x", "", {"甲", "X"}}};
    model::Link a;
    a.id = "joint-2023-001";
    a.plan = 0;
    a.clause = "三(十一)";
    a.quote = "推动泸州、成都联动,建设“双核”——走廊";
    a.parties = {{0, model::Role::both}, {1, model::Role::both}, {2, model::Role::both}};
    a.mechanism = 0;
    model::Link b = a;
    b.id = "undated-001";
    b.plan = 1;
    b.clause = "序";
    p.links = {a, b};
    return model::Dataset(std::move(p));
}

class Folder : public testing::Test {
protected:
    void SetUp() override {
        dir = std::filesystem::path(testing::TempDir()) / ("plans 规划 " + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(dir);
    }
    void TearDown() override { std::filesystem::remove_all(dir); }
    void write(const std::string& name, const std::string& text) const { ASSERT_TRUE(base::write_file((dir / name).string(), text)); }
    std::filesystem::path dir;
    model::Dataset d = cited();
    app::PlanTexts texts;
};

TEST(Citation, HasBodiesTitleNumberMarkDateAndClause) {
    const model::Dataset d = cited();
    EXPECT_EQ(app::citation(d, d.link(0)), "四川省人民政府, 重庆市人民政府. 推动某地融合发展总体方案: 川府发〔2023〕9号[Z]. 2023-03-02: 三（十一）.");
    EXPECT_EQ(app::citation(d, d.link(1)), "甲, 乙, 丙, 等. 某实施方案[Z]. [2019]: 序.") << "three bodies and 等; a year alone is the reader's";
}

TEST(Citation, NotesCarryNumberWordsAndSource) {
    const model::Dataset d = cited();
    EXPECT_EQ(app::note_number(1), "①");
    EXPECT_EQ(app::note_number(20), "⑳");
    EXPECT_EQ(app::note_number(21), "㉑");
    EXPECT_EQ(app::note_number(36), "㊱");
    EXPECT_EQ(app::note_number(50), "㊿");
    EXPECT_EQ(app::note_number(51), "[51]");
    EXPECT_EQ(app::numbered_note(d, d.link(0), 2), "② “推动泸州、成都联动，建设“双核”——走廊”。" + app::citation(d, d.link(0)));
}

TEST(FindQuote, FindsAcrossWidthsBlanksQuotesAndDashes) {
    const std::string text = "前言。推动泸州、 成都联动，\n建设「双核」——走廊，等等。", quote = "推动泸州、成都联动,建设“双核”—走廊";
    const auto at = base::find_quote(text, quote);
    ASSERT_TRUE(at);
    EXPECT_EQ(text.substr(at->first, at->second - at->first), "推动泸州、 成都联动，\n建设「双核」——走廊");
    EXPECT_FALSE(base::find_quote(text, "没有这一句"));
    EXPECT_FALSE(base::find_quote(text, ""));
    EXPECT_FALSE(base::find_quote("", quote));
    EXPECT_FALSE(base::find_quote("坏\xFF字节", "坏"));
    // A folding of one character into several, at the very end.
    const std::string tail = "共⑾";
    const auto end = base::find_quote(tail, "(11)");
    ASSERT_TRUE(end);
    EXPECT_EQ(tail.substr(end->first, end->second - end->first), "⑾");
}

TEST_F(Folder, TheWholeClauseComesWithItsQuoteMarked) {
    write("joint-2023.txt", "总体方案\n一、总则\n二、布局\n三、任务\n(一)别的条。\n(二)又一条。\n(三)三。\n(四)四。\n(五)五。\n(六)六。\n(七)七。\n(八)八。\n(九)九。\n(十)十。\n"
                            "　　(十一)推进协作。推动泸州、成都联动,建设“双核”——走廊;同时做别的事。\n\n　　第二段。\n(十二)后一条。\n");
    ASSERT_TRUE(texts.open(dir.string(), d));
    const app::ClauseShown c = texts.clause(d, 0);
    ASSERT_EQ(c.state, app::ClauseShown::State::found) << c.said;
    EXPECT_EQ(c.text, "（十一）推进协作。推动泸州、成都联动，建设“双核”——走廊；同时做别的事。\n第二段。");
    EXPECT_EQ(c.text.substr(c.begin, c.end - c.begin), "推动泸州、成都联动，建设“双核”——走廊");
    // The other plan's text is not there: said, with the file's name.
    const app::ClauseShown other = texts.clause(d, 1);
    EXPECT_EQ(other.state, app::ClauseShown::State::no_text);
    EXPECT_NE(other.said.find("undated.txt"), std::string::npos) << other.said;
}

TEST_F(Folder, WhatIsMissingInTheTextIsSaid) {
    write("joint-2023.txt", "一、总则\n二、布局\n三、任务\n");
    write("undated.txt", "序言里没有那句话。\n一、总则\n");
    ASSERT_TRUE(texts.open(dir.string(), d));
    EXPECT_EQ(texts.clause(d, 0).state, app::ClauseShown::State::no_clause);
    EXPECT_NE(texts.clause(d, 0).said.find("三(十一)"), std::string::npos);
    const app::ClauseShown c = texts.clause(d, 1);
    EXPECT_EQ(c.state, app::ClauseShown::State::no_quote);
    EXPECT_EQ(c.begin, c.end);
    EXPECT_FALSE(c.text.empty()) << "the clause is still there to be read";
    EXPECT_FALSE(c.said.empty());
}

TEST_F(Folder, ABadPathIsRefusedWithOneSentenceAndChangesNothing) {
    EXPECT_EQ(texts.clause(d, 0).state, app::ClauseShown::State::no_folder);
    const auto refused = [&](const std::string& path) {
        const auto read = texts.open(path, d);
        EXPECT_FALSE(read) << path;
        return read ? std::string() : read.error().message;
    };
    EXPECT_NE(refused((dir / "nowhere").string()).find("nowhere"), std::string::npos);
    EXPECT_NE(refused(dir.string()).find("joint-2023.txt"), std::string::npos) << "an empty folder: the names of the files are told";
    write("undated.txt", "序。\n一、总则\n");
    EXPECT_NE(refused((dir / "undated.txt").string()).find("undated.txt"), std::string::npos);
    for (const std::string& pasted : {dir.string(), "  \"" + dir.string() + "/\"  ", "file://" + dir.string()}) EXPECT_TRUE(texts.open(pasted, d)) << pasted;
    const std::string good = texts.folder();
    refused((dir / "nowhere").string());
    EXPECT_EQ(texts.folder(), good);
    EXPECT_TRUE(texts.open("", d));
    EXPECT_TRUE(texts.folder().empty());
}

TEST(PartiesNamed, ByNameShortNameOrAliasButNotByOneCharacter) {
    const model::Dataset d = cited();
    EXPECT_EQ(app::parties_named(d, d.link(0), d.link(0).quote), (std::vector<bool>{true, true, false}));
    EXPECT_EQ(app::parties_named(d, d.link(0), "蓉渝联动"), (std::vector<bool>{false, false, false}));
    EXPECT_EQ(app::parties_named(d, d.link(0), "重 庆市"), (std::vector<bool>{false, false, true}));
}

} // namespace
