// Where things stand on a page. Pure measuring: given what the map is expected to show, the boxes of title, frame, legend, scale,
// notes, inset, locator, evidence and foot, and the camera that the frame gets. Nothing is drawn here.
#pragma once

#include "export/evidence_list.hpp"
#include "export/figure.hpp"
#include "export/legend.hpp"
#include "export/page_words.hpp"
#include "export/pen.hpp"

#include <optional>

namespace atlas::exporter {

/// Sizes on this page: k = 1 on A4; a slide is read from afar; a page smaller than A4 keeps its letters and loses room instead.
Ladder page_ladder(const PageSize& page);
/// For the map's own type and lines: never smaller than on A4, whose smallest names are at the limit already.
double map_type_scale(const PageSize& page);
bool is_slide(const PageSize& page);

struct TitleBlock {
    std::vector<std::string> lines; ///< one or two
    double size = 0;
    bool cut = false;
    std::string subtitle;
    double subtitle_size = 0;
    double height = 0;
};
/// One line that may shrink by a third, else two lines, else cut with "…".
TitleBlock title_block(const Pen& pen, const std::string& title, const std::string& subtitle, double width, double mark_width);

/// What the page will have to hold.
struct PageContent {
    const std::vector<LegendRow>* legend = nullptr;
    std::vector<std::string> notes;
    FootWords foot;
    std::vector<model::LinkIx> evidence; ///< empty: no list
};

struct PagePlan {
    TitleBlock title;
    geo::Box page, title_box, frame, legend, notes, foot, scale, evidence;
    std::optional<geo::Box> inset, locator; ///< inset with its caption
    LegendFit legend_fit;
    std::vector<std::string> note_lines, foot_lines; ///< foot: without the status line
    EvidenceFlow evidence_flow;
    scene::Camera camera;
    bool national = false, arrow = false;
    bool crowded = false; ///< the legend does not fit: the page is too small for what it shows
    double margin = 0;
};

struct PlanInput {
    const FigureSpec& spec;
    const scene::MapBuilder& builder;
    const model::Dataset& dataset;
    const std::vector<model::LinkIx>& links; ///< that passed the filter
};
/// `title` and `content` are measured with `pen`.
PagePlan plan_page(const Pen& pen, const PlanInput& input, const TitleBlock& title, const PageContent& content);

} // namespace atlas::exporter
