// The layers know no kind for the border of a special administrative region, and the national map has one.
#include "io/boundary_kinds.hpp"

#include <algorithm>

namespace atlas::io {
namespace {

using model::BoundaryKind;

bool before(geo::Vec2 a, geo::Vec2 b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

bool special_region(const model::Area& province) {
    return province.code.rfind("81", 0) == 0 || province.code.rfind("82", 0) == 0;
}

} // namespace

std::optional<BoundaryKind> boundary_kind(const std::string& text) {
    static const struct {
        const char* text;
        BoundaryKind kind;
    } kinds[] = {
        {"国界", BoundaryKind::national},        {"海岸线", BoundaryKind::coast},          {"省界", BoundaryKind::province},
        {"地级界", BoundaryKind::prefecture},    {"县级界", BoundaryKind::county},         {"未定国界", BoundaryKind::undetermined},
        {"南海断续线", BoundaryKind::ten_dash},  {"海上省界", BoundaryKind::province},     {"海上市县界", BoundaryKind::prefecture},
        {"特别行政区界", BoundaryKind::special_region},
    };
    for (const auto& k : kinds) {
        if (text == k.text) return k.kind;
    }
    return std::nullopt;
}

void mark_special_regions(std::vector<model::BoundaryLine>& boundaries, const std::vector<SeaLine>& sea_lines,
                          const std::vector<model::Area>& provinces) {
    for (const model::Area& region : provinces) {
        if (!special_region(region)) continue;
        std::vector<geo::Vec2> corners = region.rings.points;
        std::sort(corners.begin(), corners.end(), before);
        const auto of_region = [&](geo::Vec2 p) { return std::binary_search(corners.begin(), corners.end(), p, before); };
        for (model::BoundaryLine& line : boundaries) {
            if (line.kind != BoundaryKind::province) continue;
            if (std::all_of(line.lines.points.begin(), line.lines.points.end(), of_region)) line.kind = BoundaryKind::special_region;
        }
        // Sea lines lie off the polygon. Hong Kong has one for each scale, Macao only the finer: the coarser wins, so
        // that no line is drawn twice.
        constexpr double kNear_deg = 0.15; // Hong Kong's line runs up to 0.11 off its easternmost island
        const geo::Box around = region.rings.bounds().grown(kNear_deg);
        const auto near = [&](const SeaLine& sea) {
            const geo::Box box = boundaries[sea.index].lines.bounds();
            return around.contains(box.min) && around.contains(box.max);
        };
        int coarsest = 99;
        for (const SeaLine& sea : sea_lines) {
            if (near(sea)) coarsest = std::min(coarsest, sea.level);
        }
        for (const SeaLine& sea : sea_lines) {
            if (sea.level == coarsest && near(sea)) boundaries[sea.index].kind = BoundaryKind::special_region;
        }
    }
}

} // namespace atlas::io
