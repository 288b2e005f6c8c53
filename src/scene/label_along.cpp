// Names along a course: glyphs on a calmed line beside the true one, so that letters follow the river's way and not its wiggles.
#include "scene/hit_test.hpp"
#include "scene/label_placer.hpp"

namespace atlas::scene {

/// A line at even steps, as it runs and calmed, with the arc length along the calm one.
struct LabelPlacer::Course {
    std::vector<Vec2> raw, calm;
    std::vector<double> run;

    [[nodiscard]] double total() const { return run.back(); }
    [[nodiscard]] std::size_t index(double s) const {
        const auto it = std::upper_bound(run.begin(), run.end(), s);
        return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(it - run.begin() - 1, 0, static_cast<std::ptrdiff_t>(run.size()) - 2));
    }
    [[nodiscard]] Vec2 at(double s) const {
        const std::size_t i = index(s);
        const double l = run[i + 1] - run[i];
        return calm[i] + (calm[i + 1] - calm[i]) * (l > 0 ? std::clamp((s - run[i]) / l, 0.0, 1.0) : 0.0);
    }
    [[nodiscard]] Vec2 direction(double s, double half) const { return geo::unit(at(std::min(total(), s + half)) - at(std::max(0.0, s - half))); }
    [[nodiscard]] Course reversed() const {
        Course c{{raw.rbegin(), raw.rend()}, {calm.rbegin(), calm.rend()}, {}};
        c.measure();
        return c;
    }
    void measure() {
        run.assign(1, 0);
        for (std::size_t i = 1; i < calm.size(); ++i) run.push_back(run.back() + geo::length(calm[i] - calm[i - 1]));
    }
};

namespace {

/// Parts that meet end to end become one: a river comes in pieces.
std::vector<std::vector<Vec2>> joined(const std::vector<std::vector<Vec2>>& lines) {
    std::vector<std::vector<Vec2>> out;
    for (const auto& line : lines) {
        if (line.size() < 2) continue;
        const auto meets = [](Vec2 a, Vec2 b) { return geo::length(a - b) < 0.6; };
        bool done = false;
        for (auto& o : out) {
            if (meets(o.back(), line.front())) { o.insert(o.end(), line.begin() + 1, line.end()); done = true; break; }
            if (meets(line.back(), o.front())) { o.insert(o.begin(), line.begin(), line.end() - 1); done = true; break; }
        }
        if (!done) out.push_back(line);
    }
    return out;
}

std::vector<Vec2> resampled(const std::vector<Vec2>& line, double step) {
    std::vector<Vec2> out{line.front()};
    double next = step;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec2 d = line[i] - line[i - 1];
        const double l = geo::length(d);
        for (; next <= l; next += step) out.push_back(line[i - 1] + d * (next / l));
        next -= l;
    }
    return out;
}

/// Mean over ±half points (fewer near the ends, which stay).
std::vector<Vec2> averaged(const std::vector<Vec2>& p, int half) {
    std::vector<Vec2> sum(p.size() + 1), out(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) sum[i + 1] = sum[i] + p[i];
    const int n = static_cast<int>(p.size());
    for (int i = 0; i < n; ++i) {
        const int h = std::min({half, i, n - 1 - i});
        out[static_cast<std::size_t>(i)] = (sum[static_cast<std::size_t>(i + h + 1)] - sum[static_cast<std::size_t>(i - h)]) * (1.0 / (2 * h + 1));
    }
    return out;
}

constexpr double kHanziMiddle = 0.38; // the middle of a hanzi's ink stands this share of the size above the baseline
constexpr double kQuarter = 1.5707963267948966;

} // namespace

std::vector<LabelPlacer::Course> LabelPlacer::courses(const std::vector<std::vector<Vec2>>& lines, double size) const {
    std::vector<Course> out;
    const Box near = frame_.grown(4 * size);
    const double step = 0.25 * size;
    std::vector<std::vector<Vec2>> visible; // the rest of a long river costs nothing
    for (const auto& line : joined(lines)) {
        std::vector<Vec2> part;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (near.contains(line[i])) part.push_back(line[i]);
            else if (!part.empty()) { visible.push_back(std::move(part)); part.clear(); }
        }
        if (part.size() >= 2) visible.push_back(std::move(part));
    }
    for (const auto& line : visible) {
        if (line.size() < 2) continue;
        Course c;
        c.raw = resampled(line, step);
        if (c.raw.size() < 8) continue;
        c.calm = averaged(averaged(averaged(c.raw, 6), 6), 5);
        c.measure();
        out.push_back(std::move(c));
    }
    return out;
}

