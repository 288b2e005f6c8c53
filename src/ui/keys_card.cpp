// The card behind F1: every key, what the mouse does, and the few switches of the interface. Its rows are the table of
// keys itself.
#include "ui/keys.hpp"
#include "ui/panels.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <cstring>

namespace atlas::ui {

namespace {

constexpr float kLine = 27, kCaps = 140, kHeading = 38;

/// One key as it looks on the keyboard; returns the x after it.
float cap(Ui& ui, ImDrawList* list, float x, float mid_y, std::string_view words) {
    const float w = std::max(text_width(ui, Type::small, words) + ui.px(12), ui.px(22)), h = ui.px(20);
    if (!list) return x + w + ui.px(5);
    const Rect r{x, std::round(mid_y - h / 2), x + w, std::round(mid_y - h / 2) + h};
    fill(list, r, ui.t.well, ui.px(kRadiusSmall));
    outline(ui, list, r, ui.t.hairline, ui.px(kRadiusSmall));
    text_centred(ui, list, Type::small, r.mid_x(), r.mid_y(), ui.t.ink, words);
    return r.x1 + ui.px(5);
}

/// What is being laid out: a column of the card, from y downwards. Without a list nothing is drawn: only the height is found.
struct Column {
    Ui& ui;
    ImDrawList* list;
    float x0, x1, y;

    void heading(const char* zh, const char* en) {
        y += ui.px(kHeading);
        if (!list) return;
        text(ui, list, Type::strong, x0, y - ui.px(15), ui.t.ink, ui.tr(zh, en));
        hline(ui, list, x0, x1, y - ui.px(2), ui.t.hairline);
    }
    /// Words beside what stands at the left; a second line where one is not enough.
    void words(float from_x, const char* said) {
        const float x = std::max(x0 + ui.px(kCaps), from_x + ui.px(6));
        const auto lines = wrap(ui, Type::small, said, x1 - x);
        const float line = ui.px(17);
        float mid = y + ui.px(kLine) / 2;
        for (const std::string_view l : lines) {
            if (list) text(ui, list, Type::small, x, mid, ui.t.soft, l);
            mid += line;
        }
        y += ui.px(kLine) + line * static_cast<float>(lines.size() > 1 ? lines.size() - 1 : 0);
    }
    void keys(KeyGroup group) {
        const auto rows = key_rows();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].group != group) continue;
            std::vector<std::string> caps;
            std::string last;
            std::size_t k = i;
            for (; k < rows.size() && rows[k].group == group && std::strcmp(rows[k].zh, rows[i].zh) == 0; ++k)
                for (const Chord& c : rows[k].chords) {
                    if (c.code == 0) continue;
                    if (std::string name = chord_words(c); name != last) { // + is typed with and without Shift
                        // Four arrows with Shift: it is said once.
                        const bool same_hand = c.shift && c.code >= code::up && c.code <= code::right && last.starts_with("Shift+");
                        if (same_hand) caps.back() += " " + name.substr(std::strlen("Shift+"));
                        else caps.push_back(name);
                        last = std::move(name);
                    }
                }
            float x = x0;
            for (const std::string& c : caps) x = cap(ui, list, x, y + ui.px(kLine) / 2, c);
            words(x, ui.tr(rows[i].zh, rows[i].en));
            i = k - 1;
        }
    }
    void hands() {
        for (const HandRow& row : hand_rows()) {
            const char* hand = ui.tr(row.zh_hand, row.en_hand);
            const float w = text_width(ui, Type::small, hand);
            if (list) text(ui, list, Type::small, x0, y + ui.px(kLine) / 2, ui.t.ink, hand);
            words(x0 + w, ui.tr(row.zh, row.en));
        }
    }
    /// A box with words; true when pressed.
    bool tick(const char* id, bool on, const char* zh, const char* en) {
        const Rect r{x0, y, x1, y + ui.px(kLine)};
        y += ui.px(kLine);
        if (!list) return false;
        const Press p = press(ui, id, r);
        checkbox(ui, list, x0 + ui.px(8), r.mid_y(), on, p.hovered);
        text_cut(ui, list, Type::small, x0 + ui.px(24), r.mid_y(), x1 - x0 - ui.px(24), ui.t.ink, ui.tr(zh, en));
        if (p.focused) focus_ring(ui, list, r, ui.px(kRadiusSmall));
        return p.clicked;
    }
    void switches() {
        app::Prefs prefs = ui.state.ui.prefs;
        if (list) sizes(prefs);
        y += ui.px(kLine + 3);
        if (tick("pref-still", prefs.reduced_motion, "减少动态：不飞行、不渐变、不流动", "Reduced motion: no flights, fades or flow")) prefs.reduced_motion = !prefs.reduced_motion;
        if (tick("pref-flow", prefs.flow, "单向的联系上有点流动（图件里没有）", "Dots run along one-way links (never in figures)")) prefs.flow = !prefs.flow;
        if (!(prefs == ui.state.ui.prefs)) ui.send(app::SetPrefs{prefs});
    }
    void sizes(app::Prefs& prefs) {
        text(ui, list, Type::small, x0, y + ui.px(kLine) / 2, ui.t.ink, ui.tr("大小 %", "Size %"));
        std::vector<std::string> names;
        std::vector<std::string_view> labels;
        int chosen = -1;
        for (const int s : app::kScales) {
            if (s == prefs.scale_percent) chosen = static_cast<int>(names.size());
            names.push_back(std::to_string(s));
        }
        for (const std::string& n : names) labels.emplace_back(n);
        const int size = segments(ui, list, "pref-scale", {x0 + ui.px(64), y + ui.px(1), x1, y + ui.px(kLine) - ui.px(1)}, labels, chosen);
        if (size >= 0) prefs.scale_percent = app::kScales[size];
    }
};

