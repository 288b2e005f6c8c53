// Eleven figures of the real data against their references, at 100 dpi: what a change does to the pictures is seen here first.
#include "golden/compare.hpp"
#include "golden/figure_world.hpp"

using namespace atlas;
using filter::Facet;
using scene::Extent;
using testing_world::build;
using testing_world::spec;
using testing_world::world;

namespace {

/// The caption names the data's version, which changes with every edit of any table: the line is left out of the references.
scene::Picture without_version(scene::Picture picture) {
    for (scene::Placed& placed : picture.lists) {
        auto list = std::make_shared<scene::DisplayList>(*placed.list);
        std::erase_if(list->commands, [](const scene::Command& c) {
            const auto* t = std::get_if<scene::DrawText>(&c);
            return t != nullptr && t->utf8.find(world().dataset->version_hash()) != std::string::npos;
        });
        placed.list = std::move(list);
    }
    return picture;
}

void expect_matches(const char* name, const exporter::FigureSpec& s) {
    const auto pixels = render_cairo::render(without_version(build(s).picture), *world().fonts, 100 / 72.0);
    ASSERT_TRUE(pixels) << pixels.error().message;
    EXPECT_TRUE(golden::matches(name, *pixels));
}

} // namespace

TEST(Figures, China) { expect_matches("china", spec()); }
TEST(Figures, Chuanyu) { expect_matches("chuanyu", spec({{Facet::corridor, "川渝"}}, Extent::corridor)); }
TEST(Figures, ChuannanYuxi) { expect_matches("chuannan-yuxi", spec({{Facet::corridor, "川南渝西"}}, Extent::corridor)); }
TEST(Figures, Hachang) { expect_matches("hachang", spec({{Facet::corridor, "哈长"}}, Extent::corridor)); }
TEST(Figures, Lanxi) { expect_matches("lanxi", spec({{Facet::corridor, "兰西"}}, Extent::corridor)); }
TEST(Figures, BasinOfTheTuojiang) { expect_matches("tuojiang", spec({{Facet::basin, "沱江"}}, Extent::links)); }
TEST(Figures, GuizhouOnPortraitPaper) {
    auto s = spec({{Facet::plan, "guizhou-2020"}}, Extent::links);
    s.page = {210, 297};
    expect_matches("guizhou-portrait", s);
}
TEST(Figures, DarkSlide) {
    auto s = spec({{Facet::plan, "jilin-2019"}}, Extent::links);
    s.page = {338.67, 190.5};
    s.view.theme = "dark";
    expect_matches("jilin-dark-slide", s);
}
TEST(Figures, English) {
    auto s = spec({{Facet::corridor, "川南渝西"}}, Extent::corridor);
    s.view.lang = model::Lang::en;
    expect_matches("chuannan-yuxi-en", s);
}
TEST(Figures, SelectedLink) {
    auto s = spec({{Facet::corridor, "川南渝西"}}, Extent::corridor);
    s.view.selected_link = world().dataset->link_by_id("chuannan-yuxi-2023-010");
    ASSERT_NE(s.view.selected_link, model::kNone);
    expect_matches("selected-link", s);
}
TEST(Figures, NothingPassesTheFilter) {
    auto s = spec({{Facet::corridor, "兰西"}, {Facet::plan, "jilin-2019"}});
    const auto figure = build(s);
    EXPECT_EQ(figure.links_shown, 0);
    EXPECT_FALSE(figure.warnings.empty());
    expect_matches("empty", s);
}
