// Which names stand on the map, in which order they get room: parties of the link in hand, provinces, parties of links, regions,
// islands and seas, neighbours, rivers, lakes, then background cities and counties.
#include "geo/curve.hpp"
#include "scene/base_geometry.hpp"
#include "scene/context.hpp"
#include "scene/label_placer.hpp"

namespace atlas::scene {

using base::faded;
using model::Lang;

namespace {

/// Names of seas and islands that a map of China carries. Positions are rounded public ones; the islands' dots are drawn because
/// at these scales their land is below a hairline.
struct SeaName { double lon, lat; const char* zh; const char* en; int kind; }; // 0 sea, 1 island group, 2 single island with a dot
constexpr SeaName kSeaNames[] = {
    {119.3, 38.75, "渤海", "Bohai Sea", 0},      {123.2, 35.2, "黄海", "Yellow Sea", 0},        {125.6, 29.2, "东海", "East China Sea", 0},
    {114.2, 13.0, "南海", "South China Sea", 0}, {131.5, 21.5, "太平洋", "Pacific Ocean", 0},
    {112.3, 16.8, "西沙群岛", "Xisha Islands", 1}, {116.8, 20.7, "东沙群岛", "Dongsha Islands", 1},
    {114.4, 15.7, "中沙群岛", "Zhongsha Islands", 1}, {113.6, 9.4, "南沙群岛", "Nansha Islands", 1},
    {117.75, 15.15, "黄岩岛", "Huangyan Dao", 2}, {112.28, 3.93, "曾母暗沙", "Zengmu Ansha", 2},
    {123.47, 25.75, "钓鱼岛", "Diaoyu Dao", 2},   {124.57, 25.92, "赤尾屿", "Chiwei Yu", 2},
};

/// Names on the map: official, with the long forms of autonomous prefectures and counties cut to their customary short ones.
std::string map_name(const model::Place& p, Lang lang) {
    if (lang == Lang::en && !p.name.en.empty()) return p.name.en;
    const std::string& n = p.name.zh;
    auto ends = [&n](std::string_view tail) { return n.size() > tail.size() && n.compare(n.size() - tail.size(), tail.size(), tail) == 0; };
    if (p.administrative() && !p.short_zh.empty()) {
        if (ends("特别行政区")) return p.short_zh;
        if (ends("自治州")) return p.short_zh.size() > 3 && p.short_zh.compare(p.short_zh.size() - 3, 3, "州") == 0 ? p.short_zh : p.short_zh + "州";
        if (ends("自治县")) return p.short_zh + "县";
    }
    return n;
}

class Labeller {
public:
    Labeller(const Context& c, const LinkPlan& plan, DisplayList& out) : c_(c), plan_(plan), out_(out), placer_(c.fonts, c.frame) {}

