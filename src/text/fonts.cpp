// Fonts through fontconfig, shaping and outlines through HarfBuzz at the face's own design units: nothing is hinted or
// rounded to pixels, so all players place the same glyphs at the same positions. A face is opened when it is first used;
// opening maps the file (a CJK collection is 20 MB) and reads only the tables that are asked for.
#include "text/fonts.hpp"

#include "base/say.hpp"
#include "base/utf8.hpp"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb.h>

#include <array>
#include <cmath>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace atlas::text {
namespace {

struct Wanted {
    const char* generic;
    int fc_weight, css_weight;
    std::array<const char*, 8> families; ///< in order of preference, ends with nullptr
};
// The names under which the common systems ship a simplified-Chinese family.
constexpr std::array<Wanted, kFaceCount> kWanted{{
    {"sans-serif", FC_WEIGHT_REGULAR, 400,
     {"Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei"}},
    {"sans-serif", FC_WEIGHT_BOLD, 700,
     {"Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei"}},
    {"serif", FC_WEIGHT_REGULAR, 400,
     {"Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC", "SimSun", "Songti SC", nullptr}},
}};

struct Match {
    FontFile file;
    bool chinese = false; ///< has the glyphs of 中 and 文
};

// FcFontMatch, never FcFontSort: sorting all fonts by coverage costs tens of milliseconds and is not needed for one family.
std::optional<Match> find_font(const Wanted& wanted) {
    FcPattern* pattern = FcPatternCreate();
    for (const char* family : wanted.families)
        if (family) FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
    FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(wanted.generic));
    FcPatternAddString(pattern, FC_LANG, reinterpret_cast<const FcChar8*>("zh-cn"));
    FcPatternAddInteger(pattern, FC_WEIGHT, wanted.fc_weight);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcPatternAddBool(pattern, FC_VARIABLE, FcFalse); // a variable face would need its axes set in every player
    FcCharSet* hanzi = FcCharSetCreate();
    FcCharSetAddChar(hanzi, U'中');
    FcCharSetAddChar(hanzi, U'文');
    FcPatternAddCharSet(pattern, FC_CHARSET, hanzi);
    FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult status = FcResultNoMatch;
    FcPattern* found = FcFontMatch(nullptr, pattern, &status);
    std::optional<Match> match;
    FcChar8* text = nullptr;
    if (found && FcPatternGetString(found, FC_FILE, 0, &text) == FcResultMatch) {
        match.emplace();
        match->file.path = reinterpret_cast<const char*>(text);
        FcPatternGetInteger(found, FC_INDEX, 0, &match->file.index);
        if (FcPatternGetString(found, FC_FAMILY, 0, &text) == FcResultMatch) match->file.family = reinterpret_cast<const char*>(text);
        if (FcPatternGetString(found, FC_POSTSCRIPT_NAME, 0, &text) == FcResultMatch)
            match->file.postscript_name = reinterpret_cast<const char*>(text);
        match->file.weight = wanted.css_weight;
        FcCharSet* covered = nullptr;
        match->chinese = FcPatternGetCharSet(found, FC_CHARSET, 0, &covered) == FcResultMatch && FcCharSetIsSubset(hanzi, covered);
    }
    if (found) FcPatternDestroy(found);
    FcCharSetDestroy(hanzi);
    FcPatternDestroy(pattern);
    return match;
}

/// A shaped text in design units; sizes only scale it.
struct DesignRun {
    std::vector<Glyph> glyphs; ///< positions in em
    double width = 0;
};

void add_point(Outline& o, float x, float y, float k) { o.points.push_back({x * k, -y * k}); }
struct OutlineSink {
    Outline* outline;
    float k; ///< 1 / units per em
};

