// apply() and history: pure, total, and always back to where it began.
#include "ui/world.hpp"

#include "app/history.hpp"

#include <random>

namespace atlas {
namespace {

using app::Action;

/// Any action at all, with values in and out of range.
Action random_action(std::mt19937& rng, const model::Dataset& d) {
    const auto below = [&](std::size_t n) { return static_cast<int>(rng() % std::max<std::size_t>(n, 1)); };
    const auto wild = [&](std::size_t n) { return below(n + 4) - 2; }; // now and then out of range
    const auto facet_value = [&]() -> app::ToggleFacet {
        switch (below(5)) {
        case 0: return {filter::Facet::corridor, d.corridors()[static_cast<std::size_t>(below(d.corridors().size()))].id};
        case 1: return {filter::Facet::basin, d.basins()[static_cast<std::size_t>(below(d.basins().size()))].id};
        case 2: return {filter::Facet::mechanism, d.mechanisms()[static_cast<std::size_t>(below(d.mechanisms().size()))].code};
        case 3: return {filter::Facet::plan, d.plans()[static_cast<std::size_t>(below(d.plans().size()))].id};
        default: return {filter::Facet::stance, "advancing"};
        }
    };
    switch (below(25)) {
    case 0:
    case 1:
    case 2: return facet_value();
    case 3: return app::ClearFilter{};
    case 4: return app::ClearFacet{filter::kAllFacets[below(std::size(filter::kAllFacets))]};
    case 5: return app::SetTextOnly{below(2) == 0};
    case 6: return app::SelectLink{wild(d.links().size())};
    case 7: return app::SelectPlace{wild(d.places().size())};
    case 8: return app::FilterPlace{wild(d.places().size()), below(2) == 0};
    case 9: return app::Hover{wild(d.links().size()), model::kNone};
    case 10: {
        scene::Camera c;
        c.center_m = {static_cast<double>(below(1000000)), static_cast<double>(below(4000000))};
        c.m_per_pt = 100.0 + below(9000);
        return app::SetCamera{c, below(2) == 0};
    }
    case 11: return app::ZoomAt{{static_cast<double>(below(900)), static_cast<double>(below(800))}, below(2) ? 1.7 : 0.4};
    case 12: return app::SetLayer{static_cast<style::LayerId>(below(style::kLayerCount)), {static_cast<style::Switch>(below(3)), 0.5f}};
    case 13: return app::SetTheme{below(3) == 0 ? "no such theme" : below(2) ? "dark" : "light"};
    case 14: return app::SetLang{below(2) ? model::Lang::en : model::Lang::zh};
    case 15: return app::TogglePanel{below(2) == 0};
    case 16: return app::SetSearch{"泸州"};
    case 17: return app::ToggleFold{"b-changjiang"};
    case 18: return app::OpenExport{below(2) == 0};
    case 19: return app::Log{"a sentence"};
    case 20: return app::FlyTo{app::FlyTo::What::china, -1};
    case 21: return app::NudgeLabel{below(2) ? "place:510500" : "river:长江", below(40) / 4.0 - 5, below(2000) - 1000.0};
    case 22: return app::ResetNudge{below(2) ? "place:510500" : ""};
    case 23: return app::SetPageLook{{static_cast<double>(below(5)), {100, 100}}};
    default: return app::SetRightTab{static_cast<app::RightTab>(below(3))};
    }
}

bool live(const Action& a) {
    const auto* c = std::get_if<app::SetCamera>(&a);
    return c && c->live;
}

TEST(State, UndoAfterAnySequenceGivesBackTheFirstValue) {
    const auto dataset = test::real_dataset();
    ASSERT_TRUE(dataset);
    for (unsigned seed = 1; seed <= 40; ++seed) {
        std::mt19937 rng(seed);
        app::AppState state = app::first_state(dataset);
        state.map_width_pt = 980;
        state.map_height_pt = 852;
        const app::ViewSpec first = state.view;
        const auto first_shown = state.shown;
        app::History history(first);
        const int steps = 5 + static_cast<int>(rng() % 60);
        for (int i = 0; i < steps; ++i) {
            const Action a = random_action(rng, *dataset);
            state = app::apply(std::move(state), a);
            if (!live(a)) history.commit(state.view);
            EXPECT_EQ(state.shown, filter::apply(*dataset, state.view.filter)) << "seed " << seed << " step " << i;
            const bool selected_is_shown = state.view.selected_link == model::kNone ||
                                           std::binary_search(state.shown.begin(), state.shown.end(), state.view.selected_link);
            EXPECT_TRUE(selected_is_shown) << "seed " << seed << " step " << i;
        }
        history.commit(state.view); // a drag still under the hand ends
        const app::ViewSpec last = state.view;
        int undone = 0;
        while (history.can_undo()) {
            state = app::with_view(std::move(state), history.undo());
            ++undone;
        }
        EXPECT_TRUE(state.view == first) << "seed " << seed;
        EXPECT_EQ(state.shown, first_shown) << "seed " << seed;
        while (history.can_redo()) state = app::with_view(std::move(state), history.redo());
        EXPECT_TRUE(state.view == last) << "seed " << seed << " after " << undone << " steps";
    }
}

TEST(State, ApplyIsPure) {
    const auto dataset = test::real_dataset();
    std::mt19937 rng(7);
    app::AppState state = app::first_state(dataset);
    state.map_width_pt = 980;
    state.map_height_pt = 852;
    for (int i = 0; i < 400; ++i) {
        const Action a = random_action(rng, *dataset);
        const app::AppState before = state;
        const app::AppState once = app::apply(state, a), twice = app::apply(state, a);
        EXPECT_TRUE(once.view == twice.view && once.ui == twice.ui && once.shown == twice.shown) << "step " << i;
        EXPECT_TRUE(state.view == before.view && state.ui == before.ui && state.shown == before.shown) << "step " << i;
        state = once;
    }
}

TEST(State, EffectsLeaveTheStateAlone) {
    app::AppState state = app::first_state(test::small_dataset());
    for (const Action& a : {Action(app::FlyTo{app::FlyTo::What::links, -1}), Action(app::ExportFigure{"a.png"}), Action(app::SaveWindow{"a.png"}), Action(app::CancelExport{}),
                            Action(app::CopyFigure{}), Action(app::SaveProject{"a.json"}), Action(app::OpenProject{"a.json"}),
                            Action(app::Undo{}), Action(app::Redo{})}) {
        const app::AppState after = app::apply(state, a);
        EXPECT_TRUE(after.view == state.view && after.ui == state.ui && after.shown == state.shown);
    }
}

TEST(State, ANudgeIsOneStepAndOnlyOnce) {
    app::AppState state = app::first_state(test::small_dataset());
    app::History history(state.view);
    state = app::apply(state, app::NudgeLabel{"river:长江", 3, -2});
    history.commit(state.view);
    state = app::apply(state, app::NudgeLabel{"place:510500", 1.234, 0});
    history.commit(state.view);
    state = app::apply(state, app::NudgeLabel{"river:长江", 4, -2}); // the same label again: its whole offset, not one more
    history.commit(state.view);
    ASSERT_EQ(state.view.nudges.size(), 2u);
    EXPECT_EQ(state.view.nudges[0], (scene::Nudge{"place:510500", 1.23, 0}));
    EXPECT_EQ(state.view.nudges[1], (scene::Nudge{"river:长江", 4, -2}));
    EXPECT_EQ(history.undo().nudges[1].dx_mm, 3);
    EXPECT_EQ(history.undo().nudges.size(), 1u);
    state = app::apply(state, app::ResetNudge{"river:长江"});
    EXPECT_EQ(state.view.nudges.size(), 1u);
    state = app::apply(state, app::NudgeLabel{"river:长江", 1e9, 0}); // a recipe could not hold it
    EXPECT_EQ(state.view.nudges.size(), 1u);
    EXPECT_TRUE(app::apply(state, app::ResetNudge{""}).view.nudges.empty());
}

TEST(State, ATicketToAHiddenLinkShowsIt) {
    app::AppState state = app::first_state(test::small_dataset());
    state = app::apply(state, app::ToggleFacet{filter::Facet::corridor, "c-river"});
    ASSERT_EQ(state.shown, std::vector<model::LinkIx>{0});
    state = app::apply(state, app::SelectLink{1}); // from a place card: the filter hides it
    EXPECT_EQ(state.view.selected_link, 1);
    EXPECT_EQ(state.shown.size(), 2u);
}

TEST(State, ALinkThatTheFilterHidesIsNoLongerSelected) {
    app::AppState state = app::first_state(test::small_dataset());
    state = app::apply(state, app::SelectLink{1});
    state = app::apply(state, app::ToggleFacet{filter::Facet::corridor, "c-river"});
    EXPECT_EQ(state.view.selected_link, model::kNone);
}

TEST(State, ClearTakesWhatIsSelectedTooInOneStep) {
    app::AppState state = app::first_state(test::small_dataset());
    app::History history(state.view);
    state = app::apply(state, app::ToggleFacet{filter::Facet::corridor, "c-river"});
    state = app::apply(state, app::SelectPlace{0});
    state = app::apply(state, app::SelectPlace{1, true});
    state = app::apply(state, app::SetEgo{filter::Ego::out});
    history.commit(state.view);
    const app::ViewSpec before = state.view;
    state = app::apply(state, app::ClearFilter{});
    history.commit(state.view);
    EXPECT_TRUE(state.view.filter.empty());
    EXPECT_TRUE(app::selected_places(state.view).empty()) << "a card would stay, and the other links faded";
    EXPECT_EQ(state.view.ego, filter::Ego::both);
    EXPECT_EQ(state.shown.size(), 2u);
    EXPECT_EQ(history.undo(), before);
    state = app::apply(app::apply(state, app::SelectLink{0}), app::ClearFilter{});
    EXPECT_EQ(state.view.selected_link, model::kNone);
}

TEST(State, ThePageSpeaksTheWindowsLanguageAgainAfterUndo) {
    app::AppState state = app::first_state(test::small_dataset());
    const app::ViewSpec chinese = state.view;
    state = app::apply(state, app::SetLang{model::Lang::en});
    ASSERT_EQ(state.ui.form.lang, model::Lang::en);
    EXPECT_EQ(app::with_view(state, chinese).ui.form.lang, model::Lang::zh);
    app::ExportForm form = state.ui.form;
    form.lang = model::Lang::zh; // by hand: the window is English, the page is not
    state = app::apply(state, app::SetExportForm{form});
    state = app::with_view(state, state.view);
    EXPECT_EQ(state.ui.form.lang, model::Lang::zh);
}

TEST(State, HistoryKeepsTheFirstStepBeyondItsLimit) {
    app::ViewSpec view;
    app::History history(view);
    for (int i = 1; i < 2600; ++i) {
        view.camera.m_per_pt = 1 + i;
        history.commit(view);
    }
    while (history.can_undo()) history.undo();
    EXPECT_TRUE(history.undo() == app::ViewSpec());
}

TEST(Derived, FileNamesAreSafe) {
    app::AppState state = app::first_state(test::small_dataset());
    state = app::apply(state, app::ToggleFacet{filter::Facet::corridor, "c-river"});
    const std::string name = app::default_file_name(state);
    EXPECT_FALSE(name.empty());
    EXPECT_EQ(name.find_first_of("/\\:*?\"<>| "), std::string::npos);
    EXPECT_LE(name.size(), 120u);
}

} // namespace
} // namespace atlas
