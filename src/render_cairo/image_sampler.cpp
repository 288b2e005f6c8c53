// Bilinear in two steps: a source line mixed from two rows, then pixels mixed from two columns. Weights have 8 bits and
// every mix is rounded once, so a row is the same whichever band draws it.
#include "render_cairo/image_sampler.hpp"

namespace atlas::render_cairo {
namespace {

/// Channel by channel, held at 255.
std::uint32_t sum(std::uint32_t a, std::uint32_t b) {
    std::uint32_t out = 0;
    for (int shift = 0; shift < 32; shift += 8) out |= std::min((a >> shift & 255) + (b >> shift & 255), 255u) << shift;
    return out;
}

} // namespace

ImageSampler::ImageSampler(const scene::DrawImage& command, const geo::Affine& to_px, int page_width)
    : width_(command.image->width), height_(command.image->height) {
    const scene::Image& image = *command.image;
    const auto count = static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_);
    pixels_.resize(count);
    const auto opacity = static_cast<std::uint32_t>(std::clamp(command.opacity, 0.0, 1.0) * 255 + 0.5);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t* p = image.rgba.data() + 4 * i;
        const std::uint32_t a = (p[3] * opacity + 127) / 255;
        const auto by_alpha = [a](std::uint32_t v) { return (v * a + 127) / 255; };
        pixels_[i] = a << 24 | by_alpha(p[0]) << 16 | by_alpha(p[1]) << 8 | by_alpha(p[2]);
    }
    geo::Box dest;
    dest.add(to_px.apply(command.dest.min));
    dest.add(to_px.apply(command.dest.max));
    while (width_ > 1 && height_ > 1 && (width_ > 2 * dest.width() || height_ > 2 * dest.height())) halve();

    top_ = dest.min.y;
    scale_y_ = height_ / std::max(dest.height(), 1e-9);
    const double scale_x = width_ / std::max(dest.width(), 1e-9);
    // A pixel belongs to the image when its centre does.
    x0_ = static_cast<int>(std::ceil(std::clamp(dest.min.x - 0.5, 0.0, 1e6)));
    y0_ = static_cast<int>(std::ceil(std::clamp(dest.min.y - 0.5, 0.0, 1e6)));
    y1_ = static_cast<int>(std::ceil(std::clamp(dest.max.y - 0.5, 0.0, 1e6)));
    const int x1 = std::min(page_width, static_cast<int>(std::ceil(std::clamp(dest.max.x - 0.5, 0.0, 1e6))));
    for (int x = x0_; x < x1; ++x) {
        const double at = std::clamp((x + 0.5 - dest.min.x) * scale_x - 0.5, 0.0, width_ - 1.0);
        const int left = static_cast<int>(at);
        columns_.push_back({left, std::min(left + 1, width_ - 1), static_cast<std::uint32_t>((at - left) * 256 + 0.5)});
    }
}

void ImageSampler::halve() {
    const int w = (width_ + 1) / 2, h = (height_ + 1) / 2;
    std::vector<std::uint32_t> half(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
    for (int y = 0; y < h; ++y)
        for (int x = 0; x < w; ++x) {
            const int x1 = std::min(2 * x + 1, width_ - 1), y1 = std::min(2 * y + 1, height_ - 1);
            const auto at = [&](int cx, int cy) { return pixels_[static_cast<std::size_t>(cy) * width_ + cx]; };
            half[static_cast<std::size_t>(y) * w + x] =
                blend(blend(at(2 * x, 2 * y), at(x1, 2 * y), 128), blend(at(2 * x, y1), at(x1, y1), 128), 128);
        }
    pixels_ = std::move(half);
    width_ = w;
    height_ = h;
}

void ImageSampler::draw(Band& band, const PixelRect& clip) const {
    const int top = std::max({band.y0(), clip.y0, y0_}), bottom = std::min({band.y1(), clip.y1, y1_});
    const int from = std::max(clip.x0, x0_), to = std::min(clip.x1, x0_ + static_cast<int>(columns_.size()));
    if (top >= bottom || from >= to) return;
    const int source_from = columns_[from - x0_].left, source_to = columns_[to - 1 - x0_].right;
    std::vector<std::uint32_t> line(width_);
    for (int y = top; y < bottom; ++y) {
        const double at = std::clamp((y + 0.5 - top_) * scale_y_ - 0.5, 0.0, height_ - 1.0);
        const int upper = static_cast<int>(at);
        const auto weight = static_cast<std::uint32_t>((at - upper) * 256 + 0.5);
        const std::uint32_t* a = pixels_.data() + static_cast<std::size_t>(upper) * width_;
        const std::uint32_t* b = pixels_.data() + static_cast<std::size_t>(std::min(upper + 1, height_ - 1)) * width_;
        for (int x = source_from; x <= source_to; ++x) line[x] = blend(a[x], b[x], weight);
        std::uint32_t* out = band.row(y);
        for (int x = from; x < to; ++x) {
            const Column& c = columns_[x - x0_];
            const std::uint32_t s = blend(line[c.left], line[c.right], c.weight);
            const std::uint32_t alpha = s >> 24;
            if (alpha == 0) continue;
            // Source over: premultiplied source plus what it lets through.
            const std::uint32_t through = 256 - (alpha + (alpha >> 7));
            out[x] = sum(s, blend(0, out[x], through));
        }
    }
}

} // namespace atlas::render_cairo
