// The PDF player: paths, images and searchable text through Cairo. Points are brought to page points here, so Cairo's own
// matrix stays the identity and stroke widths are page points. Dates are fixed: the same picture gives the same bytes.
// Cairo cannot write layers, so each layer is drawn as a page of one file (its fonts are shared); pdf_document.cpp makes
// one page of them.
#include "render_cairo/cairo_player.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "render_cairo/pdf_document.hpp"
#include "render_cairo/recipe.hpp"

#include <cairo-ft.h>
#include <cairo-pdf.h>

#include <array>
#include <cmath>
#include <memory>
#include <new>
#include <optional>

namespace atlas::render_cairo {
namespace {

using geo::Vec2;
constexpr double kMaxPagePt = 14400; ///< PDF's own limit for a page side without user units

/// A FreeType face as long as Cairo keeps a use for it.
struct OpenFace {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    ~OpenFace() {
        if (face) FT_Done_Face(face);
        if (library) FT_Done_FreeType(library);
    }
};

base::Result<cairo_font_face_t*> open_face(const text::FontFile& file) {
    auto open = std::make_unique<OpenFace>();
    if (FT_Init_FreeType(&open->library) != 0 || FT_New_Face(open->library, file.path.c_str(), file.index, &open->face) != 0)
        return base::output_error(base::say("PDF：字体“{}”无法打开", "PDF: the font '{}' cannot be opened", file.path));
    cairo_font_face_t* face = cairo_ft_font_face_create_for_ft_face(open->face, FT_LOAD_NO_HINTING);
    static const cairo_user_data_key_t key{};
    if (cairo_font_face_set_user_data(face, &key, open.get(), [](void* p) { delete static_cast<OpenFace*>(p); }) != CAIRO_STATUS_SUCCESS) {
        cairo_font_face_destroy(face);
        return base::output_error(base::say("PDF：内存不足", "PDF: out of memory"));
    }
    open.release(); // now owned by the font face, which Cairo may keep beyond this file
    return face;
}

class PdfPlayer {
public:
    PdfPlayer(cairo_t* cr, const text::FontSet& fonts, const geo::Box& page) : cr_(cr), fonts_(fonts), clips_{page} {
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_set_font_options(cr_, options);
        cairo_font_options_destroy(options);
        cairo_set_line_join(cr_, CAIRO_LINE_JOIN_ROUND);
    }
    ~PdfPlayer() {
        for (cairo_font_face_t* face : faces_)
            if (face) cairo_font_face_destroy(face);
    }
    PdfPlayer(const PdfPlayer&) = delete;
    PdfPlayer& operator=(const PdfPlayer&) = delete;

    void play(const scene::Placed& placed) {
        to_page_ = placed.to_page;
        depth_ = 0;
        turn_to({});
        for (const scene::Command& command : placed.list->commands) std::visit(*this, command);
        while (clips_.size() > 1) (*this)(scene::PopClip{});
    }
    [[nodiscard]] const std::optional<base::Error>& error() const { return error_; }

