// reciprocity: who names whom, by province and by plan (filter/reciprocity has the rule).
#include "cli/commands.hpp"

#include "filter/reciprocity.hpp"
#include "io/csv.hpp"

#include <nlohmann/json.hpp>

namespace atlas::cli {

namespace {

using Json = nlohmann::ordered_json;

Json ids_json(const model::Dataset& d, const std::vector<model::LinkIx>& links) {
    Json out = Json::array();
    for (const model::LinkIx i : links) out.push_back(d.link(i).id);
    return out;
}

std::string as_json(const model::Dataset& d) {
    Json out;
    out["schema"] = "corridor-atlas/reciprocity/1";
    out["pairs"] = Json::array();
    for (const filter::PlaceReciprocity& pair : filter::reciprocity_by_place(d)) {
        out["pairs"].push_back({{"plan", d.plan(pair.plan).id},
                                {"place", {{"id", d.place(pair.place).id}, {"name", d.place(pair.place).name.zh}}},
                                {"other_plan", pair.other_plan == model::kNone ? Json(nullptr) : Json(d.plan(pair.other_plan).id)},
                                {"state", filter::to_code(pair.state)},
                                {"links", ids_json(d, pair.links)},
                                {"back_links", ids_json(d, pair.back_links)}});
    }
    out["plans"] = Json::array();
    for (const filter::PlanReciprocity& pair : filter::reciprocity_by_plan(d)) {
        out["plans"].push_back({{"plan", d.plan(pair.plan).id},
                                {"other_plan", d.plan(pair.other_plan).id},
                                {"state", filter::to_code(pair.state)},
                                {"links", ids_json(d, pair.links)},
                                {"back_links", ids_json(d, pair.back_links)}});
    }
    return out.dump(2) + "\n";
}

std::string ids_cell(const model::Dataset& d, const std::vector<model::LinkIx>& links) {
    std::string out;
    for (const model::LinkIx i : links) out += (out.empty() ? "" : "|") + d.link(i).id;
    return out;
}

/// One row a pair; a row about two plans has no place.
std::string as_csv(const model::Dataset& d) {
    std::string out = "\xEF\xBB\xBF" "plan,place,place_name,other_plan,state,links,back_links\r\n";
    const auto row = [&](model::PlanIx plan, model::PlaceIx place, model::PlanIx other, filter::Reciprocity state,
                         const std::vector<model::LinkIx>& links, const std::vector<model::LinkIx>& back) {
        const std::string cells[] = {d.plan(plan).id,
                                     place == model::kNone ? "" : d.place(place).id,
                                     place == model::kNone ? "" : d.place(place).name.zh,
                                     other == model::kNone ? "" : d.plan(other).id,
                                     std::string(filter::to_code(state)),
                                     ids_cell(d, links),
                                     ids_cell(d, back)};
        bool first = true;
        for (const std::string& cell : cells) {
            if (!first) out += ',';
            io::append_csv_cell(out, cell);
            first = false;
        }
        out += "\r\n";
    };
    for (const auto& p : filter::reciprocity_by_place(d)) row(p.plan, p.place, p.other_plan, p.state, p.links, p.back_links);
    for (const auto& p : filter::reciprocity_by_plan(d)) row(p.plan, model::kNone, p.other_plan, p.state, p.links, p.back_links);
    return out;
}

} // namespace

base::Status reciprocity(const ReciprocityArgs& args) {
    const auto format = one_of("--format", args.format, {"json", "csv"});
    if (!format) return format.error();
    const auto data = load(io::GeodataWanted::names_only());
    if (!data) return data.error();
    return put(args.out, *format == "csv" ? as_csv(*data->dataset) : as_json(*data->dataset));
}

} // namespace atlas::cli
