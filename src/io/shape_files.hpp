// The three files of a shapefile layer, looked at before GDAL or shapelib open them: present, whole, consistent with each
// other and of the expected geometry. Both libraries trust these headers in places; after this check they may.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>

namespace atlas::io {

enum class ShapeClass { point, line, polygon };

struct ShapeFiles {
    std::string layer;   ///< "province"
    std::string base;    ///< path without extension
    int records = 0;
    std::uint8_t ldid = 0; ///< byte 29 of the .dbf: its code page, 0 = not said
};

/// Messages begin with the layer and the file and end with what to do.
base::Result<ShapeFiles> check_shape_files(const std::string& folder, const std::string& layer, ShapeClass wanted);

/// "layer 'county' (…/county.shp): record 17: <what>; restore geodata/base from the release". Record 0: the layer as a whole.
base::Error layer_error(const ShapeFiles& files, int record, const std::string& what);

} // namespace atlas::io
