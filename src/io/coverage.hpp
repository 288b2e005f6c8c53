// Whether every clause of every plan is accounted for: it has links, or clauses.csv says why it has none.
#pragma once

#include "io/dataset_reader.hpp"
#include "model/dataset.hpp"

#include <string>
#include <vector>

namespace atlas::io {

struct ClauseCoverage {
    std::string clause, title, reason;
    int links = 0;
};
struct PlanCoverage {
    model::PlanIx plan = model::kNone;
    std::vector<ClauseCoverage> clauses; ///< in the order of the plan; those that only links name are among them
};
struct Coverage {
    std::vector<PlanCoverage> plans;
    std::vector<Problem> problems; ///< beyond what the reading of clauses.csv found
};

/// Links whose clause clauses.csv does not list are problems; with a `plans_dir` (not empty) so is every clause of a plan's
/// text (`plans_dir`/<plan id>.txt) without a row, and a row whose clause the text does not have. That a listed clause has
/// neither links nor a reason is found when clauses.csv is read.
Coverage coverage_of(const model::Dataset& dataset, const std::string& plans_dir);

} // namespace atlas::io
