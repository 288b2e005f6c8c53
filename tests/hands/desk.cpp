// Frames, keys, and what is carried out of what the panels ask for.
#include "hands/desk.hpp"

#include "base/file.hpp"

#include <imgui.h>

#include <stdexcept>

namespace atlas::hands {

namespace {

constexpr int kMostFigures = 2; // a figure takes seconds with the sanitizers on; the rest are told that the disk is full
constexpr int kEditKeys[] = {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_Home, ImGuiKey_End, ImGuiKey_Delete, ImGuiKey_Backspace,
                             ImGuiKey_A, ImGuiKey_C, ImGuiKey_X, ImGuiKey_V, ImGuiKey_Enter};

} // namespace

Desk::Desk(app::SessionData data, std::filesystem::path folder) : session_(std::move(data)), folder_(std::move(folder)) {
    auto made = ui::Gui::create(session_.data().fonts);
    if (!made) throw std::runtime_error(made.error().message);
    gui_ = std::move(*made);
    gui_->prepare_glyphs(session_.data().dataset.get());
    ImGuiIO& io = ImGui::GetIO();
    for (int i = 0; i < ImGuiKey_COUNT; ++i) io.KeyMap[i] = i; // as a backend would
    io.ClipboardUserData = &clipboard_;
    io.GetClipboardTextFn = [](void* text) { return static_cast<std::string*>(text)->c_str(); };
    io.SetClipboardTextFn = [](void* text, const char* copied) { *static_cast<std::string*>(text) = copied; };
    frame({});
    session_.set_animated(false);
    session_.dispatch(app::FlyTo{app::FlyTo::What::china, -1});
    session_.set_animated(true);
    session_.begin_history();
}

std::string Desk::inside(const std::string& path, const char* ending) const {
    return base::utf8_of(folder_ / ("written-" + std::to_string(std::hash<std::string>()(path) % 16) + ending));
}

void Desk::dispatch(const app::Action& action) {
    ++actions_[action.index()];
    if (const auto* save = std::get_if<app::SaveProject>(&action)) {
        // The name that was typed goes through the session's own checks; only a good one is taken into the folder.
        const bool name = !save->path.empty() && save->path.back() != '/';
        return session_.dispatch(app::SaveProject{name ? inside(save->path, ".atlas.json") : save->path});
    }
    const auto* figure = std::get_if<app::ExportFigure>(&action);
    if (figure || std::holds_alternative<app::CopyFigure>(action)) {
        if (++figures_ > kMostFigures) return session_.dispatch(app::SetExportResult{app::JobState::failed, "磁盘已满 / the disk is full"});
        if (figure) return session_.dispatch(app::ExportFigure{inside(figure->path, ".png")});
    }
    session_.dispatch(action);
}

void Desk::frame(const ui::PlainInput& input) {
    const auto width = static_cast<float>(size_.width), height = static_cast<float>(size_.height);
    // The user's own scale comes on top of the window system's, as in the window.
    const float scale = size_.scale * static_cast<float>(state().ui.prefs.scale_percent) / 100;
    if (const auto built = gui_->prepare(std::min(scale, 4.0F), state().view.theme); !built) throw std::runtime_error(built.error().message);
    const ui::Layout before = gui_->layout(state().ui, width, height);
    session_.resize_map(before.map.width() / gui_->tokens().scale, before.map.height() / gui_->tokens().scale);
    const ui::Rect desk = ui::make_page_rects(width, height, gui_->tokens().scale).desk;
    session_.resize_desk(desk.width() / 4, desk.height() / 4, 8); // a small page: drawing it is not what is tested here
    now_s_ += 1.0 / 60;
    session_.advance(now_s_);
    // What can be hit is laid out anew now and then, as after a rest; each time would take most of the day.
    if (frames_ % 40 == 0 && !state().ui.export_open && state().map_width_pt >= 1 && state().map_height_pt >= 1) session_.picture();
    gui_->feed(width, height, 1.0F / 60, input);
    ui::MapInfo map{&session_.contents(), [this](geo::Vec2 at) { return session_.hit(at); }, session_.can_undo(), session_.page()};
    map.label_on_map = [this](geo::Vec2 at) { return session_.label_on_map(at); };
    map.label_on_page = [this](geo::Vec2 at) { return session_.label_on_page(at); };
    map.flow = &session_.flow_lines();
    const auto asked = gui_->frame(state(), session_.derived(), session_.views(), map);
    for (const app::Action& a : asked) dispatch(a);
    session_.take_window_save();
    if (const auto copy = session_.take_copy()) std::filesystem::remove(base::path_of(*copy));
    ++frames_;
    ++views_[static_cast<int>(state().ui.view)];
}

void Desk::press(const ui::Chord& chord, const ui::PlainInput& held) {
    if (const auto key = ui::find_key(chord, gui_->typing())) gui_->press_key(*key);
    ui::PlainInput with = held;
    with.ctrl = chord.ctrl;
    with.shift = chord.shift;
    frame(with);
}

void Desk::edit(Edit what, const ui::PlainInput& held) {
    ui::PlainInput with = held;
    with.ctrl = what == Edit::select_all || what == Edit::copy || what == Edit::cut || what == Edit::paste;
    bool& down = ImGui::GetIO().KeysDown[kEditKeys[static_cast<int>(what)]];
    down = true;
    frame(with);
    down = false;
    frame(held);
}

void Desk::paste(const std::string& clipboard, const ui::PlainInput& held) {
    clipboard_ = clipboard;
    edit(Edit::paste, held);
}

int Desk::step_back() {
    const ui::PlainInput away{};
    frame(away);
    frame(away);
    // The first puts away what no state tells of: an open menu or list of choices.
    press({ui::code::escape}, away);
    frame(away);
    int pressed = 1;
    const auto open = [&] {
        const app::UiState& u = state().ui;
        return u.keys_open || u.tour >= 0 || u.export_open || u.project_box != app::ProjectBox::closed || u.plans_asked || u.tool != app::MapTool::pan || !u.search.empty() ||
               state().view.selected_link != model::kNone || state().view.selected_place != model::kNone;
    };
    for (; open() && pressed < 12; ++pressed) {
        press({ui::code::escape}, away);
        frame(away);
    }
    return pressed;
}

void Desk::finish() {
    session_.finish_export();
    if (const auto copy = session_.take_copy()) std::filesystem::remove(base::path_of(*copy));
}

} // namespace atlas::hands
