// The PNG writer: RGB, 8 bits, one zlib stream compressed in strips on all cores; and the reader, by libpng.
// Strips are a fixed number of rows, so the bytes do not depend on the number of threads.
#include "render_cairo/cairo_player.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"

#include <png.h>
#include <zlib.h>

#include <array>
#include <cmath>
#include <cstring>

namespace atlas::render_cairo {
namespace {

constexpr std::size_t kStripBytes = 1 << 19; ///< of filtered rows; each strip gives up its window, which costs about 0.1 %
constexpr int kLevel = 1;
/// Runs only, no search for repeats: after the row filters a page of dense lines (3508 × 2479) took 121 ms and 9.4 MB, where
/// level 1 with its search took 200 ms and 9.8 MB, and level 6 took 435 ms and 9.4 MB.
constexpr int kStrategy = Z_RLE;

void append_u32(std::string& out, std::uint32_t v) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(v >> shift & 255));
}

void append_chunk(std::string& out, const char (&type)[5], std::string_view data) {
    append_u32(out, static_cast<std::uint32_t>(data.size()));
    const std::size_t from = out.size();
    out.append(type, 4);
    out.append(data);
    append_u32(out, static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(out.data() + from), out.size() - from)));
}

/// tEXt is Latin-1 only; anything else goes into iTXt.
void append_text(std::string& out, const std::string& keyword, const std::string& text) {
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return append_chunk(out, "tEXt", keyword + '\0' + text);
    append_chunk(out, "iTXt", keyword + '\0' + std::string{0, 0} + "zh" + '\0' + keyword + '\0' + text);
}

struct Strip {
    std::string deflated;
    uLong adler = 1;
    std::size_t raw = 0;
    bool failed = false;
};

/// Filter 0 (none), 1 (sub) or 2 (up) for a row, whichever leaves most zero bytes: maps are flat, and runs of zeros are what
/// the run-length strategy below lives on.
void filter_row(const std::uint8_t* row, const std::uint8_t* above, std::size_t bytes, std::uint8_t* out) {
    std::size_t same_left = 0, same_up = 0, zero = 0;
    for (std::size_t i = 3; i < bytes; ++i) same_left += row[i] == row[i - 3];
    if (above)
        for (std::size_t i = 0; i < bytes; ++i) same_up += row[i] == above[i];
    for (std::size_t i = 0; i < bytes; ++i) zero += row[i] == 0;
    if (above && same_up >= same_left && same_up >= zero) {
        *out++ = 2;
        for (std::size_t i = 0; i < bytes; ++i) out[i] = static_cast<std::uint8_t>(row[i] - above[i]);
    } else if (same_left >= zero) {
        *out++ = 1;
        std::memcpy(out, row, std::min<std::size_t>(3, bytes));
        for (std::size_t i = 3; i < bytes; ++i) out[i] = static_cast<std::uint8_t>(row[i] - row[i - 3]);
    } else {
        *out++ = 0;
        std::memcpy(out, row, bytes);
    }
}

void deflate_strip(const Pixels& pixels, int y0, int y1, bool last, Strip& strip) {
    const std::size_t bytes = static_cast<std::size_t>(pixels.width) * 3;
    std::vector<std::uint8_t> filtered((bytes + 1) * (y1 - y0));
    for (int y = y0; y < y1; ++y) {
        const std::uint8_t* row = pixels.rgb.data() + bytes * y;
        filter_row(row, y > 0 ? row - bytes : nullptr, bytes, filtered.data() + (bytes + 1) * (y - y0));
    }
    strip.raw = filtered.size();
    strip.adler = adler32_z(1, filtered.data(), filtered.size());
    z_stream z{};
    if (deflateInit2(&z, kLevel, Z_DEFLATED, -15, 9, kStrategy) != Z_OK) { // raw: one header and checksum serve all strips
        strip.failed = true;
        return;
    }
    strip.deflated.resize(deflateBound(&z, static_cast<uLong>(filtered.size())) + 16);
    z.next_in = filtered.data();
    z.avail_in = static_cast<uInt>(filtered.size());
    z.next_out = reinterpret_cast<Bytef*>(strip.deflated.data());
    z.avail_out = static_cast<uInt>(strip.deflated.size());
    // A sync flush ends on a byte, so the next strip's blocks can follow at once.
    const int result = deflate(&z, last ? Z_FINISH : Z_SYNC_FLUSH);
    strip.failed = (last ? result != Z_STREAM_END : result != Z_OK) || z.avail_in != 0;
    strip.deflated.resize(strip.deflated.size() - z.avail_out);
    deflateEnd(&z);
}

