// Places: parties beside their symbols, provinces across their land, regions, quiet background cities and counties, ports.
#include "geo/curve.hpp"
#include "scene/labeller.hpp"

namespace atlas::scene {

using base::faded;
using base::mix;
using model::PlaceIx;
using model::PlaceKind;

namespace {

constexpr double kProvincesNamed = 2.5e6;    // scale denominator: from here on provinces are named across their land
constexpr std::size_t kMostNamedBeyond = 16; // partners beyond the frame that are named at its edge

/// Higher level first.
int rank_of(const model::Place& p) {
    switch (p.kind) {
    case PlaceKind::province: return 0;
    case PlaceKind::prefecture: return 1;
    case PlaceKind::county: return 2;
    default: return 3;
    }
}

/// Seats of provinces: the first prefecture of each; 台北市 in 台湾省 (LAW11), whose codes in the layer follow no order.
bool provincial_centre(const std::string& adcode) { return adcode == "710009" || (adcode.size() == 6 && adcode.ends_with("0100") && adcode.substr(0, 2) != "71"); }

/// Too small on a national map to carry their name: it stands beside them.
bool small_province(const std::string& adcode) {
    for (const char* code : {"110000", "120000", "310000", "810000", "820000"}) if (adcode == code) return true;
    return false;
}

/// How many drawn links a place has.
int degree_of(const LinkPlan& plan, PlaceIx ix) {
    const auto d = plan.degree.find(ix);
    return d == plan.degree.end() ? 0 : d->second;
}

std::string key_of(const model::Place& p) { return (p.members.empty() ? "place:" : "region:") + p.id; }

} // namespace

/// How far from its symbol a province's name, or one of the link in hand, may stand on a leader. A page holds still and has to name
/// all it shows; on a map that is zoomed a name over another province misleads more than one that is missing.
double Labeller::far_reach() const { return c_.pt(c_.view.roll_up == RollUp::by_scale ? 26 : 110); }

/// Short forms (四川, 内蒙古) on national frames, where the legend says so; full names closer in.
std::string Labeller::province_name(const model::Place& p) const {
    if (!zh()) return p.name.en;
    return national() ? p.short_zh : map_name(p, model::Lang::zh);
}

Label Labeller::party_label(PlaceIx ix, bool in_hand) const {
    const model::Place& p = c_.data.place(ix);
    const int r = rank_of(p);
    LabelStyle s = r == 0 ? style(ladder_.province, c_.theme.text, ladder_.province_face)
                 : r == 1 ? style(ladder_.prefecture, c_.theme.text, ladder_.prefecture_face)
                 : r == 2 ? style(ladder_.county, c_.theme.text, ladder_.county_face)
                          : style(ladder_.other, mix(c_.theme.text, c_.theme.text_soft, 0.4));
    if (in_hand) s.face = text::Face::sans_bold;
    if (c_.view.selected_link != model::kNone && !in_hand) s.color = stepped_back(s.color, 0.55);
    // A zone's English name may be a dozen words long.
    return {r == 0 ? province_name(p) : map_name(p, c_.view.lang), s, {FeatureRef::Kind::place, ix}, key_of(p), zh() || r < 3 ? 0 : 11 * s.size_pt};
}

void Labeller::parties(bool in_hand) {
    std::set<PlaceIx> chosen;
    for (model::LinkIx l : {c_.view.selected_link, c_.view.hovered_link})
        if (l != model::kNone) for (const model::Party& p : c_.data.link(l).parties) chosen.insert(p.place);
    for (model::LinkIx l : c_.view.more_links)
        for (const model::Party& p : c_.data.link(l).parties) chosen.insert(p.place);
    if (c_.view.selected_place != model::kNone) chosen.insert(c_.view.selected_place);
    chosen.insert(c_.view.more_places.begin(), c_.view.more_places.end());
    // Higher level first, then the busier place, then by position in the tables.
    std::vector<std::pair<PlaceIx, Vec2>> order;
    for (const auto& symbol : plan_.symbols)
        if (in_frame(symbol.second)) order.push_back(symbol);
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
        const int ra = rank_of(c_.data.place(a.first)), rb = rank_of(c_.data.place(b.first));
        if (ra != rb) return ra < rb;
        const int da = degree_of(plan_, a.first), db = degree_of(plan_, b.first);
        return da != db ? da > db : a.first < b.first;
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto& [ix, at] = order[i];
        if (chosen.count(ix) != (in_hand ? 1u : 0u) || labelled_.count(ix)) continue;
        // A prefecture and the county of its seat share one point: one block of two lines.
        std::vector<PlaceIx> here{ix};
        for (std::size_t k = i + 1; k < order.size() && here.size() < 3; ++k)
            if (geo::length(order[k].second - at) < 0.6 && chosen.count(order[k].first) == (in_hand ? 1u : 0u) && !labelled_.count(order[k].first)) here.push_back(order[k].first);
        const int r = rank_of(c_.data.place(ix));
        // A leader where it pays: always for provinces and the link in hand; on national frames lower names are left out instead.
        const double leader = in_hand || r == 0 ? far_reach() : national() ? 0 : r == 1 ? c_.pt(34) : c_.pt(r == 2 ? 20 : 12);
        const double radius = symbol_radius(c_, ix) + c_.pt(0.6);
        for (std::size_t n = here.size(); n > 0; n = n > 1 ? 1 : 0) { // together, else the first alone
            std::vector<Label> block;
            for (std::size_t k = 0; k < n; ++k) block.push_back(party_label(here[k], in_hand));
            if (!placer_.beside(std::move(block), at, radius, n > 1 ? 0 : leader, in_hand && n == 1)) continue;
            labelled_.insert(here.begin(), here.begin() + static_cast<std::ptrdiff_t>(n));
            break;
        }
        if (!labelled_.count(ix)) ++omitted_;
    }
}

