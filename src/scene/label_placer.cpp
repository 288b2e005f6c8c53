#include "scene/label_placer.hpp"

#include "geo/curve.hpp"

namespace atlas::scene {
namespace {

constexpr double kCell = 24;   // points: occupied boxes are looked up by cell
constexpr double kInkCell = 3; // points: line ink
constexpr double kHanziMiddle = 0.38; // the middle of a hanzi's ink stands this share of the size above the baseline

/// The ink box of a run: hanzi fill the em square from about −0.12 to 0.88 of the size.
Box box_of(Vec2 left_baseline, double width, double size, double halo) {
    return Box{{left_baseline.x, left_baseline.y - 0.86 * size}, {left_baseline.x + width, left_baseline.y + 0.12 * size}}.grown(halo * 0.6);
}

} // namespace

LabelPlacer::LabelPlacer(const text::FontSet& fonts, Box frame)
    : fonts_(fonts), frame_(frame), columns_(static_cast<int>(frame.width() / kCell) + 2), rows_(static_cast<int>(frame.height() / kCell) + 2),
      boxes_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)), ink_columns_(static_cast<int>(frame.width() / kInkCell) + 2),
      ink_rows_(static_cast<int>(frame.height() / kInkCell) + 2) {
    ink_.assign(static_cast<std::size_t>(ink_columns_) * static_cast<std::size_t>(ink_rows_), 0);
}

int LabelPlacer::column(double x) const { return std::clamp(static_cast<int>((x - frame_.min.x) / kCell), 0, columns_ - 1); }
int LabelPlacer::row(double y) const { return std::clamp(static_cast<int>((y - frame_.min.y) / kCell), 0, rows_ - 1); }

void LabelPlacer::mark(std::vector<std::vector<int>>& cells, const Box& box) {
    for (int r = row(box.min.y); r <= row(box.max.y); ++r)
        for (int k = column(box.min.x); k <= column(box.max.x); ++k)
            cells[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(k)].push_back(static_cast<int>(stored_.size()));
}

bool LabelPlacer::is_free(const Box& box) const {
    for (int r = row(box.min.y); r <= row(box.max.y); ++r)
        for (int k = column(box.min.x); k <= column(box.max.x); ++k)
            for (int i : boxes_[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(k)])
                if (stored_[static_cast<std::size_t>(i)].intersects(box)) return false;
    return true;
}

void LabelPlacer::add_ink(const std::vector<Vec2>& line) {
    const double total = geo::length_of(line);
    for (double s = 0; s <= total; s += kInkCell) {
        const Vec2 p = geo::along(line, s).at;
        if (!frame_.contains(p)) continue;
        std::uint8_t& cell = ink_[static_cast<std::size_t>((p.y - frame_.min.y) / kInkCell) * static_cast<std::size_t>(ink_columns_) +
                                  static_cast<std::size_t>((p.x - frame_.min.x) / kInkCell)];
        if (cell < 250) ++cell;
    }
}

int LabelPlacer::ink_in(const Box& box) const {
    int n = 0;
    const int x0 = std::max(0, static_cast<int>((box.min.x - frame_.min.x) / kInkCell)), x1 = std::min(ink_columns_ - 1, static_cast<int>((box.max.x - frame_.min.x) / kInkCell));
    const int y0 = std::max(0, static_cast<int>((box.min.y - frame_.min.y) / kInkCell)), y1 = std::min(ink_rows_ - 1, static_cast<int>((box.max.y - frame_.min.y) / kInkCell));
    for (int y = y0; y <= y1; ++y)
        for (int x = x0; x <= x1; ++x) n += ink_[static_cast<std::size_t>(y) * static_cast<std::size_t>(ink_columns_) + static_cast<std::size_t>(x)];
    return n;
}

