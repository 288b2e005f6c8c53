// render: one figure, or the benchmark's page of plain links. Everything that can be refused without the data is refused
// before it is read.
#include "cli/commands.hpp"

#include "base/color.hpp"
#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "export/figure.hpp"
#include "export/plain_links.hpp"
#include "export/recipe.hpp"
#include "io/links_writer.hpp"
#include "render_cairo/cairo_player.hpp"
#include "style/style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
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
    if (!args.filter.empty() || args.wrote("--page") || !args.extent.empty()) {
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
    if (kind == "png") return render_cairo::write_png(*picture, **fonts, args.out, {args.dpi});
    return kind == "pdf" ? render_cairo::write_pdf(*picture, **fonts, args.out) : render_cairo::write_svg(*picture, **fonts, args.out);
}

/// Today in local time, as the figure prints it.
std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

base::Result<std::string> date_of(const std::string& written) {
    if (written == "today") return today();
    if (written == "none") return std::string();
    int y = 0, m = 0, d = 0, used = 0;
    if (std::sscanf(written.c_str(), "%4d-%2d-%2d%n", &y, &m, &d, &used) == 3 && used == static_cast<int>(written.size()) && m >= 1 && m <= 12 && d >= 1 && d <= 31) return written;
    return base::usage_error(base::say("--date“{}”不是日期；请写 today、none 或 2026-01-31", "--date '{}' is not a date; write today, none or 2026-01-31", written));
}

template <class E>
base::Status choose(const std::string& option, const std::string& value, const std::vector<std::string>& names, E& into) {
    const auto known = one_of(option, value, names);
    if (!known) return known.error();
    into = static_cast<E>(std::find(names.begin(), names.end(), value) - names.begin());
    return base::ok();
}

/// The options of the command line over `spec`: all of them, or with --from only those that the user wrote.
base::Status set_options(const RenderArgs& args, bool all, exporter::FigureSpec& spec) {
    const auto wanted = [&](const char* name) { return all || args.wrote(name); };
    if (wanted("--dpi")) spec.dpi = args.dpi;
    if (wanted("--title")) spec.title = args.title;
    if (wanted("--subtitle")) spec.subtitle = args.subtitle;
    if (wanted("--page")) {
        const auto page = exporter::parse_page(args.page, spec.dpi);
        if (!page) return page.error();
        spec.page = *page;
    } else if (auto fits = exporter::check_page(spec.page, spec.dpi); !fits) return fits;
    if (wanted("--theme")) {
        const auto theme = one_of("--theme", args.theme, style::theme_ids());
        if (!theme) return theme.error();
        spec.view.theme = *theme;
    }
    if (wanted("--lang")) {
        const auto lang = parse_lang(args.lang);
        if (!lang) return lang.error();
        spec.view.lang = *lang;
    }
    if (wanted("--date")) {
        const auto date = date_of(args.date);
        if (!date) return date.error();
        spec.date = *date;
    }
    if (wanted("--use")) if (auto ok = choose("--use", args.use, {"internal", "open"}, spec.use); !ok) return ok;
    if (wanted("--review-number")) spec.review_number = args.review_number;
    if (wanted("--inset")) if (auto ok = choose("--inset", args.inset, {"automatic", "always", "never"}, spec.inset); !ok) return ok;
    if (wanted("--roll-up")) if (auto ok = choose("--roll-up", args.roll_up, {"none", "automatic", "prefecture", "province"}, spec.view.roll_up); !ok) return ok;
    if (wanted("--no-locator")) spec.locator = !args.no_locator;
    if (wanted("--evidence")) spec.evidence = args.evidence;
    if (wanted("--transparent")) spec.transparent = args.transparent;
    if (wanted("--outlines")) spec.outlines = args.outlines;
    if (wanted("--extent")) {
        const auto extent = parse_extent(args.extent);
        if (!extent) return extent.error();
        spec.extent = extent->value_or(args.filter.empty() ? scene::Extent::china : scene::Extent::links);
        spec.camera.reset();
    }
    return base::ok();
}

base::Status check_dpi(double dpi) {
    if (std::isfinite(dpi) && dpi >= 18 && dpi <= 4800) return base::ok();
    return base::usage_error(base::say("--dpi {} 超出 18 到 4800", "--dpi {} is outside 18 to 4800", dpi));
}

} // namespace