/// Both columns, or one under the other; returns the y below.
float contents(Ui& ui, ImDrawList* list, float x0, float x1, float y, bool two) {
    const float gap = ui.px(32), half = two ? (x1 - x0 - gap) / 2 : x1 - x0;
    Column left{ui, list, x0, x0 + half, y};
    left.heading("到处可用", "Anywhere");
    left.keys(KeyGroup::anywhere);
    left.heading("界面", "Interface");
    left.switches();
    left.heading("鼠标与十字", "Mouse and crosshair");
    left.hands();
    Column right = two ? Column{ui, list, x1 - half, x1, y} : Column{ui, list, x0, x1, left.y};
    right.heading("在控件之间", "Among the controls");
    right.keys(KeyGroup::walking);
    right.heading("地图与页面", "Map and page");
    right.keys(KeyGroup::map);
    right.keys(KeyGroup::page);
    return std::max(left.y, right.y);
}

} // namespace

void keys_card(Ui& ui, const Rect& screen) {
    if (!ui.state.ui.keys_open) return;
    if (!begin_panel(ui, "keys-scrim", screen, {0, 0, 0, 0}, false, true)) return;
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImDrawList* list = ImGui::GetWindowDrawList();
    fill(list, screen, ui.t.scrim);
    const bool two = screen.width() >= ui.px(760);
    const float w = std::min(ui.px(two ? (ui.zh() ? 820 : 960) : 460), screen.width() - ui.px(32));
    const float head = ui.px(56), side = ui.px(28), body = contents(ui, nullptr, 0, w - 2 * side, 0, two);
    const float h = std::min(head + body + ui.px(20), screen.height() - ui.px(24));
    const Rect r{std::round(screen.mid_x() - w / 2), std::round(screen.mid_y() - h / 2), std::round(screen.mid_x() + w / 2), std::round(screen.mid_y() + h / 2)};
    card(ui, list, r, ui.t.popup, ui.px(10), 2);
    const float x0 = r.x0 + side, x1 = r.x1 - side, b = ui.px(30);
    text(ui, list, Type::title, x0, r.y0 + ui.px(34), ui.t.ink, ui.tr("键盘与鼠标", "Keyboard and mouse"));
    const Rect close{r.x1 - ui.px(14) - b, r.y0 + ui.px(18), r.x1 - ui.px(14), r.y0 + ui.px(18) + b};
    if (icon_button(ui, list, "keys-close", close, Icon::close, ui.tr("关闭  Esc", "Close  Esc"))) ui.send(app::ShowKeys{false});
    const char* again = ui.tr("再看导览", "Show the tour");
    const float again_w = button_width(ui, again);
    if (button(ui, list, "tour-again", {close.x0 - ui.px(kGap2) - again_w, close.y0, close.x0 - ui.px(kGap2), close.y1}, again, Look::outlined)) ui.send(app::ShowTour{0});
    const Press outside = press(ui, "keys-scrim", screen, false); // the scrim takes every other press
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (outside.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
    if (outside.clicked && !r.contains(mouse.x, mouse.y)) ui.send(app::ShowKeys{false});
    ui.rects.set("keys-card", r);
    end_panel();

    if (!begin_panel(ui, "keys-body", {r.x0 + 1, r.y0 + head, r.x1 - 1, r.y1 - ui.px(10)}, {0, 0, 0, 0}, true, true)) return;
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    // In a low window the card is longer than what is seen of it: the arrows move it, as no control lies at its end.
    const int lines = (ui.key(Key::down) ? 2 : 0) - (ui.key(Key::up) ? 2 : 0);
    if (lines != 0) ImGui::SetScrollY(std::max(0.0F, ImGui::GetScrollY() + ui.px(kLine) * static_cast<float>(lines)));
    const float top = r.y0 + head - ImGui::GetScrollY();
    (void)contents(ui, ImGui::GetWindowDrawList(), x0, x1, top, two);
    ImGui::SetCursorPosY(body);
    ImGui::Dummy({1, 1});
    end_panel();
}

} // namespace atlas::ui
