#include "render_cairo/thin_lines.hpp"

#include <cmath>

namespace atlas::render_cairo {

using geo::Vec2;

bool is_thin(const scene::StrokePath& stroke, double px_per_pt) {
    return stroke.stroke.dash_pt.empty() && !stroke.path->closed && stroke.stroke.width_pt * px_per_pt <= kThinPx;
}

void prepare_thin(const scene::StrokePath& stroke, std::size_t begin, std::size_t end, const geo::Affine& to_px, double px_per_pt, ThinLines& out) {
    constexpr double kStep2 = 2 * 2; // px²: closer points do not show
    const geo::Path& path = *stroke.path;
    out.width_px = stroke.stroke.width_pt * px_per_pt;
    out.min_y = 1e9;
    out.max_y = -1e9;
    for (std::size_t part = begin; part < end; ++part) {
        out.starts.push_back(out.points.size());
        const std::size_t first = path.part_begin(part), last = path.part_end(part);
        for (std::size_t i = first; i < last; ++i) {
            const Vec2 p = to_px.apply(path.points[i]);
            if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
            const Vec2 step = out.points.size() > out.starts.back() ? p - out.points.back() : Vec2{1e9, 0};
            if (geo::dot(step, step) < kStep2 && i + 1 < last) continue;
            out.points.push_back(p);
            out.min_y = std::min(out.min_y, p.y - kThinPx);
            out.max_y = std::max(out.max_y, p.y + kThinPx);
        }
    }
}

namespace {

/// The numbers n whose centre n + 0.5 lies in [from, to), within [least, most).
struct Range { int begin, end; };
Range centres(double from, double to, int least, int most) {
    const auto first = [&](double v) { return static_cast<int>(std::clamp(std::ceil(v - 0.5), static_cast<double>(least), static_cast<double>(most))); };
    return {first(from), first(to)};
}

class ThinDrawer {
public:
    ThinDrawer(double width_px, base::Color color, const PixelRect& clip, Band& band)
        : band_(band), width_(width_px), source_(packed(color)), alpha_((color.a + (color.a >> 7))), clip_{clip.x0, std::max(clip.y0, band.y0()), clip.x1, std::min(clip.y1, band.y1())} {}

    void segment(Vec2 a, Vec2 b) {
        const Vec2 d = b - a;
        const bool flat = std::abs(d.x) >= std::abs(d.y);
        if ((flat ? d.x : d.y) < 0) std::swap(a, b);
        const double along = std::abs(flat ? d.x : d.y);
        if (along < 1e-9) return;
        const double slope = (flat ? d.y / d.x : d.x / d.y), half = 0.5 * width_ * std::sqrt(1 + slope * slope);
        if (flat) {
            double from = a.x, to = b.x;
            if (slope != 0) { // only the columns in which it meets these rows
                const double u = a.x + (clip_.y0 - 1 - half - a.y) / slope, v = a.x + (clip_.y1 + 1 + half - a.y) / slope;
                from = std::max(from, std::min(u, v));
                to = std::min(to, std::max(u, v));
            }
            const Range r = centres(from, to, clip_.x0, clip_.x1);
            for (int x = r.begin; x < r.end; ++x) {
                const double y = a.y + (x + 0.5 - a.x) * slope;
                spread(y - half, y + half, clip_.y0, clip_.y1, [&](int row, std::uint32_t w) { put(band_.row(row)[x], w); });
            }
            return;
        }
        const Range r = centres(a.y, b.y, clip_.y0, clip_.y1);
        for (int y = r.begin; y < r.end; ++y) {
            const double x = a.x + (y + 0.5 - a.y) * slope;
            std::uint32_t* row = band_.row(y);
            spread(x - half, x + half, clip_.x0, clip_.x1, [&](int column, std::uint32_t w) { put(row[column], w); });
        }
    }

private:
    void put(std::uint32_t& pixel, std::uint32_t weight) const { pixel = blend(pixel, source_, weight); }
    template <class Put>
    void spread(double low, double high, int least, int most, Put put_one) const {
        const int first = std::max(static_cast<int>(std::floor(low)), least), last = std::min(static_cast<int>(std::floor(high)), most - 1);
        for (int n = first; n <= last; ++n) {
            const double cover = std::min(high, n + 1.0) - std::max(low, static_cast<double>(n));
            if (const auto w = static_cast<std::uint32_t>(cover * alpha_ + 0.5)) put_one(n, std::min(w, 256u));
        }
    }

    Band& band_;
    double width_;
    std::uint32_t source_;
    std::uint32_t alpha_;
    PixelRect clip_;
};

} // namespace

void draw_thin(const ThinLines& lines, base::Color color, const PixelRect& clip, Band& band) {
    if (lines.max_y < band.y0() || lines.min_y > band.y1()) return;
    ThinDrawer drawer(lines.width_px, color, clip, band);
    for (std::size_t k = 0; k < lines.starts.size(); ++k) {
        const std::size_t end = k + 1 < lines.starts.size() ? lines.starts[k + 1] : lines.points.size();
        for (std::size_t i = lines.starts[k] + 1; i < end; ++i) {
            const Vec2 a = lines.points[i - 1], b = lines.points[i];
            if (std::max(a.y, b.y) + kThinPx < band.y0() || std::min(a.y, b.y) - kThinPx > band.y1()) continue;
            drawer.segment(a, b);
        }
    }
}

} // namespace atlas::render_cairo
