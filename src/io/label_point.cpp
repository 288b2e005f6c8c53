// The widest inner stretch of a few level lines through the largest ring: cheap, always inside, wide enough for a name.
// The true pole of inaccessibility would cost more and look the same at the size of a label.
#include "io/label_point.hpp"

#include <algorithm>
#include <vector>

namespace atlas::io {
namespace {

double doubled_area(const geo::Path& rings, std::size_t part) {
    const std::size_t begin = rings.part_begin(part), end = rings.part_end(part);
    double sum = 0;
    for (std::size_t i = begin, last = end - 1; i < end; last = i++) sum += geo::cross(rings.points[last], rings.points[i]);
    return std::abs(sum);
}

/// Longitudes at which all rings cross the level line, in order; the area lies between the 1st and 2nd, 3rd and 4th …
std::vector<double> crossings(const geo::Path& rings, double y) {
    std::vector<double> xs;
    for (std::size_t part = 0; part < rings.part_count(); ++part) {
        const std::size_t begin = rings.part_begin(part), end = rings.part_end(part);
        for (std::size_t i = begin, last = end - 1; i < end; last = i++) {
            const geo::Vec2 a = rings.points[last], b = rings.points[i];
            if ((a.y > y) != (b.y > y)) xs.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }
    std::sort(xs.begin(), xs.end());
    return xs;
}

} // namespace

geo::LonLat label_point(const geo::Path& rings) {
    if (rings.part_count() == 0) return {};
    std::size_t largest = 0;
    double most = -1;
    for (std::size_t part = 0; part < rings.part_count(); ++part) {
        if (const double area = doubled_area(rings, part); area > most) {
            most = area;
            largest = part;
        }
    }
    geo::Box box;
    for (std::size_t i = rings.part_begin(largest); i < rings.part_end(largest); ++i) box.add(rings.points[i]);

    geo::Vec2 best = box.center();
    double widest = 0;
    for (int k = 1; k <= 9; ++k) {
        // Off the simple fractions: a line through a vertex row of a gridded shape would have no clear inside.
        const double y = box.min.y + box.height() * (k / 10.0 + 0.00137);
        const double middle_bonus = 1.25 - std::abs(k - 5) * 0.1; // a little narrower is better than at the edge
        const std::vector<double> xs = crossings(rings, y);
        for (std::size_t i = 0; i + 1 < xs.size(); i += 2) {
            const geo::Vec2 at{(xs[i] + xs[i + 1]) / 2, y};
            const double width = (xs[i + 1] - xs[i]) * middle_bonus;
            if (width > widest && box.contains(at)) {
                widest = width;
                best = at;
            }
        }
    }
    return {best.x, best.y};
}

} // namespace atlas::io