void LabelPlacer::put(std::string_view text, const text::Shaped& shaped, Vec2 origin, const LabelStyle& style, FeatureRef ref, DisplayList& out) {
    DrawText t;
    t.utf8 = std::string(text);
    t.face = style.face;
    t.size_pt = style.size_pt;
    t.slant = style.slant;
    t.color = style.color;
    t.halo = style.halo;
    t.halo_pt = style.halo_pt;
    t.ref = ref;
    double shift = 0;
    for (const text::Glyph& g : shaped.glyphs) {
        t.glyphs.push_back({g.id, {origin.x + g.x_pt + shift, origin.y + g.y_pt}, 0, g.cluster});
        shift += style.spacing_pt;
    }
    out.commands.push_back(std::move(t));
}

bool LabelPlacer::beside(std::string_view text, Vec2 at, double radius, const LabelStyle& style, FeatureRef ref, DisplayList& out, bool must) {
    const text::Shaped shaped = fonts_.shape(text, style.face, style.size_pt);
    const double w = shaped.width_pt + style.spacing_pt * std::max<double>(0, static_cast<double>(shaped.glyphs.size()) - 1), s = style.size_pt;
    Vec2 best{};
    Box best_box;
    int best_cost = std::numeric_limits<int>::max();
    for (int ring = 0; ring < 3; ++ring) {
        const double g = radius + 0.18 * s + ring * 0.55 * s, diagonal = g * 0.75;
        const Vec2 candidates[] = {
            {at.x + g, at.y + kHanziMiddle * s},          {at.x - g - w, at.y + kHanziMiddle * s},
            {at.x - w / 2, at.y - g - 0.12 * s},          {at.x - w / 2, at.y + g + 0.86 * s},
            {at.x + diagonal, at.y - diagonal},           {at.x + diagonal, at.y + diagonal + 0.74 * s},
            {at.x - diagonal - w, at.y - diagonal},       {at.x - diagonal - w, at.y + diagonal + 0.74 * s},
        };
        int order = 0;
        for (const Vec2& p : candidates) {
            const Box b = box_of(p, w, s, style.halo_pt);
            const int preference = ring * 14 + order++;
            if (!(frame_.contains(b.min) && frame_.contains(b.max)) || !is_free(b)) continue;
            const int cost = ink_in(b) * 2 + preference;
            if (cost < best_cost) { best_cost = cost; best = p; best_box = b; }
        }
        if (best_cost < 16) break;
    }
    if (best_cost == std::numeric_limits<int>::max()) {
        if (!must || !frame_.contains(at)) return false;
        best = {std::min(at.x + radius + 0.18 * s, frame_.max.x - w - 2), at.y + kHanziMiddle * s};
        best_box = box_of(best, w, s, style.halo_pt);
    }
    occupy(best_box);
    put(text, shaped, best, style, ref, out);
    return true;
}

bool LabelPlacer::centred(std::string_view text, Vec2 at, double reach, const LabelStyle& style, FeatureRef ref, DisplayList& out) {
    const text::Shaped shaped = fonts_.shape(text, style.face, style.size_pt);
    const double w = shaped.width_pt + style.spacing_pt * std::max<double>(0, static_cast<double>(shaped.glyphs.size()) - 1), s = style.size_pt;
    static constexpr double kSteps[][2] = {{0, 0}, {0, -1}, {0, 1}, {-1, 0}, {1, 0}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}};
    Vec2 best{};
    Box best_box;
    int best_cost = std::numeric_limits<int>::max();
    for (int ring = 0; ring <= 3; ++ring) {
        for (const auto& step : kSteps) {
            if ((ring == 0) != (step[0] == 0 && step[1] == 0)) continue;
            const Vec2 c = at + Vec2{step[0], step[1]} * (reach * ring / 3);
            const Vec2 p{c.x - w / 2, c.y + kHanziMiddle * s};
            const Box b = box_of(p, w, s, style.halo_pt);
            if (!(frame_.contains(b.min) && frame_.contains(b.max)) || !is_free(b)) continue;
            const int cost = ink_in(b) + ring * 4;
            if (cost < best_cost) { best_cost = cost; best = p; best_box = b; }
        }
        if (best_cost < 8) break;
    }
    if (best_cost == std::numeric_limits<int>::max()) return false;
    occupy(best_box);
    put(text, shaped, best, style, ref, out);
    return true;
}

