// The classes of the legend and their samples.
#include "export/legend.hpp"

#include "geo/curve.hpp"
#include "scene/family_mark.hpp"

namespace atlas::exporter {

using base::Color;
using base::faded;
using geo::Vec2;
using style::LayerId;

namespace {

template <class T>
bool has(const std::vector<T>& list, T value) { return std::find(list.begin(), list.end(), value) != list.end(); }

class Rows {
public:
    Rows(const scene::MapContents& c, const style::Theme& t, model::Lang lang, double line_scale) : c_(c), t_(t), zh_(lang == model::Lang::zh), scale_(line_scale) {}

    std::vector<LegendRow> make() {
        if (!c_.families.empty()) {
            mechanisms();
            shapes();
            places();
        }
        if (c_.provincial_centres) centres();
        chosen();
        base_map();
        return std::move(rows_);
    }

private:
    using Sample = std::function<void(Pen&, Vec2, double)>;
    void heading(const char* zh, const char* en) { rows_.push_back({true, zh_ ? zh : en, {}, {}}); }
    void row(const char* zh, const char* en, Sample sample) { rows_.push_back({false, zh_ ? zh : en, {}, std::move(sample)}); }

    static scene::Stroke ink(const Pen& pen, double width, Color color) { return {pen.pt(width), color, {}, scene::Cap::round}; }
    static std::vector<Vec2> bow(const Pen& pen, Vec2 at, double w) { return geo::arc({at.x, at.y + pen.pt(2)}, {at.x + w, at.y + pen.pt(2)}, -0.16, 16); }

    void mechanisms() {
        const bool marks = c_.family_marks;
        if (t_.grey) heading("机制（深浅与记号）与条数", "Mechanism (tone and sign), links");
        else if (marks) heading("机制（颜色与记号）与条数", "Mechanism (colour and sign), links");
        else heading("合作机制（颜色）与条数", "Mechanism (colour), links");
        for (style::Family f : c_.families) {
            const Color color = t_.family[static_cast<std::size_t>(f)];
            const model::Text name = style::family_name(f);
            rows_.push_back({false, zh_ ? name.zh : name.en, std::to_string(c_.family_links[static_cast<std::size_t>(f)]),
                             [color, sign = marks ? t_.mark[static_cast<std::size_t>(f)] : style::Mark::none](Pen& pen, Vec2 at, double w) {
                                 pen.line(bow(pen, at, w), ink(pen, 1.5, color));
                                 Vec2 spot, along;
                                 if (scene::mark_spot(bow(pen, at, w), 0, spot, along)) scene::draw_mark(pen.out, sign, spot, along, pen.pt(3.4), color, pen.theme.paper);
                             }});
        }
    }

