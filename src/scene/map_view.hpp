// What a map picture depends on besides the data: camera, frame, theme, language, layers, what is selected.
// One value; equal values give equal pictures.
#pragma once

#include "filter/ego.hpp"
#include "filter/filter.hpp"
#include "geo/albers.hpp"
#include "style/style.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace atlas::scene {

/// Where we look: a projection, the projected point at the frame's centre, and the scale.
struct Camera {
    geo::Albers projection = geo::Albers::china();
    geo::Vec2 center_m;
    double m_per_pt = 1; ///< metres on the projection plane per page point
    friend bool operator==(const Camera&, const Camera&) = default;

    /// Scale denominator of a print at true size (1 pt = 1/72 inch).
    [[nodiscard]] double scale_denominator() const { return m_per_pt * 72 / 0.0254; }
    /// Projection plane → frame points (x right, y down, origin at the frame's top left).
    [[nodiscard]] geo::Affine to_frame(double width_pt, double height_pt) const {
        const double k = 1 / m_per_pt;
        return {k, 0, 0, -k, width_pt / 2 - center_m.x * k, height_pt / 2 + center_m.y * k};
    }
};

enum class Extent { links, china, corridor };

/// Parties drawn at a higher level, with totals kept: counties at their prefecture, all at their province.
/// automatic: by the number of links and the scale, so that a dense figure stays readable; by_scale: the same for a map that is
/// zoomed, whose links unfold on the way in however many there are.
enum class RollUp { none, automatic, prefecture, province, by_scale };

/// A label moved by hand, in millimetres on the page (x right, y down) from where it would stand.
struct Nudge {
    /// "place:510500", "region:r-…" (place ids), "river:长江", "lake:太湖", "sea:南海", "corridor:c-…", "basin:b-…", "neighbour:MNG", "port:…"
    std::string label;
    double dx_mm = 0, dy_mm = 0;
    friend bool operator==(const Nudge&, const Nudge&) = default;
};

struct MapView {
    Camera camera;
    double width_pt = 0, height_pt = 0; ///< size of the map frame
    double type_scale = 1;              ///< 1 in print; about 1.35 on screens, where a point is read from further away
    double tolerance_pt = 0.07;         ///< how far simplified borders may leave the true line: a quarter of a device pixel
    std::string theme = "light";
    model::Lang lang = model::Lang::zh;
    style::LayerStates layers = style::default_layers();
    std::vector<std::string> corridors; ///< chosen in the filter: drawn as bands, their territory kept in full paper
    std::vector<std::string> basins;    ///< chosen in the filter: lit
    model::LinkIx selected_link = model::kNone, hovered_link = model::kNone;
    model::PlaceIx selected_place = model::kNone;
    std::vector<model::LinkIx> more_links;   ///< selected together with selected_link
    std::vector<model::PlaceIx> more_places; ///< selected together with selected_place
    filter::Ego ego = filter::Ego::both;     ///< which links of the selected places are brought out
    RollUp roll_up = RollUp::none;
    std::vector<Nudge> nudges;
    bool numbers = true; ///< how many links a line stands for; a small map beside the main one repeats none
    std::map<model::LinkIx, int> notes; ///< numbers of links in a list of clauses: set small beside their lines
    std::vector<geo::Box> reserved; ///< frame points where furniture stands: no label goes there
    friend bool operator==(const MapView&, const MapView&) = default;
    [[nodiscard]] bool chosen(model::PlaceIx ix) const {
        return ix != model::kNone && (ix == selected_place || std::find(more_places.begin(), more_places.end(), ix) != more_places.end());
    }
    [[nodiscard]] bool chosen_link(model::LinkIx ix) const {
        return ix != model::kNone && (ix == selected_link || std::find(more_links.begin(), more_links.end(), ix) != more_links.end());
    }
};

} // namespace atlas::scene