    void run() {
        if (!c_.shown(style::LayerId::labels)) return;
        begin_layer(out_, style::layer_code(style::LayerId::labels), style::layer_name(style::LayerId::labels).in(c_.view.lang));
        c_.contents.layers.push_back(style::LayerId::labels);
        for (const auto& [ix, at] : plan_.symbols) {
            const double r = symbol_radius(c_, ix) + c_.pt(0.5);
            placer_.occupy({{at.x - r, at.y - r}, {at.x + r, at.y + r}});
        }
        for (const Box& b : c_.view.reserved) placer_.occupy(b);
        for (const LinkShape& s : plan_.shapes) {
            for (const auto& line : s.lines) placer_.add_ink(line);
            if (s.joint.size() == 4) placer_.occupy({{s.joint[3].x, s.joint[0].y}, {s.joint[1].x, s.joint[2].y}});
        }
        single_islands();
        parties(true);
        provinces();
        parties(false);
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

private:
    [[nodiscard]] LabelStyle style(double size, Color color, text::Face face = text::Face::sans) const {
        LabelStyle s;
        s.face = face;
        s.size_pt = c_.pt(size);
        s.color = faded(color, c_.opacity(style::LayerId::labels));
        s.halo = c_.theme.halo;
        s.halo_pt = c_.pt(0.85);
        return s;
    }
    [[nodiscard]] double scale() const { return c_.view.camera.scale_denominator(); }
    [[nodiscard]] bool in_frame(Vec2 p) const { return c_.frame.contains(p); }

    /// Dots and the dash line first: no label may lie over them (LAW9).
    void single_islands() {
        for (const SeaName& n : kSeaNames) {
            if (n.kind != 2) continue;
            const Vec2 at = c_.project({n.lon, n.lat});
            placer_.occupy(Box{at, at}.grown(c_.pt(1.2)));
        }
        if (c_.shown(style::LayerId::national_line)) {
            const PathPtr dashes = c_.base.boundary(model::BoundaryKind::ten_dash);
            for (std::size_t i = 0; i < dashes->part_count(); ++i)
                for (std::size_t k = dashes->part_begin(i); k + 1 < dashes->part_end(i); ++k) {
                    const Vec2 a = c_.to_frame.apply(dashes->points[k]), b = c_.to_frame.apply(dashes->points[k + 1]);
                    const int n = std::max(1, static_cast<int>(geo::length(b - a) / 4));
                    for (int s = 0; s <= n; ++s) placer_.occupy(Box{a + (b - a) * (1.0 * s / n), a + (b - a) * (1.0 * s / n)}.grown(1.2));
                }
        }
        for (const SeaName& n : kSeaNames) {
            if (n.kind != 2) continue;
            const Vec2 at = c_.project({n.lon, n.lat});
            if (!in_frame(at)) continue;
            const double r = c_.pt(0.8);
            out_.commands.push_back(FillPath{shared_path(geo::circle(at, r, 12), true), c_.theme.text_soft, {}});
            placer_.beside(c_.view.lang == Lang::zh ? n.zh : n.en, at, r, style(6.0, c_.theme.text_soft), {}, out_);
        }
    }

    void parties(bool in_hand) {
        std::set<model::PlaceIx> chosen;
        for (model::LinkIx l : {c_.view.selected_link, c_.view.hovered_link})
            if (l != model::kNone) for (const model::Party& p : c_.data.link(l).parties) chosen.insert(p.place);
        if (c_.view.selected_place != model::kNone) chosen.insert(c_.view.selected_place);
        // Higher level first, then the busier place, then by position in the tables.
        auto rank = [this](model::PlaceIx ix) {
            switch (c_.data.place(ix).kind) {
            case model::PlaceKind::province: return 0;
            case model::PlaceKind::prefecture: return 1;
            case model::PlaceKind::county: return 2;
            default: return 3;
            }
        };
        std::vector<std::pair<model::PlaceIx, Vec2>> order = plan_.symbols;
        std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
            if (rank(a.first) != rank(b.first)) return rank(a.first) < rank(b.first);
            const int da = plan_.degree.count(a.first) ? plan_.degree.at(a.first) : 0, db = plan_.degree.count(b.first) ? plan_.degree.at(b.first) : 0;
            return da != db ? da > db : a.first < b.first;
        });
        for (const auto& [ix, at] : order) {
            if (chosen.count(ix) != (in_hand ? 1u : 0u) || !in_frame(at)) continue;
            if (labelled_.count(ix)) continue;
            const model::Place& p = c_.data.place(ix);
            const int r = rank(ix);
            LabelStyle s = r == 0 ? style(scale() > 9e6 ? 7.6 : 8.4, c_.theme.text, text::Face::sans_bold)
                         : r == 1 ? style(7.0, c_.theme.text, text::Face::sans_bold)
                         : r == 2 ? style(6.2, c_.theme.text)
                                  : style(6.0, base::mix(c_.theme.text, c_.theme.text_soft, 0.4));
            if (in_hand) s.face = text::Face::sans_bold;
            if (c_.view.selected_link != model::kNone && !in_hand) s.color = faded(s.color, 0.55);
            if (placer_.beside(r == 0 ? province_name(p) : map_name(p, c_.view.lang), at, symbol_radius(c_, ix) + c_.pt(0.6), s, {FeatureRef::Kind::place, ix}, out_, in_hand)) labelled_.insert(ix);
        }
    }

    /// Short forms (四川, 内蒙古) on national frames, where the legend says so; full names closer in.
    [[nodiscard]] std::string province_name(const model::Place& p) const {
        if (c_.view.lang == Lang::en) return p.name.en;
        return scale() > 9e6 ? p.short_zh : map_name(p, Lang::zh);
    }

    void provinces() {
        if (scale() < 2.5e6) return;
        LabelStyle s = style(scale() > 9e6 ? 7.6 : 9.5, c_.theme.text_soft, text::Face::sans);
        s.spacing_pt = c_.pt(scale() > 9e6 ? 0.2 : 1.2);
        std::vector<const model::Area*> order;
        for (const auto& a : c_.geo.provinces) order.push_back(&a);
        for (const model::Area* a : order) {
            const model::PlaceIx ix = c_.data.place_by_id(a->code);
            if (ix == model::kNone || labelled_.count(ix)) continue;
            bool symbol = false;
            for (const auto& [place, at] : plan_.symbols) symbol = symbol || place == ix;
            if (symbol) continue; // parties() names it beside its symbol
            const model::Place& p = c_.data.place(ix);
            const Vec2 at = c_.project(a->label);
            if (!in_frame(at)) continue;
            const FeatureRef ref{FeatureRef::Kind::place, ix};
            const bool small = a->code == "810000" || a->code == "820000" || a->code == "310000" || a->code == "110000" || a->code == "120000";
            const double reach = c_.pt(small ? 13 : 9);
            if (placer_.centred(province_name(p), at, reach, s, ref, out_) || placer_.centred(province_name(p), at, reach * 2, s, ref, out_)) labelled_.insert(ix);
        }
    }

