// Which names stand on the map, in which order they get room: parties of the link in hand, provinces, corridors and basins in
// hand, parties of links, regions, islands and seas, neighbours, rivers, lakes, then background cities and counties.
// Names moved by hand (MapView::nudges): all names are placed once without them to know where each would stand; then those
// stand there plus their offset, and the others make room.
#include "geo/curve.hpp"
#include "scene/hit_test.hpp"
#include "scene/labeller.hpp"
#include "scene/link_marks.hpp"
#include "style/colour_check.hpp"

namespace atlas::scene {

using base::faded;
using model::Lang;

std::string map_name(const model::Place& p, Lang lang) {
    if (lang == Lang::en && !p.name.en.empty()) {
        // As maps write it; the cards and lists have it in full.
        constexpr std::string_view kLong = "Economic and Technological Development Zone";
        const auto at = p.name.en.find(kLong);
        return at == std::string::npos ? p.name.en : p.name.en.substr(0, at) + "ETDZ" + p.name.en.substr(at + kLong.size());
    }
    const std::string& n = p.name.zh;
    auto ends = [&n](std::string_view tail) { return n.size() > tail.size() && n.compare(n.size() - tail.size(), tail.size(), tail) == 0; };
    if (p.administrative() && !p.short_zh.empty()) {
        if (ends("特别行政区")) return p.short_zh;
        if (ends("自治州")) return p.short_zh.size() > 3 && p.short_zh.compare(p.short_zh.size() - 3, 3, "州") == 0 ? p.short_zh : p.short_zh + "州";
        if (ends("自治县")) return p.short_zh + "县";
    }
    return n;
}

TypeLadder type_ladder(double scale_denominator, double type_scale) {
    constexpr double kSmallest = 6, kStep = 1.5;
    const bool national = scale_denominator > 9e6;
    TypeLadder t;
    t.other = std::max(kSmallest, 6.0 * type_scale);
    t.county = std::max(kSmallest, 6.0 * type_scale);
    // Bold where it is a party, and closer in a step larger too: background cities stand in the light weight.
    t.prefecture = national ? std::max(t.county, 6.2 * type_scale) : t.county + kStep;
    t.province = std::max(t.prefecture + kStep, (national ? 7.8 : 9.0) * type_scale);
    t.area = std::max(t.province, (national ? 7.8 : 10) * type_scale); // across a province's land, in the lighter weight
    t.sea = std::max(kSmallest, 9.5 * type_scale);
    return t;
}

LabelStyle Labeller::style(double size, Color color, text::Face face) const {
    LabelStyle s;
    s.face = face;
    s.size_pt = size;
    s.color = faded(color, c_.opacity(style::LayerId::labels));
    s.halo = c_.theme.halo;
    s.halo_pt = std::max(0.6, c_.pt(0.85)); // TYP5: at least 0.2 mm
    return s;
}

Color Labeller::stepped_back(Color ink, double share) const {
    Color land = c_.theme.land; // the ground may be the tinted land of the link in hand
    if (c_.view.selected_link != model::kNone) land = base::mix(land, style::link_color(c_.theme, c_.data.mechanism(c_.data.link(c_.view.selected_link).mechanism).code), 0.16);
    const Color ground = style::over(c_.theme.halo, land);
    const auto contrast = [&](double s) { return style::contrast(style::over(faded(ink, s), ground), ground); };
    const double least = std::min(4.5, 0.55 * contrast(1));
    while (share < 1 && contrast(share) < least) share += 0.05;
    return faded(ink, std::min(share, 1.0));
}

/// Water is named in blue, by the serif, leaning to the left (to the right in English).
LabelStyle Labeller::water_style(double size) const {
    LabelStyle s = style(size, c_.theme.water_text, text::Face::serif);
    s.slant = zh() ? -0.2 : 0.2;
    return s;
}

Box Labeller::bounds_on_page(const geo::Path& degrees) const {
    const Box d = degrees.bounds();
    Box b;
    constexpr int n = 6; // parallels bend
    for (int i = 0; i <= n; ++i)
        for (int k = 0; k <= n; ++k) b.add(c_.project({d.min.x + d.width() * i / n, d.min.y + d.height() * k / n}));
    return b;
}

bool Labeller::in_china(const Box& b) {
    if (province_bounds_.empty())
        for (const model::Area& a : c_.geo.provinces) province_bounds_.push_back(a.rings.bounds());
    for (const double fx : {0.0, 0.5, 1.0})
        for (const double fy : {0.0, 0.5, 1.0}) {
            const geo::LonLat p = lonlat({b.min.x + b.width() * fx, b.min.y + b.height() * fy});
            for (std::size_t i = 0; i < province_bounds_.size(); ++i)
                if (province_bounds_[i].contains({p.lon, p.lat}) && geo::inside({p.lon, p.lat}, c_.geo.provinces[i].rings)) return true;
        }
    return false;
}

std::vector<std::vector<Vec2>> Labeller::on_page(const geo::Path& metres) const {
    std::vector<std::vector<Vec2>> lines(metres.part_count());
    for (std::size_t i = 0; i < metres.part_count(); ++i)
        for (std::size_t k = metres.part_begin(i); k < metres.part_end(i); ++k) lines[i].push_back(c_.to_frame.apply(metres.points[k]));
    return lines;
}

void Labeller::keep_off_links() {
    for (const auto& [ix, at] : plan_.symbols) {
        symbols_.insert(ix);
        const double r = symbol_radius(c_, ix) + c_.pt(0.5);
        placer_.occupy({{at.x - r, at.y - r}, {at.x + r, at.y + r}}, LabelPlacer::Hold::soft);
        placer_.add_symbol(at);
    }
    for (const Box& b : c_.view.reserved) placer_.occupy(b);
    for (const LinkShape& s : plan_.shapes) {
        for (const auto& line : s.lines) placer_.add_ink(line);
        for (const Vec2 stop : s.stops) {
            placer_.add_dot(stop);
            placer_.occupy(Box{stop, stop}.grown(c_.pt(1.0)), LabelPlacer::Hold::faint);
        }
    }
    const double aside = c_.pt(1.6); // a number close before or behind a name would be read as its sign, or with it
    for (const Box& b : plan_.marks) {
        if (is_joint(b)) placer_.occupy(b, LabelPlacer::Hold::faint);
        else {
            placer_.occupy({{b.min.x - aside, b.min.y}, {b.max.x + aside, b.max.y}});
            placer_.add_dot(b.center());
        }
    }
}

void Labeller::keep_off_ground() {
    if (c_.shown(style::LayerId::national_line))
        for (const auto kind : {model::BoundaryKind::national, model::BoundaryKind::undetermined})
            for (const auto& line : on_page(*c_.base.boundary(kind))) placer_.add_border(line);
    islands_as_obstacles();
}

void Labeller::first_names() {
    placer_.be_strict(c_.view.roll_up == RollUp::by_scale); // see far_reach()
    parties(true);
    if (national()) {
        provinces(true);
        keep_off_taiwan();
    }
    province_parties();
}

/// Its island is narrower than most names: another province's over it would read as the island's. After its own name.
void Labeller::keep_off_taiwan() {
    for (const model::Area& a : c_.geo.provinces)
        if (a.code.starts_with("71")) {
            Box island;
            for (std::size_t part = 0; part < a.rings.part_count(); ++part) { // the main one, not the islets with it
                Box b;
                for (std::size_t k = a.rings.part_begin(part); k < a.rings.part_end(part); ++k) b.add(c_.project({a.rings.points[k].x, a.rings.points[k].y}));
                if (island.empty() || b.height() > island.height()) island = b;
            }
            if (!island.empty()) placer_.occupy(island, LabelPlacer::Hold::soft);
        }
}

void Labeller::sketch() {
    keep_off_links();
    keep_off_ground();
    single_islands();
    first_names();
}

/// What was placed before the numbers stays there: they have made room for it. Labels moved by hand come first.
void Labeller::hold_sketched() {
    for (const SketchedName& name : plan_.names) {
        const std::vector<Box> room = room_of(name, 0);
        const bool free = std::all_of(room.begin(), room.end(), [&](const Box& b) {
            return placer_.is_free(b) && std::none_of(plan_.marks.begin(), plan_.marks.end(), [&](const Box& m) { return !is_joint(m) && m.intersects(b); });
        });
        if (free) placer_.hold(name.text, name.leader);
    }
}

bool Labeller::is_joint(const Box& mark) const { return mark.width() < mark_pt(c_); } // narrower than a digit's badge

void Labeller::run() {
    hold_sketched();
    begin_layer(out_, style::layer_code(style::LayerId::labels), style::layer_name(style::LayerId::labels).in(c_.view.lang));
    keep_off_links();
    keep_off_ground();
    single_islands();
    first_names();
    provinces(false);
    corridors();
    basins();
    parties(false);
    beyond_the_frame();
    regions();
    seas();
    neighbours();
    rivers();
    lakes();
    basin_regions();
    background();
    ports();
    end_layer(out_);
}

std::vector<SketchedName> sketch_names(const Context& c, const LinkPlan& plan) {
    if (!c.shown(style::LayerId::labels)) return {};
    DisplayList scratch;
    Labeller(c, plan, scratch).sketch();
    std::vector<SketchedName> out;
    std::vector<Command> leader; // it comes before its text
    for (Command& command : scratch.commands) {
        if (auto* text = std::get_if<DrawText>(&command)) {
            if (text->ref.kind == FeatureRef::Kind::place) out.push_back({std::move(*text), std::move(leader)});
            leader.clear();
        } else {
            leader.push_back(std::move(command));
        }
    }
    return out;
}

std::vector<Box> room_of(const SketchedName& name, double aside) {
    Box text;
    for (const Box& b : glyph_boxes(name.text)) text.add(b);
    text = text.grown(name.text.halo_pt * 0.65); // a label needs its halo free too
    std::vector<Box> out{{{text.min.x - aside, text.min.y}, {text.max.x + aside, text.max.y}}};
    for (const Command& command : name.leader) {
        const auto* stroke = std::get_if<StrokePath>(&command);
        if (stroke == nullptr) continue;
        const Vec2 from = stroke->path->points.front(), to = stroke->path->points.back();
        const int n = 1 + static_cast<int>(geo::length(to - from) / 2);
        for (int i = 0; i <= n; ++i) {
            const Vec2 p = from + (to - from) * (1.0 * i / n);
            out.push_back(Box{p, p}.grown(0.7 * stroke->stroke.width_pt));
        }
    }
    return out;
}

void build_labels(const Context& c, const LinkPlan& plan, DisplayList& out) {
    if (!c.shown(style::LayerId::labels)) return;
    Labeller labeller(c, plan, out);
    if (!c.view.nudges.empty()) {
        std::map<std::string, Vec2> moved;
        for (const Nudge& n : c.view.nudges) moved[n.label] = Vec2{n.dx_mm, n.dy_mm} * kPtPerMm;
        DisplayList scratch;
        Labeller first(c, plan, scratch);
        std::set<std::string> keys;
        for (const auto& [key, by] : moved) keys.insert(key);
        first.placer().insist_on(keys);
        first.run();
        for (const Command& command : scratch.commands) {
            const auto* home = std::get_if<DrawText>(&command);
            if (home == nullptr || home->key.empty() || moved.count(home->key) == 0) continue;
            DrawText there = *home;
            for (PlacedGlyph& g : there.glyphs) g.at = g.at + moved.at(home->key);
            labeller.placer().hold(there);
        }
    }
    labeller.run();
    c.contents.layers.push_back(style::LayerId::labels);
    c.contents.labels_omitted = labeller.omitted();
    c.contents.provincial_centres = labeller.provincial_centres();
}

} // namespace atlas::scene
