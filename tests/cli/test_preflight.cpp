// preflight and the gate of render: what they say, what they refuse, what they leave alone.
#include "program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

using atlas::test::read_all;
using atlas::test::run_program;
using atlas::test::scratch;
namespace fs = std::filesystem;

namespace {

/// A project that shows all of Hainan without the South China Sea: LAW10 fails.
std::string round_hainan(const fs::path& dir, const char* use) {
    const fs::path file = dir / (std::string("海南 ") + use + ".json");
    std::ofstream(file) << R"({"format":"corridor-atlas-figure","version":1,"use":")" << use
                        << R"(","inset":"never","locator":false,"filter":{"plans":["qinghai-2022"]},"camera":{"lat1":19,"lat2":24,"lon0":110.5,"x_m":0,"y_m":2342000,"m_per_pt":2600,"width_pt":500,"height_pt":380}})";
    return file.string();
}

} // namespace

TEST(Preflight, JsonHasEveryRuleOnce) {
    const auto ran = run_program({"preflight", "--corridor", "兰西", "--extent", "corridor", "--format", "json"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const auto j = nlohmann::json::parse(ran.out);
    EXPECT_EQ(j["schema"], "corridor-atlas/preflight/1");
    EXPECT_EQ(j["use"], "internal");
    EXPECT_EQ(j["counts"]["blocker"], 0) << "internal use only warns";
    ASSERT_EQ(j["findings"].size(), 54U);
    std::size_t counted = 0;
    for (const auto& [severity, n] : j["counts"].items()) counted += n.get<std::size_t>();
    EXPECT_EQ(counted, 54U);
    for (const auto& f : j["findings"]) {
        EXPECT_FALSE(f["sentence"].get<std::string>().empty()) << f["rule"];
        EXPECT_FALSE(f["sentence_en"].get<std::string>().empty()) << f["rule"];
    }
}

TEST(Preflight, TextEndsWithWhatPassedAndClaimsNoMore) {
    const auto ran = run_program({"preflight", "--corridor", "兰西", "--extent", "corridor", "--lang", "zh"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.out.find("检查通过"), std::string::npos);
    EXPECT_EQ(ran.out.find("合规"), std::string::npos);
    EXPECT_NE(run_program({"preflight", "--corridor", "兰西", "--extent", "corridor", "--lang", "en"}).out.find("checks passed"), std::string::npos);
    EXPECT_EQ(run_program({"preflight", "--format", "xml"}).code, 2);
}

TEST(Preflight, OpenUseRefusesToWriteAndSaysWhy) {
    const fs::path dir = scratch(), out = dir / "f.png";
    const auto ran = run_program({"render", "--from", round_hainan(dir, "open"), "--dpi", "50", "--out", out.string()});
    EXPECT_EQ(ran.code, 1) << ran.err;
    EXPECT_NE(ran.err.find("LAW10"), std::string::npos) << ran.err;
    EXPECT_FALSE(fs::exists(out));
    const auto listed = run_program({"preflight", "--from", round_hainan(dir, "open")});
    EXPECT_EQ(listed.code, 1);
    EXPECT_NE(listed.out.find("LAW10"), std::string::npos);
}

TEST(Preflight, InternalUseWritesAndWarnsInOneLine) {
    const fs::path dir = scratch(), out = dir / "f.png";
    const auto ran = run_program({"render", "--from", round_hainan(dir, "internal"), "--dpi", "50", "--out", out.string()});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_TRUE(fs::exists(out));
    EXPECT_NE(ran.err.find("LAW10"), std::string::npos) << ran.err;
}

TEST(Preflight, AWrittenFileIsCheckedToo) {
    const fs::path dir = scratch(), out = dir / "兰西.png";
    ASSERT_EQ(run_program({"render", "--corridor", "兰西", "--extent", "corridor", "--page", "150x105mm", "--dpi", "100", "--out", out.string()}).code, 0);
    const auto ran = run_program({"preflight", "--from", out.string(), "--file", out.string(), "--format", "json"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    std::string files;
    const auto j = nlohmann::json::parse(ran.out);
    for (const auto& f : j["findings"]) {
        const std::string rule = f["rule"];
        if (rule.starts_with("FIL")) files += rule + ":" + f["severity"].get<std::string>() + " ";
    }
    EXPECT_EQ(files, "FIL1:passed FIL2:not_applicable FIL3:not_applicable FIL4:passed FIL5:passed FIL6:passed FIL7:passed ");
    EXPECT_EQ(run_program({"preflight", "--corridor", "兰西", "--file", (dir / "none.png").string()}).code, 1);
}
