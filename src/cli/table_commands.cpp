// links and facets: what the filter selects, as tables for other tools; summary: the whole on one page.
#include "cli/commands.hpp"

#include "filter/filter.hpp"
#include "io/links_writer.hpp"
#include "io/summary.hpp"

#include <nlohmann/json.hpp>

#include <vector>

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

using Json = nlohmann::ordered_json;

/// Every facet under its code; a value's count is what the filter would select if it were chosen.
std::string facets_json(const model::Dataset& dataset, const filter::FilterSpec& spec) {
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
    auto selected = select(args.filter);
    if (!selected) return selected.error();
    if (args.unmapped) { // none of these is nothing to warn of
        const model::Dataset& d = *selected->data.dataset;
        std::erase_if(selected->links, [&d](model::LinkIx i) { return d.link(i).mappable && io::unplaced_parties(d, d.link(i)).empty(); });
    }
    const auto write = *format == "csv" ? io::links_csv : *format == "geojson" ? io::links_geojson : io::links_json;
    return put(args.out, write(*selected->data.dataset, selected->links));
}

base::Status summary(const SummaryArgs& args) {
    const auto data = load(io::GeodataWanted::names_only());
    if (!data) return data.error();
    return put(args.out, io::summary_markdown(*data->dataset));
}

} // namespace atlas::cli
