// PDF and SVG: read by other programs, never judged by length.
#include "vector/sample.hpp"

namespace atlas::render_cairo {
namespace {

TEST(Pdf, WordsCanBeFoundAndFontsAreEmbedded) {
    const std::string file = out("sample.pdf");
    const auto written = write_pdf(sample(), fonts(), file);
    ASSERT_TRUE(written) << written.error().message;
    const Ran text = run("pdftotext -enc UTF-8 " + quoted(file) + " -");
    ASSERT_EQ(text.status, 0) << text.output;
    for (const char* word : {"泸州市", "a<b & \"c\""}) EXPECT_TRUE(has(text.output, word)) << word << " not in:\n" << text.output;
    for (const char* character : {"经", "济", "带", "赤", "水", "河"}) EXPECT_TRUE(has(text.output, character)) << character; // turned text
    const Ran fonts_used = run("pdffonts " + quoted(file));
    ASSERT_EQ(fonts_used.status, 0) << fonts_used.output;
    EXPECT_TRUE(has(fonts_used.output, "+")) << "no subset in:\n" << fonts_used.output;
    EXPECT_FALSE(has(fonts_used.output, " no ")) << "not embedded, not a subset or without a Unicode map:\n" << fonts_used.output;
    const Ran info = run("pdfinfo " + quoted(file));
    ASSERT_EQ(info.status, 0) << info.output;
    EXPECT_TRUE(has(info.output, "川南 <渝西> & 图")) << info.output;
    EXPECT_TRUE(has(info.output, "300 x 200 pts")) << info.output;
}

TEST(Pdf, TheSamePictureGivesTheSameBytes) {
    ASSERT_TRUE(write_pdf(sample(), fonts(), out("one.pdf")));
    ASSERT_TRUE(write_pdf(sample(), fonts(), out("two.pdf")));
    const auto one = base::read_file(out("one.pdf")), two = base::read_file(out("two.pdf"));
    ASSERT_TRUE(one && two);
    EXPECT_TRUE(*one == *two);
}

TEST(Pdf, LooksLikeThePng) {
    const std::string file = out("parity.pdf");
    ASSERT_TRUE(write_pdf(sample(), fonts(), file));
    const Ran drawn = run("pdftoppm -r 144 -png -singlefile " + quoted(file) + ' ' + quoted(out("parity-pdf")));
    ASSERT_EQ(drawn.status, 0) << drawn.output;
    const auto theirs = read_png(out("parity-pdf.png"));
    const auto ours = render(sample(), fonts(), 2);
    ASSERT_TRUE(theirs && ours);
    ASSERT_TRUE(write_png(sample(), fonts(), out("parity-ours.png"), {144}));
    EXPECT_LT(share_of_different(*ours, *theirs), 0.008);
    Picture other = sample();
    other.lists[0].to_page.e = 3; // the measure must see a shift of three points
    const auto moved = render(other, fonts(), 2);
    ASSERT_TRUE(moved);
    EXPECT_GT(share_of_different(*moved, *theirs), 0.02);
}

TEST(Pdf, ImpossiblePagesAndPlacesAreRefused) {
    Picture p = sample();
    p.width_pt = 20000;
    EXPECT_FALSE(write_pdf(p, fonts(), out("large.pdf")));
    p.width_pt = std::nan("");
    EXPECT_FALSE(write_pdf(p, fonts(), out("nan.pdf")));
    EXPECT_FALSE(base::read_file(out("nan.pdf")));
    EXPECT_FALSE(write_pdf(sample(), fonts(), out("no/such/folder/x.pdf")));
    EXPECT_FALSE(write_svg(p, fonts(), out("nan.svg")));
}

TEST(Svg, IsWellFormedWithLayersAndLiveText) {
    const std::string file = out("sample.svg");
    const auto written = write_svg(sample(), fonts(), file);
    ASSERT_TRUE(written) << written.error().message;
    const Ran lint = run("xmllint --noout " + quoted(file));
    ASSERT_EQ(lint.status, 0) << lint.output;
    const auto count = [&](const std::string& xpath) { // namespaces off: names only
        const Ran ran = run("xmllint --xpath \"" + xpath + "\" " + quoted(file));
        EXPECT_EQ(ran.status, 0) << ran.output;
        return ran.output.substr(0, ran.output.find('\n'));
    };
    EXPECT_EQ(count("count(//*[local-name()='g'][@id='land']/*[local-name()='title'])"), "1");
    EXPECT_EQ(count("count(//*[local-name()='g'][@id='land-2'])"), "1");
    EXPECT_EQ(count("string(//*[@id='land']/*[local-name()='title'])"), "陆地 <&\">");
    EXPECT_EQ(count("count(//*[local-name()='text'][.='泸州市'])"), "1");
    EXPECT_EQ(count("count(//*[local-name()='text'][contains(@transform,'matrix')][.='长江经济带'])"), "1");
    EXPECT_EQ(count("count(//*[local-name()='text'][.='赤'])"), "1"); // bent: a character each
    EXPECT_EQ(count("string(//*[local-name()='text'][.='长江']/@letter-spacing)"), "20");
    EXPECT_EQ(count("string(/*/@width)"), "105.833mm");
    EXPECT_EQ(count("string(/*/@viewBox)"), "0 0 300 200");
    EXPECT_EQ(count("count(//@clip-path)"), "1");
    const auto bytes = base::read_file(file);
    ASSERT_TRUE(bytes);
    EXPECT_TRUE(has(*bytes, "M20 20l260 20-20 140-220-20zm80 60l60 0 0 40-60 0z")) << "relative steps of a ring and its hole";
    ASSERT_TRUE(write_svg(sample(), fonts(), out("again.svg")));
    const auto again = base::read_file(out("again.svg"));
    ASSERT_TRUE(again);
    EXPECT_TRUE(*bytes == *again);
}

/// A name in two lines is two pieces of text in SVG and two lines of words in PDF, not a heap of letters.
TEST(Names, InLinesStayWords) {
    DrawText name = label("Port of", {40, 60}, 9);
    const DrawText second = label("Luzhou City", {40, 70}, 9);
    for (PlacedGlyph g : second.glyphs) {
        g.cluster += 8;
        name.glyphs.push_back(g);
    }
    name.utf8 = "Port of Luzhou City";
    auto list = std::make_shared<DisplayList>();
    list->commands = {name};
    Picture p = sample();
    p.lists = {{list, {}}};
    ASSERT_TRUE(write_svg(p, fonts(), out("lines.svg")));
    for (const char* line : {"Port of", "Luzhou City"}) {
        const Ran ran = run(std::string("xmllint --xpath \"count(//*[local-name()='text'][.='") + line + "'])\" " + quoted(out("lines.svg")));
        EXPECT_EQ(ran.output.substr(0, 1), "1") << line << ": " << ran.output;
    }
    ASSERT_TRUE(write_pdf(p, fonts(), out("lines.pdf")));
    const Ran text = run("pdftotext -enc UTF-8 " + quoted(out("lines.pdf")) + " -");
    EXPECT_TRUE(has(text.output, "Port of") && has(text.output, "Luzhou City")) << text.output;
}

TEST(Svg, StaysWellFormedWhateverTheListHolds) {
    Picture p = sample();
    auto list = std::make_shared<DisplayList>();
    DrawText broken = label("好", {10, 10}, 9);
    broken.utf8 = "\xff\x01<好\xEF\xBF\xBF";
    list->commands = {PopClip{}, EndLayer{}, BeginLayer{"", ""}, PushClip{{{5, 5}, {1, 1}}}, EndLayer{}, BeginLayer{"9 <b>", "x\x02y"}, broken,
                      StrokePath{std::make_shared<geo::Path>(), {}, {}}};
    p.lists.push_back({list, {}});
    ASSERT_TRUE(write_svg(p, fonts(), out("odd.svg")));
    const Ran lint = run("xmllint --noout " + quoted(out("odd.svg")));
    EXPECT_EQ(lint.status, 0) << lint.output;
}

TEST(Svg, LooksLikeThePng) {
    ASSERT_TRUE(write_svg(sample(), fonts(), out("parity.svg")));
    const Ran drawn = run("rsvg-convert -w 600 -h 400 -o " + quoted(out("parity-svg.png")) + ' ' + quoted(out("parity.svg")));
    ASSERT_EQ(drawn.status, 0) << drawn.output;
    const auto theirs = read_png(out("parity-svg.png"));
    const auto ours = render(sample(), fonts(), 2);
    ASSERT_TRUE(theirs && ours);
    EXPECT_LT(share_of_different(*ours, *theirs), 0.008);
}

} // namespace
} // namespace atlas::render_cairo
