// Glyph 0 of every font is the empty box.
#include "base/utf8.hpp"
#include "render_cairo/cairo_player.hpp"

#include <algorithm>
#include <set>

namespace atlas::render_cairo {

std::vector<MissingGlyph> missing_glyphs(const scene::Picture& picture) {
    std::vector<MissingGlyph> missing;
    std::set<char32_t> seen;
    for (const scene::Placed& placed : picture.lists)
        for (const scene::Command& command : placed.list->commands) {
            const auto* text = std::get_if<scene::DrawText>(&command);
            if (text == nullptr) continue;
            for (const scene::PlacedGlyph& glyph : text->glyphs) {
                if (glyph.id != 0 || glyph.cluster >= text->utf8.size()) continue;
                const auto rest = base::to_code_points(std::string_view(text->utf8).substr(glyph.cluster));
                if (!rest.empty() && seen.insert(rest[0]).second) missing.push_back({rest[0], text->utf8});
            }
        }
    return missing;
}

} // namespace atlas::render_cairo
