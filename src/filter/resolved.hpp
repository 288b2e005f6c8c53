// A FilterSpec looked up once against a dataset: one flag for each value of each facet, so that testing a link is a few
// array reads. 100,000 links pass in a few milliseconds; nothing is kept between calls.
#pragma once

#include "filter/filter.hpp"

#include <cstdint>
#include <vector>

namespace atlas::filter {

using Flags = std::vector<std::uint8_t>;

class Resolved {
public:
    Resolved(const model::Dataset& dataset, const FilterSpec& spec);

    /// The link passes the conditions of this facet (a facet without conditions passes everything).
    [[nodiscard]] bool passes(const model::Link& link, Facet facet) const;
    [[nodiscard]] bool passes_all(const model::Link& link) const;
    [[nodiscard]] bool passes_all_but(const model::Link& link, Facet facet) const;
    /// Named by the clause, or computed ones are wanted too.
    [[nodiscard]] bool counts(model::By by) const { return !text_only_ || by == model::By::text; }

private:
    bool any_[7] = {}; ///< by Facet: it has conditions
    Flags corridors_, basins_, mechanisms_, plans_, places_, domains_;
    std::uint8_t stances_[4] = {};
    bool text_only_ = false;
};

/// Index of the parent mechanism, or kNone.
model::MechanismIx parent_of(const model::Dataset& dataset, model::MechanismIx mechanism);

} // namespace atlas::filter
