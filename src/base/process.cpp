// What this process has used so far (time, memory), and work spread over its threads. The figures are for --timing and
// the budget tests: best effort where the system does not tell, never an error.
#include "base/file.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <fstream>
#include <mutex>
#include <sstream>
#include <system_error>
#include <thread>
#include <vector>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace atlas::base {
namespace {

using Clock = std::chrono::steady_clock;
const Clock::time_point kFirstSeen = Clock::now(); // static initialisation: after the loader, before main

double since_first_seen() { return std::chrono::duration<double>(Clock::now() - kFirstSeen).count(); }

/// Seconds before kFirstSeen that this process began (mapping its libraries); 0 when the system does not say.
double head_start() {
#if defined(__linux__)
    std::ifstream in("/proc/self/stat");
    std::string line;
    std::getline(in, line);
    // Field 2 is the program's name in brackets and may hold blanks and brackets: count from the last bracket.
    const std::size_t bracket = line.rfind(')');
    if (bracket == std::string::npos) return 0;
    std::istringstream fields(line.substr(bracket + 1));
    std::string skipped;
    for (int field = 3; field < 22; ++field) fields >> skipped;
    double start_ticks = 0;
    const long rate = sysconf(_SC_CLK_TCK);
    timespec now{};
    if (!(fields >> start_ticks) || rate <= 0 || clock_gettime(CLOCK_BOOTTIME, &now) != 0) return 0;
    const double age = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9 - start_ticks / static_cast<double>(rate);
    const double head = age - since_first_seen();
    // The loader needs milliseconds. More means another clock (a container, a suspended machine): then do not believe it.
    return head >= 0 && head < 30 ? head : 0;
#else
    return 0;
#endif
}

} // namespace

double seconds_since_process_start() {
    static const double head = head_start();
    return head + since_first_seen();
}

long peak_memory_kib() {
#if defined(__linux__)
    // VmHWM, not ru_maxrss: the latter survives exec and so reports the peak of the shell that started us.
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("VmHWM:", 0) == 0) return std::strtol(line.c_str() + 6, nullptr, 10);
    }
#endif
#if defined(__unix__) || defined(__APPLE__)
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
#if defined(__APPLE__)
        return usage.ru_maxrss / 1024; // bytes there
#else
        return usage.ru_maxrss;
#endif
    }
#endif
    return 0;
}

double process_cpu_seconds() {
#if defined(__unix__) || defined(__APPLE__)
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
        const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
        return seconds(usage.ru_utime) + seconds(usage.ru_stime);
    }
#endif
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void parallel_for(int count, const std::function<void(int)>& body, int threads) {
    if (threads <= 0) threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    threads = std::min(threads, count);
    std::atomic<int> next{0};
    std::exception_ptr failure;
    std::mutex guard;
    const auto work = [&] {
        for (int i = next++; i < count; i = next++) {
            try {
                body(i);
            } catch (...) {
                const std::lock_guard lock(guard);
                if (!failure) failure = std::current_exception();
                next = count; // the others finish what they have begun and stop
            }
        }
    };
    std::vector<std::thread> others;
    for (int t = 1; t < threads; ++t) {
        try {
            others.emplace_back(work);
        } catch (const std::system_error&) {
            break; // no thread to be had: the ones there are do the work
        }
    }
    work();
    for (std::thread& other : others) other.join();
    if (failure) std::rethrow_exception(failure);
}

} // namespace atlas::base
