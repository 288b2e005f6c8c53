// check, and what every command says about damaged data: file, row, field; exit 1; nothing written.
#include "program.hpp"

#include <gtest/gtest.h>

using atlas::test::DataCopy;
using atlas::test::read_all;
using atlas::test::run_program;
using atlas::test::scratch;
using atlas::test::write_all;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr const char* kTable = "links/jilin-2019.csv";

/// The damaged copy: check lists a problem with this file, field and word in the message; links and render refuse it.
void found(const DataCopy& data, const std::string& file, const std::string& field, const std::string& word) {
    const auto ran = run_program({"check", "--format", "json"}, data.dir());
    EXPECT_EQ(ran.code, 1) << ran.err;
    const json report = ran.json();
    EXPECT_EQ(report.at("ok"), false);
    bool listed = false;
    for (const json& p : report.at("problems")) {
        const std::string in = p.at("file"), message = p.at("message");
        listed = listed || (in.find(file) != std::string::npos && p.at("field") == field && message.find(word) != std::string::npos && p.at("row") > 1);
    }
    EXPECT_TRUE(listed) << file << ", " << field << ", " << word << " in " << report.at("problems").dump(1).substr(0, 1500);

    const auto lines = run_program({"check"}, data.dir());
    EXPECT_EQ(lines.code, 1);
    EXPECT_NE(lines.out.find(field), std::string::npos) << lines.out.substr(0, 500);
    const auto links = run_program({"links"}, data.dir());
    EXPECT_EQ(links.code, 1);
    EXPECT_EQ(links.out, "");
    EXPECT_TRUE(links.one_sentence()) << links.err;
}

} // namespace

TEST(Check, TheShippedDataHasNoProblem) {
    const auto ran = run_program({"check"});
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
    const json report = run_program({"check", "--format", "json"}).json();
    EXPECT_EQ(report.at("ok"), true);
    EXPECT_EQ(report.at("problems"), json::array());
    EXPECT_GE(report.at("links"), 100);
    EXPECT_EQ(report.at("links_by_plan").size(), 5U);
    EXPECT_FALSE(report.at("schema").get<std::string>().empty());
}

TEST(Check, UnknownParty) {
    const DataCopy data;
    data.edit(kTable, "长春市", "长椿市", "jilin-2019-");
    found(data, kTable, "parties", "长椿市");
}

TEST(Check, UnknownMechanism) {
    const DataCopy data;
    data.edit(kTable, "cooperation.interaction", "cooperation.magic");
    found(data, kTable, "mechanism", "cooperation.magic");
}

TEST(Check, QuoteOverEightyCharacters) {
    const DataCopy data;
    std::string longer;
    for (int i = 0; i < 81; ++i) longer += "长";
    std::string text = read_all(data.links() / kTable);
    const std::size_t row = text.find("\njilin-2019-");
    ASSERT_NE(row, std::string::npos);
    // The quote is the fourth field; nothing before it is quoted.
    std::size_t at = row;
    for (int i = 0; i < 3; ++i) at = text.find(',', at + 1);
    const bool in_quotes = text[at + 1] == '"';
    text.insert(at + (in_quotes ? 2 : 1), longer);
    write_all(data.links() / kTable, text);
    found(data, kTable, "quote", "80");
}

TEST(Check, DuplicateId) {
    const DataCopy data;
    data.edit(kTable, "\njilin-2019-002,", "\njilin-2019-001,");
    found(data, kTable, "id", "jilin-2019-001");
}

TEST(Check, UnknownCorridor) {
    const DataCopy data;
    data.edit(kTable, ",c-", ",c-no-such-corridor|c-");
    found(data, kTable, "corridors", "c-no-such-corridor");
}

TEST(Check, BytesThatAreNotUtf8) {
    const DataCopy data;
    data.edit(kTable, "长春", "\xB3\xA4\xB4\xBA"); // the same word in GBK, as a spreadsheet may save it
    const auto ran = run_program({"check"}, data.dir());
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.out.find("UTF-8"), std::string::npos) << ran.out.substr(0, 500);
    EXPECT_NE(ran.out.find(kTable), std::string::npos) << ran.out.substr(0, 500);
}

TEST(Check, AQuoteThatChangedSinceItWasVerified) {
    const DataCopy data;
    data.edit("links/sichuan-2019.csv", "合作", "合伙", "\nsichuan-2019-");
    const auto ran = run_program({"check", "--format", "json"}, data.dir());
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.out.find("quote"), std::string::npos) << ran.out.substr(0, 800);
}

TEST(Check, EveryQuoteStandsInItsClause) {
    // A plan of our own making: the real texts are not shipped.
    const fs::path plans = scratch() / "plans";
    fs::create_directories(plans);
    write_all(plans / "jilin-2019.txt", "三、其他\n(八)什么也没有。\n");
    const auto ran = run_program({"check", "--plans", plans.string(), "--format", "json"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_GT(ran.json().at("problems").size(), 10U) << "none of the quotes stands in this text";
    const auto absent = run_program({"check", "--plans", (plans / "absent").string()});
    EXPECT_EQ(absent.code, 1);
    EXPECT_TRUE(absent.one_sentence()) << absent.err;
}

TEST(Check, ATableThatIsMissing) {
    const DataCopy data;
    fs::remove(data.links() / "corridors.csv");
    const auto ran = run_program({"check"}, data.dir());
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE((ran.out + ran.err).find("corridors.csv"), std::string::npos) << ran.out.substr(0, 500) << ran.err;
}

TEST(Geodata, AMissingAdministrativeLayerIsOneSentence) {
    const DataCopy data;
    fs::remove(data.base() / "province.shp");
    const fs::path out = fs::path(data.dir()) / "never.png";
    const auto ran = run_program({"render", "--out", out.string()}, data.dir());
    EXPECT_EQ(ran.code, 1);
    EXPECT_TRUE(ran.one_sentence()) << ran.err;
    EXPECT_NE(ran.err.find("province"), std::string::npos) << ran.err;
    EXPECT_FALSE(fs::exists(out));
}

TEST(Geodata, ADamagedAdministrativeLayerIsOneSentence) {
    const DataCopy data;
    const std::string whole = read_all(data.base() / "prefecture.shp");
    write_all(data.base() / "prefecture.shp", whole.substr(0, whole.size() / 3));
    const auto ran = run_program({"render", "--out", (fs::path(data.dir()) / "f.png").string()}, data.dir());
    EXPECT_EQ(ran.code, 1) << ran.err;
    EXPECT_NE(ran.err.find("prefecture"), std::string::npos) << ran.err;
    EXPECT_FALSE(fs::exists(fs::path(data.dir()) / "f.png"));
}

TEST(Geodata, AMissingBackdropIsAWarningAndTheMapIsDrawn) {
    const DataCopy data;
    fs::remove(data.base() / "lake.shp");
    const fs::path out = fs::path(data.dir()) / "f.png";
    const auto ran = run_program({"render", "--dpi", "50", "--out", out.string()}, data.dir());
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.err.find("lake"), std::string::npos) << ran.err;
    EXPECT_TRUE(fs::exists(out));
    const auto checked = run_program({"check"}, data.dir());
    EXPECT_EQ(checked.code, 1) << "a check does not pass over a layer that is gone";
}
