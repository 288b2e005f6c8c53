// The dataset's own rules: names, codes, containment, what can be drawn.
#include "model/containment.hpp"
#include "model/dataset.hpp"

#include <gtest/gtest.h>

using namespace atlas::model;

namespace {

Place place(const std::string& id, const std::string& name, PlaceKind kind, bool point = true) {
    Place p;
    p.id = id;
    if (kind == PlaceKind::province || kind == PlaceKind::prefecture || kind == PlaceKind::county) p.adcode = id;
    p.kind = kind;
    p.name = {name, ""};
    p.short_zh = short_name(name);
    if (point) p.position = atlas::geo::LonLat{105, 30};
    return p;
}

enum : PlaceIx { chongqing, rongchang, sichuan, luzhou, jiangyang, port, region, nowhere };

DatasetParts parts() {
    DatasetParts p;
    p.places = {place("500000", "重庆市", PlaceKind::province), place("500153", "荣昌区", PlaceKind::county),
                place("510000", "四川省", PlaceKind::province), place("510500", "泸州市", PlaceKind::prefecture),
                place("510502", "江阳区", PlaceKind::county),   place("p-port", "泸州港", PlaceKind::port),
                place("r-x", "川渝结合部", PlaceKind::region, false), place("u-x", "沿海地区", PlaceKind::unplaced, false)};
    p.places[port].within = "510500";
    p.places[region].members = {luzhou, rongchang};
    p.plans.resize(1);
    p.mechanisms.resize(1);
    p.corridors.resize(3);
    p.corridors[0].id = "c-sichuan";
    p.corridors[0].members = {sichuan};
    p.corridors[1].id = "c-both";
    p.corridors[1].members = {luzhou, rongchang};
    p.corridors[2].id = "c-line";
    p.corridors[2].nodes = {jiangyang, rongchang};
    p.basins.resize(3);
    p.basins[1].parent = 0;
    p.basins[2].parent = 1;
    return p;
}

Link link(Shape shape, std::vector<PlaceIx> places) {
    Link l;
    l.id = "x-001";
    l.plan = l.mechanism = 0;
    l.shape = shape;
    for (const PlaceIx p : places) l.parties.push_back({p, Role::both});
    return l;
}

Dataset with(Link l) {
    DatasetParts p = parts();
    p.links.push_back(std::move(l));
    return Dataset(std::move(p));
}

std::vector<CorridorIx> computed(const Dataset& d) {
    std::vector<CorridorIx> out;
    for (const auto& t : d.link(0).corridors)
        if (t.by == By::place) out.push_back(t.index);
    return out;
}

} // namespace

TEST(Names, ShortNames) {
    const std::pair<const char*, const char*> cases[] = {
        {"四川省", "四川"}, {"黑龙江省", "黑龙江"}, {"泸州市", "泸州"}, {"北京市", "北京"}, {"内蒙古自治区", "内蒙古"},
        {"广西壮族自治区", "广西"}, {"西藏自治区", "西藏"}, {"宁夏回族自治区", "宁夏"}, {"新疆维吾尔自治区", "新疆"},
        {"香港特别行政区", "香港"}, {"延边朝鲜族自治州", "延边"}, {"黔西南布依族苗族自治州", "黔西南"},
        {"海西蒙古族藏族自治州", "海西"}, {"海南藏族自治州", "海南州"}, {"海南省", "海南"}, {"西双版纳傣族自治州", "西双版纳"},
        {"阿坝藏族羌族自治州", "阿坝"}, {"恩施土家族苗族自治州", "恩施"}, {"伊犁哈萨克自治州", "伊犁"},
        {"克孜勒苏柯尔克孜自治州", "克孜勒苏"}, {"巴音郭楞蒙古自治州", "巴音郭楞"}, {"秀山土家族苗族自治县", "秀山"},
        {"彭水苗族土家族自治县", "彭水"}, {"前郭尔罗斯蒙古族自治县", "前郭"}, {"沿河土家族自治县", "沿河"},
        {"道真仡佬族苗族自治县", "道真"}, {"双江拉祜族佤族布朗族傣族自治县", "双江"}, {"积石山保安族东乡族撒拉族自治县", "积石山"},
        {"东乡族自治县", "东乡"}, {"互助土族自治县", "互助"}, {"三都水族自治县", "三都"}, {"隆林各族自治县", "隆林"},
        {"鄂伦春自治旗", "鄂伦春"}, {"鄂温克族自治旗", "鄂温克"}, {"莫力达瓦达斡尔族自治旗", "莫力达瓦"},
        {"大兴安岭地区", "大兴安岭"}, {"阿拉善盟", "阿拉善"}, {"神农架林区", "神农架"}, {"两江新区", "两江新区"},
        {"忠县", "忠县"}, {"赵县", "赵县"}, {"城区", "城区"}, {"巫溪县", "巫溪"}, {"渝中区", "渝中"}, {"开州区", "开州"},
        {"津市市", "津市"}, {"阿拉善左旗", "阿拉善左旗"}, {"准格尔旗", "准格尔"}, {"泸州港", "泸州港"}, {"", ""},
    };
    for (const auto& [official, brief] : cases) EXPECT_EQ(short_name(official), brief) << official;
}

