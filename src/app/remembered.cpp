#include "app/remembered.hpp"

#include <algorithm>
#include <cmath>

namespace atlas::app {

AppState with_settings(AppState s, const io::Settings& from, bool keep_lang, bool keep_theme) {
    if (!keep_lang) s = apply(std::move(s), SetLang{from.lang == "en" ? model::Lang::en : model::Lang::zh});
    if (!keep_theme) s.view.theme = from.theme;
    s = apply(std::move(s), SetPrefs{{from.scale_percent, from.reduced_motion, from.flow, from.tour_seen}});
    s.ui.left_open = from.left_open;
    s.ui.right_open = from.right_open;
    // A number of another version that has no tab any more leaves the first one.
    if (from.left_tab < filter::kFacetCount) s.ui.left = static_cast<LeftTab>(from.left_tab);
    if (from.right_tab <= static_cast<int>(RightTab::layers)) s.ui.right = static_cast<RightTab>(from.right_tab);
    if (from.view <= static_cast<int>(View::coverage)) s.ui.view = static_cast<View>(from.view);
    return apply(std::move(s), SetDrawer{static_cast<float>(from.drawer_share)});
}

io::Settings settings_of(const AppState& s, io::Settings out) {
    out.lang = s.view.lang == model::Lang::en ? "en" : "zh";
    out.theme = s.view.theme == "dark" ? "dark" : "light";
    out.scale_percent = s.ui.prefs.scale_percent;
    out.reduced_motion = s.ui.prefs.reduced_motion;
    out.flow = s.ui.prefs.flow;
    out.tour_seen = s.ui.prefs.tour_seen;
    out.left_open = s.ui.left_open;
    out.right_open = s.ui.right_open;
    out.left_tab = static_cast<int>(s.ui.left);
    out.right_tab = static_cast<int>(s.ui.right);
    out.view = static_cast<int>(s.ui.view);
    out.plans_folder = s.ui.plans_folder;
    out.drawer_share = std::clamp(std::round(static_cast<double>(s.ui.drawer_share) * 1000) / 1000, 0.2, 0.8);
    return out;
}

} // namespace atlas::app
