// The syllables of pinyin as initial + final, and cutting by trying the longest first.
#include "app/pinyin.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <unordered_set>

namespace atlas::app {

namespace {

constexpr std::size_t kLongestSyllable = 6;

struct Finals {
    const char* initial;
    const char* finals;
};
constexpr Finals kSyllables[] = {
    {"", "a o e ai ei ao ou an en ang er"},
    {"b", "a o ai ei ao an en ang eng i ie iao ian in ing u"},
    {"p", "a o ai ei ao ou an en ang eng i ie iao ian in ing u"},
    {"m", "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u"},
    {"f", "a o ei ou an en ang eng u"},
    {"d", "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un"},
    {"t", "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un"},
    {"n", "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan un v ve ue"},
    {"l", "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue"},
    {"g", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
    {"k", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
    {"h", "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"},
    {"j", "i ia ie iao iu ian in iang ing iong u ue uan un"},
    {"q", "i ia ie iao iu ian in iang ing iong u ue uan un"},
    {"x", "i ia ie iao iu ian in iang ing iong u ue uan un"},
    {"zh", "a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang"},
    {"ch", "a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang"},
    {"sh", "a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang"},
    {"r", "e ao ou an en ang eng ong i u uo ui uan un"},
    {"z", "a e ai ei ao ou an en ang eng ong i u uo ui uan un"},
    {"c", "a e ai ao ou an en ang eng ong i u uo ui uan un"},
    {"s", "a e ai ao ou an en ang eng ong i u uo ui uan un"},
    {"y", "a e i o ao ou an in ang ing ong u ue uan un"},
    {"w", "a o ai ei an en ang eng u"},
};

bool is_syllable(std::string_view letters) {
    static const std::unordered_set<std::string> all = [] {
        std::unordered_set<std::string> out;
        for (const Finals& f : kSyllables)
            for (const std::string& final : base::split(f.finals, ' ')) out.insert(f.initial + final);
        return out;
    }();
    return all.contains(std::string(letters));
}

struct Cutter {
    std::size_t most;
    std::vector<std::vector<std::string>> found;
    std::vector<std::string> so_far;

    void cut(std::string_view left, std::size_t count) {
        if (found.size() == most) return;
        if (count == 0) {
            if (left.empty()) found.push_back(so_far);
            return;
        }
        if (left.size() < count || left.size() > count * kLongestSyllable) return;
        for (std::size_t n = std::min(kLongestSyllable, left.size()); n > 0; --n) {
            if (!is_syllable(left.substr(0, n))) continue;
            so_far.emplace_back(left.substr(0, n));
            cut(left.substr(n), count - 1);
            so_far.pop_back();
        }
    }
};

bool is_hanzi(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF); }

} // namespace

std::vector<std::vector<std::string>> cut_syllables(std::string_view letters, std::size_t count, std::size_t most) {
    Cutter cutter{most, {}, {}};
    if (count > 0) cutter.cut(letters, count);
    return std::move(cutter.found);
}

void Readings::learn(std::string_view hanzi, std::string_view letters) {
    const std::u32string name = base::to_code_points(hanzi);
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_hanzi)) return;
    const auto cuts = cut_syllables(letters, name.size(), 2);
    if (cuts.size() != 1) return; // nothing is learned from what could be read in two ways
    for (std::size_t i = 0; i < name.size(); ++i) ++seen_[name[i]][cuts.front()[i]];
}

std::vector<std::string> Readings::read(std::string_view hanzi) const {
    std::vector<std::string> out;
    for (const char32_t c : base::to_code_points(hanzi)) {
        if (!is_hanzi(c)) continue;
        const auto known = seen_.find(c);
        if (known == seen_.end()) return {};
        const auto best = std::max_element(known->second.begin(), known->second.end(), [](const auto& a, const auto& b) {
            return a.second != b.second ? a.second < b.second : a.first > b.first; // the same answer on every run
        });
        out.push_back(best->first);
    }
    return out;
}

std::string initials_of(const std::vector<std::string>& syllables) {
    std::string out;
    for (const std::string& s : syllables) out += s.front();
    return out;
}

} // namespace atlas::app
