// TYP: faces, sizes, ladder, overlaps, cuts, halos, punctuation, missing glyphs, short forms.
#include "export/preflight_scan.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <numbers>

namespace atlas::exporter::checks {

namespace {


bool has_hanzi(std::string_view text) {
    for (char32_t c : base::to_code_points(text)) if (c >= 0x2E80) return true;
    return false;
}
bool slide(const Scan& s) { return std::abs(s.spec.page.width_mm / s.spec.page.height_mm - 16.0 / 9) < 0.01; }

const model::Place* place_of(const Scan& s, const Words& w) {
    return w.layer == "labels" && w.text->ref.kind == FeatureRef::Kind::place && w.text->ref.index >= 0 ? &s.data.place(w.text->ref.index) : nullptr;
}

bool is_water(const Scan& s, const scene::DrawText& t) {
    const base::Color c = s.theme.water_text;
    for (const model::Port& port : s.geo.ports) if (port.name_en == t.utf8) return false; // ports share the ink, not the type
    return t.color.r == c.r && t.color.g == c.g && t.color.b == c.b && t.ref.kind == FeatureRef::Kind::none;
}

Outcome typ1(const Scan& s) {
    for (const Words& w : s.words)
        if (w.part == Part::page && w.text->face == text::Face::serif)
            return fail({"图廓文字“" + w.text->utf8 + "”用了宋体", "The page's words '" + w.text->utf8 + "' are set in serif"}, {"图名、图例用黑体", "Set title and legend in sans"}, w.box);
    return pass("图廓用黑体，水系用宋体；字体是否嵌入见 FIL2", "Sans on the page, serif for water; embedding is FIL2");
}

Outcome typ2(const Scan& s) {
    int names = 0;
    for (const Words& w : s.words) {
        if (w.part != Part::main || w.layer != "labels" || !is_water(s, *w.text)) continue;
        ++names;
        if (w.text->face != text::Face::serif || w.text->slant == 0)
            return fail({"水系注记“" + w.text->utf8 + "”不是倾斜的宋体", "The water name '" + w.text->utf8 + "' is not slanted serif"}, {"用左斜宋体", "Use slanted serif"}, w.box);
    }
    if (names == 0) return does_not_apply("没有水系注记", "No water is named");
    return pass(fmt::format("{} 个水系注记为蓝色斜宋体", names), fmt::format("{} water names in blue slanted serif", names));
}

Outcome typ3(const Scan& s) {
    const double least = slide(s) ? std::max(6.0, 16.0 * s.layout().page.width() / 1920) : 6.0;
    const Words* smallest = nullptr;
    int below = 0;
    for (const Words& w : s.words) {
        if (!has_hanzi(w.text->utf8)) continue;
        below += w.text->size_pt < least - 0.01;
        if (smallest == nullptr || w.text->size_pt < smallest->text->size_pt) smallest = &w;
    }
    if (smallest == nullptr) return does_not_apply("图上没有汉字", "No hanzi on the figure");
    if (below > 0)
        return fail({fmt::format("“{}”只有 {:.1f} 磅，最小应为 {:.1f} 磅（共 {} 处）", smallest->text->utf8, smallest->text->size_pt, least, below), fmt::format("'{}' has {:.1f} pt; the least is {:.1f} ({} in all)", smallest->text->utf8, smallest->text->size_pt, least, below)},
                    {"放大字号或换较大的页面", "Set it larger, or use a larger page"}, smallest->box);
    return pass(fmt::format("最小汉字 {:.1f} 磅", smallest->text->size_pt), fmt::format("The smallest hanzi has {:.1f} pt", smallest->text->size_pt));
}

Outcome typ4(const Scan& s) {
    // The commonest size and face of each level of names.
    std::map<int, std::map<std::pair<double, text::Face>, int>> seen;
    for (const Words& w : s.words) {
        const model::Place* p = w.part == Part::main ? place_of(s, w) : nullptr;
        if (p == nullptr) continue;
        const int level = p->kind == model::PlaceKind::province ? 0 : p->kind == model::PlaceKind::prefecture ? 1 : p->kind == model::PlaceKind::county ? 2 : 3;
        if (level < 3) ++seen[level][{std::round(w.text->size_pt * 20) / 20, w.text->face}];
    }
    if (seen.size() < 2) return does_not_apply("图上只有一级地名", "Only one level of names");
    std::vector<std::pair<double, text::Face>> typical;
    for (const auto& [level, styles] : seen) typical.push_back(std::max_element(styles.begin(), styles.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first);
    for (std::size_t i = 0; i + 1 < typical.size(); ++i) {
        const bool step = typical[i].first >= typical[i + 1].first + 1.45;
        const bool weight = typical[i].second == text::Face::sans_bold && typical[i + 1].second != text::Face::sans_bold && typical[i].first >= typical[i + 1].first - 0.05;
        if (!step && !weight)
            return fail({fmt::format("相邻两级地名 {:.1f} 磅与 {:.1f} 磅差别太小", typical[i].first, typical[i + 1].first), fmt::format("Two levels of names at {:.1f} and {:.1f} pt are too alike", typical[i].first, typical[i + 1].first)},
                        {"差 1.5 磅以上，或用粗体区分", "Make them differ by 1.5 pt or by weight"});
    }
    return pass(fmt::format("{} 级地名层次分明", typical.size()), fmt::format("{} levels of names are told apart", typical.size()));
}

struct Clash { const Words *a = nullptr, *b = nullptr; int count = 0; };
Clash overlaps(const Scan& s) {
    std::vector<const Words*> order;
    for (const Words& w : s.words) if (!w.box.empty()) order.push_back(&w);
    std::sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->box.min.x < b->box.min.x; });
    Clash found;
    for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t j = i + 1; j < order.size() && order[j]->box.min.x <= order[i]->box.max.x; ++j) {
            const Words &a = *order[i], &b = *order[j];
            // A map's names may lie under another map's frame; that is a cut, not an overlap.
            if (a.part != b.part && a.part != Part::page && b.part != Part::page) continue;
            if (!a.box.intersects(b.box)) continue;
            bool hit = false;
            for (const Quad& q : a.glyphs) for (const Quad& r : b.glyphs) hit = hit || overlap(q, r, 0.3);
            if (!hit) continue;
            if (found.count++ == 0) { found.a = &a; found.b = &b; }
        }
    return found;
}

