// A plan's text, split into its clauses: at the chapter headings (`一、…` at the start of a line) and the clause numbers
// (`(一)…`, half or full width, numbered afresh in each chapter or on through all of them). What stands before the first
// chapter is both notice and preamble. The quotes and the coverage are checked against the same splitting.
#pragma once

#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace atlas::io {

struct PlanSection {
    std::string folded; ///< by base::fold_for_quote
    std::string text;   ///< as it stands in the file
    int lines = 0;      ///< that are not blank; a chapter with a heading and nothing else before its first clause has 1
};
/// By label: `三(十一)`, `三` (from the chapter's heading to its first clause), "" (before chapter 一).
using PlanText = std::map<std::string, PlanSection>;

PlanText split_plan(std::string_view text);
/// UTF-8 or GBK.
base::Result<PlanText> read_plan_text(const std::string& path);
/// The text of a clause as links label it (`序` and `印发` are both what stands before chapter 一); null when there is none.
const PlanSection* section_of(const PlanText& text, const std::string& clause);
/// Chapter and clause as numbers, for the order of the plan: 印发 and 序 come first, a chapter's opening before its clauses.
std::pair<int, int> order_of(const std::string& clause);

} // namespace atlas::io
