#include "export/preflight_scan.hpp"

namespace atlas::exporter::checks {

namespace {

std::string without_spaces(std::string_view s) {
    std::string out;
    for (char ch : s) if (ch != ' ') out += ch;
    return out;
}

bool same_box(const Box& a, const Box& b) {
    constexpr double near = 2; // points: a clip may stand a hairline inside its frame
    return length(a.min - b.min) < near && length(a.max - b.max) < near;
}

/// Walks the lists once with their clips and layers.
class Walker {
public:
    explicit Walker(Scan& scan) : s_(scan), ink_(scan.fonts) {}

    void walk(const scene::Placed& placed) {
        to_page_ = placed.to_page;
        layers_.clear();
        clips_.clear();
        for (const scene::Command& c : placed.list->commands) std::visit([this](const auto& command) { take(command); }, c);
    }

private:
    [[nodiscard]] Part part() const {
        // The innermost clip that is one of the maps says where we are; without one we are on the page.
        const PageLayout& l = s_.figure.layout;
        for (auto c = clips_.rbegin(); c != clips_.rend(); ++c) {
            if (l.inset && same_box(*c, *l.inset)) return Part::inset;
            if (l.locator && same_box(*c, *l.locator)) return Part::locator;
            if (same_box(*c, l.frame)) return Part::main;
        }
        return Part::page;
    }
    [[nodiscard]] std::string_view layer() const { return layers_.empty() ? std::string_view() : layers_.back(); }

    void add(const geo::PathPtr& path, bool fill, const scene::Stroke& stroke, FeatureRef ref) {
        if (!path || path->points.empty()) return;
        Ink ink{path.get(), to_page_, part(), layer(), fill, stroke, ref, {}};
        for (const Vec2& v : path->points) ink.box.add(to_page_.apply(v));
        if (ink.part == Part::main && ref.kind == FeatureRef::Kind::link) s_.links.insert(ref.index);
        s_.inks.push_back(std::move(ink));
    }
    void take(const scene::FillPath& f) {
        scene::Stroke s;
        s.width_pt = 0;
        s.color = f.color;
        add(f.path, true, s, f.ref);
    }
    void take(const scene::StrokePath& s) { add(s.path, false, s.stroke, s.ref); }
    void take(const scene::DrawImage&) {}
    void take(const scene::DrawText& t) {
        Words w{&t, part(), layer(), {}, {}, s_.inks.size()};
        for (const scene::PlacedGlyph& g : t.glyphs) {
            const Box& ink = ink_.box(t.face, g.id);
            if (ink.empty()) continue;
            const double ca = std::cos(g.angle), sa = std::sin(g.angle);
            Quad q = quad_of(ink);
            for (Vec2& v : q) {
                const Vec2 p{(v.x - t.slant * v.y) * t.size_pt, v.y * t.size_pt}; // y down: what stands above the line leans right
                v = to_page_.apply({g.at.x + ca * p.x - sa * p.y, g.at.y + sa * p.x + ca * p.y});
                w.box.add(v);
            }
            w.glyphs.push_back(q);
        }
        s_.words.push_back(std::move(w));
    }
    void take(const scene::PushClip& c) {
        Box b;
        b.add(to_page_.apply(c.box.min));
        b.add(to_page_.apply(c.box.max));
        clips_.push_back(b);
    }
    void take(const scene::PopClip&) { if (!clips_.empty()) clips_.pop_back(); }
    void take(const scene::BeginLayer& l) { layers_.push_back(l.id); }
    void take(const scene::EndLayer&) { if (!layers_.empty()) layers_.pop_back(); }

