#include "export/furniture.hpp"

#include "base/utf8.hpp"
#include "geo/curve.hpp"

#include <fmt/format.h>

#include <numbers>

namespace atlas::exporter {

using base::Color;
using base::faded;
using geo::Box;
using geo::Vec2;
using style::LayerId;

namespace {

geo::PathPtr path(std::vector<Vec2> points, bool closed) {
    auto p = std::make_shared<geo::Path>(geo::path_of(points, closed));
    return p;
}
bool has(const std::vector<LayerId>& layers, LayerId id) { return std::find(layers.begin(), layers.end(), id) != layers.end(); }

} // namespace

double Furniture::text(std::string_view utf8, Vec2 at, double size_pt, Color color, text::Face face, bool upwards) {
    const text::Shaped shaped = fonts_.shape(utf8, face, size_pt);
    scene::DrawText t;
    t.utf8 = std::string(utf8);
    t.face = face;
    t.size_pt = size_pt;
    t.color = color;
    t.halo.a = 0;
    for (const text::Glyph& g : shaped.glyphs)
        t.glyphs.push_back({g.id, upwards ? Vec2{at.x + g.y_pt, at.y - g.x_pt} : Vec2{at.x + g.x_pt, at.y + g.y_pt}, upwards ? -std::numbers::pi / 2 : 0, g.cluster});
    if (!t.glyphs.empty()) out_.commands.push_back(std::move(t));
    return shaped.width_pt;
}

double Furniture::width_of(std::string_view utf8, double size_pt, text::Face face) const { return fonts_.shape(utf8, face, size_pt).width_pt; }

std::vector<std::string> Furniture::wrapped(std::string_view utf8, double width, double size_pt) const {
    static constexpr std::u32string_view kNoStart = U"，。；：、！？）》」』”’,.;:!?)%";
    std::vector<std::string> lines;
    const std::u32string all = base::to_code_points(utf8);
    std::u32string line;
    auto fits = [&](const std::u32string& s) { return width_of(base::to_utf8(s), size_pt) <= width; };
    for (std::size_t i = 0; i < all.size();) {
        // A word: one hanzi with its closing punctuation, or a run without spaces.
        std::size_t j = i + 1;
        if (all[i] < 0x2E80) while (j < all.size() && all[j] < 0x2E80 && all[j - 1] != U' ') ++j;
        while (j < all.size() && kNoStart.find(all[j]) != std::u32string_view::npos) ++j;
        const std::u32string word = all.substr(i, j - i);
        if (!line.empty() && !fits(line + word)) {
            lines.push_back(base::trim(base::to_utf8(line)));
            line.clear();
        }
        line += word;
        i = j;
    }
    if (!line.empty()) lines.push_back(base::trim(base::to_utf8(line)));
    return lines;
}

void Furniture::line(std::vector<Vec2> points, const scene::Stroke& stroke, bool closed) {
    out_.commands.push_back(scene::StrokePath{path(std::move(points), closed), stroke, {}});
}
void Furniture::fill(std::vector<Vec2> ring, Color color) { out_.commands.push_back(scene::FillPath{path(std::move(ring), true), color, {}}); }

double Furniture::legend(const scene::MapContents& c, Vec2 at, double width, double bottom, bool two_columns) {
    // Rows shrink together until all fit (never below 6 pt); a class that is drawn is never left out.
    const double natural = k_;
    for (double factor : {1.0, 0.94, 0.88, 0.82, 0.76}) {
        k_ = std::max(natural * factor, 6.0 / 7);
        scene::DisplayList trial;
        const double y = Furniture(fonts_, t_, lang_, k_, trial).legend_rows(c, at, width, two_columns);
        if (y <= bottom || factor == 0.76) break;
    }
    const double y = legend_rows(c, at, width, two_columns);
    k_ = natural;
    return y;
}

double Furniture::legend_rows(const scene::MapContents& c, Vec2 at, double width, bool two_columns) {
    const double row = pt(11.2), size = pt(7), sample = pt(24), gap = pt(7);
    const double column = two_columns ? (width - pt(14)) / 2 : width;
    double y = at.y, lowest = at.y;
    auto heading = [&](const char* words) {
        y += y > at.y ? pt(4) : 0;
        text(words, {at.x, y + pt(7)}, pt(7.6), t_.text, text::Face::sans_bold);
        y += pt(13);
    };
    auto label = [&](std::string_view words) {
        const auto lines = wrapped(words, column - sample - gap, size);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            text(lines[i], {at.x + sample + gap, y + row * 0.5 + size * 0.36}, size, t_.text);
            if (i + 1 < lines.size()) y += row * 0.86;
        }
        y += row;
    };
    auto mid = [&] { return y + row * 0.5; };
    const Color ink = t_.text_soft;

