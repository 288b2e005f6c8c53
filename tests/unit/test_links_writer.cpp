// What other tools read: the fields of the contract (docs/dataset.md), checked by parsing the output again.
#include "mini_dataset.hpp"

#include "io/csv.hpp"
#include "io/links_writer.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <numeric>
#include <set>

using namespace atlas;
using nlohmann::json;

namespace {

std::vector<model::LinkIx> all(const model::Dataset& d) {
    std::vector<model::LinkIx> out(d.links().size());
    std::iota(out.begin(), out.end(), 0);
    return out;
}

/// The small country with more links: one of every shape, a region against a city, several givers, a loop of the same point.
std::shared_ptr<const model::Dataset> written() {
    auto t = mini::tables();
    t["links/beta-2021.csv"] +=
        "beta-2021-003,beta-2021,二(三),以成都为中心,\"成都,与三地。\",Chengdu and three.,hub,成都市|泸州市|川渝结合部|沿海地区,,,strategy,industry,advancing,explicit,\"他说\"\"好\"\"\",beta-2021-001\n"
        "beta-2021-004,beta-2021,二(三),与结合部结对,成都与结合部。,Chengdu and the border.,pair,成都市|川渝结合部,,,strategy,industry,advancing,explicit,,\n"
        "beta-2021-005,beta-2021,二(三),两地共送一地,两地送一地。,Two give to one.,pair,成都市:from|内江市:from|永川区:to,,,strategy,industry,advancing,explicit,,\n"
        "beta-2021-006,beta-2021,二(三),岷江共治,岷江共治。,The Min is kept together.,basin,宜宾市|川渝结合部,,b-mj,cooperation.basin,ecology,advancing,explicit,,\n";
    const auto r = mini::read(t);
    EXPECT_TRUE(r.problems.empty()) << mini::all_text(r.problems);
    return r.dataset;
}

const json& by_id(const json& list, const std::string& id) {
    for (const json& item : list)
        if (item["id"] == id) return item;
    throw std::runtime_error("no " + id);
}

/// RFC 7946: positions of two numbers in range, lines of two or more.
void expect_position(const json& p) {
    ASSERT_EQ(p.size(), 2u);
    EXPECT_LE(std::abs(p[0].get<double>()), 180);
    EXPECT_LE(std::abs(p[1].get<double>()), 90);
}
void expect_line(const json& line) {
    EXPECT_GE(line.size(), 2u);
    for (const json& p : line) expect_position(p);
}

} // namespace

TEST(LinksJson, AnArrayWithTheFieldsOfTheContract) {
    const auto d = written();
    const json list = json::parse(io::links_json(*d, all(*d)));
    ASSERT_TRUE(list.is_array());
    ASSERT_EQ(list.size(), d->links().size());
    for (std::size_t i = 1; i < list.size(); ++i) EXPECT_LT(list[i - 1]["id"].get<std::string>(), list[i]["id"].get<std::string>());
    for (const json& link : list) {
        for (const char* field : {"schema", "id", "plan", "clause", "quote", "summary", "shape", "parties", "directed", "corridors", "basins", "mechanism", "domains",
                                  "stance", "stated", "mappable", "note", "same_as"})
            EXPECT_TRUE(link.contains(field)) << field;
        EXPECT_EQ(link["schema"], "corridor-atlas/links/1");
        for (const json& party : link["parties"])
            for (const char* field : {"id", "name", "code", "role", "lon", "lat"}) EXPECT_TRUE(party.contains(field)) << field;
    }
    const json& aid = by_id(list, "beta-2021-002");
    EXPECT_EQ(aid["directed"], "one_way");
    EXPECT_EQ(aid["parties"][0]["role"], "from");
    EXPECT_EQ(aid["parties"][0]["code"], "510500");
    EXPECT_EQ(aid["parties"][0]["lon"].dump(), "105.44255");
    EXPECT_EQ(aid["parties"][1]["id"], "p-port");
    EXPECT_TRUE(aid["parties"][1]["code"].is_null());
    EXPECT_EQ(aid["parties"][1]["lat"].get<double>(), 29.4);
    EXPECT_EQ(by_id(list, "beta-2021-003")["same_as"], "beta-2021-001");
    EXPECT_TRUE(aid["same_as"].is_null());
    EXPECT_EQ(by_id(list, "alpha-2020-001")["directed"], "mutual");
    EXPECT_EQ(by_id(list, "alpha-2020-001")["summary"]["en"], "Three places act together.");
    const json& region = by_id(list, "alpha-2020-002")["parties"][0];
    EXPECT_TRUE(region["lon"].is_null() && region["lat"].is_null());
    EXPECT_EQ(by_id(list, "beta-2021-001")["mappable"], false);
}

TEST(LinksJson, CorridorsAndBasinsSayHow) {
    const auto d = written();
    const json list = json::parse(io::links_json(*d, all(*d)));
    const json& first = by_id(list, "alpha-2020-001");
    ASSERT_EQ(first["corridors"].size(), 2u);
    EXPECT_EQ(first["corridors"][0], json({{"id", "c-river"}, {"name", "沿江轴"}, {"by", "text"}}));
    EXPECT_EQ(first["corridors"][1]["id"], "c-chuanyu");
    EXPECT_EQ(first["corridors"][1]["by"], "place");
    ASSERT_EQ(first["basins"].size(), 3u); // two named, and their parent once
    EXPECT_EQ(first["basins"][0], json({{"id", "b-mj"}, {"name", "岷江"}, {"by", "text"}}));
    EXPECT_EQ(first["basins"][2], json({{"id", "b-cj"}, {"name", "长江"}, {"by", "text"}, {"implied", true}}));
    const json& second = by_id(list, "alpha-2020-002"); // names none; its region lies in one
    ASSERT_EQ(second["basins"].size(), 1u);
    EXPECT_EQ(second["basins"][0], json({{"id", "b-cj"}, {"name", "长江"}, {"by", "place"}}));
}

