// Text in SVG is placed by its reader's own font. So a run is one <text> only when the reader would put its characters
// where ours lie; otherwise each character is placed.
#include "render_cairo/svg_text.hpp"

#include "base/utf8.hpp"
#include "render_cairo/png_encoder.hpp"
#include "scene/hit_test.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <cmath>
#include <numbers>

namespace atlas::render_cairo {
namespace {

using geo::Vec2;

/// Where the run's glyphs would lie if set straight from its first glyph with `extra` points between characters.
struct Line {
    bool straight = false;
    double spacing_pt = 0;
};

Line line_of(const scene::DrawText& text, const geo::Affine& to_page, const text::FontSet& fonts) {
    const text::Shaped shaped = fonts.shape(text.utf8, text.face, text.size_pt);
    const auto& glyphs = text.glyphs;
    if (shaped.glyphs.size() != glyphs.size() || glyphs.empty()) return {};
    const Vec2 origin = to_page.apply(glyphs[0].at);
    const double c = std::cos(glyphs[0].angle), s = std::sin(glyphs[0].angle);
    constexpr double kSame = 0.02; // of the type size: less than an eye sees in a word
    const double same = kSame * text.size_pt;
    double spacing = 0;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        if (glyphs[i].id != shaped.glyphs[i].id || std::abs(glyphs[i].angle - glyphs[0].angle) > 1e-6) return {};
        const Vec2 d = to_page.apply(glyphs[i].at) - origin;
        const double along = d.x * c + d.y * s - (shaped.glyphs[i].x_pt - shaped.glyphs[0].x_pt);
        const double aside = -d.x * s + d.y * c - (shaped.glyphs[i].y_pt - shaped.glyphs[0].y_pt);
        if (i == 1) spacing = along;
        if (std::abs(aside) > same || std::abs(along - spacing * static_cast<double>(i)) > same) return {};
    }
    return {true, std::abs(spacing) > same / 4 ? spacing : 0};
}

/// A name in several lines, line by line, so that each stays one piece of text; empty for one line.
std::vector<scene::DrawText> lines_of(const scene::DrawText& text) {
    std::vector<std::size_t> begins;
    for (std::size_t i = 1; i < text.glyphs.size(); ++i)
        if (scene::begins_line(text, i)) begins.push_back(i);
    if (begins.empty()) return {};
    std::vector<scene::DrawText> out;
    std::size_t begin = 0;
    begins.push_back(text.glyphs.size());
    for (const std::size_t end : begins) {
        const std::uint32_t from = begin == 0 ? 0 : text.glyphs[begin].cluster;
        const std::size_t to = end < text.glyphs.size() ? text.glyphs[end].cluster - 1 : text.utf8.size(); // without the space
        if (to < from) return {}; // not left to right
        scene::DrawText line = text;
        line.utf8 = text.utf8.substr(from, to - from);
        line.glyphs.assign(text.glyphs.begin() + static_cast<std::ptrdiff_t>(begin), text.glyphs.begin() + static_cast<std::ptrdiff_t>(end));
        for (scene::PlacedGlyph& g : line.glyphs) g.cluster -= from;
        out.push_back(std::move(line));
        begin = end;
    }
    return out;
}

void append_matrix(std::string& out, Vec2 at, double angle, double slant) {
    if (angle == 0 && slant == 0) {
        out += " x=\"" + number(at.x) + "\" y=\"" + number(at.y) + '"';
        return;
    }
    const double c = std::cos(angle), s = std::sin(angle);
    out += fmt::format(" transform=\"matrix({} {} {} {} {} {})\"", number(c, 5), number(s, 5), number(-c * slant - s, 5),
                       number(-s * slant + c, 5), number(at.x), number(at.y));
}

void append_ink(std::string& out, const scene::DrawText& text) {
    append_paint(out, "fill", text.color);
    if (text.halo.a > 0 && text.halo_pt > 0) {
        out += " paint-order=\"stroke\" stroke-linejoin=\"round\"";
        append_paint(out, "stroke", text.halo);
        out += " stroke-width=\"" + number(2 * text.halo_pt, 3) + '"';
    }
}

void append_style(std::string& out, const scene::DrawText& text, const text::FontSet& fonts) {
    if (text.face != text::Face::sans) {
        if (fonts.file(text.face).family != fonts.file(text::Face::sans).family)
            out += " font-family=\"" + font_families(text.face, fonts) + '"';
        if (const int weight = fonts.file(text.face).weight; weight != 400) out += fmt::format(" font-weight=\"{}\"", weight);
    }
    out += " font-size=\"" + number(text.size_pt, 3) + '"';
    append_ink(out, text);
}

} // namespace

