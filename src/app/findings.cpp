// From the pre-flight's results to rows of the page view.
#include "app/findings.hpp"

#include "app/page_preview.hpp"
#include "export/preflight.hpp"

#include <algorithm>

namespace atlas::app {

std::vector<Finding> check_page_rules(const exporter::Figure& figure, const exporter::FigureSpec& spec, const SessionData& data) {
    std::vector<Finding> out;
    for (exporter::Finding& f : exporter::preflight(figure, spec, *data.dataset, *data.geodata, *data.fonts)) {
        Finding row{Finding::Severity::note, std::move(f.rule), std::move(f.sentence), std::move(f.remedy), std::nullopt};
        if (f.place_mm) row.place = geo::Box{f.place_mm->min * scene::kPtPerMm, f.place_mm->max * scene::kPtPerMm};
        switch (f.severity) {
        case exporter::Severity::blocker: row.severity = Finding::Severity::blocker; break;
        case exporter::Severity::warning: row.severity = Finding::Severity::warning; break;
        case exporter::Severity::note: break;
        case exporter::Severity::passed: row.severity = Finding::Severity::passed; break;
        case exporter::Severity::not_applicable: continue; // nothing on this page that the rule speaks of
        }
        out.push_back(std::move(row));
    }
    // What the layout remarked stands with the warnings; it is said in the language of messages already.
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
