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
    case Family::strategy: return {"区域战略统筹", "Regional strategies"};
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

Color link_color(const Theme& theme, std::string_view code) {
    const Color c = theme.family[static_cast<std::size_t>(family_of(code))];
    if (theme.grey) return c; // its tones are all taken by the families
    const Color black = rgb(0x000000), white = rgb(0xFFFFFF);
    // Children: lightness steps inside the family's hue; the step towards the land is small, or thin lines would sink in it.
    // Mutual aid and compensation have no room for them: a step either way meets another family's ink for a colour-blind reader (CLR1).
    if (code == "market" || code == "policy") return mix(c, theme.dark ? white : black, 0.22);
    if (code == "safeguard") return mix(c, theme.dark ? black : white, 0.12);
    return c;
}

Color inferred_color(const Theme& theme, std::string_view code) { return mix(link_color(theme, code), theme.land, 0.34); }
Color basin_river_color(const Theme& theme) { return mix(theme.river, theme.water_text, 0.7); }

} // namespace atlas::style
