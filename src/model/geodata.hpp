// The base map's layers as plain values, in WGS 84 degrees (x = longitude, y = latitude). io/ reads them.
#pragma once

#include "geo/vec.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace atlas::model {

/// A polygon feature: province, prefecture, county, lake, neighbour, basin.
struct Area {
    std::string code;    ///< adcode, or ISO code for neighbours; empty for lakes and basins
    std::string name, name_en, pinyin;
    std::string parent;  ///< province code of a prefecture, prefecture code of a county, region of a basin2 area
    geo::Path rings;     ///< degrees, even-odd
    geo::LonLat label;   ///< a point inside the largest part
    double size_km2 = 0; ///< as published by the layer; 0 when it has none
};

/// Plain land of the world outside the neighbours' layer: a cell of 30 degrees of longitude, which may be moved round the globe
/// as a whole. Reaches a tenth of a degree under the neighbours.
struct FarLand {
    static constexpr int kCell_deg = 30;
    int west_deg = 0; ///< of its cell, −180 … 150
    geo::Path rings;  ///< degrees, even-odd
};

enum class BoundaryKind { national, coast, province, special_region, prefecture, county, undetermined, ten_dash, other };
struct BoundaryLine {
    BoundaryKind kind = BoundaryKind::other;
    geo::Path lines;
};

struct River {
    std::string name, name_en, basin;
    int rank = 9; ///< 1 largest; minor rivers have 9
    bool approximate = false;
    geo::Path lines; ///< source to mouth where known
};

struct Seat { ///< prefecture and county seats
    std::string adcode, name, name_en;
    int level = 0; ///< 2 prefecture, 3 county
    geo::LonLat at;
    bool reliable = true; ///< false when the source match is marked far
};
struct Port {
    std::string code, name_en;
    geo::LonLat at;
};

/// Hillshade: 8-bit grey, row 0 at the north edge; pixel centres at half steps.
struct Raster {
    int width = 0, height = 0;
    geo::Box extent; ///< degrees
    std::vector<std::uint8_t> grey;
};

struct Geodata {
    std::vector<Area> provinces, prefectures, counties;
    std::vector<Area> neighbours, lakes, basin1, basin2;
    std::vector<FarLand> land_beyond;
    std::vector<BoundaryLine> boundaries;
    std::vector<River> rivers, minor_rivers;
    std::vector<Seat> seats;
    std::vector<Port> ports;
    Raster relief;
};

} // namespace atlas::model
