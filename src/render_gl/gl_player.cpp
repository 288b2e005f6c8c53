// Walks the display list and hands each command to its painter; the batch keeps the painting order.
#include "render_gl/gl_player.hpp"

#include "base/say.hpp"
#include "render_gl/batch.hpp"
#include "render_gl/glyph_atlas.hpp"
#include "render_gl/kept_base.hpp"
#include "render_gl/line_source.hpp"
#include "render_gl/weak_cache.hpp"

#include <cmath>
#include <functional>
#include <numbers>

namespace atlas::render_gl {
namespace {

constexpr std::size_t kStoredFrom = 1500;  ///< fills with more vertices live on the card
constexpr float kFinestDashedPx = 0.01f;   ///< dashes follow the true length, or they would crawl while the map moves
constexpr int kSweepFrames = 60;

struct CachedLine { std::vector<Chunk> chunks; };
struct CachedFill { FeatherMesh mesh; StoredMesh stored; };
struct CachedImage { Texture texture; int width = 0, height = 0; };

/// How far a solid line may leave its true course. Short paths are links and symbols, whose smooth bends would show
/// corners; long ones are coasts and borders, and most of the work.
float thinning_px(std::size_t points, float width_px) {
    return points < 100 ? 0.12f : std::clamp(0.35f + 0.08f * (width_px - 1), 0.35f, 0.8f);
}

/// Premultiplied, so that filtering does not draw in the colour of transparent pixels; halved until the card takes it.
CachedImage upload(const scene::Image& image) {
    CachedImage out;
    const auto pixel_count = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
    if (image.width < 1 || image.height < 1 || image.rgba.size() < pixel_count * 4) return out;
    std::vector<std::uint8_t> rgba(image.rgba.begin(), image.rgba.begin() + static_cast<std::ptrdiff_t>(pixel_count * 4));
    for (std::size_t i = 0; i < rgba.size(); i += 4) {
        const unsigned a = rgba[i + 3];
        if (a == 255) continue;
        for (std::size_t k = i; k < i + 3; ++k) rgba[k] = static_cast<std::uint8_t>((rgba[k] * a + 127) / 255);
    }
    int w = image.width, h = image.height, limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    while (w > limit || h > limit) {
        const int w2 = std::max(w / 2, 1), h2 = std::max(h / 2, 1);
        for (int y = 0; y < h2; ++y) {
            for (int x = 0; x < w2; ++x) {
                for (int k = 0; k < 4; ++k) {
                    const auto at = [&](int px, int py) { return rgba[(static_cast<std::size_t>(std::min(py, h - 1)) * static_cast<std::size_t>(w) + static_cast<std::size_t>(std::min(px, w - 1))) * 4 + static_cast<std::size_t>(k)]; };
                    const int sum = at(2 * x, 2 * y) + at(2 * x + 1, 2 * y) + at(2 * x, 2 * y + 1) + at(2 * x + 1, 2 * y + 1);
                    // In place: the target never runs ahead of the source.
                    rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(w2) + static_cast<std::size_t>(x)) * 4 + static_cast<std::size_t>(k)] = static_cast<std::uint8_t>((sum + 2) / 4);
                }
            }
        }
        w = w2;
        h = h2;
    }
    out.texture = make_texture(GL_RGBA8, w, h, GL_RGBA, rgba.data(), GL_LINEAR);
    glGenerateMipmap(GL_TEXTURE_2D);
    out.width = w;
    out.height = h;
    return out;
}

} // namespace

struct GlPlayer::Impl {
    Batch batch;
    std::unique_ptr<GlyphAtlas> glyphs;
    WeakCache<geo::Path, CachedLine> lines;
    WeakCache<geo::Path, CachedFill> fills;
    WeakCache<scene::Image, CachedImage> images;
    KeptBase kept;
    PieceMaker piece_maker;
    std::vector<RectPx> clips;
    geo::Affine to_px; ///< of the list under way
    double px_per_pt = 1;
    struct { std::size_t index = 0, vertex = 0; } text_mark; ///< where the texts under way began in the stream
    int frame = 0;

