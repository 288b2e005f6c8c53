// bench_window: the waits a user feels, measured through the same session, interface and player as the window.
#include "platform/event_loop.hpp"
#include "platform/load.hpp"
#include "platform/stage.hpp"

#include "base/file.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <chrono>

namespace atlas::platform {

namespace {

constexpr int kWidth = 1600, kHeight = 900;

double median(std::vector<double> v) {
    if (v.empty()) return 0;
    std::nth_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2), v.end());
    return v[v.size() / 2];
}

class Bench {
public:
    explicit Bench(Stage& stage) : stage_(stage) {}

    /// One frame, finished on the GPU too; milliseconds. The clock is the program's own, so flights move as they would.
    double frame() {
        const auto begin = std::chrono::steady_clock::now();
        (void)stage_.prepare(kWidth, kHeight, 1); // fonts stand: cannot fail here
        stage_.gui().feed(kWidth, kHeight, 1.0f / 60, {});
        stage_.frame(kWidth, kHeight, now_s_);
        glFinish();
        now_s_ += 1.0 / 60;
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    }
    template <class Step>
    double median_of(int count, Step step) {
        std::vector<double> times;
        for (int i = 0; i < count; ++i) {
            step(i);
            times.push_back(frame());
        }
        return median(times);
    }

private:
    Stage& stage_;
    double now_s_ = 1;
};

} // namespace

base::Result<WindowTimes> bench_window(const StartView& start) {
    auto loaded = load(start);
    if (!loaded) return loaded.error();
    auto context = render_gl::OffscreenContext::create(kWidth, kHeight);
    if (!context) return context.error();
    (*context)->bind();
    auto made = Stage::create(std::move(loaded->session), loaded->shaders_dir);
    if (!made) return made.error();
    Stage& stage = **made;
    app::Session& session = stage.session();
    if (auto ready = stage.prepare(kWidth, kHeight, 1); !ready) return ready.error();
    show_first(session, start);
    Bench bench(stage);
    WindowTimes out;
    bench.frame();
    out.start_to_frame_s = base::seconds_since_process_start();
    out.renderer = (*context)->renderer();
    out.frames = 60;

    session.dispatch(app::SetLayer{style::LayerId::county_lines, {style::Switch::on, 1}});
    session.dispatch(app::SetLayer{style::LayerId::prefecture_lines, {style::Switch::on, 1}});
    for (int i = 0; i < 4; ++i) bench.frame();
    const scene::Camera home = session.state().view.camera;
    out.pan_ms = bench.median_of(out.frames, [&](int i) {
        session.dispatch(app::SetCamera{app::panned(home, {6.0 * (i + 1), 2.0 * (i + 1)}), true});
    });
    session.dispatch(app::SetCamera{home, false});
    bench.frame();
    // Two wheel steps in, two out, again and again: the eased frames in between are what is measured.
    out.zoom_ms = bench.median_of(out.frames, [&](int i) {
        if (i % 6 == 0) session.dispatch(app::ZoomAt{{500, 400}, (i / 6) % 2 == 0 ? 1.5625 : 0.64});
    });
    session.dispatch(app::SetCamera{home, false});
    bench.frame();
    const auto corridors = session.derived().of(app::LeftTab::corridor);
    if (!corridors.empty())
        out.filter_ms = bench.median_of(out.frames, [&](int i) {
            bench.frame(); // the ground of the step before has followed its links: each change starts from a finished map
            const auto& value = corridors[static_cast<std::size_t>(i) % std::min<std::size_t>(corridors.size(), 8)];
            session.dispatch(app::ClearFilter{});
            session.dispatch(app::ToggleFacet{filter::Facet::corridor, value.id});
        });
    made->reset();
    context->reset();

    // Idle: a window that nobody touches. Where there is no display there is no loop to measure.
    out.idle_cpu_percent = -1;
    WindowOptions options{start, kWidth, kHeight};
    double cpu0 = 0;
    std::chrono::steady_clock::time_point t0;
    LoopReport report;
    report.on_quiet = [&] {
        cpu0 = base::process_cpu_seconds();
        t0 = std::chrono::steady_clock::now();
    };
    report.quiet_after_s = 1.5;
    if (run_loop(options, 3.5, true, &report)) {
        const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - t0).count();
        if (wall > 1 && wall < 60) out.idle_cpu_percent = 100 * (report.cpu_at_close_s - cpu0) / wall;
    }
    return out;
}

} // namespace atlas::platform
