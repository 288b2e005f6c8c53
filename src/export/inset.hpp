// The South China Sea inset (LAW5–LAW7, LAW10): when a map must have one, where it may stand, and the map in it, built live from
// the same data, layers, filter and links as the main map.
#pragma once

#include "export/pen.hpp"
#include "scene/map_builder.hpp"

#include <optional>

namespace atlas::exporter {

/// Metres on the national projection that a national map with an inset shows at least: to 15.9°N, the Pyandzh in the west,
/// Heilongjiang's mouth into the Ussuri in the east (LAW5, LAW6).
geo::Box national_reach_with_inset();
/// The whole territory, down to 曾母暗沙 and the end of the dashed line.
geo::Box national_reach_whole();
/// The camera that shows it.
scene::Camera whole_country(double width_pt, double height_pt);
/// East of this no territory lies that an inset in the lower right corner could cover (projection metres, national Albers).
double national_free_east_m();

/// Hainan, or a good part of it, is in the frame, and the South China Sea is not (LAW10).
bool needs_inset(const scene::Camera& camera, double width_pt, double height_pt);
/// Everything down to 曾母暗沙 and the whole dashed line is in the frame.
bool shows_south_china_sea(const scene::Camera& camera, double width_pt, double height_pt);

/// Reaches Manila, Hanoi, the Tropic on Taiwan, and the Indonesia–Malaysia line on Borneo (LAW7); its own fitted projection (PRJ4).
scene::Camera inset_camera(double width_pt, double height_pt);
/// Height of the inset's map for a width.
double inset_height(double width_pt);
/// Height of the strip below the map that holds title and scale.
double inset_caption_height(const Pen& pen);
/// The narrowest inset whose names can be told apart.
double least_inset_width(const Pen& pen);

/// A corner of the main map where an inset (map and caption) of this size covers no land of China, no island and no dash, judged
/// by the bounds of the provinces: it may refuse a free place but takes no other. Page points; flush with the frame.
std::optional<geo::Box> free_corner(const scene::MapBuilder& builder, const model::Dataset& dataset, const scene::Camera& camera, const geo::Box& frame, double width_pt, double height_pt);

struct InsetParts {
    std::vector<scene::Placed> lists;
    scene::Camera camera;
    scene::MapContents contents;
    geo::Box map; ///< the map without its caption
};
/// Builds the map into `box` (map and caption). `view` and `links` are those of the main map; frame, title and scale go to `pen`.
/// `numeric`: the scale as a fraction, where the page's size is fixed, else a small bar (PRJ4, PRJ5).
InsetParts draw_inset(Pen& pen, scene::MapBuilder& builder, const scene::MapView& view, const std::vector<model::LinkIx>& links, const geo::Box& box, bool numeric);

/// The list inside a clip of the box, in the list's own space.
std::shared_ptr<const scene::DisplayList> clipped(const scene::DisplayList& list, const geo::Box& box);
/// Base and overlay of a built map placed on the page, on a sea of the theme's colour in a layer of that name: "sea" goes with the
/// paper when a figure is to be transparent; a small map over the main one keeps its own.
std::vector<scene::Placed> placed_map(const scene::BuiltMap& map, const geo::Box& frame, const style::Theme& theme, model::Lang lang, const char* sea_id);

} // namespace atlas::exporter
