// view and screenshot: the words of the command line handed to the window.
#include "cli/commands.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "platform/window.hpp"

#include <cmath>

namespace atlas::cli {

namespace {

constexpr int kLargestSide = 8192;

template <class Args>
base::Result<platform::StartView> start_view(const Args& args) {
    platform::StartView start;
    const auto lang = parse_lang(args.lang);
    if (!lang) return lang.error();
    start.lang = *lang;
    const auto theme = one_of("--theme", args.theme, {"light", "dark"});
    if (!theme) return theme.error();
    start.theme = *theme;
    const auto extent = parse_extent(args.extent);
    if (!extent) return extent.error();
    start.extent = *extent;
    if (start.extent == scene::Extent::corridor && args.filter.corridors.empty()) {
        return base::usage_error(base::say("--extent corridor 显示筛选所选的走廊；请加上 --corridor", "--extent corridor shows the corridor of the filter; add --corridor"));
    }
    start.filter = [filter = args.filter](const model::Dataset& dataset) { return resolve(filter, dataset); };
    start.select_link = args.select;
    start.from = args.from;
    start.plans = args.plans;
    return start;
}

} // namespace

base::Status view(const ViewArgs& args) {
    const auto start = start_view(args);
    if (!start) return start.error();
    const auto size = parse_size("--size", args.size, kLargestSide);
    if (!size) return size.error();
    platform::WindowOptions options{*start, size->first, size->second};
    options.size_given = args.size_given;
    options.lang_given = args.lang_given;
    options.theme_given = args.theme_given;
    options.remember = true;
    auto done = platform::run_window(options);
    if (!done && done.error().kind == base::ErrorKind::output) {
        return base::output_error(done.error().message + base::say("；请在桌面环境中启动，或改用不需要显示器的 render、screenshot、links、facets、check",
                                                                   "; start it inside a desktop session, or use render, screenshot, links, facets or check, which need none"));
    }
    return done;
}

base::Status screenshot(const ScreenshotArgs& args) {
    if (base::fold_for_search(base::utf8_of(base::path_of(args.out).extension())) != ".png") {
        return base::usage_error(base::say("--out“{}”：文件名须以 .png 结尾", "--out '{}': the name must end in .png", args.out));
    }
    platform::ScreenshotOptions options;
    const auto start = start_view(args);
    if (!start) return start.error();
    options.start = *start;
    const auto size = parse_size("--size", args.size, kLargestSide);
    if (!size) return size.error();
    options.width_px = size->first;
    options.height_px = size->second;
    if (args.scale != 1 && args.scale != 1.5 && args.scale != 2) {
        return base::usage_error(base::say("--scale {} 不可用；可选 1、1.5 或 2", "--scale {} is not possible; choose 1, 1.5 or 2", args.scale));
    }
    options.scale = args.scale;
    if (!args.view.empty()) {
        const auto view = one_of("--view", args.view, platform::screenshot_views());
        if (!view) return view.error();
        options.view = *view;
    }
    options.out = args.out;
    if (auto target = check_target(args.out); !target) return target;
    auto done = platform::save_screenshot(options);
    if (!done) return done;
    const auto said = put("", args.out + "\n");
    return said ? done : said;
}

} // namespace atlas::cli
