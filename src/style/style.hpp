// How a map looks: themes, palettes, line ladders and which layers are on. Plain values, no drawing.
#pragma once

#include "base/color.hpp"
#include "model/dataset.hpp"
#include "model/geodata.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace atlas::style {

using base::Color;

/// The eight families a link's colour tells apart (docs/decisions/0003-families.md); children share the hue.
enum class Family { strategy, interaction, basin, border, international, mutual_aid, compensation, services };
inline constexpr int kFamilyCount = 8;
Family family_of(std::string_view mechanism_code);
model::Text family_name(Family family);

enum class LayerId {
    neighbours, relief, basins, rivers, minor_rivers, lakes, county_lines, prefecture_lines, province_lines, national_line,
    ports, corridors, groups,
    links_strategy, links_interaction, links_basin, links_border, links_international, links_mutual_aid, links_compensation, links_services,
    places, labels,
    count
};
inline constexpr int kLayerCount = static_cast<int>(LayerId::count);
LayerId layer_of(Family family);
std::string_view layer_code(LayerId layer);
model::Text layer_name(LayerId layer);

enum class Switch { automatic, on, off }; ///< automatic: by scale, as docs/decisions/0004-layers-by-scale.md says
struct LayerState {
    Switch shown = Switch::automatic;
    float opacity = 1;
    friend bool operator==(const LayerState&, const LayerState&) = default;
};
using LayerStates = std::array<LayerState, kLayerCount>;
LayerStates default_layers();
/// Whether an automatic layer is drawn at a scale of 1:denominator.
bool shown_at(const LayerState& state, LayerId layer, double scale_denominator);

struct LineStyle {
    Color color;
    double width_pt = 0.5;
    std::vector<float> dash_pt;
};

/// A small sign at the middle of a link's line: the second channel of its family, for readers who cannot go by colour (dash
/// is taken: it says "exploring"). None is like an arrowhead, a place's ring or a group's diamond. scene/family_mark.hpp draws them.
enum class Mark { none, bar, two_bars, three_bars, cross, square, box, triangle };

struct Theme {
    std::string id;
    model::Text name;
    bool dark = false;
    bool grey = false;         ///< tones only: survives a black-and-white printer
    bool marks_always = false; ///< family marks on the lines however many; else only where a figure has room (kMarkedLinks)
    Color paper, land, land_dim, neighbour, sea, lake, relief_shadow, relief_light;
    Color coast_glow, river, water_text, basin_tint;
    LineStyle national, national_casing, undetermined, coast, province, special_region, prefecture, county, ten_dash;
    Color text, text_soft, halo, place_fill, place_line, frame, accent, neighbour_text;
    std::array<Color, kFamilyCount> family;
    std::array<Mark, kFamilyCount> mark; ///< all different
    Color casing; ///< light line under links
};
/// "light", "dark", "print" or "grey"; nullptr when unknown. theme_ids() lists them.
const Theme* find_theme(std::string_view id);
std::vector<std::string> theme_ids();
/// The link's own colour: its family's hue, children as lightness steps.
Color link_color(const Theme& theme, std::string_view mechanism_code);
/// The same for a link that a reader inferred: paler, towards the land.
Color inferred_color(const Theme& theme, std::string_view mechanism_code);
/// Rivers of a chosen basin: deeper than the others.
Color basin_river_color(const Theme& theme);
/// Up to so many drawn lines a figure in colour carries the family marks too; above, colour and the legend must do.
inline constexpr int kMarkedLinks = 60;

} // namespace atlas::style
