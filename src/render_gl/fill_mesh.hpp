// A polygon's triangles with a rim one pixel wide: the player draws the coverage ramp of its edge without multisampling.
#pragma once

#include "geo/triangulate.hpp"
#include "render_gl/gl_objects.hpp"

#include <cstdint>
#include <vector>

namespace atlas::render_gl {

struct FeatherVertex {
    float x, y;             ///< path space, relative to FeatherMesh::origin
    float step_x, step_y;   ///< where half a pixel leads: inwards for the inner rim, outwards for the outer; 0 inside
    float outside;          ///< 1 on the outer rim (no coverage), 0 elsewhere
};

struct FeatherMesh {
    geo::Vec2 origin;
    geo::Box box; ///< path space
    std::vector<FeatherVertex> vertices;
    std::vector<std::uint32_t> indices;
};
FeatherMesh make_feather_mesh(const geo::Path& path);

/// The same on the card, for polygons too large to be written anew each frame.
struct StoredMesh {
    VertexArray array;
    Buffer vertices, indices;
    GLsizei count = 0;
};
StoredMesh store(const FeatherMesh& mesh);

} // namespace atlas::render_gl
