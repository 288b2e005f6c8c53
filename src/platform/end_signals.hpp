// SIGTERM, SIGINT and SIGHUP as a wish to close: a logout, a closed terminal or Ctrl+C ends the main loop as its close button
// does, so that what a window remembers is written. A second signal of the same sort ends the program at once, and one that
// whoever started us ignores (nohup) stays ignored.
#pragma once

#include <csignal>
#include <functional>
#include <thread>

namespace atlas::platform {

/// While this lives, the signals are caught. One at a time.
class EndSignals {
public:
    /// `wake` is called from a thread of its own when the first signal has come, never from the signal handler.
    explicit EndSignals(std::function<void()> wake);
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

    [[nodiscard]] bool asked() const;

private:
    static constexpr int kSignals[] = {SIGTERM, SIGINT, SIGHUP};
    struct sigaction before_[3] = {};
    bool caught_[3] = {};
    int read_end_ = -1;
    std::thread waiter_;
};

} // namespace atlas::platform
