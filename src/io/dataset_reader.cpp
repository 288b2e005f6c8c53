// The order of reading, and the texts of problems. The tables themselves are read in read_places, read_corridors, read_links.
#include "io/dataset_reader.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "io/table_context.hpp"

#include <algorithm>

namespace atlas::io {

DatasetReading read_dataset(const std::string& links_dir, const model::Geodata& geodata) {
    TableContext c(links_dir, geodata);
    read_administrative_places(c);
    read_adcode_changes(c);
    read_places(c);
    c.index_places();
    read_members(c);
    read_taxonomies(c);
    read_corridors(c);
    read_basins(c);
    read_basin_members(c);
    read_links(c);
    read_clauses(c);

    DatasetReading out;
    const bool nothing = c.all_bytes.empty(); // no table could be opened: the folder is wrong
    c.parts.version_hash = base::sha256_hex(c.all_bytes).substr(0, 12);
    out.problems = std::move(c.problems);
    std::stable_sort(out.problems.begin(), out.problems.end(), [](const Problem& a, const Problem& b) {
        return a.file != b.file ? a.file < b.file : a.row < b.row;
    });
    if (!nothing) out.dataset = std::make_shared<const model::Dataset>(std::move(c.parts));
    return out;
}

std::string to_text(const Problem& p) {
    std::string out = p.file;
    if (p.row > 0) out += base::say(" 第 {} 行", " row {}", p.row);
    if (!p.field.empty()) out += base::say("，“{}”列", ", field '{}'", p.field);
    return out + base::say("：", ": ") + p.message;
}

} // namespace atlas::io
