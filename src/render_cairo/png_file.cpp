// PNG files: written as they are drawn, read back chunk by chunk before they get their name; and the reader, by libpng.
#include "base/file.hpp"
#include "base/say.hpp"
#include "render_cairo/cairo_player.hpp"
#include "render_cairo/png_encoder.hpp"
#include "render_cairo/raster_player.hpp"
#include "render_cairo/recipe.hpp"

#include <png.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <new>

namespace atlas::render_cairo {
namespace {

base::Status check_dpi(double dpi) {
    if (dpi > 0 && dpi <= 1e6) return base::ok();
    return base::usage_error(base::say("PNG：分辨率 {} dpi 无法写出", "PNG: a resolution of {} dpi cannot be written", dpi));
}

/// Size, every chunk's checksum and the end, from the disk. A disk may take bytes and not give them back.
bool reads_back(const std::string& path, int width, int height) {
    std::ifstream in(base::path_of(path), std::ios::binary);
    std::array<char, 1 << 16> block{};
    if (!in.read(block.data(), 8) || std::string_view(block.data(), 8) != kPngSignature) return false;
    bool first = true;
    for (;;) {
        if (!in.read(block.data(), 8)) return false;
        std::size_t left = u32_at(block.data());
        const std::string type(block.data() + 4, 4);
        uLong crc = crc32_z(0, reinterpret_cast<const Bytef*>(type.data()), 4);
        if (first && (type != "IHDR" || left != 13)) return false;
        while (left > 0) {
            const std::size_t part = std::min(left, block.size());
            if (!in.read(block.data(), static_cast<std::streamsize>(part))) return false;
            crc = crc32_z(crc, reinterpret_cast<const Bytef*>(block.data()), part);
            if (first && (u32_at(block.data()) != static_cast<std::uint32_t>(width) || u32_at(block.data() + 4) != static_cast<std::uint32_t>(height)))
                return false;
            left -= part;
        }
        if (!in.read(block.data(), 4) || u32_at(block.data()) != static_cast<std::uint32_t>(crc)) return false;
        first = false;
        if (type == "IEND") return in.peek() == std::ifstream::traits_type::eof();
    }
}

} // namespace

base::Result<std::string> encode_png(const Pixels& pixels, double dpi, const std::string& title) {
    if (pixels.width <= 0 || pixels.height <= 0 || pixels.rgb.size() != static_cast<std::size_t>(pixels.width) * pixels.height * 3)
        return base::output_error(base::say("PNG：{} × {} 像素的图无法写出", "PNG: a picture of {} × {} pixels cannot be written", pixels.width, pixels.height));
    if (auto good = check_dpi(dpi); !good) return good.error();
    try {
        std::string bytes;
        PngEncoder encoder({pixels.width, pixels.height, false, dpi, title, {}}, [&](std::string_view piece) {
            bytes += piece;
            return true;
        });
        encoder.add(pixels.rgb.data(), pixels.height);
        if (!encoder.finish()) return base::output_error(base::say("PNG：zlib 未能压缩该图", "PNG: zlib could not compress the picture"));
        return bytes;
    } catch (const std::bad_alloc&) {
        return base::output_error(base::say("PNG：内存不足，无法压缩 {} × {} 像素", "PNG: not enough memory to compress {} × {} pixels", pixels.width, pixels.height));
    }
}

base::Status write_png(const scene::Picture& picture, const text::FontSet& fonts, const std::string& path, const FileOptions& options) {
    if (auto good = check_dpi(options.dpi); !good) return good;
    const auto size = pixel_size(picture.width_pt, picture.height_pt, options.dpi / 72);
    if (!size) return size.error();
    if (auto kept = check_recipe(picture, path); !kept) return kept;
    return base::write_through(path, [&](const std::string& temporary) -> base::Status {
        const auto refused = [&] { return base::output_error(base::say("无法写入“{}”：{}", "cannot write '{}': {}", path, base::system_reason(errno))); };
        errno = 0;
        std::ofstream out(base::path_of(temporary), std::ios::binary | std::ios::trunc);
        if (!out) return refused();
        PngEncoder encoder({size->width, size->height, options.transparent, options.dpi, picture.title, picture.recipe}, [&](std::string_view piece) {
            errno = 0; // what failed before, elsewhere, is not the reason
            return static_cast<bool>(out.write(piece.data(), static_cast<std::streamsize>(piece.size())));
        });
        const auto failure = [&]() -> base::Error {
            if (encoder.sink_failed()) return refused();
            return base::output_error(base::say("无法写入“{}”：zlib 未能压缩该图", "cannot write '{}': zlib could not compress the picture", path));
        };
        const auto drawn = render_rows(picture, fonts, options.dpi / 72, {options.transparent, encoder.rows_per_strip()},
                                       [&](const std::uint8_t* rows, int count) -> base::Status {
            if (encoder.add(rows, count)) return base::ok();
            return failure();
        });
        if (!drawn) return drawn.error();
        if (!encoder.finish()) return failure();
        errno = 0;
        out.close(); // some file systems report a full disk only here
        if (!out) return refused();
        if (!reads_back(temporary, size->width, size->height))
            return base::output_error(base::say("无法写入“{}”：写出后读回的内容不对；请检查磁盘，或另选一处", "cannot write '{}': what was written does not read back; check the disk or choose another place", path));
        return base::ok();
    });
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