    void regions() {
        for (model::PlaceIx r : plan_.regions) {
            if (scale() > 9e6 && r != c_.view.selected_place) continue; // national frames: the outline is enough
            Box b;
            Vec2 middle;
            double n = 0;
            for (const auto& line : plan_.outlines.at(r)) for (const Vec2& v : line) { b.add(v); middle = middle + v; ++n; }
            LabelStyle s = style(6.4, c_.theme.text_soft, text::Face::sans_bold);
            if (c_.view.selected_link != model::kNone) {
                const auto& parties = c_.data.link(c_.view.selected_link).parties;
                if (std::none_of(parties.begin(), parties.end(), [r](const model::Party& p) { return p.place == r; })) s.color = faded(s.color, 0.45);
            }
            const std::string name = map_name(c_.data.place(r), c_.view.lang);
            if (c_.fonts.shape(name, s.face, s.size_pt).width_pt > 1.1 * b.width()) continue; // longer than the region itself
            const Vec2 at = b.center() * 0.5 + middle * (0.5 / std::max(1.0, n));
            if (in_frame(at)) placer_.centred(name, at, c_.pt(14), s, {FeatureRef::Kind::place, r}, out_);
        }
    }

    void seas() {
        for (const SeaName& n : kSeaNames) {
            if (n.kind == 2) continue;
            const Vec2 at = c_.project({n.lon, n.lat});
            if (!in_frame(at)) continue;
            LabelStyle s = n.kind == 0 ? style(9.5, c_.theme.water_text, text::Face::serif) : style(6.0, c_.theme.text_soft);
            if (n.kind == 0) {
                s.slant = -0.2; // water names lean to the left
                s.spacing_pt = c_.pt(5);
                s.halo_pt = 0;
                s.halo.a = 0;
            }
            placer_.centred(c_.view.lang == Lang::zh ? n.zh : n.en, at, c_.pt(8), s, {}, out_);
        }
    }

    void neighbours() {
        if (!c_.shown(style::LayerId::neighbours) || scale() < 3e6) return;
        for (const model::Area& a : c_.geo.neighbours) {
            const Vec2 at = c_.project(a.label);
            if (!c_.frame.grown(-c_.pt(8)).contains(at)) continue;
            bool named = false; // a foreign party has its own label
            for (const auto& [place, where] : plan_.symbols) named = named || c_.data.place(place).name.zh == a.name;
            if (named) continue;
            LabelStyle s = style(7.4, c_.theme.neighbour_text);
            s.spacing_pt = c_.pt(1.5);
            s.halo_pt = 0;
            s.halo.a = 0;
            placer_.centred(c_.view.lang == Lang::zh ? a.name : a.name_en, at, c_.pt(16), s, {}, out_);
        }
    }

    [[nodiscard]] std::vector<std::vector<Vec2>> on_page(const geo::Path& metres) const {
        std::vector<std::vector<Vec2>> lines;
        for (std::size_t i = 0; i < metres.part_count(); ++i) {
            std::vector<Vec2> line;
            for (std::size_t k = metres.part_begin(i); k < metres.part_end(i); ++k) line.push_back(c_.to_frame.apply(metres.points[k]));
            // Wiggles below half a letter would make the letters dance.
            const geo::Path calm = geo::path_of(line, false);
            std::vector<Vec2> thin;
            for (const Vec2& v : calm.points) if (thin.empty() || geo::length(v - thin.back()) > c_.pt(2.2)) thin.push_back(v);
            if (thin.size() >= 2) lines.push_back(std::move(thin));
        }
        return lines;
    }