    void shapes() {
        const Color soft = t_.text_soft;
        heading("关系形态与程度", "Shape and stage");
        if (has(c_.shapes, model::Shape::pair))
            row("两地合作", "Two parties", [soft](Pen& pen, Vec2 at, double w) { pen.line(bow(pen, at, w), ink(pen, 1.05, soft)); });
        if (has(c_.shapes, model::Shape::group))
            row(c_.folded ? "多方合作（菱形为一条关系，数字为同组各方的条数）" : "多方合作（菱形为一条关系）",
                c_.folded ? "Several parties (diamond: one relation; number: relations of the same parties)" : "Several parties (diamond: one relation)",
                [soft](Pen& pen, Vec2 at, double w) {
                    const Vec2 j{at.x + w / 2, at.y};
                    for (Vec2 e : {Vec2{at.x + pen.pt(1), at.y - pen.pt(3.4)}, Vec2{at.x + pen.pt(3), at.y + pen.pt(4)}, Vec2{at.x + w - pen.pt(1), at.y - pen.pt(1)}}) pen.line({j, e}, ink(pen, 0.75, soft));
                    const double d = pen.pt(2);
                    pen.fill({{j.x, j.y - d}, {j.x + d, j.y}, {j.x, j.y + d}, {j.x - d, j.y}}, soft);
                });
        if (has(c_.shapes, model::Shape::hub))
            row("一地对多地", "One place and its partners", [soft](Pen& pen, Vec2 at, double w) {
                const Vec2 hub{at.x + pen.pt(4), at.y};
                for (double dy : {-3.6, 0.0, 3.6}) {
                    const Vec2 end{at.x + w, at.y + pen.pt(dy)};
                    pen.line({hub + geo::unit(end - hub) * pen.pt(3.4), end}, ink(pen, 0.85, soft));
                }
                pen.fill(geo::circle(hub, pen.pt(1.6)), soft);
                pen.line(geo::circle(hub, pen.pt(3.2)), ink(pen, 0.9, soft), true);
            });
        if (has(c_.shapes, model::Shape::corridor))
            row("轴带、通道（短横为所经各地）", "Axis or channel (ticks: its places)", [soft](Pen& pen, Vec2 at, double w) {
                pen.line({{at.x + pen.pt(2), at.y}, {at.x + w - pen.pt(2), at.y}}, ink(pen, 4.6, faded(soft, 0.30)));
                pen.line({{at.x + pen.pt(2), at.y}, {at.x + w - pen.pt(2), at.y}}, ink(pen, 1.0, soft));
                for (double x : {0.22, 0.5, 0.78}) pen.line({{at.x + w * x, at.y - pen.pt(3.1)}, {at.x + w * x, at.y + pen.pt(3.1)}}, {pen.pt(1.0), soft, {}, scene::Cap::butt});
            });
        if (has(c_.shapes, model::Shape::basin))
            row("流域合作（箭头指向下游）", "Basin (arrows downstream)", [soft](Pen& pen, Vec2 at, double w) {
                pen.line({{at.x, at.y}, {at.x + pen.pt(14), at.y}}, ink(pen, 2.0, faded(soft, 0.28)));
                pen.line({{at.x, at.y}, {at.x + pen.pt(14), at.y}}, ink(pen, 0.75, soft));
                const double tip = at.x + pen.pt(8.6), arm = pen.pt(2.3);
                pen.line({{tip - arm, at.y - arm}, {tip, at.y}, {tip - arm, at.y + arm}}, ink(pen, 1.05, soft));
                pen.line(geo::circle({at.x + w - pen.pt(4), at.y}, pen.pt(3.2)), ink(pen, 0.8, soft), true);
            });
        if (c_.hulls)
            row("多方合作各成员地域", "Territory of a group's members", [tint = faded(t_.family[static_cast<std::size_t>(c_.hull_family)], 0.16), edge = faded(t_.family[static_cast<std::size_t>(c_.hull_family)], 0.55)](Pen& pen, Vec2 at, double w) {
                const geo::Box area{{at.x, at.y - pen.pt(3.4)}, {at.x + w, at.y + pen.pt(3.4)}};
                pen.box(area, tint);
                pen.box_line(area, pen.pt(0.8), edge);
            });
        if (c_.numbered_lines)
            row("线上数字：所含条数", "Number on a line: links in it", [soft, land = t_.land](Pen& pen, Vec2 at, double w) {
                pen.line(bow(pen, at, w), ink(pen, 1.05, soft));
                const Vec2 m{at.x + w / 2, at.y - pen.pt(0.4)};
                pen.fill(geo::rounded_hull({{m.x - pen.pt(0.6), m.y}, {m.x + pen.pt(0.6), m.y}}, pen.pt(3.4)), soft);
                pen.text_centred("3", {m.x, m.y + pen.type(6) * 0.36}, pen.type(6), land, text::Face::sans_bold);
            });
        if (c_.clause_numbers)
            row("线旁数字：条款依据编号", "Number beside a line: its clause", [soft](Pen& pen, Vec2 at, double w) {
                const double gap = pen.pt(3);
                pen.line({at, {at.x + w / 2 - gap, at.y}}, ink(pen, 1.05, soft));
                pen.line({{at.x + w / 2 + gap, at.y}, {at.x + w, at.y}}, ink(pen, 1.05, soft));
                pen.text_centred("5", {at.x + w / 2, at.y + pen.type(6) * 0.36}, pen.type(6), soft, text::Face::sans_bold);
            });
        if (c_.links_inside > 0)
            row("同一单元内部的条数", "Links inside one unit", [soft, fill = t_.place_fill, words = t_.text](Pen& pen, Vec2 at, double w) {
                const std::string mark = pen.say("内2", "in 2");
                const double half = pen.width_of(mark, pen.type(6), text::Face::sans_bold) / 2;
                const Vec2 m{at.x + w / 2, at.y};
                const std::vector<Vec2> pill = geo::rounded_hull({{m.x - half + pen.pt(0.8), m.y}, {m.x + half - pen.pt(0.8), m.y}}, pen.pt(3.6));
                pen.fill(pill, fill);
                pen.line(pill, ink(pen, 0.5, soft), true);
                pen.text_centred(mark, {m.x, m.y + pen.type(6) * 0.36}, pen.type(6), words, text::Face::sans_bold);
            });
        if (c_.exploring)
            row("探索、研究、争取中", "Being explored", [soft](Pen& pen, Vec2 at, double w) {
                pen.line({{at.x, at.y}, {at.x + w, at.y}}, {pen.pt(1.1), soft, {static_cast<float>(pen.pt(3.2)), static_cast<float>(pen.pt(2.4))}, scene::Cap::round});
            });
        if (c_.inferred)
            row("参与方含推定（色浅）", "A party is inferred (lighter)", [soft, land = t_.land](Pen& pen, Vec2 at, double w) {
                pen.line({{at.x, at.y}, {at.x + w, at.y}}, ink(pen, 1.1, base::mix(soft, land, 0.55)));
            });
        if (c_.one_way)
            row("单向（箭头指向受方）", "One way, towards the receiver", [soft](Pen& pen, Vec2 at, double w) {
                pen.line({{at.x, at.y}, {at.x + w - pen.pt(3), at.y}}, ink(pen, 1.05, soft));
                pen.fill({{at.x + w, at.y}, {at.x + w - pen.pt(4.2), at.y - pen.pt(1.7)}, {at.x + w - pen.pt(4.2), at.y + pen.pt(1.7)}}, soft);
            });
    }