    if (!c.families.empty()) {
        heading(say("合作机制（颜色）与条数", "Mechanism (colour), links"));
        for (style::Family f : c.families) {
            const Color color = t_.family[static_cast<std::size_t>(f)];
            line(geo::arc({at.x, mid() + pt(2)}, {at.x + sample, mid() + pt(2)}, -0.16, 16), {pt(1.5), color, {}, scene::Cap::round});
            const std::string count = std::to_string(c.family_links[static_cast<std::size_t>(f)]);
            text(count, {at.x + column - width_of(count, size), mid() + size * 0.36}, size, t_.text_soft);
            label(style::family_name(f).in(lang_));
        }
        heading(say("关系形态与程度", "Shape and firmness"));
        auto shape = [&](model::Shape s) { return std::find(c.shapes.begin(), c.shapes.end(), s) != c.shapes.end(); };
        const scene::Stroke thin{pt(1.05), ink, {}, scene::Cap::round};
        if (shape(model::Shape::pair)) {
            line(geo::arc({at.x, mid() + pt(2)}, {at.x + sample, mid() + pt(2)}, -0.16, 16), thin);
            label(say("两地合作", "Two parties"));
        }
        if (shape(model::Shape::group)) {
            const Vec2 j{at.x + sample / 2, mid()};
            for (Vec2 e : {Vec2{at.x + pt(1), mid() - pt(3.4)}, Vec2{at.x + pt(3), mid() + pt(4)}, Vec2{at.x + sample - pt(1), mid() - pt(1)}}) line({j, e}, {pt(0.75), ink, {}, scene::Cap::round});
            const double d = pt(2);
            fill({{j.x, j.y - d}, {j.x + d, j.y}, {j.x, j.y + d}, {j.x - d, j.y}}, ink);
            label(c.folded ? say("多方合作（菱形为一条关系，数字为同组各方的条数）", "Several parties (a diamond is one relation; a number: so many among the same parties)")
                           : say("多方合作（菱形为一条关系）", "Several parties (a diamond is one relation)"));
        }
        if (shape(model::Shape::hub)) {
            for (double dy : {-3.6, 0.0, 3.6}) line({{at.x + pt(3), mid()}, {at.x + sample, mid() + pt(dy)}}, {pt(0.85), ink, {}, scene::Cap::round});
            fill(geo::circle({at.x + pt(3), mid()}, pt(1.8)), ink);
            label(say("一地对多地", "One place and its partners"));
        }
        if (shape(model::Shape::corridor)) {
            line({{at.x + pt(2), mid()}, {at.x + sample - pt(2), mid()}}, {pt(4.6), faded(ink, 0.30), {}, scene::Cap::round});
            line({{at.x + pt(2), mid()}, {at.x + sample - pt(2), mid()}}, {pt(1.0), ink, {}, scene::Cap::round});
            label(say("轴带、通道（依次经过各地）", "Axis or channel, in order"));
        }
        if (shape(model::Shape::basin)) {
            line({{at.x, mid()}, {at.x + pt(14), mid()}}, {pt(2.6), faded(ink, 0.28), {}, scene::Cap::round});
            line({{at.x, mid()}, {at.x + pt(14), mid()}}, {pt(0.8), ink, {}, scene::Cap::round});
            line(geo::circle({at.x + sample - pt(4), mid()}, pt(3.2)), {pt(0.8), ink, {}, scene::Cap::round}, true);
            label(say("流域合作（河段与参与地）", "Basin: course and parties"));
        }
        if (c.exploring) {
            line({{at.x, mid()}, {at.x + sample, mid()}}, {pt(1.1), ink, {static_cast<float>(pt(3.2)), static_cast<float>(pt(2.4))}, scene::Cap::round});
            label(say("探索、研究、争取中", "Being explored"));
        }
        if (c.inferred) {
            line({{at.x, mid()}, {at.x + sample, mid()}}, {pt(1.1), base::mix(ink, t_.land, 0.55), {}, scene::Cap::round});
            label(say("参与方含推定（色浅）", "A party is inferred (lighter)"));
        }
        if (c.one_way) {
            line({{at.x, mid()}, {at.x + sample - pt(3), mid()}}, thin);
            fill({{at.x + sample, mid()}, {at.x + sample - pt(4.2), mid() - pt(1.7)}, {at.x + sample - pt(4.2), mid() + pt(1.7)}}, ink);
            label(say("单向（箭头指向受方）", "One way, towards the receiver"));
        }
    }
    if (c.corridor_bands) {
        line({{at.x + pt(3), mid()}, {at.x + sample - pt(3), mid()}}, {pt(8), faded(t_.accent, 0.20), {}, scene::Cap::round});
        line({{at.x + pt(3), mid()}, {at.x + sample - pt(3), mid()}}, {pt(1.1), faded(t_.accent, 0.55), {}, scene::Cap::round});
        label(say("所选走廊", "Chosen corridor"));
    }
    if (c.basin_lit) {
        fill({{at.x, mid() - pt(3.6)}, {at.x + sample, mid() - pt(3.6)}, {at.x + sample, mid() + pt(3.6)}, {at.x, mid() + pt(3.6)}}, t_.basin_tint);
        label(say("流域范围（近似）", "Basin (approximate)"));
    }
    if (two_columns) {
        lowest = y;
        at.x += column + pt(14);
        y = at.y;
    }
    heading(say("底图", "Base map"));
    auto border = [&](model::BoundaryKind kind, const style::LineStyle& s, const char* zh, const char* en, bool casing = false) {
        if (std::find(c.boundaries.begin(), c.boundaries.end(), kind) == c.boundaries.end()) return;
        if (casing) line({{at.x, mid()}, {at.x + sample, mid()}}, {pt(t_.national_casing.width_pt), t_.national_casing.color, {}, scene::Cap::butt});
        line({{at.x, mid()}, {at.x + sample, mid()}}, {pt(s.width_pt), s.color, s.dash_pt, scene::Cap::butt});
        label(say(zh, en));
    };
    using K = model::BoundaryKind;
    border(K::national, t_.national, "国界", "National boundary", true);
    border(K::undetermined, t_.undetermined, "未定国界", "Undetermined boundary", true);
    border(K::coast, t_.coast, "海岸线", "Coastline");
    border(K::province, t_.province, "省、自治区、直辖市界", "Province boundary");
    border(K::special_region, t_.special_region, "特别行政区界", "Special administrative region boundary");
    border(K::prefecture, t_.prefecture, "地级界", "Prefecture boundary");
    border(K::county, t_.county, "县级界", "County boundary");
    if ((c.rivers || c.lakes)) {
        line(geo::arc({at.x, mid()}, {at.x + sample, mid()}, 0.10, 12), {pt(1), t_.river, {}, scene::Cap::round});
        label(c.lakes ? say("河流、湖泊", "Rivers and lakes") : say("河流", "Rivers"));
    }
    if (c.approximate_rivers) {
        line(geo::arc({at.x, mid()}, {at.x + sample, mid()}, 0.10, 12), {pt(0.6), t_.river, {static_cast<float>(pt(2.4)), static_cast<float>(pt(1.6))}, scene::Cap::round});
        label(say("河流（走向近似）", "River, course approximate"));
    }
    if (c.basin_regions) {
        line({{at.x, mid()}, {at.x + sample, mid()}}, {pt(0.8), t_.water_text, {static_cast<float>(pt(4)), static_cast<float>(pt(1.6))}, scene::Cap::butt});
        label(say("流域分区界（近似）", "Basin region (approximate)"));
    }
    if (has(c.layers, LayerId::ports)) {
        fill(geo::circle({at.x + sample / 2, mid()}, pt(1.5)), t_.place_fill);
        line(geo::circle({at.x + sample / 2, mid()}, pt(1.5)), {pt(0.6), t_.water_text, {}, scene::Cap::round}, true);
        line({{at.x + sample / 2 - pt(1.5), mid()}, {at.x + sample / 2 + pt(1.5), mid()}}, {pt(0.6), t_.water_text, {}, scene::Cap::butt});
        label(say("海港", "Sea port"));
    }
    if (has(c.layers, LayerId::places) && !c.families.empty()) {
        double x = at.x + pt(3);
        for (double r : {2.9, 2.3, 1.8}) {
            fill(geo::circle({x, mid()}, pt(r)), t_.place_fill);
            line(geo::circle({x, mid()}, pt(r)), {pt(0.8), t_.place_line, {}, scene::Cap::round}, true);
            if (r > 2) fill(geo::circle({x, mid()}, pt(r * (r > 2.5 ? 0.58 : 0.38))), t_.place_line);
            x += pt(7.6);
        }
        label(say("省级、地级、县级地方", "Province, prefecture, county"));
        if (c.zones) {
            const double q = pt(1.55), cx = at.x + sample / 2;
            const std::vector<Vec2> box{{cx - q, mid() - q}, {cx + q, mid() - q}, {cx + q, mid() + q}, {cx - q, mid() + q}};
            fill(box, t_.place_fill);
            line(box, {pt(0.8), t_.place_line, {}, scene::Cap::round}, true);
            label(say("新区、园区、口岸等", "Zones, parks, ports"));
        }
    }
    return std::max(lowest, y);
}

