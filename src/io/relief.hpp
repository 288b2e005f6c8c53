// The hillshade picture of geodata/base, read through GDAL. One 8-bit band, north up, in degrees; anything else is refused.
#pragma once

#include "base/result.hpp"
#include "model/geodata.hpp"

#include <string>

namespace atlas::io {

base::Result<model::Raster> read_relief(const std::string& path);

} // namespace atlas::io