    void places() {
        if (!has(c_.layers, LayerId::places)) return;
        row("省级、地级、县级地方", "Province, prefecture, county", [fill = t_.place_fill, line = t_.place_line](Pen& pen, Vec2 at, double) {
            double x = at.x + pen.pt(3);
            for (double r : {2.9, 2.3, 1.8}) {
                pen.fill(geo::circle({x, at.y}, pen.pt(r)), fill);
                pen.line(geo::circle({x, at.y}, pen.pt(r)), ink(pen, 0.8, line), true);
                if (r > 2) pen.fill(geo::circle({x, at.y}, pen.pt(r * (r > 2.5 ? 0.58 : 0.38))), line);
                x += pen.pt(7.6);
            }
        });
        if (c_.zones)
            row("新区、园区、口岸等", "Zones, parks, ports", [fill = t_.place_fill, line = t_.place_line](Pen& pen, Vec2 at, double w) {
                const geo::Box square = geo::Box{{at.x + w / 2, at.y}, {at.x + w / 2, at.y}}.grown(pen.pt(1.55));
                pen.box(square, fill);
                pen.box_line(square, pen.pt(0.8), line);
            });
    }

    void centres() {
        row("省级行政中心", "Seat of a province", [fill = t_.place_fill, line = base::mix(t_.text_soft, t_.land, 0.1)](Pen& pen, Vec2 at, double w) {
            const Vec2 m{at.x + w / 2, at.y};
            pen.fill(geo::circle(m, pen.pt(1.5)), fill);
            pen.line(geo::circle(m, pen.pt(1.5)), ink(pen, 0.6, line), true);
            pen.fill(geo::circle(m, pen.pt(0.7)), line);
        });
    }

    void chosen() {
        if (c_.chosen_places)
            row("所选地点", "Chosen place", [accent = t_.accent, fill = t_.place_fill](Pen& pen, Vec2 at, double w) {
                const Vec2 m{at.x + w / 2, at.y};
                pen.fill(geo::circle(m, pen.pt(5.2)), faded(accent, 0.22));
                pen.fill(geo::circle(m, pen.pt(2.3)), fill);
                pen.line(geo::circle(m, pen.pt(2.3)), ink(pen, 0.8, accent), true);
                pen.fill(geo::circle(m, pen.pt(0.9)), accent);
            });
        if (c_.corridor_bands)
            row("所选走廊", "Chosen corridor", [accent = t_.accent](Pen& pen, Vec2 at, double w) {
                pen.line({{at.x + pen.pt(3), at.y}, {at.x + w - pen.pt(3), at.y}}, ink(pen, 8, faded(accent, 0.20)));
                pen.line({{at.x + pen.pt(3), at.y}, {at.x + w - pen.pt(3), at.y}}, ink(pen, 1.1, faded(accent, 0.55)));
                for (double x : {0.25, 0.75}) pen.line({{at.x + w * x, at.y - pen.pt(4.2)}, {at.x + w * x, at.y + pen.pt(4.2)}}, {pen.pt(1.1), faded(accent, 0.8), {}, scene::Cap::butt});
            });
        if (c_.territory)
            row("所选走廊的范围", "Land of the chosen corridor", [rim = t_.accent, land = t_.land](Pen& pen, Vec2 at, double w) {
                const geo::Box box{{at.x + pen.pt(2), at.y - pen.pt(3.4)}, {at.x + w - pen.pt(2), at.y + pen.pt(3.4)}};
                pen.box(box, land);
                pen.line({box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}}, ink(pen, 1.4, faded(rim, 0.55)), true);
            });
        if (c_.region_outlines)
            row("参与方为区域（虚线示其范围，连线止于圆点）", "A region as a party (its outline; lines end in a dot)", [color = t_.text_soft](Pen& pen, Vec2 at, double w) {
                const std::vector<float> dots{static_cast<float>(pen.pt(0.4)), static_cast<float>(pen.pt(1.8))};
                pen.line({{at.x, at.y}, {at.x + w, at.y}}, {pen.pt(2.6), faded(color, 0.10), {}, scene::Cap::round});
                pen.line({{at.x, at.y}, {at.x + w, at.y}}, {pen.pt(0.7), faded(color, 0.75), dots, scene::Cap::round});
            });
        if (c_.basin_lit)
            row("流域范围（近似）", "Basin (approximate)", [tint = t_.basin_tint](Pen& pen, Vec2 at, double w) {
                pen.box({{at.x, at.y - pen.pt(3.6)}, {at.x + w, at.y + pen.pt(3.6)}}, tint);
            });
        if (c_.basin_rivers)
            row("流域内河流", "Rivers of the basin", [color = style::basin_river_color(t_)](Pen& pen, Vec2 at, double w) {
                pen.line(geo::arc(at, {at.x + w, at.y}, 0.10, 12), ink(pen, 1.4, color));
            });
    }

