// PNG files: their chunks, that another library reads the same pixels back, what a transparent one holds, and that a large
// page is written without being held in memory.
#include "base/file.hpp"
#include "golden/drawing.hpp"

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

namespace atlas::render_cairo {
namespace {

std::uint32_t u32(const std::string& s, std::size_t at) {
    std::uint32_t v = 0;
    for (std::size_t i = 0; i < 4; ++i) v = v << 8 | static_cast<std::uint8_t>(s[at + i]);
    return v;
}
std::size_t chunk(const std::string& png, const std::string& type) { // offset of its data
    for (std::size_t at = 8; at + 12 <= png.size(); at += 12 + u32(png, at))
        if (png.compare(at + 4, 4, type) == 0) return at + 8;
    return 0;
}

TEST(PngFile, LibpngReadsBackTheSamePixelsAndTheResolution) {
    const auto p = render(mixed(), fonts(), 9); // several strips
    ASSERT_TRUE(p);
    const auto png = encode_png(*p, 300, "图 <1>");
    const auto twice = encode_png(*p, 300, "图 <1>");
    ASSERT_TRUE(png && twice);
    EXPECT_TRUE(*png == *twice);
    const std::string file = ATLAS_TEST_OUTPUT_DIR "/read-back.png";
    ASSERT_TRUE(base::write_file(file, *png));
    const auto back = read_png(file);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->width, p->width);
    EXPECT_TRUE(back->rgb == p->rgb);
    const std::size_t physical = chunk(*png, "pHYs");
    ASSERT_NE(physical, 0u);
    EXPECT_EQ(u32(*png, physical), 11811u);
    EXPECT_EQ(u32(*png, physical + 4), 11811u);
    EXPECT_EQ((*png)[physical + 8], 1);
    EXPECT_NE(chunk(*png, "sRGB"), 0u);
    EXPECT_NE(png->find("图 <1>"), std::string::npos);
    EXPECT_EQ(png->substr(chunk(*png, "tEXt"), 23), std::string("Software\0Corridor Atlas", 23));
}

TEST(PngFile, SmallAndOddSizesAreRight) {
    for (const auto& [w, h] : {std::pair{1, 1}, {3, 700}, {2001, 2}}) {
        Pixels p{w, h, {}};
        for (int i = 0; i < w * h * 3; ++i) p.rgb.push_back(static_cast<std::uint8_t>(i * 37 % 251));
        const auto png = encode_png(p, 96, "");
        ASSERT_TRUE(png);
        const std::string file = ATLAS_TEST_OUTPUT_DIR "/odd.png";
        ASSERT_TRUE(base::write_file(file, *png));
        const auto back = read_png(file);
        ASSERT_TRUE(back) << back.error().message;
        EXPECT_TRUE(back->rgb == p.rgb) << w << 'x' << h;
    }
    EXPECT_FALSE(encode_png({}, 96, ""));
    EXPECT_FALSE(encode_png({2, 2, std::vector<std::uint8_t>(11)}, 96, ""));
    EXPECT_FALSE(read_png(ATLAS_SOURCE_DIR "/CMakeLists.txt"));
}

std::string written(const Picture& p, const std::string& name, const FileOptions& options) {
    const std::string file = std::string(ATLAS_TEST_OUTPUT_DIR) + "/" + name;
    const auto done = write_png(p, fonts(), file, options);
    EXPECT_TRUE(done) << done.error().message;
    return *base::read_file(file);
}
std::string all_of(const std::string& png, const std::string& type) {
    std::string data;
    for (std::size_t at = 8; at + 12 <= png.size(); at += 12 + u32(png, at))
        if (png.compare(at + 4, 4, type) == 0) data += png.substr(at + 8, u32(png, at));
    return data;
}

TEST(PngFile, ALargePageInSlabsIsTheSameStream) {
    const Picture p = mixed();
    const std::string file = written(p, "slabs.png", {1400}); // 34 MB of pixels: three slabs
    const auto pixels = render(p, fonts(), 1400 / 72.0);
    ASSERT_TRUE(pixels);
    const auto once = encode_png(*pixels, 1400, "");
    ASSERT_TRUE(once);
    EXPECT_TRUE(all_of(file, "IDAT") == all_of(*once, "IDAT"));
    EXPECT_EQ(u32(file, 16), 3889U);
    EXPECT_EQ(u32(file, 20), 2917U);
    EXPECT_TRUE(file == written(p, "slabs.png", {1400}));
}

TEST(PngFile, TheRecipeStandsBeforeThePixels) {
    Picture p = mixed();
    EXPECT_EQ(written(p, "plain.png", {96}).find("corridor-atlas-recipe"), std::string::npos) << "a picture without one";
    p.recipe = "{\"title\": \"川渝\"}";
    const std::string file = written(p, "recipe.png", {96});
    const std::size_t at = file.find("corridor-atlas-recipe");
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(file.substr(at + 21, 5), std::string(5, '\0'));
    EXPECT_EQ(file.substr(at + 26, p.recipe.size()), p.recipe);
    EXPECT_LT(at, file.find("IDAT"));
    const auto back = read_recipe(std::string(ATLAS_TEST_OUTPUT_DIR) + "/recipe.png");
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, p.recipe);
}

