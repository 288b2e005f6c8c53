#include "scene/link_marks.hpp"

#include "geo/curve.hpp"

namespace atlas::scene {

using model::Shape;

double mark_pt(const Context& c) { return std::max(6.0, c.pt(6.0)); }

Box mark_box(const Context& c, Vec2 at, double letters) {
    const double h = mark_pt(c) * 0.64, w = h + mark_pt(c) * 0.30 * (letters - 1);
    return {{at.x - w, at.y - h}, {at.x + w, at.y + h}};
}

std::string inside_text(const Context& c, const InsideMark& mark) {
    return (c.view.lang == model::Lang::zh ? "内" : "in ") + std::to_string(mark.links.size());
}

namespace {

double digits(std::size_t n) { return n > 99 ? 3 : n > 9 ? 2 : 1; }

class Marker {
public:
    Marker(const Context& c, const Router& router, LinkPlan& plan) : c_(c), router_(router), plan_(plan) {}

    void run() {
        for (const LinkShape& s : plan_.shapes)
            if (!s.joint.empty()) plan_.marks.push_back({{s.joint[3].x, s.joint[0].y}, {s.joint[1].x, s.joint[2].y}});
        for (InsideMark& m : plan_.inside) m.at = beside_symbol(m.place, m.at, letters_of(c_, m));
        // The shortest line has the fewest places for its number: it comes first.
        std::vector<std::pair<double, LinkShape*>> order;
        for (LinkShape& s : plan_.shapes) {
            if (s.folded() < 2 || !s.joint.empty()) continue;
            double longest = 0;
            for (const auto& l : s.lines) longest = std::max(longest, geo::length_of(l));
            order.emplace_back(longest, &s);
        }
        std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [length, s] : order) badge(*s);
    }

private:
    [[nodiscard]] bool meets_mark(const Box& box) const {
        return std::any_of(plan_.marks.begin(), plan_.marks.end(), [&](const Box& m) { return m.intersects(box); });
    }

    /// On the longest line, near its middle, where it covers no symbol and no other number.
    void badge(LinkShape& s) {
        const double letters = digits(s.links.size());
        const std::vector<Vec2>* line = nullptr;
        double total = 0;
        for (const auto& l : s.lines) if (const double n = geo::length_of(l); n > total) { total = n; line = &l; }
        if (line == nullptr) {
            const auto point = std::find_if(s.ends.begin(), s.ends.end(), [](const End& e) { return e.drawn && e.outline.empty(); });
            if (s.shape != Shape::basin && point != s.ends.end()) s.badge = beside_symbol(point->place, point->at, letters);
            return; // a river's links are listed, not numbered
        }
        // Where nothing is free, where it hides the least of the other numbers.
        std::optional<Vec2> best;
        double least = 1e18;
        for (int k = 0; k < 25 && least > 0; ++k) {
            const double t = 0.5 + (k % 2 == 1 ? 0.033 : -0.033) * ((k + 1) / 2);
            const Vec2 at = geo::along(*line, t * total).at;
            if (!c_.frame.grown(-c_.pt(5)).contains(at)) continue;
            const Box box = mark_box(c_, at, letters);
            double hidden = router_.is_clear(at, box.height() / 2) ? 0 : box.width() * box.height();
            for (const Box& m : plan_.marks)
                if (m.intersects(box)) hidden += (std::min(m.max.x, box.max.x) - std::max(m.min.x, box.min.x)) * (std::min(m.max.y, box.max.y) - std::max(m.min.y, box.min.y));
            if (hidden < least) { least = hidden; best = at; }
        }
        if (!best) return; // the line only passes by
        s.badge = best;
        plan_.marks.push_back(mark_box(c_, *best, letters));
    }

    /// In the widest gap between the lines that leave the symbol, as close as its box lets it stand.
    Vec2 beside_symbol(model::PlaceIx place, Vec2 centre, double letters) {
        const double gap = router_.widest_gap(place), r = symbol_radius(c_, place) + c_.pt(0.8);
        Vec2 best;
        bool first = true;
        for (double turn : {0.0, 0.5, -0.5, 1.0, -1.0, 1.6, -1.6, 2.3, -2.3, 3.14}) {
            const Vec2 d{std::cos(gap + turn), std::sin(gap + turn)};
            const Box size = mark_box(c_, {}, letters);
            const Vec2 at = centre + d * r + Vec2{d.x * size.width() / 2, d.y * size.height() / 2};
            if (first) best = at;
            first = false;
            const Box box = mark_box(c_, at, letters);
            if (!c_.frame.contains(box.min) || !c_.frame.contains(box.max) || meets_mark(box)) continue;
            best = at;
            break;
        }
        plan_.marks.push_back(mark_box(c_, best, letters));
        return best;
    }

    const Context& c_;
    const Router& router_;
    LinkPlan& plan_;
};

} // namespace

double letters_of(const Context& c, const InsideMark& mark) { return digits(mark.links.size()) + (c.view.lang == model::Lang::zh ? 1.7 : 1.8); }

void place_marks(const Context& c, const Router& router, LinkPlan& plan) { Marker(c, router, plan).run(); }

} // namespace atlas::scene
