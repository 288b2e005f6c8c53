// CLR: distances for colour-blind sight, a second channel, contrast, status in grey, place fills. On the inks that are drawn.
#include "export/preflight_scan.hpp"

#include "geo/curve.hpp"
#include "style/colour_check.hpp"

#include <fmt/format.h>

namespace atlas::exporter::checks {

namespace {

using base::Color;

bool own_ink(const Scan& s, const Ink& i) { // a link's line at full strength, as the legend shows its family
    return i.part == Part::main && !i.fill && i.layer.starts_with("links-") && i.ref.kind == FeatureRef::Kind::link && i.stroke.color.a > 235 &&
           s.data.link(i.ref.index).stated == model::Stated::explicit_;
}
int family_of(const Scan& s, const Ink& i) { return static_cast<int>(style::family_of(s.data.mechanism(s.data.link(i.ref.index).mechanism).code)); }

/// The commonest ink of each family drawn.
std::map<int, Color> inks_of_families(const Scan& s) {
    std::map<int, std::map<unsigned, int>> seen;
    for (const Ink& i : s.inks)
        if (own_ink(s, i)) ++seen[family_of(s, i)][static_cast<unsigned>(i.stroke.color.r) << 16 | static_cast<unsigned>(i.stroke.color.g) << 8 | i.stroke.color.b];
    std::map<int, Color> out;
    for (const auto& [f, inks] : seen) out[f] = base::rgb(std::max_element(inks.begin(), inks.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first);
    return out;
}

Outcome clr1(const Scan& s) {
    const std::map<int, Color> inks = inks_of_families(s);
    if (inks.size() < 2) return does_not_apply("图上只有一类或没有连线", "One family or none is drawn");
    const bool tones = std::all_of(inks.begin(), inks.end(), [](const auto& i) { return style::lab_of(i.second).chroma() < 3; });
    double least = 1e9;
    model::Text pair;
    for (auto a = inks.begin(); a != inks.end(); ++a)
        for (auto b = std::next(a); b != inks.end(); ++b)
            for (style::Vision v : style::kAllVisions) {
                // In tones there is lightness alone; six steps of L* count as ten of ΔE.
                const double d = tones ? std::abs(style::lab_of(a->second).l - style::lab_of(b->second).l) * 10 / 6 : style::delta_e2000(style::simulate(a->second, v), style::simulate(b->second, v));
                if (d >= least) continue;
                least = d;
                const model::Text p = style::family_name(static_cast<style::Family>(a->first)), q = style::family_name(static_cast<style::Family>(b->first));
                pair = {"“" + p.zh + "”与“" + q.zh + "”", "'" + p.en + "' and '" + q.en + "'"};
            }
    if (least < 9.95)
        return fail({fmt::format("{}的色差在色觉障碍者看来只有 {:.1f}", pair.zh, least), fmt::format("{} are {:.1f} apart for a colour-blind reader", pair.en, least)}, {"换主题或拉开两色", "Another theme, or part the two colours"});
    return pass(fmt::format("{} 类颜色在各种色觉下色差不小于 {:.0f}", inks.size(), std::floor(least)), fmt::format("{} families at least {:.0f} apart under every sight", inks.size(), std::floor(least)));
}

/// The small signs on a family's lines, written as text; empty when it has none.
std::map<int, std::set<std::string>> signs(const Scan& s, int& line_count) {
    std::map<int, std::set<std::string>> out;
    // A sign belongs to no link, the line under it is what is picked: it is found by its layer and its spot on the line.
    std::multimap<std::string_view, const Ink*> small;
    const auto casing = [&s](const Ink& i) { return !i.fill && i.stroke.color.r == s.theme.casing.r && i.stroke.color.g == s.theme.casing.g && i.stroke.color.b == s.theme.casing.b; };
    for (const Ink& i : s.inks)
        if (i.part == Part::main && i.layer.starts_with("links-") && std::max(i.box.width(), i.box.height()) < 8 && !casing(i)) small.emplace(i.layer, &i);
    for (const Ink& i : s.inks) {
        const model::Shape shape = own_ink(s, i) ? s.data.link(i.ref.index).shape : model::Shape::basin;
        if (shape == model::Shape::basin || shape == model::Shape::corridor || i.path->closed) continue; // rivers and bands are classes of their own
        for (std::size_t k = 0; k < i.path->part_count(); ++k) {
            const std::vector<Vec2> line = i.part_points(k);
            const double length = geo::length_of(line);
            if (length < 10) continue;
            ++line_count;
            if (length < 36) continue; // too short to carry one
            std::set<std::string>& of_family = out[family_of(s, i)];
            // Beside the middle, which belongs to a folded line's number; from either end, for a line may run either way.
            const Vec2 spots[] = {geo::along(line, 0.36 * length).at, geo::along(line, 0.64 * length).at};
            std::string sign;
            const auto [from, to] = small.equal_range(i.layer);
            for (auto m = from; m != to; ++m) {
                const Ink& mark = *m->second;
                if (mark.ref.kind == FeatureRef::Kind::link && mark.ref.index != i.ref.index) continue;
                if (std::none_of(std::begin(spots), std::end(spots), [&](Vec2 v) { return geo::length(mark.box.center() - v) < 1.5; })) continue;
                sign += mark.fill ? fmt::format("f{}", mark.path->points.size()) : fmt::format("s{}", mark.path->points.size());
                if (!mark.fill && mark.path->part_count() == 2 && mark.path->points.size() == 4) // two bars do not cross, a cross does
                    sign += geo::length((mark.path->points[0] + mark.path->points[1]) * 0.5 - (mark.path->points[2] + mark.path->points[3]) * 0.5) < 0.05 ? "x" : "=";
            }
            if (!sign.empty()) of_family.insert(sign);
        }
    }
    return out;
}

Outcome clr2(const Scan& s) {
    int lines = 0;
    const auto by_family = signs(s, lines);
    if (by_family.size() < 2) return does_not_apply("图上只有一类或没有连线", "One family or none is drawn");
    std::set<std::string> used;
    std::size_t unmarked = 0;
    for (const auto& [family, set] : by_family) {
        if (set.empty()) { // one family goes without a sign: that is its own
            unmarked += s.theme.mark[static_cast<std::size_t>(family)] == style::Mark::none ? 0 : 1;
            continue;
        }
        for (const std::string& sign : set)
            if (!used.insert(sign).second)
                return fail({"有两类连线用了同一种符号", "Two families carry the same sign"}, {"每类一种符号", "One sign for each family"});
    }
    const bool tones = [&] { for (const auto& [f, c] : inks_of_families(s)) if (style::lab_of(c).chroma() >= 3) return false; return true; }();
    if (unmarked == 0) return pass(fmt::format("{} 类连线以符号相区别", by_family.size()), fmt::format("{} families are told apart by their signs", by_family.size()));
    if (lines > 60 && !tones)
        return {Verdict::remark, {"连线过密，只用颜色区分机制；须黑白打印时，配色选“灰度”", "Too many lines to carry signs: only colour tells the families apart; for black and white choose the grey colours"}, {}, {}};
    return fail({fmt::format("{} 类连线除颜色外没有第二种区分", unmarked), fmt::format("{} no second channel beside colour", unmarked == 1 ? "One family has" : fmt::format("{} families have", unmarked))}, {"加符号或线型", "Add a sign or a dash"});
}

/// A number's badge, a joint: the last small fill painted under the words.
const Ink* plate_under(const Scan& s, const Words& w) {
    for (std::size_t i = w.inks_before; i > 0 && i + 40 > w.inks_before; --i) {
        const Ink& ink = s.inks[i - 1];
        if (ink.fill && ink.part == w.part && ink.box.width() < 60 && ink.box.height() < 20 && ink.box.contains(w.box.center()) && ink.stroke.color.a > 150) return &ink;
    }
    return nullptr;
}

Outcome clr3(const Scan& s) {
    for (const Words& w : s.words) {
        if (w.text->color.a < 200 || w.box.empty()) continue; // faded on purpose
        const bool inside = w.part != Part::page || s.layout().frame.contains(w.box.center());
        Color ground = inside ? s.theme.land : s.figure.picture.background;
        if (const Ink* plate = plate_under(s, w)) ground = style::over(plate->stroke.color, ground);
        else if (w.part != Part::page && w.text->halo.a <= 100 && w.text->ref.kind == FeatureRef::Kind::none) {
            const auto is = [&](Color c) { return w.text->color.r == c.r && w.text->color.g == c.g && w.text->color.b == c.b; };
            ground = is(s.theme.water_text) ? s.theme.sea : is(s.theme.neighbour_text) ? s.theme.neighbour : ground;
        }
        if (inside && w.text->halo.a > 100) ground = style::over(w.text->halo, ground);
        const double c = style::contrast(style::over(w.text->color, ground), ground);
        if (c < 4.45)
            return fail({fmt::format("文字“{}”与底色的对比度只有 {:.1f}", w.text->utf8, c), fmt::format("'{}' has a contrast of {:.1f} only", w.text->utf8, c)}, {"加深文字，不小于 4.5", "4.5 is the least"}, w.box);
    }
    for (const Ink& i : s.inks) {
        if (!own_ink(s, i)) continue;
        const double c = style::contrast(style::over(i.stroke.color, s.theme.land), s.theme.land);
        if (c < 2.95) return fail({fmt::format("连线与陆地的对比度只有 {:.1f}", c), fmt::format("A link has a contrast of {:.1f} to the land", c)}, {"加深连线，不小于 3", "3 is the least"}, i.box);
    }
    return pass("文字对比度不小于 4.5，连线不小于 3", "Text at 4.5 or more, links at 3 or more");
}

Outcome clr4(const Scan& s) {
    bool any = false;
    for (const Ink& i : s.inks) {
        if (!own_ink(s, i) || i.path->closed || std::max(i.box.width(), i.box.height()) < 10) continue;
        const model::Link& l = s.data.link(i.ref.index);
        if (l.shape == model::Shape::basin || s.figure.contents.folded_links.count(i.ref.index)) continue; // a folded line stands for several
        any = true;
        const bool band = l.shape == model::Shape::corridor;
        const bool exploring = l.stance == model::Stance::exploring;
        if (exploring == i.stroke.dash_pt.empty() && !(band && exploring))
            return fail({fmt::format("联系 {} 的程度没有用虚实线表示", l.id), fmt::format("The firmness of {} is not told by its dash", l.id)}, {"探索性关系用虚线", "Dash what is being explored"}, i.box);
    }
    if (!any) return does_not_apply("没有连线", "No links are drawn");
    return pass("虚线表示探索，黑白打印仍可分辨", "Firmness is told by dashes, which survive grey print");
}

Outcome clr5(const Scan& s) {
    std::vector<Color> lands;
    for (const Ink& i : s.inks) {
        if (i.part != Part::main || !i.fill) continue;
        if (i.layer == "land" && std::find(lands.begin(), lands.end(), i.stroke.color) == lands.end()) lands.push_back(i.stroke.color);
        if (i.layer != "basins" && i.layer != "land") continue;
        const style::Lab l = style::lab_of(style::over(i.stroke.color, s.theme.land));
        if (l.a > 10 && l.a > l.b) return fail({"政区面用了红色", "A place is filled in red"}, {"换成中性色", "Use a neutral colour"}, i.box);
    }
    for (std::size_t a = 0; a < lands.size(); ++a)
        for (std::size_t b = a + 1; b < lands.size(); ++b)
            if (const double d = style::delta_e2000(lands[a], lands[b]); d < 4.95 && lands[a].a > 250 && lands[b].a > 250)
                return fail({fmt::format("相邻面色差只有 {:.1f}", d), fmt::format("Two fills side by side are {:.1f} apart", d)}, {"拉开到 5 以上", "Part them to 5 or more"});
    return pass("政区面没有红色，相邻面可以区分", "No red place fill; fills side by side are told apart");
}

Outcome clr6(const Scan& s) {
    bool any = false;
    for (const Ink& i : s.inks) {
        if (i.part == Part::page || !i.fill || i.layer != "neighbours") continue;
        any = true;
        if (style::lab_of(i.stroke.color).chroma() > 4.05) return fail({"境外陆地不是中性灰", "Foreign land is not a neutral grey"}, {"改用中性灰", "Use a neutral grey"});
    }
    if (!any) return does_not_apply("没有画境外陆地", "No foreign land is drawn");
    return pass("境外陆地为中性灰，没有专题填色", "Foreign land is a neutral grey without thematic fill");
}

} // namespace

const std::vector<Rule>& colour_rules() {
    static const std::vector<Rule> rules{{"CLR1", Weight::craft, clr1}, {"CLR2", Weight::craft, clr2}, {"CLR3", Weight::craft, clr3}, {"CLR4", Weight::craft, clr4}, {"CLR5", Weight::craft, clr5}, {"CLR6", Weight::craft, clr6}};
    return rules;
}

} // namespace atlas::exporter::checks
