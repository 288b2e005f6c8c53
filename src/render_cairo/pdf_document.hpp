// What Cairo cannot write, added by libqpdf: layers, XMP, output intent, recipe, an ID made from the content.
#pragma once

#include "base/result.hpp"
#include "scene/display_list.hpp"

#include <string>
#include <vector>

namespace atlas::render_cairo {

inline constexpr const char* kPdfCreator = "Corridor Atlas";
inline constexpr const char* kPdfDate = "2000-01-01T00:00:00Z"; ///< the same in every file, so that bytes repeat

/// What a page of Cairo's file holds: a layer, or (both empty) what is always shown.
struct PdfPart {
    std::string id, title;
    friend bool operator==(const PdfPart&, const PdfPart&) = default;
};
/// One page with all pages of `pages` on top of each other, the first lowest; parts of one layer share its switch.
base::Result<std::string> one_page(const std::string& pages, const std::vector<PdfPart>& parts, const scene::Picture& picture);

/// XMP packet: title, subject, creator, recipe.
std::string xmp_packet(const scene::Picture& picture);
/// The sRGB space (IEC 61966-2-1) as an ICC profile of version 2, computed; always the same bytes.
std::string srgb_profile();

} // namespace atlas::render_cairo
