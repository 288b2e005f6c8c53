// Figures written by the session, in the background: the window stays alive while a page is drawn.
#include "app/session.hpp"

#include "base/file.hpp"
#include "export/figure.hpp"

#include <chrono>
#include <filesystem>
#include <utility>

namespace atlas::app {

namespace {

exporter::FigureSpec figure_spec(const AppState& state, scene::MapView view, const ExportFigure& what, const exporter::PageSize& page) {
    exporter::FigureSpec spec;
    spec.page = page;
    spec.dpi = what.dpi;
    spec.title = what.title;
    spec.camera = state.view.camera;
    spec.camera_width_pt = state.map_width_pt;
    spec.camera_height_pt = state.map_height_pt;
    spec.filter = state.view.filter;
    view.type_scale = 1;                  // paper is read from nearer than a screen
    view.hovered_link = model::kNone;     // what the mouse happens to touch is not part of a figure
    spec.view = std::move(view);
    return spec;
}

/// Runs on the worker: data is shared and constant, the builder is its own.
std::pair<bool, std::string> write_one(const SessionData& data, const exporter::FigureSpec& spec, const std::string& path) {
    scene::MapBuilder builder(data.dataset, data.geodata, data.fonts);
    const exporter::Figure figure = exporter::build_figure(builder, *data.dataset, *data.fonts, spec);
    const base::Status written = exporter::write_figure(figure, *data.fonts, spec, path);
    if (!written) return {false, written.error().message};
    const bool zh = spec.view.lang == model::Lang::zh;
    const std::string full = base::utf8_of(std::filesystem::absolute(base::path_of(path)).lexically_normal());
    std::string sentence = (zh ? "已写出 " : "Written: ") + full;
    sentence += zh ? "（" + std::to_string(figure.links_shown) + " / " + std::to_string(figure.links_total) + " 条联系）"
                   : " (" + std::to_string(figure.links_shown) + " of " + std::to_string(figure.links_total) + " links)";
    return {true, sentence};
}

} // namespace

void Session::start_export(const ExportFigure& what) {
    if (export_.valid()) return; // one at a time: the dialog shows that one is running
    const auto page = exporter::parse_page(what.page, what.dpi);
    if (!page) {
        state_ = apply(std::move(state_), SetExportResult{JobState::failed, page.error().message});
        return;
    }
    const bool zh = state_.view.lang == model::Lang::zh;
    state_ = apply(std::move(state_), SetExportResult{JobState::running, zh ? "正在输出……" : "Writing …"});
    export_ = std::async(std::launch::async, [data = data_, spec = figure_spec(state_, map_view(), what, *page), path = what.path] {
        return write_one(data, spec, path);
    });
}

void Session::take_export_result() {
    if (!export_.valid() || export_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    const auto [done, sentence] = export_.get();
    state_ = apply(std::move(state_), SetExportResult{done ? JobState::done : JobState::failed, sentence});
    state_ = apply(std::move(state_), Log{sentence});
}

void Session::finish_export() {
    if (export_.valid()) export_.wait();
    take_export_result();
}

} // namespace atlas::app
