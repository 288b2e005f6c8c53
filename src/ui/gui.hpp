// The whole interface as one object: it owns the ImGui context, the fonts and the style, and turns a state into a frame's
// draw data and a list of actions. It needs no graphics library: the platform (or nobody, in tests) draws the result.
#pragma once

#include "ui/ui_context.hpp"

#include <memory>

namespace atlas::ui {

/// Input of a frame without a window: screenshots and tests.
struct PlainInput {
    float mouse_x = -1e9f, mouse_y = -1e9f, wheel = 0;
    bool mouse_down = false, alt = false, ctrl = false;
    std::string text; ///< typed characters
};

class Gui {
public:
    static base::Result<std::unique_ptr<Gui>> create(std::shared_ptr<const text::FontSet> fonts);
    ~Gui();
    Gui(const Gui&) = delete;
    Gui& operator=(const Gui&) = delete;

    /// The characters of the interface and of everything the dataset can show.
    void prepare_glyphs(const model::Dataset* dataset);
    /// Makes fonts and style for this scale and theme. True when the font texture must be uploaded anew. Not inside a frame.
    base::Result<bool> prepare(float scale, const std::string& theme);
    /// Something was to be drawn that the atlas lacked: draw another frame.
    [[nodiscard]] bool wants_redraw() const { return fonts_->stale() || redraw_; }

    void press_key(Key key);
    /// True when a text field has the keyboard: letters are text then, not shortcuts.
    [[nodiscard]] bool typing() const;

    /// Sets the size, time step and input itself, for frames without a window.
    void feed(float width_px, float height_px, float dt_s, const PlainInput& input);
    /// One frame. ImGui's io must have been fed (by feed() or by a platform backend). The actions are in order.
    std::vector<app::Action> frame(const app::AppState& state, const app::Derived& derived, const app::Views& views, const MapInfo& map);
    /// Where the parts lie for this state at the present size; the platform plays the map into `.map`.
    [[nodiscard]] Layout layout(const app::UiState& ui, float width_px, float height_px) const;

    [[nodiscard]] const Rects& rects() const { return rects_; }
    [[nodiscard]] const Fonts& fonts() const { return *fonts_; }
    [[nodiscard]] const Tokens& tokens() const { return tokens_; }

private:
    Gui() = default;
    void handle_keys(Ui& ui);
    void apply_style();

    void* context_ = nullptr; ///< ImGuiContext
    std::unique_ptr<Fonts> fonts_;
    Tokens tokens_;
    std::string theme_;
    Rects rects_;
    Memory memory_;
    std::vector<Key> queued_;
    bool redraw_ = false;
    float width_ = 0, height_ = 0;
};

} // namespace atlas::ui
