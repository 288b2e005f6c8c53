// Ink for the links: hulls, rivers of basin links, curves, joints, heads, numbers, place symbols.
#include "geo/curve.hpp"
#include "scene/base_geometry.hpp"
#include "scene/context.hpp"
#include "scene/family_mark.hpp"
#include "scene/link_marks.hpp"
#include "style/colour_check.hpp"

namespace atlas::scene {

using base::faded;
using base::mix;
using style::LayerId;

namespace {

class LinkPainter {
public:
    LinkPainter(const Context& c, const LinkPlan& plan, DisplayList& out) : c_(c), plan_(plan), out_(out) {
        const MapView& v = c_.view;
        if (v.selected_place == model::kNone || v.selected_link != model::kNone) return;
        std::vector<model::PlaceIx> places = v.more_places;
        places.push_back(v.selected_place);
        of_places_ = filter::links_about(c_.data, places, v.ego);
    }

    void paint() {
        std::size_t lines = 0;
        for (const LinkShape& s : plan_.shapes) lines += s.lines.size();
        pointed_ = !focused() && c_.view.hovered_link != model::kNone && std::any_of(plan_.shapes.begin(), plan_.shapes.end(), [this](const LinkShape& s) { return emphasised(s); });
        roomy_ = lines <= static_cast<std::size_t>(style::kMarkedLinks);
        ports();
        hulls();
        for (int f = 0; f < style::kFamilyCount; ++f) family(static_cast<style::Family>(f));
        numbers();
        in_hand();
        symbols();
        inside_marks();
        clause_numbers();
    }

private:
    [[nodiscard]] bool focused() const { return c_.view.selected_link != model::kNone || c_.view.selected_place != model::kNone; }
    /// A link in hand that is folded into another's line has its own shape (`extra`); the line it is folded into stays quiet.
    [[nodiscard]] bool emphasised(const LinkShape& s) const {
        if (s.extra) return true;
        if (s.folded() == 1 && (c_.view.chosen_link(s.link) || s.link == c_.view.hovered_link) && c_.contents.rolled == RollUp::none) return true;
        return std::any_of(s.links.begin(), s.links.end(), [this](model::LinkIx l) { return std::binary_search(of_places_.begin(), of_places_.end(), l); });
    }
    /// What is not in hand steps back: far for a selection, which is read at leisure; less far for what the mouse points at.
    [[nodiscard]] double quiet(double far) const { return focused() ? far : pointed_ ? (1 + 2 * far) / 3 : 1.0; }

    /// Family marks: on every line where a theme has no colours; else one for each relation, while the figure has room.
    [[nodiscard]] bool marked(const LinkShape& s, const std::vector<Vec2>& line) const {
        if (c_.theme.marks_always) return true;
        if (!roomy_) return false;
        auto shorter = [](const auto& a, const auto& b) { return geo::length_of(a) < geo::length_of(b); };
        return &*std::max_element(s.lines.begin(), s.lines.end(), shorter) == &line;
    }
    void mark(const std::vector<Vec2>& line, const std::string& code, Color color, double o) { // without a reference: the line under it is what is picked
        c_.contents.family_marks = true;
        const style::Mark sign = c_.theme.mark[static_cast<std::size_t>(style::family_of(code))];
        Vec2 at, along;
        if (mark_spot(line, c_.pt(22), at, along)) draw_mark(out_, sign, at, along, c_.pt(3.4), faded(color, o), faded(c_.theme.casing, o));
    }

