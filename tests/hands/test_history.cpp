// A hundred random things done, a hundred times undone: the first view is back, and redo walks the same way forward.
#include "hands/world.hpp"

#include <random>

namespace atlas::hands {
namespace {

app::Action random_action(const app::AppState& s, std::mt19937& random) {
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    const model::Dataset& d = *s.dataset;
    switch (below(16)) {
    case 0: return app::ToggleFacet{filter::Facet::corridor, d.corridors()[below(d.corridors().size())].id};
    case 1: return app::ToggleFacet{filter::Facet::basin, d.basins()[below(d.basins().size())].id};
    case 2: return app::ToggleFacet{filter::Facet::mechanism, d.mechanisms()[below(d.mechanisms().size())].code};
    case 3: return app::ToggleWithout{filter::Facet::plan, d.plans()[below(d.plans().size())].id};
    case 4: return app::AddArea{{filter::AreaTerm::Kind::basin, {}, d.basins()[below(d.basins().size())].id, below(2) == 0}};
    case 5: return app::ClearFilter{};
    case 6: return app::SetTextOnly{!s.view.filter.text_only};
    case 7: return app::SelectLink{static_cast<model::LinkIx>(below(d.links().size()))};
    case 8: return app::SelectPlace{static_cast<model::PlaceIx>(below(d.places().size()))};
    case 9: return app::FilterPlace{static_cast<model::PlaceIx>(below(d.places().size())), below(2) == 0};
    case 10: return app::ZoomAt{{100, 200}, below(2) == 0 ? 1.25 : 0.8};
    case 11: return app::SetCamera{app::panned(s.view.camera, {40, -30}), false};
    case 12: return app::SetTheme{s.view.theme == "light" ? "dark" : "light"};
    case 13: return app::SetLang{s.view.lang == model::Lang::zh ? model::Lang::en : model::Lang::zh};
    case 14: return app::SetLayer{static_cast<style::LayerId>(below(style::kLayerCount)), {below(2) == 0 ? style::Switch::on : style::Switch::off, 0.5}};
    default: return app::NudgeLabel{"place:" + d.place(static_cast<model::PlaceIx>(below(d.places().size()))).id, 1.5, -2};
    }
}

TEST(Hands, AHundredUndosGiveTheFirstStateBack) {
    const Folder folder("atlas-hands-history");
    for (const unsigned seed : {1U, 2U, 3U, 4U}) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        Desk desk(data(), folder.path());
        app::Session& session = desk.session();
        session.set_animated(false); // a wheel step is done when it is asked for
        const app::ViewSpec first = desk.state().view;
        const auto first_shown = desk.state().shown;
        std::vector<app::ViewSpec> way{first};
        for (int i = 0; i < 100; ++i) {
            desk.dispatch(random_action(desk.state(), random));
            if (!(desk.state().view == way.back())) way.push_back(desk.state().view);
        }
        ASSERT_GT(way.size(), 60U) << "most of a hundred actions must have changed something";
        const app::ViewSpec last = desk.state().view;
        const ui::PlainInput away{};
        // By the keys, through the panels, as a user does it.
        for (std::size_t i = way.size() - 1; i-- > 0;) {
            desk.press({'Z', true}, away);
            ASSERT_TRUE(desk.state().view == way[i]) << "undo leads to another view than the one before, step " << i;
        }
        EXPECT_FALSE(session.can_undo());
        for (std::size_t i = way.size(); i < 101; ++i) desk.press({'Z', true}, away); // a hundred in all: more than there is does no harm
        EXPECT_TRUE(desk.state().view == first);
        EXPECT_EQ(desk.state().shown, first_shown);
        for (std::size_t i = 1; i < way.size(); ++i) {
            desk.press(i % 2 == 0 ? ui::Chord{'Y', true} : ui::Chord{'Z', true, true}, away);
            ASSERT_TRUE(desk.state().view == way[i]) << "redo, step " << i;
        }
        EXPECT_FALSE(session.can_redo());
        EXPECT_TRUE(desk.state().view == last);
        EXPECT_EQ(desk.state().shown, filter::apply(*desk.state().dataset, last.filter));
    }
}

/// The drawer opens and closes and the window changes between the steps, and the map follows: none of it may come into what
/// undo gives back, however often one goes there and forth.
TEST(Hands, UndoGivesTheFirstStateBackFromAnyWindow) {
    const Folder folder("atlas-hands-window");
    std::mt19937 random(5);
    Desk desk(data(), folder.path());
    const app::ViewSpec first = desk.state().view;
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    const auto undo_all = [&] {
        for (int i = 0; i < 500 && desk.session().can_undo(); ++i) desk.dispatch(app::Undo{});
    };
    const auto rest = [&] {
        desk.frame({});
        desk.pass(1.2);
        desk.frame({});
        desk.frame({});
    };
    constexpr app::FlyTo::What kinds[] = {app::FlyTo::What::china, app::FlyTo::What::links, app::FlyTo::What::corridor};
    for (int round = 0; round < 6; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        for (int i = 0; i < 12; ++i) {
            desk.dispatch(app::OpenView{below(2) == 0 ? app::View::table : app::View::none});
            desk.frame({});
            const auto corridors = desk.state().dataset->corridors().size();
            desk.dispatch(app::FlyTo{kinds[below(std::size(kinds))], static_cast<int>(below(corridors))});
            if (below(2) == 0) rest(); // or the next thing comes while the map still flies
            desk.dispatch(app::ToggleFacet{filter::Facet::corridor, desk.state().dataset->corridors()[below(corridors)].id});
            desk.resize({1600 - 40 * static_cast<int>(below(4)), 1000 - 60 * static_cast<int>(below(4)), 1});
            desk.frame({});
            if (below(3) == 0) desk.press({'Z', true}, {});
        }
        rest();
        ASSERT_TRUE(desk.session().can_undo());
        undo_all();
        EXPECT_TRUE(desk.state().view == first);
        rest(); // the map follows into the window as it is now
        app::ViewSpec shown = desk.state().view;
        shown.camera = first.camera;
        EXPECT_TRUE(shown == first);
        EXPECT_FALSE(desk.session().can_undo());
        EXPECT_TRUE(desk.session().can_redo());
    }
}

TEST(Hands, ANewStepEndsWhatCouldBeRedone) {
    const Folder folder("atlas-hands-redo");
    Desk desk(data(), folder.path());
    desk.dispatch(app::SetTextOnly{true});
    desk.dispatch(app::SetTheme{"dark"});
    desk.dispatch(app::Undo{});
    ASSERT_TRUE(desk.session().can_redo());
    desk.dispatch(app::SetLang{model::Lang::en});
    EXPECT_FALSE(desk.session().can_redo());
    const app::ViewSpec now = desk.state().view;
    desk.dispatch(app::Redo{});
    EXPECT_TRUE(desk.state().view == now);
}

} // namespace
} // namespace atlas::hands