    void operator()(const scene::FillPath& c) {
        if (!c.path || c.color.a == 0) return;
        if (!trace(*c.path, 0)) return;
        source(c.color);
        cairo_set_fill_rule(cr_, CAIRO_FILL_RULE_EVEN_ODD);
        cairo_fill(cr_);
    }
    void operator()(const scene::StrokePath& c) {
        if (!c.path || c.stroke.color.a == 0 || !(c.stroke.width_pt > 0)) return;
        if (!trace(*c.path, c.stroke.width_pt)) return;
        source(c.stroke.color);
        cairo_set_line_width(cr_, c.stroke.width_pt);
        cairo_set_line_cap(cr_, c.stroke.cap == scene::Cap::round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
        std::vector<double> dash;
        double period = 0;
        for (const float d : c.stroke.dash_pt) period += dash.emplace_back(std::max(d, 0.0F));
        if (!(period > 0)) dash.clear();
        cairo_set_dash(cr_, dash.data(), static_cast<int>(dash.size()), 0);
        cairo_stroke(cr_);
    }
    void operator()(const scene::DrawImage& c) {
        if (!c.image || c.image->width <= 0 || c.image->height <= 0) return;
        const scene::Image& image = *c.image;
        geo::Box dest;
        dest.add(to_page_.apply(c.dest.min));
        dest.add(to_page_.apply(c.dest.max));
        cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image.width, image.height);
        if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
            cairo_surface_flush(surface);
            std::uint8_t* data = cairo_image_surface_get_data(surface);
            const int stride = cairo_image_surface_get_stride(surface);
            for (int y = 0; y < image.height; ++y) {
                auto* row = reinterpret_cast<std::uint32_t*>(data + static_cast<std::ptrdiff_t>(y) * stride);
                const std::uint8_t* in = image.rgba.data() + static_cast<std::size_t>(y) * image.width * 4;
                for (int x = 0; x < image.width; ++x, in += 4) {
                    const std::uint32_t a = in[3];
                    const auto by_alpha = [a](std::uint32_t v) { return (v * a + 127) / 255; };
                    row[x] = a << 24 | by_alpha(in[0]) << 16 | by_alpha(in[1]) << 8 | by_alpha(in[2]);
                }
            }
            cairo_surface_mark_dirty(surface);
        }
        cairo_save(cr_);
        cairo_translate(cr_, dest.min.x, dest.min.y);
        cairo_scale(cr_, dest.width() / image.width, dest.height() / image.height);
        cairo_set_source_surface(cr_, surface, 0, 0);
        drawn_ = true;
        cairo_pattern_set_filter(cairo_get_source(cr_), CAIRO_FILTER_BILINEAR);
        cairo_pattern_set_extend(cairo_get_source(cr_), CAIRO_EXTEND_PAD); // no faded rim at the image's edge
        cairo_rectangle(cr_, 0, 0, image.width, image.height);
        cairo_clip(cr_);
        if (c.opacity < 1) cairo_paint_with_alpha(cr_, c.opacity);
        else cairo_paint(cr_);
        cairo_restore(cr_);
        cairo_surface_destroy(surface);
    }
    void operator()(const scene::DrawText& c) {
        if (c.glyphs.empty() || !use_face(c.face)) return;
        const bool halo = c.halo.a > 0 && c.halo_pt > 0;
        if (halo) {
            for_each_run(c, [&](std::size_t begin, std::size_t end) {
                cairo_glyph_path(cr_, glyphs_.data() + begin, static_cast<int>(end - begin));
            });
            source(c.halo);
            cairo_set_line_width(cr_, 2 * c.halo_pt);
            cairo_set_dash(cr_, nullptr, 0, 0);
            cairo_stroke(cr_);
        }
        source(c.color);
        const bool searchable = !base::first_invalid_utf8(c.utf8);
        for_each_run(c, [&](std::size_t begin, std::size_t end) {
            if (searchable) show(c, begin, end);
            else cairo_show_glyphs(cr_, glyphs_.data() + begin, static_cast<int>(end - begin));
        });
    }
    void operator()(const scene::PushClip& c) {
        geo::Box box;
        box.add(to_page_.apply(c.box.min));
        box.add(to_page_.apply(c.box.max));
        cairo_save(cr_);
        if (box.empty()) box = {{0, 0}, {0, 0}};
        cairo_rectangle(cr_, box.min.x, box.min.y, box.width(), box.height());
        cairo_clip(cr_);
        const geo::Box& outer = clips_.back();
        clips_.push_back({{std::max(outer.min.x, box.min.x), std::max(outer.min.y, box.min.y)},
                          {std::min(outer.max.x, box.max.x), std::min(outer.max.y, box.max.y)}});
    }
    void operator()(const scene::PopClip&) {
        if (clips_.size() == 1) return;
        cairo_restore(cr_);
        clips_.pop_back();
    }
    void operator()(const scene::BeginLayer& c) {
        if (depth_++ == 0) turn_to({c.id, c.title.empty() ? c.id : c.title});
    }
    void operator()(const scene::EndLayer&) {
        if (depth_ > 0 && --depth_ == 0) turn_to({});
    }

