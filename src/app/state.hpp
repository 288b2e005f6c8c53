// The application's state as one value, the actions that change it, and history. No ImGui, no GL.
#pragma once

#include "filter/filter.hpp"
#include "scene/map_builder.hpp"
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
    friend bool operator==(const ViewSpec&, const ViewSpec&) = default;
};

enum class LeftTab { corridor, basin, mechanism, plan };
enum class RightTab { evidence, place, layers };
struct UiState {
    LeftTab left = LeftTab::corridor;
    RightTab right = RightTab::evidence;
    bool left_open = true, right_open = true;
    model::LinkIx hovered_link = model::kNone;
    model::PlaceIx hovered_place = model::kNone;
    std::string search;
    std::vector<std::string> log; ///< one sentence each, newest last
    bool export_open = false;
    friend bool operator==(const UiState&, const UiState&) = default;
};

struct AppState {
    std::shared_ptr<const model::Dataset> dataset;
    ViewSpec view;
    UiState ui;
    std::vector<model::LinkIx> shown; ///< links that pass view.filter; recomputed by apply()
    double map_width_pt = 0, map_height_pt = 0; ///< size of the map area of the window
};

/// Toggles one value of a facet.
struct ToggleFacet { filter::Facet facet; std::string id; };
struct ClearFilter {};
struct ClearFacet { filter::Facet facet; };
struct SetTextOnly { bool on; };
struct SelectLink { model::LinkIx link; };   ///< kNone clears
struct SelectPlace { model::PlaceIx place; };
struct FilterPlace { model::PlaceIx place; bool exact; };
struct Hover { model::LinkIx link; model::PlaceIx place; };
struct SetCamera { scene::Camera camera; bool live; }; ///< live: part of a drag, not its own history step
struct SetLayer { style::LayerId layer; style::LayerState state; };
struct SetTheme { std::string theme; };
struct SetLang { model::Lang lang; };
struct SetLeftTab { LeftTab tab; };
struct SetRightTab { RightTab tab; };
struct TogglePanel { bool left; };
struct SetSearch { std::string text; };
struct OpenExport { bool open; };
struct Log { std::string sentence; };
/// Effects the platform carries out: they do not change the state themselves.
struct FlyTo { enum class What { china, links, corridor, link, place } what; std::int32_t index = -1; };
struct ExportFigure { std::string path; std::string page; double dpi; std::string title; };
struct SaveWindow { std::string path; };
struct Undo {};
struct Redo {};

using Action = std::variant<ToggleFacet, ClearFilter, ClearFacet, SetTextOnly, SelectLink, SelectPlace, FilterPlace, Hover, SetCamera,
                            SetLayer, SetTheme, SetLang, SetLeftTab, SetRightTab, TogglePanel, SetSearch, OpenExport, Log, FlyTo,
                            ExportFigure, SaveWindow, Undo, Redo>;

/// The state after the action. Pure; FlyTo, ExportFigure, SaveWindow, Undo and Redo leave it as it is.
AppState apply(AppState state, const Action& action);

/// Snapshots of ViewSpec. commit() after each non-live change; equal neighbours are one step.
class History {
public:
    explicit History(ViewSpec first);
    void commit(const ViewSpec& view);
    [[nodiscard]] bool can_undo() const { return at_ > 0; }
    [[nodiscard]] bool can_redo() const { return at_ + 1 < steps_.size(); }
    const ViewSpec& undo();
    const ViewSpec& redo();

private:
    std::vector<ViewSpec> steps_;
    std::size_t at_ = 0;
};

} // namespace atlas::app
