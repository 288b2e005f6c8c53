// Internal to scene/: the curves between symbols. Each takes the bend that runs under the fewest places it does not join; then
// the lines that leave one place are spread round it (LNK4), and curves that still cross a place try other bends the spread
// leaves room for. Deterministic: the order of add() decides ties.
#pragma once

#include "scene/context.hpp"

namespace atlas::scene {

struct RouteEnd {
    Vec2 at;
    double cut = 0;                        ///< of the line at this end, points
    model::PlaceIx place = model::kNone;   ///< kNone for joints and regions
    bool spread = false;                   ///< a symbol that lines leave spread round
    bool head = false;                     ///< an arrowhead arrives here
    bool border = false;                   ///< a point of a region's border
    model::PlaceIx region = model::kNone;  ///< the region whose border it is
};

struct Route {
    std::size_t shape = 0;     ///< index of the shape it belongs to
    RouteEnd a, b;
    double out_a = 0, out_b = 0; ///< leaving angles from the chord, radians, as geo::bow takes them
    double slack = 1;
    bool fan = false;          ///< one of several lines of a pair: keeps its lane
    double chord = 0;          ///< direction from a to b, radians on the page; the Router's to set
};

class Router {
public:
    explicit Router(const Context& c) : c_(c) {}

    void avoid(Vec2 at, double radius, model::PlaceIx place, int weight);
    /// The islands of the South and East China Seas and the ten dashes (LAW9): crossing them weighs more than crossing cities.
    void avoid_islands();
    /// The sides of boxes that furniture covers: a line does not slip under one where another bend passes by.
    void avoid_furniture();
    /// True when a marker of this size would not lie on a place.
    [[nodiscard]] bool is_clear(Vec2 at, double radius) const;
    [[nodiscard]] bool is_clear(const Box& box) const;

    /// Adds a curve with the best of these bends; earlier ones win ties. Nothing when the symbols touch.
    void add(Route route, const std::vector<double>& bends);
    /// Adds `count` curves between one pair, side by side; `make(i)` gives the i-th from the one side to the other.
    void add_fan(const std::vector<Route>& routes);
    /// Spreads and mends. Call once, when all are added.
    void settle();

    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }
    /// From symbol's edge to symbol's edge.
    [[nodiscard]] std::vector<Vec2> line(const Route& route) const;
    /// Places that each route passes under without joining them, islands counted by their weight.
    [[nodiscard]] int crossings(const Route& route, int give_up = 1 << 30) const { return crossings(route, give_up, obstacles_); }
    /// The middle of the widest gap between the lines at a place, radians on the page; up right where there are none.
    [[nodiscard]] double widest_gap(model::PlaceIx place) const;
    /// Places whose lines stand closer than 8°.
    [[nodiscard]] int crowded_places() const { return crowded_; }

private:
    struct Obstacle { Vec2 at; double radius; model::PlaceIx place; int weight; };
    struct Leaving { std::size_t route; bool at_b; };

    void avoid_line(const std::vector<Vec2>& line, int weight);
    [[nodiscard]] int crossings(const Route& route, int give_up, const std::vector<Obstacle>& among) const;
    /// The obstacles that a curve between these ends can meet, however it bends.
    [[nodiscard]] std::vector<Obstacle> in_reach(const Route& route) const;
    [[nodiscard]] static double angle(const Route& r, bool at_b);
    static void turn_to(Route& r, bool at_b, double angle);
    [[nodiscard]] std::vector<Vec2> line(const Route& route, int segments) const;
    [[nodiscard]] double fitting_gap(const std::vector<Leaving>& ends) const;
    [[nodiscard]] bool has_room(const Route& moved, std::size_t index, bool at_b) const;
    void spread_once();
    void balance();
    bool mend(std::size_t index); ///< true when the curve is another one now

    const Context& c_;
    std::vector<Route> routes_;
    std::vector<Obstacle> obstacles_;
    std::map<model::PlaceIx, std::vector<Leaving>> at_; ///< spread ends by place
    std::map<model::PlaceIx, double> gap_; ///< least angle between the lines at a place, radians
    int crowded_ = 0;
};

} // namespace atlas::scene
