// One function makes the JSON object of a link; JSON and GeoJSON share it, so they cannot differ.
#include "io/links_writer.hpp"

#include "io/csv.hpp"
#include "io/link_geometry.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace atlas::io {

using namespace model;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kLinksSchema = "corridor-atlas/links/1";

/// 5 decimals are about a metre; the shortest text of the rounded number has no more than these.
double rounded(double degrees) {
    const double value = std::round(degrees * 1e5) / 1e5;
    return value == 0 ? 0.0 : value; // no -0.0
}

std::string fixed(double degrees) { return fmt::format("{:.5f}", rounded(degrees)); }

struct BasinEntry {
    BasinIx index;
    By by;
    bool implied;
};

/// As listed, then the ancestors that the list lacks, each with the `by` of the first child that implies it.
std::vector<BasinEntry> with_ancestors(const Dataset& d, const Link& link) {
    std::vector<BasinEntry> out;
    for (const auto& t : link.basins) out.push_back({t.index, t.by, false});
    for (const auto& t : link.basins) {
        for (BasinIx b = d.basin(t.index).parent; b != kNone; b = d.basin(b).parent) {
            if (std::none_of(out.begin(), out.end(), [b](const BasinEntry& e) { return e.index == b; })) out.push_back({b, t.by, true});
        }
    }
    return out;
}

Json party_json(const Dataset& d, const Party& party) {
    const Place& place = d.place(party.place);
    const auto at = d.position(party.place);
    Json out;
    out["id"] = place.id;
    out["name"] = place.name.zh;
    out["code"] = place.adcode.empty() ? Json(nullptr) : Json(place.adcode);
    out["role"] = to_code(party.role);
    out["lon"] = at ? Json(rounded(at->lon)) : Json(nullptr);
    out["lat"] = at ? Json(rounded(at->lat)) : Json(nullptr);
    return out;
}

Json link_json(const Dataset& d, const Link& link) {
    Json out;
    out["schema"] = kLinksSchema;
    out["id"] = link.id;
    out["plan"] = d.plan(link.plan).id;
    out["clause"] = link.clause;
    out["quote"] = link.quote;
    out["summary"] = {{"zh", link.summary.zh}, {"en", link.summary.en}};
    out["shape"] = to_code(link.shape);
    out["parties"] = Json::array();
    for (const Party& p : link.parties) out["parties"].push_back(party_json(d, p));
    out["directed"] = link.one_way() ? "one_way" : "mutual";
    out["corridors"] = Json::array();
    for (const auto& t : link.corridors)
        out["corridors"].push_back({{"id", d.corridor(t.index).id}, {"name", d.corridor(t.index).name.zh}, {"by", to_code(t.by)}});
    out["basins"] = Json::array();
    for (const BasinEntry& e : with_ancestors(d, link)) {
        Json basin = {{"id", d.basin(e.index).id}, {"name", d.basin(e.index).name.zh}, {"by", to_code(e.by)}};
        if (e.implied) basin["implied"] = true;
        out["basins"].push_back(std::move(basin));
    }
    out["mechanism"] = d.mechanism(link.mechanism).code;
    out["domains"] = Json::array();
    for (const DomainIx v : link.domains) out["domains"].push_back(d.domains()[static_cast<std::size_t>(v)].code);
    out["stance"] = to_code(link.stance);
    out["stated"] = to_code(link.stated);
    out["mappable"] = link.mappable;
    out["unplaced"] = unplaced_parties(d, link);
    out["note"] = link.note;
    out["same_as"] = link.same_as == kNone ? Json(nullptr) : Json(d.link(link.same_as).id);
    return out;
}

Json geometry_json(const LinkGeometry& geometry) {
    const auto point = [](geo::LonLat p) { return Json::array({rounded(p.lon), rounded(p.lat)}); };
    const auto line = [&point](const std::vector<geo::LonLat>& points) {
        Json out = Json::array();
        for (const geo::LonLat p : points) out.push_back(point(p));
        return out;
    };
    switch (geometry.kind) {
    case GeometryKind::none: return nullptr;
    case GeometryKind::line: return {{"type", "LineString"}, {"coordinates", line(geometry.parts.front())}};
    case GeometryKind::points: return {{"type", "MultiPoint"}, {"coordinates", line(geometry.parts.front())}};
    case GeometryKind::lines: {
        Json lines = Json::array();
        for (const auto& part : geometry.parts) lines.push_back(line(part));
        return {{"type", "MultiLineString"}, {"coordinates", std::move(lines)}};
    }
    case GeometryKind::collection: {
        Json members = Json::array();
        for (const geo::LonLat p : geometry.parts.front()) members.push_back({{"type", "Point"}, {"coordinates", point(p)}});
        return {{"type", "GeometryCollection"}, {"geometries", std::move(members)}};
    }
    }
    return nullptr;
}

