// A running session: the data, the state with its history, the camera's movements, the map's lists kept between frames,
// and figures written in the background. No ImGui, no GL: the window, a screenshot and the tests drive the same class.
#pragma once

#include "app/derived.hpp"
#include "app/history.hpp"
#include "app/page_preview.hpp"
#include "app/plan_texts.hpp"
#include "app/views.hpp"
#include "base/result.hpp"
#include "scene/hit_test.hpp"
#include "scene/map_builder.hpp"

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>

namespace atlas::app {

/// What became of a figure in the background.
struct ExportOutcome {
    JobState state = JobState::idle;
    std::string sentence;
    std::string copy; ///< a temporary PNG for the clipboard
};
/// The page view as it stands: what has been drawn so far, and whether that is what is asked for.
struct PageShown {
    std::shared_ptr<const PageSheet> sheet;
    std::shared_ptr<const PagePixels> pixels, whole; ///< whole: the page as last drawn in one piece, to lie under the other
    std::shared_ptr<const PageFindings> findings;
    std::string failure;
    bool busy = false, current = false, checked = false; ///< current: the pixels are of this form; checked: so are the findings
};

/// Links that have just joined or left: how much of the picture is the new one, 0 … 1.
struct LinkFade {
    int change = 0; ///< another number: another change
    double share = 1;
};
/// A line of a one-way link on the map, from where it starts to where it arrives, map points.
struct FlowLine {
    std::vector<geo::Vec2> points;
    model::LinkIx link = model::kNone;
};

class Session {
public:
    explicit Session(SessionData data);
    ~Session();

    [[nodiscard]] const AppState& state() const { return state_; }
    [[nodiscard]] const SessionData& data() const { return data_; }
    /// Facet tables of the present filter.
    const Derived& derived();
    /// What the open view shows; computed again only when the filter, the view or its form has changed.
    const Views& views();
    [[nodiscard]] bool can_undo() const { return history_.can_undo(); }
    [[nodiscard]] bool can_redo() const { return history_.can_redo(); }

    /// The selected link's clause in its plan's text, as far as the text is there.
    const ClauseShown& clause();

    void dispatch(const Action& action);
    /// Puts a whole view in place, as a saved view or the command line gives it.
    void restore(const ViewSpec& view);
    /// A state made from this one outside of history: what was remembered from another day.
    void adopt(AppState state);
    /// The window's map area changed; the point at its centre stays. What was fitted into it and not moved since is fitted again
    /// when the height is another: what a drawer covers would be lost. A panel at the side moves nothing under a click.
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
    /// Every link under that point, topmost first: a line or joint that stands for several gives them all. On a number exactly
    /// those it counts.
    [[nodiscard]] std::vector<model::LinkIx> links_at(geo::Vec2 map_pt) const;
    /// The label that can be moved by hand under a point of the map as last drawn, or of the page as last built.
    [[nodiscard]] std::optional<scene::LabelHit> label_on_map(geo::Vec2 map_pt) const { return scene::label_at(overlay_, map_pt); }
    [[nodiscard]] std::optional<scene::LabelHit> label_on_page(geo::Vec2 page_pt) const;
    [[nodiscard]] const scene::MapContents& contents() const { return built_.contents; }
    [[nodiscard]] scene::MapView map_view() const;
    /// While links that joined or left the filter are fading; none when nothing fades.
    [[nodiscard]] std::optional<LinkFade> link_fade() const;
    /// The lines that marks run along, of the map as last drawn; empty unless the user asked for them.
    const std::vector<FlowLine>& flow_lines();
    [[nodiscard]] int builds() const { return builds_; } ///< how often lists were built, for tests and measurements

    /// A window picture asked for by SaveWindow, handed to the platform once.
    std::optional<std::string> take_window_save();
    /// Waits for a figure being written, so that its result stands in the state.
    void finish_export();
    /// A temporary PNG to be put on the clipboard, handed to the platform once; it answers with SetExportResult.
    std::optional<std::string> take_copy();

    /// Reads a project file or a figure; the camera follows as soon as the map has a size. Nothing changes on an error.
    base::Status open_project(const std::string& path);
    /// Shows what the project that was opened showed; nothing when none waits for it.
    void frame_project();
    [[nodiscard]] bool project_waits() const { return framed_.wanted; }

