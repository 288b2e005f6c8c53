// The evidence card: stated and inferred parties apart, the clause in context, the folder of the plans' texts, and copying.
#include "ui/world.hpp"

#include "app/plan_texts.hpp"

#include "app/citation.hpp"
#include "app/session.hpp"
#include "base/file.hpp"

#include <imgui.h>

#include <filesystem>

#include <algorithm>

namespace atlas {
namespace {

TEST(Evidence, StatedAndInferredPartiesAreToldApartByWords) {
    test::Driver d(test::small_dataset());
    d.state() = app::apply(d.state(), app::SelectLink{0});
    d.rest();
    EXPECT_TRUE(d.gui().rects().find("parties-named"));
    EXPECT_FALSE(d.gui().rects().find("group:not-named"));
    d.state() = app::apply(d.state(), app::SelectLink{1}); // names 泸州 in its quote, not 沿线国家
    d.rest();
    EXPECT_FALSE(d.gui().rects().find("parties-named"));
    EXPECT_TRUE(d.gui().rects().find("parties-inferred"));
    const auto named = d.gui().rects().find("group:named"), other = d.gui().rects().find("group:not-named"), luzhou = d.gui().rects().find("party:0"), road = d.gui().rects().find("party:1");
    ASSERT_TRUE(named && other && luzhou && road);
    EXPECT_TRUE(named->y1 <= luzhou->y0 && luzhou->y1 <= other->y0 && other->y1 <= road->y0) << "each stands under its own heading";
}

TEST(Evidence, TheClauseStandsInTheCardWithItsQuoteInSight) {
    test::Driver d(test::small_dataset());
    app::ClauseShown clause;
    clause.state = app::ClauseShown::State::found;
    for (int i = 0; i < 40; ++i) clause.text += "前面还有很多句话，说的是别的事情。";
    clause.begin = clause.text.size();
    clause.text += "推动宜宾、泸州联动，建设航道";
    clause.end = clause.text.size();
    for (int i = 0; i < 40; ++i) clause.text += "后面也有很多句话。";
    d.clause = &clause;
    d.state() = app::apply(d.state(), app::SelectLink{0});
    d.rest(5);
    const auto box = d.gui().rects().find("clause-text"), quote = d.gui().rects().find("clause-quote");
    ASSERT_TRUE(box && quote);
    EXPECT_TRUE(quote->y0 >= box->y0 && quote->y1 <= box->y1) << "the quote is what is seen first of a long clause";
    const float low = box->height();
    d.click("clause-grow");
    d.rest();
    EXPECT_GT(d.gui().rects().find("clause-text")->height(), 2 * low);
    EXPECT_FALSE(d.gui().rects().find("plans-path"));
    d.click("clause-grow");
    d.click("plans-ask");
    d.rest();
    EXPECT_TRUE(d.gui().rects().find("plans-path")) << "another folder can be named";
    d.gui().press_key(ui::Key::escape);
    d.rest();
    EXPECT_FALSE(d.state().ui.plans_asked);
    EXPECT_EQ(d.state().view.selected_link, 0) << "Esc closes the nearest thing first";
}

TEST(Evidence, TheFolderIsTypedAndItsSentenceShown) {
    test::Driver d(test::small_dataset());
    d.state() = app::apply(d.state(), app::SelectLink{0});
    d.click("plans-ask");
    d.rest();
    ASSERT_TRUE(d.gui().typing()) << "the box has the keyboard at once";
    ui::PlainInput typed;
    typed.text = "/no/such/folder";
    d.frame(typed);
    d.rest(2);
    const auto actions = d.click("plans-take");
    const auto set = std::find_if(actions.begin(), actions.end(), [](const app::Action& a) { return std::holds_alternative<app::SetPlans>(a); });
    ASSERT_NE(set, actions.end());
    EXPECT_EQ(std::get<app::SetPlans>(*set).folder, "/no/such/folder");
    d.state().ui.plans_said = "refused";
    d.rest(3);
    EXPECT_TRUE(d.gui().typing()) << "a refused path is there to be mended at once";
}

TEST(Evidence, CopiesACitationAndNotesThatGoOnCounting) {
    test::Driver d(test::small_dataset());
    d.state() = app::apply(d.state(), app::SelectLink{0});
    d.click("copy-citation");
    EXPECT_EQ(std::string(ImGui::GetClipboardText()), app::citation(*d.state().dataset, d.state().dataset->link(0)));
    EXPECT_FALSE(d.state().ui.notice.empty()) << "copying says that it did";
    d.click("copy-note");
    EXPECT_EQ(std::string(ImGui::GetClipboardText()), app::numbered_note(*d.state().dataset, d.state().dataset->link(0), 1));
    d.state() = app::apply(d.state(), app::SelectLink{1});
    d.gui().press_key(ui::Key::copy_note);
    d.frame();
    EXPECT_EQ(std::string(ImGui::GetClipboardText()), app::numbered_note(*d.state().dataset, d.state().dataset->link(1), 2));
    d.state() = app::apply(d.state(), app::SelectLink{0});
    d.gui().press_key(ui::Key::copy_note);
    d.frame();
    EXPECT_EQ(std::string(ImGui::GetClipboardText()), app::numbered_note(*d.state().dataset, d.state().dataset->link(0), 1)) << "a link keeps its number";
    d.gui().press_key(ui::Key::copy_figure);
    d.frame();
    EXPECT_EQ(std::string(ImGui::GetClipboardText()), app::citation(*d.state().dataset, d.state().dataset->link(0)));
    d.click("notes-again");
    EXPECT_TRUE(d.state().ui.noted.empty());
}

TEST(Evidence, TheSessionReadsTheFolderAndMarksEachQuoteOfThePlan) {
    const std::filesystem::path dir = std::filesystem::path(testing::TempDir()) / "atlas-session-plans";
    std::filesystem::create_directories(dir);
    ASSERT_TRUE(base::write_file((dir / "plan-a.txt").string(), "一、头\n二、身\n(一)a\n(二)b\n(三)c\n(四)d\n(五)推动宜宾、泸州联动，建设航道。\n三、尾\n(一)别的。\n"));
    app::Session s({test::small_dataset(), std::make_shared<const model::Geodata>(), test::fonts()});
    s.dispatch(app::SelectLink{0});
    EXPECT_EQ(s.clause().state, app::ClauseShown::State::no_folder);
    s.dispatch(app::SetPlans{(dir / "missing").string()});
    EXPECT_TRUE(s.state().ui.plans_asked);
    EXPECT_NE(s.state().ui.plans_said.find("missing"), std::string::npos);
    s.dispatch(app::SetPlans{dir.string()});
    EXPECT_TRUE(s.state().ui.plans_said.empty());
    EXPECT_FALSE(s.state().ui.plans_asked);
    EXPECT_EQ(s.state().ui.plans_folder, dir.string());
    ASSERT_EQ(s.clause().state, app::ClauseShown::State::found) << s.clause().said;
    EXPECT_EQ(s.clause().text.substr(s.clause().begin, s.clause().end - s.clause().begin), "推动宜宾、泸州联动，建设航道");
    s.dispatch(app::SelectLink{1});
    EXPECT_EQ(s.clause().state, app::ClauseShown::State::no_quote);
    std::filesystem::remove_all(dir);
}

TEST(Evidence, TheCardAndTheTableUseTheSameWords) {
    for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
        const ui::Strings& words = ui::strings(lang);
        for (std::size_t i = 0; i < std::size(words.stances); ++i) EXPECT_EQ(words.stances[i], filter::stance_name(static_cast<model::Stance>(i)).in(lang));
        for (std::size_t i = 0; i < std::size(words.shapes); ++i) EXPECT_EQ(words.shapes[i], filter::shape_name(static_cast<model::Shape>(i)).in(lang));
    }
}

/// The quote names 成都平原经济区, not the city.
TEST(Evidence, AZoneThatBearsACitysNameDoesNotNameTheCity) {
    const auto data = test::real_dataset();
    const model::Link& link = data->link(data->link_by_id("sichuan-2019-040"));
    ASSERT_NE(link.quote.find("成都平原经济区"), std::string::npos);
    const auto named = app::parties_named(*data, link, link.quote);
    EXPECT_EQ(std::count(named.begin(), named.end(), true), 0);
    const auto also = app::parties_named(*data, link, "成都平原经济区和成都、绵阳市");
    EXPECT_EQ(std::count(also.begin(), also.end(), true), 2);
}

} // namespace
} // namespace atlas
