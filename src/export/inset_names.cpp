#include "export/inset_names.hpp"

#include "geo/curve.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace atlas::exporter {

using geo::Box;
using geo::Vec2;

namespace {

enum class Kind { dot, group, land, foreign, sea };
struct Name {
    double lon, lat;
    const char *zh, *en;
    Kind kind;
};
/// In order of right of place. Positions are rounded public ones; those of lands are where their names fit.
constexpr Name kNames[] = {
    {112.28, 3.93, "曾母暗沙", "Zengmu Ansha", Kind::dot},    {113.9, 10.0, "南沙群岛", "Nansha Islands", Kind::group},
    {112.2, 16.7, "西沙群岛", "Xisha Islands", Kind::group},     {116.8, 20.7, "东沙群岛", "Dongsha Islands", Kind::group},
    {114.5, 15.6, "中沙群岛", "Zhongsha Islands", Kind::group},  {117.75, 15.15, "黄岩岛", "Huangyan Dao", Kind::dot},
    {109.75, 19.2, "海南", "Hainan", Kind::land},              {120.9, 23.4, "台湾", "Taiwan", Kind::land},
    {114.2, 13.0, "南海", "South China Sea", Kind::sea},
    {121.0, 16.6, "菲律宾", "Philippines", Kind::foreign},     {107.9, 13.6, "越南", "Vietnam", Kind::foreign},
    {113.9, 2.7, "马来西亚", "Malaysia", Kind::foreign},       {114.8, 4.5, "文莱", "Brunei", Kind::foreign},
};

/// Where a name would best stand, best first, as offsets of its middle in its own half sizes; then all places round about.
std::vector<Vec2> offsets_of(Kind kind) {
    std::vector<Vec2> o;
    switch (kind) {
    case Kind::dot: o = {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {0.8, -1}, {-0.8, -1}, {0.8, 1}, {-0.8, 1}}; break;
    case Kind::group: o = {{0, -1}, {0, 1}, {1, 0}, {-1, 0}, {0.6, -1.4}, {-0.6, -1.4}, {0.6, 1.6}, {-0.6, 1.6}}; break;
    default: o = {{0, 0}, {0, -0.8}, {0, 0.8}, {-0.4, 0}, {0.4, 0}, {0, -1.6}, {0, 1.6}, {-0.8, 0.8}}; break;
    }
    for (const double y : {-1.6, 1.6, -2.2, 2.2, -2.8, 2.8})
        for (const double x : {0.0, 0.4, -0.4, 0.8, -0.8}) o.push_back({x, y});
    return o;
}

} // namespace

void draw_inset_names(Pen& pen, const scene::Camera& camera, const Box& map, const std::vector<Vec2>& dashes) {
    const geo::Affine to_map = camera.to_frame(map.width(), map.height());
    auto at = [&](double lon, double lat) { return to_map.apply(camera.projection.forward({lon, lat})) + map.min; };
    const double size = pen.ladder.floor_pt, dot = pen.pt(0.75);
    std::vector<Box> taken;
    for (const Name& n : kNames) {
        if (n.kind != Kind::dot) continue;
        const Vec2 p = at(n.lon, n.lat);
        pen.fill(geo::circle(p, dot, 12), pen.theme.text_soft);
        taken.push_back(Box{p, p}.grown(dot + 0.6));
    }
    for (const Name& n : kNames) {
        const bool zh = pen.lang == model::Lang::zh, sea = n.kind == Kind::sea, foreign = n.kind == Kind::foreign;
        const bool island = n.kind == Kind::dot || n.kind == Kind::group;
        const std::string words = zh ? n.zh : n.en;
        const text::Face face = sea ? text::Face::serif : text::Face::sans;
        const double letters = sea ? size * 1.15 : size;
        const text::Shaped shaped = pen.fonts.shape(words, face, letters);
        const double spread = sea && zh ? letters * 0.9 : 0; // between the two hanzi
        const Vec2 half{(shaped.width_pt + spread) / 2, letters * 0.5};
        const Vec2 p = at(n.lon, n.lat);
        const double gap = n.kind == Kind::dot ? dot + pen.pt(1.2) : n.kind == Kind::group ? pen.pt(1.6) : 0;
        double best_cost = std::numeric_limits<double>::infinity();
        Box best;
        int rank = 0;
        for (const Vec2& o : offsets_of(n.kind)) {
            const Vec2 middle{p.x + o.x * (half.x + (o.x != 0 ? gap : 0)), p.y + o.y * (half.y + gap)};
            const Box box{middle - half, middle + half};
            double cost = 0.1 * rank++;
            if (box.min.x < map.min.x + 1 || box.max.x > map.max.x - 1 || box.min.y < map.min.y + 1 || box.max.y > map.max.y - 1) cost += 1000;
            for (const Box& t : taken) { // the least of overlaps where none can be avoided
                const double w = std::min(box.max.x, t.max.x) - std::max(box.min.x, t.min.x) + 0.8, h = std::min(box.max.y, t.max.y) - std::max(box.min.y, t.min.y) + 0.4;
                if (w > 0 && h > 0) cost += 10 + 40 * w * h / (box.width() * box.height());
            }
            for (const Vec2& d : dashes) if (box.grown(0.8).contains(d)) { cost += 40; break; }
            if (cost < best_cost) {
                best_cost = cost;
                best = box;
            }
        }
        if (best_cost >= (island ? 500 : 10)) continue; // only an island's name may stand close
        taken.push_back(best);
        scene::DrawText t;
        t.utf8 = words;
        t.face = face;
        t.size_pt = letters;
        t.slant = sea && zh ? -0.2 : 0; // water names lean to the left
        t.color = sea ? pen.theme.water_text : foreign ? pen.theme.neighbour_text : pen.theme.text;
        t.halo = pen.theme.halo;
        t.halo_pt = sea || foreign ? 0 : pen.pt(0.75);
        if (sea || foreign) t.halo.a = 0;
        double extra = 0;
        for (const text::Glyph& g : shaped.glyphs) {
            t.glyphs.push_back({g.id, {best.min.x + g.x_pt + extra, best.center().y + letters * 0.36 + g.y_pt}, 0, g.cluster});
            extra += shaped.glyphs.size() > 1 ? spread / static_cast<double>(shaped.glyphs.size() - 1) : 0;
        }
        pen.out.commands.push_back(std::move(t));
    }
}

} // namespace atlas::exporter