hb_draw_funcs_t* draw_funcs() {
    static hb_draw_funcs_t* const funcs = [] {
        hb_draw_funcs_t* f = hb_draw_funcs_create();
        hb_draw_funcs_set_move_to_func(f, [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
            auto* s = static_cast<OutlineSink*>(data);
            s->outline->verbs.push_back(Outline::Verb::move);
            add_point(*s->outline, x, y, s->k);
        }, nullptr, nullptr);
        hb_draw_funcs_set_line_to_func(f, [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
            auto* s = static_cast<OutlineSink*>(data);
            s->outline->verbs.push_back(Outline::Verb::line);
            add_point(*s->outline, x, y, s->k);
        }, nullptr, nullptr);
        hb_draw_funcs_set_quadratic_to_func(f, [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float cx, float cy, float x, float y, void*) {
            auto* s = static_cast<OutlineSink*>(data);
            s->outline->verbs.push_back(Outline::Verb::quad);
            add_point(*s->outline, cx, cy, s->k);
            add_point(*s->outline, x, y, s->k);
        }, nullptr, nullptr);
        hb_draw_funcs_set_cubic_to_func(f, [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float ax, float ay, float bx, float by,
                                              float x, float y, void*) {
            auto* s = static_cast<OutlineSink*>(data);
            s->outline->verbs.push_back(Outline::Verb::cubic);
            add_point(*s->outline, ax, ay, s->k);
            add_point(*s->outline, bx, by, s->k);
            add_point(*s->outline, x, y, s->k);
        }, nullptr, nullptr);
        hb_draw_funcs_make_immutable(f);
        return f;
    }();
    return funcs;
}

constexpr std::size_t kCachedRuns = 50000; ///< beyond this the cache starts anew: a session of panning must not grow for ever

} // namespace

struct FontSet::Impl {
    struct Opened {
        std::once_flag found_once, opened_once;
        FontFile file;
        hb_font_t* font = nullptr;
        double em = 1000, ascent = 0.88, descent = 0.12, cap = 0.88;
        std::mutex lock; ///< for the two caches
        std::unordered_map<std::string, std::shared_ptr<const DesignRun>> runs;
        std::unordered_map<std::uint32_t, Outline> outlines; ///< references into it stay valid: nodes never move
        ~Opened() { if (font) hb_font_destroy(font); }
    };
    std::array<Opened, kFaceCount> faces;

    Opened& named(Face face) {
        Opened& o = faces[static_cast<std::size_t>(face)];
        std::call_once(o.found_once, [&] {
            if (o.file.path.empty()) {
                const auto match = find_font(kWanted[static_cast<std::size_t>(face)]);
                // A system with a Chinese sans face but no bold or serif one keeps its hanzi readable.
                o.file = match && match->chinese ? match->file : faces[0].file;
            }
        });
        return o;
    }
    Opened& opened(Face face) {
        Opened& o = named(face);
        std::call_once(o.opened_once, [&] { open(o); });
        return o;
    }
    static void open(Opened& o) {
        hb_blob_t* blob = hb_blob_create_from_file(o.file.path.c_str()); // mapped, not read
        // fontconfig keeps a named instance of a variable font in the upper 16 bits.
        hb_face_t* face = hb_face_create(blob, static_cast<unsigned>(o.file.index) & 0xffffu);
        hb_blob_destroy(blob);
        o.font = hb_font_create(face);
        const unsigned em = hb_face_get_upem(face);
        hb_face_destroy(face);
        o.em = em ? em : 1000;
        hb_font_set_scale(o.font, static_cast<int>(o.em), static_cast<int>(o.em));
        if (const unsigned instance = static_cast<unsigned>(o.file.index) >> 16; instance > 0)
            hb_font_set_var_named_instance(o.font, instance - 1);
        hb_font_make_immutable(o.font);
        hb_font_extents_t extents{};
        if (hb_font_get_h_extents(o.font, &extents)) {
            o.ascent = extents.ascender / o.em;
            o.descent = -extents.descender / o.em;
        }
        hb_codepoint_t glyph = 0;
        hb_glyph_extents_t ink{};
        if (hb_font_get_nominal_glyph(o.font, U'国', &glyph) && hb_font_get_glyph_extents(o.font, glyph, &ink) && ink.height != 0)
            o.cap = std::abs(ink.height) / o.em;
    }
    static std::shared_ptr<const DesignRun> shape(const Opened& o, std::string_view utf8) {
        hb_buffer_t* buffer = hb_buffer_create();
        hb_buffer_add_utf8(buffer, utf8.data(), static_cast<int>(utf8.size()), 0, static_cast<int>(utf8.size()));
        hb_buffer_guess_segment_properties(buffer);
        hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
        hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1)); // simplified forms where the face has several
        hb_shape(o.font, buffer, nullptr, 0);
        unsigned count = 0;
        const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer, &count);
        const hb_glyph_position_t* at = hb_buffer_get_glyph_positions(buffer, &count);
        auto run = std::make_shared<DesignRun>();
        run->glyphs.reserve(count);
        double pen = 0;
        for (unsigned i = 0; i < count; ++i) {
            const double advance = at[i].x_advance / o.em;
            run->glyphs.push_back({info[i].codepoint, pen + at[i].x_offset / o.em, -at[i].y_offset / o.em, advance, info[i].cluster});
            pen += advance;
        }
        run->width = pen;
        hb_buffer_destroy(buffer);
        return run;
    }
};

