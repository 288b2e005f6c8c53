// A few hundred rows a plan, so every pair of a clause is scored; the substring is the plain table of lengths.
#include "filter/agreement.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <map>

namespace atlas::filter {

using namespace model;

std::string party_key(const Dataset& dataset, std::string_view name) {
    std::vector<PlaceIx> places = dataset.places_named(name);
    if (places.empty()) {
        // Free words: the readers differ in spaces, width and quotation marks (“一带一路” and 一带一路).
        std::string key;
        for (const char32_t c : base::to_code_points(base::fold_for_search(base::fold_for_quote(name))))
            if (c != U'"' && c != U'\'') base::append_utf8(key, c);
        return key;
    }
    // An ambiguous name is still the same name in both readings: the places it may be, together.
    std::vector<std::string> ids;
    for (const PlaceIx i : places) ids.push_back(dataset.place(i).id);
    std::sort(ids.begin(), ids.end());
    std::string key = "@";
    for (const std::string& id : ids) key += id + " ";
    key.pop_back();
    return key;
}

std::size_t longest_common_substring(std::u32string_view a, std::u32string_view b) {
    std::vector<std::size_t> ending(b.size() + 1); // length of the common run that ends at a[i], b[j]
    std::size_t best = 0;
    for (const char32_t c : a) {
        for (std::size_t j = b.size(); j > 0; --j) { // backwards: ending[j - 1] is still that of the row before
            ending[j] = b[j - 1] == c ? ending[j - 1] + 1 : 0;
            best = std::max(best, ending[j]);
        }
    }
    return best;
}

double match_score(const ReadingRow& a, const ReadingRow& b) {
    std::vector<std::string> common;
    std::set_intersection(a.parties.begin(), a.parties.end(), b.parties.begin(), b.parties.end(), std::back_inserter(common));
    const std::size_t either = a.parties.size() + b.parties.size() - common.size();
    const double parties = either == 0 ? 0 : static_cast<double>(common.size()) / static_cast<double>(either);
    const std::size_t shorter = std::min(a.folded_quote.size(), b.folded_quote.size());
    const double quote = shorter == 0 ? 0 : static_cast<double>(longest_common_substring(a.folded_quote, b.folded_quote)) / static_cast<double>(shorter);
    return (parties + quote) / 2;
}

std::vector<Match> match_readings(const std::vector<ReadingRow>& a, const std::vector<ReadingRow>& b) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> of_clause;
    for (std::size_t j = 0; j < b.size(); ++j) of_clause[{b[j].plan, b[j].clause}].push_back(j);
    std::vector<Match> candidates;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto found = of_clause.find({a[i].plan, a[i].clause});
        if (found == of_clause.end()) continue;
        for (const std::size_t j : found->second)
            if (const double score = match_score(a[i], b[j]); score >= kMatchThreshold) candidates.push_back({i, j, score});
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Match& x, const Match& y) { return x.score > y.score; });
    std::vector<bool> taken_a(a.size()), taken_b(b.size());
    std::vector<Match> out;
    for (const Match& m : candidates) {
        if (taken_a[m.a] || taken_b[m.b]) continue;
        taken_a[m.a] = taken_b[m.b] = true;
        out.push_back(m);
    }
    std::sort(out.begin(), out.end(), [](const Match& x, const Match& y) { return x.a < y.a; });
    return out;
}

Agreement& Agreement::operator+=(const Agreement& other) {
    rows_a += other.rows_a;
    rows_b += other.rows_b;
    matched += other.matched;
    same_mechanism += other.same_mechanism;
    same_parties += other.same_parties;
    same_shape += other.same_shape;
    return *this;
}

Agreement agreement_of(const std::vector<ReadingRow>& a, const std::vector<ReadingRow>& b, const std::vector<Match>& matches) {
    Agreement out{a.size(), b.size(), matches.size()};
    for (const Match& m : matches) {
        out.same_mechanism += a[m.a].mechanism == b[m.b].mechanism ? 1 : 0;
        out.same_parties += a[m.a].parties == b[m.b].parties ? 1 : 0;
        out.same_shape += a[m.a].shape == b[m.b].shape ? 1 : 0;
    }
    return out;
}

} // namespace atlas::filter