    /// Sea ports, only when asked for: a small ring with a bar, in the water's ink.
    void ports() {
        if (!c_.shown(LayerId::ports)) return;
        begin_layer(out_, style::layer_code(LayerId::ports), style::layer_name(LayerId::ports).in(c_.view.lang));
        c_.contents.layers.push_back(LayerId::ports);
        const Color ink = faded(c_.theme.water_text, c_.opacity(LayerId::ports));
        const double r = c_.pt(1.5);
        for (const model::Port& p : c_.geo.ports) {
            const Vec2 at = c_.project(p.at);
            if (!c_.frame.contains(at)) continue;
            const PathPtr ring = shared_path(geo::circle(at, r, 14), true);
            out_.commands.push_back(FillPath{ring, faded(c_.theme.place_fill, c_.opacity(LayerId::ports)), {}});
            out_.commands.push_back(StrokePath{ring, {c_.pt(0.6), ink, {}, Cap::round}, {}});
            out_.commands.push_back(StrokePath{shared_path({{at.x - r, at.y}, {at.x + r, at.y}}, false), {c_.pt(0.6), ink, {}, Cap::butt}, {}});
        }
        end_layer(out_);
    }

    /// Where a region ends at the national boundary that line stands alone (LAW13): dots over it would break its pattern.
    [[nodiscard]] std::shared_ptr<geo::Path> off_the_national_line(const std::vector<std::vector<Vec2>>& outline) {
        constexpr double kNear = 1.6; // points: a cell
        const int columns = static_cast<int>(c_.frame.width() / kNear) + 3, rows = static_cast<int>(c_.frame.height() / kNear) + 3;
        const auto cell = [&](Vec2 p, int dx, int dy) -> std::size_t { // what lies outside the frame falls on its rim
            const int x = std::clamp(static_cast<int>(p.x / kNear) + 1 + dx, 0, columns - 1), y = std::clamp(static_cast<int>(p.y / kNear) + 1 + dy, 0, rows - 1);
            return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x);
        };
        if (national_.empty()) {
            national_.assign(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0);
            const Box seen = c_.frame;
            for (const auto kind : {model::BoundaryKind::national, model::BoundaryKind::undetermined}) {
                const PathPtr metres = c_.base.boundary(kind);
                for (std::size_t i = 0; i < metres->part_count(); ++i)
                    for (std::size_t k = metres->part_begin(i); k + 1 < metres->part_end(i); ++k) {
                        const Vec2 a = c_.to_frame.apply(metres->points[k]), b = c_.to_frame.apply(metres->points[k + 1]);
                        if (!seen.contains(a) && !seen.contains(b)) continue;
                        const int n = std::max(1, static_cast<int>(geo::length(b - a) / (0.5 * kNear)));
                        for (int j = 0; j <= n; ++j) {
                            const Vec2 p = a + (b - a) * (1.0 * j / n);
                            if (!seen.contains(p)) continue;
                            for (int dx = -1; dx <= 1; ++dx) for (int dy = -1; dy <= 1; ++dy) national_[cell(p, dx, dy)] = 1;
                        }
                    }
            }
        }
        auto path = std::make_shared<geo::Path>();
        for (const auto& line : outline) {
            bool open = false;
            for (const Vec2& v : line) {
                if (c_.frame.contains(v) && national_[cell(v, 0, 0)] != 0) { open = false; continue; }
                if (!open) path->begin_part();
                open = true;
                path->points.push_back(v);
            }
        }
        return path;
    }

    void hulls() {
        if (plan_.regions.empty() || !c_.shown(LayerId::groups)) return;
        begin_layer(out_, "regions", c_.view.lang == model::Lang::zh ? "区域范围" : "Regions");
        const double o = c_.opacity(LayerId::groups) * (focused() ? 0.45 : 1);
        c_.contents.region_outlines = true;
        for (model::PlaceIx r : plan_.regions) {
            const auto path = off_the_national_line(plan_.outlines.at(r));
            if (path->points.empty()) continue;
            const FeatureRef ref{FeatureRef::Kind::place, r};
            const bool chosen = c_.view.chosen(r);
            out_.commands.push_back(StrokePath{path, {c_.pt(2.6), faded(chosen ? c_.theme.accent : c_.theme.text_soft, (chosen ? 0.35 : 0.10) * o), {}, Cap::round}, {}});
            out_.commands.push_back(StrokePath{path, {c_.pt(0.7), faded(chosen ? c_.theme.accent : c_.theme.text_soft, 0.75 * o), {static_cast<float>(c_.pt(0.4)), static_cast<float>(c_.pt(1.8))}, Cap::round}, ref});
        }
        end_layer(out_);
    }