/// Provinces with links, beside their symbols: before the names across the land, which have more room.
void Labeller::province_parties() {
    if (scale() < kProvincesNamed) return;
    std::vector<std::pair<PlaceIx, Vec2>> order;
    for (const auto& symbol : plan_.symbols)
        if (rank_of(c_.data.place(symbol.first)) == 0 && labelled_.count(symbol.first) == 0 && in_frame(symbol.second)) order.push_back(symbol);
    // The busiest first: round it there is least room.
    std::sort(order.begin(), order.end(), [this](const auto& x, const auto& y) {
        const int dx = degree_of(plan_, x.first), dy = degree_of(plan_, y.first);
        return dx != dy ? dx > dy : c_.data.place(x.first).id < c_.data.place(y.first).id;
    });
    for (const auto& [ix, at] : order)
        if (placer_.beside({party_label(ix, false)}, at, symbol_radius(c_, ix) + c_.pt(0.6), far_reach())) labelled_.insert(ix);
}

/// The other provinces, across their land. Taiwan before all parties: it is never the one that finds no room.
void Labeller::provinces(bool only_taiwan) {
    if (scale() < kProvincesNamed) return;
    std::vector<std::pair<const model::Area*, PlaceIx>> land;
    for (const model::Area& a : c_.geo.provinces) {
        const PlaceIx ix = c_.data.place_by_id(a.code);
        if (ix != model::kNone && labelled_.count(ix) == 0 && symbols_.count(ix) == 0) land.emplace_back(&a, ix);
    }
    // Where every other province is a party, the last one (Taiwan on a map of all links) is named in their type, not as a lesser area.
    const auto seen = std::count_if(land.begin(), land.end(), [this](const auto& p) { return in_frame(c_.project(p.first->label)); });
    const bool last_one = seen == 1 && c_.geo.provinces.size() > land.size() + 1;
    LabelStyle s = last_one ? style(ladder_.province, c_.theme.text, ladder_.province_face) : style(ladder_.area, c_.theme.text_soft);
    if (last_one && c_.view.selected_link != model::kNone) s.color = stepped_back(s.color, 0.55); // it steps back with the others
    std::stable_partition(land.begin(), land.end(), [](const auto& p) { return small_province(p.first->code); });
    for (const auto& [a, ix] : land) {
        const Vec2 at = c_.project(a->label);
        if (!in_frame(at) || (only_taiwan && !a->code.starts_with("71"))) continue;
        const model::Place& p = c_.data.place(ix);
        // Middle and both ends on its own land, so that the name reads as this province's; the middle alone at home.
        const auto accepts = [&area = *a, at, this](const Box& b) {
            if (geo::length(b.center() - at) < 0.01) return true;
            for (const double side : {0.0, -0.4, 0.4}) {
                const geo::LonLat d = lonlat(b.center() + Vec2{side * b.width(), 0});
                if (!geo::inside({d.lon, d.lat}, area.rings)) return false;
            }
            return true;
        };
        const bool small = national() && small_province(a->code);
        s.spacing_pt = small ? 0 : c_.pt(national() ? 0.2 : 1.2);
        const Label label{province_name(p), s, {FeatureRef::Kind::place, ix}, key_of(p)};
        if (!small && placer_.inside(label, at, bounds_on_page(a->rings), accepts)) labelled_.insert(ix);
        else if (placer_.beside({label}, at, c_.pt(0.6), far_reach())) labelled_.insert(ix);
        else if (!only_taiwan) ++omitted_;
    }
}

