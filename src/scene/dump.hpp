// The text dump: a player that writes the picture as lines of text, stable between runs, for tests and reviews.
#pragma once

#include "scene/display_list.hpp"

#include <string>

namespace atlas::scene {

struct DumpOptions {
    bool points = false; ///< every coordinate (else bounds and counts)
    int decimals = 1;
};
std::string dump(const Picture& picture, const DumpOptions& options = {});

} // namespace atlas::scene
