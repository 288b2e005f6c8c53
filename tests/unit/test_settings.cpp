// The window's settings as a file: there and back, and everything that cannot be a setting refused in one sentence.
#include "io/settings.hpp"

#include <gtest/gtest.h>

namespace atlas {
namespace {

TEST(Settings, ThereAndBack) {
    io::Settings s;
    s.width = 1234;
    s.height = 777;
    s.x = -40;
    s.y = 12;
    s.maximized = true;
    s.lang = "en";
    s.theme = "dark";
    s.scale_percent = 175;
    s.reduced_motion = s.flow = s.tour_seen = true;
    s.left_open = s.right_open = false;
    s.left_tab = 2;
    s.right_tab = 1;
    s.view = 4;
    s.drawer_share = 0.5;
    s.plans_folder = "/资料/规划 原文";
    const auto again = io::parse_settings(io::settings_json(s), "window.json");
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, s);
    const auto usual = io::parse_settings(io::settings_json({}), "window.json");
    ASSERT_TRUE(usual);
    EXPECT_EQ(*usual, io::Settings{});
}

TEST(Settings, WhatIsMissingIsTheDefaultAndWhatIsUnknownIsPassedOver) {
    const auto read = io::parse_settings(R"({"schema": "corridor-atlas/window/1", "theme": "dark", "of_next_year": [1, 2]})", "f");
    ASSERT_TRUE(read);
    io::Settings expected;
    expected.theme = "dark";
    EXPECT_EQ(*read, expected);
}

TEST(Settings, BadFilesAreOneSentenceThatNamesTheFile) {
    for (const char* bad : {"", "{", "[]", "null", "\xFF\xFE", "{}", R"({"schema": "other"})", R"({"schema": "corridor-atlas/window/1", "width": "wide"})",
                            R"({"schema": "corridor-atlas/window/1", "width": 1e99})", R"({"schema": "corridor-atlas/window/1", "width": -5})",
                            R"({"schema": "corridor-atlas/window/1", "x": 2.5})", R"({"schema": "corridor-atlas/window/1", "x": 99999999999})",
                            R"({"schema": "corridor-atlas/window/1", "theme": "neon"})", R"({"schema": "corridor-atlas/window/1", "lang": 7})",
                            R"({"schema": "corridor-atlas/window/1", "flow": "yes"})", R"({"schema": "corridor-atlas/window/1", "drawer_share": 3})",
                            R"({"schema": "corridor-atlas/window/1", "scale_percent": 1000})",
                            R"({"schema": "corridor-atlas/window/1", "plans_folder": 3})"}) {
        const auto read = io::parse_settings(bad, "/home/me/window.json");
        ASSERT_FALSE(read) << bad;
        EXPECT_NE(read.error().message.find("/home/me/window.json"), std::string::npos) << bad;
        EXPECT_EQ(read.error().message.find('\n'), std::string::npos) << bad;
    }
}

} // namespace
} // namespace atlas
