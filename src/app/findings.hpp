// What the pre-flight found on a page, in the order a reader should deal with it.
#pragma once

#include "export/figure.hpp"

#include <optional>
#include <string>
#include <vector>

namespace atlas::app {

struct SessionData;

struct Finding {
    enum class Severity { blocker, warning, note, passed } severity = Severity::note;
    std::string rule;              ///< "LAW5"; empty for a remark of the layout
    model::Text sentence, remedy;
    std::optional<geo::Box> place; ///< page points
    friend bool operator==(const Finding&, const Finding&) = default;
};

/// The rules of the pre-flight on a figure as built, then the layout's own remarks; blockers first.
std::vector<Finding> check_page_rules(const exporter::Figure& figure, const exporter::FigureSpec& spec, const SessionData& data);
/// The rules that keep an open figure from being written, "LAW5, LAW10"; empty when nothing does.
std::string blocking_rules(const std::vector<Finding>& findings, exporter::Use use);

} // namespace atlas::app
