// Making textures, programs and saving state: the plain OpenGL chores.
#include "render_gl/gl_objects.hpp"

#include "base/file.hpp"
#include "base/say.hpp"

namespace atlas::render_gl {

Buffer make_buffer() {
    GLuint id = 0;
    glGenBuffers(1, &id);
    return Buffer(id);
}

VertexArray make_vertex_array() {
    GLuint id = 0;
    glGenVertexArrays(1, &id);
    return VertexArray(id);
}

Framebuffer make_framebuffer() {
    GLuint id = 0;
    glGenFramebuffers(1, &id);
    return Framebuffer(id);
}

Texture make_texture(GLint internal_format, int width, int height, GLenum format, const void* pixels, GLint filter) {
    GLuint id = 0;
    glGenTextures(1, &id);
    glBindTexture(GL_TEXTURE_2D, id);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
    glTexImage2D(GL_TEXTURE_2D, 0, internal_format, width, height, 0, format, GL_UNSIGNED_BYTE, pixels);
    return Texture(id);
}

namespace {

base::Result<Shader> compile(const std::string& dir, const std::string& file, GLenum kind) {
    auto source = base::read_file(dir + "/" + file);
    if (!source) return base::Error{base::say("着色器“{}”：{}", "shader '{}': {}", file, source.error().message), source.error().kind};
    Shader shader(glCreateShader(kind));
    const char* text = source->c_str();
    const GLint length = static_cast<GLint>(source->size());
    glShaderSource(shader.id(), 1, &text, &length);
    glCompileShader(shader.id());
    GLint done = 0;
    glGetShaderiv(shader.id(), GL_COMPILE_STATUS, &done);
    if (done) return shader;
    char log[2000] = "";
    glGetShaderInfoLog(shader.id(), sizeof log, nullptr, log);
    return base::output_error(base::say("着色器“{}/{}”编译失败：{}", "shader '{}/{}' does not compile: {}", dir, file, std::string(log)));
}

} // namespace

base::Result<Program> load_program(const std::string& dir, const std::string& vertex_file, const std::string& fragment_file) {
    auto vertex = compile(dir, vertex_file, GL_VERTEX_SHADER);
    if (!vertex) return vertex.error();
    auto fragment = compile(dir, fragment_file, GL_FRAGMENT_SHADER);
    if (!fragment) return fragment.error();
    Program program(glCreateProgram());
    glAttachShader(program.id(), vertex->id());
    glAttachShader(program.id(), fragment->id());
    glLinkProgram(program.id());
    GLint done = 0;
    glGetProgramiv(program.id(), GL_LINK_STATUS, &done);
    if (done) return program;
    char log[2000] = "";
    glGetProgramInfoLog(program.id(), sizeof log, nullptr, log);
    return base::output_error(base::say("着色器“{}”和“{}”链接失败：{}", "shaders '{}' and '{}' do not link: {}", vertex_file, fragment_file, std::string(log)));
}

StateGuard::StateGuard() {
    glGetIntegerv(GL_CURRENT_PROGRAM, &program_);
    glGetIntegerv(GL_VERTEX_ARRAY_BINDING, &vertex_array_);
    glGetIntegerv(GL_ARRAY_BUFFER_BINDING, &array_buffer_);
    glGetIntegerv(GL_ACTIVE_TEXTURE, &active_texture_);
    glActiveTexture(GL_TEXTURE0);
    glGetIntegerv(GL_TEXTURE_BINDING_2D, &texture_);
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer_);
    glGetIntegerv(GL_VIEWPORT, viewport_);
    glGetIntegerv(GL_SCISSOR_BOX, scissor_);
    glGetIntegerv(GL_BLEND_SRC_RGB, &blend_[0]);
    glGetIntegerv(GL_BLEND_DST_RGB, &blend_[1]);
    glGetIntegerv(GL_BLEND_SRC_ALPHA, &blend_[2]);
    glGetIntegerv(GL_BLEND_DST_ALPHA, &blend_[3]);
    glGetIntegerv(GL_BLEND_EQUATION_RGB, &equation_[0]);
    glGetIntegerv(GL_BLEND_EQUATION_ALPHA, &equation_[1]);
    glGetIntegerv(GL_UNPACK_ALIGNMENT, &unpack_alignment_);
    glGetIntegerv(GL_UNPACK_ROW_LENGTH, &unpack_row_);
    glGetFloatv(GL_COLOR_CLEAR_VALUE, clear_);
    glGetBooleanv(GL_COLOR_WRITEMASK, mask_);
    blend_on_ = glIsEnabled(GL_BLEND);
    scissor_on_ = glIsEnabled(GL_SCISSOR_TEST);
    depth_on_ = glIsEnabled(GL_DEPTH_TEST);
    cull_on_ = glIsEnabled(GL_CULL_FACE);
    stencil_on_ = glIsEnabled(GL_STENCIL_TEST);
    srgb_on_ = glIsEnabled(GL_FRAMEBUFFER_SRGB);
}

StateGuard::~StateGuard() {
    const auto set = [](GLenum what, GLboolean on) { on ? glEnable(what) : glDisable(what); };
    set(GL_BLEND, blend_on_);
    set(GL_SCISSOR_TEST, scissor_on_);
    set(GL_DEPTH_TEST, depth_on_);
    set(GL_CULL_FACE, cull_on_);
    set(GL_STENCIL_TEST, stencil_on_);
    set(GL_FRAMEBUFFER_SRGB, srgb_on_);
    const auto name = [](GLint id) { return static_cast<GLuint>(id); };
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, name(framebuffer_));
    glUseProgram(name(program_));
    glBindVertexArray(name(vertex_array_));
    glBindBuffer(GL_ARRAY_BUFFER, name(array_buffer_));
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, name(texture_));
    glActiveTexture(name(active_texture_));
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
    glScissor(scissor_[0], scissor_[1], scissor_[2], scissor_[3]);
    glBlendFuncSeparate(name(blend_[0]), name(blend_[1]), name(blend_[2]), name(blend_[3]));
    glBlendEquationSeparate(name(equation_[0]), name(equation_[1]));
    glPixelStorei(GL_UNPACK_ALIGNMENT, unpack_alignment_);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, unpack_row_);
    glClearColor(clear_[0], clear_[1], clear_[2], clear_[3]);
    glColorMask(mask_[0], mask_[1], mask_[2], mask_[3]);
}

} // namespace atlas::render_gl
