// The point is brought into each list's space once and distances are scaled back, so no vertex is transformed. The map from
// list to page is a similarity (projection plane to page), so one scale serves all directions.
#include "scene/hit_test.hpp"
#include "scene/label_placer.hpp"

#include <algorithm>

namespace atlas::scene {
namespace {

/// A filled path no larger than this on the page is a symbol (a seat, an arrow head), not an area.
constexpr double kSymbolPt = 24;

double distance_to_segment(Vec2 p, Vec2 a, Vec2 b) {
    const Vec2 d = b - a;
    const double l2 = geo::dot(d, d);
    const double t = l2 > 0 ? std::clamp(geo::dot(p - a, d) / l2, 0.0, 1.0) : 0;
    return geo::length(p - (a + d * t));
}

double distance_to_lines(const geo::Path& path, Vec2 p, double limit) {
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t part = 0; part < path.part_count(); ++part) {
        const std::size_t begin = path.part_begin(part), end = path.part_end(part);
        if (begin == end) continue;
        if (end - begin == 1) best = std::min(best, geo::length(p - path.points[begin]));
        const auto segment = [&](Vec2 a, Vec2 b) {
            // Four comparisons spare most segments the square root.
            const double reach = std::min(limit, best);
            if (std::min(a.x, b.x) > p.x + reach || std::max(a.x, b.x) < p.x - reach || std::min(a.y, b.y) > p.y + reach ||
                std::max(a.y, b.y) < p.y - reach)
                return;
            best = std::min(best, distance_to_segment(p, a, b));
        };
        for (std::size_t i = begin; i + 1 < end; ++i) segment(path.points[i], path.points[i + 1]);
        if (path.closed) segment(path.points[end - 1], path.points[begin]);
    }
    return best;
}

bool contains(const geo::Path& path, Vec2 p) {
    bool inside = false;
    for (std::size_t part = 0; part < path.part_count(); ++part) {
        const std::size_t begin = path.part_begin(part), end = path.part_end(part);
        for (std::size_t i = begin, j = end - 1; i < end; j = i++) {
            const Vec2 a = path.points[j], b = path.points[i];
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) inside = !inside;
        }
    }
    return inside;
}

struct Found {
    Hit hit;
    bool area = false;
    std::size_t order = 0;
};

class Tester {
public:
    Tester(Vec2 page, double tolerance_pt) : page_(page), tolerance_(tolerance_pt) {}

