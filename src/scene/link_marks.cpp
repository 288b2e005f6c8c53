#include "scene/link_marks.hpp"

#include "geo/curve.hpp"

namespace atlas::scene {

using model::Shape;

double mark_pt(const Context& c) { return std::max(6.0, c.pt(6.0)); }
double joint_pt(const Context& c) { return c.pt(6.0); }

Box mark_box(const Context& c, Vec2 at, double letters) {
    const double h = mark_pt(c) * 0.64, w = h + mark_pt(c) * 0.30 * (letters - 1);
    return {{at.x - w, at.y - h}, {at.x + w, at.y + h}};
}

std::string inside_text(const Context& c, const InsideMark& mark) {
    return (c.view.lang == model::Lang::zh ? "内" : "in ") + std::to_string(mark.links.size());
}

namespace {

double digits(std::size_t n) { return n > 99 ? 3 : n > 9 ? 2 : 1; }

/// "3", "3–5,9": in ascending order, runs of three and more drawn together.
std::string joined_numbers(std::vector<int> n) {
    std::sort(n.begin(), n.end());
    std::string out;
    for (std::size_t i = 0; i < n.size();) {
        std::size_t k = i;
        while (k + 1 < n.size() && n[k + 1] == n[k] + 1) ++k;
        if (k < i + 2) k = i;
        out += (out.empty() ? "" : ",") + std::to_string(n[i]);
        if (k > i) out += "–" + std::to_string(n[k]);
        i = k + 1;
    }
    return out;
}

class Marker {
public:
    Marker(const Context& c, const Router& router, LinkPlan& plan) : c_(c), router_(router), plan_(plan) {}

    void run() {
        for (const LinkShape& s : plan_.shapes)
            if (!s.joint.empty()) plan_.marks.push_back({{s.joint[3].x, s.joint[0].y}, {s.joint[1].x, s.joint[2].y}});
        // On a zoomed map no name stands far from its place, so numbers make room for the names (a page leads them out instead).
        if (c_.view.roll_up == RollUp::by_scale || c_.contents.rolled == RollUp::province) leave_room_for_names();
        for (InsideMark& m : plan_.inside) {
            const Spot spot = beside_symbol(m.place, m.at, letters_of(c_, m));
            if (spot.led) m.root = m.at;
            m.at = spot.at;
        }
        // The shortest line has the fewest places for its number: it comes first.
        std::vector<std::pair<double, LinkShape*>> order;
        for (LinkShape& s : plan_.shapes) {
            double longest = 0;
            for (const auto& l : s.lines) longest = std::max(longest, geo::length_of(l));
            order.emplace_back(longest, &s);
        }
        std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [length, s] : order) if (s->folded() > 1 && s->joint.empty()) badge(*s);
        if (!c_.view.notes.empty()) for (const auto& [length, s] : order) clause_numbers(*s);
    }

private:
    void leave_room_for_names() {
        plan_.names = sketch_names(c_, plan_);
        for (const SketchedName& name : plan_.names)
            for (const Box& b : room_of(name, 0.3 * name.text.size_pt)) names_.push_back(b);
    }

    struct Spot { Vec2 at; bool led = false; };

    [[nodiscard]] bool meets_mark(const Box& box) const {
        return std::any_of(plan_.marks.begin(), plan_.marks.end(), [&](const Box& m) { return m.intersects(box); });
    }
    [[nodiscard]] bool meets_name(const Box& box) const {
        return std::any_of(names_.begin(), names_.end(), [&](const Box& n) { return n.intersects(box); });
    }
    [[nodiscard]] bool is_free(const Box& box) const {
        return c_.frame.contains(box.min) && c_.frame.contains(box.max) && !meets_mark(box) && router_.is_clear(box) &&
               std::none_of(c_.view.reserved.begin(), c_.view.reserved.end(), [&](const Box& r) { return r.intersects(box); });
    }
    /// Longest first: the others of a hub or a fan hold the number where the longest has no room.
    [[nodiscard]] static std::vector<std::pair<double, const std::vector<Vec2>*>> by_length(const LinkShape& s) {
        std::vector<std::pair<double, const std::vector<Vec2>*>> lines;
        for (const auto& l : s.lines) lines.emplace_back(geo::length_of(l), &l);
        std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        return lines;
    }

    /// On the longest line, from its middle outwards; else beside it on a leader; else nowhere, and counted.
    void badge(LinkShape& s) {
        const double letters = digits(s.links.size());
        if (s.lines.empty()) {
            const auto point = std::find_if(s.ends.begin(), s.ends.end(), [](const End& e) { return e.drawn && e.outline.empty(); });
            if (s.shape != Shape::basin && point != s.ends.end()) s.badge = beside_symbol(point->place, point->at, letters).at;
            return; // a river's links are listed, not numbered
        }
        bool in_sight = false;
        constexpr double kOff[] = {0, 1.5, 2.3, 3.2, 4.2, 5.5, 7}; // in badge heights beside the line
        constexpr std::size_t kNear = 5, kLarge = 10; // a large number rather farther off, or over a name, than nowhere; a smaller one is left out, and counted
        const bool large = s.links.size() >= kLarge;
        const std::size_t off_names = large ? std::size(kOff) : kNear, over_names = large && !names_.empty() ? kNear : 0;
        for (std::size_t i = 0; i < off_names + over_names; ++i) {
            const bool on_names = i >= off_names;
            const double off = kOff[on_names ? i - off_names : i];
            for (const auto& [total, line] : by_length(s)) {
                const int steps = std::clamp(static_cast<int>(total / c_.pt(2.5)), 2, 60);
                for (int k = 0; k <= steps; ++k) {
                    const double t = 0.5 + (k % 2 == 1 ? 0.44 : -0.44) * ((k + 1) / 2) / (steps / 2 + 1);
                    const geo::OnLine on = geo::along(*line, t * total);
                    in_sight = in_sight || c_.frame.grown(-c_.pt(5)).contains(on.at);
                    for (const double side : {1.0, -1.0}) {
                        const Vec2 at = on.at + geo::perpendicular(on.direction) * (side * off * 2 * 0.64 * mark_pt(c_));
                        const Box box = mark_box(c_, at, letters);
                        if (!is_free(box.grown(c_.pt(0.4))) || (!on_names && meets_name(box))) continue;
                        s.badge = at;
                        if (off > 0) s.badge_root = on.at;
                        plan_.marks.push_back(box);
                        return;
                    }
                }
            }
        }
        if (in_sight) ++c_.contents.numbers_omitted; // else the line only passes by
    }

