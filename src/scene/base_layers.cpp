// The base map, bottom to top: shallow water, land beyond, neighbours, land, territory in focus, relief, basins, group tints,
// lakes, rivers, borders. Everything in projection metres; widths in points.
#include "geo/curve.hpp"
#include "scene/base_geometry.hpp"
#include "scene/context.hpp"

namespace atlas::scene {

using base::faded;
using base::mix;
using style::LayerId;

const model::Area* area_of(const model::Geodata& geo, const model::Place& place) {
    const std::vector<model::Area>* layer = nullptr;
    switch (place.kind) {
    case model::PlaceKind::province: layer = &geo.provinces; break;
    case model::PlaceKind::prefecture: layer = &geo.prefectures; break;
    case model::PlaceKind::county: layer = &geo.counties; break;
    default: return nullptr;
    }
    for (const model::Area& a : *layer) if (a.code == place.adcode) return &a;
    if (layer == &geo.counties) // units directly under a province exist in the prefecture layer only
        for (const model::Area& a : geo.prefectures) if (a.code == place.adcode) return &a;
    return nullptr;
}

std::vector<const model::Area*> outermost(const std::set<const model::Area*>& chosen) {
    std::set<std::string> codes;
    for (const model::Area* a : chosen) codes.insert(a->code);
    std::vector<const model::Area*> list;
    for (const model::Area* a : chosen) {
        // A county inside a chosen prefecture or province would be cut out of it by the even-odd rule.
        const bool inner = a->code.size() == 6 && ((a->code.substr(2) != "0000" && codes.count(a->code.substr(0, 2) + "0000")) ||
                                                   (a->code.substr(4) != "00" && codes.count(a->code.substr(0, 4) + "00")));
        if (!inner) list.push_back(a);
    }
    std::sort(list.begin(), list.end(), [](auto* a, auto* b) { return a->code < b->code; });
    return list;
}

void collect_areas(const Context& c, model::PlaceIx place, std::set<const model::Area*>& out) {
    const model::Place& p = c.data.place(place);
    if (const model::Area* a = area_of(c.geo, p)) out.insert(a);
    for (model::PlaceIx m : p.members) if (m != place) collect_areas(c, m, out);
}

PathPtr shared_path(const std::vector<Vec2>& points, bool closed) {
    auto p = std::make_shared<geo::Path>();
    p->closed = closed;
    if (!points.empty()) {
        p->begin_part();
        p->points = points;
    }
    return p;
}

void begin_layer(DisplayList& out, std::string_view id, std::string_view title) {
    out.commands.push_back(BeginLayer{std::string(id), std::string(title)});
}
void end_layer(DisplayList& out) { out.commands.push_back(EndLayer{}); }

namespace {

Box frame_in_metres(const Context& c) {
    const Affine back = c.to_frame.inverse();
    Box b;
    b.add(back.apply(c.frame.min));
    b.add(back.apply(c.frame.max));
    return b;
}

class BaseBuilder {
public:
    BaseBuilder(const Context& c, const LinkPlan& plan, DisplayList& out) : c_(c), plan_(plan), out_(out), t_(c.theme) {}

    void build() {
        const Box frame_m = frame_in_metres(c_);
        shallows();
        neighbours();
        land();
        relief(frame_m);
        basins();
        groups();
        water();
        borders();
    }

private:
    bool open(LayerId id) {
        if (!c_.shown(id)) return false;
        begin_layer(out_, style::layer_code(id), style::layer_name(id).in(c_.view.lang));
        c_.contents.layers.push_back(id);
        return true;
    }
    void close() { end_layer(out_); }
    void fill(PathPtr p, Color color, FeatureRef ref = {}) {
        if (p && !p->points.empty()) out_.commands.push_back(FillPath{std::move(p), color, ref});
    }
    void stroke(PathPtr p, const style::LineStyle& s, LayerId layer, Cap cap = Cap::round) {
        if (!p || p->points.empty()) return;
        out_.commands.push_back(StrokePath{std::move(p), {s.width_pt * line_scale(), faded(s.color, c_.opacity(layer)), scaled(s.dash_pt), cap}, {}});
    }
    [[nodiscard]] double line_scale() const { return 0.5 + 0.5 * c_.view.type_scale; }
    [[nodiscard]] std::vector<float> scaled(std::vector<float> dash) const {
        for (float& d : dash) d = static_cast<float>(d * line_scale());
        return dash;
    }
    /// Shallow water: steps towards the shore, too fine to be seen as lines. Under all land, or it would spill over a neighbour
    /// where a coast meets a border.
    void shallows() {
        begin_layer(out_, "shallows", c_.view.lang == model::Lang::zh ? "近岸水色" : "Shallow water");
        auto glow = [&](const char* key, const PathPtr& line, std::initializer_list<std::pair<double, double>> steps) {
            if (line->points.empty()) return;
            const PathPtr soft = c_.base.soft(key, line);
            for (auto [width, share] : steps)
                out_.commands.push_back(StrokePath{soft, {width * line_scale(), mix(t_.sea, t_.coast_glow, share), {}, Cap::round}, {}});
        };
        if (c_.shown(LayerId::neighbours)) {
            glow("beyond", c_.base.land_beyond(), {{7.0, 0.3}, {3.6, 0.6}});
            glow("neighbours", c_.base.neighbours(), {{7.0, 0.3}, {3.6, 0.6}});
        }
        glow("coast", c_.base.boundary(model::BoundaryKind::coast), {{13.0, 0.22}, {9.0, 0.45}, {5.6, 0.72}, {2.8, 1.0}});
        end_layer(out_);
    }

