// Folding of Chinese prose for comparison, and its full-width punctuation for showing. Both work on code points and
// never change a hanzi for another one, except Unicode's own doubles of a hanzi (the Kangxi radicals that text copied
// out of a PDF is full of). Invalid bytes become U+FFFD and so match nothing.
#include "base/utf8.hpp"

#include <algorithm>

namespace atlas::base {
namespace {

/// The ideographs of U+2F00 … U+2FD5 in order (Unicode: compatibility decompositions of the Kangxi radicals).
constexpr std::u32string_view kKangxi =
    U"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳"
    U"心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立"
    U"竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里"
    U"金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
static_assert(kKangxi.size() == 0x2FD5 - 0x2F00 + 1);

struct Fold {
    char32_t from;
    std::u32string_view to;
};
/// NFKC for the single signs that occur in Chinese prose and are not covered by a range below; sorted by `from`.
constexpr Fold kFolds[] = {
    {0x00AA, U"a"},   {0x00B2, U"2"},   {0x00B3, U"3"},  {0x00B5, U"μ"},  {0x00B9, U"1"},  {0x00BA, U"o"},
    {0x2024, U"."},   {0x2025, U".."},  {0x2026, U"..."}, {0x203C, U"!!"}, {0x2047, U"??"}, {0x2048, U"?!"},
    {0x2049, U"!?"},  {0x2103, U"°C"},  {0x2109, U"°F"}, {0x2113, U"l"},  {0x2116, U"No"}, {0x2121, U"TEL"},
    {0x2122, U"TM"},  {0x2160, U"I"},   {0x2161, U"II"}, {0x2162, U"III"}, {0x2163, U"IV"}, {0x2164, U"V"},
    {0x2165, U"VI"},  {0x2166, U"VII"}, {0x2167, U"VIII"}, {0x2168, U"IX"}, {0x2169, U"X"}, {0x216A, U"XI"},
    {0x216B, U"XII"}, {0x2E9F, U"母"},  {0x2EF3, U"龟"}, {0x338E, U"mg"}, {0x338F, U"kg"}, {0x339C, U"mm"},
    {0x339D, U"cm"},  {0x339E, U"km"},  {0x339F, U"mm2"}, {0x33A0, U"cm2"}, {0x33A1, U"m2"}, {0x33A2, U"km2"},
    {0x33A5, U"m3"},  {0x33C4, U"cc"},  {0x33D1, U"ln"}, {0xFB00, U"ff"}, {0xFB01, U"fi"}, {0xFB02, U"fl"},
    {0xFB03, U"ffi"}, {0xFB04, U"ffl"}, {0xFE10, U","},  {0xFE11, U"、"}, {0xFE12, U"。"}, {0xFE13, U":"},
    {0xFE14, U";"},   {0xFE15, U"!"},   {0xFE16, U"?"},  {0xFE19, U"..."}, {0xFE30, U".."}, {0xFE35, U"("},
    {0xFE36, U")"},   {0xFE39, U"〔"},  {0xFE3A, U"〕"}, {0xFE3B, U"【"}, {0xFE3C, U"】"}, {0xFE3D, U"《"},
    {0xFE3E, U"》"},  {0xFE3F, U"〈"},  {0xFE40, U"〉"}, {0xFE50, U","},  {0xFE51, U"、"}, {0xFE52, U"."},
    {0xFE54, U";"},   {0xFE55, U":"},   {0xFE56, U"?"},  {0xFE57, U"!"},  {0xFE59, U"("},  {0xFE5A, U")"},
    {0xFE5D, U"〔"},  {0xFE5E, U"〕"},  {0xFE5F, U"#"},  {0xFE60, U"&"},  {0xFE62, U"+"},  {0xFE64, U"<"},
    {0xFE65, U">"},   {0xFE66, U"="},   {0xFE6A, U"%"},  {0xFE6B, U"@"},  {0xFF61, U"。"}, {0xFF64, U"、"},
    {0xFF65, U"・"},  {0xFFE5, U"¥"},
};
static_assert(std::is_sorted(std::begin(kFolds), std::end(kFolds),
                             [](const Fold& a, const Fold& b) { return a.from < b.from; }));

void append_number(std::u32string& out, unsigned n) {
    if (n >= 10) out.push_back(U'0' + n / 10);
    out.push_back(U'0' + n % 10);
}

void append_folded(std::u32string& out, char32_t c) {
    if (c < 0x80) {
        out.push_back(c);
    } else if (c >= 0xFF01 && c <= 0xFF5E) { // full-width ASCII
        out.push_back(c - 0xFF01 + '!');
    } else if (c >= 0x2F00 && c <= 0x2FD5) {
        out.push_back(kKangxi[c - 0x2F00]);
    } else if (c >= 0x2460 && c <= 0x2473) { // ① … ⑳
        append_number(out, c - 0x2460 + 1);
    } else if (c >= 0x2474 && c <= 0x2487) { // ⑴ … ⒇
        out.push_back(U'(');
        append_number(out, c - 0x2474 + 1);
        out.push_back(U')');
    } else if (c >= 0x2488 && c <= 0x249B) { // ⒈ … ⒛
        append_number(out, c - 0x2488 + 1);
        out.push_back(U'.');
    } else if (c >= 0x3220 && c <= 0x3229) { // ㈠ … ㈩
        out.push_back(U'(');
        out.push_back(U"一二三四五六七八九十"[c - 0x3220]);
        out.push_back(U')');
    } else {
        const auto* fold = std::lower_bound(std::begin(kFolds), std::end(kFolds), c,
                                            [](const Fold& f, char32_t v) { return f.from < v; });
        if (fold != std::end(kFolds) && fold->from == c) {
            out += fold->to;
        } else {
            out.push_back(c);
        }
    }
}

bool white_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0xAD || c == 0x1680 || c == 0x180E ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x2064) || c == 0x3000 ||
           c == 0xFEFF;
}