base::Result<PreparedFigure> prepare_figure(const RenderArgs& args) {
    if (auto dpi = check_dpi(args.dpi); !dpi) return dpi.error();
    PreparedFigure out;
    exporter::FigureSpec& spec = out.spec;
    if (args.from.empty()) if (auto set = set_options(args, true, spec); !set) return set.error();
    std::string recipe;
    if (!args.from.empty()) {
        const auto read = exporter::recipe_in_file(args.from);
        if (!read) return read.error();
        recipe = *read;
    }

    auto loading = std::async(std::launch::async, text::FontSet::load);
    auto data = load({});
    const auto fonts = fonts_or_error(loading);
    if (!data) return data.error();
    if (!fonts) return fonts.error();
    out.data = std::move(*data);
    out.fonts = *fonts;
    const model::Dataset& dataset = *out.data.dataset;

    if (!args.from.empty()) {
        auto read = exporter::from_recipe(recipe, dataset, args.from);
        if (!read) return read.error();
        spec = std::move(read->spec);
        if (!read->unknown.empty())
            warn(base::say("{}：现有数据里没有这些内容：{}；其中的筛选条件不匹配任何联系", "{}: this data does not have these: {}; conditions among them match no link", args.from, base::listed(read->unknown)));
        if (read->data_version != dataset.version_hash())
            warn(base::say("{}：原图数据版本 {}，现为 {}", "{}: drawn from data version {}, now {}", args.from, read->data_version, dataset.version_hash()));
        if (auto set = set_options(args, false, spec); !set) return set.error();
    }
    if (args.from.empty() || !args.filter.empty()) {
        const auto filter = resolve(args.filter, dataset);
        if (!filter) return filter.error();
        spec.filter = *filter;
    }
    if (spec.extent == scene::Extent::corridor && spec.filter.corridors.empty())
        return base::usage_error(base::say("--extent corridor 显示筛选所选的走廊；请加上 --corridor", "--extent corridor shows the corridor of the filter; add --corridor"));
    if (!args.select.empty()) {
        spec.view.selected_link = dataset.link_by_id(args.select);
        if (spec.view.selected_link == model::kNone) {
            return base::usage_error(base::say("--select：没有编号为“{}”的联系；`corridor-atlas links` 可列出全部",
                                               "--select: there is no link '{}'; `corridor-atlas links` lists them", args.select));
        }
    }

    scene::MapBuilder builder(out.data.dataset, out.data.geodata, out.fonts);
    out.figure = exporter::build_figure(builder, dataset, *out.fonts, spec);
    for (const std::string& warning : out.figure.warnings) warn(warning);
    return out;
}

base::Status render(const RenderArgs& args) {
    const auto kind = kind_of(args.out);
    if (!kind) return kind.error();
    if (auto dpi = check_dpi(args.dpi); !dpi) return dpi.error();
    if (auto target = check_target(args.out); !target) return target;
    if (!args.plain_links.empty()) return render_plain(args, *kind);
    const auto prepared = prepare_figure(args);
    if (!prepared) return prepared.error();
    const base::Status allowed = check_before_writing(*prepared);
    if (!allowed) return allowed;
    const exporter::Figure& figure = prepared->figure;
    const exporter::FigureSpec& spec = prepared->spec;
    auto written = exporter::write_figure(figure, *prepared->fonts, spec, args.out);
    if (!written) return written;
    written.warnings.insert(written.warnings.end(), allowed.warnings.begin(), allowed.warnings.end());
    if (args.links_csv) {
        const auto beside = base::utf8_of(base::path_of(args.out).replace_extension(".links.csv"));
        if (auto saved = base::write_file(beside, io::links_csv(*prepared->data.dataset, figure.drawn)); !saved) return saved;
    }
    if (!args.save_recipe.empty())
        if (auto saved = base::write_file(args.save_recipe, exporter::to_recipe(spec, *prepared->data.dataset)); !saved) return saved;
    std::cout << fmt::format("{} ({} / {})\n", args.out, figure.links_shown, figure.links_total);
    return written;
}

} // namespace atlas::cli
