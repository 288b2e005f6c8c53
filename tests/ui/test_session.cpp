// The session: what is built again and what is only moved, flights, and figures in the background.
#include "ui/world.hpp"

#include "app/session.hpp"

#include <filesystem>

namespace atlas {
namespace {

app::SessionData small_data() { return {test::small_dataset(), std::make_shared<const model::Geodata>(), test::fonts()}; }

app::Session& ready(app::Session& s) {
    s.resize_map(980, 852);
    s.set_animated(false);
    s.dispatch(app::FlyTo{app::FlyTo::What::links, -1});
    s.set_animated(true);
    return s;
}

TEST(Session, ADragShiftsTheListsAndBuildsWhenItRests) {
    app::Session s(small_data());
    ready(s);
    s.advance(1);
    s.picture();
    const int built = s.builds();
    const auto overlay = s.picture().lists.back().list;
    const scene::Camera from = s.state().view.camera;
    for (int i = 1; i <= 10; ++i) {
        s.advance(1 + 0.01 * i);
        s.dispatch(app::SetCamera{app::panned(from, {5.0 * i, 0}), true});
        EXPECT_EQ(s.picture().lists.back().list, overlay) << "labels must not be placed anew while the paper is dragged";
        EXPECT_NEAR(s.picture().lists.back().to_page.e, 5.0 * i, 1e-6);
    }
    EXPECT_EQ(s.builds(), built);
    EXPECT_GT(s.wake_in_s(1.1), 0) << "the loop must wake to build it when the drag rests";
    s.advance(2);
    s.picture();
    EXPECT_EQ(s.builds(), built + 1);
    EXPECT_DOUBLE_EQ(s.picture().lists.back().to_page.e, 0);
    EXPECT_LT(s.wake_in_s(2.1), 0) << "nothing moves: sleep";
}

TEST(Session, AFarDragBuildsOnTheWay) {
    app::Session s(small_data());
    ready(s);
    s.advance(1);
    s.picture();
    const int built = s.builds();
    s.dispatch(app::SetCamera{app::panned(s.state().view.camera, {600, 0}), true});
    s.picture();
    EXPECT_EQ(s.builds(), built + 1);
}

TEST(Session, NothingIsBuiltTwiceForTheSameView) {
    app::Session s(small_data());
    ready(s);
    s.picture();
    const int built = s.builds();
    for (int i = 0; i < 5; ++i) s.picture();
    s.dispatch(app::SetSearch{"泸州"});
    s.dispatch(app::SetRightTab{app::RightTab::layers});
    s.picture();
    EXPECT_EQ(s.builds(), built) << "panels are no business of the map";
    s.dispatch(app::ToggleFacet{filter::Facet::corridor, "c-river"});
    s.picture();
    EXPECT_EQ(s.builds(), built + 1);
}

TEST(Session, AFlightArrivesWhereTheStillOneDoes) {
    app::Session flown(small_data()), still(small_data());
    ready(flown);
    ready(still);
    still.set_animated(false);
    for (auto* s : {&flown, &still}) s->dispatch(app::FlyTo{app::FlyTo::What::china, -1});
    EXPECT_FALSE(flown.state().view.camera == still.state().view.camera);
    double t = 1;
    int frames = 0;
    while (flown.advance(t) && frames < 200) {
        t += 1.0 / 60;
        ++frames;
    }
    EXPECT_GE(t - 1, 0.3);
    EXPECT_LE(t - 1, 0.46);
    EXPECT_TRUE(flown.state().view.camera == still.state().view.camera);
    EXPECT_LT(flown.wake_in_s(t), 0);
    flown.dispatch(app::Undo{});
    EXPECT_FALSE(flown.state().view.camera == still.state().view.camera) << "a flight is one step of history";
}

TEST(Session, SmoothZoomKeepsThePointUnderTheMouse) {
    app::Session s(small_data());
    ready(s);
    const auto ground = [&] { return s.state().view.camera.to_frame(980, 852).inverse().apply({200, 100}); };
    const geo::Vec2 before = ground();
    const double scale = s.state().view.camera.m_per_pt;
    s.advance(1);
    s.dispatch(app::ZoomAt{{200, 100}, 1.25});
    s.dispatch(app::ZoomAt{{200, 100}, 1.25}); // a second step of the wheel before the first is done
    double t = 1;
    for (int i = 0; i < 200 && s.wake_in_s(t) == 0; ++i) s.advance(t += 1.0 / 60);
    EXPECT_NEAR(s.state().view.camera.m_per_pt, scale / 1.5625, scale * 1e-6);
    EXPECT_NEAR(ground().x, before.x, 1e-3);
    EXPECT_NEAR(ground().y, before.y, 1e-3);
}

TEST(Session, WritesAFigureInTheBackground) {
    app::Session s(small_data());
    ready(s);
    const std::string path = std::string(ATLAS_TEST_OUTPUT_DIR) + "/session-figure.svg";
    std::filesystem::remove(path);
    app::ExportForm form;
    form.format = "svg";
    form.title = "测试";
    s.dispatch(app::SetExportForm{form});
    s.dispatch(app::ExportFigure{path});
    EXPECT_EQ(s.state().ui.export_state, app::JobState::running);
    s.finish_export();
    EXPECT_EQ(s.state().ui.export_state, app::JobState::done) << s.state().ui.export_result;
    EXPECT_NE(s.state().ui.export_result.find(path), std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(path));
}

TEST(Session, AFigureThatCannotBeWrittenSaysWhy) {
    app::Session s(small_data());
    ready(s);
    s.dispatch(app::ExportFigure{"/no/such/folder/figure.png"});
    s.finish_export();
    EXPECT_EQ(s.state().ui.export_state, app::JobState::failed);
    EXPECT_FALSE(s.state().ui.export_result.empty());
    app::ExportForm form;
    form.page = "own";
    form.own_width = "nan";
    s.dispatch(app::SetExportForm{form});
    s.dispatch(app::ExportFigure{"figure.png"});
    s.finish_export();
    EXPECT_EQ(s.state().ui.export_state, app::JobState::failed);
}

/// What was fitted stays wholly in view when the drawer takes the lower part of the map, without a step of its own in history.
TEST(Session, WhatWasFittedIsFittedAgainToAnotherHeight) {
    app::Session s(small_data());
    ready(s);
    s.begin_history();
    const scene::Camera whole = s.state().view.camera;
    s.resize_map(980, 400);
    s.advance(1);
    EXPECT_TRUE(s.camera_moving()) << "it goes there, it does not jump";
    s.advance(3);
    EXPECT_GT(s.state().view.camera.m_per_pt, whole.m_per_pt);
    EXPECT_FALSE(s.can_undo());
    s.resize_map(980, 852);
    s.advance(4);
    s.advance(6);
    EXPECT_NEAR(s.state().view.camera.m_per_pt, whole.m_per_pt, 1e-6) << "and back";
    s.resize_map(640, 852);
    s.advance(7);
    EXPECT_FALSE(s.camera_moving()) << "a panel at the side leaves the map under the hand";
    s.dispatch(app::SetCamera{app::panned(s.state().view.camera, {40, 0}), false});
    const scene::Camera by_hand = s.state().view.camera;
    s.resize_map(640, 400);
    s.advance(8);
    s.advance(10);
    EXPECT_EQ(s.state().view.camera, by_hand) << "what the hand has moved stays";
}

/// A filter chosen on the way there is a step, and undo leads back to before it.
TEST(Session, AChangeWhileTheMapFollowsTheWindowIsAStep) {
    app::Session s(small_data());
    ready(s);
    s.begin_history();
    s.resize_map(980, 400);
    s.advance(1);
    s.dispatch(app::SetTextOnly{true});
    s.advance(3);
    ASSERT_TRUE(s.can_undo());
    s.dispatch(app::Undo{});
    EXPECT_FALSE(s.state().view.filter.text_only);
}

/// A camera that was fitted into a high map comes back by undo into a low one: what it showed is shown.
TEST(Session, UndoFitsAgainIntoAWindowThatHasChanged) {
    app::Session s(small_data());
    ready(s);
    s.set_animated(false);
    s.begin_history();
    s.dispatch(app::FlyTo{app::FlyTo::What::china, -1});
    s.resize_map(980, 300);
    s.dispatch(app::Undo{});
    s.advance(5);
    app::Session low(small_data());
    low.resize_map(980, 300);
    low.set_animated(false);
    low.dispatch(app::FlyTo{app::FlyTo::What::links, -1});
    EXPECT_NEAR(s.state().view.camera.m_per_pt, low.state().view.camera.m_per_pt, 1e-6);
    EXPECT_FALSE(s.can_undo()) << "no step of its own";
    EXPECT_TRUE(s.can_redo());
}

/// Parties do not lie under the scale and the count.
TEST(Session, WhatFloatsOverTheMapCoversNoPartyOfWhatWasFitted) {
    app::Session s(small_data());
    ready(s);
    s.set_animated(false);
    s.begin_history();
    const geo::Box card{{0, 380}, {500, 852}};
    const auto covered = [&] {
        const geo::Affine to_frame = s.state().view.camera.to_frame(980, 852);
        int n = 0;
        for (const model::PlaceIx p : {0, 1}) n += card.contains(to_frame.apply(s.state().view.camera.projection.forward(*s.data().dataset->position(p)))) ? 1 : 0;
        return n;
    };
    ASSERT_GT(covered(), 0);
    s.dispatch(app::SetFloating{{card}});
    EXPECT_EQ(covered(), 0);
    EXPECT_FALSE(s.can_undo());
    const scene::Camera now = s.state().view.camera;
    s.dispatch(app::SetFloating{{{{300, 0}, {700, 40}}, card}}); // the bar of a tool at the top moves nothing
    EXPECT_EQ(s.state().view.camera, now);
    s.dispatch(app::FlyTo{app::FlyTo::What::link, 0});
    EXPECT_EQ(covered(), 0) << "nor of one link that was asked for";
}

} // namespace
} // namespace atlas
