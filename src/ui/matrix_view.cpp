// The matrix of two facets: numbers shaded by their size, with what each row and column holds. Its headings stay while the
// cells move under them.
#include "ui/panels.hpp"

#include "app/copied.hpp"
#include "base/utf8.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <cmath>

namespace atlas::ui {

namespace {

constexpr std::size_t kHeadLines = 5; ///< of a column's name; what is longer is cut in its middle

using filter::Facet;

// Fewest values first would hide what is asked most: the order of the questions.
constexpr Facet kFacets[] = {Facet::mechanism, Facet::corridor, Facet::basin, Facet::place, Facet::plan, Facet::domain, Facet::stance, Facet::shape, Facet::level, Facet::stated};

std::string facet_word(const Ui& ui, Facet f) {
    switch (f) {
    case Facet::corridor: return ui.tr("走廊", "Corridor");
    case Facet::basin: return ui.tr("流域", "Basin");
    case Facet::mechanism: return ui.tr("机制", "Type");
    case Facet::plan: return ui.tr("文件", "Plan");
    case Facet::place: return ui.tr("地方", "Place");
    case Facet::level: return ui.tr("层级", "Level");
    case Facet::domain: return ui.tr("领域", "Field");
    case Facet::stance: return ui.tr("进展", "Stage");
    case Facet::stated: return ui.tr("依据", "Basis");
    case Facet::shape: return ui.tr("形态", "Shape");
    }
    return {};
}

/// Where the parts lie: headings left and above, totals right and below, cells between.
struct Grid {
    Rect left, top, cells;
    float cell_w = 0, cell_h = 0, total_w = 0, scroll_x = 0, scroll_y = 0;
    [[nodiscard]] Rect cell(std::size_t row, std::size_t column) const {
        const float x = cells.x0 - scroll_x + cell_w * static_cast<float>(column), y = cells.y0 - scroll_y + cell_h * static_cast<float>(row);
        return {x, y, x + cell_w, y + cell_h};
    }
};

void show_only(Ui& ui, filter::FilterSpec spec) {
    ui.send(app::SetFilter{std::move(spec)});
    ui.send(app::FlyTo{app::FlyTo::What::links, -1});
}
filter::FilterSpec with(const Ui& ui, filter::FilterSpec spec, Facet facet, const std::string& id) { return app::with_only(std::move(spec), *ui.data(), facet, id); }

std::string sentence(const Ui& ui, const filter::Matrix& m) {
    const auto& form = ui.state.ui.views;
    std::string out;
    const auto add = [&](const std::string& s) { out += (out.empty() || ui.zh() ? "" : " ") + s; };
    const auto without = [&](int n, Facet f, const char* where_zh, const char* where_en) {
        if (n > 0) add(ui.zh() ? fmt::format("{} 条没有{}，只计入{}合计。", n, facet_word(ui, f), where_zh) : fmt::format("{} without a {} count in {} totals only.", n, base::fold_for_search(facet_word(ui, f)), where_en));
    };
    if (m.repeated) add(ui.zh() ? fmt::format("一条联系可属多列，合计可大于 {} 条。", m.links) : fmt::format("A link may stand in several columns: sums may exceed {}.", m.links));
    if (form.columns != form.rows) {
        without(m.without_row, form.rows, "列的", "column");
        without(m.without_column, form.columns, "行的", "row");
    } else if (m.without_row > 0) {
        add(ui.zh() ? fmt::format("{} 条没有{}，只计入总数。", m.without_row, facet_word(ui, form.rows)) : fmt::format("{} without a {} count in the whole only.", m.without_row, base::fold_for_search(facet_word(ui, form.rows))));
    }
    if (m.columns_left_out > 0) add(ui.zh() ? fmt::format("另有 {} 列条数较少，未列。", m.columns_left_out) : fmt::format("{} columns with fewer links are left out.", m.columns_left_out));
    return out;
}

void tools(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "view-matrix-tools", r, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const filter::Matrix& m = ui.views.matrix;
    app::ViewForm form = ui.state.ui.views;
    const float x0 = r.x0 + ui.px(kGap4), x1 = r.x1 - ui.px(kGap4), y0 = r.y0 + ui.px(7), y1 = r.y0 + ui.px(37), mid = (y0 + y1) / 2;
    std::vector<std::string> names;
    for (const Facet f : kFacets) names.push_back(facet_word(ui, f));
    const auto index = [](Facet f) { return static_cast<int>(std::find(std::begin(kFacets), std::end(kFacets), f) - std::begin(kFacets)); };
    const float field = std::min(picker_width(ui, names, ui.px(130)), (x1 - x0) / 3.6F);
    float x = x0 + text(ui, list, Type::small, x0, mid, ui.t.soft, ui.tr("行", "Rows")) + ui.px(kGap2);
    if (const int i = picker(ui, list, "matrix-rows", {x, y0, x + field, y1}, names, index(form.rows)); i >= 0) {
        form.rows = kFacets[i];
        ui.send(app::SetViewForm{form});
    }
    x += field + ui.px(kGap3);
    x += text(ui, list, Type::small, x, mid, ui.t.soft, ui.tr("列", "Columns")) + ui.px(kGap2);
    if (const int i = picker(ui, list, "matrix-columns", {x, y0, x + field, y1}, names, index(form.columns)); i >= 0) {
        form.columns = kFacets[i];
        ui.send(app::SetViewForm{form});
    }
    x += field + ui.px(kGap4);
    const char* word = ui.tr("复制", "Copy");
    const float w = button_width(ui, word), room = x1 - w - ui.px(kGap3) - x;
    if (button(ui, list, "matrix-copy", {x1 - w, y0, x1, y1}, word, Look::outlined, !m.rows.empty())) {
        ImGui::SetClipboardText(app::matrix_tsv(m, facet_word(ui, form.rows) + " × " + facet_word(ui, form.columns), ui.lang()).c_str());
        ui.send(app::Notice{ui.tr("已复制矩阵，可以粘贴到电子表格。", "The matrix is copied, ready to paste into a spreadsheet.")});
    }
    const std::string said = sentence(ui, m);
    const Rect words{x, y0, x + std::max(0.0F, room), y1};
    if (room > ui.px(150)) {
        constexpr float kLeading = 1.2F;
        const std::size_t lines = wrap(ui, Type::small, said, room).size();
        text_block(ui, list, Type::small, x, mid - ui.fonts.em_px(Type::small) * kLeading * static_cast<float>(std::min<std::size_t>(lines, 2)) / 2, room, ui.t.soft, said, kLeading, 2);
        if (lines > 2 && ImGui::IsMouseHoveringRect({words.x0, words.y0}, {words.x1, words.y1})) tooltip(ui, said);
    }
    end_panel();
}

/// A square root keeps the small numbers apart: most cells hold one to five.
Color shade(const Ui& ui, std::size_t n, std::size_t most) {
    const double share = std::sqrt(static_cast<double>(n) / static_cast<double>(std::max<std::size_t>(1, most)));
    return base::mix(ui.t.panel, ui.t.accent, 0.08 + 0.72 * share);
}
/// Ink that reads on a shade, whatever the theme.
Color ink_on(const Ui& ui, Color paper) {
    const auto luma = [](Color c) { return 0.2126 * std::pow(c.r / 255.0, 2.2) + 0.7152 * std::pow(c.g / 255.0, 2.2) + 0.0722 * std::pow(c.b / 255.0, 2.2); };
    const auto contrast = [&](Color c) { return (std::max(luma(c), luma(paper)) + 0.05) / (std::min(luma(c), luma(paper)) + 0.05); };
    return contrast(ui.t.ink) >= contrast(ui.t.on_accent) ? ui.t.ink : ui.t.on_accent;
}

struct Pointed {
    std::ptrdiff_t row = -1, column = -1;
};

void draw_cells(Ui& ui, ImDrawList* list, const Grid& g, Pointed& pointed) {
    const filter::Matrix& m = ui.views.matrix;
    std::size_t most = 0;
    for (const auto& cell : m.cells) most = std::max(most, cell.size());
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    ImGui::PushClipRect({g.cells.x0, g.cells.y0}, {g.cells.x1, g.cells.y1}, true);
    if (ImGui::IsWindowHovered() && g.cells.contains(mouse.x, mouse.y)) { // the band first: cells are drawn over it
        const auto row = static_cast<std::ptrdiff_t>((mouse.y - g.cells.y0 + g.scroll_y) / g.cell_h), column = static_cast<std::ptrdiff_t>((mouse.x - g.cells.x0 + g.scroll_x) / g.cell_w);
        if (row < std::ssize(m.rows) && column < std::ssize(m.columns)) pointed = {row, column};
    }
    for (std::size_t r = 0; r < m.rows.size(); ++r) {
        for (std::size_t c = 0; c < m.columns.size(); ++c) {
            const Rect cell = g.cell(r, c);
            const bool seen = cell.y1 >= g.cells.y0 && cell.y0 <= g.cells.y1 && cell.x1 >= g.cells.x0 && cell.x0 <= g.cells.x1;
            const bool band = pointed.row == static_cast<std::ptrdiff_t>(r) || pointed.column == static_cast<std::ptrdiff_t>(c);
            const Rect face{std::floor(cell.x0) + 1, std::floor(cell.y0) + 1, std::floor(cell.x1), std::floor(cell.y1)};
            const std::size_t n = m.at(r, c).size();
            if (n == 0) {
                if (seen && band) fill(list, face, ui.t.hover);
                continue;
            }
            const std::string id = fmt::format("cell:{}:{}", m.rows[r].id, m.columns[c].id);
            if (!seen) {
                unseen_stop(ui, id, face);
                continue;
            }
            const Color paper = shade(ui, n, most);
            fill(list, face, paper, ui.px(2));
            const Press p = press(ui, id, face);
            text_centred(ui, list, Type::body, face.mid_x(), face.mid_y(), ink_on(ui, paper), std::to_string(n));
            if (p.hovered) outline(ui, list, face, ui.t.ink, ui.px(2));
            if (p.focused) focus_ring(ui, list, face, ui.px(2));
            if (p.clicked) show_only(ui, with(ui, with(ui, ui.state.view.filter, m.row_facet, m.rows[r].id), m.column_facet, m.columns[c].id));
        }
    }
    ImGui::PopClipRect();
}

/// A heading that filters to its value; for places it lights the place.
void heading(Ui& ui, const std::string& id, const Rect& r, Facet facet, const filter::MatrixLine& value) {
    const Press p = press(ui, id, r);
    if (p.hovered && facet == Facet::place)
        if (const model::PlaceIx place = ui.data()->place_by_id(value.id); place != model::kNone) point_at(ui, model::kNone, place);
    if (p.focused) focus_ring(ui, ImGui::GetWindowDrawList(), r, ui.px(kRadiusSmall));
    if (p.clicked) show_only(ui, with(ui, ui.state.view.filter, facet, value.id));
}

/// How deep a basin lies, so that its row is set in under its stem.
int depth_of(const Ui& ui, Facet facet, const std::string& id) {
    int depth = 0;
    if (facet != Facet::basin) return depth;
    for (const model::Basin& b : ui.data()->basins())
        if (b.id == id)
            for (model::BasinIx up = b.parent; up != model::kNone; up = ui.data()->basin(up).parent) ++depth;
    return std::min(depth, 3);
}

void draw_headings(Ui& ui, ImDrawList* list, const Grid& g, const Pointed& pointed) {
    const filter::Matrix& m = ui.views.matrix;
    ImGui::PushClipRect({g.left.x0, g.cells.y0}, {g.cells.x1 + g.total_w, g.cells.y1}, true);
    for (std::size_t r = 0; r < m.rows.size(); ++r) {
        const Rect cell = g.cell(r, 0), face{g.left.x0, cell.y0, g.left.x1, cell.y1};
        if (cell.y1 < g.cells.y0 || cell.y0 > g.cells.y1) {
            unseen_stop(ui, "matrix-row:" + m.rows[r].id, face);
            continue;
        }
        const bool on = pointed.row == static_cast<std::ptrdiff_t>(r);
        const std::string name = ui.words(m.rows[r].name);
        float x = face.x0 + ui.px(kGap2) + ui.px(12) * static_cast<float>(depth_of(ui, m.row_facet, m.rows[r].id));
        heading(ui, "matrix-row:" + m.rows[r].id, face, m.row_facet, m.rows[r]);
        const bool hovered = ImGui::IsItemHovered();
        if (on || hovered) fill(list, {face.x0, face.y0 + 1, face.x1 - ui.px(2), face.y1}, ui.t.hover, ui.px(kRadiusSmall));
        if (m.row_facet == Facet::mechanism) {
            const float s = ui.px(4.5F);
            list->AddRectFilled({x, face.mid_y() - s}, {x + 2 * s, face.mid_y() + s}, packed(mechanism_color(ui, m.rows[r].id)), ui.px(2));
            x += 2 * s + ui.px(6);
        }
        if (text_cut_middle(ui, list, Type::body, x, face.mid_y(), face.x1 - ui.px(kGap2) - x, ui.t.ink, name) && hovered) tooltip(ui, name);
        text_right(ui, list, Type::body, g.cells.x1 + g.total_w - ui.px(kGap2), face.mid_y(), on || hovered ? ui.t.ink : ui.t.soft, std::to_string(m.rows[r].links));
    }
    ImGui::PopClipRect();
    ImGui::PushClipRect({g.cells.x0, g.top.y0}, {g.cells.x1, g.top.y1}, true);
    for (std::size_t c = 0; c < m.columns.size(); ++c) {
        const Rect cell = g.cell(0, c), face{cell.x0, g.top.y0, cell.x1, g.top.y1};
        if (face.x1 < g.cells.x0 || face.x0 > g.cells.x1) {
            unseen_stop(ui, "matrix-column:" + m.columns[c].id, face);
            continue;
        }
        const bool on = pointed.column == static_cast<std::ptrdiff_t>(c);
        const std::string whole = ui.words(m.columns[c].name);
        heading(ui, "matrix-column:" + m.columns[c].id, face, m.column_facet, m.columns[c]);
        const bool hovered = ImGui::IsItemHovered();
        if (on || hovered) fill(list, {face.x0 + 1, face.y0, face.x1, face.y1}, ui.t.hover, ui.px(kRadiusSmall));
        const float width = face.width() - ui.px(6), line = std::round(ui.fonts.em_px(Type::small) * 1.3F), foot = face.y1 - ui.px(20);
        // As many whole lines as the drawer leaves room for; what is cut is in the tip.
        const auto most = static_cast<std::size_t>(std::clamp(std::floor((foot - face.y0 + ui.px(2)) / line), 0.0F, static_cast<float>(kHeadLines)));
        std::string_view name = whole;
        auto lines = wrap(ui, Type::small, name, width);
        if (lines.size() > most) lines = wrap(ui, Type::small, name = base::without_brackets(whole), width);
        const auto count = std::min(lines.size(), most);
        float y = foot - line * static_cast<float>(count);
        bool cut = lines.size() > most || name.size() < whole.size();
        for (std::size_t i = 0; i < count; ++i, y += line) {
            const bool last = i + 1 == most && lines.size() > most;
            const std::string_view words = last ? name.substr(static_cast<std::size_t>(lines[i].data() - name.data())) : lines[i];
            const float w = std::min(width, text_width(ui, Type::small, words));
            cut = text_cut_middle(ui, list, Type::small, face.mid_x() - w / 2, y + line / 2, width, on || hovered ? ui.t.ink : ui.t.soft, words) || cut;
        }
        text_centred(ui, list, Type::small, face.mid_x(), face.y1 - ui.px(10), on || hovered ? ui.t.ink : ui.t.faint, std::to_string(m.columns[c].links));
        if (cut && hovered) tooltip(ui, whole);
    }
    ImGui::PopClipRect();
    const float foot = g.top.y1 - ui.px(10);
    text_right(ui, list, Type::small, g.cells.x1 + g.total_w - ui.px(kGap2), foot, ui.t.ink, std::to_string(m.links));
    text(ui, list, Type::small, g.left.x0 + ui.px(kGap2), foot, ui.t.soft, ui.tr("不同的联系", "Distinct links"));
    ui.rects.set("matrix-total:" + std::to_string(m.links), {g.cells.x1, g.top.y1 - ui.px(20), g.cells.x1 + g.total_w, g.top.y1});
    hline(ui, list, g.left.x0, g.cells.x1 + g.total_w, g.top.y1 - ui.t.hair(), ui.t.hairline);
}

/// A column as wide as the longest word of its heading, within bounds; hanzi break anywhere.
float narrowest_column(Ui& ui, const filter::Matrix& m) {
    if (ui.zh()) return ui.px(46);
    float word = 0;
    for (const auto& column : m.columns) word = std::max(word, longest_word(ui, Type::small, ui.words(column.name)));
    return std::clamp(word + ui.px(7), ui.px(82), ui.px(96));
}

} // namespace

void matrix_view(Ui& ui, const Rect& r) {
    const Rect head{r.x0, r.y0, r.x1, std::min(r.y1, r.y0 + ui.px(44))}, body{r.x0, head.y1, r.x1, r.y1};
    tools(ui, head);
    const filter::Matrix& m = ui.views.matrix;
    const float x0 = body.x0 + ui.px(kGap4 - 6), x1 = body.x1 - ui.px(kGap4);
    if (m.rows.empty() && m.columns.empty()) {
        if (!begin_panel(ui, "view-matrix-empty", body, ui.t.panel, false)) return;
        const bool none = ui.state.shown.empty();
        empty_state(ui, body.x0 + ui.px(kGap4), std::min(x1, x0 + ui.px(460)), body.y0, Icon::search, none ? ui.s.none_shown_title : ui.tr("没有可以交叉的值", "Nothing to cross"),
                    none ? ui.s.none_shown_hint : ui.tr("这些联系在所选的行或列上没有值；换一项再看。", "These links have no value in the chosen rows or columns; choose another."));
        end_panel();
        return;
    }
    Grid g;
    g.total_w = ui.px(52);
    g.cell_h = ui.px(26);
    float widest = 0;
    for (const auto& row : m.rows) widest = std::max(widest, text_width(ui, Type::body, ui.words(row.name)));
    const float left = std::clamp(widest + ui.px(m.row_facet == Facet::basin ? 56 : 40), ui.px(100), std::max(ui.px(100), std::min(ui.px(210), (x1 - x0) * 0.3F)));
    const float line = std::round(ui.fonts.em_px(Type::small) * 1.3F);
    const auto top_for = [&](std::size_t lines) { // no more than two fifths of the drawer, but three lines wherever a row is left below them
        const float most = std::max(ui.px(66), body.height() * 0.4F);
        return std::min({ui.px(22) + line * static_cast<float>(lines), most, std::max(ui.px(22), body.height() - ui.px(40))});
    };
    const float rows_h = g.cell_h * static_cast<float>(m.rows.size());
    const float beside = top_for(kHeadLines) + rows_h + ui.px(kGap2) > body.height() - ui.px(10) ? ui.px(8) : 0; // the bar that scrolls the rows
    const float room = std::max(1.0F, x1 - x0 - left - g.total_w - beside), narrowest = narrowest_column(ui, m);
    // Where not all columns fit, those in view are whole: none is cut by the totals.
    const float fit = std::max(1.0F, std::min(static_cast<float>(m.columns.size()), std::floor(room / narrowest)));
    g.cell_w = std::clamp(std::floor(room / fit), std::min(narrowest, room), ui.px(96));
    std::size_t head_lines = 1;
    for (const auto& column : m.columns) head_lines = std::max(head_lines, wrap(ui, Type::small, ui.words(column.name), g.cell_w - ui.px(6)).size());
    const float top = top_for(std::min(head_lines, kHeadLines));
    const float columns_w = g.cell_w * static_cast<float>(m.columns.size()), in_view = std::min(columns_w, g.cell_w * fit);
    // What scrolls is the whole; the headings are drawn over it where they belong.
    const float spare = columns_w > in_view ? room - in_view : 0; // so that the last column can be scrolled wholly into view
    ImGui::SetNextWindowContentSize({x0 - body.x0 + left + columns_w + spare + g.total_w + ui.px(kGap4), top + rows_h + ui.px(kGap2)});
    if (!begin_panel(ui, "view-matrix", body, ui.t.panel, true, false, true)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    g.scroll_x = ImGui::GetScrollX();
    g.scroll_y = ImGui::GetScrollY();
    const float bar_y = ImGui::GetScrollMaxX() > 0 ? ui.px(10) : 0;
    g.left = {x0, body.y0 + top, x0 + left, body.y1 - bar_y};
    g.cells = {x0 + left, body.y0 + top, x0 + left + in_view, body.y1 - bar_y};
    g.top = {g.cells.x0, body.y0, g.cells.x1, g.cells.y0};
    Pointed pointed;
    draw_cells(ui, list, g, pointed);
    draw_headings(ui, list, g, pointed);
    end_panel();
}

} // namespace atlas::ui