Outcome typ5(const Scan& s) {
    if (const Clash c = overlaps(s); c.count > 0) {
        Box place = c.a->box;
        place.add(c.b->box);
        return fail({fmt::format("注记“{}”与“{}”重叠（共 {} 处）", c.a->text->utf8, c.b->text->utf8, c.count), fmt::format("'{}' and '{}' overlap ({} in all)", c.a->text->utf8, c.b->text->utf8, c.count)},
                    {"移开或省去一个；可用手工微调", "Move or omit one; labels can be nudged"}, place);
    }
    for (const auto& [part, map] : s.maps()) {
        for (const Words& w : s.words) {
            if (w.part != part || w.box.empty() || !w.box.intersects(map->frame)) continue;
            const Box room = map->frame.grown(0.3);
            const bool cut = !room.contains(w.box.min) || !room.contains(w.box.max);
            const bool under = part == Part::main && ((s.layout().inset && s.layout().inset->grown(-0.3).intersects(w.box)) || (s.layout().inset_caption && s.layout().inset_caption->grown(-0.3).intersects(w.box)) || (s.layout().locator && s.layout().locator->grown(-0.3).intersects(w.box)));
            if (cut || under)
                return fail({fmt::format("注记“{}”被{}切断", w.text->utf8, cut ? "图廓" : "附图"), fmt::format("'{}' is cut by the {}", w.text->utf8, cut ? "frame" : "inset")}, {"移到框内或省去", "Move it inside or omit it"}, w.box);
        }
    }
    for (const Words& w : s.words) {
        if (w.part == Part::page) continue;
        for (const scene::PlacedGlyph& g : w.text->glyphs)
            if (std::abs(std::remainder(g.angle, 2 * std::numbers::pi)) > 95 * std::numbers::pi / 180)
                return fail({"注记“" + w.text->utf8 + "”倒置", "'" + w.text->utf8 + "' stands upside down"}, {"反向沿线注记", "Run it the other way"}, w.box);
    }
    for (const Words& w : s.words) {
        const model::Place* p = place_of(s, w);
        if (p == nullptr || w.text->halo_pt >= 0.2 * scene::kPtPerMm - 0.01) continue;
        return fail({fmt::format("注记“{}”的描边只有 {:.2f} 毫米", w.text->utf8, w.text->halo_pt / scene::kPtPerMm), fmt::format("'{}' has a halo of {:.2f} mm only", w.text->utf8, w.text->halo_pt / scene::kPtPerMm)}, {"描边不小于 0.2 毫米", "Give it 0.2 mm or more"}, w.box);
    }
    return pass(fmt::format("{} 处文字没有重叠、切断或倒置", s.words.size()), fmt::format("{} texts: none overlaps, is cut or upside down", s.words.size()));
}

