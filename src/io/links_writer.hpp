// Links as other tools read them (docs/dataset.md has the fields). JSON: an array in the order given (dataset
// order is by id), each object with its schema. CSV: byte order mark, one row a link, lists joined by `|`. GeoJSON: RFC
// 7946, WGS 84. Coordinates have 5 decimals. Names are Chinese; summaries are in both languages.
#pragma once

#include "model/dataset.hpp"

#include <span>
#include <string>
#include <vector>

namespace atlas::io {

/// Names of the parties that have no place on the map: no point of their own and no members.
std::vector<std::string> unplaced_parties(const model::Dataset& dataset, const model::Link& link);

/// Corridors and basins carry `by` (text or place). A basin's ancestors follow it with the same `by` and "implied": true.
/// `unplaced` has the names of unplaced_parties().
std::string links_json(const model::Dataset& dataset, std::span<const model::LinkIx> links);
/// parties, codes, roles, lons and lats are parallel lists; a party without a code or a position leaves its part empty.
std::string links_csv(const model::Dataset& dataset, std::span<const model::LinkIx> links);
/// pair, corridor: LineString (a pair of two sides with several places: MultiLineString, each giver to each taker); hub:
/// MultiLineString; group: MultiPoint; basin: GeometryCollection of points; null when the link cannot be drawn. A region
/// stands as its members: lines end at the member nearest to the other side.
std::string links_geojson(const model::Dataset& dataset, std::span<const model::LinkIx> links);

} // namespace atlas::io
