// Whole-file reads and writes that end complete or not at all. Every message names the path and the system's reason.
// A write goes to a temporary file beside the target, so that the last step is one rename on the same file system.
#include "base/file.hpp"

#include "base/say.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <system_error>
#include <vector>

#if defined(__unix__) || defined(__APPLE__)
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace atlas::base {
namespace fs = std::filesystem;
namespace {

/// A limit on the size of files then comes back as an error; by default the system would kill the program, half a file behind it.
void expect_errors_not_signals() {
#if defined(SIGXFSZ)
    [[maybe_unused]] static const auto before = std::signal(SIGXFSZ, SIG_IGN);
#endif
}

/// Waits until the bytes are on the disk: a rename may otherwise survive a power cut that the content does not.
int sync_to_disk(const fs::path& file) {
#if defined(__unix__) || defined(__APPLE__)
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return errno;
    int reason = fsync(descriptor) == 0 ? 0 : errno;
    if (reason == EINVAL || reason == ENOSYS || reason == EROFS) reason = 0; // a file system without it
    close(descriptor);
    return reason;
#else
    (void)file;
    return 0;
#endif
}

long process_number() {
#if defined(__unix__) || defined(__APPLE__)
    return static_cast<long>(getpid());
#else
    static const char mark = 0; // where it lies differs from run to run
    return static_cast<long>(std::hash<const void*>{}(&mark));
#endif
}

bool may_write(const fs::path& path) {
#if defined(__unix__) || defined(__APPLE__)
    return access(path.c_str(), W_OK) == 0;
#else
    std::error_code code;
    return (fs::status(path, code).permissions() & fs::perms::owner_write) != fs::perms::none;
#endif
}

/// Where to write so that the rename reaches the file a link points to, instead of replacing the link.
fs::path behind_links(const fs::path& path) {
    std::error_code code;
    if (!fs::is_symlink(path, code)) return path;
    const fs::path target = fs::weakly_canonical(path, code);
    return code ? path : target;
}

Status check_target(const std::string& shown, const fs::path& target, const fs::path& folder) {
    std::error_code code;
    if (!fs::exists(folder, code)) {
        return output_error(say("无法写入“{}”：文件夹“{}”不存在；请先建立它，或另选一处",
                                "cannot write '{}': the folder '{}' does not exist; create it or choose another", shown, utf8_of(folder)));
    }
    if (!fs::is_directory(folder, code)) {
        return output_error(say("无法写入“{}”：“{}”不是文件夹", "cannot write '{}': '{}' is not a folder", shown, utf8_of(folder)));
    }
    const fs::file_status status = fs::status(target, code);
    if (fs::is_directory(status)) {
        return output_error(say("无法写入“{}”：它是文件夹；请写出其中的文件名", "cannot write '{}': it is a folder; name a file in it", shown));
    }
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        return output_error(say("无法写入“{}”：它是设备或管道，不是文件；请改用文件名",
                                "cannot write '{}': it is a device or pipe, not a file; name a file", shown));
    }
    if (!may_write(folder)) {
        return output_error(say("无法写入“{}”：没有写入文件夹“{}”的权限",
                                "cannot write '{}': no permission to write in the folder '{}'", shown, utf8_of(folder)));
    }
    if (fs::exists(status) && !may_write(target)) {
        return output_error(say("无法写入“{}”：该文件不可写", "cannot write '{}': the file is write-protected", shown));
    }
    return ok();
}

} // namespace

fs::path path_of(const std::string& utf8) { return fs::path(reinterpret_cast<const char8_t*>(utf8.c_str())); }

std::string utf8_of(const fs::path& path) {
    const std::u8string text = path.u8string();
    return {reinterpret_cast<const char*>(text.data()), text.size()};
}

