// Internal to scene/: places as ends of links on the page. A region is its territory's outline, or a soft hull where it has none.
#pragma once

#include "scene/context.hpp"

namespace atlas::scene {

class EndFinder {
public:
    explicit EndFinder(const Context& c) : c_(c) {}

    const End& of(model::PlaceIx place);
    /// True when the region holds the place: the pair is then the region with that place marked, without a line. A rolled unit
    /// counts as held when it holds one of the region's members itself.
    [[nodiscard]] bool holds(const End& region, model::PlaceIx inner) const;
    /// Where a line from outside meets a region: its outermost border on the way to the region's middle.
    [[nodiscard]] static Vec2 border_of(const End& region, Vec2 from);
    /// The same, moved along the border until it is `gap` away from the ends that others have taken.
    [[nodiscard]] static Vec2 free_border(const End& region, Vec2 from, const std::vector<Vec2>& taken, double gap);

private:
    void outline(model::PlaceIx ix, End& e) const;

    const Context& c_;
    std::map<model::PlaceIx, End> known_;
};

} // namespace atlas::scene
