// Short Chinese names and English names of administrative places, by rule with a table of exceptions.
// The rule drops the unit word (省, 市, 自治州 …) and, before 自治, the names of nationalities. It never leaves a single
// character, and it keeps banners that differ by their last word only (阿拉善左旗, 阿拉善右旗).
#include "model/dataset.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace atlas::model {

namespace {

using std::string_view_literals::operator""sv;
using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::size_t kHanzi = 3; // bytes of a hanzi of the basic plane in UTF-8; all official names consist of them

constexpr std::array kExceptions{
    Pair{"神农架林区", "神农架"},
    Pair{"浦东新区", "浦东"},
    Pair{"前郭尔罗斯蒙古族自治县", "前郭"},
    Pair{"喀喇沁左翼蒙古族自治县", "喀左"},
    Pair{"阜新蒙古族自治县", "阜新县"}, // 阜新 is the city
    Pair{"海南藏族自治州", "海南州"},   // 海南 is the province
    Pair{"河南蒙古族自治县", "河南县"}, // 河南 is the province
    Pair{"吉林市", "吉林市"},           // 吉林 is the province
    Pair{"海南区", "海南区"},
    Pair{"河北区", "河北区"},
    Pair{"西藏自治区", "西藏"},
};

// Nationalities as they stand in the names of autonomous units (some without 族), with the pinyin the layers spell them in.
// Longer names first: 土家族 before 土族, 柯尔克孜 whole.
constexpr std::array kNationalities{
    Pair{"维吾尔族", "weiwuerzu"}, Pair{"维吾尔", "weiwuer"}, Pair{"哈萨克族", "hasakezu"}, Pair{"哈萨克", "hasake"},
    Pair{"柯尔克孜族", "keerkezizu"}, Pair{"柯尔克孜", "keerkezi"}, Pair{"塔吉克", "tajike"}, Pair{"锡伯", "xibo"},
    Pair{"蒙古族", "mengguzu"}, Pair{"蒙古", "menggu"}, Pair{"达斡尔族", "dawoerzu"}, Pair{"鄂温克族", "ewenkezu"},
    Pair{"鄂伦春", "elunchun"}, Pair{"土家族", "tujiazu"}, Pair{"布依族", "buyizu"}, Pair{"朝鲜族", "chaoxianzu"},
    Pair{"拉祜族", "lahuzu"}, Pair{"布朗族", "bulangzu"}, Pair{"景颇族", "jingpozu"}, Pair{"傈僳族", "lisuzu"},
    Pair{"哈尼族", "hanizu"}, Pair{"纳西族", "naxizu"}, Pair{"普米族", "pumizu"}, Pair{"独龙族", "dulongzu"},
    Pair{"仡佬族", "gelaozu"}, Pair{"毛南族", "maonanzu"}, Pair{"仫佬族", "mulaozu"}, Pair{"撒拉族", "salazu"},
    Pair{"保安族", "baoanzu"}, Pair{"东乡族", "dongxiangzu"}, Pair{"裕固族", "yuguzu"}, Pair{"各族", "gezu"},
    Pair{"藏族", "zangzu"}, Pair{"羌族", "qiangzu"}, Pair{"彝族", "yizu"}, Pair{"苗族", "miaozu"}, Pair{"侗族", "dongzu"},
    Pair{"壮族", "zhuangzu"}, Pair{"瑶族", "yaozu"}, Pair{"回族", "huizu"}, Pair{"满族", "manzu"}, Pair{"土族", "tuzu"},
    Pair{"傣族", "daizu"}, Pair{"白族", "baizu"}, Pair{"佤族", "wazu"}, Pair{"怒族", "nuzu"}, Pair{"水族", "shuizu"},
    Pair{"畲族", "shezu"}, Pair{"黎族", "lizu"}, Pair{"京族", "jingzu"},
};

constexpr std::array kAutonomous{Pair{"自治区", "zizhiqu"}, Pair{"自治州", "zizhizhou"}, Pair{"自治县", "zizhixian"}, Pair{"自治旗", "zizhiqi"}};
constexpr std::array kUnits{"特别行政区"sv, "行政委员会"sv, "地区"sv, "林区"sv, "省"sv, "市"sv, "盟"sv, "县"sv, "区"sv, "旗"sv};
// What stays whole: new areas, and banners and colours that tell neighbours apart.
constexpr std::array kWhole{"新区"sv, "左旗"sv, "右旗"sv, "前旗"sv, "中旗"sv, "后旗"sv, "联合旗"sv, "正蓝旗"sv, "镶黄旗"sv, "正镶白旗"sv};

constexpr std::array kProvinces{
    Pair{"北京", "Beijing"}, Pair{"天津", "Tianjin"}, Pair{"河北", "Hebei"}, Pair{"山西", "Shanxi"},
    Pair{"内蒙古", "Inner Mongolia"}, Pair{"辽宁", "Liaoning"}, Pair{"吉林", "Jilin"}, Pair{"黑龙江", "Heilongjiang"},
    Pair{"上海", "Shanghai"}, Pair{"江苏", "Jiangsu"}, Pair{"浙江", "Zhejiang"}, Pair{"安徽", "Anhui"},
    Pair{"福建", "Fujian"}, Pair{"江西", "Jiangxi"}, Pair{"山东", "Shandong"}, Pair{"河南", "Henan"},
    Pair{"湖北", "Hubei"}, Pair{"湖南", "Hunan"}, Pair{"广东", "Guangdong"}, Pair{"广西", "Guangxi"},
    Pair{"海南", "Hainan"}, Pair{"重庆", "Chongqing"}, Pair{"四川", "Sichuan"}, Pair{"贵州", "Guizhou"},
    Pair{"云南", "Yunnan"}, Pair{"西藏", "Xizang"}, Pair{"陕西", "Shaanxi"}, Pair{"甘肃", "Gansu"},
    Pair{"青海", "Qinghai"}, Pair{"宁夏", "Ningxia"}, Pair{"新疆", "Xinjiang"}, Pair{"台湾", "Taiwan"},
    Pair{"香港", "Hong Kong"}, Pair{"澳门", "Macao"},
};
static_assert(kProvinces.size() == 34);

// Units whose established English is not the pinyin of the hanzi (or whose pinyin in the layers misreads a character).
constexpr std::array kEstablished{
    Pair{"呼和浩特市", "Hohhot"}, Pair{"鄂尔多斯市", "Ordos"}, Pair{"呼伦贝尔市", "Hulunbuir"}, Pair{"巴彦淖尔市", "Bayannur"},
    Pair{"乌兰察布市", "Ulanqab"}, Pair{"兴安盟", "Hinggan"}, Pair{"锡林郭勒盟", "Xilingol"}, Pair{"阿拉善盟", "Alxa"},
    Pair{"阿坝藏族羌族自治州", "Aba"}, Pair{"甘孜藏族自治州", "Garze"}, Pair{"拉萨市", "Lhasa"}, Pair{"日喀则市", "Xigaze"},
    Pair{"昌都市", "Qamdo"}, Pair{"林芝市", "Nyingchi"}, Pair{"那曲市", "Nagqu"}, Pair{"阿里地区", "Ngari"},
    Pair{"果洛藏族自治州", "Golog"}, Pair{"乌鲁木齐市", "Urumqi"}, Pair{"克拉玛依市", "Karamay"}, Pair{"吐鲁番市", "Turpan"},
    Pair{"博尔塔拉蒙古自治州", "Bortala"}, Pair{"巴音郭楞蒙古自治州", "Bayingolin"}, Pair{"阿克苏地区", "Aksu"},
    Pair{"克孜勒苏柯尔克孜自治州", "Kizilsu"}, Pair{"喀什地区", "Kashgar"}, Pair{"和田地区", "Hotan"},
    Pair{"伊犁哈萨克自治州", "Ili"}, Pair{"阿勒泰地区", "Altay"}, Pair{"三都水族自治县", "Sandu"}, Pair{"都安瑶族自治县", "Du'an"},
    // Cities and counties of other languages, in the spelling of Chinese gazetteers, without diacritics.
    Pair{"哈尔滨市", "Harbin"}, Pair{"齐齐哈尔市", "Qiqihar"}, Pair{"格尔木市", "Golmud"}, Pair{"二连浩特市", "Erenhot"},
    Pair{"锡林浩特市", "Xilinhot"}, Pair{"乌兰浩特市", "Ulanhot"}, Pair{"霍林郭勒市", "Holingol"}, Pair{"海拉尔区", "Hailar"},
    Pair{"额尔古纳市", "Ergun"}, Pair{"库尔勒市", "Korla"}, Pair{"喀什市", "Kashgar"}, Pair{"和田市", "Hotan"},
    Pair{"阿克苏市", "Aksu"}, Pair{"阿勒泰市", "Altay"}, Pair{"阿图什市", "Artux"}, Pair{"博乐市", "Bole"},
    Pair{"香格里拉市", "Shangri-La"}, Pair{"若尔盖县", "Zoige"}, Pair{"石渠县", "Serxu"}, Pair{"都兰县", "Dulan"},
    Pair{"称多县", "Chindu"}, Pair{"麦盖提县", "Makit"}, Pair{"乌什县", "Wushi"}, Pair{"塔什库尔干塔吉克自治县", "Taxkorgan"},
    Pair{"昆都仑区", "Hondlon"}, Pair{"克什克腾旗", "Hexigten"}, Pair{"康巴什区", "Kangbashi"}, Pair{"大柴旦行政委员会", "Da Qaidam"}, Pair{"大埔区", "Tai Po"},
    // Characters with two readings that the layers spell in the other one, above all 都 (du, not dou); ü where they write v.
    Pair{"襄都区", "Xiangdu"}, Pair{"信都区", "Xindu"}, Pair{"望都县", "Wangdu"}, Pair{"尧都区", "Yaodu"}, Pair{"商都县", "Shangdu"},
    Pair{"盐都区", "Yandu"}, Pair{"江都区", "Jiangdu"}, Pair{"莲都区", "Liandu"}, Pair{"都昌县", "Duchang"}, Pair{"宁都县", "Ningdu"},
    Pair{"于都县", "Yudu"}, Pair{"殷都区", "Yindu"}, Pair{"魏都区", "Weidu"}, Pair{"宜都市", "Yidu"}, Pair{"曾都区", "Zengdu"},
    Pair{"花都区", "Huadu"}, Pair{"丰都县", "Fengdu"}, Pair{"新都区", "Xindu"}, Pair{"郫都区", "Pidu"}, Pair{"都匀市", "Duyun"},
    Pair{"秦都区", "Qindu"}, Pair{"武都区", "Wudu"}, Pair{"乐都区", "Ledu"}, Pair{"珲春市", "Hunchun"}, Pair{"闵行区", "Minhang"},
    Pair{"蚌山区", "Bengshan"}, Pair{"民乐县", "Minle"}, Pair{"红寺堡区", "Hongsibu"}, Pair{"牟定县", "Mouding"}, Pair{"吕梁市", "Lüliang"},
    Pair{"绿园区", "Lüyuan"}, Pair{"绿春县", "Lüchun"}, Pair{"万柏林区", "Wanbailin"}, Pair{"浦东新区", "Pudong"}, Pair{"瀍河回族区", "Chanhe"},
};

/// Drops nationalities from the end while something stays before them; `dropped` sees the pinyin of each.
template <class Dropped>
std::string_view without_nationalities(std::string_view name, Dropped dropped) {
    for (bool again = true; again;) {
        again = false;
        for (const auto& [zh, pinyin] : kNationalities) {
            if (name.size() < zh.size() + 2 * kHanzi || !name.ends_with(zh)) continue;
            name.remove_suffix(zh.size());
            dropped(pinyin);
            again = true;
            break;
        }
    }
    // 东乡族自治县, 鄂温克族自治旗: the nationality is the name itself; only 族 goes.
    const bool is_nationality = std::any_of(kNationalities.begin(), kNationalities.end(), [&](const Pair& n) { return n.first == name; });
    if (is_nationality && name.ends_with("族") && name.size() > 2 * kHanzi) {
        name.remove_suffix(kHanzi);
        dropped("zu");
    }
    return name;
}

bool is_province(std::string_view official_zh, std::string_view short_zh) {
    return official_zh.ends_with("省") || official_zh.ends_with("自治区") || official_zh.ends_with("特别行政区") ||
           (official_zh.size() == short_zh.size() + kHanzi && official_zh.ends_with("市") &&
            (short_zh == "北京" || short_zh == "天津" || short_zh == "上海" || short_zh == "重庆"));
}

} // namespace

