// The shipped places and links, read once, and a folder of its own for everything that is written.
#pragma once

#include "hands/desk.hpp"

#include "io/dataset_reader.hpp"
#include "io/geodata_reader.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

namespace atlas::hands {

inline const app::SessionData& data() {
    static const app::SessionData read = [] {
        const std::string dir = std::string(ATLAS_SOURCE_DIR) + "/geodata";
        // The ground is not pressed, and drawing it with sanitizers on would take most of the time: places and links only.
        auto geodata = io::read_geodata(dir, io::GeodataWanted::names_only());
        if (!geodata) throw std::runtime_error(geodata.error().message);
        auto shared = std::make_shared<const model::Geodata>(std::move(*geodata));
        auto fonts = text::FontSet::load();
        if (!fonts) throw std::runtime_error(fonts.error().message);
        return app::SessionData{io::read_dataset(dir + "/links", *shared).dataset, shared, *fonts};
    }();
    return read;
}

/// A new folder that is the working folder, the home and the place of temporary files until it is removed.
class Folder {
public:
    explicit Folder(const std::string& name) : before_(std::filesystem::current_path()) {
        path_ = std::filesystem::temp_directory_path() / (name + "-" + std::to_string(::getpid()));
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
        path_ = std::filesystem::canonical(path_);
        std::filesystem::current_path(path_);
        for (const char* variable : {"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"}) {
            const char* set = std::getenv(variable);
            environment_.emplace_back(variable, set ? std::optional<std::string>(set) : std::nullopt);
            ::setenv(variable, path_.c_str(), 1);
        }
    }
    ~Folder() {
        for (const auto& [variable, value] : environment_) value ? ::setenv(variable.c_str(), value->c_str(), 1) : ::unsetenv(variable.c_str());
        std::error_code ignored;
        std::filesystem::current_path(before_, ignored);
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path before_, path_;
    std::vector<std::pair<std::string, std::optional<std::string>>> environment_;
};

} // namespace atlas::hands
