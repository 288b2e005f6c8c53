// Text and shapes on draw lists.
#include "ui/paint.hpp"

#include "base/utf8.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

namespace atlas::ui {

namespace {

const char* begin_of(std::string_view s) { return s.data(); }
const char* end_of(std::string_view s) { return s.data() + s.size(); }

char32_t code_point_at(std::string_view s, std::size_t at, std::size_t& next) {
    const auto lead = static_cast<unsigned char>(s[at]);
    const std::size_t length = std::min<std::size_t>(lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, s.size() - at);
    char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) c = c << 6 | (static_cast<unsigned char>(s[at + k]) & 0x3Fu);
    next = at + length;
    return c;
}

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }
/// GB/T 15834: what must not begin a line, what must not end one. 〕 closes the year of a document number: 〔2023〕9号 stays whole.
bool no_start(char32_t c) { return is_one_of(c, U"，。、；：？！）】〕》〉」』”’％%,.;:?!)]}…·—～"); }
bool no_end(char32_t c) { return is_one_of(c, U"（【〔〕《〈「『“‘([{"); }
bool is_wide(char32_t c) { return c >= 0x2E80; }

} // namespace

float text_width(Ui& ui, Type type, std::string_view s) {
    ui.fonts.want(s);
    return ui.fonts.font(type)->CalcTextSizeA(ui.fonts.line_px(type), FLT_MAX, 0, begin_of(s), end_of(s)).x;
}

float text(Ui& ui, ImDrawList* list, Type type, float x, float mid_y, Color color, std::string_view s) {
    if (s.empty()) return 0;
    const float w = text_width(ui, type, s);
    const ImVec2 at(std::round(x), std::round(mid_y + ui.fonts.top_from_middle(type)));
    list->AddText(ui.fonts.font(type), ui.fonts.line_px(type), at, packed(color), begin_of(s), end_of(s));
    return w;
}

float text_right(Ui& ui, ImDrawList* list, Type type, float x1, float mid_y, Color color, std::string_view s) {
    return text(ui, list, type, x1 - text_width(ui, type, s), mid_y, color, s);
}

float text_centred(Ui& ui, ImDrawList* list, Type type, float mid_x, float mid_y, Color color, std::string_view s) {
    return text(ui, list, type, mid_x - text_width(ui, type, s) / 2, mid_y, color, s);
}

const char* dots_of(const Ui& ui) { return ui.tr("…", "..."); }

bool text_cut(Ui& ui, ImDrawList* list, Type type, float x, float mid_y, float width, Color color, std::string_view s) {
    if (text_width(ui, type, s) <= width + 0.5f) {
        text(ui, list, type, x, mid_y, color, s);
        return false;
    }
    const float dots = text_width(ui, type, dots_of(ui));
    std::size_t fits = 0, next = 0;
    for (std::size_t at = 0; at < s.size(); at = next) {
        code_point_at(s, at, next);
        if (text_width(ui, type, s.substr(0, next)) + dots > width) break;
        fits = next;
    }
    const std::string cut = std::string(s.substr(0, fits)) + dots_of(ui);
    text(ui, list, type, x, mid_y, color, cut);
    return true;
}

bool text_cut_middle(Ui& ui, ImDrawList* list, Type type, float x, float mid_y, float width, Color color, std::string_view s) {
    if (text_width(ui, type, s) <= width + 0.5f) {
        text(ui, list, type, x, mid_y, color, s);
        return false;
    }
    s = base::without_brackets(s);
    if (text_width(ui, type, s) <= width + 0.5f) {
        text(ui, list, type, x, mid_y, color, s);
        return true;
    }
    const float room = width - text_width(ui, type, dots_of(ui));
    std::vector<std::size_t> starts;
    for (std::size_t at = 0, next = 0; at < s.size(); at = next) {
        code_point_at(s, at, next);
        starts.push_back(at);
    }
    std::size_t head = 0, tail = s.size();
    for (const std::size_t at : starts)
        if (text_width(ui, type, s.substr(0, at)) <= room * 0.6f) head = at;
    const float left = room - text_width(ui, type, s.substr(0, head));
    for (auto at = starts.rbegin(); at != starts.rend() && text_width(ui, type, s.substr(*at)) <= left; ++at) tail = *at;
    text(ui, list, type, x, mid_y, color, std::string(s.substr(0, head)) + dots_of(ui) + std::string(s.substr(tail)));
    return true;
}

