// An image on the system's clipboard. GLFW and ImGui carry text only, so the PNG is handed to the small program of the window
// system that does: wl-copy under Wayland, xclip under X11. Neither is required.
#pragma once

#include "base/result.hpp"

#include <string>

namespace atlas::platform {

/// Puts the PNG at `path` on the clipboard; the file may be removed afterwards. Without a program for it the error is one
/// sentence that says what to install.
base::Status copy_png(const std::string& path);

} // namespace atlas::platform