    void family(style::Family f) {
        const LayerId layer = style::layer_of(f);
        bool open = false;
        for (int pass = 0; pass < 2; ++pass) { // corridor lines lie behind the curves of their family
            for (const LinkShape& s : plan_.shapes) {
                const model::Link& l = c_.data.link(s.link);
                if (s.extra || style::family_of(c_.data.mechanism(l.mechanism).code) != f || s.band != (pass == 0)) continue;
                if (!open) {
                    begin_layer(out_, std::string("links-") + std::to_string(static_cast<int>(f)), style::family_name(f).in(c_.view.lang));
                    c_.contents.families.push_back(f);
                    c_.contents.layers.push_back(layer);
                    open = true;
                }
                remember(s);
                if (emphasised(s) && (focused() || pointed_)) continue; // painted on top by in_hand()
                if (focused()) c_.contents.links_faded += s.folded();
                ink(s, quiet(0.22), 1.0);
            }
        }
        if (open) end_layer(out_);
    }

    void in_hand() {
        if (!focused() && !pointed_) return;
        begin_layer(out_, "selected", c_.view.lang == model::Lang::zh ? "所选" : "Selected");
        for (const LinkShape& s : plan_.shapes)
            if (emphasised(s)) ink(s, 1.0, c_.view.chosen_link(s.link) ? 1.9 : s.link == c_.view.hovered_link ? 1.7 : 1.3);
        for (const LinkShape& s : plan_.shapes)
            if (emphasised(s)) badge_leader(s, 1.0);
        for (const LinkShape& s : plan_.shapes) { // no line over a number, nor the leader of another
            if (!emphasised(s)) continue;
            if (!s.joint.empty() && s.folded() > 1) joint_number(s, 1.0);
            if (s.badge) badge(s, 1.0);
        }
        end_layer(out_);
    }

    void remember(const LinkShape& s) {
        if (std::find(c_.contents.shapes.begin(), c_.contents.shapes.end(), s.shape) == c_.contents.shapes.end()) c_.contents.shapes.push_back(s.shape);
        c_.contents.exploring = c_.contents.exploring || s.exploring;
        c_.contents.inferred = c_.contents.inferred || s.inferred;
    }