std::string number(double value, int decimals) {
    if (!std::isfinite(value)) return "0";
    std::string s = fmt::format("{:.{}f}", value, decimals);
    if (s.find('.') != std::string::npos) {
        while (s.back() == '0') s.pop_back();
        if (s.back() == '.') s.pop_back();
    }
    return s == "-0" ? "0" : s;
}

void append_hundredths(std::string& out, std::int64_t value) {
    if (value < 0) {
        out += '-';
        value = -value;
    }
    const auto whole = value / 100, part = value % 100;
    if (whole > 0 || part == 0) fmt::format_to(std::back_inserter(out), "{}", whole);
    if (part == 0) return;
    out += '.';
    out += static_cast<char>('0' + part / 10);
    if (part % 10 != 0) out += static_cast<char>('0' + part % 10);
}

std::string escaped(std::string_view utf8) {
    std::string valid;
    if (base::first_invalid_utf8(utf8)) {
        valid = base::to_utf8(base::to_code_points(utf8));
        utf8 = valid;
    }
    std::string out;
    for (const char c : utf8) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') out += c;
        else out += ' ';
    }
    // U+FFFE and U+FFFF are characters of UTF-8 but not of XML.
    for (const char* bad : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
        for (std::size_t at; (at = out.find(bad)) != std::string::npos;) out.replace(at, 3, "\xEF\xBF\xBD");
    return out;
}

void append_paint(std::string& out, const char* attribute, base::Color c) {
    out += fmt::format(" {}=\"#{:02x}{:02x}{:02x}\"", attribute, c.r, c.g, c.b);
    if (c.a < 255) out += fmt::format(" {}-opacity=\"{}\"", attribute, number(c.a / 255.0, 3));
}

std::string font_families(text::Face face, const text::FontSet& fonts) {
    const std::string own = fonts.file(face).family;
    const std::vector<std::string> others = face == text::Face::serif
        ? std::vector<std::string>{"Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC"}
        : std::vector<std::string>{"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC"};
    std::string list = "'" + escaped(own) + "'";
    for (const std::string& name : others)
        if (name != own) list += ", '" + name + "'";
    return list + (face == text::Face::serif ? ", serif" : ", sans-serif");
}

void append_text(std::string& out, const scene::DrawText& text, const geo::Affine& to_page, const text::FontSet& fonts) {
    if (text.glyphs.empty()) return;
    if (const auto lines = lines_of(text); !lines.empty()) {
        for (const scene::DrawText& line : lines) append_text(out, line, to_page, fonts);
        return;
    }
    const Line line = line_of(text, to_page, fonts);
    if (line.straight) {
        out += "<text";
        append_matrix(out, to_page.apply(text.glyphs[0].at), text.glyphs[0].angle, text.slant);
        append_style(out, text, fonts);
        if (line.spacing_pt != 0) out += " letter-spacing=\"" + number(line.spacing_pt, 3) + '"';
        out += ">" + escaped(text.utf8) + "</text>\n";
        return;
    }
    // Bent: the style once on the group; the whole word stays readable as its title.
    out += "<g";
    append_style(out, text, fonts);
    out += "><title>" + escaped(text.utf8) + "</title>";
    for (std::size_t i = 0; i < text.glyphs.size();) {
        std::size_t j = i + 1;
        while (j < text.glyphs.size() && text.glyphs[j].cluster == text.glyphs[i].cluster) ++j;
        const std::size_t from = std::min<std::size_t>(text.glyphs[i].cluster, text.utf8.size());
        const std::size_t to = j < text.glyphs.size() ? std::min<std::size_t>(text.glyphs[j].cluster, text.utf8.size()) : text.utf8.size();
        if (to > from) {
            out += "<text";
            append_matrix(out, to_page.apply(text.glyphs[i].at), text.glyphs[i].angle, text.slant);
            out += ">" + escaped(std::string_view(text.utf8).substr(from, to - from)) + "</text>";
        }
        i = j;
    }
    out += "</g>\n";
}

