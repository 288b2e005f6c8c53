// The method is the classic one of cells (signed cover and area per touched pixel), kept as dense rows with a bit for each
// touched cell instead of a sorted list: adding an edge never searches, and the sweep jumps from one set bit to the next.
#include "render_cairo/coverage.hpp"

#include <bit>
#include <cstdlib>

namespace atlas::render_cairo {
namespace {

constexpr double kMargin = 64;         ///< px kept around the page before clipping begins
constexpr std::uint32_t kRunPoints = 48; ///< short enough to be passed over, long enough that bounds cost nothing

std::int32_t snap(double px) { return static_cast<std::int32_t>(std::floor(px * kSubpixel + 0.5)); }
std::int32_t nearest(double v) { return static_cast<std::int32_t>(v < 0 ? v - 0.5 : v + 0.5); }

} // namespace

void Edges::set_page(int width_px, int height_px) {
    min_ = -kMargin;
    max_x_ = width_px + kMargin;
    max_y_ = height_px + kMargin;
}

void Edges::clear() {
    points_.clear();
    runs_.clear();
    bounds_ = {1 << 30, 1 << 30, -(1 << 30), -(1 << 30)};
    open_ = false;
}

void Edges::move_to(geo::Vec2 p) {
    close();
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return;
    first_ = pen_ = p;
    open_ = true;
}

void Edges::line_to(geo::Vec2 p) {
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return;
    if (!open_) return move_to(p);
    edge(pen_, p);
    pen_ = p;
}

void Edges::close() {
    if (open_) edge(pen_, first_);
    open_ = false;
}

void Edges::edge(geo::Vec2 a, geo::Vec2 b) {
    const auto inside = [&](geo::Vec2 p) { return p.x >= min_ && p.x <= max_x_ && p.y >= min_ && p.y <= max_y_; };
    if (inside(a) && inside(b)) return push(a, b);
    // Above and below the page nothing matters; cut there first.
    if (std::max(a.y, b.y) <= min_ || std::min(a.y, b.y) >= max_y_) return;
    const auto at_y = [&](double y) { return geo::Vec2{a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)), y}; };
    const auto cut_y = [&](geo::Vec2 p) { return p.y < min_ ? at_y(min_) : p.y > max_y_ ? at_y(max_y_) : p; };
    edge_between_sides(cut_y(a), cut_y(b));
}

void Edges::edge_between_sides(geo::Vec2 a, geo::Vec2 b) {
    // Left of the page an edge still turns the winding of all pixels of its rows: it is moved to the margin. Right of the
    // page it turns nothing.
    if (std::min(a.x, b.x) >= max_x_) return;
    if (std::max(a.x, b.x) <= min_) return push({min_, a.y}, {min_, b.y});
    if (std::min(a.x, b.x) >= min_ && std::max(a.x, b.x) <= max_x_) return push(a, b);
    const double side = std::min(a.x, b.x) < min_ ? min_ : max_x_;
    const geo::Vec2 cut{side, a.y + (b.y - a.y) * ((side - a.x) / (b.x - a.x))};
    edge_between_sides(a, cut);
    edge_between_sides(cut, b);
}

void Edges::push(geo::Vec2 a, geo::Vec2 b) {
    const FixedPoint p{snap(a.x), snap(a.y)}, q{snap(b.x), snap(b.y)};
    if (p == q) return;
    const bool joined = !runs_.empty() && points_.back() == p && points_.size() - runs_.back().begin < kRunPoints;
    if (!joined) {
        const auto begin = static_cast<std::uint32_t>(points_.size());
        points_.push_back(p);
        runs_.push_back({begin, begin + 1, p.y, p.y});
    }
    points_.push_back(q);
    Run& run = runs_.back();
    run.end = static_cast<std::uint32_t>(points_.size());
    run.min_y = std::min(run.min_y, q.y);
    run.max_y = std::max(run.max_y, q.y);
    for (const FixedPoint& f : {p, q}) {
        bounds_.x0 = std::min(bounds_.x0, f.x >> 8);
        bounds_.y0 = std::min(bounds_.y0, f.y >> 8);
        bounds_.x1 = std::max(bounds_.x1, (f.x >> 8) + 1);
        bounds_.y1 = std::max(bounds_.y1, (f.y >> 8) + 1);
    }
}

