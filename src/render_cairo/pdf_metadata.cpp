#include "render_cairo/pdf_document.hpp"
#include "render_cairo/png_encoder.hpp"
#include "render_cairo/recipe.hpp"
#include "render_cairo/svg_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace atlas::render_cairo {
namespace {

using Vec = std::array<double, 3>;
using Matrix = std::array<Vec, 3>; // rows

Vec times(const Matrix& m, const Vec& v) {
    Vec out{};
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c) out[r] += m[r][c] * v[c];
    return out;
}
Matrix inverse(const Matrix& m) {
    const auto minor = [&](std::size_t r, std::size_t c) {
        const std::size_t r1 = (r + 1) % 3, r2 = (r + 2) % 3, c1 = (c + 1) % 3, c2 = (c + 2) % 3;
        return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
    };
    const double determinant = m[0][0] * minor(0, 0) + m[0][1] * minor(0, 1) + m[0][2] * minor(0, 2);
    Matrix out{};
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c) out[c][r] = minor(r, c) / determinant;
    return out;
}

constexpr Vec kD50{0.9642, 1.0, 0.8249}; ///< the space in which profiles are joined, as ICC rounds it

/// XYZ of sRGB's red, green and blue under D50: from the chromaticities of IEC 61966-2-1, adapted from D65 by Bradford's matrix.
std::array<Vec, 3> primaries() {
    const auto xyz = [](double x, double y) { return Vec{x / y, 1, (1 - x - y) / y}; };
    const Vec white = xyz(0.3127, 0.3290);
    const std::array<Vec, 3> rgb{xyz(0.64, 0.33), xyz(0.30, 0.60), xyz(0.15, 0.06)};
    Matrix columns{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t r = 0; r < 3; ++r) columns[r][i] = rgb[i][r];
    const Vec share = times(inverse(columns), white); // red, green and blue together are white
    const Matrix bradford{{{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}}};
    const Matrix back = inverse(bradford);
    const Vec from = times(bradford, white), to = times(bradford, kD50);
    std::array<Vec, 3> out;
    for (std::size_t i = 0; i < 3; ++i) {
        Vec cone = times(bradford, {rgb[i][0] * share[i], rgb[i][1] * share[i], rgb[i][2] * share[i]});
        for (std::size_t c = 0; c < 3; ++c) cone[c] *= to[c] / from[c];
        out[i] = times(back, cone);
    }
    return out;
}

void append_u16(std::string& out, unsigned v) {
    out.push_back(static_cast<char>(v >> 8 & 255));
    out.push_back(static_cast<char>(v & 255));
}
void append_fixed(std::string& out, double v) { append_u32(out, static_cast<std::uint32_t>(std::lround(v * 65536))); } // s15.16
std::string xyz_tag(const Vec& v) {
    std::string tag("XYZ \0\0\0\0", 8);
    for (const double c : v) append_fixed(tag, c);
    return tag;
}
/// From device value to light, as a table: version 2 knows no formula.
std::string curve_tag() {
    constexpr unsigned kSteps = 1024;
    std::string tag("curv\0\0\0\0", 8);
    append_u32(tag, kSteps);
    for (unsigned i = 0; i < kSteps; ++i) {
        const double v = i / (kSteps - 1.0);
        append_u16(tag, static_cast<unsigned>(std::lround(65535 * (v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4)))));
    }
    return tag;
}
std::string description_tag(std::string_view ascii) {
    std::string tag("desc\0\0\0\0", 8);
    append_u32(tag, static_cast<std::uint32_t>(ascii.size() + 1));
    tag.append(ascii).append(1, '\0');
    tag.append(4 + 4 + 2 + 1 + 67, '\0'); // no Unicode, no Macintosh text
    return tag;
}

} // namespace

std::string srgb_profile() {
    const auto rgb = primaries();
    const std::string curve = curve_tag();
    const std::array<std::pair<const char*, std::string>, 9> tags{{
        {"desc", description_tag("sRGB IEC61966-2.1")}, {"cprt", std::string("text\0\0\0\0", 8) + "No copyright, use freely" + '\0'},
        {"wtpt", xyz_tag(kD50)}, {"rXYZ", xyz_tag(rgb[0])}, {"gXYZ", xyz_tag(rgb[1])}, {"bXYZ", xyz_tag(rgb[2])},
        {"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve}}};
    constexpr std::size_t kHeader = 128;
    std::string table, data;
    append_u32(table, static_cast<std::uint32_t>(tags.size()));
    const std::size_t first = kHeader + 4 + 12 * tags.size();
    std::size_t last_offset = 0;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (i == 0 || tags[i].second != tags[i - 1].second) { // the three curves are one
            data.append((4 - data.size() % 4) % 4, '\0');
            last_offset = first + data.size();
            data += tags[i].second;
        }
        table += tags[i].first;
        append_u32(table, static_cast<std::uint32_t>(last_offset));
        append_u32(table, static_cast<std::uint32_t>(tags[i].second.size()));
    }
    data.append((4 - data.size() % 4) % 4, '\0');
    std::string header;
    append_u32(header, static_cast<std::uint32_t>(first + data.size()));
    append_u32(header, 0);          // no preferred engine
    append_u32(header, 0x02100000); // version 2.1
    header += "mntrRGB XYZ ";
    for (const unsigned v : {2000U, 1U, 1U, 0U, 0U, 0U}) append_u16(header, v); // a fixed date
    header += "acsp";
    header.append(24, '\0');        // platform, flags, maker, model, attributes
    append_u32(header, 0);          // perceptual
    for (const double c : kD50) append_fixed(header, c);
    header.resize(kHeader, '\0');
    return header + table + data;
}

std::string xmp_packet(const scene::Picture& picture) {
    const auto worded = [](std::string_view element, const std::string& text) { // a text in any language
        return text.empty() ? std::string() : fmt::format("   <{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li></rdf:Alt></{0}>\n", element, escaped(text));
    };
    std::string out = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                      " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                      "  <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"";
    out += fmt::format(" xmlns:atlas=\"{}\">\n   <dc:format>application/pdf</dc:format>\n", kRecipeNamespace);
    out += worded("dc:title", picture.title) + worded("dc:description", picture.subject);
    out += fmt::format("   <xmp:CreatorTool>{0}</xmp:CreatorTool>\n   <xmp:CreateDate>{1}</xmp:CreateDate>\n   <xmp:ModifyDate>{1}</xmp:ModifyDate>\n", kPdfCreator, kPdfDate);
    if (!picture.recipe.empty()) out += "   <atlas:recipe>" + escaped(picture.recipe) + "</atlas:recipe>\n";
    return out + "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

} // namespace atlas::render_cairo