    [[nodiscard]] const RectPx& clip() const { return clips.back(); }
    [[nodiscard]] geo::Box view(double grown) const {
        const RectPx& c = clip();
        return geo::Box{{double(c.x0), double(c.y0)}, {double(c.x1), double(c.y1)}}.grown(grown);
    }
    void fill(const scene::FillPath& f);
    void stroke(const scene::StrokePath& s);
    void image(const scene::DrawImage& i);
    void text_run(const scene::DrawText& t, bool halo, std::uint32_t colour, const std::function<void()>& paint);
    void texts(const scene::Command* first, const scene::Command* last);
    void push_clip(const scene::PushClip& c);
    void list(const scene::DisplayList& list);
    void begin(int fb_width, int fb_height, GLuint target, const RectPx& page, base::Color background);
    void finish();
    void copy_base(const RectPx& page, int fb_width, int fb_height);
};

void GlPlayer::Impl::fill(const scene::FillPath& f) {
    if (!f.path || f.color.a == 0) return;
    CachedFill& cached = fills.get(f.path, [](const geo::Path& p) { return CachedFill{make_feather_mesh(p), {}}; });
    FeatherMesh& mesh = cached.mesh;
    if (mesh.box.empty() || !mapped(mesh.box, to_px).intersects(view(1))) return;
    const double k = 0.5 / std::max(to_px.scale(), 1e-300);
    const geo::Affine& m = to_px;
    const geo::Vec2 origin = m.apply(mesh.origin);
    // The rim lies half inside. A large area is cut into long slivers, and moving their tips inwards turns some of them over:
    // unseen in an opaque fill, painted twice in a translucent one, whose inner rim therefore stays on the true edge.
    const bool inwards = f.color.a == 255 || (cached.stored.count == 0 && mesh.vertices.size() <= 128);
    if (cached.stored.count == 0 && mesh.vertices.size() > kStoredFrom) {
        cached.stored = store(mesh);
        mesh.vertices = {};
        mesh.indices = {};
    }
    if (cached.stored.count > 0) {
        const float linear[4] = {float(m.a), float(m.b), float(m.c), float(m.d)};
        const float step[4] = {float(m.a * k), float(m.b * k), float(m.c * k), float(m.d * k)};
        batch.mesh(cached.stored, clip(), linear, step, {float(origin.x), float(origin.y)}, f.color, inwards);
        return;
    }
    const std::size_t mark = batch.mark();
    const auto base = static_cast<std::uint32_t>(batch.stream.vertices.size());
    const std::uint32_t colour = packed(f.color);
    for (const FeatherVertex& v : mesh.vertices) {
        const double s = inwards || v.outside > 0 ? k : 0;
        const double x = v.x + v.step_x * s, y = v.y + v.step_y * s;
        batch.stream.add({float(m.a * x + m.c * y + origin.x), float(m.b * x + m.d * y + origin.y)}, v.outside, 0.5f, colour);
    }
    for (const std::uint32_t i : mesh.indices) batch.stream.indices.push_back(base + i);
    batch.flat(mark, clip());
}

void GlPlayer::Impl::stroke(const scene::StrokePath& s) {
    if (!s.path || s.stroke.color.a == 0 || !(s.stroke.width_pt > 0)) return;
    Pen pen = make_pen(s.stroke, px_per_pt, false);
    if (pen.colour == 0) return;
    const CachedLine& line = lines.get(s.path, [](const geo::Path& p) { return CachedLine{make_chunks(p)}; });
    const auto& pieces = piece_maker.pieces(*s.path, line.chunks, to_px, view(pen.width / 2 + 2), pen.dash.empty() ? thinning_px(s.path->points.size(), pen.width) : kFinestDashedPx);
    if (pieces.empty()) return;
    const std::size_t mark = batch.mark(), first_vertex = batch.stream.vertices.size();
    Stroker stroker(batch.stream);
    for (const Piece& piece : pieces) stroker.stroke(piece, pen);
    // Where a translucent line paints a pixel twice, only a wide one shows it.
    if (s.stroke.color.a == 255 || pen.width <= 2 || !stroker.may_overlap()) {
        batch.flat(mark, clip());
        return;
    }
    batch.stream.indices.resize(mark);
    batch.stream.vertices.resize(first_vertex);
    pen = make_pen(s.stroke, px_per_pt, true);
    for (const Piece& piece : pieces) stroker.stroke(piece, pen);
    batch.united(mark, first_vertex, clip(), packed(s.stroke.color), 0);
}

