#include "scene/roll_up.hpp"

#include <algorithm>
#include <string>

namespace atlas::scene {

using model::kNone;
using model::LinkIx;
using model::Party;
using model::PlaceIx;
using model::Role;
using model::Shape;

PlaceIx unit_of(const model::Dataset& data, PlaceIx ix, RollUp level) {
    if (level != RollUp::prefecture && level != RollUp::province) return ix;
    const model::Place& p = data.place(ix);
    const std::string& code = p.code();
    if (!p.members.empty() || p.kind == model::PlaceKind::foreign || !p.position || code.size() != 6) return ix;
    auto unit = [&](const std::string& id) {
        const PlaceIx u = data.place_by_id(id);
        return u != kNone && data.place(u).position ? u : kNone;
    };
    if (level == RollUp::province) {
        const PlaceIx u = unit(code.substr(0, 2) + "0000");
        return u != kNone ? u : ix;
    }
    if (p.kind == model::PlaceKind::province || p.kind == model::PlaceKind::prefecture || code.substr(2) == "0000") return ix;
    PlaceIx u = unit(code.substr(0, 4) + "00");
    if (u == kNone || data.place(u).kind != model::PlaceKind::prefecture) u = unit(code);
    return u != kNone ? u : ix;
}

namespace {

/// Parties at their units, each unit once; a unit that gives here and receives there does both.
std::vector<Party> rolled(const model::Dataset& data, const std::vector<Party>& parties, RollUp level) {
    std::vector<Party> out;
    for (const Party& p : parties) {
        const PlaceIx u = unit_of(data, p.place, level);
        const auto known = std::find_if(out.begin(), out.end(), [u](const Party& o) { return o.place == u; });
        if (known == out.end()) out.push_back({u, p.role});
        else if (known->role != p.role) known->role = Role::both;
    }
    return out;
}

std::string key_of(const model::Dataset& data, const Relation& r, RollUp level) {
    std::string key = std::to_string(static_cast<int>(r.family)) + "," + std::to_string(static_cast<int>(r.shape));
    // At full detail a folded line keeps its dash and its lightness true to each of its links.
    if (level == RollUp::none) key += std::string(r.exploring ? "e" : "") + (r.inferred ? "i" : "");
    std::vector<Party> order = r.parties;
    const auto by_place = [](const Party& a, const Party& b) { return a.place < b.place; };
    if (r.shape == Shape::hub) std::sort(order.begin() + 1, order.end(), by_place);
    else if (r.shape != Shape::corridor) std::sort(order.begin(), order.end(), by_place);
    else if (order.back().place < order.front().place) std::reverse(order.begin(), order.end());
    for (const Party& p : order) key += "," + std::to_string(p.place) + (p.role == Role::from ? "<" : p.role == Role::to ? ">" : "");
    if (r.shape == Shape::basin)
        for (const auto& b : data.link(r.links.front()).basins) if (b.by == model::By::text) key += ";" + std::to_string(b.index);
    return key;
}

int lines_of(const model::Dataset& data, const Relation& r) {
    const int drawn = static_cast<int>(std::count_if(r.parties.begin(), r.parties.end(), [&](const Party& p) { return data.place(p.place).drawable(); }));
    switch (r.shape) {
    case Shape::pair:
    case Shape::corridor: return drawn >= 2 ? 1 : 0;
    case Shape::hub: return std::max(0, drawn - 1);
    case Shape::group: return drawn >= 2 ? drawn : 0;
    case Shape::basin: return 0;
    }
    return 0;
}

} // namespace

RolledLinks roll_up(const model::Dataset& data, const std::vector<LinkIx>& links, RollUp level) {
    RolledLinks out;
    const bool rolling = level != RollUp::none;
    std::map<std::string, std::size_t> known;
    for (LinkIx ix : links) {
        const model::Link& l = data.link(ix);
        Relation r;
        r.links = {ix};
        r.shape = l.shape;
        r.family = style::family_of(data.mechanism(l.mechanism).code);
        r.exploring = l.stance == model::Stance::exploring;
        r.inferred = l.stated == model::Stated::inferred;
        r.parties = rolling ? rolled(data, l.parties, level) : l.parties;
        if (rolling) {
            std::vector<PlaceIx> units;
            for (const Party& p : r.parties) if (data.place(p.place).drawable()) units.push_back(p.place);
            const auto had = std::count_if(l.parties.begin(), l.parties.end(), [&](const Party& p) { return data.place(p.place).drawable(); });
            const bool one = units.size() == 1 && had > 1 && data.place(units.front()).members.empty();
            if (one && l.shape != Shape::basin) { // a chain too: a number must not hang on how long its line would be
                out.inside[units.front()].push_back(ix);
                continue;
            }
            if (l.shape == Shape::corridor) { // between units a chain keeps its own line
                r.parties = l.parties;
            } else if (units.size() == 2 && (l.shape == Shape::group || l.shape == Shape::hub)) {
                r.shape = Shape::pair;
                std::erase_if(r.parties, [&](const Party& p) { return !data.place(p.place).drawable(); });
            }
        }
        r.one_way = std::any_of(r.parties.begin(), r.parties.end(), [](const Party& p) { return p.role != Role::both; });
        const bool folds = rolling || ((r.shape == Shape::group || r.shape == Shape::corridor) && r.parties.size() >= 3);
        if (folds) {
            const auto [at, fresh] = known.emplace(key_of(data, r, level), out.relations.size());
            if (!fresh) {
                Relation& first = out.relations[at->second];
                first.links.push_back(ix);
                first.exploring = first.exploring && r.exploring;
                first.inferred = first.inferred && r.inferred;
                continue;
            }
        }
        out.curves += lines_of(data, r);
        out.relations.push_back(std::move(r));
    }
    return out;
}

namespace {

/// Lines shorter on the page than a name is wide: nobody can follow them, and they lie in one heap. In a window those outside
/// count as well: they come and go with the hand that moves the map.
int short_lines(const model::Dataset& data, const RolledLinks& rolled, const MapView& view) {
    const geo::Affine to_frame = view.camera.to_frame(view.width_pt, view.height_pt);
    const geo::Box frame{{0, 0}, {view.width_pt, view.height_pt}};
    const bool anywhere = view.roll_up == RollUp::by_scale;
    int n = 0;
    for (const Relation& r : rolled.relations) {
        std::vector<geo::Vec2> at;
        for (const Party& p : r.parties)
            if (const auto position = data.position(p.place)) at.push_back(to_frame.apply(view.camera.projection.forward(*position)));
        if (at.size() < 2 || r.shape == Shape::corridor || r.shape == Shape::basin) continue;
        geo::Vec2 root = at.front(); // a hub's; a group's joint stands in its middle
        if (r.shape == Shape::group) {
            root = {};
            for (const geo::Vec2& v : at) root = root + v * (1.0 / static_cast<double>(at.size()));
        }
        for (std::size_t i = r.shape == Shape::group ? 0 : 1; i < at.size(); ++i)
            n += (anywhere || frame.contains(at[i])) && geo::length(at[i] - root) < 30 * view.type_scale;
    }
    return n;
}

} // namespace

RollUp level_for(const model::Dataset& data, const std::vector<LinkIx>& links, const MapView& view) {
    // A window is resized, and panels open beside it: its level goes by the scale alone, as if it were always this large.
    constexpr double kWindowWidth = 980, kWindowHeight = 818;
    const bool by_scale = view.roll_up == RollUp::by_scale;
    const double width = by_scale ? kWindowWidth : view.width_pt, height = by_scale ? kWindowHeight : view.height_pt;
    // The frame of an A4 page holds 120 links; a larger or smaller one in proportion, larger type counted off.
    const double a4 = width * height / (view.type_scale * view.type_scale) / 310000;
    const double sheet = a4 < 0.7 ? a4 / 0.7 : a4 > 1.05 ? a4 / 1.05 : 1;
    const double limit = std::max(30.0, 120 * sheet);
    // A frame that spans several provinces can do without their cities, a close-up cannot.
    const double reach_m = std::max(width, height) * view.camera.m_per_pt;
    const bool wide = reach_m > 1.6e6, far = reach_m > 3.2e6; // far: what is short is short because of the scale
    const auto readable = [&](RollUp level, double most) {
        const RolledLinks rolled = roll_up(data, links, level);
        return rolled.curves <= most && (!far || links.size() < 25 || short_lines(data, rolled, view) <= limit / 8);
    };
    const auto borders = [&view](style::LayerId id) { return style::shown_at({}, id, view.camera.scale_denominator()); };
    if (by_scale && borders(style::LayerId::county_lines)) return RollUp::none;
    // Groups and hubs take several lines each: 200 lines are as many as 120 links.
    if (static_cast<double>(links.size()) <= limit && readable(RollUp::none, limit / 0.6)) return RollUp::none;
    if (!wide || (by_scale && borders(style::LayerId::prefecture_lines))) return RollUp::prefecture;
    return readable(RollUp::prefecture, limit) ? RollUp::prefecture : RollUp::province;
}

} // namespace atlas::scene