void Band::reset(int width, int y0, int y1) {
    const std::size_t rows = static_cast<std::size_t>(y1 - y0);
    width_ = width;
    y0_ = y0;
    y1_ = y1;
    stride_ = static_cast<std::size_t>(width) + 1;
    words_ = (stride_ + 63) / 64;
    pixels_.resize(rows * width);
    // The sweep leaves every cell at zero, so only new memory needs clearing; a new width starts afresh.
    if (cells_.size() < rows * stride_) cells_.resize(rows * stride_);
    if (touched_.size() < rows * words_) touched_.resize(rows * words_);
}

void Band::add(const Edges& edges, const PixelRect& clip) {
    clip_top_ = std::max(y0_, clip.y0);
    clip_bottom_ = std::min(y1_, clip.y1);
    const PixelRect& b = edges.bounds();
    if (b.y1 <= clip_top_ || b.y0 >= clip_bottom_ || b.x0 >= clip.x1) return;
    shape_ = {std::min(shape_.x0, b.x0), std::min(shape_.y0, std::max(b.y0, clip_top_)), std::max(shape_.x1, b.x1),
              std::max(shape_.y1, std::min(b.y1, clip_bottom_))};
    const std::int32_t top = clip_top_ * kSubpixel, bottom = clip_bottom_ * kSubpixel;
    const FixedPoint* points = edges.points().data();
    for (const Edges::Run& run : edges.runs()) {
        if (run.max_y <= top || run.min_y >= bottom) continue;
        for (std::uint32_t i = run.begin; i + 1 < run.end; ++i) add_edge(points[i], points[i + 1]);
    }
}

void Band::add_edge(FixedPoint a, FixedPoint b) {
    if (a.y == b.y) return;
    std::int32_t sign = 1;
    if (a.y > b.y) { // one direction for all, so that the rounding of an edge does not depend on its direction
        std::swap(a, b);
        sign = -1;
    }
    const std::int32_t top = std::max(a.y, clip_top_ * kSubpixel), bottom = std::min(b.y, clip_bottom_ * kSubpixel);
    if (top >= bottom) return;
    const int first_row = top >> 8;
    if (first_row == (bottom - 1) >> 8 && top == a.y && bottom == b.y) return add_in_row(first_row - y0_, a.x, b.x, sign * (b.y - a.y));
    const double slope = static_cast<double>(b.x - a.x) / (b.y - a.y);
    std::int32_t y = top;
    std::int32_t x = y == a.y ? a.x : a.x + nearest((y - a.y) * slope);
    while (y < bottom) {
        const std::int32_t next_y = std::min(((y >> 8) + 1) * kSubpixel, bottom);
        const std::int32_t next_x = next_y == b.y ? b.x : a.x + nearest((next_y - a.y) * slope);
        add_in_row((y >> 8) - y0_, x, next_x, sign * (next_y - y));
        y = next_y;
        x = next_x;
    }
}

