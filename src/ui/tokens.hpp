// Design tokens: the colours and measures everything in the window is made of. Measures are in pixels at 100 %;
// px() gives them in screen pixels, whole, so that hairlines stay sharp at every scale.
#pragma once

#include "base/color.hpp"

#include <cmath>
#include <cstdint>
#include <string>

namespace atlas::ui {

using base::Color;

struct Tokens {
    bool dark = false;
    float scale = 1;
    Color panel, well, popup;          ///< paper of panels; sunk fields; raised cards
    Color ink, soft, faint, hairline;  ///< text in three strengths, and lines
    Color hover, press;                ///< washes over the paper
    Color bar;                         ///< facet bar behind the text
    Color accent, on_accent, accent_wash;
    Color notice_wash, notice_ink;     ///< for what the reader should know but need not fear
    Color desk;                        ///< what a page lies on
    Color caution, fine;               ///< marks of checks: look here; passed
    Color shadow, scrim;

    [[nodiscard]] float px(float at_100) const { return std::round(at_100 * scale); }
    /// Thickness of a hairline: never under one pixel, never between pixels.
    [[nodiscard]] float hair() const { return std::max(1.0f, std::floor(scale)); }
};

inline constexpr float kGap1 = 4, kGap2 = 8, kGap3 = 12, kGap4 = 16, kRadius = 6, kRadiusSmall = 4;
inline constexpr float kRow = 30;

Tokens make_tokens(bool dark, float scale);

constexpr std::uint32_t packed(Color c) { // ImGui's ImU32 order
    return static_cast<std::uint32_t>(c.r) | static_cast<std::uint32_t>(c.g) << 8 | static_cast<std::uint32_t>(c.b) << 16 |
           static_cast<std::uint32_t>(c.a) << 24;
}

} // namespace atlas::ui
