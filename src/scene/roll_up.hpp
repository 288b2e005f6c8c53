// Internal to scene/: which relations are drawn, and between which units. Parties go up to the prefecture or province that
// contains them by code, and links that would lie on each other fold into one relation that keeps them all. Pure: no
// geometry. No link is lost: each is in exactly one relation or inside one unit.
#pragma once

#include "model/dataset.hpp"
#include "scene/map_view.hpp"
#include "style/style.hpp"

#include <map>
#include <vector>

namespace atlas::scene {

/// One thing to draw: a curve, a joint with its spokes, a hub, a band or a river, for one link or several folded.
struct Relation {
    std::vector<model::LinkIx> links;   ///< in table order; never empty
    model::Shape shape = model::Shape::pair; ///< as it is drawn: a group or hub that has only two units left is a pair
    std::vector<model::Party> parties;  ///< units, each once; a hub's first
    style::Family family = style::Family::strategy;
    bool one_way = false, exploring = false, inferred = false; ///< exploring, inferred: all of its links are
};

struct RolledLinks {
    std::vector<Relation> relations; ///< in the order of their first links
    std::map<model::PlaceIx, std::vector<model::LinkIx>> inside; ///< links whose parties all fall into one unit, chains too; rivers never
    int curves = 0; ///< lines these relations take: a pair one, a hub one for each member, a group one spoke for each
};

/// The unit a party stands for at a level. Places go by their code (zones, towns and ports by the place that contains them);
/// foreign places, regions and parties without a position stay, and so does a place that no unit of the level contains:
/// the districts of a municipality, which rank with prefectures, stay at the prefecture level.
model::PlaceIx unit_of(const model::Dataset& data, model::PlaceIx place, RollUp level);

/// `level` is none, prefecture or province. Without rolling only groups and corridors of the very same places fold.
RolledLinks roll_up(const model::Dataset& data, const std::vector<model::LinkIx>& links, RollUp level);

/// The level `automatic` stands for: none while at most 120 links in at most 200 lines are drawn on A4 (LNK7; larger frames
/// hold more), then prefectures, then provinces where the frame spans several of them and the lines are still too many. Such a
/// wide frame also goes up where many lines are shorter than a name: a heap of them cannot be read (25 links and more; a few can be followed one by one).
/// A view with `by_scale` asks only for the links and the scale, never for the frame's size or what lies in it: the same scale has
/// the same level while panels open and the map is moved. It goes no higher than the borders drawn at its scale (decision 0004): parties are as fine as the units around them.
RollUp level_for(const model::Dataset& data, const std::vector<model::LinkIx>& links, const MapView& view);

} // namespace atlas::scene
