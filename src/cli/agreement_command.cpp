// check --agreement: the two blind readings of the plans compared (filter/agreement has the rule). The tables of the dataset
// are read for the names of places only; what is wrong in them is the plain check's to say.
#include "cli/commands.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "filter/agreement.hpp"
#include "io/readings.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <system_error>

namespace atlas::cli {

namespace {

using Json = nlohmann::ordered_json;
using filter::Agreement;
using filter::ReadingRow;

struct PlanReadings {
    std::string plan;
    std::vector<ReadingRow> a, b;
    std::vector<filter::Match> matches;
    Agreement figures;
};

double share(std::size_t part, std::size_t whole) { return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole); }

/// The rows of one reading that have no match; `first`: of reading a.
std::vector<const ReadingRow*> found_by_one(const PlanReadings& plan, bool first) {
    const std::vector<ReadingRow>& rows = first ? plan.a : plan.b;
    std::vector<bool> matched(rows.size());
    for (const filter::Match& m : plan.matches) matched[first ? m.a : m.b] = true;
    std::vector<const ReadingRow*> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (!matched[i]) out.push_back(&rows[i]);
    return out;
}

Json figures_json(const Agreement& f) {
    return {{"rows_a", f.rows_a}, {"rows_b", f.rows_b}, {"matched", f.matched}, {"agreement", f.share()},
            {"same_mechanism", share(f.same_mechanism, f.matched)}, {"same_parties", share(f.same_parties, f.matched)}, {"same_shape", share(f.same_shape, f.matched)}};
}

std::string as_json(const std::vector<PlanReadings>& plans, const Agreement& all, bool list, const std::vector<io::Problem>& problems) {
    Json out;
    out["schema"] = "corridor-atlas/agreement/1";
    out["ok"] = problems.empty();
    out["threshold"] = filter::kMatchThreshold;
    out["plans"] = Json::array();
    for (const PlanReadings& plan : plans) {
        Json one = {{"plan", plan.plan}};
        one.update(figures_json(plan.figures));
        if (list) {
            one["matches"] = Json::array();
            for (const filter::Match& m : plan.matches) one["matches"].push_back({{"a", plan.a[m.a].id}, {"b", plan.b[m.b].id}, {"score", m.score}});
            for (const bool first : {true, false}) {
                Json rows = Json::array();
                for (const ReadingRow* row : found_by_one(plan, first)) rows.push_back({{"id", row->id}, {"clause", row->clause}, {"quote", row->quote}});
                one[first ? "only_a" : "only_b"] = std::move(rows);
            }
        }
        out["plans"].push_back(std::move(one));
    }
    out["all"] = figures_json(all);
    out["problems"] = problems_json(problems);
    return out.dump(2) + "\n";
}

std::string figures_text(const std::string& name, const Agreement& f) {
    const auto percent = [](double part) { return fmt::format("{:.1f}%", part * 100); };
    return base::say("{0}：甲 {1} 条，乙 {2} 条，对上 {3} 条；一致率 {4}；对上的之中机制相同 {5}、参与方相同 {6}、形状相同 {7}\n",
                     "{0}: {1} rows in a, {2} in b, {3} matched; agreement {4}; of the matched the same mechanism {5}, parties {6}, shape {7}\n",
                     name, f.rows_a, f.rows_b, f.matched, percent(f.share()), percent(share(f.same_mechanism, f.matched)),
                     percent(share(f.same_parties, f.matched)), percent(share(f.same_shape, f.matched)));
}

std::string as_text(const std::vector<PlanReadings>& plans, const Agreement& all, bool list, const std::vector<io::Problem>& problems) {
    std::string out;
    for (const PlanReadings& plan : plans) {
        out += figures_text(plan.plan, plan.figures);
        for (const bool first : {true, false}) {
            if (!list) break;
            for (const ReadingRow* row : found_by_one(plan, first)) {
                out += "  " + (first ? base::say("仅甲", "only a") : base::say("仅乙", "only b")) + fmt::format("  {}  {}  {}\n", row->id, row->clause, row->quote);
            }
        }
    }
    out += figures_text(base::say("合计", "all"), all);
    for (const io::Problem& problem : problems) out += io::to_text(problem) + "\n";
    return out;
}

} // namespace

base::Status check_agreement(const CheckArgs& args) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    for (const char* reading : {"a", "b"}) {
        if (fs::is_directory(base::path_of(args.agreement + "/" + reading), ignored)) continue;
        return base::data_error(base::say("“{}”中没有文件夹 {}；--agreement 的文件夹应含 a/<规划编号>.csv 和 b/<规划编号>.csv",
                                          "'{}' has no folder {}; the folder of --agreement holds a/<plan id>.csv and b/<plan id>.csv", args.agreement, reading));
    }
    const auto dir = base::find_data_dir("geodata");
    if (!dir) return dir.error();
    const auto geodata = io::read_geodata(*dir, io::GeodataWanted::names_only());
    if (!geodata) return geodata.error();
    const io::DatasetReading reading = io::read_dataset(*dir + "/links", *geodata);
    if (!reading.dataset) return base::data_error(base::say("{}/links 中没有数据集", "{}/links holds no dataset", *dir));

    std::vector<io::Problem> problems;
    std::vector<PlanReadings> plans;
    Agreement all;
    for (const model::Plan& plan : reading.dataset->plans()) {
        const std::string a = "a/" + plan.id + ".csv", b = "b/" + plan.id + ".csv";
        const bool either = fs::exists(base::path_of(args.agreement + "/" + a), ignored) || fs::exists(base::path_of(args.agreement + "/" + b), ignored);
        if (!either) continue; // a plan that was not read twice; one that was read once is a problem
        PlanReadings one{plan.id, io::read_reading(*reading.dataset, args.agreement + "/" + a, a, plan.id, problems),
                         io::read_reading(*reading.dataset, args.agreement + "/" + b, b, plan.id, problems), {}, {}};
        one.matches = filter::match_readings(one.a, one.b);
        one.figures = filter::agreement_of(one.a, one.b, one.matches);
        all += one.figures;
        plans.push_back(std::move(one));
    }
    if (plans.empty()) {
        return base::data_error(base::say("“{}”中没有任何一份规划的两次读法", "'{}' holds no reading of any plan", args.agreement));
    }
    const auto make = args.format == "json" ? as_json : as_text;
    if (const auto said = put("", make(plans, all, args.list, problems)); !said) return said;
    return found_problems(problems);
}

} // namespace atlas::cli