bool LabelPlacer::along(const Label& label, const std::vector<std::vector<Vec2>>& lines, double gap_pt, int ink) {
    if (put_held(label)) return true;
    const LabelStyle& style = label.style;
    const text::Shaped shaped = fonts_.shape(label.text, style.face, style.size_pt);
    const double s = style.size_pt, n = static_cast<double>(shaped.glyphs.size());
    if (n < 1) return false;
    const double w = shaped.width_pt + style.spacing_pt * (n - 1);
    const std::vector<Course> all = courses(lines, s);
    struct Candidate { double cost; std::size_t line; double start; };
    std::vector<Candidate> candidates;
    const Box inner = frame_.grown(-s);
    for (std::size_t k = 0; k < all.size(); ++k) {
        const Course& c = all[k];
        for (double start = 0.4 * s; start + w + 0.4 * s <= c.total(); start += std::max(4.0, w / 6)) {
            const Vec2 a = c.at(start), b = c.at(start + w);
            if (!inner.contains(a) || !inner.contains(b)) continue;
            const double chord = geo::length(b - a);
            if (chord < 0.86 * w) continue;
            // How much the letters would turn from one to the next, and how far the true line leaves the calm one.
            double turn = 0, most = 0, stray = 0;
            Vec2 before = c.direction(start, 0.8 * s);
            for (double t = start; t <= start + w; t += s) {
                const Vec2 d = c.direction(t, 0.8 * s);
                const double angle = std::abs(std::atan2(geo::cross(before, d), geo::dot(before, d)));
                turn += angle;
                most = std::max(most, angle);
                before = d;
            }
            if (most > 0.45) continue;
            for (std::size_t i = c.index(start); i <= c.index(start + w); ++i) stray = std::max(stray, geo::length(c.raw[i] - c.calm[i]));
            const Vec2 d = geo::unit(b - a);
            const double off_centre = geo::length((a + b) * 0.5 - frame_.center()) / (frame_.width() + frame_.height());
            candidates.push_back({2 * turn + stray / s + off_centre + 0.5 * std::abs(d.y), k, start});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.cost < b.cost; });
    for (const Candidate& c : candidates)
        if (set_on(label, shaped, all[c.line], c.start, w, gap_pt, ink)) return true;
    return false;
}

bool LabelPlacer::set_on(const Label& label, const text::Shaped& shaped, const Course& given, double start, double w, double gap_pt, int ink) {
    const LabelStyle& style = label.style;
    const double s = style.size_pt;
    const bool latin = !label.text.empty() && static_cast<unsigned char>(label.text[0]) < 0x80;
    const Vec2 chord = given.at(start + w) - given.at(start);
    // Hanzi along a steep reach stand upright, one below the other; all else reads from left to right.
    const bool steep = !latin && std::abs(chord.y) > 1.3 * std::abs(chord.x);
    const bool reverse = steep ? chord.y < 0 : chord.x < 0;
    const Course course = reverse ? given.reversed() : given;
    if (reverse) start = std::max(0.0, course.total() - start - w);
    // Upright hanzi in an oblique column need air between them.
    const double spacing = steep ? std::max(style.spacing_pt, 0.32 * s) : style.spacing_pt;
    const double extra = (spacing - style.spacing_pt) * (static_cast<double>(shaped.glyphs.size()) - 1);
    start = std::max(0.0, start - extra / 2);
    w += extra;
    if (start + w > course.total()) return false;
    for (double side : {-1.0, 1.0}) { // above (or right of) the line first
        std::vector<Box> boxes;
        DrawText t = command_of(label);
        bool good = true;
        double pen = start;
        // The true line may swing to this side of the calm one: the name keeps off it as a whole, in one even line.
        double swing = 0;
        for (std::size_t i = course.index(start); i <= course.index(start + w); ++i) {
            const Vec2 dir = course.direction(course.run[i], 0.8 * s);
            swing = std::max(swing, geo::dot(course.raw[i] - course.calm[i], geo::perpendicular(dir) * (steep ? -side : side)));
        }
        if (swing > 0.9 * s) continue;
        Vec2 before;
        double before_advance = 0;
        for (const text::Glyph& g : shaped.glyphs) {
            const double mid = pen + g.advance_pt / 2;
            const Vec2 dir = course.direction(mid, 1.1 * s);
            const Vec2 normal = geo::perpendicular(dir) * (steep ? -side : side); // y down: perpendicular points down/left of the run
            const Vec2 centre = course.at(mid) + normal * (0.5 * s + gap_pt + swing);
            const double lean = std::atan2(dir.y, dir.x) - (steep ? kQuarter : 0);
            if (std::abs(lean) > (steep ? 0.85 : kQuarter)) { good = false; break; } // would lie on its side or upside down
            // On the inner side of a bend letters close up: not onto each other.
            if (&g != &shaped.glyphs.front() && geo::length(centre - before) < 0.9 * (steep ? s : 0.5 * (before_advance + g.advance_pt))) { good = false; break; }
            before = centre;
            before_advance = g.advance_pt;
            const double angle = steep ? 0 : lean;
            const double ca = std::cos(angle), sa = std::sin(angle);
            const Vec2 offset{-g.advance_pt / 2, kHanziMiddle * s};
            t.glyphs.push_back({g.id, {centre.x + ca * offset.x - sa * offset.y, centre.y + sa * offset.x + ca * offset.y}, angle, g.cluster});
            const Box b = Box{{centre.x - s / 2, centre.y - s / 2}, {centre.x + s / 2, centre.y + s / 2}}.grown(0.3);
            const Box turned = b.grown(0.22 * s * std::abs(std::sin(2 * angle))); // its corners reach further
            if (!is_free(b) || !in_frame(turned) || ink_in(b) > ink) { good = false; break; }
            boxes.push_back(b);
            pen += g.advance_pt + spacing;
        }
        if (!good) continue;
        for (const Box& b : boxes) occupy(b);
        out_.commands.push_back(std::move(t));
        return true;
    }
    return false;
}

} // namespace atlas::scene
