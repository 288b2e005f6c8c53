// The table reader against RFC 4180 and what spreadsheets do to files.
#include "io/csv.hpp"

#include <gtest/gtest.h>

#include <chrono>

using atlas::io::CsvTable;
using atlas::io::Problem;

namespace {

CsvTable parse(const std::string& text, std::vector<Problem>& problems) { return CsvTable::parse(text, "t.csv", problems); }

} // namespace

TEST(Csv, QuotesLineBreaksAndRowNumbers) {
    std::vector<Problem> problems;
    const CsvTable t = parse("a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n\r\n3,4", problems);
    EXPECT_TRUE(problems.empty());
    ASSERT_EQ(t.row_count(), 2u);
    EXPECT_EQ(t.cell(0, t.column("a")), "x, \"y\"");
    EXPECT_EQ(t.cell(0, t.column("b")), "two\nlines");
    EXPECT_EQ(t.cell(1, 1), "4");
    EXPECT_EQ(t.row_number(0), 2);
    EXPECT_EQ(t.row_number(1), 4); // the quoted line break starts no row, the blank line is one
    EXPECT_EQ(t.column("c"), -1);
    EXPECT_EQ(t.cell(0, -1), "");
}

TEST(Csv, ByteOrderMarkAndFullWidthSpaces) {
    std::vector<Problem> problems;
    const CsvTable t = parse("\xEF\xBB\xBFname,b\n　泸州市　 ,\xC2\xA0x\xC2\xA0\n", problems);
    EXPECT_TRUE(problems.empty());
    ASSERT_EQ(t.row_count(), 1u);
    EXPECT_EQ(t.cell(0, t.column("name")), "泸州市");
    EXPECT_EQ(t.cell(0, 1), "x");
}

TEST(Csv, GbkIsReadAndReported) {
    std::vector<Problem> problems;
    const CsvTable t = parse("name,b\n\xE3\xF2\xD6\xDD\xCA\xD0,1\n", problems); // 泸州市 in GBK: not UTF-8
    ASSERT_EQ(t.row_count(), 1u);
    EXPECT_EQ(t.cell(0, 0), "泸州市");
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].row, 2);
    EXPECT_NE(problems[0].message.find("GBK"), std::string::npos);
}

TEST(Csv, BytesOfNoEncodingAreRefused) {
    std::vector<Problem> problems;
    const CsvTable t = parse("name\nx\xFF\xFF\n", problems);
    EXPECT_EQ(t.row_count(), 0u);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].row, 2);
    EXPECT_NE(problems[0].message.find("neither UTF-8 nor GBK"), std::string::npos);
}

TEST(Csv, RaggedRowsAreReportedAndLeftOut) {
    std::vector<Problem> problems;
    const CsvTable t = parse("a,b\n1\n1,2,3\n,,,\n5,\n", problems);
    ASSERT_EQ(t.row_count(), 1u);
    EXPECT_EQ(t.cell(0, 0), "5");
    ASSERT_EQ(problems.size(), 2u); // a row of nothing but commas is no row
    EXPECT_EQ(problems[0].row, 2);
    EXPECT_EQ(problems[1].row, 3);
}

TEST(Csv, BadQuotes) {
    std::vector<Problem> problems;
    EXPECT_EQ(parse("a,b\n1,x\"y\n2,\"z\" w\n3,4\n", problems).row_count(), 1u);
    ASSERT_EQ(problems.size(), 2u);
    EXPECT_EQ(problems[0].row, 2);
    EXPECT_EQ(problems[1].row, 3);
    problems.clear();
    EXPECT_EQ(parse("a,b\n1,2\n3,\"open\n5,6\n", problems).row_count(), 1u);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].row, 3);
}

TEST(Csv, EmptyFileAndTrailingComma) {
    std::vector<Problem> problems;
    EXPECT_EQ(parse("", problems).row_count(), 0u);
    EXPECT_EQ(problems.size(), 1u);
    problems.clear();
    const CsvTable t = parse("a,b\n1,", problems);
    EXPECT_TRUE(problems.empty());
    ASSERT_EQ(t.row_count(), 1u);
    EXPECT_EQ(t.cell(0, 1), "");
}

TEST(Csv, DoubledColumnIsReported) {
    std::vector<Problem> problems;
    const CsvTable t = parse("a,b,a\n1,2,3\n", problems);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].field, "a");
    EXPECT_EQ(t.cell(0, t.column("a")), "1");
}

TEST(Csv, WritingAndReadingBack) {
    const std::vector<std::string> cells{"plain", "with, comma", "with \"quotes\"", "two\nlines", ""};
    std::string text = "a,b,c,d,e\n";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i) text += ',';
        atlas::io::append_csv_cell(text, cells[i]);
    }
    std::vector<Problem> problems;
    const CsvTable t = parse(text, problems);
    EXPECT_TRUE(problems.empty());
    ASSERT_EQ(t.row_count(), 1u);
    for (std::size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(t.cell(0, static_cast<int>(i)), cells[i]);
}

TEST(Csv, AHundredThousandRowsInLessThanASecond) {
    std::string text = "id,plan,clause,quote,summary\n";
    for (int i = 0; i < 100000; ++i) text += "alpha-2020-" + std::to_string(i) + ",alpha-2020,三(一),\"宜宾、泸州, \"\"永川\"\"沿江联动\",三地沿江联动并且共同建设一条很长的走廊。\n";
    std::vector<Problem> problems;
    const auto start = std::chrono::steady_clock::now();
    const CsvTable t = CsvTable::parse(std::move(text), "t.csv", problems);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    RecordProperty("milliseconds", static_cast<int>(seconds * 1000));
    EXPECT_EQ(t.row_count(), 100000u);
    EXPECT_EQ(t.cell(99999, 0), "alpha-2020-99999");
    EXPECT_EQ(t.cell(99999, 3), "宜宾、泸州, \"永川\"沿江联动");
    EXPECT_LT(seconds, 1.0);
}
