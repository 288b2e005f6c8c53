#include "golden/compare.hpp"

#include "base/file.hpp"

#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>

namespace atlas::golden {
namespace {

using render_cairo::Pixels;

struct Row {
    std::string name, verdict;
    bool passed = false;
};

/// The page of all comparisons so far in this run; written again after each, so that a crash later leaves it.
void write_index(const std::string& folder, const Row& row) {
    static std::map<std::string, std::map<std::string, Row>> rows;
    rows[folder][row.name] = row;
    std::ostringstream html;
    html << "<!doctype html><meta charset=\"utf-8\"><title>Figures against their references</title>"
            "<style>body{font:14px sans-serif}img{max-width:32vw;border:1px solid #ccc}.bad{color:#b00}</style>\n";
    for (const bool failed_first : {true, false})
        for (const auto& [name, r] : rows[folder]) {
            if (r.passed == failed_first) continue;
            html << "<h2 class=\"" << (r.passed ? "good" : "bad") << "\">" << name << ": " << r.verdict << "</h2><p>";
            for (const char* kind : {"expected", "actual", "diff"}) html << "<img src=\"" << name << '.' << kind << ".png\" title=\"" << kind << "\" alt=\"no " << kind << "\"> ";
            html << "</p>\n";
        }
    (void)base::write_file(folder + "/index.html", html.str());
}

void write_picture(const std::string& path, const Pixels& pixels) {
    if (const auto bytes = render_cairo::encode_png(pixels, 96, "")) (void)base::write_file(path, *bytes);
}

} // namespace

Difference compare(const Pixels& actual, const Pixels& expected, int threshold) {
    Difference d;
    d.same_size = actual.width == expected.width && actual.height == expected.height;
    if (!d.same_size) return d;
    std::size_t over = 0;
    for (std::size_t i = 0; i < actual.rgb.size(); i += 3) {
        int worst = 0;
        for (std::size_t c = 0; c < 3; ++c) worst = std::max(worst, std::abs(actual.rgb[i + c] - expected.rgb[i + c]));
        d.max_delta = std::max(d.max_delta, worst);
        over += worst > threshold;
    }
    d.share = static_cast<double>(over) / (static_cast<double>(actual.width) * actual.height);
    return d;
}

Pixels difference_picture(const Pixels& actual, const Pixels& expected) {
    Pixels out{actual.width, actual.height, std::vector<std::uint8_t>(actual.rgb.size(), 255)};
    for (int y = 0; y < actual.height; ++y)
        for (int x = 0; x < actual.width; ++x) {
            const std::size_t i = (static_cast<std::size_t>(y) * actual.width + x) * 3;
            int worst = 255; // beyond the reference's edge everything differs
            if (x < expected.width && y < expected.height) {
                const std::size_t j = (static_cast<std::size_t>(y) * expected.width + x) * 3;
                worst = 0;
                for (std::size_t c = 0; c < 3; ++c) worst = std::max(worst, std::abs(actual.rgb[i + c] - expected.rgb[j + c]));
            }
            // Small differences are lifted so that they can be seen at all.
            const int shown = worst == 0 ? 0 : std::min(255, 64 + worst * 2);
            out.rgb[i + 1] = out.rgb[i + 2] = static_cast<std::uint8_t>(255 - shown);
        }
    return out;
}

testing::AssertionResult matches(const std::string& name, const Pixels& actual, const Limits& limits, const Places& places) {
    std::error_code ignored;
    std::filesystem::create_directories(base::path_of(places.output_dir), ignored);
    const std::string reference = places.expected_dir + "/" + name + ".png", left = places.output_dir + "/" + name;
    write_picture(left + ".actual.png", actual);
    for (const char* stale : {".expected.png", ".diff.png"}) std::filesystem::remove(base::path_of(left + stale), ignored);
    const auto verdict = [&](bool passed, const std::string& text) {
        write_index(places.output_dir, {name, text, passed});
        auto result = passed ? testing::AssertionSuccess() : testing::AssertionFailure();
        return result << name << ": " << text << "; see " << places.output_dir << "/index.html";
    };
    if (places.update) {
        const auto bytes = render_cairo::encode_png(actual, 96, "");
        if (!bytes) return verdict(false, bytes.error().message);
        std::filesystem::create_directories(base::path_of(places.expected_dir), ignored);
        if (const auto written = base::write_file(reference, *bytes); !written) return verdict(false, written.error().message);
        return verdict(false, "updated; look at the reference, then run again without ATLAS_UPDATE_GOLDEN");
    }
    const auto expected = render_cairo::read_png(reference);
    if (!expected) return verdict(false, "no reference: " + expected.error().message + "; ATLAS_UPDATE_GOLDEN=1 writes it");
    write_picture(left + ".expected.png", *expected);
    write_picture(left + ".diff.png", difference_picture(actual, *expected));
    const Difference d = compare(actual, *expected, limits.threshold);
    std::ostringstream text;
    if (!d.same_size) text << "size " << actual.width << "x" << actual.height << ", reference " << expected->width << "x" << expected->height;
    else text << "worst channel off by " << d.max_delta << " (allowed " << limits.max_delta << "), " << d.share * 100 << " % of pixels off by more than "
              << limits.threshold << " (allowed " << limits.max_share * 100 << " %)";
    return verdict(d.within(limits), text.str());
}

testing::AssertionResult matches(const std::string& name, const Pixels& actual, const Limits& limits) {
    const char* update = std::getenv("ATLAS_UPDATE_GOLDEN");
    return matches(name, actual, limits, {ATLAS_SOURCE_DIR "/tests/golden/expected", ATLAS_TEST_OUTPUT_DIR, update && std::string(update) == "1"});
}

} // namespace atlas::golden
