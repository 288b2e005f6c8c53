// The map as a texture between frames. Frames that change only panels copy it; and where playing the map is slow (software
// OpenGL), a moving map is the last picture shifted and stretched, with paper to spare round it, until it rests and is
// played anew. On a GPU the map is played whenever it changes and none of this shows.
#pragma once

#include "render_gl/gl_player.hpp"
#include "scene/map_view.hpp"

#include <optional>
#include <vector>

namespace atlas::platform {

class MapTexture {
public:
    MapTexture() = default;
    ~MapTexture();
    MapTexture(const MapTexture&) = delete;
    MapTexture& operator=(const MapTexture&) = delete;

    struct Target { ///< where the map goes in the framebuffer that is bound; pixels from the top left
        int x = 0, y = 0, width = 0, height = 0, fb_height = 0;
    };
    /// Draws the picture, or what stands for it while `moving`. True when it only stood for it: another frame is due.
    bool draw(render_gl::GlPlayer& player, const scene::Picture& picture, const scene::Camera& camera, double px_per_pt, bool moving, const Target& target);
    [[nodiscard]] int plays() const { return plays_; } ///< how often the map was really played
    [[nodiscard]] double last_play_ms() const { return play_ms_; }

private:
    struct Key {
        std::vector<std::pair<const void*, geo::Affine>> lists;
        double px_per_pt = 0;
        int width = 0, height = 0;
        base::Color background;
        friend bool operator==(const Key&, const Key&) = default;
    };
    void reserve(int width, int height);
    void play(render_gl::GlPlayer& player, const scene::Picture& picture, double px_per_pt, int margin, const Target& target);
    /// The part of the texture that the camera sees now; nothing when some of it was never drawn.
    [[nodiscard]] std::optional<geo::Box> seen(const scene::Camera& camera, double px_per_pt, const Target& target) const;

    unsigned framebuffer_ = 0, texture_ = 0;
    int width_ = 0, height_ = 0; ///< of the texture
    int margin_ = 0;             ///< paper to spare on each side, pixels
    std::optional<Key> key_;
    std::optional<scene::Camera> camera_;
    std::vector<std::shared_ptr<const scene::DisplayList>> held_; ///< keeps the lists' addresses from being used again
    double play_ms_ = 0;
    int plays_ = 0;
};

} // namespace atlas::platform
