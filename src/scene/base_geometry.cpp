#include "scene/base_geometry.hpp"

#include "base/file.hpp"
#include "geo/simplify.hpp"

#include <optional>

namespace atlas::scene {
namespace {

/// The degrees a box of the projection plane covers; its border bulges, so points between the corners count too.
Box degrees_of(const geo::Albers& projection, const Box& metres) {
    Box out;
    constexpr int n = 24;
    for (int i = 0; i <= n; ++i) {
        for (int j = 0; j <= n; ++j) {
            if (i != 0 && i != n && j != 0 && j != n) continue;
            const geo::LonLat p = projection.inverse({metres.min.x + metres.width() * i / n, metres.min.y + metres.height() * j / n});
            out.add(Vec2{p.lon, p.lat});
        }
    }
    // Parallels bend: the middle of the frame can lie further north or south than its edges.
    const geo::LonLat mid = projection.inverse(metres.center());
    out.add(Vec2{mid.lon, mid.lat});
    for (double lat : {-90.0, 90.0}) // a pole in the middle of the frame is not on its edges
        for (int lon = -180; lon <= 180; lon += 15)
            if (metres.contains(projection.forward({projection.lon0() + lon, lat}))) out.add(Vec2{projection.lon0() + lon, lat});
    return out.grown(0.3);
}

/// What the neighbours' layer covers, degrees. It is cut off there; land_beyond goes on.
constexpr Box kNeighbourBox{{60, -10}, {150, 60}};

/// The cut lines a point lies on, in tenths of a degree: edges of the neighbours' box, of the strip where land_beyond lies under
/// it, of its cells, and the pole (geodata/build/land_beyond.py).
struct Cuts {
    std::optional<long> meridian, parallel;
    [[nodiscard]] bool any() const { return meridian || parallel; }
    [[nodiscard]] bool along(const Cuts& o) const { return (meridian && meridian == o.meridian) || (parallel && parallel == o.parallel); }
};
Cuts cuts_at(Vec2 deg) {
    auto tenths = [](double v) -> std::optional<long> {
        const long t = std::lround(v * 10);
        return std::abs(v * 10 - static_cast<double>(t)) < 1e-6 ? std::optional(t) : std::nullopt;
    };
    Cuts c{tenths(deg.x), tenths(deg.y)};
    if (c.meridian && *c.meridian % (10 * model::FarLand::kCell_deg) != 0 && *c.meridian != 601 && *c.meridian != 1499) c.meridian.reset();
    if (c.parallel && *c.parallel != 600 && *c.parallel != 599 && *c.parallel != -100 && *c.parallel != -99 && *c.parallel != -900) c.parallel.reset();
    return c;
}

} // namespace

void BaseGeometry::use(const geo::Albers& projection, double tolerance_m, const Box& frame_m) {
    const bool covered = tolerance_m_ > 0 && projection == projection_ && tolerance_m == tolerance_m_ &&
                         region_m_.contains(frame_m.min) && region_m_.contains(frame_m.max);
    if (covered) return;
    projection_ = projection;
    tolerance_m_ = tolerance_m;
    region_m_ = {{frame_m.min.x - 0.6 * frame_m.width(), frame_m.min.y - 0.6 * frame_m.height()},
                 {frame_m.max.x + 0.6 * frame_m.width(), frame_m.max.y + 0.6 * frame_m.height()}};
    region_deg_ = degrees_of(projection_, region_m_);
    beyond_ = !(kNeighbourBox.contains(region_deg_.min) && kNeighbourBox.contains(region_deg_.max));
    kept_.clear();
}

PathPtr BaseGeometry::kept(const std::string& key, const std::function<geo::Path()>& make) {
    auto it = kept_.find(key);
    if (it == kept_.end()) it = kept_.emplace(key, std::make_shared<const geo::Path>(make())).first;
    return it->second;
}

void BaseGeometry::add_projected(const geo::Path& degrees, geo::Path& out, double turn_deg) const {
    for (std::size_t i = 0; i < degrees.part_count(); ++i) {
        const std::size_t b = degrees.part_begin(i), e = degrees.part_end(i);
        Box box;
        for (std::size_t k = b; k < e; ++k) box.add(degrees.points[k]);
        if (!Box{{box.min.x + turn_deg, box.min.y}, {box.max.x + turn_deg, box.max.y}}.intersects(region_deg_)) continue;
        out.begin_part();
        for (std::size_t k = b; k < e; ++k) out.points.push_back(projection_.forward({degrees.points[k].x + turn_deg, degrees.points[k].y}));
    }
}

PathPtr BaseGeometry::areas(const std::string& key, const std::vector<const model::Area*>& list, bool keep_small) {
    std::vector<Rings> rings;
    for (const model::Area* a : list) rings.push_back({&a->rings});
    return glued(key, rings, tolerance_m_, keep_small);
}

PathPtr BaseGeometry::glued(const std::string& key, const std::vector<Rings>& list, double tolerance_m, bool keep_small) {
    return kept(key, [&] {
        std::vector<geo::Path> projected(list.size());
        base::parallel_for(static_cast<int>(list.size()), [&](int i) {
            auto& p = projected[static_cast<std::size_t>(i)];
            p.closed = true;
            add_projected(*list[static_cast<std::size_t>(i)].degrees, p, list[static_cast<std::size_t>(i)].turn_deg);
        });
        std::vector<const geo::Path*> pointers;
        for (const auto& p : projected) pointers.push_back(&p);
        geo::Path all;
        all.closed = true;
        for (const geo::Path& p : geo::simplify_shared(pointers, tolerance_m, keep_small)) {
            for (std::size_t i = 0; i < p.part_count(); ++i) {
                all.begin_part();
                all.points.insert(all.points.end(), p.points.begin() + static_cast<std::ptrdiff_t>(p.part_begin(i)),
                                  p.points.begin() + static_cast<std::ptrdiff_t>(p.part_end(i)));
            }
        }
        return all;
    });
}

PathPtr BaseGeometry::outline(const std::string& key, const std::vector<const model::Area*>& list) {
    return kept("outline:" + key, [&] { return geo::outline(*areas(key, list)); });
}

PathPtr BaseGeometry::land() {
    std::vector<const model::Area*> list;
    for (const auto& a : geo_->provinces) list.push_back(&a);
    return areas("land", list, true);
}

std::vector<BaseGeometry::Rings> BaseGeometry::neighbour_rings() const {
    std::vector<Rings> list;
    for (const auto& a : geo_->neighbours) list.push_back({&a.rings});
    return list;
}

/// Each cell goes where it is nearest to the central meridian: the cone is cut on the far side of the globe.
std::vector<BaseGeometry::Rings> BaseGeometry::beyond_rings() const {
    std::vector<Rings> list;
    if (!beyond_) return list;
    for (const auto& land : geo_->land_beyond) {
        const double middle = land.west_deg + model::FarLand::kCell_deg / 2.0;
        list.push_back({&land.rings, 360 * std::floor((projection_.lon0() - middle) / 360 + 0.5)});
    }
    return list;
}

PathPtr BaseGeometry::neighbours() { return glued("neighbours", neighbour_rings(), tolerance_m_, false); }
PathPtr BaseGeometry::land_beyond() { return glued("land-beyond", beyond_rings(), 2 * tolerance_m_, false); } // far away, half the detail does

PathPtr BaseGeometry::neighbour_lines() {
    if (!beyond_) return neighbours();
    return kept("neighbour-lines", [&] { return without_cuts(*neighbours(), neighbour_rings()); });
}
PathPtr BaseGeometry::land_beyond_lines() {
    return kept("land-beyond-lines", [&] { return without_cuts(*land_beyond(), beyond_rings()); });
}

/// The rings of a path made from `list` as open lines, parted where an edge runs along a cut. Simplification only drops points,
/// so the points on the cuts are found again by their coordinates.
geo::Path BaseGeometry::without_cuts(const geo::Path& path, const std::vector<Rings>& list) const {
    std::map<std::pair<double, double>, Cuts> cuts;
    for (const Rings& rings : list)
        for (const Vec2& p : rings.degrees->points)
            if (const Cuts c = cuts_at(p); c.any()) {
                const Vec2 m = projection_.forward({p.x + rings.turn_deg, p.y});
                cuts[{m.x, m.y}] = c;
            }
    auto cut = [&](Vec2 a, Vec2 b) {
        const auto i = cuts.find({a.x, a.y});
        if (i == cuts.end()) return false;
        const auto j = cuts.find({b.x, b.y});
        return j != cuts.end() && i->second.along(j->second);
    };
    geo::Path out;
    for (std::size_t i = 0; i < path.part_count(); ++i) {
        const std::size_t b = path.part_begin(i), n = path.part_end(i) - b;
        std::size_t first = 0; // begins after a cut, so that no line is broken where its ring happens to begin
        while (first < n && !cut(path.points[b + first], path.points[b + (first + 1) % n])) ++first;
        if (first == n) { // no cut: begins and ends in the middle of an edge, where a butt end leaves no trace
            const Vec2 middle = (path.points[b] + path.points[b + n - 1]) * 0.5;
            out.begin_part();
            out.points.push_back(middle);
            out.points.insert(out.points.end(), path.points.begin() + static_cast<std::ptrdiff_t>(b), path.points.begin() + static_cast<std::ptrdiff_t>(b + n));
            out.points.push_back(middle);
            continue;
        }
        ++first;
        bool open = false;
        for (std::size_t k = 0; k < n; ++k) {
            const Vec2 from = path.points[b + (first + k) % n], to = path.points[b + (first + k + 1) % n];
            if (cut(from, to)) {
                open = false;
                continue;
            }
            if (!open) {
                out.begin_part();
                out.points.push_back(from);
                open = true;
            }
            out.points.push_back(to);
        }
    }
    return out;
}

PathPtr BaseGeometry::soft(const std::string& key, const PathPtr& path) {
    return kept("soft:" + key, [&] { return geo::simplify(*path, 4 * tolerance_m_); });
}

PathPtr BaseGeometry::lakes(double min_km2) {
    std::vector<const model::Area*> list;
    for (const auto& a : geo_->lakes) if (a.size_km2 >= min_km2) list.push_back(&a);
    return areas("lakes" + std::to_string(static_cast<int>(min_km2)), list);
}

PathPtr BaseGeometry::boundary(model::BoundaryKind kind) {
    return kept("boundary" + std::to_string(static_cast<int>(kind)), [&] {
        geo::Path p;
        for (const auto& b : geo_->boundaries) if (b.kind == kind) add_projected(b.lines, p);
        return geo::simplify(p, tolerance_m_);
    });
}

PathPtr BaseGeometry::rivers(int rank) {
    return kept("rivers" + std::to_string(rank), [&] {
        geo::Path p;
        for (const auto& r : geo_->rivers) if (r.rank == rank && !r.approximate) add_projected(r.lines, p);
        return geo::simplify(p, tolerance_m_);
    });
}

PathPtr BaseGeometry::approximate_rivers() {
    return kept("rivers-approximate", [&] {
        geo::Path p;
        for (const auto& r : geo_->rivers) if (r.approximate) add_projected(r.lines, p);
        return geo::simplify(p, tolerance_m_);
    });
}

PathPtr BaseGeometry::river(const model::River& river) {
    return kept("river:" + river.name, [&] {
        geo::Path p;
        add_projected(river.lines, p);
        return geo::simplify(p, tolerance_m_);
    });
}

PathPtr BaseGeometry::minor_rivers() {
    return kept("minor", [&] {
        geo::Path p;
        for (const auto& r : geo_->minor_rivers) add_projected(r.lines, p);
        return geo::simplify(p, tolerance_m_);
    });
}

std::shared_ptr<const Image> BaseGeometry::relief(const Box& frame_m, Box& dest, Color shadow, Color light, double strength) {
    const model::Raster& r = geo_->relief;
    if (r.width <= 0) return nullptr;
    // The picture covers a little more than the frame and is kept while the frame stays inside it at a like scale.
    const std::string key = std::to_string(projection_.lon0()) + "/" + std::to_string(projection_.lat1()) + "/" + std::to_string(projection_.lat2()) +
                            "/" + std::to_string(shadow.r) + "/" + std::to_string(light.r) + "/" + std::to_string(strength);
    if (relief_ && key == relief_key_ && relief_dest_.contains(frame_m.min) && relief_dest_.contains(frame_m.max) &&
        relief_dest_.width() < 3.2 * frame_m.width()) {
        dest = relief_dest_;
        return relief_;
    }
    dest = {{frame_m.min.x - 0.25 * frame_m.width(), frame_m.min.y - 0.25 * frame_m.height()},
            {frame_m.max.x + 0.25 * frame_m.width(), frame_m.max.y + 0.25 * frame_m.height()}};
    // Two arc-minutes are 3.7 km; finer pixels would add nothing but time.
    const double pixel_m = std::max(dest.width() / 1500, 1800.0);
    const int w = std::max(2, static_cast<int>(dest.width() / pixel_m)), h = std::max(2, static_cast<int>(dest.height() / pixel_m));
    auto image = std::make_shared<Image>();
    image->width = w;
    image->height = h;
    image->rgba.resize(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 4);
    // The inverse projection is smooth: it is computed on a coarse grid and interpolated between.
    constexpr int kStep = 16;
    const int gw = w / kStep + 2, gh = h / kStep + 2;
    std::vector<geo::LonLat> grid(static_cast<std::size_t>(gw) * static_cast<std::size_t>(gh));
    base::parallel_for(gh, [&](int j) {
        for (int i = 0; i < gw; ++i)
            grid[static_cast<std::size_t>(j) * static_cast<std::size_t>(gw) + static_cast<std::size_t>(i)] =
                projection_.inverse({dest.min.x + i * kStep * dest.width() / w, dest.max.y - j * kStep * dest.height() / h});
    });
    // The flat grey (sea, plains) is the commonest value of the source.
    std::array<int, 256> histogram{};
    for (std::size_t i = 0; i < r.grey.size(); i += 7) ++histogram[r.grey[i]];
    const int flat = static_cast<int>(std::max_element(histogram.begin(), histogram.end()) - histogram.begin());
    // Towards its edges the relief fades, or the land would change there along a line.
    constexpr double kFade_deg = 2.5;
    auto kept_at = [&](double lon, double lat) {
        const double in = std::min(std::min(lon - r.extent.min.x, r.extent.max.x - lon), std::min(lat - r.extent.min.y, r.extent.max.y - lat));
        if (in >= kFade_deg) return 1.0;
        const double t = std::max(in / kFade_deg, 0.0);
        return t * t * (3 - 2 * t);
    };
    const double kx = r.width / r.extent.width(), ky = r.height / r.extent.height();
    base::parallel_for(h, [&](int y) {
        const int gj = y / kStep;
        const double v = static_cast<double>(y % kStep) / kStep;
        for (int x = 0; x < w; ++x) {
            const int gi = x / kStep;
            const double u = static_cast<double>(x % kStep) / kStep;
            const geo::LonLat* g0 = &grid[static_cast<std::size_t>(gj) * static_cast<std::size_t>(gw) + static_cast<std::size_t>(gi)];
            const geo::LonLat* g1 = g0 + gw;
            const double lon = (g0[0].lon * (1 - u) + g0[1].lon * u) * (1 - v) + (g1[0].lon * (1 - u) + g1[1].lon * u) * v;
            const double lat = (g0[0].lat * (1 - u) + g0[1].lat * u) * (1 - v) + (g1[0].lat * (1 - u) + g1[1].lat * u) * v;
            const double sx = (lon - r.extent.min.x) * kx - 0.5, sy = (r.extent.max.y - lat) * ky - 0.5;
            std::uint8_t* px = &image->rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(w) + static_cast<std::size_t>(x)) * 4];
            if (sx < 0 || sy < 0 || sx >= r.width - 1 || sy >= r.height - 1) continue; // transparent outside the raster
            const int ix = static_cast<int>(sx), iy = static_cast<int>(sy);
            const double fx = sx - ix, fy = sy - iy;
            auto at = [&](int xx, int yy) { return r.grey[static_cast<std::size_t>(yy) * static_cast<std::size_t>(r.width) + static_cast<std::size_t>(xx)]; };
            const double g = (at(ix, iy) * (1 - fx) + at(ix + 1, iy) * fx) * (1 - fy) + (at(ix, iy + 1) * (1 - fx) + at(ix + 1, iy + 1) * fx) * fy;
            const bool dark = g < flat;
            const double alpha = strength * kept_at(lon, lat) * (dark ? (flat - g) / flat : 0.8 * (g - flat) / std::max(1, 255 - flat));
            const Color c = dark ? shadow : light;
            px[0] = c.r;
            px[1] = c.g;
            px[2] = c.b;
            px[3] = static_cast<std::uint8_t>(std::clamp(alpha, 0.0, 1.0) * 255 + 0.5);
        }
    });
    relief_ = image;
    relief_dest_ = dest;
    relief_key_ = key;
    return relief_;
}

} // namespace atlas::scene
