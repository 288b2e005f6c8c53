// The vertices of a frame: everything that is not a cached fill is written here in pixels each frame, in painting order.
// Writing them on the CPU costs less than a draw call a path, and keeps every line at its width in pixels.
#pragma once

#include "base/color.hpp"

#include <cstdint>
#include <vector>

namespace atlas::render_gl {

/// A position in framebuffer pixels (y down).
struct PointPx {
    float x = 0, y = 0;
    friend PointPx operator+(PointPx a, PointPx b) { return {a.x + b.x, a.y + b.y}; }
    friend PointPx operator-(PointPx a, PointPx b) { return {a.x - b.x, a.y - b.y}; }
    friend PointPx operator*(PointPx a, float k) { return {a.x * k, a.y * k}; }
};

struct Vertex {
    float x, y;
    float u, v; ///< flat.frag: signed distance from the middle, half width; mask and image: texture coordinates
    std::uint32_t colour; ///< premultiplied RGBA, red in the lowest byte
};

struct Stream {
    std::vector<Vertex> vertices;
    std::vector<std::uint32_t> indices;

    std::uint32_t add(PointPx p, float u, float v, std::uint32_t colour) {
        vertices.push_back({p.x, p.y, u, v, colour});
        return static_cast<std::uint32_t>(vertices.size() - 1);
    }
    void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        const std::uint32_t t[3] = {a, b, c};
        indices.insert(indices.end(), t, t + 3);
    }
    void quad(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) { ///< a–b and c–d are opposite sides
        const std::uint32_t t[6] = {a, b, c, c, b, d};
        indices.insert(indices.end(), t, t + 6);
    }
};

/// Premultiplied, with the alpha scaled by `factor` (0…1).
inline std::uint32_t packed(base::Color c, double factor = 1) {
    const double a = c.a * factor / 255;
    const auto byte = [](double x) { return static_cast<std::uint32_t>(x + 0.5); };
    return byte(c.r * a) | byte(c.g * a) << 8 | byte(c.b * a) << 16 | byte(255 * a) << 24;
}

} // namespace atlas::render_gl
