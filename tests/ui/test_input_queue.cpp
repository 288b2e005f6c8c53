// What comes between two frames reaches the interface whole, in its order, and where the mouse stood.
#include "ui/input_queue.hpp"

#include "ui/world.hpp"

#include <gtest/gtest.h>

namespace atlas {
namespace {

using ui::InputFrame;
using ui::InputQueue;
using ui::KeyEvent;

KeyEvent edit_key(int key, bool down = true) {
    KeyEvent k;
    k.key = key;
    k.down = down;
    k.edits = true;
    return k;
}

KeyEvent letter(char c) {
    KeyEvent k;
    k.character = static_cast<unsigned>(c);
    return k;
}

void click(InputQueue& q, float x, float y, double at_s, int button = 0, int mods = 0) {
    q.move(x, y);
    q.button(button, true, mods, at_s);
    q.button(button, false, mods, at_s + 0.01);
}

/// The presses and releases of all frames that are waiting: "+10,20" and "-10,20".
std::vector<std::string> changes(InputQueue& q) {
    std::vector<std::string> out;
    bool down = false;
    for (int i = 0; i < 40 && q.waiting(); ++i) {
        const InputFrame f = q.next(false);
        if (f.down[0] != down) out.push_back((f.down[0] ? "+" : "-") + std::to_string(static_cast<int>(f.x)) + "," + std::to_string(static_cast<int>(f.y)));
        down = f.down[0];
    }
    return out;
}

TEST(InputQueue, EveryPressIsSeenWhereTheMouseStood) {
    InputQueue q;
    click(q, 10, 20, 1);
    q.move(50, 60);
    click(q, 70, 80, 1.05);
    q.move(500, 500); // the mouse has gone on before the next frame is drawn
    EXPECT_EQ(changes(q), (std::vector<std::string>{"+10,20", "-10,20", "+70,80", "-70,80"}));
    EXPECT_FALSE(q.waiting());
    EXPECT_FLOAT_EQ(q.next(false).x, 500);
}

TEST(InputQueue, MovesAreOneUntilAButtonChanges) {
    InputQueue q;
    for (int i = 0; i < 100; ++i) q.move(static_cast<float>(i), 0);
    EXPECT_FLOAT_EQ(q.next(false).x, 99);
    EXPECT_FALSE(q.waiting());
    // A drag keeps where it began and where it ended.
    q.button(0, true, 0, 1);
    for (int i = 100; i < 200; ++i) q.move(static_cast<float>(i), 0);
    q.button(0, false, 0, 2);
    InputFrame f = q.next(false);
    EXPECT_TRUE(f.down[0]);
    EXPECT_FLOAT_EQ(f.x, 99);
    f = q.next(false);
    EXPECT_FALSE(f.down[0]);
    EXPECT_FLOAT_EQ(f.x, 199);
    EXPECT_FALSE(q.waiting());
}

TEST(InputQueue, AFrameOfRestStandsBeforeTheNextPress) {
    InputQueue q;
    click(q, 10, 10, 1);
    click(q, 90, 90, 1.1);
    q.next(false);
    q.next(false);
    const InputFrame rest = q.next(false); // what the first click has opened is drawn, and the mouse is over it
    EXPECT_FALSE(rest.down[0]);
    EXPECT_FALSE(rest.mods);
    EXPECT_FLOAT_EQ(rest.x, 90);
    EXPECT_TRUE(q.next(false).down[0]);
}

TEST(InputQueue, DoubleClicksGoByWhenTheyWerePressed) {
    const auto second = [](double after_s) {
        InputQueue q;
        click(q, 10, 10, 1);
        click(q, 10, 10, 1 + after_s);
        bool again = false;
        while (q.waiting()) {
            const InputFrame f = q.next(false);
            again = again || f.again;
        }
        return again;
    };
    EXPECT_TRUE(second(0.2));
    EXPECT_FALSE(second(0.5));
}

TEST(InputQueue, ModifiersAreThoseOfThePress) {
    InputQueue q;
    click(q, 10, 10, 1, 0, 2);
    click(q, 10, 10, 2, 0, 0);
    EXPECT_EQ(q.next(false).mods, std::optional<int>(2));
    EXPECT_EQ(q.next(false).mods, std::optional<int>(2));
    EXPECT_FALSE(q.next(false).mods);
    EXPECT_EQ(q.next(false).mods, std::optional<int>(0));
}

TEST(InputQueue, TheWheelTurnsWhereItWasTurned) {
    InputQueue q;
    q.move(10, 10);
    q.wheel(0, 1);
    q.wheel(0, 1);
    q.move(12, 11); // turned while the hand drifts: one turn
    q.wheel(0, 1);
    q.move(400, 10);
    q.wheel(0, -1);
    InputFrame f = q.next(false);
    EXPECT_FLOAT_EQ(f.wheel_y, 3);
    EXPECT_FLOAT_EQ(f.x, 10);
    f = q.next(false);
    EXPECT_FLOAT_EQ(f.wheel_y, -1);
    EXPECT_FLOAT_EQ(f.x, 400);
    EXPECT_FALSE(q.waiting());
    EXPECT_FLOAT_EQ(q.next(false).wheel_y, 0) << "once";
    // A turn before a press stays before it.
    q.wheel(0, 1);
    q.button(0, true, 0, 1);
    f = q.next(false);
    EXPECT_FLOAT_EQ(f.wheel_y, 1);
    EXPECT_FALSE(f.down[0]);
    EXPECT_TRUE(q.next(false).down[0]);
}

TEST(InputQueue, TextFollowsTheClickThatOpenedTheField) {
    InputQueue q;
    click(q, 10, 10, 1);
    q.key(letter('a'));
    q.key(letter('b'));
    q.key(edit_key(259));
    q.key(edit_key(259, false));
    q.key(letter('c'));
    EXPECT_TRUE(q.next(false).keys.empty());
    EXPECT_TRUE(q.next(false).keys.empty());
    EXPECT_EQ(q.next(true).keys.size(), 2U) << "both letters";
    InputFrame f = q.next(true);
    ASSERT_EQ(f.keys.size(), 1U) << "the field sees the key while it is down";
    EXPECT_TRUE(f.keys[0].down);
    f = q.next(true);
    ASSERT_EQ(f.keys.size(), 2U);
    EXPECT_FALSE(f.keys[0].down);
    EXPECT_EQ(f.keys[1].character, static_cast<unsigned>('c'));
}

TEST(InputQueue, LettersWaitForTheFieldThatAKeyOpens) {
    InputQueue q;
    q.key(edit_key('F'));
    KeyEvent l;
    l.key = 'L';
    l.down = true;
    q.key(l); // a shortcut while nobody types
    q.key(letter('l'));
    EXPECT_EQ(q.next(false).keys.size(), 1U);
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(q.next(false).keys.empty());
    EXPECT_EQ(q.next(true).keys.size(), 2U);
}

/// Ctrl+F, or Ctrl+O, and Ctrl+V at once: what is pasted reaches the field that the first opens.
TEST(InputQueue, APasteWaitsForTheFieldThatAKeyOpens) {
    for (const ui::Key opens : {ui::Key::search, ui::Key::open_project}) {
        test::Driver d(test::small_dataset());
        d.rest();
        InputQueue q;
        q.key(edit_key('F'));
        q.key(edit_key('F', false));
        KeyEvent v = edit_key('V');
        v.fills = true;
        q.key(v);
        bool pasted = false;
        for (int i = 0; i < 10 && !pasted; ++i) {
            for (const KeyEvent& k : q.next(d.gui().typing()).keys) {
                if (k.key == 'F' && k.down) d.gui().press_key(opens);
                pasted = pasted || k.key == 'V';
            }
            if (pasted) {
                EXPECT_TRUE(d.gui().typing()) << static_cast<int>(opens);
            }
            d.frame();
        }
        EXPECT_TRUE(pasted);
    }
}

TEST(InputQueue, KeysShareAFrameWhileNobodyTypes) {
    InputQueue q;
    for (int i = 0; i < 5; ++i) {
        q.key(edit_key(258));
        q.key(edit_key(258, false));
    }
    EXPECT_EQ(q.next(false).keys.size(), 10U);
    q.key(edit_key(258));
    click(q, 10, 10, 1);
    EXPECT_FALSE(q.next(false).down[0]) << "the key came first";
    EXPECT_TRUE(q.next(false).down[0]);
}

TEST(InputQueue, OutsideTheWindowThereIsNoMouseUnlessItHoldsAButton) {
    InputQueue q;
    EXPECT_FALSE(q.next(false).inside);
    q.move(10, 10);
    EXPECT_TRUE(q.next(false).inside);
    q.leave();
    EXPECT_FALSE(q.next(false).inside);
    q.move(10, 10);
    q.button(0, true, 0, 1);
    q.leave();
    q.next(false);
    EXPECT_TRUE(q.next(false).inside);
    q.button(0, false, 0, 2);
    EXPECT_FALSE(q.next(false).inside);
}

/// The panels under the queue: a click on a tab of the left panel and, before any frame was drawn, one on a row of its list.
TEST(InputQueue, APressOnATabAndOneInItsListFindTheirMarks) {
    test::Driver d(test::real_dataset());
    d.rest();
    d.click("left-tab:" + std::to_string(static_cast<int>(app::LeftTab::mechanism)));
    ASSERT_EQ(d.state().ui.left, app::LeftTab::mechanism);
    const auto row = [&] {
        for (const auto& [id, r] : d.gui().rects().all())
            if (id.starts_with("mechanism:")) return std::pair(id, r);
        return std::pair(std::string(), ui::Rect{});
    }();
    ASSERT_FALSE(row.first.empty());
    d.state() = app::apply(d.state(), app::SetLeftTab{app::LeftTab::corridor});
    d.rest();
    const auto tab = d.gui().rects().find("left-tab:" + std::to_string(static_cast<int>(app::LeftTab::mechanism)));
    ASSERT_TRUE(tab);
    InputQueue q;
    click(q, tab->mid_x(), tab->mid_y(), 1);
    click(q, row.second.mid_x(), row.second.mid_y(), 1.2);
    q.move(1200, 500);
    while (q.waiting()) {
        const InputFrame f = q.next(d.gui().typing());
        ui::PlainInput in;
        in.mouse_x = f.x;
        in.mouse_y = f.y;
        in.mouse_down = f.down[0];
        d.frame(in);
    }
    EXPECT_TRUE(d.state().view.filter.corridors.empty()) << "the old list was hit";
    EXPECT_EQ(d.state().view.filter.mechanisms.size(), 1U);
}

} // namespace
} // namespace atlas
