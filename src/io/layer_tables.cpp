// Field checks shared by all layers: a wrong value is one sentence with layer, file, record and field.
#include "io/layer_tables.hpp"

#include "base/say.hpp"
#include "io/label_point.hpp"
#include "io/raw_layer.hpp"

#include <algorithm>
#include <unordered_set>

namespace atlas::io {
namespace {

using base::Error;
using base::Result;
using model::Area;

bool is_adcode(const std::string& text) {
    return text.size() == 6 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Error field_error(const RawLayer& raw, const RawFeature& feature, const char* field, const std::string& what) {
    return layer_error(raw.files, feature.record, base::say("“{}”字段：{}", "field '{}': {}", field, what));
}

std::string blank_name() { return base::say("名称是空的", "it is blank"); }
std::string no_adcode(const std::string& text) { return base::say("“{}”不是六位代码", "'{}' is not a code of six digits", text); }

/// A .dbf number field, or an error; blank is 0 only where the layer allows it.
Result<double> number(const RawLayer& raw, const RawFeature& feature, const RawWanted& wanted, std::size_t field, bool may_be_blank) {
    const std::string& text = feature.texts[field];
    if (text.empty() && may_be_blank) return 0.0;
    if (const auto value = number_of(text)) return *value;
    return field_error(raw, feature, wanted.fields[field], base::say("“{}”不是数", "'{}' is not a number", text));
}

/// The published label point, which must lie within the shape's box where the shape was read.
Result<geo::LonLat> label(const RawLayer& raw, const RawFeature& feature, const RawWanted& wanted, std::size_t lon_field) {
    auto lon = number(raw, feature, wanted, lon_field, false);
    if (!lon) return lon.error();
    auto lat = number(raw, feature, wanted, lon_field + 1, false);
    if (!lat) return lat.error();
    geo::Box allowed{{-180, -90}, {180, 90}};
    constexpr double kRounding_deg = 0.002; // the fields have three decimals
    if (wanted.with_shapes) allowed = feature.shape.bounds().grown(kRounding_deg);
    if (!allowed.contains({*lon, *lat})) {
        return field_error(raw, feature, wanted.fields[lon_field],
                           base::say("注记点（{}，{}）不在该区域内", "the label point ({}, {}) lies outside the area", *lon, *lat));
    }
    return geo::LonLat{*lon, *lat};
}

/// Reads the layer and turns each feature by `convert(raw layer, feature, out value)`, which returns a Status.
template <class T, class Convert>
Result<std::vector<T>> read_table(Result<RawLayer> raw, const Convert& convert) {
    if (!raw) return raw.error();
    std::vector<T> out;
    out.reserve(raw->features.size());
    for (RawFeature& feature : raw->features) {
        T& value = out.emplace_back();
        if (base::Status done = convert(*raw, feature, value); !done) return done.error();
    }
    Result<std::vector<T>> result(std::move(out));
    if (!raw->warning.empty()) result.warnings.push_back(raw->warning);
    return result;
}

Result<Boundaries> read_lines(const std::string& folder, const char* layer, bool has_level) {
    RawWanted wanted{ShapeClass::line, {"kind"}};
    if (has_level) wanted.fields.push_back("level");
    Boundaries out;
    auto lines = read_table<model::BoundaryLine>(
        read_with_gdal(folder, layer, wanted), [&](const RawLayer& raw, RawFeature& f, model::BoundaryLine& line) -> base::Status {
            const auto kind = boundary_kind(f.texts[0]);
            if (!kind) return field_error(raw, f, "kind", base::say("“{}”不是已知的界线类别", "'{}' is not a kind of boundary", f.texts[0]));
            line.kind = *kind;
            line.lines = std::move(f.shape);
            if (has_level) {
                auto level = number(raw, f, wanted, 1, false);
                if (!level) return level.error();
                const bool sea = *kind == model::BoundaryKind::province || *kind == model::BoundaryKind::prefecture;
                if (sea) out.sea.push_back({static_cast<std::size_t>(&f - raw.features.data()), static_cast<int>(*level)});
            }
            return base::ok();
        });
    if (!lines) return lines.error();
    out.lines = std::move(*lines);
    Result<Boundaries> result(std::move(out));
    result.warnings = lines.warnings;
    return result;
}

} // namespace

Result<std::vector<Area>> read_units(const std::string& folder, AreaLevel level, bool with_shapes) {
    // The fields in the order used below: code, name, pinyin, lon, lat, then the parent's code or the English name.
    RawWanted wanted{ShapeClass::polygon, {"adcode", "name", "pinyin", "lon", "lat"}, with_shapes};
    const char* layer = "province";
    wanted.fields.push_back(level == AreaLevel::province ? "name_en" : level == AreaLevel::prefecture ? "prov_code" : "city_code");
    if (level == AreaLevel::prefecture) layer = "prefecture";
    if (level == AreaLevel::county) layer = "county";

    std::unordered_set<std::string> seen;
    return read_table<Area>(read_with_gdal(folder, layer, wanted), [&](const RawLayer& raw, RawFeature& f, Area& area) -> base::Status {
        area.code = f.texts[0];
        area.name = f.texts[1];
        area.pinyin = f.texts[2];
        (level == AreaLevel::province ? area.name_en : area.parent) = f.texts[5];
        if (!is_adcode(area.code)) return field_error(raw, f, "adcode", no_adcode(area.code));
        if (!seen.insert(area.code).second) return field_error(raw, f, "adcode", base::say("{} 在图层中出现了两次", "{} stands twice in the layer", area.code));
        if (area.name.empty()) return field_error(raw, f, "name", blank_name());
        if (level != AreaLevel::province && !is_adcode(area.parent)) {
            return field_error(raw, f, wanted.fields[5], no_adcode(area.parent));
        }
        auto at = label(raw, f, wanted, 3);
        if (!at) return at.error();
        area.label = *at;
        area.rings = std::move(f.shape);
        return base::ok();
    });
}

Result<Boundaries> read_admin_lines(const std::string& folder) { return read_lines(folder, "admin_line", false); }
Result<Boundaries> read_extra_lines(const std::string& folder) { return read_lines(folder, "boundary_extra", true); }

Result<std::vector<Area>> read_neighbours(const std::string& folder) {
    const RawWanted wanted{ShapeClass::polygon, {"iso_a2", "name", "name_en", "lon", "lat"}};
    return read_table<Area>(read_with_gdal(folder, "neighbour", wanted), [&](const RawLayer& raw, RawFeature& f, Area& area) -> base::Status {
        area.code = f.texts[0];
        area.name = f.texts[1];
        area.name_en = f.texts[2];
        if (area.name.empty()) return field_error(raw, f, "name", blank_name());
        auto at = label(raw, f, wanted, 3);
        if (!at) return at.error();
        area.label = *at;
        area.rings = std::move(f.shape);
        return base::ok();
    });
}

Result<std::vector<model::FarLand>> read_land_beyond(const std::string& folder) {
    const RawWanted wanted{ShapeClass::polygon, {"cell"}};
    return read_table<model::FarLand>(read_with_gdal(folder, "land_beyond", wanted), [&](const RawLayer& raw, RawFeature& f, model::FarLand& land) -> base::Status {
        auto west = number(raw, f, wanted, 0, false);
        if (!west) return west.error();
        constexpr int cell = model::FarLand::kCell_deg;
        const int k = *west >= -180 && *west <= 180 - cell ? static_cast<int>(*west) : 1;
        if (k % cell != 0) {
            return field_error(raw, f, "cell", base::say("{} 不是每 {} 度一格的西边界", "{} is not the west edge of a cell of {} degrees", *west, cell));
        }
        constexpr double kRounding_deg = 1e-6;
        const geo::Box box = f.shape.bounds();
        if (box.min.x < k - kRounding_deg || box.max.x > k + cell + kRounding_deg) {
            return field_error(raw, f, "cell", base::say("图形不在 {}–{} 度的格内", "the shape lies outside its cell, {} to {} degrees", k, k + cell));
        }
        land.west_deg = k;
        land.rings = std::move(f.shape);
        return base::ok();
    });
}

Result<std::vector<Area>> read_lakes(const std::string& folder) {
    const RawWanted wanted{ShapeClass::polygon, {"name", "area_km2"}};
    return read_table<Area>(read_with_shapelib(folder, "lake", wanted), [&](const RawLayer& raw, RawFeature& f, Area& area) -> base::Status {
        area.name = f.texts[0]; // most lakes have none
        auto size = number(raw, f, wanted, 1, true);
        if (!size) return size.error();
        area.size_km2 = *size;
        area.label = label_point(f.shape);
        area.rings = std::move(f.shape);
        return base::ok();
    });
}

Result<std::vector<Area>> read_basins(const std::string& folder, bool detailed) {
    RawWanted wanted{ShapeClass::polygon, {"name", "area_km2"}};
    if (detailed) wanted.fields.push_back("region");
    return read_table<Area>(read_with_gdal(folder, detailed ? "basin2" : "basin1", wanted),
                            [&](const RawLayer& raw, RawFeature& f, Area& area) -> base::Status {
                                area.name = f.texts[0];
                                if (area.name.empty()) return field_error(raw, f, "name", blank_name());
                                auto size = number(raw, f, wanted, 1, true);
                                if (!size) return size.error();
                                area.size_km2 = *size;
                                if (detailed) area.parent = f.texts[2];
                                area.label = label_point(f.shape);
                                area.rings = std::move(f.shape);
                                return base::ok();
                            });
}

Result<std::vector<model::River>> read_rivers(const std::string& folder) {
    const RawWanted wanted{ShapeClass::line, {"name", "name_en", "basin", "rank", "acc"}};
    return read_table<model::River>(read_with_shapelib(folder, "river", wanted), [&](const RawLayer& raw, RawFeature& f, model::River& river) -> base::Status {
        river.name = f.texts[0];
        river.name_en = f.texts[1];
        river.basin = f.texts[2];
        if (river.name.empty()) return field_error(raw, f, "name", blank_name());
        auto rank = number(raw, f, wanted, 3, false);
        if (!rank) return rank.error();
        if (*rank < 1 || *rank > 9) return field_error(raw, f, "rank", base::say("{} 不在 1 到 9 之间", "{} is not between 1 and 9", *rank));
        river.rank = static_cast<int>(*rank);
        river.approximate = f.texts[4] == "approx";
        river.lines = std::move(f.shape);
        return base::ok();
    });
}

Result<std::vector<model::River>> read_minor_rivers(const std::string& folder) {
    return read_table<model::River>(read_with_shapelib(folder, "river_minor", {ShapeClass::line, {}}),
                                    [](const RawLayer&, RawFeature& f, model::River& river) -> base::Status {
                                        river.lines = std::move(f.shape);
                                        return base::ok();
                                    });
}

Result<std::vector<model::Seat>> read_seats(const std::string& folder) {
    const RawWanted wanted{ShapeClass::point, {"adcode", "name", "name_en", "level", "match"}};
    return read_table<model::Seat>(read_with_shapelib(folder, "city", wanted), [&](const RawLayer& raw, RawFeature& f, model::Seat& seat) -> base::Status {
        seat.adcode = f.texts[0];
        seat.name = f.texts[1];
        seat.name_en = f.texts[2];
        if (!is_adcode(seat.adcode)) return field_error(raw, f, "adcode", no_adcode(seat.adcode));
        if (f.texts[3] != "prefecture" && f.texts[3] != "county") {
            return field_error(raw, f, "level", base::say("“{}”既不是 prefecture 也不是 county", "'{}' is neither prefecture nor county", f.texts[3]));
        }
        seat.level = f.texts[3] == "prefecture" ? 2 : 3;
        seat.at = {f.shape.points[0].x, f.shape.points[0].y};
        seat.reliable = f.texts[4] != "far";
        return base::ok();
    });
}

Result<std::vector<model::Port>> read_ports(const std::string& folder) {
    const RawWanted wanted{ShapeClass::point, {"unlocode", "name_en"}};
    return read_table<model::Port>(read_with_shapelib(folder, "port", wanted), [](const RawLayer&, RawFeature& f, model::Port& port) -> base::Status {
        port.code = f.texts[0];
        port.name_en = f.texts[1];
        port.at = {f.shape.points[0].x, f.shape.points[0].y};
        return base::ok();
    });
}

} // namespace atlas::io
