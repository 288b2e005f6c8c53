#include "style/style.hpp"

namespace atlas::style {

using base::mix;
using base::rgb;

Family family_of(std::string_view code) {
    auto starts = [code](std::string_view p) { return code.substr(0, p.size()) == p; };
    if (starts("strategy")) return Family::strategy;
    if (starts("cooperation.basin")) return Family::basin;
    if (starts("cooperation.border")) return Family::border;
    if (starts("cooperation.international")) return Family::international;
    if (starts("mutual_aid")) return Family::mutual_aid;
    if (starts("compensation")) return Family::compensation;
    if (starts("public_services") || starts("policy") || starts("safeguard")) return Family::services;
    return Family::interaction; // cooperation.interaction and market
}

model::Text family_name(Family f) {
    switch (f) {
    case Family::strategy: return {"区域战略统筹", "Strategy and axes"};
    case Family::interaction: return {"合作互动与市场", "Interaction and market"};
    case Family::basin: return {"流域上下游合作", "Basin cooperation"};
    case Family::border: return {"省际交界合作", "Border-area cooperation"};
    case Family::international: return {"国际区域合作", "International cooperation"};
    case Family::mutual_aid: return {"区域互助", "Mutual aid"};
    case Family::compensation: return {"区际利益补偿", "Compensation"};
    case Family::services: return {"公共服务与保障", "Services and safeguards"};
    }
    return {};
}

LayerId layer_of(Family f) { return static_cast<LayerId>(static_cast<int>(LayerId::links_strategy) + static_cast<int>(f)); }

namespace {

struct LayerInfo {
    std::string_view code;
    const char* zh;
    const char* en;
    double automatic_below; ///< automatic layers show at 1:this and closer; 0 = always; -1 = never by itself
};

constexpr double kAlways = 0, kNever = -1;
constexpr LayerInfo kLayers[kLayerCount] = {
    {"neighbours", "邻国与海域", "Neighbours and sea", kAlways},
    {"relief", "地貌晕渲", "Relief", kAlways},
    {"basins", "流域范围", "Basins", kAlways}, // drawn only for chosen basins
    {"rivers", "河流", "Rivers", kAlways},
    {"minor_rivers", "小河流", "Minor rivers", kNever},
    {"lakes", "湖泊", "Lakes", kAlways},
    {"county_lines", "县级界", "County lines", 2.5e6},
    {"prefecture_lines", "地级界", "Prefecture lines", 8e6},
    {"province_lines", "省级界", "Province lines", kAlways},
    {"national_line", "国界与海岸", "National line and coast", kAlways},
    {"ports", "海港", "Sea ports", kNever},
    {"corridors", "走廊带", "Corridor bands", kAlways},
    {"groups", "成员着色", "Group members", kAlways},
    {"links_strategy", "", "", kAlways},
    {"links_interaction", "", "", kAlways},
    {"links_basin", "", "", kAlways},
    {"links_border", "", "", kAlways},
    {"links_international", "", "", kAlways},
    {"links_mutual_aid", "", "", kAlways},
    {"links_compensation", "", "", kAlways},
    {"links_services", "", "", kAlways},
    {"places", "地点符号", "Place symbols", kAlways},
    {"labels", "注记", "Labels", kAlways},
};

bool is_family_layer(LayerId l) { return l >= LayerId::links_strategy && l <= LayerId::links_services; }

} // namespace

std::string_view layer_code(LayerId l) { return kLayers[static_cast<int>(l)].code; }

model::Text layer_name(LayerId l) {
    if (is_family_layer(l)) return family_name(static_cast<Family>(static_cast<int>(l) - static_cast<int>(LayerId::links_strategy)));
    const LayerInfo& i = kLayers[static_cast<int>(l)];
    return {i.zh, i.en};
}

LayerStates default_layers() { return {}; }

bool shown_at(const LayerState& state, LayerId layer, double scale_denominator) {
    if (state.shown != Switch::automatic) return state.shown == Switch::on;
    const double limit = kLayers[static_cast<int>(layer)].automatic_below;
    return limit == kAlways || (limit > 0 && scale_denominator <= limit);
}

namespace {

Theme light() {
    Theme t;
    t.id = "light";
    t.name = {"浅色", "Light"};
    t.paper = rgb(0xFFFFFF);
    t.land = rgb(0xFAF7F0);
    t.land_dim = rgb(0xEFEBE2);
    t.neighbour = rgb(0xE6E4DF);
    t.sea = rgb(0xDDE8EC);
    t.lake = rgb(0xC9DDE8);
    t.relief_shadow = {70, 60, 50, 255};
    t.relief_light = {255, 255, 255, 255};
    t.coast_glow = rgb(0xE9F1F3);
    t.river = rgb(0x6FA8CB);
    t.water_text = rgb(0x3F7CA3);
    t.basin_tint = {88, 160, 196, 52};
    t.national = {rgb(0x6A5D6E), 0.95, {5.0f, 1.3f, 1.0f, 1.3f}};
    t.national_casing = {{176, 150, 176, 84}, 3.2, {}};
    t.undetermined = {rgb(0x6A5D6E), 0.95, {2.2f, 1.8f}};
    t.coast = {rgb(0x7F9FB2), 0.45, {}};
    t.province = {rgb(0x8C8591), 0.55, {}};
    t.special_region = {rgb(0x8C8591), 0.55, {2.4f, 1.2f}};
    t.prefecture = {rgb(0xB4AEB2), 0.36, {}};
    t.county = {rgb(0xCBC6C4), 0.24, {}};
    t.ten_dash = {rgb(0x6A5D6E), 1.0, {}};
    t.text = rgb(0x2B2A2E);
    t.text_soft = rgb(0x6E6A72);
    t.halo = {255, 253, 248, 225};
    t.place_fill = rgb(0xFFFFFF);
    t.place_line = rgb(0x3A3840);
    t.frame = rgb(0x3A3840);
    t.accent = rgb(0xB5402F);
    t.neighbour_text = rgb(0x9B978F);
    t.family = {rgb(0xB63044), rgb(0x1A2E7C), rgb(0x17807A), rgb(0xD66010), rgb(0x7436BF), rgb(0xB874A7), rgb(0x3A590B), rgb(0x3A2C26)};
    t.casing = {255, 253, 248, 215};
    return t;
}

Theme print() {
    Theme t = light();
    t.id = "print";
    t.name = {"印刷", "Print"};
    t.land = rgb(0xFDFBF6);
    t.land_dim = rgb(0xF1EEE7);
    t.sea = rgb(0xE4EEF2);
    t.coast_glow = rgb(0xF0F6F8);
    t.neighbour = rgb(0xEAE8E4);
    return t;
}

Theme dark() {
    Theme t = light();
    t.id = "dark";
    t.name = {"深色", "Dark"};
    t.dark = true;
    t.paper = rgb(0x14181D);
    t.land = rgb(0x262C33);
    t.land_dim = rgb(0x1F242A);
    t.neighbour = rgb(0x1A1E23);
    t.sea = rgb(0x10151A);
    t.lake = rgb(0x1A3040);
    t.relief_shadow = {0, 0, 0, 255};
    t.relief_light = {190, 200, 210, 255};
    t.coast_glow = rgb(0x17212A);
    t.river = rgb(0x3F7395);
    t.water_text = rgb(0x7FB2D0);
    t.basin_tint = {70, 150, 195, 60};
    t.national = {rgb(0xB8A9BC), 0.95, {5.0f, 1.3f, 1.0f, 1.3f}};
    t.national_casing = {{150, 120, 160, 70}, 3.2, {}};
    t.undetermined = {rgb(0xB8A9BC), 0.95, {2.2f, 1.8f}};
    t.coast = {rgb(0x4A6B80), 0.45, {}};
    t.province = {rgb(0x737A85), 0.55, {}};
    t.special_region = {rgb(0x737A85), 0.55, {2.4f, 1.2f}};
    t.prefecture = {rgb(0x4B525B), 0.36, {}};
    t.county = {rgb(0x3A4047), 0.24, {}};
    t.ten_dash = {rgb(0xB8A9BC), 1.0, {}};
    t.text = rgb(0xECEAE4);
    t.text_soft = rgb(0xA6A8AD);
    t.halo = {22, 26, 31, 225};
    t.place_fill = rgb(0x1B2026);
    t.place_line = rgb(0xE8E4DA);
    t.frame = rgb(0x8A9099);
    t.accent = rgb(0xE2705C);
    t.neighbour_text = rgb(0x6C737C);
    t.family = {rgb(0xFF4962), rgb(0x96ABFF), rgb(0x84EDF2), rgb(0xFFC757), rgb(0x9060BF), rgb(0xCC7FA3), rgb(0x2C851B), rgb(0xF9F0D4)};
    t.casing = {20, 24, 29, 215};
    return t;
}

const std::array<Theme, 3>& themes() {
    static const std::array<Theme, 3> all{light(), print(), dark()};
    return all;
}

} // namespace

const Theme* find_theme(std::string_view id) {
    for (const Theme& t : themes()) if (t.id == id) return &t;
    return nullptr;
}

std::vector<std::string> theme_ids() {
    std::vector<std::string> ids;
    for (const Theme& t : themes()) ids.push_back(t.id);
    return ids;
}

Color link_color(const Theme& theme, std::string_view code) {
    const Color c = theme.family[static_cast<std::size_t>(family_of(code))];
    const Color towards = theme.dark ? rgb(0xFFFFFF) : rgb(0x000000);
    // Children: lightness steps inside the family's hue.
    if (code == "market" || code == "mutual_aid.paired_support" || code == "compensation.grain" || code == "policy") return mix(c, towards, 0.22);
    if (code == "mutual_aid.paired_cooperation" || code == "compensation.resource" || code == "safeguard")
        return mix(c, theme.dark ? rgb(0x000000) : rgb(0xFFFFFF), 0.22);
    return c;
}

} // namespace atlas::style