TEST(PngFile, ATransparentOneHasAlphaAndNoPaper) {
    Picture p = picture(40, 30, {FillPath{box(10, 10, 30, 20), {200, 40, 0, 255}, {}}, FillPath{box(2, 2, 6, 6), {0, 0, 255, 128}, {}}});
    p.background = base::rgb(0x123456);
    const std::string file = written(p, "transparent.png", {72, true});
    EXPECT_EQ(file[25], 6) << "colour type RGBA";
    const auto over_white = read_png(std::string(ATLAS_TEST_OUTPUT_DIR) + "/transparent.png");
    ASSERT_TRUE(over_white) << over_white.error().message;
    const auto at = [&](int x, int y) { return std::vector<int>(&over_white->rgb[(y * 40 + x) * 3], &over_white->rgb[(y * 40 + x) * 3] + 3); };
    EXPECT_EQ(at(20, 15), (std::vector<int>{200, 40, 0}));
    EXPECT_EQ(at(0, 0), (std::vector<int>{255, 255, 255})) << "paper was painted";
    EXPECT_EQ(at(4, 4)[2], 255);
    EXPECT_GT(at(4, 4)[0], 120);
    EXPECT_LT(at(4, 4)[0], 200);
    EXPECT_EQ(written(p, "opaque.png", {72})[25], 2);
}

/// How many KiB a child's peak grows by while it writes the picture; -1 when it could not.
long growth_while_writing(const Picture& p, const FileOptions& options) {
    int ends[2];
    if (pipe(ends) != 0) return -1;
    malloc_trim(0); // what earlier tests gave back must not serve this one uncounted
    const pid_t child = fork(); // a child's peak begins at what is in use now, not at what earlier tests needed
    if (child == 0) {
        const long before = base::peak_memory_kib();
        const auto done = write_png(p, fonts(), std::string(ATLAS_TEST_OUTPUT_DIR) + "/a3.png", options);
        long grown = done ? base::peak_memory_kib() - before : -1;
        if (::write(ends[1], &grown, sizeof grown) != sizeof grown) grown = -1;
        _exit(0);
    }
    long grown = -1;
    close(ends[1]);
    if (child < 0 || read(ends[0], &grown, sizeof grown) != sizeof grown) grown = -1;
    close(ends[0]);
    if (child > 0) waitpid(child, nullptr, 0);
    return grown;
}

TEST(PngFile, ALargePageNeedsLittleMemory) {
    (void)render(mixed(), fonts(), 1); // fonts are read once, before the count
    Picture p = mixed();
    p.width_pt = 420 / 25.4 * 72;
    p.height_pt = 297 / 25.4 * 72;
    const long opaque = growth_while_writing(p, {600}); // 209 MB of pixels
    EXPECT_GT(opaque, 10 * 1024) << "the measure must see the slab";
    EXPECT_LT(opaque, 80 * 1024);
    const long transparent = growth_while_writing(p, {600, true});
    EXPECT_GT(transparent, 10 * 1024);
    EXPECT_LT(transparent, 80 * 1024);
}

TEST(PngFile, WhatCannotBeWrittenIsNotWritten) {
    const std::string folder = std::string(ATLAS_TEST_OUTPUT_DIR) + "/no-such-folder";
    EXPECT_FALSE(write_png(mixed(), fonts(), folder + "/a.png", {96}));
    for (const double dpi : {0.0, -1.0, std::nan(""), 1e9}) EXPECT_FALSE(write_png(mixed(), fonts(), std::string(ATLAS_TEST_OUTPUT_DIR) + "/never.png", {dpi})) << dpi;
    Picture p = mixed();
    p.recipe.assign(kMaxRecipeBytes + 1, 'x');
    const auto large = write_png(p, fonts(), std::string(ATLAS_TEST_OUTPUT_DIR) + "/never.png", {96});
    ASSERT_FALSE(large);
    EXPECT_NE(large.error().message.find("never.png"), std::string::npos);
    EXPECT_FALSE(base::read_file(std::string(ATLAS_TEST_OUTPUT_DIR) + "/never.png"));
}

} // namespace
} // namespace atlas::render_cairo
