// A desk for hands that press anything: the real session and the real panels without a window, in a folder of their own.
// What would write a file is kept inside that folder, and the few things that take long are done a few times only.
#pragma once

#include "app/session.hpp"
#include "ui/gui.hpp"
#include "ui/keys.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace atlas::hands {

struct Size {
    int width, height;
    float scale;
};
inline constexpr Size kSizes[] = {{1600, 900, 1}, {1000, 700, 1}, {640, 420, 1}, {2000, 1200, 2}, {1280, 720, 1.25F}, {1366, 768, 1}};

/// Keys that ImGui's own text fields read; the window's backend reports them beside the key events.
enum class Edit { left, right, home, end, erase, backspace, select_all, copy, cut, paste, enter };

class Desk {
public:
    Desk(app::SessionData data, std::filesystem::path folder);

    /// One frame. What the panels ask for is carried out.
    void frame(const ui::PlainInput& input);
    /// A key as the window gives it: looked up in the table, and seen by ImGui's text fields.
    void press(const ui::Chord& chord, const ui::PlainInput& held);
    void edit(Edit what, const ui::PlainInput& held);
    void paste(const std::string& clipboard, const ui::PlainInput& held);
    void resize(const Size& size) { size_ = size; }
    void pass(double seconds) { now_s_ += seconds; }
    /// Lets go of everything and presses Escape until nothing more is open or chosen; how often it was needed.
    int step_back();
    void dispatch(const app::Action& action);
    /// Waits for figures and pages that are still being drawn.
    void finish();

    [[nodiscard]] app::Session& session() { return session_; }
    [[nodiscard]] const app::AppState& state() const { return session_.state(); }
    [[nodiscard]] ui::Gui& gui() { return *gui_; }
    [[nodiscard]] const Size& size() const { return size_; }
    [[nodiscard]] int frames() const { return frames_; }
    [[nodiscard]] const std::map<std::size_t, int>& actions() const { return actions_; } ///< by index in the variant
    [[nodiscard]] const std::map<int, int>& views() const { return views_; }             ///< frames drawn with each view open

private:
    [[nodiscard]] std::string inside(const std::string& path, const char* ending) const;

    app::Session session_;
    std::unique_ptr<ui::Gui> gui_;
    std::filesystem::path folder_;
    Size size_ = kSizes[0];
    double now_s_ = 1;
    int frames_ = 0, figures_ = 0;
    std::string clipboard_;
    std::map<std::size_t, int> actions_;
    std::map<int, int> views_;
};

} // namespace atlas::hands
