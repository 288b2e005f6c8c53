// render: one figure, or the benchmark's page of plain links. Everything that can be refused without the data is refused
// before it is read.
#include "cli/commands.hpp"

#include "base/color.hpp"
#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "export/figure.hpp"
#include "export/plain_links.hpp"
#include "render_cairo/cairo_player.hpp"
#include "style/style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <iostream>

namespace atlas::cli {

namespace {

using FontsPtr = std::shared_ptr<const text::FontSet>;

/// "png", "pdf" or "svg".
base::Result<std::string> kind_of(const std::string& path) {
    const std::string extension = base::fold_for_search(base::utf8_of(base::path_of(path).extension()));
    if (extension == ".png" || extension == ".pdf" || extension == ".svg") return extension.substr(1);
    return base::usage_error(base::say("--out“{}”：文件名须以 .png、.pdf 或 .svg 结尾", "--out '{}': the name must end in .png, .pdf or .svg", path));
}

base::Result<FontsPtr> fonts_or_error(std::future<base::Result<FontsPtr>>& loading) {
    auto fonts = loading.get();
    if (fonts) for (const std::string& warning : fonts.warnings) warn(warning);
    return fonts;
}

base::Status render_plain(const RenderArgs& args, const std::string& kind) {
    if (!args.filter.empty() || args.page_given || !args.extent.empty()) {
        return base::usage_error(base::say("--plain-links 在固定页面上画出表中全部联系；请去掉筛选条件、--page 和 --extent",
                                           "--plain-links draws one fixed page with every link of the table; leave out the filter, --page and --extent"));
    }
    const auto polygons = one_of("--polygons", args.polygons, {"prefecture", "county"});
    if (!polygons) return polygons.error();
    auto loading = std::async(std::launch::async, text::FontSet::load);
    const auto dir = base::find_data_dir("geodata");
    if (!dir) return dir.error();
    const auto fonts = fonts_or_error(loading);
    if (!fonts) return fonts.error();
    const auto picture = exporter::build_plain_links({args.plain_links, *dir, *polygons == "county"}, **fonts);
    if (!picture) return picture.error();
    for (const std::string& warning : picture.warnings) warn(warning);
    if (kind == "png") return render_cairo::write_png(*picture, **fonts, args.dpi, args.out);
    return kind == "pdf" ? render_cairo::write_pdf(*picture, **fonts, args.out) : render_cairo::write_svg(*picture, **fonts, args.out);
}

/// The parts of the figure that need no data; wrong values end the command here.
base::Result<exporter::FigureSpec> figure_spec(const RenderArgs& args) {
    exporter::FigureSpec spec;
    spec.dpi = args.dpi;
    spec.title = args.title;
    spec.subtitle = args.subtitle;
    const auto page = exporter::parse_page(args.page, args.dpi);
    if (!page) return page.error();
    spec.page = *page;
    const auto theme = one_of("--theme", args.theme, style::theme_ids());
    if (!theme) return theme.error();
    spec.view.theme = *theme;
    const auto lang = parse_lang(args.lang);
    if (!lang) return lang.error();
    spec.view.lang = *lang;
    const auto extent = parse_extent(args.extent);
    if (!extent) return extent.error();
    spec.extent = extent->value_or(args.filter.empty() ? scene::Extent::china : scene::Extent::links);
    if (spec.extent == scene::Extent::corridor && args.filter.corridors.empty()) {
        return base::usage_error(base::say("--extent corridor 显示筛选所选的走廊；请加上 --corridor", "--extent corridor shows the corridor of the filter; add --corridor"));
    }
    return spec;
}

} // namespace

base::Status render(const RenderArgs& args) {
    const auto kind = kind_of(args.out);
    if (!kind) return kind.error();
    if (!std::isfinite(args.dpi) || args.dpi < 18 || args.dpi > 4800) {
        return base::usage_error(base::say("--dpi {} 超出 18 到 4800", "--dpi {} is outside 18 to 4800", args.dpi));
    }
    if (auto target = check_target(args.out); !target) return target;
    if (!args.plain_links.empty()) return render_plain(args, *kind);
    auto spec = figure_spec(args);
    if (!spec) return spec.error();

    auto loading = std::async(std::launch::async, text::FontSet::load);
    const auto data = load({});
    const auto fonts = fonts_or_error(loading);
    if (!data) return data.error();
    if (!fonts) return fonts.error();

    const auto filter = resolve(args.filter, *data->dataset);
    if (!filter) return filter.error();
    spec->filter = *filter;
    spec->view.corridors = filter->corridors;
    spec->view.basins = filter->basins;
    if (!args.select.empty()) {
        spec->view.selected_link = data->dataset->link_by_id(args.select);
        if (spec->view.selected_link == model::kNone) {
            return base::usage_error(base::say("--select：没有编号为“{}”的联系；`corridor-atlas links` 可列出全部",
                                               "--select: there is no link '{}'; `corridor-atlas links` lists them", args.select));
        }
    }

    scene::MapBuilder builder(data->dataset, data->geodata, *fonts);
    const exporter::Figure figure = exporter::build_figure(builder, *data->dataset, **fonts, *spec);
    for (const std::string& warning : figure.warnings) warn(warning);
    auto written = exporter::write_figure(figure, **fonts, spec->dpi, args.out);
    if (!written) return written;
    std::cout << fmt::format("{} ({} / {})\n", args.out, figure.links_shown, figure.links_total);
    return written;
}

} // namespace atlas::cli
