// What the page view edits: the fields of a figure, how the page is looked at, and the spec both add up to. Plain values
// and pure functions; the same FigureSpec is drawn by the preview, written by the export and kept in a project.
#pragma once

#include "export/figure.hpp"

#include <optional>
#include <string>
#include <vector>

namespace atlas::app {

struct AppState;

/// What the figure's frame shows.
enum class FrameOf { window, links, corridor, china };

struct ExportForm {
    std::string page = "a4-landscape"; ///< one of kPages; "own" takes own_width and own_height
    std::string own_width = "150", own_height = "110"; ///< millimetres, as typed
    std::string format = "png";        ///< png, pdf or svg
    int dpi = 300;
    FrameOf frame = FrameOf::window;
    std::string theme = "print";
    model::Lang lang = model::Lang::zh;
    std::string title, subtitle; ///< empty: made from the filter
    exporter::Use use = exporter::Use::internal;
    std::string review_number;   ///< 审图号; kept while use is internal, but printed only on an open figure
    bool dated = true;
    std::string date;            ///< "2026-11-22"; the session fills in today
    exporter::InsetMode inset = exporter::InsetMode::automatic;
    bool locator = true, evidence = false, transparent = false, outlines = false, links_csv = false;
    std::string folder; ///< empty: the working folder
    std::string file;   ///< without extension; empty: made from the filter
    friend bool operator==(const ExportForm&, const ExportForm&) = default;
};
/// The templates in the order of the form, "own" last.
inline constexpr const char* kPages[] = {"a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait", "a0-landscape", "16:9", "word-half", "own"};

/// The page of the form, or the sentence that refuses it.
base::Result<exporter::PageSize> page_of(const ExportForm& form);
/// The whole figure that the state describes; the error is one sentence for the form.
base::Result<exporter::FigureSpec> figure_spec(const AppState& state);
/// Folder, name and extension of the figure's file.
std::string figure_path(const AppState& state);

/// Puts a figure's specification into the state: form, filter, layers, selection, nudges, language; not the camera, which
/// needs the size of the map. The window's own theme follows where it is one of the two a window has.
void take_spec(AppState& state, const exporter::FigureSpec& spec);

/// How the page lies on the desk.
struct PageLook {
    double px_per_pt = 0;  ///< 0: the whole page fits
    geo::Vec2 centre_pt;   ///< the page point in the middle of the desk; unused while the page fits
    friend bool operator==(const PageLook&, const PageLook&) = default;
};
/// A page placed on a desk of this size, in whole screen pixels from the desk's top left.
struct PagePlace {
    double px_per_pt = 1;
    int x = 0, y = 0, width = 0, height = 0; ///< of the whole page
    [[nodiscard]] geo::Vec2 to_page(geo::Vec2 desk_px) const { return {(desk_px.x - x) / px_per_pt, (desk_px.y - y) / px_per_pt}; }
};
PagePlace place_page(geo::Vec2 page_pt, geo::Vec2 desk_px, double margin_px, const PageLook& look);
/// The look after zooming by `factor` about a desk point; comes to rest on `full` (the file's own pixels) when it passes
/// close by. Between a quarter of what fits and four screen pixels for one of the file's.
PageLook zoomed_page(geo::Vec2 page_pt, geo::Vec2 desk_px, double margin_px, const PageLook& look, geo::Vec2 at_px, double factor, double full);

} // namespace atlas::app
