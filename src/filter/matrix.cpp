// The matrix of two facets.
#include "filter/insight.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>

namespace atlas::filter {

using namespace model;

namespace {

PlaceIx province_of(const Dataset& d, PlaceIx p) {
    const std::string& code = d.place(p).code();
    return code.size() == 6 ? d.place_by_id(code.substr(0, 2) + "0000") : kNone;
}

/// The values of a facet that a link stands under in a matrix, as positions in a list of all values.
class Axis {
public:
    Axis(const Dataset& d, Facet facet, bool text_only) : d_(d), facet_(facet), text_only_(text_only) {}

    std::vector<std::string> values(const Link& link) const {
        std::vector<std::string> out;
        const auto add = [&out](const std::string& id) {
            if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
        };
        switch (facet_) {
        case Facet::corridor:
            for (const auto& t : link.corridors) if (!text_only_ || t.by == By::text) add(d_.corridor(t.index).id);
            break;
        case Facet::basin:
            for (const auto& t : link.basins) // and every basin it lies in, as the filter means a basin
                if (!text_only_ || t.by == By::text)
                    for (BasinIx b = t.index; b != kNone; b = d_.basin(b).parent) add(d_.basin(b).id);
            break;
        case Facet::mechanism: add(d_.mechanism(link.mechanism).code); break;
        case Facet::plan: add(d_.plan(link.plan).id); break;
        case Facet::place:
            for (const Party& p : link.parties) {
                const PlaceIx province = province_of(d_, p.place);
                add(d_.place(province == kNone ? p.place : province).id);
            }
            break;
        case Facet::domain:
            for (const DomainIx v : link.domains) add(d_.domains()[at(v)].code);
            break;
        case Facet::level:
            for (const Party& p : link.parties) add(std::string(to_code(level_of(d_.place(p.place).kind))));
            break;
        case Facet::stance: add(std::string(to_code(link.stance))); break;
        case Facet::stated: add(std::string(to_code(link.stated))); break;
        case Facet::shape: add(std::string(to_code(link.shape))); break;
        }
        return out;
    }

    /// Lines with at least one link; trees and fixed lists in their order, the rest by number.
    std::vector<MatrixLine> lines(const std::map<std::string, int>& counts, std::size_t most) const {
        std::vector<MatrixLine> out;
        const auto take = [&](const std::string& id, const Text& name) {
            if (const auto it = counts.find(id); it != counts.end()) out.push_back({id, name, it->second});
        };
        bool by_number = false;
        switch (facet_) {
        case Facet::corridor:
            for (const Corridor& c : d_.corridors()) take(c.id, c.name);
            by_number = true;
            break;
        case Facet::basin:
            for (const Basin& b : d_.basins()) take(b.id, b.name);
            break;
        case Facet::mechanism:
            for (const Mechanism& m : d_.mechanisms()) take(m.code, m.name);
            break;
        case Facet::plan:
            for (const Plan& p : d_.plans()) take(p.id, p.brief);
            break;
        case Facet::place:
            for (const auto& [id, n] : counts) if (const PlaceIx p = d_.place_by_id(id); p != kNone) out.push_back({id, d_.place(p).name, n});
            by_number = true;
            break;
        case Facet::domain:
            for (const Domain& v : d_.domains()) take(v.code, v.name);
            break;
        case Facet::level:
            for (int i = 0; i < kLevelCount; ++i) take(std::string(to_code(static_cast<Level>(i))), level_name(static_cast<Level>(i)));
            break;
        case Facet::stance:
            for (int i = 0; i < 4; ++i) take(std::string(to_code(static_cast<Stance>(i))), stance_name(static_cast<Stance>(i)));
            break;
        case Facet::stated:
            for (int i = 0; i < 2; ++i) take(std::string(to_code(static_cast<Stated>(i))), stated_name(static_cast<Stated>(i)));
            break;
        case Facet::shape:
            for (int i = 0; i < 5; ++i) take(std::string(to_code(static_cast<Shape>(i))), shape_name(static_cast<Shape>(i)));
            break;
        }
        if (by_number) std::stable_sort(out.begin(), out.end(), [](const MatrixLine& a, const MatrixLine& b) { return a.links > b.links; });
        if (out.size() <= most) return out;
        // What does not fit is what has the fewest links; the order of those that stay is kept.
        std::vector<int> numbers;
        for (const MatrixLine& line : out) numbers.push_back(line.links);
        std::nth_element(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(most) - 1, numbers.end(), std::greater<>());
        const int least = numbers[most - 1];
        auto room = most - static_cast<std::size_t>(std::count_if(out.begin(), out.end(), [&](const MatrixLine& line) { return line.links > least; }));
        std::erase_if(out, [&](const MatrixLine& line) { return line.links < least || (line.links == least && (room == 0 || room-- == 0)); });
        return out;
    }

private:
    const Dataset& d_;
    Facet facet_;
    bool text_only_;
};

} // namespace

Matrix matrix(const Dataset& d, const std::vector<LinkIx>& links, Facet rows, Facet columns, bool text_only, std::size_t most_columns) {
    Matrix m;
    m.row_facet = rows;
    m.column_facet = columns;
    m.links = static_cast<int>(links.size());
    const Axis row_axis(d, rows, text_only), column_axis(d, columns, text_only);
    std::map<std::string, int> row_counts, column_counts;
    std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> values;
    for (const LinkIx l : links) {
        values.emplace_back(row_axis.values(d.link(l)), column_axis.values(d.link(l)));
        m.without_row += values.back().first.empty() ? 1 : 0;
        m.without_column += values.back().second.empty() ? 1 : 0;
        m.repeated = m.repeated || values.back().first.size() > 1 || values.back().second.size() > 1;
        for (const std::string& v : values.back().first) ++row_counts[v];
        for (const std::string& v : values.back().second) ++column_counts[v];
    }
    m.rows = row_axis.lines(row_counts, 400);
    m.columns = column_axis.lines(column_counts, most_columns);
    m.columns_left_out = column_counts.size() - m.columns.size();
    m.cells.resize(m.rows.size() * m.columns.size());
    std::unordered_map<std::string, std::size_t> row_at, column_at;
    for (std::size_t i = 0; i < m.rows.size(); ++i) row_at[m.rows[i].id] = i;
    for (std::size_t i = 0; i < m.columns.size(); ++i) column_at[m.columns[i].id] = i;
    for (std::size_t k = 0; k < links.size(); ++k)
        for (const std::string& r : values[k].first)
            for (const std::string& c : values[k].second)
                if (const auto ri = row_at.find(r), ci = column_at.find(c); ri != row_at.end() && ci != column_at.end())
                    m.cells[ri->second * m.columns.size() + ci->second].push_back(links[k]);
    return m;
}

} // namespace atlas::filter
