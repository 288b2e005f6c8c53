#include "export/plain_links.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "geo/albers.hpp"
#include "geo/simplify.hpp"
#include "io/geodata_reader.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <thread>

namespace atlas::exporter {

using geo::Path;
using geo::Vec2;
using scene::Color;

namespace {

// The page of the peers: 3508 × 2480 px at 300 dpi, y 300000 … 6100000 m, x centred on −150000 m.
constexpr double kWidthPt = 3508 * 72 / 300.0, kHeightPt = 2480 * 72 / 300.0;
constexpr double kBottomM = 300000, kTopM = 6100000, kCentreM = -150000;
constexpr int kCurvePoints = 32;

struct PlainLink {
    geo::LonLat from, to;
    double bend = 0;
};

/// One number of a CSV field; the error names row and column.
bool number(std::string_view s, double& v) {
    const auto r = std::from_chars(s.data(), s.data() + s.size(), v);
    return r.ec == std::errc() && r.ptr == s.data() + s.size() && std::isfinite(v);
}

base::Result<std::vector<PlainLink>> parse(const std::string& text, const std::string& path) {
    static constexpr std::array<std::string_view, 8> kColumns = {"from_code", "to_code", "from_lon", "from_lat", "to_lon", "to_lat", "group", "curv"};
    std::string_view rest = text;
    if (rest.substr(0, 3) == "\xEF\xBB\xBF") rest.remove_prefix(3);
    auto next_line = [&](std::string_view& line) {
        if (rest.empty()) return false;
        const std::size_t nl = rest.find('\n');
        line = rest.substr(0, nl);
        rest = nl == std::string_view::npos ? std::string_view() : rest.substr(nl + 1);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        return true;
    };
    auto fields = [](std::string_view line, std::array<std::string_view, 16>& out) {
        std::size_t n = 0;
        for (;;) {
            const std::size_t c = line.find(',');
            if (n < out.size()) out[n] = line.substr(0, c);
            ++n;
            if (c == std::string_view::npos) return n;
            line.remove_prefix(c + 1);
        }
    };
    std::string_view line;
    std::array<std::string_view, 16> f;
    if (!next_line(line)) return base::data_error(base::say("{}：文件是空的；首行须写列名", "{}: the file is empty; the first line must name the columns", path));
    const std::size_t width = std::min(fields(line, f), f.size());
    std::array<int, 8> at;
    at.fill(-1);
    for (std::size_t i = 0; i < width; ++i)
        for (std::size_t k = 0; k < kColumns.size(); ++k) if (f[i] == kColumns[k]) at[k] = static_cast<int>(i);
    for (std::size_t k : {2u, 3u, 4u, 5u})
        if (at[k] < 0) return base::data_error(base::say("{} 第 1 行：缺少列“{}”", "{} row 1: the column '{}' is missing", path, kColumns[k]));
    std::vector<PlainLink> links;
    links.reserve(text.size() / 80);
    int row = 1;
    while (next_line(line)) {
        ++row;
        if (line.empty()) continue;
        const std::size_t n = fields(line, f);
        PlainLink l;
        double* into[] = {&l.from.lon, &l.from.lat, &l.to.lon, &l.to.lat};
        for (std::size_t k = 0; k < 4; ++k) {
            const auto column = static_cast<std::size_t>(at[k + 2]);
            if (column >= n || !number(f[column], *into[k]) || std::abs(*into[k]) > (k % 2 == 0 ? 180 : 90))
                return base::data_error(base::say("{} 第 {} 行，“{}”列：“{}”不是有效的经纬度", "{} row {}, column '{}': '{}' is not a valid coordinate",
                                                  path, row, kColumns[k + 2], column < n ? f[column] : ""));
        }
        if (at[7] >= 0 && (static_cast<std::size_t>(at[7]) >= n || !number(f[static_cast<std::size_t>(at[7])], l.bend)))
            return base::data_error(base::say("{} 第 {} 行，“curv”列：不是数", "{} row {}, column 'curv': it is not a number", path, row));
        links.push_back(l);
    }
    return links;
}

} // namespace

base::Result<scene::Picture> build_plain_links(const PlainLinksSpec& spec, const text::FontSet& fonts) {
    // The table and the base map do not depend on each other.
    base::Result<std::vector<PlainLink>> links = base::data_error("");
    std::thread table([&] {
        base::Result<std::string> text = base::read_file(spec.csv_path);
        links = text ? parse(*text, spec.csv_path) : base::Result<std::vector<PlainLink>>(text.error());
    });
    io::GeodataWanted wanted = io::GeodataWanted::names_only();
    wanted.province_shapes = true;
    wanted.boundaries = true;
    auto geodata = io::read_geodata(spec.geodata_dir, wanted);
    table.join();
    if (!links) return links.error();
    if (!geodata) return geodata.error();

    const geo::Albers albers = geo::Albers::china();
    const double m_per_pt = (kTopM - kBottomM) / kHeightPt, k = 1 / m_per_pt;
    const double left_m = kCentreM - kWidthPt / 2 * m_per_pt;
    const geo::Affine to_page{k, 0, 0, -k, -left_m * k, kTopM * k};
    const double tolerance = 0.06 * m_per_pt; // a quarter of a pixel at 300 dpi

    auto project = [&](const Path& degrees, Path& out) {
        for (std::size_t i = 0; i < degrees.part_count(); ++i) {
            out.begin_part();
            for (std::size_t p = degrees.part_begin(i); p < degrees.part_end(i); ++p)
                out.points.push_back(albers.forward({degrees.points[p].x, degrees.points[p].y}));
        }
    };
    auto land = std::make_shared<Path>(), regional = std::make_shared<Path>(), provincial = std::make_shared<Path>(), curves = std::make_shared<Path>();
    base::parallel_for(3, [&](int part) {
        using K = model::BoundaryKind;
        if (part == 0) {
            std::vector<Path> projected(geodata->provinces.size());
            std::vector<const Path*> pointers;
            for (std::size_t i = 0; i < projected.size(); ++i) {
                projected[i].closed = true;
                project(geodata->provinces[i].rings, projected[i]);
                pointers.push_back(&projected[i]);
            }
            land->closed = true;
            for (const Path& p : geo::simplify_shared(pointers, tolerance, true))
                for (std::size_t i = 0; i < p.part_count(); ++i) {
                    land->begin_part();
                    land->points.insert(land->points.end(), p.points.begin() + static_cast<std::ptrdiff_t>(p.part_begin(i)), p.points.begin() + static_cast<std::ptrdiff_t>(p.part_end(i)));
                }
        } else if (part == 1) {
            Path fine, coarse;
            for (const auto& b : geodata->boundaries) {
                const bool province = b.kind == K::national || b.kind == K::coast || b.kind == K::province || b.kind == K::special_region || b.kind == K::undetermined || b.kind == K::ten_dash;
                if (province) project(b.lines, coarse);
                else if (b.kind == K::prefecture || (spec.counties && b.kind == K::county)) project(b.lines, fine);
            }
            *regional = geo::simplify(fine, tolerance);
            *provincial = geo::simplify(coarse, tolerance);
        } else {
            curves->points.reserve(links->size() * kCurvePoints);
            for (const PlainLink& l : *links) {
                const Vec2 a = to_page.apply(albers.forward(l.from)), b = to_page.apply(albers.forward(l.to));
                // The bend is defined with y up; the page's y points down, so the side changes.
                const Vec2 d = b - a, control = (a + b) * 0.5 + Vec2{d.y, -d.x} * l.bend;
                curves->begin_part();
                for (int i = 0; i < kCurvePoints; ++i) {
                    const double t = i / (kCurvePoints - 1.0), u = 1 - t;
                    curves->points.push_back(a * (u * u) + control * (2 * u * t) + b * (t * t));
                }
            }
        }
    });

    auto base_list = std::make_shared<scene::DisplayList>();
    base_list->commands.push_back(scene::FillPath{land, base::rgb(0xF2EFE9), {}});
    base_list->commands.push_back(scene::StrokePath{regional, {0.12, base::rgb(0xB0B0B0), {}, scene::Cap::round}, {}});
    base_list->commands.push_back(scene::StrokePath{provincial, {0.3, base::rgb(0x606060), {}, scene::Cap::round}, {}});

    // Every link is a stroke of its own: where translucent curves cross, the ink adds up as the peers' does.
    auto page = std::make_shared<scene::DisplayList>();
    page->commands.reserve(links->size() + geodata->prefectures.size());
    const scene::Stroke red{0.24, Color{0xC8, 0x28, 0x28, 102}, {}, scene::Cap::round};
    for (std::size_t i = 0; i < curves->part_count(); ++i) {
        auto one = std::make_shared<Path>();
        one->begin_part();
        one->points.assign(curves->points.begin() + static_cast<std::ptrdiff_t>(curves->part_begin(i)), curves->points.begin() + static_cast<std::ptrdiff_t>(curves->part_end(i)));
        page->commands.push_back(scene::StrokePath{std::move(one), red, {}});
    }
    for (const auto& a : geodata->prefectures) {
        const Vec2 at = to_page.apply(albers.forward(a.label));
        const text::Shaped shaped = fonts.shape(a.name, text::Face::sans, 5);
        scene::DrawText t;
        t.utf8 = a.name;
        t.size_pt = 5;
        t.color = base::rgb(0x222222);
        t.halo = base::rgb(0xFFFFFF);
        t.halo_pt = 0.4;
        for (const text::Glyph& g : shaped.glyphs) t.glyphs.push_back({g.id, {at.x - shaped.width_pt / 2 + g.x_pt, at.y + 0.38 * 5 + g.y_pt}, 0, g.cluster});
        page->commands.push_back(std::move(t));
    }
    scene::Picture picture;
    picture.width_pt = kWidthPt;
    picture.height_pt = kHeightPt;
    picture.title = "Plain links";
    picture.lists = {{base_list, to_page}, {page, {}}};
    return picture;
}

} // namespace atlas::exporter
