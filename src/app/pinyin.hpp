// Readings of names: pinyin written in one piece ("chongqing") cut into syllables, and readings for names without one, learned
// from those that have one.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas::app {

/// Every way to cut the letters into exactly `count` syllables of pinyin: "xian" into 2 is xi·an, into 1 is xian. At most `most`.
std::vector<std::vector<std::string>> cut_syllables(std::string_view letters, std::size_t count, std::size_t most = 4);

/// How each hanzi is read most often in names whose pinyin is known and can be cut in one way only.
class Readings {
public:
    void learn(std::string_view hanzi, std::string_view letters);
    /// The syllables of a name; empty when one of its characters has no known reading. Characters that are not hanzi are left out.
    [[nodiscard]] std::vector<std::string> read(std::string_view hanzi) const;

private:
    std::unordered_map<char32_t, std::unordered_map<std::string, int>> seen_;
};

/// First letters: chong qing → "cq".
std::string initials_of(const std::vector<std::string>& syllables);

} // namespace atlas::app
