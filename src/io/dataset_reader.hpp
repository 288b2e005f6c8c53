// Reads and checks the tables of geodata/links (docs/dataset.md). Every problem is collected, none hides another.
#pragma once

#include "base/result.hpp"
#include "model/dataset.hpp"
#include "model/geodata.hpp"

#include <memory>
#include <string>
#include <vector>

namespace atlas::io {

struct Problem {
    std::string file;  ///< relative to the links folder
    int row = 0;       ///< 1 = the line of column names; 0 = the file as a whole
    std::string field; ///< column name, or empty
    std::string message;
};

struct DatasetReading {
    std::shared_ptr<const model::Dataset> dataset; ///< the good rows; null only when nothing could be read at all
    std::vector<Problem> problems;
};

/// `geodata` supplies the administrative places (names_only is enough; shapes, when present, let the points be checked
/// against the unit they claim). Bad rows are left out of the dataset and listed.
DatasetReading read_dataset(const std::string& links_dir, const model::Geodata& geodata);

/// All quotes against the plan texts (`plans_dir`/<plan id>.txt): every quote must stand in its clause after folding.
/// Returns the problems; `verified` gets one line "<link id> <sha256 of plan, clause, quote>" per verified link.
std::vector<Problem> check_quotes(const model::Dataset& dataset, const std::string& plans_dir, std::vector<std::string>& verified);
/// SHA-256 of plan id, clause and quote joined by newlines: what a verified link is remembered by.
std::string quote_digest(const model::Dataset& dataset, const model::Link& link);

/// Links whose digest in `links_dir`/quotes.sha256 is missing or no longer fits, lines that name no link, and a missing file.
std::vector<Problem> check_digests(const model::Dataset& dataset, const std::string& links_dir);

/// "links/x.csv row 12, field 'parties': …"
std::string to_text(const Problem& problem);

} // namespace atlas::io
