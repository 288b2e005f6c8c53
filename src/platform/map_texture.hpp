// The map as textures between frames. Frames that change only panels copy it. Where playing the map is slow (software
// OpenGL) the ground and what stands on it are kept apart, so that a hover or a filter plays the links alone and the
// ground follows one frame later; and a moving map is the last picture shifted and stretched, with paper to spare round
// it, until it rests and is played anew. On a GPU the whole map is played whenever it changes and none of this shows.
#pragma once

#include "render_gl/gl_player.hpp"
#include "scene/map_view.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace atlas::platform {

class MapTexture {
public:
    MapTexture() = default;
    ~MapTexture();
    MapTexture(const MapTexture&) = delete;
    MapTexture& operator=(const MapTexture&) = delete;

    struct Fade { ///< links that join or leave: how much of the picture is already the new one
        int change = 0;
        double share = 1;
    };
    struct Target { ///< where the map goes in the framebuffer that is bound; pixels from the top left
        int x = 0, y = 0, width = 0, height = 0, fb_height = 0;
    };
    /// Draws the picture (its first list is the ground), or what stands for it. True when something only stood for it:
    /// another frame is due.
    bool draw(render_gl::GlPlayer& player, const scene::Picture& picture, const scene::Camera& camera, double px_per_pt, bool moving, const Target& target,
              std::optional<Fade> fade = std::nullopt);
    /// With fonts, links and names are drawn on the processor where OpenGL is software too, and uploaded: it is sooner done.
    void use_fonts(std::shared_ptr<const text::FontSet> fonts) { fonts_ = std::move(fonts); }
    /// From now on as if this machine had proved slow, or fast; it finds out by itself otherwise.
    void assume_slow(bool slow) {
        slow_ = slow;
        proved_ = true;
    }
    [[nodiscard]] int plays() const { return plays_; } ///< how often a layer was really played

private:
    /// One texture and what it shows.
    struct Layer {
        unsigned framebuffer = 0, texture = 0;
        int width = 0, height = 0; ///< of the texture
        int margin = 0;            ///< paper to spare on each side, pixels
        int frame_width = 0, frame_height = 0;
        double px_per_pt = 0, play_ms = 0;
        base::Color background;
        std::vector<scene::Placed> lists; ///< as played; held, so that their addresses are not used again
        std::optional<scene::Camera> camera;
    };
    /// What of a layer's texture is to be shown, and whether it only stands for the picture.
    struct Part {
        geo::Box source;
        bool stands_for = false;
    };

    [[nodiscard]] static bool shows(const Layer& layer, const scene::Picture& picture, double px_per_pt, const Target& target);
    [[nodiscard]] static bool same_frame(const Layer& layer, const scene::Camera& camera, double px_per_pt, const Target& target);
    [[nodiscard]] static std::optional<geo::Box> seen(const Layer& layer, const scene::Camera& camera, double px_per_pt, const Target& target);
    void play(Layer& layer, render_gl::GlPlayer& player, const scene::Picture& picture, const scene::Camera& camera, double px_per_pt, int margin, const Target& target);
    Part update(Layer& layer, render_gl::GlPlayer& player, const scene::Picture& picture, const scene::Camera& camera, double px_per_pt, bool stretch, const Target& target);
    void copy(const Layer& layer, const Part& part, unsigned framebuffer, const Target& target);
    void blend(const Layer& layer, const Part& part, unsigned framebuffer, const Target& target);
    /// The layer as it was before the links changed, going over into what it is now.
    void blend_change(const Layer& layer, const Part& part, const Part& was, double share, unsigned framebuffer, const Target& target);
    [[nodiscard]] bool upload_drawn(const Layer& layer, const scene::Picture& wide, double px_per_pt) const;
    void keep_before(Layer& layer, const std::optional<Fade>& fade);
    [[nodiscard]] std::optional<Part> before(const std::optional<Fade>& fade, const scene::Camera& camera, double px_per_pt, const Target& target) const;
    void draw_quad(const Part& part, const Layer& layer, int source_at, unsigned framebuffer, const Target& target);

    Layer ground_, above_, before_; ///< before_: what fades away
    int change_ = 0;
    std::shared_ptr<const text::FontSet> fonts_;
    bool slow_ = false, proved_ = false; ///< proved: nothing more is to be found out
    int plays_ = 0;
    unsigned program_ = 0, change_program_ = 0, vertex_array_ = 0;
    int source_at_ = -1, change_source_at_ = -1, was_source_at_ = -1, share_at_ = -1;
};

/// True when two lists paint the same: the builder makes new lists from the same shared paths.
bool same_commands(const scene::DisplayList& a, const scene::DisplayList& b);

} // namespace atlas::platform
