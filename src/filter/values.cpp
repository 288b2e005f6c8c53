// Codes and names of values that no table names, and the lists of a FilterSpec by facet.
#include "filter/filter.hpp"

namespace atlas::filter {

using namespace model;

std::string_view to_code(Facet facet) {
    switch (facet) {
    case Facet::corridor: return "corridor";
    case Facet::basin: return "basin";
    case Facet::mechanism: return "mechanism";
    case Facet::plan: return "plan";
    case Facet::place: return "place";
    case Facet::level: return "level";
    case Facet::domain: return "domain";
    case Facet::stance: return "stance";
    case Facet::stated: return "stated";
    case Facet::shape: return "shape";
    }
    return "";
}

std::optional<Facet> facet_from(std::string_view code) {
    for (const Facet f : kAllFacets)
        if (to_code(f) == code) return f;
    return std::nullopt;
}

std::string_view to_code(Level level) {
    switch (level) {
    case Level::province: return "province";
    case Level::prefecture: return "prefecture";
    case Level::county: return "county";
    case Level::zone: return "zone";
    case Level::region: return "region";
    case Level::foreign: return "foreign";
    case Level::unplaced: return "unplaced";
    }
    return "";
}

std::string_view to_code(Tie::Kind kind) {
    switch (kind) {
    case Tie::Kind::place: return "place";
    case Tie::Kind::out: return "out";
    case Tie::Kind::in: return "in";
    case Tie::Kind::clause: return "clause";
    case Tie::Kind::link: return "link";
    }
    return "";
}

std::optional<Tie::Kind> tie_from(std::string_view code) {
    for (const Tie::Kind k : {Tie::Kind::place, Tie::Kind::out, Tie::Kind::in, Tie::Kind::clause, Tie::Kind::link})
        if (to_code(k) == code) return k;
    return std::nullopt;
}

Level level_of(PlaceKind kind) {
    switch (kind) {
    case PlaceKind::province: return Level::province;
    case PlaceKind::prefecture: return Level::prefecture;
    case PlaceKind::county: return Level::county;
    case PlaceKind::region:
    case PlaceKind::strategy: return Level::region;
    case PlaceKind::foreign: return Level::foreign;
    case PlaceKind::unplaced: return Level::unplaced;
    default: return Level::zone;
    }
}

Text level_name(Level level) {
    switch (level) {
    case Level::province: return {"省级", "Province"};
    case Level::prefecture: return {"地级", "Prefecture"};
    case Level::county: return {"县级", "County"};
    case Level::zone: return {"园区、港口、镇", "Zone, port, town"};
    case Level::region: return {"区域、战略", "Region, strategy"};
    case Level::foreign: return {"境外", "Abroad"};
    case Level::unplaced: return {"无确定位置", "Without a place"};
    }
    return {};
}

Text stance_name(Stance stance) {
    switch (stance) {
    case Stance::operating: return {"已运行", "Operating"};
    case Stance::deepening: return {"深化中", "Deepening"};
    case Stance::advancing: return {"推进中", "Advancing"};
    case Stance::exploring: return {"探索中", "Exploring"};
    }
    return {};
}

Text stated_name(Stated stated) {
    return stated == Stated::explicit_ ? Text{"各方均写明", "Every party named"} : Text{"有一方系推定", "A party inferred"};
}

Text shape_name(Shape shape) {
    switch (shape) {
    case Shape::pair: return {"两方", "Pair"};
    case Shape::group: return {"多方", "Group"};
    case Shape::corridor: return {"走廊", "Corridor"};
    case Shape::basin: return {"流域", "Basin"};
    case Shape::hub: return {"一对多", "Hub"};
    }
    return {};
}

bool FilterSpec::empty() const {
    for (const Facet f : kAllFacets)
        if (const auto* ids = values_of(*this, f); ids != nullptr && !ids->empty()) return false;
    return places.empty() && lost_places.empty() && without.empty() && areas.empty() && ties.empty();
}

std::vector<std::string>* values_of(FilterSpec& spec, Facet facet) {
    switch (facet) {
    case Facet::corridor: return &spec.corridors;
    case Facet::basin: return &spec.basins;
    case Facet::mechanism: return &spec.mechanisms;
    case Facet::plan: return &spec.plans;
    case Facet::level: return &spec.levels;
    case Facet::domain: return &spec.domains;
    case Facet::stance: return &spec.stances;
    case Facet::stated: return &spec.stated;
    case Facet::shape: return &spec.shapes;
    case Facet::place: return nullptr;
    }
    return nullptr;
}

const std::vector<std::string>* values_of(const FilterSpec& spec, Facet facet) { return values_of(const_cast<FilterSpec&>(spec), facet); }

} // namespace atlas::filter
