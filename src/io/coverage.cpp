// Counts by clause, then the two directions of the comparison with a plan's text.
#include "io/coverage.hpp"

#include "base/say.hpp"
#include "io/plan_text.hpp"

#include <algorithm>
#include <map>

namespace atlas::io {

using namespace model;

namespace {

constexpr const char* kTable = "clauses.csv";

/// A chapter that goes straight from its heading to its first clause has no opening paragraph to account for.
bool needs_row(const std::string& label, const PlanSection& section) {
    if (label.empty()) return section.lines > 0;
    const bool chapter = label.find('(') == std::string::npos;
    return !chapter || section.lines > 1;
}

void compare_with_text(const PlanCoverage& coverage, const std::string& plan, const std::string& plans_dir, std::vector<Problem>& problems) {
    const std::string path = plans_dir + "/" + plan + ".txt";
    const auto text = read_plan_text(path);
    if (!text) {
        problems.push_back({kTable, 0, "clause", base::say("{}：{} 的条款未与原文核对", "{}: the clauses of {} are not compared with the text", text.error().message, plan)});
        return;
    }
    const auto listed = [&](const std::string& label) {
        return std::any_of(coverage.clauses.begin(), coverage.clauses.end(), [&](const ClauseCoverage& c) { return c.clause == label; });
    };
    for (const auto& [label, section] : *text) {
        // Notice and preamble cannot be told apart by the splitting: a row for either accounts for both.
        const bool found = label.empty() ? listed("序") || listed("印发") : listed(label);
        if (found || !needs_row(label, section)) continue;
        problems.push_back({kTable, 0, "clause", base::say("{0} 的原文有条款 {1}，本表没有：请补一行，写明联系或没有联系的原因",
                                                           "the text of {0} has the clause {1}, this table has not: add its row, with links or a reason for having none",
                                                           plan, label.empty() ? "序" : label)});
    }
    for (const ClauseCoverage& c : coverage.clauses) {
        if (section_of(*text, c.clause) == nullptr) {
            problems.push_back({kTable, 0, "clause", base::say("{0} 的原文没有条款 {1}", "the text of {0} has no clause {1}", plan, c.clause)});
        }
    }
}

} // namespace

Coverage coverage_of(const Dataset& dataset, const std::string& plans_dir) {
    Coverage out;
    std::map<std::pair<PlanIx, std::string>, int> links;
    for (const Link& link : dataset.links()) ++links[{link.plan, link.clause}];
    for (std::size_t p = 0; p < dataset.plans().size(); ++p) {
        PlanCoverage plan{static_cast<PlanIx>(p), {}};
        const std::string& id = dataset.plans()[p].id;
        for (const Clause& c : dataset.clauses()) {
            if (c.plan != plan.plan) continue;
            const auto found = links.find({c.plan, c.clause});
            plan.clauses.push_back({c.clause, c.title, c.reason, found == links.end() ? 0 : found->second});
            if (found != links.end()) links.erase(found);
        }
        for (const auto& [key, count] : links) {
            if (key.first != plan.plan) continue;
            plan.clauses.push_back({key.second, "", "", count});
            std::vector<std::string> ids;
            for (const Link& link : dataset.links())
                if (link.plan == key.first && link.clause == key.second) ids.push_back(link.id);
            out.problems.push_back({"links/" + id + ".csv", 0, "clause", base::say("条款 {} 不在 clauses.csv 中（{}）：请在那里补一行，或改正条款号",
                                                                                   "the clause {} is not in clauses.csv ({}): add its row there, or mend the label",
                                                                                   key.second, base::listed(ids))});
        }
        std::stable_sort(plan.clauses.begin(), plan.clauses.end(),
                         [](const ClauseCoverage& a, const ClauseCoverage& b) { return order_of(a.clause) < order_of(b.clause); });
        if (!plans_dir.empty()) compare_with_text(plan, id, plans_dir, out.problems);
        out.plans.push_back(std::move(plan));
    }
    return out;
}

} // namespace atlas::io