    void rivers() {
        if (!c_.shown(style::LayerId::rivers)) return;
        std::vector<const model::River*> order;
        const int deepest = scale() > 6e6 ? (scale() > 14e6 ? 1 : 2) : 3;
        std::set<std::string> wanted; // chosen basins and basin links name their rivers at any scale
        for (const std::string& id : c_.view.basins)
            for (const model::Basin& b : c_.data.basins()) if (b.id == id) wanted.insert(b.rivers.begin(), b.rivers.end());
        for (const LinkShape& s : plan_.shapes) {
            const model::Link& l = c_.data.link(s.link);
            if (l.shape != model::Shape::basin) continue;
            for (const auto& t : l.basins) if (t.by == model::By::text) { const auto& r = c_.data.basin(t.index).rivers; wanted.insert(r.begin(), r.end()); }
        }
        for (const model::River& r : c_.geo.rivers) if (r.rank <= deepest || wanted.count(r.name)) order.push_back(&r);
        std::stable_sort(order.begin(), order.end(), [&](auto* a, auto* b) {
            const int wa = wanted.count(a->name) ? 0 : 1, wb = wanted.count(b->name) ? 0 : 1;
            return wa != wb ? wa < wb : a->rank < b->rank;
        });
        for (const model::River* r : order) {
            LabelStyle s = style(r->rank == 1 ? 7.4 : r->rank == 2 ? 6.6 : 6.0, c_.theme.water_text, text::Face::serif);
            s.slant = c_.view.lang == Lang::zh ? -0.2 : 0.2;
            s.spacing_pt = c_.view.lang == Lang::zh ? s.size_pt * 0.55 : 0;
            placer_.along(c_.view.lang == Lang::zh ? r->name : r->name_en, on_page(*c_.base.river(*r)), s, {}, out_);
        }
    }

    void lakes() {
        if (!c_.shown(style::LayerId::lakes)) return;
        for (const model::Area& a : c_.geo.lakes) {
            if (a.name.empty() || (c_.view.lang == Lang::en && a.name_en.empty())) continue;
            const double km_per_pt = c_.view.camera.m_per_pt / 1000;
            if (std::sqrt(a.size_km2) < 9 * km_per_pt) continue; // too small to carry a name
            const Vec2 at = c_.project(a.label);
            if (!in_frame(at)) continue;
            LabelStyle s = style(6.0, c_.theme.water_text, text::Face::serif);
            s.slant = -0.2;
            placer_.centred(c_.view.lang == Lang::en ? a.name_en : a.name, at, c_.pt(7), s, {}, out_);
        }
    }

    /// The ten basin regions, when the layer is switched on without a chosen basin.
    void basin_regions() {
        if (c_.view.layers[static_cast<std::size_t>(style::LayerId::basins)].shown != style::Switch::on || !c_.view.basins.empty() || c_.view.lang == Lang::en) return;
        for (const model::Area& a : c_.geo.basin1) {
            const Vec2 at = c_.project(a.label);
            LabelStyle s = style(8.4, c_.theme.water_text, text::Face::serif);
            s.slant = -0.2;
            s.spacing_pt = c_.pt(2);
            if (in_frame(at)) placer_.centred(a.name, at, c_.pt(16), s, {}, out_);
        }
    }

    void ports() {
        if (!c_.shown(style::LayerId::ports) || scale() > 6e6) return;
        for (const model::Port& p : c_.geo.ports) { // the source has English names only
            const Vec2 at = c_.project(p.at);
            if (in_frame(at)) placer_.beside(p.name_en, at, c_.pt(1.5), style(6.0, c_.theme.water_text), {}, out_);
        }
    }

    /// Cities and counties that are no party: quiet names, only where the scale leaves room.
    void background() {
        auto run = [&](const std::vector<model::Area>& layer, double size, double dot, bool county) {
            for (const model::Area& a : layer) {
                const model::PlaceIx ix = c_.data.place_by_id(a.code);
                if (ix == model::kNone || labelled_.count(ix)) continue;
                const model::Place& p = c_.data.place(ix);
                if (p.kind == model::PlaceKind::province || !p.position) continue;
                if (a.code.compare(0, 3, "629") == 0) continue; // forest and farm units that the source keeps beside the prefectures
                const Vec2 at = c_.project(*p.position);
                if (!in_frame(at)) continue;
                bool symbol = false;
                for (const auto& [place, where] : plan_.symbols) symbol = symbol || place == ix;
                if (symbol) continue;
                const FeatureRef ref{FeatureRef::Kind::place, ix};
                const double r = c_.pt(dot);
                const Box spot{{at.x - r, at.y - r}, {at.x + r, at.y + r}};
                if (!placer_.beside(map_name(p, c_.view.lang), at, r, style(size, base::mix(c_.theme.text_soft, c_.theme.land, county ? 0.25 : 0.0)), ref, out_)) continue;
                placer_.occupy(spot);
                out_.commands.push_back(FillPath{shared_path(geo::circle(at, r, 12), true), base::mix(c_.theme.text_soft, c_.theme.land, county ? 0.35 : 0.1), ref});
            }
        };
        if (scale() < 8e6) run(c_.geo.prefectures, 6.4, 0.9, false);
        if (scale() < 1.6e6) run(c_.geo.counties, 6.0, 0.6, true);
    }

    const Context& c_;
    const LinkPlan& plan_;
    DisplayList& out_;
    LabelPlacer placer_;
    std::set<model::PlaceIx> labelled_;
};

} // namespace

void build_labels(const Context& c, const LinkPlan& plan, DisplayList& out) { Labeller(c, plan, out).run(); }

} // namespace atlas::scene
