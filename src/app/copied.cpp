#include "app/copied.hpp"

#include <initializer_list>

namespace atlas::app {

using model::Lang;

std::string tsv_cell(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    // A spreadsheet reads a cell that begins so as a formula; the apostrophe, which it does not show, says it is a text.
    if (!out.empty() && std::string_view("=+-@").find(out.front()) != std::string_view::npos) out.insert(out.begin(), '\'');
    if (out.empty() || out.front() != '"') return out;
    std::string quoted = "\"";
    for (const char c : out) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

namespace {

void add_line(std::string& out, std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (const std::string_view cell : cells) {
        if (!first) out += '\t';
        first = false;
        out += tsv_cell(cell);
    }
    out += '\n';
}

} // namespace

std::string parties_text(const model::Dataset& d, const model::Link& link, Lang lang) {
    std::string out;
    for (const model::Party& p : link.parties) out += (out.empty() ? "" : lang == Lang::zh ? "、" : ", ") + d.place(p.place).name.in(lang);
    return out;
}

std::string links_tsv(const model::Dataset& d, std::span<const model::LinkIx> links, Lang lang) {
    std::string out;
    if (lang == Lang::zh) add_line(out, {"编号", "文件", "条款", "参与方", "机制", "摘要", "原文", "进展", "依据", "形态"});
    else add_line(out, {"Id", "Plan", "Clause", "Parties", "Type", "Summary", "Quote", "Stage", "Basis", "Shape"});
    for (const model::LinkIx ix : links) {
        const model::Link& l = d.link(ix);
        add_line(out, {l.id, l.plan == model::kNone ? std::string() : d.plan(l.plan).title.in(lang), lang == Lang::zh ? base::full_width_punctuation(l.clause) : l.clause, parties_text(d, l, lang),
                       l.mechanism == model::kNone ? std::string() : d.mechanism(l.mechanism).name.in(lang), l.summary.in(lang), l.quote,
                       filter::stance_name(l.stance).in(lang), filter::stated_name(l.stated).in(lang), filter::shape_name(l.shape).in(lang)});
    }
    return out;
}

std::string matrix_tsv(const filter::Matrix& m, std::string_view corner, Lang lang) {
    const std::string total = lang == Lang::zh ? "不同联系" : "Distinct links";
    std::string out = tsv_cell(corner);
    for (const auto& c : m.columns) out += '\t' + tsv_cell(c.name.in(lang));
    out += '\t' + total + '\n';
    for (std::size_t r = 0; r < m.rows.size(); ++r) {
        out += tsv_cell(m.rows[r].name.in(lang));
        for (std::size_t c = 0; c < m.columns.size(); ++c) out += '\t' + std::to_string(m.at(r, c).size());
        out += '\t' + std::to_string(m.rows[r].links) + '\n';
    }
    out += total;
    for (const auto& c : m.columns) out += '\t' + std::to_string(c.links);
    return out + '\t' + std::to_string(m.links) + '\n';
}

} // namespace atlas::app
