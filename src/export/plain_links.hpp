// `render --plain-links`: a table of plain links (from_code, to_code, from_lon, from_lat, to_lon, to_lat, group, curv) drawn on
// the fixed benchmark page, so that the program and its peers draw the same picture.
#pragma once

#include "base/result.hpp"
#include "scene/display_list.hpp"

#include <string>

namespace atlas::exporter {

struct PlainLinksSpec {
    std::string csv_path, geodata_dir;
    bool counties = false; ///< county instead of prefecture lines
};
/// The page is 842 × 595.2 pt (3508 × 2480 px at 300 dpi): Albers 25/47/105, x −150000 ± 4102145 m, y 300000…6100000 m.
base::Result<scene::Picture> build_plain_links(const PlainLinksSpec& spec, const text::FontSet& fonts);

} // namespace atlas::exporter
