// What the program remembers from one run to the next outside projects: the folder with the plans' texts. One line in a file of
// the user's configuration folder (XDG_CONFIG_HOME, else ~/.config). Only the open window reads and writes it.
#pragma once

#include <string>

namespace atlas::platform {

/// Empty when nothing is remembered, or there is no configuration folder.
std::string remembered_plans();
/// Best effort: a disk that cannot be written costs the memory, not the work.
void remember_plans(const std::string& folder);

} // namespace atlas::platform
