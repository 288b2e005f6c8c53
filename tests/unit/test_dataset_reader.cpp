// The reader of the tables: what good tables become, and that each kind of bad cell is reported where it stands.
#include "mini_dataset.hpp"

#include "base/say.hpp"
#include "io/dataset_reader.hpp"
#include "io/geodata_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

using namespace atlas;
using mini::with;

namespace {

const char* const kAlphaLinks = "links/alpha-2020.csv";
const char* const kBetaLinks = "links/beta-2021.csv";

/// Expects a problem in this file, row and field whose message contains every word given.
void expect_problem(const std::vector<io::Problem>& problems, const std::string& file, int row, const std::string& field,
                    std::initializer_list<const char*> words) {
    const bool found = std::any_of(problems.begin(), problems.end(), [&](const io::Problem& p) {
        return p.file == file && p.row == row && p.field == field &&
               std::all_of(words.begin(), words.end(), [&](const char* w) { return p.message.find(w) != std::string::npos; });
    });
    EXPECT_TRUE(found) << file << " row " << row << " " << field << " not among:\n" << mini::all_text(problems);
}

/// One bad cell gives exactly one problem.
void expect_only(const mini::Tables& tables, const std::string& file, int row, const std::string& field, std::initializer_list<const char*> words) {
    const auto reading = mini::read(tables);
    expect_problem(reading.problems, file, row, field, words);
    EXPECT_EQ(reading.problems.size(), 1u) << mini::all_text(reading.problems);
    EXPECT_NE(reading.dataset, nullptr);
}

const model::Place& place(const io::DatasetReading& r, const char* id) { return r.dataset->place(r.dataset->place_by_id(id)); }

std::string repeat(const std::string& text, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += text;
    return out;
}

} // namespace

/// Tables made before the column was there stay good (mini::tables() has none); where it is, it is read.
TEST(DatasetReader, TheIssuersEnglishNameMayBeMissing) {
    EXPECT_EQ(mini::read(mini::tables()).dataset->plan(0).issuer.in(model::Lang::en), "甲省");
    auto tables = mini::with("plans.csv", "short_en,issuer,issued", "short_en,issuer,issuer_en,issued");
    tables = mini::with("plans.csv", "甲,Alpha,甲省,2020", "甲,Alpha,甲省,Province Alpha,2020", tables);
    const auto r = mini::read(mini::with("plans.csv", "乙,Beta,乙省,2021", "乙,Beta,乙省,,2021", tables));
    EXPECT_TRUE(r.problems.empty()) << mini::all_text(r.problems);
    EXPECT_EQ(r.dataset->plan(0).issuer.in(model::Lang::en), "Province Alpha");
    EXPECT_EQ(r.dataset->plan(1).issuer.in(model::Lang::en), "乙省");
}

TEST(DatasetReader, GoodTables) {
    const auto r = mini::read(mini::tables());
    EXPECT_TRUE(r.problems.empty()) << mini::all_text(r.problems);
    ASSERT_NE(r.dataset, nullptr);
    const model::Dataset& d = *r.dataset;
    ASSERT_EQ(d.links().size(), 4u);
    EXPECT_EQ(d.links()[0].id, "alpha-2020-001");
    const model::Link& first = d.link(d.link_by_id("alpha-2020-001"));
    EXPECT_EQ(first.shape, model::Shape::corridor);
    ASSERT_EQ(first.parties.size(), 3u);
    EXPECT_EQ(d.place(first.parties[0].place).name.zh, "宜宾市");
    EXPECT_EQ(first.domains.size(), 2u);
    EXPECT_EQ(first.basins.size(), 2u);
    EXPECT_FALSE(first.one_way());
    const model::Link& aid = d.link(d.link_by_id("beta-2021-002"));
    EXPECT_TRUE(aid.one_way());
    EXPECT_EQ(aid.parties[0].role, model::Role::from);
    EXPECT_EQ(aid.parties[1].role, model::Role::to);
    EXPECT_EQ(d.link(d.link_by_id("alpha-2020-002")).quote, "推进川渝结合部,共建园区");
    EXPECT_TRUE(d.link(d.link_by_id("alpha-2020-002")).mappable);
    EXPECT_FALSE(d.link(d.link_by_id("beta-2021-001")).mappable);
    EXPECT_EQ(place(r, "r-axis").members.size(), 3u);
    EXPECT_EQ(d.basin(1).parent, 0);
    EXPECT_EQ(d.plans()[1].territory.size(), 2u);
    EXPECT_EQ(d.version_hash().size(), 12u);
}

