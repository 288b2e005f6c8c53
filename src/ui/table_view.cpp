// The link table: every link that passes the filter, one line each. Any number of links costs as much as the lines in view.
#include "ui/panels.hpp"

#include "app/copied.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <numeric>
#include <set>

namespace atlas::ui {

namespace {

using app::TableColumn;

struct Column {
    enum class Cell { id, clause, parties, mechanism, summary, quote, stance, stated, shape } cell;
    TableColumn sort;
    const char *zh, *en;
    float least, share; ///< pixels at 100 %; part of the room that is left. No share: the words are short, and wanted whole
    int keep;           ///< the lowest goes first when there is no room
};
// Nothing sorts by the quote: its header is words only.
constexpr Column kColumns[] = {
    {Column::Cell::id, TableColumn::id, "编号", "Id", 84, 0, 6},
    {Column::Cell::clause, TableColumn::clause, "文件 · 条款", "Plan · clause", 212, 0, 9},
    {Column::Cell::parties, TableColumn::parties, "参与方", "Parties", 130, 1.2F, 8},
    {Column::Cell::mechanism, TableColumn::mechanism, "机制", "Type", 118, 0, 7},
    {Column::Cell::summary, TableColumn::summary, "摘要", "Summary", 160, 2.2F, 10},
    {Column::Cell::quote, TableColumn::summary, "原文", "Quote", 200, 2.2F, 2},
    {Column::Cell::stance, TableColumn::stance, "进展", "Stage", 76, 0, 5},
    {Column::Cell::stated, TableColumn::stated, "依据", "Basis", 64, 0, 4},
    {Column::Cell::shape, TableColumn::shape, "形态", "Shape", 62, 0, 3},
};
constexpr float kLine = 28, kHead = 28, kTools = 44;

struct Placed {
    const Column* column;
    float x0, x1;
};

std::string words_of(const Ui& ui, const model::Link& l, Column::Cell cell) {
    switch (cell) {
    case Column::Cell::id: return l.id;
    case Column::Cell::clause: return plan_and_clause(ui, l);
    case Column::Cell::parties: return app::parties_text(*ui.data(), l, ui.lang());
    case Column::Cell::mechanism: return l.mechanism == model::kNone ? std::string() : ui.words(ui.data()->mechanism(l.mechanism).name);
    case Column::Cell::summary: return ui.words(l.summary);
    case Column::Cell::quote: return base::full_width_punctuation(l.quote);
    case Column::Cell::stance: return filter::stance_name(l.stance).in(ui.lang());
    case Column::Cell::stated: return l.stated == model::Stated::inferred ? ui.tr("推定", "Inferred") : ui.tr("写明", "Named");
    case Column::Cell::shape: return filter::shape_name(l.shape).in(ui.lang());
    }
    return {};
}

Type type_of(Column::Cell cell) {
    using Cell = Column::Cell;
    return cell == Cell::id || cell == Cell::stance || cell == Cell::shape || cell == Cell::quote || cell == Cell::stated ? Type::small : Type::body;
}

/// The sign before a mechanism, and the space after it.
float sign_width(const Ui& ui, Column::Cell cell) { return cell == Column::Cell::mechanism ? ui.px(15) : 0; }

/// The widest words of each column that is wanted whole, of which one is the widest on the screen: counted by letters, a hanzi as two.
const std::vector<std::vector<std::string>>& widest_words(Ui& ui) {
    constexpr std::size_t kKept = 8;
    Memory::WidestWords& known = ui.mem.table_widest;
    if (known.data == ui.data() && known.lang == ui.lang() && !known.words.empty()) return known.words;
    known = {ui.data(), ui.lang(), std::vector<std::vector<std::string>>(std::size(kColumns))};
    for (std::size_t c = 0; c < std::size(kColumns); ++c) {
        if (kColumns[c].share > 0) continue;
        std::set<std::pair<int, std::string>> longest;
        for (const model::Link& l : ui.data()->links()) {
            std::string words = words_of(ui, l, kColumns[c].cell);
            int letters = 0;
            for (const char ch : words) letters += (static_cast<unsigned char>(ch) & 0xC0U) == 0xC0U ? 2 : (static_cast<unsigned char>(ch) < 0x80U ? 1 : 0);
            if (longest.size() == kKept && letters < longest.begin()->first) continue;
            longest.emplace(letters, std::move(words));
            if (longest.size() > kKept) longest.erase(longest.begin());
        }
        for (const auto& [letters, words] : longest) known.words[c].push_back(words);
    }
    return known.words;
}

std::vector<Placed> place_columns(Ui& ui, float x0, float x1) {
    struct Sized {
        const Column* column;
        float width, whole; ///< whole: with which no word is cut
    };
    std::vector<Sized> kept;
    for (std::size_t i = 0; i < std::size(kColumns); ++i) {
        const Column& c = kColumns[i];
        if (c.share > 0) {
            kept.push_back({&c, ui.px(c.least), 0});
            continue;
        }
        const float head = text_width(ui, Type::small, ui.tr(c.zh, c.en)) + ui.px(26); // with its arrow
        float widest = 0;
        for (const std::string& words : widest_words(ui)[i]) widest = std::max(widest, text_width(ui, type_of(c.cell), words));
        const float whole = std::max(head, widest + sign_width(ui, c.cell) + ui.px(kGap3 + 2));
        kept.push_back({&c, std::min(ui.px(c.least), whole), whole});
    }
    const auto used = [&] { return std::accumulate(kept.begin(), kept.end(), 0.0F, [](float sum, const Sized& c) { return sum + c.width; }); };
    while (kept.size() > 1 && used() > x1 - x0) kept.erase(std::min_element(kept.begin(), kept.end(), [](const Sized& a, const Sized& b) { return a.column->keep < b.column->keep; }));
    // What says where a link stands comes whole before prose gets more: half of the room may go there.
    // Those that need least of it come first, so that most of them are whole.
    float for_words = std::max(0.0F, x1 - x0 - used()) * 0.5F, shares = 0;
    std::vector<Sized*> by_need;
    for (Sized& c : kept) {
        by_need.push_back(&c);
        shares += c.column->share;
    }
    std::stable_sort(by_need.begin(), by_need.end(), [](const Sized* a, const Sized* b) { return a->whole - a->width < b->whole - b->width; });
    for (Sized* c : by_need) {
        const float more = std::clamp(c->whole - c->width, 0.0F, for_words);
        c->width += more;
        for_words -= more;
    }
    const float room = std::max(0.0F, x1 - x0 - used());
    std::vector<Placed> out;
    float x = x0;
    for (const Sized& c : kept) {
        const float w = std::round(c.width + (shares > 0 ? room * c.column->share / shares : 0));
        out.push_back({c.column, x, std::min(x1, x + w)});
        x += w;
    }
    out.back().x1 = x1;
    return out;
}

void copy(Ui& ui, std::span<const model::LinkIx> links) {
    ImGui::SetClipboardText(app::links_tsv(*ui.data(), links, ui.lang()).c_str());
    ui.send(app::Notice{fmt::format(fmt::runtime(ui.tr("已复制 {} 条，可以粘贴到电子表格。", "{} copied, ready to paste into a spreadsheet.")), links.size())});
}

void choose(Ui& ui, model::LinkIx link) {
    ui.send(app::SelectLink{link});
    if (ui.data()->link(link).mappable) ui.send(app::FlyTo{app::FlyTo::What::link, link});
}

void tools(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "view-table-tools", r, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    app::ViewForm form = ui.state.ui.views;
    const float x0 = r.x0 + ui.px(kGap4), x1 = r.x1 - ui.px(kGap4), y0 = r.y0 + ui.px(7), y1 = r.y0 + ui.px(37);
    const Rect field{x0, y0, std::min(x0 + ui.px(240), x0 + (x1 - x0) * 0.45F), y1};
    auto& buffer = ui.mem.table_search;
    if (form.table_search != buffer.data() && !ui.mem.table_typing) std::snprintf(buffer.data(), buffer.size(), "%s", form.table_search.c_str());
    if (text_field(ui, list, "table-search", field, buffer.data(), buffer.size(), ui.tr("在表中查找", "Find in the table"), Icon::search, true, false, &ui.mem.table_typing)) {
        form.table_search = buffer.data();
        ui.send(app::SetViewForm{form});
    }
    const std::size_t shown = ui.state.shown.size(), lines = ui.views.table.size();
    const std::string count = lines == shown ? fmt::format(fmt::runtime(ui.tr("{} 条", "{} links")), shown)
                                             : fmt::format(fmt::runtime(ui.tr("{} / {} 条", "{} of {} links")), lines, shown);
    const char* word = ui.tr("复制", "Copy");
    const float w = button_width(ui, word);
    const float cx = field.x1 + ui.px(kGap3);
    text_cut(ui, list, Type::body, cx, field.mid_y(), x1 - w - ui.px(kGap2) - cx, ui.t.soft, count);
    ui.rects.set("table-count:" + std::to_string(shown), {cx, y0, cx + text_width(ui, Type::body, count), y1});
    const Rect at{x1 - w, y0, x1, y1};
    if (button(ui, list, "table-copy", at, word, Look::outlined, lines > 0)) copy(ui, ui.views.table);
    end_panel();
}

void head(Ui& ui, const Rect& r, const std::vector<Placed>& columns) {
    if (!begin_panel(ui, "view-table-head", r, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const app::ViewForm& form = ui.state.ui.views;
    for (const Placed& c : columns) {
        const char* name = ui.tr(c.column->zh, c.column->en);
        const bool sortable = c.column->cell != Column::Cell::quote;
        const Rect cell{c.x0 - ui.px(6), r.y0, c.x1 - ui.px(6), r.y1};
        const bool on = sortable && form.sort == c.column->sort;
        Press p;
        if (sortable) p = press(ui, std::string("sort:") + c.column->en, cell);
        if (p.hovered) fill(list, {cell.x0, cell.y0 + ui.px(2), cell.x1, cell.y1 - ui.px(2)}, ui.t.hover, ui.px(kRadiusSmall));
        const float room = cell.x1 - c.x0 - ui.px(on ? 18 : 4);
        text_cut(ui, list, Type::small, c.x0, r.mid_y(), room, on ? ui.t.ink : ui.t.soft, name);
        if (on) { // a small solid arrow: up means that the least is first
            const float x = c.x0 + std::min(room, text_width(ui, Type::small, name)) + ui.px(9), h = ui.px(3), s = form.descending ? 1.0F : -1.0F;
            list->AddTriangleFilled({x - ui.px(4), r.mid_y() - s * h}, {x + ui.px(4), r.mid_y() - s * h}, {x, r.mid_y() + s * h}, packed(ui.t.accent));
        }
        if (p.focused) focus_ring(ui, list, cell, ui.px(kRadiusSmall));
        if (!p.clicked) continue;
        app::ViewForm next = form;
        next.descending = on && !form.descending;
        next.sort = c.column->sort;
        ui.send(app::SetViewForm{next});
    }
    hline(ui, list, r.x0, r.x1, r.y1 - ui.t.hair(), ui.t.hairline);
    end_panel();
}

/// Ids differ in their end, so their beginning is what gives way; of a plan and its clause the plan does.
bool cut_before(Ui& ui, ImDrawList* list, Type type, float x, float mid_y, float width, Color ink, const std::string& head, const std::string& tail) {
    const std::string whole = head + tail;
    if (text_width(ui, type, whole) <= width + 0.5F) {
        text(ui, list, type, x, mid_y, ink, whole);
        return false;
    }
    std::string cut = head;
    do { // one sign, not one byte
        while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0U) == 0x80U) cut.pop_back();
        if (!cut.empty()) cut.pop_back();
    } while (!cut.empty() && text_width(ui, type, cut + dots_of(ui) + tail) > width);
    return text_cut(ui, list, type, x, mid_y, width, ink, cut + dots_of(ui) + tail), true;
}
bool id_cut(Ui& ui, ImDrawList* list, Type type, float x, float mid_y, float width, Color ink, const std::string& id) {
    if (text_width(ui, type, id) <= width + 0.5F) {
        text(ui, list, type, x, mid_y, ink, id);
        return false;
    }
    const float dots = text_width(ui, type, dots_of(ui));
    const auto fits = [&](std::size_t at) { return dots + text_width(ui, type, std::string_view(id).substr(at)) <= width; };
    std::size_t from = 0; // whole pieces go first: …2023-223, not …n-yuxi-2023-223
    while (from < id.size() && !fits(from)) {
        const std::size_t dash = id.find('-', from);
        if (dash == std::string::npos) break;
        from = dash + 1;
    }
    while (from < id.size() && ((static_cast<unsigned char>(id[from]) & 0xC0U) == 0x80U || !fits(from))) ++from;
    text(ui, list, type, x, mid_y, ink, dots_of(ui) + id.substr(from));
    return true;
}

/// One line; the text of a cell that was cut is told while the mouse is on it.
void line(Ui& ui, ImDrawList* list, const Rect& r, model::LinkIx ix, const std::vector<Placed>& columns, float mouse_x) {
    const model::Link& l = ui.data()->link(ix);
    const bool selected = ui.state.view.selected_link == ix;
    if (selected || ui.state.ui.hovered_link == ix) fill(list, r, selected ? ui.t.accent_wash : ui.t.hover, ui.px(kRadiusSmall));
    for (const Placed& c : columns) {
        const std::string words = words_of(ui, l, c.column->cell);
        using Cell = Column::Cell;
        const Cell cell = c.column->cell;
        float x = c.x0;
        if (cell == Cell::mechanism) {
            const float s = ui.px(4.5F);
            list->AddRectFilled({x, r.mid_y() - s}, {x + 2 * s, r.mid_y() + s}, packed(mechanism_color(ui, l.mechanism)), ui.px(2));
            x += sign_width(ui, cell);
        }
        const bool quiet = cell == Cell::id || cell == Cell::stance || cell == Cell::shape || cell == Cell::quote;
        const bool inferred = cell == Cell::stated && l.stated == model::Stated::inferred;
        const Color ink = inferred ? ui.t.notice_ink : cell == Cell::stated || quiet ? ui.t.soft : ui.t.ink;
        const Type type = type_of(cell);
        const float width = c.x1 - x - ui.px(kGap3);
        bool cut = false;
        if (cell == Cell::id) {
            cut = id_cut(ui, list, type, x, r.mid_y(), width, ink, words);
        } else if (cell == Cell::clause) {
            const auto dot = words.rfind(" · ");
            cut = dot == std::string::npos ? text_cut(ui, list, type, x, r.mid_y(), width, ink, words)
                                           : cut_before(ui, list, type, x, r.mid_y(), width, ink, words.substr(0, dot), words.substr(dot));
        } else if (cell == Cell::mechanism) { // two of them begin alike
            cut = text_cut_middle(ui, list, type, x, r.mid_y(), width, ink, words);
        } else {
            cut = text_cut(ui, list, type, x, r.mid_y(), width, ink, words);
        }
        if (cut && mouse_x >= c.x0 && mouse_x < c.x1) tooltip(ui, words);
    }
    hline(ui, list, r.x0 + ui.px(6), r.x1 - ui.px(6), r.y1 - ui.t.hair(), base::mix(ui.t.hairline, ui.t.panel, 0.5));
}

void lines(Ui& ui, const Rect& r, const std::vector<Placed>& columns) {
    if (!begin_panel(ui, "view-table-lines", r, ui.t.panel, true)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto& links = ui.views.table;
    const float x0 = r.x0 + ui.px(kGap4), x1 = r.x1 - ui.px(kGap4);
    if (links.empty()) {
        const bool searched = !ui.state.shown.empty();
        empty_state(ui, x0, std::min(x1, x0 + ui.px(460)), r.y0, Icon::search, searched ? ui.tr("表中没有这些字", "No line has these words") : ui.s.none_shown_title,
                    searched ? ui.tr("编号、条款、参与方、摘要和原文里都没有。", "Ids, clauses, parties, summaries and quotes were searched.") : ui.s.none_shown_hint);
        end_panel();
        return;
    }
    const float row = ui.px(kLine), whole = row * static_cast<float>(links.size());
    const model::LinkIx selected = ui.state.view.selected_link;
    const auto found = std::find(links.begin(), links.end(), selected);
    const auto at = found == links.end() ? std::ptrdiff_t{-1} : found - links.begin();
    if (ui.mem.table_at != selected) { // chosen elsewhere, or by a key: the line comes into view
        ui.mem.table_at = selected;
        const float y = row * static_cast<float>(at), scroll = ImGui::GetScrollY();
        if (at >= 0 && y < scroll) ImGui::SetScrollY(y);
        else if (at >= 0 && y + row > scroll + r.height()) ImGui::SetScrollY(y + row - r.height());
    }
    const float y0 = r.y0 - ImGui::GetScrollY();
    const float right = r.x1 - (ImGui::GetScrollMaxY() > 0 ? ui.px(10) : 0);
    const Rect body{r.x0, r.y0, right, std::min(r.y1, y0 + whole)};
    const Press p = press(ui, "table-lines", body); // one area for all lines: a thousand of them cost nothing
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const auto under = p.hovered ? std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>((mouse.y - y0) / row), 0, std::ssize(links) - 1) : std::ptrdiff_t{-1};
    const auto link_at = [&](std::ptrdiff_t i) { return links[static_cast<std::size_t>(i)]; };

    const auto first = std::max<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>((r.y0 - y0) / row));
    const auto last = std::min<std::ptrdiff_t>(std::ssize(links), static_cast<std::ptrdiff_t>((r.y1 - y0) / row) + 1);
    for (std::ptrdiff_t i = first; i < last; ++i) {
        const Rect cell{r.x0 + ui.px(kGap2), y0 + row * static_cast<float>(i), right - ui.px(6), y0 + row * static_cast<float>(i + 1)};
        ui.rects.set("line:" + ui.data()->link(link_at(i)).id, cell);
        line(ui, list, cell, link_at(i), columns, i == under ? mouse.x : -1);
    }
    if (p.focused) focus_ring(ui, list, body, ui.px(kRadiusSmall));