    void ink(const LinkShape& s, double strength, double wide) {
        const model::Link& l = c_.data.link(s.link);
        const std::string& code = c_.data.mechanism(l.mechanism).code;
        const double o = strength * c_.opacity(style::layer_of(style::family_of(code)));
        const Color color = s.inferred ? style::inferred_color(c_.theme, code) : style::link_color(c_.theme, code);
        const FeatureRef ref{FeatureRef::Kind::link, s.link};
        std::vector<float> dash;
        if (s.exploring) dash = {static_cast<float>(c_.pt(3.2)), static_cast<float>(c_.pt(2.4))};

        if (s.shape == model::Shape::basin) for (model::LinkIx ix : s.links) basin_course(c_.data.link(ix), color, o, wide, ref);
        for (const auto& line : s.lines) {
            const PathPtr p = shared_path(line, false);
            if (s.band) {
                out_.commands.push_back(StrokePath{p, {c_.pt(4.6) * wide, faded(color, 0.30 * o), {}, Cap::round}, ref});
                out_.commands.push_back(StrokePath{p, {c_.pt(1.0) * wide, faded(color, 0.95 * o), dash, Cap::round}, ref});
            } else {
                const double width = s.shape == model::Shape::group ? c_.pt(0.62) : c_.pt(1.05);
                out_.commands.push_back(StrokePath{p, {width * wide + c_.pt(1.1), faded(c_.theme.casing, o), {}, Cap::butt}, {}});
                out_.commands.push_back(StrokePath{p, {width * wide, faded(color, o), dash, Cap::round}, ref});
            }
            if (marked(s, line)) mark(line, code, color, o);
        }
        for (std::size_t i = 0; i + 1 < s.ticks.size(); i += 2) { // a band's nodes: what tells it from a pair's curve at a glance
            out_.commands.push_back(StrokePath{shared_path({s.ticks[i], s.ticks[i + 1]}, false), {c_.pt(1.0) * wide + c_.pt(0.9), faded(c_.theme.casing, o), {}, Cap::butt}, {}});
            out_.commands.push_back(StrokePath{shared_path({s.ticks[i], s.ticks[i + 1]}, false), {c_.pt(1.0) * wide, faded(color, o), {}, Cap::butt}, ref});
        }
        if (s.shape == model::Shape::hub && !s.lines.empty() && s.ends.front().outline.empty()) {
            const PathPtr ring = shared_path(geo::circle(s.ends.front().at, s.ends.front().radius + c_.pt(1.5)), true);
            out_.commands.push_back(StrokePath{ring, {c_.pt(1.1) * wide, faded(color, o), {}, Cap::round}, ref});
        }
        for (std::size_t i = 0; i + 2 < s.head.size(); i += 3)
            out_.commands.push_back(FillPath{shared_path({s.head[i], s.head[i + 1], s.head[i + 2]}, true), faded(color, o), ref});
        if (!s.joint.empty()) {
            const PathPtr p = shared_path(s.joint, true);
            out_.commands.push_back(StrokePath{p, {c_.pt(1.3), faded(c_.theme.casing, o), {}, Cap::round}, {}});
            out_.commands.push_back(FillPath{p, faded(color, o), ref});
        }
        for (const Vec2& stop : s.stops) { // what a line to a region ends in: a dot on its border
            out_.commands.push_back(FillPath{shared_path(geo::circle(stop, c_.pt(2.1), 16), true), faded(c_.theme.casing, o), {}});
            out_.commands.push_back(FillPath{shared_path(geo::circle(stop, c_.pt(1.5), 16), true), faded(color, o), ref});
        }
        // Parties of a basin link carry a ring: the river joins them, no line does.
        if (s.shape == model::Shape::basin || wide > 1.5) {
            for (const End& e : s.ends) {
                if (!e.drawn || !e.outline.empty()) continue;
                const PathPtr ring = shared_path(geo::circle(e.at, e.radius + c_.pt(wide > 1.5 ? 2.6 : 1.5)), true);
                out_.commands.push_back(StrokePath{ring, {c_.pt(wide > 1.5 ? 1.2 : 0.8), faded(color, o), {}, Cap::round}, ref});
            }
        }
    }

    void write(const std::string& text, Vec2 middle, double size, Color color, FeatureRef ref, double halo_pt = 0) {
        const text::Shaped shaped = c_.fonts.shape(text, text::Face::sans_bold, size);
        DrawText t;
        t.utf8 = text;
        t.face = text::Face::sans_bold;
        t.size_pt = size;
        t.color = color;
        t.halo = c_.theme.halo;
        t.halo_pt = halo_pt;
        if (halo_pt <= 0) t.halo.a = 0;
        t.ref = ref;
        for (const text::Glyph& g : shaped.glyphs) t.glyphs.push_back({g.id, {middle.x - shaped.width_pt / 2 + g.x_pt, middle.y + 0.36 * size}, 0, g.cluster});
        out_.commands.push_back(std::move(t));
    }
    [[nodiscard]] PathPtr pill(const Box& box) const {
        const double r = box.height() / 2;
        return shared_path(geo::rounded_hull({{box.min.x + r, box.center().y}, {box.max.x - r, box.center().y}}, r), true);
    }

