// The values of options that need no data, and the filter's names against the dataset.
#include "cli/options.hpp"

#include "base/say.hpp"

#include <algorithm>
#include <charconv>

namespace atlas::cli {

using base::Result;
using base::usage_error;

bool FilterArgs::empty() const {
    return values().empty() && without.empty() && inside_basins.empty() && touches.empty();
}

std::vector<std::pair<filter::Facet, std::string>> FilterArgs::values() const {
    using filter::Facet;
    std::vector<std::pair<Facet, std::string>> out;
    const auto add = [&out](Facet facet, const std::vector<std::string>& written) {
        for (const std::string& value : written) out.emplace_back(facet, value);
    };
    add(Facet::corridor, corridors);
    add(Facet::basin, basins);
    add(Facet::mechanism, mechanisms);
    add(Facet::plan, plans);
    add(Facet::place, places);
    add(Facet::domain, domains);
    add(Facet::stance, stances);
    add(Facet::level, levels);
    add(Facet::stated, stated);
    add(Facet::shape, shapes);
    return out;
}

Result<std::string> one_of(const std::string& option, const std::string& value, const std::vector<std::string>& choices) {
    if (std::find(choices.begin(), choices.end(), value) != choices.end()) return value;
    return usage_error(base::say("{} 没有“{}”这个取值；可选：{}", "{} does not know '{}'; choose one of: {}", option, value, base::listed(choices)));
}

Result<std::pair<int, int>> parse_size(const std::string& option, const std::string& value, int largest) {
    const auto wrong = [&] {
        return usage_error(base::say("{}“{}”不是大小；请写 宽x高，以像素计，各为 1 到 {}，如 1600x900",
                                     "{} '{}' is not a size; write WIDTHxHEIGHT in pixels, each from 1 to {}, such as 1600x900", option, value, largest));
    };
    const std::size_t cross = value.find_first_of("xX");
    if (cross == std::string::npos) return wrong();
    int width = 0, height = 0;
    const char* const begin = value.data();
    const char* const end = begin + value.size();
    const auto first = std::from_chars(begin, begin + cross, width);
    const auto second = std::from_chars(begin + cross + 1, end, height);
    if (first.ec != std::errc{} || first.ptr != begin + cross || second.ec != std::errc{} || second.ptr != end) return wrong();
    if (width < 1 || height < 1 || width > largest || height > largest) return wrong();
    return std::pair{width, height};
}

Result<model::Lang> parse_lang(const std::string& value) {
    const auto known = one_of("--lang", value, {"zh", "en"});
    if (!known) return known.error();
    return *known == "en" ? model::Lang::en : model::Lang::zh;
}

Result<std::optional<scene::Extent>> parse_extent(const std::string& value) {
    if (value.empty()) return std::optional<scene::Extent>{};
    const auto known = one_of("--extent", value, {"links", "china", "corridor"});
    if (!known) return known.error();
    if (value == "links") return std::optional{scene::Extent::links};
    return std::optional{value == "china" ? scene::Extent::china : scene::Extent::corridor};
}

Result<filter::FilterSpec> resolve(const FilterArgs& args, const model::Dataset& dataset) {
    filter::FilterSpec spec;
    spec.text_only = args.text_only;
    for (const auto& [facet, value] : args.values()) {
        if (facet == filter::Facet::place && value.starts_with('=')) {
            // Resolved on its own, so that `--place X --place =X` keeps both conditions.
            filter::FilterSpec alone;
            if (auto added = filter::add_value(alone, dataset, facet, value.substr(1)); !added) return added.error();
            for (filter::PlaceTerm term : alone.places) {
                term.exact = true;
                if (std::find(spec.places.begin(), spec.places.end(), term) == spec.places.end()) spec.places.push_back(term);
            }
            continue;
        }
        if (auto added = filter::add_value(spec, dataset, facet, value); !added) return added.error();
    }
    for (const std::string& written : args.without) {
        const std::size_t sign = written.find('=');
        const auto facet = filter::facet_from(written.substr(0, sign));
        if (sign == std::string::npos || !facet)
            return usage_error(base::say("--not“{}”：请写 筛选项=值，如 mechanism=strategy；筛选项有 corridor basin mechanism plan place level domain stance stated shape",
                                         "--not '{}': write FACET=VALUE, such as mechanism=strategy; the facets are corridor basin mechanism plan place level domain stance stated shape", written));
        filter::FilterSpec alone;
        const std::string value = written.substr(sign + 1);
        if (auto added = filter::add_value(alone, dataset, *facet, value); !added) return added.error();
        for (const filter::Condition& c : filter::conditions(dataset, alone)) spec.without.push_back({*facet, c.id});
    }
    const auto area = [&](filter::AreaTerm::Kind kind, filter::Facet facet, const std::vector<std::string>& values, bool all_ends) -> base::Status {
        for (const std::string& value : values) {
            filter::FilterSpec alone;
            if (auto added = filter::add_value(alone, dataset, facet, value); !added) return added;
            for (const std::string& id : *filter::values_of(alone, facet)) spec.areas.push_back({kind, {}, id, all_ends});
        }
        return base::ok();
    };
    if (auto ok = area(filter::AreaTerm::Kind::basin, filter::Facet::basin, args.inside_basins, true); !ok) return ok.error();
    if (auto ok = area(filter::AreaTerm::Kind::corridor, filter::Facet::corridor, args.touches, false); !ok) return ok.error();
    return spec;
}

} // namespace atlas::cli
