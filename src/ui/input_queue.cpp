// Which events may share a frame.
#include "ui/input_queue.hpp"

#include <algorithm>
#include <cmath>

namespace atlas::ui {

namespace {

constexpr double kDoubleClickSeconds = 0.3; // ImGui's own
constexpr int kFieldOpens = 4;              // most frames from Ctrl+F or Ctrl+O until ImGui says that somebody types
constexpr float kSameSpot = 24;             // a wheel turned while the mouse drifts so far is one turn

} // namespace

void InputQueue::move(float x, float y) {
    x_ = x;
    y_ = y;
    // Of moves in a row only the last counts; a wheel's turn ends a row unless the mouse has hardly left it (see wheel()).
    if (!events_.empty() && events_.back().kind == Event::Kind::move) events_.pop_back();
    Event e;
    e.x = x;
    e.y = y;
    events_.push_back(e);
}

void InputQueue::leave() {
    Event e;
    e.kind = Event::Kind::leave;
    events_.push_back(e);
}

void InputQueue::button(int which, bool down, int mods, double now_s) {
    if (which < 0 || which >= kMouseButtons) return;
    Event e;
    e.kind = Event::Kind::button;
    e.x = x_;
    e.y = y_;
    e.button = which;
    e.down = down;
    e.mods = mods;
    if (down) {
        double& last = pressed_s_[static_cast<std::size_t>(which)];
        e.again = now_s - last < kDoubleClickSeconds;
        last = now_s;
    }
    events_.push_back(e);
}

void InputQueue::wheel(float dx, float dy) {
    // Turning while moving comes as wheel, move, wheel, move: one frame for each would never catch up.
    auto last = events_.rbegin();
    while (last != events_.rend() && last->kind == Event::Kind::move) ++last;
    if (last != events_.rend() && last->kind == Event::Kind::wheel && std::hypot(x_ - last->at_x, y_ - last->at_y) <= kSameSpot) {
        last->x += dx;
        last->y += dy;
        return;
    }
    Event e;
    e.kind = Event::Kind::wheel;
    e.x = dx;
    e.y = dy;
    e.at_x = x_;
    e.at_y = y_;
    events_.push_back(e);
}

void InputQueue::key(const KeyEvent& event) {
    Event e;
    e.kind = Event::Kind::key;
    e.key = event;
    events_.push_back(e);
}

bool InputQueue::fits(const Event& e, bool typing) const {
    if (frame_.mods) return false; // after a button nothing more
    const auto had = [this](auto&& which) { return std::any_of(frame_.keys.begin(), frame_.keys.end(), which); };
    const bool turned = frame_.wheel_x != 0 || frame_.wheel_y != 0;
    const bool keyed = had([](const KeyEvent& k) { return !k.modifier && (k.down || k.character != 0); });
    switch (e.kind) {
    case Event::Kind::move:
    case Event::Kind::leave: return !turned;
    // What the change before has opened or closed is drawn before the next press is asked what it hits.
    case Event::Kind::button: return !turned && !keyed && !(e.down && button_changed_before_);
    case Event::Kind::wheel: return !keyed;
    case Event::Kind::key: break;
    }
    const bool edited = had([](const KeyEvent& k) { return k.edits && k.down; });
    // Letters after Ctrl+F are for the field it opens, and no shortcuts; what is pasted is too.
    const bool letter = e.key.character != 0 || (e.key.down && !e.key.edits && !e.key.modifier) || (e.key.fills && e.key.down);
    if (letter && !typing && (edited || letters_wait_ > 0)) return false;
    if (e.key.character != 0) return !edited; // a field reads a frame's characters before its keys
    if (e.key.edits && e.key.down) {
        if (had([](const KeyEvent& k) { return k.character != 0; })) return false;
        return !typing || !edited;
    }
    // A field sees a key only while it is down.
    if (!e.key.down && typing) return !had([&](const KeyEvent& k) { return k.key == e.key.key && k.down && k.edits; });
    return true;
}

void InputQueue::take(const Event& e) {
    switch (e.kind) {
    case Event::Kind::move:
        frame_.x = e.x;
        frame_.y = e.y;
        inside_ = true;
        break;
    case Event::Kind::leave: inside_ = false; break;
    case Event::Kind::button:
        frame_.x = e.x;
        frame_.y = e.y;
        frame_.down[static_cast<std::size_t>(e.button)] = e.down;
        frame_.mods = e.mods;
        frame_.again = e.again;
        break;
    case Event::Kind::wheel:
        frame_.wheel_x += e.x;
        frame_.wheel_y += e.y;
        break;
    case Event::Kind::key: frame_.keys.push_back(e.key); break;
    }
}

InputFrame InputQueue::next(bool typing) {
    button_changed_before_ = frame_.mods.has_value();
    const bool edited = std::any_of(frame_.keys.begin(), frame_.keys.end(), [](const KeyEvent& k) { return k.edits && k.down; });
    letters_wait_ = edited ? kFieldOpens : std::max(0, letters_wait_ - 1);
    frame_.wheel_x = frame_.wheel_y = 0;
    frame_.mods.reset();
    frame_.again = false;
    frame_.keys.clear();
    while (!events_.empty() && fits(events_.front(), typing)) {
        take(events_.front());
        events_.pop_front();
    }
    frame_.inside = inside_ || std::find(frame_.down.begin(), frame_.down.end(), true) != frame_.down.end();
    return frame_;
}

} // namespace atlas::ui
