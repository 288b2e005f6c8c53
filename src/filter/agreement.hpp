// Two independent readings of a plan compared: which rows of the one state the same relation as a row of the other, and
// how far the matched rows agree. Pure; io/readings reads the tables and makes the keys.
#pragma once

#include "model/dataset.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace atlas::filter {

/// One row of a reading. Texts that are compared are folded already.
struct ReadingRow {
    std::string id, plan, clause, quote; ///< quote as written
    std::u32string folded_quote;
    std::vector<std::string> parties; ///< keys of party_key(), sorted, none twice
    std::string shape, mechanism;
};

/// What a party's name is compared by: the place when the dataset knows the name (so that aliases agree), else the folded
/// text without quotation marks (a reader may write free words).
std::string party_key(const model::Dataset& dataset, std::string_view name);

/// Two rows match from this score on. It is what one half of the score gives when it is perfect and the other is nothing: the
/// same parties quoted from different words, or the same words with different parties, is one relation read in two ways;
/// less than that is two relations of one clause.
inline constexpr double kMatchThreshold = 0.5;

/// Mean of the Jaccard index of the parties and the overlap of the quotes (their longest common substring over the shorter).
double match_score(const ReadingRow& a, const ReadingRow& b);
std::size_t longest_common_substring(std::u32string_view a, std::u32string_view b);

struct Match {
    std::size_t a = 0, b = 0; ///< indexes into the rows
    double score = 0;
};
/// One to one, within a plan and clause only: the best pair first, then the best of what is left, down to the threshold. Equal
/// scores go by the order of the rows. In the order of `a`.
std::vector<Match> match_readings(const std::vector<ReadingRow>& a, const std::vector<ReadingRow>& b);

struct Agreement {
    std::size_t rows_a = 0, rows_b = 0, matched = 0, same_mechanism = 0, same_parties = 0, same_shape = 0;
    /// Found by both / found by either; 1 when neither found anything.
    [[nodiscard]] double share() const {
        const std::size_t either = rows_a + rows_b - matched;
        return either == 0 ? 1 : static_cast<double>(matched) / static_cast<double>(either);
    }
    Agreement& operator+=(const Agreement& other);
};
Agreement agreement_of(const std::vector<ReadingRow>& a, const std::vector<ReadingRow>& b, const std::vector<Match>& matches);

} // namespace atlas::filter
