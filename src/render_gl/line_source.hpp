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
    /// Points nearer than `finest_px` are merged; dashes need the true length, so they ask for less of it.
    const std::vector<Piece>& pieces(const geo::Path& path, const std::vector<Chunk>& chunks, const geo::Affine& to_px,
                                     const geo::Box& view, float finest_px);

private:
    struct Open { std::size_t first, count; bool closed; double start; };
    std::vector<PointPx> points_;
    std::vector<Open> open_;
    std::vector<Piece> pieces_;
};

/// The box of a box under an affine map.
geo::Box mapped(const geo::Box& box, const geo::Affine& map);

} // namespace atlas::render_gl