geo::Box Furniture::scale_bar_box(const Box& frame, bool national) const {
    return {{frame.min.x + pt(8), frame.max.y - pt(national ? 36 : 26)}, {frame.min.x + pt(20) + frame.width() * 0.26, frame.max.y - pt(6)}};
}

void Furniture::scale_bar(const scene::Camera& camera, Vec2 at, double longest_pt, bool national) {
    // Equal-area conic: the east–west scale at the centre's latitude makes the bar true along the parallel there.
    const geo::LonLat centre = camera.projection.inverse(camera.center_m);
    const double lat = national ? camera.projection.lat1() : centre.lat;
    const double m_per_pt = camera.m_per_pt / camera.projection.parallel_scale(lat);
    const double longest_km = longest_pt * m_per_pt / 1000;
    double km = std::pow(10, std::floor(std::log10(longest_km)));
    if (km * 5 <= longest_km) km *= 5;
    else if (km * 2 <= longest_km) km *= 2;
    const double w = km * 1000 / m_per_pt, h = pt(2.6), size = pt(6.4);
    const Box plate{{at.x - pt(8), at.y - h - pt(11)}, {at.x + w + pt(22), at.y + pt(national ? 11 : 4)}};
    fill({plate.min, {plate.max.x, plate.min.y}, plate.max, {plate.min.x, plate.max.y}}, faded(t_.halo, 0.8));
    for (int i = 0; i < 4; ++i) {
        const double x0 = at.x + w * i / 4, x1 = at.x + w * (i + 1) / 4;
        fill({{x0, at.y - h}, {x1, at.y - h}, {x1, at.y}, {x0, at.y}}, i % 2 == 0 ? t_.text : t_.paper);
    }
    line({{at.x, at.y - h}, {at.x + w, at.y - h}, {at.x + w, at.y}, {at.x, at.y}}, {pt(0.4), t_.text, {}, scene::Cap::butt}, true);
    auto centred = [&](const std::string& s, double x) { text(s, {x - width_of(s, size) / 2, at.y - h - pt(2.2)}, size, t_.text); };
    centred("0", at.x);
    centred(fmt::format("{:g}", km / 2), at.x + w / 2);
    centred(fmt::format("{:g} {}", km, say("千米", "km")), at.x + w);
    const std::string where = national ? say("比例尺在标准纬线处为真", "True along the standard parallels") : std::string();
    if (!where.empty()) text(where, {at.x, at.y + pt(8)}, pt(6), t_.text_soft);
}

