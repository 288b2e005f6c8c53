// The keyboard: one table for what keys do and for the card that says so; arrows through the matrix; focus that is seen;
// the tour; the switches.
#include "ui/keys.hpp"
#include "ui/world.hpp"

#include "app/remembered.hpp"
#include "base/file.hpp"
#include "platform/remember.hpp"

#include <cstdlib>
#include <filesystem>
#include <set>

#include <unistd.h>

namespace atlas {
namespace {

using ui::Chord;
using ui::Key;

TEST(Keys, NoChordMeansTwoThings) {
    std::set<std::tuple<int, bool, bool>> seen;
    for (const ui::KeyRow& row : ui::key_rows()) {
        EXPECT_NE(std::string(row.zh), "");
        EXPECT_NE(std::string(row.en), "");
        EXPECT_NE(row.chords[0].code, 0) << row.en << " has no key";
        for (const Chord& c : row.chords)
            if (c.code != 0) { EXPECT_TRUE(seen.insert({c.code, c.ctrl, c.shift}).second) << ui::chord_words(c) << " is in the table twice"; }
    }
}

TEST(Keys, EveryKeyOfTheInterfaceHasARow) {
    for (int k = 0; k <= static_cast<int>(Key::help); ++k) {
        const auto rows = ui::key_rows();
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const ui::KeyRow& r) { return static_cast<int>(r.key) == k; })) << "key " << k << " cannot be pressed";
    }
}

TEST(Keys, LettersBelongToTheFieldWhileTyping) {
    EXPECT_EQ(ui::find_key({'['}, false), Key::fold_left);
    EXPECT_EQ(ui::find_key({'['}, true), std::nullopt);
    EXPECT_EQ(ui::find_key({' '}, true), std::nullopt);
    EXPECT_EQ(ui::find_key({'C', true}, true), std::nullopt) << "copying from a field is the field's";
    EXPECT_EQ(ui::find_key({'F', true}, true), Key::search);
    EXPECT_EQ(ui::find_key({ui::code::tab, false, true}, true), Key::back_tab);
    EXPECT_EQ(ui::find_key({'Z', true, true}, false), Key::redo);
    EXPECT_EQ(ui::find_key({'Y', true}, false), Key::redo);
    EXPECT_EQ(ui::find_key({'Q', true}, false), std::nullopt);
}

TEST(Keys, TheCardOpensAndClosesWithItsKey) {
    test::Driver d(test::real_dataset());
    for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
        d.state().view.lang = lang;
        d.gui().press_key(Key::help);
        d.rest();
        ASSERT_TRUE(d.state().ui.keys_open);
        const auto card = d.gui().rects().find("keys-card");
        ASSERT_TRUE(card);
        EXPECT_TRUE(card->x0 >= 0 && card->y0 >= 0 && card->x1 <= 1600 && card->y1 <= 900);
        // What lies under the card is out of reach.
        d.gui().press_key(Key::fold_left);
        d.rest();
        EXPECT_TRUE(d.state().ui.left_open);
        d.gui().press_key(Key::escape);
        d.rest();
        EXPECT_FALSE(d.state().ui.keys_open);
    }
    d.click("help");
    EXPECT_TRUE(d.state().ui.keys_open);
    d.click("keys-close");
    EXPECT_FALSE(d.state().ui.keys_open);
}

TEST(Keys, TheSwitchesOfTheCardSwitch) {
    test::Driver d(test::real_dataset());
    d.state() = app::apply(d.state(), app::ShowKeys{true});
    d.click("pref-still");
    EXPECT_TRUE(d.state().ui.prefs.reduced_motion);
    d.click("pref-flow");
    EXPECT_TRUE(d.state().ui.prefs.flow);
    d.click("pref-scale:2");
    EXPECT_EQ(d.state().ui.prefs.scale_percent, 150);
    d.gui().press_key(Key::larger);
    d.frame();
    EXPECT_EQ(d.state().ui.prefs.scale_percent, 175);
    for (int i = 0; i < 4; ++i) {
        d.gui().press_key(Key::larger);
        d.frame();
    }
    EXPECT_EQ(d.state().ui.prefs.scale_percent, 200) << "there is an end";
    d.gui().press_key(Key::smaller);
    d.frame();
    EXPECT_EQ(d.state().ui.prefs.scale_percent, 175);
    d.gui().press_key(Key::usual_size);
    d.frame();
    EXPECT_EQ(d.state().ui.prefs.scale_percent, 100);
}