TEST(DatasetReader, AdministrativePlaces) {
    const auto r = mini::read(mini::tables());
    const model::Dataset& d = *r.dataset;
    EXPECT_EQ(place(r, "500000").kind, model::PlaceKind::province); // stands in the prefecture layer too
    EXPECT_EQ(place(r, "419001").kind, model::PlaceKind::county);
    EXPECT_EQ(std::count_if(d.places().begin(), d.places().end(), [](const auto& p) { return p.adcode == "500000" || p.adcode == "419001"; }), 2);
    EXPECT_TRUE(std::is_sorted(d.places().begin(), d.places().begin() + 20, [](const auto& a, const auto& b) { return a.adcode < b.adcode; }));
    EXPECT_EQ(place(r, "510500").precision, model::Precision::seat);
    EXPECT_DOUBLE_EQ(place(r, "510500").position->lon, 105.44255);
    EXPECT_EQ(place(r, "511500").precision, model::Precision::approximate); // its seat is marked far: the label point serves
    EXPECT_DOUBLE_EQ(place(r, "511500").position->lon, 104.6);
    EXPECT_EQ(place(r, "510000").precision, model::Precision::approximate);
    EXPECT_EQ(place(r, "510500").short_zh, "泸州");
    EXPECT_EQ(place(r, "510500").name.en, "Luzhou");
}

TEST(DatasetReader, ACountyDoesNotBorrowTheSeatOfItsCity) {
    auto g = mini::geodata();
    g.counties.push_back(mini::unit("510521", "泸县", "Luxian", 105.4, 29.15));
    g.seats.push_back({"510521", "泸县", "Luxian", 3, {105.44255, 28.87098}, true});
    g.seats.push_back({"510502", "江阳区", "Jiangyang", 3, {105.44255, 28.87098}, true});
    const auto r = io::read_dataset(mini::write(mini::tables()), g);
    EXPECT_EQ(place(r, "510521").precision, model::Precision::approximate);
    EXPECT_DOUBLE_EQ(place(r, "510521").position->lat, 29.15);
    EXPECT_EQ(place(r, "510502").precision, model::Precision::seat); // a district may well hold it
}

TEST(DatasetReader, ACityWithoutASeatStandsInItsFirstDistrict) {
    auto g = mini::geodata();
    g.counties.push_back(mini::unit("511502", "翠屏区", "Cuiping", 104.6, 28.75));
    const auto r = io::read_dataset(mini::write(mini::tables()), g);
    EXPECT_DOUBLE_EQ(place(r, "511500").position->lon, 104.6);
    EXPECT_DOUBLE_EQ(place(r, "511500").position->lat, 28.75);
    EXPECT_EQ(place(r, "511500").precision, model::Precision::approximate);
}

TEST(DatasetReader, EarlierCodesAndNamesResolveForward) {
    const auto r = mini::read(mini::tables());
    const model::Dataset& d = *r.dataset;
    const auto only = [&](const char* name) {
        const auto hits = d.places_named(name);
        return hits.size() == 1 ? d.place(hits[0]).id : std::to_string(hits.size()) + " hits";
    };
    EXPECT_EQ(only("220381"), "220184");
    EXPECT_EQ(only("荣昌县"), "500153");
    EXPECT_EQ(only("永川市"), "500118");
    // A change after the boundary data: the code on the map stays, the new one finds it. And two changes in a row.
    const auto later = mini::read(with("adcode_changes.csv", "500383,500118,永川市,永川区,2006,", "500153,500199,荣昌区,大荣昌区,2030,\n500383,500222,永川市,永川县,2000,\n500222,500118,永川县,永川区,2006,"));
    EXPECT_TRUE(later.problems.empty()) << mini::all_text(later.problems);
    EXPECT_EQ(later.dataset->places_named("500199"), later.dataset->places_named("500153"));
    EXPECT_EQ(later.dataset->places_named("大荣昌区"), later.dataset->places_named("500153"));
    EXPECT_EQ(later.dataset->places_named("500383"), later.dataset->places_named("500118"));
    expect_only(with("adcode_changes.csv", "500226,500153", "500226,599999"), "adcode_changes.csv", 3, "new_code", {"599999"});
    expect_only(with("adcode_changes.csv", "500226", "50226"), "adcode_changes.csv", 3, "old_code", {"six digits"});
}