void Furniture::graticule(const scene::Camera& camera, const Box& f) {
    const geo::Affine back = camera.to_frame(f.width(), f.height()).inverse();
    auto at = [&](double x, double y) { return camera.projection.inverse(back.apply({x - f.min.x, y - f.min.y})); };
    // A step that gives four to eight ticks on the longer side.
    const double span = std::abs(at(f.max.x, f.center().y).lon - at(f.min.x, f.center().y).lon);
    double step = 10;
    for (double s : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0}) if (span / s <= 8) { step = s; break; }
    const double tick = pt(3.4), size = pt(6);
    const Color ink = t_.text_soft;
    auto degrees = [&](double v, bool lon) {
        if (v == 0) return std::string("0°");
        const char* mark = lon ? (v < 0 ? "W" : "E") : (v < 0 ? "S" : "N");
        return step < 1 ? fmt::format("{:.1f}°{}", std::abs(v), mark) : fmt::format("{:.0f}°{}", std::abs(v), mark);
    };
    constexpr int n = 240;
    auto side = [&](bool horizontal, double fixed) {
        double before = 0;
        double last_label = -1e9;
        for (int i = 0; i <= n; ++i) {
            const double s = horizontal ? f.min.x + f.width() * i / n : f.min.y + f.height() * i / n;
            const geo::LonLat p = horizontal ? at(s, fixed) : at(fixed, s);
            const double v = horizontal ? p.lon : p.lat;
            if (i > 0 && std::floor(v / step) != std::floor(before / step)) {
                const double value = std::max(std::floor(v / step), std::floor(before / step)) * step;
                const double t = (value - before) / (v - before);
                const double where = s - (1 - t) * (horizontal ? f.width() : f.height()) / n;
                if (horizontal) {
                    const double out = fixed == f.min.y ? 1 : -1; // ticks point inwards
                    line({{where, fixed}, {where, fixed + out * tick}}, {pt(0.5), ink, {}, scene::Cap::butt});
                    const std::string s1 = degrees(value, true);
                    const double w = width_of(s1, size), x = where - w / 2;
                    if (x - last_label > pt(6) && x > f.min.x + pt(2) && x + w < f.max.x - pt(2)) {
                        text(s1, {x, fixed == f.min.y ? fixed - pt(2.2) : fixed + pt(7)}, size, ink);
                        last_label = x + w;
                    }
                } else {
                    const double out = fixed == f.min.x ? 1 : -1;
                    line({{fixed, where}, {fixed + out * tick, where}}, {pt(0.5), ink, {}, scene::Cap::butt});
                    if (fixed == f.min.x && where > f.min.y + pt(9) && where < f.max.y - pt(4)) {
                        const std::string s1 = degrees(value, false);
                        text(s1, {fixed - pt(2.2), where + width_of(s1, size) / 2}, size, ink, text::Face::sans, true);
                    }
                }
            }
            before = v;
        }
    };
    side(true, f.min.y);
    side(true, f.max.y);
    side(false, f.min.x);
    side(false, f.max.x);
}