    /// The ink of a family that words of the land's colour can be read on (CLR3): a light one is deepened until they can.
    [[nodiscard]] Color ground_for_words(Color ink) const {
        for (int i = 0; i < 20 && style::contrast(ink, c_.theme.land) < 4.6; ++i) ink = mix(ink, c_.theme.text, 0.06);
        return ink;
    }
    [[nodiscard]] Color ink_of(const LinkShape& s) const {
        const std::string& code = c_.data.mechanism(c_.data.link(s.link).mechanism).code;
        return s.inferred ? style::inferred_color(c_.theme, code) : style::link_color(c_.theme, code);
    }
    /// From a number to what it counts, where it stands apart from it.
    void leader(Vec2 from, Vec2 to, Color color) {
        const PathPtr line = shared_path({from, to}, false);
        out_.commands.push_back(StrokePath{line, {c_.pt(1.5), faded(c_.theme.casing, color.a / 255.0), {}, Cap::butt}, {}});
        out_.commands.push_back(StrokePath{line, {c_.pt(0.5), color, {}, Cap::butt}, {}});
    }

    /// How many links a group's joint stands for: the joint once more over every line, with its number.
    void joint_number(const LinkShape& s, double o) {
        const FeatureRef ref{FeatureRef::Kind::link, s.link};
        o *= c_.opacity(style::layer_of(style::family_of(c_.data.mechanism(c_.data.link(s.link).mechanism).code)));
        const PathPtr p = shared_path(s.joint, true);
        out_.commands.push_back(StrokePath{p, {c_.pt(1.3), faded(c_.theme.casing, o), {}, Cap::round}, {}});
        out_.commands.push_back(FillPath{p, faded(ground_for_words(ink_of(s)), o), ref});
        write(std::to_string(s.folded()), (s.joint[0] + s.joint[2]) * 0.5, joint_pt(c_), faded(c_.theme.land, o), ref);
    }
    /// How many links a line stands for.
    void badge(const LinkShape& s, double o) {
        const std::string& code = c_.data.mechanism(c_.data.link(s.link).mechanism).code;
        o *= c_.opacity(style::layer_of(style::family_of(code)));
        const FeatureRef ref{FeatureRef::Kind::link, s.link};
        const std::string text = std::to_string(s.folded());
        const PathPtr p = pill(mark_box(c_, *s.badge, static_cast<double>(text.size())));
        const Color color = ground_for_words(ink_of(s));
        out_.commands.push_back(StrokePath{p, {c_.pt(1.2), faded(c_.theme.casing, o), {}, Cap::round}, {}});
        out_.commands.push_back(FillPath{p, faded(color, o), ref});
        write(text, *s.badge, mark_pt(c_), faded(c_.theme.land, o), ref);
    }
    void badge_leader(const LinkShape& s, double o) {
        if (!s.badge || !s.badge_root) return;
        o *= c_.opacity(style::layer_of(style::family_of(c_.data.mechanism(c_.data.link(s.link).mechanism).code)));
        leader(*s.badge_root, *s.badge, faded(ground_for_words(ink_of(s)), o));
    }
    void numbers() {
        const auto numbered_joint = [this](const LinkShape& s) { return c_.view.numbers && !s.joint.empty() && s.folded() > 1; };
        if (std::none_of(plan_.shapes.begin(), plan_.shapes.end(), [&](const LinkShape& s) { return s.badge.has_value() || numbered_joint(s); })) return;
        begin_layer(out_, "link-numbers", c_.view.lang == model::Lang::zh ? "条数" : "Numbers of links");
        for (const LinkShape& s : plan_.shapes) // first: one through another's number makes a 7 of a 2
            if (!((focused() || pointed_) && emphasised(s))) badge_leader(s, quiet(0.45));
        for (const LinkShape& s : plan_.shapes) {
            if ((focused() || pointed_) && emphasised(s)) continue;
            if (numbered_joint(s)) joint_number(s, quiet(0.45));
            if (s.badge) badge(s, quiet(0.45));
        }
        end_layer(out_);
    }
    /// Numbers of the clauses that the list beside the map quotes, in the line's ink on a halo.
    void clause_numbers() {
        if (std::none_of(plan_.shapes.begin(), plan_.shapes.end(), [](const LinkShape& s) { return s.notes_at.has_value(); })) return;
        c_.contents.clause_numbers = true;
        begin_layer(out_, "clause-numbers", c_.view.lang == model::Lang::zh ? "条款编号" : "Numbers of clauses");
        for (const LinkShape& s : plan_.shapes) {
            if (!s.notes_at) continue;
            Color ink = ink_of(s);
            for (int i = 0; i < 20 && style::contrast(ink, c_.theme.halo) < 4.6; ++i) ink = mix(ink, c_.theme.text, 0.06);
            if (s.notes_root) leader(*s.notes_root, *s.notes_at, ink);
            write(s.notes, *s.notes_at, mark_pt(c_), ink, {FeatureRef::Kind::link, s.link}, c_.pt(1.1));
        }
        end_layer(out_);
    }
    void inside_marks() {
        if (plan_.inside.empty()) return;
        begin_layer(out_, "inside", c_.view.lang == model::Lang::zh ? "单元内部的关系" : "Relations inside one unit");
        for (const InsideMark& m : plan_.inside) {
            const bool about = std::any_of(m.links.begin(), m.links.end(), [this](model::LinkIx l) { return c_.view.chosen_link(l) || std::binary_search(of_places_.begin(), of_places_.end(), l); });
            const double o = about ? 1 : quiet(0.45);
            if (focused() && !about) c_.contents.links_faded += static_cast<int>(m.links.size());
            const FeatureRef ref{FeatureRef::Kind::link, m.links.front()}; // what is pressed are its links; the symbol beside it is the place
            const PathPtr p = pill(mark_box(c_, m.at, letters_of(c_, m)));
            if (m.root) leader(*m.root, m.at, faded(c_.theme.text_soft, o));
            out_.commands.push_back(FillPath{p, faded(c_.theme.place_fill, 0.92 * o), ref});
            out_.commands.push_back(StrokePath{p, {c_.pt(0.5), faded(c_.theme.text_soft, o), {}, Cap::round}, ref});
            write(inside_text(c_, m), m.at, mark_pt(c_), faded(c_.theme.text, o), ref);
        }
        end_layer(out_);
    }