TEST(DatasetReader, PartyNamesAndSeparators) {
    auto r = mini::read(with(kBetaLinks, "泸州市:from|荣昌港:to", "510500：from｜ p-port ：to"));
    EXPECT_TRUE(r.problems.empty()) << mini::all_text(r.problems);
    EXPECT_TRUE(r.dataset->link(r.dataset->link_by_id("beta-2021-002")).one_way());
    r = mini::read(with(kBetaLinks, "泸州市:from|荣昌港:to", "泸州:from|荣港:to"));
    EXPECT_TRUE(r.problems.empty()) << mini::all_text(r.problems);
    expect_only(with(kBetaLinks, "泸州市:from", "泸州市:form"), kBetaLinks, 3, "parties", {"form", "from, to or both"});
    expect_only(with(kAlphaLinks, "宜宾市|泸州市|永川区", "宜宾市|泸洲市|永川区"), kAlphaLinks, 2, "parties", {"泸洲市", "nearest", "泸州市"});
    expect_only(with(kAlphaLinks, "宜宾市|泸州市|永川区", "宜宾市|泸州市|泸州"), kAlphaLinks, 2, "parties", {"twice"});
    expect_only(with(kBetaLinks, "吉林省|沿海地区", "鼓楼区|沿海地区"), kBetaLinks, 2, "parties", {"鼓楼区", "320106", "江苏省南京市", "350102", "福建省福州市", "code"});
    EXPECT_TRUE(mini::read(with(kBetaLinks, "吉林省|沿海地区", "320106|沿海地区")).problems.empty());
}

TEST(DatasetReader, UnknownReferences) {
    expect_only(with(kAlphaLinks, ",c-river,b-mj", ",c-riv,b-mj"), kAlphaLinks, 2, "corridors", {"c-riv", "c-river"});
    expect_only(with(kAlphaLinks, "b-mj|b-tj", "b-mj|b-tk"), kAlphaLinks, 2, "basins", {"b-tk", "b-tj"});
    expect_only(with(kAlphaLinks, ",strategy,", ",strateg,"), kAlphaLinks, 2, "mechanism", {"strategy"});
    expect_only(with(kAlphaLinks, "transport|ecology", "transport|ecolog"), kAlphaLinks, 2, "domains", {"ecology"});
    expect_only(with(kAlphaLinks, ",corridor,宜宾", ",chain,宜宾"), kAlphaLinks, 2, "shape", {"chain", "hub"});
    expect_only(with(kAlphaLinks, ",advancing,", ",advanced,"), kAlphaLinks, 2, "stance", {"advancing"});
    expect_only(with(kBetaLinks, ",inferred,", ",guessed,"), kBetaLinks, 2, "stated", {"explicit or inferred"});
    expect_only(with("clauses.csv", "beta-2021,二(四)", "beta-2022,二(四)"), "clauses.csv", 6, "plan", {"beta-2021"});
    expect_only(with(kAlphaLinks, ",explicit,,\n", ",explicit,,alpha-2020-777\n"), kAlphaLinks, 2, "same_as", {"alpha-2020-777"});
}

TEST(DatasetReader, LinkIdsAndClauses) {
    expect_only(with(kAlphaLinks, "alpha-2020-002,", "alpha-2020-001,"), kAlphaLinks, 3, "id", {"alpha-2020-001", "used already", "row 2"});
    expect_only(with(kAlphaLinks, "alpha-2020-002,", "alpha-2020-02,"), kAlphaLinks, 3, "id", {"three digits"});
    expect_only(with(kAlphaLinks, "alpha-2020-002,", "Alpha_2,"), kAlphaLinks, 3, "id", {"a-z, 0-9"});
    expect_problem(mini::read(with(kAlphaLinks, "alpha-2020,三(二)", "gamma,三(二)")).problems, kAlphaLinks, 3, "plan", {"gamma", "alpha-2020"});
}

TEST(DatasetReader, ClauseLabels) {
    const auto r = mini::read(with(kAlphaLinks, "三(一)", "三（ 一 ）")); // full width is the same clause
    EXPECT_TRUE(r.problems.empty()) << mini::all_text(r.problems);
    EXPECT_EQ(r.dataset->links()[0].clause, "三(一)");
    for (const char* label : {"序", "印发", "十二", "三(二十一)"}) {
        mini::Tables t = with("clauses.csv", "alpha-2020,三(一)", std::string("alpha-2020,") + label);
        EXPECT_TRUE(mini::read(with(kAlphaLinks, "三(一)", label, t)).problems.empty()) << label;
    }
    expect_problem(mini::read(with(kAlphaLinks, "三(一)", "3(1)")).problems, kAlphaLinks, 2, "clause", {"3(1)"});
    expect_problem(mini::read(with(kAlphaLinks, "三(一)", "三(一")).problems, kAlphaLinks, 2, "clause", {"label"});
}

