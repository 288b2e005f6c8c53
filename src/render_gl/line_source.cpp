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

const std::vector<Piece>& PieceMaker::pieces(const geo::Path& path, const std::vector<Chunk>& chunks, const geo::Affine& to_px,
                                             const geo::Box& view, float finest_px) {
    const float finest2 = finest_px * finest_px;
    points_.clear();
    open_.clear();
    pieces_.clear();
    const double scale = to_px.scale();
    const auto pixel = [&](geo::Vec2 p) {
        const geo::Vec2 q = to_px.apply(p);
        return PointPx{static_cast<float>(std::clamp(q.x, -kFarPx, kFarPx)), static_cast<float>(std::clamp(q.y, -kFarPx, kFarPx))};
    };
    bool growing = false;    // the last piece goes on with the next chunk
    bool all_seen = true;    // no chunk of this part was left out so far
    const auto add = [&](PointPx p, bool keep) {
        const PointPx d = p - points_.back();
        const bool near = d.x * d.x + d.y * d.y <= finest2;
        if (!near) {
            points_.push_back(p);
            ++open_.back().count;
        } else if (keep && open_.back().count > 1) {
            points_.back() = p; // the end of a line must stay where it is
        }
    };
    for (std::size_t c = 0; c < chunks.size(); ++c) {
        const Chunk& chunk = chunks[c];
        const auto begin = static_cast<std::uint32_t>(path.part_begin(chunk.part)), end = static_cast<std::uint32_t>(path.part_end(chunk.part));
        if (chunk.begin == begin) {
            growing = false;
            all_seen = true;
        }
        if (!mapped(chunk.box, to_px).intersects(view)) {
            growing = false;
            all_seen = false;
            continue;
        }
        if (!growing) {
            open_.push_back({points_.size(), 1, false, chunk.start * scale});
            points_.push_back(pixel(path.points[chunk.begin]));
            growing = true;
        }
        const bool last = c + 1 == chunks.size() || chunks[c + 1].part != chunk.part;
        for (std::uint32_t i = chunk.begin; i < chunk.end; ++i) {
            const bool wraps = i + 1 == end;
            if (wraps && all_seen && open_.back().count > 2) { // a whole ring: its last step is the seam
                Open& ring = open_.back();
                ring.closed = true;
                const PointPx d = points_.back() - points_[ring.first];
                if (d.x * d.x + d.y * d.y <= finest2) {
                    points_.pop_back();
                    --ring.count;
                }
                continue;
            }
            add(pixel(path.points[wraps ? begin : i + 1]), last && i + 1 == chunk.end);
        }
    }
    for (const Open& o : open_) pieces_.push_back({std::span(points_).subspan(o.first, o.count), o.closed, o.start});
    return pieces_;
}

} // namespace atlas::render_gl
