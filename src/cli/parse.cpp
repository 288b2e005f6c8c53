// The commands and their options for CLI11. What is declared here is what help prints; nothing is described twice.
#include "cli/help.hpp"
#include "cli/options.hpp"

#include "base/say.hpp"
#include "base/utf8.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace atlas::cli {

using base::usage_error;

namespace {

void add_filter_options(CLI::App& command, FilterArgs& args) {
    // One value after each name: a greedy list would swallow what follows it.
    const auto many = [&command](const char* name, std::vector<std::string>& into, const char* zh, const char* en) {
        command.add_option(name, into, both(zh, en))->allow_extra_args(false)->type_name("X");
    };
    many("--corridor", args.corridors, "走廊，名称或编号；可重复，同一选项之间为“或”，不同选项之间为“且”",
         "corridor, by name or id; may be repeated: OR inside one option, AND across options");
    many("--basin", args.basins, "流域，上级含下级", "river basin; a parent includes its children");
    many("--mechanism", args.mechanisms, "合作机制，上级含下级", "mechanism; a parent includes its children");
    many("--plan", args.plans, "规划", "plan");
    many("--place", args.places, "地方及其下辖；写 =X 只取 X 本身和含 X 的区域", "place and all inside it; =X is X itself and regions with X as a member");
    many("--domain", args.domains, "领域", "domain");
    many("--stance", args.stances, "力度：operating deepening advancing exploring", "how firm the words are: operating deepening advancing exploring");
    many("--level", args.levels, "参与方层级：province prefecture county zone region foreign unplaced", "level of a party: province prefecture county zone region foreign unplaced");
    many("--stated", args.stated, "依据：explicit 各方写明，inferred 有推定", "evidence: explicit or inferred");
    many("--shape", args.shapes, "形态：pair group corridor basin hub", "shape: pair group corridor basin hub");
    many("--not", args.without, "排除，写 筛选项=值，如 mechanism=strategy", "leave out, as FACET=VALUE, such as mechanism=strategy");
    many("--inside-basin", args.inside_basins, "各参与方都在该流域之内", "all parties lie in the basin");
    many("--touches", args.touches, "有一参与方在该走廊上", "a party lies on the corridor");
    command.add_flag("--text-only", args.text_only,
                     both("走廊和流域只算条款写明的，不算按地方推算的", "corridors and basins named by the clause only, not computed ones"));
}

template <class T>
CLI::Option* option(CLI::App& command, const char* name, T& into, const char* type, const char* zh, const char* en, bool show_default) {
    CLI::Option* made = command.add_option(name, into, both(zh, en))->type_name(type);
    if (show_default) made->capture_default_str();
    return made;
}

void add_window_options(CLI::App& command, FilterArgs& filter, std::string& lang, std::string& theme, std::string& extent,
                        std::string& select, std::string& size, std::string& from, std::string& plans) {
    option(command, "--size", size, "WxH", "窗口大小（像素）", "size of the window in pixels", true);
    option(command, "--lang", lang, "zh|en", "界面语言", "language", true);
    option(command, "--theme", theme, "light|dark", "主题", "theme", true);
    option(command, "--extent", extent, "E", "范围：links china corridor（默认：有筛选时 links，否则 china）",
           "extent: links china corridor (default: links with a filter, else china)", false);
    option(command, "--select", select, "LINK", "选中一条联系，显示其依据", "select a link and show its evidence", false);
    option(command, "--from", from, "FILE", "打开工程文件，或一幅图里的配方", "open a project file, or the recipe in a figure", false);
    option(command, "--plans", plans, "DIR", "规划原文（<规划编号>.txt）所在文件夹，用来显示整条条款", "folder with the plans' texts (<plan id>.txt), to show whole clauses", false);
    add_filter_options(command, filter);
}

struct Commands {
    ViewArgs view;
    RenderArgs render;
    PreflightArgs preflight;
    LinksArgs links;
    FacetsArgs facets;
    ReciprocityArgs reciprocity;
    SummaryArgs summary;
    CheckArgs check;
    ScreenshotArgs screenshot;
    BenchArgs bench;
};

void declare_view(CLI::App& app, ViewArgs& args) {
    CLI::App& c = *app.add_subcommand("view", both("打开窗口（不写命令时即为此）", "open the window (the default)"));
    add_window_options(c, args.filter, args.lang, args.theme, args.extent, args.select, args.size, args.from, args.plans);
    c.footer(both("例：corridor-atlas view --corridor 川南渝西 --basin 沱江", "Example: corridor-atlas view --corridor 川南渝西 --basin 沱江"));
}

/// What a figure is made from, for render and preflight alike.
void add_figure_options(CLI::App& c, RenderArgs& args) {
    option(c, "--page", args.page, "P", "页面：a4-landscape a4-portrait a3-landscape a3-portrait a0-landscape 16:9 word-half（150×105 mm）或 宽x高mm", "page: a4-landscape a4-portrait a3-landscape a3-portrait a0-landscape 16:9 word-half (150x105 mm) or WxHmm", true);
    option(c, "--dpi", args.dpi, "N", "PNG 的分辨率", "resolution of a PNG", true);
    option(c, "--extent", args.extent, "E", "范围：links china corridor（默认：有筛选时 links，否则 china）",
           "extent: links china corridor (default: links with a filter, else china)", false);
    option(c, "--theme", args.theme, "T", "主题：print light dark grey（灰度，供黑白打印）", "theme: print light dark grey (for a black-and-white printer)", true);
    option(c, "--lang", args.lang, "zh|en", "图上文字的语言", "language of the figure", true);
    option(c, "--title", args.title, "TEXT", "标题（默认由筛选条件拟定）", "title (default: made from the filter)", false);
    option(c, "--subtitle", args.subtitle, "TEXT", "副标题", "subtitle", false);
    option(c, "--select", args.select, "LINK", "突出一条联系", "emphasise one link", false);
    option(c, "--use", args.use, "U", "用途：internal 内部工作用图，open 公开", "use: internal or open (made public)", true);
    option(c, "--review-number", args.review_number, "TEXT", "审图号，按批准书原样填写", "map review number, exactly as granted", false);
    option(c, "--date", args.date, "D", "图上的日期：today、none 或 2026-01-31", "date on the figure: today, none or 2026-01-31", true);
    option(c, "--inset", args.inset, "I", "南海诸岛附图：automatic always never", "South China Sea inset: automatic always never", true);
    c.add_flag("--no-locator", args.no_locator, both("不画位置示意图", "no locator map"));
    c.add_flag("--evidence", args.evidence, both("图上附条款依据编号表", "a numbered list of clauses on the page"));
    option(c, "--roll-up", args.roll_up, "R", "归并：none automatic prefecture province", "roll up parties: none automatic prefecture province", true);
    option(c, "--from", args.from, "FILE", "按一幅图或工程文件里的配方重画；另写的选项优先", "draw again from the recipe in a figure or project file; options given win", false);
    add_filter_options(c, args.filter);
}

void declare_render(CLI::App& app, RenderArgs& args) {
    CLI::App& c = *app.add_subcommand("render", both("画一幅图：PNG、PDF 或 SVG", "draw a figure: PNG, PDF or SVG"));
    option(c, "--out", args.out, "FILE", "输出文件，.png、.pdf 或 .svg", "file to write: .png, .pdf or .svg", false)->required();
    add_figure_options(c, args);
    c.add_flag("--transparent", args.transparent, both("PNG 透明底", "PNG without paper"));
    c.add_flag("--outlines", args.outlines, both("SVG 文字转轮廓", "SVG with text as outlines"));
    c.add_flag("--links-csv", args.links_csv, both("同时写出图上联系的 CSV 表", "also write the drawn links as CSV beside the figure"));
    option(c, "--save-recipe", args.save_recipe, "FILE", "把配方存为工程文件 .json", "save the recipe as a project file, .json", false);
    option(c, "--plain-links", args.plain_links, "CSV", "改画一张联系表（from_code,to_code,from_lon,…），用于与同类工具对比",
           "draw a table of plain links (from_code,to_code,from_lon,…) instead, to compare with other tools", false);
    option(c, "--polygons", args.polygons, "P", "随 --plain-links：prefecture 或 county 界线", "with --plain-links: prefecture or county lines", true);
    c.footer(both("例：corridor-atlas render --corridor 川渝 --extent corridor --out 川渝.pdf\n    corridor-atlas render --basin 沱江 --page 16:9 --out 沱江.png",
                  "Examples: corridor-atlas render --corridor 川渝 --extent corridor --lang en --out chuanyu.pdf\n"
                  "          corridor-atlas render --basin 沱江 --page 16:9 --out tuojiang.png"));
}

void declare_preflight(CLI::App& app, PreflightArgs& args) {
    CLI::App& c = *app.add_subcommand("preflight", both("出图前的检查：地图表示、投影、注记、连线、版面、颜色", "check a figure before it leaves: map law, projection, type, links, page, colour"));
    option(c, "--format", args.format, "F", "text json", "text json", true);
    option(c, "--report", args.report, "FILE", "报告写入文件（默认写到标准输出）", "file for the report (default: standard output)", false);
    option(c, "--file", args.file, "FILE", "另查这个已写出的图面文件（尺寸、字体、色彩、配方）", "also check this written figure (size, fonts, colour space, recipe)", false);
    add_figure_options(c, args.figure);
    c.footer(both("有一项“阻止”时退出码为 1。检查通过不等于依法审核。\n例：corridor-atlas preflight --use open --corridor 川渝 --extent corridor\n    corridor-atlas preflight --from 川渝.png --file 川渝.png",
                  "Exit code 1 when a rule blocks. Checks passed are no review by the authority.\nExamples: corridor-atlas preflight --use open --corridor 川渝 --extent corridor\n          corridor-atlas preflight --from chuanyu.png --file chuanyu.png"));
}

void declare_tables(CLI::App& app, Commands& args) {
    CLI::App& links = *app.add_subcommand("links", both("列出联系及其依据", "list links with their evidence"));
    option(links, "--format", args.links.format, "F", "json csv geojson", "json csv geojson", true);
    option(links, "--out", args.links.out, "FILE", "写入文件（默认写到标准输出）", "file to write (default: standard output)", false);
    links.add_flag("--unmapped", args.links.unmapped,
                   both("只列不能上图的，以及有参与方没有位置的", "only those that cannot be drawn or have a party without a position"));
    add_filter_options(links, args.links.filter);
    links.footer(both("例：corridor-atlas links --corridor 兰西 --format csv --out 兰西.csv",
                      "Example: corridor-atlas links --corridor 兰西 --format csv --out lanxi.csv"));

    CLI::App& facets = *app.add_subcommand("facets", both("各筛选项的取值与条数", "the values of every filter and their counts"));
    option(facets, "--format", args.facets.format, "F", "json", "json", true);
    option(facets, "--out", args.facets.out, "FILE", "写入文件（默认写到标准输出）", "file to write (default: standard output)", false);
    add_filter_options(facets, args.facets.filter);
    facets.footer(both("例：corridor-atlas facets --basin 长江", "Example: corridor-atlas facets --basin 长江"));

    CLI::App& reciprocity = *app.add_subcommand("reciprocity", both("规划之间谁提到谁：双方、只有一方，或对方规划未收入",
                                                                    "who names whom: both, one only, or the other's plan is not loaded"));
    option(reciprocity, "--format", args.reciprocity.format, "F", "json csv", "json csv", true);
    option(reciprocity, "--out", args.reciprocity.out, "FILE", "写入文件（默认写到标准输出）", "file to write (default: standard output)", false);
    reciprocity.footer(both("例：corridor-atlas reciprocity --format csv --out 互提.csv", "Example: corridor-atlas reciprocity --format csv --out reciprocity.csv"));

    CLI::App& summary = *app.add_subcommand("summary", both("数据概要，一页 Markdown", "the dataset on one page of Markdown"));
    option(summary, "--out", args.summary.out, "FILE", "写入文件（默认写到标准输出）", "file to write (default: standard output)", false);
    summary.footer(both("例：corridor-atlas summary --out docs/summary.md", "Example: corridor-atlas summary --out docs/summary.md"));

    CLI::App& check = *app.add_subcommand("check", both("检查数据：每个问题一行，注明文件、行、列", "check the data: one line a problem, with file, row and field"));
    option(check, "--plans", args.check.plans, "DIR", "规划原文所在文件夹（<规划编号>.txt）：核对每条引文是否在其条款中",
           "folder with the plans' texts (<plan id>.txt): check that every quote stands in its clause", false);
    option(check, "--format", args.check.format, "F", "text json", "text json", true);
    check.add_flag("--write-digests", args.check.write_digests,
                   both("随 --plans：核对通过后改写 geodata/links/quotes.sha256", "with --plans: rewrite geodata/links/quotes.sha256 when all quotes pass"));
    check.add_flag("--coverage", args.check.coverage,
                   both("列出每份规划的每一条款：联系条数，或没有联系的原因；随 --plans 时原文每一条款都须列入",
                        "list every clause of every plan with its number of links, or why it has none; with --plans every clause of a text must be listed"));
    option(check, "--agreement", args.check.agreement, "DIR", "比较两次独立的读法：文件夹内有 a/<规划编号>.csv 和 b/<规划编号>.csv",
           "compare two independent readings: the folder holds a/<plan id>.csv and b/<plan id>.csv", false);
    check.add_flag("--list", args.check.list, both("随 --agreement：列出只有一方读到的各行", "with --agreement: list the rows that one reading alone found"));
    check.footer(both("例：corridor-atlas check --plans ~/规划原文\n    corridor-atlas check --coverage",
                      "Examples: corridor-atlas check --plans ~/plan-texts\n          corridor-atlas check --coverage"));
}

void declare_pictures(CLI::App& app, Commands& args) {
    ScreenshotArgs& shot = args.screenshot;
    CLI::App& c = *app.add_subcommand("screenshot", both("画出整个窗口（不需要显示器）", "draw the whole window, without a display"));
    option(c, "--out", shot.out, "FILE", "输出文件，.png", "file to write: .png", false)->required();
    option(c, "--scale", shot.scale, "1|1.5|2", "界面缩放", "scale of the interface", true);
    option(c, "--view", shot.view, "NAME", "打开哪个面板或视图", "which panel or view is open", false);
    add_window_options(c, shot.filter, shot.lang, shot.theme, shot.extent, shot.select, shot.size, shot.from, shot.plans);
    c.footer(both("例：corridor-atlas screenshot --corridor 川南渝西 --size 1600x900 --out ui.png",
                  "Example: corridor-atlas screenshot --corridor 川南渝西 --size 1600x900 --out ui.png"));

    CLI::App& b = *app.add_subcommand("bench", both("测量速度与内存", "measure speed and memory"));
    option(b, "--format", args.bench.format, "F", "text json", "text json", true);
    option(b, "--runs", args.bench.runs, "N", "每项重复次数，取中位数", "repetitions of each row; the median counts", true);
    option(b, "--plain-links", args.bench.plain_links, "CSV", "另测这张联系表的绘制", "also time the drawing of this table of links", false);
    option(b, "--polygons", args.bench.polygons, "P", "随 --plain-links：prefecture 或 county 界线", "with --plain-links: prefecture or county lines", true);
    b.add_option("--part", args.bench.part)->group(""); // the child of a measurement: one part, its figures as one line of JSON
    b.footer(both("例：corridor-atlas bench --format json", "Example: corridor-atlas bench --format json"));
}

/// The option that CLI11 complains of: its sentences name it, but hand it over in no other way.
const CLI::Option* option_named_in(const std::string& message, const CLI::App& command) {
    for (const CLI::Option* option : command.get_options()) {
        const std::string name = option->get_name(false, true);
        const std::size_t at = message.find(name);
        if (at == std::string::npos) continue;
        const std::size_t end = at + name.size();
        if (end == message.size() || (message[end] != '-' && std::isalnum(static_cast<unsigned char>(message[end])) == 0)) return option;
    }
    return nullptr;
}

/// What CLI11 says of an option without a value, with a wrong one, or left out. Its English is kept.
base::Error option_error(const CLI::ParseError& error, const CLI::App& command) {
    const std::string message = error.what();
    const CLI::Option* option = option_named_in(message, command);
    const std::string help = command.get_name() + " --help";
    if (option == nullptr) return usage_error(base::say("命令行有误（{1}）；可查看 {0}", "{1}", help, message));
    const std::string name = option->get_name(false, true);
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return usage_error(base::say("缺少必填选项 {0}；可查看 {1}", "{2}", name, help, message));
    if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
        return usage_error(base::say("{0} 的值“{1}”不可用；可查看 {2}", "{3}", name, fmt::join(option->results(), " "), help, message));
    }
    return usage_error(base::say("{0} 的值缺失或多余，应恰好写一个值；可查看 {1}", "{2}", name, help, message));
}

