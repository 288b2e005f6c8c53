// Which layer is played when, and how it reaches the window.
#include "platform/map_texture.hpp"

#include <epoxy/gl.h>

#include <chrono>
#include <cmath>

namespace atlas::platform {

namespace {

constexpr double kSlowMs = 14;     // from here a moving map would not keep up with the hand
constexpr double kSpare = 0.16;    // of the frame's shorter side, drawn beyond its edges on slow machines
constexpr double kMostStretch = 2; // beyond this the stretched picture tells too little

double clock_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

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

geo::Box resting(int margin, const MapTexture::Target& t) {
    const double m = margin;
    return {{m, m}, {m + t.width, m + t.height}};
}

} // namespace

MapTexture::~MapTexture() {
    for (Layer* layer : {&ground_, &above_}) {
        if (layer->framebuffer) glDeleteFramebuffers(1, &layer->framebuffer);
        if (layer->texture) glDeleteTextures(1, &layer->texture);
    }
    if (program_) glDeleteProgram(program_);
    if (vertex_array_) glDeleteVertexArrays(1, &vertex_array_);
}

bool MapTexture::same_frame(const Layer& layer, const scene::Camera& camera, double px_per_pt, const Target& target) {
    return layer.camera && layer.camera->projection == camera.projection && layer.frame_width == target.width && layer.frame_height == target.height &&
           layer.px_per_pt == px_per_pt;
}

bool MapTexture::shows(const Layer& layer, const scene::Picture& picture, double px_per_pt, const Target& target) {
    if (!layer.camera || layer.frame_width != target.width || layer.frame_height != target.height || layer.px_per_pt != px_per_pt ||
        !(layer.background == picture.background) || layer.lists.size() != picture.lists.size())
        return false;
    for (std::size_t i = 0; i < layer.lists.size(); ++i) {
        const scene::Placed &a = layer.lists[i], &b = picture.lists[i];
        if (!(a.to_page == b.to_page) || (a.list != b.list && !same_commands(*a.list, *b.list))) return false;
    }
    return true;
}

void MapTexture::play(Layer& layer, render_gl::GlPlayer& player, const scene::Picture& picture, const scene::Camera& camera, double px_per_pt, int margin,
                      const Target& target) {
    const double begin = clock_ms();
    const int width = target.width + 2 * margin, height = target.height + 2 * margin;
    if (!layer.texture) {
        glGenTextures(1, &layer.texture);
        glGenFramebuffers(1, &layer.framebuffer);
    }
    if (width != layer.width || height != layer.height) {
        glBindTexture(GL_TEXTURE_2D, layer.texture);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        glBindTexture(GL_TEXTURE_2D, 0);
        glBindFramebuffer(GL_FRAMEBUFFER, layer.framebuffer);
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, layer.texture, 0);
        layer.width = width;
        layer.height = height;
    }
    glBindFramebuffer(GL_FRAMEBUFFER, layer.framebuffer);
    glViewport(0, 0, width, height);
    scene::Picture wide = picture;
    const double m = margin / px_per_pt;
    wide.width_pt += 2 * m;
    wide.height_pt += 2 * m;
    for (scene::Placed& p : wide.lists) p.to_page = p.to_page.then({1, 0, 0, 1, m, m});
    player.play(wide, px_per_pt, 0, 0, width, height);
    layer.margin = margin;
    layer.frame_width = target.width;
    layer.frame_height = target.height;
    layer.px_per_pt = px_per_pt;
    layer.background = picture.background;
    layer.lists = picture.lists;
    layer.camera = camera;
    layer.play_ms = clock_ms() - begin;
    ++plays_;
}

