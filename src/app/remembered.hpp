// What of the state a user finds again the next day, as settings and back. The filter and the map are not of it: they are
// what projects are for.
#pragma once

#include "app/state.hpp"
#include "io/settings.hpp"

namespace atlas::app {

/// Puts the settings' panels, language, theme and preferences into the state's; `lang` and `theme` of the command line win
/// where they were given.
AppState with_settings(AppState state, const io::Settings& settings, bool keep_lang, bool keep_theme);
/// The state's part of the settings; the rest (the window's place and size) stays as `before` has it.
io::Settings settings_of(const AppState& state, io::Settings before);

} // namespace atlas::app