FontSet::FontSet() : impl_(std::make_unique<Impl>()) {}
FontSet::~FontSet() = default;

base::Result<std::shared_ptr<const FontSet>> FontSet::load() {
    if (!FcInit()) return base::output_error(base::say("字体：fontconfig 无法启动；请安装 fontconfig 和至少一种字体",
                                                      "fonts: fontconfig cannot be started; install fontconfig and at least one font"));
    const auto match = find_font(kWanted[0]);
    if (!match) {
        return base::output_error(base::say("字体：系统未安装任何字体；请安装 fonts-noto-cjk（Noto Sans CJK SC）或其他中文字体",
                                            "fonts: no font is installed; install fonts-noto-cjk (Noto Sans CJK SC) or another font that covers Chinese"));
    }
    std::shared_ptr<FontSet> set(new FontSet());
    set->impl_->faces[0].file = match->file;
    base::Result<std::shared_ptr<const FontSet>> result{std::shared_ptr<const FontSet>(set)};
    if (!match->chinese)
        result.warnings.push_back(base::say("字体：没有找到中文字体；将用“{}”，汉字会显示为方框；请安装 fonts-noto-cjk",
                                            "fonts: no font that covers Chinese was found; '{}' is used and hanzi will show as boxes; install fonts-noto-cjk",
                                            match->file.family));
    return result;
}

const FontFile& FontSet::file(Face face) const { return impl_->named(face).file; }

Shaped FontSet::shape(std::string_view utf8, Face face, double size_pt) const {
    Impl::Opened& o = impl_->opened(face);
    std::shared_ptr<const DesignRun> run;
    std::string key(utf8);
    {
        const std::lock_guard guard(o.lock);
        if (const auto found = o.runs.find(key); found != o.runs.end()) run = found->second;
    }
    if (!run) {
        run = Impl::shape(o, utf8); // outside the lock: two threads may shape the same text once, with the same result
        const std::lock_guard guard(o.lock);
        if (o.runs.size() >= kCachedRuns) o.runs.clear();
        o.runs.emplace(std::move(key), run);
    }
    Shaped shaped;
    shaped.glyphs = run->glyphs;
    for (Glyph& g : shaped.glyphs) {
        g.x_pt *= size_pt;
        g.y_pt *= size_pt;
        g.advance_pt *= size_pt;
    }
    shaped.width_pt = run->width * size_pt;
    shaped.ascent_pt = o.ascent * size_pt;
    shaped.descent_pt = o.descent * size_pt;
    return shaped;
}

std::u32string FontSet::missing(std::string_view utf8, Face face) const {
    const Impl::Opened& o = impl_->opened(face);
    std::u32string absent;
    for (const char32_t c : base::to_code_points(utf8)) {
        hb_codepoint_t glyph = 0;
        if (c >= 0x20 && !hb_font_get_nominal_glyph(o.font, c, &glyph)) absent.push_back(c);
    }
    return absent;
}

const Outline& FontSet::outline(Face face, std::uint32_t glyph) const {
    Impl::Opened& o = impl_->opened(face);
    {
        const std::lock_guard guard(o.lock);
        if (const auto found = o.outlines.find(glyph); found != o.outlines.end()) return found->second;
    }
    Outline outline;
    OutlineSink sink{&outline, static_cast<float>(1 / o.em)};
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(o.font, glyph, draw_funcs(), &sink);
#else
    hb_font_get_glyph_shape(o.font, glyph, draw_funcs(), &sink);
#endif
    const std::lock_guard guard(o.lock);
    return o.outlines.emplace(glyph, std::move(outline)).first->second;
}

double FontSet::cap_height(Face face) const { return impl_->opened(face).cap; }

} // namespace atlas::text
