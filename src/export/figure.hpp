// One figure = one file: the map in its frame with title, legend, scale bar, sources and notes on a page of true size.
#pragma once

#include "base/result.hpp"
#include "scene/map_builder.hpp"
#include "text/fonts.hpp"

#include <optional>
#include <string>

namespace atlas::exporter {

struct PageSize {
    double width_mm = 297, height_mm = 210;
};
/// "a4-landscape", "a4-portrait", the same with a3 and a0, "16:9" (338.67 × 190.5 mm), "word-half" (150 × 105 mm) or "WxHmm"; absurd
/// sizes are refused with the largest that fits.
base::Result<PageSize> parse_page(const std::string& text, double dpi);
/// The same refusals for a page that is already a size.
base::Status check_page(const PageSize& page, double dpi);

/// What the figure is for; "open" (公开) turns the map-law rules into blockers (preflight.hpp).
enum class Use { internal, open };
enum class InsetMode { automatic, always, never }; ///< the South China Sea inset; automatic: by the rule of LAW6 and LAW10

struct FigureSpec {
    PageSize page;
    double dpi = 300;
    std::string title, subtitle;  ///< empty: made from the filter
    Use use = Use::internal;
    std::string review_number;    ///< 审图号, only ever as the user enters it
    std::string date;             ///< printed as given, "2026-11-22"; empty: none
    InsetMode inset = InsetMode::automatic;
    bool locator = true;          ///< a small map of the country beside a close-up
    bool evidence = false;        ///< numbered list of clauses on the page
    bool transparent = false;     ///< no paper and no sea
    bool outlines = false;        ///< SVG: text as outlines
    scene::Extent extent = scene::Extent::china;
    std::optional<scene::Camera> camera; ///< fixed view (window export: centre and m_per_pt are refitted to keep the window's extent); overrides extent
    double camera_width_pt = 0, camera_height_pt = 0; ///< size of the window's map the camera belongs to
    filter::FilterSpec filter;
    scene::MapView view; ///< theme, language, layers, selection; camera and frame are set here
};

/// Where things lie on the page (page points); what the pre-flight and the tests measure.
struct PageLayout {
    geo::Box page, frame;                  ///< frame: the main map
    geo::Box title, legend, notes, foot, scale_bar;
    geo::Box evidence;                     ///< the numbered list of clauses; empty without one
    std::optional<geo::Box> inset, locator; ///< the maps in them, without captions
    std::optional<geo::Box> inset_caption; ///< title and scale below the inset's map
    scene::Camera camera;                  ///< of the main map
    std::optional<scene::Camera> inset_camera;
    bool national = false;                 ///< the frame means the whole country
};

struct Figure {
    scene::Picture picture;
    PageLayout layout;
    scene::MapContents contents;
    int links_shown = 0, links_total = 0;
    std::vector<model::LinkIx> drawn; ///< the links that the map stands for, ascending: what the CSV beside the figure lists
    std::vector<std::string> warnings;
};
Figure build_figure(scene::MapBuilder& builder, const model::Dataset& dataset, const text::FontSet& fonts, const FigureSpec& spec);
/// By the file name's extension: .png, .pdf or .svg; anything else is a usage error. Of `spec` counts how a file is made:
/// dpi, transparent, outlines. Warns of characters that no font has.
base::Status write_figure(const Figure& figure, const text::FontSet& fonts, const FigureSpec& spec, const std::string& path);

/// The line that names the sources of the layers drawn.
std::string source_line(const scene::MapContents& contents, model::Lang lang);

} // namespace atlas::exporter
