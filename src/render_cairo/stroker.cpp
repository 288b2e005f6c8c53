// Outlines are made so that every part winds the same way: overlaps add up and saturate, they never cancel.
#include "render_cairo/stroker.hpp"

#include <numbers>

namespace atlas::render_cairo {
namespace {

using geo::Vec2;
constexpr double kTolerance = 0.05;   ///< px, of round joins and caps
constexpr double kShortest = 0.1;     ///< px; nearer vertices of a stroked line are one
constexpr double kFinestPeriod = 0.3; ///< px; a finer dash pattern cannot be drawn and would cost without end

} // namespace

Stroker::Stroker(Edges& out, double width_px, scene::Cap cap, std::vector<double> dash_px, geo::Box visible)
    : out_(out), half_(width_px / 2), cap_(cap), dash_(std::move(dash_px)), visible_(visible.grown(width_px / 2 + 1)) {
    if (dash_.size() % 2 == 1) dash_.insert(dash_.end(), dash_.begin(), dash_.end());
    for (double& d : dash_) period_ += d = std::max(d, 0.0);
    if (!(period_ > kFinestPeriod)) dash_.clear();
    step_ = 2 * std::acos(std::max(0.0, 1 - kTolerance / std::max(half_, kTolerance)));
}

bool Stroker::meets(Vec2 a, Vec2 b) const {
    return std::min(a.x, b.x) <= visible_.max.x && std::max(a.x, b.x) >= visible_.min.x && std::min(a.y, b.y) <= visible_.max.y &&
           std::max(a.y, b.y) >= visible_.min.y;
}

void Stroker::stroke(std::span<const Vec2> points, bool closed) {
    if (!(half_ > 0)) return;
    clean_.clear();
    for (const Vec2& p : points) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
        if (!clean_.empty() && std::abs(p.x - clean_.back().x) < kShortest && std::abs(p.y - clean_.back().y) < kShortest) continue;
        clean_.push_back(p);
    }
    if (clean_.empty()) return;
    // The end of a line keeps its place; only the vertex before it may go.
    if (!closed && clean_.size() > 1 && std::isfinite(points.back().x) && std::isfinite(points.back().y)) clean_.back() = points.back();
    while (closed && clean_.size() > 1 && geo::length(clean_.front() - clean_.back()) < kShortest) clean_.pop_back();
    if (clean_.size() == 1) return dot(clean_[0]);
    if (closed && clean_.size() == 2) closed = false;
    if (dash_.empty()) stroke_solid(clean_, closed);
    else stroke_dashed(clean_, closed);
}

void Stroker::stroke_solid(std::span<const Vec2> p, bool closed) {
    const std::size_t n = p.size(), segments = closed ? n : n - 1;
    std::size_t hidden = 0, after_hidden = 0;
    for (std::size_t i = 0; i < segments; ++i) {
        if (meets(p[i], p[(i + 1) % n])) continue;
        ++hidden;
        after_hidden = i + 1;
    }
    if (hidden == segments) return;
    if (hidden == 0) return closed ? outline_ring(p) : outline_open(p);
    // Partly off the page: open pieces. Their ends lie where no cap can reach the page. A ring begins after a hidden
    // segment, so that its first vertex keeps its join.
    run_.clear();
    for (std::size_t k = 0; k < segments; ++k) {
        const std::size_t i = closed ? (after_hidden + k) % n : k;
        const Vec2 a = p[i], b = p[(i + 1) % n];
        if (meets(a, b)) {
            if (run_.empty()) run_.push_back(a);
            run_.push_back(b);
        } else if (!run_.empty()) {
            outline_open(run_);
            run_.clear();
        }
    }
    if (!run_.empty()) outline_open(run_);
}

void Stroker::stroke_dashed(std::span<const Vec2> p, bool closed) {
    std::size_t index = 0;
    double left = dash_[0]; // of the current dash or gap
    const auto skip_empty = [&] {
        for (std::size_t guard = 0; left <= 0 && guard < dash_.size(); ++guard) {
            index = (index + 1) % dash_.size();
            left = dash_[index];
        }
    };
    const auto flush = [&] {
        if (piece_.size() > 1) stroke_solid(piece_, false);
        else if (piece_.size() == 1) dot(piece_[0]);
        piece_.clear();
    };
    const auto pass_over = [&](double distance) { // moves the phase along where nothing is drawn
        flush();
        distance = std::fmod(distance, period_);
        while (distance >= left) {
            distance -= left;
            index = (index + 1) % dash_.size();
            left = dash_[index];
        }
        left -= distance;
        skip_empty();
    };
    skip_empty();
    const std::size_t n = p.size(), segments = closed ? n : n - 1;
    const double long_segment = 2 * (visible_.width() + visible_.height());
    for (std::size_t i = 0; i < segments; ++i) {
        Vec2 a = p[i];
        const Vec2 b = p[(i + 1) % n];
        double len = geo::length(b - a);
        if (!meets(a, b)) {
            pass_over(len);
            continue;
        }
        double tail = 0;
        const Vec2 dir = geo::unit(b - a);
        if (len > long_segment) { // a line from far outside: only its middle can show
            const double nearest = geo::dot(visible_.center() - a, dir);
            const double from = std::clamp(nearest - long_segment, 0.0, len), to = std::clamp(nearest + long_segment, 0.0, len);
            if (from > 0) pass_over(from);
            a = a + dir * from;
            tail = len - to;
            len = to - from;
        }
        double at = 0;
        while (at < len) {
            const bool on = index % 2 == 0;
            const double step = std::min(left, len - at);
            if (on) {
                if (piece_.empty()) piece_.push_back(a + dir * at);
                piece_.push_back(a + dir * (at + step));
            }
            at += step;
            left -= step;
            if (left <= 1e-9) {
                flush();
                index = (index + 1) % dash_.size();
                left = dash_[index];
                if (left <= 0 && index % 2 == 0 && cap_ == scene::Cap::round) dot(a + dir * at); // a dash of no length is a dot
                skip_empty();
            }
        }
        if (tail > 0) pass_over(tail);
    }
    flush();
}

