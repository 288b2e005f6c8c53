#include "scene/label_placer.hpp"

#include "geo/curve.hpp"
#include "scene/hit_test.hpp"

namespace atlas::scene {
namespace {

constexpr double kCell = 24;   // points: occupied boxes are looked up by cell
constexpr double kInkCell = 3; // points: line ink
// Hanzi fill the em square from about −0.12 to 0.86 of the size round the baseline; lines of a block stand this much apart.
constexpr double kLeading = 0.10;

/// Room that a label keeps to its left and right, so that two names on one line do not read as one.
Box apart(const Box& box, double size) { return {{box.min.x - 0.3 * size, box.min.y}, {box.max.x + 0.3 * size, box.max.y}}; }

/// The spaces at which the text falls into that many lines (at most three) of the most equal length; fewer where it has fewer words.
std::vector<std::size_t> even_breaks(const std::string& text, std::size_t lines) {
    std::vector<std::size_t> spaces;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) if (text[i] == ' ') spaces.push_back(i);
    lines = std::min(lines, spaces.size() + 1);
    std::vector<std::size_t> best;
    std::size_t least = std::string::npos;
    const auto offer = [&](std::vector<std::size_t> breaks) {
        std::size_t longest = 0, from = 0;
        for (const std::size_t b : breaks) {
            longest = std::max(longest, b - from);
            from = b + 1;
        }
        longest = std::max(longest, text.size() - from);
        if (longest < least) {
            least = longest;
            best = std::move(breaks);
        }
    };
    if (lines < 2) return {};
    for (std::size_t i = 0; i < spaces.size(); ++i) {
        if (lines == 2) offer({spaces[i]});
        else for (std::size_t k = i + 1; k < spaces.size(); ++k) offer({spaces[i], spaces[k]});
    }
    return best;
}

} // namespace

DrawText command_of(const Label& label) {
    DrawText t;
    t.utf8 = label.text;
    t.face = label.style.face;
    t.size_pt = label.style.size_pt;
    t.slant = label.style.slant;
    t.color = label.style.color;
    t.halo = label.style.halo;
    t.halo_pt = label.style.halo_pt;
    t.ref = label.ref;
    t.key = label.key;
    return t;
}

LabelPlacer::LabelPlacer(const text::FontSet& fonts, Box frame, double unit_pt, DisplayList& out)
    : fonts_(fonts), frame_(frame), unit_(unit_pt), out_(out), columns_(static_cast<int>(frame.width() / kCell) + 2), rows_(static_cast<int>(frame.height() / kCell) + 2),
      boxes_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)), ink_columns_(static_cast<int>(frame.width() / kInkCell) + 2),
      ink_rows_(static_cast<int>(frame.height() / kInkCell) + 2) {
    ink_.assign(static_cast<std::size_t>(ink_columns_) * static_cast<std::size_t>(ink_rows_), 0);
    border_ = ink_;
}

int LabelPlacer::column(double x) const { return static_cast<int>(std::clamp((x - frame_.min.x) / kCell, 0.0, columns_ - 1.0)); }
int LabelPlacer::row(double y) const { return static_cast<int>(std::clamp((y - frame_.min.y) / kCell, 0.0, rows_ - 1.0)); }

void LabelPlacer::occupy(const Box& box, Hold hold) {
    if (!box.intersects(frame_)) return; // nothing is placed out there
    for (int r = row(box.min.y); r <= row(box.max.y); ++r)
        for (int k = column(box.min.x); k <= column(box.max.x); ++k) boxes_[cell(r, k)].push_back(static_cast<int>(stored_.size()));
    stored_.push_back(box);
    holds_.push_back(hold);
}

bool LabelPlacer::is_free(const Box& box, bool over_faint, const Box& own) const {
    for (int r = row(box.min.y); r <= row(box.max.y); ++r)
        for (int c = column(box.min.x); c <= column(box.max.x); ++c)
            for (int i : boxes_[cell(r, c)])
                if (const auto k = static_cast<std::size_t>(i); stored_[k].intersects(box) && !(over_faint && holds_[k] == Hold::faint) &&
                    !(holds_[k] == Hold::soft && own.contains(stored_[k].min) && own.contains(stored_[k].max))) return false;
    return true;
}

