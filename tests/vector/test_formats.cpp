// What the files hold beside the drawing: layers, metadata, colour space, recipe; and that no file given back to us, however
// damaged or hostile, does more than give one sentence.
#include "render_cairo/pdf_document.hpp"
#include "vector/sample.hpp"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include <fstream>
#include <random>

namespace atlas::render_cairo {
namespace {

Picture with_recipe() {
    Picture p = sample();
    p.recipe = "{\n \"title\": \"川南 <渝西> & \\\"图\\\" ]]> &amp;\",\n \"version\": 1\n}";
    return p;
}
std::string bytes_of(const std::string& file) {
    const auto read = base::read_file(file);
    EXPECT_TRUE(read);
    return read ? *read : "";
}

TEST(Pdf, LayersHaveTheirNamesAndCanBeTurnedOff) {
    const std::string file = out("layers.pdf");
    Picture p = sample();
    auto more = std::make_shared<DisplayList>();
    more->commands = {BeginLayer{"land", "x"}, label("甲", {10, 190}, 9), EndLayer{}, // the same layer once more
                      BeginLayer{"empty", "nothing in it"}, EndLayer{}, BeginLayer{"labels", "注记"}, label("乙", {30, 190}, 9), EndLayer{}};
    p.lists.push_back({more, {}});
    ASSERT_TRUE(write_pdf(p, fonts(), file));
    QPDF pdf;
    pdf.processFile(file.c_str());
    auto layers = pdf.getRoot().getKey("/OCProperties");
    std::vector<std::string> names;
    for (auto& group : layers.getKey("/OCGs").aitems()) names.push_back(group.getKey("/Name").getUTF8Value());
    EXPECT_EQ(names, (std::vector<std::string>{"陆地 <&\">", "注记"})) << "one switch for a layer's parts, none for an empty one";
    EXPECT_EQ(layers.getKey("/D").getKey("/Order").getArrayNItems(), 2);
    EXPECT_EQ(layers.getKey("/D").getKey("/BaseState").getName(), "/ON");
    EXPECT_EQ(pdf.getAllPages().size(), 1U);

    // Without its layers the page still shows what is in none; poppler obeys the switch as a viewer does.
    layers.getKey("/D").replaceKey("/OFF", QPDFObjectHandle::newArray({layers.getKey("/OCGs").getArrayItem(0)}));
    QPDFWriter writer(pdf, out("land-off.pdf").c_str());
    writer.write();
    for (const char* name : {"layers", "land-off"}) {
        const Ran drawn = run("pdftoppm -r 72 -png -singlefile " + quoted(out(std::string(name) + ".pdf")) + ' ' + quoted(out(name)));
        ASSERT_EQ(drawn.status, 0) << drawn.output;
    }
    const auto on = read_png(out("layers.png")), off = read_png(out("land-off.png"));
    ASSERT_TRUE(on && off);
    const auto at = [](const Pixels& pixels, int x, int y) {
        const std::uint8_t* v = &pixels.rgb[(static_cast<std::size_t>(y) * pixels.width + x) * 3];
        return std::array<int, 3>{v[0], v[1], v[2]};
    };
    EXPECT_EQ(at(*on, 60, 120), (std::array<int, 3>{0xd8, 0xe4, 0xc8}));
    EXPECT_EQ(at(*off, 60, 120), (std::array<int, 3>{255, 255, 255}));
    std::size_t ink = 0;
    for (const std::uint8_t v : off->rgb) ink += v < 128;
    EXPECT_GT(ink, 300U) << "the words of no layer are gone too";
}

TEST(Pdf, MetadataColourSpaceAndPageLabel) {
    const std::string file = out("metadata.pdf");
    ASSERT_TRUE(write_pdf(with_recipe(), fonts(), file));
    const Ran meta = run("pdfinfo -meta " + quoted(file));
    ASSERT_EQ(meta.status, 0) << meta.output;
    ASSERT_TRUE(base::write_file(out("xmp.xml"), meta.output));
    const auto xpath = [&](const std::string& path) {
        const Ran ran = run("xmllint --xpath \"" + path + "\" " + quoted(out("xmp.xml")));
        EXPECT_EQ(ran.status, 0) << ran.output;
        return ran.output.substr(0, ran.output.find_last_not_of('\n') + 1);
    };
    EXPECT_EQ(xpath("string(//*[local-name()='title']/*/*[local-name()='li'])"), "川南 <渝西> & 图");
    EXPECT_EQ(xpath("string(//*[local-name()='CreatorTool'])"), "Corridor Atlas");
    EXPECT_EQ(xpath("string(//*[local-name()='recipe'])"), with_recipe().recipe);

    QPDF pdf;
    pdf.processFile(file.c_str());
    auto root = pdf.getRoot();
    EXPECT_TRUE(root.getKey("/PageLabels").getKey("/Nums").isArray());
    EXPECT_EQ(pdf.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value(), "川南 <渝西> & 图");
    auto intent = root.getKey("/OutputIntents").getArrayItem(0);
    EXPECT_EQ(intent.getKey("/DestOutputProfile").getDict().getKey("/N").getIntValue(), 3);
    const auto profile = intent.getKey("/DestOutputProfile").getStreamData();
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(profile->getBuffer()), profile->getSize()), srgb_profile());
    auto page = pdf.getAllPages()[0];
    const auto box = page.getKey("/MediaBox").getArrayAsRectangle();
    EXPECT_NEAR(box.urx - box.llx, 300, 0.28); // 0.1 mm
    EXPECT_NEAR(box.ury - box.lly, 200, 0.28);
}

