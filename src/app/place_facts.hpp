// What the place card counts: the links of the selected places by mechanism and partner, corridor, basin and clause. Each
// number comes with the filter that gives exactly those links, so that a press on it can never show another number.
#pragma once

#include "filter/ego.hpp"
#include "filter/filter.hpp"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace atlas::app {

struct PlaceFacts {
    struct Row {
        std::int32_t index = model::kNone; ///< of the mechanism, place, corridor, basin or plan
        int count = 0;
        filter::FilterSpec filter;
    };
    struct Mechanism {
        Row row;
        std::vector<Row> partners; ///< parties outside the places, as the clauses name them; most links first
        int inside = 0;            ///< links with no party outside
    };
    struct Plan {
        Row row;
        std::vector<std::string> labels; ///< of the clauses
        std::vector<Row> clauses;        ///< in the plan's order
    };
    std::array<Row, 3> ways; ///< in the order of filter::kEgos
    Row together;            ///< several places: links with a party in each of them
    std::vector<Mechanism> mechanisms;
    std::vector<Row> corridors, basins; ///< most links first
    std::vector<Plan> plans;
    std::vector<model::LinkIx> links; ///< ascending
};
PlaceFacts place_facts(const model::Dataset& dataset, std::span<const model::PlaceIx> places, filter::Ego way);

/// The filter that gives the links of these places, this way.
filter::FilterSpec filter_about(const model::Dataset& dataset, std::span<const model::PlaceIx> places, filter::Ego way);

} // namespace atlas::app
