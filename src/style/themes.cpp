// The four themes as tables of values. tests/unit/test_style.cpp holds them to the cartographic checklist (CLR1–CLR6, BAS4,
// BAS5): change a number here and it says which rule breaks.
#include "style/style.hpp"

namespace atlas::style {
namespace {

using base::rgb;

/// Widths in points, one ladder for all themes: each step at least 1.4 times the next, the thinnest 0.085 mm.
void set_lines(Theme& t, Color national, Color casing, Color coast, Color province, Color prefecture, Color county) {
    t.national = {national, 0.95, {5.0f, 1.3f, 1.0f, 1.3f}};
    t.national_casing = {casing, 3.0, {}};
    t.undetermined = {national, 0.95, {2.2f, 1.8f}};
    t.ten_dash = {national, 1.0, {}};
    t.coast = {coast, 0.45, {}};
    t.province = {province, 0.62, {}};
    t.special_region = {province, 0.62, {2.4f, 1.2f}};
    t.prefecture = {prefecture, 0.38, {}};
    t.county = {county, 0.24, {}};
}

/// Warm paper and a cool sea; the eight inks were searched for (simulated annealing near hues chosen by eye) so that every pair
/// keeps ΔE2000 ≥ 10 for protan, deutan and tritan sight and every ink 4:1 on the land.
Theme light() {
    Theme t;
    t.id = "light";
    t.name = {"浅色", "Light"};
    t.paper = rgb(0xFFFFFF);
    t.land = rgb(0xFAF7EF);
    t.land_dim = rgb(0xE2DFD8);
    t.neighbour = rgb(0xE2E1DE);
    t.sea = rgb(0xD3E4EC);
    t.lake = rgb(0xC3DCE9);
    t.relief_shadow = {84, 74, 58, 255};
    t.relief_light = {255, 255, 255, 255};
    t.coast_glow = rgb(0xE8F2F5);
    t.river = rgb(0x74AACB);
    t.water_text = rgb(0x2A6288);
    t.basin_tint = {88, 160, 196, 52};
    set_lines(t, rgb(0x8A7D8E), {172, 146, 176, 90}, rgb(0x86A8BC), rgb(0xAFA7AC), rgb(0xBDB6B6), rgb(0xCFC9C5));
    t.text = rgb(0x2B2A2E);
    t.text_soft = rgb(0x646068);
    t.halo = {255, 253, 248, 225};
    t.place_fill = rgb(0xFFFFFF);
    t.place_line = rgb(0x3A3840);
    t.frame = rgb(0x3A3840);
    t.accent = rgb(0xB5402F);
    t.neighbour_text = rgb(0x66635E);
    t.family = {rgb(0xB10729), rgb(0x1F3D97), rgb(0x007E75), rgb(0xC75A00), rgb(0x7945CA), rgb(0xB6599C), rgb(0x61844C), rgb(0x3F322E)};
    t.mark = {Mark::three_bars, Mark::none, Mark::two_bars, Mark::cross, Mark::triangle, Mark::square, Mark::box, Mark::bar};
    t.casing = {255, 253, 248, 215};
    return t;
}

/// For paper: whiter land and a lighter sea take less ink and keep their difference on a laser printer.
Theme print() {
    Theme t = light();
    t.id = "print";
    t.name = {"印刷", "Print"};
    t.land = rgb(0xFDFBF5);
    t.land_dim = rgb(0xE6E3DD);
    t.sea = rgb(0xDBE9F0);
    t.coast_glow = rgb(0xEFF6F9);
    t.lake = rgb(0xCBE1ED);
    t.neighbour = rgb(0xE5E4E1);
    return t;
}

/// For a dark hall: slate land on a deep navy sea, so that the country stands off the water; inks bright, none muddy.
Theme dark() {
    Theme t = light();
    t.id = "dark";
    t.name = {"深色", "Dark"};
    t.dark = true;
    t.paper = rgb(0x10151B);
    t.land = rgb(0x2A323B);
    t.land_dim = rgb(0x1B2128);
    t.neighbour = rgb(0x1C1F23);
    t.sea = rgb(0x0C1824);
    t.lake = rgb(0x1B3A50);
    t.relief_shadow = {0, 4, 10, 255};
    t.relief_light = {186, 204, 222, 255};
    t.coast_glow = rgb(0x163246);
    t.river = rgb(0x416E8C);
    t.water_text = rgb(0xB4DAEE);
    t.basin_tint = {70, 150, 195, 60};
    set_lines(t, rgb(0x96899C), {150, 120, 168, 80}, rgb(0x486F86), rgb(0x636B75), rgb(0x525B66), rgb(0x434B55));
    t.text = rgb(0xF0EEE8);
    t.text_soft = rgb(0xB0B4BA);
    t.halo = {20, 25, 31, 225};
    t.place_fill = rgb(0x1B2128);
    t.place_line = rgb(0xECE8DE);
    t.frame = rgb(0x8A9099);
    t.accent = rgb(0xF07A63);
    t.neighbour_text = rgb(0x83888F);
    t.family = {rgb(0xF96577), rgb(0x92B2FE), rgb(0x72EDE5), rgb(0xFFBF69), rgb(0xA479E9), rgb(0xE98DB9), rgb(0x56B226), rgb(0xF7EBCF)};
    t.casing = {18, 23, 29, 215};
    return t;
}

/// For a black-and-white printer: tones alone. A family is told by its tone and the mark on its line.
Theme grey() {
    auto tone = [](std::uint8_t v) { return Color{v, v, v, 255}; };
    Theme t = light();
    t.id = "grey";
    t.name = {"灰度", "Grey"};
    t.grey = true;
    t.marks_always = true;
    t.paper = tone(0xFF);
    t.land = tone(0xFF);
    t.land_dim = tone(0xE6);
    t.neighbour = tone(0xDA);
    t.sea = tone(0xED);
    t.lake = tone(0xDC);
    t.relief_shadow = tone(0x58);
    t.relief_light = tone(0xFF);
    t.coast_glow = tone(0xFB);
    t.river = tone(0xB4);
    t.water_text = tone(0x60);
    t.basin_tint = {0x80, 0x80, 0x80, 46};
    set_lines(t, tone(0x70), {0x90, 0x90, 0x90, 80}, tone(0xAC), tone(0xAE), tone(0xC0), tone(0xD2));
    t.text = tone(0x20);
    t.text_soft = tone(0x5C);
    t.halo = {255, 255, 255, 228};
    t.place_line = tone(0x28);
    t.frame = tone(0x38);
    t.accent = tone(0x48);
    t.neighbour_text = tone(0x58);
    // strategy, interaction, basin, border, international, mutual aid, compensation, services
    t.family = {tone(0x2E), tone(0x0F), tone(0x72), tone(0x3E), tone(0x61), tone(0x4F), tone(0x83), tone(0x1E)};
    t.casing = {255, 255, 255, 225};
    return t;
}

const std::array<Theme, 4>& themes() {
    static const std::array<Theme, 4> all{light(), print(), dark(), grey()};
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

} // namespace atlas::style
