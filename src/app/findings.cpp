// From the pre-flight's results to rows of the page view.
#include "app/findings.hpp"

#include "app/page_preview.hpp"

#include <algorithm>

namespace atlas::app {

std::vector<Finding> check_page_rules(const exporter::Figure& figure, const exporter::FigureSpec& spec, const SessionData& data) {
    std::vector<Finding> out;
    (void)spec;
    (void)data;
    for (const std::string& w : figure.warnings) out.push_back({Finding::Severity::warning, "", {w, w}, {}, std::nullopt});
    std::stable_sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
    return out;
}

std::string blocking_rules(const std::vector<Finding>& findings, exporter::Use use) {
    std::string out;
    if (use != exporter::Use::open) return out;
    for (const Finding& f : findings)
        if (f.severity == Finding::Severity::blocker) out += (out.empty() ? "" : ", ") + f.rule;
    return out;
}

} // namespace atlas::app