    /// The page view's desk, screen pixels.
    void resize_desk(double width_px, double height_px, double margin_px);
    /// Where the page lies on it; none while the form's page cannot be.
    [[nodiscard]] std::optional<PagePlace> page_place() const;
    [[nodiscard]] PageShown page() const;
    /// Waits until the page view shows what is asked for.
    void finish_page();

private:
    struct Flight {
        scene::Camera from, to;
        double start_s = -1, length_s = 0.4;
        bool follows = false; ///< the window, not a wish of the user
    };
    struct Fit { ///< what the camera was asked to show, and where that put it on a map of this height
        FlyTo what;
        std::vector<model::LinkIx> links;
        std::vector<std::string> corridors;
        scene::Camera camera;
        double height_pt = 0;
    };
    struct Zoom {
        geo::Vec2 at_pt;
        double target_m_per_pt = 0;
    };

    [[nodiscard]] bool moves() const { return animated_ && !state_.ui.prefs.reduced_motion; }
    void fly_to(const FlyTo& what);
    [[nodiscard]] std::optional<scene::Camera> camera_of(const Fit& fit) const;
    /// A party of these links would lie under what floats over the lower half of the map.
    [[nodiscard]] bool covers_a_party(const std::vector<model::LinkIx>& links, const scene::Camera& camera) const;
    [[nodiscard]] bool stands_as_fitted() const; ///< or flies there: nobody has moved the camera since
    void fit_again();
    void keep_fit(Fit fit);
    void follow_undone_camera();
    void go_to(const scene::Camera& to, bool follows);
    struct Framed { ///< what a project's figure showed
        std::optional<scene::Camera> camera;
        double width_pt = 0, height_pt = 0;
        scene::Extent extent = scene::Extent::china;
        bool wanted = false;
    };
    struct Desk {
        geo::Vec2 size_px;
        double margin_px = 0;
    };
    struct PageAsked {
        std::string key;
        PagePart part;
        friend bool operator==(const PageAsked&, const PageAsked&) = default;
    };

    void start_export(const std::string& path, bool copy);
    void cancel_export();
    void save_project(const std::string& path);
    void notice(const std::string& sentence);
    void set_plans(const std::string& folder);
    void update_page(double now_s);
    [[nodiscard]] double page_wake_in_s(double now_s) const;
    void take_export_result();
    void stop_moving();

    SessionData data_;
    scene::MapBuilder builder_;
    AppState state_;
    History history_;
    bool animated_ = true;
    double now_s_ = 0, zoom_time_s_ = -1;
    std::optional<Flight> flight_;
    std::optional<Fit> fit_;
    std::vector<Fit> fits_; ///< the last ones: undo brings their cameras back into a window that may be another by then
    bool undone_ = false;   ///< undo gives the view back as it was; the next frame fits it into the window as it is
    std::optional<Zoom> zoom_;
    double dragged_at_s_ = -1; ///< time of the last live camera change; negative when settled

    std::optional<filter::FilterSpec> derived_for_;
    Derived derived_;
    struct ViewsKey {
        filter::FilterSpec filter;
        View view;
        ViewForm form;
        model::Lang lang;
        friend bool operator==(const ViewsKey&, const ViewsKey&) = default;
    };
    std::optional<ViewsKey> views_for_;
    Views views_;
    std::optional<std::vector<std::pair<std::string, std::string>>> neighbours_; ///< computed when a view first asks

    PlanTexts plans_;
    std::optional<model::LinkIx> clause_for_;
    ClauseShown clause_;

    scene::BuiltMap built_;
    std::optional<scene::MapView> built_view_;
    std::vector<model::LinkIx> built_links_;
    scene::Picture picture_, overlay_; ///< overlay_: only what can be hit
    int builds_ = 0;

    LinkFade fade_;
    double fade_from_s_ = -1; ///< negative: nothing fades
    std::vector<FlowLine> flow_;
    int flow_of_ = -1;        ///< the build that flow_ was taken from
    geo::Vec2 flow_shift_;

    std::future<ExportOutcome> export_;
    std::shared_ptr<std::atomic<bool>> cancelled_;
    std::optional<std::string> window_save_, copy_;

    Framed framed_;
    double notice_s_ = -1; ///< when the notice came
    Desk desk_;
    PageAsked page_asked_;
    double page_asked_s_ = 0;
    bool page_sent_ = false, page_due_ = false; ///< due: something is drawn, or was finished after the last frame
    std::unique_ptr<PagePreview> preview_; ///< made when the page view is first opened
};

} // namespace atlas::app