std::vector<std::string_view> wrap(Ui& ui, Type type, std::string_view s, float width) {
    std::vector<std::string_view> lines;
    const ImFont* font = ui.fonts.font(type);
    ui.fonts.want(s);
    std::size_t begin = 0, brk = 0, brk_next = 0; // brk: where the line may end; brk_next: where the next one starts
    float w = 0, w_at_break = 0;
    char32_t previous = 0;
    for (std::size_t at = 0; at < s.size();) {
        std::size_t next = 0;
        const char32_t c = code_point_at(s, at, next);
        if (c == '\n') {
            lines.push_back(s.substr(begin, at - begin));
            begin = at = next;
            w = w_at_break = 0;
            brk = brk_next = begin;
            previous = 0;
            continue;
        }
        if (at > begin && previous != 0) {
            const bool between_wide = (is_wide(c) || is_wide(previous)) && !no_start(c) && !no_end(previous);
            const bool after_dash = previous == U'–' && !no_start(c); // Sichuan–|Shaanxi
            if (previous == ' ' || between_wide || after_dash) {
                brk = previous == ' ' ? at - 1 : at;
                brk_next = at;
                w_at_break = w;
            }
        }
        const float advance = font->GetCharAdvance(static_cast<ImWchar>(c <= 0xFFFF ? c : 0xFFFD));
        if (w + advance > width && at > begin && c != ' ') {
            if (brk_next > begin) {
                lines.push_back(s.substr(begin, brk - begin));
                begin = brk_next;
                w -= w_at_break;
            } else { // one word wider than the column: cut it
                lines.push_back(s.substr(begin, at - begin));
                begin = at;
                w = 0;
            }
            brk = brk_next = begin;
            w_at_break = 0;
        }
        w += advance;
        previous = c;
        at = next;
    }
    if (begin < s.size() || lines.empty()) lines.push_back(s.substr(begin));
    return lines;
}

float longest_word(Ui& ui, Type type, std::string_view s) {
    constexpr std::string_view kDash = "–";
    float widest = 0;
    for (std::size_t from = 0; from < s.size();) {
        const std::size_t space = std::min(s.find(' ', from), s.size()), dash = s.find(kDash, from);
        const bool at_dash = dash < space;
        const std::size_t to = at_dash ? dash + kDash.size() : space;
        widest = std::max(widest, text_width(ui, type, s.substr(from, to - from)));
        from = at_dash ? to : to + 1;
    }
    return widest;
}

float text_block(Ui& ui, ImDrawList* list, Type type, float x, float y, float width, Color color, std::string_view s, float leading, int max_lines) {
    const float line = std::round(ui.fonts.em_px(type) * leading);
    auto lines = wrap(ui, type, s, width);
    const bool cut = max_lines > 0 && lines.size() > static_cast<std::size_t>(max_lines);
    if (cut) lines.resize(static_cast<std::size_t>(max_lines));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (cut && i + 1 == lines.size()) {
            // text_cut() adds the dots only when the text is too wide: give it the rest of the text to cut from.
            text_cut(ui, list, type, x, y + line / 2, width, color, s.substr(static_cast<std::size_t>(lines[i].data() - s.data())));
        } else {
            text(ui, list, type, x, y + line / 2, color, lines[i]);
        }
        y += line;
    }
    return y;
}

float block_height(Ui& ui, Type type, std::string_view s, float width, float leading, int max_lines) {
    auto count = wrap(ui, type, s, width).size();
    if (max_lines > 0) count = std::min(count, static_cast<std::size_t>(max_lines));
    return std::round(ui.fonts.em_px(type) * leading) * static_cast<float>(count);
}

void fill(ImDrawList* list, const Rect& r, Color color, float radius) {
    list->AddRectFilled({r.x0, r.y0}, {r.x1, r.y1}, packed(color), radius);
}

void outline(Ui& ui, ImDrawList* list, const Rect& r, Color color, float radius) {
    const float h = ui.t.hair() / 2;
    list->AddRect({r.x0 + h, r.y0 + h}, {r.x1 - h, r.y1 - h}, packed(color), radius, 0, ui.t.hair());
}

void hline(Ui& ui, ImDrawList* list, float x0, float x1, float y, Color color) {
    y = std::floor(y);
    list->AddRectFilled({x0, y}, {x1, y + ui.t.hair()}, packed(color));
}

void vline(Ui& ui, ImDrawList* list, float x, float y0, float y1, Color color) {
    x = std::floor(x);
    list->AddRectFilled({x, y0}, {x + ui.t.hair(), y1}, packed(color));
}

void card(Ui& ui, ImDrawList* list, const Rect& r, Color color, float radius, int elevation) {
    // A soft shadow from a few wide, faint layers: cheap, and good enough at these sizes.
    const float spread = ui.px(elevation == 1 ? 4 : 12);
    const int layers = elevation == 1 ? 4 : 8;
    for (int i = layers; i >= 1; --i) {
        const float g = spread * static_cast<float>(i) / static_cast<float>(layers);
        const float drop = ui.px(elevation == 1 ? 1 : 4);
        Color c = ui.t.shadow;
        c.a = static_cast<std::uint8_t>(ui.t.dark ? 22 : (elevation == 1 ? 8 : 7));
        fill(list, {r.x0 - g, r.y0 - g + drop, r.x1 + g, r.y1 + g + drop}, c, radius + g);
    }
    fill(list, r, color, radius);
    outline(ui, list, r, ui.t.hairline, radius);
}

} // namespace atlas::ui
