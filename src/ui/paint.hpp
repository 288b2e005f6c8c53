// Drawing on ImGui's draw lists: text set by its middle, wrapped by the rules of Chinese, and the window's own icons.
#pragma once

#include "ui/ui_context.hpp"

struct ImDrawList;

namespace atlas::ui {

float text_width(Ui& ui, Type type, std::string_view text);
/// Draws one line with its middle at `mid_y`; returns the width.
float text(Ui& ui, ImDrawList* list, Type type, float x, float mid_y, Color color, std::string_view text);
float text_right(Ui& ui, ImDrawList* list, Type type, float x1, float mid_y, Color color, std::string_view text);
float text_centred(Ui& ui, ImDrawList* list, Type type, float mid_x, float mid_y, Color color, std::string_view text);
/// What stands for the words left out: in English on the baseline, where the hanzi face has its dots at half height.
const char* dots_of(const Ui& ui);
/// One line, cut with … where it does not fit. True when it was cut.
bool text_cut(Ui& ui, ImDrawList* list, Type type, float x, float mid_y, float width, Color color, std::string_view text);
/// The same as text_cut, but first without the brackets (base::without_brackets), else what is left out is in the middle: names of one list often differ
/// at their ends.
bool text_cut_middle(Ui& ui, ImDrawList* list, Type type, float x, float mid_y, float width, Color color, std::string_view text);

/// Breaks a text into lines: between hanzi, at spaces, never before closing or after opening punctuation.
std::vector<std::string_view> wrap(Ui& ui, Type type, std::string_view text, float width);
/// The widest piece that wrap() does not break in a latin text: between spaces, and after a dash.
float longest_word(Ui& ui, Type type, std::string_view text);
/// Draws wrapped lines from `y` (top of the first line) and returns the y below the last one.
float text_block(Ui& ui, ImDrawList* list, Type type, float x, float y, float width, Color color, std::string_view text,
                 float leading = 1.55f, int max_lines = 0);
float block_height(Ui& ui, Type type, std::string_view text, float width, float leading = 1.55f, int max_lines = 0);

void fill(ImDrawList* list, const Rect& r, Color color, float radius = 0);
void outline(Ui& ui, ImDrawList* list, const Rect& r, Color color, float radius = 0);
void hline(Ui& ui, ImDrawList* list, float x0, float x1, float y, Color color);
void vline(Ui& ui, ImDrawList* list, float x, float y0, float y1, Color color);
/// A raised card: soft shadow, paper, hairline.
void card(Ui& ui, ImDrawList* list, const Rect& r, Color color, float radius, int elevation);

enum class Icon { close, search, sun, moon, chevron_right, chevron_down, check, plus, minus, country, share, fold_left, fold_right, pin, arrow, quote, undo, back, alert, save, open, more, box, lasso, help };
void icon(Ui& ui, ImDrawList* list, Icon which, float mid_x, float mid_y, float size_px, Color color);
/// The product's mark: a seal with two places and the arc between them.
void mark(Ui& ui, ImDrawList* list, const Rect& r);

} // namespace atlas::ui