TEST(Names, EnglishNames) {
    EXPECT_EQ(english_name("内蒙古自治区", "Neimenggu", ""), "Inner Mongolia");
    EXPECT_EQ(english_name("西藏自治区", "Xizangzizhiqu", ""), "Xizang");
    EXPECT_EQ(english_name("格尔木市", "Ge'ermu", ""), "Golmud"); // no pinyin of a name of another language where one is established
    EXPECT_EQ(english_name("哈尔滨市", "Ha'erbin", ""), "Harbin");
    EXPECT_EQ(english_name("陕西省", "Shanxi", "Shanxi"), "Shaanxi"); // the table wins: two provinces would read alike
    EXPECT_EQ(english_name("珲春市", "Huichun", ""), "Hunchun"); // the layers misread it
    EXPECT_EQ(english_name("丰都县", "Fengdou", ""), "Fengdu");
    EXPECT_EQ(english_name("山西省", "Shanxi", ""), "Shanxi");
    EXPECT_EQ(english_name("吉林省", "Jilin", ""), "Jilin");
    EXPECT_EQ(english_name("香港特别行政区", "Xianggangtebiexingzhengqu", ""), "Hong Kong");
    EXPECT_EQ(english_name("泸州市", "luzhou", ""), "Luzhou");
    EXPECT_EQ(english_name("延边朝鲜族自治州", "Yanbianchaoxianzuzizhizhou", ""), "Yanbian");
    EXPECT_EQ(english_name("前郭尔罗斯蒙古族自治县", "Qianguo'erluosimengguzuzizhixian", ""), "Qianguo'erluosi");
    EXPECT_EQ(english_name("海南区", "hainan", ""), "Hainan"); // a county is no province
    EXPECT_EQ(english_name("泸州市", "luzhou", "Luzhou City"), "Luzhou City");
    EXPECT_EQ(english_name("某地", "", ""), "某地");
}

TEST(Codes, ThereAndBack) {
    for (const Shape v : {Shape::pair, Shape::group, Shape::corridor, Shape::basin, Shape::hub}) EXPECT_EQ(shape_from(to_code(v)), v);
    for (const Role v : {Role::both, Role::from, Role::to}) EXPECT_EQ(role_from(to_code(v)), v);
    for (const Stance v : {Stance::operating, Stance::deepening, Stance::advancing, Stance::exploring}) EXPECT_EQ(stance_from(to_code(v)), v);
    for (const Stated v : {Stated::explicit_, Stated::inferred}) EXPECT_EQ(stated_from(to_code(v)), v);
    for (const Precision v : {Precision::exact, Precision::seat, Precision::approximate, Precision::none}) EXPECT_EQ(precision_from(to_code(v)), v);
    for (int i = 0; i <= static_cast<int>(PlaceKind::unplaced); ++i) EXPECT_EQ(place_kind_from(to_code(static_cast<PlaceKind>(i))), static_cast<PlaceKind>(i));
    EXPECT_EQ(to_code(Stated::explicit_), "explicit");
    EXPECT_EQ(to_code(PlaceKind::facility), "facility");
    EXPECT_FALSE(shape_from("Pair"));
    EXPECT_FALSE(role_from(""));
}

