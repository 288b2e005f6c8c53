// The application's state as one value and the actions that change it. No ImGui, no GL.
// apply() is pure; what needs files, time or the map's lists (flying, exporting, undo) is the Session's work.
#pragma once

#include "app/export_form.hpp"
#include "filter/filter.hpp"
#include "scene/map_view.hpp"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace atlas::app {

/// What undo, a saved view and an export hold: one value.
struct ViewSpec {
    filter::FilterSpec filter;
    scene::Camera camera;
    style::LayerStates layers = style::default_layers();
    std::string theme = "light";
    model::Lang lang = model::Lang::zh;
    model::LinkIx selected_link = model::kNone;
    model::PlaceIx selected_place = model::kNone;
    std::vector<model::LinkIx> more_links;   ///< selected besides selected_link, in the order they were taken
    std::vector<model::PlaceIx> more_places; ///< selected besides selected_place
    filter::Ego ego = filter::Ego::both;     ///< of the selected places
    std::vector<scene::Nudge> nudges; ///< labels moved by hand, millimetres on paper
    scene::RollUp roll_up = scene::RollUp::automatic; ///< of the window (where automatic goes by scale too) and of figures
    friend bool operator==(const ViewSpec&, const ViewSpec&) = default;
};

using LeftTab = filter::Facet; ///< each facet has its list in the left panel
enum class RightTab { evidence, place, layers };
/// What a drag on the map does: one area, then the hand again.
enum class MapTool { pan, box, lasso };

enum class JobState { idle, running, done, failed, cancelled };
enum class ProjectBox { closed, save, open };

/// The linked views in the drawer below the map.
enum class View { none, table, matrix, cascade, strip, reciprocity, gaps, compare, unmapped, coverage };
enum class TableColumn { id, plan, clause, parties, mechanism, stance, stated, shape, summary };
/// What the views show beyond the filter. Ids; empty: as the filter suggests.
struct ViewForm {
    filter::Facet rows = filter::Facet::mechanism, columns = filter::Facet::corridor; ///< of the matrix
    std::string basin, corridor;                    ///< of cascade and strip
    std::string plan_a, plan_b;                     ///< of the comparison
    TableColumn sort = TableColumn::id;
    bool descending = false;
    std::string table_search;
    friend bool operator==(const ViewForm&, const ViewForm&) = default;
};

/// What a user sets once and finds again; the platform keeps it in a file of theirs.
struct Prefs {
    int scale_percent = 100;     ///< of the interface, on top of the window system's own scale
    bool reduced_motion = false; ///< nothing flies, fades or flows
    bool flow = false;           ///< marks run along links with one direction
    bool tour_seen = false;
    friend bool operator==(const Prefs&, const Prefs&) = default;
};
inline constexpr int kScales[] = {100, 125, 150, 175, 200};
inline constexpr int kTourCards = 4;

/// The side panel that keeps its place in a window with room for one only.
enum class Lead { none, left, right };

struct UiState {
    LeftTab left = LeftTab::corridor;
    RightTab right = RightTab::evidence;
    MapTool tool = MapTool::pan;
    bool area_all_ends = true;    ///< of the next area drawn
    bool places_by_count = false; ///< order of the list of places; else by province
    bool left_open = true, right_open = true;
    Lead lead = Lead::none; ///< the one asked for last; what is selected asks for the right one
    std::vector<geo::Box> floating; ///< map points covered by what floats over the map: no name goes there
    View view = View::none;
    float drawer_share = 0.42F; ///< of the height below the bar
    ViewForm views;
    model::LinkIx hovered_link = model::kNone;
    model::PlaceIx hovered_place = model::kNone;
    std::string search;            ///< text of the search box
    std::string facet_search;      ///< text that narrows the facet list
    std::vector<std::string> folds; ///< ids of tree rows whose fold differs from the default, sorted
    bool export_open = false; ///< the page view
    ExportForm form;
    PageLook look;
    JobState export_state = JobState::idle;
    std::string export_result;    ///< one sentence: where the figure lies, or why not
    ProjectBox project_box = ProjectBox::closed;
    std::string project_file; ///< where the project was last saved or read, empty: nowhere yet
    std::string project_said; ///< one sentence in the open box: why it could not be
    Prefs prefs;
    bool keys_open = false; ///< the card of keys and switches
    int tour = -1;          ///< card of the tour; -1: none
    std::string plans_folder; ///< holds the plans' texts, empty: not named yet
    bool plans_asked = false; ///< the box for it is open
    std::string plans_said;   ///< one sentence: why the folder could not be taken
    std::vector<model::LinkIx> noted; ///< links copied as numbered notes, in the order of their numbers
    std::string notice;       ///< one sentence over the map for a while
    std::vector<std::string> log; ///< one sentence each, newest last
    friend bool operator==(const UiState&, const UiState&) = default;
};

struct AppState {
    std::shared_ptr<const model::Dataset> dataset;
    ViewSpec view;
    UiState ui;
    std::vector<model::LinkIx> shown; ///< links that pass view.filter; recomputed by apply()
    double map_width_pt = 0, map_height_pt = 0; ///< size of the map area of the window
};
/// A state that shows the whole dataset.
AppState first_state(std::shared_ptr<const model::Dataset> dataset);