Result<std::string> read_file(const std::string& path) {
    const fs::path file = path_of(path);
    std::error_code code;
    const fs::file_status status = fs::status(file, code);
    if (!fs::exists(status)) return data_error(say("无法读取“{}”：没有这个文件", "cannot read '{}': there is no such file", path));
    if (fs::is_directory(status)) return data_error(say("无法读取“{}”：它是文件夹", "cannot read '{}': it is a folder", path));
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    if (!in) return data_error(say("无法读取“{}”：{}", "cannot read '{}': {}", path, system_reason(errno)));
    std::string bytes;
    if (const auto size = fs::file_size(file, code); !code) bytes.reserve(static_cast<std::size_t>(size));
    // In blocks, not by the size: a pipe has none, and another process may still be writing.
    char block[1 << 16];
    while (in.read(block, sizeof block) || in.gcount() > 0) bytes.append(block, static_cast<std::size_t>(in.gcount()));
    if (in.bad()) return data_error(say("“{}”未能读完：{}", "cannot read '{}' to its end: {}", path, system_reason(errno)));
    return bytes;
}

Status write_through(const std::string& path, const std::function<Status(const std::string&)>& fill) {
    if (path.empty()) return output_error(say("无法写入：文件名为空", "cannot write: the file name is empty"));
    const fs::path target = behind_links(path_of(path));
    fs::path folder = target.parent_path();
    if (folder.empty()) folder = ".";
    if (Status checked = check_target(path, target, folder); !checked) return checked;

    // Short, so that a target with the longest allowed name works; it keeps the extension for writers that look at it.
    static std::atomic<unsigned> serial{0};
    const fs::path temporary = folder / fmt::format(".atlas-{}-{}{}", process_number(), serial++, utf8_of(target.extension()));
    struct Remover {
        const fs::path& file;
        ~Remover() {
            std::error_code ignored; // after the rename there is nothing left to remove
            fs::remove(file, ignored);
        }
    } remover{temporary};

    expect_errors_not_signals();
    Status filled = fill(utf8_of(temporary));
    if (!filled) return filled;
    if (const int reason = sync_to_disk(temporary); reason != 0)
        return output_error(say("无法写入“{}”：{}", "cannot write '{}': {}", path, system_reason(reason)));
    std::error_code code;
    if (const fs::file_status old = fs::status(target, code); fs::exists(old)) fs::permissions(temporary, old.permissions(), code);
    fs::rename(temporary, target, code);
    if (code) return output_error(say("无法写入“{}”：{}", "cannot write '{}': {}", path, system_reason(code.value())));
    return filled;
}

Status write_file(const std::string& path, std::string_view bytes) {
    return write_through(path, [&](const std::string& temporary) -> Status {
        errno = 0;
        std::ofstream out(path_of(temporary), std::ios::binary | std::ios::trunc);
        if (out) out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (out) out.flush();
        if (out) out.close(); // some file systems report a full disk only here
        if (!out) return output_error(say("无法写入“{}”：{}", "cannot write '{}': {}", path, system_reason(errno)));
        return ok();
    });
}

std::string executable_dir() {
    std::error_code code;
#if defined(__linux__)
    const fs::path self = fs::read_symlink("/proc/self/exe", code);
    if (!code) return utf8_of(self.parent_path());
#endif
    return utf8_of(fs::current_path(code)); // elsewhere: the program is started from its own folder
}

Result<std::string> find_data_dir(const std::string& name) {
    std::vector<fs::path> places;
    if (const char* set = std::getenv("ATLAS_DATA_DIR"); set != nullptr && *set != '\0') places.push_back(path_of(set) / name);
    const fs::path program = path_of(executable_dir());
    places.push_back(program / name);
    places.push_back(program / ".." / "share" / "corridor-atlas" / name);
#ifdef ATLAS_SOURCE_DIR
    places.push_back(path_of(ATLAS_SOURCE_DIR) / name);
#endif
    std::vector<std::string> searched;
    for (const fs::path& place : places) {
        std::error_code code;
        const fs::path clean = place.lexically_normal();
        if (fs::is_directory(clean, code)) return utf8_of(clean);
        searched.push_back(say("“{}”", "'{}'", utf8_of(clean)));
    }
    return data_error(say("找不到文件夹“{}”；已查找 {}；请将环境变量 ATLAS_DATA_DIR 设为它所在的文件夹",
                          "the folder '{}' was not found; searched {}; set ATLAS_DATA_DIR to the folder that holds it", name, listed(searched)));
}

} // namespace atlas::base
