// What the readers of the single tables share: the folder, the problems found, the parts being filled, and how a cell
// names a place or lists several things. Private to the dataset reader.
#pragma once

#include "base/say.hpp"
#include "io/csv.hpp"
#include "io/dataset_reader.hpp"
#include "model/dataset.hpp"
#include "model/geodata.hpp"

#include <functional>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas::io {

/// The row being read: cells by column name, problems that know where they are.
class Row {
public:
    Row(const CsvTable& table, const std::unordered_map<std::string, int>& columns, std::size_t index, std::vector<Problem>& problems)
        : table_(table), columns_(columns), index_(index), problems_(problems) {}
    [[nodiscard]] std::string get(const char* column) const { return std::string(view(column)); }
    [[nodiscard]] std::string_view view(const char* column) const;
    /// Cell split at `|` or `｜`, parts trimmed, empty ones dropped.
    [[nodiscard]] std::vector<std::string> list(const char* column) const;
    void problem(const char* column, std::string message);
    [[nodiscard]] bool good() const { return good_; } ///< no problem was reported through this row
    [[nodiscard]] int number() const { return table_.row_number(index_); }

private:
    const CsvTable& table_;
    const std::unordered_map<std::string, int>& columns_;
    std::size_t index_;
    std::vector<Problem>& problems_;
    bool good_ = true;
};

/// A kind of thing as messages name it.
struct Noun {
    const char *zh, *en;
    [[nodiscard]] std::string said() const { return base::say(zh, en); }
};
inline constexpr Noun kCorridorNoun{"走廊", "corridor"}, kBasinNoun{"流域", "basin"}, kPlanNoun{"规划", "plan"};

/// Parts of a list cell: `|` and `｜` both separate.
std::vector<std::string> split_list(std::string_view cell);

class TableContext {
public:
    TableContext(std::string links_dir, const model::Geodata& geo) : dir(std::move(links_dir)), geodata(geo) {}

    std::string dir;
    const model::Geodata& geodata;
    std::vector<Problem> problems;
    model::DatasetParts parts;
    std::set<std::pair<model::PlanIx, std::string>> clauses_with_rows; ///< of links, those left out for a problem included
    std::string all_bytes; ///< names and digests of the files read, for the version hash

    /// Reads a table and calls `each` for every row. A missing file or a missing `needed` column is one problem and no rows;
    /// a missing `other` column is a problem and reads as empty; so does a missing `newer` one, without a word: tables made
    /// before there was such a column stay good. False when nothing was read.
    bool read_table(const std::string& file, std::initializer_list<const char*> needed, std::initializer_list<const char*> other,
                    const std::function<void(Row&)>& each, std::initializer_list<const char*> newer = {});

    /// After the places are complete: makes place() usable.
    void index_places();
    /// The place that a cell names, or kNone after reporting: unknown (with the nearest names) or ambiguous (with the codes).
    model::PlaceIx place(Row& row, const char* column, const std::string& name);
    /// "510500 泸州市 (四川省)".
    [[nodiscard]] std::string describe(model::PlaceIx i) const;
    [[nodiscard]] const model::Place& at(model::PlaceIx i) const { return parts.places[static_cast<std::size_t>(i)]; }

    /// "unknown <what> 'x'; nearest: a, b, c".
    static std::string unknown(const Noun& what, const std::string& name, const std::vector<std::string>& known);

private:
    model::Dataset names_; ///< the places only: the same look-up as the finished dataset
    std::vector<std::string> place_names_;
    std::unordered_map<std::string, std::string> failed_; ///< sentence for a name that failed before
    std::unordered_map<std::string, model::PlaceIx> found_;
};

// One function for each group of tables, in the order they must be read.
void read_administrative_places(TableContext& c);
void read_adcode_changes(TableContext& c);
void read_places(TableContext& c);     ///< places.csv
void read_members(TableContext& c);    ///< members.csv; needs index_places()
void read_taxonomies(TableContext& c); ///< mechanisms, domains, plans
void read_corridors(TableContext& c);  ///< corridors, corridor_nodes
void read_basins(TableContext& c);
void read_basin_members(TableContext& c); ///< needs index_places() and the basins
void read_links(TableContext& c);      ///< links/*.csv
void read_clauses(TableContext& c);

/// Great-circle kilometres.
double distance_km(geo::LonLat a, geo::LonLat b);
/// [a-z0-9-]+, not empty.
bool valid_id(std::string_view id);
/// `三(十一)`, `五`, `序`, `印发`.
bool valid_clause(std::string_view clause);
/// Full-width brackets and spaces of a clause label made half-width.
std::string normal_clause(std::string_view clause);

} // namespace atlas::io
