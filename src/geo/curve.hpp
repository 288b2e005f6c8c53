// Curves of the thematic layers, flattened to polylines: quadratic arcs for links, a smooth line through corridor nodes,
// soft hulls round groups. Unit and orientation are the caller's.
#pragma once

#include "geo/vec.hpp"

#include <vector>

namespace atlas::geo {

/// Symmetric quadratic Bézier from a to b; the control point stands `bend` × |ab| beside the middle, to the left of a→b when
/// positive (y up) — to the right on a page (y down). `segments` chords.
std::vector<Vec2> arc(Vec2 a, Vec2 b, double bend, int segments);
/// How bow() leaves and reaches its ends.
struct Bow {
    double out_a = 0, out_b = 0; ///< angles from the chord, radians, both to the side that a positive bend of arc() bows to
    double cut_a = 0, cut_b = 0; ///< radii round a and b: the curve starts on the circle, straight away from its centre
    double slack = 1;            ///< lengthens (above 1) or shortens the handles
    double longest = 1e9;        ///< handle of a steep end (above 69°), so that the line soon turns to its goal; fades out down to 29°
};
/// Cubic Bézier between (circles round) a and b. Equal angles and cuts give a symmetric curve; without cuts and below 57° it is
/// arc(a, b, tan(angle) / 2).
std::vector<Vec2> bow(Vec2 a, Vec2 b, const Bow& how, int segments);
/// Angles (radians) moved as little as possible, by the sum of squares, so that neighbours round the circle are `gap` apart or
/// more. Keeps their order round the circle; results are not wrapped. Evenly spread when there is no other way, with a smaller
/// gap when the circle is too short.
std::vector<double> spread_angles(const std::vector<double>& wanted, double gap);
/// The part of a polyline that is at least `from_a` away from its start and `from_b` from its end, measured straight from
/// the end points (circles of these radii are cut off). Empty when nothing is left.
std::vector<Vec2> trimmed(const std::vector<Vec2>& line, double from_a, double from_b);
/// Centripetal Catmull–Rom spline (Yuksel et al. 2011) through the points: no loops or overshoots at uneven spacing.
std::vector<Vec2> smooth_through(const std::vector<Vec2>& points, double step);
std::vector<Vec2> convex_hull(std::vector<Vec2> points);
/// The hull of circles of radius r round the points, as a ring with rounded corners.
std::vector<Vec2> rounded_hull(const std::vector<Vec2>& points, double r, int corner_segments = 8);
std::vector<Vec2> circle(Vec2 center, double r, int segments = 24);
double length_of(const std::vector<Vec2>& line);
/// Point and direction at arc length s.
struct OnLine { Vec2 at, direction; };
OnLine along(const std::vector<Vec2>& line, double s);
double distance_to_line(Vec2 p, const std::vector<Vec2>& line);
bool inside_ring(Vec2 p, const std::vector<Vec2>& ring);
/// Even-odd over all parts of a closed path.
bool inside(Vec2 p, const Path& rings);
/// First crossing of segment a→b with the ring, nearest to b; b itself when there is none.
Vec2 edge_towards(const std::vector<Vec2>& ring, Vec2 inside_point, Vec2 outside_point);

Path path_of(const std::vector<Vec2>& points, bool closed);

} // namespace atlas::geo
