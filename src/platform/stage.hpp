// Everything between a session and a framebuffer: the interface, the map's player and the order of a frame. The window,
// the screenshot and the measurements all draw through this. An OpenGL 3.3 context must be current for every call.
#pragma once

#include "app/session.hpp"
#include "platform/map_texture.hpp"
#include "platform/page_texture.hpp"
#include "render_gl/gl_player.hpp"
#include "ui/gui.hpp"

#include <memory>

namespace atlas::platform {

class Stage {
public:
    static base::Result<std::unique_ptr<Stage>> create(std::unique_ptr<app::Session> session, const std::string& shaders_dir);
    ~Stage();

    [[nodiscard]] app::Session& session() { return *session_; }
    [[nodiscard]] ui::Gui& gui() { return *gui_; }

    [[nodiscard]] const MapTexture& map() const { return map_; }

    /// Fonts for this scale, and the map's size for this window; before the first frame and when either changes.
    base::Status prepare(int width_px, int height_px, double scale);
    /// Draws one frame into the bound framebuffer. ImGui's io must have been fed. True while another frame is wanted.
    bool frame(int width_px, int height_px, double now_s);
    /// Several frames without a window, until nothing changes any more.
    void settle(int width_px, int height_px, const ui::PlainInput& input = {});

private:
    Stage() = default;

    std::unique_ptr<app::Session> session_;
    std::unique_ptr<ui::Gui> gui_;
    std::unique_ptr<render_gl::GlPlayer> player_;
    void take_copy();

    MapTexture map_;
    PageTexture page_, whole_page_;
    double scale_ = 1;
    bool imgui_gl_ = false;
};

} // namespace atlas::platform
