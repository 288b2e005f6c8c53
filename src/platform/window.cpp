// The window: GLFW, and a loop that sleeps when nothing moves.
#include "platform/end_signals.hpp"
#include "platform/event_loop.hpp"
#include "platform/load.hpp"
#include "platform/remember.hpp"
#include "platform/save_frame.hpp"
#include "platform/stage.hpp"
#include "platform/window_input.hpp"

#include "app/remembered.hpp"
#include "base/file.hpp"
#include "base/say.hpp"

#include <epoxy/gl.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

namespace atlas::platform {

namespace {

/// GLFW is initialised once for the life of a window.
struct Glfw {
    bool ready = glfwInit() == GLFW_TRUE;
    ~Glfw() {
        if (ready) glfwTerminate();
    }
};

struct CloseWindow {
    void operator()(GLFWwindow* w) const { glfwDestroyWindow(w); }
};
using WindowPtr = std::unique_ptr<GLFWwindow, CloseWindow>;

/// Frames still wanted after the last event: ImGui needs a second one to settle, a third for hover.
struct Loop {
    int frames_wanted = 3;
    double wake_at_s = -1; ///< for tips that wait until the mouse rests

    void stir() {
        frames_wanted = 3;
        wake_at_s = glfwGetTime() + 0.4;
    }
};

base::Status save_window(Stage& stage, int width, int height, const std::string& path) {
    std::vector<std::uint8_t> upward(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3), rgb(upward.size());
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadBuffer(GL_BACK);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, upward.data());
    const std::size_t row = static_cast<std::size_t>(width) * 3;
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y)
        std::copy_n(upward.data() + (static_cast<std::size_t>(height) - 1 - y) * row, row, rgb.data() + y * row);
    // Never over an earlier picture: name-2.png, name-3.png …
    std::filesystem::path target = std::filesystem::absolute(base::path_of(path));
    std::error_code ignored;
    for (int n = 2; std::filesystem::exists(target, ignored) && n < 1000; ++n)
        target = std::filesystem::absolute(base::path_of(path.substr(0, path.rfind('.')) + "-" + std::to_string(n) + ".png"));
    const std::string full = base::utf8_of(target);
    const base::Status saved = save_rgb(width, height, std::move(rgb), stage.gui().tokens().scale, full);
    stage.session().dispatch(app::Log{saved ? base::say("已存窗口图片 {}", "Window saved: {}", full) : saved.error().message});
    return saved;
}

/// " (why)" from GLFW, or nothing.
std::string glfw_reason() {
    const char* why = nullptr;
    glfwGetError(&why);
    return why ? base::say("（GLFW 报告：{}）", " ({})", why) : "";
}

/// A remembered place is taken only where a screen still shows enough of it to be grasped.
void put_back(GLFWwindow* w, const io::Settings& s) {
    if (s.maximized) return glfwMaximizeWindow(w);
    if (!s.x || !s.y) return;
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        int x = 0, y = 0, width = 0, height = 0;
        glfwGetMonitorWorkarea(monitors[i], &x, &y, &width, &height);
        const bool shown = *s.x + s.width > x + 80 && *s.x < x + width - 80 && *s.y >= y - 8 && *s.y < y + height - 60;
        if (shown) return glfwSetWindowPos(w, *s.x, *s.y);
    }
}

io::Settings settings_now(GLFWwindow* w, const app::AppState& state, io::Settings before) {
    io::Settings s = app::settings_of(state, std::move(before));
    s.maximized = glfwGetWindowAttrib(w, GLFW_MAXIMIZED) == GLFW_TRUE;
    if (s.maximized) return s; // the size to go back to is the one of before
    glfwGetWindowSize(w, &s.width, &s.height);
    int x = 0, y = 0;
    glfwGetError(nullptr);
    glfwGetWindowPos(w, &x, &y);
    if (glfwGetError(nullptr) == GLFW_NO_ERROR) { // a Wayland compositor keeps the place to itself
        s.x = x;
        s.y = y;
    }
    return s;
}

/// The user's own scale on top of the window system's. X11 reports one scale for all screens.
double interface_scale(GLFWwindow* w, int percent) {
    float scale_x = 1, scale_y = 1;
    glfwGetWindowContentScale(w, &scale_x, &scale_y);
    const double system = std::clamp(std::round(static_cast<double>(scale_x) * 4) / 4, 1.0, 4.0);
    return std::min(system * percent / 100, 4.0);
}

} // namespace

