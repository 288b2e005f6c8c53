// The form of the page view: what the page is, what it shows, what it says, and the file it becomes. The column ends in the
// one button it is all for.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <array>

namespace atlas::ui {

namespace {

constexpr const char* kFormats[] = {"png", "pdf", "svg"};
constexpr int kDpis[] = {150, 200, 300, 600};

template <class T, std::size_t N, class V>
int index_of(const T (&values)[N], const V& v) {
    for (std::size_t i = 0; i < N; ++i)
        if (v == values[i]) return static_cast<int>(i);
    return -1;
}

/// Lays rows from top to bottom; each row's controls change `form`, which is sent as a whole when it differs.
class Rows {
public:
    Rows(Ui& ui, app::ExportForm& edited, float x0, float x1, float y) : form(edited), ui_(ui), list_(ImGui::GetWindowDrawList()), x0_(x0), x1_(x1), y_(y) {}

    app::ExportForm& form;

    void heading(const char* words) { y_ = section(ui_, x0_, x1_, y_ - ui_.px(4), words); }
    [[nodiscard]] float y() const { return y_; }
    void gap(float at_100) { y_ += ui_.px(at_100); }

    /// The page templates as small sheets, four to a row.
    void pages() {
        const std::array<const char*, 8> names{ui_.s.a4_landscape, ui_.s.a4_portrait, ui_.s.a3_landscape, ui_.s.a3_portrait, ui_.s.a0, ui_.s.wide, ui_.s.word_half, ui_.s.own_page};
        constexpr float kRatio[] = {297.f / 210, 210.f / 297, 297.f / 210, 210.f / 297, 1189.f / 841, 16.f / 9, 150.f / 105, 1.2f};
        constexpr float kSize[] = {0.74f, 0.74f, 0.88f, 0.88f, 1.f, 0.86f, 0.52f, 0.7f}; // larger pages look larger, not to scale
        const float gap = ui_.px(6), w = (x1_ - x0_ - 3 * gap) / 4, h = ui_.px(62);
        for (std::size_t i = 0; i < names.size(); ++i) {
            const float x = x0_ + (w + gap) * static_cast<float>(i % 4), y = y_ + (h + gap) * static_cast<float>(i / 4);
            const Rect r{std::round(x), y, std::round(x + w), y + h};
            const Press p = press(ui_, fmt::format("export-page:{}", i), r);
            const bool on = form.page == app::kPages[i];
            if (on || p.hovered) fill(list_, r, on ? ui_.t.accent_wash : ui_.t.hover, ui_.px(kRadiusSmall));
            if (on) outline(ui_, list_, r, ui_.t.accent, ui_.px(kRadiusSmall));
            const float box = ui_.px(34) * kSize[i], sw = kRatio[i] >= 1 ? box : box * kRatio[i], sh = kRatio[i] >= 1 ? box / kRatio[i] : box;
            const float cx = r.mid_x(), cy = r.y0 + ui_.px(24);
            const Rect sheet{std::round(cx - sw / 2), std::round(cy - sh / 2), std::round(cx + sw / 2), std::round(cy + sh / 2)};
            fill(list_, sheet, ui_.t.popup, ui_.px(1));
            outline(ui_, list_, sheet, on ? ui_.t.accent : ui_.t.faint, ui_.px(1));
            if (std::string_view(app::kPages[i]) == "own") icon(ui_, list_, Icon::plus, cx, cy, ui_.px(11), ui_.t.faint);
            text_centred(ui_, list_, Type::small, cx, r.y1 - ui_.px(11), on ? ui_.t.ink : ui_.t.soft, names[i]);
            if (p.focused) focus_ring(ui_, list_, r, ui_.px(kRadiusSmall));
            if (p.clicked) form.page = app::kPages[i];
        }
        y_ += 2 * h + gap + ui_.px(kGap2);
        if (form.page != "own") return;
        const Rect c = labelled(ui_.s.page_size);
        const float field = (c.width() - ui_.px(52)) / 2;
        kept_field(ui_, list_, "own-width", {c.x0, c.y0, c.x0 + field, c.y1}, form.own_width, "150");
        text_centred(ui_, list_, Type::body, c.x0 + field + ui_.px(11), c.mid_y(), ui_.t.soft, "×");
        kept_field(ui_, list_, "own-height", {c.x0 + field + ui_.px(22), c.y0, c.x0 + 2 * field + ui_.px(22), c.y1}, form.own_height, "110");
        text(ui_, list_, Type::body, c.x1 - ui_.px(24), c.mid_y(), ui_.t.soft, "mm");
    }
    /// One of several; `chosen` follows.
    void choice(const char* words, const char* id, const std::vector<std::string_view>& names, int chosen, auto take) {
        const Rect c = labelled(words);
        if (const int i = segments(ui_, list_, id, {c.x0, c.y0 + ui_.px(1), c.x1, c.y1 - ui_.px(1)}, names, chosen); i >= 0) take(i);
    }
    void field(const char* words, const char* id, std::string& value, const char* hint, const char* tail = nullptr) {
        Rect c = labelled(words);
        if (tail) {
            const float w = text_width(ui_, Type::body, tail) + ui_.px(6);
            text_right(ui_, list_, Type::body, c.x1, c.mid_y(), ui_.t.soft, tail);
            c.x1 -= w;
        }
        kept_field(ui_, list_, id, c, value, hint);
    }
    /// A ticked line over the whole column.
    void tick(const char* words, const char* id, bool& on) {
        const Rect r{x0_ - ui_.px(6), y_, x1_ + ui_.px(6), y_ + ui_.px(28)};
        const Press p = press(ui_, id, r);
        if (p.hovered) fill(list_, r, ui_.t.hover, ui_.px(kRadiusSmall));
        checkbox(ui_, list_, x0_ + ui_.px(8), r.mid_y(), on, p.hovered);
        text_cut(ui_, list_, Type::body, x0_ + ui_.px(26), r.mid_y(), x1_ - x0_ - ui_.px(26), ui_.t.ink, words);
        if (p.focused) focus_ring(ui_, list_, r, ui_.px(kRadiusSmall));
        if (p.clicked) on = !on;
        y_ = r.y1;
    }
    void remark(std::string_view words, Color color) { y_ = text_block(ui_, list_, Type::small, x0_, y_ + ui_.px(2), x1_ - x0_, color, words, 1.5f) + ui_.px(4); }

private:
    /// The label on the left and what is left of the row.
    Rect labelled(const char* words) {
        const float label = ui_.px(76), h = ui_.px(32);
        text_cut(ui_, list_, Type::body, x0_, y_ + h / 2, label - ui_.px(6), ui_.t.soft, words);
        const Rect c{x0_ + label, y_ + ui_.px(1), x1_, y_ + h - ui_.px(1)};
        y_ += h + ui_.px(5);
        return c;
    }

