// links, facets and their agreement.
#include "program.hpp"

#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

using atlas::test::parse_csv;
using atlas::test::read_all;
using atlas::test::run_program;
using atlas::test::scratch;
using nlohmann::json;

namespace {

json links(std::vector<std::string> filter = {}) {
    filter.insert(filter.begin(), {"links", "--format", "json"});
    const auto ran = run_program(filter);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json();
}

std::set<std::string> ids(const json& array) {
    std::set<std::string> out;
    for (const json& link : array) out.insert(link.at("id").get<std::string>());
    return out;
}

} // namespace

TEST(Links, JsonHoldsTheReadingAsTheContractSays) {
    const json all = links();
    ASSERT_TRUE(all.is_array());
    EXPECT_GE(all.size(), 100U);
    std::string last;
    std::set<std::string> shapes;
    for (const json& link : all) {
        const std::string id = link.at("id");
        EXPECT_LT(last, id) << "sorted by id, none twice";
        last = id;
        for (const char* key : {"plan", "clause", "quote", "summary", "shape", "parties", "directed", "corridors", "basins", "mechanism",
                                "domains", "stance", "stated", "mappable", "note", "same_as"}) {
            EXPECT_TRUE(link.contains(key)) << id << " lacks " << key;
        }
        EXPECT_TRUE(id.starts_with(link.at("plan").get<std::string>() + "-")) << id;
        const std::string quote = link.at("quote");
        EXPECT_GT(quote.size(), 0U) << id;
        EXPECT_LE(atlas::base::count_code_points(quote), 80U) << id;
        EXPECT_FALSE(link.at("summary").at("zh").get<std::string>().empty()) << id;
        EXPECT_FALSE(link.at("summary").at("en").get<std::string>().empty()) << id;
        EXPECT_FALSE(link.at("parties").empty()) << id;
        for (const json& party : link.at("parties")) {
            EXPECT_FALSE(party.at("name").get<std::string>().empty()) << id;
            EXPECT_TRUE(party.contains("code") && party.contains("role") && party.contains("id")) << id;
            if (party.at("lon").is_null()) continue;
            EXPECT_TRUE(party.at("lon") >= -180 && party.at("lon") <= 180 && party.at("lat") >= -60 && party.at("lat") <= 80) << id;
        }
        EXPECT_FALSE(link.at("stated") == "inferred" && link.at("note").get<std::string>().empty()) << id << " must say what was supplied";
        shapes.insert(link.at("shape").get<std::string>());
    }
    EXPECT_EQ(shapes, (std::set<std::string>{"basin", "corridor", "group", "hub", "pair"}));
}

TEST(Links, FilterIsOrInsideAndAcross) {
    const auto a = ids(links({"--plan", "jilin-2019"})), b = ids(links({"--plan", "qinghai-2022"}));
    const auto both = ids(links({"--plan", "jilin-2019", "--plan", "qinghai-2022"}));
    EXPECT_EQ(both.size(), a.size() + b.size());
    EXPECT_GT(a.size(), 0U);
    EXPECT_GT(b.size(), 0U);
    const auto advancing = ids(links({"--stance", "advancing"})), cross = ids(links({"--plan", "jilin-2019", "--stance", "advancing"}));
    EXPECT_LT(cross.size(), a.size());
    EXPECT_GT(cross.size(), 0U);
    for (const std::string& id : cross) EXPECT_TRUE(a.contains(id) && advancing.contains(id)) << id;
}

TEST(Links, PlaceFindsWhatLiesInsideUnlessExact) {
    const auto inside = ids(links({"--place", "四川省"})), city = ids(links({"--place", "泸州市"}));
    EXPECT_GT(city.size(), 3U);
    EXPECT_TRUE(std::includes(inside.begin(), inside.end(), city.begin(), city.end()));
    const auto exact = ids(links({"--place", "=泸州市"}));
    EXPECT_GT(exact.size(), 0U);
    EXPECT_NE(exact, inside);
    EXPECT_EQ(ids(links({"--place", "510500"})), city) << "the code names the same place";
}

TEST(Links, NamesAndIdsAreTheSame) { EXPECT_EQ(ids(links({"--corridor", "川南渝西"})), ids(links({"--corridor", "c-chuannan-yuxi"}))); }

TEST(Links, TextOnlyLeavesOutComputedCorridors) {
    const auto named = ids(links({"--corridor", "川渝", "--text-only"})), all = ids(links({"--corridor", "川渝"}));
    EXPECT_LT(named.size(), all.size());
    EXPECT_TRUE(std::includes(all.begin(), all.end(), named.begin(), named.end()));
}

