// A point inside an area for its name, for layers that publish none (lakes, basins).
#pragma once

#include "geo/vec.hpp"

namespace atlas::io {

/// Inside the rings by the even-odd rule, in the largest part, near its middle, where the area is wide.
geo::LonLat label_point(const geo::Path& rings);

} // namespace atlas::io
