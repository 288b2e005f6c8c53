// check --coverage: every clause of every plan with its number of links, or the reason for having none. Counts need the
// names of the units only, so no shape is read; whatever else is wrong in the tables is listed too, since a row that was
// left out makes a count too small.
#include "cli/commands.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "io/coverage.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace atlas::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string coverage_as_json(const model::Dataset& dataset, const io::Coverage& coverage, const std::vector<io::Problem>& problems) {
    Json out;
    out["schema"] = "corridor-atlas/coverage/1";
    out["ok"] = problems.empty();
    out["plans"] = Json::array();
    for (const io::PlanCoverage& plan : coverage.plans) {
        Json clauses = Json::array();
        for (const io::ClauseCoverage& c : plan.clauses) clauses.push_back({{"clause", c.clause}, {"title", c.title}, {"links", c.links}, {"reason", c.reason}});
        out["plans"].push_back({{"plan", dataset.plan(plan.plan).id}, {"clauses", std::move(clauses)}});
    }
    out["problems"] = problems_json(problems);
    return out.dump(2) + "\n";
}

/// Filled up with blanks to a number of columns; a hanzi takes two of them.
std::string padded(const std::string& text, std::size_t columns) {
    std::size_t width = 0;
    for (const char32_t c : base::to_code_points(text)) width += c < 0x80 ? 1 : 2;
    return text + std::string(width < columns ? columns - width : 0, ' ');
}

std::string coverage_as_text(const model::Dataset& dataset, const io::Coverage& coverage, const std::vector<io::Problem>& problems) {
    constexpr std::size_t label_columns = 16;
    std::string out;
    for (const io::PlanCoverage& plan : coverage.plans) {
        int links = 0, linked = 0;
        for (const io::ClauseCoverage& c : plan.clauses) {
            links += c.links;
            linked += c.links > 0 ? 1 : 0;
        }
        out += base::say("{0}：{1} 个条款，其中 {2} 个有联系，共 {3} 条\n", "{0}: {1} clauses, {2} of them with links, {3} links in all\n",
                         dataset.plan(plan.plan).id, plan.clauses.size(), linked, links);
        for (const io::ClauseCoverage& c : plan.clauses) {
            const std::string what = c.links > 0 ? c.title : base::say("{}（{}）", "{} ({})", c.title, c.reason.empty() ? base::say("未写原因", "no reason given") : c.reason);
            out += "  " + padded(c.clause, label_columns) + fmt::format("{:>4}  ", c.links > 0 ? std::to_string(c.links) : "-") + what + "\n";
        }
    }
    for (const io::Problem& problem : problems) out += io::to_text(problem) + "\n";
    return out + (problems.empty() ? base::say("没有发现问题", "no problem found") : problem_count(problems.size())) + "\n";
}

} // namespace

base::Status check_coverage(const CheckArgs& args) {
    const auto dir = base::find_data_dir("geodata");
    if (!dir) return dir.error();
    const auto geodata = io::read_geodata(*dir, io::GeodataWanted::names_only());
    if (!geodata) return geodata.error();
    const io::DatasetReading reading = io::read_dataset(*dir + "/links", *geodata);
    if (!reading.dataset) return base::data_error(base::say("{}/links 中没有数据集", "{}/links holds no dataset", *dir));
    const io::Coverage coverage = io::coverage_of(*reading.dataset, args.plans);
    std::vector<io::Problem> problems = reading.problems;
    problems.insert(problems.end(), coverage.problems.begin(), coverage.problems.end());
    const auto make = args.format == "json" ? coverage_as_json : coverage_as_text;
    if (const auto said = put("", make(*reading.dataset, coverage, problems)); !said) return said;
    return found_problems(problems);
}

} // namespace atlas::cli
