// Internal to scene/: what every layer builder needs while one map is built.
#pragma once

#include "model/geodata.hpp"
#include "scene/map_builder.hpp"

#include <map>
#include <optional>
#include <set>

namespace atlas::scene {

class BaseGeometry;

struct Context {
    const model::Dataset& data;
    const model::Geodata& geo;
    const text::FontSet& fonts;
    const MapView& view;
    const style::Theme& theme;
    const std::vector<model::LinkIx>& links; ///< that passed the filter
    BaseGeometry& base;
    Affine to_frame; ///< projection metres → frame points
    Box frame;       ///< 0,0 – width,height in points
    MapContents& contents;

    [[nodiscard]] bool shown(style::LayerId layer) const {
        return style::shown_at(view.layers[static_cast<std::size_t>(layer)], layer, view.camera.scale_denominator());
    }
    [[nodiscard]] double opacity(style::LayerId layer) const { return view.layers[static_cast<std::size_t>(layer)].opacity; }
    [[nodiscard]] Vec2 project(geo::LonLat p) const { return to_frame.apply(view.camera.projection.forward(p)); }
    [[nodiscard]] double pt(double size) const { return size * view.type_scale; }
};

/// The polygon of an administrative place, or nullptr (zones, foreign places, Taiwan's counties …).
const model::Area* area_of(const model::Geodata& geo, const model::Place& place);
/// Administrative members of a place for tinting: itself, or a region's members, recursively.
/// The chosen areas in code order, without those that lie inside another chosen one.
std::vector<const model::Area*> outermost(const std::set<const model::Area*>& chosen);
void collect_areas(const Context& c, model::PlaceIx place, std::set<const model::Area*>& out);

/// Sets the base geometry to this view; before plan_links and build_base.
void prepare_base(const Context& c);
/// Paints relief, water, borders and tints in projection metres. The territory of groups in `plan.hulls` is tinted.
struct LinkPlan;
void build_base(const Context& c, const LinkPlan& plan, DisplayList& out);

/// One place as a link's end on the page.
struct End {
    model::PlaceIx place = model::kNone;
    Vec2 at;                 ///< symbol centre, or the region's middle
    double radius = 0;       ///< of the symbol
    std::vector<std::vector<Vec2>> outline; ///< of a region; empty for points
    bool drawn = false;
};

/// How one relation (a link, or several folded) lies on the page. Polylines are already cut at the symbols.
struct LinkShape {
    model::LinkIx link = model::kNone;   ///< the first of `links`: what the hit test names
    std::vector<model::LinkIx> links;    ///< all it stands for
    model::Shape shape = model::Shape::pair; ///< as drawn; rolled up, a group of two units is a pair
    bool exploring = false, inferred = false, one_way = false;
    bool extra = false;       ///< the link in hand as its plan has it, over the line it is folded into; not counted
    std::vector<std::vector<Vec2>> lines;
    std::vector<Vec2> joint;  ///< ring of a group's joint marker
    std::vector<Vec2> head;   ///< arrowheads, three points each
    std::vector<Vec2> ticks;  ///< a band's nodes, two points each: cross strokes
    std::vector<End> ends;
    bool band = false;        ///< corridor line: wider, behind the rest
    std::vector<Vec2> stops;  ///< where lines end on a region's border: a dot each
    std::vector<model::PlaceIx> stop_regions; ///< whose border it is, stop by stop: neighbours share theirs
    std::optional<Vec2> badge; ///< where a line's number stands; a joint carries its own
    std::optional<Vec2> badge_root; ///< the point of the line that a leader joins it to, where it found no room on the line
    std::string notes;        ///< numbers of its clauses in the list beside the map, "3" or "3–5,9"
    std::optional<Vec2> notes_at; ///< their middle; none where they found no room
    std::optional<Vec2> notes_root; ///< the point of the line that a leader joins them to, where they stand beside it
    [[nodiscard]] int folded() const { return static_cast<int>(links.size()); }
};

/// Relations inside one unit: a number beside its symbol.
struct InsideMark {
    model::PlaceIx place = model::kNone;
    Vec2 at;                  ///< the mark's middle
    std::vector<model::LinkIx> links;
    std::optional<Vec2> root; ///< its symbol, where a leader joins the two
};

/// A name that was placed before the numbers, with its leader, if it has one.
struct SketchedName {
    DrawText text;
    std::vector<Command> leader;
};
struct LinkPlan {
    std::vector<LinkShape> shapes;            ///< in drawing order
    std::vector<InsideMark> inside;
    std::vector<std::pair<model::PlaceIx, Vec2>> symbols; ///< places to mark, once each
    std::map<model::PlaceIx, int> degree;     ///< number of drawn links at a place
    std::vector<model::PlaceIx> regions;      ///< regions drawn by their outline, once each
    std::map<model::PlaceIx, std::vector<std::vector<Vec2>>> outlines; ///< of regions, frame points
    std::vector<Box> marks;                   ///< numbers and inside marks: no label goes there
    std::vector<SketchedName> names;          ///< where no number has come to stand on them, they are drawn so
    std::vector<model::LinkIx> hulls;         ///< groups with their members' territory tinted
};
double symbol_radius(const Context& c, model::PlaceIx place);
/// Needs the base geometry set up (prepare_base).
LinkPlan plan_links(const Context& c);
void build_bands(const Context& c, DisplayList& out);
void build_links(const Context& c, const LinkPlan& plan, DisplayList& out);
void build_labels(const Context& c, const LinkPlan& plan, DisplayList& out);
/// The names of provinces and of the link in hand as they stand before there are numbers, and the room that those leave them,
/// `aside` of it before and behind the text: a number right beside a name would be read as its sign.
std::vector<SketchedName> sketch_names(const Context& c, const LinkPlan& plan);
std::vector<Box> room_of(const SketchedName& name, double aside);

/// Strokes across a line through these nodes, of this half length: what marks the stations of a band.
std::vector<std::pair<Vec2, Vec2>> cross_ticks(const std::vector<Vec2>& nodes, double half);
/// Small chevrons downstream along a river's course on the page, off the symbols; the river layer runs from source to mouth.
PathPtr flow_arrows(const Context& c, const LinkPlan& plan, const geo::Path& course);

/// Small helpers for commands.
PathPtr shared_path(const std::vector<Vec2>& points, bool closed);
void begin_layer(DisplayList& out, std::string_view id, std::string_view title);
void end_layer(DisplayList& out);

} // namespace atlas::scene