int LabelPlacer::in_the_way(const Box& box) const {
    std::set<int> met; // a box lies in several cells
    for (int r = row(box.min.y); r <= row(box.max.y); ++r)
        for (int k = column(box.min.x); k <= column(box.max.x); ++k)
            for (const int i : boxes_[cell(r, k)])
                if (stored_[static_cast<std::size_t>(i)].intersects(box)) met.insert(i);
    int n = 0;
    for (const int i : met) n += holds_[static_cast<std::size_t>(i)] == Hold::firm ? 4 : 1;
    return n;
}

int LabelPlacer::crossed(Vec2 from, Vec2 to) const {
    const int n = std::max(1, static_cast<int>(geo::length(to - from) / 1.2));
    int hits = 0;
    for (int i = 0; i <= n; ++i) {
        const Vec2 p = from + (to - from) * (1.0 * i / n);
        for (int k : boxes_[cell(row(p.y), column(p.x))]) {
            if (!stored_[static_cast<std::size_t>(k)].contains(p)) continue;
            if (holds_[static_cast<std::size_t>(k)] == Hold::firm) return -1;
            ++hits;
        }
    }
    return hits;
}

void LabelPlacer::add_to(std::vector<std::uint8_t>& cells, const std::vector<Vec2>& line) const {
    double next = 0; // distance from the segment's start to the next sample
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Vec2 step = line[i] - line[i - 1];
        const double l = geo::length(step);
        for (; next < l; next += kInkCell) {
            const Vec2 p = line[i - 1] + step * (next / l);
            if (!frame_.contains(p)) continue;
            std::uint8_t& c = cells[static_cast<std::size_t>((p.y - frame_.min.y) / kInkCell) * static_cast<std::size_t>(ink_columns_) +
                                   static_cast<std::size_t>((p.x - frame_.min.x) / kInkCell)];
            if (c < 250) ++c;
        }
        next -= l;
    }
}

int LabelPlacer::sum_in(const std::vector<std::uint8_t>& cells, const Box& box) const {
    int n = 0;
    const int x0 = std::max(0, static_cast<int>((box.min.x - frame_.min.x) / kInkCell)), x1 = std::min(ink_columns_ - 1, static_cast<int>((box.max.x - frame_.min.x) / kInkCell));
    const int y0 = std::max(0, static_cast<int>((box.min.y - frame_.min.y) / kInkCell)), y1 = std::min(ink_rows_ - 1, static_cast<int>((box.max.y - frame_.min.y) / kInkCell));
    for (int y = y0; y <= y1; ++y)
        for (int x = x0; x <= x1; ++x) n += cells[static_cast<std::size_t>(y) * static_cast<std::size_t>(ink_columns_) + static_cast<std::size_t>(x)];
    return n;
}

void LabelPlacer::hold(const DrawText& text, std::vector<Command> leader) {
    if (held_.count(text.key) > 0) return;
    for (const Box& b : glyph_boxes(text)) occupy(b.grown(text.halo_pt * 0.6));
    held_.emplace(text.key, Held{text, std::move(leader)});
}

bool LabelPlacer::put_held(const Label& label) {
    const auto held = label.key.empty() ? held_.end() : held_.find(label.key);
    if (held == held_.end()) return false;
    const auto& [text, leader] = held->second;
    out_.commands.insert(out_.commands.end(), leader.begin(), leader.end());
    out_.commands.push_back(text);
    return true;
}

LabelPlacer::Block LabelPlacer::measure(const std::vector<Label>& block) const {
    Block m;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const Label& l = block[i];
        const auto add = [&](std::size_t from, std::size_t to) {
            Block::Line line{i, from, fonts_.shape(std::string_view(l.text).substr(from, to - from), l.style.face, l.style.size_pt), 0};
            line.width = line.shaped.width_pt + l.style.spacing_pt * std::max<double>(0, static_cast<double>(line.shaped.glyphs.size()) - 1);
            m.w = std::max(m.w, line.width);
            m.h += (m.h > 0 ? kLeading * l.style.size_pt : 0) + (kHanziAscent + kHanziDescent) * l.style.size_pt;
            m.lines.push_back(std::move(line));
        };
        m.size = std::max(m.size, l.style.size_pt);
        m.halo = std::max(m.halo, l.style.halo_pt);
        std::size_t from = 0;
        if (l.wrap_pt > 0) {
            const double whole = fonts_.shape(l.text, l.style.face, l.style.size_pt).width_pt;
            for (const std::size_t space : even_breaks(l.text, whole > 2 * l.wrap_pt ? 3 : whole > l.wrap_pt ? 2 : 1)) {
                add(from, space);
                from = space + 1;
            }
        }
        add(from, l.text.size());
    }
    return m;
}

