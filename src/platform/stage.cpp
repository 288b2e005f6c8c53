// One frame: actions of the interface first, then the map, then the interface over it.
#include "platform/stage.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "platform/clipboard.hpp"

#include <epoxy/gl.h>

#include <imgui.h>

#include <backends/imgui_impl_opengl3.h>

#include <filesystem>
#include <system_error>

namespace atlas::platform {

base::Result<std::unique_ptr<Stage>> Stage::create(std::unique_ptr<app::Session> session, const std::string& shaders_dir) {
    std::unique_ptr<Stage> stage(new Stage);
    stage->session_ = std::move(session);
    auto gui = ui::Gui::create(stage->session_->data().fonts);
    if (!gui) return gui.error();
    stage->gui_ = std::move(*gui);
    stage->gui_->prepare_glyphs(stage->session_->data().dataset.get());
    auto player = render_gl::GlPlayer::create(shaders_dir, stage->session_->data().fonts);
    if (!player) return player.error();
    stage->player_ = std::move(*player);
    stage->map_.use_fonts(stage->session_->data().fonts);
    if (!ImGui_ImplOpenGL3_Init("#version 330 core")) {
        return base::output_error(base::say("窗口无法使用 OpenGL 3.3；render 命令仍可用", "OpenGL 3.3 could not be used for the window; `render` still works"));
    }
    stage->imgui_gl_ = true;
    return stage;
}

Stage::~Stage() {
    if (imgui_gl_) ImGui_ImplOpenGL3_Shutdown();
}

base::Status Stage::prepare(int width_px, int height_px, double scale) {
    scale_ = scale;
    const auto built = gui_->prepare(static_cast<float>(scale), session_->state().view.theme);
    if (!built) return built.error();
    if (*built) {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }
    const ui::Layout l = gui_->layout(session_->state().ui, static_cast<float>(width_px), static_cast<float>(height_px));
    session_->resize_map(l.map.width() / scale, l.map.height() / scale);
    const ui::Rect desk = ui::make_page_rects(static_cast<float>(width_px), static_cast<float>(height_px), static_cast<float>(scale)).desk;
    session_->resize_desk(desk.width(), desk.height(), gui_->tokens().px(ui::kDeskMargin));
    return base::ok();
}

void Stage::take_copy() {
    const auto path = session_->take_copy();
    if (!path) return;
    const auto copied = copy_png(*path);
    std::error_code ignored;
    std::filesystem::remove(base::path_of(*path), ignored);
    session_->dispatch(app::SetExportResult{copied ? app::JobState::done : app::JobState::failed,
                                            copied ? base::say("图像已复制到剪贴板", "The image is on the clipboard") : copied.error().message});
}

bool Stage::frame(int width_px, int height_px, double now_s) {
    bool moving = session_->advance(now_s);
    ImGui_ImplOpenGL3_NewFrame();
    take_copy();
    const bool page_open = session_->state().ui.export_open;
    if (!page_open) session_->picture(); // what the mouse points at is what is on the screen now
    ui::MapInfo map{&session_->contents(), [this](geo::Vec2 at) { return session_->hit(at); }, session_->can_undo(), session_->page()};
    map.links_at = [this](geo::Vec2 at) { return session_->links_at(at); };
    map.clause = &session_->clause();
    map.label_on_map = [this](geo::Vec2 at) { return session_->label_on_map(at); };
    map.label_on_page = [this](geo::Vec2 at) { return session_->label_on_page(at); };
    if (!page_open) map.flow = &session_->flow_lines();
    if (page_open) {
        map.whole_texture = whole_page_.show(map.page.whole);
        map.page_texture = map.page.pixels == map.page.whole ? map.whole_texture : page_.show(map.page.pixels);
    } else {
        whole_page_.clear();
        page_.clear();
    }
    const auto actions = gui_->frame(session_->state(), session_->derived(), session_->views(), map);
    for (const app::Action& action : actions) session_->dispatch(action);
    const ui::Layout l = gui_->layout(session_->state().ui, static_cast<float>(width_px), static_cast<float>(height_px));
    session_->resize_map(l.map.width() / scale_, l.map.height() / scale_);
    const base::Color paper = gui_->tokens().panel;
    glViewport(0, 0, width_px, height_px);
    glDisable(GL_SCISSOR_TEST);
    glClearColor(static_cast<float>(paper.r) / 255, static_cast<float>(paper.g) / 255, static_cast<float>(paper.b) / 255, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    const MapTexture::Target target{static_cast<int>(l.map.x0), static_cast<int>(l.map.y0), static_cast<int>(l.map.width()), static_cast<int>(l.map.height()), height_px};
    if (!session_->state().ui.export_open && target.width >= 1 && target.height >= 1) {
        const scene::Picture& picture = session_->picture();
        std::optional<MapTexture::Fade> fade;
        if (const auto change = session_->link_fade()) fade = MapTexture::Fade{change->change, change->share};
        moving = map_.draw(*player_, picture, session_->state().view.camera, scale_, session_->camera_moving(), target, fade) || moving;
    }
    glViewport(0, 0, width_px, height_px);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    // After the map was drawn: a change of links has begun to fade only then.
    return moving || session_->wake_in_s(now_s) == 0 || gui_->wants_redraw();
}

void Stage::settle(int width_px, int height_px, const ui::PlainInput& input) {
    // ImGui places windows one frame late and hover one more; a handful of frames brings every card to rest.
    for (int i = 0; i < 8; ++i) {
        if (!prepare(width_px, height_px, scale_)) return;
        gui_->feed(static_cast<float>(width_px), static_cast<float>(height_px), 1.0f / 60, input);
        if (!frame(width_px, height_px, 1e6 + i) && i >= 2) return;
    }
}

} // namespace atlas::platform
