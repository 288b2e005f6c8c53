// Quotes against the plans' texts (io/plan_text has the splitting), and the digests by which a verified quote is known.
#include "io/dataset_reader.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "io/plan_text.hpp"
#include "io/table_context.hpp"

#include <algorithm>
#include <map>

namespace atlas::io {

using namespace model;

namespace {

constexpr const char* kDigestFile = "quotes.sha256";

std::string where_instead(const PlanText& sections, const std::string& quote) {
    std::vector<std::string> places;
    for (const auto& [label, text] : sections)
        if (text.folded.find(quote) != std::string::npos) places.push_back(label.empty() ? "序" : label);
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
        const auto sections = read_plan_text(path);
        if (!sections) {
            problems.push_back({table, 0, "quote", base::say("{}：其 {} 条引文未核对", "{}: its {} quotes are not checked", sections.error().message, links.size())});
            continue;
        }
        for (const Link* link : links) {
            const std::string quote = base::fold_for_quote(link->quote);
            const PlanSection* section = section_of(*sections, link->clause);
            if (!section) {
                problems.push_back({table, 0, "clause", base::say("{}：“{}”中没有条款 {}；引文：{}", "{}: {} has no clause {}; the quote: {}",
                                                                  link->id, path, link->clause, where_instead(*sections, quote))});
            } else if (quote.empty() || section->folded.find(quote) == std::string::npos) {
                problems.push_back({table, 0, "quote", base::say("{0}：条款 {2} 中没有“{1}”；{3}", "{0}: '{1}' does not stand in {2}; {3}",
                                                                 link->id, link->quote, link->clause, where_instead(*sections, quote))});
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