TEST(DatasetReader, SameAs) {
    const auto r = mini::read(with(kBetaLinks, "explicit,,\n", "explicit,,beta-2021-001\n"));
    EXPECT_TRUE(r.problems.empty()) << mini::all_text(r.problems);
    EXPECT_EQ(r.dataset->link(r.dataset->link_by_id("beta-2021-002")).same_as, r.dataset->link_by_id("beta-2021-001"));
    EXPECT_EQ(r.dataset->link(r.dataset->link_by_id("beta-2021-001")).same_as, model::kNone);
    expect_only(with(kBetaLinks, "explicit,,\n", "explicit,,beta-2021-002\n"), kBetaLinks, 3, "same_as", {"earlier"});
    expect_only(with(kBetaLinks, "explicit,,\n", "explicit,,alpha-2020-001\n"), kBetaLinks, 3, "same_as", {"another plan"});
}

TEST(DatasetReader, QuotesAndTexts) {
    EXPECT_TRUE(mini::read(with(kAlphaLinks, "宜宾、泸州、永川沿江联动", repeat("字", 80))).problems.empty());
    expect_only(with(kAlphaLinks, "宜宾、泸州、永川沿江联动", repeat("字", 81)), kAlphaLinks, 2, "quote", {"81"});
    expect_only(with(kAlphaLinks, "宜宾、泸州、永川沿江联动", ""), kAlphaLinks, 2, "quote", {"empty"});
    expect_only(with(kAlphaLinks, "宜宾、泸州、", "宜宾、 泸州、"), kAlphaLinks, 2, "quote", {"white space"});
    expect_only(with(kAlphaLinks, "三地沿江联动。", ""), kAlphaLinks, 2, "summary_zh", {"missing"});
    expect_only(with(kAlphaLinks, "Three places act together.", ""), kAlphaLinks, 2, "summary_en", {"missing"});
    expect_only(with(kBetaLinks, "发文省由读者补出", ""), kBetaLinks, 2, "note", {"inferred"});
}

TEST(DatasetReader, ShapesAndTheirParties) {
    expect_only(with(kBetaLinks, "吉林省|沿海地区", "吉林省|沿海地区|四川省"), kBetaLinks, 2, "parties", {"pair", "two"});
    expect_only(with(kBetaLinks, "吉林省|沿海地区", "吉林省"), kBetaLinks, 2, "parties", {"pair"});
    EXPECT_TRUE(mini::read(with(kBetaLinks, "吉林省|沿海地区", "吉林省:from|四川省:from|沿海地区:to")).problems.empty()); // two sides
    expect_only(with(kBetaLinks, "荣昌港:to", "荣昌港:from"), kBetaLinks, 3, "parties", {"same role"});
    expect_only(with(kBetaLinks, "荣昌港:to", "荣昌港"), kBetaLinks, 3, "parties", {"direction"});
    expect_only(with(kAlphaLinks, "group,川渝结合部", "group,四川省|吉林省"), kAlphaLinks, 3, "parties", {"group", "three"});
    expect_only(with(kAlphaLinks, "group,川渝结合部", "hub,四川省"), kAlphaLinks, 3, "parties", {"hub"});
    expect_only(with(kAlphaLinks, "宜宾市|泸州市|永川区", "宜宾市"), kAlphaLinks, 2, "parties", {"corridor", "line order"});
    expect_only(with(kAlphaLinks, "group,川渝结合部", "basin,"), kAlphaLinks, 3, "basins", {"basin"});
    EXPECT_TRUE(mini::read(with(kAlphaLinks, "group,川渝结合部,,", "basin,,,b-tj")).problems.empty());
}

TEST(DatasetReader, ABadLinkIsLeftOutAndTheOthersStay) {
    auto t = with(kAlphaLinks, "宜宾市|泸州市|永川区", "宜宾市|无此地|永川区");
    t = with(kBetaLinks, ",operating,", ",working,", t);
    const auto r = mini::read(t);
    EXPECT_EQ(r.problems.size(), 2u) << mini::all_text(r.problems); // their clauses are not called empty for it
    EXPECT_EQ(r.dataset->links().size(), 2u);
    EXPECT_EQ(r.dataset->link_by_id("alpha-2020-001"), model::kNone);
}

