// What every panel is handed: the state to show, the tables computed from it, the tokens, and a place for its actions.
// Panels keep nothing themselves; Memory is what the toolkit must remember between frames.
#pragma once

#include "app/derived.hpp"
#include "app/place_facts.hpp"
#include "app/session.hpp"
#include "app/views.hpp"
#include "base/utf8.hpp"
#include "scene/hit_test.hpp"
#include "scene/map_builder.hpp"
#include "ui/fonts.hpp"
#include "ui/layout.hpp"
#include "ui/strings.hpp"
#include "ui/tokens.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atlas::ui {

/// The rectangles of the last frame's rows and buttons by name ("corridor:c-chuannan-yuxi", "clear", …), for tests.
class Rects {
public:
    void clear() { rects_.clear(); }
    void set(const std::string& id, const Rect& r) { rects_[id] = r; }
    [[nodiscard]] std::optional<Rect> find(const std::string& id) const {
        const auto it = rects_.find(id);
        return it == rects_.end() ? std::nullopt : std::optional<Rect>(it->second);
    }
    [[nodiscard]] const std::map<std::string, Rect>& all() const { return rects_; }

private:
    std::map<std::string, Rect> rects_;
};

/// Keys with a meaning of their own; the platform translates its key codes into these.
enum class Key { tab, back_tab, accept, escape, up, down, fold_left, fold_right, search, export_figure, undo, redo, save_window, zoom_in, zoom_out,
                 country, full_size, menu, select_box, select_lasso, save_project, open_project, copy_figure, copy_note, left, right, nudge_up, nudge_down, nudge_left, nudge_right, also, larger, smaller, usual_size, help };

/// What the caret of the project box's field is to do once the field has the keyboard.
enum class PathCaret { kept, all, end };

struct Memory {
    std::vector<Key> keys; ///< pressed since the last frame
    // walking with Tab
    std::vector<unsigned> tab_order, tab_order_now;
    unsigned focus = 0;
    bool focus_moved = false, focus_shown = false;
    struct Stop { ///< where a control lies, for the arrow keys
        unsigned id = 0, window = 0;
        Rect at;
    };
    std::vector<Stop> stops, stops_now;
    bool arrows_taken = false; ///< in the last frame a control kept the arrow keys for itself
    struct Ring { ///< round the control that Tab has reached, unless it draws its own
        Rect at, clip;
        bool drawn = false;
    };
    std::optional<Ring> ring;
    void clear_stops() {
        tab_order_now.clear();
        stops_now.clear();
    }
    // search box
    // As long as a paragraph: ImGui refuses a paste that does not fit instead of cutting it.
    std::array<char, 4096> search{}, narrow{};
    bool search_active = false, focus_search = false;
    int search_at = 0;
    std::string searched;
    std::vector<app::SearchHit> hits;
    std::shared_ptr<const app::SearchIndex> index; ///< of index_of, made at the first search
    const model::Dataset* index_of = nullptr;
    // map
    bool dragging = false, moved = false;
    float drag_x = 0, drag_y = 0;
    scene::Camera drag_from;
    /// The links under a press on the map, to be told apart in a list at the mouse; empty: closed.
    struct Pick {
        std::vector<model::LinkIx> links;
        float x = 0, y = 0;
        int at = 0;
        bool stepped = true; ///< by a key: the row is brought into view
        bool also = false;   ///< opened with Ctrl: what is taken is one more
    } pick;
    /// The keyboard's hand on the map (crosshair.hpp).
    struct Cross {
        struct Press {
            geo::Vec2 at_pt;
            bool also = false, waits = false; ///< waits: for the next frame
        };
        unsigned stop = 0; ///< the map among the stops of the walk; 0 until it was drawn
        geo::Vec2 at_pt;   ///< from the map's corner
        std::vector<Press> presses;
        std::vector<geo::LonLat> corners; ///< of the area begun with it
        app::MapTool corners_of = app::MapTool::pan;
        int changed_in = -1; ///< the frame in which a key changed the tool or the camera
        std::optional<std::pair<model::LinkIx, model::PlaceIx>> lit; ///< what it last said lies under it; none while it says nothing
    } cross;
    // linked views: the open list of a picker; the table
    std::string picker_open;
    int picker_at = 0;
    // menus: keys of the open one, and what the open one is about
    std::vector<Key> menu_keys;
    bool menu_fresh = false; ///< opened in this frame: the press that did it must not close it
    struct {
        filter::Facet facet = filter::Facet::corridor;
        std::string id;
        Rect at;
    } facet_menu;
    struct {
        filter::Condition condition;
        Rect at;
    } chip_menu;
    std::size_t chips_drawn = 0; ///< those with room in the bar
    Rect more_chips; ///< the button that opens the list of chips without room
    bool pointed = false; ///< something of this frame means the link or place that is lit
    float mouse_x = 0, mouse_y = 0; ///< in the last frame
    bool facet_row_pointed = false; ///< the mouse or the focus is on a row of the left panel
    // an area being drawn on the map: its points on the ground
    std::vector<geo::LonLat> area;
    std::array<char, 4096> table_search{};
    bool table_typing = false, table_keys = false; ///< table_keys: the last press was on the table's lines
    model::LinkIx table_at = model::kNone;         ///< the selection the table was last scrolled for
    model::LinkIx table_hover = model::kNone;
    // right panel
    model::LinkIx card_link = model::kNone;
    std::vector<model::LinkIx> related;
    app::PlaceFacts facts;
    std::vector<model::PlaceIx> facts_for;
    filter::Ego facts_ego = filter::Ego::both;
    std::vector<std::string> facts_open; ///< lists of the place card that are shown whole
    bool clause_tall = false, plans_shown = false; ///< plans_shown: the folder's box stood open in the last frame
    bool plans_again = false; ///< Enter was pressed in it: should the box stay, it has the keyboard again
    std::string plans_path;
    model::LinkIx clause_seen = model::kNone; ///< the link whose quote was last scrolled to
    std::vector<std::pair<model::PlaceIx, int>> busiest;
    std::vector<model::LinkIx> busiest_for;
    struct WidestWords { ///< of each column of the link table, over the whole dataset
        const model::Dataset* data = nullptr;
        model::Lang lang = model::Lang::zh;
        std::vector<std::vector<std::string>> words; ///< the longest few
    } table_widest;
    // linked views: what of a view is opened below it (a step, an arc, a pair of plans) and whose it is
    struct Opened {
        std::string of;
        int a = -1, b = -1;
    } step, arc, pair;
    // page view: what is being typed, the page under the hand, the place a finding points at
    std::map<std::string, std::array<char, 1024>> fields;
    std::string field_active, field_active_before; ///< the field that has the keyboard; the one that had it in the last frame
    std::string project_path;
    bool desk_dragging = false, checks_in_front = false;
    float desk_x = 0, desk_y = 0;
    geo::Vec2 desk_centre;
    std::optional<geo::Box> flash; ///< page points
    double flash_s = 0;            ///< when it began, ImGui's clock
    std::optional<scene::LabelHit> label; ///< under the hand
    std::string label_ground;
    float label_x = 0, label_y = 0;
    bool label_moved = false;
    app::ProjectBox box_was = app::ProjectBox::closed;
    bool box_asked = false; ///< its button was pressed in the last frame: should it stay open, its field has the keyboard again
    PathCaret path_caret = PathCaret::kept;
};

