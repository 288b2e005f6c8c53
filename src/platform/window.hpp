// The window and the pictures of it: one main loop for a display, one off-screen run for screenshots and measurements.
// All three load the data, make an app::Session and draw the same ui code and the same GlPlayer.
// Every failure is one sentence; none of these functions prints anything.
#pragma once

#include "base/result.hpp"
#include "filter/filter.hpp"
#include "scene/map_view.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace atlas::platform {

/// What the window shows first. Names are as the user wrote them; they are resolved after the data is read.
struct StartView {
    std::string geodata_dir; ///< empty: found beside the program
    std::string shaders_dir; ///< empty: found beside the program
    model::Lang lang = model::Lang::zh;
    std::string theme = "light"; ///< "light" or "dark"
    /// The filter that was written, looked up once the data are read; none: everything.
    std::function<base::Result<filter::FilterSpec>(const model::Dataset&)> filter;
    std::optional<scene::Extent> extent; ///< none: links when a filter is given, else the whole country
    std::string select_link;             ///< id of a link to select, or empty
    std::string plans;                   ///< folder with the plans' texts; empty: as remembered
    std::string from;                    ///< a project file or figure to open, or empty
};

struct WindowOptions {
    StartView start;
    int width = 1600, height = 900; ///< in screen units at 100 %
    bool size_given = false, lang_given = false, theme_given = false; ///< what was asked for wins over what is remembered
    bool remember = false; ///< reads the user's settings before and writes them after
};
/// Opens the window and runs until it is closed. No display or no OpenGL 3.3 is an error of kind `output`.
base::Status run_window(const WindowOptions& options);

struct ScreenshotOptions {
    StartView start;
    int width_px = 1600, height_px = 900; ///< of the picture
    double scale = 1;                     ///< 1, 1.5 or 2
    std::string view = "evidence"; ///< one of screenshot_views()
    std::string out;               ///< a .png
};
/// The whole window with its panels, drawn off-screen.
base::Status save_screenshot(const ScreenshotOptions& options);
/// Names that ScreenshotOptions::view accepts.
std::vector<std::string> screenshot_views();

struct WindowTimes {
    double start_to_frame_s = 0;    ///< process start to the first complete frame, 1600×900 off-screen
    double pan_ms = 0, zoom_ms = 0; ///< median frame, county lines on
    double filter_ms = 0;           ///< median: filter changed to the next frame finished
    double plain_links_ms = 0;      ///< median: 10,000 other plain links to the next frame finished
    double idle_cpu_percent = 0;    ///< of one core, while a hidden window waits two seconds; negative without a display
    int frames = 0;                 ///< frames measured for each median
    std::string renderer;           ///< GL_RENDERER and GL_VERSION
};
base::Result<WindowTimes> bench_window(const StartView& start);

} // namespace atlas::platform
