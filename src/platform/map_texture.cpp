// Copying and stretching with glBlitFramebuffer: no shader, and one pass over the pixels.
#include "platform/map_texture.hpp"

#include <epoxy/gl.h>

#include <chrono>
#include <cmath>

namespace atlas::platform {

namespace {

constexpr double kSlowMs = 14;      // from here a moving map would not keep up with the hand
constexpr double kSpare = 0.16;     // of the frame's side, drawn beyond its edges on slow machines
constexpr double kMostStretch = 2;  // beyond this the stretched picture tells too little

/// Remembers what is bound and binds it again: the caller's framebuffer need not be number 0.
struct KeepBinding {
    GLint draw = 0, read = 0;
    KeepBinding() {
        glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw);
        glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read);
    }
    ~KeepBinding() {
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw));
        glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read));
    }
};

} // namespace

MapTexture::~MapTexture() {
    if (framebuffer_) glDeleteFramebuffers(1, &framebuffer_);
    if (texture_) glDeleteTextures(1, &texture_);
}

void MapTexture::reserve(int width, int height) {
    if (texture_ && width == width_ && height == height_) return;
    if (!texture_) {
        glGenTextures(1, &texture_);
        glGenFramebuffers(1, &framebuffer_);
    }
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glBindTexture(GL_TEXTURE_2D, 0);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
    width_ = width;
    height_ = height;
}

void MapTexture::play(render_gl::GlPlayer& player, const scene::Picture& picture, double px_per_pt, int margin, const Target& target) {
    const auto begin = std::chrono::steady_clock::now();
    reserve(target.width + 2 * margin, target.height + 2 * margin);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glViewport(0, 0, width_, height_);
    if (margin > 0) {
        scene::Picture wide = picture;
        const double m = margin / px_per_pt;
        wide.width_pt += 2 * m;
        wide.height_pt += 2 * m;
        for (scene::Placed& p : wide.lists) p.to_page = p.to_page.then({1, 0, 0, 1, m, m});
        player.play(wide, px_per_pt, 0, 0, width_, height_);
    } else {
        player.play(picture, px_per_pt, 0, 0, width_, height_);
    }
    margin_ = margin;
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    // The first play uploads everything, which says nothing about the next ones.
    play_ms_ = plays_ == 0 ? 0 : ms;
    ++plays_;
}

std::optional<geo::Box> MapTexture::seen(const scene::Camera& camera, double px_per_pt, const Target& target) const {
    const double k = camera.m_per_pt / camera_->m_per_pt; // texture pixels a screen pixel covers
    if (k > kMostStretch || k < 1 / kMostStretch) return std::nullopt;
    const geo::Vec2 moved = camera.center_m - camera_->center_m;
    const geo::Vec2 middle{width_ / 2.0 + moved.x / camera_->m_per_pt * px_per_pt, height_ / 2.0 - moved.y / camera_->m_per_pt * px_per_pt};
    const geo::Box box{{middle.x - target.width * k / 2, middle.y - target.height * k / 2}, {middle.x + target.width * k / 2, middle.y + target.height * k / 2}};
    if (box.min.x < -0.5 || box.min.y < -0.5 || box.max.x > width_ + 0.5 || box.max.y > height_ + 0.5) return std::nullopt;
    return box;
}

bool MapTexture::draw(render_gl::GlPlayer& player, const scene::Picture& picture, const scene::Camera& camera, double px_per_pt, bool moving, const Target& target) {
    Key key{{}, px_per_pt, target.width, target.height, picture.background};
    for (const scene::Placed& p : picture.lists) key.lists.emplace_back(p.list.get(), p.to_page);
    geo::Box source{{static_cast<double>(margin_), static_cast<double>(margin_)}, {static_cast<double>(margin_ + target.width), static_cast<double>(margin_ + target.height)}};
    bool stands_for = false;
    const KeepBinding keep;
    const bool slow = play_ms_ > kSlowMs;
    if (!(key_ && *key_ == key)) {
        const bool same_frame = key_ && key_->width == key.width && key_->height == key.height && key_->px_per_pt == key.px_per_pt && camera_->projection == camera.projection;
        const auto part = moving && slow && same_frame ? seen(camera, px_per_pt, target) : std::nullopt;
        if (part) {
            source = *part;
            stands_for = true;
        } else {
            const int margin = moving && slow ? static_cast<int>(std::round(std::min(target.width, target.height) * kSpare)) : 0;
            play(player, picture, px_per_pt, margin, target);
            key_ = std::move(key);
            camera_ = camera;
            held_.clear();
            for (const scene::Placed& p : picture.lists) held_.push_back(p.list);
            source = {{static_cast<double>(margin), static_cast<double>(margin)}, {static_cast<double>(margin + target.width), static_cast<double>(margin + target.height)}};
        }
    }
    glDisable(GL_SCISSOR_TEST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(keep.draw));
    const auto whole = [](double v) { return static_cast<GLint>(std::lround(v)); };
    // Framebuffers count rows from below.
    const GLint x0 = whole(source.min.x), x1 = stands_for && whole(source.width()) != target.width ? whole(source.max.x) : x0 + target.width;
    const GLint top = whole(source.min.y), bottom = stands_for && whole(source.height()) != target.height ? whole(source.max.y) : top + target.height;
    const bool stretched = x1 - x0 != target.width || bottom - top != target.height;
    glBlitFramebuffer(x0, height_ - bottom, x1, height_ - top, target.x, target.fb_height - target.y - target.height, target.x + target.width,
                      target.fb_height - target.y, GL_COLOR_BUFFER_BIT, stretched ? GL_LINEAR : GL_NEAREST);
    return stands_for;
}

} // namespace atlas::platform
