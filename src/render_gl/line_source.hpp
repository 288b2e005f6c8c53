// From a path to pieces in pixels: transforms, leaves out what lies off the viewport and what is finer than a pixel can show.
#pragma once

#include "geo/vec.hpp"
#include "render_gl/stroker.hpp"

#include <vector>

namespace atlas::render_gl {

/// A run of up to kChunk steps of one part with its bounds, made once for each long path.
struct Chunk {
    std::uint32_t part = 0;
    std::uint32_t begin = 0, end = 0; ///< steps begin…end-1; step i joins point i to the next one of its part
    geo::Box box;                     ///< path space
    double start = 0;                 ///< arc length at its first point, path space
};
inline constexpr std::uint32_t kChunk = 256;
std::vector<Chunk> make_chunks(const geo::Path& path);

class PieceMaker {
public:
    /// The visible pieces of the path; valid until the next call. `view` is in pixels and already grown by the line's reach.
    /// The line may leave the true one by about `finest_px`; dashes need the true length, so they ask for less of it.
    const std::vector<Piece>& pieces(const geo::Path& path, const std::vector<Chunk>& chunks, const geo::Affine& to_px,
                                     const geo::Box& view, float finest_px);

private:
    /// Drops points on the way: those within a narrowing wedge seen from the last point kept (Williams' and Opheim's sleeve).
    class Thinner {
    public:
        Thinner(std::vector<PointPx>& out, float tolerance) : out_(out), tolerance_(tolerance) {}
        void start(PointPx p);
        void add(PointPx p);
        void finish(); ///< keeps the last point
    private:
        void keep(PointPx p);
        std::vector<PointPx>& out_;
        float tolerance_;
        PointPx anchor_, last_, low_, high_; ///< low_ and high_: the wedge's sides as directions
        float reach_ = 0; ///< distance of last_ from the anchor
        bool pending_ = false, wedge_ = false;
    };
    struct Open { std::size_t first, count; bool closed; double start; };
    std::vector<PointPx> points_;
    std::vector<Open> open_;
    std::vector<Piece> pieces_;
};

/// The box of a box under an affine map.
geo::Box mapped(const geo::Box& box, const geo::Affine& map);

} // namespace atlas::render_gl