void GlPlayer::Impl::image(const scene::DrawImage& i) {
    if (!i.image || i.dest.empty() || i.opacity <= 0) return;
    const CachedImage& cached = images.get(i.image, [](const scene::Image& source) { return upload(source); });
    if (!cached.texture || !mapped(i.dest, to_px).intersects(view(0))) return;
    // The top row goes to the edge that is uppermost on the page, whichever way the list's y axis points.
    geo::Vec2 top_left = i.dest.min, bottom_right = i.dest.max;
    if (to_px.apply({i.dest.min.x, i.dest.max.y}).y < to_px.apply(i.dest.min).y) std::swap(top_left.y, bottom_right.y);
    const double shown = geo::length(to_px.apply({bottom_right.x, top_left.y}) - to_px.apply(top_left));
    glBindTexture(GL_TEXTURE_2D, cached.texture.id());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, shown < cached.width * 0.6 ? GL_LINEAR_MIPMAP_LINEAR : GL_LINEAR);
    const std::size_t mark = batch.mark();
    const std::uint32_t colour = packed({255, 255, 255, 255}, std::min(i.opacity, 1.0));
    const auto corner = [&](double x, double y, float u, float v) {
        const geo::Vec2 p = to_px.apply({x, y});
        return batch.stream.add({float(p.x), float(p.y)}, u, v, colour);
    };
    const auto a = corner(top_left.x, top_left.y, 0, 0), b = corner(bottom_right.x, top_left.y, 1, 0);
    const auto c = corner(top_left.x, bottom_right.y, 0, 1), d = corner(bottom_right.x, bottom_right.y, 1, 1);
    batch.stream.quad(a, b, c, d);
    batch.image(mark, clip(), cached.texture.id());
}

/// Adds one run's glyphs (or their halo) to the stream. When the atlas is full, `paint` records what was added so far and
/// it is drawn before the atlas starts anew.
void GlPlayer::Impl::text_run(const scene::DrawText& t, bool halo, std::uint32_t colour, const std::function<void()>& paint) {
    const auto eighths = [](double px) { return std::clamp(std::lround(px * 8), 0l, 65535l); };
    GlyphKey key;
    key.face = static_cast<std::uint8_t>(t.face);
    key.size_8ths = static_cast<std::uint16_t>(eighths(t.size_pt * px_per_pt));
    if (halo) key.halo_8ths = static_cast<std::uint16_t>(std::max(eighths(t.halo_pt * px_per_pt), 1l));
    key.slant_64ths = static_cast<std::int16_t>(std::lround(std::clamp(t.slant, -2.0, 2.0) * 64));
    if (key.size_8ths == 0) return;
    const geo::Box seen = view(2 * (t.size_pt + t.halo_pt) * px_per_pt);
    for (const scene::PlacedGlyph& g : t.glyphs) {
        const geo::Vec2 at = to_px.apply(g.at);
        if (!seen.contains(at)) continue;
        const long turn = std::lround(g.angle * 512 / (2 * std::numbers::pi));
        key.angle = static_cast<std::uint16_t>(((turn % 512) + 512) % 512);
        key.id = g.id;
        // Four phases across. Down, upright lines of text keep whole pixels: their strokes look alike in every label.
        const double qx = std::floor(at.x * 4 + 0.5), qy = key.angle ? std::floor(at.y * 4 + 0.5) : std::floor(at.y + 0.5) * 4;
        const double px = std::floor(qx / 4), py = std::floor(qy / 4);
        key.phase_x = static_cast<std::uint8_t>(qx - px * 4);
        key.phase_y = static_cast<std::uint8_t>(qy - py * 4);
        const GlyphCell* cell = glyphs->find(key);
        if (!cell) {
            paint();
            glyphs->upload();
            batch.flush();
            glyphs->clear();
            text_mark = {};
            cell = glyphs->find(key);
        }
        if (!cell || cell->width == 0) continue;
        const float x0 = float(px) + cell->left, y0 = float(py) + cell->top, w = cell->width, h = cell->height;
        constexpr float k = 1.0f / GlyphAtlas::kSide;
        const float u0 = cell->x * k, v0 = cell->y * k, u1 = (cell->x + w) * k, v1 = (cell->y + h) * k;
        const auto a = batch.stream.add({x0, y0}, u0, v0, colour), b = batch.stream.add({x0 + w, y0}, u1, v0, colour);
        const auto c = batch.stream.add({x0, y0 + h}, u0, v1, colour), d = batch.stream.add({x0 + w, y0 + h}, u1, v1, colour);
        batch.stream.quad(a, b, c, d);
    }
}

