// Points are transformed in double and only then rounded to float: metres on the projection plane need the digits.
#include "render_gl/line_source.hpp"

namespace atlas::render_gl {
namespace {

constexpr double kFarPx = 1e6;   ///< beyond this float pixels lose their fraction; such points are far off any screen

} // namespace

geo::Box mapped(const geo::Box& box, const geo::Affine& map) {
    geo::Box out;
    if (box.empty()) return out;
    for (const geo::Vec2 corner : {box.min, box.max, geo::Vec2{box.min.x, box.max.y}, geo::Vec2{box.max.x, box.min.y}})
        out.add(map.apply(corner));
    return out;
}

std::vector<Chunk> make_chunks(const geo::Path& path) {
    std::vector<Chunk> chunks;
    for (std::size_t part = 0; part < path.part_count(); ++part) {
        const auto begin = static_cast<std::uint32_t>(path.part_begin(part)), end = static_cast<std::uint32_t>(path.part_end(part));
        if (begin == end) continue;
        const std::uint32_t steps = end - begin - (path.closed ? 0 : 1);
        double at = 0;
        std::uint32_t i = begin;
        do {
            Chunk chunk{static_cast<std::uint32_t>(part), i, std::min(i + kChunk, begin + steps), {}, at};
            chunk.box.add(path.points[i]);
            for (; i < chunk.end; ++i) {
                const geo::Vec2 next = path.points[i + 1 == end ? begin : i + 1];
                chunk.box.add(next);
                at += geo::length(next - path.points[i]);
            }
            chunks.push_back(chunk);
        } while (i < begin + steps);
    }
    return chunks;
}

void PieceMaker::Thinner::start(PointPx p) {
    out_.push_back(p);
    anchor_ = p;
    pending_ = wedge_ = false;
    reach_ = 0;
}

void PieceMaker::Thinner::keep(PointPx p) {
    out_.push_back(p);
    anchor_ = p;
    wedge_ = false;
    reach_ = 0;
}

void PieceMaker::Thinner::add(PointPx p) {
    const auto cross = [](PointPx a, PointPx b) { return a.x * b.y - a.y * b.x; };
    PointPx d = p - anchor_;
    float far = std::sqrt(d.x * d.x + d.y * d.y);
    // Out of the wedge, or turning back: the point before this one has to stay.
    if (pending_ && wedge_ && (far < reach_ || cross(low_, d) < 0 || cross(d, high_) < 0)) {
        keep(last_);
        d = p - anchor_;
        far = std::sqrt(d.x * d.x + d.y * d.y);
    }
    last_ = p;
    pending_ = true;
    if (far <= tolerance_) return; // too near to set a direction; it is kept only at the end
    // Tangents to a circle of the tolerance around p, by small-angle approximation of the offset.
    const PointPx side = PointPx{-d.y, d.x} * (tolerance_ / far);
    const PointPx low = d - side, high = d + side;
    if (!wedge_) {
        low_ = low;
        high_ = high;
    } else {
        if (cross(low_, low) > 0) low_ = low;
        if (cross(high, high_) > 0) high_ = high;
    }
    wedge_ = true;
    reach_ = far;
}

void PieceMaker::Thinner::finish() {
    if (!pending_) return;
    pending_ = false;
    const PointPx d = last_ - anchor_;
    if (d.x == 0 && d.y == 0) return;
    out_.push_back(last_);
}

const std::vector<Piece>& PieceMaker::pieces(const geo::Path& path, const std::vector<Chunk>& chunks, const geo::Affine& to_px,
                                             const geo::Box& view, float finest_px) {
    points_.clear();
    open_.clear();
    pieces_.clear();
    const double scale = to_px.scale();
    const auto pixel = [&](geo::Vec2 p) {
        const geo::Vec2 q = to_px.apply(p);
        return PointPx{static_cast<float>(std::clamp(q.x, -kFarPx, kFarPx)), static_cast<float>(std::clamp(q.y, -kFarPx, kFarPx))};
    };
    bool growing = false;  // the last piece goes on with the next chunk
    bool all_seen = true;  // no chunk of this part was left out so far
    Thinner thinner(points_, finest_px);
    const auto finish = [&] {
        if (!growing) return;
        thinner.finish();
        open_.back().count = points_.size() - open_.back().first;
        growing = false;
    };
    for (const Chunk& chunk : chunks) {
        const auto begin = static_cast<std::uint32_t>(path.part_begin(chunk.part)), end = static_cast<std::uint32_t>(path.part_end(chunk.part));
        if (chunk.begin == begin) {
            finish();
            all_seen = true;
        }
        if (!mapped(chunk.box, to_px).intersects(view)) {
            finish();
            all_seen = false;
            continue;
        }
        if (!growing) {
            open_.push_back({points_.size(), 1, false, chunk.start * scale});
            thinner.start(pixel(path.points[chunk.begin]));
            growing = true;
        }
        for (std::uint32_t i = chunk.begin; i < chunk.end; ++i) {
            if (i + 1 < end) {
                thinner.add(pixel(path.points[i + 1]));
                continue;
            }
            if (!all_seen) {
                thinner.add(pixel(path.points[begin]));
                continue;
            }
            finish(); // a whole ring: the step from here back to the first point is left to the stroker
            Open& ring = open_.back();
            const PointPx gap = points_.back() - points_[ring.first];
            if (ring.count > 1 && gap.x == 0 && gap.y == 0) {
                points_.pop_back();
                --ring.count;
            }
            ring.closed = ring.count > 2;
            if (ring.count == 2 && end - begin > 2) { // flattened to a there-and-back line
                points_.push_back(points_[ring.first]);
                ++ring.count;
            }
        }
    }
    finish();
    for (const Open& o : open_) pieces_.push_back({std::span(points_).subspan(o.first, o.count), o.closed, o.start});
    return pieces_;
}

} // namespace atlas::render_gl
