// Reads the base layers of geodata/base. Boundaries (province, prefecture, county, admin_line, boundary_extra, basin1, basin2,
// neighbour, land_beyond) and the relief are opened through GDAL; rivers, lakes, seats and ports through shapelib with our own text
// decoding (.cpg, then the .dbf's LDID byte, then a look at the bytes: UTF-8 or GBK). Coordinates come out in degrees.
#pragma once

#include "base/result.hpp"
#include "model/geodata.hpp"

#include <string>

namespace atlas::io {

/// What to read. Names without geometry are enough for commands that draw nothing.
struct GeodataWanted {
    bool province_shapes = true, prefecture_shapes = true, county_shapes = true;
    /// neighbours: with the land beyond them
    bool boundaries = true, neighbours = true, basins = true, rivers = true, minor_rivers = true, lakes = true, ports = true, relief = true;
    /// Attributes only (code, name, label point) of the three administrative levels, and the seats.
    static GeodataWanted names_only();
};

/// Layers are read in parallel. A missing or damaged administrative layer is an error; a missing backdrop layer
/// (relief, minor rivers, ports, neighbours, land beyond, lakes, rivers, basins) is a warning and the layer stays empty.
base::Result<model::Geodata> read_geodata(const std::string& geodata_dir, const GeodataWanted& wanted);

} // namespace atlas::io