    void play(const Placed& placed) {
        const double det = placed.to_page.a * placed.to_page.d - placed.to_page.b * placed.to_page.c;
        if (!(std::abs(det) > 0) || !std::isfinite(det)) return; // squeezed to nothing: there is nothing to hit
        to_page_ = placed.to_page;
        p_ = placed.to_page.inverse().apply(page_);
        scale_ = placed.to_page.scale();
        clipped_.assign(1, false);
        for (const Command& command : placed.list->commands) {
            ++order_;
            std::visit(*this, command);
        }
    }
    std::vector<Hit> sorted() {
        std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
            if (a.area != b.area) return b.area;
            if (a.hit.distance_pt != b.hit.distance_pt) return a.hit.distance_pt < b.hit.distance_pt;
            return a.order > b.order;
        });
        std::vector<Hit> hits;
        for (const Found& f : found_) { // a feature of several commands (band and line, symbol and name) counts once
            const auto same = [&](const Hit& h) { return h.ref == f.hit.ref; };
            if (std::none_of(hits.begin(), hits.end(), same)) hits.push_back(f.hit);
        }
        return hits;
    }

    void operator()(const FillPath& c) {
        if (!wanted(c.ref) || !c.path) return;
        const Box bounds = c.path->bounds();
        const bool symbol = std::max(bounds.width(), bounds.height()) * scale_ <= kSymbolPt;
        const double reach = symbol ? tolerance_ / scale_ : 0;
        if (!bounds.grown(reach).contains(p_)) return;
        if (contains(*c.path, p_)) return add(c.ref, 0, !symbol);
        if (!symbol) return;
        const double d = distance_to_rings(*c.path, reach) * scale_;
        if (d <= tolerance_) add(c.ref, d, false);
    }
    void operator()(const StrokePath& c) {
        if (!wanted(c.ref) || !c.path) return;
        const double half = c.stroke.width_pt / 2, reach = (tolerance_ + half) / scale_;
        if (!c.path->bounds().grown(reach).contains(p_)) return;
        const double d = std::max(0.0, distance_to_lines(*c.path, p_, reach) * scale_ - half);
        if (d <= tolerance_) add(c.ref, d, false);
    }
    void operator()(const DrawImage&) {}
    void operator()(const DrawText& c) {
        if (!wanted(c.ref)) return;
        for (std::size_t i = 0; i < c.glyphs.size(); ++i) {
            const Vec2 pen = to_page_.apply(c.glyphs[i].at);
            // Advance: to the next pen position when it follows on; else one em, which is what a hanzi takes.
            double advance = c.size_pt;
            if (i + 1 < c.glyphs.size()) advance = std::min(2 * c.size_pt, geo::length(to_page_.apply(c.glyphs[i + 1].at) - pen));
            const double cs = std::cos(c.glyphs[i].angle), sn = std::sin(c.glyphs[i].angle);
            const Vec2 d = page_ - pen;
            const double y = -d.x * sn + d.y * cs;
            const double x = d.x * cs + d.y * sn + c.slant * y;
            if (x >= 0 && x <= advance && y >= -kHanziAscent * c.size_pt && y <= kHanziDescent * c.size_pt) return add(c.ref, 0, false);
        }
    }
    void operator()(const PushClip& c) { clipped_.push_back(clipped_.back() || !c.box.contains(p_)); }
    void operator()(const PopClip&) { if (clipped_.size() > 1) clipped_.pop_back(); }
    void operator()(const BeginLayer&) {}
    void operator()(const EndLayer&) {}

private:
    bool wanted(const FeatureRef& ref) const { return ref.kind != FeatureRef::Kind::none && !clipped_.back(); }
    void add(const FeatureRef& ref, double distance, bool area) { found_.push_back({{ref, distance}, area, order_}); }
    /// A filled path is closed whatever its flag says.
    double distance_to_rings(const geo::Path& path, double limit) const {
        double best = distance_to_lines(path, p_, limit);
        for (std::size_t part = 0; part < path.part_count(); ++part)
            if (path.part_end(part) > path.part_begin(part))
                best = std::min(best, distance_to_segment(p_, path.points[path.part_end(part) - 1], path.points[path.part_begin(part)]));
        return best;
    }

    Vec2 page_, p_;
    double tolerance_, scale_ = 1;
    Affine to_page_;
    std::vector<bool> clipped_;
    std::vector<Found> found_;
    std::size_t order_ = 0;
};

} // namespace

std::vector<Hit> hit_test(const Picture& picture, Vec2 page_pt, double tolerance_pt) {
    Tester tester(page_pt, tolerance_pt);
    for (const Placed& placed : picture.lists)
        if (placed.list) tester.play(placed);
    return tester.sorted();
}

std::optional<FeatureRef> number_at(const Picture& picture, Vec2 page_pt) {
    std::optional<FeatureRef> found;
    for (const Placed& placed : picture.lists) {
        if (!placed.list) continue;
        const FillPath* ground = nullptr; // the last one filled
        for (const Command& command : placed.list->commands) {
            if (const auto* fill = std::get_if<FillPath>(&command)) ground = fill->path && fill->ref.kind == FeatureRef::Kind::link ? fill : nullptr;
            const auto* words = std::get_if<DrawText>(&command);
            if (!words) continue;
            if (!ground || !(words->ref == ground->ref)) {
                ground = nullptr; // words of something else
                continue;
            }
            // Found few times: only here is the point brought to the list.
            const Vec2 p = placed.to_page.inverse().apply(page_pt);
            if (ground->path->bounds().contains(p) && contains(*ground->path, p)) found = ground->ref;
        }
    }
    return found;
}

} // namespace atlas::scene