void Furniture::north_arrow(const scene::Camera& camera, const Box& f) {
    // Meridians fan out on a cone: one arrow is honest only where they differ by little across the frame.
    const geo::Affine back = camera.to_frame(f.width(), f.height()).inverse();
    const double left = camera.projection.convergence(camera.projection.inverse(back.apply({0, f.height() / 2})).lon);
    const double right = camera.projection.convergence(camera.projection.inverse(back.apply({f.width(), f.height() / 2})).lon);
    if (std::abs(right - left) > 6 * std::numbers::pi / 180) return;
    const Vec2 c{f.max.x - pt(16), f.min.y + pt(26)};
    const double angle = camera.projection.convergence(camera.projection.inverse(back.apply({c.x - f.min.x, c.y - f.min.y})).lon);
    auto turn = [&](double x, double y) {
        const double ca = std::cos(-angle), sa = std::sin(-angle);
        return Vec2{c.x + pt(ca * x - sa * y), c.y + pt(sa * x + ca * y)};
    };
    fill({turn(0, -11), turn(3.6, 6), turn(0, 3)}, t_.text);
    const std::vector<Vec2> half{turn(0, -11), turn(-3.6, 6), turn(0, 3)};
    fill(half, t_.paper);
    line(half, {pt(0.5), t_.text, {}, scene::Cap::round}, true);
    const Vec2 n = turn(0, -13.2);
    text("N", {n.x - width_of("N", pt(7), text::Face::sans_bold) / 2, n.y}, pt(7), t_.text, text::Face::sans_bold);
}

void Furniture::frame_line(const Box& f) {
    line({f.min, {f.max.x, f.min.y}, f.max, {f.min.x, f.max.y}}, {pt(0.7), t_.frame, {}, scene::Cap::butt}, true);
}

} // namespace atlas::exporter
