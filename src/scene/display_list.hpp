// The display list: everything that can appear on a map or page, as commands that each player draws alike.
// Coordinates are in the list's own space; `Placed::to_page` maps them to page points (1/72 inch, x right, y down).
// Widths, dashes and type sizes are always in page points. Order is painting order.
#pragma once

#include "base/color.hpp"
#include "geo/vec.hpp"
#include "text/fonts.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace atlas::scene {

using base::Color;
using geo::Affine;
using geo::Box;
using geo::PathPtr;
using geo::Vec2;

inline constexpr double kPtPerMm = 72 / 25.4;

/// What a command shows, for the hit test, the text dump and the SVG's groups.
struct FeatureRef {
    enum class Kind : std::uint8_t { none, link, place, corridor, basin } kind = Kind::none;
    std::int32_t index = -1; ///< into the dataset's vector of that kind
    friend bool operator==(const FeatureRef&, const FeatureRef&) = default;
};

enum class Cap : std::uint8_t { butt, round };
struct Stroke {
    double width_pt = 1;
    Color color;
    std::vector<float> dash_pt; ///< on, off, …; empty = solid
    Cap cap = Cap::round;       ///< joins are always round
    friend bool operator==(const Stroke&, const Stroke&) = default;
};

struct FillPath { ///< even-odd
    PathPtr path;
    Color color;
    FeatureRef ref;
};
struct StrokePath {
    PathPtr path;
    Stroke stroke;
    FeatureRef ref;
};

/// Straight (not premultiplied) RGBA, row 0 at the top of `dest`.
struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};
struct DrawImage {
    std::shared_ptr<const Image> image;
    Box dest; ///< in list space; the top row lies at the edge that is uppermost on the page
    double opacity = 1;
};

struct PlacedGlyph {
    std::uint32_t id = 0;
    Vec2 at;          ///< pen position on the baseline, list space (page-like: y down)
    double angle = 0; ///< radians, clockwise on the page, about `at`
    std::uint32_t cluster = 0;
};
/// One line of shaped text. All glyphs are of one face, size and colour. The halo is painted under the whole run first.
struct DrawText {
    std::string utf8;
    text::Face face = text::Face::sans;
    double size_pt = 8;
    double slant = 0;     ///< horizontal shear, positive leans right (0.2 ≈ 11°), negative leans left
    Color color;
    Color halo;           ///< alpha 0 = none
    double halo_pt = 0;   ///< width of the halo on each side
    std::vector<PlacedGlyph> glyphs;
    FeatureRef ref;
    std::string key; ///< of a label that can be moved by hand, as in MapView::nudges ("place:510500"); else empty
};

struct PushClip { Box box; }; ///< list space; nests
struct PopClip {};
/// Named group for SVG, dump and layer lists; has no effect on pixels.
struct BeginLayer { std::string id, title; };
struct EndLayer {};

using Command = std::variant<FillPath, StrokePath, DrawImage, DrawText, PushClip, PopClip, BeginLayer, EndLayer>;

struct DisplayList {
    std::vector<Command> commands;
};

/// A list and where it lies on the page.
struct Placed {
    std::shared_ptr<const DisplayList> list;
    Affine to_page;
};

/// A whole picture: what every player takes. Lists are painted in order on `background`.
struct Picture {
    double width_pt = 0, height_pt = 0;
    Color background{255, 255, 255, 255};
    std::vector<Placed> lists;
    std::string title, subject; ///< for file metadata
    std::string recipe;         ///< JSON that draws the picture again; players keep it inside the file
};

} // namespace atlas::scene
