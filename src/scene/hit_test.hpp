// The hit test: a player that answers what lies under a point, topmost first.
#pragma once

#include "scene/display_list.hpp"

namespace atlas::scene {

struct Hit {
    FeatureRef ref;
    double distance_pt = 0; ///< 0 when inside
};
/// Strokes and symbols within `tolerance_pt` of the page point, text boxes, and filled areas that contain it. Lines and
/// symbols win over areas; among them the nearest, then the topmost.
std::vector<Hit> hit_test(const Picture& picture, Vec2 page_pt, double tolerance_pt = 4);

} // namespace atlas::scene