double fixed(const std::string& bytes, std::size_t at) {
    std::int32_t v = 0;
    for (std::size_t i = 0; i < 4; ++i) v = static_cast<std::int32_t>(static_cast<std::uint32_t>(v) << 8 | static_cast<std::uint8_t>(bytes.at(at + i)));
    return v / 65536.0;
}

TEST(Pdf, TheProfileIsSrgb) {
    const std::string icc = srgb_profile();
    EXPECT_EQ(static_cast<std::size_t>(fixed(icc, 0) * 65536), icc.size());
    EXPECT_EQ(icc.substr(12, 8), "mntrRGB ");
    EXPECT_EQ(icc.substr(36, 4), "acsp");
    const auto tag = [&](const std::string& name) -> std::size_t { // the table's offset of it
        const std::size_t at = icc.find(name, 128);
        return at == std::string::npos ? 0 : static_cast<std::size_t>(fixed(icc, at + 4) * 65536);
    };
    // As the ICC publishes them, rounded in its own way.
    const double expected[3][3] = {{0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7141}};
    const char* names[3] = {"rXYZ", "gXYZ", "bXYZ"};
    for (int i = 0; i < 3; ++i)
        for (int c = 0; c < 3; ++c) EXPECT_NEAR(fixed(icc, tag(names[i]) + 8 + 4 * static_cast<std::size_t>(c)), expected[i][c], 3e-4) << names[i] << c;
    const std::size_t curve = tag("gTRC");
    EXPECT_EQ(curve, tag("rTRC"));
    const auto light = [&](double v) { // of a device value
        const std::size_t at = curve + 12 + 2 * static_cast<std::size_t>(std::lround(v * 1023));
        return (static_cast<std::uint8_t>(icc.at(at)) * 256 + static_cast<std::uint8_t>(icc.at(at + 1))) / 65535.0;
    };
    EXPECT_NEAR(light(0.5), 0.2140, 1e-3);
    EXPECT_EQ(light(1), 1);
    EXPECT_EQ(light(0), 0);
}

