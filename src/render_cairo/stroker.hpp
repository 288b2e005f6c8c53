// The outline of a stroked line as contours for Edges: round joins, butt or round caps, dashes. Joins are only as fine as
// can be seen: a turn that a mitre fills to within 1/20 px gets one point, which is nearly every turn of a thin border.
#pragma once

#include "render_cairo/coverage.hpp"
#include "scene/display_list.hpp"

#include <span>

namespace atlas::render_cairo {

class Stroker {
public:
    /// `visible` is the page in px; what lies outside it and the width is passed over.
    Stroker(Edges& out, double width_px, scene::Cap cap, std::vector<double> dash_px, geo::Box visible);
    /// One polyline or ring, in px.
    void stroke(std::span<const geo::Vec2> points, bool closed);

private:
    using Vec2 = geo::Vec2;
    void stroke_solid(std::span<const Vec2> points, bool closed);
    void stroke_dashed(std::span<const Vec2> points, bool closed);
    void outline_open(std::span<const Vec2> points);
    void outline_ring(std::span<const Vec2> points);
    void side(std::span<const Vec2> p, bool reversed, bool ring, bool& started);
    void corner(Vec2 at, Vec2 d0, Vec2 d1, double l0, double l1, bool& started);
    void arc(Vec2 at, Vec2 from, double angle, bool& started);
    void emit(Vec2 p, bool& started);
    void dot(Vec2 at);
    [[nodiscard]] bool meets(Vec2 a, Vec2 b) const;

    Edges& out_;
    double half_;
    scene::Cap cap_;
    std::vector<double> dash_;
    double period_ = 0;
    geo::Box visible_;
    double step_;               ///< radians of an arc per segment
    std::vector<Vec2> clean_, run_, piece_;
};

} // namespace atlas::render_cairo
