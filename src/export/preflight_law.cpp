// LAW1–4, 11, 13, 14: what the page says about itself, Taiwan's class, boundary classes and sources, names.
#include "export/preflight_scan.hpp"

#include "base/utf8.hpp"
#include "geo/curve.hpp"

#include <fmt/format.h>

namespace atlas::exporter::checks {

namespace {

constexpr const char* kReviewNotice = "需报国务院自然资源主管部门审核";

/// Full-width and half-width brackets of a review number are the same number.
std::string plain_brackets(std::string_view text) {
    std::u32string out;
    for (char32_t c : base::to_code_points(text)) out += c == U'（' || c == U'〔' || c == U'[' ? U'(' : c == U'）' || c == U'〕' || c == U']' ? U')' : c;
    std::erase(out, U' ');
    return base::to_utf8(out);
}

Outcome law1(const Scan& s) {
    if (s.open()) return pass("用途已声明：公开", "The use is declared: open");
    const bool printed = s.page_says("内部工作用图") || base::fold_for_search(s.page_text).find("internal") != std::string::npos;
    if (printed) return pass("用途已声明并印在图上：内部工作用图", "The use is declared and printed: internal");
    return fail({"用途为内部，但图上没有印“内部工作用图”", "The use is internal, but the figure does not say so"},
                {"印上用途说明", "Print the line that names the use"});
}

Outcome law2(const Scan& s) {
    const std::string page = plain_brackets(s.page_text);
    const std::string number = plain_brackets(s.spec.review_number);
    if (number.empty()) {
        for (const char* mark : {"GS(", "审图号:", "审图号："})
            if (page.find(mark) != std::string::npos)
                return fail({"图上印有审图号，而用户没有填写", "The figure prints a review number that nobody entered"},
                            {"删去审图号；号属于审过的那幅图，不属于底图数据", "Remove it: a number belongs to a reviewed map, not to base data"});
        return pass("没有填写审图号，图上也没有", "No review number was entered and none is printed");
    }
    if (page.find(number) == std::string::npos)
        return fail({fmt::format("所填审图号“{}”没有印在图上", s.spec.review_number), fmt::format("The review number '{}' is not on the figure", s.spec.review_number)},
                    {"照批准书原样印出", "Print it exactly as granted"});
    return pass("审图号与所填一致", "The review number stands as it was entered");
}

Outcome law3(const Scan& s) {
    const std::size_t provinces = s.layout().national ? 34 : s.provinces_of_links().size();
    if (provinces < 2) return pass("主题不跨省", "The subject lies in one province");
    if (!s.open())
        return {Verdict::remark, {fmt::format("主题涉及 {} 个省级行政区；公开前{}", provinces, kReviewNotice),
                                  fmt::format("The subject covers {} provinces; before publication it goes to national map review", provinces)}, {}, {}};
    if (s.page_says(kReviewNotice) || !s.spec.review_number.empty())
        return pass(fmt::format("主题涉及 {} 个省级行政区，图上已注明送审要求", provinces), fmt::format("The subject covers {} provinces and the figure says that it needs national review", provinces));
    return fail({fmt::format("主题涉及 {} 个省级行政区，图上没有“{}”", provinces, kReviewNotice), fmt::format("The subject covers {} provinces and the figure lacks '{}'", provinces, kReviewNotice)},
                {"印上送审要求，或填入已批准的审图号", "Print the notice, or enter the number that was granted"});
}

Outcome law4(const Scan& s) {
    if (s.spec.review_number.empty()) return does_not_apply("没有审图号", "No review number");
    const std::string number = plain_brackets(s.spec.review_number);
    for (const Words& w : s.words) {
        if (w.part != Part::page || plain_brackets(w.text->utf8).find(number) == std::string::npos) continue;
        if (w.text->size_pt >= 7) return pass("审图号字号不小于 7 磅", "The review number is set in 7 pt or more");
        return fail({fmt::format("审图号只有 {:.1f} 磅，不够醒目", w.text->size_pt), fmt::format("The review number is set in {:.1f} pt only", w.text->size_pt)},
                    {"放大到 7 磅以上", "Set it in 7 pt or more"}, w.box);
    }
    return fail({"图上找不到完整的审图号", "The review number is not on one line of the figure"}, {"在显著位置印在一行内", "Print it on one line, where it is seen"});
}

const model::Place* place_of(const Scan& s, const Words& w) {
    if (w.text->ref.kind != FeatureRef::Kind::place || w.text->ref.index < 0) return nullptr;
    return &s.data.place(w.text->ref.index);
}

/// True when the map's land covers the position.
bool on_land(const Scan& s, Part part, Vec2 at) {
    for (const Ink& ink : s.inks) {
        if (ink.part != part || !ink.fill || ink.layer != "land" || !ink.box.contains(at)) continue;
        if (geo::inside(ink.to_page.inverse().apply(at), *ink.path)) return true;
    }
    return false;
}

Outcome law11(const Scan& s) {
    constexpr LonLat kMiddle{120.97, 23.8};
    if (!s.main || !s.main->shows(kMiddle)) return does_not_apply("台湾省不在图幅内", "Taiwan is outside the frame");
    const Vec2 at = s.main->place(kMiddle);
    const Box place = Box{at, at}.grown(12);
    if (!on_land(s, Part::main, at))
        return fail({"台湾省没有与其他省份一样的陆地面", "Taiwan has no land like the other provinces"}, {"恢复省级面数据", "Restore the province layer"}, place);
    std::set<int> styles; // tenths of a point of the other provinces' names; weight tells parties from the rest
    const Words* taiwan = nullptr;
    int capitals = 0;
    bool taipei = false;
    for (const Words& w : s.words) {
        if (w.part != Part::main) continue;
        taipei = taipei || w.text->utf8.find("台北") != std::string::npos || w.text->utf8.find("Taipei") != std::string::npos;
        const model::Place* p = place_of(s, w);
        if (p == nullptr) continue;
        capitals += p->adcode.size() == 6 && p->adcode.compare(2, 4, "0100") == 0;
        if (p->kind != model::PlaceKind::province) continue;
        if (p->adcode == "710000") taiwan = &w;
        else styles.insert(static_cast<int>(std::lround(w.text->size_pt * 10)));
    }
    if (styles.size() > 0 && taiwan == nullptr)
        return fail({"标了其他省份的名称，没有标台湾省", "Other provinces are named, Taiwan is not"}, {"给台湾省注记留出位置", "Make room for Taiwan's name"}, place);
    if (taiwan != nullptr && !styles.empty() && !styles.count(static_cast<int>(std::lround(taiwan->text->size_pt * 10))))
        return fail({"台湾省注记的字号与其他省份不同", "Taiwan's name differs in size from the other provinces'"}, {"用省级注记的字样", "Use the type of provinces"}, taiwan->box);
    if (capitals >= 20 && !taipei)
        return fail({"标了省级行政中心，没有标台北市", "Provincial centres are named, Taipei is not"}, {"补上台北市", "Add Taipei"}, place);
    return pass("台湾省按省级行政区表示", "Taiwan is drawn as a province");
}

/// The stroke of a boundary class in the main map, or nullptr.
const Ink* drawn_border(const Scan& s, std::string_view layer, const style::LineStyle& wanted) {
    for (const Ink& ink : s.inks) {
        if (ink.part != Part::main || ink.fill || ink.layer != layer) continue;
        const base::Color c = ink.stroke.color;
        if (c.r == wanted.color.r && c.g == wanted.color.g && c.b == wanted.color.b && ink.stroke.dash_pt.size() == wanted.dash_pt.size()) return &ink;
    }
    return nullptr;
}

bool apart(const scene::Stroke& a, const scene::Stroke& b) {
    if (!(a.color == b.color) || a.dash_pt.size() != b.dash_pt.size()) return true;
    if (std::max(a.width_pt, b.width_pt) >= 1.4 * std::min(a.width_pt, b.width_pt)) return true;
    for (std::size_t i = 0; i < a.dash_pt.size(); ++i) if (std::abs(a.dash_pt[i] - b.dash_pt[i]) > 0.3) return true;
    return false;
}

Outcome law13(const Scan& s) {
    using K = model::BoundaryKind;
    struct Class { K kind; const char* layer; const style::LineStyle* style; const char *zh, *en; };
    const Class classes[] = {{K::national, "national_line", &s.theme.national, "国界", "national boundary"},
                             {K::undetermined, "national_line", &s.theme.undetermined, "未定国界", "undetermined boundary"},
                             {K::province, "province_lines", &s.theme.province, "省界", "province boundary"},
                             {K::special_region, "province_lines", &s.theme.special_region, "特别行政区界", "special administrative region boundary"}};
    std::vector<std::pair<const Class*, const Ink*>> drawn;
    const auto& in_frame = s.figure.contents.boundaries;
    for (const Class& c : classes) {
        if (std::find(in_frame.begin(), in_frame.end(), c.kind) == in_frame.end()) continue;
        const Ink* ink = drawn_border(s, c.layer, *c.style);
        if (ink == nullptr)
            return fail({fmt::format("图幅内有{}，但没有按其样式画出", c.zh), fmt::format("The frame holds a {} that is not drawn in its style", c.en)},
                        {"恢复该级界线及其样式", "Restore the line and its style"});
        for (const auto& [other, theirs] : drawn)
            if (!apart(ink->stroke, theirs->stroke))
                return fail({fmt::format("{}与{}样式相同", other->zh, c.zh), fmt::format("The {} looks like the {}", c.en, other->en)},
                            {"用颜色、线型或粗细区分", "Tell them apart by colour, dash or width"});
        drawn.emplace_back(&c, ink);
    }
    struct Source { const char *layer, *zh, *en; };
    static constexpr Source kSources[] = {{"province_lines", "天地图", "Tianditu"}, {"rivers", "NaturalEarth", "NaturalEarth"}, {"lakes", "GSHHG", "GSHHG"}, {"relief", "SRTM", "SRTM"}, {"places", "GeoNames", "GeoNames"}};
    std::set<std::string_view> layers;
    for (const Ink& ink : s.inks) if (ink.part == Part::main) layers.insert(ink.layer);
    for (const Source& source : kSources)
        if (layers.count(source.layer) && !s.page_says(s.zh() ? source.zh : source.en))
            return fail({fmt::format("图层“{}”的来源没有印在图上", source.layer), fmt::format("The source of the layer '{}' is not on the figure", source.layer)},
                        {"恢复资料来源说明", "Restore the source line"}, s.layout().foot.empty() ? std::nullopt : std::optional(s.layout().foot));
    if (layers.count("province_lines") && !s.page_says("2024"))
        return fail({"界线资料没有写明年份", "The boundary data have no date on the figure"}, {"在来源中写明年份", "Name the year in the source line"});
    return pass(fmt::format("{} 级界线样式有别，来源和年份已注明", drawn.size()), fmt::format("{} boundary classes differ in style; sources and year are named", drawn.size()));
}

/// Official name, or a short form that docs/cartography.md allows; at the frame "至" or "to" before it says that it lies beyond.
bool official(const model::Place& p, std::string words) {
    for (const std::string_view to : {"至", "to "}) if (words.starts_with(to)) { words.erase(0, to.size()); break; }
    if (words == p.name.zh || words == p.short_zh || words == p.name.en) return true;
    if (words == p.short_zh + "州" || words == p.short_zh + "县" || words == p.short_zh + "盟") return true;
    return !words.empty() && static_cast<unsigned char>(words[0]) < 0x80 && p.name.en.find(words) != std::string::npos;
}

Outcome law14(const Scan& s) {
    int names = 0;
    for (const Words& w : s.words) {
        if (w.part == Part::page || w.layer != "labels") continue;
        const model::Place* p = place_of(s, w);
        if (p == nullptr || !p->administrative()) continue;
        ++names;
        if (!official(*p, w.text->utf8))
            return fail({fmt::format("地名“{}”不是“{}”的标准名称或简称", w.text->utf8, p->name.zh), fmt::format("'{}' is neither the official name nor a short form of {}", w.text->utf8, p->name.in(Lang::en))},
                        {"改用 GB/T 2260 名称", "Use the name of GB/T 2260"}, w.box);
    }
    return pass(fmt::format("{} 个政区注记为标准名称或其简称；涉密内容须由人核对", names), fmt::format("{} official or a short form; secrets are for a person to check", names == 1 ? "The one administrative name is" : fmt::format("Each of {} administrative names is", names)));
}

} // namespace

const std::vector<Rule>& law_rules() {
    static const std::vector<Rule> rules{{"LAW1", Weight::craft, law1}, {"LAW2", Weight::law, law2},   {"LAW3", Weight::law, law3},  {"LAW4", Weight::law, law4},
                                         {"LAW11", Weight::law, law11}, {"LAW13", Weight::law, law13}, {"LAW14", Weight::law, law14}};
    return rules;
}

} // namespace atlas::exporter::checks
