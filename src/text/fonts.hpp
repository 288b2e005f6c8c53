// Fonts and shaping. Fonts are found through fontconfig and shaped with HarfBuzz at a design size, so that every player
// (Cairo, OpenGL, SVG) places the same glyphs at the same positions. Sizes are in points of the page.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace atlas::text {

enum class Face { sans, sans_bold, serif };
inline constexpr int kFaceCount = 3;

struct FontFile {
    std::string path;   ///< UTF-8
    int index = 0;      ///< face index inside a collection
    std::string family; ///< as fontconfig names it, for SVG
    int weight = 400;   ///< CSS weight
    std::string postscript_name;
};

struct Glyph {
    std::uint32_t id = 0;      ///< glyph index in the face
    double x_pt = 0, y_pt = 0; ///< pen position from the run's origin on the baseline, y down
    double advance_pt = 0;
    std::uint32_t cluster = 0; ///< byte offset of its character in the text
};

struct Shaped {
    std::vector<Glyph> glyphs;
    double width_pt = 0, ascent_pt = 0, descent_pt = 0; ///< ascent and descent of the face at this size, both positive
};

/// The curves of a glyph in units of the type size (1 = 1 em), y down, origin at the pen position. Contours are closed by
/// the reader. Rule: non-zero.
struct Outline {
    enum class Verb : std::uint8_t { move, line, quad, cubic }; ///< 1, 1, 2, 3 points
    struct Point { float x = 0, y = 0; };
    std::vector<Verb> verbs;
    std::vector<Point> points;
};

class FontSet {
public:
    /// Finds a CJK family (any font that covers Chinese, Noto Sans/Serif CJK SC preferred). Without one it falls back to
    /// whatever font there is and warns in one sentence; without any font it is an error.
    static base::Result<std::shared_ptr<const FontSet>> load();
    ~FontSet();

    [[nodiscard]] const FontFile& file(Face face) const;
    [[nodiscard]] Shaped shape(std::string_view utf8, Face face, double size_pt) const; ///< thread-safe
    /// Characters of the text that the face has no glyph for.
    [[nodiscard]] std::u32string missing(std::string_view utf8, Face face) const;
    /// The glyph's curves, without hinting; empty for a blank. Thread-safe; the reference lives as long as the set.
    [[nodiscard]] const Outline& outline(Face face, std::uint32_t glyph) const;
    /// Ink height of the face's hanzi relative to the size (for centring a label on a point), about 0.88.
    [[nodiscard]] double cap_height(Face face) const;

private:
    FontSet();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace atlas::text
