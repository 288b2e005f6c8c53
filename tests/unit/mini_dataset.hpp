// A small country for the tests of tables, filters and writers: base units made by hand, and good tables of four links.
// A test changes one cell and looks at what the reader says.
#pragma once

#include "io/dataset_reader.hpp"
#include "model/geodata.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace mini {

inline atlas::model::Area unit(const std::string& code, const std::string& name, const std::string& pinyin, double lon, double lat, double half = 0) {
    atlas::model::Area a;
    a.code = code;
    a.name = name;
    a.pinyin = pinyin;
    a.label = {lon, lat};
    if (half > 0) { // a square
        a.rings.closed = true;
        a.rings.begin_part();
        a.rings.points = {{lon - half, lat - half}, {lon + half, lat - half}, {lon + half, lat + half}, {lon - half, lat + half}};
    }
    return a;
}

inline atlas::model::Geodata geodata() {
    atlas::model::Geodata g;
    g.provinces = {unit("220000", "吉林省", "Jilin", 126, 43), unit("320000", "江苏省", "Jiangsu", 119, 33), unit("350000", "福建省", "Fujian", 118, 26),
                   unit("410000", "河南省", "Henan", 113, 34), unit("500000", "重庆市", "Chongqing", 107.8, 30.1), unit("510000", "四川省", "Sichuan", 102.7, 30.6)};
    g.prefectures = {unit("220100", "长春市", "Changchun", 125.3, 43.9), unit("320100", "南京市", "Nanjing", 118.8, 32.1), unit("350100", "福州市", "Fuzhou", 119.3, 26.1),
                     unit("419001", "济源市", "Jiyuan", 112.6, 35.1), unit("500000", "重庆市", "Chongqing", 107.8, 30.1), unit("510100", "成都市", "Chengdu", 104, 30.6),
                     unit("510500", "泸州市", "Luzhou", 105.4, 28.9), unit("511000", "内江市", "Neijiang", 105.05, 29.58), unit("511500", "宜宾市", "Yibin", 104.6, 28.8)};
    g.counties = {unit("220184", "公主岭市", "Gongzhuling", 124.8, 43.5), unit("320106", "鼓楼区", "Gulou", 118.7, 32.1), unit("350102", "鼓楼区", "Gulou", 119.3, 26.1),
                  unit("419001", "济源市", "Jiyuan", 112.6, 35.1), unit("500118", "永川区", "Yongchuan", 105.9, 29.35, 0.1), unit("500153", "荣昌区", "Rongchang", 105.6, 29.4, 0.15),
                  unit("510502", "江阳区", "Jiangyang", 105.45, 28.88)};
    g.seats = {{"500000", "重庆市", "Chongqing", 2, {106.55, 29.56}, true}, {"510500", "泸州市", "Luzhou", 2, {105.44255, 28.87098}, true},
               {"511500", "宜宾市", "Yibin", 2, {90, 10}, false}};
    atlas::model::River river;
    for (const char* name : {"长江", "岷江", "沱江"}) {
        river.name = name;
        g.rivers.push_back(river);
    }
    g.basin1 = {unit("", "长江区", "", 110, 30)};
    g.basin2 = {unit("", "岷江", "", 103, 30), unit("", "沱江", "", 105, 30)};
    return g;
}

using Tables = std::map<std::string, std::string>;

