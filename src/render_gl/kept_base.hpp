// The first list of a picture as a texture, once it has stood still for two frames: while only the overlay changes (a link
// under the pointer, a selection), the base map is copied instead of played.
#pragma once

#include "render_gl/batch.hpp"
#include "scene/display_list.hpp"

#include <memory>

namespace atlas::render_gl {

/// Whether two lists paint the same. Images are compared by address; lists with text count as different.
bool same_paint(const scene::DisplayList& a, const scene::DisplayList& b);

class KeptBase {
public:
    struct Scene {
        std::shared_ptr<const scene::DisplayList> list; ///< held, so that its addresses stay taken
        geo::Affine to_px;
        double px_per_pt = 0;
        RectPx page;
        base::Color background;
        int fb_width = 0, fb_height = 0;
    };
    enum class Use { play, play_into_texture, copy };
    /// What to do with this frame's base.
    Use next(const Scene& scene);
    [[nodiscard]] GLuint framebuffer() const { return framebuffer_.id(); }
    [[nodiscard]] GLuint texture() const { return texture_.id(); }

private:
    Scene scene_;
    bool drawn_ = false;
    Texture texture_;
    Framebuffer framebuffer_;
    int width_ = 0, height_ = 0;
};

} // namespace atlas::render_gl