void append_outlined_text(std::string& out, const scene::DrawText& text, const geo::Affine& to_page, const text::FontSet& fonts) {
    const std::size_t from = out.size();
    out += "<path aria-label=\"" + escaped(text.utf8) + "\" d=\"";
    bool any = false;
    std::int64_t px = 0, py = 0; // pen in hundredths, as in the paths of the map
    for (const scene::PlacedGlyph& glyph : text.glyphs) {
        const Vec2 pen = to_page.apply(glyph.at);
        if (!std::isfinite(pen.x) || !std::isfinite(pen.y)) continue;
        const double c = std::cos(glyph.angle) * text.size_pt, s = std::sin(glyph.angle) * text.size_pt;
        const geo::Affine em_to_page{c, s, -c * text.slant - s, -s * text.slant + c, pen.x, pen.y};
        const text::Outline& outline = fonts.outline(text.face, glyph.id);
        std::size_t next = 0;
        std::int64_t start_x = 0, start_y = 0;
        bool open = false;
        for (const text::Outline::Verb verb : outline.verbs) {
            using Verb = text::Outline::Verb;
            const std::size_t count = verb == Verb::cubic ? 3 : verb == Verb::quad ? 2 : 1;
            if (verb == Verb::move && open) {
                out += 'z';
                px = start_x;
                py = start_y;
            }
            out += verb == Verb::move ? 'm' : verb == Verb::line ? 'l' : verb == Verb::quad ? 'q' : 'c';
            std::int64_t x = px, y = py;
            for (std::size_t i = 0; i < count; ++i, ++next) {
                const Vec2 p = em_to_page.apply({outline.points[next].x, outline.points[next].y});
                x = std::llround(std::clamp(p.x, -1e7, 1e7) * 100);
                y = std::llround(std::clamp(p.y, -1e7, 1e7) * 100);
                if (i > 0 && x >= px) out += ' ';
                append_hundredths(out, x - px);
                if (y >= py) out += ' ';
                append_hundredths(out, y - py);
            }
            px = x;
            py = y;
            if (verb == Verb::move) {
                start_x = x;
                start_y = y;
            }
            open = true;
            any = true;
        }
        if (open) {
            out += 'z';
            px = start_x;
            py = start_y;
        }
    }
    if (!any) return out.resize(from); // blanks only
    out += '"';
    append_ink(out, text);
    out += "/>\n";
}

std::string base64(std::string_view bytes) {
    static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto at = [&](std::size_t k) { return k < bytes.size() ? static_cast<std::uint8_t>(bytes[k]) : std::uint8_t{0}; };
        const std::uint32_t v = std::uint32_t{at(i)} << 16 | std::uint32_t{at(i + 1)} << 8 | at(i + 2);
        out += kDigits[v >> 18 & 63];
        out += kDigits[v >> 12 & 63];
        out += i + 1 < bytes.size() ? kDigits[v >> 6 & 63] : '=';
        out += i + 2 < bytes.size() ? kDigits[v & 63] : '=';
    }
    return out;
}

std::string encode_rgba_png(const scene::Image& image) {
    const std::size_t row = static_cast<std::size_t>(image.width) * 4;
    std::string raw;
    raw.reserve((row + 1) * image.height);
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* line = image.rgba.data() + row * y;
        raw += '\1'; // sub: relief is smooth from left to right
        for (std::size_t i = 0; i < row; ++i) raw += static_cast<char>(line[i] - (i >= 4 ? line[i - 4] : 0));
    }
    uLongf size = compressBound(static_cast<uLong>(raw.size()));
    std::string packed(size, '\0');
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(raw.data()), static_cast<uLong>(raw.size()), 6);
    packed.resize(size);
    std::string header;
    append_u32(header, static_cast<std::uint32_t>(image.width));
    append_u32(header, static_cast<std::uint32_t>(image.height));
    header.append("\x08\x06\x00\x00\x00", 5); // 8 bits, RGBA
    std::string out(kPngSignature);
    append_chunk(out, "IHDR", header);
    append_chunk(out, "sRGB", std::string(1, '\0'));
    append_chunk(out, "IDAT", packed);
    append_chunk(out, "IEND", {});
    return out;
}

} // namespace atlas::render_cairo
