// Mouse and keys between two frames, in the order in which they came. ImGui before 1.87 looks at the mouse once a frame: while a
// frame is slow a press takes effect where the mouse stands by then, and press, release, press count as one. Here each change of
// a button gets a frame of its own with the mouse where it stood, and what follows it waits. Pure: no window, no ImGui.
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace atlas::ui {

inline constexpr int kMouseButtons = 5;

/// A key as the window system reports it; codes and modifiers are the window's own and only handed through.
struct KeyEvent {
    int key = 0, scancode = 0, action = 0, mods = 0;
    bool down = false;     ///< pressed or repeated
    bool modifier = false; ///< Shift, Ctrl, Alt, Super themselves
    bool edits = false;    ///< a text field acts on the key and not on its character: Backspace, Ctrl+V
    bool fills = false;    ///< means nothing but in a text field: Ctrl+V, Ctrl+A
    unsigned character = 0; ///< text instead of a key
};

/// What one frame is to see.
struct InputFrame {
    float x = 0, y = 0;
    bool inside = false; ///< the mouse is over the window, or holds a button
    std::array<bool, kMouseButtons> down{};
    float wheel_x = 0, wheel_y = 0;
    std::optional<int> mods;    ///< held when a button changed; none: no button changed in this frame
    bool again = false;         ///< that press came so soon after the one before that the two may be a double click
    std::vector<KeyEvent> keys; ///< keys and characters, in their order
};

class InputQueue {
public:
    void move(float x, float y);
    void leave();
    void button(int which, bool down, int mods, double now_s);
    void wheel(float dx, float dy);
    void key(const KeyEvent& event);

    /// Something waits for a further frame.
    [[nodiscard]] bool waiting() const { return !events_.empty(); }
    /// Takes what the next frame is to see. `typing`: a text field has the keyboard, and needs a frame for each key that edits.
    InputFrame next(bool typing);

private:
    struct Event {
        enum class Kind { move, leave, button, wheel, key } kind = Kind::move;
        float x = 0, y = 0; ///< where the mouse stood; of a wheel: how far it turned
        float at_x = 0, at_y = 0; ///< of a wheel: where the mouse stood
        int button = 0, mods = 0;
        bool down = false, again = false;
        KeyEvent key;
    };
    [[nodiscard]] bool fits(const Event& e, bool typing) const;
    void take(const Event& e);

    std::deque<Event> events_;
    float x_ = 0, y_ = 0; ///< of the last event that came
    std::array<double, kMouseButtons> pressed_s_{-1e9, -1e9, -1e9, -1e9, -1e9};
    InputFrame frame_;    ///< being filled
    bool inside_ = false; ///< of the events taken
    bool button_changed_before_ = false; ///< in the frame before
    int letters_wait_ = 0;               ///< frames until a field that a key opens has the keyboard
};

} // namespace atlas::ui
