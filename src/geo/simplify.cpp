#include "geo/simplify.hpp"

#include <cstring>
#include <unordered_map>

namespace atlas::geo {
namespace {

/// Squared distance of p from the segment a–b.
double distance2_to_segment(Vec2 p, Vec2 a, Vec2 b) {
    const Vec2 ab = b - a, ap = p - a;
    const double l2 = dot(ab, ab);
    const double t = l2 > 0 ? std::clamp(dot(ap, ab) / l2, 0.0, 1.0) : 0;
    const Vec2 d = ap - ab * t;
    return dot(d, d);
}

/// Marks the points of pts[first … last] to keep; the ends are kept by the caller.
void mark_kept(const std::vector<Vec2>& pts, std::size_t first, std::size_t last, double tol2, std::vector<char>& keep,
               std::vector<std::pair<std::size_t, std::size_t>>& stack) {
    stack.assign(1, {first, last});
    while (!stack.empty()) {
        const auto [a, b] = stack.back();
        stack.pop_back();
        double worst = tol2;
        std::size_t at = 0;
        for (std::size_t i = a + 1; i < b; ++i) {
            const double d = distance2_to_segment(pts[i], pts[a], pts[b]);
            if (d > worst) { worst = d; at = i; }
        }
        if (at != 0) {
            keep[at] = 1;
            if (at - a > 1) stack.push_back({a, at});
            if (b - at > 1) stack.push_back({at, b});
        }
    }
}

/// Scratch buffers reused over many parts.
struct Scratch {
    std::vector<Vec2> pts;
    std::vector<char> keep;
    std::vector<std::pair<std::size_t, std::size_t>> stack;
};

/// Simplifies s.pts in place as an open line; both ends stay. Points nearer than half the tolerance to the last one are
/// dropped first: it makes the recursion cheap and moves nothing further than the tolerance allows.
void simplify_open(Scratch& s, double tolerance) {
    auto& p = s.pts;
    if (p.size() < 3 || tolerance <= 0) return;
    const double near2 = tolerance * tolerance / 4;
    std::size_t n = 1;
    for (std::size_t i = 1; i + 1 < p.size(); ++i) {
        const Vec2 d = p[i] - p[n - 1];
        if (dot(d, d) >= near2) p[n++] = p[i];
    }
    p[n++] = p.back();
    p.resize(n);
    if (n < 3) return;
    s.keep.assign(n, 0);
    s.keep.front() = s.keep.back() = 1;
    mark_kept(p, 0, n - 1, tolerance * tolerance, s.keep, s.stack);
    std::size_t out = 0;
    for (std::size_t i = 0; i < n; ++i) if (s.keep[i]) p[out++] = p[i];
    p.resize(out);
}

bool before(Vec2 a, Vec2 b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

/// A closed ring without junctions: split at its extreme points, which do not depend on where the ring starts.
void simplify_loop(Scratch& s, double tolerance) {
    auto& p = s.pts;
    std::size_t lo = 0;
    for (std::size_t i = 1; i < p.size(); ++i) if (before(p[i], p[lo])) lo = i;
    std::rotate(p.begin(), p.begin() + static_cast<std::ptrdiff_t>(lo), p.end());
    p.push_back(p.front());
    std::size_t far = 0;
    double best = -1;
    for (std::size_t i = 1; i + 1 < p.size(); ++i) {
        const Vec2 d = p[i] - p[0];
        if (const double l = dot(d, d); l > best) { best = l; far = i; }
    }
    const std::vector<Vec2> second(p.begin() + static_cast<std::ptrdiff_t>(far), p.end());
    p.resize(far + 1);
    simplify_open(s, tolerance);
    std::vector<Vec2> first = std::move(s.pts);
    s.pts = second;
    simplify_open(s, tolerance);
    first.insert(first.end(), s.pts.begin() + 1, s.pts.end());
    first.pop_back();
    s.pts = std::move(first);
}

struct PointHash {
    std::size_t operator()(const Vec2& p) const {
        std::uint64_t a, b;
        std::memcpy(&a, &p.x, 8);
        std::memcpy(&b, &p.y, 8);
        std::uint64_t h = (a * 0x9E3779B97F4A7C15ULL) ^ (b + 0x7F4A7C15ULL + (a << 7));
        h ^= h >> 29;
        h *= 0xBF58476D1CE4E5B9ULL;
        return static_cast<std::size_t>(h ^ (h >> 32));
    }
};

/// Up to two neighbours of a vertex over all rings; a third makes it a junction.
struct Neighbours {
    Vec2 first, second;
    int count = 0;
    bool junction = false;
    void add(Vec2 v) {
        if (junction) return;
        if (count > 0 && first == v) return;
        if (count > 1 && second == v) return;
        if (count == 0) first = v;
        else if (count == 1) second = v;
        else junction = true;
        ++count;
    }
};

bool tiny(const std::vector<Vec2>& p, double tolerance) {
    Box b;
    for (const Vec2& v : p) b.add(v);
    return b.width() < tolerance && b.height() < tolerance;
}

void append_ring(Path& out, const std::vector<Vec2>& ring, const std::vector<Vec2>& original, double tolerance, bool keep_small) {
    const std::vector<Vec2>* use = &ring;
    std::vector<Vec2> kept;
    if (ring.size() < 3) {
        if (!keep_small || original.size() < 3) return;
        kept = {original[0], original[original.size() / 3], original[2 * original.size() / 3]};
        use = &kept;
    } else if (!keep_small && tiny(original, tolerance)) {
        return;
    }
    out.begin_part();
    out.points.insert(out.points.end(), use->begin(), use->end());
}

} // namespace

Path simplify(const Path& path, double tolerance, bool keep_small) {
    Path out;
    out.closed = path.closed;
    out.points.reserve(path.points.size() / 4);
    Scratch s;
    std::vector<Vec2> original;
    for (std::size_t i = 0; i < path.part_count(); ++i) {
        s.pts.assign(path.points.begin() + static_cast<std::ptrdiff_t>(path.part_begin(i)),
                     path.points.begin() + static_cast<std::ptrdiff_t>(path.part_end(i)));
        if (s.pts.empty()) continue;
        if (path.closed) {
            original = s.pts;
            if (s.pts.size() > 3) simplify_loop(s, tolerance);
            append_ring(out, s.pts, original, tolerance, keep_small);
        } else {
            simplify_open(s, tolerance);
            out.begin_part();
            out.points.insert(out.points.end(), s.pts.begin(), s.pts.end());
        }
    }
    return out;
}

std::vector<Path> simplify_shared(std::span<const Path* const> rings, double tolerance, bool keep_small) {
    std::size_t total = 0;
    for (const Path* p : rings) total += p->points.size();
    std::unordered_map<Vec2, Neighbours, PointHash> at;
    at.reserve(total);
    for (const Path* p : rings) {
        for (std::size_t i = 0; i < p->part_count(); ++i) {
            const std::size_t b = p->part_begin(i), e = p->part_end(i);
            for (std::size_t k = b; k < e; ++k) {
                Neighbours& n = at[p->points[k]];
                n.add(p->points[k == b ? e - 1 : k - 1]);
                n.add(p->points[k + 1 == e ? b : k + 1]);
            }
        }
    }
    std::vector<Path> result;
    result.reserve(rings.size());
    Scratch s;
    std::vector<Vec2> ring, original;
    std::vector<std::size_t> junctions;
    for (const Path* p : rings) {
        Path out;
        out.closed = true;
        for (std::size_t i = 0; i < p->part_count(); ++i) {
            const std::size_t b = p->part_begin(i), e = p->part_end(i), n = e - b;
            if (n < 3) continue;
            original.assign(p->points.begin() + static_cast<std::ptrdiff_t>(b), p->points.begin() + static_cast<std::ptrdiff_t>(e));
            junctions.clear();
            for (std::size_t k = 0; k < n; ++k) if (at.find(original[k])->second.junction) junctions.push_back(k);
            if (junctions.empty()) {
                s.pts = original;
                simplify_loop(s, tolerance);
                append_ring(out, s.pts, original, tolerance, keep_small);
                continue;
            }
            ring.clear();
            for (std::size_t j = 0; j < junctions.size(); ++j) {
                const std::size_t from = junctions[j];
                std::size_t count = (junctions[(j + 1) % junctions.size()] + n - from) % n;
                if (count == 0) count = n; // a single junction: the arc goes once round
                s.pts.clear();
                for (std::size_t k = 0; k <= count; ++k) s.pts.push_back(original[(from + k) % n]);
                // The same arc must be cut the same way from both sides.
                const bool loop = s.pts.front() == s.pts.back();
                const bool reverse = loop ? before(s.pts[s.pts.size() - 2], s.pts[1]) : before(s.pts.back(), s.pts.front());
                if (reverse) std::reverse(s.pts.begin(), s.pts.end());
                if (loop && s.pts.size() > 3) { // keep the far point, or the loop would collapse
                    std::size_t far = 1;
                    double best = -1;
                    for (std::size_t k = 1; k + 1 < s.pts.size(); ++k) {
                        const Vec2 d = s.pts[k] - s.pts[0];
                        if (const double l = dot(d, d); l > best) { best = l; far = k; }
                    }
                    std::vector<Vec2> tail(s.pts.begin() + static_cast<std::ptrdiff_t>(far), s.pts.end());
                    s.pts.resize(far + 1);
                    simplify_open(s, tolerance);
                    std::vector<Vec2> head = std::move(s.pts);
                    s.pts = std::move(tail);
                    simplify_open(s, tolerance);
                    head.insert(head.end(), s.pts.begin() + 1, s.pts.end());
                    s.pts = std::move(head);
                } else {
                    simplify_open(s, tolerance);
                }
                if (reverse) std::reverse(s.pts.begin(), s.pts.end());
                ring.insert(ring.end(), s.pts.begin(), s.pts.end() - 1);
            }
            append_ring(out, ring, original, tolerance, keep_small);
        }
        result.push_back(std::move(out));
    }
    return result;
}

Path outline(const Path& rings) {
    struct Edge {
        Vec2 from, to;
        bool operator==(const Edge& o) const { return from == o.from && to == o.to; }
    };
    struct EdgeHash {
        std::size_t operator()(const Edge& e) const { return PointHash{}(e.from) * 31 + PointHash{}(e.to); }
    };
    auto undirected = [](Vec2 a, Vec2 b) { return before(a, b) ? Edge{a, b} : Edge{b, a}; };
    std::unordered_map<Edge, int, EdgeHash> times;
    auto each = [&](auto&& f) {
        for (std::size_t i = 0; i < rings.part_count(); ++i) {
            const std::size_t b = rings.part_begin(i), e = rings.part_end(i);
            for (std::size_t k = b; k < e; ++k) f(i, rings.points[k], rings.points[k + 1 == e ? b : k + 1]);
        }
    };
    each([&](std::size_t, Vec2 a, Vec2 b) { ++times[undirected(a, b)]; });
    // Runs of outer edges keep the order of their ring; that is enough for drawing.
    Path out;
    std::size_t ring = rings.part_count();
    each([&](std::size_t i, Vec2 a, Vec2 b) {
        if (times[undirected(a, b)] != 1) { ring = rings.part_count(); return; }
        if (ring != i || out.points.empty() || !(out.points.back() == a)) {
            out.begin_part();
            out.points.push_back(a);
            ring = i;
        }
        out.points.push_back(b);
    });
    return out;
}

} // namespace atlas::geo
