// The keyboard as one table: which keys do what, and in which words the card behind F1 says so. The window looks keys up
// here and the card is drawn from here, so neither can tell of a key that the other lacks.
#pragma once

#include "model/dataset.hpp"
#include "ui/ui_context.hpp"

#include <span>
#include <string>

namespace atlas::ui {

/// A physical key: printable ones are their ASCII capital ('Z', '[', '='), the others have names here.
namespace code {
inline constexpr int tab = 1, enter = 2, escape = 3, up = 4, down = 5, left = 6, right = 7, home = 8, f1 = 9, f10 = 10, f12 = 11, menu = 12;
} // namespace code

struct Chord {
    int code = 0;
    bool ctrl = false, shift = false;
};

enum class KeyGroup { anywhere, walking, map, page };

/// One thing the keyboard does.
struct KeyRow {
    Key key;
    KeyGroup group;
    Chord chords[3];    ///< any of them; code 0: none
    bool while_typing;  ///< false: the key belongs to a text field that has the keyboard
    const char *zh, *en;
};
std::span<const KeyRow> key_rows();

/// What a pressed key means, or nothing.
std::optional<Key> find_key(const Chord& pressed, bool typing);
/// "Ctrl+Shift+Z"
std::string chord_words(const Chord& chord);

/// What the mouse does, for the same card.
struct HandRow {
    const char *zh_hand, *en_hand, *zh, *en;
};
std::span<const HandRow> hand_rows();

} // namespace atlas::ui
