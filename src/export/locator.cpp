#include "export/locator.hpp"

#include "export/inset.hpp"
#include "geo/curve.hpp"

#include <algorithm>

namespace atlas::exporter {

using geo::Box;
using geo::Vec2;
using style::LayerId;

bool wants_locator(const scene::Camera& camera, const Box& frame) {
    return std::max(frame.width(), frame.height()) * camera.m_per_pt < 3.6e6 && !needs_inset(camera, frame.width(), frame.height());
}

double locator_height(double width_pt) {
    const Box reach = national_reach_whole();
    return width_pt * reach.height() / reach.width();
}

std::vector<scene::Placed> draw_locator(Pen& pen, scene::MapBuilder& builder, const scene::MapView& main, const Box& frame, const Box& box) {
    scene::MapView view;
    view.theme = main.theme;
    view.lang = main.lang;
    view.width_pt = box.width();
    view.height_pt = box.height();
    view.camera = whole_country(view.width_pt, view.height_pt);
    view.type_scale = 0.1; // no words; the borders at their thinnest
    view.tolerance_pt = 0.1;
    for (style::LayerState& l : view.layers) l.shown = style::Switch::off;
    for (LayerId id : {LayerId::neighbours, LayerId::province_lines, LayerId::national_line}) view.layers[static_cast<std::size_t>(id)].shown = style::Switch::on;
    const scene::BuiltMap map = builder.build(view, {});

    pen.out.commands.push_back(scene::BeginLayer{"locator", pen.say("位置示意图", "Locator map")});
    const geo::Affine to_box = view.camera.to_frame(box.width(), box.height());
    auto on_page = [&](geo::LonLat p) { return to_box.apply(view.camera.projection.forward(p)) + box.min; };
    constexpr geo::LonLat kIslands[] = {{123.47, 25.75}, {124.57, 25.92}, {117.75, 15.15}, {116.8, 20.7}, {112.3, 16.8}, {114.4, 15.7}, {113.8, 10.0}, {112.28, 3.93}};
    pen.out.commands.push_back(scene::PushClip{box});
    for (const geo::LonLat island : kIslands) pen.fill(geo::circle(on_page(island), pen.pt(0.4), 8), pen.theme.text_soft);
    // The main frame's sides are curves here.
    const geo::Affine back = main.camera.to_frame(frame.width(), frame.height()).inverse();
    std::vector<Vec2> ring;
    constexpr int n = 12;
    auto side = [&](Vec2 a, Vec2 b) {
        for (int i = 0; i < n; ++i) ring.push_back(on_page(main.camera.projection.inverse(back.apply(a + (b - a) * (1.0 * i / n)))));
    };
    const double w = frame.width(), h = frame.height();
    side({0, 0}, {w, 0});
    side({w, 0}, {w, h});
    side({w, h}, {0, h});
    side({0, h}, {0, 0});
    pen.fill(ring, base::faded(pen.theme.accent, 0.18));
    pen.line(ring, {pen.pt(0.9), pen.theme.accent, {}, scene::Cap::round}, true);
    pen.out.commands.push_back(scene::PopClip{});
    pen.box_line(box, pen.pt(0.5), pen.theme.frame);
    pen.out.commands.push_back(scene::EndLayer{});
    return placed_map(map, box, pen.theme, pen.lang, "locator-sea");
}

} // namespace atlas::exporter
