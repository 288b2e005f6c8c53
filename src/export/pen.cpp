#include "export/pen.hpp"

#include "base/utf8.hpp"

#include <numbers>

namespace atlas::exporter {

using base::Color;
using geo::Box;
using geo::Vec2;

double Pen::text(std::string_view utf8, Vec2 at, double size_pt, Color color, text::Face face, bool upwards) {
    const text::Shaped shaped = fonts.shape(utf8, face, size_pt);
    scene::DrawText t;
    t.utf8 = std::string(utf8);
    t.face = face;
    t.size_pt = size_pt;
    t.color = color;
    t.halo.a = 0;
    for (const text::Glyph& g : shaped.glyphs)
        t.glyphs.push_back({g.id, upwards ? Vec2{at.x + g.y_pt, at.y - g.x_pt} : Vec2{at.x + g.x_pt, at.y + g.y_pt}, upwards ? -std::numbers::pi / 2 : 0, g.cluster});
    if (!t.glyphs.empty()) out.commands.push_back(std::move(t));
    return shaped.width_pt;
}

void Pen::text_right(std::string_view utf8, Vec2 at, double size_pt, Color color, text::Face face) {
    text(utf8, {at.x - width_of(utf8, size_pt, face), at.y}, size_pt, color, face);
}
void Pen::text_centred(std::string_view utf8, Vec2 at, double size_pt, Color color, text::Face face) {
    text(utf8, {at.x - width_of(utf8, size_pt, face) / 2, at.y}, size_pt, color, face);
}
double Pen::width_of(std::string_view utf8, double size_pt, text::Face face) const { return fonts.shape(utf8, face, size_pt).width_pt; }

void Pen::line(std::vector<Vec2> points, const scene::Stroke& stroke, bool closed) {
    auto path = std::make_shared<geo::Path>();
    path->closed = closed;
    path->begin_part();
    path->points = std::move(points);
    out.commands.push_back(scene::StrokePath{std::move(path), stroke, {}});
}
void Pen::fill(std::vector<Vec2> ring, Color color) {
    auto path = std::make_shared<geo::Path>();
    path->closed = true;
    path->begin_part();
    path->points = std::move(ring);
    out.commands.push_back(scene::FillPath{std::move(path), color, {}});
}
void Pen::box(const Box& b, Color color) { fill({b.min, {b.max.x, b.min.y}, b.max, {b.min.x, b.max.y}}, color); }
void Pen::box_line(const Box& b, double width_pt, Color color) {
    line({b.min, {b.max.x, b.min.y}, b.max, {b.min.x, b.max.y}}, {width_pt, color, {}, scene::Cap::butt}, true);
}

namespace {

constexpr std::u32string_view kNoStart = U"，。；：、！？）》」』”’〕】,.;:!?)%…";
constexpr std::u32string_view kPause = U"，；：。、";
constexpr std::size_t kFarthestPause = 5; ///< pieces that a break moves on to reach one
constexpr std::u32string_view kNoEnd = U"（《「『“‘〔【(";
bool in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool hanzi(char32_t c) { return c >= 0x2E80; }

/// Pieces that stay together: a hanzi with the punctuation that clings to it, or a run of other letters with its space.
std::vector<std::u32string> pieces_of(const std::u32string& all) {
    std::vector<std::u32string> pieces;
    for (std::size_t i = 0; i < all.size();) {
        std::size_t j = i;
        while (j < all.size() && in(kNoEnd, all[j])) ++j; // opening brackets go with what follows
        if (j < all.size()) ++j;
        if (!hanzi(all[j - 1])) while (j < all.size() && !hanzi(all[j]) && all[j - 1] != U' ' && !in(kNoEnd, all[j])) ++j;
        while (j < all.size() && in(kNoStart, all[j])) ++j;
        pieces.push_back(all.substr(i, j - i));
        i = j;
    }
    return pieces;
}

} // namespace

std::vector<std::string> wrapped(const text::FontSet& fonts, std::string_view utf8, double width, double size_pt, text::Face face) {
    auto width_of = [&](const std::u32string& s) { return fonts.shape(base::to_utf8(s), face, size_pt).width_pt; };
    std::vector<std::vector<std::u32string>> lines(1);
    double used = 0;
    for (std::u32string& piece : pieces_of(base::to_code_points(utf8))) {
        // A word longer than a line is cut where it must be.
        while (piece.size() > 1 && width_of(piece) > width) {
            std::size_t n = piece.size() - 1;
            while (n > 1 && width_of(piece.substr(0, n)) > width) --n;
            if (!lines.back().empty()) lines.emplace_back();
            lines.back().push_back(piece.substr(0, n));
            lines.emplace_back();
            piece.erase(0, n);
            used = 0;
        }
        const double w = width_of(piece);
        if (!lines.back().empty() && used + w > width + 0.01) {
            lines.emplace_back();
            used = 0;
        }
        lines.back().push_back(std::move(piece));
        used += w;
    }
    // A last line of a word or two takes its neighbours along, while the line above stays the longer one.
    if (lines.size() > 1) {
        auto &before = lines[lines.size() - 2], &last = lines.back();
        const auto length = [&](const std::vector<std::u32string>& line) {
            double sum = 0;
            for (const auto& piece : line) sum += width_of(piece);
            return sum;
        };
        const double enough = std::min(5.5 * size_pt, 0.4 * width), above = length(before), below = length(last);
        std::size_t take = 0;
        double moved = 0;
        if (below < enough) { // and where a pause is near, the break goes there
            std::size_t further = 0;
            double w = 0;
            for (std::size_t n = 1; n + 1 < before.size(); ++n) {
                w += width_of(before[before.size() - n]);
                if (below + w > above - w + 0.01) break;
                const bool reached = below + moved >= enough, pause = in(kPause, before[before.size() - n - 1].back());
                if (reached && (++further > kFarthestPause || in(kPause, before[before.size() - take - 1].back()))) break;
                if (reached && !pause) continue;
                take = n;
                moved = w;
            }
        }
        last.insert(last.begin(), std::make_move_iterator(before.end() - static_cast<std::ptrdiff_t>(take)), std::make_move_iterator(before.end()));
        before.resize(before.size() - take);
    }
    std::vector<std::string> out;
    for (const auto& line : lines) {
        std::u32string s;
        for (const auto& piece : line) s += piece;
        if (std::string trimmed = base::trim(base::to_utf8(s)); !trimmed.empty()) out.push_back(std::move(trimmed));
    }
    return out;
}

std::string shortened(const text::FontSet& fonts, std::string_view utf8, double width, double size_pt, text::Face face) {
    if (fonts.shape(utf8, face, size_pt).width_pt <= width) return std::string(utf8);
    std::u32string s = base::to_code_points(utf8);
    while (!s.empty() && fonts.shape(base::to_utf8(s) + "…", face, size_pt).width_pt > width) s.pop_back();
    while (!s.empty() && (in(kNoStart, s.back()) || in(kNoEnd, s.back()) || s.back() == U' ')) s.pop_back();
    return base::to_utf8(s) + "…";
}

} // namespace atlas::exporter
