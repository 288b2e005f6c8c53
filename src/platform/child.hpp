// Runs another program and measures it: wall time from its start to its end and the largest memory it held.
#pragma once

#include "base/result.hpp"

#include <string>
#include <vector>

namespace atlas::platform {

struct ChildRun {
    int exit_code = 0; ///< 128 + the signal when it was killed by one
    double wall_s = 0;
    long peak_kib = 0;
    std::string output; ///< what it wrote to standard output; its standard error goes where ours goes
};

/// `words[0]` is the program's path. Waits until it ends.
base::Result<ChildRun> run_child(const std::vector<std::string>& words);

/// Runs a program found on the PATH with a file as its standard input and nothing of its output kept; no shell. Returns its exit code
/// once the program itself ends, though a process that it left behind may go on.
base::Result<int> run_quietly(const std::vector<std::string>& words, const std::string& input_path);

} // namespace atlas::platform