TEST(DatasetReader, PlacesAndTheirPoints) {
    const std::string port = "p-port,port,荣昌港,Rongchang Port,,荣港,荣昌区,105.6,29.4,approximate,图上量取,";
    const auto change = [&](const std::string& row) { return with("places.csv", port, row); };
    const char* file = "places.csv";
    expect_only(change("p-port,port,荣昌港,,,荣港,荣昌区,29.4,105.6,approximate,图,"), file, 2, "lat", {"105.6", "swapped"});
    expect_only(change("p-port,port,荣昌港,,,荣港,荣昌区,195.6,29.4,approximate,图,"), file, 2, "lon", {"-180"});
    expect_only(change("p-port,port,荣昌港,,,荣港,荣昌区,105.6,x,approximate,图,"), file, 2, "lat", {"number"});
    expect_only(change("p-port,port,荣昌港,,,荣港,荣昌区,105.9,29.35,approximate,图,"), file, 2, "lon", {"outside 500153 荣昌区", "in 500118 永川区"});
    expect_only(change("p-port,port,荣昌港,,,荣港,荣昌区,,,approximate,图,"), file, 2, "lon", {"missing"});
    expect_only(change("p-port,port,荣昌港,,,荣港,荣昌区,105.6,29.4,none,图,"), file, 2, "precision", {"exact, seat or approximate"});
    expect_only(change("p-port,port,荣昌港,,,荣港,荣昌区,105.6,29.4,about,图,"), file, 2, "precision", {"about"});
    expect_only(change("p-port,port,荣昌港,,,荣港,荣昌区,105.6,29.4,exact,,"), file, 2, "source", {"source"});
    expect_only(change("p-port,port,荣昌港,,,荣港,荣冒区,105.6,29.4,exact,图,"), file, 2, "within", {"荣冒区", "荣昌区"});
    expect_problem(mini::read(change("p-port,harbour,荣昌港,,,荣港,荣昌区,105.6,29.4,exact,图,")).problems, file, 2, "kind", {"harbour"});
    expect_problem(mini::read(change("P_port,port,荣昌港,,,荣港,荣昌区,105.6,29.4,exact,图,")).problems, file, 2, "id", {"a-z"});
    expect_only(with(file, "u-coast,unplaced,沿海地区,The coast,,,,,,none", "u-coast,unplaced,沿海地区,The coast,,,,120,30,exact"), file, 4, "lon", {"unplaced"});
    expect_only(with(file, "u-coast,", "p-port,unplaced,另一处,,,,,,,none,,\nu-coast,"), file, 4, "id", {"twice"});
    // Without shapes nothing can be said about the unit: no complaint.
    auto g = mini::geodata();
    for (auto& a : g.counties) a.rings = {};
    EXPECT_TRUE(io::read_dataset(mini::write(change("p-port,port,荣昌港,,,荣港,荣昌区,105.9,29.35,approximate,图,")), g).problems.empty());
}

TEST(DatasetReader, Members) {
    expect_only(with("members.csv", "r-axis,永川区", "r-axis,泸州市"), "members.csv", 4, "member", {"twice"});
    expect_only(with("members.csv", "r-axis,永川区", "荣昌港,永川区"), "members.csv", 4, "region", {"port"});
    const auto empty = with("places.csv", "u-coast,", "r-empty,region,空区,,,,,,,none,,\nu-coast,");
    expect_only(empty, "members.csv", 0, "region", {"r-empty", "no members"});
    auto circle = with("places.csv", "u-coast,", "r-two,region,二区,,,,,,,none,,\nu-coast,");
    circle = with("members.csv", "r-axis,永川区,甲方案\n", "r-axis,r-two,x\nr-two,r-axis,x\nr-two,永川区,x\n", circle);
    expect_problem(mini::read(circle).problems, "members.csv", 2, "member", {"r-axis", "itself"});
}

TEST(DatasetReader, CorridorsAndNodes) {
    const char* nodes = "corridor_nodes.csv";
    expect_only(with(nodes, "c-river,1,宜宾市,\nc-river,2,泸州市,\nc-river,3,永川区,", "c-river,1,宜宾市,\nc-river,2,长春市,\nc-river,3,永川区,"), nodes, 3, "seq", {"jumps", "长春市"});
    EXPECT_TRUE(mini::read(with(nodes, "c-river,2,泸州市,", "c-river,2,长春市,绕行")).problems.empty()); // settled in the note
    auto loop = with(nodes, "c-river,2,泸州市,", "c-river,2,长春市,");
    EXPECT_TRUE(mini::read(with("corridors.csv", "江轴,axis", "江轴,loop", loop)).problems.empty());
    expect_only(with(nodes, "c-river,3", "c-river,4"), nodes, 4, "seq", {"no node 3"});
    expect_only(with(nodes, "c-river,3", "c-river,2"), nodes, 4, "seq", {"two nodes"});
    expect_only(with(nodes, "c-river,3", "c-rivers,3"), nodes, 4, "corridor", {"c-river"});
    expect_only(with(nodes, "c-river,3,永川区", "c-river,3,沿海地区"), nodes, 4, "place", {"no point"});
    expect_only(with("corridors.csv", "江轴,axis", "江轴,road"), "corridors.csv", 2, "kind", {"road", "railway"});
    expect_only(with("corridors.csv", "alpha-2020 三(一)", "alpha-2019 三(一)"), "corridors.csv", 2, "named_by", {"alpha-2020"});
    expect_only(with("corridors.csv", "四川省|荣昌区|永川区", ""), "corridors.csv", 3, "members", {"neither"});
}

