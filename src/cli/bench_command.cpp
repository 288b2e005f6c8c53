// bench: what a user waits for, measured from outside. Each row starts this program anew, so that reading the data and
// starting up count; the window's figures come from one child that draws off-screen. Medians, with n and the extremes.
#include "cli/commands.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "platform/child.hpp"
#include "platform/window.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <system_error>
#include <thread>

namespace atlas::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Row {
    std::string name, unit, command; ///< command: as a user would write it
    std::vector<double> values;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// A folder of our own for the pictures that are measured; gone at the end.
class Scratch {
public:
    Scratch() : path_(std::filesystem::temp_directory_path() / fmt::format("corridor-atlas-bench-{:08x}", std::random_device{}())) {
        std::filesystem::create_directories(path_);
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const { return base::utf8_of(path_ / name); }

private:
    std::filesystem::path path_;
};

/// The first "model name" of /proc/cpuinfo; empty where there is none.
std::string cpu_name() {
    std::ifstream in("/proc/cpuinfo");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("model name")) return line.substr(std::min(line.size(), line.find(':') + 2));
    }
    return {};
}

std::string program() { return base::executable_dir() + "/corridor-atlas"; }

/// Runs the program `runs` times; adds a row of wall times and one of peak memory.
base::Status time_command(std::vector<Row>& rows, const std::string& name, std::vector<std::string> words, const std::string& shown, int runs) {
    Row wall{name, "s", shown, {}}, memory{name + "_peak_memory", "MB", shown, {}};
    words.insert(words.begin(), program());
    for (int i = 0; i < runs; ++i) {
        const auto run = platform::run_child(words);
        if (!run) return run.error();
        if (run->exit_code != 0) {
            return base::output_error(base::say("bench：`{}` 以退出码 {} 结束；其原因见上一行", "bench: `{}` ended with exit code {}; its message stands above",
                                                shown, run->exit_code));
        }
        wall.values.push_back(run->wall_s);
        memory.values.push_back(static_cast<double>(run->peak_kib) * 1024 / 1e6);
    }
    rows.push_back(std::move(wall));
    rows.push_back(std::move(memory));
    return base::ok();
}

/// The child's half: everything the window is asked about, as one line of JSON.
base::Status window_part() {
    const auto times = platform::bench_window({});
    if (!times) return times.error();
    const Json json = {{"start_to_frame_s", times->start_to_frame_s}, {"pan_ms", times->pan_ms}, {"zoom_ms", times->zoom_ms},
                       {"filter_ms", times->filter_ms}, {"plain_links_ms", times->plain_links_ms}, {"idle_cpu_percent", times->idle_cpu_percent}, {"frames", times->frames},
                       {"renderer", times->renderer}, {"peak_memory_mb", static_cast<double>(base::peak_memory_kib()) * 1024 / 1e6}};
    return put("", json.dump() + "\n");
}

base::Status time_window(std::vector<Row>& rows, std::string& renderer, int& frames, int runs) {
    const std::string shown = "window 1600x900, off-screen";
    std::vector<std::pair<std::string, Row>> wanted = {
        {"start_to_frame_s", {"window_first_frame", "s", shown, {}}}, {"pan_ms", {"pan_frame", "ms", shown, {}}},
        {"zoom_ms", {"zoom_frame", "ms", shown, {}}},                 {"filter_ms", {"filter_to_frame", "ms", shown, {}}},
        {"plain_links_ms", {"plain_10000_to_frame", "ms", shown, {}}},
        {"idle_cpu_percent", {"idle_cpu", "% of a core", shown, {}}}, {"peak_memory_mb", {"window_peak_memory", "MB", shown, {}}}};
    for (int i = 0; i < runs; ++i) {
        const auto run = platform::run_child({program(), "bench", "--part", "window"});
        if (!run) return run.error();
        const Json json = Json::parse(run->output, nullptr, false);
        if (run->exit_code != 0 || !json.is_object()) {
            return base::output_error(base::say("bench：无法测量窗口；其原因见上一行", "bench: the window could not be measured; its message stands above"));
        }
        for (auto& [key, row] : wanted) row.values.push_back(json.value(key, 0.0));
        renderer = json.value("renderer", "");
        frames = json.value("frames", 0);
    }
    for (auto& [key, row] : wanted) {
        if (row.values.front() >= 0) rows.push_back(std::move(row)); // negative: not measured, as idling is without a display
    }
    return base::ok();
}

Json to_json(const std::vector<Row>& rows, const std::string& renderer, int frames) {
    Json out;
    out["schema"] = "corridor-atlas/bench/1";
    out["version"] = ATLAS_VERSION;
    out["machine"] = {{"cpu", cpu_name()}, {"cores", std::thread::hardware_concurrency()}, {"renderer", renderer}};
    out["frames_per_window_run"] = frames;
    for (const Row& row : rows) {
        const auto [low, high] = std::minmax_element(row.values.begin(), row.values.end());
        out["rows"].push_back({{"name", row.name}, {"unit", row.unit}, {"median", median(row.values)}, {"min", *low}, {"max", *high},
                               {"n", row.values.size()}, {"command", row.command}});
    }
    return out;
}

std::string to_text(const Json& json) {
    std::string out = base::say("{}，{} 核，{}\n", "{}, {} cores, {}\n", json["machine"]["cpu"].get<std::string>(), json["machine"]["cores"].get<int>(),
                                json["machine"]["renderer"].get<std::string>());
    for (const Json& row : json["rows"]) {
        out += fmt::format("{:<28} {:>9.3f} {:<11} n={} ({:.3f} to {:.3f})  {}\n", row["name"].get<std::string>(), row["median"].get<double>(),
                           row["unit"].get<std::string>(), row["n"].get<int>(), row["min"].get<double>(), row["max"].get<double>(),
                           row["command"].get<std::string>());
    }
    return out;
}

} // namespace

base::Status bench(const BenchArgs& args) {
    if (!args.part.empty()) {
        const auto part = one_of("--part", args.part, {"window"});
        return part ? window_part() : base::Status(part.error());
    }
    const auto format = one_of("--format", args.format, {"text", "json"});
    if (!format) return format.error();
    const auto polygons = one_of("--polygons", args.polygons, {"prefecture", "county"});
    if (!polygons) return polygons.error();
    if (args.runs < 1 || args.runs > 1000) return base::usage_error(base::say("--runs {} 超出 1 到 1000", "--runs {} is outside 1 to 1000", args.runs));

    const Scratch scratch;
    std::vector<Row> rows;
    const std::string figure = scratch.file("figure.png");
    if (auto timed = time_command(rows, "figure_a4", {"render", "--out", figure}, "render --out F.png", args.runs); !timed) return timed;
    if (auto timed = time_command(rows, "figure_corridor", {"render", "--corridor", "c-chuannan-yuxi", "--extent", "corridor", "--out", figure},
                                  "render --corridor c-chuannan-yuxi --extent corridor --out F.png", args.runs);
        !timed) return timed;
    if (!args.plain_links.empty()) {
        const std::string shown = fmt::format("render --plain-links {} --polygons {} --out F.png", args.plain_links, args.polygons);
        auto timed = time_command(rows, "plain_links", {"render", "--plain-links", args.plain_links, "--polygons", args.polygons, "--out", figure}, shown, args.runs);
        if (!timed) return timed;
    }
    std::string renderer;
    int frames = 0;
    if (auto timed = time_window(rows, renderer, frames, std::min(args.runs, 3)); !timed) return timed;
    const Json json = to_json(rows, renderer, frames);
    return put("", *format == "json" ? json.dump(2) + "\n" : to_text(json));
}

} // namespace atlas::cli
