// links and facets: what the filter selects, as tables for other tools.
#include "cli/commands.hpp"

#include "filter/filter.hpp"
#include "io/links_writer.hpp"

#include <nlohmann/json.hpp>

namespace atlas::cli {

namespace {

/// The data and the filter on it; says so when no link is left.
struct Selected {
    Data data;
    filter::FilterSpec spec;
    std::vector<model::LinkIx> links;
};

base::Result<Selected> select(const FilterArgs& filter) {
    auto data = load(io::GeodataWanted::names_only());
    if (!data) return data.error();
    auto spec = resolve(filter, *data->dataset);
    if (!spec) return spec.error();
    Selected selected{std::move(*data), std::move(*spec), {}};
    selected.links = filter::apply(*selected.data.dataset, selected.spec);
    warn_if_none(selected.links.size(), selected.data.dataset->links().size());
    return selected;
}

/// Every facet under its code; a value's count is what the filter would select if it were chosen.
std::string facets_json(const model::Dataset& dataset, const filter::FilterSpec& spec) {
    using Json = nlohmann::ordered_json;
    Json out;
    out["schema"] = "corridor-atlas/facets/1";
    for (const filter::Facet facet : filter::kAllFacets) {
        Json values = Json::array();
        for (const filter::FacetValue& value : filter::facet_counts(dataset, spec, facet)) {
            values.push_back({{"id", value.id}, {"name", value.name.zh}, {"name_en", value.name.en}, {"count", value.count},
                              {"parent", value.parent.empty() ? Json(nullptr) : Json(value.parent)}});
        }
        out[std::string(filter::to_code(facet))] = std::move(values);
    }
    return out.dump(2) + "\n";
}

} // namespace

base::Status facets(const FacetsArgs& args) {
    const auto format = one_of("--format", args.format, {"json"});
    if (!format) return format.error();
    const auto selected = select(args.filter);
    if (!selected) return selected.error();
    return put(args.out, facets_json(*selected->data.dataset, selected->spec));
}

base::Status links(const LinksArgs& args) {
    const auto format = one_of("--format", args.format, {"json", "csv", "geojson"});
    if (!format) return format.error();
    const auto selected = select(args.filter);
    if (!selected) return selected.error();
    const auto write = *format == "csv" ? io::links_csv : *format == "geojson" ? io::links_geojson : io::links_json;
    return put(args.out, write(*selected->data.dataset, selected->links));
}

} // namespace atlas::cli
