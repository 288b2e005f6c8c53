// Builds the map's display lists from data, links and a MapView. Deterministic: the same input gives the same commands in
// the same order. Keeps projected and simplified base layers between calls (the only state; it never changes the result).
#pragma once

#include "model/dataset.hpp"
#include "model/geodata.hpp"
#include "scene/display_list.hpp"
#include "scene/map_view.hpp"

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace atlas::scene {

/// What stands on the map after building, for the legend, the source line and the "N of M" note.
struct MapContents {
    std::vector<style::Family> families;          ///< families with at least one drawn link, in family order
    std::vector<model::Shape> shapes;             ///< shapes drawn
    std::vector<style::LayerId> layers;           ///< layers drawn
    std::vector<model::BoundaryKind> boundaries;  ///< kinds with a line inside the frame
    std::array<int, style::kFamilyCount> family_links{}; ///< drawn links of each family
    int links_repeated = 0;                       ///< stated again in the same plan: drawn once
    int links_hidden = 0;                         ///< of a family whose layer is switched off
    int links_inside = 0;                         ///< rolled up into one unit: a number at its symbol
    int links_faded = 0;                          ///< drawn or inside, but stepped back behind what is selected
    int curves_drawn = 0;                         ///< relations on the map after folding: a curve, joint, band or river each
    RollUp rolled = RollUp::none;                 ///< the level parties were rolled up to
    bool folded = false;                          ///< group joints carry the number of relations among the same members
    bool numbered_lines = false;                  ///< lines carry the number of links they stand for
    int numbers_omitted = 0;                      ///< lines of several links whose number found no room
    bool clause_numbers = false;                  ///< lines carry the numbers of MapView::notes
    int clauses_omitted = 0;                      ///< lines in MapView::notes whose clauses' numbers found no room
    bool hulls = false;                           ///< the territory of a group's members is tinted: few groups, or one in hand
    style::Family hull_family{};                  ///< the colour of such a tint
    bool chosen_places = false;                   ///< a symbol wears the ring of a chosen place
    int fan_in_places = 0;                        ///< places with so many lines one way that they leave closer than 8° (LNK4)
    std::map<model::LinkIx, std::vector<model::LinkIx>> folded_links;   ///< by the link a line is hit as: all it stands for, where several
    std::map<model::PlaceIx, std::vector<model::LinkIx>> inside_links;  ///< by unit; its mark is hit as the first of them
    std::vector<model::LinkIx> links_on_map;      ///< drawn or inside, ascending: what a list beside the figure names
    bool zones = false, lakes = false, rivers = false, approximate_rivers = false; ///< inside the frame
    bool basin_regions = false; ///< outlines of the ten basin regions
    bool family_marks = false;  ///< lines carry style::Theme::mark: the legend shows it
    bool exploring = false, inferred = false, one_way = false, corridor_bands = false, basin_lit = false, basin_rivers = false;
    bool region_outlines = false;    ///< dotted outlines of regions that are a party
    bool territory = false;          ///< the chosen corridors' land is kept light inside a rim
    bool provincial_centres = false; ///< seats of provinces that are no party, by their own symbol (台北市 among them)
    int labels_omitted = 0;          ///< marked places inside the frame that found no room for their name
    /// Links, not lines; outside: parties beyond the frame. Drawn + inside + unmapped + outside + repeated + hidden = links given.
    int links_drawn = 0, links_unmapped = 0, links_outside = 0;
    /// What "N of M shown" says, on the page and in the window alike: on a line of its own or of others, or counted at a symbol.
    [[nodiscard]] int links_shown() const { return links_drawn + links_inside; }
};

struct BuiltMap {
    std::shared_ptr<const DisplayList> base;    ///< projection metres; fills, lines, relief
    std::shared_ptr<const DisplayList> overlay; ///< frame points; links, symbols, labels
    Affine base_to_frame;                       ///< overlay is already in frame points
    MapContents contents;
};

class MapBuilder {
public:
    MapBuilder(std::shared_ptr<const model::Dataset> dataset, std::shared_ptr<const model::Geodata> geodata,
               std::shared_ptr<const text::FontSet> fonts);
    ~MapBuilder();

    /// `links` are the indexes that passed the filter.
    BuiltMap build(const MapView& view, const std::vector<model::LinkIx>& links);

    /// The camera that shows what `extent` means for these links in a frame of this size. Albers parallels and meridian
    /// are fitted to what is shown (the national frame keeps 25/47/105).
    /// Basins (ids) count with their whole area where links decide.
    [[nodiscard]] Camera fit(Extent extent, const std::vector<model::LinkIx>& links, const std::vector<std::string>& corridors,
                             double width_pt, double height_pt, const std::vector<std::string>& basins = {}) const;
    /// The camera that shows a lon/lat box.
    [[nodiscard]] static Camera fit_box(const geo::Box& lonlat, double width_pt, double height_pt, double margin = 0.06);
    /// The box a link or place covers, degrees; empty when it cannot be drawn.
    [[nodiscard]] geo::Box bounds_of_link(model::LinkIx link) const;
    [[nodiscard]] geo::Box bounds_of_place(model::PlaceIx place) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace atlas::scene
