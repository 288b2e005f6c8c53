// The cross on the map, the keyboard's hand there: crosshair.cpp says how it works. Its place and what it has begun are
// Memory::cross.
#pragma once

#include "ui/controls.hpp"

struct ImDrawList;

namespace atlas::ui {

/// The map has the focus of the walk: the cross is shown.
bool on_map(const Ui& ui);
/// Gives the map the focus; the cross stands in the middle unless an area is begun.
void take_map(Ui& ui);
/// `way`: one step of an arrow. At the map's edge the map moves.
void move_cross(Ui& ui, geo::Vec2 way, bool fine);
/// Enter, and `also` with Ctrl, where the cross now stands; taken up when the map is drawn.
void press_cross(Ui& ui, bool also);
/// Escape: the last corner, the tool, the selection. False: nothing of the map's was to be taken back.
bool cross_back(Ui& ui);

/// For the map's own window, before its buttons: the map is a stop of the walk.
void join_walk_as_map(Ui& ui);
/// The presses that can be answered in this frame.
std::vector<Memory::Cross::Press> take_presses(Ui& ui);
/// Pixels of a point of the map.
geo::Vec2 on_screen(const Ui& ui, const Rect& map, geo::Vec2 at_pt);
/// The cross, the ring round the map, and what the keys do.
void draw_cross(Ui& ui, ImDrawList* list, const Rect& map);

} // namespace atlas::ui