    /// The river itself, in the family's colour, cut to the frame.
    void basin_course(const model::Link& l, Color color, double o, double wide, FeatureRef ref) {
        for (const auto& tag : l.basins) {
            if (tag.by != model::By::text) continue;
            for (const std::string& name : c_.data.basin(tag.index).rivers) {
                for (const model::River& r : c_.geo.rivers) {
                    if (r.name != name) continue;
                    // Several links on one river are one course in one ink; the link in hand paints its own.
                    if (wide == 1.0 && !courses_.emplace(style::family_of(c_.data.mechanism(l.mechanism).code), name).second) continue;
                    const PathPtr metres = c_.base.river(r);
                    auto page = std::make_shared<geo::Path>();
                    for (std::size_t i = 0; i < metres->part_count(); ++i) {
                        page->begin_part();
                        for (std::size_t k = metres->part_begin(i); k < metres->part_end(i); ++k) page->points.push_back(c_.to_frame.apply(metres->points[k]));
                    }
                    if (page->points.empty()) continue;
                    out_.commands.push_back(StrokePath{page, {c_.pt(2.0) * wide, faded(color, 0.24 * o), {}, Cap::round}, ref});
                    std::vector<float> course; // dashed as the base map draws it: the course is approximate
                    if (r.approximate) course = {static_cast<float>(c_.pt(2.4)), static_cast<float>(c_.pt(1.6))};
                    out_.commands.push_back(StrokePath{page, {c_.pt(0.75) * wide, faded(color, 0.75 * o), course, Cap::round}, ref});
                    const PathPtr arrows = flow_arrows(c_, plan_, *page);
                    if (arrows->points.empty()) continue;
                    out_.commands.push_back(StrokePath{arrows, {c_.pt(2.3) * wide, faded(c_.theme.casing, o), {}, Cap::round}, {}});
                    out_.commands.push_back(StrokePath{arrows, {c_.pt(1.05) * wide, faded(color, o), {}, Cap::round}, ref});
                }
            }
        }
    }

