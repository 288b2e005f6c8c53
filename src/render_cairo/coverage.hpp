// Exact area coverage of polygons, row by row. Coordinates are snapped once to 1/256 px; every crossing of a row or column
// is then computed from the edge's own end points, never from where a band happens to begin, so a picture drawn in one
// band and in fifty has the same bytes. Refuses nothing: points far off the page are clipped, bad numbers are dropped.
#pragma once

#include "base/color.hpp"
#include "geo/vec.hpp"

#include <cstdint>
#include <vector>

namespace atlas::render_cairo {

inline constexpr int kSubpixel = 256;

struct FixedPoint {
    std::int32_t x = 0, y = 0;
    friend bool operator==(const FixedPoint&, const FixedPoint&) = default;
};

/// Half-open rectangle of pixels.
struct PixelRect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    [[nodiscard]] bool empty() const { return x0 >= x1 || y0 >= y1; }
    [[nodiscard]] PixelRect meet(const PixelRect& o) const {
        return {std::max(x0, o.x0), std::max(y0, o.y0), std::min(x1, o.x1), std::min(y1, o.y1)};
    }
};

/// Closed contours as short runs of edges, each with its own bounds so that a band can pass over those it does not meet.
class Edges {
public:
    /// Edges outside the page (and a margin) are dropped or moved to its side where that does not change what is inside.
    void set_page(int width_px, int height_px);
    void move_to(geo::Vec2 p); ///< closes the contour before it
    void line_to(geo::Vec2 p);
    void close();
    void clear();

    struct Run {
        std::uint32_t begin = 0, end = 0; ///< points begin … end-1, joined in order
        std::int32_t min_y = 0, max_y = 0;
    };
    [[nodiscard]] const std::vector<FixedPoint>& points() const { return points_; }
    [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }
    [[nodiscard]] bool empty() const { return runs_.empty(); }
    /// Pixels that can be touched.
    [[nodiscard]] const PixelRect& bounds() const { return bounds_; }

private:
    void edge(geo::Vec2 a, geo::Vec2 b);
    void edge_between_sides(geo::Vec2 a, geo::Vec2 b);
    void push(geo::Vec2 a, geo::Vec2 b);

    std::vector<FixedPoint> points_;
    std::vector<Run> runs_;
    PixelRect bounds_{1 << 30, 1 << 30, -(1 << 30), -(1 << 30)};
    geo::Vec2 first_, pen_;
    bool open_ = false;
    double min_ = 0, max_x_ = 0, max_y_ = 0;
};

enum class Rule { even_odd, non_zero };

/// The pixels of some rows of the page, 0xAARRGGBB premultiplied, and the scratch to fill polygons into them. On paper alpha
/// starts and stays at 255; on nothing (all 0) colour and cover grow together, in the same arithmetic.
class Band {
public:
    /// Rows y0 … y1-1 of a page `width` pixels wide.
    void reset(int width, int y0, int y1);
    [[nodiscard]] int y0() const { return y0_; }
    [[nodiscard]] int y1() const { return y1_; }
    [[nodiscard]] std::uint32_t* row(int y) { return pixels_.data() + static_cast<std::size_t>(y - y0_) * width_; }

    /// Adds contours to the shape being built; only rows of the clip count.
    void add(const Edges& edges, const PixelRect& clip);
    /// Paints the shape and forgets it.
    void paint(Rule rule, base::Color color, const PixelRect& clip);

private:
    struct Cell {
        std::int32_t cover = 0, area = 0;
    };
    void add_edge(FixedPoint a, FixedPoint b);
    void add_in_row(int row, std::int32_t xa, std::int32_t xb, std::int32_t dy);
    void add_cell(int row, int column, std::int32_t cover, std::int32_t area) {
        Cell& cell = cells_[static_cast<std::size_t>(row) * stride_ + column];
        cell.cover += cover;
        cell.area += area;
        touched_[static_cast<std::size_t>(row) * words_ + (column >> 6)] |= std::uint64_t{1} << (column & 63);
    }

    int width_ = 0, y0_ = 0, y1_ = 0;
    std::size_t stride_ = 0, words_ = 0;
    int clip_top_ = 0, clip_bottom_ = 0; ///< rows that accept edges, in the current add()
    PixelRect shape_{1 << 30, 1 << 30, -(1 << 30), -(1 << 30)};
    std::vector<std::uint32_t> pixels_;
    std::vector<Cell> cells_;            ///< column 0 gathers everything left of the page
    std::vector<std::uint64_t> touched_; ///< one bit a cell, so that a long thin line costs what it touches
};

/// d + (s - d) * weight / 256 (weight 0 … 256) with one rounding, all channels at once.
inline std::uint32_t blend(std::uint32_t d, std::uint32_t s, std::uint32_t weight) {
    const std::uint32_t rest = 256 - weight;
    const std::uint32_t low = ((s & 0xff00ffu) * weight + (d & 0xff00ffu) * rest + 0x800080u) >> 8;
    const std::uint32_t high = ((s >> 8) & 0xff00ffu) * weight + ((d >> 8) & 0xff00ffu) * rest + 0x800080u;
    return (low & 0xff00ffu) | (high & 0xff00ff00u);
}
/// Opaque: how much of a colour reaches a pixel is the weight's to say.
inline std::uint32_t packed(base::Color c) { return 0xff000000u | std::uint32_t{c.r} << 16 | std::uint32_t{c.g} << 8 | c.b; }

} // namespace atlas::render_cairo
