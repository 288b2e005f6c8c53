// render: what its files hold and give back, and that a write which fails leaves things as they were.
#include "program.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using atlas::test::read_all;
using atlas::test::run_program;
using atlas::test::scratch;
namespace fs = std::filesystem;

namespace {

const char* const kKinds[] = {"png", "pdf", "svg"};

std::vector<std::string> names_in(const fs::path& dir) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(dir)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

TEST(Formats, AFigureDrawsItselfAgainByteForByte) {
    const fs::path dir = scratch();
    for (const std::string kind : kKinds) {
        const fs::path first = dir / ("图 1." + kind), again = dir / ("图 2." + kind);
        const auto drawn = run_program({"render", "--corridor", "兰西", "--extent", "corridor", "--title", "兰西 <&> \"图\"", "--page", "150x120mm", "--dpi", "150",
                                        "--theme", "dark", "--outlines", "--out", first.string()});
        ASSERT_EQ(drawn.code, 0) << drawn.err;
        const auto redrawn = run_program({"render", "--from", first.string(), "--out", again.string()});
        ASSERT_EQ(redrawn.code, 0) << redrawn.err;
        EXPECT_EQ(redrawn.err, "");
        ASSERT_GT(read_all(first).size(), 10000U);
        EXPECT_TRUE(read_all(first) == read_all(again)) << kind;
    }
    // A figure of one kind gives those of the others too.
    const auto crossed = run_program({"render", "--from", (dir / "图 1.pdf").string(), "--out", (dir / "图 3.png").string()});
    ASSERT_EQ(crossed.code, 0) << crossed.err;
    EXPECT_TRUE(read_all(dir / "图 1.png") == read_all(dir / "图 3.png"));
}

TEST(Formats, AFileWithoutARecipeIsRefusedByName) {
    const fs::path dir = scratch();
    atlas::test::write_all(dir / "other.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    atlas::test::write_all(dir / "broken.pdf", "%PDF-1.5\nnothing more");
    atlas::test::write_all(dir / "broken.png", std::string("\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXt", 16));
    for (const char* name : {"other.svg", "broken.pdf", "broken.png", "absent.png"}) {
        const auto ran = run_program({"render", "--from", (dir / name).string(), "--out", (dir / "f.png").string()});
        EXPECT_EQ(ran.code, 1) << ran.err;
        EXPECT_TRUE(ran.one_sentence()) << ran.err;
        EXPECT_NE(ran.err.find(name), std::string::npos) << ran.err;
    }
    EXPECT_FALSE(fs::exists(dir / "f.png"));
}

TEST(Formats, AFullDiskLeavesTheOldFile) {
    const fs::path dir = scratch();
    for (const std::string kind : kKinds) {
        const fs::path out = dir / ("f." + kind);
        atlas::test::write_all(out, "the old file");
        const auto before = names_in(dir);
        // A limit on the size of files fails as a full disk does, in the middle of the bytes.
        const auto ran = run_program({"render", "--dpi", "150", "--out", out.string()}, "", "en_US.UTF-8", "ulimit -f 100");
        EXPECT_EQ(ran.code, 3) << kind << ": " << ran.err;
        EXPECT_TRUE(ran.one_sentence()) << ran.err;
        EXPECT_NE(ran.err.find(out.string()), std::string::npos) << ran.err;
        EXPECT_EQ(ran.out, "") << "says done";
        EXPECT_EQ(read_all(out), "the old file");
        EXPECT_EQ(names_in(dir), before) << "a temporary file is left";
    }
}

TEST(Formats, ATransparentFigureHasNoPaper) {
    const fs::path dir = scratch();
    ASSERT_EQ(run_program({"render", "--dpi", "40", "--transparent", "--out", (dir / "f.png").string()}).code, 0);
    EXPECT_EQ(read_all(dir / "f.png").at(25), 6) << "RGBA";
    ASSERT_EQ(run_program({"render", "--transparent", "--out", (dir / "f.svg").string()}).code, 0);
    const std::string svg = read_all(dir / "f.svg");
    EXPECT_EQ(svg.find("width=\"100%\""), std::string::npos);
    EXPECT_EQ(svg.find("id=\"sea\""), std::string::npos);
    EXPECT_NE(svg.find("id=\"land\""), std::string::npos);
}

TEST(Formats, AMissingCharacterIsNamedByItsCode) {
    const fs::path out = scratch() / "f.svg";
    const auto ran = run_program({"render", "--title", "甲\xEE\x80\x80乙", "--out", out.string()}); // U+E000 is nobody's character
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.err.find("U+E000"), std::string::npos) << ran.err;
    EXPECT_TRUE(fs::exists(out));
}
