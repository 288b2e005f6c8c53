// A context without window or display: EGL on Mesa's surfaceless platform, or whatever the default display offers.
#include "render_gl/gl_objects.hpp"
#include "render_gl/gl_player.hpp"

#include "base/say.hpp"

#include <epoxy/egl.h>

#include <cstring>

namespace atlas::render_gl {

struct OffscreenContext::Impl {
    int width = 0, height = 0;
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    Texture colour;
    Framebuffer framebuffer;

    void make_current() const { eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context); }
    ~Impl() {
        if (context == EGL_NO_CONTEXT) return;
        make_current();
        framebuffer = {};
        colour = {};
        // The display stays initialised: it is shared by every context of the process.
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        eglDestroyContext(display, context);
    }
};

namespace {

/// A core 3.3 context on this display, current on return; EGL_NO_CONTEXT when it cannot be had.
EGLContext context_on(EGLDisplay display) {
    EGLint major = 0, minor = 0;
    if (display == EGL_NO_DISPLAY || !eglInitialize(display, &major, &minor)) return EGL_NO_CONTEXT;
    if (!epoxy_has_egl_extension(display, "EGL_KHR_surfaceless_context") || !eglBindAPI(EGL_OPENGL_API)) return EGL_NO_CONTEXT;
    const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, EGL_DONT_CARE, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display, wanted, &config, 1, &count) || count == 0) return EGL_NO_CONTEXT;
    const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
                              EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    const EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, version);
    if (context == EGL_NO_CONTEXT) return context;
    if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) return context;
    eglDestroyContext(display, context);
    return EGL_NO_CONTEXT;
}

EGLDisplay surfaceless_display() {
    if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_platform_base") ||
        !epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless"))
        return EGL_NO_DISPLAY;
    return eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
}

} // namespace

OffscreenContext::OffscreenContext() : impl_(std::make_unique<Impl>()) {}
OffscreenContext::~OffscreenContext() = default;

base::Result<std::unique_ptr<OffscreenContext>> OffscreenContext::create(int width_px, int height_px) {
    std::unique_ptr<OffscreenContext> self(new OffscreenContext);
    Impl& m = *self->impl_;
    m.width = width_px;
    m.height = height_px;
    m.display = surfaceless_display();
    m.context = context_on(m.display);
    if (m.context == EGL_NO_CONTEXT) {
        m.display = eglGetDisplay(EGL_DEFAULT_DISPLAY);
        m.context = context_on(m.display);
    }
    if (m.context == EGL_NO_CONTEXT)
        return base::output_error(base::say("无法建立离屏的 OpenGL 3.3 core 环境：EGL 既没有 surfaceless 平台，也没有可用的默认显示（请安装 Mesa 的 EGL 和软件渲染器）",
                                            "no off-screen OpenGL 3.3 core context: EGL offers neither the surfaceless platform nor a usable "
                                            "default display (install Mesa's EGL and software renderer)"));
    GLint limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    if (width_px < 1 || height_px < 1 || width_px > limit || height_px > limit)
        return base::output_error(base::say("无法离屏绘制 {} × {} 像素的图；这里的 OpenGL 每边限 1 到 {} 像素",
                                            "an off-screen picture of {} × {} pixels is not possible; this OpenGL allows 1 to {} a side",
                                            width_px, height_px, limit));
    m.colour = make_texture(GL_RGBA8, width_px, height_px, GL_RGBA, nullptr, GL_NEAREST);
    m.framebuffer = make_framebuffer();
    glBindFramebuffer(GL_FRAMEBUFFER, m.framebuffer.id());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, m.colour.id(), 0);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
        return base::output_error(base::say("OpenGL 驱动拒绝了 {} × {} 像素的 RGBA 帧缓冲", "the OpenGL driver refuses an RGBA framebuffer of {} × {} pixels",
                                            width_px, height_px));
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    return self;
}

int OffscreenContext::width() const { return impl_->width; }
int OffscreenContext::height() const { return impl_->height; }

void OffscreenContext::bind() {
    impl_->make_current();
    glBindFramebuffer(GL_FRAMEBUFFER, impl_->framebuffer.id());
}

std::vector<std::uint8_t> OffscreenContext::read_rgb() const {
    const auto w = static_cast<std::size_t>(impl_->width), h = static_cast<std::size_t>(impl_->height);
    impl_->make_current();
    glBindFramebuffer(GL_READ_FRAMEBUFFER, impl_->framebuffer.id());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    std::vector<std::uint8_t> rgba(w * h * 4), rgb(w * h * 3);
    // RGBA is the texture's own layout; asking the driver for RGB takes its slow path.
    glReadPixels(0, 0, impl_->width, impl_->height, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
    for (std::size_t y = 0; y < h; ++y) {
        const std::uint8_t* in = &rgba[(h - 1 - y) * w * 4];
        std::uint8_t* out = &rgb[y * w * 3];
        for (std::size_t x = 0; x < w; ++x, in += 4, out += 3) std::memcpy(out, in, 3);
    }
    return rgb;
}

std::string OffscreenContext::renderer() const {
    impl_->make_current();
    const auto text = [](GLenum what) {
        const auto* s = reinterpret_cast<const char*>(glGetString(what));
        return std::string(s ? s : "unknown");
    };
    return text(GL_RENDERER) + ", OpenGL " + text(GL_VERSION);
}

} // namespace atlas::render_gl
