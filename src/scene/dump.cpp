// One line a command, indented by layer and clip, all coordinates in page points.
#include "scene/dump.hpp"

#include <fmt/format.h>

#include <cmath>

namespace atlas::scene {
namespace {

class Dumper {
public:
    Dumper(std::string& out, const DumpOptions& options) : out_(out), options_(options) {}

    void play(const Placed& placed) {
        to_page_ = placed.to_page;
        depth_ = 1;
        for (const Command& command : placed.list->commands) std::visit(*this, command);
    }

    void operator()(const FillPath& c) {
        line("fill " + color(c.color) + path(c.path) + ref(c.ref));
        points(c.path);
    }
    void operator()(const StrokePath& c) {
        std::string dash;
        for (const float d : c.stroke.dash_pt) dash += (dash.empty() ? " dash " : ",") + number(d, 2);
        line("stroke " + color(c.stroke.color) + " width " + number(c.stroke.width_pt, 2) + dash + (c.stroke.cap == Cap::butt ? " butt" : "") +
             path(c.path) + ref(c.ref));
        points(c.path);
    }
    void operator()(const DrawImage& c) {
        Box b;
        b.add(to_page_.apply(c.dest.min));
        b.add(to_page_.apply(c.dest.max));
        line(fmt::format("image {}x{}", c.image ? c.image->width : 0, c.image ? c.image->height : 0) + box(b) + " opacity " + number(c.opacity, 2));
    }
    void operator()(const DrawText& c) {
        static constexpr const char* kFaces[text::kFaceCount] = {"sans", "bold", "serif"};
        std::string s = "text " + quoted(c.utf8) + ' ' + kFaces[static_cast<int>(c.face)] + ' ' + number(c.size_pt, 2) + ' ' + color(c.color);
        if (c.halo.a > 0 && c.halo_pt > 0) s += " halo " + color(c.halo) + ' ' + number(c.halo_pt, 2);
        if (c.slant != 0) s += " slant " + number(c.slant, 2);
        s += fmt::format(" glyphs {}", c.glyphs.size());
        if (!c.glyphs.empty()) {
            s += " at " + point(to_page_.apply(c.glyphs.front().at)) + " to " + point(to_page_.apply(c.glyphs.back().at));
            const double from = c.glyphs.front().angle, to = c.glyphs.back().angle;
            if (from != 0 || to != 0) s += " angle " + number(from, 2) + (from == to ? "" : ".." + number(to, 2));
        }
        line(s + ref(c.ref));
        if (!options_.points) return;
        for (const PlacedGlyph& g : c.glyphs)
            line(fmt::format("  glyph {} byte {} ", g.id, g.cluster) + point(to_page_.apply(g.at)) + (g.angle != 0 ? " angle " + number(g.angle, 3) : ""));
    }
    void operator()(const PushClip& c) {
        Box b;
        b.add(to_page_.apply(c.box.min));
        b.add(to_page_.apply(c.box.max));
        line("clip" + box(b));
        ++depth_;
    }
    void operator()(const PopClip&) { leave("end clip"); }
    void operator()(const BeginLayer& c) {
        line("layer " + c.id + ' ' + quoted(c.title));
        ++depth_;
    }
    void operator()(const EndLayer&) { leave("end layer"); }

    std::string color(Color c) const {
        return c.a == 255 ? fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b) : fmt::format("#{:02x}{:02x}{:02x}{:02x}", c.r, c.g, c.b, c.a);
    }
    std::string number(double v, int decimals) const {
        std::string s = fmt::format("{:.{}f}", v, decimals);
        // -0.0 and 0.0 are one number: a sign that comes and goes with rounding must not change a dump.
        if (s[0] == '-' && s.find_first_not_of("-0.") == std::string::npos) s.erase(0, 1);
        return s;
    }
    std::string number(double v) const { return number(v, options_.decimals); }
    static std::string quoted(const std::string& s) {
        std::string out = "\"";
        for (const char c : s) {
            if (c == '"' || c == '\\') out += '\\';
            if (c == '\n') out += "\\n";
            else out += c;
        }
        return out + '"';
    }

private:
    void line(const std::string& s) { out_ += std::string(static_cast<std::size_t>(2 * depth_), ' ') + s + '\n'; }
    void leave(const char* what) {
        // An end without a beginning is shown, not hidden: it is a mistake of the list.
        if (depth_ <= 1) return line(std::string(what) + " without beginning");
        --depth_;
        line(what);
    }
    std::string point(Vec2 p) const { return number(p.x) + ',' + number(p.y); }
    std::string box(const Box& b) const { return b.empty() ? " empty" : " [" + point(b.min) + ' ' + point(b.max) + ']'; }
    std::string path(const PathPtr& p) const {
        if (!p) return " no path";
        Box b;
        for (const Vec2& v : p->points) b.add(to_page_.apply(v));
        return fmt::format(" {} {} points {}", p->closed ? "rings" : "lines", p->part_count(), p->points.size()) + box(b);
    }
    static std::string ref(const FeatureRef& r) {
        static constexpr const char* kKinds[] = {"", "link", "place", "corridor", "basin"};
        return r.kind == FeatureRef::Kind::none ? "" : fmt::format(" {} {}", kKinds[static_cast<int>(r.kind)], r.index);
    }
    void points(const PathPtr& p) {
        if (!options_.points || !p) return;
        for (std::size_t part = 0; part < p->part_count(); ++part) {
            std::string s = " ";
            for (std::size_t i = p->part_begin(part); i < p->part_end(part); ++i) s += ' ' + point(to_page_.apply(p->points[i]));
            line(s);
        }
    }

    std::string& out_;
    const DumpOptions& options_;
    Affine to_page_;
    int depth_ = 1;
};

} // namespace

std::string dump(const Picture& picture, const DumpOptions& options) {
    std::string out;
    Dumper dumper(out, options);
    out += "picture " + dumper.number(picture.width_pt, 2) + " x " + dumper.number(picture.height_pt, 2) + " pt background " +
           dumper.color(picture.background) + " title " + Dumper::quoted(picture.title) + '\n';
    int n = 0;
    for (const Placed& placed : picture.lists) {
        out += fmt::format("list {}\n", ++n);
        if (placed.list) dumper.play(placed);
    }
    return out;
}

} // namespace atlas::scene
