// The numbered list of clauses on the page: each drawn link with its plan, clause and words, in columns of small type.
#pragma once

#include "export/pen.hpp"

namespace atlas::exporter {

struct EvidenceFlow {
    std::vector<std::vector<std::string>> notes; ///< lines of each note that fits, in order
    int left_out = 0;
    int columns = 1;
    double column_width = 0, height = 0;
};
/// As many notes as fit into width × height, in the order of `links`.
EvidenceFlow flow_evidence(const Pen& pen, const model::Dataset& dataset, const std::vector<model::LinkIx>& links, double width, double height);
/// Returns what the list covers.
geo::Box draw_evidence(Pen& pen, const EvidenceFlow& flow, geo::Vec2 top_left);

} // namespace atlas::exporter
