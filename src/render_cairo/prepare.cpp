// Commands to contours in pixels: what is transformed, stroked or unfolded here is shared read-only by all bands.
// Parts that cannot reach the clip are left out; what is kept does not depend on bands.
#include "render_cairo/prepare.hpp"

#include "render_cairo/stroker.hpp"

namespace atlas::render_cairo {
namespace {

using geo::Vec2;
constexpr std::size_t kJobPoints = 4096;
constexpr double kFlatness = 0.06; ///< px between a curve and its polygon


/// Device rectangle of a box in list space; the map from list to page keeps axes upright.
geo::Box box_in_px(const geo::Box& box, const geo::Affine& to_px) {
    geo::Box out;
    for (const Vec2 corner : {box.min, box.max, Vec2{box.min.x, box.max.y}, Vec2{box.max.x, box.min.y}}) out.add(to_px.apply(corner));
    return out;
}
int whole_px(double v) { return static_cast<int>(std::floor(std::clamp(v, -1e6, 1e6) + 0.5)); }

void add_fill(const geo::Path& path, std::size_t begin, std::size_t end, const geo::Affine& to_px, const geo::Box& visible, Edges& out) {
    std::vector<Vec2> ring;
    for (std::size_t part = begin; part < end; ++part) {
        ring.clear();
        geo::Box bounds;
        for (std::size_t i = path.part_begin(part); i < path.part_end(part); ++i) {
            ring.push_back(to_px.apply(path.points[i]));
            bounds.add(ring.back());
        }
        // A ring beside what is visible turns no pixel of it.
        if (ring.size() < 3 || !bounds.intersects(visible)) continue;
        out.move_to(ring[0]);
        for (std::size_t i = 1; i < ring.size(); ++i) out.line_to(ring[i]);
        out.close();
    }
}

void add_stroke(const scene::StrokePath& command, std::size_t begin, std::size_t end, const geo::Affine& to_px, double px_per_pt,
                const geo::Box& visible, Edges& out) {
    std::vector<double> dash;
    for (const float d : command.stroke.dash_pt) dash.push_back(d * px_per_pt);
    Stroker stroker(out, command.stroke.width_pt * px_per_pt, command.stroke.cap, std::move(dash), visible);
    std::vector<Vec2> points;
    const geo::Path& path = *command.path;
    for (std::size_t part = begin; part < end; ++part) {
        points.clear();
        for (std::size_t i = path.part_begin(part); i < path.part_end(part); ++i) points.push_back(to_px.apply(path.points[i]));
        stroker.stroke(points, path.closed);
    }
}

/// Contours of a glyph in px, curves flattened. `contours` holds where each begins.
void flatten_glyph(const text::Outline& outline, const geo::Affine& em_to_px, std::vector<Vec2>& points, std::vector<std::size_t>& contours) {
    using Verb = text::Outline::Verb;
    const auto at = [&](std::size_t i) { return em_to_px.apply({outline.points[i].x, outline.points[i].y}); };
    std::size_t next = 0;
    for (const Verb verb : outline.verbs) {
        if (verb == Verb::move) {
            contours.push_back(points.size());
            points.push_back(at(next++));
        } else if (verb == Verb::line) {
            points.push_back(at(next++));
        } else if (verb == Verb::quad) {
            const Vec2 a = points.back(), b = at(next), c = at(next + 1);
            next += 2;
            // The distance of a quadratic from its chords falls with the square of their number.
            const int n = std::max(1, static_cast<int>(std::ceil(std::sqrt(geo::length(a - b * 2 + c) / (4 * kFlatness)))));
            for (int i = 1; i <= n; ++i) {
                const double t = static_cast<double>(i) / n, u = 1 - t;
                points.push_back(a * (u * u) + b * (2 * u * t) + c * (t * t));
            }
        } else {
            const Vec2 a = points.back(), b = at(next), c = at(next + 1), d = at(next + 2);
            next += 3;
            const double bend = std::max(geo::length(a - b * 2 + c), geo::length(b - c * 2 + d));
            const int n = std::max(1, static_cast<int>(std::ceil(std::sqrt(0.75 * bend / kFlatness))));
            for (int i = 1; i <= n; ++i) {
                const double t = static_cast<double>(i) / n, u = 1 - t;
                points.push_back(a * (u * u * u) + b * (3 * u * u * t) + c * (3 * u * t * t) + d * (t * t * t));
            }
        }
    }
}

void add_text(const scene::DrawText& command, const geo::Affine& to_px, const text::FontSet& fonts, double px_per_pt,
              const geo::Box& visible, Geometry& out) {
    const double size = command.size_pt * px_per_pt;
    const bool halo = command.halo.a > 0 && command.halo_pt > 0;
    Stroker stroker(out.halo, 2 * command.halo_pt * px_per_pt, scene::Cap::round, {}, visible);
    std::vector<Vec2> points;
    std::vector<std::size_t> contours;
    const geo::Box near = visible.grown(2 * size + 2 * command.halo_pt * px_per_pt);
    for (const scene::PlacedGlyph& glyph : command.glyphs) {
        const Vec2 pen = to_px.apply(glyph.at);
        if (!near.contains(pen)) continue;
        const double c = std::cos(glyph.angle) * size, s = std::sin(glyph.angle) * size;
        // Slanted first (y down: what lies above the baseline moves right), then turned clockwise about the pen.
        const geo::Affine em_to_px{c, s, -c * command.slant - s, -s * command.slant + c, pen.x, pen.y};
        points.clear();
        contours.clear();
        flatten_glyph(fonts.outline(command.face, glyph.id), em_to_px, points, contours);
        contours.push_back(points.size());
        // Strokes wind one way; the letter is given the same winding in the halo's shape, whichever way its font turns.
        double twice_area = 0;
        for (std::size_t k = 0; k + 1 < contours.size(); ++k)
            for (std::size_t i = contours[k]; i < contours[k + 1]; ++i)
                twice_area += geo::cross(points[i] - pen, points[i + 1 < contours[k + 1] ? i + 1 : contours[k]] - pen);
        for (std::size_t k = 0; k + 1 < contours.size(); ++k) {
            const std::span<const Vec2> ring(points.data() + contours[k], contours[k + 1] - contours[k]);
            if (ring.size() < 3) continue;
            out.edges.move_to(ring[0]);
            for (std::size_t i = 1; i < ring.size(); ++i) out.edges.line_to(ring[i]);
            out.edges.close();
            if (!halo) continue;
            stroker.stroke(ring, true);
            out.halo.move_to(ring[0]);
            for (std::size_t i = 1; i < ring.size(); ++i) out.halo.line_to(ring[twice_area > 0 ? ring.size() - i : i]);
            out.halo.close();
        }
    }
}

} // namespace

std::vector<Item> flatten(const scene::Picture& picture, double px_per_pt, int width, int height) {
    std::vector<Item> items;
    for (const scene::Placed& placed : picture.lists) {
        const geo::Affine to_px = placed.to_page.then({px_per_pt, 0, 0, px_per_pt, 0, 0});
        std::vector<PixelRect> clips{{0, 0, width, height}};
        for (const scene::Command& command : placed.list->commands) {
            const auto keep = [&] {
                if (!clips.back().empty()) items.push_back({&command, to_px, clips.back()});
            };
            struct Visitor {
                const decltype(keep)& add;
                std::vector<PixelRect>& clips;
                const geo::Affine& to_px;
                void operator()(const scene::FillPath& c) const { if (c.path && c.color.a > 0) add(); }
                void operator()(const scene::StrokePath& c) const { if (c.path && c.stroke.color.a > 0 && c.stroke.width_pt > 0) add(); }
                void operator()(const scene::DrawImage& c) const { if (c.image && c.image->width > 0 && c.opacity > 0) add(); }
                void operator()(const scene::DrawText& c) const { if (!c.glyphs.empty()) add(); }
                void operator()(const scene::PushClip& c) const {
                    const geo::Box b = box_in_px(c.box, to_px);
                    clips.push_back(clips.back().meet({whole_px(b.min.x), whole_px(b.min.y), whole_px(b.max.x), whole_px(b.max.y)}));
                }
                void operator()(const scene::PopClip&) const { if (clips.size() > 1) clips.pop_back(); }
                void operator()(const scene::BeginLayer&) const {}
                void operator()(const scene::EndLayer&) const {}
            };
            std::visit(Visitor{keep, clips, to_px}, command);
        }
    }
    return items;
}

void append_jobs(std::vector<Job>& jobs, const Item& item, std::uint32_t index) {
    const auto path_jobs = [&](const geo::Path& path) {
        const auto parts = static_cast<std::uint32_t>(path.part_count());
        std::uint32_t begin = 0;
        while (begin < parts) {
            std::uint32_t end = begin;
            std::size_t cost = 0;
            while (end < parts && cost < kJobPoints) {
                cost += path.part_end(end) - path.part_begin(end);
                ++end;
            }
            jobs.push_back({index, begin, end, cost + 8});
            begin = end;
        }
    };
    struct Visitor {
        const decltype(path_jobs)& add_path;
        std::vector<Job>& jobs;
        std::uint32_t index;
        void operator()(const scene::FillPath& c) const { add_path(*c.path); }
        void operator()(const scene::StrokePath& c) const { add_path(*c.path); }
        void operator()(const scene::DrawImage&) const {}
        void operator()(const scene::DrawText& c) const {
            constexpr std::size_t kGlyphCost = 150; // hanzi with halo, in points of a path
            jobs.push_back({index, 0, 1, kGlyphCost * c.glyphs.size()});
        }
        void operator()(const scene::PushClip&) const {}
        void operator()(const scene::PopClip&) const {}
        void operator()(const scene::BeginLayer&) const {}
        void operator()(const scene::EndLayer&) const {}
    };
    std::visit(Visitor{path_jobs, jobs, index}, *item.command);
}

void prepare(const Job& job, const Item& item, const text::FontSet& fonts, double px_per_pt, int width, int height, bool quick, Geometry& out) {
    out.edges.set_page(width, height);
    out.halo.set_page(width, height);
    const PixelRect& c = item.clip;
    const geo::Box visible{{static_cast<double>(c.x0), static_cast<double>(c.y0)}, {static_cast<double>(c.x1), static_cast<double>(c.y1)}};
    struct Visitor {
        const Job& job;
        const Item& item;
        const text::FontSet& fonts;
        double px_per_pt;
        const geo::Box& visible;
        bool quick;
        Geometry& out;
        void operator()(const scene::FillPath& c) const { add_fill(*c.path, job.part_begin, job.part_end, item.to_px, visible, out.edges); }
        void operator()(const scene::StrokePath& c) const {
            if (quick && is_thin(c, px_per_pt)) prepare_thin(c, job.part_begin, job.part_end, item.to_px, px_per_pt, out.thin);
            else add_stroke(c, job.part_begin, job.part_end, item.to_px, px_per_pt, visible, out.edges);
        }
        void operator()(const scene::DrawImage&) const {}
        void operator()(const scene::DrawText& c) const { add_text(c, item.to_px, fonts, px_per_pt, visible, out); }
        void operator()(const scene::PushClip&) const {}
        void operator()(const scene::PopClip&) const {}
        void operator()(const scene::BeginLayer&) const {}
        void operator()(const scene::EndLayer&) const {}
    };
    std::visit(Visitor{job, item, fonts, px_per_pt, visible, quick, out}, *item.command);
}

} // namespace atlas::render_cairo
