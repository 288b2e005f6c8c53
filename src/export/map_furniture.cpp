#include "export/map_furniture.hpp"

#include "base/color.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

namespace atlas::exporter {

using base::Color;
using geo::Box;
using geo::Vec2;

void frame_line(Pen& pen, const Box& frame) { pen.box_line(frame, pen.pt(0.7), pen.theme.frame); }

void graticule(Pen& pen, const scene::Camera& camera, const Box& f, const Box& covered) {
    const geo::Affine back = camera.to_frame(f.width(), f.height()).inverse();
    auto at = [&](double x, double y) { return camera.projection.inverse(back.apply({x - f.min.x, y - f.min.y})); };
    // A step that gives four to eight ticks on the longer side.
    const double span = std::abs(at(f.max.x, f.center().y).lon - at(f.min.x, f.center().y).lon);
    double step = 10;
    for (double s : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0}) if (span / s <= 8) { step = s; break; }
    const double tick = pen.pt(3.4), size = pen.type(6);
    const Color ink = pen.theme.text_soft;
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
                    const double inwards = fixed == f.min.y ? 1 : -1;
                    if (!covered.contains({where, fixed + inwards})) pen.line({{where, fixed}, {where, fixed + inwards * tick}}, {pen.pt(0.5), ink, {}, scene::Cap::butt});
                    const std::string words = degrees(value, true);
                    const double w = pen.width_of(words, size), x = where - w / 2;
                    if (x - last_label > pen.pt(6) && x > f.min.x + pen.pt(2) && x + w < f.max.x - pen.pt(2)) {
                        pen.text(words, {x, fixed == f.min.y ? fixed - pen.pt(2.2) : fixed + pen.pt(1.4) + size * 0.8}, size, ink);
                        last_label = x + w;
                    }
                } else {
                    const double inwards = fixed == f.min.x ? 1 : -1;
                    if (!covered.contains({fixed + inwards, where})) pen.line({{fixed, where}, {fixed + inwards * tick, where}}, {pen.pt(0.5), ink, {}, scene::Cap::butt});
                    if (fixed == f.min.x && where > f.min.y + pen.pt(12) && where < f.max.y - pen.pt(12)) {
                        const std::string words = degrees(value, false);
                        pen.text(words, {fixed - pen.pt(2.2), where + pen.width_of(words, size) / 2}, size, ink, text::Face::sans, true);
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

double true_denominator(const scene::Camera& camera) {
    const double lat = camera.projection.inverse(camera.center_m).lat;
    return camera.scale_denominator() / camera.projection.parallel_scale(lat);
}

std::string numeric_scale(double denominator) {
    const double unit = std::pow(10, std::floor(std::log10(denominator)) - 2);
    std::string digits = fmt::format("{:.0f}", std::round(denominator / unit) * unit), out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += ' ';
        out += digits[i];
    }
    return "1:" + out;
}

double scale_bar_height(const Pen& pen) { return pen.type(6.4) + pen.pt(2.2 + 2.6 + 2.6) + pen.type(6) * 1.1; }

Box scale_bar(Pen& pen, const scene::Camera& camera, const Box& room, bool numeric) {
    // Along a parallel the projection is stretched by a known factor: the bar is true there, and says where.
    const double centre = camera.projection.inverse(camera.center_m).lat;
    const double degree = std::round(centre), tenth = std::round(centre * 10) / 10;
    const auto stretch = [&](double lat) { return camera.projection.parallel_scale(lat); };
    const double lat = std::abs(stretch(degree) / stretch(centre) - 1) < 0.002 ? degree : tenth;
    const double m_per_pt = camera.m_per_pt / stretch(lat);

    const double size = pen.type(6.4), small = pen.type(6), h = pen.pt(2.6);
    const std::string unit = pen.say(" 千米", " km");
    const double longest = std::min(room.width() - pen.pt(6) - pen.width_of("0000" + unit, size) * 0.7, pen.pt(150));
    const double longest_km = longest * m_per_pt / 1000;
    double km = std::pow(10, std::floor(std::log10(longest_km)));
    if (km * 5 <= longest_km) km *= 5;
    else if (km * 2 <= longest_km) km *= 2;
    const double w = km * 1000 / m_per_pt;
    const Vec2 at{room.min.x + pen.pt(3), room.min.y + size + pen.pt(2.2) + h};
    for (int i = 0; i < 4; ++i) {
        const double x0 = at.x + w * i / 4, x1 = at.x + w * (i + 1) / 4;
        pen.box({{x0, at.y - h}, {x1, at.y}}, i % 2 == 0 ? pen.theme.text : pen.theme.paper);
    }
    const Box bar{{at.x, at.y - h}, {at.x + w, at.y}};
    pen.box_line(bar, pen.pt(0.4), pen.theme.text);
    const double base = at.y - h - pen.pt(2.2);
    pen.text_centred("0", {at.x, base}, size, pen.theme.text);
    const std::string half = fmt::format("{:g}", km / 2), full = fmt::format("{:g}", km);
    if (w > pen.width_of("0" + half + full, size) * 1.5) pen.text_centred(half, {at.x + w / 2, base}, size, pen.theme.text);
    // The figure stands over the bar's end, its unit behind it.
    const double full_w = pen.width_of(full, size);
    pen.text(full + unit, {at.x + w - full_w / 2, base}, size, pen.theme.text);
    std::string where = pen.lang == model::Lang::zh ? fmt::format("北纬 {:g}° 处为真", lat) : fmt::format("true along {:g}°N", lat);
    if (pen.lang == model::Lang::zh) where = "比例尺在" + where;
    else where = "Scale " + where;
    if (numeric) {
        // The fraction first where both fit on the line.
        const std::string both = numeric_scale(camera.scale_denominator() / stretch(lat)) + (pen.lang == model::Lang::zh ? fmt::format("（北纬 {:g}° 处为真）", lat) : fmt::format(" (true along {:g}°N)", lat));
        if (pen.width_of(both, small) <= room.max.x - at.x) where = both;
    }
    const double below = at.y + pen.pt(2.6) + small * 0.88;
    const double where_w = pen.text(where, {at.x, below}, small, pen.theme.text_soft);
    return {{room.min.x, room.min.y}, {std::max(at.x + w + full_w / 2 + pen.width_of(unit, size), at.x + where_w), below + small * 0.2}};
}

bool arrow_is_honest(const scene::Camera& camera, const Box& f) {
    const geo::Affine back = camera.to_frame(f.width(), f.height()).inverse();
    const double left = camera.projection.convergence(camera.projection.inverse(back.apply({0, f.height() / 2})).lon);
    const double right = camera.projection.convergence(camera.projection.inverse(back.apply({f.width(), f.height() / 2})).lon);
    return std::abs(right - left) <= 6 * std::numbers::pi / 180;
}

void north_arrow(Pen& pen, const scene::Camera& camera, Vec2 c) {
    const double angle = camera.projection.convergence(camera.projection.inverse(camera.center_m).lon);
    auto turn = [&](double x, double y) {
        const double ca = std::cos(-angle), sa = std::sin(-angle);
        return Vec2{c.x + pen.pt(ca * x - sa * y), c.y + pen.pt(sa * x + ca * y)};
    };
    pen.fill({turn(0, -9), turn(3.2, 6), turn(0, 3.2)}, pen.theme.text);
    const std::vector<Vec2> half{turn(0, -9), turn(-3.2, 6), turn(0, 3.2)};
    pen.fill(half, pen.theme.paper);
    pen.line(half, {pen.pt(0.5), pen.theme.text, {}, scene::Cap::round}, true);
    const Vec2 n = turn(0, -11);
    pen.text_centred(pen.say("北", "N"), n, pen.type(6.4), pen.theme.text, text::Face::sans_bold);
}

} // namespace atlas::exporter