/// An edge inside one row; `dy` is signed, the row's crossing runs from xa to xb.
void Band::add_in_row(int row, std::int32_t xa, std::int32_t xb, std::int32_t dy) {
    if (xa > xb) std::swap(xa, xb); // area does not depend on the direction
    if (xa >= width_ * kSubpixel) return;
    const int last = xb >> 8;
    int column = xa >> 8;
    if (column == last) {
        if (column < 0) return add_cell(row, 0, dy, 0);
        return add_cell(row, column + 1, dy, dy * ((xa & 255) + (xb & 255)));
    }
    if (last < 0) return add_cell(row, 0, dy, 0);
    const double rise = static_cast<double>(dy) / (xb - xa);
    std::int32_t done = 0, left = xa;
    if (column < 0) { // the part left of the page, in one step
        done = nearest((0 - xa) * rise);
        add_cell(row, 0, done, 0);
        left = 0;
        column = 0;
    }
    for (; column <= last && column < width_; ++column) {
        const std::int32_t right = std::min((column + 1) * kSubpixel, xb);
        const std::int32_t until = right == xb ? dy : nearest((right - xa) * rise);
        const std::int32_t part = until - done;
        if (part != 0) add_cell(row, column + 1, part, part * ((left - column * kSubpixel) + (right - column * kSubpixel)));
        done = until;
        left = right;
    }
}

void Band::paint(Rule rule, base::Color color, const PixelRect& clip) {
    if (shape_.y0 >= shape_.y1) {
        shape_ = {1 << 30, 1 << 30, -(1 << 30), -(1 << 30)};
        return;
    }
    const std::uint32_t source = packed(color);
    const std::uint32_t alpha = color.a + (color.a >> 7); // 0 … 256
    const auto weight = [&](std::int32_t cover, std::int32_t area) -> std::uint32_t {
        std::int32_t c = (cover * (2 * kSubpixel) - area) >> 9;
        if (rule == Rule::non_zero) {
            c = std::min(std::abs(c), 256);
        } else {
            c &= 511;
            if (c > 256) c = 512 - c;
        }
        return (static_cast<std::uint32_t>(c) * alpha + 128) >> 8;
    };
    const int x_begin = std::max(clip.x0, 0), x_end = std::min(clip.x1, width_);
    const auto span = [&](std::uint32_t* pixels, int from, int to, std::uint32_t w) {
        from = std::max(from, x_begin);
        to = std::min(to, x_end);
        if (w >= 256) {
            for (int x = from; x < to; ++x) pixels[x] = source;
        } else {
            for (int x = from; x < to; ++x) pixels[x] = blend(pixels[x], source, w);
        }
    };
    const std::size_t first_word = static_cast<std::size_t>(std::clamp(shape_.x0 + 1, 0, width_)) >> 6;
    const std::size_t first = shape_.x0 < 0 ? 0 : first_word;
    const std::size_t last = static_cast<std::size_t>(std::clamp(shape_.x1 + 1, 0, width_)) >> 6;
    for (int y = shape_.y0; y < shape_.y1; ++y) {
        Cell* cells = cells_.data() + static_cast<std::size_t>(y - y0_) * stride_;
        std::uint64_t* bits = touched_.data() + static_cast<std::size_t>(y - y0_) * words_;
        std::uint32_t* pixels = row(y);
        std::int32_t cover = 0;
        int reached = 0; // pixels left of it are done
        for (std::size_t word = first; word <= last; ++word) {
            std::uint64_t set = bits[word];
            if (!set) continue;
            bits[word] = 0;
            for (; set; set &= set - 1) {
                const int column = static_cast<int>(word * 64) + std::countr_zero(set);
                const int x = column - 1;
                if (cover != 0 && x > reached)
                    if (const std::uint32_t w = weight(cover, 0)) span(pixels, reached, x, w);
                cover += cells[column].cover;
                if (x >= 0) {
                    const std::uint32_t w = weight(cover, cells[column].area);
                    if (w && x >= x_begin && x < x_end) pixels[x] = blend(pixels[x], source, w);
                }
                cells[column] = {};
                reached = x + 1;
            }
        }
        // What lies right of the page was never added, so the cover may be left open: fill to the page's side.
        if (cover != 0)
            if (const std::uint32_t w = weight(cover, 0)) span(pixels, reached, width_, w);
    }
    shape_ = {1 << 30, 1 << 30, -(1 << 30), -(1 << 30)};
}

} // namespace atlas::render_cairo
