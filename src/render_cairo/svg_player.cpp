// The SVG player: millimetre size, page points as units, one <g> a layer, words as <text> so that they can be edited (or as
// outlines, for a reader without the fonts), the recipe in <metadata>.
// A straight run is one <text>; bent text is one <text> a character with its own matrix, because several readers
// (librsvg among them) know neither lists of x nor the rotate attribute.
#include "render_cairo/cairo_player.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "render_cairo/recipe.hpp"
#include "render_cairo/svg_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace atlas::render_cairo {
namespace {

using geo::Vec2;

class SvgPlayer {
public:
    SvgPlayer(std::string& out, const text::FontSet& fonts, const geo::Box& page, bool outlines)
        : out_(out), fonts_(fonts), outlines_(outlines), clips_{page} {}

    void play(const scene::Placed& placed) {
        to_page_ = placed.to_page;
        for (const scene::Command& command : placed.list->commands) std::visit(*this, command);
        while (!open_.empty()) close_top();
    }

    void operator()(const scene::FillPath& c) {
        if (!c.path || c.color.a == 0 || !begin_path(*c.path, 0)) return;
        out_ += "\" fill-rule=\"evenodd\"";
        append_paint(out_, "fill", c.color);
        out_ += "/>\n";
    }
    void operator()(const scene::StrokePath& c) {
        if (!c.path || c.stroke.color.a == 0 || !(c.stroke.width_pt > 0) || !begin_path(*c.path, c.stroke.width_pt)) return;
        out_ += "\" fill=\"none\" stroke-linejoin=\"round\"";
        append_paint(out_, "stroke", c.stroke.color);
        out_ += " stroke-width=\"" + number(c.stroke.width_pt, 3) + '"';
        if (c.stroke.cap == scene::Cap::round) out_ += " stroke-linecap=\"round\"";
        double period = 0;
        std::string dash;
        for (const float d : c.stroke.dash_pt) {
            period += std::max(d, 0.0F);
            dash += (dash.empty() ? "" : " ") + number(std::max(d, 0.0F), 2);
        }
        if (period > 0) out_ += " stroke-dasharray=\"" + dash + '"';
        out_ += "/>\n";
    }
    void operator()(const scene::DrawImage& c) {
        if (!c.image || c.image->width <= 0 || c.image->height <= 0) return;
        const geo::Box b = page_box(c.dest);
        out_ += fmt::format("<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\"", number(b.min.x), number(b.min.y),
                            number(b.width()), number(b.height()));
        if (c.opacity < 1) out_ += " opacity=\"" + number(c.opacity, 3) + '"';
        out_ += " xlink:href=\"data:image/png;base64," + base64(encode_rgba_png(*c.image)) + "\"/>\n";
    }
    void operator()(const scene::DrawText& c) {
        if (outlines_) append_outlined_text(out_, c, to_page_, fonts_);
        else append_text(out_, c, to_page_, fonts_);
    }
    void operator()(const scene::PushClip& c) {
        const geo::Box b = page_box(c.box);
        ++clip_count_;
        out_ += fmt::format("<clipPath id=\"clip-{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>\n<g clip-path=\"url(#clip-{})\">\n",
                            clip_count_, number(b.min.x), number(b.min.y), number(std::max(0.0, b.width())), number(std::max(0.0, b.height())),
                            clip_count_);
        open_.push_back(Group::clip);
        const geo::Box& outer = clips_.back();
        clips_.push_back({{std::max(outer.min.x, b.min.x), std::max(outer.min.y, b.min.y)},
                          {std::min(outer.max.x, b.max.x), std::min(outer.max.y, b.max.y)}});
    }
    void operator()(const scene::PopClip&) { close(Group::clip); }
    void operator()(const scene::BeginLayer& c) {
        const std::string title = escaped(c.title.empty() ? c.id : c.title);
        out_ += "<g id=\"" + unique_id(c.id) + "\" inkscape:groupmode=\"layer\" inkscape:label=\"" + title + "\">\n<title>" + title + "</title>\n";
        open_.push_back(Group::layer);
    }
    void operator()(const scene::EndLayer&) { close(Group::layer); }

private:
    enum class Group { clip, layer };

    void close_top() {
        out_ += "</g>\n";
        if (open_.back() == Group::clip) clips_.pop_back();
        open_.pop_back();
    }
    /// Ends the innermost group of this kind; what a list left open inside it ends too, so the file is always well formed.
    void close(Group kind) {
        if (std::find(open_.begin(), open_.end(), kind) == open_.end()) return;
        while (open_.back() != kind) close_top();
        close_top();
    }

    /// XML names begin with a letter and hold no spaces; two lists may hold the same layer.
    std::string unique_id(const std::string& id) {
        std::string name;
        for (const char c : id) name += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80 ? c : '-';
        if (name.empty() || !(std::isalpha(static_cast<unsigned char>(name[0])) || static_cast<unsigned char>(name[0]) >= 0x80)) name = "layer-" + name;
        name = escaped(name);
        std::string chosen = name;
        for (int n = 2; !ids_.insert(chosen).second; ++n) chosen = fmt::format("{}-{}", name, n);
        return chosen;
    }

