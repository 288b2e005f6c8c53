// posix_spawn and wait4: the peak memory of the one child, not the largest of all children so far.
#include "platform/child.hpp"

#include "base/say.hpp"

#include <array>
#include <cerrno>
#include <chrono>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace atlas::platform {

base::Result<ChildRun> run_child(const std::vector<std::string>& words) {
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);

    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return base::output_error(base::say("无法建立管道：{}", "cannot make a pipe: {}", base::system_reason(errno)));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);

    ChildRun run;
    const auto start = std::chrono::steady_clock::now();
    pid_t pid = 0;
    const int failed = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed != 0) {
        close(ends[0]);
        return base::output_error(base::say("无法启动 {}：{}", "cannot start {}: {}", words.front(), base::system_reason(failed)));
    }

    std::array<char, 4096> buffer{};
    for (;;) { // until the child closes its end
        const ssize_t got = read(ends[0], buffer.data(), buffer.size());
        if (got > 0) run.output.append(buffer.data(), static_cast<std::size_t>(got));
        else if (got == 0 || errno != EINTR) break;
    }
    close(ends[0]);

    int status = 0;
    rusage usage{};
    while (wait4(pid, &status, 0, &usage) < 0) {
        if (errno != EINTR) return base::output_error(base::say("无法等待 {} 结束：{}", "cannot wait for {}: {}", words.front(), base::system_reason(errno)));
    }
    run.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    run.peak_kib = usage.ru_maxrss;
    return run;
}

base::Result<int> run_quietly(const std::vector<std::string>& words, const std::string& input_path) {
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input_path.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid = 0;
    const int failed = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return base::output_error(base::say("无法启动 {}：{}", "cannot start {}: {}", words.front(), base::system_reason(failed)));
    int status = 0;
    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) return base::output_error(base::say("无法等待 {} 结束：{}", "cannot wait for {}: {}", words.front(), base::system_reason(errno)));
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace atlas::platform