    if (under >= 0) {
        ui.mem.table_hover = link_at(under);
        point_at(ui, link_at(under), model::kNone);
    } else if (ui.mem.table_hover != model::kNone) {
        if (ui.state.ui.hovered_link == ui.mem.table_hover) ui.send(app::Hover{model::kNone, model::kNone});
        ui.mem.table_hover = model::kNone;
    }
    if (p.clicked) choose(ui, under >= 0 ? link_at(under) : link_at(std::max<std::ptrdiff_t>(at, 0)));
    // The arrows belong to the table when Tab has reached it or the last press was in it.
    if (ImGui::IsMouseClicked(0)) ui.mem.table_keys = p.hovered;
    if ((p.focused || ui.mem.table_keys) && !ImGui::GetIO().WantTextInput && ui.state.ui.search.empty()) {
        ui.mem.arrows_taken = true;
        const int step = (ui.key(Key::down) ? 1 : 0) - (ui.key(Key::up) ? 1 : 0);
        if (step != 0) {
            const auto next = at < 0 ? std::ptrdiff_t{0} : std::clamp<std::ptrdiff_t>(at + step, 0, std::ssize(links) - 1);
            if (next != at) choose(ui, link_at(next));
        }
        if (ui.key(Key::copy_figure) && at >= 0) copy(ui, {&selected, 1});
    }
    ImGui::SetCursorPosY(whole);
    ImGui::Dummy({1, 1});
    end_panel();
}

} // namespace

void table_view(Ui& ui, const Rect& r) {
    const float y1 = std::min(r.y1, r.y0 + ui.px(kTools)), y2 = std::min(r.y1, y1 + ui.px(kHead));
    tools(ui, {r.x0, r.y0, r.x1, y1});
    if (!ui.data()) return;
    const auto columns = place_columns(ui, r.x0 + ui.px(kGap4), r.x1 - ui.px(kGap4));
    head(ui, {r.x0, y1, r.x1, y2}, columns);
    lines(ui, {r.x0, y2, r.x1, r.y1}, columns);
}

} // namespace atlas::ui
