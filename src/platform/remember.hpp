// The file in which the window's settings outlive it: corridor-atlas/window.json in the user's folder of settings
// (XDG_CONFIG_HOME, else ~/.config). Only the real window reads and writes it; screenshots, tests and measurements never do.
#pragma once

#include "io/settings.hpp"

#include <string>

namespace atlas::platform {

/// Empty when the environment names neither folder.
std::string settings_path();
/// The settings, or the defaults with the sentence that says why in `warning`; no file is no reason for one.
io::Settings read_settings(std::string& warning);
base::Status write_settings(const io::Settings& settings);

} // namespace atlas::platform
