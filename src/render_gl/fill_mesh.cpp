// Steps are computed in path space, which is right for every map that keeps angles; all lists are placed by such maps.
#include "render_gl/fill_mesh.hpp"

#include <cstddef>

namespace atlas::render_gl {

FeatherMesh make_feather_mesh(const geo::Path& path) {
    const geo::Mesh mesh = geo::triangulate(path);
    FeatherMesh out;
    for (const geo::Vec2& p : mesh.points) out.box.add(p);
    if (out.box.empty()) return out;
    out.origin = out.box.center();

    struct Corner { geo::Vec2 first, second; int edges = 0; };
    std::vector<Corner> corners(mesh.points.size());
    for (const auto& [a, b] : mesh.boundary) {
        const geo::Vec2 outward = geo::perpendicular(geo::unit(mesh.points[b] - mesh.points[a])) * -1;
        for (const std::uint32_t at : {a, b}) {
            Corner& c = corners[at];
            if (c.edges == 0) c.first = outward;
            else c.second = c.second + outward; // more than two edges: rings touch here
            ++c.edges;
        }
    }
    // Inner vertices first, in the mesh's order; the outer ones follow only where there is an edge.
    std::vector<std::uint32_t> outer(mesh.points.size());
    out.vertices.reserve(mesh.points.size() + mesh.boundary.size());
    const auto add = [&](geo::Vec2 p, geo::Vec2 step, float outside) {
        const geo::Vec2 q = p - out.origin;
        out.vertices.push_back({static_cast<float>(q.x), static_cast<float>(q.y), static_cast<float>(step.x), static_cast<float>(step.y), outside});
    };
    std::vector<geo::Vec2> steps(mesh.points.size());
    for (std::size_t i = 0; i < mesh.points.size(); ++i) {
        const Corner& c = corners[i];
        if (c.edges == 2) {
            const double d = 1 + geo::dot(c.first, c.second);
            geo::Vec2 step = (c.first + c.second) * (1 / std::max(d, 1e-3));
            if (const double l = geo::length(step); l > 2) step = step * (2 / l); // a spike does not grow a longer spike
            steps[i] = step;
        } else if (c.edges > 2) {
            const geo::Vec2 sum = c.first + c.second;
            if (geo::length(sum) > 0.1) steps[i] = geo::unit(sum);
        }
        add(mesh.points[i], steps[i] * -1, 0);
    }
    for (std::size_t i = 0; i < mesh.points.size(); ++i) {
        if (corners[i].edges == 0) continue;
        outer[i] = static_cast<std::uint32_t>(out.vertices.size());
        add(mesh.points[i], steps[i], 1);
    }
    out.indices = mesh.triangles;
    for (const auto& [a, b] : mesh.boundary) {
        const std::uint32_t quad[6] = {a, outer[a], b, b, outer[a], outer[b]};
        out.indices.insert(out.indices.end(), quad, quad + 6);
    }
    return out;
}

StoredMesh store(const FeatherMesh& mesh) {
    StoredMesh s{make_vertex_array(), make_buffer(), make_buffer(), static_cast<GLsizei>(mesh.indices.size())};
    glBindVertexArray(s.array.id());
    glBindBuffer(GL_ARRAY_BUFFER, s.vertices.id());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(mesh.vertices.size() * sizeof(FeatherVertex)), mesh.vertices.data(), GL_STATIC_DRAW);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, s.indices.id());
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(mesh.indices.size() * sizeof(std::uint32_t)), mesh.indices.data(), GL_STATIC_DRAW);
    const auto attribute = [](GLuint index, GLint size, std::size_t offset) {
        glEnableVertexAttribArray(index);
        glVertexAttribPointer(index, size, GL_FLOAT, GL_FALSE, sizeof(FeatherVertex), reinterpret_cast<const void*>(offset));
    };
    attribute(0, 2, offsetof(FeatherVertex, x));
    attribute(1, 2, offsetof(FeatherVertex, step_x));
    attribute(2, 1, offsetof(FeatherVertex, outside));
    glBindVertexArray(0);
    return s;
}

} // namespace atlas::render_gl
