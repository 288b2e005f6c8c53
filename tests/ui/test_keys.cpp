// The keyboard: one table for what keys do and for the card that says so; arrows through the matrix; focus that is seen;
// the tour; the switches.
#include "ui/keys.hpp"
#include "ui/world.hpp"

#include "app/remembered.hpp"
#include "base/file.hpp"
#include "platform/remember.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
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
    std::set<std::string> reached;
    for (int i = 0; i < 1200; ++i) {
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

constexpr const char* kField = "(a text field)"; ///< has no ring but a caret

/// Tab until it is back where it began: the name of every stop, "" for one that is not on the screen.
std::vector<std::string> way_round(test::Driver& d, const Key key, std::size_t most) {
    std::vector<std::string> stops;
    while (stops.size() < most) {
        d.gui().press_key(key);
        const std::string ringed = focused(d);
        if (ringed.empty()) d.rest(4); // ImGui tells of a field some frames late
        const std::string at = ringed.empty() && d.gui().typing() ? kField : ringed;
        if (!stops.empty() && at == stops.front()) break;
        stops.push_back(at);
    }
    return stops;
}

TEST(Keys, ShiftTabUndoesTabInEveryView) {
    for (const app::View view : {app::View::none, app::View::table, app::View::matrix, app::View::cascade, app::View::strip, app::View::reciprocity, app::View::compare, app::View::gaps,
                                 app::View::unmapped, app::View::coverage}) {
        SCOPED_TRACE("view " + std::to_string(static_cast<int>(view)));
        test::Driver d(test::real_dataset());
        d.height = 760; // little room: most of each list is out of view
        filter::FilterSpec some; // few links, so that the way round is short
        some.plans = {d.state().dataset->plans()[0].id};
        some.mechanisms = {"cooperation"};
        d.state() = app::apply(d.state(), app::SetFilter{some});
        d.state() = app::apply(d.state(), app::OpenView{view});
        d.rest();
        std::vector<std::string> there = way_round(d, Key::tab, 900);
        ASSERT_LT(there.size(), 900U) << "Tab did not come round";
        for (std::size_t i = 1; i < there.size(); ++i) EXPECT_NE(there[i], "") << "after " << there[i - 1] << " comes a stop that is not seen";
        const auto fields = static_cast<std::size_t>(std::count(there.begin(), there.end(), kField));
        EXPECT_EQ(std::set<std::string>(there.begin(), there.end()).size(), there.size() - std::max<std::size_t>(fields, 1) + 1) << "a stop comes twice";
        std::vector<std::string> back = way_round(d, Key::back_tab, 900);
        // Both begin beside where the other ended: there at 2, 3, … 1; back at n, n − 1, … 1.
        std::reverse(back.begin(), back.end());
        std::rotate(back.begin(), std::find(back.begin(), back.end(), there.front()), back.end());
        EXPECT_EQ(back, there);
    }
}

TEST(Keys, TheWalkReachesEveryCellOfTheMatrixAndBringsItIntoView) {
    test::Driver d(test::real_dataset());
    d.height = 700;
    d.state().ui.views.rows = filter::Facet::place;
    d.state().ui.views.columns = filter::Facet::corridor;
    filter::FilterSpec some;
    some.mechanisms = {"cooperation"};
    d.state() = app::apply(d.state(), app::SetFilter{some});
    d.state() = app::apply(d.state(), app::OpenView{app::View::matrix});
    d.rest(4);
    const filter::Matrix m = app::make_views(d.state(), {}).matrix;
    std::set<std::string> cells;
    for (std::size_t r = 0; r < m.rows.size(); ++r)
        for (std::size_t c = 0; c < m.columns.size(); ++c)
            if (!m.at(r, c).empty()) cells.insert("cell:" + m.rows[r].id + ":" + m.columns[c].id);
    ASSERT_GT(cells.size(), 60U);
    const ui::Layout l = d.gui().layout(d.state().ui, d.width, d.height);
    std::set<std::string> reached;
    const std::vector<std::string> stops = way_round(d, Key::tab, 1500);
    for (const std::string& s : stops)
        if (s.starts_with("cell:")) reached.insert(s);
    EXPECT_EQ(reached, cells);
    // Each is seen whole, clear of the headings that stay while the cells move under them.
    const float headings = l.drawer.y0 + d.gui().tokens().px(ui::kDrawerBar + 44 + 22);
    for (std::size_t i = 0; i < stops.size(); ++i) {
        d.gui().press_key(Key::tab);
        if (const std::string at = focused(d); at.starts_with("cell:")) {
            const ui::Rect r = *d.gui().rects().find(at);
            EXPECT_TRUE(r.y0 >= headings && r.y1 <= l.drawer.y1 && r.x0 >= l.drawer.x0 && r.x1 <= l.drawer.x1) << at;
        }
    }
}

TEST(Keys, StopsOutOfViewCostLittle) {
    test::Driver d(test::real_dataset());
    d.state().ui.views.rows = d.state().ui.views.columns = filter::Facet::place; // the most cells there can be
    d.state() = app::apply(d.state(), app::OpenView{app::View::matrix});
    const app::Derived derived = app::derive(d.state());
    const app::Views views = app::make_views(d.state(), {});
    scene::MapContents contents;
    const ui::MapInfo map{&contents, [](geo::Vec2) { return scene::FeatureRef{}; }, true, {}};
    std::vector<double> ms;
    for (int i = 0; i < 30; ++i) {
        ASSERT_TRUE(d.gui().prepare(1, d.state().view.theme));
        d.gui().feed(d.width, d.height, 1.0F / 60, {});
        const auto start = std::chrono::steady_clock::now();
        d.gui().frame(d.state(), derived, views, map);
        ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(ms.begin(), ms.end());
    std::cout << "a frame over a matrix of " << views.matrix.rows.size() << " by " << views.matrix.columns.size() << ": median " << ms[15] << " ms\n";
    EXPECT_LT(ms[15], 60);
}

TEST(Keys, ArrowsWalkTheMatrixAndEnterFilters) {
    test::Driver d(test::real_dataset());
    d.state() = app::apply(d.state(), app::OpenView{app::View::matrix});
    d.rest(4);
    std::string at;
    for (int i = 0; i < 1200 && !at.starts_with("cell:"); ++i) {
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

TEST(Narrow, TheBarOfAScreenAtTwiceTheSizeHasRoomForAll) {
    test::Driver d(test::real_dataset());
    d.width = 800;
    d.height = 450;
    for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
        d.state().view.lang = lang;
        d.rest();
        const auto undo = d.gui().rects().find("undo"), count = d.gui().rects().find("count");
        ASSERT_TRUE(undo && count);
        EXPECT_LE(undo->x1, count->x0) << "the button lies on the number";
    }
}

TEST(Cross, ItsHintFitsANarrowMapInBothLanguages) {
    test::Driver d(test::real_dataset());
    d.width = 800;
    d.height = 450;
    d.rest();
    d.gui().press_key(Key::tab);
    for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
        d.state().view.lang = lang;
        d.rest();
        const auto hint = d.gui().rects().find("cross-hint"), map = d.gui().rects().find("map");
        ASSERT_TRUE(hint && map);
        EXPECT_LT(hint->width(), map->width() - d.gui().tokens().px(2 * ui::kGap3)) << "cut";
    }
}

TEST(Keys, TheArrowsMoveACardThatIsLongerThanTheWindow) {
    test::Driver d(test::real_dataset());
    d.width = 800;
    d.height = 450;
    d.state() = app::apply(d.state(), app::ShowKeys{true});
    d.rest();
    const float before = d.gui().rects().find("pref-still")->y0;
    d.gui().press_key(Key::down);
    d.rest();
    EXPECT_LT(d.gui().rects().find("pref-still")->y0, before);
    d.gui().press_key(Key::up);
    d.rest();
    EXPECT_EQ(d.gui().rects().find("pref-still")->y0, before);
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

TEST(Keys, TheCardIsWholeInAWindowOfTheUsualSize) {
    for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
        test::Driver d(test::small_dataset());
        d.state().view.lang = lang;
        d.state() = app::apply(d.state(), app::ShowKeys{true});
        d.rest();
        const auto card = d.gui().rects().find("keys-card");
        ASSERT_TRUE(card);
        EXPECT_LT(card->height(), d.height - 25) << "its last row is cut and it scrolls";
    }
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