/// What the map shows and what lies under a point of it; the panels never see the lists themselves.
struct MapInfo {
    const scene::MapContents* contents = nullptr;
    std::function<scene::FeatureRef(geo::Vec2 map_pt)> at; ///< topmost link or place, or none
    bool can_undo = false;
    app::PageShown page;                            ///< of the page view
    std::uintptr_t page_texture = 0, whole_texture = 0; ///< of page.pixels and page.whole, as ImGui takes them; 0: none
    std::function<std::vector<model::LinkIx>(geo::Vec2 map_pt)> links_at; ///< all there, topmost first
    const app::ClauseShown* clause = nullptr;                             ///< of the selected link
    std::function<std::optional<scene::LabelHit>(geo::Vec2 pt)> label_on_map, label_on_page; ///< labels that can be moved
    const std::vector<app::FlowLine>* flow = nullptr; ///< lines that marks run along; none: nothing flows
};

struct Ui {
    const app::AppState& state;
    const app::Derived& derived;
    const app::Views& views;
    const Tokens& t;
    const Strings& s;
    Fonts& fonts;
    Rects& rects;
    Memory& mem;
    const MapInfo& map;
    std::vector<app::Action>& out;

    [[nodiscard]] model::Lang lang() const { return state.view.lang; }
    [[nodiscard]] bool zh() const { return state.view.lang == model::Lang::zh; }
    /// A text of the data in the interface's language; Chinese gets the punctuation of a Chinese page.
    [[nodiscard]] std::string words(const model::Text& text) const {
        return zh() ? base::full_width_punctuation(text.zh) : text.in(model::Lang::en);
    }
    /// For words used in one place: the interface's language decides.
    [[nodiscard]] const char* tr(const char* chinese, const char* english) const { return zh() ? chinese : english; }
    [[nodiscard]] float px(float at_100) const { return t.px(at_100); }
    [[nodiscard]] const model::Dataset* data() const { return state.dataset.get(); }
    /// True when the key was pressed since the last frame.
    [[nodiscard]] bool key(Key k) const { return std::find(mem.keys.begin(), mem.keys.end(), k) != mem.keys.end(); }
    void send(app::Action action) { out.push_back(std::move(action)); }
};

} // namespace atlas::ui
