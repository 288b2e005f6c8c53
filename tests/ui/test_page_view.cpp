// The page view under the hand: the form, the desk, the checks and the project box.
#include "ui/world.hpp"

namespace atlas {
namespace {

template <class T>
const T* last_of(const std::vector<app::Action>& actions) {
    const T* found = nullptr;
    for (const app::Action& a : actions)
        if (const auto* t = std::get_if<T>(&a)) found = t;
    return found;
}

test::Driver opened() {
    test::Driver d(test::real_dataset());
    d.rest();
    d.gui().press_key(ui::Key::export_figure);
    d.frame();
    EXPECT_TRUE(d.state().ui.export_open);
    return d;
}

void type(test::Driver& d, const std::string& field, const std::string& words) {
    d.click(field);
    ui::PlainInput typed;
    typed.text = words;
    d.frame(typed);
    d.rest();
}

TEST(PageView, TheFormMakesTheSpec) {
    test::Driver d = opened();
    d.click("export-page:5");
    d.click("export-frame:2");
    d.click("export-theme:2");
    d.click("export-lang:1");
    type(d, "export-title", "川渝合作");
    d.click("export-use:1");
    d.rest();
    type(d, "export-review", "GS(2024)0001");
    d.click("export-evidence");
    d.click("export-locator");
    d.click("export-dated");
    d.click("export-inset:1");
    d.click("export-roll-up:3");
    const auto spec = app::figure_spec(d.state());
    ASSERT_TRUE(spec.ok());
    EXPECT_NEAR(spec->page.width_mm, 338.67, 0.01);
    EXPECT_FALSE(spec->camera.has_value());
    EXPECT_EQ(spec->extent, scene::Extent::china);
    EXPECT_EQ(spec->view.theme, "dark");
    EXPECT_EQ(spec->view.lang, model::Lang::en);
    EXPECT_EQ(d.state().view.lang, model::Lang::zh) << "the page has its own language";
    EXPECT_EQ(spec->title, "川渝合作");
    EXPECT_EQ(spec->use, exporter::Use::open);
    EXPECT_EQ(spec->review_number, "GS(2024)0001");
    EXPECT_TRUE(spec->evidence);
    EXPECT_FALSE(spec->locator);
    EXPECT_TRUE(spec->date.empty());
    EXPECT_EQ(spec->inset, exporter::InsetMode::always);
    EXPECT_EQ(spec->view.roll_up, scene::RollUp::province);
    // A number is printed only on an open figure, but not forgotten.
    d.click("export-use:0");
    EXPECT_TRUE(app::figure_spec(d.state())->review_number.empty());
    EXPECT_EQ(d.state().ui.form.review_number, "GS(2024)0001");
}

TEST(PageView, AnOwnPageIsTypedAndRefusedWithASentence) {
    test::Driver d = opened();
    d.click("export-page:7");
    EXPECT_TRUE(d.gui().rects().find("page"));
    d.state().ui.form.own_width = "5";
    d.rest();
    EXPECT_FALSE(d.gui().rects().find("page")) << "there is no page of 5 mm";
    EXPECT_FALSE(last_of<app::ExportFigure>(d.click("export-write")));
    for (const char* bad : {"", "nan", "-200", "1e9", "99999999"}) {
        d.state().ui.form.own_width = bad;
        EXPECT_FALSE(app::figure_spec(d.state()).ok()) << bad;
        d.frame();
    }
}

TEST(PageView, WritesWhatItShows) {
    test::Driver d = opened();
    d.state().ui.form.folder = "/tmp";
    d.click("export-format:1");
    d.click("export-format:1");
    const auto actions = d.click("export-write");
    const auto* e = last_of<app::ExportFigure>(actions);
    ASSERT_TRUE(e);
    EXPECT_EQ(e->path, "/tmp/" + app::default_file_name(d.state()) + ".pdf");
    EXPECT_FALSE(d.gui().rects().find("left-tab:1")) << "nothing of the map is under the page view";
    EXPECT_TRUE(last_of<app::CopyFigure>(d.click("export-copy")));
}

TEST(PageView, ARunningExportCanBeCancelled) {
    test::Driver d = opened();
    d.state() = app::apply(d.state(), app::SetExportResult{app::JobState::running, "…"});
    EXPECT_TRUE(last_of<app::CancelExport>(d.click("export-cancel")));
    EXPECT_FALSE(d.gui().rects().find("export-write"));
}

TEST(PageView, TheWheelZoomsToTheMouseAndADragMovesThePage) {
    test::Driver d = opened();
    d.rest();
    const auto desk = d.gui().rects().find("desk");
    ASSERT_TRUE(desk);
    const geo::Vec2 page_pt{297 * 72 / 25.4, 210 * 72 / 25.4}, size{desk->width(), desk->height()};
    const auto place = [&] { return app::place_page(page_pt, size, ui::kDeskMargin, d.state().ui.look); };
    ui::PlainInput at;
    at.mouse_x = desk->x0 + 400;
    at.mouse_y = desk->y0 + 400;
    const auto turn = [&](int steps) {
        for (int i = 0; i < steps; ++i) {
            at.wheel = 1;
            d.frame(at);
        }
        at.wheel = 0;
    };
    d.frame(at);
    turn(3); // until the page is larger than the desk: a smaller one stays in the middle
    const geo::Vec2 before = place().to_page({400, 400});
    const double scale = place().px_per_pt;
    turn(2);
    EXPECT_NEAR(place().px_per_pt, scale * 1.25 * 1.25, 1e-9);
    EXPECT_NEAR(place().to_page({400, 400}).x, before.x, 1.5 / place().px_per_pt) << "the point under the mouse stays";
    EXPECT_NEAR(place().to_page({400, 400}).y, before.y, 1.5 / place().px_per_pt);
    const app::PagePlace from = place();
    at.mouse_down = true;
    d.frame(at);
    at.mouse_x -= 50;
    at.mouse_y -= 30;
    d.frame(at);
    at.mouse_down = false;
    d.frame(at);
    EXPECT_EQ(place().x, from.x - 50);
    EXPECT_EQ(place().y, from.y - 30);
    // The scale stops at the file's own pixels on the way, and the buttons go there and back.
    d.click("page-full");
    EXPECT_DOUBLE_EQ(d.state().ui.look.px_per_pt, 300 / 72.0);
    d.click("page-fit");
    EXPECT_EQ(d.state().ui.look.px_per_pt, 0);
}

TEST(PageView, ZoomingNeverStepsOverTheFilesOwnPixels) {
    const geo::Vec2 page{842, 595}, desk{900, 700};
    const double full = 300 / 72.0;
    app::PageLook look;
    bool stopped = false;
    for (int i = 0; i < 30; ++i) {
        look = app::zoomed_page(page, desk, 28, look, {450, 350}, 1.25, full);
        stopped = stopped || look.px_per_pt == full;
        EXPECT_LE(look.px_per_pt, full * 4 + 1e-9);
    }
    EXPECT_TRUE(stopped);
    for (int i = 0; i < 60; ++i) look = app::zoomed_page(page, desk, 28, look, {450, 350}, 0.8, full);
    EXPECT_GT(look.px_per_pt, 0.05);
}

std::shared_ptr<app::PageFindings> findings(app::Finding::Severity severity) {
    auto out = std::make_shared<app::PageFindings>();
    out->list = {{severity, "LAW5", {"缺少南海诸岛", "The islands are missing"}, {"加附图", "Add the inset"}, geo::Box{{100, 100}, {200, 160}}},
                 {app::Finding::Severity::passed, "LAW6", {"合格", "fine"}, {}, std::nullopt}};
    return out;
}

TEST(PageView, AFindingIsShownOnThePage) {
    test::Driver d = opened();
    d.page.findings = findings(app::Finding::Severity::warning);
    d.page.checked = true;
    d.state().ui.look = {300 / 72.0, {700, 500}};
    const auto clicked = d.click("finding:0");
    EXPECT_TRUE(last_of<app::SetPageLook>(clicked));
    d.rest();
    const auto flash = d.gui().rects().find("flash"), page = d.gui().rects().find("page");
    ASSERT_TRUE(flash && page);
    const double k = page->width() / (297 * 72 / 25.4);
    EXPECT_NEAR(flash->mid_x(), page->x0 + 150 * k, 2);
    EXPECT_NEAR(flash->mid_y(), page->y0 + 130 * k, 2);
    EXPECT_FALSE(d.gui().rects().find("finding:1")) << "what passed is only counted";
    for (int i = 0; i < 200; ++i) d.frame();
    EXPECT_FALSE(d.gui().rects().find("flash")) << "for a moment only";
}

TEST(PageView, AnOpenFigureWithABlockerIsNotWritten) {
    test::Driver d = opened();
    d.page.findings = findings(app::Finding::Severity::blocker);
    d.page.checked = true;
    EXPECT_TRUE(last_of<app::ExportFigure>(d.click("export-write"))) << "an internal figure may be";
    d.state().ui.form.use = exporter::Use::open;
    EXPECT_FALSE(last_of<app::ExportFigure>(d.click("export-write")));
    EXPECT_FALSE(last_of<app::CopyFigure>(d.click("export-copy")));
    d.page.findings = findings(app::Finding::Severity::warning);
    EXPECT_TRUE(last_of<app::ExportFigure>(d.click("export-write")));
    d.page.checked = false; // findings of an older form say nothing about this one
    EXPECT_FALSE(last_of<app::ExportFigure>(d.click("export-write")));
}

/// Presses, moves by a step and lets go; the actions of the way.
std::vector<app::Action> drag(test::Driver& d, float x, float y, float dx, float dy, bool alt = false) {
    ui::PlainInput at;
    at.mouse_x = x;
    at.mouse_y = y;
    at.alt = alt;
    std::vector<app::Action> all;
    const auto step = [&](bool down) {
        at.mouse_down = down;
        for (auto& a : d.frame(at)) all.push_back(std::move(a));
    };
    step(false);
    step(false);
    step(true);
    at.mouse_x += dx / 2;
    at.mouse_y += dy / 2;
    step(true);
    at.mouse_x += dx / 2;
    at.mouse_y += dy / 2;
    step(true);
    step(false);
    return all;
}

int nudges(const std::vector<app::Action>& actions) {
    int n = 0;
    for (const app::Action& a : actions) n += std::holds_alternative<app::NudgeLabel>(a);
    return n;
}

TEST(Labels, DraggedOnThePageTheyMoveByMillimetresInOneStep) {
    test::Driver d = opened();
    d.page.current = true;
    d.label = scene::LabelHit{"place:510500", geo::Box{{300, 200}, {340, 212}}};
    d.rest();
    const auto page = d.gui().rects().find("page");
    ASSERT_TRUE(page);
    const double k = page->width() / (297 * 72 / 25.4); // px a pt
    const auto x = static_cast<float>(page->x0 + 320 * k), y = static_cast<float>(page->y0 + 206 * k);
    const auto actions = drag(d, x, y, 40, -20);
    EXPECT_EQ(nudges(actions), 1) << "one step of history, not one for each move of the mouse";
    EXPECT_FALSE(last_of<app::SetPageLook>(actions)) << "the page stays";
    ASSERT_EQ(d.state().view.nudges.size(), 1u);
    const double mm = k * 72 / 25.4;
    EXPECT_EQ(d.state().view.nudges[0].label, "place:510500");
    EXPECT_NEAR(d.state().view.nudges[0].dx_mm, 40 / mm, 0.02);
    EXPECT_NEAR(d.state().view.nudges[0].dy_mm, -20 / mm, 0.02);
    d.rest(40);
    drag(d, x, y, 10, 0); // again: on top of where it was
    EXPECT_NEAR(d.state().view.nudges[0].dx_mm, 50 / mm, 0.02);
    // A click is no drag, two are "back where it belongs".
    d.rest(40);
    EXPECT_EQ(nudges(d.click_at(x, y)), 0);
    d.click_at(x, y);
    EXPECT_TRUE(d.state().view.nudges.empty());
    d.page.current = false;
    d.rest(40);
    EXPECT_EQ(nudges(drag(d, x, y, 40, 0)), 0) << "on a picture of another form labels are not where they seem";
}

TEST(Labels, OnTheMapOnlyWithAlt) {
    test::Driver d(test::real_dataset());
    d.rest();
    const ui::Rect map = d.gui().layout(d.state().ui, 1600, 900).map;
    d.label = scene::LabelHit{"river:长江", geo::Box{{300, 200}, {340, 212}}};
    const float x = map.x0 + 320, y = map.y0 + 206;
    EXPECT_EQ(nudges(drag(d, x, y, 30, 15)), 0);
    const scene::Camera camera = d.state().view.camera;
    d.rest(40);
    EXPECT_EQ(nudges(drag(d, x, y, 30, 15, true)), 1);
    EXPECT_TRUE(d.state().view.camera == camera) << "the paper stays";
    ASSERT_EQ(d.state().view.nudges.size(), 1u);
    EXPECT_NEAR(d.state().view.nudges[0].dx_mm, 30 * 25.4 / 72, 0.01);
    EXPECT_NEAR(d.state().view.nudges[0].dy_mm, 15 * 25.4 / 72, 0.01);
}

TEST(PageView, ANarrowWindowKeepsTheChecksBehindATab) {
    for (const float scale : {1.0f, 2.0f})
        for (const float width : {640.f, 900.f, 1600.f, 2560.f}) {
            const ui::PageRects r = ui::make_page_rects(width, 900, scale);
            EXPECT_LE(r.form.x1, r.desk.x0);
            EXPECT_LE(r.desk.x1, r.checks.x0);
            EXPECT_EQ(r.checks.x1, width);
        }
    EXPECT_EQ(ui::make_page_rects(900, 600, 1).checks.width(), 0);
    EXPECT_GT(ui::make_page_rects(1600, 900, 1).checks.width(), 0);
}

TEST(PageView, EscapeLeavesTheFieldThenThePage) {
    test::Driver d = opened();
    d.click("export-title");
    d.rest();
    ASSERT_TRUE(d.gui().typing());
    d.gui().press_key(ui::Key::escape);
    d.rest();
    EXPECT_TRUE(d.state().ui.export_open);
    d.gui().press_key(ui::Key::escape);
    d.rest();
    EXPECT_FALSE(d.state().ui.export_open);
}

TEST(ProjectBox, TypedPathsAreSavedAndOpened) {
    test::Driver d(test::real_dataset());
    d.rest();
    d.gui().press_key(ui::Key::save_project);
    d.rest(4);
    ASSERT_EQ(d.state().ui.project_box, app::ProjectBox::save);
    ASSERT_TRUE(d.gui().typing()) << "the field has the keyboard at once";
    d.gui().press_key(ui::Key::accept);
    const auto saved = d.frame();
    const auto* save = last_of<app::SaveProject>(saved);
    ASSERT_TRUE(save);
    EXPECT_EQ(save->path, app::default_file_name(d.state()) + ".atlas.json");
    d.state() = app::apply(d.state(), app::OpenProjectBox{app::ProjectBox::open});
    d.rest(4);
    ui::PlainInput typed;
    typed.text = "/tmp/图.png";
    d.frame(typed);
    const auto opened_actions = d.click("project-go");
    const auto* open = last_of<app::OpenProject>(opened_actions);
    ASSERT_TRUE(open);
    EXPECT_EQ(open->path, "/tmp/图.png");
    d.gui().press_key(ui::Key::escape);
    d.frame();
    EXPECT_EQ(d.state().ui.project_box, app::ProjectBox::closed);
    // A project that has a file is saved without a question.
    d.state().ui.project_file = "/tmp/a.atlas.json";
    d.gui().press_key(ui::Key::save_project);
    const auto again = d.frame();
    ASSERT_TRUE(last_of<app::SaveProject>(again));
    EXPECT_EQ(last_of<app::SaveProject>(again)->path, "/tmp/a.atlas.json");
}

TEST(ProjectBox, ThePathIsSelectedAndTheKeysBehindRest) {
    test::Driver d(test::real_dataset());
    d.state() = app::apply(d.state(), app::OpenProjectBox{app::ProjectBox::save});
    d.rest(5);
    for (const ui::Key key : {ui::Key::export_figure, ui::Key::search, ui::Key::larger, ui::Key::undo, ui::Key::zoom_in, ui::Key::open_project}) d.gui().press_key(key);
    EXPECT_TRUE(d.frame().empty()) << "nothing behind the box answers";
    ui::PlainInput typed;
    typed.text = "a.json";
    d.frame(typed);
    d.frame();
    d.gui().press_key(ui::Key::accept);
    auto sent = d.frame();
    ASSERT_TRUE(last_of<app::SaveProject>(sent));
    EXPECT_EQ(last_of<app::SaveProject>(sent)->path, "a.json") << "typing replaces the path that stood there";
    // The box stayed open, so it could not be saved: what is typed now goes on behind the path.
    d.state().ui.project_said = "why";
    d.rest(4);
    ASSERT_TRUE(d.gui().typing());
    typed.text = "x";
    d.frame(typed);
    d.gui().press_key(ui::Key::accept);
    sent = d.frame();
    ASSERT_TRUE(last_of<app::SaveProject>(sent));
    EXPECT_EQ(last_of<app::SaveProject>(sent)->path, "a.jsonx");
}

} // namespace
} // namespace atlas
