// Which layer is played when, and how it reaches the window.
#include "platform/map_texture.hpp"

#include "render_cairo/raster_player.hpp"

#include <epoxy/gl.h>

#include <algorithm>
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
    for (Layer* layer : {&ground_, &above_, &before_}) {
        if (layer->framebuffer) glDeleteFramebuffers(1, &layer->framebuffer);
        if (layer->texture) glDeleteTextures(1, &layer->texture);
    }
    for (const unsigned program : {program_, change_program_})
        if (program) glDeleteProgram(program);
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
    if (!upload_drawn(layer, wide, px_per_pt)) player.play(wide, px_per_pt, 0, 0, width, height);
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

bool MapTexture::upload_drawn(const Layer& layer, const scene::Picture& wide, double px_per_pt) const {
    if (!slow_ || !fonts_ || &layer != &above_) return false;
    const auto rgba = render_cairo::render_over(wide, *fonts_, px_per_pt);
    if (!rgba || rgba->size() != static_cast<std::size_t>(layer.width) * static_cast<std::size_t>(layer.height) * 4) return false;
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glBindTexture(GL_TEXTURE_2D, layer.texture);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, layer.width, layer.height, GL_RGBA, GL_UNSIGNED_BYTE, rgba->data());
    glBindTexture(GL_TEXTURE_2D, 0);
    return true;
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

void MapTexture::keep_before(Layer& layer, const std::optional<Fade>& fade) {
    if (!fade || fade->change == change_) return;
    change_ = fade->change;
    if (!layer.camera) return;
    // The textures change places: nothing is copied, and the layer is played into the other one.
    std::swap(layer, before_);
    layer.camera.reset();
    layer.lists.clear();
}

std::optional<MapTexture::Part> MapTexture::before(const std::optional<Fade>& fade, const scene::Camera& camera, double px_per_pt, const Target& target) const {
    if (!fade || fade->share >= 1 || !before_.camera || !same_frame(before_, camera, px_per_pt, target)) return std::nullopt;
    if (*before_.camera == camera) return Part{resting(before_.margin, target), false};
    const auto box = seen(before_, camera, px_per_pt, target);
    return box ? std::optional<Part>(Part{*box, true}) : std::nullopt;
}

bool MapTexture::draw(render_gl::GlPlayer& player, const scene::Picture& picture, const scene::Camera& camera, double px_per_pt, bool moving, const Target& target,
                      std::optional<Fade> fade) {
    const KeepBinding keep;
    const auto framebuffer = static_cast<unsigned>(keep.draw);
    keep_before(slow_ ? above_ : ground_, fade);
    const auto was = before(fade, camera, px_per_pt, target);
    if (!slow_) {
        const int before = plays_;
        const Part part = update(ground_, player, picture, camera, px_per_pt, false, target);
        // The first play uploads everything, which says nothing about the next ones.
        if (!proved_ && plays_ > before && before > 0 && ground_.play_ms > kSlowMs) {
            slow_ = true;
            before_.camera.reset(); // it holds the whole map, not the links alone
        }
        if (was) blend_change(ground_, part, *was, fade->share, framebuffer, target);
        else copy(ground_, part, framebuffer, target);
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
    if (was) blend_change(above_, links, *was, fade->share, framebuffer, target);
    else if (!above.lists.empty()) blend(above_, links, framebuffer, target);
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

namespace {

constexpr const char* kQuad = R"(#version 330 core
uniform vec4 source, was_source;
out vec2 uv, was_uv;
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    uv = mix(source.xy, source.zw, corner);
    was_uv = mix(was_source.xy, was_source.zw, corner);
    gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
})";
constexpr const char* kPlain = R"(#version 330 core
uniform sampler2D map;
in vec2 uv;
out vec4 colour;
void main() { colour = texture(map, uv); })";
// Colours are premultiplied, so what stands in both pictures keeps its full strength all the way.
constexpr const char* kChange = R"(#version 330 core
uniform sampler2D map, was;
uniform float share;
in vec2 uv, was_uv;
out vec4 colour;
void main() { colour = mix(texture(was, was_uv), texture(map, uv), share); })";

GLuint program_of(const char* fragment_source) {
    const auto compile = [](GLenum kind, const char* source) {
        const GLuint shader = glCreateShader(kind);
        glShaderSource(shader, 1, &source, nullptr);
        glCompileShader(shader);
        return shader;
    };
    const GLuint vertex = compile(GL_VERTEX_SHADER, kQuad), fragment = compile(GL_FRAGMENT_SHADER, fragment_source);
    const GLuint program = glCreateProgram();
    glAttachShader(program, vertex);
    glAttachShader(program, fragment);
    glLinkProgram(program);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    return program;
}

/// Part of a texture in its own 0 … 1, rows from below; whole pixels where nothing is stretched.
void set_source(int at, const geo::Box& box, int width, int height, bool stretched) {
    const auto whole = [stretched](double v) { return stretched ? v : std::round(v); };
    glUniform4f(at, static_cast<float>(whole(box.min.x) / width), static_cast<float>(1 - whole(box.max.y) / height), static_cast<float>(whole(box.max.x) / width),
                static_cast<float>(1 - whole(box.min.y) / height));
}

void bind_map(GLenum unit, GLuint texture, bool stretched) {
    glActiveTexture(unit);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, stretched ? GL_LINEAR : GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, stretched ? GL_LINEAR : GL_NEAREST);
}

bool is_stretched(const geo::Box& source, int width) { return std::abs(source.width() - width) > 0.5; }

} // namespace

void MapTexture::draw_quad(const Part& part, const Layer& layer, int source_at, unsigned framebuffer, const Target& target) {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glViewport(target.x, target.fb_height - target.y - target.height, target.width, target.height);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA); // the player leaves premultiplied colour on a transparent ground
    const bool stretched = is_stretched(part.source, target.width);
    bind_map(GL_TEXTURE0, layer.texture, stretched);
    set_source(source_at, part.source, layer.width, layer.height, stretched);
    if (!vertex_array_) glGenVertexArrays(1, &vertex_array_);
    glBindVertexArray(vertex_array_);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    glBindVertexArray(0);
    glUseProgram(0);
    glBindTexture(GL_TEXTURE_2D, 0);
}

void MapTexture::blend(const Layer& layer, const Part& part, unsigned framebuffer, const Target& target) {
    if (!program_) {
        program_ = program_of(kPlain);
        source_at_ = glGetUniformLocation(program_, "source");
    }
    glUseProgram(program_);
    draw_quad(part, layer, source_at_, framebuffer, target);
}

void MapTexture::blend_change(const Layer& layer, const Part& part, const Part& was, double share, unsigned framebuffer, const Target& target) {
    if (!change_program_) {
        change_program_ = program_of(kChange);
        change_source_at_ = glGetUniformLocation(change_program_, "source");
        was_source_at_ = glGetUniformLocation(change_program_, "was_source");
        share_at_ = glGetUniformLocation(change_program_, "share");
        glUseProgram(change_program_);
        glUniform1i(glGetUniformLocation(change_program_, "map"), 0);
        glUniform1i(glGetUniformLocation(change_program_, "was"), 1);
    }
    glUseProgram(change_program_);
    glUniform1f(share_at_, static_cast<float>(share));
    const bool stretched = is_stretched(was.source, target.width);
    bind_map(GL_TEXTURE1, before_.texture, stretched);
    set_source(was_source_at_, was.source, before_.width, before_.height, stretched);
    draw_quad(part, layer, change_source_at_, framebuffer, target);
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, 0);
    glActiveTexture(GL_TEXTURE0);
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
