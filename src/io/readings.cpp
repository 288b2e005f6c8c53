// Cells to the folded keys that are compared.
#include "io/readings.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "io/csv.hpp"
#include "io/table_context.hpp"

#include <algorithm>

namespace atlas::io {

namespace {

/// The name without its role; a reader may have typed the full-width colon.
std::string name_of(const std::string& party) {
    const std::size_t at = std::min(party.find(':'), party.find("："));
    return base::trim(std::string_view(party).substr(0, std::min(at, party.size())));
}

} // namespace

std::vector<filter::ReadingRow> read_reading(const model::Dataset& dataset, const std::string& path, const std::string& name,
                                             const std::string& plan, std::vector<Problem>& problems) {
    auto bytes = base::read_file(path);
    if (!bytes) {
        problems.push_back({name, 0, "", bytes.error().message});
        return {};
    }
    const CsvTable table = CsvTable::parse(std::move(*bytes), name, problems);
    bool complete = !table.columns().empty();
    for (const char* column : {"id", "plan", "clause", "quote", "shape", "parties", "mechanism"}) {
        if (table.columns().empty() || table.column(column) >= 0) continue;
        problems.push_back({name, 1, column, base::say("缺少这一列，因此未读取本表；请在首行写上列名", "this column is missing, so the table was not read; name it in the first line")});
        complete = false;
    }
    std::vector<filter::ReadingRow> rows;
    for (std::size_t i = 0; complete && i < table.row_count(); ++i) {
        const auto cell = [&](const char* column) { return table.cell(i, table.column(column)); };
        if (cell("plan") != plan) {
            problems.push_back({name, table.row_number(i), "plan", base::say("本表应只有规划 {}，此行写的是“{}”", "this table holds the plan {}, the row says '{}'", plan, cell("plan"))});
            continue;
        }
        filter::ReadingRow row;
        row.id = cell("id");
        row.plan = plan;
        row.clause = normal_clause(cell("clause"));
        row.quote = cell("quote");
        row.folded_quote = base::to_code_points(base::fold_for_quote(row.quote));
        for (const std::string& party : split_list(cell("parties"))) row.parties.push_back(filter::party_key(dataset, name_of(party)));
        std::sort(row.parties.begin(), row.parties.end());
        row.parties.erase(std::unique(row.parties.begin(), row.parties.end()), row.parties.end());
        row.shape = cell("shape");
        row.mechanism = cell("mechanism");
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace atlas::io
