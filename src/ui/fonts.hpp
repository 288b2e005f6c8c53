// The window's type: five sizes of the program's own faces in one ImGui atlas, rasterised by FreeType. The glyph set is
// built from the texts that can be shown (ImGui's ready ranges lack 渝 濑 綦); a character nobody foresaw makes the
// atlas grow before the next frame.
#pragma once

#include "base/result.hpp"
#include "text/fonts.hpp"

#include <array>
#include <memory>
#include <set>
#include <string>
#include <string_view>

struct ImFont;
struct ImFontAtlas;

namespace atlas::ui {

enum class Type { small, body, strong, title, quote };
inline constexpr int kTypeCount = 5;

class Fonts {
public:
    Fonts(std::shared_ptr<const text::FontSet> set, ImFontAtlas* atlas);

    /// Adds the characters of a text to the set; true when one of them was new.
    bool want(std::string_view utf8);
    /// Builds the atlas for this scale when the set or the scale changed; true when it was built (the texture is new).
    base::Result<bool> build(float scale);
    [[nodiscard]] bool stale() const { return stale_; }
    /// True when the character is in the built atlas, or no installed face has it.
    [[nodiscard]] bool covers(char32_t c) const { return in_set_.contains(c); }
    /// True when the face of this type really draws the character.
    [[nodiscard]] bool draws(Type type, char32_t c) const;

    [[nodiscard]] ImFont* font(Type type) const { return fonts_[static_cast<std::size_t>(type)]; }
    /// Size in ImGui's measure (ascent + descent), whole pixels.
    [[nodiscard]] float line_px(Type type) const { return line_px_[static_cast<std::size_t>(type)]; }
    /// Distance from a line's middle to where ImGui wants the top of the text, so that hanzi stand in the middle.
    [[nodiscard]] float top_from_middle(Type type) const { return top_[static_cast<std::size_t>(type)]; }
    /// Type size on screen (the em).
    [[nodiscard]] float em_px(Type type) const { return em_[static_cast<std::size_t>(type)]; }

private:
    std::shared_ptr<const text::FontSet> set_;
    ImFontAtlas* atlas_;
    std::set<char32_t> in_set_;
    bool stale_ = true;
    float scale_ = 0;
    std::array<ImFont*, kTypeCount> fonts_{};
    std::array<float, kTypeCount> line_px_{}, top_{}, em_{};
    std::array<std::string, text::kFaceCount> bytes_; ///< font files, read once
};

} // namespace atlas::ui