TEST(Svg, MetadataAndInkscapesLayers) {
    const std::string file = out("metadata.svg");
    ASSERT_TRUE(write_svg(with_recipe(), fonts(), file));
    const auto xpath = [&](const std::string& path) {
        const Ran ran = run("xmllint --xpath \"" + path + "\" " + quoted(file));
        EXPECT_EQ(ran.status, 0) << ran.output;
        return ran.output.substr(0, ran.output.find_last_not_of('\n') + 1);
    };
    EXPECT_EQ(xpath("string(/*/*[local-name()='metadata']/*[local-name()='recipe'])"), with_recipe().recipe);
    EXPECT_EQ(xpath("string(//*[@id='land']/@*[local-name()='label'])"), "陆地 <&\">");
    EXPECT_EQ(xpath("count(//@*[local-name()='groupmode'][.='layer'])"), "2");
    EXPECT_EQ(xpath("count(/*/*[local-name()='rect'])"), "1");
    ASSERT_TRUE(write_svg(with_recipe(), fonts(), file, {300, true}));
    EXPECT_EQ(xpath("count(/*/*[local-name()='rect'])"), "0") << "a transparent one has no paper";
}

TEST(Svg, OutlinesNeedNoFont) {
    const std::string file = out("outlines.svg");
    ASSERT_TRUE(write_svg(sample(), fonts(), file, {300, false, true}));
    const std::string svg = bytes_of(file);
    EXPECT_EQ(svg.find("<text"), std::string::npos);
    EXPECT_NE(svg.find("aria-label=\"泸州市\""), std::string::npos);
    const Ran lint = run("xmllint --noout " + quoted(file));
    ASSERT_EQ(lint.status, 0) << lint.output;
    const Ran drawn = run("rsvg-convert -w 600 -h 400 -o " + quoted(out("outlines.png")) + ' ' + quoted(file));
    ASSERT_EQ(drawn.status, 0) << drawn.output;
    const auto theirs = read_png(out("outlines.png"));
    const auto ours = render(sample(), fonts(), 2);
    ASSERT_TRUE(theirs && ours);
    EXPECT_LT(share_of_different(*ours, *theirs), 0.008);
}

base::Status write_as(const std::string& kind, const Picture& p, const std::string& file) {
    if (kind == "png") return write_png(p, fonts(), file, {72});
    return kind == "pdf" ? write_pdf(p, fonts(), file) : write_svg(p, fonts(), file);
}

TEST(Recipe, ComesBackFromEachFormat) {
    for (const std::string kind : {"png", "pdf", "svg"}) {
        const std::string file = out("配方 recipe." + kind);
        ASSERT_TRUE(write_as(kind, with_recipe(), file)) << kind;
        const auto back = read_recipe(file);
        ASSERT_TRUE(back) << back.error().message;
        EXPECT_EQ(*back, with_recipe().recipe) << kind;
        ASSERT_TRUE(write_as(kind, sample(), file));
        const auto none = read_recipe(file);
        ASSERT_FALSE(none) << kind;
        EXPECT_TRUE(has(none.error().message, file)) << none.error().message;
        EXPECT_EQ(none.error().kind, base::ErrorKind::data);
    }
    EXPECT_FALSE(read_recipe(out("no such file.png")));
    EXPECT_FALSE(read_recipe(ATLAS_TEST_OUTPUT_DIR));
    EXPECT_FALSE(read_recipe(ATLAS_SOURCE_DIR "/README.md"));
}

TEST(Recipe, DamagedFilesGiveTheRecipeOrOneSentence) {
    std::mt19937 random(4);
    for (const std::string kind : {"png", "pdf", "svg"}) {
        ASSERT_TRUE(write_as(kind, with_recipe(), out("whole." + kind)));
        const std::string whole = bytes_of(out("whole." + kind)), file = out("damaged." + kind);
        int refused = 0;
        for (int round = 0; round < 150; ++round) {
            std::string bytes = whole;
            if (round % 3 == 0) bytes.resize(random() % bytes.size());
            else
                for (int flips = 1 + static_cast<int>(random() % 40); flips > 0; --flips) bytes[random() % std::min<std::size_t>(bytes.size(), round % 3 == 1 ? 1200 : bytes.size())] = static_cast<char>(random());
            std::ofstream(file, std::ios::binary) << bytes; // hundreds of files need not reach the disk
            const auto read = read_recipe(file);
            if (read) {
                EXPECT_LE(read->size(), kMaxRecipeBytes);
                continue;
            }
            ++refused;
            EXPECT_TRUE(has(read.error().message, file)) << read.error().message;
            EXPECT_EQ(read.error().message.find('\n'), std::string::npos);
        }
        EXPECT_GT(refused, 50) << kind;
    }
}