std::string encode(const Pixels& pixels, double dpi, const std::string& title) {
    std::string out("\x89PNG\r\n\x1a\n", 8);
    std::string header;
    append_u32(header, static_cast<std::uint32_t>(pixels.width));
    append_u32(header, static_cast<std::uint32_t>(pixels.height));
    header.append("\x08\x02\x00\x00\x00", 5); // 8 bits, RGB, deflate, adaptive filters, not interlaced
    append_chunk(out, "IHDR", header);
    append_chunk(out, "sRGB", std::string(1, '\0')); // perceptual
    const auto per_metre = static_cast<std::uint32_t>(std::lround(dpi / 0.0254));
    std::string physical;
    append_u32(physical, per_metre);
    append_u32(physical, per_metre);
    physical.push_back(1); // metre
    append_chunk(out, "pHYs", physical);
    if (!title.empty()) append_text(out, "Title", title);
    append_text(out, "Software", "Corridor Atlas");

    const int rows = static_cast<int>(std::clamp<std::size_t>(kStripBytes / (static_cast<std::size_t>(pixels.width) * 3 + 1), 1, 1024));
    const int count = (pixels.height + rows - 1) / rows;
    uLong adler = 1;
    // Strips in rounds, so that a very large picture does not hold all of its strips beside the result.
    constexpr int kRound = 256;
    bool failed = false;
    for (int begin = 0; begin < count; begin += kRound) {
        std::vector<Strip> strips(std::min(kRound, count - begin));
        base::parallel_for(static_cast<int>(strips.size()), [&](int i) {
            const int y0 = (begin + i) * rows;
            deflate_strip(pixels, y0, std::min(y0 + rows, pixels.height), begin + i + 1 == count, strips[i]);
        });
        for (std::size_t i = 0; i < strips.size(); ++i) {
            Strip& strip = strips[i];
            failed = failed || strip.failed;
            adler = adler32_combine(adler, strip.adler, static_cast<z_off_t>(strip.raw));
            if (begin == 0 && i == 0) strip.deflated.insert(0, "\x78\x01"); // zlib: deflate, 32 KiB window, fastest level
            if (begin + static_cast<int>(i) + 1 == count) append_u32(strip.deflated, static_cast<std::uint32_t>(adler));
            append_chunk(out, "IDAT", strip.deflated); // one chunk a strip: small enough for every reader
        }
    }
    if (failed) return {};
    append_chunk(out, "IEND", {});
    return out;
}

} // namespace

base::Result<std::string> encode_png(const Pixels& pixels, double dpi, const std::string& title) {
    if (pixels.width <= 0 || pixels.height <= 0 || pixels.rgb.size() != static_cast<std::size_t>(pixels.width) * pixels.height * 3)
        return base::output_error(base::say("PNG：{} × {} 像素的图无法写出", "PNG: a picture of {} × {} pixels cannot be written", pixels.width, pixels.height));
    if (!(dpi > 0) || dpi > 1e6) return base::usage_error(base::say("PNG：分辨率 {} dpi 无法写出", "PNG: a resolution of {} dpi cannot be written", dpi));
    try {
        std::string bytes = encode(pixels, dpi, title);
        if (bytes.empty()) return base::output_error(base::say("PNG：zlib 未能压缩该图", "PNG: zlib could not compress the picture"));
        return bytes;
    } catch (const std::bad_alloc&) {
        return base::output_error(base::say("PNG：内存不足，无法压缩 {} × {} 像素", "PNG: not enough memory to compress {} × {} pixels", pixels.width, pixels.height));
    }
}

base::Status write_png(const scene::Picture& picture, const text::FontSet& fonts, double dpi, const std::string& path) {
    const auto pixels = render(picture, fonts, dpi / 72);
    if (!pixels) return pixels.error();
    const auto bytes = encode_png(*pixels, dpi, picture.title);
    if (!bytes) return bytes.error();
    return base::write_file(path, *bytes);
}

base::Result<Pixels> read_png(const std::string& path) {
    const auto bytes = base::read_file(path);
    if (!bytes) return bytes.error();
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes->data(), bytes->size()))
        return base::data_error(base::say("“{}”不是可读的 PNG：libpng 报告：{}", "'{}' is not a PNG that can be read: {}", path, std::string(image.message)));
    image.format = PNG_FORMAT_RGB;
    Pixels pixels{static_cast<int>(image.width), static_cast<int>(image.height), std::vector<std::uint8_t>(PNG_IMAGE_SIZE(image))};
    const png_color white{255, 255, 255}; // under transparent pixels
    if (!png_image_finish_read(&image, &white, pixels.rgb.data(), 0, nullptr)) {
        const std::string why = image.message;
        png_image_free(&image);
        return base::data_error(base::say("“{}”已损坏：libpng 报告：{}", "'{}' is damaged: {}", path, why));
    }
    return pixels;
}

} // namespace atlas::render_cairo
