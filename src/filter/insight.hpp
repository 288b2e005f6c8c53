// What the linked views show, computed from a dataset and the links that pass the filter: matrix, basin cascade, corridor
// strip, gaps, plan against plan. Pure; every number stands for a list of links (indexes, ascending).
#pragma once

#include "filter/filter.hpp"
#include "model/geodata.hpp"

#include <string>
#include <utility>
#include <vector>

namespace atlas::filter {

/// Rows and columns of a matrix. A link that has several values of an axis stands in several rows or columns, once in each:
/// sums over a row may exceed `links`, the number of distinct links.
struct MatrixLine {
    std::string id; ///< of the facet's value
    model::Text name;
    int links = 0;
};
struct Matrix {
    Facet row_facet = Facet::mechanism, column_facet = Facet::corridor;
    std::vector<MatrixLine> rows, columns;        ///< those with a link, most links first (trees and fixed lists keep their order)
    std::vector<std::vector<model::LinkIx>> cells; ///< row by row
    int links = 0;
    int without_row = 0, without_column = 0; ///< links that have no value of the axis and stand in no line of it
    bool repeated = false;                   ///< some link stands in several lines
    std::size_t columns_left_out = 0;        ///< beyond `most_columns`, those with the fewest links
    [[nodiscard]] const std::vector<model::LinkIx>& at(std::size_t row, std::size_t column) const { return cells[row * columns.size() + column]; }
};
/// A cell holds the links that the filter gives for its two values. Places stand as the provinces that hold a party (and regions and
/// places abroad by themselves); a basin holds those below it; mechanisms stand as tagged. `text_only`: corridors and basins named by
/// the clause only.
Matrix matrix(const model::Dataset& dataset, const std::vector<model::LinkIx>& links, Facet rows, Facet columns, bool text_only, std::size_t most_columns = 24);

/// The stem of a basin, upstream to downstream. A step is linked when a link of this basin has a party in both provinces.
struct CascadeStep {
    model::PlaceIx upper = model::kNone, lower = model::kNone;
    std::vector<model::LinkIx> links;        ///< of the basin (or below it), joining both
    std::vector<model::LinkIx> compensation; ///< those of `links` that compensate
    std::vector<model::PlanIx> plans;        ///< loaded plans of either province; none: nothing can be said about the step
};
struct Cascade {
    model::BasinIx basin = model::kNone;
    std::vector<model::PlaceIx> provinces;
    std::vector<std::vector<model::LinkIx>> at; ///< links of the basin with a party in the province
    std::vector<CascadeStep> steps;
};
/// `text_only`: links whose clause names the basin only.
Cascade cascade(const model::Dataset& dataset, const std::vector<model::LinkIx>& links, model::BasinIx basin, bool text_only = false);

/// A party is at a place: itself, inside it, or a region one of whose members is.
bool is_at(const model::Dataset& dataset, model::PlaceIx party, model::PlaceIx place);
/// The terms of a filter that keeps, of these links, exactly those with a party at the place: the place itself and the regions that reach it.
std::vector<PlaceTerm> terms_at(const model::Dataset& dataset, const std::vector<model::LinkIx>& links, model::PlaceIx place);

/// A corridor straightened: its nodes by the distance along it, and the links between them.
struct StripNode {
    model::PlaceIx place = model::kNone;
    double km = 0; ///< great-circle distance from the first node, along the nodes; a node without a position repeats the last
    std::vector<model::LinkIx> links; ///< with a party that is the node, in it, or of which it is a part
};
struct StripSpan {
    std::size_t from = 0, to = 0; ///< nodes
    std::vector<model::LinkIx> links; ///< with a party at both
};
struct Strip {
    model::CorridorIx corridor = model::kNone;
    std::vector<StripNode> nodes;
    std::vector<StripSpan> spans; ///< by from, then to; those with links
};
Strip strip(const model::Dataset& dataset, const std::vector<model::LinkIx>& links, model::CorridorIx corridor);

/// Something a reader would expect and no plan states. Only between places of which a loaded plan speaks: a pair about which no plan
/// is loaded is no gap.
struct Gap {
    enum class Rule {
        border,       ///< neighbouring provinces without a link of border cooperation
        compensation, ///< neighbours on a stem without a link of compensation
        corridor      ///< adjacent nodes of a corridor without any link
    } rule = Rule::border;
    model::PlaceIx a = model::kNone, b = model::kNone;
    model::BasinIx basin = model::kNone;       ///< of rule compensation
    model::CorridorIx corridor = model::kNone; ///< of rule corridor
    std::vector<model::PlanIx> searched;       ///< plans of a or of b, in which nothing was found
    model::BasinIx wider = model::kNone;       ///< of rule compensation: the nearest basin round this one that has a compensation with both
};
/// Pairs of provinces with a common border, by code, each once.
std::vector<std::pair<std::string, std::string>> neighbouring_provinces(const model::Geodata& geodata);
std::vector<Gap> gaps(const model::Dataset& dataset, const std::vector<std::pair<std::string, std::string>>& neighbours);
model::Text rule_name(Gap::Rule rule);

/// Two plans side by side: what each says among some links, and where both speak of the same parties.
struct Comparison {
    struct Shared {
        std::vector<model::PlaceIx> parties; ///< ascending
        std::vector<model::LinkIx> a, b;     ///< links of each plan between exactly these
    };
    std::vector<model::LinkIx> a, b;           ///< every link of the plan
    std::vector<Shared> shared;                ///< by the first link of a
    std::vector<model::LinkIx> only_a, only_b; ///< whose parties the other plan never has together
};
/// `links`: the subject, as a filter gives it. A plan compared with itself shares everything.
Comparison compare(const model::Dataset& dataset, const std::vector<model::LinkIx>& links, model::PlanIx a, model::PlanIx b);

} // namespace atlas::filter