TEST(Keys, TheTourGoesThroughFourCardsAndDoesNotComeAgain) {
    test::Driver d(test::real_dataset());
    d.state() = app::apply(d.state(), app::ShowTour{0});
    EXPECT_FALSE(d.state().ui.prefs.tour_seen);
    for (int card = 0; card < app::kTourCards; ++card) {
        d.rest();
        ASSERT_EQ(d.state().ui.tour, card);
        const auto r = d.gui().rects().find("tour-card");
        ASSERT_TRUE(r);
        EXPECT_TRUE(r->x0 >= 0 && r->y0 >= 0 && r->x1 <= 1600 && r->y1 <= 900) << "card " << card;
        d.click("tour-next");
    }
    EXPECT_EQ(d.state().ui.tour, -1);
    EXPECT_TRUE(d.state().ui.prefs.tour_seen);
    // F1 brings it back; Escape skips it.
    d.gui().press_key(Key::help);
    d.rest();
    d.click("tour-again");
    EXPECT_EQ(d.state().ui.tour, 0);
    EXPECT_FALSE(d.state().ui.keys_open);
    d.gui().press_key(Key::escape);
    d.rest();
    EXPECT_EQ(d.state().ui.tour, -1);
}

/// The control that has the focus, by its name.
std::string focused(test::Driver& d) {
    d.rest(2);
    const auto ring = d.gui().focus();
    if (!ring) return {};
    std::string name;
    for (const auto& [id, r] : d.gui().rects().all())
        if (r == *ring) name = id;
    return name;
}

TEST(Keys, TabReachesEveryPanelAndIsSeen) {
    test::Driver d(test::real_dataset());
    d.state() = app::apply(d.state(), app::OpenView{app::View::matrix});
    d.state() = app::apply(d.state(), app::SelectLink{0});
    d.rest();
    const ui::Layout l = d.gui().layout(d.state().ui, 1600, 900);
    // Back again: the other way leads to the same control. (In the matrix, whose hidden columns are no stops, it need not.)
    for (int i = 0; i < 5; ++i) {
        d.gui().press_key(Key::tab);
        const std::string here = focused(d);
        d.gui().press_key(Key::tab);
        focused(d);
        d.gui().press_key(Key::back_tab);
        EXPECT_EQ(focused(d), here);
    }
    std::set<std::string> reached;
    for (int i = 0; i < 700; ++i) {
        d.gui().press_key(Key::tab);
        d.frame();
        d.frame();
        if (const auto ring = d.gui().focus()) {
            const auto in = [&](const ui::Rect& panel) { return panel.contains(ring->mid_x(), ring->mid_y()); };
            reached.insert(in(l.bar) ? "bar" : in(l.left) ? "left" : in(l.right) ? "right" : in(l.drawer) ? "drawer" : in(l.map) ? "map" : "elsewhere");
        }
    }
    for (const char* panel : {"bar", "left", "right", "drawer", "map"}) EXPECT_TRUE(reached.count(panel)) << panel << " was not reached with a visible focus";
}

