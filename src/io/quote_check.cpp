// Quotes against the plans' texts. A text is split at its chapter headings (`一、…` at the start of a line) and its clauses
// (`(一)…`, half or full width, numbered afresh in each chapter or on through all of them). A number out of turn is no
// heading, so that lists inside a clause stay in it. What stands before the first chapter is both notice and preamble.
#include "io/dataset_reader.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "io/table_context.hpp"

#include <algorithm>
#include <map>

namespace atlas::io {

using namespace model;

namespace {

constexpr std::u32string_view kDigits = U"一二三四五六七八九";
constexpr const char* kDigestFile = "quotes.sha256";

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

/// Text of each clause by its label: `三(十一)`, `三` (from the chapter's heading to its first clause), "" (before chapter 一).
using Sections = std::map<std::string, std::string>;

Sections split_plan(std::string_view text) {
    Sections sections;
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
        sections[label] += std::string(line) + "\n";
    }
    for (auto& [key, section] : sections) section = base::fold_for_quote(section);
    return sections;
}

const std::string* section_of(const Sections& sections, const std::string& clause) {
    const auto found = sections.find(clause == "序" || clause == "印发" ? "" : clause);
    return found == sections.end() ? nullptr : &found->second;
}

std::string where_instead(const Sections& sections, const std::string& quote) {
    std::vector<std::string> places;
    for (const auto& [label, text] : sections)
        if (text.find(quote) != std::string::npos) places.push_back(label.empty() ? "序" : label);
    if (!places.empty()) return base::say("它见于 {}", "it stands in {}", base::listed(places));
    return base::say("规划别处也没有；请与原文逐字核对", "nor elsewhere in the plan; compare it with the text word by word");
}

} // namespace

std::string quote_digest(const Dataset& dataset, const Link& link) {
    return base::sha256_hex(dataset.plan(link.plan).id + "\n" + link.clause + "\n" + link.quote);
}

std::vector<Problem> check_quotes(const Dataset& dataset, const std::string& plans_dir, std::vector<std::string>& verified) {
    std::vector<Problem> problems;
    for (std::size_t p = 0; p < dataset.plans().size(); ++p) {
        const Plan& plan = dataset.plans()[p];
        const std::string table = "links/" + plan.id + ".csv", path = plans_dir + "/" + plan.id + ".txt";
        std::vector<const Link*> links;
        for (const Link& link : dataset.links())
            if (link.plan == static_cast<PlanIx>(p)) links.push_back(&link);
        if (links.empty()) continue;
        auto text = base::read_file(path);
        if (!text) {
            problems.push_back({table, 0, "quote", base::say("{}：其 {} 条引文未核对", "{}: its {} quotes are not checked", text.error().message, links.size())});
            continue;
        }
        if (base::first_invalid_utf8(*text)) {
            if (auto decoded = base::decode(*text, "GB18030")) {
                *text = std::move(*decoded);
            } else {
                problems.push_back({table, 0, "quote", base::say("“{}”既不是 UTF-8 也不是 GBK：其引文未核对",
                                                                 "{} is neither UTF-8 nor GBK: its quotes are not checked", path)});
                continue;
            }
        }
        const Sections sections = split_plan(*text);
        for (const Link* link : links) {
            const std::string quote = base::fold_for_quote(link->quote);
            const std::string* section = section_of(sections, link->clause);
            if (!section) {
                problems.push_back({table, 0, "clause", base::say("{}：“{}”中没有条款 {}；引文：{}", "{}: {} has no clause {}; the quote: {}",
                                                                  link->id, path, link->clause, where_instead(sections, quote))});
            } else if (quote.empty() || section->find(quote) == std::string::npos) {
                problems.push_back({table, 0, "quote", base::say("{0}：条款 {2} 中没有“{1}”；{3}", "{0}: '{1}' does not stand in {2}; {3}",
                                                                 link->id, link->quote, link->clause, where_instead(sections, quote))});
            } else {
                verified.push_back(link->id + " " + quote_digest(dataset, *link));
            }
        }
    }
    return problems;
}

std::vector<Problem> check_digests(const Dataset& dataset, const std::string& links_dir) {
    const auto text = base::read_file(links_dir + "/" + kDigestFile);
    if (!text) return {{kDigestFile, 0, "", text.error().message + base::say("；请用 check --plans <文件夹> --write-digests 写出它",
                                                                                "; write it with 'check --plans <folder> --write-digests'")}};
    std::vector<Problem> problems;
    std::map<std::string, std::string> known;
    int row = 0;
    for (std::size_t start = 0; start < text->size(); ++row) {
        const std::size_t end = std::min(text->find('\n', start), text->size());
        const std::string line = base::trim(std::string_view(*text).substr(start, end - start));
        start = end + 1;
        if (line.empty()) continue;
        const std::size_t space = line.find(' ');
        const std::string digest = space == std::string::npos ? "" : base::trim(line.substr(space));
        if (digest.size() != 64 || digest.find_first_not_of("0123456789abcdef") != std::string::npos) {
            problems.push_back({kDigestFile, row + 1, "", base::say("每行应为联系编号、一个空格和 64 位十六进制数",
                                                                    "a line is a link's id, a space and 64 hexadecimal digits")});
            continue;
        }
        const std::string id = line.substr(0, space);
        if (dataset.link_by_id(id) == kNone) {
            problems.push_back({kDigestFile, row + 1, "", base::say("没有（或已不再有）编号为“{}”的联系", "there is no link '{}' (any more)", id)});
        }
        known[id] = digest;
    }
    for (const Link& link : dataset.links()) {
        const std::string table = "links/" + dataset.plan(link.plan).id + ".csv";
        const auto found = known.find(link.id);
        if (found == known.end()) {
            problems.push_back({table, 0, "quote", base::say("{}：引文从未与规划原文核对；请运行 check --plans",
                                                             "{}: the quote was never verified against the plan's text; run check --plans", link.id)});
        } else if (found->second != quote_digest(dataset, link)) {
            problems.push_back({table, 0, "quote", base::say("{}：引文核对之后，规划、条款或引文有改动；请运行 check --plans",
                                                             "{}: plan, clause or quote changed since the quote was verified; run check --plans", link.id)});
        }
    }
    return problems;
}

} // namespace atlas::io
