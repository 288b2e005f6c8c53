// Starts the wanted layers side by side, largest first so that no thread is left with a long one at the end, then joins
// what needs two layers: parents that exist, and the borders of the special administrative regions.
#include "io/geodata_reader.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "io/layer_tables.hpp"
#include "io/relief.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <system_error>
#include <unordered_set>

namespace atlas::io {
namespace {

using base::Result;

struct Task {
    bool required = true;          ///< false: a backdrop, its error becomes a warning
    std::function<void(Task&)> run;
    std::optional<base::Error> error;
    std::vector<std::string> warnings;
};

/// A task that reads with `read` and moves the value into `target`.
template <class Read, class Target>
Task task(bool required, Read read, Target& target) {
    return {required,
            [read, &target](Task& self) {
                auto result = read();
                if (!result) {
                    self.error = result.error();
                    return;
                }
                self.warnings = std::move(result.warnings);
                target = std::move(*result);
            },
            {},
            {}};
}

std::optional<base::Error> check_parents(const std::vector<model::Area>& children, const char* layer,
                                         const std::vector<model::Area>& parents, const char* parent_layer) {
    std::unordered_set<std::string> codes;
    for (const model::Area& parent : parents) codes.insert(parent.code);
    for (const model::Area& child : children) {
        if (codes.count(child.parent) == 0) {
            return base::data_error(base::say("图层“{}”：{}（{}）所属的 {} 不在图层“{}”中；请用发布包恢复 geodata/base",
                                              "layer '{}': {} ({}) belongs to {}, which the layer '{}' does not have; restore geodata/base from the release",
                                              layer, child.name, child.code, child.parent, parent_layer));
        }
    }
    return std::nullopt;
}

} // namespace

GeodataWanted GeodataWanted::names_only() {
    return {false, false, false, false, false, false, false, false, false, false, false};
}

Result<model::Geodata> read_geodata(const std::string& geodata_dir, const GeodataWanted& wanted) {
    const std::string folder = geodata_dir + "/base";
    std::error_code code;
    if (!std::filesystem::is_directory(base::path_of(folder), code)) {
        return base::data_error(base::say("缺少基础图层文件夹“{}”；请用发布包恢复 geodata/base",
                                          "the folder '{}' with the base layers is missing; restore geodata/base from the release", folder));
    }

    model::Geodata data;
    Boundaries admin, extra;
    std::vector<Task> tasks;
    tasks.push_back(task(true, [&] { return read_units(folder, AreaLevel::county, wanted.county_shapes); }, data.counties));
    if (wanted.boundaries) tasks.push_back(task(true, [&] { return read_admin_lines(folder); }, admin));
    if (wanted.relief) tasks.push_back(task(false, [&] { return read_relief(folder + "/hillshade_2min.tif"); }, data.relief));
    tasks.push_back(task(true, [&] { return read_units(folder, AreaLevel::prefecture, wanted.prefecture_shapes); }, data.prefectures));
    if (wanted.minor_rivers) tasks.push_back(task(false, [&] { return read_minor_rivers(folder); }, data.minor_rivers));
    if (wanted.basins) {
        tasks.push_back(task(false, [&] { return read_basins(folder, true); }, data.basin2));
        tasks.push_back(task(false, [&] { return read_basins(folder, false); }, data.basin1));
    }
    if (wanted.lakes) tasks.push_back(task(false, [&] { return read_lakes(folder); }, data.lakes));
    // The borders of the special administrative regions are told by the provinces' shapes.
    const bool province_shapes = wanted.province_shapes || wanted.boundaries;
    tasks.push_back(task(true, [&] { return read_units(folder, AreaLevel::province, province_shapes); }, data.provinces));
    if (wanted.neighbours) tasks.push_back(task(false, [&] { return read_neighbours(folder); }, data.neighbours));
    if (wanted.neighbours) tasks.push_back(task(false, [&] { return read_land_beyond(folder); }, data.land_beyond));
    if (wanted.rivers) tasks.push_back(task(false, [&] { return read_rivers(folder); }, data.rivers));
    tasks.push_back(task(true, [&] { return read_seats(folder); }, data.seats));
    if (wanted.boundaries) tasks.push_back(task(true, [&] { return read_extra_lines(folder); }, extra));
    if (wanted.ports) tasks.push_back(task(false, [&] { return read_ports(folder); }, data.ports));

    base::parallel_for(static_cast<int>(tasks.size()), [&](int i) {
        Task& t = tasks[static_cast<std::size_t>(i)];
        t.run(t);
    });

    std::vector<std::string> warnings;
    for (Task& t : tasks) {
        if (t.error && t.required) return *t.error;
        if (t.error) warnings.push_back(t.error->message + base::say("；此图层从略，其余照画", "; the map is drawn without it"));
        std::move(t.warnings.begin(), t.warnings.end(), std::back_inserter(warnings));
    }
    if (auto error = check_parents(data.prefectures, "prefecture", data.provinces, "province")) return *error;
    if (auto error = check_parents(data.counties, "county", data.prefectures, "prefecture")) return *error;

    if (wanted.boundaries) {
        for (SeaLine& sea : extra.sea) sea.index += admin.lines.size();
        data.boundaries = std::move(admin.lines);
        std::move(extra.lines.begin(), extra.lines.end(), std::back_inserter(data.boundaries));
        mark_special_regions(data.boundaries, extra.sea, data.provinces);
    }
    if (!wanted.province_shapes) {
        for (model::Area& province : data.provinces) province.rings = {};
    }
    Result<model::Geodata> result(std::move(data));
    result.warnings = std::move(warnings);
    return result;
}

} // namespace atlas::io