    void neighbours() {
        if (!open(LayerId::neighbours)) return;
        auto draw = [&](const PathPtr& land, const PathPtr& lines) {
            if (land->points.empty()) return;
            fill(land, t_.neighbour);
            if (!lines->points.empty()) out_.commands.push_back(StrokePath{lines, {0.35 * line_scale(), mix(t_.neighbour, t_.text_soft, 0.28), {}, Cap::butt}, {}});
        };
        // The neighbours' layer ends at 60–150°E, 10°S–60°N; plain land goes on from there, so that no frame shows its edge. Both
        // are opaque and overlap a little: no seam.
        draw(c_.base.land_beyond(), c_.base.land_beyond_lines());
        draw(c_.base.neighbours(), c_.base.neighbour_lines());
        close();
    }

    /// Land, and the territory of the chosen corridors kept in full paper while the rest sinks a little.
    void land() {
        begin_layer(out_, "land", c_.view.lang == model::Lang::zh ? "陆地" : "Land");
        std::string key = "focus";
        std::set<const model::Area*> chosen;
        for (const std::string& id : c_.view.corridors) {
            for (const model::Corridor& k : c_.data.corridors()) {
                if (k.id != id) continue;
                key += ":" + id;
                for (model::PlaceIx m : k.members.empty() ? k.nodes : k.members) collect_areas(c_, m, chosen);
            }
        }
        const std::vector<const model::Area*> focus = outermost(chosen);
        const PathPtr all = c_.base.land();
        if (focus.empty()) {
            fill(all, t_.land);
        } else {
            fill(all, t_.land_dim);
            const PathPtr f = c_.base.areas(key, focus);
            c_.contents.territory = in_frame(f);
            // Strokes first, then one fill: only the outer half of the outer border stays visible, a rim round the union.
            out_.commands.push_back(StrokePath{large_parts(key, f), {3.0 * line_scale(), faded(t_.accent, 0.42), {}, Cap::round}, {}});
            fill(f, t_.land);
        }
        close();
    }

    /// Without the islets: a rim round each of the South China Sea's would be a rash.
    PathPtr large_parts(const std::string& key, const PathPtr& path) {
        const double least = std::exp2(std::round(std::log2(std::max(1.0, 8 * c_.view.camera.m_per_pt)))); // about 8 pt, in steps like the tolerance
        return c_.base.kept("rim:" + key + ":" + std::to_string(least), [&] {
            geo::Path large;
            large.closed = true;
            for (std::size_t i = 0; i < path->part_count(); ++i) {
                Box box;
                for (std::size_t k = path->part_begin(i); k < path->part_end(i); ++k) box.add(path->points[k]);
                if (std::max(box.width(), box.height()) < least) continue;
                large.begin_part();
                large.points.insert(large.points.end(), path->points.begin() + static_cast<std::ptrdiff_t>(path->part_begin(i)),
                                    path->points.begin() + static_cast<std::ptrdiff_t>(path->part_end(i)));
            }
            return large;
        });
    }

    void relief(const Box& frame_m) {
        if (!open(LayerId::relief)) return;
        // Two arc-minutes are blocky when close: the relief steps back.
        const double scale = c_.view.camera.scale_denominator();
        const double strength = (t_.dark ? 1.15 : 0.62) * std::clamp(scale / 5e6, 0.5, 1.0);
        Box dest;
        if (auto image = c_.base.relief(frame_m, dest, t_.relief_shadow, t_.relief_light, std::round(strength * 20) / 20))
            out_.commands.push_back(DrawImage{image, dest, c_.opacity(LayerId::relief)});
        close();
    }

    /// Basins to light: chosen in the filter, and that of the selected link.
    [[nodiscard]] std::vector<model::BasinIx> lit_basins() const {
        std::set<model::BasinIx> lit;
        for (const std::string& id : c_.view.basins)
            for (std::size_t i = 0; i < c_.data.basins().size(); ++i)
                if (c_.data.basins()[i].id == id) lit.insert(static_cast<model::BasinIx>(i));
        if (c_.view.selected_link != model::kNone)
            for (const auto& b : c_.data.link(c_.view.selected_link).basins) if (b.by == model::By::text) lit.insert(b.index);
        return {lit.begin(), lit.end()};
    }