/// `align`: 0 lines start at the left, 0.5 centred, 1 end at the right.
void LabelPlacer::put_block(const std::vector<Label>& block, const Block& m, Vec2 top_left, double align) {
    double y = top_left.y;
    DrawText t;
    for (std::size_t i = 0; i < m.lines.size(); ++i) {
        const Block::Line& line = m.lines[i];
        const Label& label = block[line.label];
        const LabelStyle& style = label.style;
        if (i > 0) y += kLeading * style.size_pt;
        if (t.glyphs.empty()) t = command_of(label);
        const Vec2 origin{top_left.x + (m.w - line.width) * align, y + kHanziAscent * style.size_pt};
        double shift = 0;
        for (const text::Glyph& g : line.shaped.glyphs) {
            t.glyphs.push_back({g.id, {origin.x + g.x_pt + shift, origin.y + g.y_pt}, 0, g.cluster + static_cast<std::uint32_t>(line.from)});
            shift += style.spacing_pt;
        }
        y += (kHanziAscent + kHanziDescent) * style.size_pt;
        if (i + 1 < m.lines.size() && m.lines[i + 1].label == line.label) continue; // its next line
        out_.commands.push_back(std::exchange(t, {}));
    }
}

bool LabelPlacer::reads_as_its_own(const Box& box, Vec2 at) const {
    const double own = box.distance(at);
    return std::none_of(symbols_.begin(), symbols_.end(), [&](Vec2 p) { return geo::length(p - at) > 0.6 && box.distance(p) < 1.1 * own; });
}

bool LabelPlacer::touches_another(const Box& box, Vec2 at, double gap) const {
    const Box near = box.grown(gap);
    const auto other = [&](Vec2 p) { return geo::length(p - at) > 0.6 && near.contains(p); };
    return std::any_of(symbols_.begin(), symbols_.end(), other) || std::any_of(dots_.begin(), dots_.end(), other);
}

