#include "platform/clipboard.hpp"

#include "base/say.hpp"
#include "platform/child.hpp"

#include <cstdlib>

namespace atlas::platform {

base::Status copy_png(const std::string& path) {
    const auto set = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != 0;
    };
    // Both read the picture at once and stay behind to serve it, which is why they are not waited for through a pipe.
    if (set("WAYLAND_DISPLAY"))
        if (const auto code = run_quietly({"wl-copy", "-t", "image/png"}, path); code && *code == 0) return base::ok();
    if (set("DISPLAY"))
        if (const auto code = run_quietly({"xclip", "-selection", "clipboard", "-t", "image/png", "-i"}, path); code && *code == 0) return base::ok();
    return base::output_error(base::say("这台电脑上没有能把图像放上剪贴板的程序（wl-copy 或 xclip）；请写出 PNG 文件后插入",
                                        "no program here can put an image on the clipboard (wl-copy or xclip); write a PNG file and insert that"));
}

} // namespace atlas::platform
