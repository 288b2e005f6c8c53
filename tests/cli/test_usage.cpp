// Wrong words: exit code 2, one sentence, the nearest right ones; nothing is written.
#include "program.hpp"

#include <gtest/gtest.h>

using atlas::test::run_program;
using atlas::test::scratch;
namespace fs = std::filesystem;

namespace {

/// A wrong command line: exit 2, one sentence that holds every expected part, and no file at `out`.
void refused(const std::vector<std::string>& words, const std::vector<std::string>& parts, const fs::path& out = {}) {
    const auto ran = run_program(words);
    EXPECT_EQ(ran.code, 2) << ran.err;
    EXPECT_TRUE(ran.one_sentence()) << ran.err;
    for (const std::string& part : parts) EXPECT_NE(ran.err.find(part), std::string::npos) << part << " is not in: " << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_FALSE(!out.empty() && fs::exists(out));
}

} // namespace

TEST(Help, EveryCommandInBothLanguagesWithAnExample) {
    for (const std::string command : {"view", "render", "preflight", "links", "facets", "reciprocity", "summary", "check", "screenshot", "bench"}) {
        const auto ran = run_program({command, "--help"});
        EXPECT_EQ(ran.code, 0) << command;
        EXPECT_EQ(ran.err, "") << command;
        for (const std::string& part : std::vector<std::string>{"用法：", "Usage: corridor-atlas " + command, "例：corridor-atlas ", "Example"}) {
            EXPECT_NE(ran.out.find(part), std::string::npos) << command << ": " << part;
        }
        EXPECT_LT(ran.out.find("用法："), ran.out.find("Usage:")) << "Chinese comes first";
    }
    const auto all = run_program({"--help"});
    EXPECT_EQ(all.code, 0);
    for (const std::string part : {"screenshot", "facets", "退出码", "Exit codes"}) EXPECT_NE(all.out.find(part), std::string::npos) << part;
}

TEST(Help, TheFilterOptionsAreTheSameEverywhere) {
    for (const std::string command : {"view", "render", "preflight", "links", "facets", "screenshot"}) {
        const auto ran = run_program({command, "--help"});
        for (const std::string option : {"--corridor", "--basin", "--mechanism", "--plan", "--place", "--domain", "--stance", "--text-only"}) {
            EXPECT_NE(ran.out.find(option), std::string::npos) << command << " lacks " << option;
        }
    }
}

TEST(Help, Version) {
    const auto ran = run_program({"--version"});
    EXPECT_EQ(ran.code, 0);
    EXPECT_TRUE(ran.out.starts_with("corridor-atlas 0.")) << ran.out;
}

TEST(Usage, UnknownCommandAndOptionNameTheRightOnes) {
    refused({"rendre"}, {"'rendre'", "render"});
    refused({"links", "--corridr", "川渝"}, {"--corridr", "--corridor"});
    refused({"links", "川渝"}, {"川渝"});
    refused({"--themee", "dark"}, {"--themee", "--theme"});
    refused({"links", "--format", "xml"}, {"xml", "geojson"});
    refused({"facets", "--format", "csv"}, {"csv", "json"});
    refused({"check", "--write-digests"}, {"--plans"});
}

TEST(Usage, UnknownFilterValueNamesTheThreeNearest) {
    refused({"links", "--corridor", "川俞"}, {"川俞", "川渝"});
    refused({"links", "--basin", "沱江江"}, {"沱江江", "沱江"});
    refused({"links", "--place", "泸洲市"}, {"泸洲市", "泸州市"});
    refused({"links", "--place", "=泸洲市"}, {"泸洲市", "泸州市"});
    refused({"links", "--mechanism", "cooperation.basn"}, {"cooperation.basn", "cooperation.basin"});
    refused({"links", "--plan", "jilin"}, {"jilin-2019"});
    refused({"links", "--stance", "explorin"}, {"exploring"});
    const fs::path out = scratch() / "f.png";
    refused({"render", "--corridor", "川俞", "--out", out.string()}, {"川渝"}, out);
}

TEST(Usage, RenderRefusesWhatItCannotDraw) {
    const fs::path dir = scratch();
    const auto render = [&dir](std::vector<std::string> more, const std::vector<std::string>& parts) {
        more.insert(more.begin(), {"render", "--out", (dir / "f.png").string()});
        refused(more, parts, dir / "f.png");
    };
    refused({"render"}, {"--out"});
    refused({"render", "--out", (dir / "f.jpg").string()}, {".png", ".pdf", ".svg"}, dir / "f.jpg");
    refused({"render", "--out", (dir / "f").string()}, {".png"}, dir / "f");
    render({"--page", "a5-sideways"}, {"a5-sideways"});
    render({"--page", "0x100mm"}, {"100 mm"});
    render({"--page", "90000x90000mm"}, {"90000"});
    render({"--dpi", "0"}, {"--dpi"});
    render({"--dpi", "nan"}, {"--dpi"});
    render({"--dpi", "many"}, {"--dpi"});
    render({"--theme", "neon"}, {"neon", "print"});
    render({"--lang", "fr"}, {"fr", "zh"});
    render({"--extent", "moon"}, {"moon", "china"});
    render({"--extent", "corridor"}, {"--corridor"});
    render({"--select", "no-such-link"}, {"no-such-link"});
    render({"--plain-links", "x.csv", "--corridor", "川渝"}, {"--plain-links"});
    render({"--plain-links", "x.csv", "--polygons", "village"}, {"village", "county"});
}

TEST(Usage, ScreenshotRefusesWhatItCannotDraw) {
    const fs::path dir = scratch();
    const std::string out = (dir / "ui.png").string();
    refused({"screenshot", "--out", (dir / "ui.pdf").string()}, {".png"}, dir / "ui.pdf");
    refused({"screenshot", "--out", out, "--size", "1600"}, {"1600"}, out);
    refused({"screenshot", "--out", out, "--size", "1600x99999"}, {"99999"}, out);
    refused({"screenshot", "--out", out, "--scale", "3"}, {"--scale"}, out);
    refused({"screenshot", "--out", out, "--view", "nonsense"}, {"nonsense"}, out);
    // The window takes every condition that the other commands take; none is dropped in silence.
    for (const char* option : {"--corridor", "--place", "--inside-basin", "--touches", "--level"}) refused({"screenshot", "--out", out, option, "qqqq"}, {"qqqq"}, out);
    refused({"screenshot", "--out", out, "--not", "mechanism=qqqq"}, {"qqqq"}, out);
}