void expect_refused(const std::string& name, const std::string& bytes, const std::string& because) {
    ASSERT_TRUE(base::write_file(out(name), bytes));
    const auto read = read_recipe(out(name));
    ASSERT_FALSE(read) << name;
    EXPECT_TRUE(has(read.error().message, because)) << read.error().message;
    EXPECT_TRUE(has(read.error().message, out(name))) << read.error().message;
}

TEST(Recipe, HostileFilesAreRefused) {
    const std::string open = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><metadata><atlas:recipe xmlns:atlas=\"x\">", close = "</atlas:recipe></metadata></svg>";
    expect_refused("entity.svg", "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + open + "&a;" + close, "not whole");
    expect_refused("element.svg", open + "{<b/>}" + close, "not whole");
    expect_refused("surrogate.svg", open + "&#xD800;" + close, "not whole");
    expect_refused("open.svg", open + "{}", "recipe");
    expect_refused("large.svg", open + std::string(kMaxRecipeBytes + 1, 'a') + close, "larger than 1 MB");
    expect_refused("huge.svg", open + std::string(6 * kMaxRecipeBytes + 1, 'a') + close, "larger than 1 MB");
    ASSERT_TRUE(base::write_file(out("good.svg"), open + "{&quot;&#22270;&#x56FE;&quot;}" + close));
    EXPECT_EQ(read_recipe(out("good.svg")).value(), "{\"图图\"}");

    ASSERT_TRUE(write_png(with_recipe(), fonts(), out("whole.png"), {72}));
    const std::string png = bytes_of(out("whole.png"));
    const std::size_t at = png.find("corridor-atlas-recipe") - 8;
    std::string lies = png;
    lies.replace(at, 4, "\x7f\xff\xff\xff");
    expect_refused("length.png", lies, "cut short");
    lies = png;
    lies[at + 40] = static_cast<char>(lies[at + 40] ^ 1);
    expect_refused("checksum.png", lies, "checksum");

    // A recipe that unpacks to a hundred times its limit.
    ASSERT_TRUE(write_pdf(with_recipe(), fonts(), out("whole.pdf")));
    QPDF pdf;
    pdf.processFile(out("whole.pdf").c_str());
    pdf.getRoot().getKey("/PieceInfo").getKey("/CorridorAtlas").replaceKey("/Private", QPDFObjectHandle::newStream(&pdf, std::string(100 * kMaxRecipeBytes, ' ')));
    QPDFWriter writer(pdf, out("bomb.pdf").c_str());
    writer.write();
    EXPECT_LT(bytes_of(out("bomb.pdf")).size(), kMaxRecipeBytes);
    const auto bomb = read_recipe(out("bomb.pdf"));
    ASSERT_FALSE(bomb);
    EXPECT_TRUE(has(bomb.error().message, "larger than 1 MB")) << bomb.error().message;
}

TEST(MissingGlyphs, AreNamedOnceEach) {
    Picture p = sample();
    EXPECT_TRUE(missing_glyphs(p).empty());
    auto list = std::make_shared<DisplayList>();
    list->commands = {label("甲\xEE\x80\x80乙", {10, 10}, 9), label("\xEE\x80\x80\xF3\xB0\x80\x81", {10, 30}, 9)}; // U+E000, U+F0001: in no font
    p.lists.push_back({list, {}});
    const auto missing = missing_glyphs(p);
    ASSERT_EQ(missing.size(), 2U);
    EXPECT_EQ(missing[0].character, U'\uE000');
    EXPECT_EQ(missing[0].text, "甲\xEE\x80\x80乙");
    EXPECT_EQ(missing[1].character, U'\U000F0001');
}

} // namespace
} // namespace atlas::render_cairo