TEST(Keys, ArrowsWalkTheMatrixAndEnterFilters) {
    test::Driver d(test::real_dataset());
    d.state() = app::apply(d.state(), app::OpenView{app::View::matrix});
    d.rest(4);
    std::string at;
    for (int i = 0; i < 700 && !at.starts_with("cell:"); ++i) {
        d.gui().press_key(Key::tab);
        at = focused(d);
    }
    ASSERT_TRUE(at.starts_with("cell:")) << at;
    const auto rect_of = [&](const std::string& id) { return d.gui().rects().find(id).value_or(ui::Rect{}); };
    // To the right until there is no more, then down: always another cell, never out of the matrix.
    std::set<std::string> cells{at};
    for (const Key key : {Key::right, Key::right, Key::down, Key::down, Key::left, Key::up, Key::down, Key::down, Key::down, Key::down, Key::down, Key::down}) {
        d.gui().press_key(key);
        const std::string next = focused(d);
        ASSERT_TRUE(next.starts_with("cell:") || next.starts_with("matrix-")) << next;
        cells.insert(next);
        at = next;
        const ui::Rect r = rect_of(at);
        const ui::Layout l = d.gui().layout(d.state().ui, 1600, 900);
        EXPECT_TRUE(r.mid_y() > l.drawer.y0 && r.mid_y() < l.drawer.y1) << at << " has the focus out of sight";
    }
    EXPECT_GE(cells.size(), 6U);
    const std::size_t all = d.state().shown.size();
    d.gui().press_key(Key::accept);
    d.frame();
    EXPECT_LT(d.state().shown.size(), all) << "Enter takes what the focus is on";
}

TEST(Keys, ArrowsMoveTheMapWhileNothingHasTheFocus) {
    test::Driver d(test::real_dataset());
    d.rest();
    const scene::Camera before = d.state().view.camera;
    d.gui().press_key(Key::right);
    d.frame();
    EXPECT_GT(d.state().view.camera.center_m.x, before.center_m.x);
    d.gui().press_key(Key::up);
    d.frame();
    EXPECT_GT(d.state().view.camera.center_m.y, before.center_m.y);
}

/// A window of this size: nothing that floats over the map lies on anything else or leaves the map.
void expect_clear_map(test::Driver& d, float width, float height, app::View view, model::Lang lang, double m_per_pt) {
    SCOPED_TRACE(std::to_string(width) + " × " + std::to_string(height) + ", view " + std::to_string(static_cast<int>(view)) + ", " + std::to_string(m_per_pt) + " m/pt");
    d.width = width;
    d.height = height;
    d.state().view.lang = lang;
    d.state().ui.view = view;
    d.state().view.camera.m_per_pt = m_per_pt;
    d.rest();
    const auto& rects = d.gui().rects();
    const auto map = rects.find("map"), count = rects.find("map-count");
    ASSERT_TRUE(map && count);
    EXPECT_LE(count->x1, map->x1) << "the count is cut";
    for (const char* button : {"zoom-in", "zoom-out", "whole-country", "help"}) {
        const auto r = rects.find(button);
        ASSERT_TRUE(r) << button;
        EXPECT_FALSE(r->x0 < count->x1 && count->x0 < r->x1 && r->y0 < count->y1 && count->y0 < r->y1) << button << " lies on the count";
        EXPECT_TRUE(r->y0 >= map->y0 && r->y1 <= map->y1 && r->x0 >= map->x0 && r->x1 <= map->x1) << button << " leaves the map";
    }
}

TEST(Narrow, NothingOnTheMapLiesOnAnything) {
    test::Driver d(test::real_dataset());
    for (const auto& [width, height] : {std::pair{1000.0F, 700.0F}, {640.0F, 420.0F}, {840.0F, 600.0F}, {1600.0F, 900.0F}})
        for (const app::View view : {app::View::none, app::View::table})
            for (const model::Lang lang : {model::Lang::zh, model::Lang::en})
                for (const double m_per_pt : {60.0, 900.0, 5000.0, 14000.0}) expect_clear_map(d, width, height, view, lang, m_per_pt);
}

