#include "export/preflight.hpp"

#include "export/preflight_scan.hpp"

#include <algorithm>

namespace atlas::exporter {

namespace {

using checks::Outcome;
using checks::Verdict;
using checks::Weight;


Finding finding_of(const checks::Rule& rule, Outcome outcome, Use use) {
    Finding f;
    f.rule = rule.id;
    f.sentence = std::move(outcome.sentence);
    f.remedy = std::move(outcome.remedy);
    f.option = std::move(outcome.option);
    if (outcome.place) f.place_mm = geo::Box{outcome.place->min * (1 / scene::kPtPerMm), outcome.place->max * (1 / scene::kPtPerMm)};
    switch (outcome.verdict) {
    case Verdict::pass: f.severity = Severity::passed; break;
    case Verdict::fail:
        f.blocks_open_use = rule.weight != Weight::craft;
        f.severity = f.blocks_open_use && use == Use::open ? Severity::blocker : Severity::warning;
        break;
    case Verdict::remark: f.severity = Severity::note; break;
    case Verdict::none: f.severity = Severity::not_applicable; break;
    case Verdict::eye: f.severity = Severity::note; f.checked = Checked::eye; break;
    case Verdict::unchecked: f.severity = Severity::note; f.checked = Checked::no; break;
    }
    return f;
}

/// LAW2 before LAW11: groups in the order of the checklist, numbers by value.
std::pair<int, int> order_of(const std::string& rule) {
    static constexpr const char* kGroups[] = {"LAW", "PRJ", "BAS", "TYP", "LNK", "PAG", "CLR", "FIL"};
    const int group = static_cast<int>(std::find(std::begin(kGroups), std::end(kGroups), rule.substr(0, 3)) - std::begin(kGroups));
    return {group, std::stoi(rule.substr(3))};
}

} // namespace

std::vector<Finding> preflight(const Figure& figure, const FigureSpec& spec, const model::Dataset& dataset, const model::Geodata& geodata, const text::FontSet& fonts) {
    const checks::Scan scan(figure, spec, dataset, geodata, fonts);
    std::vector<Finding> out;
    for (const auto* rules : {&checks::law_rules(), &checks::reach_rules(), &checks::map_rules(), &checks::type_rules(), &checks::link_rules(), &checks::page_rules(), &checks::colour_rules()})
        for (const checks::Rule& rule : *rules) out.push_back(finding_of(rule, rule.check(scan), spec.use));
    std::sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) { return order_of(a.rule) < order_of(b.rule); });
    return out;
}

model::Text remedy_with_option(const Finding& f) {
    if (f.option.empty()) return f.remedy;
    return {f.remedy.zh + "（" + f.option + "）", f.remedy.en + " (" + f.option + ")"};
}

PreflightCount count(const std::vector<Finding>& findings) {
    PreflightCount n;
    for (const Finding& f : findings) {
        switch (f.severity) {
        case Severity::blocker: ++n.blockers; break;
        case Severity::warning: ++n.warnings; break;
        case Severity::note: ++n.notes; break;
        case Severity::passed: ++n.passed; break;
        case Severity::not_applicable: ++n.not_applicable; break;
        }
    }
    return n;
}

std::string_view to_code(Severity s) {
    switch (s) {
    case Severity::blocker: return "blocker";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
    case Severity::passed: return "passed";
    case Severity::not_applicable: return "not_applicable";
    }
    return {};
}

std::string_view to_code(Checked c) {
    switch (c) {
    case Checked::machine: return "machine";
    case Checked::eye: return "eye";
    case Checked::no: return "no";
    }
    return {};
}

} // namespace atlas::exporter
