// The parts of the window. Each draws itself into its rectangle and leaves its actions in ui.out.
#pragma once

#include "ui/controls.hpp"

#include <span>

struct ImDrawList;

namespace atlas::ui {

void top_bar(Ui& ui, const Rect& r);
/// Folds or shows a side panel; one that is open but found no room takes that of the other.
void toggle_panel(Ui& ui, bool left);
/// The filter's conditions from x to x1 of the bar, and the menus they open, over everything.
void chip_row(Ui& ui, ImDrawList* list, const Rect& bar, float x, float x1);
void chip_menus(Ui& ui);
/// What the map shows in place of links when none is left: which condition to drop, and what comes back.
void empty_card(Ui& ui, ImDrawList* list, const Rect& map);
void search_results(Ui& ui, const Rect& field); ///< the list under the search box, while there is a text
void facet_panel(Ui& ui, const Rect& r);
void right_panel(Ui& ui, const Rect& r);
void map_area(Ui& ui, const Rect& r);
void page_view(Ui& ui, const Rect& screen); ///< the whole window while a figure is being made
void project_box(Ui& ui, const Rect& screen);
void pick_list(Ui& ui, const Rect& map); ///< at the mouse, while several links wait to be told apart
/// Takes the keys that belong to the open list.
/// The filter that leaves exactly these links.
void show_only_links(Ui& ui, const std::vector<model::LinkIx>& links);
void pick_list_keys(Ui& ui);
/// The selected link's source on the clipboard; nothing without one.
void copy_citation(Ui& ui);
void copy_note(Ui& ui);
/// The number that the selected link has among the notes, or would get.
int next_note(const Ui& ui);
void notice(Ui& ui, const Rect& screen);
void keys_card(Ui& ui, const Rect& screen); ///< every key and the switches of the interface, while it is open
void tour_card(Ui& ui, const Rect& screen, const Layout& layout);
/// Small marks that run along the lines of one-way links, while the user wants them.
void flow_marks(Ui& ui, ImDrawList* list, const Rect& map);
/// Moves the focus to the nearest control that way in the same panel, or the cross; the map when nothing has the focus.
void walk_with_arrows(Ui& ui, Key key);
/// The ring round the control that Tab has reached, where the control drew none.
void draw_focus(Ui& ui);

// Parts of the page view.
void page_form(Ui& ui, const Rect& r);
void page_desk(Ui& ui, const Rect& r);
void page_checks(Ui& ui, const Rect& r);
/// Screen pixels of the file for one page point.
double full_size(const app::ExportForm& form);
/// What floats over the map: the scale bar with the count, the buttons, the bar of a tool; told to the map, which keeps its names off.
void map_furniture(Ui& ui, ImDrawList* list, const Rect& map);
/// The rings of the filter on the map, and the bar of the tools that draw them.
void area_rings(Ui& ui, ImDrawList* list, const Rect& map);
Rect area_bar(Ui& ui, ImDrawList* list, const Rect& map);
/// Draws a box or a lasso with the cross: what is begun, and the presses that go on with it.
void area_keys(Ui& ui, ImDrawList* list, const Rect& map, std::span<const Memory::Cross::Press> presses);
/// Draws a box or a lasso with the mouse; `press` is of the map. True while a tool has the mouse.
bool area_drag(Ui& ui, ImDrawList* list, const Rect& map, const Press& press);
/// Where labels can be taken by hand.
struct LabelGround {
    const char* id;                                       ///< "page" or "map"
    double px_per_mm = 1;                                 ///< screen pixels for a millimetre of paper
    std::function<Rect(const geo::Box&)> on_screen;       ///< of a label's box
    std::function<std::optional<scene::LabelHit>(geo::Vec2 screen_px)> at;
};
/// Lets the label under the mouse be dragged, or put back by a double click; `press` is of the area beneath. True while a
/// label has the mouse.
bool label_drag(Ui& ui, ImDrawList* list, const Press& press, const LabelGround& ground);
/// A text field that keeps its own buffer under `id`; the state's `value` is the truth while nobody types. True when edited.
bool kept_field(Ui& ui, ImDrawList* list, const std::string& id, const Rect& r, std::string& value, const char* hint, bool focus = false);
void drawer(Ui& ui, const Rect& r); ///< the open linked view, with its tabs

// The views: each draws itself into the drawer's body, a scrolling window of its own.
void table_view(Ui& ui, const Rect& r);
void matrix_view(Ui& ui, const Rect& r);
void compare_view(Ui& ui, const Rect& r);
void unmapped_view(Ui& ui, const Rect& r);
void coverage_view(Ui& ui, const Rect& r);
void cascade_view(Ui& ui, const Rect& r);
void strip_view(Ui& ui, const Rect& r);
void reciprocity_view(Ui& ui, const Rect& r);
void gaps_view(Ui& ui, const Rect& r);

// Parts of the views.
/// The place's name as short as the language has it: 四川, Sichuan.
std::string place_word(const Ui& ui, model::PlaceIx place);
/// Keeps the links of `links` at the place (so that the number pressed is the number shown), within the rest of the filter;
/// pressed again, takes the place away. `basin` stands in the basin facet, unless empty.
void filter_to_place(Ui& ui, const std::vector<model::LinkIx>& links, model::PlaceIx place, const std::string& basin = {});
/// Lights a link or a place, in each frame in which the mouse is on what means it.
void point_at(Ui& ui, model::LinkIx link, model::PlaceIx place);
/// At the end of a frame: the light goes out when the mouse has moved on to what means nothing, or out of the window.
void withdraw_light(Ui& ui);
/// A heading with the count and the links below it.
float opened_links(Ui& ui, const std::string& id, float x0, float x1, float y, std::string_view heading, std::span<const model::LinkIx> links);

// Parts of the right panel: each draws from y downwards inside [x0, x1] and returns the y below itself.
float evidence_card(Ui& ui, float x0, float x1, float y);
float clause_in_context(Ui& ui, const model::Link& link, float x0, float x1, float y);
float party_list(Ui& ui, const model::Link& link, float x0, float x1, float y);
/// A notice with a bar at its left.
float notice_block(Ui& ui, float x0, float x1, float y, std::string_view title, std::string_view body);
float place_card(Ui& ui, float x0, float x1, float y);
float place_counts(Ui& ui, float x0, float x1, float y); ///< of ui.mem.facts
/// The choice of how far parties are rolled up, for the map and the page alike; sends what is pressed.
inline constexpr scene::RollUp kRollUps[] = {scene::RollUp::automatic, scene::RollUp::none, scene::RollUp::prefecture, scene::RollUp::province};
std::vector<std::string_view> roll_up_names(const Ui& ui);
int roll_up_index(scene::RollUp level);
float layer_list(Ui& ui, float x0, float x1, float y);

/// A heading in the panels: small, soft, with room above.
float section(Ui& ui, float x0, float x1, float y, std::string_view heading, std::string_view right = {});
/// A drawing, a title and what to do next.
float empty_state(Ui& ui, float x0, float x1, float y, Icon which, std::string_view title, std::string_view hint);
/// Rows of links: summary in two lines, plan and clause below; a press selects. Only rows in view are drawn.
float link_rows(Ui& ui, const std::string& id, float x0, float x1, float y, std::span<const model::LinkIx> links, std::size_t most = 1000);
/// "川南渝西方案 · 三(十一)"
std::string plan_and_clause(const Ui& ui, const model::Link& link);
Color mechanism_color(const Ui& ui, model::MechanismIx mechanism);
Color mechanism_color(const Ui& ui, std::string_view code);

/// The search box's rectangle in the top bar.
Rect search_field_rect(const Ui& ui, const Rect& bar);

} // namespace atlas::ui
