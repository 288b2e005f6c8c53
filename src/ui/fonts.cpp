// Building the font atlas. ImGui's "size" is ascent + descent, 1.45 times the em of the CJK faces, so sizes are asked for
// by the em and converted with the face's own metrics.
#include "ui/fonts.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"

#include <imgui.h>
#include <imgui_freetype.h>

#include <cmath>

namespace atlas::ui {

namespace {

struct TypeSpec {
    text::Face face;
    float em;
};
constexpr TypeSpec kTypes[kTypeCount] = {
    {text::Face::sans, 12}, {text::Face::sans, 14}, {text::Face::sans_bold, 15}, {text::Face::sans_bold, 19}, {text::Face::serif, 18},
};

/// Characters of the words that are written where they are used, not in the tables of strings: what the first frame of a card
/// needs must stand in the atlas before it. A test reads the sources and names any that is missing here.
constexpr const char* kWrittenInPlace =
    "›ⁿ−〔〕一三上下不与两个中为么之九也了二于互些交京什仍从他代令以们件任份会但位体何作使例供依保值做偿像先入全公关其内再写减几出"
    "击划列则利别到制前剩剪力加动化匹区十单南卡原去县参叉及双反发取受变口另只可台右号各合同名后向启告员命和响哪器四回园围国图圈在地均"
    "型域填境处复外多大头夹套好如始子字存它安定容宽对导小少就尺层展属川州工左差己已市带幅干庆序应府度廊建开引张弧形影径待态怎总恢成或"
    "战所手打找把报拖择拼指按挪换据掉排探接控推提插搜摘撤收改放数整文断方无时明是显暂更最有未机束条来板查标栏核格框档检楼次款正步每比"
    "毫水永江没河沿法注泸流海消涉深清渐渝港游溪滚满濑点照片献环现理用电画界略的益盘直相省看着知矩码确示离称移程种空窗立端第等筛管箭米类"
    "粘系素索级纹线组经结绘给编缩缺置者联能脑自节苏范菜行补表被装西要见规览触言计记设识词该说请读谁谱贴贵赤走起足距跟路车轮较输辖边连过"
    "运近返还这进退选通道邻部都配里重量销键镇闭问间阵际除需青非面音页项须领题飞高鼓鼠拉括支段视＝颜";

} // namespace

Fonts::Fonts(std::shared_ptr<const text::FontSet> set, ImFontAtlas* atlas) : set_(std::move(set)), atlas_(atlas) {
    for (char32_t c = 0x20; c < 0x7F; ++c) in_set_.insert(c);
    for (char32_t c = 0xA0; c < 0x180; ++c) in_set_.insert(c); // names in Latin letters with accents
    want("…—–·×“”‘’«»→←↑↓①②③•°²√✓（）【】《》〈〉「」『』、。，；：？！％／～￥");
    want(kWrittenInPlace);
}

bool Fonts::want(std::string_view utf8) {
    bool grew = false;
    std::size_t i = 0;
    // Most texts are ASCII or already known; decode by hand rather than make a vector of code points each frame.
    while (i < utf8.size()) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length > 1 && i + length <= utf8.size()) {
            char32_t c = lead & (0xFFu >> (length + 1));
            for (std::size_t k = 1; k < length; ++k) c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
            if (!in_set_.contains(c)) {
                in_set_.insert(c);
                grew = true;
            }
        }
        i += length;
    }
    stale_ = stale_ || grew;
    return grew;
}

bool Fonts::draws(Type type, char32_t c) const {
    const ImFont* f = font(type);
    return f && c <= 0xFFFF && f->FindGlyphNoFallback(static_cast<ImWchar>(c)) != nullptr;
}

base::Result<bool> Fonts::build(float scale) {
    if (!stale_ && scale == scale_) return false;
    ImFontGlyphRangesBuilder builder;
    for (const char32_t c : in_set_)
        if (c <= 0xFFFF) builder.AddChar(static_cast<ImWchar>(c)); // the distribution's ImGui has 16-bit characters
    static ImVector<ImWchar> ranges; // ImGui keeps the pointer until the atlas is built
    ranges.clear();
    builder.BuildRanges(&ranges);

    atlas_->Clear();
    atlas_->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    // Hinting made for Latin screens bends hanzi strokes; light hinting only fits them to whole rows.
    atlas_->FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas_->TexDesiredWidth = scale > 1.2f ? 4096 : 2048;
    atlas_->Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    for (int i = 0; i < kTypeCount; ++i) {
        const auto slot = static_cast<std::size_t>(i);
        const text::FontFile& file = set_->file(kTypes[i].face);
        std::string& bytes = bytes_[static_cast<std::size_t>(kTypes[i].face)];
        if (bytes.empty()) {
            auto read = base::read_file(file.path);
            if (!read) return read.error();
            bytes = std::move(*read);
        }
        const text::Shaped probe = set_->shape("永", kTypes[i].face, 100);
        const double box = (probe.ascent_pt + probe.descent_pt) / 100; // in ems
        em_[slot] = std::round(kTypes[i].em * scale);
        line_px_[slot] = static_cast<float>(std::round(em_[slot] * box));
        // The middle of a hanzi's ink lies 0.38 em above the baseline.
        top_[slot] = static_cast<float>(-std::round(line_px_[slot] * probe.ascent_pt / (probe.ascent_pt + probe.descent_pt) - 0.38 * em_[slot]));
        ImFontConfig config;
        config.FontDataOwnedByAtlas = true; // what it does not own it copies, 20 MB a face …
        config.FontNo = file.index;
        config.OversampleH = config.OversampleV = 1;
        config.PixelSnapH = true;
        config.GlyphRanges = ranges.Data;
        fonts_[slot] = atlas_->AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()), line_px_[slot], &config);
        if (!fonts_[slot]) return base::data_error(base::say("字体文件“{}”无法打开；请安装中文字体，如 Noto Sans CJK",
                                                                "font file '{}' cannot be opened; install a CJK font such as Noto Sans CJK", file.path));
        atlas_->ConfigData.back().FontDataOwnedByAtlas = false; // … and what it owns it frees
    }
    if (!atlas_->Build()) return base::data_error(base::say("字体无法绘入纹理", "the fonts could not be drawn into a texture"));
    stale_ = false;
    scale_ = scale;
    return true;
}

} // namespace atlas::ui