TEST(Containment, Codes) {
    EXPECT_TRUE(code_inside("510502", "510000"));
    EXPECT_TRUE(code_inside("510502", "510500"));
    EXPECT_TRUE(code_inside("510502", "510502"));
    EXPECT_FALSE(code_inside("510500", "510502"));
    EXPECT_FALSE(code_inside("510000", "510500"));
    EXPECT_FALSE(code_inside("500153", "510000"));
    EXPECT_FALSE(code_inside("", "510000"));
    EXPECT_FALSE(code_inside("510500", ""));
}

TEST(Dataset, InsideByCode) {
    const Dataset d{parts()};
    EXPECT_TRUE(d.inside(luzhou, sichuan));
    EXPECT_TRUE(d.inside(port, sichuan)); // through `within`
    EXPECT_TRUE(d.inside(port, luzhou));
    EXPECT_TRUE(d.inside(region, region));
    EXPECT_FALSE(d.inside(sichuan, luzhou));
    EXPECT_FALSE(d.inside(luzhou, port)); // a port contains nothing
    EXPECT_FALSE(d.inside(luzhou, region));
    EXPECT_FALSE(d.inside(nowhere, sichuan));
}

TEST(Dataset, NamesInTheirOrder) {
    DatasetParts p = parts();
    p.places[port].aliases = {"泸州市", "LZ Port"}; // an alias that is another place's official name
    const Dataset d{std::move(p)};
    EXPECT_EQ(d.places_named("泸州市"), std::vector<PlaceIx>{luzhou});
    EXPECT_EQ(d.places_named("泸州"), std::vector<PlaceIx>{luzhou});
    EXPECT_EQ(d.places_named("510500"), std::vector<PlaceIx>{luzhou});
    EXPECT_EQ(d.places_named(" lz port "), std::vector<PlaceIx>{port});
    EXPECT_EQ(d.places_named("P-PORT"), std::vector<PlaceIx>{port});
    EXPECT_TRUE(d.places_named("泸").empty());
    EXPECT_TRUE(d.places_named("").empty());
    EXPECT_EQ(d.place_by_id("r-x"), region);
    EXPECT_EQ(d.place_by_id("泸州市"), kNone);
}

TEST(Dataset, CorridorsThatContainEveryParty) {
    EXPECT_EQ(computed(with(link(Shape::pair, {luzhou, sichuan}))), (std::vector<CorridorIx>{0}));
    EXPECT_EQ(computed(with(link(Shape::pair, {jiangyang, port}))), (std::vector<CorridorIx>{0, 1})); // both inside 泸州
    EXPECT_EQ(computed(with(link(Shape::pair, {jiangyang, rongchang}))), (std::vector<CorridorIx>{1, 2}));
    EXPECT_EQ(computed(with(link(Shape::group, {region}))), (std::vector<CorridorIx>{1})); // through all its members
    EXPECT_TRUE(computed(with(link(Shape::pair, {luzhou, chongqing}))).empty()); // 重庆 is more than 荣昌
    EXPECT_TRUE(computed(with(link(Shape::pair, {luzhou, nowhere}))).empty());
    EXPECT_TRUE(computed(with(link(Shape::basin, {}))).empty());
}

TEST(Dataset, ANamedCorridorIsNotAddedAgain) {
    Link l = link(Shape::pair, {luzhou, sichuan});
    l.corridors = {{0, By::text}};
    const Dataset d = with(l);
    ASSERT_EQ(d.link(0).corridors.size(), 1u);
    EXPECT_EQ(d.link(0).corridors[0].by, By::text);
}

namespace {

/// 0 › 1 › 2, and 3 beside 2 below 1.
Dataset in_basins(Link l) {
    DatasetParts p = parts();
    p.basins.resize(4);
    p.basins[3].parent = 1;
    p.basins[0].members = {{sichuan, 0.96}, {chongqing, 1}, {luzhou, 1}, {rongchang, 1}, {jiangyang, 1}};
    p.basins[1].members = {{sichuan, 0.9}, {luzhou, 0.6}, {rongchang, 1}, {jiangyang, 0.5}};
    p.basins[2].members = {{luzhou, 0.1}, {rongchang, 0.7}, {jiangyang, 0.49}};
    p.basins[3].members = {{luzhou, 0.5}};
    p.links.push_back(std::move(l));
    return Dataset(std::move(p));
}
using Basins = std::vector<std::pair<BasinIx, By>>;
Basins basins_of(Link l) {
    const Dataset d = in_basins(std::move(l));
    Basins out;
    for (const auto& t : d.link(0).basins) out.emplace_back(t.index, t.by);
    return out;
}
Basins by_place(BasinIx b) { return {{b, By::place}}; }

} // namespace

