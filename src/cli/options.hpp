// What each command was asked, as plain values; parse() turns the words of the command line into one of them.
// Names of places, corridors … stay as the user wrote them until the data is read.
#pragma once

#include "base/result.hpp"
#include "filter/filter.hpp"
#include "scene/map_view.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace atlas::cli {

/// The filter options, the same for every command.
struct FilterArgs {
    std::vector<std::string> corridors, basins, mechanisms, plans, places, domains, stances, levels, stated, shapes;
    std::vector<std::string> without;              ///< "facet=value"
    std::vector<std::string> inside_basins, touches; ///< areas by a basin (all ends) or a corridor (any end)
    bool text_only = false;
    [[nodiscard]] bool empty() const;
    /// Facet and value in the order of the facets. A place written =X keeps its sign.
    [[nodiscard]] std::vector<std::pair<filter::Facet, std::string>> values() const;
};

struct ViewArgs {
    FilterArgs filter;
    std::string lang = "zh", theme = "light", extent, select, size = "1600x900", from, plans;
    bool size_given = false, lang_given = false, theme_given = false; ///< what is given wins over what the window remembers
};
struct RenderArgs {
    FilterArgs filter;
    std::string out, page = "a4-landscape", extent, theme = "print", lang = "zh", title, subtitle, select;
    std::string use = "internal", review_number, date = "today", inset = "automatic", roll_up = "automatic", from, save_recipe;
    bool no_locator = false, evidence = false, transparent = false, outlines = false, links_csv = false;
    double dpi = 300;
    std::string plain_links, polygons = "prefecture";
    std::vector<std::string> given; ///< names of the options that the user wrote, not the defaults
    [[nodiscard]] bool wrote(std::string_view name) const { return std::find(given.begin(), given.end(), name) != given.end(); }
};
struct PreflightArgs {
    RenderArgs figure;                       ///< without its files to write
    std::string format = "text", report, file; ///< file: a figure that was written before, its file is checked too
};
struct LinksArgs {
    FilterArgs filter;
    std::string format = "json", out;
    bool unmapped = false;
};
struct ReciprocityArgs {
    std::string format = "json", out;
};
struct SummaryArgs {
    std::string out;
};
struct FacetsArgs {
    FilterArgs filter;
    std::string format = "json", out;
};
struct CheckArgs {
    std::string plans, agreement, format = "text";
    bool write_digests = false, coverage = false, list = false;
};
struct ScreenshotArgs {
    FilterArgs filter;
    std::string out, size = "1600x900", lang = "zh", theme = "light", view, extent, select, from, plans;
    double scale = 1;
};
struct BenchArgs {
    std::string format = "text", plain_links, polygons = "prefecture", part;
    int runs = 5;
};
/// Help or the version: nothing to do but print.
struct ShowText {
    std::string text;
};

using Command = std::variant<ViewArgs, RenderArgs, PreflightArgs, LinksArgs, FacetsArgs, ReciprocityArgs, SummaryArgs, CheckArgs, ScreenshotArgs, BenchArgs, ShowText>;

/// `words` without the program's name. Wrong words are usage errors that name the nearest right ones.
base::Result<Command> parse(const std::vector<std::string>& words);

/// The value itself when it is one of the choices; else a usage error that lists them.
base::Result<std::string> one_of(const std::string& option, const std::string& value, const std::vector<std::string>& choices);
/// "WxH" in whole pixels, each from 1 to `largest`.
base::Result<std::pair<int, int>> parse_size(const std::string& option, const std::string& value, int largest);
base::Result<model::Lang> parse_lang(const std::string& value);
/// links, china or corridor; empty: none.
base::Result<std::optional<scene::Extent>> parse_extent(const std::string& value);

/// The conditions as ids. An unknown name is a usage error with the three nearest.
base::Result<filter::FilterSpec> resolve(const FilterArgs& args, const model::Dataset& dataset);

} // namespace atlas::cli
