#include "export/evidence_list.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atlas::exporter {

using geo::Vec2;
using model::Lang;

namespace {

double type_size(const Pen& pen) { return pen.type(6); }
double line_height(const Pen& pen) { return type_size(pen) * 1.3; }
double heading_height(const Pen& pen) { return pen.type(7) * 1.7; }
double gutter(const Pen& pen) { return pen.pt(14); }

std::string sentence_of(const model::Dataset& d, const model::Link& link, Lang lang) {
    const model::Plan& plan = d.plan(link.plan);
    const std::string quote = base::full_width_punctuation(link.quote); // the plans' own words, in either language
    std::string parties;
    for (std::size_t i = 0; i < link.parties.size() && i < 3; ++i) parties += (i > 0 ? (lang == Lang::zh ? "、" : ", ") : "") + d.place(link.parties[i].place).name.in(lang);
    if (link.parties.size() > 3) parties += lang == Lang::zh ? fmt::format("等 {} 方", link.parties.size()) : fmt::format(" and {} more", link.parties.size() - 3);
    return lang == Lang::zh ? fmt::format("{}：《{}》{}：“{}”", parties, plan.brief.zh, base::full_width_punctuation(link.clause), quote) : fmt::format("{}: {}, {}: “{}”", parties, plan.brief.en, link.clause, quote);
}

/// Number column: as wide as the longest number.
double number_width(const Pen& pen, std::size_t count) { return pen.width_of(std::to_string(count), type_size(pen), text::Face::sans_bold) + pen.pt(4); }

} // namespace

EvidenceFlow flow_evidence(const Pen& pen, const model::Dataset& d, const std::vector<model::LinkIx>& links, double width, double height) {
    EvidenceFlow f;
    const double size = type_size(pen), line = line_height(pen), gap = pen.pt(1.2);
    f.columns = std::max(1, static_cast<int>((width + gutter(pen)) / (size * 30 + gutter(pen))));
    f.column_width = (width - gutter(pen) * (f.columns - 1)) / f.columns;
    const double number = number_width(pen, links.size());
    std::vector<std::vector<std::string>> all;
    double room = (height - heading_height(pen)) * f.columns; // no more notes than could ever fit
    for (model::LinkIx l : links) {
        all.push_back(wrapped(pen.fonts, sentence_of(d, d.link(l), pen.lang), f.column_width - number, size));
        room -= line * static_cast<double>(all.back().size()) + gap;
        if (room < 0) break;
    }
    auto needed = [&](std::size_t count, double limit) { // columns used when each holds `limit`
        int column = 0;
        double y = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const double h = line * static_cast<double>(all[i].size()) + gap;
            if (y > 0 && y + h > limit) { ++column; y = 0; }
            y += h;
        }
        return column + 1;
    };
    std::size_t count = all.size();
    double limit = height - heading_height(pen);
    if (limit < line * 3) count = 0;
    // The last column keeps a line for "the rest".
    while (count > 0 && needed(count, count < links.size() ? limit - line * 1.2 : limit) > f.columns) --count;
    f.left_out = static_cast<int>(links.size() - count);
    if (count == 0) return f;
    double low = 0, high = limit;
    for (int i = 0; i < 12; ++i) {
        const double middle = (low + high) / 2;
        double tallest = 0;
        for (std::size_t k = 0; k < count; ++k) tallest = std::max(tallest, line * static_cast<double>(all[k].size()) + gap);
        (middle >= tallest && needed(count, middle) <= f.columns ? high : low) = middle;
    }
    all.resize(count);
    f.notes = std::move(all);
    f.height = heading_height(pen) + high + (f.left_out > 0 ? line * 1.2 : 0);
    return f;
}

geo::Box draw_evidence(Pen& pen, const EvidenceFlow& f, Vec2 at) {
    if (f.notes.empty()) return {at, at};
    pen.out.commands.push_back(scene::BeginLayer{"evidence", pen.say("条款依据", "Clauses")});
    const double size = type_size(pen), line = line_height(pen), gap = pen.pt(1.2), full = f.height - heading_height(pen);
    const double limit = full - (f.left_out > 0 ? line * 1.2 : 0);
    pen.text(pen.say("条款依据", "Clauses"), {at.x, at.y + pen.type(7)}, pen.type(7), pen.theme.text, text::Face::sans_bold);
    const double top = at.y + heading_height(pen), number = number_width(pen, f.notes.size() + static_cast<std::size_t>(f.left_out));
    int column = 0;
    double y = 0;
    for (std::size_t i = 0; i < f.notes.size(); ++i) {
        const double h = line * static_cast<double>(f.notes[i].size()) + gap;
        if (y > 0 && y + h > limit + 0.01) { ++column; y = 0; }
        const double x = at.x + (f.column_width + gutter(pen)) * column;
        pen.text_right(std::to_string(i + 1), {x + number - pen.pt(4), top + y + size * 0.9}, size, pen.theme.text, text::Face::sans_bold);
        for (std::size_t k = 0; k < f.notes[i].size(); ++k) pen.text(f.notes[i][k], {x + number, top + y + size * 0.9 + line * static_cast<double>(k)}, size, pen.theme.text);
        y += h;
    }
    if (f.left_out > 0) {
        const std::string rest = pen.lang == Lang::zh ? fmt::format("其余 {} 条见同名 CSV。", f.left_out) : fmt::format("{} more: see the CSV of the same name.", f.left_out);
        pen.text(rest, {at.x + (f.column_width + gutter(pen)) * (f.columns - 1) + number, top + full - line * 0.2}, size, pen.theme.text_soft);
    }
    pen.out.commands.push_back(scene::EndLayer{});
    return {at, {at.x + f.column_width * f.columns + gutter(pen) * (f.columns - 1), at.y + f.height}};
}

} // namespace atlas::exporter
