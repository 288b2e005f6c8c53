// What each command does. A failure is one sentence with its kind; warnings go to stderr as they come.
#pragma once

#include "base/result.hpp"
#include "cli/options.hpp"
#include "export/figure.hpp"
#include "io/dataset_reader.hpp"
#include "io/geodata_reader.hpp"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <vector>

namespace atlas::cli {

base::Status view(const ViewArgs& args);
base::Status render(const RenderArgs& args);
base::Status preflight(const PreflightArgs& args);
base::Status links(const LinksArgs& args);
base::Status facets(const FacetsArgs& args);
base::Status reciprocity(const ReciprocityArgs& args);
base::Status summary(const SummaryArgs& args);
base::Status check(const CheckArgs& args);
base::Status screenshot(const ScreenshotArgs& args);
base::Status bench(const BenchArgs& args);

/// The base layers and the dataset on them.
struct Data {
    std::string geodata_dir;
    std::shared_ptr<const model::Geodata> geodata;
    std::shared_ptr<const model::Dataset> dataset;
};
/// A row that is wrong anywhere in the tables is an error that names it: a figure must not silently lack a link.
base::Result<Data> load(const io::GeodataWanted& wanted);

/// Everything that render and preflight need: the data, the fonts, what was asked and the figure built from it. Its warnings
/// have been said.
struct PreparedFigure {
    Data data;
    std::shared_ptr<const text::FontSet> fonts;
    exporter::FigureSpec spec;
    exporter::Figure figure;
};
base::Result<PreparedFigure> prepare_figure(const RenderArgs& args);
/// The pre-flight before a figure is written: for open use a blocker is a data error that names the rules; else its one warning,
/// to be said once the figure is there.
base::Status check_before_writing(const PreparedFigure& prepared);

/// check --coverage and check --agreement, once the options are known to fit together.
base::Status check_coverage(const CheckArgs& args);
base::Status check_agreement(const CheckArgs& args);
/// "3 problems"; with the plural that English wants.
std::string problem_count(std::size_t n);
/// Done when there is none, else the data error that says how many there are.
base::Status found_problems(const std::vector<io::Problem>& problems);
/// As every report holds them: file, row, field, message.
nlohmann::ordered_json problems_json(const std::vector<io::Problem>& problems);

/// "corridor-atlas: warning: …" on stderr.
void warn(const std::string& sentence);
/// Says so when no link is left by the filter.
void warn_if_none(std::size_t links, std::size_t of);
/// Writes to the file, or to standard output when `path` is empty.
base::Status put(const std::string& path, const std::string& text);
/// A target whose folder is missing or that is itself a folder is refused before any work is done.
base::Status check_target(const std::string& path);

} // namespace atlas::cli
