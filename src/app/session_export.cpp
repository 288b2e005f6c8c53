// Figures written or copied by the session, in the background: the window stays alive while a page is drawn, and the work can
// be given up until the moment the finished file takes its name.
#include "app/session.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "export/figure.hpp"
#include "filter/filter.hpp"
#include "io/links_writer.hpp"

#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

namespace atlas::app {

namespace {

namespace fs = std::filesystem;

/// Removes a file that did not come to be one.
struct Unfinished {
    fs::path path;
    ~Unfinished() {
        std::error_code ignored;
        if (!path.empty()) fs::remove(path, ignored);
    }
};

/// Runs on the worker: data is shared and constant, the builder is its own.
ExportOutcome write_one(const SessionData& data, const exporter::FigureSpec& spec, const std::string& path, bool links_csv, const std::atomic<bool>& cancelled) {
    const ExportOutcome given_up{JobState::cancelled, base::say("已取消，没有写出文件", "Cancelled; no file was written"), {}};
    scene::MapBuilder builder(data.dataset, data.geodata, data.fonts);
    const exporter::Figure figure = exporter::build_figure(builder, *data.dataset, *data.fonts, spec);
    if (cancelled) return given_up;
    // The form's button is off while a rule fails; the rule itself is kept here.
    const std::string rules = spec.use == exporter::Use::open ? blocking_rules(check_page_rules(figure, spec, data), spec.use) : std::string();
    if (!rules.empty())
        return {JobState::failed, base::say("公开用图的检查未通过（{}），没有写出；请先处理，或改为内部用图", "The checks of an open figure failed ({}), nothing was written; mend them, or declare the figure internal", rules), {}};
    if (cancelled) return given_up;
    // Beside the target under a name with the same ending, which decides the format; it takes its own name only when nobody
    // has changed their mind.
    const fs::path target = fs::absolute(base::path_of(path)).lexically_normal();
    std::error_code why;
    if (!fs::is_directory(target.parent_path(), why))
        return {JobState::failed, base::say("没有文件夹 {}；请改用已有的文件夹", "there is no folder {}; choose one that exists", base::utf8_of(target.parent_path())), {}};
    const Unfinished part{target.parent_path() / base::path_of("." + base::utf8_of(target.stem()) + ".part" + base::utf8_of(target.extension()))};
    const base::Status written = exporter::write_figure(figure, *data.fonts, spec, base::utf8_of(part.path));
    if (!written) return {JobState::failed, written.error().message, {}};
    if (cancelled) return given_up;
    fs::rename(part.path, target, why);
    const std::string full = base::utf8_of(target);
    if (why) return {JobState::failed, base::say("无法写出 {}：{}", "cannot write {}: {}", full, base::system_reason(why.value())), {}};
    std::string sentence = base::say("已写出 {}（{} / {} 条联系）", "Written: {} ({} of {} links)", full, figure.contents.links_shown(), figure.links_total);
    if (links_csv) {
        fs::path table = target;
        table.replace_extension(".links.csv");
        const auto links = filter::apply(*data.dataset, spec.filter);
        if (auto saved = base::write_file(base::utf8_of(table), io::links_csv(*data.dataset, links)); !saved)
            return {JobState::failed, sentence + base::say("；联系表没有写出：", "; the table of links was not: ") + saved.error().message, {}};
        sentence += base::say("，联系表 {}", ", links in {}", base::utf8_of(table.filename()));
    }
    return {JobState::done, sentence, {}};
}

/// A PNG in the system's folder for temporary files, for the clipboard.
ExportOutcome draw_copy(const SessionData& data, const exporter::FigureSpec& spec, const std::atomic<bool>& cancelled) {
    std::error_code why;
    const fs::path folder = fs::temp_directory_path(why);
    const std::string path = base::utf8_of((why ? fs::path(".") : folder) / ("corridor-atlas-copy-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()) + ".png"));
    ExportOutcome out = write_one(data, spec, path, false, cancelled);
    if (out.state == JobState::done) out.copy = path;
    return out;
}

} // namespace

void Session::start_export(const std::string& path, bool copy) {
    if (export_.valid()) return; // one at a time: the page view shows that one is running
    AppState wanted = state_;
    if (copy) wanted.ui.form.format = "png";
    auto spec = figure_spec(wanted);
    if (!spec) {
        state_ = apply(std::move(state_), SetExportResult{JobState::failed, spec.error().message});
        return;
    }
    state_ = apply(std::move(state_), SetExportResult{JobState::running, base::say("正在输出……", "Writing ...")});
    cancelled_ = std::make_shared<std::atomic<bool>>(false);
    export_ = std::async(std::launch::async, [data = data_, spec = std::move(*spec), path, copy, csv = state_.ui.form.links_csv, cancelled = cancelled_] {
        return copy ? draw_copy(data, spec, *cancelled) : write_one(data, spec, path, csv, *cancelled);
    });
}

void Session::cancel_export() {
    if (export_.valid()) *cancelled_ = true;
}

void Session::take_export_result() {
    if (!export_.valid() || export_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    ExportOutcome out = export_.get();
    if (!out.copy.empty()) {
        copy_ = std::move(out.copy); // the platform says what became of it
        return;
    }
    state_ = apply(std::move(state_), SetExportResult{out.state, out.sentence});
    state_ = apply(std::move(state_), Log{out.sentence});
}

void Session::finish_export() {
    if (export_.valid()) export_.wait();
    take_export_result();
}

std::optional<std::string> Session::take_copy() { return std::exchange(copy_, std::nullopt); }

} // namespace atlas::app