TEST(Dataset, TheDeepestBasinThatContainsEveryParty) {
    EXPECT_EQ(basins_of(link(Shape::pair, {luzhou, rongchang})), by_place(1));      // both lie in 0 too; 2 has a tenth of 泸州
    EXPECT_EQ(basins_of(link(Shape::pair, {rongchang, jiangyang})), by_place(1));   // half of a unit is enough, less is not
    EXPECT_EQ(basins_of(link(Shape::basin, {rongchang})), by_place(2));
    EXPECT_EQ(basins_of(link(Shape::pair, {sichuan, rongchang})), by_place(0));     // nine tenths of a province are not
    EXPECT_EQ(basins_of(link(Shape::pair, {luzhou, port})), by_place(3));           // the port lies within 泸州
    EXPECT_EQ(basins_of(link(Shape::group, {region})), by_place(1));                // through all members
    EXPECT_EQ(basins_of(link(Shape::pair, {luzhou, nowhere})), Basins{});
    EXPECT_EQ(basins_of(link(Shape::basin, {})), Basins{});
}

TEST(Dataset, ABasinThatTheClauseNamesStandsForItsAncestors) {
    Link l = link(Shape::pair, {luzhou, rongchang}); // in 1
    l.basins = {{2, By::text}};
    EXPECT_EQ(basins_of(l), (Basins{{2, By::text}}));
    l.basins = {{1, By::text}};
    EXPECT_EQ(basins_of(l), (Basins{{1, By::text}}));
    l.basins = {{0, By::text}}; // the computed one says more
    EXPECT_EQ(basins_of(l), (Basins{{0, By::text}, {1, By::place}}));
}

TEST(Dataset, AForeignPartyIsInNoBasin) {
    DatasetParts p = parts();
    p.places[nowhere].kind = PlaceKind::foreign;
    p.places[nowhere].within = "510500";
    p.basins[0].members = {{luzhou, 1}};
    p.links = {link(Shape::pair, {luzhou, nowhere})};
    EXPECT_TRUE(Dataset(std::move(p)).link(0).basins.empty());
}

TEST(Dataset, Mappable) {
    EXPECT_TRUE(with(link(Shape::pair, {luzhou, rongchang})).link(0).mappable);
    EXPECT_TRUE(with(link(Shape::pair, {luzhou, region})).link(0).mappable);
    EXPECT_FALSE(with(link(Shape::pair, {luzhou, nowhere})).link(0).mappable);
    EXPECT_TRUE(with(link(Shape::group, {region})).link(0).mappable);
    EXPECT_FALSE(with(link(Shape::group, {nowhere, luzhou})).link(0).mappable);
    EXPECT_TRUE(with(link(Shape::basin, {luzhou, nowhere})).link(0).mappable);
    EXPECT_FALSE(with(link(Shape::basin, {nowhere})).link(0).mappable);
}

TEST(Dataset, BasinTree) {
    const Dataset d{parts()};
    EXPECT_EQ(d.basin(0).children, std::vector<BasinIx>{1});
    EXPECT_EQ(d.basin_with_descendants(0), (std::vector<BasinIx>{0, 1, 2}));
    EXPECT_EQ(d.basin_with_descendants(2), std::vector<BasinIx>{2});
    EXPECT_TRUE(d.basin_inside(2, 0));
    EXPECT_TRUE(d.basin_inside(1, 1));
    EXPECT_FALSE(d.basin_inside(0, 2));
}

TEST(Dataset, MembersOfMembersWithoutHanging) {
    std::vector<Place> places{place("r-a", "甲", PlaceKind::region, false), place("r-b", "乙", PlaceKind::region, false), place("510500", "泸州市", PlaceKind::prefecture)};
    places[0].members = {1};
    places[1].members = {2, 0}; // a circle, which the reader refuses
    EXPECT_EQ(all_members(places, 0), std::vector<PlaceIx>{2});
    EXPECT_TRUE(all_members(places, 2).empty());
}
