#include "platform/window_input.hpp"

#include "ui/keys.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <imgui.h>

#include <backends/imgui_impl_glfw.h>

#include <algorithm>
#include <cfloat>
#include <utility>

namespace atlas::platform {

namespace {

/// GLFW's name of a key in the table's terms; 0 for keys that mean nothing to us.
int code_of(int key) {
    switch (key) {
    case GLFW_KEY_TAB: return ui::code::tab;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER: return ui::code::enter;
    case GLFW_KEY_ESCAPE: return ui::code::escape;
    case GLFW_KEY_UP: return ui::code::up;
    case GLFW_KEY_DOWN: return ui::code::down;
    case GLFW_KEY_LEFT: return ui::code::left;
    case GLFW_KEY_RIGHT: return ui::code::right;
    case GLFW_KEY_HOME: return ui::code::home;
    case GLFW_KEY_F1: return ui::code::f1;
    case GLFW_KEY_F10: return ui::code::f10;
    case GLFW_KEY_F12: return ui::code::f12;
    case GLFW_KEY_MENU: return ui::code::menu;
    case GLFW_KEY_KP_ADD: return '=';
    case GLFW_KEY_KP_SUBTRACT: return '-';
    case GLFW_KEY_KP_0: return '0';
    default: return key >= GLFW_KEY_SPACE && key <= GLFW_KEY_GRAVE_ACCENT ? key : 0; // GLFW's are ASCII there
    }
}

bool with_ctrl(int mods) { return (mods & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0; }

/// Where the framebuffer has more pixels than the window has units (macOS), ImGui is told pixels throughout.
std::pair<float, float> pixels_per_unit(GLFWwindow* w, int width_px, int height_px) {
    int width = 0, height = 0;
    glfwGetWindowSize(w, &width, &height);
    if (width <= 0 || height <= 0) return {1.0F, 1.0F};
    return {static_cast<float>(width_px) / static_cast<float>(width), static_cast<float>(height_px) / static_cast<float>(height)};
}

WindowInput& input_of(GLFWwindow* w) { return *static_cast<WindowInput*>(glfwGetWindowUserPointer(w)); }

} // namespace

WindowInput::WindowInput(GLFWwindow* window, ui::Gui& gui, std::function<void()> stir) : window_(window), gui_(gui), stir_(std::move(stir)) {
    glfwSetWindowUserPointer(window, this);
    ImGui_ImplGlfw_InitForOpenGL(window, false); // its callbacks are called below, each in its turn
    watch();
}

WindowInput::~WindowInput() { ImGui_ImplGlfw_Shutdown(); }

void WindowInput::watch() {
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
        WindowInput& in = input_of(w);
        in.stir_();
        ui::KeyEvent k{key, scancode, action, mods};
        k.down = action != GLFW_RELEASE;
        k.modifier = key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER;
        k.edits = !k.modifier && (with_ctrl(mods) || key >= GLFW_KEY_ESCAPE); // letters come as characters
        k.fills = with_ctrl(mods) && (key == GLFW_KEY_V || key == GLFW_KEY_A);
        in.queue_.key(k);
    });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned c) {
        WindowInput& in = input_of(w);
        in.stir_();
        ui::KeyEvent k;
        k.character = c;
        in.queue_.key(k);
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int mods) {
        WindowInput& in = input_of(w);
        in.stir_();
        in.queue_.button(button, action == GLFW_PRESS, mods, glfwGetTime());
    });
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
        WindowInput& in = input_of(w);
        in.stir_();
        in.queue_.move(static_cast<float>(x), static_cast<float>(y));
    });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double dx, double dy) {
        WindowInput& in = input_of(w);
        in.stir_();
        in.queue_.wheel(static_cast<float>(dx), static_cast<float>(dy));
    });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
        WindowInput& in = input_of(w);
        in.stir_();
        ImGui_ImplGlfw_CursorEnterCallback(w, entered);
        if (entered == GLFW_FALSE) in.leave();
    });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
        input_of(w).stir_();
        ImGui_ImplGlfw_WindowFocusCallback(w, focused);
    });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { input_of(w).stir_(); });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { input_of(w).stir_(); });
    glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { input_of(w).stir_(); });
}

void WindowInput::leave() {
    // A window manager's grab says that the mouse has left though it has not moved. Where it really went is told to ImGui as a move,
    // so that what it was over sees it go.
    double x = 0, y = 0;
    int width = 0, height = 0;
    glfwGetCursorPos(window_, &x, &y);
    glfwGetWindowSize(window_, &width, &height);
    const bool within = x >= 0 && y >= 0 && x < width && y < height;
    if (within && glfwGetWindowAttrib(window_, GLFW_FOCUSED) == GLFW_FALSE) queue_.leave();
    else queue_.move(static_cast<float>(x), static_cast<float>(y));
}

void WindowInput::key(const ui::KeyEvent& k) {
    if (k.character != 0) return ImGui_ImplGlfw_CharCallback(window_, k.character);
    ImGui_ImplGlfw_KeyCallback(window_, k.key, k.scancode, k.action, k.mods);
    if (!k.down) return;
    const ui::Chord pressed{code_of(k.key), with_ctrl(k.mods), (k.mods & GLFW_MOD_SHIFT) != 0};
    if (const auto meant = pressed.code != 0 ? ui::find_key(pressed, gui_.typing()) : std::nullopt) gui_.press_key(*meant);
}

void WindowInput::feed(int width_px, int height_px) {
    ImGui_ImplGlfw_NewFrame();
    ImGuiIO& io = ImGui::GetIO();
    const auto [kx, ky] = pixels_per_unit(window_, width_px, height_px);
    io.DisplaySize = {static_cast<float>(width_px), static_cast<float>(height_px)};
    io.DisplayFramebufferScale = {1, 1};
    const ui::InputFrame in = queue_.next(gui_.typing());
    for (const ui::KeyEvent& k : in.keys) key(k);
    const ImVec2 at = in.inside ? ImVec2(in.x * kx, in.y * ky) : ImVec2(-FLT_MAX, -FLT_MAX);
    if (in.mods) io.MouseDoubleClickTime = in.again ? FLT_MAX : 0; // when the two came says it, not when their frames are drawn
#if IMGUI_VERSION_NUM < 18700
    io.MousePos = at;
    std::copy(in.down.begin(), in.down.end(), io.MouseDown);
    io.MouseWheelH += in.wheel_x;
    io.MouseWheel += in.wheel_y;
    const auto held = [&io](int left, int right) { return io.KeysDown[left] || io.KeysDown[right]; };
    io.KeyCtrl = in.mods ? (*in.mods & GLFW_MOD_CONTROL) != 0 : held(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL);
    io.KeyShift = in.mods ? (*in.mods & GLFW_MOD_SHIFT) != 0 : held(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT);
    io.KeyAlt = in.mods ? (*in.mods & GLFW_MOD_ALT) != 0 : held(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT);
#else
    io.AddMousePosEvent(at.x, at.y);
    for (int i = 0; i < ui::kMouseButtons; ++i) io.AddMouseButtonEvent(i, in.down[static_cast<std::size_t>(i)]);
    io.AddMouseWheelEvent(in.wheel_x, in.wheel_y);
#endif
}

} // namespace atlas::platform
