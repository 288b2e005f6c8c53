// The window's loop with what measurements need of it.
#pragma once

#include "platform/window.hpp"

#include <functional>

namespace atlas::platform {

struct LoopReport {
    int frames = 0;
    double quiet_after_s = 1.5;     ///< when everything has been drawn and the loop only waits
    std::function<void()> on_quiet; ///< called once then
    double cpu_at_close_s = 0;      ///< processor time of the process when the loop ended, before it is torn down
};
/// Runs the window; closes by itself after `close_after_s` when that is positive. `hidden` never shows it.
base::Status run_loop(const WindowOptions& options, double close_after_s, bool hidden, LoopReport* report);

} // namespace atlas::platform