std::string short_name(std::string_view official) {
    for (const auto& [name, brief] : kExceptions)
        if (official == name) return std::string(brief);
    for (const auto& [unit, pinyin] : kAutonomous) {
        if (official.ends_with(unit) && official.size() > unit.size() + kHanzi)
            return std::string(without_nationalities(official.substr(0, official.size() - unit.size()), [](std::string_view) {}));
    }
    for (const std::string_view whole : kWhole)
        if (official.ends_with(whole)) return std::string(official);
    for (const std::string_view unit : kUnits) {
        if (!official.ends_with(unit)) continue;
        // 忠县, 城区 and 赵县 keep their unit word: one character is no name.
        return std::string(official.size() >= unit.size() + 2 * kHanzi ? official.substr(0, official.size() - unit.size()) : official);
    }
    return std::string(official);
}

std::string english_name(std::string_view official_zh, std::string_view pinyin, std::string_view given_en) {
    const std::string brief = official_zh == "吉林省" ? "吉林" : short_name(official_zh);
    if (is_province(official_zh, brief)) {
        for (const auto& [zh, en] : kProvinces)
            if (zh == brief) return std::string(en);
    }
    if (!given_en.empty()) return std::string(given_en);

    for (const auto& [zh, en] : kEstablished)
        if (official_zh == zh) return std::string(en);

    // The layers spell autonomous units out (Yanbianchaoxianzuzizhizhou): drop what the short name drops.
    std::string out(pinyin);
    const auto letters_end_with = [&out](std::string_view tail) -> std::size_t { // bytes of `out` that spell the tail, or 0
        std::size_t at = out.size(), left = tail.size();
        while (left > 0 && at > 0) {
            const char c = out[--at];
            if (c == '\'' || c == ' ') continue;
            if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != tail[--left]) return 0;
        }
        return left == 0 && at > 0 ? out.size() - at : 0;
    };
    const auto drop = [&](std::string_view tail) {
        out.resize(out.size() - letters_end_with(tail));
        while (!out.empty() && (out.back() == '\'' || out.back() == ' ')) out.pop_back();
    };
    for (const auto& [unit, spelt] : kAutonomous) {
        if (!official_zh.ends_with(unit) || letters_end_with(spelt) == 0) continue;
        drop(spelt);
        without_nationalities(official_zh.substr(0, official_zh.size() - unit.size()), drop);
        break;
    }
    if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - 'a' + 'A');
    return out.empty() ? std::string(official_zh) : out;
}

} // namespace atlas::model