/// Toggles one value of a facet.
struct ToggleFacet { filter::Facet facet; std::string id; };
/// Toggles a value that links must not have; wanting it ends.
struct ToggleWithout { filter::Facet facet; std::string id; };
/// Takes one chip away.
struct RemoveCondition { filter::Condition condition; };
struct AddArea { filter::AreaTerm area; };
struct SetMapTool { MapTool tool; };
struct SetAreaEnds { bool all; };
struct SetPlaceOrder { bool by_count; };
struct SetFilter { filter::FilterSpec filter; }; ///< the whole filter as one step of history
struct ClearFilter {}; ///< every condition but text_only, and what is selected
struct ClearFacet { filter::Facet facet; };
struct SetTextOnly { bool on; };
/// kNone clears. `also` keeps what is selected: the link joins it, or leaves it when it is there already.
struct SelectLink { model::LinkIx link; bool also = false; };
struct SelectPlace { model::PlaceIx place; bool also = false; };
struct SetEgo { filter::Ego way; };
struct FilterPlace { model::PlaceIx place; bool exact; }; ///< toggles the term
struct Hover { model::LinkIx link; model::PlaceIx place; };
struct SetCamera { scene::Camera camera; bool live; }; ///< live: part of a drag or flight, not its own history step
struct ZoomAt { geo::Vec2 at_pt; double factor; };     ///< factor > 1 comes nearer; the point under at_pt stays
struct SetLayer { style::LayerId layer; style::LayerState state; };
struct SetRollUp { scene::RollUp level; };
struct SetTheme { std::string theme; };
struct SetLang { model::Lang lang; };
struct SetLeftTab { LeftTab tab; };
struct SetRightTab { RightTab tab; };
struct TogglePanel { bool left; bool hidden = false; }; ///< hidden: it is open but has no room, and takes that of the other one
struct SetFloating { std::vector<geo::Box> boxes; };
struct OpenView { View view; }; ///< none closes the drawer
struct SetDrawer { float share; };
struct SetViewForm { ViewForm form; };
struct ToggleFold { std::string id; };
struct SetSearch { std::string text; };
struct SetFacetSearch { std::string text; };
struct OpenExport { bool open; };
struct SetExportForm { ExportForm form; };
struct SetPageLook { PageLook look; };
struct SetExportResult { JobState state; std::string sentence; };
struct Log { std::string sentence; };
struct Notice { std::string sentence; }; ///< shown for a while, and logged; empty takes it away
/// A label moved by hand: its whole offset from where it would stand, in millimetres on paper.
struct NudgeLabel { std::string label; double dx_mm, dy_mm; };
struct ResetNudge { std::string label; }; ///< empty: all
struct OpenProjectBox { ProjectBox box; };
struct SetPrefs { Prefs prefs; };
struct ShowKeys { bool open; };
struct ShowTour { int card; }; ///< outside 0 … kTourCards - 1: ends it, and it does not come again by itself
struct AskPlans { bool open; };          ///< the box for the folder with the plans' texts
struct NoteLink { model::LinkIx link; }; ///< gives the link the next number, unless it has one
struct ForgetNotes {};                   ///< numbers begin at 1 again
/// Effects the Session or the platform carries out: they do not change the state themselves.
struct FlyTo { enum class What { china, links, corridor, link, place } what; std::int32_t index = -1; };
struct ExportFigure { std::string path; }; ///< the figure of the form
struct CancelExport {};
struct CopyFigure {};                      ///< the figure as an image on the clipboard
struct SaveProject { std::string path; };
struct OpenProject { std::string path; };
struct SaveWindow { std::string path; };
struct SetPlans { std::string folder; }; ///< reads the plans' texts; empty: none
struct Undo {};
struct Redo {};

using Action = std::variant<ToggleFacet, ToggleWithout, RemoveCondition, AddArea, SetMapTool, SetAreaEnds, SetPlaceOrder, SetFilter, ClearFilter, ClearFacet, SetTextOnly, SelectLink, SelectPlace, SetEgo, FilterPlace, Hover, SetCamera,
                            ZoomAt, SetLayer, SetRollUp, SetTheme, SetLang, SetLeftTab, SetRightTab, TogglePanel, SetFloating, OpenView, SetDrawer, SetViewForm, ToggleFold, SetSearch,
                            SetFacetSearch, OpenExport, SetExportForm, SetPageLook, SetExportResult, Log, Notice, NudgeLabel, ResetNudge,
                            OpenProjectBox, AskPlans, NoteLink, ForgetNotes, SetPrefs, ShowKeys, ShowTour, FlyTo, ExportFigure, CancelExport, CopyFigure, SaveProject, OpenProject, SaveWindow, SetPlans, Undo, Redo>;

/// The state after the action. Pure; the effects leave it as it is.
AppState apply(AppState state, const Action& action);
/// The state with this view in it, `shown` recomputed when the filter differs: what undo puts back.
AppState with_view(AppState state, const ViewSpec& view);

/// The scale one step (+1, -1) from this one, within kScales.
int next_scale(int percent, int step);
/// The selected places, or links, the first one leading.
std::vector<model::PlaceIx> selected_places(const ViewSpec& view);
std::vector<model::LinkIx> selected_links(const ViewSpec& view);

/// The ids chosen in a facet; for places their indexes as text.
const std::vector<std::string>& chosen(const filter::FilterSpec& spec, filter::Facet facet);

/// Nearest and farthest scale of the window, metres per point.
inline constexpr double kMinMetresPerPt = 60, kMaxMetresPerPt = 14000;
/// The camera after zooming by `factor` about a point of a frame of this size.
scene::Camera zoomed(const scene::Camera& camera, geo::Vec2 at_pt, double factor, double width_pt, double height_pt);
/// The camera after the paper was dragged by this many points.
scene::Camera panned(const scene::Camera& camera, geo::Vec2 drag_pt);

} // namespace atlas::app
