// The whole window as a picture, without a display.
#include "platform/load.hpp"
#include "platform/save_frame.hpp"
#include "platform/stage.hpp"

#include "base/file.hpp"
#include "base/say.hpp"

namespace atlas::platform {

namespace {

struct View {
    const char* name;
    void (*set)(app::Session& session);
};

/// The place to show: one of the filter's, else a party of the selected link, else the place with most links.
model::PlaceIx interesting_place(const app::AppState& s) {
    if (!s.view.filter.places.empty()) return s.view.filter.places.front().place;
    if (s.view.selected_link != model::kNone) return s.dataset->link(s.view.selected_link).parties.front().place;
    std::vector<int> count(s.dataset->places().size());
    for (const model::LinkIx ix : s.shown)
        for (const model::Party& p : s.dataset->link(ix).parties) ++count[static_cast<std::size_t>(p.place)];
    const auto most = std::max_element(count.begin(), count.end());
    return most == count.end() || *most == 0 ? model::kNone : static_cast<model::PlaceIx>(most - count.begin());
}

constexpr View kViews[] = {
    {"evidence", [](app::Session& s) { s.dispatch(app::SetRightTab{app::RightTab::evidence}); }},
    {"place", [](app::Session& s) { s.dispatch(app::SelectPlace{interesting_place(s.state())}); }},
    {"layers", [](app::Session& s) { s.dispatch(app::SetRightTab{app::RightTab::layers}); }},
    {"basins", [](app::Session& s) { s.dispatch(app::SetLeftTab{app::LeftTab::basin}); }},
    {"mechanisms", [](app::Session& s) { s.dispatch(app::SetLeftTab{app::LeftTab::mechanism}); }},
    {"plans", [](app::Session& s) { s.dispatch(app::SetLeftTab{app::LeftTab::plan}); }},
    {"places", [](app::Session& s) { s.dispatch(app::SetLeftTab{app::LeftTab::place}); }},
    {"levels", [](app::Session& s) { s.dispatch(app::SetLeftTab{app::LeftTab::level}); }},
    {"domains", [](app::Session& s) { s.dispatch(app::SetLeftTab{app::LeftTab::domain}); }},
    {"stances", [](app::Session& s) { s.dispatch(app::SetLeftTab{app::LeftTab::stance}); }},
    {"stated", [](app::Session& s) { s.dispatch(app::SetLeftTab{app::LeftTab::stated}); }},
    {"shapes", [](app::Session& s) { s.dispatch(app::SetLeftTab{app::LeftTab::shape}); }},
    {"box", [](app::Session& s) { s.dispatch(app::SetMapTool{app::MapTool::box}); }},
    {"search", [](app::Session& s) { s.dispatch(app::SetSearch{s.state().view.lang == model::Lang::zh ? "泸州" : "luzhou"}); }},
    {"export", [](app::Session& s) { s.dispatch(app::OpenExport{true}); }},
    {"table", [](app::Session& s) { s.dispatch(app::OpenView{app::View::table}); }},
    {"matrix", [](app::Session& s) { s.dispatch(app::OpenView{app::View::matrix}); }},
    {"compare", [](app::Session& s) { s.dispatch(app::OpenView{app::View::compare}); }},
    {"cascade", [](app::Session& s) { s.dispatch(app::OpenView{app::View::cascade}); }},
    {"strip", [](app::Session& s) { s.dispatch(app::OpenView{app::View::strip}); }},
    {"reciprocity", [](app::Session& s) { s.dispatch(app::OpenView{app::View::reciprocity}); }},
    {"gaps", [](app::Session& s) { s.dispatch(app::OpenView{app::View::gaps}); }},
    {"unmapped", [](app::Session& s) { s.dispatch(app::OpenView{app::View::unmapped}); }},
    {"coverage", [](app::Session& s) { s.dispatch(app::OpenView{app::View::coverage}); }},
    {"keys", [](app::Session& s) { s.dispatch(app::ShowKeys{true}); }},
    {"tour-1", [](app::Session& s) { s.dispatch(app::ShowTour{0}); }},
    {"tour-2", [](app::Session& s) { s.dispatch(app::ShowTour{1}); }},
    {"tour-3", [](app::Session& s) { s.dispatch(app::ShowTour{2}); }},
    {"tour-4", [](app::Session& s) { s.dispatch(app::ShowTour{3}); }},
    {"map", [](app::Session& s) { s.dispatch(app::TogglePanel{true}); s.dispatch(app::TogglePanel{false}); }},
};

} // namespace

std::vector<std::string> screenshot_views() {
    std::vector<std::string> names;
    for (const View& v : kViews) names.emplace_back(v.name);
    return names;
}

base::Status save_screenshot(const ScreenshotOptions& options) {
    const View* view = nullptr;
    for (const View& v : kViews)
        if (options.view == v.name) view = &v;
    if (!view) return base::usage_error(base::say("没有名为“{}”的面板", "there is no view '{}'", options.view));
    auto loaded = load(options.start);
    if (!loaded) return loaded.error();
    auto context = render_gl::OffscreenContext::create(options.width_px, options.height_px);
    if (!context) return context.error();
    (*context)->bind();
    auto stage = Stage::create(std::move(loaded->session), loaded->shaders_dir);
    if (!stage) return stage.error();
    app::Session& session = (*stage)->session();
    if (auto ready = (*stage)->prepare(options.width_px, options.height_px, options.scale); !ready) return ready;
    view->set(session);
    if (auto ready = (*stage)->prepare(options.width_px, options.height_px, options.scale); !ready) return ready;
    show_first(session, options.start);
    session.set_animated(false);
    (*stage)->settle(options.width_px, options.height_px);
    if (session.state().ui.export_open) { // the page is drawn in the background: show it finished
        session.finish_page();
        (*stage)->settle(options.width_px, options.height_px);
    }
    auto saved = save_rgb(options.width_px, options.height_px, (*context)->read_rgb(), options.scale, options.out);
    if (saved) saved.warnings.insert(saved.warnings.end(), loaded->warnings.begin(), loaded->warnings.end());
    return saved;
}

} // namespace atlas::platform
