// Plays a Picture with OpenGL 3.3 core into the bound framebuffer. Large fills are uploaded once per path (weak cache by
// address of the shared path); lines, small fills and text are written in pixels each frame, so that widths stay while
// the camera moves. Everything is antialiased by geometry and shader (no MSAA). A context must be current for every call.
#pragma once

#include "base/result.hpp"
#include "scene/display_list.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace atlas::render_gl {

class GlPlayer {
public:
    /// Compiles the shaders of `shaders_dir`; the error names file and driver message. Needs OpenGL 3.3 core.
    static base::Result<std::unique_ptr<GlPlayer>> create(const std::string& shaders_dir, std::shared_ptr<const text::FontSet> fonts);
    ~GlPlayer();

    /// Draws the picture scaled by px_per_pt with its page origin at (x_px, y_px) from the top left of a framebuffer of
    /// fb_width × fb_height pixels. Clears only the picture's own rectangle, to its background.
    void play(const scene::Picture& picture, double px_per_pt, int x_px, int y_px, int fb_width, int fb_height);

private:
    GlPlayer();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// An OpenGL context without a window or display (EGL, surfaceless) with one framebuffer of its own.
class OffscreenContext {
public:
    static base::Result<std::unique_ptr<OffscreenContext>> create(int width_px, int height_px);
    ~OffscreenContext();
    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;
    void bind();                            ///< makes the context current and binds its framebuffer
    [[nodiscard]] std::vector<std::uint8_t> read_rgb() const; ///< rows from the top
    [[nodiscard]] std::string renderer() const;               ///< GL_RENDERER and GL_VERSION

private:
    OffscreenContext();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace atlas::render_gl