bool quotation_mark(char32_t c) {
    return c == '"' || c == '\'' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || c == 0x2032 || c == 0x2033 ||
           (c >= 0x300C && c <= 0x300F) || (c >= 0x301D && c <= 0x301F) || (c >= 0xFE41 && c <= 0xFE44) || c == 0xFF02 ||
           c == 0xFF07 || c == 0xFF62 || c == 0xFF63;
}

bool dash(char32_t c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500 || c == 0x2501 || c == 0xFE31 ||
           c == 0xFE32 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}

bool hanzi(char32_t c) {
    return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x323AF) || c == 0x3007; // 〇 counts: 二〇二五
}
/// What makes its neighbour Chinese text: a hanzi or a mark that stands only in Chinese text.
bool chinese(char32_t c) { return hanzi(c) || (c >= 0x3001 && c <= 0x3011) || c == 0x3014 || c == 0x3015 || c == 0x201C || c == 0x201D; }

/// The nearest character that is not a blank, before or after `at`; 0 at the end of the text.
char32_t neighbour(const std::u32string& text, std::size_t at, int step) {
    for (auto i = static_cast<std::ptrdiff_t>(at) + step; i >= 0 && i < static_cast<std::ptrdiff_t>(text.size()); i += step) {
        if (text[static_cast<std::size_t>(i)] != U' ') return text[static_cast<std::size_t>(i)];
    }
    return 0;
}

} // namespace

namespace {

void fold_one(std::u32string& out, char32_t c) {
    if (white_space(c)) return;
    if (quotation_mark(c)) {
        out.push_back(U'"');
    } else if (dash(c)) {
        if (out.empty() || out.back() != U'-') out.push_back(U'-'); // —— is one mark, however many strokes it is typed with
    } else {
        append_folded(out, c);
    }
}

} // namespace

std::string fold_for_quote(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    for (const char32_t c : to_code_points(utf8)) fold_one(out, c);
    return to_utf8(out);
}

std::optional<std::pair<std::size_t, std::size_t>> find_quote(std::string_view text, std::string_view quote) {
    const std::u32string wanted = to_code_points(fold_for_quote(quote));
    if (wanted.empty() || first_invalid_utf8(text)) return std::nullopt;
    std::u32string folded;
    std::vector<std::size_t> from; // byte of `text` that each folded character comes from
    std::vector<std::size_t> to;   // and the byte after it
    std::size_t at = 0;
    for (const char32_t c : to_code_points(text)) {
        const std::size_t next = at + (c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4), before = folded.size();
        fold_one(folded, c);
        from.resize(folded.size(), at);
        to.resize(folded.size(), next);
        // A second stroke of one dash belongs to the first.
        if (folded.size() == before && before > 0 && dash(c)) to[before - 1] = next;
        at = next;
    }
    const std::size_t found = folded.find(wanted);
    if (found == std::u32string::npos) return std::nullopt;
    return std::pair{from[found], to[found + wanted.size() - 1]};
}

std::string fold_for_search(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (char32_t c : to_code_points(utf8)) {
        if (c >= 0xFF01 && c <= 0xFF5E) c = c - 0xFF01 + '!';
        if (c == 0x3000) c = ' ';
        if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
        append_utf8(out, c);
    }
    return out;
}

std::string full_width_punctuation(std::string_view utf8) {
    const std::u32string in = to_code_points(utf8);
    std::u32string out = in;
    const auto by_hanzi = [&in](std::size_t i) { return chinese(neighbour(in, i, -1)) || chinese(neighbour(in, i, 1)); };
    constexpr std::u32string_view half = U",;:?!", full = U"，；：？！";
    std::vector<std::size_t> open; // positions of ( not yet closed: both of a pair change or neither
    std::size_t quote = in.size(); // position of a quotation mark still without its partner; size() = none
    for (std::size_t i = 0; i < in.size(); ++i) {
        const char32_t c = in[i];
        if (const std::size_t mark = half.find(c); mark != std::u32string_view::npos) {
            if (by_hanzi(i)) out[i] = full[mark];
        } else if (c == U'(') {
            open.push_back(i);
        } else if (c == U')') {
            if (open.empty()) {
                if (by_hanzi(i)) out[i] = U'）';
                continue;
            }
            if (by_hanzi(open.back()) || by_hanzi(i)) {
                out[open.back()] = U'（';
                out[i] = U'）';
            }
            open.pop_back();
        } else if (c == U'"') {
            if (quote == in.size()) {
                quote = i;
            } else {
                if (by_hanzi(quote) || by_hanzi(i)) {
                    out[quote] = U'“';
                    out[i] = U'”';
                }
                quote = in.size();
            }
        }
    }
    for (const std::size_t i : open) {
        if (by_hanzi(i)) out[i] = U'（';
    }
    return to_utf8(out);
}

std::string_view without_brackets(std::string_view name) {
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{" (", ")"}, {"(", ")"}, {"（", "）"}}) {
        if (!name.ends_with(close)) continue;
        const std::size_t at = name.rfind(open);
        if (at != std::string_view::npos && at > 0) return name.substr(0, at);
    }
    return name;
}

} // namespace atlas::base
