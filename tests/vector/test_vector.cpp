// PDF and SVG: read by other programs, never judged by length. Needs poppler-utils (pdftotext, pdffonts, pdftoppm),
// libxml2-utils (xmllint) and librsvg2-bin (rsvg-convert); without them these tests fail and say so.
#include "base/file.hpp"
#include "render_cairo/cairo_player.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <sys/wait.h>

namespace atlas::render_cairo {
namespace {

using geo::Vec2;
using namespace scene;

struct Ran {
    int status = -1;
    std::string output;
};
Ran run(const std::string& command) {
    Ran ran;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (!pipe) return ran;
    char buffer[4096];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) ran.output.append(buffer, n);
    const int status = pclose(pipe);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (ran.status == 127) ran.output = "not installed: " + command.substr(0, command.find(' ')) + "; install the test packages the README names";
    return ran;
}
std::string out(const std::string& name) { return std::string(ATLAS_TEST_OUTPUT_DIR) + "/" + name; }
std::string quoted(const std::string& path) { return "'" + path + "'"; }
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const text::FontSet& fonts() {
    static const auto set = text::FontSet::load();
    return **set;
}

DrawText label(const std::string& s, Vec2 at, double size, double angle = 0, double slant = 0, text::Face face = text::Face::sans) {
    DrawText t;
    t.utf8 = s;
    t.face = face;
    t.size_pt = size;
    t.slant = slant;
    t.color = base::rgb(0x202020);
    t.halo = base::rgb(0xffffff);
    t.halo_pt = 0.6;
    for (const text::Glyph& g : fonts().shape(s, face, size).glyphs)
        t.glyphs.push_back({g.id, {at.x + std::cos(angle) * g.x_pt, at.y + std::sin(angle) * g.x_pt}, angle, g.cluster});
    return t;
}

Picture sample() {
    auto area = std::make_shared<geo::Path>(), line = std::make_shared<geo::Path>();
    area->begin_part();
    area->points = {{20, 20}, {280, 40}, {260, 180}, {40, 160}};
    area->begin_part();
    for (const Vec2 v : {Vec2{100, 80}, {160, 80}, {160, 120}, {100, 120}}) area->points.push_back(v);
    area->closed = true;
    line->begin_part();
    for (int i = 0; i < 200; ++i) line->points.push_back({20 + 1.3 * i, 100 + 50 * std::sin(i * 0.06)});
    auto image = std::make_shared<Image>();
    image->width = image->height = 16;
    for (int i = 0; i < 256; ++i)
        for (const int v : {i, 255 - i, 128, 255}) image->rgba.push_back(static_cast<std::uint8_t>(v));
    auto bent = label("赤水河", {60, 60}, 10);
    for (std::size_t i = 0; i < bent.glyphs.size(); ++i) {
        bent.glyphs[i].at = {60 + 14.0 * static_cast<double>(i), 60 - 3.0 * static_cast<double>(i * i)};
        bent.glyphs[i].angle = -0.3 * static_cast<double>(i);
    }
    auto spaced = label("长江", {60, 185}, 10);
    spaced.glyphs[1].at.x += 20;
    auto list = std::make_shared<DisplayList>();
    list->commands = {BeginLayer{"land", "陆地 <&\">"}, FillPath{area, base::rgb(0xd8e4c8), {}}, DrawImage{image, {{200, 60}, {240, 100}}, 0.8}, EndLayer{},
                      BeginLayer{"land", "again"}, PushClip{{{0, 50}, {300, 170}}}, StrokePath{line, {1.2, base::faded(base::rgb(0x3366aa), 0.7), {6, 2}, Cap::round}, {}},
                      PopClip{}, EndLayer{}, label("泸州市", {40, 140}, 9), label("长江经济带", {120, 150}, 14, 0.3, 0.2, text::Face::serif),
                      label("a<b & \"c\"", {20, 30}, 8, 0, 0, text::Face::sans_bold), bent, spaced};
    Picture p;
    p.width_pt = 300;
    p.height_pt = 200;
    p.title = "川南 <渝西> & 图";
    p.subject = "测试";
    p.lists.push_back({list, {}});
    return p;
}

/// Share of pixels whose worst channel differs by more than a quarter: other rasterisers smooth edges in their own way.
double share_of_different(const Pixels& a, const Pixels& b) {
    if (a.width != b.width || a.height != b.height) return 1;
    std::size_t over = 0;
    for (std::size_t i = 0; i < a.rgb.size(); i += 3) {
        int worst = 0;
        for (std::size_t c = 0; c < 3; ++c) worst = std::max(worst, std::abs(a.rgb[i + c] - b.rgb[i + c]));
        over += worst > 64;
    }
    return static_cast<double>(over) / (static_cast<double>(a.width) * a.height);
}

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
