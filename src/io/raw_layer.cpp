// The checks that hold for every layer, whoever decoded it.
#include "io/raw_layer.hpp"

#include "base/say.hpp"

#include <charconv>
#include <cmath>

namespace atlas::io {

std::optional<std::string> finish_shape(geo::Path& shape, ShapeClass wanted) {
    shape.closed = wanted == ShapeClass::polygon;
    for (const geo::Vec2& p : shape.points) {
        // Written so that NaN fails too.
        if (!(p.x >= -180 && p.x <= 180 && p.y >= -90 && p.y <= 90)) {
            return base::say("坐标（{}，{}）不是以度计的经纬度", "the coordinate ({}, {}) is not a longitude and latitude in degrees", p.x, p.y);
        }
    }
    if (wanted == ShapeClass::point) {
        if (shape.points.size() != 1) return base::say("应有一个点，却有 {} 个", "it has {} points instead of one", shape.points.size());
        return std::nullopt;
    }
    // Repeated points (the closing one, and some inside) have no direction for whoever draws or triangulates; they go. A
    // ring needs three corners, a line two points; a part with less has nothing to draw and goes too.
    const std::size_t least = shape.closed ? 3 : 2;
    std::size_t kept = 0, parts = 0; // kept never overtakes the reading position
    for (std::size_t i = 0; i < shape.part_count(); ++i) {
        const std::size_t begin = shape.part_begin(i), end = shape.part_end(i), first = kept;
        for (std::size_t k = begin; k < end; ++k) {
            if (kept == first || !(shape.points[k] == shape.points[kept - 1])) shape.points[kept++] = shape.points[k];
        }
        while (shape.closed && kept - first > 1 && shape.points[kept - 1] == shape.points[first]) --kept;
        if (kept - first < least) {
            kept = first;
        } else {
            shape.starts[parts++] = static_cast<std::uint32_t>(first);
        }
    }
    shape.starts.resize(parts);
    shape.points.resize(kept);
    if (parts == 0) return base::say("没有几何", "it has no geometry");
    return std::nullopt;
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

} // namespace atlas::io
