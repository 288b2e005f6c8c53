// What the window remembers between two days: a small JSON file of the user's own. Plain values; what they mean is the
// window's business. A file that cannot be understood is an error of one sentence and never half of the settings.
#pragma once

#include "base/result.hpp"

#include <optional>
#include <string>

namespace atlas::io {

struct Settings {
    int width = 1600, height = 900;
    std::optional<int> x, y; ///< of the window on the desktop; none: the window system decides
    bool maximized = false;
    std::string lang = "zh", theme = "light";
    int scale_percent = 100;
    bool reduced_motion = false, flow = false, tour_seen = false;
    bool left_open = true, right_open = true;
    int left_tab = 0, right_tab = 0, view = 0; ///< in the order the window has them
    double drawer_share = 0.42;
    std::string plans_folder; ///< holds the plans' texts, empty: not named yet
    friend bool operator==(const Settings&, const Settings&) = default;
};

std::string settings_json(const Settings& settings);
/// `name` stands in the sentence. Values that a window cannot have are errors; keys of other versions are passed over.
base::Result<Settings> parse_settings(const std::string& json, const std::string& name);

} // namespace atlas::io
