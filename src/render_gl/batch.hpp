// Collects a frame's draws in painting order, joins neighbours that need the same state, and sends vertices and draws to
// the card in one go.
#pragma once

#include "render_gl/fill_mesh.hpp"
#include "render_gl/gl_objects.hpp"
#include "render_gl/stream.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace atlas::render_gl {

/// Pixels from the top left; x1 and y1 are one past the end.
struct RectPx {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    friend bool operator==(const RectPx&, const RectPx&) = default;
    [[nodiscard]] bool empty() const { return x0 >= x1 || y0 >= y1; }
    [[nodiscard]] RectPx within(const RectPx& o) const {
        return {std::max(x0, o.x0), std::max(y0, o.y0), std::min(x1, o.x1), std::min(y1, o.y1)};
    }
};

class Batch {
public:
    base::Status load(const std::string& shaders_dir);
    void begin_frame(int fb_width, int fb_height, GLuint target);

    Stream stream;
    [[nodiscard]] std::size_t mark() const { return stream.indices.size(); }

    // Each draws the indices added to the stream since `mark`.
    void flat(std::size_t mark, const RectPx& clip);
    void masked(std::size_t mark, const RectPx& clip, GLuint mask);
    void image(std::size_t mark, const RectPx& clip, GLuint texture);
    /// Draws those indices into a region of the off-screen mask, each pixel keeping the greatest coverage, then paints the
    /// region in `colour`: overlaps of one stroke or one halo do not show. `mask` = 0 for strokes, else the glyph texture.
    /// All regions of a frame are drawn before its first pixel: changing the target is what costs.
    void united(std::size_t mark, std::size_t first_vertex, const RectPx& clip, std::uint32_t colour, GLuint mask);
    void mesh(const StoredMesh& mesh, const RectPx& clip, const float linear[4], const float step[4], PointPx origin, base::Color colour, bool inwards);
    /// Sends and draws what is pending; marks taken before are void.
    void flush();
    std::function<void()> before_drawing; ///< called before anything pending is drawn, also when a full mask forces it

private:
    enum class Kind { flat, masked, image, mesh };
    struct Item {
        Kind kind;
        RectPx clip;
        std::size_t first = 0, count = 0;
        GLuint texture = 0;
        const StoredMesh* mesh = nullptr;
        float linear[4]{}, step[4]{}, origin[2]{}, colour[4]{}, inwards = 1;
    };
    void add(Kind kind, std::size_t mark, const RectPx& clip, GLuint texture);
    void prepare_mask();
    bool place_in_mask(int width, int height, int& x, int& y);
    void set_target(GLuint framebuffer, int width, int height);
    void use(const Program& program);
    void draw(const Item& item);

    Program flat_, masked_, image_, mesh_;
    struct { GLint linear, step, origin, colour, inwards; } mesh_at_{};
    VertexArray array_;
    Buffer vertices_, indices_;
    Texture mask_;
    Framebuffer mask_target_;
    int mask_width_ = 0, mask_height_ = 0;
    int shelf_x_ = 0, shelf_y_ = 0, shelf_height_ = 0; ///< where the mask's next region goes
    int width_ = 0, height_ = 0;
    int drawing_height_ = 0; ///< of the target drawn to now
    GLuint target_ = 0, used_ = 0;
    std::vector<Item> items_, mask_items_;
};

} // namespace atlas::render_gl
