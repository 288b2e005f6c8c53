// base/: text, files and process figures. Expected values come from the definitions (RFC 3629, FIPS 180-4, NFKC), not from
// what the code happened to give.
#include "base/file.hpp"
#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#if defined(__linux__)
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace atlas::base;
namespace fs = std::filesystem;

namespace {
/// An empty folder of this test's own.
std::string scratch() {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    const fs::path folder = fs::path(testing::TempDir()) / (std::string("atlas_base_") + info->name());
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder.string();
}
std::size_t files_in(const std::string& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator{}));
}
} // namespace

TEST(Utf8, FindsTheFirstInvalidByte) {
    EXPECT_FALSE(first_invalid_utf8(""));
    EXPECT_FALSE(first_invalid_utf8("泸州 \xF0\xA0\x80\x80 é"));
    EXPECT_FALSE(first_invalid_utf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF")); // the neighbours of the forbidden ranges
    EXPECT_EQ(first_invalid_utf8("ab\xC0\xAF"), 2U);                               // overlong /
    EXPECT_EQ(first_invalid_utf8("\xE0\x80\xAF"), 0U);
    EXPECT_EQ(first_invalid_utf8("\xF0\x80\x80\xAF"), 0U);
    EXPECT_EQ(first_invalid_utf8("x\xED\xA0\x80"), 1U);     // a surrogate
    EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // above U+10FFFF
    EXPECT_EQ(first_invalid_utf8("川\xE5\xB7"), 3U);        // cut
    EXPECT_EQ(first_invalid_utf8("\x80"), 0U);
    EXPECT_EQ(first_invalid_utf8("\xFF"), 0U);
}

TEST(Utf8, CodePointsThereAndBack) {
    const std::string text = "A\xC3\xA9綦\xF0\xA0\x80\x80";
    EXPECT_EQ(to_code_points(text), (std::u32string{U'A', 0xE9, U'綦', 0x20000}));
    EXPECT_EQ(to_utf8(to_code_points(text)), text);
    EXPECT_EQ(count_code_points(text), 4U);
    EXPECT_EQ(to_code_points("a\xFF"), (std::u32string{U'a', 0xFFFD}));
    std::string out;
    append_utf8(out, 0xD800);
    EXPECT_EQ(out, "\xEF\xBF\xBD");
}

TEST(Utf8, DecodesLegacyEncodingsStrictly) {
    EXPECT_EQ(decode("\xE3\xF2\xD6\xDD", "GBK"), "泸州");
    EXPECT_EQ(decode("\xE3\xF2\xD6\xDD", "GB18030"), "泸州");
    EXPECT_EQ(decode("\x95\x32\x82\x36", "GB18030"), "\xF0\xA0\x80\x80");
    EXPECT_EQ(decode("caf\xE9", "CP1252"), "café");
    EXPECT_EQ(decode("泸", "utf-8"), "泸");
    EXPECT_FALSE(decode("\xE3", "GBK")) << "half a character";
    EXPECT_FALSE(decode("\xE3\xF2", "UTF-8"));
    EXPECT_FALSE(decode("\xFF\xFF", "GB18030"));
    EXPECT_FALSE(decode("x", "no-such-encoding"));
    EXPECT_FALSE(decode("\xE3", "UTF-8//IGNORE")) << "lenient suffixes are not encodings";
    EXPECT_FALSE(decode("x", ""));
    const std::string many(100000, '\xB0'); // grows its buffer: 50,000 times 鞍 (B0B0)
    const auto grown = decode(many, "GBK");
    ASSERT_TRUE(grown);
    EXPECT_EQ(count_code_points(*grown), 50000U);
}

TEST(Fold, WidthQuotesDashesAndBlanks) {
    EXPECT_EQ(fold_for_quote("（２０２５年），ＧＤＰ　增长：５％；对！吗？"), fold_for_quote("(2025年),GDP 增长:5%;对!吗?"));
    const std::string plain = fold_for_quote("\"东数西算\"");
    for (const char* quoted : {"“东数西算”", "‘东数西算’", "「东数西算」", "『东数西算』", "'东数西算'", "＂东数西算＂", "＇东数西算＇"}) {
        EXPECT_EQ(fold_for_quote(quoted), plain) << quoted;
    }
    for (const char* dashed : {"成—渝", "成——渝", "成–渝", "成-渝", "成－渝", "成―渝", "成──渝", "成 — — 渝"}) {
        EXPECT_EQ(fold_for_quote(dashed), fold_for_quote("成-渝")) << dashed;
    }
    EXPECT_EQ(fold_for_quote(" 长\n江\t\xC2\xA0经\xE3\x80\x80济\xE2\x80\x8B带\xEF\xBB\xBF"), "长江经济带");
}

TEST(Fold, CompatibilityForms) {
    EXPECT_EQ(fold_for_quote("⼀⼆⾧⿕"), "一二長龠");             // Kangxi radicals, first and last included
    EXPECT_EQ(fold_for_quote("①⑩⑳⑴⒇⒈"), "11020(1)(20)1.");
    EXPECT_EQ(fold_for_quote("㈠、㈩"), "(一)、(十)");
    EXPECT_EQ(fold_for_quote("100㎡ ㎞ ℃ Ⅲ ﬁ …"), "100m2km°CIIIfi...");
    EXPECT_EQ(fold_for_quote("．"), ".");
}

TEST(Fold, KeepsWhatIsDifferentDifferent) {
    EXPECT_NE(fold_for_quote("合作"), fold_for_quote("合坐"));
    EXPECT_NE(fold_for_quote("1.5"), fold_for_quote("15"));
    EXPECT_NE(fold_for_quote("成渝"), fold_for_quote("成-渝"));
    EXPECT_NE(fold_for_quote("一"), fold_for_quote("—")) << "the number one is no dash";
    EXPECT_NE(fold_for_quote("、"), fold_for_quote("，"));
    EXPECT_NE(fold_for_quote("GDP"), fold_for_quote("gdp"));
}

TEST(Fold, SearchIgnoresCaseAndWidth) {
    EXPECT_EQ(fold_for_search("ＬＵＺＨＯＵ　泸州"), "luzhou 泸州");
    EXPECT_EQ(fold_for_search("Luzhou"), "luzhou");
}

TEST(FullWidth, PunctuationBesideHanzi) {
    EXPECT_EQ(full_width_punctuation("推动成渝,建设;走廊:好!吗?"), "推动成渝，建设；走廊：好！吗？");
    EXPECT_EQ(without_brackets("川渝（成渝地区双城经济圈）"), "川渝");
    EXPECT_EQ(without_brackets("Ha–Chang (Harbin–Changchun)"), "Ha–Chang");
    EXPECT_EQ(without_brackets("西部(重庆)科学城"), "西部(重庆)科学城");
    EXPECT_EQ(without_brackets("（全部）"), "（全部）");
    EXPECT_EQ(full_width_punctuation("到2025年,GDP"), "到2025年，GDP");
    EXPECT_EQ(full_width_punctuation("共1,000人,比例3:1"), "共1,000人，比例3:1");
    EXPECT_EQ(full_width_punctuation("城市(2020年)和(A)区"), "城市（2020年）和（A）区");
    EXPECT_EQ(full_width_punctuation("实施\"东数西算\"工程"), "实施“东数西算”工程");
    EXPECT_EQ(full_width_punctuation("plain (text), \"English\": 1,000!"), "plain (text), \"English\": 1,000!");
    EXPECT_EQ(full_width_punctuation("只有一个\"引号"), "只有一个\"引号") << "a mark without its partner stays";
}

TEST(FullWidth, ChangesNothingThatAQuoteIsComparedBy) {
    for (const char* text : {"实施\"东数西算\"工程(一期),共1,000亿;", "((成渝)地区,", ")泸州(", "\"\"\"", "A,b;c"}) {
        EXPECT_EQ(fold_for_quote(full_width_punctuation(text)), fold_for_quote(text)) << text;
    }
}

TEST(Words, TrimSplitDistanceNearest) {
    EXPECT_EQ(trim(" \t泸州 \r\n"), "泸州");
    EXPECT_EQ(trim("  "), "");
    EXPECT_EQ(split(" a ;; b;c; ", ';'), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_TRUE(split("", ';').empty());
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
    EXPECT_EQ(edit_distance("泸州市", "沪州市"), 1) << "in code points, not bytes";
    EXPECT_EQ(edit_distance("", "成渝"), 2);
    const std::vector<std::string> names{"杭州市", "泸州市", "成都市", "泸县"};
    EXPECT_EQ(nearest("泸州", names, 1), (std::vector<std::string>{"泸州市"}));
    EXPECT_EQ(nearest("basin", {"theme", "basins", "mask"}, 1), (std::vector<std::string>{"basins"}));
    EXPECT_EQ(nearest("x", names, 9).size(), 4U);
    EXPECT_TRUE(nearest("x", {}, 3).empty());
}

TEST(Sha256, StandardVectors) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256_hex(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(File, WritesAndReadsBack) {
    const std::string path = scratch() + "/区域 图.txt";
    ASSERT_TRUE(write_file(path, std::string_view("a\0\r\n泸", 7)));
    const auto read = read_file(path);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, std::string("a\0\r\n泸", 7));
    ASSERT_TRUE(write_file(path, ""));
    EXPECT_EQ(*read_file(path), "");
    EXPECT_EQ(utf8_of(path_of(path)), path);
}

TEST(File, ReadErrorsNameThePath) {
    const std::string folder = scratch();
    const auto missing = read_file(folder + "/none.csv");
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find("none.csv"), std::string::npos);
    EXPECT_EQ(missing.error().kind, ErrorKind::data);
    ASSERT_FALSE(read_file(folder));
}

TEST(File, AFailedWriteLeavesTheOldFileAndNothingElse) {
    const std::string folder = scratch(), path = folder + "/map.png";
    ASSERT_TRUE(write_file(path, "old"));
    const Status failed = write_through(path, [](const std::string& temporary) -> Status {
        std::ofstream(temporary) << "half";
        return output_error("the encoder stopped");
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().message, "the encoder stopped");
    EXPECT_EQ(*read_file(path), "old");
    EXPECT_EQ(files_in(folder), 1U);
    EXPECT_THROW((void)write_through(path, [](const std::string& temporary) -> Status {
        std::ofstream(temporary) << "half";
        throw std::runtime_error("x");
    }), std::runtime_error);
    EXPECT_EQ(*read_file(path), "old");
    EXPECT_EQ(files_in(folder), 1U);
}

TEST(File, TheTemporaryKeepsFolderAndExtension) {
    const std::string folder = scratch(), path = folder + "/map.png";
    std::string seen;
    ASSERT_TRUE(write_through(path, [&](const std::string& temporary) -> Status {
        seen = temporary;
        std::ofstream(temporary) << "new";
        return ok();
    }));
    EXPECT_EQ(fs::path(seen).parent_path().string(), folder);
    EXPECT_EQ(fs::path(seen).extension(), ".png");
    EXPECT_FALSE(fs::exists(seen));
    EXPECT_EQ(*read_file(path), "new");
}

TEST(File, WriteErrorsAreClearAndOfOutputKind) {
    const std::string folder = scratch();
    for (const std::string& path : {folder + "/none/map.png", folder, std::string(""), folder + "/plain/map.png"}) {
        std::ofstream(folder + "/plain") << "x";
        const Status failed = write_file(path, "x");
        ASSERT_FALSE(failed) << path;
        EXPECT_EQ(failed.error().kind, ErrorKind::output);
        EXPECT_NE(failed.error().message.find(path), std::string::npos) << failed.error().message; // an empty path is in any
    }
    EXPECT_NE(write_file(folder + "/none/map.png", "x").error().message.find("does not exist"), std::string::npos);
}

#if defined(__linux__)
TEST(File, DevicesAreRefusedAndLinksFollowed) {
    const std::string folder = scratch();
    ASSERT_FALSE(write_file("/dev/null", "x"));
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
    ASSERT_TRUE(write_file(folder + "/real.txt", "old"));
    fs::create_symlink("real.txt", folder + "/link.txt");
    ASSERT_TRUE(write_file(folder + "/link.txt", "new"));
    EXPECT_TRUE(fs::is_symlink(folder + "/link.txt"));
    EXPECT_EQ(*read_file(folder + "/real.txt"), "new");
}

TEST(File, AFullDiskIsTold) {
    const std::string folder = scratch(), path = folder + "/big.bin";
    ASSERT_TRUE(write_file(path, "old"));
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 4096; // the system then refuses as it does when the disk is full
    setrlimit(RLIMIT_FSIZE, &small);
    const Status failed = write_file(path, std::string(1 << 20, 'x'));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().message.find("big.bin"), std::string::npos);
    EXPECT_NE(failed.error().message.find("too large"), std::string::npos) << failed.error().message;
    EXPECT_EQ(*read_file(path), "old");
    EXPECT_EQ(files_in(folder), 1U);
}

TEST(File, ProtectedFoldersAndFilesAreTold) {
    if (geteuid() == 0) GTEST_SKIP() << "the superuser may write everywhere";
    const std::string folder = scratch();
    ASSERT_TRUE(write_file(folder + "/kept.txt", "old"));
    fs::permissions(folder + "/kept.txt", fs::perms::owner_read);
    EXPECT_FALSE(write_file(folder + "/kept.txt", "new"));
    fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_FALSE(write_file(folder + "/new.txt", "new"));
    fs::permissions(folder, fs::perms::owner_all);
}

TEST(DataDir, SearchesTheNamedFolderFirstAndTellsWhereItLooked) {
    const std::string folder = scratch();
    fs::create_directories(folder + "/geodata");
    setenv("ATLAS_DATA_DIR", folder.c_str(), 1);
    const auto found = find_data_dir("geodata");
    const auto missing = find_data_dir("no-such-data");
    unsetenv("ATLAS_DATA_DIR");
    ASSERT_TRUE(found);
    EXPECT_TRUE(fs::equivalent(*found, folder + "/geodata"));
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find(folder), std::string::npos);
    EXPECT_NE(missing.error().message.find("share/corridor-atlas"), std::string::npos);
    const auto source = find_data_dir("geodata"); // beside the program or in the source tree
    ASSERT_TRUE(source);
    EXPECT_TRUE(fs::exists(*source + "/base/province.shp"));
    EXPECT_TRUE(fs::exists(executable_dir()));
}