Outcome typ6(const Scan& s) {
    if (!s.zh()) return does_not_apply("英文图", "An English figure");
    static constexpr std::u32string_view kHalf = U",;:?!()";
    std::vector<const Words*> title;
    for (const Words& w : s.words) {
        if (w.part != Part::page) continue;
        if (!s.layout().title.empty() && s.layout().title.contains(w.box.center()) && w.text->face == text::Face::sans_bold) title.push_back(&w);
        const std::u32string t = base::to_code_points(w.text->utf8);
        for (std::size_t i = 1; i < t.size(); ++i)
            if (t[i - 1] >= 0x4E00 && t[i - 1] <= 0x9FFF && kHalf.find(t[i]) != std::u32string_view::npos)
                return fail({"“" + w.text->utf8 + "”中有半角标点", "'" + w.text->utf8 + "' holds half-width punctuation"}, {"改用全角标点", "Use full-width marks"}, w.box);
    }
    if (title.size() > 1 && base::count_code_points(title.back()->text->utf8) == 1)
        return fail({"图名末行只有一个字", "The title's last line is a single character"}, {"改短图名或换行位置", "Shorten or break the title elsewhere"}, title.back()->box);
    return pass("标点为全角，图名没有孤字", "Full-width marks; no orphan in the title");
}

Outcome typ7(const Scan& s) {
    model::Text lacking;
    const Words* first = nullptr;
    int n = 0;
    for (const Words& w : s.words) {
        for (const scene::PlacedGlyph& g : w.text->glyphs) {
            if (g.id != 0) continue;
            if (first == nullptr) first = &w;
            const std::u32string rest = g.cluster < w.text->utf8.size() ? base::to_code_points(std::string_view(w.text->utf8).substr(g.cluster)) : std::u32string();
            if (++n <= 5 && !rest.empty()) lacking.zh += fmt::format("{}“{}”U+{:04X}", n > 1 ? "、" : "", base::to_utf8(rest.substr(0, 1)), static_cast<unsigned>(rest[0]));
        }
    }
    if (first == nullptr) return pass("没有缺字", "No glyph is missing");
    lacking.en = lacking.zh;
    return fail({fmt::format("字体缺 {} 个字：{}", n, lacking.zh), fmt::format("The font lacks {} glyphs: {}", n, lacking.en)}, {"安装含该字的字体（如 fonts-noto-cjk）", "Install a font that has them (such as fonts-noto-cjk)"}, first->box);
}

Outcome typ8(const Scan& s) {
    int shortened = 0;
    for (const Words& w : s.words) {
        const model::Place* p = place_of(s, w);
        if (p != nullptr && p->kind == model::PlaceKind::province && w.text->utf8 != p->name.zh && w.text->utf8 == p->short_zh) ++shortened;
    }
    if (shortened == 0) return pass("省级地名完整", "Province names are complete");
    if (s.page_says("简称") || s.page_says("short form")) return pass(fmt::format("{} 个省名用简称，图上已说明", shortened), fmt::format("{} provinces by their short forms; the figure says so", shortened));
    return fail({fmt::format("{} 个省名用了简称，图上没有说明", shortened), fmt::format("{} provinces stand in short form without a note", shortened)}, {"印上“省级地名用简称”", "Print the note on short forms"});
}

} // namespace

const std::vector<Rule>& type_rules() {
    static const std::vector<Rule> rules{{"TYP1", Weight::craft, typ1}, {"TYP2", Weight::craft, typ2}, {"TYP3", Weight::craft, typ3}, {"TYP4", Weight::craft, typ4},
                                         {"TYP5", Weight::craft, typ5}, {"TYP6", Weight::craft, typ6}, {"TYP7", Weight::truth, typ7}, {"TYP8", Weight::craft, typ8}};
    return rules;
}

} // namespace atlas::exporter::checks