/// Parties outside the frame: an arrow where each of their lines leaves it, and at one of them, once more where others are far
/// from it, as "至浙江省": so Chinese maps name what a road at the frame leads to, and it does not read as a place on the map.
void Labeller::beyond_the_frame() {
    struct Partner { PlaceIx place; Vec2 middle; std::vector<Vec2> arrows; std::size_t lines; };
    std::vector<Partner> partners;
    for (auto& [place, points] : exits()) {
        if (labelled_.count(place)) continue;
        std::sort(points.begin(), points.end(), [](Vec2 a, Vec2 b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
        Partner one{place, points[points.size() / 2], {}, points.size()};
        for (const Vec2 p : points) {
            const bool near = std::any_of(one.arrows.begin(), one.arrows.end(), [&](Vec2 q) { return geo::length(p - q) < c_.pt(5); });
            if (!near && placer_.is_free(arrow_box(p))) one.arrows.push_back(p); // else it leaves under a number or furniture
        }
        partners.push_back(std::move(one));
    }
    // Of a crowd (a close view of everything) only those with the most lines are named and have arrows, and once: a rim full of
    // names says nothing.
    const bool crowd = partners.size() > kMostNamedBeyond;
    if (crowd) {
        std::stable_sort(partners.begin(), partners.end(), [](const Partner& a, const Partner& b) { return a.lines > b.lines; });
        omitted_ += static_cast<int>(partners.size() - kMostNamedBeyond);
        partners.resize(kMostNamedBeyond);
    } else { // every arrow first: none may lie on another's name
        for (const Partner& one : partners)
            for (const Vec2 p : one.arrows)
                if (placer_.is_free(arrow_box(p))) exit_arrow(p, one.place); // lines that leave together have one
    }
    // It would be read as the name of the sign, or of the arrow, that it stands nearest to.
    const auto names_its_arrow = [&](const Box& b, Vec2 own, PlaceIx whose) {
        const double d = b.distance(own);
        if (d > c_.pt(6)) return false;
        for (const auto& [ix, at] : plan_.symbols) if (in_frame(at) && b.distance(at) < std::max(c_.pt(7), 1.3 * d)) return false;
        for (const Partner& other : partners)
            if (other.place != whose)
                for (const Vec2 q : other.arrows) if (geo::length(q - own) > c_.pt(5) && b.distance(q) < 1.3 * d) return false;
        return true;
    };
    for (auto& [place, middle_, arrows, lines_] : partners) {
        Label label = party_label(place, false);
        const std::string name = label.text;
        const model::Area* land = area_of(c_.geo, c_.data.place(place));
        const Vec2 middle = middle_; // from there outwards
        std::stable_sort(arrows.begin(), arrows.end(), [&](Vec2 a, Vec2 b) { return geo::length(a - middle) < geo::length(b - middle); });
        std::vector<Vec2> named;
        for (const Vec2 p : arrows) {
            if (std::any_of(named.begin(), named.end(), [&](Vec2 q) { return geo::length(p - q) < c_.pt(120); })) continue;
            if (crowd && !placer_.is_free(arrow_box(p))) continue;
            // A province in which the frame lies is not beyond it, only its symbol is; the seat of a city is what its name stands for.
            const geo::LonLat at = lonlat(p);
            const int rank = rank_of(c_.data.place(place));
            const bool at_home = rank != 1 && rank != 2 && land != nullptr && geo::inside({at.lon, at.lat}, land->rings);
            label.text = (at_home ? "" : zh() ? "至" : "to ") + name;
            if (!placer_.beside({label}, p, c_.pt(3), 0, false, [&, whose = place](const Box& b) { return names_its_arrow(b, p, whose); })) continue;
            if (crowd) exit_arrow(p, place);
            named.push_back(p);
            label.key.clear(); // one of them can be moved by hand
            if (crowd) break;
        }
        if (named.empty()) ++omitted_;
        else labelled_.insert(place);
    }
}

/// Where lines to parties beyond it cross the frame's margin.
std::map<PlaceIx, std::vector<Vec2>> Labeller::exits() const {
    std::map<PlaceIx, std::vector<Vec2>> out;
    const Box room = c_.frame.grown(-c_.pt(5));
    for (const LinkShape& s : plan_.shapes) {
        if (s.extra) continue;
        for (const auto& line : s.lines) {
            // The end of the line says whose it is; from there inwards to the frame.
            for (const bool front : {true, false}) {
                const Vec2 end = front ? line.front() : line.back();
                if (c_.frame.contains(end)) continue;
                const PlaceIx whose = owner_of(s, end);
                if (whose == model::kNone) continue;
                for (std::size_t i = 1; i < line.size(); ++i) {
                    const std::size_t k = front ? i : line.size() - 1 - i;
                    if (!room.contains(line[k])) continue;
                    const Vec2 outer = line[front ? k - 1 : k + 1];
                    double in = 0, past = 1; // the crossing of the margin, by halves
                    for (int step = 0; step < 20; ++step) (room.contains(line[k] + (outer - line[k]) * ((in + past) / 2)) ? in : past) = (in + past) / 2;
                    out[whose].push_back(line[k] + (outer - line[k]) * in);
                    break;
                }
            }
        }
    }
    return out;
}

/// The party at which a line ends: the symbol that it stops beside, or the region on whose border (a band: in whose middle) it does.
PlaceIx Labeller::owner_of(const LinkShape& s, Vec2 end) const {
    for (std::size_t i = 0; i < s.stops.size(); ++i) if (geo::length(s.stops[i] - end) < c_.pt(1)) return s.stop_regions[i];
    PlaceIx whose = model::kNone;
    double nearest = c_.pt(12);
    for (const End& e : s.ends) {
        if (!e.drawn) continue;
        double d = geo::length(e.at - end) - e.radius;
        for (const auto& ring : e.outline) d = std::min(d, geo::distance_to_line(end, ring));
        if (d < nearest) { nearest = d; whose = e.place; }
    }
    return whose;
}

Box Labeller::arrow_box(Vec2 at) const { return Box{at, at}.grown(c_.pt(1.8)); }

void Labeller::exit_arrow(Vec2 at, PlaceIx to) {
    placer_.occupy(arrow_box(at));
    const Color color = party_label(to, false).style.color;
    const double sides[] = {at.x - c_.frame.min.x, c_.frame.max.x - at.x, at.y - c_.frame.min.y, c_.frame.max.y - at.y};
    const auto side = std::min_element(std::begin(sides), std::end(sides)) - std::begin(sides);
    const Vec2 out = side == 0 ? Vec2{-1, 0} : side == 1 ? Vec2{1, 0} : side == 2 ? Vec2{0, -1} : Vec2{0, 1}, across = geo::perpendicular(out);
    const double arm = c_.pt(1.7);
    const PathPtr arrow = shared_path({at - out * arm + across * arm, at + out * arm * 0.4, at - out * arm - across * arm}, false);
    out_.commands.push_back(StrokePath{arrow, {c_.pt(2.2), c_.theme.halo, {}, Cap::round}, {}});
    out_.commands.push_back(StrokePath{arrow, {c_.pt(0.9), color, {}, Cap::round}, {}});
}

/// The dots in the frame in which lines to this region end.
std::vector<Vec2> Labeller::stops_of(PlaceIx region) const {
    std::vector<Vec2> out;
    for (const LinkShape& s : plan_.shapes)
        for (std::size_t i = 0; i < s.stops.size(); ++i)
            if (s.stop_regions[i] == region && in_frame(s.stops[i])) out.push_back(s.stops[i]);
    return out;
}

/// Beside the dot in which its lines end, where they are few; else in its middle.
void Labeller::regions() {
    constexpr std::size_t kFewStops = 3;
    for (PlaceIx r : plan_.regions) {
        if (labelled_.count(r)) continue;
        if (national() && plan_.regions.size() > 6 && !c_.view.chosen(r)) continue; // many on a national frame: the outline is enough
        Box b;
        Vec2 middle;
        double n = 0;
        for (const auto& line : plan_.outlines.at(r)) for (const Vec2& v : line) { b.add(v); middle = middle + v; ++n; }
        LabelStyle s = style(std::max(6.0, c_.pt(6.4)), c_.theme.text_soft, text::Face::sans_bold);
        if (c_.view.selected_link != model::kNone) {
            const auto& parties = c_.data.link(c_.view.selected_link).parties;
            if (std::none_of(parties.begin(), parties.end(), [r](const model::Party& p) { return p.place == r; })) s.color = stepped_back(s.color, 0.45);
        }
        const model::Place& p = c_.data.place(r);
        const Label label{map_name(p, c_.view.lang), s, {FeatureRef::Kind::place, r}, key_of(p)};
        const std::vector<Vec2> stops = stops_of(r);
        // On the region's own side of its border, if there is room.
        const auto own_side = [&](const Box& box) {
            const auto& rings = plan_.outlines.at(r);
            return std::any_of(rings.begin(), rings.end(), [&](const auto& ring) { return geo::inside_ring(box.center(), ring); });
        };
        const auto at_stop = [&](Vec2 at) { return placer_.beside({label}, at, c_.pt(2.1), 0, false, own_side); };
        const auto near_stop = [&](Vec2 at) { return placer_.beside({label}, at, c_.pt(2.1)); };
        if (stops.size() <= kFewStops && (std::any_of(stops.begin(), stops.end(), at_stop) || std::any_of(stops.begin(), stops.end(), near_stop))) continue;
        if (c_.fonts.shape(label.text, s.face, s.size_pt).width_pt > 1.1 * b.width()) continue; // longer than the region itself
        const Vec2 at = b.center() * 0.5 + middle * (0.5 / std::max(1.0, n));
        if (in_frame(at)) placer_.centred(label, at, c_.pt(14));
    }
}

void Labeller::ports() {
    if (!c_.shown(style::LayerId::ports) || scale() > 6e6) return;
    for (const model::Port& p : c_.geo.ports) { // the source has English names only
        const Vec2 at = c_.project(p.at);
        if (in_frame(at)) placer_.beside({{p.name_en, style(ladder_.other, c_.theme.water_text), {}, "port:" + p.code}}, at, c_.pt(1.5));
    }
}

/// Cities and counties that are no party: quiet names, only where the scale leaves room.
void Labeller::background() {
    if (scale() < 8e6) background(c_.geo.prefectures, false);
    if (scale() < 1.6e6) background(c_.geo.counties, true);
}

void Labeller::background(const std::vector<model::Area>& layer, bool county) {
    for (const bool centres : {true, false}) { // seats of provinces have the first choice
        for (const model::Area& a : layer) {
            const bool centre = !county && provincial_centre(a.code);
            if (centre != centres) continue;
            const PlaceIx ix = c_.data.place_by_id(a.code);
            if (ix == model::kNone || labelled_.count(ix) || symbols_.count(ix)) continue;
            const model::Place& p = c_.data.place(ix);
            if (p.kind == PlaceKind::province || !p.position) continue;
            if (a.code.compare(0, 3, "629") == 0) continue; // forest and farm units that the source keeps beside the prefectures
            const Vec2 at = c_.project(*p.position);
            if (!in_frame(at)) continue;
            const FeatureRef ref{FeatureRef::Kind::place, ix};
            const double r = c_.pt(centre ? 1.5 : county ? 0.6 : 0.9);
            // Under a party's symbol its dot cannot be seen, and its name would read as the party's.
            const bool hidden = std::any_of(plan_.symbols.begin(), plan_.symbols.end(), [&](const auto& other) {
                const double gap = geo::length(other.second - at);
                return gap < symbol_radius(c_, other.first) + r && (county || gap >= 0.6); // a prefecture at the seat of a county that is a party is named
            });
            if (hidden) continue;
            const bool shared = std::any_of(plan_.symbols.begin(), plan_.symbols.end(), [&](const auto& other) { return geo::length(other.second - at) < 0.6; });
            if (!shared && !placer_.is_free(Box{at, at}.grown(r))) continue; // its dot would read as a stroke of the name that stands there
            const Color ink = mix(c_.theme.text_soft, c_.theme.land, county ? 0.35 : 0.1);
            const LabelStyle s = style(county ? ladder_.county : ladder_.prefecture, mix(c_.theme.text_soft, c_.theme.land, county ? 0.08 : 0.0));
            if (!placer_.beside({{map_name(p, c_.view.lang), s, ref, key_of(p)}}, at, r + c_.pt(centre ? 0.3 : 0))) continue;
            labelled_.insert(ix);
            placer_.occupy({{at.x - r, at.y - r}, {at.x + r, at.y + r}});
            if (shared) continue; // a county that is a party stands at this seat already
            if (centre) { // ring and dot, as provincial centres are told from other cities
                centres_ = true;
                const PathPtr ring = shared_path(geo::circle(at, r, 16), true);
                out_.commands.push_back(FillPath{ring, c_.theme.place_fill, ref});
                out_.commands.push_back(StrokePath{ring, {c_.pt(0.6), ink, {}, Cap::round}, ref});
            }
            out_.commands.push_back(FillPath{shared_path(geo::circle(at, centre ? 0.5 * r : r, 12), true), ink, ref});
        }
    }
}

} // namespace atlas::scene
