#include "render_cairo/png_encoder.hpp"

#include "base/file.hpp"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace atlas::render_cairo {
namespace {

constexpr std::size_t kStripBytes = 1 << 19; ///< of filtered rows; each strip gives up its window, which costs about 0.1 %
constexpr int kRound = 32;                   ///< strips at work at a time: enough for many cores, little memory
constexpr int kLevel = 1;
/// Runs only, no search for repeats: after the row filters a page of dense lines (3508 × 2479) took 121 ms and 9.4 MB, where
/// level 1 with its search took 200 ms and 9.8 MB, and level 6 took 435 ms and 9.4 MB.
constexpr int kStrategy = Z_RLE;

/// tEXt is Latin-1 only; anything else goes into iTXt.
void append_text(std::string& out, std::string_view keyword, const std::string& text) {
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return append_chunk(out, "tEXt", std::string(keyword) + '\0' + text);
    append_chunk(out, "iTXt", std::string(keyword) + '\0' + std::string{0, 0} + "zh" + '\0' + std::string(keyword) + '\0' + text);
}

std::string opening(const PngHeader& h) {
    std::string out(kPngSignature), data;
    append_u32(data, static_cast<std::uint32_t>(h.width));
    append_u32(data, static_cast<std::uint32_t>(h.height));
    data += '\x08';                    // bits
    data += h.alpha ? '\x06' : '\x02'; // RGBA or RGB
    data.append(3, '\0');              // deflate, adaptive filters, not interlaced
    append_chunk(out, "IHDR", data);
    append_chunk(out, "sRGB", std::string(1, '\0')); // perceptual
    const auto per_metre = static_cast<std::uint32_t>(std::lround(h.dpi / 0.0254));
    data.clear();
    append_u32(data, per_metre);
    append_u32(data, per_metre);
    data.push_back(1); // metre
    append_chunk(out, "pHYs", data);
    if (!h.title.empty()) append_text(out, "Title", h.title);
    append_text(out, "Software", "Corridor Atlas");
    // Not compressed, no language, no translated keyword; before the pixels, so that a reader finds it at once.
    if (!h.recipe.empty()) append_chunk(out, "iTXt", std::string(kPngRecipeKeyword) + std::string(5, '\0') + h.recipe);
    return out;
}

struct Strip {
    std::string deflated;
    uLong adler = 1;
    std::size_t raw = 0;
    bool failed = false;
};

/// Filter 0 (none), 1 (sub) or 2 (up) for a row, whichever leaves most zero bytes: maps are flat, and runs of zeros are what
/// the run-length strategy above lives on. `pixel` is the number of bytes of a pixel.
void filter_row(const std::uint8_t* row, const std::uint8_t* above, std::size_t bytes, std::size_t pixel, std::uint8_t* out) {
    std::size_t same_left = 0, same_up = 0, zero = 0;
    for (std::size_t i = pixel; i < bytes; ++i) same_left += row[i] == row[i - pixel];
    if (above)
        for (std::size_t i = 0; i < bytes; ++i) same_up += row[i] == above[i];
    for (std::size_t i = 0; i < bytes; ++i) zero += row[i] == 0;
    if (above && same_up >= same_left && same_up >= zero) {
        *out++ = 2;
        for (std::size_t i = 0; i < bytes; ++i) out[i] = static_cast<std::uint8_t>(row[i] - above[i]);
    } else if (same_left >= zero) {
        *out++ = 1;
        std::memcpy(out, row, std::min(pixel, bytes));
        for (std::size_t i = pixel; i < bytes; ++i) out[i] = static_cast<std::uint8_t>(row[i] - row[i - pixel]);
    } else {
        *out++ = 0;
        std::memcpy(out, row, bytes);
    }
}

/// `rows` rows, `above` the one before the first or nothing; the last strip of the picture ends the stream.
void deflate_strip(const std::uint8_t* first, const std::uint8_t* above, int rows, std::size_t bytes, std::size_t pixel, bool last, Strip& strip) {
    std::vector<std::uint8_t> filtered((bytes + 1) * rows);
    for (int y = 0; y < rows; ++y) {
        const std::uint8_t* row = first + bytes * y;
        filter_row(row, y > 0 ? row - bytes : above, bytes, pixel, filtered.data() + (bytes + 1) * y);
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
    strip.deflated.shrink_to_fit(); // the bound is many times what a map needs
    deflateEnd(&z);
}

} // namespace

void append_u32(std::string& out, std::uint32_t v) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(v >> shift & 255));
}

std::uint32_t u32_at(const char* bytes) {
    std::uint32_t v = 0;
    for (int i = 0; i < 4; ++i) v = v << 8 | static_cast<std::uint8_t>(bytes[i]);
    return v;
}

void append_chunk(std::string& out, std::string_view type, std::string_view data) {
    append_u32(out, static_cast<std::uint32_t>(data.size()));
    const std::size_t from = out.size();
    out.append(type);
    out.append(data);
    append_u32(out, static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(out.data() + from), out.size() - from)));
}

PngEncoder::PngEncoder(PngHeader header, Sink sink)
    : header_(std::move(header)), sink_(std::move(sink)), row_bytes_(static_cast<std::size_t>(header_.width) * (header_.alpha ? 4 : 3)),
      strip_rows_(static_cast<int>(std::clamp<std::size_t>(kStripBytes / (row_bytes_ + 1), 1, 1024))) {
    put(opening(header_));
}

bool PngEncoder::put(std::string_view bytes) {
    if (!failed_ && !sink_(bytes)) failed_ = sink_failed_ = true;
    return !failed_;
}

bool PngEncoder::add(const std::uint8_t* rows, int count) {
    const std::size_t pixel = header_.alpha ? 4 : 3;
    const int strips = (count + strip_rows_ - 1) / strip_rows_;
    for (int begin = 0; begin < strips && !failed_; begin += kRound) {
        std::vector<Strip> round(std::min(kRound, strips - begin));
        base::parallel_for(static_cast<int>(round.size()), [&](int i) {
            const int y0 = (begin + i) * strip_rows_, y1 = std::min(y0 + strip_rows_, count);
            const std::uint8_t* row = rows + row_bytes_ * y0;
            const std::uint8_t* above = y0 > 0 ? row - row_bytes_ : above_.empty() ? nullptr : above_.data();
            deflate_strip(row, above, y1 - y0, row_bytes_, pixel, done_ + y1 == header_.height, round[i]);
        });
        for (Strip& strip : round) {
            failed_ = failed_ || strip.failed;
            adler_ = adler32_combine(adler_, strip.adler, static_cast<z_off_t>(strip.raw));
            if (done_ == 0 && begin == 0 && &strip == round.data()) strip.deflated.insert(0, "\x78\x01"); // zlib: deflate, 32 KiB window, fastest level
            if (done_ + count == header_.height && begin + kRound >= strips && &strip == &round.back())
                append_u32(strip.deflated, static_cast<std::uint32_t>(adler_));
            std::string chunk; // one a strip: small enough for every reader
            append_chunk(chunk, "IDAT", strip.deflated);
            if (!put(chunk)) break;
        }
    }
    done_ += count;
    above_.assign(rows + row_bytes_ * (count - 1), rows + row_bytes_ * count);
    return !failed_;
}

bool PngEncoder::finish() {
    std::string end;
    append_chunk(end, "IEND", {});
    return done_ == header_.height && put(end);
}

} // namespace atlas::render_cairo
