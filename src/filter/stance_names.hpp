// How firm a plan's words are, as the interface names it: stances have a code in the tables, but no table of names.
#pragma once

#include "model/dataset.hpp"

namespace atlas::filter {

inline model::Text stance_name(model::Stance stance) {
    switch (stance) {
    case model::Stance::operating: return {"已运行", "Operating"};
    case model::Stance::deepening: return {"深化中", "Deepening"};
    case model::Stance::advancing: return {"推进中", "Advancing"};
    case model::Stance::exploring: return {"探索中", "Exploring"};
    }
    return {};
}

} // namespace atlas::filter
