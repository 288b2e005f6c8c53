// A line is a heading only when its number is the next one in turn, so that lists inside a clause stay in it.
#include "io/plan_text.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace atlas::io {

namespace {

constexpr std::u32string_view kDigits = U"一二三四五六七八九";

/// 一 … 九十九; 0 when it is no numeral.
int value_of(std::u32string_view numeral) {
    int value = 0, digit = 0;
    bool ten = false;
    for (const char32_t c : numeral) {
        if (const std::size_t d = kDigits.find(c); d != std::u32string_view::npos && digit == 0) {
            digit = static_cast<int>(d) + 1;
        } else if (c == U'十' && !ten) {
            ten = true;
            value = (digit == 0 ? 1 : digit) * 10;
            digit = 0;
        } else {
            return 0;
        }
    }
    return value + digit;
}

std::u32string numeral_at(std::u32string_view text) {
    std::size_t n = 0;
    while (n < text.size() && (text[n] == U'十' || kDigits.find(text[n]) != std::u32string_view::npos)) ++n;
    return std::u32string(text.substr(0, n));
}

bool blank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\r' || c == U'\u3000' || c == U'\u00A0' || c == U'\uFEFF'; }

} // namespace

PlanText split_plan(std::string_view text) {
    PlanText sections;
    std::map<std::string, std::string> whole;
    std::string label, chapter;
    int last_chapter = 0, last_clause = 0;
    std::size_t start = 0;
    while (start <= text.size()) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = text.substr(start, end - start);
        start = end + 1;
        const std::u32string points = base::to_code_points(line);
        std::u32string_view rest = points;
        while (!rest.empty() && blank(rest.front())) rest.remove_prefix(1);
        if (const std::u32string numeral = numeral_at(rest); !numeral.empty() && rest.size() > numeral.size() && rest[numeral.size()] == U'、') {
            if (value_of(numeral) == last_chapter + 1) {
                ++last_chapter;
                label = chapter = base::to_utf8(numeral);
            }
        } else if (last_chapter > 0 && rest.size() > 2 && (rest[0] == U'(' || rest[0] == U'（')) {
            const std::u32string clause = numeral_at(rest.substr(1));
            const bool closed = rest.size() > clause.size() + 1 && (rest[clause.size() + 1] == U')' || rest[clause.size() + 1] == U'）');
            const int number = value_of(clause);
            const bool first_of_chapter = number == 1 && label == chapter;
            if (!clause.empty() && closed && (number == last_clause + 1 || first_of_chapter)) {
                last_clause = number;
                label = chapter + "(" + base::to_utf8(clause) + ")";
            }
        }
        whole[label] += std::string(line) + "\n";
        if (!rest.empty()) ++sections[label].lines;
    }
    for (auto& [label_of, section] : whole) {
        sections[label_of].folded = base::fold_for_quote(section);
        sections[label_of].text = std::move(section);
    }
    return sections;
}

base::Result<PlanText> read_plan_text(const std::string& path) {
    auto text = base::read_file(path);
    if (!text) return text.error();
    if (base::first_invalid_utf8(*text)) {
        auto decoded = base::decode(*text, "GB18030");
        if (!decoded) return base::data_error(base::say("“{}”既不是 UTF-8 也不是 GBK", "{} is neither UTF-8 nor GBK", path));
        *text = std::move(*decoded);
    }
    return split_plan(*text);
}

const PlanSection* section_of(const PlanText& text, const std::string& clause) {
    const auto found = text.find(clause == "序" || clause == "印发" ? "" : clause);
    return found == text.end() ? nullptr : &found->second;
}

std::pair<int, int> order_of(const std::string& clause) {
    if (clause == "印发") return {-1, 0};
    if (clause == "序") return {0, 0};
    const std::u32string points = base::to_code_points(clause);
    const std::u32string chapter = numeral_at(points);
    const std::u32string number = chapter.size() < points.size() ? numeral_at(std::u32string_view(points).substr(chapter.size() + 1)) : std::u32string();
    return {value_of(chapter), value_of(number)};
}

} // namespace atlas::io
