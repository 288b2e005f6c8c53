// A running session: the data, the state with its history, the camera's movements, the map's lists kept between frames,
// and figures written in the background. No ImGui, no GL: the window, a screenshot and the tests drive the same class.
#pragma once

#include "app/derived.hpp"
#include "app/history.hpp"
#include "base/result.hpp"
#include "model/geodata.hpp"
#include "scene/map_builder.hpp"

#include <future>
#include <memory>
#include <optional>
#include <string>

namespace atlas::app {

struct SessionData {
    std::shared_ptr<const model::Dataset> dataset;
    std::shared_ptr<const model::Geodata> geodata;
    std::shared_ptr<const text::FontSet> fonts;
};

class Session {
public:
    explicit Session(SessionData data);
    ~Session();

    [[nodiscard]] const AppState& state() const { return state_; }
    [[nodiscard]] const SessionData& data() const { return data_; }
    /// Facet tables of the present filter.
    const Derived& derived();
    [[nodiscard]] bool can_undo() const { return history_.can_undo(); }
    [[nodiscard]] bool can_redo() const { return history_.can_redo(); }

    void dispatch(const Action& action);
    /// Puts a whole view in place, as a saved view or the command line gives it.
    void restore(const ViewSpec& view);
    /// The window's map area changed; the point at its centre stays.
    void resize_map(double width_pt, double height_pt);
    /// Puts the camera and filter as they are at the start of history: nothing before this can be undone to.
    void begin_history() { history_ = History(state_.view); }
    /// Without animation (screenshots, tests) every movement arrives at once.
    void set_animated(bool on) { animated_ = on; }

    /// Moves flights, smooth zooms and background work to this time. True while another frame is wanted soon.
    bool advance(double now_s);
    /// True during a flight, a smooth zoom or a drag that has not come to rest.
    [[nodiscard]] bool camera_moving() const { return flight_ || zoom_ || dragged_at_s_ >= 0; }
    /// Seconds until advance() has something to do without any event; negative: never.
    [[nodiscard]] double wake_in_s(double now_s) const;

    /// The map as it is to be drawn now; built again only where something it shows has changed.
    const scene::Picture& picture();
    /// The link or place under a point of the map as last drawn, or none.
    [[nodiscard]] scene::FeatureRef hit(geo::Vec2 map_pt) const;
    [[nodiscard]] const scene::MapContents& contents() const { return built_.contents; }
    [[nodiscard]] scene::MapView map_view() const;
    [[nodiscard]] int builds() const { return builds_; } ///< how often lists were built, for tests and measurements

    /// A window picture asked for by SaveWindow, handed to the platform once.
    std::optional<std::string> take_window_save();
    /// Waits for a figure being written, so that its result stands in the state.
    void finish_export();

private:
    struct Flight {
        scene::Camera from, to;
        double start_s = -1, length_s = 0.4;
    };
    struct Zoom {
        geo::Vec2 at_pt;
        double target_m_per_pt = 0;
    };

    void fly_to(const FlyTo& what);
    void start_export(const ExportFigure& what);
    void take_export_result();
    void stop_moving();

    SessionData data_;
    scene::MapBuilder builder_;
    AppState state_;
    History history_;
    bool animated_ = true;
    double now_s_ = 0, zoom_time_s_ = -1;
    std::optional<Flight> flight_;
    std::optional<Zoom> zoom_;
    double dragged_at_s_ = -1; ///< time of the last live camera change; negative when settled

    std::optional<filter::FilterSpec> derived_for_;
    Derived derived_;

    scene::BuiltMap built_;
    std::optional<scene::MapView> built_view_;
    std::vector<model::LinkIx> built_links_;
    scene::Picture picture_, overlay_; ///< overlay_: only what can be hit
    int builds_ = 0;

    std::future<std::pair<bool, std::string>> export_;
    std::optional<std::string> window_save_;
};

} // namespace atlas::app
