// The legend: a row for each class that is drawn and for none that is not, in the map's order from the top down, flowing
// through columns. The same rows in every format, since they are part of the page's display list.
#pragma once

#include "export/pen.hpp"
#include "scene/map_builder.hpp"

#include <functional>
#include <string>
#include <vector>

namespace atlas::exporter {

struct LegendRow {
    bool heading = false;
    std::string label;
    std::string count; ///< right-aligned; may be empty
    /// Draws the sample with its left end on the row's middle line; null for a heading. The widths of the map's own lines at
    /// `line_scale` apply.
    std::function<void(Pen& pen, geo::Vec2 left, double width)> sample;
};
/// What the map shows, as rows. `line_scale`: how much the map's line styles are drawn wider than the style says.
std::vector<LegendRow> legend_rows(const scene::MapContents& contents, const style::Theme& theme, model::Lang lang, double line_scale);

struct LegendFit {
    int columns = 1;
    double factor = 1; ///< of the ladder's sizes
    double height = 0;
    bool fits = false;
};
/// The largest rows that fit into width × height, with as few columns as possible; never below the ladder's smallest letters.
LegendFit fit_legend(const Pen& pen, const std::vector<LegendRow>& rows, double width, double height);
/// The least height the rows need in this width.
LegendFit lowest_legend(const Pen& pen, const std::vector<LegendRow>& rows, double width);
/// Returns what the legend covers.
geo::Box draw_legend(Pen& pen, const std::vector<LegendRow>& rows, geo::Vec2 top_left, double width, const LegendFit& fit);

} // namespace atlas::exporter
