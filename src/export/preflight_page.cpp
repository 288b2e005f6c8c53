// PAG: title, legend against what is drawn, the facts the page must carry, the subject's room, margins and frame.
#include "export/preflight_scan.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

namespace atlas::exporter::checks {

namespace {


std::string squeezed(std::string_view s) {
    std::string out;
    for (char c : s) if (c != ' ') out += c;
    return out;
}

Outcome pag1(const Scan& s) {
    const Words* largest = nullptr;
    for (const Words& w : s.words) if (w.part == Part::page && !w.box.empty() && (largest == nullptr || w.text->size_pt > largest->text->size_pt)) largest = &w;
    const std::string title = squeezed(s.figure.picture.title).substr(0, 6);
    if (largest == nullptr || s.figure.picture.title.empty() || squeezed(largest->text->utf8).substr(0, title.size()) != title)
        return fail({"图上没有图名，或图名不是最大的字", "The title is missing or is not the largest type"}, {"填写图名", "Give a title"}, {}, "--title");
    return pass("有图名；是否说清内容、地点、时间由人看", "There is a title; judge by eye whether it says what, where and when");
}

/// The legend's own words; where the layout does not know its box, the whole page without the title.
std::string legend_words(const Scan& s) {
    if (!s.layout().legend.empty()) return s.text_in(s.layout().legend.grown(3));
    std::string out;
    for (const Words& w : s.words) if (w.part == Part::page && w.text->size_pt < 9.9 && !s.layout().frame.contains(w.box.center())) out += squeezed(w.text->utf8);
    return out;
}

bool in_frame(const Scan& s, const Ink& ink) {
    if (!s.main || !ink.box.intersects(s.main->frame)) return false;
    return std::any_of(ink.path->points.begin(), ink.path->points.end(), [&](const Vec2& v) { return s.main->frame.contains(ink.to_page.apply(v)); });
}

Outcome pag2(const Scan& s) {
    const std::string words = legend_words(s);
    const auto says = [&](std::string_view part) { return words.find(squeezed(part)) != std::string::npos; };
    const auto legend = s.layout().legend.empty() ? std::nullopt : std::optional(s.layout().legend);
    const model::Text remedy{"图例与图上内容须一一对应", "The legend holds exactly what is drawn"};
    std::size_t classes = 0, before = 0;
    for (int f = 0; f < style::kFamilyCount; ++f) {
        const std::string layer = fmt::format("links-{}", f);
        bool drawn = false;
        for (const Ink& ink : s.inks) {
            if (drawn || ink.part != Part::main) continue;
            if (ink.layer == layer) drawn = in_frame(s, ink);
            else if (ink.layer == "selected" && ink.ref.kind == FeatureRef::Kind::link)
                drawn = static_cast<int>(style::family_of(s.data.mechanism(s.data.link(ink.ref.index).mechanism).code)) == f;
        }
        const model::Text name = style::family_name(static_cast<style::Family>(f));
        const std::size_t at = words.find(squeezed(name.in(s.spec.view.lang)));
        if (drawn && at == std::string::npos) return fail({"图上有“" + name.zh + "”，图例没有", "'" + name.en + "' is drawn and not in the legend"}, remedy, legend);
        if (!drawn && at != std::string::npos && s.figure.contents.family_links[static_cast<std::size_t>(f)] == 0) return fail({"图例有“" + name.zh + "”，图上没有", "'" + name.en + "' is in the legend and not drawn"}, remedy, legend);
        if (!drawn || at == std::string::npos) continue;
        if (at < before) return fail({"图例次序与图层次序不同：“" + name.zh + "”", "The legend's order is not the map's: '" + name.en + "'"}, remedy, legend);
        before = at;
        ++classes;
    }
    struct Class { const char *layer, *zh, *en; const style::LineStyle* line; };
    const Class borders[] = {{"national_line", "国界", "National boundary", &s.theme.national}, {"province_lines", "直辖市界", "Province boundary", &s.theme.province},
                             {"prefecture_lines", "地级界", "Prefecture boundary", &s.theme.prefecture}, {"county_lines", "县级界", "County boundary", &s.theme.county}};
    for (const Class& c : borders) {
        const bool drawn = std::any_of(s.inks.begin(), s.inks.end(), [&](const Ink& ink) {
            const base::Color k = ink.stroke.color;
            return ink.part == Part::main && !ink.fill && ink.layer == c.layer && k.r == c.line->color.r && k.g == c.line->color.g && k.b == c.line->color.b &&
                   ink.stroke.dash_pt.size() == c.line->dash_pt.size() && in_frame(s, ink);
        });
        // "未定国界" holds the words "国界"; the national line itself is asked for where it is drawn only.
        const bool listed = says(s.zh() ? c.zh : c.en);
        if (drawn && !listed) return fail({fmt::format("图上有{}，图例没有", c.zh), fmt::format("The {} is drawn and not in the legend", c.en)}, remedy, legend);
        if (!drawn && listed && c.line != &s.theme.national) return fail({fmt::format("图例有{}，图上没有", c.zh), fmt::format("The {} is in the legend and not drawn", c.en)}, remedy, legend);
        classes += drawn;
    }
    for (const Words& w : s.words) { // a raw field name: lower case, with an underscore
        if (w.part != Part::page) continue;
        const std::string& t = w.text->utf8;
        for (std::size_t i = 1; i + 1 < t.size(); ++i)
            if (t[i] == '_' && std::islower(static_cast<unsigned char>(t[i - 1])) && std::islower(static_cast<unsigned char>(t[i + 1])))
                return fail({"图上印了字段名：“" + t + "”", "A raw field name is printed: '" + t + "'"}, {"改用名称", "Use its name"}, w.box);
    }
    return pass(fmt::format("图例与图上的 {} 类一致，次序相同", classes), fmt::format("The legend holds the {} classes drawn, in map order", classes));
}

Outcome pag3(const Scan& s) {
    model::Text lacking;
    const auto need = [&](bool there, const char* zh, const char* en) {
        if (there) return;
        lacking.zh += (lacking.zh.empty() ? "" : "、") + std::string(zh);
        lacking.en += (lacking.en.empty() ? "" : ", ") + std::string(en);
    };
    need(s.page_says(s.zh() ? "底图" : "Base map"), "资料来源", "sources");
    need(s.page_says(s.data.version_hash()), "数据版本", "data version");
    need(s.page_says(s.zh() ? "投影" : "Projection"), "投影", "projection");
    need(s.page_text.find(std::to_string(s.figure.links_total)) != std::string::npos || s.links.empty(), "显示条数与总条数", "N of M");
    need(s.page_says(s.zh() ? "制图" : "Corridor Atlas") || s.page_says("Made by") || s.page_says("Map:"), "制图者", "makers");
    if (!s.spec.date.empty()) need(s.page_says(s.spec.date), "日期", "date");
    if (lacking.zh.empty()) return pass("来源、数据版本、制图者、方法和条数齐全", "Sources, data version, makers, method and counts are there");
    return fail({"图上缺少：" + lacking.zh, "The figure lacks: " + lacking.en}, {"恢复页脚说明", "Restore the foot"}, s.layout().foot.empty() ? std::nullopt : std::optional(s.layout().foot));
}

Outcome pag4(const Scan& s) {
    if (!s.main) return does_not_apply("没有地图", "No map");
    const Box& f = s.main->frame;
    Box subject;
    std::vector<Box> symbols;
    for (const Ink& ink : s.inks) {
        if (ink.part != Part::main) continue;
        if (s.layout().national ? ink.layer == "land" && ink.fill : ink.layer == "corridors" || ink.layer == "regions" || ink.link_layer() || ink.layer == "basins") subject.add(ink.box);
        if (ink.layer == "places" && ink.fill && ink.box.width() < 40) { symbols.push_back(ink.box); if (!s.layout().national) subject.add(ink.box); }
    }
    if (subject.empty()) return does_not_apply("没有主题内容", "No subject is drawn");
    const double w = std::min(subject.max.x, f.max.x) - std::max(subject.min.x, f.min.x), h = std::min(subject.max.y, f.max.y) - std::max(subject.min.y, f.min.y);
    const double share = std::max(w / f.width(), h / f.height());
    const bool framed = s.spec.extent != scene::Extent::china && !s.spec.camera; // by what is shown already: no other frame does more
    const model::Text remedy = framed ? model::Text{"换与主题形状相近的页面（横或竖）", "A page of the subject's own shape (landscape or portrait)"} : model::Text{"图幅选“联系”或“走廊”", "Choose the frame links or corridor"};
    const std::string option = framed ? "--page" : "--extent links";
    if (share < 0.6) return fail({fmt::format("主题只占图幅的 {:.0f}%", share * 100), fmt::format("The subject fills {:.0f} % of the frame", share * 100)}, remedy, f, option);
    for (const auto& [name, box] : {std::pair<const char*, std::optional<Box>>{"附图框", s.layout().inset}, {"位置示意图", s.layout().locator}, {"图例", s.layout().legend.empty() ? std::nullopt : std::optional(s.layout().legend)},
                                    {"比例尺", s.layout().scale_bar.empty() ? std::nullopt : std::optional(s.layout().scale_bar)}}) {
        if (!box) continue;
        for (const Box& symbol : symbols)
            if (f.contains(symbol.center()) && box->contains(symbol.center())) return fail({fmt::format("{}盖住了图上的地点", name), "The page's furniture covers a place of the subject"}, {"移开", "Move it"}, symbol.grown(6));
    }
    return pass(fmt::format("主题占图幅的 {:.0f}%，没有被遮盖", share * 100), fmt::format("The subject fills {:.0f} % of the frame and nothing covers it", share * 100));
}

Outcome pag5(const Scan& s) {
    const Box room = s.layout().page.grown(-5 * scene::kPtPerMm + 0.1);
    for (const Words& w : s.words)
        if (w.part == Part::page && !w.box.empty() && !(room.contains(w.box.min) && room.contains(w.box.max)))
            return fail({"“" + w.text->utf8 + "”离纸边不足 5 毫米", "'" + w.text->utf8 + "' stands closer than 5 mm to the edge"}, {"加大页边", "Widen the margin"}, w.box);
    if (!room.contains(s.layout().frame.min) || !room.contains(s.layout().frame.max)) return fail({"图廓离纸边不足 5 毫米", "The frame stands closer than 5 mm to the edge"}, {"加大页边", "Widen the margin"}, s.layout().frame);
    const bool closed = std::any_of(s.inks.begin(), s.inks.end(), [&](const Ink& i) {
        return i.part == Part::page && !i.fill && i.path->closed && length(i.box.min - s.layout().frame.min) < 1 && length(i.box.max - s.layout().frame.max) < 1;
    });
    if (!closed) return fail({"图廓线没有闭合", "The frame line is not closed"}, {"画出图廓线", "Draw the frame"}, s.layout().frame);
    return pass("页边不小于 5 毫米，图廓闭合；版面对齐由人看", "Margins of 5 mm or more, a closed frame; judge the alignment by eye");
}

Outcome pag6(const Scan&) { return {Verdict::unchecked, {"系列图的一致须几幅图一起比较", "A series needs several figures side by side"}, {}, {}}; }

} // namespace

const std::vector<Rule>& page_rules() {
    static const std::vector<Rule> rules{{"PAG1", Weight::craft, pag1}, {"PAG2", Weight::truth, pag2}, {"PAG3", Weight::craft, pag3}, {"PAG4", Weight::craft, pag4}, {"PAG5", Weight::craft, pag5}, {"PAG6", Weight::craft, pag6}};
    return rules;
}

} // namespace atlas::exporter::checks