    /// A basin that fills the frame tells nothing by its tint: all the land would only look like water. Its rivers still stand out.
    [[nodiscard]] bool fills_frame(const geo::Path& metres) const {
        const geo::Affine to_metres = c_.to_frame.inverse();
        constexpr double kAt[] = {0.03, 0.35, 0.65, 0.97};
        for (const double x : kAt)
            for (const double y : kAt)
                if (!geo::inside(to_metres.apply({c_.frame.max.x * x, c_.frame.max.y * y}), metres)) return false;
        return true;
    }

    void basins() {
        const auto lit = lit_basins();
        // Switched on without a chosen basin: the ten regions by their outlines.
        const bool regions_wanted = lit.empty() && c_.view.layers[static_cast<std::size_t>(LayerId::basins)].shown == style::Switch::on;
        if ((lit.empty() && !regions_wanted) || !open(LayerId::basins)) return;
        if (regions_wanted) {
            for (const model::Area& a : c_.geo.basin1)
                stroke(c_.base.outline("basin1:" + a.name, {&a}), {t_.water_text, 0.8, {4.0f, 1.6f}}, LayerId::basins);
            c_.contents.basin_regions = true;
        }
        for (model::BasinIx b : lit) {
            std::set<std::string> names;
            std::set<std::string> regions;
            for (model::BasinIx d : c_.data.basin_with_descendants(b)) {
                const model::Basin& basin = c_.data.basin(d);
                names.insert(basin.areas.begin(), basin.areas.end());
                if (!basin.region.empty()) regions.insert(basin.region);
            }
            std::vector<const model::Area*> list;
            if (!regions.empty()) {
                for (const auto& a : c_.geo.basin1) if (regions.count(a.name)) list.push_back(&a);
            } else {
                for (const auto& a : c_.geo.basin2) if (names.count(a.name)) list.push_back(&a);
            }
            const PathPtr p = c_.base.areas("basin:" + c_.data.basin(b).id, list);
            const Color tint = faded(t_.basin_tint, c_.opacity(LayerId::basins));
            if (!p->points.empty() && !fills_frame(*p)) {
                out_.commands.push_back(FillPath{p, tint, {FeatureRef::Kind::basin, b}});
                c_.contents.basin_lit = true;
            }
        }
        close();
    }

    /// Member areas of groups: one quiet tint for each family, and a stronger one for the link in hand.
    void groups() {
        if (!c_.shown(LayerId::groups)) return;
        begin_layer(out_, style::layer_code(LayerId::groups), style::layer_name(LayerId::groups).in(c_.view.lang));
        std::set<model::LinkIx> hands{c_.view.hovered_link, c_.view.selected_link}; // a link both hovered and selected counts once
        hands.erase(model::kNone);
        const std::set<model::LinkIx> strong = hands;
        if (c_.view.selected_link == model::kNone) hands.insert(plan_.hulls.begin(), plan_.hulls.end()); // few groups: each in its family's colour
        for (model::LinkIx in_hand : hands) {
            const model::Link& l = c_.data.link(in_hand);
            std::set<const model::Area*> chosen;
            for (const model::Party& p : l.parties) collect_areas(c_, p.place, chosen);
            const std::vector<const model::Area*> list = outermost(chosen);
            const Color color = style::link_color(t_, c_.data.mechanism(l.mechanism).code);
            const PathPtr p = c_.base.areas("link:" + l.id, list);
            if (p->points.empty()) continue;
            c_.contents.hulls = true;
            c_.contents.hull_family = style::family_of(c_.data.mechanism(l.mechanism).code);
            const double o = c_.opacity(LayerId::groups) * (strong.count(in_hand) ? 1 : plan_.hulls.size() > 2 ? 0.34 : 0.5);
            out_.commands.push_back(StrokePath{p, {1.1 * line_scale(), faded(color, 0.55 * o), {}, Cap::round}, {}});
            fill(p, faded(color, 0.16 * o));
        }
        close();
    }

