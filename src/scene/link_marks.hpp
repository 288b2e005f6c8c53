// Internal to scene/: numbers on the map. A folded line carries how many links it stands for, a unit how many lie inside it, and a
// figure with a list of clauses the clauses' numbers. No two of them overlap: one that finds no room is left out and counted.
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
/// Half the diagonal of a group's joint that stands for so many links: room for the number where there is one.
double joint_half(const Context& c, std::size_t links);
double joint_pt(const Context& c);

} // namespace atlas::scene
