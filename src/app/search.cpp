// The search box: one text against places, corridors, basins and links. Linear over a few thousand names: under a
// millisecond or two, so no index is kept.
#include "app/derived.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace atlas::app {

namespace {

constexpr int kNoMatch = 1000;

/// 0 equal, 1 prefix, 2 inside.
int match(const std::string& folded, const std::string& needle) {
    if (folded.empty() || needle.empty()) return kNoMatch;
    if (folded == needle) return 0;
    const auto at = folded.find(needle);
    if (at == std::string::npos) return kNoMatch;
    return at == 0 ? 1 : 2;
}

int best_name(const model::Place& p, const std::string& needle, bool ascii) {
    int best = match(base::fold_for_search(p.name.zh), needle);
    best = std::min(best, match(base::fold_for_search(p.short_zh), needle));
    for (const std::string& a : p.aliases) best = std::min(best, match(base::fold_for_search(a), needle));
    if (ascii) {
        // Pinyin only from its start: "an" inside every second name would drown the places meant.
        if (const int m = match(p.pinyin, needle); m <= 1) best = std::min(best, m);
        if (const int m = match(base::fold_for_search(p.name.en), needle); m <= 1) best = std::min(best, m);
        if (p.id == needle) best = 0;
    }
    return best;
}

int weight_of(model::PlaceKind kind) { // a province before a county of the same quality of match
    switch (kind) {
    case model::PlaceKind::province: return 0;
    case model::PlaceKind::prefecture: return 1;
    case model::PlaceKind::region:
    case model::PlaceKind::strategy: return 2;
    case model::PlaceKind::county: return 4;
    default: return 3;
    }
}

} // namespace

std::vector<SearchHit> search(const model::Dataset& d, const std::string& text, std::size_t limit) {
    std::vector<SearchHit> hits;
    const std::string needle = base::fold_for_search(base::trim(text));
    if (needle.empty()) return hits;
    const bool ascii = std::all_of(needle.begin(), needle.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    const auto add = [&](SearchHit::Kind kind, std::size_t i, int quality, int weight) {
        if (quality < kNoMatch) hits.push_back({kind, static_cast<std::int32_t>(i), quality * 10 + weight});
    };
    const auto named = [&](const auto& values, SearchHit::Kind kind) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            int q = std::min(match(base::fold_for_search(values[i].name.zh), needle), match(base::fold_for_search(values[i].name.en), needle));
            if (q < kNoMatch) add(kind, i, q, 1);
        }
    };
    for (std::size_t i = 0; i < d.places().size(); ++i)
        add(SearchHit::Kind::place, i, best_name(d.places()[i], needle, ascii), weight_of(d.places()[i].kind));
    named(d.corridors(), SearchHit::Kind::corridor);
    named(d.basins(), SearchHit::Kind::basin);
    for (std::size_t i = 0; i < d.links().size(); ++i) {
        const model::Link& l = d.links()[i];
        int q = std::min(match(l.id, needle), match(base::fold_for_search(l.clause), needle));
        if (q > 1) q = kNoMatch;
        const bool words = base::fold_for_search(l.summary.zh).find(needle) != std::string::npos ||
                           base::fold_for_search(l.quote).find(needle) != std::string::npos ||
                           (ascii && needle.size() >= 3 && base::fold_for_search(l.summary.en).find(needle) != std::string::npos);
        add(SearchHit::Kind::link, i, words ? std::min(q, 2) : q, 6);
    }
    std::stable_sort(hits.begin(), hits.end(), [](const SearchHit& a, const SearchHit& b) { return a.score < b.score; });
    // Clauses are what the product is about: places alone must not fill the list.
    if (hits.size() > limit) {
        std::vector<SearchHit> names, links;
        for (const SearchHit& h : hits) (h.kind == SearchHit::Kind::link ? links : names).push_back(h);
        const std::size_t for_links = std::min(links.size(), std::max(limit / 2, limit - std::min(limit, names.size())));
        names.resize(std::min(names.size(), limit - for_links));
        links.resize(for_links);
        names.insert(names.end(), links.begin(), links.end());
        hits = std::move(names);
    }
    return hits;
}

} // namespace atlas::app
