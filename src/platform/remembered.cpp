// Reading and writing the one line.
#include "platform/remembered.hpp"

#include "base/file.hpp"
#include "base/utf8.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace atlas::platform {

namespace {

std::filesystem::path file() {
    namespace fs = std::filesystem;
    if (const char* config = std::getenv("XDG_CONFIG_HOME"); config != nullptr && *config == '/') return fs::path(config) / "corridor-atlas" / "plans-folder";
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') return fs::path(home) / ".config" / "corridor-atlas" / "plans-folder";
    return {};
}

} // namespace

std::string remembered_plans() {
    const auto path = file();
    if (path.empty()) return {};
    const auto text = base::read_file(base::utf8_of(path));
    if (!text || text->size() > 4096 || base::first_invalid_utf8(*text)) return {};
    return base::trim(text->substr(0, text->find('\n')));
}

void remember_plans(const std::string& folder) {
    const auto path = file();
    if (path.empty()) return;
    std::error_code failed;
    std::filesystem::create_directories(path.parent_path(), failed);
    if (!failed) (void)base::write_file(base::utf8_of(path), folder + "\n");
}

} // namespace atlas::platform
