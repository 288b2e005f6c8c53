// A filter in words: what chips, empty results and figures call its conditions, so that all of them use the same ones.
#pragma once

#include "filter/filter.hpp"

#include <string>

namespace atlas::filter {

/// A condition of `spec`: "川南渝西", "非 推进中", "触及兰西", "框选 1 两端都在", "未知 c-x".
std::string condition_words(const model::Dataset& dataset, const FilterSpec& spec, const Condition& condition, model::Lang lang);
/// The number an area drawn on the map goes by, counted from 1 among such areas.
int ring_number(const FilterSpec& spec, std::size_t at);
/// The conditions that a title made of corridors, basins, places, mechanisms and plans does not say, in one line; empty: none.
std::string unsaid_conditions(const model::Dataset& dataset, const FilterSpec& spec, model::Lang lang);

} // namespace atlas::filter
