// The checks that hold for every layer, whoever decoded it.
#include "io/raw_layer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace atlas::io {

std::optional<std::string> finish_shape(geo::Path& shape, ShapeClass wanted) {
    shape.closed = wanted == ShapeClass::polygon;
    for (const geo::Vec2& p : shape.points) {
        // Written so that NaN fails too.
        if (!(p.x >= -180 && p.x <= 180 && p.y >= -90 && p.y <= 90)) {
            return fmt::format("the coordinate ({}, {}) is not a longitude and latitude in degrees", p.x, p.y);
        }
    }
    if (wanted == ShapeClass::point) {
        if (shape.points.size() != 1) return fmt::format("it has {} points instead of one", shape.points.size());
        return std::nullopt;
    }
    // A ring needs three corners, a line two points; less has nothing to draw and is left out, as are the repeated ends.
    const std::size_t least = shape.closed ? 3 : 2;
    std::size_t kept = 0, parts = 0;
    for (std::size_t i = 0; i < shape.part_count(); ++i) {
        const std::size_t begin = shape.part_begin(i);
        std::size_t end = shape.part_end(i);
        if (shape.closed && end - begin > 1 && shape.points[begin] == shape.points[end - 1]) --end;
        if (end - begin < least) continue;
        shape.starts[parts++] = static_cast<std::uint32_t>(kept); // kept <= begin, so nothing unread is overwritten
        if (kept != begin) std::copy(shape.points.begin() + static_cast<std::ptrdiff_t>(begin), shape.points.begin() + static_cast<std::ptrdiff_t>(end), shape.points.begin() + static_cast<std::ptrdiff_t>(kept));
        kept += end - begin;
    }
    shape.starts.resize(parts);
    shape.points.resize(kept);
    if (parts == 0) return "it has no geometry";
    return std::nullopt;
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

} // namespace atlas::io