inline Tables tables() {
    return {
        {"plans.csv", "id,title,title_en,short,short_en,issuer,issued,territory,note\n"
                      "alpha-2020,甲方案,Plan Alpha,甲,Alpha,甲省,2020,四川省,\n"
                      "beta-2021,乙方案,Plan Beta,乙,Beta,乙省,2021,重庆市|吉林省,\n"},
        {"mechanisms.csv", "code,parent,name,name_en\nstrategy,,区域战略统筹,Strategy\ncooperation,,区域合作,Cooperation\n"
                           "cooperation.basin,cooperation,流域上下游合作,Basins\ncooperation.border,cooperation,毗邻地区合作,Borders\n"},
        {"domains.csv", "code,name,name_en\ntransport,交通,Transport\necology,生态环境,Ecology\nindustry,产业,Industry\n"},
        {"places.csv", "id,kind,name,name_en,short,aliases,within,lon,lat,precision,source,note\n"
                       "p-port,port,荣昌港,Rongchang Port,,荣港,荣昌区,105.6,29.4,approximate,图上量取,\n"
                       "r-axis,region,川渝结合部,Chuan–Yu border,,,,,,none,甲方案,\n"
                       "u-coast,unplaced,沿海地区,The coast,,,,,,none,,泛指\n"},
        {"members.csv", "region,member,source\nr-axis,泸州市,甲方案\nr-axis,荣昌区,甲方案\nr-axis,永川区,甲方案\n"},
        {"corridors.csv", "id,name,name_en,aliases,kind,members,named_by,lead,source,note\n"
                          "c-river,沿江轴,River axis,沿江|江轴,axis,,alpha-2020 三(一),1,甲方案,\n"
                          "c-chuanyu,川渝,Chuan–Yu,,agglomeration,四川省|荣昌区|永川区,alpha-2020 一,1,甲方案,\n"},
        {"corridor_nodes.csv", "corridor,seq,place,note\nc-river,1,宜宾市,\nc-river,2,泸州市,\nc-river,3,永川区,\n"},
        {"basins.csv", "id,parent,name,name_en,rivers,areas,region,provinces,note\nb-cj,,长江,Yangtze,长江,,长江区,四川省|重庆市,\n"
                       "b-mj,b-cj,岷江,Min,岷江,岷江,,,\nb-tj,b-cj,沱江,Tuo,沱江,沱江,,,\n"},
        {"basin_members.csv", "basin,code,level,share,note\nb-cj,510000,province,0.96,近似\nb-cj,510500,prefecture,1.00,近似\nb-cj,500118,county,1.00,近似\n"
                              "b-cj,500153,county,1.00,近似\nb-tj,500153,county,1.00,近似\nb-tj,510500,prefecture,0.12,近似\n"},
        {"clauses.csv", "plan,clause,title,reason\nalpha-2020,三(一),沿江,\nalpha-2020,三(二),结合部,\nbeta-2021,一,总则,\nbeta-2021,二(三),对口,\nbeta-2021,二(四),保障,没有具体的合作方\n"},
        {"adcode_changes.csv", "old_code,new_code,old_name,new_name,year,note\n220381,220184,公主岭市,公主岭市,2020,\n500226,500153,荣昌县,荣昌区,2015,\n500383,500118,永川市,永川区,2006,\n"},
        {"links/alpha-2020.csv", "id,plan,clause,quote,summary_zh,summary_en,shape,parties,corridors,basins,mechanism,domains,stance,stated,note,same_as\n"
                                 "alpha-2020-001,alpha-2020,三(一),宜宾、泸州、永川沿江联动,三地沿江联动。,Three places act together.,corridor,宜宾市|泸州市|永川区,c-river,b-mj|b-tj,strategy,transport|ecology,advancing,explicit,,\n"
                                 "alpha-2020-002,alpha-2020,三(二),\"推进川渝结合部,共建园区\",结合部共建园区。,\"The border region builds parks, together.\",group,川渝结合部,,,cooperation.border,industry,deepening,explicit,,\n"},
        {"links/beta-2021.csv", "id,plan,clause,quote,summary_zh,summary_en,shape,parties,corridors,basins,mechanism,domains,stance,stated,note,same_as\n"
                                "beta-2021-001,beta-2021,一,与沿海地区合作,吉林与沿海合作。,Jilin works with the coast.,pair,吉林省|沿海地区,,,strategy,industry,exploring,inferred,发文省由读者补出,\n"
                                "beta-2021-002,beta-2021,二(三),泸州帮扶荣昌港,泸州帮扶荣昌港。,Luzhou helps the port.,pair,泸州市:from|荣昌港:to,,b-tj,cooperation.basin,ecology,operating,explicit,,\n"},
    };
}

inline std::string scratch(const std::string& what) {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    const auto folder = std::filesystem::path(testing::TempDir()) / (std::string("atlas_") + info->test_suite_name() + "_" + info->name() + "_" + what);
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder.string();
}

inline std::string write(const Tables& tables) {
    const std::string folder = scratch("links");
    std::filesystem::create_directories(folder + "/links");
    for (const auto& [file, text] : tables) std::ofstream(folder + "/" + file, std::ios::binary) << text;
    return folder;
}

inline atlas::io::DatasetReading read(const Tables& tables) { return atlas::io::read_dataset(write(tables), geodata()); }

/// The tables with the first `from` in a file replaced; the text must be there.
inline Tables with(const std::string& file, const std::string& from, const std::string& to, Tables tables = mini::tables()) {
    std::string& text = tables.at(file);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << file << " has no " << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    return tables;
}

inline std::string all_text(const std::vector<atlas::io::Problem>& problems) {
    std::string out;
    for (const auto& p : problems) out += atlas::io::to_text(p) + "\n";
    return out;
}

} // namespace mini