bool LabelPlacer::along(std::string_view text, const std::vector<std::vector<Vec2>>& lines, const LabelStyle& style, FeatureRef ref, DisplayList& out) {
    const text::Shaped shaped = fonts_.shape(text, style.face, style.size_pt);
    const double s = style.size_pt, n = static_cast<double>(shaped.glyphs.size());
    if (n < 1) return false;
    const double w = shaped.width_pt + style.spacing_pt * (n - 1);
    const bool latin = !text.empty() && static_cast<unsigned char>(text[0]) < 0x80;
    struct Candidate { double cost; std::size_t line; double start; };
    std::vector<Candidate> candidates;
    for (std::size_t k = 0; k < lines.size(); ++k) {
        const double total = geo::length_of(lines[k]);
        for (double start = s; start + w + s <= total; start += std::max(6.0, w / 5)) {
            const auto a = geo::along(lines[k], start), m = geo::along(lines[k], start + w / 2), b = geo::along(lines[k], start + w);
            if (!frame_.grown(-s).contains(a.at) || !frame_.grown(-s).contains(b.at)) continue;
            const double chord = geo::length(b.at - a.at);
            if (chord < 0.88 * w) continue;
            const double sag = geo::length(m.at - (a.at + b.at) * 0.5);
            if (sag > 0.45 * s) continue;
            const double off_centre = geo::length(m.at - frame_.center()) / (frame_.width() + frame_.height());
            candidates.push_back({sag / s + (1 - chord / w) * 6 + off_centre, k, start});
        }
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.cost != b.cost ? a.cost < b.cost : a.start < b.start; });
    for (const Candidate& c : candidates) {
        std::vector<Vec2> line = lines[c.line];
        const auto from = geo::along(line, c.start), to = geo::along(line, c.start + w);
        Vec2 run = to.at - from.at;
        const bool steep = !latin && std::abs(run.y) > 1.2 * std::abs(run.x);
        const bool reverse = steep ? run.y < 0 : run.x < 0;
        double start = c.start;
        if (reverse) {
            std::reverse(line.begin(), line.end());
            start = geo::length_of(line) - c.start - w;
            run = run * -1;
        }
        for (double side : {-1.0, 1.0}) { // above (or right of) the line first
            std::vector<Box> boxes;
            DrawText t;
            bool good = true;
            double pen = start;
            for (const text::Glyph& g : shaped.glyphs) {
                const auto on = geo::along(line, pen + g.advance_pt / 2);
                // The tangent over a whole glyph is steadier than that of one short segment.
                const Vec2 dir = geo::unit(geo::along(line, pen + g.advance_pt + 0.6 * s).at - geo::along(line, std::max(0.0, pen - 0.6 * s)).at);
                const Vec2 normal = geo::perpendicular(dir) * (steep ? -side : side); // y down: perpendicular points down/left of the run
                const Vec2 centre = on.at + normal * (0.5 * s + 1.6);
                const double angle = std::atan2(dir.y, dir.x) - (steep ? 1.5707963267948966 : 0);
                const double ca = std::cos(angle), sa = std::sin(angle);
                const Vec2 offset{-g.advance_pt / 2, kHanziMiddle * s};
                t.glyphs.push_back({g.id, {centre.x + ca * offset.x - sa * offset.y, centre.y + sa * offset.x + ca * offset.y}, angle, g.cluster});
                const Box b = Box{{centre.x - s / 2, centre.y - s / 2}, {centre.x + s / 2, centre.y + s / 2}}.grown(0.3);
                if (!is_free(b) || !(frame_.contains(b.min) && frame_.contains(b.max)) || ink_in(b) > 3) { good = false; break; }
                boxes.push_back(b);
                pen += g.advance_pt + style.spacing_pt;
            }
            if (!good) continue;
            for (const Box& b : boxes) occupy(b);
            t.utf8 = std::string(text);
            t.face = style.face;
            t.size_pt = s;
            t.slant = style.slant;
            t.color = style.color;
            t.halo = style.halo;
            t.halo_pt = style.halo_pt;
            t.ref = ref;
            out.commands.push_back(std::move(t));
            return true;
        }
    }
    return false;
}

} // namespace atlas::scene