/// Consecutive texts with the same translucent halo: all halos are united in one pass (labels do not overlap one another).
void GlPlayer::Impl::texts(const scene::Command* first, const scene::Command* last) {
    const auto& lead = std::get<scene::DrawText>(*first);
    const bool has_halo = lead.halo.a > 0 && lead.halo_pt > 0, united = has_halo && lead.halo.a < 255;
    const auto begin = [&] { text_mark = {batch.mark(), batch.stream.vertices.size()}; };
    if (has_halo) {
        begin();
        const std::uint32_t colour = united ? packed({255, 255, 255, 255}) : packed(lead.halo);
        const auto paint = [&] {
            if (united) batch.united(text_mark.index, text_mark.vertex, clip(), packed(lead.halo), glyphs->texture());
            else batch.masked(text_mark.index, clip(), glyphs->texture());
        };
        for (const scene::Command* c = first; c != last; ++c) text_run(std::get<scene::DrawText>(*c), true, colour, paint);
        paint();
    }
    begin();
    const auto paint = [&] { batch.masked(text_mark.index, clip(), glyphs->texture()); };
    for (const scene::Command* c = first; c != last; ++c) {
        const auto& t = std::get<scene::DrawText>(*c);
        if (t.color.a > 0) text_run(t, false, packed(t.color), paint);
    }
    paint();
}

void GlPlayer::Impl::push_clip(const scene::PushClip& c) {
    const geo::Box b = mapped(c.box, to_px);
    RectPx r{0, 0, 0, 0};
    if (!b.empty()) {
        const auto whole = [](double v) { return static_cast<int>(std::lround(std::clamp(v, -1e6, 1e6))); };
        r = {whole(b.min.x), whole(b.min.y), whole(b.max.x), whole(b.max.y)};
    }
    clips.push_back(r.within(clip()));
}

void GlPlayer::Impl::list(const scene::DisplayList& list) {
    const auto& commands = list.commands;
    const std::size_t base_clips = clips.size();
    for (std::size_t i = 0; i < commands.size(); ++i) {
        struct Visitor {
            Impl& player;
            const std::vector<scene::Command>& commands;
            std::size_t& i;
            std::size_t base_clips;
            void operator()(const scene::FillPath& c) const { player.fill(c); }
            void operator()(const scene::StrokePath& c) const { player.stroke(c); }
            void operator()(const scene::DrawImage& c) const { player.image(c); }
            void operator()(const scene::DrawText& c) const {
                std::size_t end = i + 1;
                while (c.halo.a > 0 && c.halo.a < 255 && end < commands.size()) {
                    const auto* next = std::get_if<scene::DrawText>(&commands[end]);
                    if (!next || next->halo != c.halo || !(next->halo_pt > 0) || !(c.halo_pt > 0)) break;
                    ++end;
                }
                player.texts(&commands[i], commands.data() + end);
                i = end - 1;
            }
            void operator()(const scene::PushClip& c) const { player.push_clip(c); }
            void operator()(const scene::PopClip&) const {
                if (player.clips.size() > base_clips) player.clips.pop_back();
            }
            void operator()(const scene::BeginLayer&) const {}
            void operator()(const scene::EndLayer&) const {}
        };
        std::visit(Visitor{*this, commands, i, base_clips}, commands[i]);
    }
    clips.resize(base_clips);
}

/// Clears the page's rectangle of the target to the background and starts collecting.
void GlPlayer::Impl::begin(int fb_width, int fb_height, GLuint target, const RectPx& page, base::Color background) {
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target);
    glViewport(0, 0, fb_width, fb_height);
    glEnable(GL_SCISSOR_TEST);
    glScissor(page.x0, fb_height - page.y1, page.x1 - page.x0, page.y1 - page.y0);
    const float a = background.a / 255.0f;
    glClearColor(background.r / 255.0f * a, background.g / 255.0f * a, background.b / 255.0f * a, a);
    glClear(GL_COLOR_BUFFER_BIT);
    glyphs->make_room();
    batch.begin_frame(fb_width, fb_height, target);
}

