// Albers equal-area conic on the WGS 84 ellipsoid (CGCS2000 differs by centimetres).
// Formulas: J. P. Snyder, Map Projections: A Working Manual (USGS PP 1395, 1987), chapter 14, equations 14-1 … 14-21.
#pragma once

#include "geo/vec.hpp"

namespace atlas::geo {

class Albers {
public:
    /// Standard parallels and central meridian in degrees; the latitude of origin is the equator.
    Albers(double lat1_deg, double lat2_deg, double lon0_deg);
    /// The national frame: 25°N, 47°N, 105°E.
    static Albers china() { return {25, 47, 105}; }
    /// Parallels at one sixth and five sixths of the latitude range of the box (degrees), meridian at its middle.
    static Albers fitted(const Box& lonlat);

    [[nodiscard]] Vec2 forward(LonLat p) const; ///< metres, x east, y north
    /// A pole where the point lies beyond that pole's arc; longitudes run on past ±180 behind the cone's cut.
    [[nodiscard]] LonLat inverse(Vec2 xy_m) const;
    /// Angle of true north against the y axis at a longitude, radians, positive when north leans to the east (clockwise).
    [[nodiscard]] double convergence(double lon_deg) const;
    /// East–west scale factor at a latitude (north–south is its inverse).
    [[nodiscard]] double parallel_scale(double lat_deg) const;

    [[nodiscard]] double lat1() const { return lat1_; }
    [[nodiscard]] double lat2() const { return lat2_; }
    [[nodiscard]] double lon0() const { return lon0_; }
    friend bool operator==(const Albers& a, const Albers& b) {
        return a.lat1_ == b.lat1_ && a.lat2_ == b.lat2_ && a.lon0_ == b.lon0_;
    }

private:
    double lat1_, lat2_, lon0_;
    double n_ = 0, c_ = 0, rho0_ = 0;
};

} // namespace atlas::geo
