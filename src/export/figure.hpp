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
/// "a4-landscape", "a4-portrait", "16:9" (338.67 × 190.5 mm) or "WxHmm"; absurd sizes are refused with the largest that fits.
base::Result<PageSize> parse_page(const std::string& text, double dpi);

struct FigureSpec {
    PageSize page;
    double dpi = 300;
    std::string title, subtitle;  ///< empty: made from the filter
    scene::Extent extent = scene::Extent::china;
    std::optional<scene::Camera> camera; ///< fixed view (window export: centre and m_per_pt are refitted to keep the window's extent); overrides extent
    double camera_width_pt = 0, camera_height_pt = 0; ///< size of the window's map the camera belongs to
    filter::FilterSpec filter;
    scene::MapView view; ///< theme, language, layers, selection; camera and frame are set here
};

struct Figure {
    scene::Picture picture;
    scene::MapContents contents;
    int links_shown = 0, links_total = 0;
    std::vector<std::string> warnings;
};
Figure build_figure(scene::MapBuilder& builder, const model::Dataset& dataset, const text::FontSet& fonts, const FigureSpec& spec);
/// By the file name's extension: .png, .pdf or .svg; anything else is a usage error.
base::Status write_figure(const Figure& figure, const text::FontSet& fonts, double dpi, const std::string& path);

/// The line that names the sources of the layers drawn.
std::string source_line(const scene::MapContents& contents, model::Lang lang);

} // namespace atlas::exporter
