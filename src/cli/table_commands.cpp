// links and facets: what the filter selects, as tables for other tools.
#include "cli/commands.hpp"

#include "filter/filter.hpp"
#include "io/links_writer.hpp"

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

} // namespace

base::Status facets(const FacetsArgs& args) {
    const auto format = one_of("--format", args.format, {"json"});
    if (!format) return format.error();
    const auto selected = select(args.filter);
    if (!selected) return selected.error();
    return put(args.out, io::facets_json(*selected->data.dataset, selected->spec));
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
