// The ribbon's vertices carry the signed distance to the middle line, so that flat.frag can compute the coverage.
// Frame: n = perpendicular(u) = (-u.y, u.x) is called left.
#include "render_gl/stroker.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace atlas::render_gl {
namespace {

constexpr float kMitreError = 0.15f; ///< pixels by which a mitre may stick out of the round join it stands for
constexpr float kThinReach = 1.6f;   ///< up to here (2.2 px) a line is thin: cheaper joins and ends cannot be told apart
constexpr float kThinMitreError = 0.45f;

PointPx left_of(PointPx u) { return {-u.y, u.x}; }
float dot(PointPx a, PointPx b) { return a.x * b.x + a.y * b.y; }
float cross(PointPx a, PointPx b) { return a.x * b.y - a.y * b.x; }
PointPx turned(PointPx v, float angle) {
    const float c = std::cos(angle), s = std::sin(angle);
    return {v.x * c - v.y * s, v.x * s + v.y * c};
}
/// Direction and length of a step; callers drop repeated points, but rounding may still leave a zero step.
PointPx direction(PointPx from, PointPx to, float& length) {
    const PointPx d = to - from;
    length = std::sqrt(d.x * d.x + d.y * d.y);
    return length > 0 ? d * (1 / length) : PointPx{1, 0};
}

} // namespace

Pen make_pen(const scene::Stroke& stroke, double px_per_pt, bool as_mask) {
    const double width = stroke.width_pt * px_per_pt;
    double strength = std::min(width, 1.0);
    Pen pen;
    pen.width = static_cast<float>(std::max(width, 0.0));
    pen.cap = stroke.cap;
    double on = 0, sum = 0;
    for (std::size_t i = 0; i < stroke.dash_pt.size(); ++i) {
        const double d = std::max(stroke.dash_pt[i], 0.0f) * px_per_pt;
        pen.dash.push_back(static_cast<float>(d));
        sum += d;
        if (i % 2 == 0) on += d;
    }
    if (pen.dash.size() % 2 == 1) pen.dash.insert(pen.dash.end(), pen.dash.begin(), pen.dash.end());
    if (!pen.dash.empty() && sum < 1) { // finer than the pixels: its mean is all that can be seen
        if (sum > 0) strength *= on / sum;
        pen.dash.clear();
    }
    pen.colour = as_mask ? packed({255, 255, 255, 255}, strength) : packed(stroke.color, strength);
    return pen;
}

void Stroker::stroke(const Piece& piece, const Pen& pen) {
    half_ = std::max(pen.width, 1.0f) / 2;
    reach_ = half_ + 0.5f;
    colour_ = pen.colour;
    round_cap_ = pen.cap == scene::Cap::round && pen.width > 2;
    extend_ = pen.cap == scene::Cap::round && !round_cap_ ? pen.width * static_cast<float>(std::numbers::pi / 8) : 0;
    plain_ends_ = pen.width <= 1.3f && pen.dash.empty();
    ++pieces_;
    if (piece.points.size() == 1) {
        if (pen.cap == scene::Cap::round) disc(piece.points[0]);
    } else if (piece.points.size() > 1) {
        if (pen.dash.empty()) solid(piece.points, piece.closed && piece.points.size() > 2, pen, true);
        else dashed(piece, pen);
    }
}

Stroker::Pair Stroker::pair(PointPx at, PointPx offset) {
    return {out_.add(at + offset, reach_, half_, colour_), out_.add(at - offset, -reach_, half_, colour_)};
}

/// A fan around `middle` from the rim vertex `first` (at + from) to `last`, turning by `angle`.
void Stroker::arc(std::uint32_t middle, PointPx at, PointPx from, float angle, float distance, std::uint32_t first,
                  std::uint32_t last) {
    // A chord may lie 0.15 px inside its arc.
    const float step = 2 * std::acos(std::max(1 - 0.15f / reach_, 0.5f));
    const int steps = std::max(1, static_cast<int>(std::ceil(std::abs(angle) / step)));
    std::uint32_t before = first;
    for (int i = 1; i < steps; ++i) {
        const auto next = out_.add(at + turned(from, angle * static_cast<float>(i) / static_cast<float>(steps)), distance, half_, colour_);
        out_.triangle(middle, before, next);
        before = next;
    }
    out_.triangle(middle, before, last);
}

void Stroker::disc(PointPx at) {
    const PointPx from{reach_, 0};
    const auto middle = out_.add(at, 0, half_, colour_);
    const auto rim = out_.add(at + from, reach_, half_, colour_);
    arc(middle, at, from, 2 * std::numbers::pi_v<float>, reach_, rim, rim);
}

