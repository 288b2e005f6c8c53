// The handler does only what a handler may: it sets a flag and writes a byte into a pipe. GLFW's wake-up is not among that, and
// its own wait goes on after an interrupted poll: so a thread waits at the pipe and wakes the loop.
#include "platform/end_signals.hpp"

#include <atomic>
#include <cerrno>
#include <cstddef>

#include <fcntl.h>
#include <unistd.h>

namespace atlas::platform {

namespace {

constexpr char kSignal = 's', kEnd = 'e';
std::atomic<bool> g_asked{false};
std::atomic<int> g_pipe{-1};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free, "else a handler may not touch them");

void on_signal(int) {
    const int kept = errno;
    g_asked.store(true);
    if (const int pipe = g_pipe.load(); pipe >= 0) {
        const ssize_t ignored = ::write(pipe, &kSignal, 1); // a full pipe has woken the loop already
        (void)ignored;
    }
    errno = kept;
}

/// The next byte of the pipe; the end when there is none.
char next(int pipe) {
    char c = kEnd;
    while (::read(pipe, &c, 1) < 0)
        if (errno != EINTR) return kEnd;
    return c;
}

} // namespace

EndSignals::EndSignals(std::function<void()> wake) {
    g_asked.store(false);
    int ends[2] = {-1, -1};
    // Without a pipe the flag alone is set: the loop then sees it at its next event.
    if (::pipe(ends) == 0) {
        for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
        read_end_ = ends[0];
        g_pipe.store(ends[1]);
        waiter_ = std::thread([pipe = read_end_, wake = std::move(wake)] {
            while (next(pipe) == kSignal) wake();
        });
    }
    struct sigaction ours = {};
    ours.sa_handler = on_signal;
    ours.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigemptyset(&ours.sa_mask);
    for (std::size_t i = 0; i < std::size(kSignals); ++i) {
        if (::sigaction(kSignals[i], nullptr, &before_[i]) != 0 || before_[i].sa_handler == SIG_IGN) continue;
        caught_[i] = ::sigaction(kSignals[i], &ours, nullptr) == 0;
    }
}

EndSignals::~EndSignals() {
    for (std::size_t i = 0; i < std::size(kSignals); ++i)
        if (caught_[i]) ::sigaction(kSignals[i], &before_[i], nullptr);
    const int pipe = g_pipe.exchange(-1);
    if (pipe >= 0) ::close(pipe); // the waiter reads the end of the file
    if (waiter_.joinable()) waiter_.join();
    if (read_end_ >= 0) ::close(read_end_);
}

bool EndSignals::asked() const { return g_asked.load(); }

} // namespace atlas::platform
