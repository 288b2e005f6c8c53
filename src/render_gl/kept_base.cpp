// A new list with the same content is common: the map builder makes both lists anew whenever the view changes.
#include "render_gl/kept_base.hpp"

namespace atlas::render_gl {
namespace {

/// Most paths are cached by the builder and come back at the same address; a few are made anew each time.
bool same_path(const geo::PathPtr& a, const geo::PathPtr& b) { return a == b || (a && b && *a == *b); }

struct SamePaint {
    const scene::Command& other;
    template <class C> const C& as() const { return *std::get_if<C>(&other); } // the caller compared the index
    bool operator()(const scene::FillPath& c) const { return same_path(c.path, as<scene::FillPath>().path) && c.color == as<scene::FillPath>().color; }
    bool operator()(const scene::StrokePath& c) const {
        return same_path(c.path, as<scene::StrokePath>().path) && c.stroke == as<scene::StrokePath>().stroke;
    }
    bool operator()(const scene::DrawImage& c) const {
        const auto& o = as<scene::DrawImage>();
        return c.image == o.image && c.dest == o.dest && c.opacity == o.opacity;
    }
    bool operator()(const scene::DrawText&) const { return false; }
    bool operator()(const scene::PushClip& c) const { return c.box == as<scene::PushClip>().box; }
    bool operator()(const scene::PopClip&) const { return true; }
    bool operator()(const scene::BeginLayer&) const { return true; }
    bool operator()(const scene::EndLayer&) const { return true; }
};

} // namespace

bool same_paint(const scene::DisplayList& a, const scene::DisplayList& b) {
    if (&a == &b) return true;
    if (a.commands.size() != b.commands.size()) return false;
    for (std::size_t i = 0; i < a.commands.size(); ++i) {
        if (a.commands[i].index() != b.commands[i].index() || !std::visit(SamePaint{b.commands[i]}, a.commands[i])) return false;
    }
    return true;
}

KeptBase::Use KeptBase::next(const Scene& scene) {
    const bool same = scene_.list && scene.list && scene_.to_px == scene.to_px && scene_.px_per_pt == scene.px_per_pt && scene_.page == scene.page &&
                      scene_.background == scene.background && scene_.fb_width == scene.fb_width && scene_.fb_height == scene.fb_height &&
                      same_paint(*scene_.list, *scene.list);
    if (!same) {
        scene_ = scene;
        drawn_ = false;
        return Use::play;
    }
    if (drawn_) return Use::copy;
    if (!texture_ || width_ != scene.fb_width || height_ != scene.fb_height) {
        width_ = scene.fb_width;
        height_ = scene.fb_height;
        texture_ = make_texture(GL_RGBA8, width_, height_, GL_RGBA, nullptr, GL_NEAREST);
        framebuffer_ = make_framebuffer();
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer_.id());
        glFramebufferTexture2D(GL_DRAW_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.id(), 0);
    }
    drawn_ = true;
    return Use::play_into_texture;
}

} // namespace atlas::render_gl
