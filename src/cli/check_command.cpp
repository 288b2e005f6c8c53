// check: everything that can be validated. Reads all layers (points are checked against the unit they claim), all tables,
// the digests of the verified quotes, and with --plans the quotes themselves.
#include "cli/commands.hpp"

#include "base/file.hpp"
#include "base/say.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <system_error>

namespace atlas::cli {

namespace {

using Json = nlohmann::ordered_json;

/// Links of each plan, in the order of the plans.
std::vector<std::pair<std::string, int>> links_by_plan(const model::Dataset& dataset) {
    std::vector<std::pair<std::string, int>> out;
    for (const model::Plan& plan : dataset.plans()) out.emplace_back(plan.id, 0);
    for (const model::Link& link : dataset.links()) ++out[static_cast<std::size_t>(link.plan)].second;
    return out;
}

std::string problems_as_json(const std::vector<io::Problem>& problems, const model::Dataset* dataset, bool plans_read, std::size_t verified) {
    Json out;
    out["schema"] = "corridor-atlas/check/1";
    out["ok"] = problems.empty();
    out["links"] = dataset ? dataset->links().size() : 0;
    out["links_by_plan"] = Json::object();
    if (dataset) for (const auto& [plan, count] : links_by_plan(*dataset)) out["links_by_plan"][plan] = count;
    out["quotes_verified"] = plans_read ? Json(verified) : Json(nullptr);
    out["problems"] = problems_json(problems);
    return out.dump(2) + "\n";
}

std::string problems_as_text(const std::vector<io::Problem>& problems, const model::Dataset* dataset, bool plans_read, std::size_t verified) {
    std::string out;
    for (const io::Problem& problem : problems) out += io::to_text(problem) + "\n";
    if (dataset) {
        std::vector<std::string> plans;
        for (const auto& [plan, count] : links_by_plan(*dataset)) plans.push_back(fmt::format("{} {}", plan, count));
        out += base::say("{} 条联系：{}\n", "{} links: {}\n", dataset->links().size(), base::listed(plans));
        if (plans_read) {
            out += base::say("{1} 条引文中有 {0} 条见于其条款\n", "{0} of {1} quotes stand in their clauses\n", verified, dataset->links().size());
        }
    }
    out += (problems.empty() ? base::say("没有发现问题", "no problem found") : problem_count(problems.size())) + "\n";
    return out;
}

std::string digests_path(const std::string& links_dir) { return links_dir + "/quotes.sha256"; }

/// The file of digests is rewritten only when every quote was found: it says which readings were verified.
base::Status write_digests(const std::string& links_dir, std::vector<std::string> verified, std::size_t links) {
    if (verified.size() != links) {
        return base::data_error(base::say("--write-digests：{1} 条引文中有 {0} 条在规划中没有找到；{2} 未作改动",
                                          "--write-digests: {0} of {1} quotes were not found in the plans; {2} is left as it was",
                                          links - verified.size(), links, digests_path(links_dir)));
    }
    std::sort(verified.begin(), verified.end());
    std::string text;
    for (const std::string& line : verified) text += line + "\n";
    return base::write_file(digests_path(links_dir), text);
}

/// Each report is one way of checking; what belongs to another is refused rather than left undone in silence.
base::Status fit_together(const CheckArgs& args) {
    const bool agreement = !args.agreement.empty();
    if (args.coverage && agreement) return base::usage_error(base::say("--coverage 与 --agreement 不能同用", "--coverage and --agreement do not go together"));
    if (agreement && !args.plans.empty()) return base::usage_error(base::say("--agreement 不用 --plans", "--agreement takes no --plans"));
    if (args.write_digests && (args.coverage || agreement)) {
        return base::usage_error(base::say("--write-digests 只与 --plans 同用", "--write-digests goes with --plans alone"));
    }
    if (args.list && !agreement) return base::usage_error(base::say("--list 须与 --agreement 同用", "--list needs --agreement"));
    if (args.write_digests && args.plans.empty()) {
        return base::usage_error(base::say("--write-digests 须与 --plans（规划原文所在文件夹）同用", "--write-digests needs --plans, the folder with the plans' texts"));
    }
    return base::ok();
}

} // namespace

std::string problem_count(std::size_t n) { return base::say("{} 个问题", "{} problem{}", n, n == 1 ? "" : "s"); }

base::Status found_problems(const std::vector<io::Problem>& problems) {
    if (problems.empty()) return base::ok();
    return base::data_error(base::say("数据有 {}", "the data has {}", problem_count(problems.size())));
}

Json problems_json(const std::vector<io::Problem>& problems) {
    Json out = Json::array();
    for (const io::Problem& p : problems) out.push_back({{"file", p.file}, {"row", p.row}, {"field", p.field}, {"message", p.message}});
    return out;
}

base::Status check(const CheckArgs& args) {
    const auto format = one_of("--format", args.format, {"text", "json"});
    if (!format) return format.error();
    if (auto fits = fit_together(args); !fits) return fits;
    std::error_code ignored;
    if (!args.plans.empty() && !std::filesystem::is_directory(base::path_of(args.plans), ignored)) {
        return base::data_error(base::say("--plans“{}”不是文件夹；其中应有规划原文，名为 <规划编号>.txt",
                                          "--plans '{}' is not a folder; it holds the plans' texts as <plan id>.txt", args.plans));
    }
    if (args.coverage) return check_coverage(args);
    if (!args.agreement.empty()) return check_agreement(args);

    const auto dir = base::find_data_dir("geodata");
    if (!dir) return dir.error();
    const std::string links_dir = *dir + "/links";
    std::vector<io::Problem> problems;
    const auto geodata = io::read_geodata(*dir, {});
    if (!geodata) return geodata.error();
    // A figure goes on without a backdrop layer; a check says that it is missing.
    for (const std::string& warning : geodata.warnings) problems.push_back({"../base", 0, "", warning});

    const io::DatasetReading reading = io::read_dataset(links_dir, *geodata);
    problems.insert(problems.end(), reading.problems.begin(), reading.problems.end());
    std::vector<std::string> verified;
    if (reading.dataset) {
        if (!args.plans.empty()) {
            const auto found = io::check_quotes(*reading.dataset, args.plans, verified);
            problems.insert(problems.end(), found.begin(), found.end());
        }
        if (args.write_digests) {
            if (auto written = write_digests(links_dir, verified, reading.dataset->links().size()); !written) return written;
        }
        const auto changed = io::check_digests(*reading.dataset, links_dir);
        problems.insert(problems.end(), changed.begin(), changed.end());
    }

    const auto make = *format == "json" ? problems_as_json : problems_as_text;
    const auto said = put("", make(problems, reading.dataset.get(), !args.plans.empty(), verified.size()));
    if (!said) return said;
    return found_problems(problems);
}

} // namespace atlas::cli
