// The search box: one text against places, corridors, basins and links. Names are folded and read once; a query then walks a few
// thousand of them, well under a millisecond or two.
#include "app/search.hpp"

#include "app/pinyin.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <map>

namespace atlas::app {

namespace {

constexpr int kNoMatch = 1000;
constexpr int kInside = 2;
constexpr int kUnlinked = 5; ///< added to the weight of a place that no link names

/// 0 equal, 1 prefix, 2 inside.
int match(const std::string& folded, const std::string& needle) {
    if (folded.empty() || needle.empty()) return kNoMatch;
    if (folded == needle) return 0;
    const auto at = folded.find(needle);
    if (at == std::string::npos) return kNoMatch;
    return at == 0 ? 1 : kInside;
}

/// Letters count from their start only: "an" inside every second name would drown the places meant.
int match_start(const std::string& letters, const std::string& needle) {
    const int m = match(letters, needle);
    return m <= 1 ? m : kNoMatch;
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

bool is_ascii(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Words of a clause as one compares quotes (no spaces, one sort of quotation mark), and small letters.
std::string prose(std::string_view text) { return base::fold_for_search(base::fold_for_quote(text)); }

std::string without_last(std::string_view hanzi) {
    std::u32string all = base::to_code_points(hanzi);
    if (!all.empty()) all.pop_back();
    return base::to_utf8(all);
}

/// The words between spaces, the ideographic one among them, each as prose.
std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::u32string word;
    const auto end = [&] {
        if (std::string folded = prose(base::to_utf8(word)); !folded.empty()) words.push_back(std::move(folded));
        word.clear();
    };
    for (const char32_t c : base::to_code_points(text)) {
        if (c == U' ' || c == U'\u3000' || c == U'\t') end();
        else word += c;
    }
    end();
    return words;
}

/// What a place's pinyin may spell: the full name, the short one, or the name without its last character.
std::vector<std::string> spelled_forms(const model::Place& p) { return {p.name.zh, p.short_zh, without_last(p.name.zh)}; }

} // namespace

SearchIndex::SearchIndex(const model::Dataset& d) {
    std::vector<char> linked(d.places().size(), 0);
    for (const model::Link& l : d.links())
        for (const model::Party& p : l.parties) linked[static_cast<std::size_t>(p.place)] = 1;
    Readings readings;
    for (const model::Place& p : d.places())
        if (!p.pinyin.empty())
            for (const std::string& form : spelled_forms(p)) readings.learn(form, p.pinyin);

    for (const model::Basin& b : d.basins()) // 濑溪河 is Laixi: the kind of water is not spelled
        readings.learn(without_last(b.name.zh), base::fold_for_search(b.name.en));

    const auto read_name = [&](Name& n, const std::string& zh) {
        const auto syllables = readings.read(zh);
        if (syllables.empty()) return;
        std::string letters;
        for (const std::string& s : syllables) letters += s;
        n.letters.push_back(std::move(letters));
        n.initials.push_back(initials_of(syllables));
    };
    for (std::size_t i = 0; i < d.places().size(); ++i) {
        const model::Place& p = d.places()[i];
        // Places that a link names come before those that none does.
        Name n{SearchHit::Kind::place, static_cast<std::int32_t>(i), weight_of(p.kind) + (linked[i] ? 0 : kUnlinked), {}, {}, {}, {}, p.id};
        for (const std::string& name : {p.name.zh, p.short_zh}) n.names.push_back(base::fold_for_search(name));
        for (const std::string& a : p.aliases) n.aliases.emplace_back(base::fold_for_search(a), a);
        n.letters.push_back(base::fold_for_search(p.name.en));
        if (!p.pinyin.empty()) {
            n.letters.push_back(p.pinyin);
            for (const std::string& form : spelled_forms(p))
                for (const auto& cut : cut_syllables(p.pinyin, base::count_code_points(form))) n.initials.push_back(initials_of(cut));
        } else {
            read_name(n, p.name.zh);
            read_name(n, p.short_zh);
        }
        names_.push_back(std::move(n));
    }
    const auto named = [&](SearchHit::Kind kind, std::size_t i, const model::Text& name, const std::vector<std::string>& aliases) {
        Name n{kind, static_cast<std::int32_t>(i), 1, {base::fold_for_search(name.zh)}, {}, {base::fold_for_search(name.en)}, {}, {}};
        read_name(n, name.zh);
        for (const std::string& a : aliases) {
            n.aliases.emplace_back(base::fold_for_search(a), a);
            read_name(n, a);
        }
        names_.push_back(std::move(n));
    };
    for (std::size_t i = 0; i < d.corridors().size(); ++i) named(SearchHit::Kind::corridor, i, d.corridors()[i].name, d.corridors()[i].aliases);
    for (std::size_t i = 0; i < d.basins().size(); ++i) named(SearchHit::Kind::basin, i, d.basins()[i].name, {});

    std::map<std::pair<model::PlanIx, std::string>, std::string> titles;
    for (const model::Clause& c : d.clauses()) titles[{c.plan, c.clause}] = prose(c.title);
    for (const model::Link& l : d.links()) {
        const auto title = titles.find({l.plan, l.clause});
        std::string about, about_en;
        const auto name = [&](const model::Text& t) {
            about += prose(t.zh) + '\n'; // a line each: a word never reaches from one name into the next
            about_en += base::fold_for_search(t.en) + '\n';
        };
        for (const model::Party& party : l.parties) name(d.place(party.place).name);
        for (const auto& t : l.basins)
            for (model::BasinIx b = t.index; b != model::kNone; b = d.basin(b).parent) name(d.basin(b).name);
        for (const auto& t : l.corridors) name(d.corridor(t.index).name);
        const model::Mechanism& mechanism = d.mechanism(l.mechanism);
        name(mechanism.name);
        for (const model::Mechanism& m : d.mechanisms())
            if (!mechanism.parent.empty() && m.code == mechanism.parent) name(m.name);
        name(d.plan(l.plan).title);
        links_.push_back({l.id, base::fold_for_search(l.clause), prose(l.summary.zh), prose(l.quote), base::fold_for_search(l.summary.en), title == titles.end() ? std::string() : title->second, std::move(about), std::move(about_en)});
    }
}

SearchHit SearchIndex::hit_of(const Name& n, const std::string& needle, bool ascii) const {
    SearchHit hit{n.kind, n.index, kNoMatch * 10 + n.weight, {}};
    const auto take = [&](int quality, const std::string& also) {
        if (quality * 10 + n.weight >= hit.score) return;
        hit.score = quality * 10 + n.weight;
        hit.also = also;
    };
    for (const std::string& name : n.names) take(match(name, needle), {});
    for (const auto& [alias, written] : n.aliases) take(match(alias, needle), written);
    if (!ascii) return hit;
    for (const std::string& letters : n.letters) take(n.kind == SearchHit::Kind::place ? match_start(letters, needle) : match(letters, needle), {});
    for (const std::string& initials : n.initials) {
        const int m = match_start(initials, needle);
        // Two letters are the initials of dozens of counties: those that no link names stand back.
        take(m == 0 && n.weight < kUnlinked ? 1 : m <= 1 ? kInside : kNoMatch, {});
    }
    if (needle.size() > 1) take(match_start(n.code, needle), {});
    return hit;
}

int SearchIndex::quality_of(const Words& w, const std::string& needle, const std::string& phrase, bool ascii) const {
    int quality = std::min(match_start(w.id, needle), match_start(w.clause, needle));
    const bool said = !phrase.empty() && (w.summary.find(phrase) != std::string::npos || w.quote.find(phrase) != std::string::npos || w.title.find(phrase) != std::string::npos);
    const bool said_en = ascii && needle.size() >= 3 && w.summary_en.find(needle) != std::string::npos;
    return said || said_en ? std::min(quality, kInside) : quality;
}

bool SearchIndex::has_all(const Words& w, const std::vector<std::string>& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
        for (const std::string* text : {&w.summary, &w.quote, &w.title, &w.about})
            if (text->find(word) != std::string::npos) return true;
        if (word.size() < 3 || !is_ascii(word)) return false;
        return w.summary_en.find(word) != std::string::npos || w.about_en.find(word) != std::string::npos;
    });
}