bool LabelPlacer::beside(std::vector<Label> block, Vec2 at, double radius, double leader_pt, bool must, const std::function<bool(const Box&)>& accepts) {
    for (std::size_t i = 0; i < block.size();) {
        if (!put_held(block[i])) { ++i; continue; }
        Box box;
        for (const Box& b : glyph_boxes(std::get<DrawText>(out_.commands.back()))) box.add(b);
        const bool led = !held_.at(block[i].key).leader.empty();
        if (!led && box.distance(at) > radius + 1.6 * block[i].style.size_pt)
            leader(at, radius, box, block[i].style); // moved so far that it needs to be told whose it is
        block.erase(block.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (block.empty()) return true;
    const Block m = measure(block);
    struct Spot { Vec2 top_left; double align; };
    Spot best{};
    Box best_box;
    int best_cost = std::numeric_limits<int>::max();
    const Box own = Box{at, at}.grown(radius);
    const auto look = [&](bool over_faint) {
        for (int ring = 0; ring < (leader_pt > 0 ? 2 : 3); ++ring) { // further out only with a leader
            const double g = radius + (0.18 + ring * 0.55) * m.size, d = g * 0.75, in = kHanziDescent * m.size;
            const Spot spots[] = {
                {{at.x + g, at.y - m.h / 2}, 0},       {{at.x - g - m.w, at.y - m.h / 2}, 1},
                {{at.x - m.w / 2, at.y - g - m.h}, 0.5}, {{at.x - m.w / 2, at.y + g}, 0.5},
                {{at.x + d, at.y - d - m.h + in}, 0},  {{at.x + d, at.y + d - in}, 0},
                {{at.x - d - m.w, at.y - d - m.h + in}, 1}, {{at.x - d - m.w, at.y + d - in}, 1},
            };
            int order = 0;
            for (const Spot& p : spots) {
                const Box b = Box{p.top_left, p.top_left + Vec2{m.w, m.h}}.grown(m.halo * 0.6);
                const int preference = ring * 14 + order++;
                if (!in_frame(b) || !is_free(b, over_faint, own) || !reads_as_its_own(b, at) || (accepts && !accepts(b))) continue;
                const int cost = covered(b) * 2 + preference + (touches_another(b, at, 0.9 * m.size) ? 14 : 0);
                if (cost < best_cost) { best_cost = cost; best = p; best_box = b; }
            }
            if (best_cost < 16) break;
        }
        return best_cost < std::numeric_limits<int>::max();
    };
    if (!look(false)) {
        // A short leader, else on a joint, else a long leader, which leads the eye away from the place.
        const double near = std::min(leader_pt, 26 * unit_);
        if (leader_pt > 0 && far_off(block, m, at, radius, near, true)) return true;
        if (leader_pt > 0 && !look(true) && leader_pt > near && far_off(block, m, at, radius, leader_pt, strict_)) return true;
    }
    if (best_cost == std::numeric_limits<int>::max()) {
        const bool first_choice = std::any_of(block.begin(), block.end(), [this](const Label& l) { return wanted(l); });
        if (!(must || first_choice) || !frame_.contains(at)) return false;
        best_cost = std::numeric_limits<int>::max();
        const double g = radius + 0.18 * m.size;
        const Spot sides[] = {{{at.x + g, at.y - m.h / 2}, 0}, {{at.x - g - m.w, at.y - m.h / 2}, 1}, {{at.x - m.w / 2, at.y + g}, 0.5}, {{at.x - m.w / 2, at.y - g - m.h}, 0.5}};
        for (Spot p : sides) { // pushed into the frame, where it covers least
            p.top_left = {std::clamp(p.top_left.x, frame_.min.x + 2, std::max(frame_.min.x + 2, frame_.max.x - m.w - 2)),
                          std::clamp(p.top_left.y, frame_.min.y + 2, std::max(frame_.min.y + 2, frame_.max.y - m.h - 2))};
            const Box b = Box{p.top_left, p.top_left + Vec2{m.w, m.h}}.grown(m.halo * 0.6);
            const int cost = in_the_way(b);
            if (cost < best_cost) { best_cost = cost; best = p; best_box = b; }
        }
        if (!must) {
            put_block(block, m, best.top_left, best.align);
            return true;
        }
    }
    occupy(apart(best_box, m.size));
    put_block(block, m, best.top_left, best.align);
    return true;
}

/// Up to `reach_pt` from the symbol's edge, joined by a line that crosses no other label or symbol; `its_own`: nearer to no other place.
bool LabelPlacer::far_off(const std::vector<Label>& block, const Block& m, Vec2 at, double radius, double reach_pt, bool its_own) {
    Box best;
    double best_cost = std::numeric_limits<double>::infinity();
    constexpr int kDirections = 24;
    for (double gap = 0.9 * m.size; gap <= reach_pt && 3 * gap / m.size < best_cost; gap += 0.45 * m.size) {
        for (int i = 0; i < kDirections; ++i) {
            // Level first, then by turns up and down: labels read best beside their place.
            const double angle = 2 * 3.14159265358979323846 * i / kDirections;
            const Vec2 u{std::cos(angle), std::sin(angle)};
            const Vec2 c = at + Vec2{u.x * (radius + gap + m.w / 2), u.y * (radius + gap + m.h / 2)};
            const Box b = Box{{c.x - m.w / 2, c.y - m.h / 2}, {c.x + m.w / 2, c.y + m.h / 2}}.grown(m.halo * 0.6);
            if (!in_frame(b)) continue;
            double cost = 3 * gap / m.size + 0.2 * covered(b) + 0.4 * std::abs(u.y);
            if (cost >= best_cost || !is_free(b) || (its_own && !reads_as_its_own(b, at))) continue;
            const Vec2 end = b.nearest(at);
            const double l = geo::length(end - at);
            if (l < radius + 1.5) continue;
            const int hits = crossed(at + (end - at) * ((radius + 1.0) / l), end - (end - at) * (0.3 / l));
            cost += 1.5 * hits + (is_free(b.grown(0.5 * m.size)) ? 0 : 2); // close to another place it would read as that one's
            if (hits < 0 || cost >= best_cost) continue;
            best_cost = cost;
            best = b;
        }
    }
    if (best.empty()) return false;
    leader(at, radius, best, block.front().style);
    occupy(apart(best, m.size));
    put_block(block, m, best.grown(-m.halo * 0.6).min, best.center().x < at.x ? 1 : 0);
    return true;
}

void LabelPlacer::leader(Vec2 at, double radius, const Box& box, const LabelStyle& style) {
    const Vec2 end = box.nearest(at);
    const double l = geo::length(end - at);
    if (l < radius + 1.0) return;
    const Vec2 from = at + (end - at) * ((radius + 0.3) / l);
    auto line = std::make_shared<geo::Path>(geo::path_of({from, end}, false));
    if (style.halo.a > 0) out_.commands.push_back(StrokePath{line, {1.5 * unit_, style.halo, {}, Cap::butt}, {}});
    out_.commands.push_back(StrokePath{line, {0.45 * unit_, style.color, {}, Cap::round}, {}});
    const int n = std::max(1, static_cast<int>(geo::length(end - from) / 2));
    for (int i = 0; i <= n; ++i) {
        const Vec2 p = from + (end - from) * (1.0 * i / n);
        occupy(Box{p, p}.grown(0.7 * unit_));
    }
}

bool LabelPlacer::centred(const Label& label, Vec2 at, double reach, int ink) {
    if (put_held(label)) return true;
    const Block m = measure({label});
    static constexpr double kSteps[][2] = {{0, -1}, {0, 1}, {-1, 0}, {1, 0}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}};
    Vec2 best{};
    int best_cost = std::numeric_limits<int>::max();
    auto offer = [&](Vec2 c, int extra) {
        const Box b = Box{{c.x - m.w / 2, c.y - m.h / 2}, {c.x + m.w / 2, c.y + m.h / 2}}.grown(m.halo * 0.6);
        if (!in_frame(b) || !is_free(b) || ink_in(b) > ink) return;
        const int cost = covered(b) + extra;
        if (cost < best_cost) { best_cost = cost; best = c; }
    };
    offer(at, 0);
    for (int ring = 1; ring <= 3 && best_cost >= 8; ++ring)
        for (const auto& step : kSteps) offer(at + Vec2{step[0], step[1]} * (reach * ring / 3), ring * 4);
    const bool room = best_cost < std::numeric_limits<int>::max();
    if (!room && !wanted(label)) return false;
    const Vec2 top_left = (room ? best : at) - Vec2{m.w / 2, m.h / 2};
    if (room) occupy(apart(Box{top_left, top_left + Vec2{m.w, m.h}}.grown(m.halo * 0.6), m.size));
    put_block({label}, m, top_left, 0);
    return true;
}

bool LabelPlacer::inside(const Label& label, Vec2 at, const Box& bounds, const std::function<bool(const Box&)>& accepts, int ink) {
    if (put_held(label)) return true;
    const Block m = measure({label});
    const double step = 0.7 * m.size;
    struct Offer { double cost; Vec2 c; };
    std::vector<Offer> offers;
    auto offer = [&](Vec2 c) {
        const Box b = Box{{c.x - m.w / 2, c.y - m.h / 2}, {c.x + m.w / 2, c.y + m.h / 2}}.grown(m.halo * 0.6);
        if (in_frame(b) && is_free(b) && ink_in(b) <= ink) offers.push_back({geo::length(c - at) / m.size + 0.35 * covered(b), c});
    };
    offer(at);
    const int x0 = static_cast<int>(std::ceil((std::max(bounds.min.x, frame_.min.x) - at.x) / step)), x1 = static_cast<int>((std::min(bounds.max.x, frame_.max.x) - at.x) / step);
    const int y0 = static_cast<int>(std::ceil((std::max(bounds.min.y, frame_.min.y) - at.y) / step)), y1 = static_cast<int>((std::min(bounds.max.y, frame_.max.y) - at.y) / step);
    // Large areas are searched round `at` first; 60 steps either way are more than a name ever moves.
    for (int y = std::max(y0, -60); y <= std::min(y1, 60); ++y)
        for (int x = std::max(x0, -60); x <= std::min(x1, 60); ++x)
            if (x != 0 || y != 0) offer(at + Vec2{x * step, y * step});
    std::stable_sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) { return a.cost < b.cost; });
    std::size_t tried = 0;
    for (const Offer& o : offers) {
        const Vec2 top_left = o.c - Vec2{m.w / 2, m.h / 2};
        if (!accepts(Box{top_left, top_left + Vec2{m.w, m.h}})) { // the slow part; few names need more than one try
            if (++tried == 200) break;
            continue;
        }
        occupy(apart(Box{top_left, top_left + Vec2{m.w, m.h}}.grown(m.halo * 0.6), m.size));
        put_block({label}, m, top_left, 0);
        return true;
    }
    if (!wanted(label)) return false;
    put_block({label}, m, at - Vec2{m.w / 2, m.h / 2}, 0);
    return true;
}

} // namespace atlas::scene
