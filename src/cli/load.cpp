// Reading the data and writing results, the same way for every command.
#include "cli/commands.hpp"

#include "base/file.hpp"
#include "base/say.hpp"

#include <iostream>
#include <system_error>
#include <utility>

namespace atlas::cli {

base::Result<Data> load(const io::GeodataWanted& wanted) {
    const auto dir = base::find_data_dir("geodata");
    if (!dir) return dir.error();
    auto geodata = io::read_geodata(*dir, wanted);
    if (!geodata) return geodata.error();
    for (const std::string& warning : geodata.warnings) warn(warning);

    Data data;
    data.geodata_dir = *dir;
    data.geodata = std::make_shared<const model::Geodata>(std::move(geodata).value());
    io::DatasetReading reading = io::read_dataset(*dir + "/links", *data.geodata);
    if (!reading.problems.empty()) {
        std::string message = io::to_text(reading.problems.front());
        if (reading.problems.size() > 1) {
            message += base::say("（另有 {} 个问题；`corridor-atlas check` 可全部列出）", " (and {} more; `corridor-atlas check` lists them all)",
                                 reading.problems.size() - 1);
        }
        return base::data_error(std::move(message));
    }
    if (!reading.dataset) return base::data_error(base::say("{}/links 中没有数据集", "{}/links holds no dataset", *dir));
    data.dataset = std::move(reading.dataset);
    return data;
}

void warn(const std::string& sentence) { std::cerr << "corridor-atlas: " << base::say("警告：", "warning: ") << sentence << "\n"; }

void warn_if_none(std::size_t links, std::size_t of) {
    if (links == 0) {
        warn(base::say("共 {} 条联系，没有一条符合筛选条件；请去掉一个条件，或查看 `corridor-atlas facets`",
                       "no link passes the filter (of {}); take a condition away, or see `corridor-atlas facets`", of));
    }
}

base::Status put(const std::string& path, const std::string& text) {
    if (!path.empty()) {
        if (auto target = check_target(path); !target) return target;
        return base::write_file(path, text);
    }
    std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
    std::cout.flush();
    if (!std::cout) return base::output_error(base::say("无法写到标准输出", "cannot write to standard output"));
    return base::ok();
}

base::Status check_target(const std::string& path) {
    namespace fs = std::filesystem;
    if (path.empty()) return base::usage_error(base::say("--out 是空的；请写明要写入的文件", "--out is empty; name the file to write"));
    std::error_code ignored;
    const fs::path target = base::path_of(path);
    if (fs::is_directory(target, ignored)) {
        return base::output_error(base::say("无法写入“{}”：它是文件夹；请写出其中的文件名", "cannot write '{}': it is a folder; name a file in it", path));
    }
    if (fs::exists(target, ignored) && !fs::is_regular_file(target, ignored)) {
        // A finished file is renamed over the target: that would replace a device such as /dev/null.
        return base::output_error(base::say("无法写入“{}”：它不是普通文件", "cannot write '{}': it is not a plain file", path));
    }
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, ignored)) {
        return base::output_error(base::say("无法写入“{}”：没有文件夹“{}”；请先建立它", "cannot write '{}': there is no folder '{}'; make it first",
                                            path, base::utf8_of(folder)));
    }
    return base::ok();
}

} // namespace atlas::cli
