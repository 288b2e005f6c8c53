// Files: whole reads, writes that are finished or not there at all, and where the program's own data lies.
// Paths are UTF-8 strings everywhere; this is the only module besides platform/ that may call the system directly.
#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace atlas::base {

std::filesystem::path path_of(const std::string& utf8);
std::string utf8_of(const std::filesystem::path& path);

Result<std::string> read_file(const std::string& path);
/// Writes beside the target and renames: a failed write leaves the old file, or none, never half of one.
Status write_file(const std::string& path, std::string_view bytes);
/// The same for a writer that needs a path: `fill` gets the temporary path; it is renamed only when fill succeeds.
Status write_through(const std::string& path, const std::function<Status(const std::string& temporary_path)>& fill);

std::string executable_dir();
/// Folder `name` ("geodata", "shaders", "assets"): ATLAS_DATA_DIR, beside the program, in the installed share folder, or
/// in the source tree. The error names all places searched.
Result<std::string> find_data_dir(const std::string& name);

std::string sha256_hex(std::string_view bytes);
double seconds_since_process_start(); ///< monotonic; counts from the start of the process
long peak_memory_kib();               ///< peak resident set of this process
double process_cpu_seconds();

/// Runs body(0 … count-1) on up to `threads` threads (0: one per core); returns when all are done.
void parallel_for(int count, const std::function<void(int)>& body, int threads = 0);

} // namespace atlas::base
