// Internal to the pre-flight: the picture read once into page points. Strokes, fills and texts with the layer and the map (main,
// inset, locator, or the page itself) that they belong to, and where a position on the globe falls on the page.
#pragma once

#include "export/preflight.hpp"
#include "export/preflight_geometry.hpp"

#include <set>
#include <string_view>

namespace atlas::exporter::checks {

using geo::Affine;
using geo::Box;
using geo::LonLat;
using geo::Vec2;
using model::Lang;
using scene::FeatureRef;

enum class Part { main, inset, locator, page };

/// One stroke or fill. `path` stays in its own list's space.
struct Ink {
    const geo::Path* path = nullptr;
    Affine to_page;
    Part part = Part::page;
    std::string_view layer;
    bool fill = false;
    scene::Stroke stroke; ///< of a fill: its colour only
    FeatureRef ref;
    Box box;              ///< page points, not clipped
    [[nodiscard]] bool link_layer() const { return layer.starts_with("links-") || layer == "selected"; }
    [[nodiscard]] std::vector<Vec2> part_points(std::size_t i) const; ///< page points
};

struct Words {
    const scene::DrawText* text = nullptr;
    Part part = Part::page;
    std::string_view layer;
    std::vector<Quad> glyphs; ///< ink of each visible glyph
    Box box;                  ///< of the ink; empty for blanks
    std::size_t inks_before = 0; ///< how many strokes and fills are painted before it
};

/// A map on the page with its own camera.
struct MapOnPage {
    Box frame;
    geo::Albers projection = geo::Albers::china();
    Affine to_page; ///< projection metres → page points, as the drawn base list has it
    double m_per_pt = 1;
    [[nodiscard]] Vec2 place(LonLat p) const { return to_page.apply(projection.forward(p)); }
    [[nodiscard]] bool shows(LonLat p) const { return frame.contains(place(p)); }
    [[nodiscard]] LonLat at(Vec2 page) const { return projection.inverse(to_page.inverse().apply(page)); }
};

struct Scan {
    const Figure& figure;
    const FigureSpec& spec;
    const model::Dataset& data;
    const model::Geodata& geo;
    const text::FontSet& fonts;
    const style::Theme& theme;
    std::vector<Ink> inks;
    std::vector<Words> words;
    std::optional<MapOnPage> main, inset;
    std::optional<MapOnPage> locator; ///< a locator is always on the national projection
    std::set<model::LinkIx> links; ///< with ink in the main map
    std::string page_text;         ///< every word of the page furniture in order, without spaces

    Scan(const Figure& figure, const FigureSpec& spec, const model::Dataset& data, const model::Geodata& geo, const text::FontSet& fonts);

    [[nodiscard]] bool zh() const { return spec.view.lang == Lang::zh; }
    [[nodiscard]] const PageLayout& layout() const { return figure.layout; }
    [[nodiscard]] bool open() const { return spec.use == Use::open; }
    /// True when the page says the words (line breaks and spaces do not matter).
    [[nodiscard]] bool page_says(std::string_view words) const;
    /// The words of one box of the page in drawing order, without spaces.
    [[nodiscard]] std::string text_in(const Box& box) const;
    /// The maps that are drawn, main first.
    [[nodiscard]] std::vector<std::pair<Part, const MapOnPage*>> maps() const;
    /// The two-digit province codes of the parties of the links drawn.
    [[nodiscard]] std::set<std::string> provinces_of_links() const;
};

/// What a rule found.
enum class Verdict { pass, fail, remark, none, eye, unchecked }; ///< remark: worth saying, nothing wrong; none: does not apply
struct Outcome {
    Verdict verdict = Verdict::pass;
    model::Text sentence, remedy;
    std::optional<Box> place; ///< page points
    std::string option = {};  ///< of the command line, for the remedy
};
inline Outcome pass(std::string zh, std::string en) { return {Verdict::pass, {std::move(zh), std::move(en)}, {}, {}}; }
inline Outcome does_not_apply(std::string zh, std::string en) { return {Verdict::none, {std::move(zh), std::move(en)}, {}, {}}; }
inline Outcome by_eye(std::string zh, std::string en) { return {Verdict::eye, {std::move(zh), std::move(en)}, {}, {}}; }
inline Outcome fail(model::Text sentence, model::Text remedy, std::optional<Box> place = {}, std::string option = {}) {
    return {Verdict::fail, std::move(sentence), std::move(remedy), place, std::move(option)};
}

enum class Weight { law, truth, craft }; ///< law and truth (a false statement on the page) block open use
struct Rule {
    const char* id;
    Weight weight;
    Outcome (*check)(const Scan&);
};
const std::vector<Rule>& law_rules();   ///< LAW1–4, 11, 13, 14
const std::vector<Rule>& reach_rules(); ///< LAW5–10, 12
const std::vector<Rule>& map_rules();   ///< PRJ, BAS
const std::vector<Rule>& type_rules();
const std::vector<Rule>& link_rules();
const std::vector<Rule>& page_rules();
const std::vector<Rule>& colour_rules();

/// Islands that a map of China shows (LAW8), by rounded public positions.
struct Island {
    const char *zh, *en;
    LonLat at;
    bool east_china_sea; ///< 钓鱼岛 and 赤尾屿: only above 1:100 million
};
const std::vector<Island>& islands();

} // namespace atlas::exporter::checks
