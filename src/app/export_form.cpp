// The form and the look as values.
#include "app/export_form.hpp"

#include "app/derived.hpp"
#include "base/file.hpp"
#include "base/say.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace atlas::app {

base::Result<exporter::PageSize> page_of(const ExportForm& form) {
    if (form.page != "own") return exporter::parse_page(form.page, form.dpi);
    const auto trimmed = [](const std::string& s) {
        const auto a = s.find_first_not_of(' '), b = s.find_last_not_of(' ');
        return a == std::string::npos ? std::string() : s.substr(a, b - a + 1);
    };
    const std::string w = trimmed(form.own_width), h = trimmed(form.own_height);
    const auto plain = [](const std::string& s) { return !s.empty() && s.find_first_not_of("0123456789.") == std::string::npos; };
    if (!plain(w) || !plain(h))
        return base::usage_error(base::say("自定页面的宽和高须是毫米数，如 150 和 110", "an own page needs its width and height in millimetres, such as 150 and 110"));
    return exporter::parse_page(w + "x" + h + "mm", form.dpi);
}

base::Result<exporter::FigureSpec> figure_spec(const AppState& state) {
    const ExportForm& form = state.ui.form;
    const auto page = page_of(form);
    if (!page) return page.error();
    const ViewSpec& v = state.view;
    exporter::FigureSpec spec;
    spec.page = *page;
    spec.dpi = form.dpi;
    spec.title = form.title;
    spec.subtitle = form.subtitle;
    spec.use = form.use;
    if (form.use == exporter::Use::open) spec.review_number = form.review_number;
    if (form.dated) spec.date = form.date;
    spec.inset = form.inset;
    spec.locator = form.locator;
    spec.evidence = form.evidence;
    spec.transparent = form.transparent && form.format == "png";
    spec.outlines = form.outlines && form.format == "svg";
    spec.filter = v.filter;
    switch (form.frame) {
    case FrameOf::window:
        spec.camera = v.camera;
        spec.camera_width_pt = state.map_width_pt;
        spec.camera_height_pt = state.map_height_pt;
        break;
    case FrameOf::links: spec.extent = scene::Extent::links; break;
    case FrameOf::corridor: spec.extent = v.filter.corridors.empty() ? scene::Extent::links : scene::Extent::corridor; break;
    case FrameOf::china: spec.extent = scene::Extent::china; break;
    }
    // What the mouse happens to touch and how near a screen is read are no part of a figure.
    spec.view.theme = form.theme;
    spec.view.lang = form.lang;
    spec.view.layers = v.layers;
    spec.view.corridors = v.filter.corridors;
    spec.view.basins = v.filter.basins;
    spec.view.selected_link = v.selected_link;
    spec.view.selected_place = v.selected_place;
    spec.view.more_links = v.more_links;
    spec.view.more_places = v.more_places;
    spec.view.ego = v.ego;
    spec.view.roll_up = v.roll_up;
    spec.view.nudges = v.nudges;
    return spec;
}

std::string figure_path(const AppState& state) {
    const ExportForm& form = state.ui.form;
    const std::string name = (form.file.empty() ? default_file_name(state) : form.file) + "." + form.format;
    return form.folder.empty() ? name : base::utf8_of(base::path_of(form.folder) / base::path_of(name));
}

void take_spec(AppState& state, const exporter::FigureSpec& spec) {
    ExportForm& form = state.ui.form;
    form.dpi = static_cast<int>(std::lround(spec.dpi));
    form.page = "own";
    for (const char* name : kPages) {
        const auto page = exporter::parse_page(name, 72);
        if (page && std::abs(page->width_mm - spec.page.width_mm) < 0.01 && std::abs(page->height_mm - spec.page.height_mm) < 0.01) form.page = name;
    }
    form.own_width = fmt::format("{:g}", spec.page.width_mm);
    form.own_height = fmt::format("{:g}", spec.page.height_mm);
    form.frame = spec.camera ? FrameOf::window
                 : spec.extent == scene::Extent::china      ? FrameOf::china
                 : spec.extent == scene::Extent::corridor   ? FrameOf::corridor
                                                            : FrameOf::links;
    form.theme = spec.view.theme;
    form.lang = spec.view.lang;
    form.title = spec.title;
    form.subtitle = spec.subtitle;
    form.use = spec.use;
    form.review_number = spec.review_number;
    form.dated = !spec.date.empty();
    if (form.dated) form.date = spec.date;
    form.inset = spec.inset;
    form.locator = spec.locator;
    form.evidence = spec.evidence;
    form.transparent = spec.transparent;
    form.outlines = spec.outlines;

    ViewSpec view = state.view;
    view.filter = spec.filter;
    view.layers = spec.view.layers;
    view.lang = spec.view.lang;
    if (spec.view.theme == "light" || spec.view.theme == "dark") view.theme = spec.view.theme;
    view.selected_link = spec.view.selected_link;
    view.selected_place = spec.view.selected_place;
    view.more_links = spec.view.more_links;
    view.more_places = spec.view.more_places;
    view.ego = spec.view.ego;
    view.nudges = spec.view.nudges;
    view.roll_up = spec.view.roll_up;
    state = with_view(std::move(state), view);
}

PagePlace place_page(geo::Vec2 page_pt, geo::Vec2 desk_px, double margin_px, const PageLook& look) {
    PagePlace out;
    const double room_x = std::max(16.0, desk_px.x - 2 * margin_px), room_y = std::max(16.0, desk_px.y - 2 * margin_px);
    const bool fits = look.px_per_pt <= 0;
    out.px_per_pt = fits ? std::min(room_x / page_pt.x, room_y / page_pt.y) : look.px_per_pt;
    out.width = std::max(1, static_cast<int>(std::floor(page_pt.x * out.px_per_pt + 0.5)));
    out.height = std::max(1, static_cast<int>(std::floor(page_pt.y * out.px_per_pt + 0.5)));
    const geo::Vec2 centre = fits ? page_pt * 0.5 : look.centre_pt;
    // A page smaller than the desk stays in the middle; a larger one never leaves more than the margin of desk beside it.
    const auto along = [&](double desk, int size, double at) {
        if (size <= desk - 2 * margin_px) return std::floor((desk - size) / 2);
        return std::clamp(std::floor(desk / 2 - at * out.px_per_pt), std::ceil(desk - size - margin_px), std::floor(margin_px));
    };
    out.x = static_cast<int>(along(desk_px.x, out.width, centre.x));
    out.y = static_cast<int>(along(desk_px.y, out.height, centre.y));
    return out;
}

PageLook zoomed_page(geo::Vec2 page_pt, geo::Vec2 desk_px, double margin_px, const PageLook& look, geo::Vec2 at_px, double factor, double full) {
    const PagePlace now = place_page(page_pt, desk_px, margin_px, look);
    const double fit = place_page(page_pt, desk_px, margin_px, {}).px_per_pt;
    double scale = std::clamp(now.px_per_pt * factor, std::min(fit, full) / 4, std::max(fit, full * 4));
    if ((now.px_per_pt < full * 0.999 && scale > full) || (now.px_per_pt > full * 1.001 && scale < full) || std::abs(scale / full - 1) < 0.04) scale = full;
    const geo::Vec2 held = now.to_page(at_px); // the page point under the mouse stays there
    return {scale, {held.x + (desk_px.x / 2 - at_px.x) / scale, held.y + (desk_px.y / 2 - at_px.y) / scale}};
}

} // namespace atlas::app