TEST(Links, NoneLeftIsDoneWithAWarning) {
    const auto ran = run_program({"links", "--plan", "jilin-2019", "--basin", "沱江"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.json(), json::array());
    EXPECT_NE(ran.err.find("warning"), std::string::npos) << ran.err;
}

TEST(Links, CsvHasAByteOrderMarkAndOneRowALink) {
    const auto file = scratch() / "联系.csv";
    const auto ran = run_program({"links", "--format", "csv", "--out", file.string()});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const std::string text = read_all(file);
    EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF"));
    const auto rows = parse_csv(text);
    ASSERT_EQ(rows.size(), links().size() + 1);
    EXPECT_EQ(rows[0][0], "schema");
    EXPECT_EQ(rows[0][1], "id");
    for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size()) << row[0];
}

TEST(Links, GeoJsonHasTheGeometryOfEachShape) {
    const auto ran = run_program({"links", "--format", "geojson"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const json collection = ran.json();
    EXPECT_EQ(collection.at("type"), "FeatureCollection");
    const std::map<std::string, std::string> wanted = {{"pair", "LineString"}, {"corridor", "LineString"}, {"hub", "MultiLineString"},
                                                       {"group", "MultiPoint"}, {"basin", "GeometryCollection"}};
    std::map<std::string, int> seen;
    EXPECT_EQ(collection.at("features").size(), links().size());
    for (const json& feature : collection.at("features")) {
        EXPECT_EQ(feature.at("type"), "Feature");
        const std::string shape = feature.at("properties").at("shape");
        if (feature.at("geometry").is_null()) continue;
        const std::string type = feature.at("geometry").at("type");
        // A pair whose sides are several places has a line for each of them.
        const bool several = shape == "pair" && feature.at("properties").at("parties").size() > 2;
        EXPECT_EQ(type, several && type != "LineString" ? "MultiLineString" : wanted.at(shape)) << feature.at("properties").at("id");
        ++seen[shape];
    }
    for (const auto& [shape, type] : wanted) EXPECT_GT(seen[shape], 0) << shape;
}

TEST(Links, TheSameBytesTwice) {
    for (const std::string format : {"json", "csv", "geojson"}) {
        EXPECT_EQ(run_program({"links", "--format", format}).out, run_program({"links", "--format", format}).out) << format;
    }
}

TEST(Facets, CountsAreTheLinksThatTheFilterThenFinds) {
    const auto ran = run_program({"facets", "--format", "json"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const json facets = ran.json();
    EXPECT_FALSE(facets.at("schema").get<std::string>().empty());
    for (const std::string facet : {"corridor", "basin", "mechanism", "plan", "place", "domain", "stance"}) {
        ASSERT_TRUE(facets.at(facet).is_array()) << facet;
        ASSERT_GT(facets.at(facet).size(), 0U) << facet;
        // The first, the middle and the last value: a run of the program for each of hundreds would take minutes.
        const json& values = facets.at(facet);
        for (const std::size_t at : {std::size_t{0}, values.size() / 2, values.size() - 1}) {
            const json& value = values[at];
            const std::string id = value.at("id");
            EXPECT_EQ(links({"--" + facet, id}).size(), value.at("count").get<std::size_t>()) << facet << " " << id;
        }
    }
}

TEST(Facets, CountsPassAllOtherFacets) {
    const json facets = run_program({"facets", "--plan", "chuannan-yuxi-2023", "--mechanism", "cooperation"}).json();
    for (const json& value : facets.at("plan")) { // the plan's own condition is not counted, the mechanism's is
        const std::string id = value.at("id");
        EXPECT_EQ(links({"--plan", id, "--mechanism", "cooperation"}).size(), value.at("count").get<std::size_t>()) << id;
    }
    std::size_t parent = 0, children = 0;
    for (const json& value : facets.at("mechanism")) {
        if (value.at("id") == "cooperation") parent = value.at("count");
        if (value.at("parent") == "cooperation") children += value.at("count").get<std::size_t>();
    }
    EXPECT_EQ(parent, children) << "a link has one mechanism, so the parent is the sum";
    EXPECT_GT(parent, 0U);
    // NOT in the facet itself stays in force: the parent's number is what --mechanism with it finds.
    const json less = run_program({"facets", "--not", "mechanism=cooperation.border"}).json();
    for (const json& value : less.at("mechanism"))
        if (value.at("id") == "cooperation") { EXPECT_EQ(links({"--mechanism", "cooperation", "--not", "mechanism=cooperation.border"}).size(), value.at("count").get<std::size_t>()); }
}