    void paper(base::Color c) {
        source(c);
        cairo_paint(cr_);
    }
    /// Ends the last page; what each page shows, from the bottom.
    std::vector<PdfPart> finish() {
        if (drawn_ || parts_.size() == 1) cairo_show_page(cr_);
        else parts_.pop_back();
        return std::move(parts_);
    }

private:
    /// From here on things belong to `part`; a new page unless nothing was drawn on the last one. Clips stay as they are.
    void turn_to(PdfPart part) {
        if (part == parts_.back()) return;
        if (drawn_) {
            cairo_show_page(cr_);
            drawn_ = false;
            parts_.emplace_back();
        }
        parts_.back() = std::move(part);
    }

    void source(base::Color c) {
        cairo_set_source_rgba(cr_, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
        drawn_ = true;
    }

    /// Adds the parts that can be seen; false when there are none. A map of one province holds the lines of the country.
    bool trace(const geo::Path& path, double margin) {
        cairo_new_path(cr_);
        const geo::Box visible = clips_.back().grown(margin);
        bool any = false;
        for (std::size_t part = 0; part < path.part_count(); ++part) {
            geo::Box bounds;
            for (std::size_t i = path.part_begin(part); i < path.part_end(part); ++i) bounds.add(to_page_.apply(path.points[i]));
            if (!bounds.intersects(visible)) continue;
            bool started = false;
            for (std::size_t i = path.part_begin(part); i < path.part_end(part); ++i) {
                Vec2 p = to_page_.apply(path.points[i]);
                if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
                // Cairo's numbers are 24.8 fixed point: beyond 8 million they wrap round.
                p = {std::clamp(p.x, -1e6, 1e6), std::clamp(p.y, -1e6, 1e6)};
                if (started) cairo_line_to(cr_, p.x, p.y);
                else cairo_move_to(cr_, p.x, p.y);
                started = true;
            }
            if (path.closed && started) cairo_close_path(cr_);
            any = any || started;
        }
        return any;
    }

    bool use_face(text::Face face) {
        cairo_font_face_t*& open = faces_[static_cast<std::size_t>(face)];
        if (!open) {
            auto opened = open_face(fonts_.file(face));
            if (!opened) {
                error_ = opened.error();
                return false;
            }
            open = *opened;
        }
        cairo_set_font_face(cr_, open);
        return true;
    }

    /// Calls `draw(begin, end)` for stretches of glyphs turned alike, with the font matrix set.
    template <class Draw>
    void for_each_run(const scene::DrawText& c, const Draw& draw) {
        glyphs_.clear();
        for (const scene::PlacedGlyph& g : c.glyphs) {
            const Vec2 at = to_page_.apply(g.at);
            glyphs_.push_back({g.id, at.x, at.y});
        }
        for (std::size_t begin = 0; begin < c.glyphs.size();) {
            std::size_t end = begin + 1;
            // Glyphs of one cluster stay together whatever their angle: their text cannot be shared out.
            while (end < c.glyphs.size() && (c.glyphs[end].angle == c.glyphs[begin].angle || c.glyphs[end].cluster == c.glyphs[end - 1].cluster)) ++end;
            const double cs = std::cos(c.glyphs[begin].angle) * c.size_pt, sn = std::sin(c.glyphs[begin].angle) * c.size_pt;
            cairo_matrix_t matrix;
            cairo_matrix_init(&matrix, cs, sn, -cs * c.slant - sn, -sn * c.slant + cs, 0, 0);
            cairo_set_font_matrix(cr_, &matrix);
            draw(begin, end);
            begin = end;
        }
    }

    void show(const scene::DrawText& c, std::size_t begin, std::size_t end) {
        const auto cluster = [&](std::size_t i) {
            return i < c.glyphs.size() ? std::min<std::size_t>(c.glyphs[i].cluster, c.utf8.size()) : c.utf8.size();
        };
        std::vector<cairo_text_cluster_t> clusters;
        for (std::size_t i = begin; i < end;) {
            std::size_t j = i + 1;
            while (j < end && cluster(j) == cluster(i)) ++j;
            if (cluster(j) < cluster(i)) { // not left to right: positions are right, the words cannot be told
                cairo_show_glyphs(cr_, glyphs_.data() + begin, static_cast<int>(end - begin));
                return;
            }
            clusters.push_back({static_cast<int>(cluster(j) - cluster(i)), static_cast<int>(j - i)});
            i = j;
        }
        cairo_show_text_glyphs(cr_, c.utf8.data() + cluster(begin), static_cast<int>(cluster(end) - cluster(begin)), glyphs_.data() + begin,
                               static_cast<int>(end - begin), clusters.data(), static_cast<int>(clusters.size()),
                               static_cast<cairo_text_cluster_flags_t>(0));
    }

    cairo_t* cr_;
    const text::FontSet& fonts_;
    geo::Affine to_page_;
    std::vector<geo::Box> clips_; ///< the page, then each clip met with those around it
    std::array<cairo_font_face_t*, text::kFaceCount> faces_{};
    std::vector<cairo_glyph_t> glyphs_;
    std::optional<base::Error> error_;
    std::vector<PdfPart> parts_{{}};
    bool drawn_ = false; ///< anything on the current page
    int depth_ = 0;      ///< of layers
};

/// The pages as Cairo writes them; `parts` gets what each of them is.
base::Result<std::string> draw_pages(const scene::Picture& picture, const text::FontSet& fonts, bool transparent, std::vector<PdfPart>& parts) {
    std::string bytes;
    const auto keep = [](void* into, const unsigned char* data, unsigned length) -> cairo_status_t {
        try {
            static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(data), length);
            return CAIRO_STATUS_SUCCESS;
        } catch (const std::bad_alloc&) { // must not pass through C
            return CAIRO_STATUS_NO_MEMORY;
        }
    };
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(keep, &bytes, picture.width_pt, picture.height_pt);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, picture.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, picture.subject.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, kPdfCreator);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, kPdfDate);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, kPdfDate);
    cairo_t* cr = cairo_create(surface);
    std::optional<base::Error> error;
    {
        PdfPlayer player(cr, fonts, {{0, 0}, {picture.width_pt, picture.height_pt}});
        if (!transparent) player.paper(base::Color{picture.background.r, picture.background.g, picture.background.b, 255});
        for (const scene::Placed& placed : picture.lists) player.play(placed);
        parts = player.finish();
        error = player.error();
    }
    const cairo_status_t drawn = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    const cairo_status_t written = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (error) return *error;
    for (const cairo_status_t status : {drawn, written})
        if (status != CAIRO_STATUS_SUCCESS) return base::output_error(base::say("PDF：Cairo 报告：{}", "PDF: {}", cairo_status_to_string(status)));
    return bytes;
}

} // namespace

base::Status write_pdf(const scene::Picture& picture, const text::FontSet& fonts, const std::string& path, const FileOptions& options) {
    if (!(picture.width_pt > 0 && picture.height_pt > 0) || picture.width_pt > kMaxPagePt || picture.height_pt > kMaxPagePt)
        return base::usage_error(base::say("PDF：{} × {} pt 的页面无法写出；每边最长 {} pt（5.08 m）",
                                           "PDF: a page of {} × {} pt cannot be written; the largest side is {} pt (5.08 m)", picture.width_pt,
                                           picture.height_pt, kMaxPagePt));
    if (auto kept = check_recipe(picture, path); !kept) return kept;
    std::vector<PdfPart> parts;
    const auto pages = draw_pages(picture, fonts, options.transparent, parts);
    if (!pages) return pages.error();
    const auto bytes = one_page(*pages, parts, picture);
    if (!bytes) return bytes.error();
    return base::write_file(path, *bytes);
}

} // namespace atlas::render_cairo
