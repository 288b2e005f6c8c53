// The search box's index: everything that can be found, folded and read once for a dataset.
#pragma once

#include "model/dataset.hpp"

#include <string>
#include <utility>
#include <vector>

namespace atlas::app {

struct SearchHit {
    enum class Kind { place, corridor, basin, link } kind = Kind::place;
    std::int32_t index = model::kNone;
    int score = 0;    ///< 0 best: exact name; then prefix or initials; then inside; then words of a clause
    std::string also; ///< the former or other name that matched, when the official one did not match as well
};

class SearchIndex {
public:
    explicit SearchIndex(const model::Dataset& dataset);
    /// Places (name, former and other names, pinyin, initials, code), corridors, basins, and links by clause, its title, summary or
    /// quote; best first. Several words with spaces between them: links that hold every one of them, in their clause's words or in
    /// the names of their parties, basins, corridors, mechanism or plan.
    [[nodiscard]] std::vector<SearchHit> find(const std::string& text, std::size_t limit = 12) const;

private:
    struct Name {
        SearchHit::Kind kind;
        std::int32_t index;
        int weight;
        std::vector<std::string> names;
        std::vector<std::pair<std::string, std::string>> aliases; ///< folded, as written
        std::vector<std::string> letters, initials;
        std::string code;
    };
    struct Words {
        std::string id, clause, summary, quote, summary_en, title;
        std::string about, about_en; ///< names of parties, basins, corridors, mechanism and plan
    };
    [[nodiscard]] SearchHit hit_of(const Name& name, const std::string& needle, bool ascii) const;
    [[nodiscard]] static bool has_all(const Words& words, const std::vector<std::string>& wanted);
    [[nodiscard]] int quality_of(const Words& words, const std::string& needle, const std::string& phrase, bool ascii) const;

    std::vector<Name> names_;
    std::vector<Words> links_;
};

/// One query without keeping the index.
std::vector<SearchHit> search(const model::Dataset& dataset, const std::string& text, std::size_t limit = 12);

} // namespace atlas::app
