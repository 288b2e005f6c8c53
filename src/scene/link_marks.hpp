// Internal to scene/: numbers on the map. A folded line carries how many links it stands for, a unit how many lie inside it.
#pragma once

#include "scene/link_routes.hpp"

namespace atlas::scene {

/// Places the badges of folded lines and the marks of units, after the curves are settled; fills `plan.marks`.
void place_marks(const Context& c, const Router& router, LinkPlan& plan);
/// The box of a number (or short text) of so many letters, frame points.
Box mark_box(const Context& c, Vec2 at, double letters);
/// "内 4", "4 inside" as short as it can be said.
std::string inside_text(const Context& c, const InsideMark& mark);
/// Size of the numbers, points: never under 6 (TYP3).
double mark_pt(const Context& c);
/// Width of a mark's text in digits.
double letters_of(const Context& c, const InsideMark& mark);

} // namespace atlas::scene
