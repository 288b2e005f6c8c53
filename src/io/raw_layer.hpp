// What both readers of shapefiles (GDAL for boundaries, shapelib for water and points) hand on: texts of the asked fields,
// as UTF-8, and the checked shape in degrees. The two differ only in who decodes the file.
#pragma once

#include "geo/vec.hpp"
#include "io/shape_files.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas::io {

struct RawFeature {
    int record = 0; ///< from 1, as messages count them
    std::vector<std::string> texts; ///< one for each asked field, in that order
    geo::Path shape;
};

struct RawLayer {
    ShapeFiles files;
    std::vector<RawFeature> features;
    std::string warning; ///< about the encoding, or empty
};

struct RawWanted {
    ShapeClass shape = ShapeClass::polygon;
    std::vector<const char*> fields; ///< every one must exist
    bool with_shapes = true;
};

base::Result<RawLayer> read_with_gdal(const std::string& folder, const std::string& layer, const RawWanted& wanted);
base::Result<RawLayer> read_with_shapelib(const std::string& folder, const std::string& layer, const RawWanted& wanted);

/// Checks every coordinate and brings rings to the Path's form: repeated and closing points dropped, parts
/// without extent left out.
/// The sentence says what is wrong; nothing when the shape is good.
std::optional<std::string> finish_shape(geo::Path& shape, ShapeClass wanted);

/// A number as .dbf fields hold it; nothing for blanks, stars, NaN and other text.
std::optional<double> number_of(std::string_view text);

} // namespace atlas::io