void Stroker::emit(Vec2 p, bool& started) {
    if (started) out_.line_to(p);
    else out_.move_to(p);
    started = true;
}

/// Points on the circle about `at`, from at + from, turning by `angle` (signed), both ends included.
void Stroker::arc(Vec2 at, Vec2 from, double angle, bool& started) {
    const int steps = std::max(1, static_cast<int>(std::ceil(std::abs(angle) / step_)));
    const double c = std::cos(angle / steps), s = std::sin(angle / steps);
    Vec2 r = from;
    for (int i = 0; i <= steps; ++i) {
        emit(at + r, started);
        r = {r.x * c - r.y * s, r.x * s + r.y * c};
    }
}

void Stroker::dot(Vec2 at) {
    if (cap_ != scene::Cap::round || !meets(at, at)) return;
    bool started = false;
    arc(at, {half_, 0}, -2 * std::numbers::pi, started); // turned as all outlines here: positive winding
    out_.close();
}

/// The offset side's points where direction d0 becomes d1; the side lies at perpendicular(d) * half.
void Stroker::corner(Vec2 at, Vec2 d0, Vec2 d1, double l0, double l1, bool& started) {
    const Vec2 n0 = geo::perpendicular(d0) * half_, n1 = geo::perpendicular(d1) * half_;
    const double turn = geo::cross(d0, d1), along = geo::dot(d0, d1);
    const double k = 1 / (1 + along);
    if (turn == 0 && along < 0) return arc(at, n0, -std::numbers::pi, started); // straight back: both sides turn round
    if (turn >= 0) { // the line turns towards this side: the inner corner
        if (along > -0.9 && half_ * turn * k <= std::min(l0, l1)) return emit(at + (n0 + n1) * k, started);
        // Too tight for one point. Going through the vertex makes the outline the sum of its segments' boxes, so that no
        // part is ever wound backwards.
        emit(at + n0, started);
        emit(at, started);
        return emit(at + n1, started);
    }
    // Mitre length is half / cos(angle / 2), and cos² (angle / 2) = (1 + along) / 2.
    if (along > 0 && half_ * (std::sqrt(2 * k) - 1) < kTolerance) return emit(at + (n0 + n1) * k, started);
    arc(at, n0, std::atan2(turn, along), started);
}

void Stroker::side(std::span<const Vec2> p, bool reversed, bool ring, bool& started) {
    const std::size_t n = p.size();
    const auto point = [&](std::size_t i) { return reversed ? p[n - 1 - i % n] : p[i % n]; };
    Vec2 previous = ring ? point(n - 1) : point(0);
    std::size_t i = ring ? 0 : 1;
    Vec2 at = point(i);
    Vec2 d0 = geo::unit(at - previous);
    double l0 = geo::length(at - previous);
    if (!ring) emit(previous + geo::perpendicular(d0) * half_, started);
    const std::size_t corners = ring ? n : n - 2;
    for (std::size_t c = 0; c < corners; ++c) {
        const Vec2 next = point(++i);
        const Vec2 step = next - at;
        const double l1 = geo::length(step);
        const Vec2 d1 = l1 > 0 ? step * (1 / l1) : d0;
        corner(at, d0, d1, l0, l1, started);
        at = next;
        d0 = d1;
        l0 = l1;
    }
    if (!ring) emit(at + geo::perpendicular(d0) * half_, started);
}

void Stroker::outline_open(std::span<const Vec2> p) {
    bool started = false;
    side(p, false, false, started);
    const auto cap = [&](Vec2 end, Vec2 before) {
        if (cap_ == scene::Cap::round && half_ > 0.3) arc(end, geo::perpendicular(geo::unit(end - before)) * half_, -std::numbers::pi, started);
    };
    cap(p[p.size() - 1], p[p.size() - 2]);
    side(p, true, false, started);
    cap(p[0], p[1]);
    out_.close();
}

void Stroker::outline_ring(std::span<const Vec2> p) {
    bool started = false;
    side(p, false, true, started);
    out_.close();
    started = false;
    side(p, true, true, started);
    out_.close();
}

} // namespace atlas::render_cairo