TEST(LinksJson, NoLinkIsAnEmptyArray) {
    const auto d = written();
    EXPECT_EQ(json::parse(io::links_json(*d, {})), json::array());
    EXPECT_EQ(json::parse(io::links_geojson(*d, {}))["features"], json::array());
}

TEST(LinksCsv, OneRowALinkAndReadableAgain) {
    const auto d = written();
    const std::string text = io::links_csv(*d, all(*d));
    EXPECT_EQ(text.substr(0, 3), "\xEF\xBB\xBF");
    std::vector<io::Problem> problems;
    const auto table = io::CsvTable::parse(text, "links.csv", problems);
    EXPECT_TRUE(problems.empty()) << mini::all_text(problems);
    ASSERT_EQ(table.row_count(), d->links().size());
    const auto cell = [&](std::size_t row, const char* column) {
        EXPECT_GE(table.column(column), 0) << column;
        return std::string(table.cell(row, table.column(column)));
    };
    EXPECT_EQ(cell(0, "schema"), "corridor-atlas/links/1");
    EXPECT_EQ(cell(0, "parties"), "511500|510500|500118");
    EXPECT_EQ(cell(0, "names"), "宜宾市|泸州市|永川区");
    EXPECT_EQ(cell(0, "lons"), "104.60000|105.44255|105.90000");
    EXPECT_EQ(cell(0, "basins"), "b-mj|b-tj|b-cj");
    EXPECT_EQ(cell(0, "corridors_by"), "text|place");
    EXPECT_EQ(cell(1, "quote"), "推进川渝结合部,共建园区");
    EXPECT_EQ(cell(2, "parties"), "220000|u-coast");
    EXPECT_EQ(cell(2, "codes"), "220000|"); // parallel lists keep their empty parts
    EXPECT_EQ(cell(2, "mappable"), "false");
    EXPECT_EQ(cell(3, "roles"), "from|to");
    EXPECT_EQ(cell(4, "note"), "他说\"好\"");
    EXPECT_EQ(cell(4, "same_as"), "beta-2021-001");
}

TEST(LinksGeoJson, GeometryByShape) {
    const auto d = written();
    const json out = json::parse(io::links_geojson(*d, all(*d)));
    EXPECT_EQ(out["type"], "FeatureCollection");
    EXPECT_EQ(out["schema"], "corridor-atlas/links/1");
    ASSERT_EQ(out["features"].size(), d->links().size());
    for (const json& f : out["features"]) {
        EXPECT_EQ(f["type"], "Feature");
        EXPECT_EQ(f["id"], f["properties"]["id"]);
        EXPECT_EQ(f["geometry"].is_null(), !f["properties"]["mappable"].get<bool>()) << f["id"];
    }
    const auto geometry = [&](const char* id) { return by_id(out["features"], id)["geometry"]; };
    EXPECT_TRUE(geometry("beta-2021-001").is_null());

    const json pair = geometry("beta-2021-002");
    EXPECT_EQ(pair["type"], "LineString");
    EXPECT_EQ(pair["coordinates"], json({{105.44255, 28.87098}, {105.6, 29.4}}));

    const json corridor = geometry("alpha-2020-001");
    EXPECT_EQ(corridor["type"], "LineString");
    ASSERT_EQ(corridor["coordinates"].size(), 3u);
    EXPECT_EQ(corridor["coordinates"][2], json({105.9, 29.35}));

    const json group = geometry("alpha-2020-002"); // one region: its three members
    EXPECT_EQ(group["type"], "MultiPoint");
    EXPECT_EQ(group["coordinates"].size(), 3u);

    const json hub = geometry("beta-2021-003"); // the partner without a point has no line
    EXPECT_EQ(hub["type"], "MultiLineString");
    ASSERT_EQ(hub["coordinates"].size(), 2u);
    for (const json& line : hub["coordinates"]) {
        expect_line(line);
        EXPECT_EQ(line[0], json({104.0, 30.6}));
    }

    const json to_region = geometry("beta-2021-004"); // ends at the member nearest to 成都
    EXPECT_EQ(to_region["coordinates"], json({{104.0, 30.6}, {105.6, 29.4}}));

    const json two_givers = geometry("beta-2021-005");
    EXPECT_EQ(two_givers["type"], "MultiLineString");
    ASSERT_EQ(two_givers["coordinates"].size(), 2u);
    EXPECT_EQ(two_givers["coordinates"][0][1], json({105.9, 29.35}));
    EXPECT_EQ(two_givers["coordinates"][1][1], json({105.9, 29.35}));

    const json basin = geometry("beta-2021-006");
    EXPECT_EQ(basin["type"], "GeometryCollection");
    ASSERT_EQ(basin["geometries"].size(), 4u); // 宜宾 and the three members
    for (const json& g : basin["geometries"]) {
        EXPECT_EQ(g["type"], "Point");
        expect_position(g["coordinates"]);
    }
}

TEST(LinksGeoJson, PropertiesAreTheJsonOfTheLink) {
    const auto d = written();
    const json links = json::parse(io::links_json(*d, all(*d)));
    const json geo = json::parse(io::links_geojson(*d, all(*d)));
    for (std::size_t i = 0; i < links.size(); ++i) {
        json expected = links[i];
        expected.erase("schema");
        EXPECT_EQ(geo["features"][i]["properties"], expected);
    }
}