Stroker::Join Stroker::join(PointPx at, PointPx u1, PointPx u2, float length1, float length2) {
    const float c = dot(u1, u2), s = cross(u1, u2);
    const PointPx n1 = left_of(u1), n2 = left_of(u2);
    const float half_turn_tan = std::abs(s) / std::max(1 + c, 1e-6f);
    // A line that turns straight back has no inner corner (and 1 + c no inverse).
    const bool inner_fits = c > -0.999f && reach_ * half_turn_tan <= std::min(length1, length2);
    const float mitre = std::sqrt(2 / std::max(1 + c, 1e-6f)); // 1 / cos(half the turn)
    const bool thin = reach_ <= kThinReach;
    // Where the bend is tighter than the line is wide (a coast's glow), the ribbon folds over itself on the inner side anyway,
    // and the outer side is covered by its neighbours: a slightly longer mitre does not show.
    const float allowed = thin ? kThinMitreError : inner_fits ? kMitreError : 2 * kMitreError;
    if (reach_ * (mitre - 1) < allowed) {
        if (!inner_fits && !thin) overlap_ = true;
        const Pair p = pair(at, (n1 + n2) * (reach_ / (1 + c)));
        return {p, p};
    }
    const float side = s > 0 ? -1.0f : 1.0f; // the outer side of the bend
    const float angle = std::atan2(s, c);
    const auto middle = out_.add(at, 0, half_, colour_);
    Join j{};
    std::uint32_t outer1, outer2;
    if (inner_fits) {
        outer1 = out_.add(at + n1 * (side * reach_), side * reach_, half_, colour_);
        outer2 = out_.add(at + n2 * (side * reach_), side * reach_, half_, colour_);
        const auto inner = out_.add(at - (n1 + n2) * (side * reach_ / (1 + c)), -side * reach_, half_, colour_);
        out_.triangle(outer1, middle, inner);
        out_.triangle(middle, outer2, inner);
        j = side > 0 ? Join{{outer1, inner}, {outer2, inner}} : Join{{inner, outer1}, {inner, outer2}};
    } else {
        overlap_ = true;
        j = {pair(at, n1 * reach_), pair(at, n2 * reach_)};
        outer1 = side > 0 ? j.in.left : j.in.right;
        outer2 = side > 0 ? j.out.left : j.out.right;
    }
    arc(middle, at, n1 * (side * reach_), angle, side * reach_, outer1, outer2);
    return j;
}

/// The end of an open line; `outward` points away from it. Returns the pair where the ribbon starts or ends.
Stroker::Pair Stroker::cap(PointPx at, PointPx outward, bool at_end) {
    const PointPx n = left_of(at_end ? outward : outward * -1.0f); // left in the sense of the line's own direction
    if (round_cap_) {
        const Pair p = pair(at, n * reach_);
        const auto middle = out_.add(at, 0, half_, colour_);
        const float turn = at_end ? -std::numbers::pi_v<float> : std::numbers::pi_v<float>;
        // The rim's distances are given as positive all around; across the ribbon's own edge they mean the same.
        const auto first = out_.add(at + n * reach_, reach_, half_, colour_), last = out_.add(at - n * reach_, reach_, half_, colour_);
        arc(middle, at, n * reach_, turn, reach_, first, last);
        return p;
    }
    const PointPx tip = at + outward * extend_;
    if (plain_ends_) return pair(tip, n * reach_);
    const PointPx inside = tip - outward * 0.5f, outside = tip + outward * 0.5f;
    if (reach_ <= kThinReach) {
        const Pair p = pair(inside, n * reach_);
        const auto left = out_.add(outside + n * reach_, reach_, -0.5f, colour_), right = out_.add(outside - n * reach_, -reach_, -0.5f, colour_);
        out_.quad(p.left, p.right, left, right);
        return p;
    }
    // A butt end: the coverage falls from full half a pixel inside to none half a pixel outside. Distance 1 against half
    // width 0.5 is no coverage, 0 is full.
    const float core = std::max(reach_ - 1, 0.0f);
    const float offsets[4] = {reach_, core, -core, -reach_};
    std::uint32_t near_row[4], far_row[4];
    for (int i = 0; i < 4; ++i) {
        const bool rim = i == 0 || i == 3;
        near_row[i] = out_.add(inside + n * offsets[i], rim ? 1.0f : 0.0f, 0.5f, colour_);
        far_row[i] = out_.add(outside + n * offsets[i], 1, 0.5f, colour_);
    }
    for (int i = 0; i < 3; ++i) {
        // Diagonals away from the corners keep the ramp straight along the end.
        if (i == 2) out_.quad(near_row[i + 1], far_row[i + 1], near_row[i], far_row[i]);
        else out_.quad(near_row[i], far_row[i], near_row[i + 1], far_row[i + 1]);
    }
    return pair(inside, n * reach_);
}

