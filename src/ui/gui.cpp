// A frame of the whole interface.
#include "ui/gui.hpp"

#include "ui/crosshair.hpp"
#include "ui/facet_list.hpp"
#include "ui/keys.hpp"
#include "ui/panels.hpp"

#include <imgui.h>
#include <imgui_internal.h>

namespace atlas::ui {

base::Result<std::unique_ptr<Gui>> Gui::create(std::shared_ptr<const text::FontSet> fonts) {
    std::unique_ptr<Gui> gui(new Gui);
    gui->context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(static_cast<ImGuiContext*>(gui->context_));
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr; // where panels lie is ours to say, not a file's
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = true;
    gui->fonts_ = std::make_unique<Fonts>(std::move(fonts), io.Fonts);
    for (const model::Lang lang : {model::Lang::zh, model::Lang::en})
        for (const char* s : all_strings(lang)) gui->fonts_->want(s);
    for (const KeyRow& row : key_rows()) gui->fonts_->want(row.zh);
    for (const HandRow& row : hand_rows())
        for (const char* s : {row.zh_hand, row.zh}) gui->fonts_->want(s);
    return gui;
}

Gui::~Gui() {
    if (!context_) return;
    ImGui::SetCurrentContext(static_cast<ImGuiContext*>(context_));
    ImGui::DestroyContext(static_cast<ImGuiContext*>(context_));
}

void Gui::prepare_glyphs(const model::Dataset* d) {
    if (!d) return;
    const auto both = [&](const model::Text& t) {
        fonts_->want(t.zh);
        fonts_->want(t.en);
    };
    for (const model::Link& l : d->links()) {
        both(l.summary);
        fonts_->want(l.quote);
        fonts_->want(l.clause);
        fonts_->want(l.note);
    }
    for (const model::Plan& p : d->plans()) {
        both(p.title);
        both(p.brief);
        fonts_->want(p.issued);
    }
    for (const model::Corridor& c : d->corridors()) both(c.name);
    for (const model::Basin& b : d->basins()) both(b.name);
    for (const model::Mechanism& m : d->mechanisms()) both(m.name);
    for (const model::Domain& m : d->domains()) both(m.name);
    for (const model::Place& p : d->places()) both(p.name);
    for (int i = 0; i < style::kLayerCount; ++i) both(style::layer_name(static_cast<style::LayerId>(i)));
}

base::Result<bool> Gui::prepare(float scale, const std::string& theme) {
    ImGui::SetCurrentContext(static_cast<ImGuiContext*>(context_));
    const auto built = fonts_->build(scale);
    if (!built) return built.error();
    const style::Theme* t = style::find_theme(theme);
    if (*built || theme != theme_ || tokens_.scale != scale) {
        tokens_ = make_tokens(t && t->dark, scale);
        theme_ = theme;
        apply_style();
    }
    ImGui::GetIO().FontDefault = fonts_->font(Type::body);
    return *built;
}

void Gui::apply_style() {
    ImGuiStyle& s = ImGui::GetStyle();
    s = ImGuiStyle();
    s.WindowPadding = {0, 0};
    s.WindowBorderSize = s.FrameBorderSize = s.ChildBorderSize = s.PopupBorderSize = 0;
    s.WindowRounding = s.ChildRounding = 0;
    s.WindowMinSize = {1, 1};
    s.ItemSpacing = s.ItemInnerSpacing = {0, 0};
    s.ScrollbarSize = tokens_.px(8);
    s.ScrollbarRounding = tokens_.px(4);
    s.GrabMinSize = tokens_.px(24);
    // Thin lines cross at many angles on icons: textured lines would blur them at odd scales.
    s.AntiAliasedLinesUseTex = false;
    s.CurveTessellationTol = 0.6f;
    s.CircleTessellationMaxError = 0.2f;
    const auto color = [](Color c) { return ImGui::ColorConvertU32ToFloat4(packed(c)); };
    for (ImVec4& c : s.Colors) c = color(tokens_.ink);
    s.Colors[ImGuiCol_Text] = color(tokens_.ink);
    s.Colors[ImGuiCol_WindowBg] = color(tokens_.panel);
    s.Colors[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    s.Colors[ImGuiCol_ScrollbarGrab] = color(tokens_.hairline);
    s.Colors[ImGuiCol_ScrollbarGrabHovered] = color(tokens_.faint);
    s.Colors[ImGuiCol_ScrollbarGrabActive] = color(tokens_.soft);
    s.Colors[ImGuiCol_FrameBg] = {0, 0, 0, 0};
    s.Colors[ImGuiCol_Border] = s.Colors[ImGuiCol_BorderShadow] = {0, 0, 0, 0};
    s.Colors[ImGuiCol_NavHighlight] = {0, 0, 0, 0};
    s.Colors[ImGuiCol_TextDisabled] = color(tokens_.faint);
}

void Gui::press_key(Key key) { queued_.push_back(key); }

bool Gui::typing() const {
    ImGui::SetCurrentContext(static_cast<ImGuiContext*>(context_));
    return ImGui::GetIO().WantTextInput;
}

Layout Gui::layout(const app::UiState& ui, float width_px, float height_px) const { return make_layout(width_px, height_px, tokens_.scale, ui); }

void Gui::feed(float width_px, float height_px, float dt_s, const PlainInput& input) {
    ImGui::SetCurrentContext(static_cast<ImGuiContext*>(context_));
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {width_px, height_px};
    io.DisplayFramebufferScale = {1, 1};
    io.DeltaTime = dt_s;
    io.MousePos = {input.mouse_x, input.mouse_y};
    io.MouseDown[0] = input.mouse_down;
    io.MouseDown[1] = input.right_down;
    io.MouseWheel = input.wheel;
    io.KeyAlt = input.alt;
    io.KeyCtrl = input.ctrl;
    io.KeyShift = input.shift;
    if (!input.text.empty()) io.AddInputCharactersUTF8(input.text.c_str());
}

namespace {

/// Keys that mean something while the card of keys or the tour lies over the window.
bool reaches_a_card(Key key) {
    switch (key) {
    case Key::tab:
    case Key::back_tab:
    case Key::escape:
    case Key::help:
    case Key::larger:
    case Key::smaller:
    case Key::usual_size:
    case Key::save_window: return true;
    default: return false;
    }
}

/// Keys that mean something while the project box asks for a path.
bool reaches_a_box(Key key) {
    switch (key) {
    case Key::tab:
    case Key::back_tab:
    case Key::escape:
    case Key::accept:
    case Key::save_window: return true;
    default: return false;
    }
}

} // namespace

void Gui::handle_keys(Ui& ui) {
    Memory& m = ui.mem;
    const bool box = ui.state.ui.project_box != app::ProjectBox::closed;
    if (!box) pick_list_keys(ui);
    const bool dialog = ui.state.ui.export_open;
    const bool card = ui.state.ui.keys_open || ui.state.ui.tour >= 0; // what lies under a card is out of reach
    for (const Key key : m.keys) {
        if ((card && !reaches_a_card(key)) || (box && !card && !reaches_a_box(key))) continue;
        switch (key) {
        case Key::tab:
        case Key::back_tab: {
            if (m.tab_order.empty()) break;
            const auto at = std::find(m.tab_order.begin(), m.tab_order.end(), m.focus);
            const auto count = static_cast<std::ptrdiff_t>(m.tab_order.size());
            std::ptrdiff_t next = key == Key::tab ? 0 : count - 1;
            if (at != m.tab_order.end() && m.focus_shown) next = (at - m.tab_order.begin() + (key == Key::tab ? 1 : count - 1)) % count;
            m.focus = m.tab_order[static_cast<std::size_t>(next)];
            m.focus_shown = false; // for the map: it is reached anew
            if (m.focus == m.cross.stop && !dialog) take_map(ui);
            m.focus_moved = m.focus_shown = true;
            m.table_keys = false;
            ImGui::ClearActiveID();
            break;
        }
        case Key::escape: // one step back at a time, the nearest thing first
            if (ui.state.ui.keys_open) {
                ui.send(app::ShowKeys{false});
                break;
            }
            if (ui.state.ui.tour >= 0) {
                ui.send(app::ShowTour{-1});
                break;
            }
            if (!m.picker_open.empty()) {
                m.picker_open.clear();
                break; // the focus stays on what opened it
            }
            if (ui.state.ui.project_box != app::ProjectBox::closed)
                ui.send(app::OpenProjectBox{app::ProjectBox::closed});
            else if (ui.state.ui.plans_asked && !dialog)
                ui.send(app::AskPlans{false});
            else if (dialog && !m.field_active.empty())
                ImGui::ClearActiveID(); // first out of the field, then out of the page
            else if (dialog)
                ui.send(app::OpenExport{false});
            else if (!ui.state.ui.search.empty() || m.search_active) {
                m.search[0] = 0;
                ImGui::ClearActiveID();
                ui.send(app::SetSearch{""});
            } else if (cross_back(ui)) {
                break; // the cross stays for the next try
            } else if (ui.state.ui.tool != app::MapTool::pan) {
                ui.send(app::SetMapTool{app::MapTool::pan});
            } else if (ui.state.view.selected_link != model::kNone || ui.state.view.selected_place != model::kNone) {
                ui.send(app::SelectLink{model::kNone});
                ui.send(app::SelectPlace{model::kNone});
            }
            m.focus_shown = false;
            break;
        case Key::fold_left: toggle_panel(ui, true); break;
        case Key::fold_right: toggle_panel(ui, false); break;
        case Key::search: m.focus_search = !dialog; break;
        case Key::export_figure: ui.send(app::OpenExport{!dialog}); break;
        case Key::undo: ui.send(app::Undo{}); break;
        case Key::redo: ui.send(app::Redo{}); break;
        case Key::save_window: ui.send(app::SaveWindow{app::default_file_name(ui.state) + "-window.png"}); break;
        case Key::zoom_in:
        case Key::zoom_out:
            if (!dialog) ui.send(app::ZoomAt{on_map(ui) ? m.cross.at_pt : geo::Vec2{ui.state.map_width_pt / 2, ui.state.map_height_pt / 2}, key == Key::zoom_in ? 1.6 : 1 / 1.6});
            break;
        case Key::country:
            if (!dialog) ui.send(app::FlyTo{app::FlyTo::What::china, -1});
            break;
        case Key::select_box:
        case Key::select_lasso: {
            const auto tool = key == Key::select_box ? app::MapTool::box : app::MapTool::lasso;
            if (dialog) break;
            if (ui.state.ui.tool != tool) take_map(ui); // the cross is at hand at once; a mouse that moves puts it away
            ui.send(app::SetMapTool{ui.state.ui.tool == tool ? app::MapTool::pan : tool});
            break;
        }
        case Key::full_size: break; // the page view's
        case Key::save_project:
            // A project that has a file is saved there; a new one is asked for its name.
            if (!ui.state.ui.project_file.empty()) ui.send(app::SaveProject{ui.state.ui.project_file});
            else ui.send(app::OpenProjectBox{app::ProjectBox::save});
            break;
        case Key::open_project: ui.send(app::OpenProjectBox{app::ProjectBox::open}); break;
        case Key::copy_figure:
            if (dialog) ui.send(app::CopyFigure{});
            else if (!m.table_keys) copy_citation(ui); // the table copies its own line
            break;
        case Key::copy_note:
            if (!dialog) copy_note(ui);
            break;
        case Key::larger:
        case Key::smaller:
        case Key::usual_size: {
            app::Prefs prefs = ui.state.ui.prefs;
            prefs.scale_percent = key == Key::usual_size ? 100 : app::next_scale(prefs.scale_percent, key == Key::larger ? 1 : -1);
            if (!(prefs == ui.state.ui.prefs)) ui.send(app::SetPrefs{prefs});
            break;
        }
        case Key::help: ui.send(app::ShowKeys{!ui.state.ui.keys_open}); break;
        case Key::up:
        case Key::down:
        case Key::left:
        case Key::right:
        case Key::nudge_up:
        case Key::nudge_down:
        case Key::nudge_left:
        case Key::nudge_right:
            if (!dialog && !card) walk_with_arrows(ui, key);
            break;
        case Key::menu: break;
        case Key::accept: // otherwise read by the control that has the focus
        case Key::also:
            if (!dialog && !card && !box) press_cross(ui, key == Key::also);
            break;
        }
    }
}

std::vector<app::Action> Gui::frame(const app::AppState& state, const app::Derived& derived, const app::Views& views, const MapInfo& map) {
    ImGui::SetCurrentContext(static_cast<ImGuiContext*>(context_));
    std::vector<app::Action> out;
    rects_.clear();
    memory_.keys.swap(queued_);
    queued_.clear();
    memory_.tab_order = std::exchange(memory_.tab_order_now, {});
    memory_.stops = std::exchange(memory_.stops_now, {});
    memory_.ring.reset();
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MouseDown[0]) memory_.focus_shown = false; // the mouse has taken over from Tab

    ImGui::NewFrame();
    Ui ui{state, derived, views, tokens_, strings(state.view.lang), *fonts_, rects_, memory_, map, out};
    const Rect screen{0, 0, io.DisplaySize.x, io.DisplaySize.y};
    const Layout l = layout(state.ui, screen.x1, screen.y1);
    take_menu_keys(memory_, !state.ui.export_open && state.ui.project_box == app::ProjectBox::closed && !state.ui.keys_open && state.ui.tour < 0);
    handle_keys(ui);
    memory_.arrows_taken = memory_.pointed = false;
    const bool dialog = state.ui.export_open;
    const bool boxed = state.ui.project_box != app::ProjectBox::closed, carded = state.ui.keys_open || state.ui.tour >= 0;
    // What lies behind a box or a card is not worked by the keys: arrows in a table, Enter in the list of results.
    std::vector<Key> in_front;
    if (boxed || carded) in_front.swap(memory_.keys);
    memory_.field_active_before = std::exchange(memory_.field_active, {});
    if (dialog) { // nothing of the map is seen or touched while a page is made
        page_view(ui, screen);
    } else {
        map_area(ui, l.map);
        top_bar(ui, l.bar);
        facet_panel(ui, l.left);
        right_panel(ui, l.right);
        if (l.drawer.height() > 0) drawer(ui, l.drawer);
        pick_list(ui, l.map);
        search_results(ui, search_field_rect(ui, l.bar));
        facet_menu(ui);
        chip_menus(ui);
    }
    withdraw_light(ui);
    draw_focus(ui);
    if (boxed) memory_.clear_stops(); // Tab stays inside an open box
    if (boxed && !carded) memory_.keys.swap(in_front);
    project_box(ui, screen);
    if (carded) memory_.clear_stops();
    if (carded) memory_.keys.swap(in_front);
    keys_card(ui, screen);
    tour_card(ui, screen, l);
    notice(ui, screen);
    ImGui::Render();
    // A card that has just changed its size settles on the next frame (ImGui lays out windows one frame late).
    redraw_ = !out.empty() || memory_.flash.has_value();
    return out;
}

} // namespace atlas::ui