TEST(DatasetReader, Basins) {
    const char* file = "basins.csv";
    expect_only(with(file, "Tuo,沱江,", "Tuo,岷江,"), file, 4, "rivers", {"岷江", "b-mj"});
    expect_only(with(file, "Tuo,沱江,", "Tuo,沱河,"), file, 4, "rivers", {"unknown river", "沱江"});
    expect_only(with(file, "沱江,沱江,,,", "沱江,沱水,,,"), file, 4, "areas", {"沱水", "沱江"});
    expect_only(with(file, ",长江区,", ",长江片,"), file, 2, "region", {"长江区"});
    expect_only(with(file, "b-tj,b-cj", "b-tj,b-xx"), file, 4, "parent", {"b-xx"});
    const auto r = mini::read(with(file, "b-cj,,长江", "b-cj,b-mj,长江"));
    expect_problem(r.problems, file, 2, "parent", {"circle"});
    EXPECT_FALSE(r.dataset->basin_inside(0, 1)); // the circle is cut
}

TEST(DatasetReader, BasinMembers) {
    const char* file = "basin_members.csv";
    const auto good = mini::read(mini::tables());
    ASSERT_EQ(good.dataset->basin(2).members.size(), 2u);
    EXPECT_EQ(good.dataset->place(good.dataset->basin(2).members[1].place).name.zh, "泸州市");
    EXPECT_DOUBLE_EQ(good.dataset->basin(2).members[1].share, 0.12);
    expect_only(with(file, "b-tj,500153", "b-tt,500153"), file, 6, "basin", {"b-tt", "b-tj"});
    expect_only(with(file, "b-tj,500153", "b-tj,599999"), file, 6, "code", {"599999"});
    expect_only(with(file, "b-tj,500153,county", "b-tj,荣昌港,"), file, 6, "code", {"no province"});
    expect_only(with(file, "b-tj,500153,county", "b-tj,500153,prefecture"), file, 6, "level", {"county"});
    for (const char* share : {"1.01", "-0.2", "0", "nan", "12%", "half", ""})
        expect_only(with(file, "0.12", share), file, 7, "share", {share, "no share"});
    expect_only(with(file, "b-tj,510500,prefecture", "b-tj,荣昌区,county"), file, 7, "code", {"listed twice"}); // by name or by code
    auto t = mini::tables();
    t.erase(file);
    EXPECT_EQ(mini::read(t).problems.size(), 1u);
}

TEST(DatasetReader, BasinMembersInChinese) {
    base::set_message_language(base::Lang::zh);
    const auto r = mini::read(with("basin_members.csv", "0.12", "1.2"));
    base::set_message_language(base::Lang::en);
    expect_problem(r.problems, "basin_members.csv", 7, "share", {"1.2", "份额"});
}

TEST(DatasetReader, ClausesKnowWhetherTheyHaveLinks) {
    expect_only(with("clauses.csv", "三(二),结合部,", "三(二),结合部,没有"), "clauses.csv", 3, "reason", {"has links"});
    expect_only(with("clauses.csv", "没有具体的合作方", ""), "clauses.csv", 6, "reason", {"say why"});
    expect_only(with("clauses.csv", "alpha-2020,三(二)", "alpha-2020,三(一)"), "clauses.csv", 3, "clause", {"twice"});
}

TEST(DatasetReader, MissingColumnsAndFiles) {
    auto r = mini::read(with(kAlphaLinks, "stance,stated", "stanza,stated"));
    expect_problem(r.problems, kAlphaLinks, 1, "stance", {"missing"});
    EXPECT_EQ(std::count_if(r.problems.begin(), r.problems.end(), [](const auto& p) { return p.file == kAlphaLinks; }), 1); // once, not for each row
    r = mini::read(with("places.csv", "source,note", "sources,note"));
    expect_problem(r.problems, "places.csv", 1, "source", {"missing"});
    auto t = mini::tables();
    t.erase("domains.csv");
    r = mini::read(t);
    EXPECT_TRUE(std::any_of(r.problems.begin(), r.problems.end(), [](const auto& p) { return p.file == "domains.csv" && p.row == 0; }));
    const auto none = io::read_dataset(mini::scratch("nothing") + "/not-there", mini::geodata());
    EXPECT_EQ(none.dataset, nullptr);
    EXPECT_FALSE(none.problems.empty());
}

TEST(DatasetReader, ColumnsInAnyOrderByteOrderMarkAndCrLf) {
    auto t = mini::tables();
    t["domains.csv"] = "\xEF\xBB\xBFname_en,code,name\r\nTransport,transport,交通\r\nEcology,ecology,生态环境\r\nIndustry,industry,产业\r\n";
    const auto r = mini::read(t);
    EXPECT_TRUE(r.problems.empty()) << mini::all_text(r.problems);
    EXPECT_EQ(r.dataset->domains()[0].name.zh, "交通");
}

