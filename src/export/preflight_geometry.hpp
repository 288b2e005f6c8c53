// Internal to the pre-flight: small plane geometry on the page and one distance on the ellipsoid.
#pragma once

#include "geo/vec.hpp"
#include "text/fonts.hpp"

#include <array>
#include <map>
#include <vector>

namespace atlas::exporter::checks {

/// Four corners in order; of a glyph's ink or of a box.
using Quad = std::array<geo::Vec2, 4>;
Quad quad_of(const geo::Box& box);
geo::Box box_of(const Quad& quad);
/// True when the two lie on each other by more than `depth` in every direction (separating axes).
bool overlap(const Quad& a, const Quad& b, double depth);
bool contains(const Quad& quad, geo::Vec2 p);
/// True when the segment has a point inside the quad.
bool crosses(const Quad& quad, geo::Vec2 a, geo::Vec2 b);
double distance(geo::Vec2 p, geo::Vec2 a, geo::Vec2 b);

/// The ink box of a glyph in units of the type size, y down, as the face draws it without slant. Kept between calls.
class GlyphInk {
public:
    explicit GlyphInk(const text::FontSet& fonts) : fonts_(fonts) {}
    const geo::Box& box(text::Face face, std::uint32_t glyph);

private:
    const text::FontSet& fonts_;
    std::map<std::pair<int, std::uint32_t>, geo::Box> known_;
};

/// Metres along the WGS 84 ellipsoid (Andoyer–Lambert: better than 1 : 50 000 at the distances of a scale bar).
double ground_distance_m(geo::LonLat a, geo::LonLat b);

} // namespace atlas::exporter::checks