    void border(model::BoundaryKind kind, const style::LineStyle& s, const char* zh, const char* en, bool casing = false) {
        if (!has(c_.boundaries, kind)) return;
        const style::LineStyle under = casing ? t_.national_casing : style::LineStyle{};
        row(zh, en, [s, under, casing, scale = scale_](Pen& pen, Vec2 at, double w) {
            std::vector<float> dash = s.dash_pt;
            for (float& d : dash) d = static_cast<float>(d * scale);
            if (casing) pen.line({{at.x, at.y}, {at.x + w, at.y}}, {under.width_pt * scale, under.color, {}, scene::Cap::butt});
            pen.line({{at.x, at.y}, {at.x + w, at.y}}, {s.width_pt * scale, s.color, dash, scene::Cap::butt});
        });
    }

    void base_map() {
        heading("底图", "Base map");
        using K = model::BoundaryKind;
        border(K::national, t_.national, "国界", "National boundary", true);
        border(K::undetermined, t_.undetermined, "未定国界", "Undetermined boundary", true);
        border(K::coast, t_.coast, "海岸线", "Coastline");
        border(K::province, t_.province, "省、自治区、直辖市界", "Province boundary");
        border(K::special_region, t_.special_region, "特别行政区界", "Special administrative region boundary");
        border(K::prefecture, t_.prefecture, "地级界", "Prefecture boundary");
        border(K::county, t_.county, "县级界", "County boundary");
        auto course = [river = t_.river](double width, bool dashed) {
            return [river, width, dashed](Pen& pen, Vec2 at, double w) {
                std::vector<float> dash;
                if (dashed) dash = {static_cast<float>(pen.pt(2.4)), static_cast<float>(pen.pt(1.6))};
                pen.line(geo::arc(at, {at.x + w, at.y}, 0.10, 12), {pen.pt(width), river, dash, scene::Cap::round});
            };
        };
        if (c_.rivers) row("河流", "Rivers", course(1, false));
        if (c_.approximate_rivers) row("河流（走向近似）", "River, course approximate", course(0.6, true));
        if (c_.lakes)
            row("湖泊", "Lakes", [lake = t_.lake, river = t_.river](Pen& pen, Vec2 at, double w) {
                std::vector<Vec2> ring = geo::circle({0, 0}, 1, 20);
                for (Vec2& v : ring) v = {at.x + w / 2 + v.x * pen.pt(6), at.y + v.y * pen.pt(2.9)};
                pen.fill(ring, lake);
                pen.line(ring, ink(pen, 0.3, river), true);
            });
        if (c_.basin_regions)
            row("流域分区界（近似）", "Basin region (approximate)", [water = t_.water_text](Pen& pen, Vec2 at, double w) {
                pen.line({at, {at.x + w, at.y}}, {pen.pt(0.8), water, {static_cast<float>(pen.pt(4)), static_cast<float>(pen.pt(1.6))}, scene::Cap::butt});
            });
        if (has(c_.layers, LayerId::ports))
            row("海港", "Sea port", [fill = t_.place_fill, water = t_.water_text](Pen& pen, Vec2 at, double w) {
                const Vec2 m{at.x + w / 2, at.y};
                pen.fill(geo::circle(m, pen.pt(1.5)), fill);
                pen.line(geo::circle(m, pen.pt(1.5)), ink(pen, 0.6, water), true);
                pen.line({{m.x - pen.pt(1.5), m.y}, {m.x + pen.pt(1.5), m.y}}, {pen.pt(0.6), water, {}, scene::Cap::butt});
            });
    }

    const scene::MapContents& c_;
    const style::Theme& t_;
    bool zh_;
    double scale_;
    std::vector<LegendRow> rows_;
};

} // namespace

std::vector<LegendRow> legend_rows(const scene::MapContents& c, const style::Theme& theme, model::Lang lang, double line_scale) {
    return Rows(c, theme, lang, line_scale).make();
}

} // namespace atlas::exporter
