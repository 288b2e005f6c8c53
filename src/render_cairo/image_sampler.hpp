// Draws an image into bands with bilinear filtering; halves it first while it is shrunk to less than half its size.
#pragma once

#include "render_cairo/coverage.hpp"
#include "scene/display_list.hpp"

#include <memory>

namespace atlas::render_cairo {

class ImageSampler {
public:
    ImageSampler(const scene::DrawImage& command, const geo::Affine& to_px, int page_width);
    void draw(Band& band, const PixelRect& clip) const; ///< const and without shared scratch: bands draw at once

private:
    struct Column {
        std::int32_t left = 0, right = 0; ///< source columns
        std::uint32_t weight = 0;         ///< of the right one, 0 … 256
    };
    void halve();

    int width_ = 0, height_ = 0;
    std::vector<std::uint32_t> pixels_; ///< premultiplied ARGB, opacity included
    double top_ = 0, scale_y_ = 1;      ///< source rows per pixel
    int x0_ = 0, y0_ = 0, y1_ = 0;
    std::vector<Column> columns_;       ///< of the destination from x0_ on
};

} // namespace atlas::render_cairo