    void symbols() {
        if (!c_.shown(LayerId::places)) return;
        begin_layer(out_, style::layer_code(LayerId::places), style::layer_name(LayerId::places).in(c_.view.lang));
        c_.contents.layers.push_back(LayerId::places);
        std::set<model::PlaceIx> strong;
        for (const LinkShape& s : plan_.shapes) if (emphasised(s)) for (const End& e : s.ends) strong.insert(e.place);
        auto order = plan_.symbols; // a zone's square under the ring of the county that it lies in
        std::stable_partition(order.begin(), order.end(), [this](const auto& s) { return !c_.data.place(s.first).administrative(); });
        for (const auto& [ix, at] : order) {
            if (!c_.frame.grown(c_.pt(6)).contains(at)) continue;
            // A prefecture and its seat county share one point: one symbol, the prefecture's (both are named beside it).
            const auto covers = [&, here = ix, point = at](const auto& other) {
                return other.first != here && geo::length(other.second - point) < 0.6 && symbol_radius(c_, other.first) > symbol_radius(c_, here);
            };
            if (!c_.view.chosen(ix) && std::any_of(plan_.symbols.begin(), plan_.symbols.end(), covers)) continue;
            c_.contents.zones = c_.contents.zones || !c_.data.place(ix).administrative();
            const double o = c_.opacity(LayerId::places) * (focused() && !strong.count(ix) ? 0.4 : 1.0);
            const FeatureRef ref{FeatureRef::Kind::place, ix};
            const double r = symbol_radius(c_, ix);
            const auto kind = c_.data.place(ix).kind;
            const bool chosen = c_.view.chosen(ix);
            const Color line = faded(chosen ? c_.theme.accent : c_.theme.place_line, o);
            c_.contents.chosen_places = c_.contents.chosen_places || chosen;
            if (chosen) out_.commands.push_back(FillPath{shared_path(geo::circle(at, r + c_.pt(3.2)), true), faded(c_.theme.accent, 0.22), ref});
            if (kind == model::PlaceKind::province || kind == model::PlaceKind::prefecture || kind == model::PlaceKind::county) {
                const PathPtr ring = shared_path(geo::circle(at, r), true);
                out_.commands.push_back(FillPath{ring, faded(c_.theme.place_fill, o), ref});
                out_.commands.push_back(StrokePath{ring, {c_.pt(0.8), line, {}, Cap::round}, ref});
                if (kind != model::PlaceKind::county) // province: double ring; prefecture: ring with a dot; county: plain ring
                    out_.commands.push_back(FillPath{shared_path(geo::circle(at, r * (kind == model::PlaceKind::province ? 0.58 : 0.38), 16), true), line, ref});
            } else {
                const double q = r * 0.9;
                const PathPtr box = shared_path({{at.x - q, at.y - q}, {at.x + q, at.y - q}, {at.x + q, at.y + q}, {at.x - q, at.y + q}}, true);
                out_.commands.push_back(FillPath{box, faded(c_.theme.place_fill, o), ref});
                out_.commands.push_back(StrokePath{box, {c_.pt(0.8), line, {}, Cap::round}, ref});
                if (kind != model::PlaceKind::foreign)
                    out_.commands.push_back(FillPath{shared_path(geo::circle(at, q * 0.45, 12), true), line, ref});
            }
        }
        end_layer(out_);
    }

    const Context& c_;
    const LinkPlan& plan_;
    DisplayList& out_;
    std::vector<model::LinkIx> of_places_; ///< of the selected places, ascending
    bool pointed_ = false; ///< nothing is selected, and a link under the mouse is drawn
    bool roomy_ = false; ///< few enough lines for marks
    std::vector<char> national_; ///< cells of the page, row by row: whether the national boundary runs through or beside them
    std::set<std::pair<style::Family, std::string>> courses_; ///< rivers already brightened
};

} // namespace

void build_links(const Context& c, const LinkPlan& plan, DisplayList& out) { LinkPainter(c, plan, out).paint(); }

} // namespace atlas::scene
