// Projects: the recipe of the page as a file of its own, and the session brought back from one, or from a figure.
#include "app/session.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "export/recipe.hpp"

#include <filesystem>

namespace atlas::app {

namespace {

constexpr const char* kEnding = ".atlas.json";

std::string with_ending(const std::string& path) {
    const std::string folded = base::fold_for_search(path);
    return folded.ends_with(".json") ? path : path + kEnding;
}

} // namespace

void Session::save_project(const std::string& path) {
    const auto fail = [&](const std::string& why) { state_.ui.project_said = why; };
    if (path.empty() || path.back() == '/') return fail(base::say("请写一个文件名", "Write a file name"));
    const auto spec = figure_spec(state_);
    if (!spec) return fail(spec.error().message);
    const std::string full = base::utf8_of(std::filesystem::absolute(base::path_of(with_ending(path))).lexically_normal());
    if (auto saved = base::write_file(full, exporter::to_recipe(*spec, *data_.dataset) + "\n"); !saved) return fail(saved.error().message);
    state_.ui.project_file = full;
    state_ = apply(std::move(state_), OpenProjectBox{ProjectBox::closed});
    notice(base::say("工程已存为 {}", "Project saved: {}", full));
}

base::Status Session::open_project(const std::string& path) {
    const auto text = exporter::recipe_in_file(path);
    if (!text) return text.error();
    const auto read = exporter::from_recipe(*text, *data_.dataset, path);
    if (!read) return read.error();
    stop_moving();
    take_spec(state_, read->spec);
    framed_ = {read->spec.camera, read->spec.camera_width_pt, read->spec.camera_height_pt, read->spec.extent, true};
    const std::string full = base::utf8_of(std::filesystem::absolute(base::path_of(path)).lexically_normal());
    // A figure is no project: saving must never write over the picture that was opened.
    if (base::fold_for_search(full).ends_with(".json")) state_.ui.project_file = full;
    state_ = apply(std::move(state_), OpenProjectBox{ProjectBox::closed});
    if (state_.map_width_pt > 0) frame_project(); // first: opening is one step of history
    if (!read->unknown.empty())
        notice(base::say("{}：现有数据里没有这些内容：{}；其中的筛选条件不匹配任何联系", "{}: this data does not have these: {}; conditions among them match no link", full, base::listed(read->unknown)));
    else
        notice(base::say("已打开 {}", "Opened: {}", full));
    return base::ok();
}

void Session::frame_project() {
    if (!framed_.wanted || state_.map_width_pt <= 0 || state_.map_height_pt <= 0) return;
    framed_.wanted = false;
    if (framed_.camera) {
        scene::Camera camera = *framed_.camera;
        // Another window: what was in view stays in view.
        if (framed_.width_pt > 0 && framed_.height_pt > 0)
            camera.m_per_pt *= std::max(framed_.width_pt / state_.map_width_pt, framed_.height_pt / state_.map_height_pt);
        state_.view.camera = camera;
        history_.commit(state_.view);
        return;
    }
    const bool animated = std::exchange(animated_, false);
    fly_to({FlyTo::What::china, -1});
    if (framed_.extent != scene::Extent::china) fly_to({FlyTo::What::links, -1});
    animated_ = animated;
}

void Session::notice(const std::string& sentence) { dispatch(Notice{sentence}); }

} // namespace atlas::app
