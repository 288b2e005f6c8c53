// Convex rings (arrow heads, dots, boxes) are fanned here; everything else goes through the GLU tessellator, which is pure
// CPU code in double and copes with crossing and touching rings.
#include "geo/triangulate.hpp"

#include <GL/glu.h>

namespace atlas::geo {
namespace {

bool finite(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }

/// One convex ring without repeated points, turning once: fan it. Returns false when it is anything else.
bool fan_convex(const Path& path, Mesh& mesh) {
    const std::size_t n = path.points.size();
    if (path.part_count() != 1 || path.part_begin(0) != 0 || n < 3 || n > 256) return false;
    double sign = 0, turn = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const Vec2 a = path.points[i], b = path.points[(i + 1) % n], c = path.points[(i + 2) % n];
        if (!finite(a)) return false;
        const double s = cross(b - a, c - b), d = dot(b - a, c - b);
        if (s == 0 || s * sign < 0) return false;
        sign = s;
        turn += std::atan2(s, d);
    }
    if (std::abs(turn) > 7) return false; // a star that winds twice also turns one way only
    mesh.points = path.points;
    if (sign < 0) std::reverse(mesh.points.begin(), mesh.points.end());
    for (std::uint32_t i = 0; i < n; ++i) {
        mesh.boundary.push_back({i, static_cast<std::uint32_t>((i + 1) % n)});
        if (i >= 2) mesh.triangles.insert(mesh.triangles.end(), {0, i - 1, i});
    }
    return true;
}

struct Sink {
    Mesh* mesh;
    Vec2 origin; ///< the tessellator works around zero: crossings are found with more digits
    std::vector<std::uint32_t> corners;
    std::vector<bool> edge_flags;
    bool flag = true;
    bool failed = false;
};

// Vertex data is the index disguised as a pointer: no storage that has to outlive the call.
void* as_pointer(std::size_t index) { return reinterpret_cast<void*>(index); }

void on_vertex(void* vertex, void* user) {
    auto& sink = *static_cast<Sink*>(user);
    sink.corners.push_back(static_cast<std::uint32_t>(reinterpret_cast<std::size_t>(vertex)));
    sink.edge_flags.push_back(sink.flag);
}
void on_edge_flag(GLboolean flag, void* user) { static_cast<Sink*>(user)->flag = flag != GL_FALSE; }
void on_combine(GLdouble at[3], void*[4], GLfloat[4], void** out, void* user) {
    auto& sink = *static_cast<Sink*>(user);
    sink.mesh->points.push_back({at[0] + sink.origin.x, at[1] + sink.origin.y});
    *out = as_pointer(sink.mesh->points.size() - 1);
}
void on_error(GLenum, void* user) { static_cast<Sink*>(user)->failed = true; }

using Callback = void (*)();

} // namespace

Mesh triangulate(const Path& path) {
    Mesh mesh;
    if (fan_convex(path, mesh)) return mesh;
    mesh = {};
    GLUtesselator* tess = gluNewTess();
    if (!tess) return mesh;
    gluTessProperty(tess, GLU_TESS_WINDING_RULE, GLU_TESS_WINDING_ODD);
    gluTessNormal(tess, 0, 0, 1);
    gluTessCallback(tess, GLU_TESS_VERTEX_DATA, reinterpret_cast<Callback>(on_vertex));
    gluTessCallback(tess, GLU_TESS_EDGE_FLAG_DATA, reinterpret_cast<Callback>(on_edge_flag)); // also forces plain triangles
    gluTessCallback(tess, GLU_TESS_COMBINE_DATA, reinterpret_cast<Callback>(on_combine));
    gluTessCallback(tess, GLU_TESS_ERROR_DATA, reinterpret_cast<Callback>(on_error));

    Box box;
    for (const Vec2& p : path.points) {
        if (finite(p)) box.add(p);
    }
    Sink sink{&mesh, box.empty() ? Vec2{} : box.center(), {}, {}, true, false};
    mesh.points.reserve(path.points.size());
    gluTessBeginPolygon(tess, &sink);
    for (std::size_t part = 0; part < path.part_count(); ++part) {
        if (path.part_end(part) < path.part_begin(part) + 3) continue;
        gluTessBeginContour(tess);
        const Vec2* last = nullptr;
        for (std::size_t i = path.part_begin(part); i < path.part_end(part); ++i) {
            const Vec2& p = path.points[i];
            if (!finite(p) || (last && *last == p)) continue;
            last = &p;
            mesh.points.push_back(p);
            GLdouble at[3] = {p.x - sink.origin.x, p.y - sink.origin.y, 0};
            gluTessVertex(tess, at, as_pointer(mesh.points.size() - 1));
        }
        gluTessEndContour(tess);
    }
    gluTessEndPolygon(tess);
    gluDeleteTess(tess);

    for (std::size_t i = 0; i + 2 < sink.corners.size(); i += 3) {
        std::array<std::uint32_t, 3> t{sink.corners[i], sink.corners[i + 1], sink.corners[i + 2]};
        const double area = cross(mesh.points[t[1]] - mesh.points[t[0]], mesh.points[t[2]] - mesh.points[t[0]]);
        for (std::size_t k = 0; k < 3; ++k) {
            if (!sink.edge_flags[i + k]) continue;
            const std::uint32_t a = t[k], b = t[(k + 1) % 3];
            if (area >= 0) mesh.boundary.push_back({a, b});
            else mesh.boundary.push_back({b, a});
        }
        if (area < 0) std::swap(t[1], t[2]);
        if (area != 0) mesh.triangles.insert(mesh.triangles.end(), t.begin(), t.end());
    }
    return mesh;
}

} // namespace atlas::geo
