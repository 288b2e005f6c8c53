// Pieces of a PNG file, and the encoder that takes rows as they are drawn: one zlib stream compressed in strips on all
// cores. Strips are a fixed number of rows counted from the top, so the bytes depend neither on threads nor on how the
// rows arrive.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas::render_cairo {

inline constexpr std::string_view kPngSignature{"\x89PNG\r\n\x1a\n", 8};
inline constexpr std::string_view kPngRecipeKeyword = "corridor-atlas-recipe";

void append_u32(std::string& out, std::uint32_t v); ///< big-endian
std::uint32_t u32_at(const char* bytes);
void append_chunk(std::string& out, std::string_view type, std::string_view data);

/// What stands before the pixels.
struct PngHeader {
    int width = 0, height = 0;
    bool alpha = false; ///< rows are straight RGBA, else RGB
    double dpi = 300;
    std::string title, recipe; ///< UTF-8; left out when empty
};

class PngEncoder {
public:
    /// Takes the file's next bytes; false when they cannot be kept.
    using Sink = std::function<bool(std::string_view)>;
    PngEncoder(PngHeader header, Sink sink);

    [[nodiscard]] int rows_per_strip() const { return strip_rows_; }
    /// The next rows; a multiple of rows_per_strip() unless they reach the bottom. False when a step failed.
    bool add(const std::uint8_t* rows, int count);
    /// Writes the end; false when anything failed or rows are missing.
    bool finish();
    [[nodiscard]] bool sink_failed() const { return sink_failed_; } ///< and not the compression

private:
    bool put(std::string_view bytes);

    PngHeader header_;
    Sink sink_;
    std::size_t row_bytes_;
    int strip_rows_;
    int done_ = 0;
    unsigned long adler_ = 1;
    std::vector<std::uint8_t> above_; ///< last row of what came before
    bool failed_ = false, sink_failed_ = false;
};

} // namespace atlas::render_cairo
