#include "export/inset.hpp"

#include "export/inset_names.hpp"
#include "export/map_furniture.hpp"

#include <algorithm>
#include <cmath>

namespace atlas::exporter {

using geo::Box;
using geo::LonLat;
using geo::Vec2;

namespace {

constexpr LonLat kHainan[] = {{108.55, 19.2}, {109.5, 18.12}, {110.5, 18.3}, {111.1, 19.7}, {110.7, 20.2}, {109.6, 20.05}};
/// Zengmu Ansha and the outermost parts of the dashed line.
constexpr LonLat kSouthChinaSea[] = {{112.28, 3.7}, {107.9, 7.0}, {109.2, 12.0}, {109.8, 15.2}, {115.6, 7.2}, {118.6, 11.0}, {119.2, 16.0}, {121.0, 19.0}};
/// Islands that nothing may cover (LAW8, LAW9); rounded public positions.
constexpr LonLat kIslands[] = {{123.47, 25.75}, {124.57, 25.92}, {117.75, 15.15}, {116.8, 20.7}, {112.3, 16.8}, {114.4, 15.7}, {112.28, 3.93}};
/// Waters with the dashed line and the islands in it, west to east and south to north.
constexpr Box kDashedWaters{{106.9, 3.0}, {123.4, 24.9}};
/// What the inset shows, degrees.
constexpr Box kInset{{105.3, 1.6}, {122.5, 23.9}};

bool in_frame(const scene::Camera& camera, double w, double h, LonLat p) {
    return Box{{0, 0}, {w, h}}.contains(camera.to_frame(w, h).apply(camera.projection.forward(p)));
}

/// Points along the dashed line of the inset's base, about one a point, on the page.
std::vector<Vec2> dash_points(const scene::DisplayList& base, const geo::Affine& to_frame, const style::Theme& theme, Vec2 origin) {
    std::vector<Vec2> points;
    for (const scene::Command& c : base.commands) {
        const auto* s = std::get_if<scene::StrokePath>(&c);
        if (s == nullptr || !s->stroke.dash_pt.empty() || s->stroke.color != theme.ten_dash.color) continue;
        for (std::size_t i = 0; i < s->path->part_count(); ++i)
            for (std::size_t k = s->path->part_begin(i); k + 1 < s->path->part_end(i); ++k) {
                const Vec2 a = to_frame.apply(s->path->points[k]), b = to_frame.apply(s->path->points[k + 1]);
                const int n = std::max(1, static_cast<int>(geo::length(b - a)));
                for (int j = 0; j <= n; ++j) points.push_back(a + (b - a) * (1.0 * j / n) + origin);
            }
    }
    return points;
}

/// Bar and length on one line, centred: "├──┤ 500 千米".
void small_bar(Pen& pen, const scene::Camera& camera, Vec2 middle_baseline, double width) {
    const double size = pen.type(6), stretch = true_denominator(camera) / camera.scale_denominator();
    double km = 1000;
    for (const double round : {1000.0, 500.0, 200.0, 100.0}) {
        km = round;
        if (km * 1000 / (camera.m_per_pt * stretch) < width * 0.5) break;
    }
    const std::string words = std::to_string(static_cast<int>(km)) + pen.say(" 千米", " km");
    const double bar = km * 1000 / (camera.m_per_pt * stretch), total = bar + pen.pt(3) + pen.width_of(words, size), x = middle_baseline.x - total / 2;
    const double y = middle_baseline.y - size * 0.3, tick = pen.pt(1.6);
    const scene::Stroke ink{pen.pt(0.6), pen.theme.text_soft, {}, scene::Cap::butt};
    pen.line({{x, y}, {x + bar, y}}, ink);
    for (const double end : {x, x + bar}) pen.line({{end, y - tick}, {end, y + tick}}, ink);
    pen.text(words, {x + bar + pen.pt(3), middle_baseline.y}, size, pen.theme.text_soft);
}

} // namespace

Box national_reach_with_inset() {
    const geo::Albers p = geo::Albers::china();
    Box m;
    for (const LonLat at : {LonLat{71.3, 37.5}, {73.3, 39.5}, {135.3, 48.4}, {123.3, 53.75}, {121.5, 53.7}, {105, 15.9}, {110, 15.9}}) m.add(p.forward(at));
    return m;
}

Box national_reach_whole() {
    const geo::Albers p = geo::Albers::china();
    Box m = national_reach_with_inset();
    for (const double lon : {107.0, 109.0, 112.0, 115.0, 118.0}) m.add(p.forward({lon, 3.2}));
    return m;
}
scene::Camera whole_country(double width_pt, double height_pt) {
    const Box reach = national_reach_whole();
    scene::Camera camera;
    camera.projection = geo::Albers::china();
    camera.center_m = reach.center();
    camera.m_per_pt = std::max(reach.width() / (width_pt * 0.975), reach.height() / (height_pt * 0.975));
    return camera;
}

double national_free_east_m() {
    const geo::Albers p = geo::Albers::china();
    return std::max(p.forward({124.9, 25.9}).x, p.forward({123.6, 24.9}).x);
}

bool needs_inset(const scene::Camera& camera, double w, double h) {
    // A frame that cuts the island shows it all the same: better an inset too many than a map that passes by a rule's wording.
    return std::count_if(std::begin(kHainan), std::end(kHainan), [&](LonLat p) { return in_frame(camera, w, h, p); }) >= 2 && !shows_south_china_sea(camera, w, h);
}
bool shows_south_china_sea(const scene::Camera& camera, double w, double h) {
    return std::all_of(std::begin(kSouthChinaSea), std::end(kSouthChinaSea), [&](LonLat p) { return in_frame(camera, w, h, p); });
}

scene::Camera inset_camera(double width_pt, double height_pt) { return scene::MapBuilder::fit_box(kInset, width_pt, height_pt, 0.01); }

double inset_height(double width_pt) {
    const geo::Albers p = geo::Albers::fitted(kInset);
    Box m;
    for (int i = 0; i <= 8; ++i)
        for (double lat : {kInset.min.y, kInset.max.y}) m.add(p.forward({kInset.min.x + kInset.width() * i / 8, lat}));
    return width_pt * m.height() / m.width();
}

double inset_caption_height(const Pen& pen) { return pen.type(6.6) * 1.25 + pen.type(6) * 1.25 + pen.pt(3); }
double least_inset_width(const Pen& pen) { return pen.type(6) * (pen.lang == model::Lang::zh ? 12 : 15); }

std::optional<Box> free_corner(const scene::MapBuilder& builder, const model::Dataset& dataset, const scene::Camera& camera, const Box& frame, double w, double h) {
    std::vector<Box> provinces;
    for (std::size_t i = 0; i < dataset.places().size(); ++i)
        if (dataset.places()[i].kind == model::PlaceKind::province) {
            Box b = builder.bounds_of_place(static_cast<model::PlaceIx>(i));
            // Hainan's bounds reach over the whole sea; its waters are checked by the dashed line's.
            if (dataset.places()[i].adcode == "460000") b.min.y = std::max(b.min.y, 18.0);
            if (!b.empty()) provinces.push_back(b.grown(0.15));
        }
    const geo::Affine back = camera.to_frame(frame.width(), frame.height()).inverse();
    auto is_free = [&](const Box& box) {
        constexpr int n = 24;
        for (int i = 0; i <= n; ++i)
            for (int j = 0; j <= n; ++j) {
                const LonLat p = camera.projection.inverse(back.apply({box.min.x - frame.min.x + box.width() * i / n, box.min.y - frame.min.y + box.height() * j / n}));
                const Vec2 v{p.lon, p.lat};
                if (kDashedWaters.contains(v)) return false;
                for (const LonLat island : kIslands) if (std::hypot(island.lon - p.lon, island.lat - p.lat) < 0.4) return false;
                for (const Box& b : provinces) if (b.contains(v)) return false;
            }
        return true;
    };
    const Box corners[] = {{{frame.max.x - w, frame.max.y - h}, frame.max},
                           {{frame.min.x, frame.max.y - h}, {frame.min.x + w, frame.max.y}},
                           {{frame.max.x - w, frame.min.y}, {frame.max.x, frame.min.y + h}},
                           {frame.min, {frame.min.x + w, frame.min.y + h}}};
    for (const Box& c : corners) if (is_free(c)) return c;
    return std::nullopt;
}

std::shared_ptr<const scene::DisplayList> clipped(const scene::DisplayList& list, const Box& box) {
    auto out = std::make_shared<scene::DisplayList>();
    out->commands.reserve(list.commands.size() + 2);
    out->commands.push_back(scene::PushClip{box});
    out->commands.insert(out->commands.end(), list.commands.begin(), list.commands.end());
    out->commands.push_back(scene::PopClip{});
    return out;
}

std::vector<scene::Placed> placed_map(const scene::BuiltMap& map, const Box& frame, const style::Theme& theme, model::Lang lang, const char* sea_id) {
    auto sea = std::make_shared<scene::DisplayList>();
    sea->commands.push_back(scene::BeginLayer{sea_id, lang == model::Lang::zh ? "海域" : "Sea"});
    sea->commands.push_back(scene::FillPath{
        std::make_shared<geo::Path>(geo::Path{{frame.min, {frame.max.x, frame.min.y}, frame.max, {frame.min.x, frame.max.y}}, {0}, true}), theme.sea, {}});
    sea->commands.push_back(scene::EndLayer{});
    // The frame's clip in each list's own space: metres for the base, frame points for the overlay.
    const geo::Affine back = map.base_to_frame.inverse();
    Box frame_m;
    frame_m.add(back.apply({0, 0}));
    frame_m.add(back.apply({frame.width(), frame.height()}));
    const geo::Affine to_page{1, 0, 0, 1, frame.min.x, frame.min.y};
    return {{sea, {}}, {clipped(*map.base, frame_m), map.base_to_frame.then(to_page)},
            {clipped(*map.overlay, {{0, 0}, {frame.width(), frame.height()}}), to_page}};
}

InsetParts draw_inset(Pen& pen, scene::MapBuilder& builder, const scene::MapView& main, const std::vector<model::LinkIx>& links, const Box& box, bool numeric) {
    InsetParts parts;
    const double caption = inset_caption_height(pen);
    parts.map = {box.min, {box.max.x, box.max.y - caption}};
    scene::MapView view = main;
    view.width_pt = parts.map.width();
    view.height_pt = parts.map.height();
    view.camera = parts.camera = inset_camera(view.width_pt, view.height_pt);
    view.type_scale = pen.ladder.floor_pt / 6; // its names are the smallest that may be printed
    view.reserved.clear();
    view.notes.clear();
    view.numbers = false;
    view.layers[static_cast<std::size_t>(style::LayerId::labels)].shown = style::Switch::off; // it has names of its own
    const scene::BuiltMap map = builder.build(view, links);
    parts.contents = map.contents;
    parts.lists = placed_map(map, parts.map, pen.theme, pen.lang, "inset-sea");
    pen.out.commands.push_back(scene::BeginLayer{"inset", pen.say("南海诸岛附图", "South China Sea inset")});
    if (main.layers[static_cast<std::size_t>(style::LayerId::labels)].shown != style::Switch::off) {
        pen.out.commands.push_back(scene::PushClip{parts.map});
        draw_inset_names(pen, parts.camera, parts.map, dash_points(*map.base, map.base_to_frame, pen.theme, parts.map.min));
        pen.out.commands.push_back(scene::PopClip{});
    }

    pen.box({{box.min.x, parts.map.max.y}, box.max}, pen.theme.paper);
    pen.line({{box.min.x, parts.map.max.y}, {box.max.x, parts.map.max.y}}, {pen.pt(0.5), pen.theme.frame, {}, scene::Cap::butt});
    pen.box_line(box, pen.pt(0.7), pen.theme.frame);
    const double x = box.center().x, first = parts.map.max.y + pen.pt(1.5) + pen.type(6.6);
    pen.text_centred(pen.say("南海诸岛", "South China Sea"), {x, first}, pen.lang == model::Lang::zh ? pen.type(6.6) : pen.type(6), pen.theme.text, text::Face::sans_bold);
    const double second = first + pen.type(6) * 1.25;
    if (numeric) pen.text_centred(numeric_scale(true_denominator(parts.camera)), {x, second}, pen.type(6), pen.theme.text_soft);
    else small_bar(pen, parts.camera, {x, second}, box.width() * 0.9);
    pen.out.commands.push_back(scene::EndLayer{});
    return parts;
}

} // namespace atlas::exporter