    /// In the widest gap between the lines that leave the symbol, as close as its box lets it stand; further out on a leader.
    Spot beside_symbol(model::PlaceIx place, Vec2 centre, double letters) {
        const double gap = router_.widest_gap(place), r = symbol_radius(c_, place) + c_.pt(0.8);
        const Box size = mark_box(c_, {}, letters);
        const auto spot = [&](double turn, double further) {
            const Vec2 d{std::cos(gap + turn), std::sin(gap + turn)};
            return centre + d * (r + further) + Vec2{d.x * size.width() / 2, d.y * size.height() / 2};
        };
        Spot best{spot(0, 0), false};
        bool found = false;
        for (int pass = names_.empty() ? 5 : 0; pass < 10 && !found; ++pass) { // off the names first
            const int ring = pass % 5;
            for (const double turn : {0.0, 0.5, -0.5, 1.0, -1.0, 1.6, -1.6, 2.3, -2.3, 3.14}) {
                const Vec2 at = spot(turn, ring * size.height() * 0.8);
                const Box box = mark_box(c_, at, letters);
                if (!c_.frame.contains(box.min) || !c_.frame.contains(box.max) || meets_mark(box) || (ring > 0 && !router_.is_clear(box)) || (pass < 5 && meets_name(box))) continue;
                best = {at, ring > 0};
                found = true;
                break;
            }
        }
        plan_.marks.push_back(mark_box(c_, best.at, letters));
        return best;
    }

    /// Where the list beside the map says a link's words: at the joint or on the line, away from its middle, which is the badge's.
    void clause_numbers(LinkShape& s) {
        std::vector<int> numbers;
        for (const model::LinkIx l : s.links) if (const auto n = c_.view.notes.find(l); n != c_.view.notes.end()) numbers.push_back(n->second);
        if (numbers.empty() || s.extra) return;
        std::string text = joined_numbers(numbers);
        if (text.size() > 14) { // so many clauses in one line: the list names the parties
            ++c_.contents.clauses_omitted;
            return;
        }
        const double size = mark_pt(c_), h = size * 0.52, w = 0.5 * c_.fonts.shape(text, text::Face::sans_bold, size).width_pt + c_.pt(0.8);
        std::vector<Vec2> spots;
        const auto around = [&](Vec2 p, double reach) {
            for (const double angle : {-0.7, 0.7, -2.4, 2.4, 0.0, 3.14, -1.57, 1.57}) spots.push_back(p + Vec2{std::cos(angle) * (reach + w), std::sin(angle) * (reach + h)});
        };
        if (!s.joint.empty()) around((s.joint[0] + s.joint[2]) * 0.5, 0.7 * (s.joint[1].x - s.joint[3].x) / 2);
        for (const auto& [total, line] : by_length(s))
            for (const double t : {0.36, 0.64, 0.5, 0.28, 0.72, 0.2, 0.8, 0.43, 0.57, 0.12, 0.88}) spots.push_back(geo::along(*line, t * total).at);
        if (s.lines.empty()) for (const End& e : s.ends) if (e.drawn && e.outline.empty()) around(e.at, e.radius + c_.pt(2.4));
        const auto put = [&](Vec2 at) {
            const Box box{{at.x - w, at.y - h}, {at.x + w, at.y + h}};
            if (!is_free(box)) return false;
            s.notes = text;
            s.notes_at = at;
            plan_.marks.push_back(box);
            return true;
        };
        for (const Vec2 at : spots) if (put(at)) return;
        bool in_sight = s.lines.empty();
        for (const double off : {1.6, 2.6, 3.8}) // in heights beside the line, on a leader
            for (const auto& [total, line] : by_length(s))
                for (const double t : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}) {
                    const geo::OnLine on = geo::along(*line, t * total);
                    in_sight = in_sight || c_.frame.grown(-c_.pt(5)).contains(on.at);
                    for (const double side : {1.0, -1.0}) {
                        const Vec2 d = geo::perpendicular(on.direction) * side;
                        if (!put(on.at + Vec2{d.x * (off * h + w), d.y * (off * h + h)})) continue;
                        s.notes_root = on.at;
                        return;
                    }
                }
        if (in_sight) ++c_.contents.clauses_omitted; // else the line only passes by
    }

    const Context& c_;
    const Router& router_;
    LinkPlan& plan_;
    std::vector<Box> names_; ///< numbers go there only where there is no other room
};

} // namespace

double joint_half(const Context& c, std::size_t links) { return links < 2 ? c.pt(1.9) : c.pt(3.9 + 1.3 * (digits(links) - 1)); }
double letters_of(const Context& c, const InsideMark& mark) { return digits(mark.links.size()) + (c.view.lang == model::Lang::zh ? 1.7 : 1.8); }

void place_marks(const Context& c, const Router& router, LinkPlan& plan) { Marker(c, router, plan).run(); }

} // namespace atlas::scene