std::optional<geo::Box> MapTexture::seen(const Layer& layer, const scene::Camera& camera, double px_per_pt, const Target& target) {
    const double k = camera.m_per_pt / layer.camera->m_per_pt; // texture pixels that a screen pixel covers
    if (k > kMostStretch || k < 1 / kMostStretch) return std::nullopt;
    const geo::Vec2 moved = camera.center_m - layer.camera->center_m;
    const double per_m = px_per_pt / layer.camera->m_per_pt;
    const geo::Vec2 middle{layer.width / 2.0 + moved.x * per_m, layer.height / 2.0 - moved.y * per_m};
    const geo::Box box{{middle.x - target.width * k / 2, middle.y - target.height * k / 2}, {middle.x + target.width * k / 2, middle.y + target.height * k / 2}};
    if (box.min.x < -0.5 || box.min.y < -0.5 || box.max.x > layer.width + 0.5 || box.max.y > layer.height + 0.5) return std::nullopt;
    return box;
}

MapTexture::Part MapTexture::update(Layer& layer, render_gl::GlPlayer& player, const scene::Picture& picture, const scene::Camera& camera, double px_per_pt,
                                    bool stretch, const Target& target) {
    if (shows(layer, picture, px_per_pt, target)) return {resting(layer.margin, target), false};
    if (stretch && same_frame(layer, camera, px_per_pt, target))
        if (const auto box = seen(layer, camera, px_per_pt, target)) return {*box, true};
    const int margin = stretch ? static_cast<int>(std::round(std::min(target.width, target.height) * kSpare)) : 0;
    play(layer, player, picture, camera, px_per_pt, margin, target);
    return {resting(margin, target), false};
}

bool MapTexture::draw(render_gl::GlPlayer& player, const scene::Picture& picture, const scene::Camera& camera, double px_per_pt, bool moving, const Target& target) {
    const KeepBinding keep;
    const auto framebuffer = static_cast<unsigned>(keep.draw);
    if (!slow_) {
        const int before = plays_;
        const Part part = update(ground_, player, picture, camera, px_per_pt, false, target);
        // The first play uploads everything, which says nothing about the next ones.
        if (plays_ > before && before > 0 && ground_.play_ms > kSlowMs) slow_ = true;
        copy(ground_, part, framebuffer, target);
        return false;
    }
    scene::Picture ground = picture, above = picture;
    above.background = {0, 0, 0, 0};
    if (!picture.lists.empty()) {
        ground.lists = {picture.lists.front()};
        above.lists.erase(above.lists.begin());
    }
    // Links first: a press must show at once. The ground waits a frame when both would have to be played.
    const int before = plays_;
    const Part links = update(above_, player, above, camera, px_per_pt, moving, target);
    Part paper{resting(ground_.margin, target), true};
    const bool may_wait = !moving && plays_ > before && ground_.camera && *ground_.camera == camera && same_frame(ground_, camera, px_per_pt, target) &&
                          ground_.lists.size() == 1 && ground_.background == ground.background;
    if (!may_wait || shows(ground_, ground, px_per_pt, target)) paper = update(ground_, player, ground, camera, px_per_pt, moving, target);
    copy(ground_, paper, framebuffer, target);
    if (!above.lists.empty()) blend(above_, links, framebuffer, target);
    return paper.stands_for || links.stands_for;
}

void MapTexture::copy(const Layer& layer, const Part& part, unsigned framebuffer, const Target& target) {
    glDisable(GL_SCISSOR_TEST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, layer.framebuffer);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
    const auto whole = [](double v) { return static_cast<GLint>(std::lround(v)); };
    const bool stretched = std::abs(part.source.width() - target.width) > 0.5;
    const GLint x0 = whole(part.source.min.x), x1 = stretched ? whole(part.source.max.x) : x0 + target.width;
    const GLint top = whole(part.source.min.y), bottom = stretched ? whole(part.source.max.y) : top + target.height;
    // Framebuffers count rows from below.
    glBlitFramebuffer(x0, layer.height - bottom, x1, layer.height - top, target.x, target.fb_height - target.y - target.height, target.x + target.width,
                      target.fb_height - target.y, GL_COLOR_BUFFER_BIT, stretched ? GL_LINEAR : GL_NEAREST);
}

