// Glyph bitmaps (8-bit coverage, unhinted, exactly as large as shown) on one texture. A glyph is rasterised for its own
// quarter-pixel phase and angle, so it is copied to the screen pixel by pixel and stays as sharp as FreeType made it.
#pragma once

#include "render_gl/gl_objects.hpp"
#include "text/fonts.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>

namespace atlas::render_gl {

struct GlyphKey {
    std::uint32_t id = 0;
    std::uint16_t size_8ths = 0;  ///< pixels / 8
    std::uint16_t halo_8ths = 0;  ///< radius of the outline, pixels / 8; 0 = the glyph itself
    std::int16_t slant_64ths = 0;
    std::uint16_t angle = 0;      ///< clockwise, 1/512 of a turn
    std::uint8_t face = 0;
    std::uint8_t phase_x = 0, phase_y = 0; ///< quarters of a pixel
    friend bool operator==(const GlyphKey&, const GlyphKey&) = default;
};

/// Where a glyph lies on the texture, and its top left corner relative to the pen's whole pixel. Empty for blanks.
struct GlyphCell {
    std::uint16_t x = 0, y = 0, width = 0, height = 0;
    std::int16_t left = 0, top = 0;
};

class GlyphAtlas {
public:
    explicit GlyphAtlas(std::shared_ptr<const text::FontSet> fonts);
    ~GlyphAtlas();

    /// The glyph's cell; null when the texture is full (draw what is pending, call clear(), ask again).
    const GlyphCell* find(const GlyphKey& key);
    void clear();
    /// Between frames: starts anew when most of the texture is taken, so that a frame rarely has to stop for it.
    void make_room() { if (bottom_ > kSide * 3 / 4) clear(); }
    /// Uploads what is new. Leaves the texture bound.
    void upload();
    [[nodiscard]] GLuint texture() const { return texture_.id(); }
    static constexpr int kSide = 2048;

private:
    struct Fonts;
    struct Hash { std::size_t operator()(const GlyphKey& k) const; };
    bool place(int width, int height, GlyphCell& cell);

    std::unique_ptr<Fonts> fonts_;
    std::unordered_map<GlyphKey, GlyphCell, Hash> cells_;
    Texture texture_;
    std::vector<std::uint8_t> pixels_;
    struct Shelf { int y, height, x; };
    std::vector<Shelf> shelves_;
    int bottom_ = 0, dirty_from_ = kSide, dirty_to_ = 0;
};

} // namespace atlas::render_gl
