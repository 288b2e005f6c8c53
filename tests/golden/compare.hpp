// Comparing a figure with its reference, by two numbers: how far the worst channel is off, and how many pixels are off by
// more than a threshold. A missing reference fails. ATLAS_UPDATE_GOLDEN=1 writes the reference anew, and the test still
// fails, so that an update never passes for a check. Actual, expected and difference are always left in the test output
// with an index.html that shows them side by side.
#pragma once

#include "render_cairo/cairo_player.hpp"

#include <gtest/gtest.h>

#include <string>

namespace atlas::golden {

struct Limits {
    int threshold = 16;       ///< channel difference from which a pixel counts as different
    double max_share = 0.001; ///< of the pixels that may differ
    int max_delta = 255;      ///< of any channel of any pixel; 255 = not limited
};

struct Difference {
    bool same_size = false;
    int max_delta = 0;
    double share = 0; ///< of pixels over the threshold
    [[nodiscard]] bool within(const Limits& limits) const {
        return same_size && max_delta <= limits.max_delta && share <= limits.max_share;
    }
};
Difference compare(const render_cairo::Pixels& actual, const render_cairo::Pixels& expected, int threshold);
/// White where equal, darker to red where not; the size of `actual`.
render_cairo::Pixels difference_picture(const render_cairo::Pixels& actual, const render_cairo::Pixels& expected);

/// Compares with <expected_dir>/<name>.png. `name` is a plain file name without extension.
testing::AssertionResult matches(const std::string& name, const render_cairo::Pixels& actual, const Limits& limits = {});

/// The same with everything named, so that the helper itself can be tested.
struct Places {
    std::string expected_dir, output_dir;
    bool update = false;
};
testing::AssertionResult matches(const std::string& name, const render_cairo::Pixels& actual, const Limits& limits, const Places& places);

} // namespace atlas::golden
