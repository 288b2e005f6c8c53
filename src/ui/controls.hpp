// The window's own controls. Each lays an invisible ImGui button over its rectangle (so ImGui decides what the mouse is on),
// draws itself, joins the Tab walk and registers its rectangle by name.
#pragma once

#include "ui/paint.hpp"

namespace atlas::ui {

struct Press {
    bool hovered = false, held = false, clicked = false, focused = false;
};
/// An area that can be pressed. `id` names it in Rects and must be unique in the window.
Press press(Ui& ui, const std::string& id, const Rect& r, bool tab_stop = true);
/// The stop of a control that is scrolled out of view and therefore not drawn: the walk reaches it like any other, and it then
/// comes into view. Without it a long list would have other stops at every scroll, and Shift+Tab would not undo Tab.
void unseen_stop(Ui& ui, const std::string& id, const Rect& r);
/// The ring round what Tab has reached.
void focus_ring(Ui& ui, ImDrawList* list, const Rect& r, float radius);

/// Square icon button; `tip` is shown after a moment.
bool icon_button(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, Icon which, const char* tip, bool enabled = true);
enum class Look { quiet, outlined, primary };
/// A button with a word; returns true when pressed. Its width comes from button_width().
bool button(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, std::string_view label, Look look, bool enabled = true);
float button_width(Ui& ui, std::string_view label);
/// One of several: returns the index pressed, or -1.
int segments(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, const std::vector<std::string_view>& labels, int chosen);
/// Tabs with an underline; returns the index pressed, or -1.
int tabs(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, const std::vector<std::string_view>& labels, int chosen);
/// A closed list of names: shows the chosen one; a press or Enter opens it, arrow keys walk it. Returns the index taken, or -1.
int picker(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, const std::vector<std::string>& names, int chosen);
/// Its width for the widest name, at most `most_px`.
float picker_width(Ui& ui, const std::vector<std::string>& names, float most_px);
struct MenuRow {
    std::string words, right;             ///< right: a key or a number, small
    bool checked = false, closes = false; ///< closes: draws the × of a thing that goes away
};
/// A menu of this name opens in the next frame; any other closes.
void open_menu(Ui& ui, const std::string& name);
bool menu_is_open(const Ui& ui, const std::string& name);
/// Draws it below (or above) `anchor` while it is open. Returns the row taken, or -1.
int menu(Ui& ui, const std::string& name, const Rect& anchor, const std::vector<MenuRow>& rows);
/// Keeps the keys of an open menu from everything else; once a frame, before anybody reads a key. Not `allowed`: it closes.
void take_menu_keys(Memory& memory, bool allowed);
/// A chip with a word; `closable` draws the ×. Returns true when pressed.
bool chip(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, std::string_view label, bool closable, Color swatch = {0, 0, 0, 0});
float chip_width(Ui& ui, std::string_view label, bool closable, bool swatch = false);
void checkbox(Ui& ui, ImDrawList* list, float mid_x, float mid_y, bool on, bool hovered);
/// 0…1 with a thin track; true while it changes.
bool slider(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, float& value, bool live);
/// One-line text field over `buffer`; true when the text changed. `focus` takes the keyboard.
bool text_field(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, char* buffer, std::size_t size, const char* hint, Icon which,
                bool with_icon, bool focus, bool* active);
void tooltip(Ui& ui, std::string_view text);

/// A fixed, undecorated ImGui window over `r`; begin/end like ImGui's.
bool begin_panel(Ui& ui, const char* name, const Rect& r, Color color, bool scroll, bool in_front = false, bool sideways = false);
void end_panel();

} // namespace atlas::ui