/// The user's folder of settings, somewhere else while a test runs.
struct ConfigHome {
    std::filesystem::path folder = std::filesystem::temp_directory_path() / ("atlas-config-" + std::to_string(::getpid()));
    std::optional<std::string> before;
    ConfigHome() {
        if (const char* set = std::getenv("XDG_CONFIG_HOME")) before = set;
        std::filesystem::remove_all(folder);
        ::setenv("XDG_CONFIG_HOME", folder.c_str(), 1);
    }
    ~ConfigHome() {
        before ? ::setenv("XDG_CONFIG_HOME", before->c_str(), 1) : ::unsetenv("XDG_CONFIG_HOME");
        std::filesystem::remove_all(folder);
    }
};

TEST(Remembered, TheFileIsWrittenReadAndForgiven) {
    const ConfigHome home;
    std::string warning;
    EXPECT_EQ(platform::read_settings(warning), io::Settings{}) << "no file is the first day";
    EXPECT_EQ(warning, "");
    io::Settings s;
    s.theme = "dark";
    s.width = 1280;
    s.tour_seen = true;
    ASSERT_TRUE(platform::write_settings(s));
    EXPECT_TRUE(std::filesystem::exists(home.folder / "corridor-atlas" / "window.json"));
    EXPECT_EQ(platform::read_settings(warning), s);
    EXPECT_EQ(warning, "");
    ASSERT_TRUE(base::write_file(platform::settings_path(), "{ not JSON"));
    EXPECT_EQ(platform::read_settings(warning), io::Settings{});
    EXPECT_NE(warning.find("window.json"), std::string::npos);
    // A folder that cannot be made is one sentence, not a lost window.
    ASSERT_TRUE(base::write_file(base::utf8_of(home.folder / "file"), "x"));
    ::setenv("XDG_CONFIG_HOME", (home.folder / "file").c_str(), 1);
    EXPECT_FALSE(platform::write_settings(s));
    ::setenv("XDG_CONFIG_HOME", "relative/path", 1);
    EXPECT_EQ(platform::settings_path().find("relative"), std::string::npos) << "only absolute paths count";
}

TEST(Remembered, WhatAUserFindsAgain) {
    app::AppState s = app::first_state(test::small_dataset());
    s = app::apply(std::move(s), app::SetTheme{"dark"});
    s = app::apply(std::move(s), app::SetLang{model::Lang::en});
    s = app::apply(std::move(s), app::TogglePanel{true});
    s = app::apply(std::move(s), app::OpenView{app::View::matrix});
    s = app::apply(std::move(s), app::SetPrefs{{150, true, true, true}});
    const io::Settings kept = app::settings_of(s, {});
    const app::AppState again = app::with_settings(app::first_state(test::small_dataset()), kept, false, false);
    EXPECT_EQ(again.view.theme, "dark");
    EXPECT_EQ(again.view.lang, model::Lang::en);
    EXPECT_FALSE(again.ui.left_open);
    EXPECT_TRUE(again.ui.right_open);
    EXPECT_EQ(again.ui.view, app::View::matrix);
    EXPECT_EQ(again.ui.prefs, s.ui.prefs);
    EXPECT_EQ(app::settings_of(again, {}), kept);
    const app::AppState asked = app::with_settings(app::first_state(test::small_dataset()), kept, true, true);
    EXPECT_EQ(asked.view.theme, "light") << "what the command line says wins";
    EXPECT_EQ(asked.view.lang, model::Lang::zh);
}

TEST(Keys, TheCardHasItsHeightInItsFirstFrame) {
    test::Driver d(test::small_dataset());
    d.rest();
    d.state() = app::apply(d.state(), app::ShowKeys{true});
    d.frame();
    const auto first = d.gui().rects().find("keys-card");
    ASSERT_TRUE(first);
    EXPECT_FALSE(d.gui().fonts().stale()) << "no character had to be added";
    d.rest();
    EXPECT_EQ(d.gui().rects().find("keys-card")->height(), first->height());
    EXPECT_GT(first->height(), 400);
}

} // namespace
} // namespace atlas
