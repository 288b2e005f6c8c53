// Reading the data side by side: fonts and geodata do not wait for each other.
#include "platform/load.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "io/dataset_reader.hpp"
#include "io/geodata_reader.hpp"

#include <future>

namespace atlas::platform {

namespace {

base::Result<std::string> folder(const std::string& given, const char* name) {
    if (!given.empty()) return given;
    return base::find_data_dir(name);
}

} // namespace

base::Result<Loaded> load(const StartView& start) {
    const auto geodata_dir = folder(start.geodata_dir, "geodata");
    if (!geodata_dir) return geodata_dir.error();
    const auto shaders_dir = folder(start.shaders_dir, "shaders");
    if (!shaders_dir) return shaders_dir.error();

    auto fonts_later = std::async(std::launch::async, [] { return text::FontSet::load(); });
    auto geodata = io::read_geodata(*geodata_dir, {});
    if (!geodata) return geodata.error();
    auto shared = std::make_shared<const model::Geodata>(std::move(*geodata));
    io::DatasetReading reading = io::read_dataset(*geodata_dir + "/links", *shared);
    if (!reading.dataset) {
        const std::string why = reading.problems.empty() ? base::say("什么也读不到", "nothing could be read") : io::to_text(reading.problems.front());
        return base::data_error(base::say("{}/links 中的联系表不可用：{}", "the link tables in {}/links cannot be used: {}", *geodata_dir, why));
    }
    auto fonts = fonts_later.get();
    if (!fonts) return fonts.error();
    const auto filter = start.filter ? start.filter(*reading.dataset) : base::Result<filter::FilterSpec>(filter::FilterSpec{});
    if (!filter) return filter.error();
    model::LinkIx selected = model::kNone;
    if (!start.select_link.empty()) {
        selected = reading.dataset->link_by_id(start.select_link);
        if (selected == model::kNone) {
            return base::usage_error(base::say("没有编号为“{}”的联系；`corridor-atlas links --format csv` 可列出全部",
                                               "there is no link '{}'; `corridor-atlas links --format csv` lists them", start.select_link));
        }
    }

    Loaded out;
    out.shaders_dir = *shaders_dir;
    out.session = std::make_unique<app::Session>(app::SessionData{reading.dataset, shared, *fonts});
    app::Session& s = *out.session;
    app::ViewSpec view = s.state().view;
    view.filter = *filter;
    view.lang = start.lang;
    view.theme = start.theme;
    s.restore(view);
    s.dispatch(app::SetLang{start.lang});
    if (!start.from.empty())
        if (auto opened = s.open_project(start.from); !opened) return opened.error();
    if (!start.plans.empty()) {
        s.dispatch(app::SetPlans{start.plans});
        if (!s.state().ui.plans_said.empty()) return base::usage_error("--plans: " + s.state().ui.plans_said);
    }
    if (selected != model::kNone) {
        const bool filtered = !s.state().view.filter.empty();
        s.dispatch(app::SelectLink{selected});
        if (filtered && s.state().view.filter.empty()) // as in the window: a link that is asked for is shown
            out.warnings.push_back(base::say("联系“{}”不在筛选之内：为了显示它，已去掉筛选", "the link '{}' is outside the filter: the filter was dropped to show it", start.select_link));
    }
    for (const std::string& w : geodata.warnings) s.dispatch(app::Log{w});
    for (const std::string& w : fonts.warnings) s.dispatch(app::Log{w});
    for (const io::Problem& p : reading.problems) s.dispatch(app::Log{io::to_text(p)});
    return out;
}

void show_first(app::Session& session, const StartView& start) {
    using What = app::FlyTo::What;
    const app::ViewSpec& view = session.state().view;
    app::FlyTo to{What::china, -1};
    if (start.extent == scene::Extent::corridor && !view.filter.corridors.empty()) {
        const auto corridors = session.state().dataset->corridors();
        for (std::size_t i = 0; i < corridors.size(); ++i)
            if (corridors[i].id == view.filter.corridors.front()) to = {What::corridor, static_cast<std::int32_t>(i)};
    } else if (start.extent ? start.extent == scene::Extent::links : !view.filter.empty()) {
        to = {What::links, -1};
    } else if (!start.extent && view.selected_link != model::kNone) {
        to = {What::link, view.selected_link};
    }
    session.set_animated(false);
    session.dispatch(app::FlyTo{What::china, -1}); // a base to stand on when the wanted view has no extent
    session.dispatch(to);
    session.frame_project();
    session.set_animated(true);
    session.begin_history();
}

} // namespace atlas::platform
