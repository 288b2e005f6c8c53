// The camera of a figure's main map for a frame, and whether a national map is drawn larger with an inset for the South China Sea.
#pragma once

#include "export/page_layout.hpp"

namespace atlas::exporter {

struct FramedCamera {
    scene::Camera camera;
    double frame_width = 0;          ///< what the map makes use of; not more than was offered
    std::optional<double> inset_width; ///< national map with an inset in its lower right corner
    bool national = false;
};
/// For a frame of at most max_width × height points; `fill_width`: no narrower, even where the country would leave room.
FramedCamera frame_camera(const Pen& pen, const PlanInput& input, double max_width, double height, bool fill_width);

} // namespace atlas::exporter
