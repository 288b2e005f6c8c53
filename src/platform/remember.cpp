#include "platform/remember.hpp"

#include "base/file.hpp"
#include "base/say.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace atlas::platform {

std::string settings_path() {
    // The convention of the desktop takes only absolute paths.
    const auto folder = [](const char* variable) -> std::filesystem::path {
        const char* set = std::getenv(variable);
        const std::filesystem::path path = set ? base::path_of(set) : std::filesystem::path();
        return path.is_absolute() ? path : std::filesystem::path();
    };
    std::filesystem::path config = folder("XDG_CONFIG_HOME");
    if (config.empty() && !folder("HOME").empty()) config = folder("HOME") / ".config";
    return config.empty() ? std::string() : base::utf8_of(config / "corridor-atlas" / "window.json");
}

io::Settings read_settings(std::string& warning) {
    const std::string path = settings_path();
    std::error_code ignored;
    if (path.empty() || !std::filesystem::exists(base::path_of(path), ignored)) return {};
    const auto text = base::read_file(path);
    auto read = text ? io::parse_settings(*text, path) : base::Result<io::Settings>(text.error());
    if (read) return *read;
    warning = read.error().message;
    return {};
}

base::Status write_settings(const io::Settings& settings) {
    const std::string path = settings_path();
    if (path.empty()) return base::output_error(base::say("环境变量 HOME 和 XDG_CONFIG_HOME 都没有，窗口设置没有保存", "neither HOME nor XDG_CONFIG_HOME is set; the window's settings are not kept"));
    std::error_code why;
    std::filesystem::create_directories(base::path_of(path).parent_path(), why);
    if (why) return base::output_error(base::say("无法建立文件夹 {}：{}", "cannot make the folder of {}: {}", path, base::system_reason(why.value())));
    return base::write_file(path, io::settings_json(settings));
}

} // namespace atlas::platform
