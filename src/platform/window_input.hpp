// From GLFW's events to ImGui's io and the keys of the interface, through the queue that keeps their order (ui/input_queue.hpp).
#pragma once

#include "ui/gui.hpp"
#include "ui/input_queue.hpp"

#include <functional>

struct GLFWwindow;

namespace atlas::platform {

class WindowInput {
public:
    /// Takes over the window's callbacks and ImGui's part in them; `stir` is called at each event. One for a window.
    WindowInput(GLFWwindow* window, ui::Gui& gui, std::function<void()> stir);
    ~WindowInput();
    WindowInput(const WindowInput&) = delete;
    WindowInput& operator=(const WindowInput&) = delete;

    /// Gives ImGui what the next frame is to see, in a framebuffer of this size.
    void feed(int width_px, int height_px);
    /// Something has come that needs a further frame.
    [[nodiscard]] bool waiting() const { return queue_.waiting(); }

private:
    void watch();
    void leave();
    void key(const ui::KeyEvent& k);

    GLFWwindow* window_;
    ui::Gui& gui_;
    std::function<void()> stir_;
    ui::InputQueue queue_;
};

} // namespace atlas::platform
