// Owners of OpenGL names. They are moved, never copied, and are freed while the context is current.
#pragma once

#include "base/result.hpp"

#include <epoxy/gl.h>

#include <string>
#include <utility>

namespace atlas::render_gl {

template <void (*destroy)(GLuint)>
class Name {
public:
    Name() = default;
    explicit Name(GLuint id) : id_(id) {}
    Name(Name&& o) noexcept : id_(std::exchange(o.id_, 0)) {}
    Name& operator=(Name&& o) noexcept {
        if (this != &o) {
            reset();
            id_ = std::exchange(o.id_, 0);
        }
        return *this;
    }
    ~Name() { reset(); }
    [[nodiscard]] GLuint id() const { return id_; }
    explicit operator bool() const { return id_ != 0; }

private:
    void reset() {
        if (id_) destroy(id_);
        id_ = 0;
    }
    GLuint id_ = 0;
};

// epoxy's entry points are function pointers behind macros, so they need a named wrapper to be a template argument.
inline void destroy_buffer(GLuint id) { glDeleteBuffers(1, &id); }
inline void destroy_vertex_array(GLuint id) { glDeleteVertexArrays(1, &id); }
inline void destroy_texture(GLuint id) { glDeleteTextures(1, &id); }
inline void destroy_framebuffer(GLuint id) { glDeleteFramebuffers(1, &id); }
inline void destroy_program(GLuint id) { glDeleteProgram(id); }
inline void destroy_shader(GLuint id) { glDeleteShader(id); }

using Buffer = Name<destroy_buffer>;
using VertexArray = Name<destroy_vertex_array>;
using Texture = Name<destroy_texture>;
using Framebuffer = Name<destroy_framebuffer>;
using Program = Name<destroy_program>;
using Shader = Name<destroy_shader>;

Buffer make_buffer();
VertexArray make_vertex_array();
Framebuffer make_framebuffer();
/// A texture with clamped edges; `filter` is GL_NEAREST or GL_LINEAR. Left bound to GL_TEXTURE_2D.
Texture make_texture(GLint internal_format, int width, int height, GLenum format, const void* pixels, GLint filter);

/// Compiles and links two files of `dir`; the error names the file and quotes the driver.
base::Result<Program> load_program(const std::string& dir, const std::string& vertex_file, const std::string& fragment_file);

/// Remembers the state that play() touches and puts it back, so that another renderer can follow.
class StateGuard {
public:
    StateGuard();
    ~StateGuard();
    StateGuard(const StateGuard&) = delete;
    StateGuard& operator=(const StateGuard&) = delete;

private:
    GLint program_, vertex_array_, array_buffer_, texture_, active_texture_, framebuffer_;
    GLint viewport_[4], scissor_[4], blend_[4], equation_[2], unpack_alignment_, unpack_row_;
    GLfloat clear_[4];
    GLboolean blend_on_, scissor_on_, depth_on_, cull_on_, stencil_on_, srgb_on_;
    GLboolean mask_[4];
};

} // namespace atlas::render_gl
