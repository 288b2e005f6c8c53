// A frame as a PNG file, through the same encoder as the figures.
#include "platform/save_frame.hpp"

#include "base/file.hpp"
#include "render_cairo/cairo_player.hpp"

namespace atlas::platform {

base::Status save_rgb(int width, int height, std::vector<std::uint8_t> rgb, double scale, const std::string& path) {
    render_cairo::Pixels pixels{width, height, std::move(rgb)};
    const auto png = render_cairo::encode_png(pixels, 96 * scale, "Corridor Atlas");
    if (!png) return png.error();
    return base::write_file(path, *png);
}

} // namespace atlas::platform
