// FreeType outlines to coverage. A bitmap is kept on the CPU too, so that only changed rows travel to the card.
#include "render_gl/glyph_atlas.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

namespace atlas::render_gl {

struct GlyphAtlas::Fonts {
    std::shared_ptr<const text::FontSet> set;
    FT_Library library = nullptr;
    FT_Stroker stroker = nullptr;
    std::array<FT_Face, text::kFaceCount> faces{};
    std::array<int, text::kFaceCount> sizes{}; ///< the size set now, in eighths of a pixel

    explicit Fonts(std::shared_ptr<const text::FontSet> s) : set(std::move(s)) {
        if (FT_Init_FreeType(&library)) library = nullptr;
        if (library && FT_Stroker_New(library, &stroker)) stroker = nullptr;
    }
    ~Fonts() {
        for (FT_Face face : faces) {
            if (face) FT_Done_Face(face);
        }
        if (stroker) FT_Stroker_Done(stroker);
        if (library) FT_Done_FreeType(library);
    }
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    /// The face at this size; null when its file cannot be opened (the text is then not drawn, as a blank is not).
    FT_Face at_size(std::size_t index, int size_8ths) {
        if (!library || index >= faces.size()) return nullptr;
        FT_Face& face = faces[index];
        if (!face) {
            const text::FontFile& file = set->file(static_cast<text::Face>(index));
            if (FT_New_Face(library, file.path.c_str(), file.index, &face)) face = nullptr;
        }
        if (face && sizes[index] != size_8ths) {
            FT_Set_Char_Size(face, 0, size_8ths * 8, 72, 72); // 26.6 at 72 dpi: points are pixels
            sizes[index] = size_8ths;
        }
        return face;
    }
};

namespace {

/// An outline of FreeType's that is ours to free.
struct OwnOutline {
    FT_Library library;
    FT_Outline outline{};
    bool made;
    OwnOutline(FT_Library l, FT_UInt points, FT_UInt contours)
        : library(l), made(FT_Outline_New(l, points, static_cast<FT_Int>(contours), &outline) == 0) {
        outline.n_points = 0;
        outline.n_contours = 0;
    }
    ~OwnOutline() {
        if (made) FT_Outline_Done(library, &outline);
    }
    OwnOutline(const OwnOutline&) = delete;
    OwnOutline& operator=(const OwnOutline&) = delete;
};

FT_Fixed fixed(double x) { return static_cast<FT_Fixed>(std::lround(x * 65536)); }

} // namespace

std::size_t GlyphAtlas::Hash::operator()(const GlyphKey& k) const {
    std::uint64_t h = k.id;
    for (const std::uint64_t part : {std::uint64_t{k.size_8ths} | std::uint64_t{k.halo_8ths} << 16 |
                                         std::uint64_t{static_cast<std::uint16_t>(k.slant_64ths)} << 32 | std::uint64_t{k.angle} << 48,
                                     std::uint64_t{k.face} | std::uint64_t{k.phase_x} << 8 | std::uint64_t{k.phase_y} << 16})
        h = (h ^ part) * 0x9E3779B97F4A7C15u ^ h >> 29;
    return static_cast<std::size_t>(h);
}

GlyphAtlas::GlyphAtlas(std::shared_ptr<const text::FontSet> fonts)
    : fonts_(std::make_unique<Fonts>(std::move(fonts))), pixels_(static_cast<std::size_t>(kSide) * kSide) {
    texture_ = make_texture(GL_R8, kSide, kSide, GL_RED, pixels_.data(), GL_NEAREST);
}
GlyphAtlas::~GlyphAtlas() = default;

void GlyphAtlas::clear() {
    cells_.clear();
    shelves_.clear();
    bottom_ = 0;
}

bool GlyphAtlas::place(int width, int height, GlyphCell& cell) {
    // Shelves in steps of four pixels: a little waste, many glyphs alike.
    const int shelf_height = (height + 3) / 4 * 4;
    Shelf* best = nullptr;
    for (Shelf& s : shelves_) {
        if (s.height >= height && s.height <= shelf_height + 4 && s.x + width <= kSide && (!best || s.height < best->height)) best = &s;
    }
    if (!best) {
        if (bottom_ + shelf_height > kSide || width > kSide) return false;
        shelves_.push_back({bottom_, shelf_height, 0});
        bottom_ += shelf_height;
        best = &shelves_.back();
    }
    cell.x = static_cast<std::uint16_t>(best->x);
    cell.y = static_cast<std::uint16_t>(best->y);
    cell.width = static_cast<std::uint16_t>(width);
    cell.height = static_cast<std::uint16_t>(height);
    best->x += width;
    return true;
}

const GlyphCell* GlyphAtlas::find(const GlyphKey& key) {
    if (const auto it = cells_.find(key); it != cells_.end()) return &it->second;
    GlyphCell cell;
    FT_Face face = fonts_->at_size(key.face, key.size_8ths);
    if (!face || FT_Load_Glyph(face, key.id, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) || face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
        return &cells_.emplace(key, cell).first->second;

    FT_Outline* outline = &face->glyph->outline;
    if (key.slant_64ths) {
        FT_Matrix shear{0x10000, key.slant_64ths * 1024, 0, 0x10000};
        FT_Outline_Transform(outline, &shear);
    }
    if (key.angle) { // clockwise on the page is clockwise for FreeType too: its y axis and its page are both mirrored
        const double a = -key.angle * 2 * std::numbers::pi / 512;
        FT_Matrix turn{fixed(std::cos(a)), fixed(-std::sin(a)), fixed(std::sin(a)), fixed(std::cos(a))};
        FT_Outline_Transform(outline, &turn);
    }
    std::unique_ptr<OwnOutline> ring;
    if (key.halo_8ths && outline->n_points > 0 && fonts_->stroker) {
        FT_Stroker stroker = fonts_->stroker;
        FT_Stroker_Set(stroker, key.halo_8ths * 8, FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
        FT_UInt points = 0, contours = 0;
        if (FT_Stroker_ParseOutline(stroker, outline, 0) == 0 && FT_Stroker_GetCounts(stroker, &points, &contours) == 0) {
            ring = std::make_unique<OwnOutline>(fonts_->library, points, contours);
            if (ring->made) {
                FT_Stroker_Export(stroker, &ring->outline);
                outline = &ring->outline;
            }
        }
    }
    FT_Outline_Translate(outline, key.phase_x * 16, -key.phase_y * 16);
    FT_BBox box;
    FT_Outline_Get_CBox(outline, &box);
    const int left = static_cast<int>(box.xMin >> 6), right = static_cast<int>((box.xMax + 63) >> 6);
    const int low = static_cast<int>(box.yMin >> 6), high = static_cast<int>((box.yMax + 63) >> 6);
    const int width = right - left, height = high - low;
    if (outline->n_points == 0 || width <= 0 || height <= 0 || width > kSide / 2 || height > kSide / 2)
        return &cells_.emplace(key, cell).first->second;
    if (!place(width, height, cell)) return nullptr;
    cell.left = static_cast<std::int16_t>(left);
    cell.top = static_cast<std::int16_t>(-high);

    std::vector<std::uint8_t> bits(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    FT_Bitmap bitmap{};
    bitmap.width = static_cast<unsigned>(width);
    bitmap.rows = static_cast<unsigned>(height);
    bitmap.pitch = width;
    bitmap.buffer = bits.data();
    bitmap.num_grays = 256;
    bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
    FT_Outline_Translate(outline, -left * 64, -low * 64);
    FT_Outline_Get_Bitmap(fonts_->library, outline, &bitmap);
    for (int row = 0; row < height; ++row)
        std::memcpy(&pixels_[static_cast<std::size_t>(cell.y + row) * kSide + cell.x], &bits[static_cast<std::size_t>(row * width)],
                    static_cast<std::size_t>(width));
    dirty_from_ = std::min(dirty_from_, static_cast<int>(cell.y));
    dirty_to_ = std::max(dirty_to_, cell.y + height);
    return &cells_.emplace(key, cell).first->second;
}

void GlyphAtlas::upload() {
    glBindTexture(GL_TEXTURE_2D, texture_.id());
    if (dirty_from_ < dirty_to_) {
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
        glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, dirty_from_, kSide, dirty_to_ - dirty_from_, GL_RED, GL_UNSIGNED_BYTE,
                        &pixels_[static_cast<std::size_t>(dirty_from_) * kSide]);
    }
    dirty_from_ = kSide;
    dirty_to_ = 0;
}

} // namespace atlas::render_gl