    void water() {
        if (open(LayerId::lakes)) {
            const double scale = c_.view.camera.scale_denominator();
            const PathPtr p = c_.base.lakes(scale > 12e6 ? 300 : scale > 4e6 ? 60 : 0);
            c_.contents.lakes = in_frame(p);
            fill(p, faded(t_.lake, c_.opacity(LayerId::lakes)));
            if (!p->points.empty())
                out_.commands.push_back(StrokePath{p, {0.3 * line_scale(), faded(t_.river, 0.8 * c_.opacity(LayerId::lakes)), {}, Cap::round}, {}});
            close();
        }
        if (open(LayerId::minor_rivers)) {
            stroke(c_.base.minor_rivers(), {mix(t_.river, t_.land, 0.35), 0.3, {}}, LayerId::minor_rivers);
            close();
        }
        if (open(LayerId::rivers)) {
            const double scale = c_.view.camera.scale_denominator();
            const double grow = scale < 3e6 ? 1.5 : scale < 8e6 ? 1.2 : 1.0;
            if (scale < 6e6) stroke(c_.base.rivers(3), {t_.river, 0.5 * grow, {}}, LayerId::rivers);
            if (scale < 6e6) {
                stroke(c_.base.approximate_rivers(), {t_.river, 0.5 * grow, {2.4f, 1.6f}}, LayerId::rivers);
                c_.contents.approximate_rivers = in_frame(c_.base.approximate_rivers());
            }
            stroke(c_.base.rivers(2), {t_.river, 0.68 * grow, {}}, LayerId::rivers);
            stroke(c_.base.rivers(1), {t_.river, 1.05 * grow, {}}, LayerId::rivers);
            c_.contents.rivers = in_frame(c_.base.rivers(1)) || in_frame(c_.base.rivers(2)) || (scale < 6e6 && in_frame(c_.base.rivers(3)));
            // Courses of lit basins stand out.
            for (model::BasinIx b : lit_basins())
                for (model::BasinIx d : c_.data.basin_with_descendants(b))
                    for (const std::string& name : c_.data.basin(d).rivers)
                        for (const model::River& r : c_.geo.rivers)
                            if (r.name == name) {
                                const PathPtr course = c_.base.river(r);
                                stroke(course, {style::basin_river_color(t_), (r.rank == 1 ? 1.6 : r.rank == 2 ? 1.25 : 0.95) * grow,
                                                r.approximate ? std::vector<float>{2.4f, 1.6f} : std::vector<float>{}}, LayerId::rivers);
                                c_.contents.basin_rivers = c_.contents.basin_rivers || in_frame(course);
                            }
            close();
        }
    }

    [[nodiscard]] bool in_frame(const PathPtr& p) const {
        for (const Vec2& v : p->points) if (c_.frame.contains(c_.to_frame.apply(v))) return true;
        return false;
    }

    void borders() {
        using K = model::BoundaryKind;
        // The legend names what the frame shows, no more.
        for (auto [kind, layer] : {std::pair{K::national, LayerId::national_line}, {K::undetermined, LayerId::national_line}, {K::ten_dash, LayerId::national_line},
                                   {K::coast, LayerId::national_line}, {K::province, LayerId::province_lines}, {K::special_region, LayerId::province_lines},
                                   {K::prefecture, LayerId::prefecture_lines}, {K::county, LayerId::county_lines}})
            if (c_.shown(layer) && in_frame(c_.base.boundary(kind))) c_.contents.boundaries.push_back(kind);
        if (open(LayerId::county_lines)) {
            stroke(c_.base.boundary(K::county), t_.county, LayerId::county_lines);
            close();
        }
        if (open(LayerId::prefecture_lines)) {
            stroke(c_.base.boundary(K::prefecture), t_.prefecture, LayerId::prefecture_lines);
            close();
        }
        if (open(LayerId::province_lines)) {
            stroke(c_.base.boundary(K::province), t_.province, LayerId::province_lines);
            stroke(c_.base.boundary(K::special_region), t_.special_region, LayerId::province_lines, Cap::butt);
            close();
        }
        if (open(LayerId::national_line)) {
            stroke(c_.base.boundary(K::coast), t_.coast, LayerId::national_line);
            stroke(c_.base.boundary(K::national), t_.national_casing, LayerId::national_line);
            stroke(c_.base.boundary(K::undetermined), t_.national_casing, LayerId::national_line);
            stroke(c_.base.boundary(K::national), t_.national, LayerId::national_line, Cap::butt);
            stroke(c_.base.boundary(K::undetermined), t_.undetermined, LayerId::national_line, Cap::butt);
            stroke(c_.base.boundary(K::ten_dash), t_.ten_dash, LayerId::national_line, Cap::butt);
            close();
        }
    }

    const Context& c_;
    const LinkPlan& plan_;
    DisplayList& out_;
    const style::Theme& t_;
};

} // namespace

void prepare_base(const Context& c) {
    // Powers of two keep what was simplified while the scale moves a little.
    const double tolerance = std::exp2(std::round(std::log2(std::max(1.0, c.view.tolerance_pt * c.view.camera.m_per_pt))));
    c.base.use(c.view.camera.projection, tolerance, frame_in_metres(c));
}
void build_base(const Context& c, const LinkPlan& plan, DisplayList& out) { BaseBuilder(c, plan, out).build(); }

} // namespace atlas::scene
