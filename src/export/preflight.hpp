// The pre-flight: what a careful map editor would check before a figure leaves the house, evaluated on the picture as it
// is drawn (display lists, page layout), not on what was meant. Rules and their numbers: docs/cartography.md. A pass says
// that our checks found nothing; it is no statement about the law, and no review replaces the authority's.
#pragma once

#include "export/figure.hpp"

#include <optional>
#include <string>
#include <vector>

namespace atlas::exporter {

enum class Severity { blocker, warning, note, passed, not_applicable };
enum class Checked { machine, eye, no }; ///< eye: a person has to look; no: neither does it here

struct Finding {
    std::string rule;                 ///< "LAW5"
    Severity severity = Severity::passed;
    Checked checked = Checked::machine;
    bool blocks_open_use = false;     ///< failed, and a blocker were the figure made public; set for internal use too
    std::optional<geo::Box> place_mm; ///< where on the page (x right, y down, from the top left corner); none: the whole page
    model::Text sentence;             ///< what was found
    model::Text remedy;               ///< what to do, in the words of the page view; empty when nothing is to be done
    std::string option;               ///< the same on the command line, "--extent china"; empty: it has no option
};
/// The remedy with its option, as the command line says it.
model::Text remedy_with_option(const Finding& finding);

/// Every rule of LAW, PRJ, BAS, TYP, LNK, PAG and CLR once, in that order. Map-law rules and false statements on the page
/// are blockers for open use and warnings for internal use; craft is never more than a warning. The figure must have been
/// made from `spec`, `dataset` and `geodata`.
std::vector<Finding> preflight(const Figure& figure, const FigureSpec& spec, const model::Dataset& dataset, const model::Geodata& geodata,
                               const text::FontSet& fonts);

/// The FIL rules on a file that was written from the figure: size in millimetres, embedded fonts, sRGB, recipe, bytes.
/// A rule that the format does not have is not_applicable. FIL3 (opens alike in two programs) needs more than the file and is
/// left to the tests; FIL6 is check_again's.
base::Result<std::vector<Finding>> check_file(const std::string& path, const Figure& figure, const FigureSpec& spec);

/// FIL6: writes the figure once more to a temporary file and compares it with `path` byte by byte.
base::Result<Finding> check_again(const std::string& path, const Figure& figure, const FigureSpec& spec, const text::FontSet& fonts);

struct PreflightCount {
    int blockers = 0, warnings = 0, notes = 0, passed = 0, not_applicable = 0;
};
PreflightCount count(const std::vector<Finding>& findings);

std::string_view to_code(Severity severity); ///< "blocker", "warning", "note", "passed", "not_applicable"
std::string_view to_code(Checked checked);   ///< "machine", "eye", "no"

} // namespace atlas::exporter
