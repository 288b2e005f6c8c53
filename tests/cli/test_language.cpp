// The language of messages: Chinese unless the environment or --lang asks for English; one sentence in either.
#include "program.hpp"

#include <gtest/gtest.h>

using atlas::test::DataCopy;
using atlas::test::Ran;
using atlas::test::run_program;
using atlas::test::scratch;
using atlas::test::write_all;

namespace {

constexpr const char* kChinese[] = {"C", "zh_CN.UTF-8"};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// One sentence with every part, and none of the words an English one has.
void chinese(const Ran& ran, int code, const std::vector<std::string>& parts) {
    EXPECT_EQ(ran.code, code) << ran.err;
    EXPECT_TRUE(ran.one_sentence()) << ran.err;
    for (const std::string& part : parts) EXPECT_TRUE(has(ran.err, part)) << part << " is not in: " << ran.err;
    for (const char* word : {" the ", " is ", " not ", "unknown", "cannot", "nearest", "row "}) EXPECT_FALSE(has(ran.err, word)) << ran.err;
}

} // namespace

TEST(Language, AnUnknownFilterValueWithTheThreeNearest) {
    for (const char* lang : kChinese) {
        const Ran ran = run_program({"links", "--basin", "沱江江"}, "", lang);
        chinese(ran, 2, {"没有名为“沱江江”的流域；最接近的是：", "沱江、"});
        std::size_t separators = 0;
        for (std::size_t at = ran.err.find("、"); at != std::string::npos; at = ran.err.find("、", at + 1)) ++separators;
        EXPECT_EQ(separators, 2U) << "three names: " << ran.err;
        chinese(run_program({"links", "--place", "泸洲市"}, "", lang), 2, {"没有名为“泸洲市”的地方", "泸州市"});
    }
}

TEST(Language, AFolderThatCannotBeWrittenTo) {
    const auto dir = scratch();
    write_all(dir / "file", "not a folder");
    const std::string out = (dir / "file" / "f.png").string();
    for (const char* lang : kChinese) {
        chinese(run_program({"render", "--out", out}, "", lang), 3, {"无法写入“" + out + "”：", "文件夹"});
        chinese(run_program({"links", "--out", "/proc/no-file-can-be-made-here.json"}, "", lang), 3, {"无法写入“/proc/no-file-can-be-made-here.json”："});
    }
}

TEST(Language, ADamagedRow) {
    const DataCopy data;
    data.edit("links/jilin-2019.csv", "长春市", "长椿市", "jilin-2019-");
    for (const char* lang : kChinese) {
        const Ran links = run_program({"links"}, data.dir(), lang);
        chinese(links, 1, {"links/jilin-2019.csv 第 ", " 行，“parties”列：没有名为“长椿市”的地方；最接近的是：", "长春市"});
        EXPECT_EQ(links.out, "");
        const Ran check = run_program({"check"}, data.dir(), lang);
        chinese(check, 1, {"数据有 "});
        EXPECT_TRUE(has(check.out, "“parties”列：没有名为“长椿市”的地方")) << check.out;
    }
    const auto report = run_program({"check", "--format", "json"}, data.dir(), "zh_CN.UTF-8").json();
    EXPECT_TRUE(has(report.at("problems").at(0).at("message"), "没有名为“长椿市”的地方")) << report.dump();
}

TEST(Language, WordsOfTheCommandLine) {
    for (const char* lang : kChinese) {
        chinese(run_program({"rendre"}, "", lang), 2, {"没有命令“rendre”", "render"});
        chinese(run_program({"links", "--corridr", "川渝"}, "", lang), 2, {"没有选项 --corridr", "--corridor"});
        chinese(run_program({"render"}, "", lang), 2, {"缺少必填选项 --out"});
        chinese(run_program({"render", "--out"}, "", lang), 2, {"--out 的值"});
        chinese(run_program({"render", "--out", "f.png", "--dpi", "many"}, "", lang), 2, {"--dpi 的值“many”"});
        chinese(run_program({"render", "--out", "f.png", "--page", "a5-sideways"}, "", lang), 2, {"看不懂页面“a5-sideways”"});
    }
}

TEST(Language, AWarning) {
    const Ran ran = run_program({"links", "--corridor", "c-lanxi", "--basin", "沱江"}, "", "zh_CN.UTF-8");
    chinese(ran, 0, {"警告：", "没有一条符合筛选条件"});
}

TEST(Language, TheOptionGoesBeforeTheEnvironment) {
    const std::vector<std::string> wrong = {"render", "--out", "f.png", "--page", "a5-sideways"};
    for (const std::vector<std::string>& option : {std::vector<std::string>{"--lang", "en"}, {"--lang=en"}}) {
        auto words = wrong;
        words.insert(words.end(), option.begin(), option.end());
        const Ran ran = run_program(words, "", "zh_CN.UTF-8");
        EXPECT_EQ(ran.code, 2);
        EXPECT_TRUE(has(ran.err, "unknown page 'a5-sideways'")) << ran.err;
    }
    auto words = wrong;
    words.insert(words.end(), {"--lang", "zh"});
    chinese(run_program(words), 2, {"看不懂页面“a5-sideways”"});
    EXPECT_TRUE(has(run_program(wrong).err, "unknown page")) << "LANG=en_US.UTF-8 alone is English";
}
