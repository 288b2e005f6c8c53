// Access to the two tables. Strings holds nothing but `const char*`, so the whole table can be walked as an array.
#include "ui/strings.hpp"

#include <cstring>
#include <type_traits>

namespace atlas::ui {

static_assert(std::is_trivially_copyable_v<Strings> && sizeof(Strings) % sizeof(const char*) == 0);

const Strings& strings(model::Lang lang) { return lang == model::Lang::en ? kStringsEn : kStringsZh; }

std::vector<const char*> all_strings(model::Lang lang) {
    std::vector<const char*> out(sizeof(Strings) / sizeof(const char*));
    std::memcpy(out.data(), &strings(lang), sizeof(Strings));
    return out;
}

} // namespace atlas::ui
