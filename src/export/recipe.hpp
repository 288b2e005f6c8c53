// The recipe: everything a figure was made from, as JSON. It lies inside each figure and is the project file; the same recipe
// on the same data draws the same bytes. Reading one is safe: it names values only, never files.
#pragma once

#include "export/figure.hpp"

namespace atlas::exporter {

inline constexpr int kRecipeVersion = 1;

/// `spec` as JSON, keys in a fixed order; ids instead of indexes, so that another version of the data can read it.
std::string to_recipe(const FigureSpec& spec, const model::Dataset& dataset);

struct ReadRecipe {
    FigureSpec spec;
    std::string data_version;          ///< of the data the figure was drawn from
    std::vector<std::string> unknown;  ///< ids this dataset does not know; the filter keeps its own, the rest is left out of `spec`
};
/// A recipe of a newer version, or text that is none, is a data error with one sentence that names `file`.
base::Result<ReadRecipe> from_recipe(const std::string& json, const model::Dataset& dataset, const std::string& file);

/// The recipe inside a PNG, PDF or SVG, or a project file (.json) itself. A figure without one is a data error that says so.
base::Result<std::string> recipe_in_file(const std::string& path);

} // namespace atlas::exporter
