// basin_members.csv: which units lie in which basin, and with how much of their area. The table is made by a script
// (geodata/build/basin_members.py), but it is checked like those that people type.
#include "io/table_context.hpp"

#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

namespace atlas::io {

using namespace model;

void read_basin_members(TableContext& c) {
    std::map<std::string, BasinIx> basins;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < c.parts.basins.size(); ++i) {
        basins[c.parts.basins[i].id] = static_cast<BasinIx>(i);
        known.push_back(c.parts.basins[i].id);
    }
    std::set<std::pair<BasinIx, PlaceIx>> seen;
    c.read_table("basin_members.csv", {"basin", "code", "share"}, {"level", "note"}, [&](Row& row) {
        const std::string id = row.get("basin"), share_text = row.get("share"), level = row.get("level");
        const auto basin = basins.find(id);
        if (basin == basins.end()) row.problem("basin", TableContext::unknown(kBasinNoun, id, known));
        const PlaceIx unit = c.place(row, "code", row.get("code"));
        if (unit != kNone && !c.at(unit).administrative())
            row.problem("code", base::say("{} 不是省、市、县", "{} is no province, prefecture or county", c.describe(unit)));
        else if (unit != kNone && !level.empty() && level != to_code(c.at(unit).kind))
            row.problem("level", base::say("{} 的级别是 {}，不是“{}”", "{} is a {}, not '{}'", c.describe(unit), to_code(c.at(unit).kind), level));
        char* end = nullptr;
        const double share = std::strtod(share_text.c_str(), &end);
        const bool number = !share_text.empty() && *end == '\0' && std::isfinite(share);
        if (!number || share <= 0 || share > 1)
            row.problem("share", base::say("“{}”不是份额：应大于 0，不超过 1", "'{}' is no share: over 0 and up to 1", share_text));
        if (!row.good()) return;
        if (!seen.emplace(basin->second, unit).second)
            return row.problem("code", base::say("{} 在 {} 中列了两次", "{} is listed twice in {}", c.describe(unit), id));
        c.parts.basins[static_cast<std::size_t>(basin->second)].members.push_back({unit, share});
    });
}

} // namespace atlas::io
