#include "export/legend.hpp"

#include <algorithm>

namespace atlas::exporter {

using geo::Box;
using geo::Vec2;

namespace {

struct Sizes {
    double row, line, text, heading, sample, gap, gutter, before_heading, after_heading;
};
Sizes sizes_of(const Pen& pen, double factor) {
    const Ladder l{pen.ladder.k * factor, pen.ladder.floor_pt};
    Sizes s{};
    s.text = l.type(7);
    s.heading = l.type(7.6);
    s.row = std::max(l.pt(11.2), s.text * 1.36);
    s.line = s.text * 1.3; // further lines of one label
    s.sample = l.pt(24);
    s.gap = l.pt(7);
    s.gutter = l.pt(14);
    s.before_heading = l.pt(7);
    s.after_heading = std::max(l.pt(12), s.heading * 1.45) - s.row * 0.1;
    return s;
}

struct Placed {
    const LegendRow* row;
    int column;
    double y; ///< top
    std::vector<std::string> lines;
};
struct Flow {
    std::vector<Placed> placed;
    double height = 0;
    int columns = 1;
};

/// Fills column after column down to `limit`; a heading never stands alone at a column's foot.
Flow flow(const Pen& pen, const std::vector<LegendRow>& rows, const Sizes& s, double column_width, double limit) {
    Flow f;
    int column = 0;
    double y = 0;
    std::vector<double> heights(rows.size());
    std::vector<std::vector<std::string>> lines(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const LegendRow& r = rows[i];
        if (r.heading) {
            lines[i] = wrapped(pen.fonts, r.label, column_width, s.heading, text::Face::sans_bold);
            heights[i] = s.after_heading + s.heading * 1.3 * static_cast<double>(lines[i].size() - 1);
        } else {
            const double count = r.count.empty() ? 0 : pen.width_of(r.count, s.text) + s.gap * 0.6;
            lines[i] = wrapped(pen.fonts, r.label, std::max(s.text * 3, column_width - s.sample - s.gap - count), s.text);
            heights[i] = s.row + s.line * static_cast<double>(lines[i].size() - 1);
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        double need = heights[i];
        if (rows[i].heading && i + 1 < rows.size()) need += heights[i + 1];
        const double before = rows[i].heading && y > 0 ? s.before_heading : 0;
        if (y > 0 && y + before + need > limit + 0.01) {
            ++column;
            y = 0;
        } else {
            y += before;
        }
        f.placed.push_back({&rows[i], column, y, std::move(lines[i])});
        y += heights[i];
        f.height = std::max(f.height, y);
    }
    f.columns = column + 1;
    return f;
}

/// Not so wide that counts part from their words.
double column_width(double width, int columns, const Sizes& s) { return std::min((width - s.gutter * (columns - 1)) / columns, s.text * 28); }

/// Narrower than this no label reads well.
double least_column(const Pen& pen, const Sizes& s) { return s.sample + s.gap + s.text * (pen.lang == model::Lang::zh ? 9.5 : 11); }

/// The lowest flow in so many columns: the limit is found by halving.
Flow balanced(const Pen& pen, const std::vector<LegendRow>& rows, const Sizes& s, double width, int columns) {
    const double w = column_width(width, columns, s);
    Flow best = flow(pen, rows, s, w, 1e9);
    if (columns == 1) return best;
    double low = best.height / columns * 0.8, high = best.height;
    for (int i = 0; i < 12; ++i) {
        const double limit = (low + high) / 2;
        Flow f = flow(pen, rows, s, w, limit);
        if (f.columns <= columns) {
            high = limit;
            best = std::move(f);
        } else {
            low = limit;
        }
    }
    return best;
}

constexpr double kFactors[] = {1.0, 0.94, 0.88, 0.82, 0.76};

} // namespace

LegendFit fit_legend(const Pen& pen, const std::vector<LegendRow>& rows, double width, double height) {
    LegendFit last;
    for (double factor : kFactors) {
        const Sizes s = sizes_of(pen, factor);
        for (int columns = 1; columns <= 4; ++columns) {
            if (columns > 1 && column_width(width, columns, s) < least_column(pen, s)) break;
            const Flow f = balanced(pen, rows, s, width, columns);
            const LegendFit fit{columns, factor, f.height, f.height <= height};
            if (fit.fits) return fit;
            if (last.height == 0 || fit.height < last.height) last = fit;
        }
    }
    return last;
}

LegendFit lowest_legend(const Pen& pen, const std::vector<LegendRow>& rows, double width) {
    const Sizes s = sizes_of(pen, 1);
    int columns = 1;
    while (columns < 6 && column_width(width, columns + 1, s) >= least_column(pen, s)) ++columns;
    return {columns, 1, balanced(pen, rows, s, width, columns).height, true};
}

Box draw_legend(Pen& pen, const std::vector<LegendRow>& rows, Vec2 at, double width, const LegendFit& fit) {
    const Sizes s = sizes_of(pen, fit.factor);
    Pen scaled{pen.fonts, pen.theme, pen.lang, {pen.ladder.k * fit.factor, pen.ladder.floor_pt}, pen.out};
    const double w = column_width(width, fit.columns, s);
    const Flow f = balanced(pen, rows, s, width, fit.columns);
    for (const Placed& p : f.placed) {
        const double x = at.x + (w + s.gutter) * p.column;
        double y = at.y + p.y;
        if (p.row->heading) {
            for (const std::string& l : p.lines) {
                scaled.text(l, {x, y + s.heading * 0.92}, s.heading, pen.theme.text, text::Face::sans_bold);
                y += s.heading * 1.3;
            }
            continue;
        }
        const double mid = y + s.row / 2, baseline = mid + s.text * 0.36;
        p.row->sample(scaled, {x, mid}, s.sample);
        if (!p.row->count.empty()) scaled.text_right(p.row->count, {x + w, baseline}, s.text, pen.theme.text_soft);
        for (std::size_t i = 0; i < p.lines.size(); ++i)
            scaled.text(p.lines[i], {x + s.sample + s.gap, baseline + s.line * static_cast<double>(i)}, s.text, pen.theme.text);
    }
    return {at, {at.x + width, at.y + f.height}};
}

} // namespace atlas::exporter