base::Status run_loop(const WindowOptions& asked, double close_after_s, bool hidden, LoopReport* report) {
    WindowOptions options = asked;
    std::string warning;
    io::Settings settings;
    if (options.remember) {
        settings = read_settings(warning);
        if (!options.size_given) std::tie(options.width, options.height) = std::pair(settings.width, settings.height);
        if (!options.lang_given) options.start.lang = settings.lang == "en" ? model::Lang::en : model::Lang::zh;
    }
    Glfw glfw;
    if (!glfw.ready) return base::output_error(base::say("没有可以打开窗口的显示器{}", "there is no display to open a window on{}", glfw_reason()));
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_VISIBLE, hidden ? GLFW_FALSE : GLFW_TRUE);
    const bool zh = options.start.lang == model::Lang::zh;
    const WindowPtr window(glfwCreateWindow(options.width, options.height, zh ? "区域合作图谱" : "Corridor Atlas", nullptr, nullptr));
    if (!window) {
        return base::output_error(base::say("这台显示器不提供窗口所需的 OpenGL 3.3；不开窗口的 render 命令仍可用{}",
                                            "this display offers no OpenGL 3.3, which the window needs; `render` still works without it{}", glfw_reason()));
    }
    GLFWwindow* w = window.get();
    glfwMakeContextCurrent(w);
    glfwSwapInterval(1);
    glfwSetWindowSizeLimits(w, 640, 420, GLFW_DONT_CARE, GLFW_DONT_CARE);

    auto loaded = load(options.start);
    if (!loaded) return loaded.error();
    auto made = Stage::create(std::move(loaded->session), loaded->shaders_dir);
    if (!made) return made.error();
    Stage& stage = **made;
    Loop loop;
    WindowInput input(w, stage.gui(), [&loop] { loop.stir(); });
    if (options.remember) {
        stage.session().adopt(app::with_settings(stage.session().state(), settings, options.lang_given, options.theme_given));
        if (!options.size_given) put_back(w, settings);
        stage.session().advance(glfwGetTime()); // reading took a while: the sentence stays its time from now on
        if (!warning.empty()) stage.session().dispatch(app::Notice{warning});
        else if (!loaded->warnings.empty()) stage.session().dispatch(app::Notice{loaded->warnings.front()});
        else if (!settings.tour_seen) stage.session().dispatch(app::ShowTour{0});
        if (!settings.plans_folder.empty() && options.start.plans.empty()) {
            stage.session().dispatch(app::SetPlans{settings.plans_folder});
            // A folder that is gone is said where it would be used, not in a box that nobody opened.
            if (stage.session().state().ui.plans_asked) stage.session().dispatch(app::AskPlans{false});
        }
    }

    // Only where something is to be written at the end; elsewhere a signal is what it always was.
    std::optional<EndSignals> signals;
    if (options.remember) signals.emplace([] { glfwPostEmptyEvent(); });
    const auto ending = [&] { return glfwWindowShouldClose(w) || (signals && signals->asked()); };
    bool first = true;
    const double opened_s = glfwGetTime();
    while (!ending()) {
        const double now = glfwGetTime();
        if (close_after_s > 0 && now - opened_s > close_after_s) break;
        if (report && report->on_quiet && now - opened_s > report->quiet_after_s) std::exchange(report->on_quiet, {})();
        double wait = stage.session().wake_in_s(now);
        if (loop.wake_at_s >= 0) wait = wait < 0 ? std::max(0.0, loop.wake_at_s - now) : std::min(wait, std::max(0.0, loop.wake_at_s - now));
        if (stage.gui().typing()) wait = wait < 0 ? 0.4 : std::min(wait, 0.4); // the text cursor blinks
        if (close_after_s > 0) wait = wait < 0 ? 0.25 : std::min(wait, 0.25);
        if (loop.frames_wanted > 0 || wait == 0)
            glfwPollEvents();
        else if (wait > 0)
            glfwWaitEventsTimeout(wait);
        else
            glfwWaitEvents();
        const double woken = glfwGetTime();
        const bool due = loop.wake_at_s >= 0 && woken >= loop.wake_at_s;
        if (due) loop.wake_at_s = -1;
        const double session_wait = stage.session().wake_in_s(woken);
        const bool draw = loop.frames_wanted > 0 || due || (session_wait >= 0 && session_wait <= 0.1) || stage.gui().typing();
        int width = 0, height = 0;
        glfwGetFramebufferSize(w, &width, &height);
        if (!draw || width <= 0 || height <= 0) continue;

        const double scale = interface_scale(w, stage.session().state().ui.prefs.scale_percent);
        if (auto ready = stage.prepare(width, height, scale); !ready) return ready;
        if (first) {
            show_first(stage.session(), options.start);
            first = false;
        }
        input.feed(width, height);
        bool more = stage.frame(width, height, woken);
        // A frame that met characters new to the atlas would show them as "?": it is drawn anew before anyone sees it.
        for (int i = 0; i < 3 && stage.gui().fonts().stale(); ++i) {
            if (auto ready = stage.prepare(width, height, scale); !ready) return ready;
            more = stage.frame(width, height, woken) || more;
        }
        // What is said from here on follows the window's own switch.
        base::set_message_language(stage.session().state().view.lang == model::Lang::zh ? base::Lang::zh : base::Lang::en);
        if (const auto path = stage.session().take_window_save()) (void)save_window(stage, width, height, *path); // told in the log
        glfwSwapBuffers(w);
        if (report) ++report->frames;
        const bool waiting = more || input.waiting();
        loop.frames_wanted = waiting ? std::max(loop.frames_wanted - 1, 1) : loop.frames_wanted - 1;
    }
    if (report) report->cpu_at_close_s = base::process_cpu_seconds();
    stage.session().finish_export();
    if (options.remember)
        if (auto kept = write_settings(settings_now(w, stage.session().state(), settings)); !kept) return kept;
    return base::ok();
}

base::Status run_window(const WindowOptions& options) { return run_loop(options, 0, false, nullptr); }

} // namespace atlas::platform
