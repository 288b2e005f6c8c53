// bench_window: the waits a user feels, measured through the same session, interface and player as the window.
#include "platform/event_loop.hpp"
#include "platform/load.hpp"
#include "platform/stage.hpp"

#include "base/file.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <chrono>
#include <random>

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

/// `count` curves between random places of the data, as a figure of plain links draws them; another seed, other links.
std::shared_ptr<const scene::DisplayList> plain_links(const app::Session& session, int count, unsigned seed) {
    constexpr int kPoints = 32;
    const app::AppState& s = session.state();
    const geo::Affine to_frame = s.view.camera.to_frame(s.map_width_pt, s.map_height_pt);
    std::vector<geo::Vec2> ends;
    for (const model::Place& p : s.dataset->places())
        if (p.position) ends.push_back(to_frame.apply(s.view.camera.projection.forward(*p.position)));
    auto list = std::make_shared<scene::DisplayList>();
    std::mt19937 random(seed);
    std::uniform_int_distribution<std::size_t> any(0, ends.size() - 1);
    const scene::Stroke red{0.5, {0xC8, 0x28, 0x28, 102}, {}, scene::Cap::round};
    for (int i = 0; i < count && !ends.empty(); ++i) {
        const geo::Vec2 a = ends[any(random)], b = ends[any(random)], d = b - a, bend = (a + b) * 0.5 + geo::Vec2{d.y, -d.x} * 0.15;
        auto path = std::make_shared<geo::Path>();
        path->begin_part();
        for (int k = 0; k < kPoints; ++k) {
            const double t = k / (kPoints - 1.0), u = 1 - t;
            path->points.push_back(a * (u * u) + bend * (2 * u * t) + b * (t * t));
        }
        list->commands.push_back(scene::StrokePath{std::move(path), red, {}});
    }
    return list;
}

/// From "these links" to a finished frame of the map, for 10,000 of them: the curves are made, drawn and laid on the ground.
base::Result<double> plain_links_ms(app::Session& session, const std::string& shaders_dir, int frames) {
    auto player = render_gl::GlPlayer::create(shaders_dir, session.data().fonts);
    if (!player) return player.error();
    MapTexture map;
    map.use_fonts(session.data().fonts);
    scene::Picture picture = session.picture();
    if (picture.lists.empty()) return 0.0;
    picture.lists.resize(2, {std::make_shared<const scene::DisplayList>(), {}});
    const MapTexture::Target target{0, 0, static_cast<int>(picture.width_pt), static_cast<int>(picture.height_pt), kHeight};
    const scene::Camera camera = session.state().view.camera;
    std::vector<double> times;
    for (int i = 0; i < frames + 3; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        picture.lists[1] = {plain_links(session, 10000, static_cast<unsigned>(i)), {}};
        map.draw(**player, picture, camera, 1, false, target);
        glFinish();
        if (i >= 3) times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count()); // the first find out what the machine can do
    }
    return median(times);
}

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
            // Each change starts from a finished map: the links of the step before have faded, the ground has followed.
            for (int rest = 0; rest < 12; ++rest) bench.frame();
            const auto& value = corridors[static_cast<std::size_t>(i) % std::min<std::size_t>(corridors.size(), 8)];
            session.dispatch(app::ClearFilter{});
            session.dispatch(app::ToggleFacet{filter::Facet::corridor, value.id});
        });
    session.dispatch(app::ClearFilter{});
    for (int rest = 0; rest < 12; ++rest) bench.frame();
    const auto plain = plain_links_ms(session, loaded->shaders_dir, 15);
    if (!plain) return plain.error();
    out.plain_links_ms = *plain;
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