/// CLI11's exception as one sentence, with the nearest option when one was mistyped.
base::Error sentence_of(const CLI::ParseError& error, const CLI::App& command) {
    if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) return option_error(error, command);
    for (const std::string& word : command.remaining(true)) {
        if (!word.starts_with('-')) {
            return usage_error(base::say("这里不该有“{}”；{} --help 列出各选项", "'{}' is not expected here; {} --help lists the options", word, command.get_name()));
        }
        std::vector<std::string> names;
        for (const CLI::Option* known : command.get_options()) {
            if (!known->get_group().empty()) names.push_back(known->get_name(false, true));
        }
        const auto near = base::nearest(word.substr(0, word.find('=')), names);
        return usage_error(base::say("{} 没有选项 {}；最接近的是：{}", "{} does not know the option {}; the nearest are: {}", command.get_name(), word, base::listed(near)));
    }
    return option_error(error, command);
}

} // namespace

base::Result<Command> parse(const std::vector<std::string>& words) {
    Commands args;
    CLI::App app(both("区域合作图谱：规划条文里的区域合作，一条联系一条依据", "Corridor Atlas: the cooperation links that regional plans state, each with its clause and quote"),
                 "corridor-atlas");
    app.set_help_flag("-h,--help", both("显示帮助", "print this help"));
    app.set_version_flag("--version", std::string("corridor-atlas " ATLAS_VERSION), both("显示版本", "print the version"));
    declare_view(app, args.view);
    declare_render(app, args.render);
    declare_preflight(app, args.preflight);
    declare_tables(app, args);
    declare_pictures(app, args);
    app.footer(both("退出码：0 完成 · 1 数据有误 · 2 用法有误 · 3 无法写出或绘制\n例：corridor-atlas render --corridor 川渝 --out 川渝.png",
                    "Exit codes: 0 done, 1 bad data, 2 bad usage, 3 cannot write or draw\nExample: corridor-atlas render --corridor 川渝 --out chuanyu.png"));
    const auto commands = app.get_subcommands([](const CLI::App*) { return true; });

    std::vector<std::string> given = words;
    const std::string first = given.empty() ? "" : given.front();
    const bool known = std::any_of(commands.begin(), commands.end(), [&](const CLI::App* c) { return c->get_name() == first; });
    if (!known && first != "--help" && first != "-h" && first != "--version") {
        if (!first.empty() && !first.starts_with('-')) {
            std::vector<std::string> names;
            for (const CLI::App* c : commands) names.push_back(c->get_name());
            return usage_error(base::say("没有命令“{}”；可用的命令：{}", "there is no command '{}'; the commands are: {}", first, base::listed(names)));
        }
        given.insert(given.begin(), "view");
    }

    std::reverse(given.begin(), given.end()); // CLI11 takes them from the back
    const CLI::App* chosen = &app;
    for (const CLI::App* c : commands) {
        if (!given.empty() && c->get_name() == given.back()) chosen = c;
    }
    try {
        app.parse(given);
    } catch (const CLI::CallForHelp&) {
        return Command{ShowText{help_page(*chosen)}};
    } catch (const CLI::CallForVersion& version) {
        return Command{ShowText{std::string(version.what()) + "\n"}};
    } catch (const CLI::ParseError& error) {
        return sentence_of(error, *chosen);
    }

    const std::string name = chosen->get_name();
    if (name == "render") {
        for (const CLI::Option* o : chosen->get_options()) if (o->count() > 0) args.render.given.push_back(o->get_name(false, true));
        return Command{args.render};
    }
    if (name == "preflight") {
        for (const CLI::Option* o : chosen->get_options()) if (o->count() > 0) args.preflight.figure.given.push_back(o->get_name(false, true));
        return Command{args.preflight};
    }
    if (name == "links") return Command{args.links};
    if (name == "facets") return Command{args.facets};
    if (name == "reciprocity") return Command{args.reciprocity};
    if (name == "summary") return Command{args.summary};
    if (name == "check") return Command{args.check};
    if (name == "screenshot") return Command{args.screenshot};
    if (name == "bench") return Command{args.bench};
    const auto was_given = [&](const char* option) { return chosen != &app && chosen->get_option(option)->count() > 0; };
    args.view.size_given = was_given("--size");
    args.view.lang_given = was_given("--lang");
    args.view.theme_given = was_given("--theme");
    return Command{args.view};
}

} // namespace atlas::cli