void GlPlayer::Impl::finish() {
    glyphs->upload();
    batch.flush();
}

/// A drawn quad, not a blit: the target may be multisampled.
void GlPlayer::Impl::copy_base(const RectPx& page, int fb_width, int fb_height) {
    const std::size_t mark = batch.mark();
    const auto corner = [&](int x, int y) {
        return batch.stream.add({float(x), float(y)}, float(x) / float(fb_width), 1 - float(y) / float(fb_height), 0xFFFFFFFFu);
    };
    const auto a = corner(page.x0, page.y0), b = corner(page.x1, page.y0), c = corner(page.x0, page.y1), d = corner(page.x1, page.y1);
    batch.stream.quad(a, b, c, d);
    batch.image(mark, page, kept.texture());
}

GlPlayer::GlPlayer() : impl_(std::make_unique<Impl>()) {}
GlPlayer::~GlPlayer() = default;

base::Result<std::unique_ptr<GlPlayer>> GlPlayer::create(const std::string& shaders_dir, std::shared_ptr<const text::FontSet> fonts) {
    if (!epoxy_is_desktop_gl() || epoxy_gl_version() < 33) {
        const int v = epoxy_gl_version();
        return base::output_error(base::say("需要 OpenGL 3.3 或更高版本；本系统只有 {} {}.{}", "OpenGL 3.3 or newer is needed; this system offers {} {}.{}",
                                            epoxy_is_desktop_gl() ? "OpenGL" : "OpenGL ES", v / 10, v % 10));
    }
    std::unique_ptr<GlPlayer> self(new GlPlayer);
    StateGuard guard;
    if (auto loaded = self->impl_->batch.load(shaders_dir); !loaded) return loaded.error();
    self->impl_->glyphs = std::make_unique<GlyphAtlas>(std::move(fonts));
    self->impl_->batch.before_drawing = [glyphs = self->impl_->glyphs.get()] { glyphs->upload(); };
    return self;
}

void GlPlayer::play(const scene::Picture& picture, double px_per_pt, int x_px, int y_px, int fb_width, int fb_height) {
    Impl& m = *impl_;
    const RectPx page = RectPx{x_px, y_px, x_px + static_cast<int>(std::lround(picture.width_pt * px_per_pt)),
                               y_px + static_cast<int>(std::lround(picture.height_pt * px_per_pt))}
                            .within({0, 0, fb_width, fb_height});
    if (page.empty()) return;
    StateGuard guard;
    GLint target = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &target);
    glActiveTexture(GL_TEXTURE0);
    for (const GLenum off : {GL_DEPTH_TEST, GL_CULL_FACE, GL_STENCIL_TEST, GL_FRAMEBUFFER_SRGB}) glDisable(off);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    m.px_per_pt = px_per_pt;
    m.clips.assign(1, page);
    const auto place = [&](const scene::Placed& p) { return p.to_page.then({px_per_pt, 0, 0, px_per_pt, double(x_px), double(y_px)}); };
    const auto play_list = [&](const scene::Placed& p) {
        if (!p.list) return;
        m.to_px = place(p);
        m.list(*p.list);
    };
    auto use = KeptBase::Use::play;
    if (picture.lists.size() > 1)
        use = m.kept.next({picture.lists[0].list, place(picture.lists[0]), px_per_pt, page, picture.background, fb_width, fb_height});
    const auto to = static_cast<GLuint>(target);
    if (use == KeptBase::Use::play_into_texture) {
        m.begin(fb_width, fb_height, m.kept.framebuffer(), page, picture.background);
        play_list(picture.lists[0]);
        m.finish();
    }
    m.begin(fb_width, fb_height, to, page, picture.background);
    if (use != KeptBase::Use::play) m.copy_base(page, fb_width, fb_height);
    for (std::size_t i = use == KeptBase::Use::play ? 0 : 1; i < picture.lists.size(); ++i) play_list(picture.lists[i]);
    m.finish();
    glBindVertexArray(0);
    if (++m.frame % kSweepFrames == 0) {
        m.lines.drop_expired();
        m.fills.drop_expired();
        m.images.drop_expired();
    }
}

} // namespace atlas::render_gl
