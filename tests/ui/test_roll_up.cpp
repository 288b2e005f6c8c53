// The window's roll-up: it unfolds on the way in, loses no link, is one undoable setting for map and page, and what a number
// stands for can be taken from the map. Numbers leave the provinces' names their room.
#include "ui/world.hpp"

#include "app/export_form.hpp"
#include "app/session.hpp"
#include "scene/roll_up.hpp"

#include <numeric>
#include <set>

namespace atlas {
namespace {

using scene::RollUp;

std::unique_ptr<app::Session> session() {
    static const auto geodata = [] {
        auto read = io::read_geodata(std::string(ATLAS_SOURCE_DIR) + "/geodata", {});
        return read ? std::make_shared<const model::Geodata>(std::move(*read)) : nullptr;
    }();
    auto s = std::make_unique<app::Session>(app::SessionData{test::real_dataset(), geodata, test::fonts()});
    s->set_animated(false);
    s->resize_map(980, 852);
    s->dispatch(app::FlyTo{app::FlyTo::What::china, -1});
    s->begin_history();
    s->picture();
    return s;
}

/// Zoomed about Luzhou to one page point for so many metres.
void look_at_luzhou(app::Session& s, double m_per_pt) {
    scene::Camera c = s.state().view.camera;
    c.center_m = c.projection.forward({105.44, 28.87});
    c.m_per_pt = m_per_pt;
    s.dispatch(app::SetCamera{c, false});
    s.picture();
}

int accounted(const scene::MapContents& c) { return c.links_drawn + c.links_inside + c.links_unmapped + c.links_outside + c.links_repeated + c.links_hidden; }

TEST(WindowRollUp, UnfoldsOnTheWayInAndLosesNoLink) {
    const auto s = session();
    const int all = static_cast<int>(s->state().shown.size());
    EXPECT_EQ(s->contents().rolled, RollUp::province);
    EXPECT_LT(s->contents().curves_drawn, 260) << "the national view is no tangle";
    EXPECT_EQ(accounted(s->contents()), all);
    RollUp before = RollUp::province;
    std::set<RollUp> seen{before};
    for (double m = 4000; m > 300; m *= 0.8) {
        look_at_luzhou(*s, m);
        const RollUp now = s->contents().rolled;
        EXPECT_LE(static_cast<int>(now == RollUp::none ? 0 : now == RollUp::prefecture ? 1 : 2), static_cast<int>(before == RollUp::none ? 0 : before == RollUp::prefecture ? 1 : 2)) << "folds up again at " << m;
        EXPECT_EQ(accounted(s->contents()), all) << m;
        before = now;
        seen.insert(now);
    }
    EXPECT_EQ(seen, (std::set<RollUp>{RollUp::none, RollUp::prefecture, RollUp::province}));
    // A filter that leaves few links leaves them as they are, whatever the scale.
    s->dispatch(app::ToggleFacet{filter::Facet::basin, "b-tuojiang"});
    s->picture();
    ASSERT_GT(s->state().shown.size(), 5u);
    EXPECT_EQ(s->contents().rolled, RollUp::none);
}

TEST(WindowRollUp, OneSettingForMapAndPageThatUndoTakesBack) {
    const auto s = session();
    s->dispatch(app::SetRollUp{RollUp::none});
    s->picture();
    EXPECT_EQ(s->contents().rolled, RollUp::none);
    EXPECT_EQ(app::figure_spec(s->state())->view.roll_up, RollUp::none);
    s->dispatch(app::SetRollUp{RollUp::prefecture});
    s->picture();
    EXPECT_EQ(s->contents().rolled, RollUp::prefecture);
    s->dispatch(app::Undo{});
    s->dispatch(app::Undo{});
    s->picture();
    EXPECT_EQ(s->contents().rolled, RollUp::province);
    EXPECT_EQ(app::figure_spec(s->state())->view.roll_up, RollUp::automatic);
}

/// Provinces named on the whole map of China, by their codes.
std::set<std::string> named_provinces(app::Session& s) {
    std::set<std::string> codes;
    for (const auto& list : s.picture().lists)
        for (const scene::Command& command : list.list->commands)
            if (const auto* text = std::get_if<scene::DrawText>(&command); text != nullptr && text->ref.kind == scene::FeatureRef::Kind::place) {
                const model::Place& p = s.data().dataset->place(text->ref.index);
                if (p.kind == model::PlaceKind::province) codes.insert(p.id);
            }
    return codes;
}

TEST(WindowRollUp, EveryProvinceIsNamedBesideAllTheNumbers) {
    for (const double height : {820.0, 494.0}) { // the drawer shut and open
        const auto s = session();
        s->resize_map(980, height);
        s->dispatch(app::FlyTo{app::FlyTo::What::china, -1});
        EXPECT_EQ(named_provinces(*s).size(), 34u) << height;
        EXPECT_LT(s->contents().numbers_omitted, 6) << height;
    }
}

TEST(WindowRollUp, TheSmallestMapStillShowsTheWholeOfChina) { // LAW5; at 200 % with a view open
    const auto s = session();
    s->resize_map(490, 230);
    s->dispatch(app::FlyTo{app::FlyTo::What::china, -1});
    const scene::Camera far = s->state().view.camera;
    const geo::Affine to_frame = far.to_frame(490, 230);
    for (const geo::LonLat end : {geo::LonLat{73.6, 39}, geo::LonLat{135, 48.3}, geo::LonLat{123.3, 53.5}, geo::LonLat{112.3, 3.9}}) {
        const geo::Vec2 p = to_frame.apply(far.projection.forward(end));
        EXPECT_TRUE(p.x > 0 && p.x < 490 && p.y > 0 && p.y < 230) << end.lon << ' ' << end.lat;
    }
    s->dispatch(app::ZoomAt{{245, 115}, 0.5}); // no further out by hand, and not in either
    EXPECT_EQ(s->state().view.camera.m_per_pt, far.m_per_pt);
}

TEST(WindowRollUp, EveryLinkOnTheMapCanBeTakenFromIt) {
    const auto s = session();
    std::set<model::LinkIx> found;
    for (double x = 0; x < 980; x += 3)
        for (double y = 0; y < 852; y += 3)
            for (const model::LinkIx ix : s->links_at({x, y})) found.insert(ix);
    // A region that holds the other party is drawn as its outline, and no line: that opens the region's card.
    const model::Dataset& d = *s->data().dataset;
    std::size_t lines = 0;
    for (const model::LinkIx ix : s->contents().links_on_map) {
        const auto& parties = d.link(ix).parties;
        const bool region = std::any_of(parties.begin(), parties.end(), [&d](const model::Party& p) { return !d.place(p.place).members.empty() || !d.place(p.place).position; });
        EXPECT_TRUE(region || found.count(ix)) << d.link(ix).id;
        lines += found.count(ix);
    }
    EXPECT_GT(lines, 380u);
    EXPECT_FALSE(s->contents().inside_links.empty());
    for (const auto& [unit, links] : s->contents().inside_links)
        for (const model::LinkIx ix : links) EXPECT_TRUE(found.count(ix)) << "inside " << s->data().dataset->place(unit).name.zh;
}

TEST(WindowRollUp, OneScaleHasOneLevelWhateverTheWindowShows) {
    const auto s = session();
    const auto& d = *s->data().dataset;
    const auto chuanyu = std::find_if(d.corridors().begin(), d.corridors().end(), [](const model::Corridor& c) { return c.id == "c-chuanyu"; });
    ASSERT_NE(chuanyu, d.corridors().end());
    for (const bool filtered : {false, true}) {
        if (filtered) s->dispatch(app::ToggleFacet{filter::Facet::corridor, chuanyu->id});
        for (const double m : {6000.0, 3600.0, 3200.0, 2000.0, 1200.0, 700.0, 500.0}) {
            std::optional<RollUp> level;
            std::map<model::PlaceIx, std::size_t> numbers;
            // The drawer open, both panels folded, a small window at 200 %.
            for (const auto& [width, height] : {std::pair{980.0, 818.0}, {980.0, 400.0}, {1600.0, 818.0}, {460.0, 368.0}})
                for (const double east_pt : {0.0, 60.0}) {
                    s->resize_map(width, height);
                    scene::Camera c = s->state().view.camera;
                    c.center_m = c.projection.forward({105.44, 28.87}) + geo::Vec2{east_pt * m, 0};
                    c.m_per_pt = m;
                    s->dispatch(app::SetCamera{c, false});
                    s->picture();
                    if (!level) level = s->contents().rolled;
                    EXPECT_EQ(s->contents().rolled, *level) << filtered << " 1:" << m << " in " << width << "×" << height;
                    for (const auto& [unit, inside] : s->contents().inside_links) {
                        const std::size_t n = numbers.emplace(unit, inside.size()).first->second;
                        EXPECT_EQ(inside.size(), n) << d.place(unit).name.zh << " at " << m << " in " << width << "×" << height;
                    }
                }
        }
    }
}

TEST(WindowRollUp, ANumberListsExactlyWhatItCounts) {
    const auto s = session();
    int numbers = 0, layer = 0;
    for (const scene::Placed& placed : s->picture().lists) {
        for (const scene::Command& c : placed.list->commands) {
            if (const auto* l = std::get_if<scene::BeginLayer>(&c)) layer = l->id == "link-numbers" || l->id == "inside";
            const auto* t = std::get_if<scene::DrawText>(&c);
            if (!t || !layer) continue;
            geo::Box box;
            for (const geo::Box& g : scene::glyph_boxes(*t)) box.add(g);
            const std::string digits = t->utf8.substr(t->utf8.find_first_of("0123456789"));
            EXPECT_EQ(std::to_string(s->links_at(placed.to_page.apply(box.center())).size()), digits);
            ++numbers;
        }
    }
    EXPECT_GT(numbers, 20);
}

TEST(WindowRollUp, TheListOfANumberFiltersToItsLinks) {
    test::Driver d(test::real_dataset());
    d.stack = {5, 9, 12, 40};
    d.under_mouse = {scene::FeatureRef::Kind::link, 5};
    d.rest(30);
    const auto map = d.gui().rects().find("map");
    ASSERT_TRUE(map);
    d.click_at(map->mid_x(), map->mid_y());
    d.click("pick-only");
    EXPECT_EQ(d.state().shown, (std::vector<model::LinkIx>{5, 9, 12, 40}));
    d.rest();
    EXPECT_FALSE(d.gui().rects().find("pick"));
}

TEST(WindowRollUp, TheLayersTabSetsIt) {
    test::Driver d(test::real_dataset());
    d.state() = app::apply(d.state(), app::SetRightTab{app::RightTab::layers});
    d.rest();
    d.click("roll-up:3");
    EXPECT_EQ(d.state().view.roll_up, RollUp::province);
    d.click("roll-up:0");
    EXPECT_EQ(d.state().view.roll_up, RollUp::automatic);
}

} // namespace
} // namespace atlas
