// A frame as a PNG file.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace atlas::platform {

/// `rgb`: rows from the top. The PNG's resolution is that of a screen at this scale.
base::Status save_rgb(int width, int height, std::vector<std::uint8_t> rgb, double scale, const std::string& path);

} // namespace atlas::platform
