// FIL: files as they are written pass; the same bytes with one thing broken do not.
#include "base/file.hpp"
#include "preflight/scenes.hpp"

using namespace atlas;
using namespace atlas::preflight_scenes;

namespace {

std::string out(const std::string& name) { return std::string(ATLAS_TEST_OUTPUT_DIR) + "/" + name; }

const Scene& small() {
    static const Scene s = [] {
        auto made = spec({{Facet::corridor, "兰西"}}, Extent::corridor);
        made.page = {150, 105};
        made.dpi = 150;
        return scene_of(made);
    }();
    return s;
}

std::string written(const std::string& name) {
    const std::string path = out(name);
    const auto status = exporter::write_figure(small().figure, *world().fonts, small().spec, path);
    EXPECT_TRUE(status) << status.error().message;
    return path;
}

std::vector<Finding> look(const std::string& path, const Scene& s = small()) {
    auto found = exporter::check_file(path, s.figure, s.spec);
    EXPECT_TRUE(found) << found.error().message;
    return found ? std::move(found).value() : std::vector<Finding>{};
}

/// The file with every `from` replaced by `to` (of the same length, so that no offset moves).
std::string spoiled(const std::string& path, const std::string& name, const std::string& from, const std::string& to) {
    EXPECT_EQ(from.size(), to.size());
    std::string bytes = base::read_file(path).value();
    int n = 0;
    for (std::size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + from.size()), ++n) bytes.replace(at, from.size(), to);
    EXPECT_GT(n, 0) << from;
    const std::string bad = out(name);
    EXPECT_TRUE(base::write_file(bad, bytes));
    return bad;
}

} // namespace

TEST(File, TheThreeFormatsPass) {
    for (const char* name : {"good.png", "good.pdf", "good.svg"}) {
        const std::string path = written(name);
        const auto findings = look(path);
        EXPECT_EQ(failures(findings, Severity::warning), "") << name;
        const auto again = exporter::check_again(path, small().figure, small().spec, *world().fonts);
        ASSERT_TRUE(again) << again.error().message;
        EXPECT_EQ(again->severity, Severity::passed) << name;
    }
}

TEST(File, Fil1AnotherPageThanTheFigure) {
    Scene wide = small();
    wide.spec.page.width_mm = 150.5;
    for (const char* name : {"size.png", "size.pdf", "size.svg"}) {
        const std::string path = written(name);
        EXPECT_FALSE(failed(rule(look(path), "FIL1"))) << name;
        EXPECT_TRUE(failed(rule(look(path, wide), "FIL1"))) << name;
    }
    const std::string png = spoiled(written("phys.png"), "phys-bad.png", "pHYs", "pHYq"); // no physical size at all
    EXPECT_TRUE(failed(rule(look(png), "FIL1")));
}

TEST(File, Fil2FontsOrTitleAreMissing) {
    const std::string pdf = written("fonts.pdf");
    EXPECT_FALSE(failed(rule(look(pdf), "FIL2")));
    EXPECT_TRUE(failed(rule(look(spoiled(pdf, "fonts-bad.pdf", "/FontFile", "/FontFiel")), "FIL2")));
    EXPECT_TRUE(failed(rule(look(spoiled(pdf, "unicode-bad.pdf", "/ToUnicode", "/ToUnicorn")), "FIL2")));
    EXPECT_EQ(rule(look(written("fonts.png")), "FIL2").severity, Severity::not_applicable);
}

TEST(File, Fil4ColourSpaceIsNotNamed) { EXPECT_TRUE(failed(rule(look(spoiled(written("srgb.png"), "srgb-bad.png", "sRGB", "sRGQ")), "FIL4"))); }

TEST(File, Fil5NoRecipeOrAnotherFigures) {
    EXPECT_TRUE(failed(rule(look(spoiled(written("recipe.png"), "recipe-bad.png", "corridor-atlas-recipe", "corridor-atlas-recipi")), "FIL5")));
    Scene other = small();
    other.figure.picture.recipe += " ";
    EXPECT_TRUE(failed(rule(look(written("other.svg"), other), "FIL5")));
}

TEST(File, Fil6AnotherTitleIsAnotherFile) {
    for (const char* name : {"again.png", "again.pdf", "again.svg"}) {
        const std::string path = written(name);
        Scene other = small();
        other.figure.picture.title = "另一个题名";
        const auto again = exporter::check_again(path, other.figure, other.spec, *world().fonts);
        ASSERT_TRUE(again) << again.error().message;
        EXPECT_TRUE(failed(*again)) << name;
    }
}

TEST(File, NoPictureIsOneSentence) {
    const std::string path = out("text.png");
    ASSERT_TRUE(base::write_file(path, "no picture"));
    const auto found = exporter::check_file(path, small().figure, small().spec);
    ASSERT_FALSE(found);
    EXPECT_NE(found.error().message.find("text.png"), std::string::npos);
    EXPECT_FALSE(exporter::check_file(out("absent.png"), small().figure, small().spec));
}
