// The comparison of figures fails when it should: no reference, another size, too far, too many, an update.
#include "base/file.hpp"
#include "golden/compare.hpp"

#include <filesystem>

namespace atlas::golden {
namespace {

render_cairo::Pixels grey(int width, int height, std::uint8_t value) {
    return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height * 3, value)};
}

struct Compare : testing::Test {
    std::string root = std::string(ATLAS_TEST_OUTPUT_DIR) + "/compare-selftest";
    Places places{root + "/expected", root + "/output", false};
    void SetUp() override { std::filesystem::remove_all(base::path_of(root)); }
};

TEST_F(Compare, CountsTheWorstChannelAndThePixelsOverTheThreshold) {
    const auto a = grey(10, 10, 100);
    auto b = a;
    b.rgb[0] = 105;  // within the threshold
    b.rgb[31] = 160; // over it
    const Difference d = compare(a, b, 16);
    EXPECT_TRUE(d.same_size);
    EXPECT_EQ(d.max_delta, 60);
    EXPECT_DOUBLE_EQ(d.share, 0.01);
    EXPECT_FALSE(compare(a, grey(10, 11, 100), 16).same_size);
}

TEST_F(Compare, MissingReferenceFailsAndLeavesTheActualPicture) {
    EXPECT_FALSE(matches("absent", grey(8, 8, 10), {}, places));
    EXPECT_TRUE(std::filesystem::exists(places.output_dir + "/absent.actual.png"));
    EXPECT_TRUE(std::filesystem::exists(places.output_dir + "/index.html"));
    EXPECT_FALSE(std::filesystem::exists(places.expected_dir + "/absent.png"));
}

TEST_F(Compare, AnUpdateWritesTheReferenceButDoesNotPass) {
    places.update = true;
    EXPECT_FALSE(matches("figure", grey(8, 8, 10), {}, places));
    places.update = false;
    EXPECT_TRUE(matches("figure", grey(8, 8, 10), {}, places));
    EXPECT_FALSE(matches("figure", grey(9, 8, 10), {}, places));
    EXPECT_FALSE(matches("figure", grey(8, 8, 90), {}, places));
    EXPECT_TRUE(matches("figure", grey(8, 8, 20), {}, places)); // below the threshold of 16
    EXPECT_FALSE(matches("figure", grey(8, 8, 20), {.max_delta = 5}, places));
    EXPECT_TRUE(std::filesystem::exists(places.output_dir + "/figure.diff.png"));
}

} // namespace
} // namespace atlas::golden
