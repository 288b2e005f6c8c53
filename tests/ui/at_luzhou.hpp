// The real data with the camera over 泸州 and the map's size as the window has it: what the tools on the map are tested on.
#pragma once

#include "ui/world.hpp"

#include "app/area.hpp"

namespace atlas::test {

struct AtLuzhou {
    Driver d{real_dataset()};
    ui::Rect map;
    AtLuzhou() {
        d.rest();
        map = d.gui().layout(d.state().ui, d.width, d.height).map;
        d.state().map_width_pt = map.width();
        d.state().map_height_pt = map.height();
        scene::Camera& c = d.state().view.camera;
        c.m_per_pt = 1200;
        c.center_m = c.projection.forward({105.44, 28.87});
        d.rest();
    }
};

} // namespace atlas::test
