// Written from knowledge of GB/T 7714-2015; its text was not at hand, so compare with a copy before changing a rule.
// The mark [Z]: table B.1 of GB/T 7714-2015 (annex B, 文献类型和标识代码) has a letter for books, reports, standards, archives
// and so on, and none for normative documents of government; what the table does not name is 其他, Z. [R] is for reports
// (its example in annex A is a white paper), [S] for standards, [A] for archives: an issued plan is none of them. [EB/OL]
// would need the address it was read at, which the tables do not hold.
// Other rules used: full stops and ", " of half width as in the standard's examples, up to three responsible bodies and
// then 等, a document number after the title behind ": ", an uncertain year in brackets, the place in the document
// (there a page, here the clause) behind ": " at the end.
#include "app/citation.hpp"

#include "base/utf8.hpp"

#include <vector>

namespace atlas::app {

namespace {

constexpr std::size_t kMostBodies = 3;

/// The parts of a list that Chinese writes with 、.
std::vector<std::string> bodies(const std::string& issuer) {
    std::vector<std::string> out;
    const std::string comma = "、";
    for (std::size_t start = 0; start <= issuer.size();) {
        const std::size_t end = std::min(issuer.find(comma, start), issuer.size());
        if (std::string name = base::trim(issuer.substr(start, end - start)); !name.empty()) out.push_back(std::move(name));
        start = end + comma.size();
    }
    return out;
}

/// "川府发〔2023〕9号" where the plan's note begins with it, else nothing.
std::string document_number(const std::string& note) {
    const std::string open = "〔", close = "号";
    const std::size_t year = note.find(open), end = note.find(close, year == std::string::npos ? 0 : year);
    if (year == std::string::npos || end == std::string::npos) return {};
    const std::string number = note.substr(0, end + close.size());
    return base::count_code_points(number) <= 20 ? number : std::string();
}

/// A year alone is one that the reader supplied: the document has no date.
std::string date(const std::string& issued) { return issued.size() == 4 ? "[" + issued + "]" : issued; }

} // namespace

std::string citation(const model::Dataset& d, const model::Link& link) {
    if (link.plan < 0) return {};
    const model::Plan& plan = d.plan(link.plan);
    std::string out;
    const std::vector<std::string> by = bodies(plan.issuer.zh);
    for (std::size_t i = 0; i < std::min(by.size(), kMostBodies); ++i) out += (i > 0 ? ", " : "") + by[i];
    if (by.size() > kMostBodies) out += ", 等";
    if (!out.empty()) out += ". ";
    out += plan.title.zh;
    if (const std::string number = document_number(plan.note); !number.empty()) out += ": " + number;
    out += "[Z]. ";
    if (!plan.issued.empty()) out += date(plan.issued) + ": ";
    return out + base::full_width_punctuation(link.clause) + ".";
}

std::string note_number(int n) {
    std::string out;
    if (n >= 1 && n <= 20) base::append_utf8(out, static_cast<char32_t>(0x2460 + n - 1));
    else if (n >= 21 && n <= 35) base::append_utf8(out, static_cast<char32_t>(0x3251 + n - 21));
    else if (n >= 36 && n <= 50) base::append_utf8(out, static_cast<char32_t>(0x32B1 + n - 36));
    else out = "[" + std::to_string(n) + "]";
    return out;
}

std::string numbered_note(const model::Dataset& d, const model::Link& link, int number) {
    return note_number(number) + " “" + base::full_width_punctuation(link.quote) + "”。" + citation(d, link);
}

} // namespace atlas::app
