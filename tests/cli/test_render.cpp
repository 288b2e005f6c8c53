// render: the files it makes, and what it does when it cannot make them.
#include "program.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

using atlas::test::read_all;
using atlas::test::run_program;
using atlas::test::scratch;
namespace fs = std::filesystem;

namespace {

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

std::size_t files_in(const fs::path& dir) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(dir), fs::directory_iterator{}));
}

} // namespace

TEST(Render, APageOfTrueSizeTwiceTheSameBytes) {
    const fs::path dir = scratch(), a = dir / "川渝 甲.png", b = dir / "川渝 乙.png";
    for (const fs::path& out : {a, b}) {
        const auto ran = run_program({"render", "--corridor", "川渝", "--extent", "corridor", "--out", out.string()});
        ASSERT_EQ(ran.code, 0) << ran.err;
        EXPECT_NE(ran.out.find(out.string()), std::string::npos) << "says where the file is";
    }
    const std::string png = read_all(a);
    ASSERT_GT(png.size(), 1000U);
    EXPECT_EQ(number_at(png, 16), 3508U);
    EXPECT_EQ(number_at(png, 20), 2480U);
    const std::size_t phys = png.find("pHYs");
    ASSERT_NE(phys, std::string::npos);
    EXPECT_EQ(number_at(png, phys + 4), 11811U) << "300 dpi in pixels a metre";
    EXPECT_EQ(number_at(png, phys + 8), 11811U);
    EXPECT_EQ(png, read_all(b));
    EXPECT_EQ(files_in(dir), 2U) << "nothing half-written is left";
}

TEST(Render, PdfAndSvgByTheirNames) {
    const fs::path dir = scratch();
    ASSERT_EQ(run_program({"render", "--plan", "qinghai-2022", "--out", (dir / "f.PDF").string()}).code, 0);
    EXPECT_TRUE(read_all(dir / "f.PDF").starts_with("%PDF-"));
    ASSERT_EQ(run_program({"render", "--plan", "qinghai-2022", "--page", "16:9", "--lang", "en", "--title", "Qinghai & <friends>", "--out", (dir / "f.svg").string()}).code, 0);
    const std::string svg = read_all(dir / "f.svg");
    EXPECT_NE(svg.find("<svg"), std::string::npos);
    EXPECT_NE(svg.find("Qinghai &amp; &lt;friends"), std::string::npos);
}

TEST(Render, NoLinkLeftStillDrawsTheMap) {
    const fs::path out = scratch() / "f.png";
    const auto ran = run_program({"render", "--plan", "jilin-2019", "--basin", "沱江", "--dpi", "72", "--out", out.string()});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.err.find("warning"), std::string::npos) << ran.err;
    EXPECT_GT(read_all(out).size(), 10000U);
}

TEST(Render, ATargetThatCannotBeWritten) {
    const fs::path dir = scratch();
    const auto refused = [](const fs::path& out, const std::string& part) {
        const auto ran = run_program({"render", "--dpi", "40", "--out", out.string()});
        EXPECT_EQ(ran.code, 3) << ran.err;
        EXPECT_TRUE(ran.one_sentence()) << ran.err;
        EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
    };
    refused(dir / "no such folder" / "f.png", "no such folder");
    fs::create_directories(dir / "folder.png");
    refused(dir / "folder.png", "folder.png");
    if (fs::exists("/proc/self")) refused("/proc/atlas.png", "/proc"); // even root cannot write there
    EXPECT_EQ(files_in(dir), 1U);
}

TEST(Render, PlainLinksDrawTheBenchmarkPage) {
    const fs::path dir = scratch();
    atlas::test::write_all(dir / "links.csv", "from_code,to_code,from_lon,from_lat,to_lon,to_lat,group,curv\n"
                                              "510100,500100,104.0633,30.6600,106.5507,29.5644,0,0.12\n");
    const auto ran = run_program({"render", "--plain-links", (dir / "links.csv").string(), "--out", (dir / "f.png").string()});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const std::string png = read_all(dir / "f.png");
    EXPECT_EQ(number_at(png, 16), 3508U);
    EXPECT_EQ(number_at(png, 20), 2480U);

    atlas::test::write_all(dir / "broken.csv", "from_code,to_code,from_lon,from_lat,to_lon,to_lat,group,curv\n510100,500100,east,30,106,29,0,0.1\n");
    const auto broken = run_program({"render", "--plain-links", (dir / "broken.csv").string(), "--out", (dir / "g.png").string()});
    EXPECT_EQ(broken.code, 1) << broken.err;
    EXPECT_TRUE(broken.one_sentence()) << broken.err;
    EXPECT_FALSE(fs::exists(dir / "g.png"));
    const auto absent = run_program({"render", "--plain-links", (dir / "absent.csv").string(), "--out", (dir / "g.png").string()});
    EXPECT_EQ(absent.code, 1) << absent.err;
}

TEST(View, WithoutADisplayOneSentenceSaysWhatWorks) {
    const auto ran = run_program({});
    EXPECT_EQ(ran.code, 3) << ran.err;
    EXPECT_TRUE(ran.one_sentence()) << ran.err;
    EXPECT_NE(ran.err.find("render"), std::string::npos) << ran.err;
}

TEST(Screenshot, TheWholeWindowWithoutADisplay) {
    const fs::path out = scratch() / "界面.png";
    const auto ran = run_program({"screenshot", "--corridor", "川南渝西", "--size", "1200x700", "--out", out.string()});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const std::string png = read_all(out);
    ASSERT_GT(png.size(), 20000U);
    EXPECT_EQ(number_at(png, 16), 1200U);
    EXPECT_EQ(number_at(png, 20), 700U);
}

TEST(Screenshot, ALinkOutsideTheFilterIsShownAndTheFilterSaidToBeGone) {
    const fs::path out = scratch() / "outside.png";
    const auto ran = run_program({"screenshot", "--corridor", "哈长", "--select", "chuannan-yuxi-2023-001", "--size", "800x600", "--out", out.string()});
    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.err.find("chuannan-yuxi-2023-001"), std::string::npos) << ran.err;
    EXPECT_TRUE(ran.one_sentence()) << ran.err;
    const auto inside = run_program({"screenshot", "--corridor", "川南渝西", "--select", "chuannan-yuxi-2023-001", "--size", "800x600", "--out", out.string()});
    EXPECT_EQ(inside.err, "");
}