void MapTexture::blend(const Layer& layer, const Part& part, unsigned framebuffer, const Target& target) {
    if (!program_) {
        const auto compile = [](GLenum kind, const char* source) {
            const GLuint shader = glCreateShader(kind);
            glShaderSource(shader, 1, &source, nullptr);
            glCompileShader(shader);
            return shader;
        };
        const GLuint vertex = compile(GL_VERTEX_SHADER, R"(#version 330 core
uniform vec4 source;
out vec2 uv;
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    uv = mix(source.xy, source.zw, corner);
    gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
})");
        const GLuint fragment = compile(GL_FRAGMENT_SHADER, R"(#version 330 core
uniform sampler2D map;
in vec2 uv;
out vec4 colour;
void main() { colour = texture(map, uv); })");
        program_ = glCreateProgram();
        glAttachShader(program_, vertex);
        glAttachShader(program_, fragment);
        glLinkProgram(program_);
        glDeleteShader(vertex);
        glDeleteShader(fragment);
        source_at_ = glGetUniformLocation(program_, "source");
        glGenVertexArrays(1, &vertex_array_);
    }
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glViewport(target.x, target.fb_height - target.y - target.height, target.width, target.height);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA); // the player leaves premultiplied colour on a transparent ground
    const bool stretched = std::abs(part.source.width() - target.width) > 0.5;
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, layer.texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, stretched ? GL_LINEAR : GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, stretched ? GL_LINEAR : GL_NEAREST);
    const auto at = [stretched](double v) { return stretched ? v : std::round(v); };
    const double w = layer.width, h = layer.height;
    glUseProgram(program_);
    glUniform4f(source_at_, static_cast<float>(at(part.source.min.x) / w), static_cast<float>(1 - at(part.source.max.y) / h),
                static_cast<float>(at(part.source.max.x) / w), static_cast<float>(1 - at(part.source.min.y) / h));
    glBindVertexArray(vertex_array_);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    glBindVertexArray(0);
    glUseProgram(0);
    glBindTexture(GL_TEXTURE_2D, 0);
}

namespace {

/// Shared paths are told by their address; a small one that is made for each list by its points.
bool same_path(const geo::PathPtr& a, const geo::PathPtr& b) {
    return a == b || (a && b && a->points.size() == b->points.size() && a->points.size() < 4096 && *a == *b);
}

struct Same { // one overload for each command, so that a new command does not compile unseen
    const scene::Command& other;
    bool operator()(const scene::FillPath& a) const {
        const auto* b = std::get_if<scene::FillPath>(&other);
        return b && same_path(a.path, b->path) && a.color == b->color;
    }
    bool operator()(const scene::StrokePath& a) const {
        const auto* b = std::get_if<scene::StrokePath>(&other);
        return b && same_path(a.path, b->path) && a.stroke == b->stroke;
    }
    bool operator()(const scene::DrawImage& a) const {
        const auto* b = std::get_if<scene::DrawImage>(&other);
        return b && a.image == b->image && a.dest == b->dest && a.opacity == b->opacity;
    }
    bool operator()(const scene::DrawText&) const { return false; } // glyph by glyph would cost more than it saves
    bool operator()(const scene::PushClip& a) const {
        const auto* b = std::get_if<scene::PushClip>(&other);
        return b && a.box == b->box;
    }
    bool operator()(const scene::PopClip&) const { return std::holds_alternative<scene::PopClip>(other); }
    bool operator()(const scene::BeginLayer&) const { return std::holds_alternative<scene::BeginLayer>(other); }
    bool operator()(const scene::EndLayer&) const { return std::holds_alternative<scene::EndLayer>(other); }
};

} // namespace

bool same_commands(const scene::DisplayList& a, const scene::DisplayList& b) {
    if (a.commands.size() != b.commands.size()) return false;
    for (std::size_t i = 0; i < a.commands.size(); ++i)
        if (!std::visit(Same{b.commands[i]}, a.commands[i])) return false;
    return true;
}

} // namespace atlas::platform