TEST(DatasetReader, GbkTableIsReadWithOneProblem) {
    auto t = mini::tables();
    t["domains.csv"] = "code,name,name_en\ntransport,\xBD\xBB\xCD\xA8,Transport\necology,x,Ecology\nindustry,x,Industry\n";
    const auto r = mini::read(t);
    EXPECT_EQ(r.problems.size(), 1u) << mini::all_text(r.problems);
    expect_problem(r.problems, "domains.csv", 2, "", {"GBK"});
    EXPECT_EQ(r.dataset->domains()[0].name.zh, "交通");
    t["domains.csv"] = "code,name,name_en\ntransport,\xFF\xFF,Transport\n";
    expect_problem(mini::read(t).problems, "domains.csv", 2, "", {"neither UTF-8 nor GBK"});
}

TEST(DatasetReader, VersionHashFollowsTheTables) {
    const auto hash = [](const mini::Tables& t) { return mini::read(t).dataset->version_hash(); };
    EXPECT_EQ(hash(mini::tables()), hash(mini::tables()));
    EXPECT_NE(hash(mini::tables()), hash(with(kAlphaLinks, "三地沿江联动。", "三地沿江一起联动。")));
}

TEST(DatasetReader, ProblemsReadAsOneSentence) {
    EXPECT_EQ(io::to_text({"links/x.csv", 12, "parties", "unknown place 'y'"}), "links/x.csv row 12, field 'parties': unknown place 'y'");
    EXPECT_EQ(io::to_text({"members.csv", 0, "", "empty"}), "members.csv: empty");
}

TEST(DatasetReader, AHundredThousandLinks) {
    auto t = mini::tables();
    std::string text = t[kAlphaLinks].substr(0, t[kAlphaLinks].find('\n') + 1);
    for (int i = 0; i < 100000; ++i) {
        char id[16];
        std::snprintf(id, sizeof id, "%06d", i);
        text += std::string("alpha-2020-") + id + ",alpha-2020,三(" + (i % 2 ? "一" : "二") + "),\"宜宾、泸州,沿江联动\",三地沿江联动。,Three places act together.,corridor,宜宾市|泸州市|永川区,c-river,b-mj,strategy,transport|ecology,advancing,explicit,,\n";
    }
    t[kAlphaLinks] = text;
    const std::string folder = mini::write(t);
    const auto start = std::chrono::steady_clock::now();
    const auto r = io::read_dataset(folder, mini::geodata());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    RecordProperty("milliseconds", static_cast<int>(seconds * 1000));
    EXPECT_TRUE(r.problems.empty());
    EXPECT_EQ(r.dataset->links().size(), 100002u);
    EXPECT_LT(seconds, 10.0); // all checks of all links; measured 0.5 s on an idle machine; a quadratic step would show
}

namespace {

const char* const kPlanText = "某网站 首页\n　关于印发甲方案的通知\n 现将甲方案印发给你们。\n　为推动区域合作,制定本方案。\n一、总体要求\n　坚持统筹,总的要求在此。\n"
                              "二、布局\n(一)目标。做强 目标。\n　(二) 沿江。宜宾、泸州、\n永川沿江联动。\n三、协作\n各方要一起努力。\n"
                              "(三)结合部。推进“川渝结合部”建设:(一)是列举,(五)也是列举。\n(四)园区。共建园区。\n四、保障\n（一）重新编号。另起一章的编号。\n（二）其他。\n";

model::Dataset quoting(const std::string& clause, const std::string& quote) {
    model::DatasetParts p;
    p.plans.resize(1);
    p.plans[0].id = "alpha-2020";
    p.mechanisms.resize(1);
    model::Link link;
    link.id = "alpha-2020-001";
    link.plan = link.mechanism = 0;
    link.clause = clause;
    link.quote = quote;
    p.links.push_back(link);
    return model::Dataset(std::move(p));
}

std::string plans_folder() {
    const std::string folder = mini::scratch("plans");
    std::ofstream(folder + "/alpha-2020.txt", std::ios::binary) << kPlanText;
    return folder;
}

} // namespace