template <class Items, class Text>
std::string joined(const Items& items, Text text) {
    std::string out;
    bool first = true;
    for (const auto& item : items) {
        if (!first) out += '|';
        out += text(item);
        first = false;
    }
    return out;
}

} // namespace

std::vector<std::string> unplaced_parties(const Dataset& d, const Link& link) {
    std::vector<std::string> out;
    for (const Party& p : link.parties)
        if (!d.place(p.place).drawable()) out.push_back(d.place(p.place).name.zh);
    return out;
}

std::string links_json(const Dataset& d, std::span<const LinkIx> links) {
    Json out = Json::array();
    for (const LinkIx i : links) out.push_back(link_json(d, d.link(i)));
    return out.dump(2) + "\n";
}

std::string links_geojson(const Dataset& d, std::span<const LinkIx> links) {
    Json out;
    out["type"] = "FeatureCollection";
    out["schema"] = kLinksSchema;
    out["features"] = Json::array();
    for (const LinkIx i : links) {
        const Link& link = d.link(i);
        Json feature;
        feature["type"] = "Feature";
        feature["id"] = link.id;
        feature["geometry"] = geometry_json(geometry_of(d, link));
        feature["properties"] = link_json(d, link);
        feature["properties"].erase("schema");
        out["features"].push_back(std::move(feature));
    }
    return out.dump(2) + "\n";
}

std::string links_csv(const Dataset& d, std::span<const LinkIx> links) {
    std::string out = "\xEF\xBB\xBF"
                      "schema,id,plan,clause,quote,summary_zh,summary_en,shape,parties,names,codes,roles,lons,lats,directed,corridors,corridors_by,"
                      "basins,basins_by,mechanism,domains,stance,stated,mappable,note,same_as\r\n";
    for (const LinkIx i : links) {
        const Link& link = d.link(i);
        const auto place = [&](const Party& p) -> const Place& { return d.place(p.place); };
        const std::vector<BasinEntry> basins = with_ancestors(d, link);
        const std::string cells[] = {
            kLinksSchema,
            link.id,
            d.plan(link.plan).id,
            link.clause,
            link.quote,
            link.summary.zh,
            link.summary.en,
            std::string(to_code(link.shape)),
            joined(link.parties, [&](const Party& p) { return place(p).id; }),
            joined(link.parties, [&](const Party& p) { return place(p).name.zh; }),
            joined(link.parties, [&](const Party& p) { return place(p).adcode; }),
            joined(link.parties, [](const Party& p) { return std::string(to_code(p.role)); }),
            joined(link.parties, [&](const Party& p) { return place(p).position ? fixed(place(p).position->lon) : ""; }),
            joined(link.parties, [&](const Party& p) { return place(p).position ? fixed(place(p).position->lat) : ""; }),
            link.one_way() ? "one_way" : "mutual",
            joined(link.corridors, [&](const auto& t) { return d.corridor(t.index).id; }),
            joined(link.corridors, [](const auto& t) { return std::string(to_code(t.by)); }),
            joined(basins, [&](const BasinEntry& e) { return d.basin(e.index).id; }),
            joined(basins, [](const BasinEntry& e) { return std::string(to_code(e.by)); }),
            d.mechanism(link.mechanism).code,
            joined(link.domains, [&](DomainIx v) { return d.domains()[static_cast<std::size_t>(v)].code; }),
            std::string(to_code(link.stance)),
            std::string(to_code(link.stated)),
            link.mappable ? "true" : "false",
            link.note,
            link.same_as == kNone ? "" : d.link(link.same_as).id,
        };
        bool first = true;
        for (const std::string& cell : cells) {
            if (!first) out += ',';
            append_csv_cell(out, cell);
            first = false;
        }
        out += "\r\n";
    }
    return out;
}

} // namespace atlas::io
