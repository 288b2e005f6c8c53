// No character that the interface or the data can show is missing from the font atlas.
#include "ui/world.hpp"

#include "base/file.hpp"
#include "base/utf8.hpp"

#include <filesystem>

namespace atlas {
namespace {

void expect_covered(const ui::Fonts& fonts, const std::string& text) {
    for (const char32_t c : base::to_code_points(text)) {
        if (c < 0x20) continue;
        EXPECT_TRUE(fonts.covers(c)) << "U+" << std::hex << static_cast<unsigned>(c) << " of '" << text << "' is not in the atlas";
        // What an installed face cannot draw at all is no fault of the atlas.
        if (test::fonts()->missing(base::to_utf8(std::u32string(1, c)), text::Face::sans).empty()) {
            EXPECT_TRUE(fonts.draws(ui::Type::body, c)) << "U+" << std::hex << static_cast<unsigned>(c) << " of '" << text << "'";
            EXPECT_TRUE(fonts.draws(ui::Type::small, c)) << "U+" << std::hex << static_cast<unsigned>(c) << " of '" << text << "'";
        }
    }
}

TEST(Glyphs, InterfaceAndDataAreCovered) {
    test::Driver d(test::real_dataset());
    d.frame();
    const ui::Fonts& fonts = d.gui().fonts();
    for (const model::Lang lang : {model::Lang::zh, model::Lang::en})
        for (const char* s : ui::all_strings(lang)) expect_covered(fonts, s);
    const model::Dataset& data = *d.state().dataset;
    for (const model::Link& l : data.links()) {
        for (const std::string& s : {l.summary.zh, l.summary.en, l.quote, l.clause, l.note}) expect_covered(fonts, s);
        expect_covered(fonts, base::full_width_punctuation(l.quote));
    }
    for (const model::Corridor& c : data.corridors()) expect_covered(fonts, c.name.zh + c.name.en);
    for (const model::Basin& b : data.basins()) expect_covered(fonts, b.name.zh + b.name.en);
    for (const model::Place& p : data.places()) expect_covered(fonts, p.name.zh);
}

TEST(Glyphs, RarePlaceNamesAreDrawn) {
    test::Driver d(test::real_dataset());
    d.frame();
    // ImGui's own "common Chinese" range lacks these.
    for (const char32_t c : U"渝濑綦泸犍珙筠荥") {
        if (c == 0) continue;
        const bool in_data = d.gui().fonts().covers(c);
        EXPECT_TRUE(in_data) << std::hex << static_cast<unsigned>(c);
        EXPECT_TRUE(d.gui().fonts().draws(ui::Type::body, c)) << std::hex << static_cast<unsigned>(c);
    }
}

// Words are also written where they are used. A card that appears at once must not wait for the atlas to grow.
TEST(Glyphs, WordsWrittenInTheSourcesAreCoveredFromTheStart) {
    test::Driver d(test::empty_dataset());
    std::size_t seen = 0;
    for (const char* module : {"ui", "app", "platform", "filter"})
        for (const auto& entry : std::filesystem::directory_iterator(std::string(ATLAS_SOURCE_DIR) + "/src/" + module)) {
            if (entry.path().extension() != ".cpp") continue;
            const auto text = base::read_file(base::utf8_of(entry.path()));
            ASSERT_TRUE(text.ok());
            for (const char32_t c : base::to_code_points(*text)) {
                if (c < 0x180 || c > 0xFFFF) continue;
                ++seen;
                EXPECT_TRUE(d.gui().fonts().covers(c)) << base::to_utf8(std::u32string(1, c)) << " of " << entry.path() << ": add it to kWrittenInPlace in fonts.cpp";
            }
        }
    EXPECT_GT(seen, 1000U);
}

TEST(Glyphs, AnUnforeseenCharacterMakesTheAtlasGrow) {
    test::Driver d(test::small_dataset());
    d.rest();
    const char32_t rare = U'魑';
    ASSERT_FALSE(d.gui().fonts().covers(rare));
    d.state() = app::apply(d.state(), app::SetSearch{"魑"});
    d.frame();
    EXPECT_TRUE(d.gui().wants_redraw()) << "the frame that met it must ask for another";
    d.frame();
    EXPECT_TRUE(d.gui().fonts().draws(ui::Type::body, rare));
}

} // namespace
} // namespace atlas