void Stroker::solid(std::span<const PointPx> points, bool closed, const Pen& pen, bool count_turns) {
    const std::size_t n = points.size();
    PointPx ends[2];
    if (n == 2 && !round_cap_) { // shorter than its own feather: as long as a pixel, and paler
        float length = 0;
        const PointPx u = direction(points[0], points[1], length);
        const float full = length + 2 * extend_;
        if (full < 1) {
            const PointPx middle = (points[0] + points[1]) * 0.5f;
            ends[0] = middle - u * (0.5f - extend_);
            ends[1] = middle + u * (0.5f - extend_);
            points = ends;
            const std::uint32_t c = pen.colour;
            const auto scaled = [&](int shift) { return static_cast<std::uint32_t>(static_cast<float>(c >> shift & 255) * full + 0.5f) << shift; };
            colour_ = scaled(0) | scaled(8) | scaled(16) | scaled(24);
        }
    }
    float first_length = 0, length = 0;
    const PointPx first = direction(points[0], points[1], first_length);
    PointPx u = first;
    length = first_length;
    Join seam{};
    Pair from{};
    if (closed) {
        float back = 0;
        const PointPx closing = direction(points[n - 1], points[0], back);
        seam = join(points[0], closing, first, back, first_length);
        ring_ = true;
        if (count_turns) turn_ += std::abs(std::atan2(cross(closing, first), dot(closing, first)));
        from = seam.out;
    } else {
        from = cap(points[0], first * -1.0f, false);
    }
    const std::size_t joins = closed ? n : n - 1;
    for (std::size_t i = 1; i < joins; ++i) {
        float next_length = 0;
        const PointPx next = direction(points[i], points[i + 1 == n ? 0 : i + 1], next_length);
        if (count_turns && turn_ < 7) turn_ += std::abs(std::atan2(cross(u, next), dot(u, next)));
        const Join j = join(points[i], u, next, length, next_length);
        out_.quad(from.left, from.right, j.in.left, j.in.right);
        from = j.out;
        u = next;
        length = next_length;
    }
    const Pair to = closed ? seam.in : cap(points[n - 1], u, true);
    out_.quad(from.left, from.right, to.left, to.right);
    colour_ = pen.colour;
}

void Stroker::dashed(const Piece& piece, const Pen& pen) {
    double period = 0;
    for (const float d : pen.dash) period += d;
    // Where in the pattern the piece begins.
    double at = std::fmod(piece.start, period);
    std::size_t entry = 0;
    while (at >= pen.dash[entry] && entry + 1 < pen.dash.size()) at -= pen.dash[entry++];
    double left = std::max(pen.dash[entry] - at, 0.0);
    bool on = entry % 2 == 0;
    const std::size_t n = piece.points.size(), steps = piece.closed ? n : n - 1;
    scratch_.clear();
    if (on) scratch_.push_back(piece.points[0]);
    // A dash that ends on a vertex must not end on it twice: a step of rounding errors has no direction.
    const auto append = [&](PointPx p) {
        const PointPx d = scratch_.empty() ? PointPx{1, 0} : p - scratch_.back();
        if (d.x * d.x + d.y * d.y > 1e-4f) scratch_.push_back(p);
    };
    const auto finish = [&] {
        if (scratch_.size() > 1) solid(scratch_, false, pen, false);
        scratch_.clear();
    };
    for (std::size_t i = 0; i < steps; ++i) {
        const PointPx a = piece.points[i], b = piece.points[i + 1 == n ? 0 : i + 1];
        float length = 0;
        const PointPx u = direction(a, b, length);
        double walked = 0;
        while (length - walked > left) {
            walked += left;
            const PointPx here = a + u * static_cast<float>(walked);
            if (on) {
                // An "on" of zero length is a dot under a round cap; the direction must survive.
                if (scratch_.size() == 1 && left < 0.02) scratch_.push_back(here + u * 0.02f);
                else append(here);
                finish();
            } else {
                scratch_.assign(1, here);
            }
            on = !on;
            entry = (entry + 1) % pen.dash.size();
            left = pen.dash[entry];
        }
        left -= length - walked;
        if (on) append(b);
    }
    if (on) finish();
    for (std::size_t i = 1; i < pen.dash.size(); i += 2) overlap_ = overlap_ || (round_cap_ && pen.dash[i] < 2 * reach_); // caps meet
    if (piece.closed) turn_ = 7; // a ring may meet itself; the turns of dashes are not counted
}

} // namespace atlas::render_gl