    Scan& s_;
    GlyphInk ink_;
    Affine to_page_;
    std::vector<std::string_view> layers_;
    std::vector<Box> clips_;
};

/// The map a part is: its frame, and the placing of the list that holds its land.
std::optional<MapOnPage> map_of(const Scan& s, Part part, const Box& frame, const scene::Camera& camera) {
    MapOnPage m;
    m.frame = frame;
    m.projection = camera.projection;
    for (const Ink& ink : s.inks) {
        if (ink.part != part || ink.layer != "land" || !ink.fill) continue;
        m.to_page = ink.to_page;
        m.m_per_pt = 1 / ink.to_page.scale();
        return m;
    }
    return std::nullopt;
}

const style::Theme& theme_of(const FigureSpec& spec) {
    const style::Theme* theme = style::find_theme(spec.view.theme);
    return theme != nullptr ? *theme : *style::find_theme("light");
}

} // namespace

std::vector<Vec2> Ink::part_points(std::size_t i) const {
    std::vector<Vec2> out;
    for (std::size_t k = path->part_begin(i); k < path->part_end(i); ++k) out.push_back(to_page.apply(path->points[k]));
    return out;
}

Scan::Scan(const Figure& f, const FigureSpec& sp, const model::Dataset& d, const model::Geodata& g, const text::FontSet& fo)
    : figure(f), spec(sp), data(d), geo(g), fonts(fo), theme(theme_of(sp)) {
    Walker walker(*this);
    for (const scene::Placed& placed : f.picture.lists) walker.walk(placed);
    main = map_of(*this, Part::main, f.layout.frame, f.layout.camera);
    if (f.layout.inset && f.layout.inset_camera) inset = map_of(*this, Part::inset, *f.layout.inset, *f.layout.inset_camera);
    if (f.layout.locator) locator = map_of(*this, Part::locator, *f.layout.locator, scene::Camera{});
    for (const Words& w : words) if (w.part == Part::page) page_text += without_spaces(w.text->utf8);
}

bool Scan::page_says(std::string_view wanted) const { return page_text.find(without_spaces(wanted)) != std::string::npos; }

std::string Scan::text_in(const Box& box) const {
    std::string out;
    for (const Words& w : words) if (w.part == Part::page && !w.box.empty() && box.contains(w.box.center())) out += without_spaces(w.text->utf8);
    return out;
}

std::vector<std::pair<Part, const MapOnPage*>> Scan::maps() const {
    std::vector<std::pair<Part, const MapOnPage*>> out;
    if (main) out.emplace_back(Part::main, &*main);
    if (inset) out.emplace_back(Part::inset, &*inset);
    return out;
}

std::set<std::string> Scan::provinces_of_links() const {
    std::set<std::string> codes;
    std::vector<model::PlaceIx> todo;
    for (model::LinkIx l : links) for (const model::Party& p : data.link(l).parties) todo.push_back(p.place);
    std::set<model::PlaceIx> seen;
    while (!todo.empty()) { // regions are opened up to their members
        const model::PlaceIx ix = todo.back();
        todo.pop_back();
        if (!seen.insert(ix).second) continue;
        const model::Place& p = data.place(ix);
        if (p.code().size() == 6) codes.insert(p.code().substr(0, 2));
        todo.insert(todo.end(), p.members.begin(), p.members.end());
    }
    return codes;
}

const std::vector<Island>& islands() {
    static const std::vector<Island> all{
        {"东沙群岛", "Dongsha Islands", {116.72, 20.70}, false},  {"西沙群岛", "Xisha Islands", {112.34, 16.83}, false},
        {"中沙群岛", "Zhongsha Islands", {114.4, 15.7}, false},   {"南沙群岛", "Nansha Islands", {114.36, 10.38}, false},
        {"黄岩岛", "Huangyan Dao", {117.75, 15.15}, false},       {"曾母暗沙", "Zengmu Ansha", {112.28, 3.93}, false},
        {"钓鱼岛", "Diaoyu Dao", {123.47, 25.75}, true},          {"赤尾屿", "Chiwei Yu", {124.57, 25.92}, true},
    };
    return all;
}

} // namespace atlas::exporter::checks