    geo::Box page_box(const geo::Box& box) const {
        geo::Box b;
        b.add(to_page_.apply(box.min));
        b.add(to_page_.apply(box.max));
        return b;
    }

    /// `<path d="…`, the quote left open; false (and nothing written) when no part has two points.
    /// Parts outside the clip are left out: a map of one province holds the lines of the country.
    bool begin_path(const geo::Path& path, double margin) {
        const geo::Box visible = clips_.back().grown(margin);
        const std::size_t from = out_.size();
        out_ += "<path d=\"";
        bool any = false;
        std::int64_t px = 0, py = 0; // pen in hundredths: relative steps of whole hundredths never drift
        for (std::size_t part = 0; part < path.part_count(); ++part) {
            geo::Box bounds;
            for (std::size_t i = path.part_begin(part); i < path.part_end(part); ++i) bounds.add(to_page_.apply(path.points[i]));
            if (!bounds.intersects(visible)) continue;
            std::size_t steps = 0;
            const std::size_t part_from = out_.size();
            const std::int64_t start_x = px, start_y = py;
            std::int64_t first_x = 0, first_y = 0;
            for (std::size_t i = path.part_begin(part); i < path.part_end(part); ++i) {
                const Vec2 p = to_page_.apply(path.points[i]);
                if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
                const auto x = static_cast<std::int64_t>(std::llround(std::clamp(p.x, -1e7, 1e7) * 100));
                const auto y = static_cast<std::int64_t>(std::llround(std::clamp(p.y, -1e7, 1e7) * 100));
                if (steps == 0) {
                    out_ += any ? 'm' : 'M';
                    append_hundredths(out_, any ? x - px : x);
                    append_pair(any ? y - py : y);
                    first_x = x;
                    first_y = y;
                    ++steps;
                } else if (x != px || y != py) {
                    if (steps == 1) out_ += 'l';
                    else if (x >= px) out_ += ' ';
                    append_hundredths(out_, x - px);
                    append_pair(y - py);
                    ++steps;
                }
                px = x;
                py = y;
            }
            if (steps < 2) { // nothing to see; a dot of a round cap is kept by a step of no length
                if (steps == 1 && !path.closed) {
                    out_ += "h0";
                    any = true;
                } else {
                    out_.resize(part_from);
                    px = start_x;
                    py = start_y;
                }
                continue;
            }
            any = true;
            if (path.closed) {
                out_ += 'z';
                px = first_x; // closing moves the pen back to the start of the part
                py = first_y;
            }
        }
        if (!any) out_.resize(from);
        return any;
    }
    /// The second number of a pair; a minus sign separates by itself.
    void append_pair(std::int64_t y) {
        if (y >= 0) out_ += ' ';
        append_hundredths(out_, y);
    }

    std::string& out_;
    const text::FontSet& fonts_;
    bool outlines_;
    geo::Affine to_page_;
    std::vector<Group> open_;
    std::vector<geo::Box> clips_; ///< the page, then each clip met with those around it
    std::set<std::string> ids_;
    int clip_count_ = 0;
};

} // namespace

base::Status write_svg(const scene::Picture& picture, const text::FontSet& fonts, const std::string& path, const FileOptions& options) {
    if (!(picture.width_pt > 0 && picture.height_pt > 0) || !std::isfinite(picture.width_pt + picture.height_pt))
        return base::usage_error(base::say("SVG：{} × {} pt 的页面无法写出", "SVG: a page of {} × {} pt cannot be written", picture.width_pt, picture.height_pt));
    if (auto kept = check_recipe(picture, path); !kept) return kept;
    const double mm = 25.4 / 72;
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    // Browsers choose dashes by language and squeeze neighbouring brackets; our positions are those of unsqueezed Chinese text.
    const bool chinese = std::any_of(picture.title.begin(), picture.title.end(), [](char ch) { return static_cast<unsigned char>(ch) >= 0xE0; });
    out += fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                       "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" version=\"1.1\" width=\"{}mm\" height=\"{}mm\" "
                       "viewBox=\"0 0 {} {}\" font-family=\"{}\" xml:space=\"preserve\" xml:lang=\"{}\" style=\"text-spacing-trim:space-all\">\n",
                       number(picture.width_pt * mm, 3), number(picture.height_pt * mm, 3), number(picture.width_pt, 3), number(picture.height_pt, 3),
                       font_families(text::Face::sans, fonts), chinese ? "zh-CN" : "en");
    out += "<title>" + escaped(picture.title) + "</title>\n";
    if (!picture.subject.empty()) out += "<desc>" + escaped(picture.subject) + "</desc>\n";
    if (!picture.recipe.empty())
        out += fmt::format("<metadata><{0} xmlns:atlas=\"{1}\">{2}</{0}></metadata>\n", kSvgRecipeElement, kRecipeNamespace, escaped(picture.recipe));
    if (!options.transparent) {
        out += "<rect width=\"100%\" height=\"100%\"";
        append_paint(out, "fill", picture.background);
        out += "/>\n";
    }
    SvgPlayer player(out, fonts, {{0, 0}, {picture.width_pt, picture.height_pt}}, options.outlines);
    for (const scene::Placed& placed : picture.lists) player.play(placed);
    out += "</svg>\n";
    return base::write_file(path, out);
}

} // namespace atlas::render_cairo
