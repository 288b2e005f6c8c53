// What is pointed at or selected keeps its ink, the rest steps back, and nothing on the page moves for it.
#include "golden/figure_world.hpp"

#include "export/recipe.hpp"
#include "filter/ego.hpp"
#include "style/colour_check.hpp"

#include <map>
#include <set>

using namespace atlas;
using scene::FeatureRef;
using testing_world::world;

namespace {

struct Map {
    scene::MapBuilder builder{world().dataset, world().geodata, world().fonts};
    scene::MapView view;
    std::vector<model::LinkIx> links;

    explicit Map(const char* place) {
        const model::PlaceIx ix = world().dataset->place_by_id(place);
        links = filter::links_about(*world().dataset, {&ix, 1}, filter::Ego::both);
        view.camera = builder.fit(scene::Extent::links, links, {}, 900, 800);
        view.width_pt = 900;
        view.height_pt = 800;
    }
    /// The strongest ink of each link that is drawn, 0 … 255.
    std::map<model::LinkIx, int> inks(scene::MapContents* contents = nullptr) {
        const scene::BuiltMap built = builder.build(view, links);
        if (contents != nullptr) *contents = built.contents;
        std::map<model::LinkIx, int> out;
        for (const scene::Command& c : built.overlay->commands)
            if (const auto* s = std::get_if<scene::StrokePath>(&c); s != nullptr && s->ref.kind == FeatureRef::Kind::link)
                out[s->ref.index] = std::max<int>(out[s->ref.index], s->stroke.color.a);
        return out;
    }
};

TEST(InHand, PointingFadesTheRestAndOnlyThen) {
    Map map("520000");
    const auto before = map.inks();
    ASSERT_GT(before.size(), 20u);
    const model::LinkIx pointed = before.rbegin()->first;
    map.view.hovered_link = pointed;
    const auto after = map.inks();
    ASSERT_EQ(after.size(), before.size());
    for (const auto& [link, ink] : before) {
        if (link == pointed) EXPECT_EQ(after.at(link), ink);
        else EXPECT_LT(after.at(link), ink * 0.7) << link;
    }
    // A link that is not on this map must not put everything else in the shade.
    std::set<model::LinkIx> here(map.links.begin(), map.links.end());
    model::LinkIx absent = 0;
    while (here.count(absent)) ++absent;
    map.view.hovered_link = absent;
    EXPECT_EQ(map.inks(), before);
}

TEST(InHand, NamesThatStepBackAreStillReadOnTheLandOfTheLinkInHand) {
    Map map("510000");
    map.view.theme = "dark";
    map.view.selected_link = world().dataset->link_by_id("chuannan-yuxi-2023-004");
    ASSERT_NE(map.view.selected_link, model::kNone);
    const style::Theme& theme = *style::find_theme("dark");
    const auto tint = style::link_color(theme, world().dataset->mechanism(world().dataset->link(map.view.selected_link).mechanism).code);
    const auto built = map.builder.build(map.view, map.links);
    int read = 0;
    std::string layer;
    for (const scene::Command& c : built.overlay->commands) {
        if (const auto* l = std::get_if<scene::BeginLayer>(&c)) layer = l->id;
        const auto* t = std::get_if<scene::DrawText>(&c);
        if (t == nullptr || layer != "labels" || t->ref.kind != FeatureRef::Kind::place) continue;
        const auto ground = style::over(t->halo, base::mix(theme.land, tint, 0.16));
        EXPECT_GE(style::contrast(style::over(t->color, ground), ground), 4.45) << t->utf8; // CLR3
        ++read;
    }
    EXPECT_GT(read, 10);
}

TEST(InHand, EgoBringsOutWhatThePlansOfOneSideSay) {
    Map map("520000");
    const model::PlaceIx guizhou = world().dataset->place_by_id("520000");
    map.view.selected_place = guizhou;
    for (const auto ego : {filter::Ego::out, filter::Ego::in}) {
        map.view.ego = ego;
        const auto of = filter::links_about(*world().dataset, {&guizhou, 1}, ego);
        scene::MapContents contents;
        const auto inks = map.inks(&contents);
        int strong = 0, faint = 0;
        for (const auto& [link, ink] : inks) {
            const auto folded = contents.folded_links.find(link);
            const std::vector<model::LinkIx> all = folded == contents.folded_links.end() ? std::vector{link} : folded->second;
            const bool out = std::any_of(all.begin(), all.end(), [&](model::LinkIx l) { return std::binary_search(of.begin(), of.end(), l); });
            (out ? strong : faint) += 1;
            if (out) EXPECT_GT(ink, 180) << world().dataset->link(link).id;
            else EXPECT_LT(ink, 80) << world().dataset->link(link).id;
        }
        EXPECT_GT(strong, 0);
        EXPECT_GT(faint, 0);
    }
}

TEST(InHand, SeveralPlacesAndSeveralLinksAreMarkedTogether) {
    Map map("510000");
    const auto before = map.inks();
    auto it = before.begin();
    const model::LinkIx a = it->first, b = (++it)->first;
    map.view.selected_link = a;
    map.view.more_links = {b};
    const auto inks = map.inks();
    EXPECT_GT(inks.at(a), 180);
    EXPECT_GT(inks.at(b), 180);
    int faint = 0;
    for (const auto& [link, ink] : inks) faint += ink < 80;
    EXPECT_EQ(faint, static_cast<int>(before.size()) - 2);
}

TEST(InHand, ARecipeKeepsTiesSelectionAndEgo) {
    const model::Dataset& d = *world().dataset;
    exporter::FigureSpec s = testing_world::spec();
    s.filter.ties = {{filter::Tie::Kind::out, {"520000"}}, {filter::Tie::Kind::place, {"=500000", "510000"}}, {filter::Tie::Kind::clause, {"guizhou-2020 三(一)"}}};
    s.view.selected_place = d.place_by_id("520000");
    s.view.more_places = {d.place_by_id("510000")};
    s.view.ego = filter::Ego::out;
    const auto read = exporter::from_recipe(exporter::to_recipe(s, d), d, "x.json");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(read->spec.filter == s.filter);
    EXPECT_TRUE(read->unknown.empty());
    EXPECT_EQ(read->spec.view.more_places, s.view.more_places);
    EXPECT_EQ(read->spec.view.ego, filter::Ego::out);
    s.filter.ties.push_back({filter::Tie::Kind::link, {"gone-001"}});
    const auto other = exporter::from_recipe(exporter::to_recipe(s, d), d, "x.json");
    ASSERT_TRUE(other);
    EXPECT_EQ(other->unknown, std::vector<std::string>{"gone-001"});
    EXPECT_TRUE(filter::apply(d, other->spec.filter).empty()) << "an unknown tie is kept and selects nothing";
    std::string text = exporter::to_recipe(s, d);
    text.replace(text.find("\"out\""), 5, "\"sideways\"");
    EXPECT_FALSE(exporter::from_recipe(text, d, "x.json")) << "a kind that is not one is refused with a sentence";
}

} // namespace