TEST(Process, CountsFromTheStartAndGrows) {
    const double before = seconds_since_process_start(), cpu = process_cpu_seconds();
    EXPECT_GT(before, 0);
    EXPECT_LT(before, 3600);
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    const double slept = seconds_since_process_start() - before;
    EXPECT_GE(slept, 0.03);
    EXPECT_GE(process_cpu_seconds(), cpu);
    const long peak = peak_memory_kib();
    std::vector<char> big(64 << 20, 1);
    EXPECT_GT(peak_memory_kib(), peak + 30000) << "64 MiB more were touched: " << big[5];
}
#endif

TEST(ParallelFor, RunsEachOnceAndPassesExceptionsOn) {
    std::vector<std::atomic<int>> runs(1000);
    parallel_for(1000, [&](int i) { ++runs[static_cast<std::size_t>(i)]; }, 4);
    for (const auto& r : runs) EXPECT_EQ(r, 1);
    parallel_for(0, [](int) { FAIL(); });
    std::atomic<int> done{0};
    EXPECT_THROW(parallel_for(100, [&](int i) {
        if (i == 3) throw std::runtime_error("three");
        ++done;
    }, 3), std::runtime_error);
    EXPECT_LT(done, 100);
    std::atomic<bool> elsewhere{false};
    const auto here = std::this_thread::get_id();
    parallel_for(2, [&](int) {
        if (std::this_thread::get_id() != here) elsewhere = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }, 2);
    EXPECT_TRUE(elsewhere);
}