std::vector<SearchHit> SearchIndex::find(const std::string& text, std::size_t limit) const {
    std::vector<SearchHit> hits;
    const std::string needle = base::fold_for_search(base::trim(text));
    if (needle.empty()) return hits;
    const std::string phrase = prose(needle);
    const bool ascii = is_ascii(needle);
    constexpr int kLinkWeight = 9; // after the names of the same quality
    const std::vector<std::string> words = words_of(text);
    for (const Name& n : names_)
        if (SearchHit hit = hit_of(n, needle, ascii); hit.score < kNoMatch * 10) hits.push_back(std::move(hit));
    for (std::size_t i = 0; i < links_.size(); ++i)
        if (const int q = quality_of(links_[i], needle, phrase, ascii); q < kNoMatch) hits.push_back({SearchHit::Kind::link, static_cast<std::int32_t>(i), q * 10 + kLinkWeight, {}});
        else if (words.size() > 1 && has_all(links_[i], words)) hits.push_back({SearchHit::Kind::link, static_cast<std::int32_t>(i), (kInside + 1) * 10 + kLinkWeight, {}});
    std::stable_sort(hits.begin(), hits.end(), [](const SearchHit& a, const SearchHit& b) { return a.score < b.score; });
    // Clauses are what the product is about: places alone must not fill the list.
    if (hits.size() > limit) {
        std::vector<SearchHit> names, links;
        for (SearchHit& h : hits) (h.kind == SearchHit::Kind::link ? links : names).push_back(std::move(h));
        const std::size_t for_links = std::min(links.size(), std::max(limit / 2, limit - std::min(limit, names.size())));
        names.resize(std::min(names.size(), limit - for_links));
        links.resize(for_links);
        std::move(links.begin(), links.end(), std::back_inserter(names));
        hits = std::move(names);
    }
    return hits;
}

std::vector<SearchHit> search(const model::Dataset& d, const std::string& text, std::size_t limit) { return SearchIndex(d).find(text, limit); }

} // namespace atlas::app