    Ui& ui_;
    ImDrawList* list_;
    float x0_, x1_, y_;
};

void what_it_shows(Ui& ui, Rows& rows) {
    app::ExportForm& f = rows.form;
    rows.heading(ui.s.page);
    rows.pages();
    const bool corridor = !ui.state.view.filter.corridors.empty();
    std::vector<std::string_view> frames{ui.s.frame_window, ui.s.frame_links, ui.s.frame_china};
    std::vector<app::FrameOf> values{app::FrameOf::window, app::FrameOf::links, app::FrameOf::china};
    if (corridor) {
        frames.insert(frames.begin() + 2, ui.s.frame_corridor);
        values.insert(values.begin() + 2, app::FrameOf::corridor);
    }
    const auto at = std::find(values.begin(), values.end(), f.frame);
    rows.choice(ui.s.frame, "export-frame", frames, static_cast<int>(at - values.begin()), [&](int i) { f.frame = values[static_cast<std::size_t>(i)]; });
    std::vector<std::string_view> names;
    std::vector<std::string> ids;
    for (const char* id : {"print", "light", "dark", "grey"})
        if (style::find_theme(id)) {
            ids.emplace_back(id);
            names.push_back(id == std::string_view("print") ? ui.s.theme_print : id == std::string_view("light") ? ui.s.theme_light
                            : id == std::string_view("dark") ? ui.s.theme_dark : ui.s.theme_grey);
        }
    const auto theme = std::find(ids.begin(), ids.end(), f.theme);
    rows.choice(ui.s.theme, "export-theme", names, static_cast<int>(theme - ids.begin()), [&](int i) { f.theme = ids[static_cast<std::size_t>(i)]; });
    rows.choice(ui.s.language, "export-lang", {"中文", "English"}, f.lang == model::Lang::zh ? 0 : 1, [&](int i) { f.lang = i == 0 ? model::Lang::zh : model::Lang::en; });
}

void what_it_says(Ui& ui, Rows& rows) {
    app::ExportForm& f = rows.form;
    rows.heading(ui.s.words_on_page);
    rows.field(ui.s.title, "export-title", f.title, ui.s.title_auto);
    rows.field(ui.s.subtitle, "export-subtitle", f.subtitle, ui.s.subtitle_auto);
    rows.choice(ui.s.use, "export-use", {ui.s.use_internal, ui.s.use_open}, f.use == exporter::Use::open ? 1 : 0,
                [&](int i) { f.use = i == 1 ? exporter::Use::open : exporter::Use::internal; });
    if (f.use == exporter::Use::open) {
        rows.field(ui.s.review_number, "export-review", f.review_number, ui.s.review_hint);
        rows.remark(ui.s.open_remark, ui.t.soft);
    }
    rows.gap(4);
    rows.tick(f.date.empty() ? ui.s.dated_plain : fmt::format("{} {}", ui.s.dated_plain, f.date).c_str(), "export-dated", f.dated);
    // A frame that is half the country needs none, whatever is ticked.
    const auto& sheet = ui.map.page.sheet;
    const bool needless = f.locator && sheet && ui.map.page.current && !sheet->figure.layout.locator;
    rows.tick(needless ? (std::string(ui.s.locator) + ui.tr("（图幅大，不画）", " (not at this extent)")).c_str() : ui.s.locator, "export-locator", f.locator);
    rows.tick(ui.s.evidence_list, "export-evidence", f.evidence);
    rows.gap(4);
    rows.choice(ui.s.inset, "export-inset", {ui.s.automatic, ui.s.always, ui.s.never}, static_cast<int>(f.inset),
                [&](int i) { f.inset = static_cast<exporter::InsetMode>(i); });
    rows.choice(ui.s.roll_up, "export-roll-up", roll_up_names(ui), roll_up_index(ui.state.view.roll_up), [&](int i) { ui.send(app::SetRollUp{kRollUps[i]}); });
    if (!ui.state.view.nudges.empty()) {
        const std::string words = ui.zh() ? fmt::format("{} 处注记已手工移动", ui.state.view.nudges.size()) : fmt::format("{} labels moved by hand", ui.state.view.nudges.size());
        ImDrawList* list = ImGui::GetWindowDrawList();
        const float w = button_width(ui, ui.s.reset_nudges), y = rows.y();
        const float x0 = ImGui::GetWindowPos().x + ui.px(20), x1 = ImGui::GetWindowPos().x + ui.px(kFormWidth - 20);
        text_cut(ui, list, Type::small, x0, y + ui.px(15), x1 - x0 - w - ui.px(kGap2), ui.t.soft, words);
        if (button(ui, list, "nudges-reset", {x1 - w, y, x1, y + ui.px(30)}, ui.s.reset_nudges, Look::outlined)) ui.send(app::ResetNudge{});
        rows.gap(36);
    }
}

void what_it_becomes(Ui& ui, Rows& rows, const std::string& auto_file) {
    app::ExportForm& f = rows.form;
    rows.heading(ui.s.file_section);
    rows.choice(ui.s.format, "export-format", {"PNG", "PDF", "SVG"}, index_of(kFormats, f.format), [&](int i) { f.format = kFormats[i]; });
    if (f.format == "png") rows.choice(ui.s.resolution, "export-dpi", {"150", "200", "300", "600"}, index_of(kDpis, f.dpi), [&](int i) { f.dpi = kDpis[i]; });
    rows.field(ui.s.folder, "export-folder", f.folder, ui.s.folder_hint);
    const std::string tail = "." + f.format;
    rows.field(ui.s.file, "export-file", f.file, auto_file.c_str(), tail.c_str());
    rows.gap(4);
    if (f.format == "png") rows.tick(ui.s.transparent, "export-transparent", f.transparent);
    if (f.format == "svg") rows.tick(ui.s.outlines, "export-outlines", f.outlines);
    rows.tick(ui.s.links_csv, "export-links-csv", f.links_csv);
}

/// The foot of the column: what became of the last figure, and the buttons.
void foot(Ui& ui, const Rect& r) {
    if (!begin_panel(ui, "page-foot", r, ui.t.panel, false)) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    hline(ui, list, r.x0, r.x1, r.y0, ui.t.hairline);
    vline(ui, list, r.x1 - ui.t.hair(), r.y0, r.y1, ui.t.hairline);
    const float x0 = r.x0 + ui.px(20), x1 = r.x1 - ui.px(20), h = ui.px(36);
    const app::JobState state = ui.state.ui.export_state;
    const bool running = state == app::JobState::running;
    const app::PageShown& page = ui.map.page;
    // An open figure that fails a rule is not written; nor one whose rules have not been looked at yet.
    const bool open = ui.state.ui.form.use == exporter::Use::open;
    const std::string rules = page.findings ? app::blocking_rules(page.findings->list, ui.state.ui.form.use) : std::string();
    const bool waits = open && !page.checked, possible = app::page_of(ui.state.ui.form).ok();
    std::string said = ui.state.ui.export_result;
    Color ink = state == app::JobState::failed ? ui.t.accent : ui.t.soft;
    if (!running && !rules.empty()) {
        said = ui.zh() ? fmt::format("公开用图还有未通过的检查（{}），暂不能写出", rules) : fmt::format("An open figure cannot be written while checks fail: {}", rules);
        ink = ui.t.accent;
    }
    const float y = r.y1 - ui.px(kGap4) - h;
    if (!said.empty()) text_block(ui, list, Type::small, x0, r.y0 + ui.px(10), x1 - x0, ink, said, 1.45f, 4);
    if (running) {
        if (button(ui, list, "export-cancel", {x0, y, x1, y + h}, ui.s.cancel, Look::outlined)) ui.send(app::CancelExport{});
    } else {
        const float copy_w = button_width(ui, ui.s.copy_image) + ui.px(kGap2);
        if (button(ui, list, "export-copy", {x0, y, x0 + copy_w, y + h}, ui.s.copy_image, Look::outlined, possible && rules.empty() && !waits)) ui.send(app::CopyFigure{});
        const std::string word = fmt::format("{} {}", ui.s.write, ui.state.ui.form.format == "png" ? "PNG" : ui.state.ui.form.format == "pdf" ? "PDF" : "SVG");
        if (button(ui, list, "export-write", {x0 + copy_w + ui.px(kGap2), y, x1, y + h}, word, Look::primary, possible && rules.empty() && !waits))
            ui.send(app::ExportFigure{app::figure_path(ui.state)});
    }
    end_panel();
}

} // namespace

void page_form(Ui& ui, const Rect& r) {
    const std::string& said = ui.state.ui.export_result;
    const bool words = !said.empty() || (ui.map.page.findings && !app::blocking_rules(ui.map.page.findings->list, ui.state.ui.form.use).empty());
    const float foot_h = ui.px(36 + 2 * kGap4) + (words ? ui.px(66) : 0);
    const Rect body{r.x0, r.y0, r.x1, std::max(r.y0, r.y1 - foot_h)};
    if (begin_panel(ui, "page-form", body, ui.t.panel, true)) {
        app::ExportForm next = ui.state.ui.form;
        Rows rows(ui, next, r.x0 + ui.px(20), r.x1 - ui.px(20), r.y0 - ImGui::GetScrollY());
        what_it_shows(ui, rows);
        what_it_says(ui, rows);
        what_it_becomes(ui, rows, app::default_file_name(ui.state));
        ImGui::SetCursorScreenPos({r.x0, rows.y() + ui.px(kGap4)});
        ImGui::Dummy({1, 1});
        vline(ui, ImGui::GetWindowDrawList(), r.x1 - ui.t.hair(), body.y0, body.y1, ui.t.hairline);
        if (!(next == ui.state.ui.form)) ui.send(app::SetExportForm{next});
        end_panel();
    }
    foot(ui, {r.x0, body.y1, r.x1, r.y1});
}

} // namespace atlas::ui
