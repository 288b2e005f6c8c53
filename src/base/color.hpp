// Colour in sRGB, straight (not premultiplied) alpha, 8 bits a channel.
#pragma once

#include <cstdint>

namespace atlas::base {

struct Color {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend bool operator==(const Color&, const Color&) = default;
};

/// 0xRRGGBB, opaque.
constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex), 255};
}
/// The same colour with its alpha multiplied by `factor` (0…1).
constexpr Color faded(Color c, double factor) {
    c.a = static_cast<std::uint8_t>(c.a * factor + 0.5);
    return c;
}
/// Straight blend of two opaque colours, t = 0 gives a, t = 1 gives b.
constexpr Color mix(Color a, Color b, double t) {
    auto m = [t](std::uint8_t x, std::uint8_t y) { return static_cast<std::uint8_t>(x + (y - x) * t + 0.5); };
    return {m(a.r, b.r), m(a.g, b.g), m(a.b, b.b), m(a.a, b.a)};
}

} // namespace atlas::base