TEST(QuoteCheck, QuotesStandInTheirClauses) {
    const std::string folder = plans_folder();
    const std::pair<const char*, const char*> good[] = {
        {"印发", "现将甲方案印发给你们"}, {"序", "为推动区域合作，制定本方案"}, {"一", "坚持统筹"}, {"二(一)", "做强目标"},
        {"二(二)", "宜宾、泸州、永川沿江联动"}, {"三", "各方要一起努力"}, {"三(三)", "推进\"川渝结合部\"建设"}, {"三(三)", "（五）也是列举"},
        {"三(四)", "共建园区"}, {"四(一)", "另起一章的编号"}, {"四(二)", "其他"},
    };
    for (const auto& [clause, quote] : good) {
        const auto d = quoting(clause, quote);
        std::vector<std::string> verified;
        const auto problems = io::check_quotes(d, folder, verified);
        EXPECT_TRUE(problems.empty()) << clause << ": " << mini::all_text(problems);
        ASSERT_EQ(verified.size(), 1u);
        EXPECT_EQ(verified[0], "alpha-2020-001 " + io::quote_digest(d, d.link(0)));
    }
}

TEST(QuoteCheck, QuotesElsewhereAreReported) {
    const std::string folder = plans_folder();
    const auto said = [&](const char* clause, const char* quote) {
        std::vector<std::string> verified;
        const auto problems = io::check_quotes(quoting(clause, quote), folder, verified);
        EXPECT_TRUE(verified.empty());
        EXPECT_EQ(problems.size(), 1u);
        return problems.empty() ? std::string() : problems[0].field + ": " + problems[0].message;
    };
    EXPECT_NE(said("二(一)", "宜宾、泸州、永川沿江联动").find("it stands in 二(二)"), std::string::npos);
    EXPECT_NE(said("三(四)", "川渝结合部").find("it stands in 三(三)"), std::string::npos);
    EXPECT_NE(said("三(三)", "各方要一起努力").find("it stands in 三"), std::string::npos); // the opening paragraph is not the clause
    EXPECT_NE(said("二(二)", "宜宾、泸州、江津沿江联动").find("nor elsewhere"), std::string::npos);
    EXPECT_EQ(said("三(五)", "也是列举").substr(0, 7), "clause:"); // numbers in a list are no clauses
    EXPECT_EQ(said("二(三)", "川渝结合部").substr(0, 7), "clause:"); // clause 3 belongs to chapter 三
    EXPECT_NE(said("二(二)", "").find("quote"), std::string::npos);
}

TEST(QuoteCheck, AMissingPlanTextIsOneProblem) {
    std::vector<std::string> verified;
    const auto problems = io::check_quotes(quoting("一", "x"), mini::scratch("empty"), verified);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_NE(problems[0].message.find("alpha-2020.txt"), std::string::npos);
}

TEST(QuoteCheck, Digests) {
    const std::string folder = mini::scratch("digests");
    const auto d = quoting("一", "坚持统筹"), changed = quoting("一", "坚持 统筹");
    EXPECT_EQ(io::check_digests(d, folder).size(), 1u); // no file
    const auto write = [&](const std::string& text) { std::ofstream(folder + "/quotes.sha256", std::ios::binary) << text; };
    write("alpha-2020-001 " + io::quote_digest(d, d.link(0)) + "\n");
    EXPECT_TRUE(io::check_digests(d, folder).empty());
    ASSERT_EQ(io::check_digests(changed, folder).size(), 1u);
    EXPECT_NE(io::check_digests(changed, folder)[0].message.find("changed"), std::string::npos);
    EXPECT_EQ(io::check_digests(quoting("二", "坚持统筹"), folder).size(), 1u);
    write("alpha-2020-009 " + io::quote_digest(d, d.link(0)) + "\nnonsense\n");
    const auto problems = io::check_digests(d, folder);
    ASSERT_EQ(problems.size(), 3u) << mini::all_text(problems);
    EXPECT_EQ(problems[0].row, 1); // names no link
    EXPECT_EQ(problems[1].row, 2); // no digest
    EXPECT_NE(problems[2].message.find("never verified"), std::string::npos);
}

TEST(ShippedTables, HaveNoProblem) {
    const auto geodata = io::read_geodata(std::string(ATLAS_SOURCE_DIR) + "/geodata", {});
    ASSERT_TRUE(geodata) << geodata.error().message;
    const auto r = io::read_dataset(std::string(ATLAS_SOURCE_DIR) + "/geodata/links", *geodata);
    EXPECT_TRUE(r.problems.empty()) << mini::all_text(r.problems);
    ASSERT_NE(r.dataset, nullptr);
    EXPECT_GE(r.dataset->links().size(), 200u);
    EXPECT_EQ(r.dataset->plans().size(), 5u);
    for (const model::Plan& plan : r.dataset->plans()) {
        const bool read = std::any_of(r.dataset->links().begin(), r.dataset->links().end(), [&](const model::Link& l) { return &r.dataset->plan(l.plan) == &plan; });
        EXPECT_TRUE(read) << plan.id << " has no link";
    }
}
