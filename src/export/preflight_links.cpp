// LNK: curves, crossings under foreign places, leaving angles, heads, widths, roll-up, what the legend says of them.
#include "export/preflight_scan.hpp"

#include "geo/curve.hpp"

#include <fmt/format.h>

#include <numbers>

namespace atlas::exporter::checks {

namespace {

struct Symbol { model::PlaceIx place; Vec2 at; double radius; };
std::vector<Symbol> symbols(const Scan& s) {
    std::map<model::PlaceIx, Box> boxes;
    for (const Ink& ink : s.inks)
        if (ink.part == Part::main && ink.fill && ink.layer == "places" && ink.ref.kind == FeatureRef::Kind::place && ink.box.width() < 40) {
            Box& b = boxes[ink.ref.index];
            if (b.empty() || ink.box.width() < b.width() * 1.8) b.add(ink.box); // the glow of a chosen place is no symbol
        }
    std::vector<Symbol> out;
    for (const auto& [place, box] : boxes) out.push_back({place, box.center(), box.width() / 2});
    return out;
}

/// One visible line of a link: not its casing, not a river's course, not a ring.
struct Line { model::LinkIx link; const Ink* ink; std::vector<Vec2> points; Box box; };
std::vector<Line> lines(const Scan& s) {
    std::vector<Line> out;
    for (const Ink& ink : s.inks) {
        if (ink.part != Part::main || ink.fill || !ink.link_layer() || ink.ref.kind != FeatureRef::Kind::link || ink.path->closed) continue;
        if (s.data.link(ink.ref.index).shape == model::Shape::basin) continue;
        for (std::size_t i = 0; i < ink.path->part_count(); ++i) {
            Line l{ink.ref.index, &ink, ink.part_points(i), {}};
            for (const Vec2& v : l.points) l.box.add(v);
            if (l.points.size() >= 2) out.push_back(std::move(l));
        }
    }
    return out;
}

/// The place is a party of the link, or holds or is held by one (rolled up, or a region's member).
bool concerns(const Scan& s, model::LinkIx link, model::PlaceIx place) {
    std::vector<model::PlaceIx> todo;
    for (const model::Party& p : s.data.link(link).parties) todo.push_back(p.place);
    for (std::size_t i = 0; i < todo.size() && i < 4000; ++i) {
        if (todo[i] == place || s.data.inside(place, todo[i]) || s.data.inside(todo[i], place)) return true;
        const auto& members = s.data.place(todo[i]).members;
        todo.insert(todo.end(), members.begin(), members.end());
    }
    return false;
}

/// The line ends at the symbol, or its link concerns the place.
bool joins(const Scan& s, const Line& l, const Symbol& sym) {
    for (const Vec2& end : {l.points.front(), l.points.back()}) if (geo::length(end - sym.at) < sym.radius + 2.2) return true;
    return concerns(s, l.link, sym.place);
}

/// Dots in which lines end on a region's border.
std::multimap<model::LinkIx, Vec2> border_dots(const Scan& s) {
    std::multimap<model::LinkIx, Vec2> out;
    for (const Ink& ink : s.inks)
        if (ink.part == Part::main && ink.fill && ink.link_layer() && ink.ref.kind == FeatureRef::Kind::link && ink.path->points.size() == 16 && ink.box.width() < 8)
            out.emplace(ink.ref.index, ink.box.center());
    return out;
}

std::string places(int n) { return n == 1 ? "one place" : fmt::format("{} places", n); } // in an English sentence

Outcome lnk1(const Scan& s) {
    int pairs = 0, skewed = 0;
    Box place;
    for (const Line& l : lines(s)) {
        if (s.data.link(l.link).shape != model::Shape::pair || l.points.size() < 5) continue;
        const Vec2 a = l.points.front(), d = l.points.back() - a;
        const double chord = geo::length(d);
        if (chord < 25) continue;
        ++pairs;
        double far = 0, where = 0;
        for (const Vec2& v : l.points) {
            const double off = std::abs(cross(d, v - a)) / chord;
            if (off > far) { far = off; where = dot(v - a, d) / (chord * chord); }
        }
        // Ends are cut at symbols of different size, so the middle may stand a little aside.
        if (far > 0.02 * chord && (where < 0.33 || where > 0.67) && skewed++ == 0) place = l.box;
    }
    if (pairs == 0) return does_not_apply("没有两地连线", "No curve between two places");
    if (skewed > 0) return fail({fmt::format("{} 条连线的弧不对称", skewed), fmt::format("{} not symmetric", skewed == 1 ? "One curve is" : fmt::format("{} curves are", skewed))}, {"用对称弧", "Use symmetric arcs"}, place);
    return pass(fmt::format("{} 条两地连线为对称弧；弯曲随长度增加由人看", pairs), fmt::format("{} symmetric; judge by eye whether longer ones bend more", pairs == 1 ? "The curve is" : fmt::format("{} curves are", pairs)));
}

Outcome lnk3(const Scan& s) {
    const std::vector<Symbol> all = symbols(s);
    int hits = 0, drawn = 0;
    Box place;
    model::Text who;
    for (const Line& l : lines(s)) {
        ++drawn;
        for (const Symbol& sym : all) {
            if (!l.box.grown(sym.radius).contains(sym.at) || geo::distance_to_line(sym.at, l.points) >= sym.radius * 0.8 || joins(s, l, sym)) continue;
            if (hits++ == 0) { place = Box{sym.at, sym.at}.grown(sym.radius + 3); who = s.data.place(sym.place).name; }
        }
    }
    if (drawn == 0) return does_not_apply("没有连线", "No links are drawn");
    if (hits > 0)
        return fail({fmt::format("连线从无关地点下穿过 {} 处，如{}", hits, who.zh), fmt::format("{} a link runs under a place that it does not join, such as {}", std::to_string(hits) + (hits == 1 ? " time" : " times"), who.in(Lang::en))}, {"换一个弯曲方向；或缩小范围、归并", "Another bend; a smaller extent; or roll up"}, place);
    return pass(fmt::format("{} 条线都没有从无关地点下穿过", drawn), drawn == 1 ? std::string("The line runs under no place that it does not join") : fmt::format("None of {} lines runs under a place that it does not join", drawn));
}

Outcome lnk4(const Scan& s) {
    constexpr double kLeast = 8 * std::numbers::pi / 180;
    const std::vector<Line> all = lines(s);
    if (all.empty()) return does_not_apply("没有连线", "No links are drawn");
    int tight = 0, crowded = 0;
    double worst = 360;
    Box place;
    model::Text who;
    // Each end of a line belongs to the nearest symbol of a place that its link concerns; one in a dot on a region's border to none.
    const std::multimap<model::LinkIx, Vec2> dots = border_dots(s);
    const std::vector<Symbol> marks = symbols(s);
    std::vector<std::vector<double>> leaving(marks.size());
    for (const Line& l : all) {
        if (s.data.link(l.link).shape == model::Shape::corridor) continue; // it passes through its places
        for (const bool front : {true, false}) {
            const Vec2 end = front ? l.points.front() : l.points.back();
            const auto [from, to] = dots.equal_range(l.link);
            if (std::any_of(from, to, [&](const auto& dot) { return geo::length(dot.second - end) < 1.2; })) continue;
            std::size_t nearest = marks.size();
            double best = 4;
            for (std::size_t i = 0; i < marks.size(); ++i)
                if (const double gap = geo::length(end - marks[i].at) - marks[i].radius; gap < best && concerns(s, l.link, marks[i].place)) { best = gap; nearest = i; }
            if (nearest == marks.size()) continue;
            std::vector<Vec2> line = l.points;
            if (!front) std::reverse(line.begin(), line.end());
            const Vec2 d = geo::along(line, std::min(2.0, geo::length_of(line))).at - marks[nearest].at;
            leaving[nearest].push_back(std::atan2(d.y, d.x));
        }
    }
    for (std::size_t k = 0; k < marks.size(); ++k) {
        const Symbol& sym = marks[k];
        std::vector<double>& angles = leaving[k];
        if (angles.size() > 45) { ++crowded; continue; }
        std::sort(angles.begin(), angles.end());
        bool bad = false;
        for (std::size_t i = 0; i < angles.size() && angles.size() > 1; ++i) {
            const double gap = i + 1 < angles.size() ? angles[i + 1] - angles[i] : angles[0] + 2 * std::numbers::pi - angles[i];
            worst = std::min(worst, gap * 180 / std::numbers::pi);
            bad = bad || gap < kLeast - 1e-3;
        }
        if (bad && tight++ == 0) { place = Box{sym.at, sym.at}.grown(12); who = s.data.place(sym.place).name; }
    }
    if (crowded > 0 && !s.page_says("密集") && !s.page_says("8°") && !s.page_says("dense"))
        return fail({fmt::format("{} 个地点的连线超过 45 条，图上没有说明", crowded), fmt::format("{} more than 45 lines and the figure does not say so", crowded == 1 ? "One place has" : fmt::format("{} places have", crowded))}, {"归并到省级，或在说明中写明", "Roll up, or say so in the notes"});
    if (tight > 0 && tight <= s.figure.contents.fan_in_places && (s.page_says("密集") || s.page_says("8°") || s.page_says("dense")))
        return {Verdict::remark, {fmt::format("{} 个地点连线密集，夹角小于 8°，图上已说明", tight), fmt::format("At {} lines leave closer than 8°, and the figure says so", places(tight))}, {}, place};
    if (tight > 0)
        return fail({fmt::format("{} 个地点有连线夹角小于 8°（如{}，最小 {:.1f}°）", tight, who.zh, worst), fmt::format("At {} lines leave closer than 8° (such as {}; the least {:.1f}°)", places(tight), who.in(Lang::en), worst)}, {"散开出线方向", "Spread the leaving angles"}, place);
    return pass("各地点出线夹角不小于 8°", "Lines leave every place at least 8° apart");
}

Outcome lnk5(const Scan& s) {
    std::set<model::LinkIx> headed, lined;
    std::map<model::LinkIx, Box> where;
    std::multimap<model::LinkIx, Vec2> ends; // of lines: a head stands on one, a family's triangle on the middle
    for (const Line& l : lines(s)) {
        ends.emplace(l.link, l.points.front());
        ends.emplace(l.link, l.points.back());
    }
    const auto at_an_end = [&](const Ink& ink) {
        const auto [from, to] = ends.equal_range(ink.ref.index);
        return std::any_of(from, to, [&](const auto& e) { return ink.box.grown(1).contains(e.second); });
    };
    for (const Ink& ink : s.inks) {
        if (ink.part != Part::main || !ink.link_layer() || ink.ref.kind != FeatureRef::Kind::link) continue;
        const model::Link& l = s.data.link(ink.ref.index);
        if (l.shape == model::Shape::basin) continue; // marks along a river show its flow, not the relation's
        if (ink.fill && ink.path->part_count() == 1 && ink.path->points.size() == 3 && at_an_end(ink)) {
            headed.insert(ink.ref.index);
            where[ink.ref.index].add(ink.box);
        } else if (!ink.fill && !ink.path->closed && geo::length_of(ink.part_points(0)) > 14 && s.main && s.main->frame.contains(ink.box.min) && s.main->frame.contains(ink.box.max)) {
            lined.insert(ink.ref.index);
            where[ink.ref.index].add(ink.box);
        }
    }
    for (model::LinkIx l : headed)
        if (!s.data.link(l).one_way())
            return fail({fmt::format("双向联系 {} 画了箭头", s.data.link(l).id), fmt::format("The mutual link {} carries an arrowhead", s.data.link(l).id)}, {"双向联系不画箭头", "No heads on mutual links"}, where[l]);
    for (model::LinkIx l : lined)
        if (s.data.link(l).one_way() && !headed.count(l))
            return fail({fmt::format("单向联系 {} 没有箭头", s.data.link(l).id), fmt::format("The one-way link {} lacks its arrowhead", s.data.link(l).id)}, {"在受方一端画箭头", "Draw a head at the receiver"}, where[l]);
    if (headed.empty() && lined.empty()) return does_not_apply("没有连线", "No links are drawn");
    return pass(fmt::format("{} 条单向联系有箭头，双向联系没有", headed.size()), fmt::format("{} a head, mutual links none", headed.size() == 1 ? "One one-way link carries" : fmt::format("{} one-way links carry", headed.size())));
}

Outcome lnk6(const Scan& s) {
    std::set<int> widths;
    for (const Line& l : lines(s)) widths.insert(static_cast<int>(std::lround(l.ink->stroke.width_pt * 20)));
    if (widths.empty()) return does_not_apply("没有连线", "No links are drawn");
    if (widths.size() > 5) return fail({fmt::format("线宽有 {} 种", widths.size()), fmt::format("There are {} line widths", widths.size())}, {"线宽不超过 5 级", "Use five classes at most"});
    if (!s.page_says("线宽不表示数量") && !s.page_says("width means no quantity"))
        return fail({"图上没有说明线宽的含义", "The figure does not say what the width means"}, {"印上“线宽不表示数量”", "Print that width means no quantity"});
    return pass(fmt::format("线宽 {} 种，只区分形态；图上写明不表示数量", widths.size()), fmt::format("{}; the figure says that width means no quantity", widths.size() == 1 ? "One width" : fmt::format("{} widths tell shapes apart", widths.size())));
}

Outcome lnk7(const Scan& s) {
    std::set<model::LinkIx> drawn;
    for (const Line& l : lines(s)) drawn.insert(l.link);
    if (drawn.empty()) return does_not_apply("没有连线", "No links are drawn");
    const std::string total = std::to_string(s.figure.links_total);
    const bool n_of_m = s.page_text.find(total) != std::string::npos;
    if (!n_of_m) return fail({"图上没有写明“共几条、显示几条”", "The figure does not say N of M"}, {"恢复说明", "Restore the note"}, s.layout().notes.empty() ? std::nullopt : std::optional(s.layout().notes));
    // Rolled up, a line stands for many relations: the lines are counted, as the note on the page counts them.
    const bool rolled = s.figure.contents.rolled != scene::RollUp::none;
    const int count = rolled ? s.figure.contents.curves_drawn : static_cast<int>(drawn.size());
    const double room = std::max(1.0, s.spec.page.width_mm * s.spec.page.height_mm / (297.0 * 210.0));
    if (count > 120 * room) {
        // Only what would change something: a level that is not in force yet.
        const scene::RollUp now = s.figure.contents.rolled;
        model::Text remedy{"加筛选，或换更大的页面", "Filter, or take a larger page"};
        std::string option = "--page";
        if (now != scene::RollUp::province) {
            const bool automatic = s.spec.view.roll_up == scene::RollUp::none;
            remedy = {std::string(automatic ? "归并选“自动”" : "归并选“到省”") + "；或加筛选", std::string(automatic ? "Roll up automatically" : "Roll up to provinces") + ", or filter"};
            option = automatic ? "--roll-up automatic" : "--roll-up province";
        }
        const auto most = static_cast<int>(120 * room);
        if (rolled) return fail({fmt::format("归并后画了 {} 线，这样大的页面以 {} 线为限", count, most), fmt::format("Rolled up, {} lines are drawn; a page of this size carries {}", count, most)}, remedy, {}, option);
        return fail({fmt::format("画了 {} 条关系的线，这样大的页面以 {} 条为限", count, most), fmt::format("Lines of {} relations are drawn; a page of this size carries {}", count, most)}, remedy, {}, option);
    }
    if (rolled) return pass(fmt::format("归并后共 {} 线；图上写明显示数与总数", count), fmt::format("{}, rolled up; the figure says N of M", count == 1 ? "One line" : fmt::format("{} lines", count)));
    return pass(fmt::format("{} 条关系的线；图上写明显示数与总数", count), fmt::format("Lines of {}; the figure says N of M", count == 1 ? "one relation" : fmt::format("{} relations", count)));
}

Outcome lnk8(const Scan& s) {
    if (lines(s).empty()) return does_not_apply("没有连线", "No links are drawn");
    if (s.page_says("不是线路走向") || s.page_says("not routes")) return pass("图上写明连线不是线路走向", "The figure says that curves are no routes");
    return fail({"图上没有说明连线不是线路走向", "The figure does not say that curves are no routes"}, {"恢复这句说明", "Restore the sentence"});
}

Outcome lnk9(const Scan& s) {
    double band = 0, plain = 0;
    for (const Line& l : lines(s)) {
        double& w = s.data.link(l.link).shape == model::Shape::corridor ? band : plain;
        w = std::max(w, l.ink->stroke.width_pt);
    }
    for (const Ink& ink : s.inks) if (ink.part == Part::main && !ink.fill && ink.layer == "corridors") band = std::max(band, ink.stroke.width_pt);
    if (band == 0) return does_not_apply("没有走廊带", "No corridor is drawn");
    if (plain > 0 && band < 2 * plain) return fail({fmt::format("走廊带宽 {:.1f} 磅，与连线 {:.1f} 磅难以区分", band, plain), fmt::format("Bands of {:.1f} pt are hard to tell from lines of {:.1f} pt", band, plain)}, {"加宽走廊带", "Widen the bands"});
    return pass("走廊带与连线不同类", "Corridor bands are a class of their own");
}

Outcome lnk2(const Scan&) { return by_eye("急弯与交角由人看", "Judge sharp bends and crossing angles by eye"); }

} // namespace

const std::vector<Rule>& link_rules() {
    static const std::vector<Rule> rules{{"LNK1", Weight::craft, lnk1}, {"LNK2", Weight::craft, lnk2}, {"LNK3", Weight::craft, lnk3}, {"LNK4", Weight::craft, lnk4}, {"LNK5", Weight::truth, lnk5},
                                         {"LNK6", Weight::craft, lnk6}, {"LNK7", Weight::craft, lnk7}, {"LNK8", Weight::craft, lnk8}, {"LNK9", Weight::craft, lnk9}};
    return rules;
}

} // namespace atlas::exporter::checks
