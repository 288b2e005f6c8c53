// Measures of colour for the palette's tests and the figure's pre-flight: distance, contrast, colour-blind sight. Pure.
// Colours are taken as opaque sRGB (D65); their alpha is ignored: blend translucent ones onto their ground first (`over`).
#pragma once

#include "base/color.hpp"

namespace atlas::style {

using base::Color;

/// CIE L*a*b* under D65, 2° observer. l: 0 black … 100 white.
struct Lab {
    double l = 0, a = 0, b = 0;
    [[nodiscard]] double chroma() const;
};
Lab lab_of(Color c);

/// CIEDE2000 with all weights 1 (CIE 142-2001; as written out by Sharma, Wu & Dalal, Color Res. Appl. 30, 2005). About 1 is
/// the least difference seen side by side; 10 is told apart at a glance. Symmetric, 0 for equal colours.
double delta_e2000(const Lab& p, const Lab& q);
double delta_e2000(Color p, Color q);

/// Full dichromacy (about 2 % of men have protan or deutan sight; tritan is rare).
enum class Vision { normal, protan, deutan, tritan };
inline constexpr Vision kAllVisions[] = {Vision::normal, Vision::protan, Vision::deutan, Vision::tritan};
/// How `c` looks to that sight: Machado, Oliveira & Fernandes, IEEE TVCG 15(6), 2009, severity 1.0, applied in linear RGB.
/// Alpha is kept.
Color simulate(Color c, Vision vision);

/// WCAG 2.1 contrast ratio, 1 (equal luminance) … 21 (black on white). Symmetric.
double contrast(Color p, Color q);

/// A translucent colour painted on an opaque ground, as the players blend (straight alpha, in sRGB).
Color over(Color top, Color ground);

} // namespace atlas::style
