// Turns polylines in pixels into antialiased ribbons: mitres where they equal a round join within a fraction of a pixel,
// round joins elsewhere, butt or round caps, dashes cut along the arc length.
#pragma once

#include "render_gl/stream.hpp"
#include "scene/display_list.hpp"

#include <span>
#include <vector>

namespace atlas::render_gl {

/// A stretch of a polyline, no point repeated. `start` is the arc length at its first point, in pixels, for the dashes.
struct Piece {
    std::span<const PointPx> points;
    bool closed = false;
    double start = 0;
};

struct Pen {
    float width = 1; ///< pixels
    scene::Cap cap = scene::Cap::round;
    std::uint32_t colour = 0;       ///< premultiplied; already thinned by coverage when the width is below a pixel
    std::vector<float> dash;        ///< pixels, an even count; empty = solid
};

/// A pen for a stroke at this scale. Lines under a pixel are drawn one pixel wide and paler.
Pen make_pen(const scene::Stroke& stroke, double px_per_pt, bool as_mask);

class Stroker {
public:
    explicit Stroker(Stream& out) : out_(out) {}
    void stroke(const Piece& piece, const Pen& pen);

    /// True when triangles of the strokes so far may cover a pixel twice (tight bends, crossings): a translucent colour
    /// would show it. A line that turns by less than half a circle in all cannot cross itself, nor a ring that turns once.
    [[nodiscard]] bool may_overlap() const { return overlap_ || turn_ > (ring_ ? 6.4f : 3.1f) || pieces_ > 1; }

private:
    struct Pair { std::uint32_t left, right; };
    struct Join { Pair in, out; };

    void solid(std::span<const PointPx> points, bool closed, const Pen& pen, bool count_turns);
    void dashed(const Piece& piece, const Pen& pen);
    Pair pair(PointPx at, PointPx offset);
    Join join(PointPx at, PointPx u1, PointPx u2, float length1, float length2);
    Pair cap(PointPx at, PointPx outward, bool at_end);
    void arc(std::uint32_t middle, PointPx at, PointPx from, float angle, float distance, std::uint32_t first, std::uint32_t last);
    void disc(PointPx at);

    Stream& out_;
    // Of the stroke under way: half width, the ribbon's half width with its feather, colour, cap.
    float half_ = 0.5f, reach_ = 1;
    std::uint32_t colour_ = 0;
    bool round_cap_ = false;
    bool plain_ends_ = false; ///< solid hairlines end without a feather: there are many, and they end on other lines
    float extend_ = 0; ///< a thin line's round cap is a butt cap moved out by this much (same area)
    bool overlap_ = false, ring_ = false;
    float turn_ = 0;
    int pieces_ = 0;
    std::vector<PointPx> scratch_;
};

} // namespace atlas::render_gl
