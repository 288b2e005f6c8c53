// Every word of the interface, one table per language (strings_zh.cpp, strings_en.cpp). A field without a text is
// found by a test, not by a user.
#pragma once

#include "model/dataset.hpp"

#include <string>
#include <vector>

namespace atlas::ui {

struct Strings {
    // top bar
    const char *product, *search_hint, *search_hint_short, *clear, *links_unit, *of, *language_name, *to_light, *to_dark, *export_tip, *undo_tip;
    const char *no_results, *result_place, *result_corridor, *result_basin, *result_link, *also_called;
    // left panel
    const char *facets[10]; ///< in the order of filter::Facet
    const char *facet_keys_hint, *not_word, *order_tree, *order_count, *more, *menu_only, *menu_not, *menu_take_away, *menu_inside_basin, *menu_touches, *menu_itself;
    const char *narrow_hint, *or_and_hint, *text_only, *text_only_tip;
    const char *nothing_matches, *no_values, *no_data;
    // chips, areas drawn on the map, the empty result
    const char *unknown_tip, *unknown_not_tip, *other_conditions, *chip_only, *chip_not, *chip_want, *chip_all_ends, *chip_any_end, *clear_all;
    const char *box_tip, *lasso_tip, *box_hint, *lasso_hint, *all_ends, *any_end, *all_ends_tip, *any_end_tip, *stop_drawing;
    const char *empty_one, *empty_several, *empty_drop, *empty_links_back, *empty_count_computed;
    // right panel
    const char *tab_evidence, *tab_place, *tab_layers;
    const char *no_link_title, *no_link_hint, *no_place_title, *no_place_hint, *none_shown_title, *none_shown_hint;
    const char *shown_links, *busiest_places, *parties, *role_from, *role_to, *mechanism, *stance, *reading, *corridors, *basins;
    const char *domains, *note, *related, *same_clause, *same_parties, *by_place, *explicit_badge, *inferred_badge, *same_as;
    const char *show_on_map, *copy_quote, *unmapped_title, *unmapped_hint, *dated, *undated;
    const char *belongs_to, *place_links, *only_this_place, *only_this_place_off, *no_links_here, *members, *approximate, *no_position;
    const char *stances[4]; ///< in the order of model::Stance
    const char *place_kinds[13]; ///< in the order of model::PlaceKind
    const char *shapes[5];       ///< in the order of model::Shape
    // layers
    const char *layers_base, *layers_links, *layers_more, *automatic, *on, *off, *reset_layers, *opacity;
    // map
    const char *kilometre, *metre, *whole_country, *zoom_in, *zoom_out, *unmapped_count, *fold_left, *fold_right;
    // page view
    const char *back_to_map, *export_title, *desk_hint, *fit_page, *page, *page_size, *a4_landscape, *a4_portrait, *a3_landscape, *a3_portrait;
    const char *a0, *wide, *word_half, *own_page, *frame, *frame_window, *frame_links, *frame_corridor, *frame_china, *theme, *theme_print;
    const char *theme_light, *theme_dark, *theme_grey, *language, *words_on_page, *title, *title_auto, *subtitle, *subtitle_auto, *use;
    const char *use_internal, *use_open, *review_number, *review_hint, *open_remark, *dated_plain, *locator, *evidence_list, *inset, *always;
    const char *never, *roll_up, *roll_up_tip, *rolled_prefecture, *rolled_province, *roll_none, *roll_prefecture, *roll_province, *reset_nudges, *file_section, *format, *resolution, *folder;
    const char *folder_hint, *file, *transparent, *outlines, *links_csv, *write, *copy_image, *cancel, *reduced_note, *drawing_page;
    const char *checks, *checking, *nothing_found, *nothing_found_hint, *passed_rules, *checks_are, *show_place;
    // projects
    const char *project_save, *project_open, *project_save_tip, *project_open_tip, *project_save_hint, *project_open_hint, *save, *open;
    // picking and several at once
    const char *stacked, *stacked_tip, *chosen_links, *chosen_places, *only_these, *take_away, *several_hint;
    // place card
    const char *ego_both, *ego_out, *ego_in, *ego_tip, *in_filter, *only_inside, *partners, *clauses, *all_links, *more_rows, *fewer, *together, *exact_tip;
    // evidence
    const char *issued_by, *all_named, *some_inferred, *named_in_clause, *named_in_quote, *not_in_clause, *not_in_quote, *not_named_tip;
    const char *whole_clause, *taller, *lower, *plans_ask, *plans_hint, *plans_field, *plans_take, *plans_change, *plans_in;
    const char *copy_citation, *copy_note, *citation_copied, *note_copied, *notes_again, *note_again_tip, *citation_tip, *note_tip;
};
const Strings& strings(model::Lang lang);
/// Every text of a table, for the glyph set and for tests.
std::vector<const char*> all_strings(model::Lang lang);

extern const Strings kStringsZh, kStringsEn;

} // namespace atlas::ui
