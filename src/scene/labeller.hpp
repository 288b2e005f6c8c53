// Internal to scene/: names on the map, in the order in which they get room. One file for each kind of name:
// label_places.cpp (parties, provinces, regions, background), label_water.cpp (seas, rivers, lakes), label_themes.cpp
// (corridors, basins), label_layers.cpp (order, type ladder, nudges).
#pragma once

#include "scene/base_geometry.hpp"
#include "scene/context.hpp"
#include "scene/label_placer.hpp"

namespace atlas::scene {

/// Official name, with the long forms of autonomous prefectures and counties cut to their customary short ones.
std::string map_name(const model::Place& place, model::Lang lang);

/// Type sizes in points, type_scale applied: no hanzi below 6 pt (TYP3); a class differs from the next by 1.5 pt or by weight (TYP4).
struct TypeLadder {
    double province = 0, area = 0, prefecture = 0, county = 0, other = 0, sea = 0;
    text::Face province_face = text::Face::sans_bold, prefecture_face = text::Face::sans_bold, county_face = text::Face::sans;
};
TypeLadder type_ladder(double scale_denominator, double type_scale);

class Labeller {
public:
    Labeller(const Context& c, const LinkPlan& plan, DisplayList& out)
        : c_(c), plan_(plan), out_(out), ladder_(type_ladder(c.view.camera.scale_denominator(), c.view.type_scale)),
          placer_(c.fonts, c.frame, c.pt(1), out) {}

    LabelPlacer& placer() { return placer_; }
    void run();
    void sketch(); ///< only the names that come before all others, see first_names()
    [[nodiscard]] int omitted() const { return omitted_; }
    [[nodiscard]] bool provincial_centres() const { return centres_; }

private:
    void hold_sketched();
    [[nodiscard]] bool is_joint(const Box& mark) const;
    void keep_off_links();  ///< symbols, furniture, line ink, numbers
    void keep_off_ground(); ///< the national line, islands
    void first_names();     ///< of the link in hand, Taiwan's on national maps, of provinces with links
    void keep_off_taiwan();

    // label_places.cpp
    void parties(bool in_hand);
    void province_parties();
    void provinces(bool only_taiwan);
    void regions();
    void beyond_the_frame();
    [[nodiscard]] std::map<model::PlaceIx, std::vector<Vec2>> exits() const;
    [[nodiscard]] model::PlaceIx owner_of(const LinkShape& s, Vec2 end) const;
    [[nodiscard]] Box arrow_box(Vec2 at) const;
    void exit_arrow(Vec2 at, model::PlaceIx to);
    [[nodiscard]] std::vector<Vec2> stops_of(model::PlaceIx region) const;
    void background();
    void background(const std::vector<model::Area>& layer, bool county);
    void ports();
    [[nodiscard]] Label party_label(model::PlaceIx ix, bool in_hand) const;
    [[nodiscard]] std::string province_name(const model::Place& p) const;
    [[nodiscard]] double far_reach() const;

    // label_water.cpp
    void islands_as_obstacles();
    void single_islands();
    [[nodiscard]] bool abroad(const Box& on_page); ///< the middle or an end of the middle line lies on a neighbour's land
    void seas();
    void neighbours();
    void rivers();
    void lakes();

    // label_themes.cpp
    void corridors();
    void corridor_on_land(model::CorridorIx k, Label label);
    void basins();
    void basin_regions();

    /// The ink of a name that is not in hand: fainter by this share, but still read on the land of the link in hand.
    [[nodiscard]] Color stepped_back(Color ink, double share) const;
    [[nodiscard]] LabelStyle style(double size, Color color, text::Face face = text::Face::sans) const;
    [[nodiscard]] LabelStyle water_style(double size) const;
    [[nodiscard]] double scale() const { return c_.view.camera.scale_denominator(); }
    [[nodiscard]] bool national() const { return scale() > 9e6; }
    [[nodiscard]] bool zh() const { return c_.view.lang == model::Lang::zh; }
    [[nodiscard]] bool in_frame(Vec2 p) const { return c_.frame.contains(p); }
    [[nodiscard]] geo::LonLat lonlat(Vec2 frame_pt) const { return c_.view.camera.projection.inverse(c_.to_frame.inverse().apply(frame_pt)); }
    [[nodiscard]] bool in_china(const Box& on_page); ///< a corner, a side's middle or the centre lies in a province
    [[nodiscard]] Box bounds_on_page(const geo::Path& degrees) const;
    [[nodiscard]] std::vector<std::vector<Vec2>> on_page(const geo::Path& metres) const;

    const Context& c_;
    const LinkPlan& plan_;
    DisplayList& out_;
    TypeLadder ladder_;
    LabelPlacer placer_;
    std::set<model::PlaceIx> symbols_, labelled_;
    std::vector<Box> province_bounds_, neighbour_bounds_; ///< degrees, in their layers' order
    int omitted_ = 0;
    bool centres_ = false;
};

} // namespace atlas::scene
