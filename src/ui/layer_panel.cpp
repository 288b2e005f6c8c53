// The layers tab: base map, link families and themes, each with a switch of three positions and an opacity.
#include "ui/panels.hpp"

#include <imgui.h>

#include <fmt/format.h>

#include <algorithm>

namespace atlas::ui {

namespace {

using style::LayerId;

constexpr LayerId kBase[] = {LayerId::neighbours, LayerId::relief, LayerId::rivers, LayerId::minor_rivers, LayerId::lakes, LayerId::county_lines,
                             LayerId::prefecture_lines, LayerId::province_lines, LayerId::national_line, LayerId::ports};
constexpr LayerId kLinks[] = {LayerId::links_strategy, LayerId::links_interaction, LayerId::links_basin, LayerId::links_border,
                              LayerId::links_international, LayerId::links_mutual_aid, LayerId::links_compensation, LayerId::links_services};
constexpr LayerId kMore[] = {LayerId::corridors, LayerId::basins, LayerId::groups, LayerId::places, LayerId::labels};

bool is_links(LayerId id) { return id >= LayerId::links_strategy && id <= LayerId::links_services; }

float row(Ui& ui, LayerId id, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float h = ui.px(44);
    const Rect r{x0 - ui.px(kGap2), y, x1 + ui.px(kGap2), y + h};
    if (r.contains(ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y) && ImGui::IsWindowHovered()) fill(list, r, ui.t.hover, ui.px(kRadiusSmall));
    const style::LayerState state = ui.state.view.layers[static_cast<std::size_t>(id)];
    const bool shown = style::shown_at(state, id, ui.state.view.camera.scale_denominator());
    const std::string name = fmt::format("layer:{}", style::layer_code(id).empty() ? fmt::format("{}", static_cast<int>(id)) : std::string(style::layer_code(id)));
    float x = x0;
    if (is_links(id)) {
        const style::Theme* theme = style::find_theme(ui.t.dark ? "dark" : "light");
        Color c = theme->family[static_cast<std::size_t>(id) - static_cast<std::size_t>(LayerId::links_strategy)];
        if (!shown) c = base::faded(c, 0.3);
        const float s = ui.px(5), mid = y + ui.px(15);
        list->AddRectFilled({x, mid - s}, {x + 2 * s, mid + s}, packed(c), ui.px(2));
        x += ui.px(18);
    }
    // The opacity lies under the name like a level under a heading, so that names have the room of the whole column.
    const float seg_w = ui.px(ui.zh() ? 108 : 104), seg_x = x1 - seg_w, name_x1 = seg_x - ui.px(kGap3);
    const std::string label = style::layer_name(id).in(ui.lang());
    const bool cut = text_cut(ui, list, Type::body, x, y + ui.px(15), name_x1 - x, shown ? ui.t.ink : ui.t.faint, label);
    style::LayerState next = state;
    const Rect track{x0, y + ui.px(25), name_x1, y + ui.px(39)};
    if (slider(ui, list, name + ":opacity", track, next.opacity, shown)) ui.send(app::SetLayer{id, next});
    if (cut && ImGui::IsMouseHoveringRect({x, r.y0}, {name_x1, track.y0}) && ImGui::IsWindowHovered()) tooltip(ui, label);
    const float seg_h = ui.px(24);
    const int pressed = segments(ui, list, name, {seg_x, r.mid_y() - seg_h / 2, x1, r.mid_y() + seg_h / 2}, {ui.s.automatic, ui.s.on, ui.s.off}, static_cast<int>(state.shown));
    if (pressed >= 0) {
        next.shown = static_cast<style::Switch>(pressed);
        ui.send(app::SetLayer{id, next});
    }
    return y + h;
}

/// Where parties stand: over the families, since it decides how many lines they have.
float roll_up_row(Ui& ui, float x0, float x1, float y) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float h = ui.px(26), label_w = text(ui, list, Type::body, x0, y + h / 2, ui.t.ink, ui.s.roll_up) + ui.px(kGap3);
    const Rect r{x0 + label_w, y, x1, y + h};
    const int i = segments(ui, list, "roll-up", r, roll_up_names(ui), roll_up_index(ui.state.view.roll_up));
    if (i >= 0) ui.send(app::SetRollUp{kRollUps[i]});
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (ImGui::IsWindowHovered() && mouse.y >= r.y0 && mouse.y < r.y1 && mouse.x >= x0 && mouse.x < x1) tooltip(ui, ui.s.roll_up_tip);
    return y + h + ui.px(kGap2);
}

} // namespace

std::vector<std::string_view> roll_up_names(const Ui& ui) { return {ui.s.automatic, ui.s.roll_none, ui.s.roll_prefecture, ui.s.roll_province}; }

int roll_up_index(scene::RollUp level) { return static_cast<int>(std::find(std::begin(kRollUps), std::end(kRollUps), level) - std::begin(kRollUps)); }

float layer_list(Ui& ui, float x0, float x1, float y) {
    const auto group = [&](std::string_view heading, std::span<const LayerId> ids) {
        y = section(ui, x0, x1, y, heading) - ui.px(3);
        for (const LayerId id : ids) y = row(ui, id, x0, x1, y);
    };
    y = roll_up_row(ui, x0, x1, y + ui.px(kGap4));
    group(ui.s.layers_links, kLinks);
    group(ui.s.layers_more, kMore);
    group(ui.s.layers_base, kBase);
    y += ui.px(kGap3);
    const float w = button_width(ui, ui.s.reset_layers);
    const style::LayerStates first = style::default_layers();
    if (button(ui, ImGui::GetWindowDrawList(), "layers-reset", {x0, y, x0 + w, y + ui.px(30)}, ui.s.reset_layers, Look::outlined, !(ui.state.view.layers == first)))
        for (int i = 0; i < style::kLayerCount; ++i)
            if (!(ui.state.view.layers[static_cast<std::size_t>(i)] == first[static_cast<std::size_t>(i)]))
                ui.send(app::SetLayer{static_cast<LayerId>(i), first[static_cast<std::size_t>(i)]});
    return y + ui.px(30);
}

} // namespace atlas::ui
