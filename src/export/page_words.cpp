#include "export/page_words.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace atlas::exporter {

using model::Lang;
using style::LayerId;

namespace {

std::string joined_names(const std::vector<std::string>& names, Lang lang) {
    std::string s;
    for (std::size_t i = 0; i < names.size() && i < 3; ++i) s += (i > 0 ? (lang == Lang::zh ? "、" : ", ") : "") + names[i];
    if (names.size() > 3) s += lang == Lang::zh ? "等" : " and others";
    return s;
}

std::vector<const model::Plan*> plans_of(const model::Dataset& d, const std::vector<model::LinkIx>& links) {
    std::set<model::PlanIx> used;
    for (model::LinkIx l : links) used.insert(d.link(l).plan);
    std::vector<const model::Plan*> plans;
    for (model::PlanIx p : used) plans.push_back(&d.plan(p));
    return plans;
}

/// "2019", or "2019–2023": the years in which the plans were issued.
std::string years_of(const std::vector<const model::Plan*>& plans, Lang lang) {
    std::string first, last;
    for (const model::Plan* p : plans) {
        if (p->issued.size() < 4) continue;
        const std::string year = p->issued.substr(0, 4);
        if (first.empty() || year < first) first = year;
        if (last.empty() || year > last) last = year;
    }
    return first == last ? first : first + (lang == Lang::zh ? "—" : "–") + last;
}

/// 长江 is a river; what is chosen is its basin. "西南诸河" is one already.
std::string basin_name(const model::Basin& b, Lang lang) {
    if (lang == Lang::en) return b.name.in(lang) + " basin";
    return b.name.zh + (b.name.zh.ends_with("诸河") || b.name.zh.ends_with("流域") ? "" : "流域");
}

/// How many plans, as a title writes it: 四份, five.
std::string plans_counted(std::size_t n, Lang lang) {
    constexpr const char* kZh[] = {"一", "两", "三", "四", "五", "六", "七", "八", "九", "十"};
    constexpr const char* kEn[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    const std::string number = n >= 1 && n <= 10 ? (lang == Lang::zh ? kZh : kEn)[n - 1] : fmt::format("{}", n);
    return lang == Lang::zh ? number + (n > 10 ? " 份" : "份") : number;
}

constexpr std::string_view kKindEndings[] = {"合作", "互助", "补偿", "协作", "支援", "）", "互动"};

} // namespace

std::string made_title(const model::Dataset& d, const filter::FilterSpec& f, const std::vector<model::LinkIx>& links, Lang lang) {
    const bool zh = lang == Lang::zh;
    std::vector<std::string> names, kinds; // what the figure is about, and which kinds of cooperation
    for (const std::string& id : f.corridors) for (const auto& c : d.corridors()) if (c.id == id) names.push_back(c.name.in(lang));
    for (const std::string& id : f.basins) for (const auto& b : d.basins()) if (b.id == id) names.push_back(basin_name(b, lang));
    for (const filter::PlaceTerm& p : f.places) names.push_back(d.place(p.place).name.in(lang));
    for (const std::string& id : f.mechanisms) for (const auto& m : d.mechanisms()) if (m.code == id) kinds.push_back(m.name.in(lang));
    if (names.empty() && kinds.empty() && !f.plans.empty()) { // plans alone: the document is the subject, and its short name ends in its year
        for (const std::string& id : f.plans) for (const auto& p : d.plans()) if (p.id == id) names.push_back(p.brief.in(lang));
        return zh ? joined_names(names, lang) + " 年文件所载合作关系图" : (names.size() == 1 ? "Cooperation links in the plan " : "Cooperation links in the plans ") + joined_names(names, lang);
    }
    // Plans beside something else are not repeated here: the line below the title names them.
    for (auto* list : {&names, &kinds}) for (std::string& n : *list) if (zh) n = base::full_width_punctuation(n);
    const std::vector<const model::Plan*> plans = plans_of(d, links);
    const std::string years = years_of(plans, lang);
    const std::string when = years.empty() ? "" : zh ? "（" + years + " 年规划）" : " (plans of " + years + ")";
    if (names.empty() && kinds.empty()) { // the plans that the links shown are from, as the line below names them
        if (plans.size() == 1) return zh ? plans.front()->brief.zh + " 年文件所载合作关系图" : "Cooperation links in the plan " + plans.front()->brief.in(lang);
        const std::string counted = plans.empty() ? std::string() : plans_counted(plans.size(), lang) + (zh ? "" : " ");
        return (zh ? counted + "区域规划所载合作关系图" : "Cooperation links in " + counted + "regional plans") + (years.empty() ? "" : zh ? "（" + years + " 年）" : " (" + years + ")");
    }
    if (!zh) return "Regional cooperation: " + joined_names(names, lang) + (names.empty() || kinds.empty() ? "" : ": ") + joined_names(kinds, lang) + when;
    // "区域互助区域合作" says it twice: what is itself a kind of cooperation takes the short ending.
    if (kinds.empty()) return joined_names(names, lang) + (names.back().ends_with("流域") ? "合作关系图" : "区域合作关系图") + when;
    const bool is_kind = std::any_of(std::begin(kKindEndings), std::end(kKindEndings), [&](std::string_view tail) { return kinds.back().ends_with(tail); });
    return joined_names(names, lang) + (names.empty() ? "" : "的") + joined_names(kinds, lang) + (is_kind ? "关系图" : "区域合作关系图") + when;
}

std::string made_subtitle(const model::Dataset& d, const std::vector<model::LinkIx>& links, Lang lang) {
    const std::vector<const model::Plan*> plans = plans_of(d, links);
    if (plans.empty()) return {};
    const bool zh = lang == Lang::zh;
    std::string s = zh ? "据" : plans.size() > 1 ? "Sources: " : "Source: ";
    // One or two plans by their titles, more by their short names.
    for (std::size_t i = 0; i < plans.size(); ++i) {
        if (plans.size() == 1 && zh) s += plans[i]->issuer.zh;
        if (plans.size() <= 2) s += (zh ? "《" : i > 0 ? "; " : "") + (zh ? base::full_width_punctuation(plans[i]->title.in(lang)) : plans[i]->title.in(lang)) + (zh ? "》" : "");
        else s += (i > 0 ? (zh ? "、" : ", ") : "") + plans[i]->brief.in(lang);
    }
    if (zh && plans.size() > 2) s += fmt::format(" 等 {} 份规划文件", plans.size()); // "2020 5 份" would run two numbers into one
    return s;
}

std::vector<std::string> note_sentences(const scene::MapContents& c, const scene::MapView& view, const std::string& unsaid, int links_passed, int links_total, double scale_denominator) {
    const bool zh = view.lang == Lang::zh;
    if (links_passed == 0) return {zh ? "没有符合筛选条件的合作关系。" : "No link passes the filter."};
    std::vector<std::string> notes;
    notes.push_back(zh ? fmt::format("显示 {} 条，共 {} 条。", c.links_shown(), links_total) : fmt::format("{} of {} links shown.", c.links_shown(), links_total));
    if (!unsaid.empty()) notes.push_back((zh ? "筛选条件另有：" : "Also filtered by: ") + (zh ? base::full_width_punctuation(unsaid) : unsaid) + (zh ? "。" : "."));
    if (c.links_faded > 0 && view.selected_link != model::kNone) notes.push_back(zh ? "突出选中的联系，其余减淡。" : "The selected link stands out; the others are faded.");
    if (c.links_faded > 0 && view.selected_link == model::kNone && view.selected_place != model::kNone) notes.push_back(zh ? "突出选中地点的联系，其余减淡。" : "Links of the selected place stand out; the others are faded.");
    if (c.rolled != scene::RollUp::none) {
        const bool province = c.rolled == scene::RollUp::province;
        notes.push_back(zh ? fmt::format("各方归并到{}，同类合为一线，共 {} 线；数字为条数。", province ? "省级" : "地级", c.curves_drawn)
                           : fmt::format("Parties stand at their {}; like links share a line, {} lines in all; numbers count links.", province ? "province" : "prefecture", c.curves_drawn));
        if (c.links_inside > 0)
            notes.push_back(zh ? fmt::format("其中 {} 条在同一{}内部，以“内”加数字标在该地。", c.links_inside, province ? "省" : "市州")
                               : fmt::format("Of these, {} lie inside one {} and are counted there (\"in\").", c.links_inside, province ? "province" : "prefecture"));
    }
    if (c.links_hidden > 0) notes.push_back(zh ? fmt::format("{} 条所属机制的图层未显示。", c.links_hidden) : fmt::format("{} belong to a layer that is switched off.", c.links_hidden));
    if (c.fan_in_places > 0) notes.push_back(zh ? "出线密集处，相邻夹角小于 8°。" : "Where many lines meet they leave closer than 8°.");
    if (c.links_repeated > 0)
        notes.push_back(zh ? fmt::format("{} 条在同一规划中重复表述，只画一次。", c.links_repeated) : fmt::format("{} {} stated twice in one plan and drawn once.", c.links_repeated, c.links_repeated == 1 ? "is" : "are"));
    if (c.links_unmapped > 0)
        notes.push_back(zh ? fmt::format("另有 {} 条所涉一方无确定位置，未上图。", c.links_unmapped) : c.links_unmapped == 1 ? std::string("One more has no place to draw.") : fmt::format("{} more have no place to draw.", c.links_unmapped));
    if (c.links_outside > 0) notes.push_back(zh ? fmt::format("{} 条在图幅之外。", c.links_outside) : fmt::format("{} lie outside the frame.", c.links_outside));
    if (c.families.empty()) return notes;
    if (c.labels_omitted > 0) notes.push_back(zh ? fmt::format("{} 处地点因位置不够未注地名。", c.labels_omitted) : c.labels_omitted == 1 ? std::string("One place stands without a name for want of room.") : fmt::format("{} places stand without a name for want of room.", c.labels_omitted));
    if (c.numbers_omitted > 0) notes.push_back(zh ? fmt::format("{} 条线因位置不够未注条数。", c.numbers_omitted) : c.numbers_omitted == 1 ? std::string("One line stands without its number for want of room.") : fmt::format("{} lines stand without their number for want of room.", c.numbers_omitted));
    if (c.clauses_omitted > 0) notes.push_back(zh ? fmt::format("{} 条线因位置不够未注条款编号。", c.clauses_omitted) : c.clauses_omitted == 1 ? std::string("One line stands without the numbers of its clauses for want of room.") : fmt::format("{} lines stand without the numbers of their clauses for want of room.", c.clauses_omitted));
    if (scale_denominator > 9e6 && zh) notes.push_back("省级地名用简称。");
    notes.push_back(zh ? "连线只表示合作关系，不是线路走向；线宽不表示数量。" : "Curves show relations, not routes; width means no quantity.");
    return notes;
}

std::string source_line(const scene::MapContents& c, Lang lang) {
    auto has = [&](LayerId id) { return std::find(c.layers.begin(), c.layers.end(), id) != c.layers.end(); };
    const bool zh = lang == Lang::zh;
    std::string s = zh ? "底图：国家地理信息公共服务平台“天地图”行政区划 2024 年 5 月版（经格式转换）" : "Base map: Tianditu administrative divisions, May 2024 (converted)";
    if (has(LayerId::rivers) || has(LayerId::neighbours)) s += zh ? "；河流、邻国：Natural Earth、GSHHG" : "; rivers, neighbours: Natural Earth, GSHHG";
    if (has(LayerId::lakes)) s += zh ? "；湖泊：GSHHG" : "; lakes: GSHHG";
    if (has(LayerId::relief)) s += zh ? "；地貌：SRTM" : "; relief: SRTM";
    if (has(LayerId::ports)) s += zh ? "；海港：sea-ports（位置未核实）" : "; ports: sea-ports (not verified)";
    if (has(LayerId::basins)) s += zh ? "；流域：据河流与地貌推算，近似" : "; basins: derived, approximate";
    if (has(LayerId::places)) s += zh ? "；驻地：GeoNames（CC BY）" : "; seats: GeoNames (CC BY)";
    return s + (zh ? "。" : ".");
}

std::string printed_review_number(const std::string& entered) {
    std::string out;
    for (const char ch : base::trim(entered)) out += ch == '(' ? "（" : ch == ')' ? "）" : std::string(1, ch);
    return out;
}

std::string use_mark(const FigureSpec& spec) {
    if (spec.use == Use::open) return {};
    return spec.view.lang == Lang::zh ? "内部工作用图" : "For internal work only";
}

FootWords foot_words(const scene::MapContents& contents, const FigureSpec& spec, const geo::Albers& p, const std::string& data_version, std::size_t provinces) {
    const bool zh = spec.view.lang == Lang::zh;
    FootWords foot;
    const std::string number = printed_review_number(spec.review_number);
    if (!number.empty()) foot.status = (zh ? "审图号：" : "Map approval number: ") + number;
    else if (spec.use == Use::open && provinces >= 2)
        foot.status = zh ? "未经地图审核；公开前需报国务院自然资源主管部门审核" : "Not reviewed: to be submitted to the natural-resources authority of the State Council (需报国务院自然资源主管部门审核)";
    else if (spec.use == Use::open) foot.status = zh ? "未经地图审核；公开前须依法送审" : "Not reviewed: submit for map review before publication";
    foot.lines.push_back(source_line(contents, spec.view.lang));
    foot.lines.push_back(zh ? fmt::format("投影：阿尔伯斯等积圆锥投影，标准纬线 {:g}°、{:g}°，中央经线 {:g}°。合作关系据规划原文逐条整理。{}", p.lat1(), p.lat2(), p.lon0(),
                                          spec.use == Use::internal && number.empty() ? "未经地图审核，公开使用前须依法送审。" : "")
                            : fmt::format("Projection: Albers equal-area conic, parallels {:g}°, {:g}°, meridian {:g}°. Links read from the plans, clause by clause.{}", p.lat1(), p.lat2(), p.lon0(),
                                          spec.use == Use::internal && number.empty() ? " Not reviewed: submit for map review before publication." : ""));
    // The version stands last: what changes with every edit of the data moves nothing else.
    std::string makers = zh ? "制图：区域合作图谱" : "Made with Corridor Atlas";
    if (!spec.date.empty()) makers += (zh ? "；制图日期：" : ", ") + spec.date;
    foot.lines.push_back(makers + (zh ? "；数据版本 " : "; data version ") + data_version + (zh ? "。" : "."));
    return foot;
}

std::vector<std::string> provinces_of(const model::Dataset& d, const std::vector<model::LinkIx>& links) {
    std::set<std::string> codes;
    std::set<model::PlaceIx> seen;
    std::vector<model::PlaceIx> todo;
    for (model::LinkIx l : links) for (const model::Party& p : d.link(l).parties) todo.push_back(p.place);
    while (!todo.empty()) { // a region counts as its members
        const model::PlaceIx ix = todo.back();
        todo.pop_back();
        if (!seen.insert(ix).second) continue;
        const model::Place& place = d.place(ix);
        if (place.kind != model::PlaceKind::foreign && place.code().size() >= 2) codes.insert(place.code().substr(0, 2));
        todo.insert(todo.end(), place.members.begin(), place.members.end());
    }
    return {codes.begin(), codes.end()};
}

} // namespace atlas::exporter
