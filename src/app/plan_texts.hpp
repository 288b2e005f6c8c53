// The plans' own texts, from a folder the user names: the whole clause round a quote. The texts are the same files that
// `check --plans` reads (<plan id>.txt), and they are split the same way.
#pragma once

#include "base/result.hpp"
#include "io/plan_text.hpp"
#include "model/dataset.hpp"

#include <map>
#include <string>
#include <vector>

namespace atlas::app {

/// A link's clause in its plan.
struct ClauseShown {
    enum class State { no_folder, no_text, no_clause, no_quote, found } state = State::no_folder;
    std::string text;                   ///< of the whole clause, a paragraph a line, with full-width punctuation
    std::size_t begin = 0, end = 0;     ///< bytes of `text` that are the quote; equal when it was not found
    std::string said;                   ///< why there is no text: one sentence
};

class PlanTexts {
public:
    /// Takes the folder, or refuses it with one sentence and keeps what was there. A path may come as it is pasted: quoted, with
    /// file:// or with ~. An empty path puts the texts away.
    base::Status open(const std::string& folder, const model::Dataset& dataset);
    [[nodiscard]] const std::string& folder() const { return folder_; }
    [[nodiscard]] ClauseShown clause(const model::Dataset& dataset, model::LinkIx link) const;

private:
    std::string folder_;
    std::map<std::string, io::PlanText> texts_;   ///< by plan id
    std::map<std::string, std::string> failures_; ///< plan id → why it could not be read
};

/// For each party: whether the text names it, by its name, short name or an alias. One-character abbreviations do not count.
std::vector<bool> parties_named(const model::Dataset& dataset, const model::Link& link, std::string_view text);

} // namespace atlas::app
