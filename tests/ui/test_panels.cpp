// Every panel is drawn with no data, a small dataset and the real one, in both languages and themes, at 100 and 200 %.
#include "ui/world.hpp"

#include "style/colour_check.hpp"
#include "ui/tokens.hpp"

#include <imgui.h>

#include <cmath>

namespace atlas {
namespace {

struct Case {
    const char* name;
    std::shared_ptr<const model::Dataset> dataset;
};

std::vector<Case> cases() { return {{"empty", test::empty_dataset()}, {"small", test::small_dataset()}, {"real", test::real_dataset()}}; }

void expect_sound_frame(const char* what) {
    const ImDrawData* data = ImGui::GetDrawData();
    ASSERT_NE(data, nullptr) << what;
    EXPECT_GT(data->TotalVtxCount, 500) << what << ": the frame is nearly empty";
    for (int i = 0; i < data->CmdListsCount; ++i)
        for (const ImDrawVert& v : data->CmdLists[i]->VtxBuffer)
            ASSERT_TRUE(std::isfinite(v.pos.x) && std::isfinite(v.pos.y)) << what << ": a vertex has no place";
}

TEST(Panels, DrawWithAnyData) {
    ASSERT_TRUE(test::fonts());
    for (const Case& c : cases()) {
        ASSERT_TRUE(c.dataset) << c.name;
        for (const float scale : {1.0f, 2.0f}) {
            test::Driver d(c.dataset, scale);
            for (const model::Lang lang : {model::Lang::zh, model::Lang::en})
                for (const char* theme : {"light", "dark"})
                    for (const auto left : {app::LeftTab::corridor, app::LeftTab::basin, app::LeftTab::mechanism, app::LeftTab::plan})
                        for (const auto right : {app::RightTab::evidence, app::RightTab::place, app::RightTab::layers}) {
                            d.state().view.lang = lang;
                            d.state().view.theme = theme;
                            d.state().ui.left = left;
                            d.state().ui.right = right;
                            d.frame();
                            expect_sound_frame(c.name);
                        }
        }
    }
}

TEST(Panels, ThePageViewDrawsWithAnyDataAndStaysInItsColumns) {
    for (const Case& c : cases())
        for (const float scale : {1.0f, 2.0f}) {
            test::Driver d(c.dataset, scale);
            d.state() = app::apply(d.state(), app::OpenExport{true});
            for (const model::Lang lang : {model::Lang::zh, model::Lang::en})
                for (const char* theme : {"light", "dark"})
                    for (const char* format : {"png", "pdf", "svg"})
                        for (const auto box : {app::ProjectBox::closed, app::ProjectBox::save, app::ProjectBox::open}) {
                            d.state().view.lang = lang;
                            d.state().view.theme = theme;
                            d.state().ui.form.format = format;
                            d.state().ui.form.page = format == std::string("svg") ? "own" : "a4-landscape";
                            d.state().ui.project_box = box;
                            d.frame();
                            expect_sound_frame(c.name);
                            const ui::PageRects columns = ui::make_page_rects(1600 * scale, 900 * scale, scale);
                            for (const auto& [id, r] : d.gui().rects().all())
                                if (id.starts_with("export-") && id != "export-close") { EXPECT_TRUE(r.x0 >= columns.form.x0 && r.x1 <= columns.form.x1) << id; }
                        }
        }
}

TEST(Panels, EveryLinkHasACard) {
    test::Driver d(test::real_dataset());
    const auto links = d.state().dataset->links();
    ASSERT_GT(links.size(), 100u);
    for (std::size_t i = 0; i < links.size(); ++i) {
        d.state() = app::apply(d.state(), app::SelectLink{static_cast<model::LinkIx>(i)});
        d.frame();
        EXPECT_TRUE(d.gui().rects().find("evidence-clause:" + links[i].clause)) << links[i].id;
        EXPECT_TRUE(d.gui().rects().find("party:0")) << links[i].id << ": no party on its card";
        EXPECT_EQ(d.gui().rects().find("show-on-map").has_value(), links[i].mappable) << links[i].id;
    }
}

TEST(Panels, AnUnmappedLinkSaysSo) {
    test::Driver d(test::small_dataset());
    ASSERT_FALSE(d.state().dataset->link(1).mappable);
    d.state() = app::apply(d.state(), app::SelectLink{1});
    d.rest();
    EXPECT_FALSE(d.gui().rects().find("show-on-map"));
    EXPECT_TRUE(d.gui().rects().find("copy-quote"));
}

TEST(Panels, StayInsideTheirRectangles) {
    test::Driver d(test::real_dataset());
    for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
        d.state().view.lang = lang;
        d.state() = app::apply(d.state(), app::SelectLink{0});
        d.rest();
        const ui::Layout l = d.gui().layout(d.state().ui, 1600, 900);
        for (const auto& [id, r] : d.gui().rects().all()) {
            const bool right = id.rfind("party:", 0) == 0 || id.rfind("tag:", 0) == 0 || id.rfind("related:", 0) == 0 || id == "copy-quote";
            const bool left = id.rfind("corridor:", 0) == 0;
            if (right) { EXPECT_TRUE(r.x0 >= l.right.x0 && r.x1 <= l.right.x1 + 0.5f) << id; }
            if (left) { EXPECT_TRUE(r.x0 >= l.left.x0 && r.x1 <= l.left.x1 + 0.5f) << id; }
        }
    }
}

TEST(Panels, BarPartsDoNotOverlap) {
    test::Driver d(test::real_dataset());
    for (const auto& corridor : d.state().dataset->corridors()) // more chips than fit
        if (d.state().view.filter.corridors.size() < 12) d.state() = app::apply(d.state(), app::ToggleFacet{filter::Facet::corridor, corridor.id});
    for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
        d.state().view.lang = lang;
        d.rest();
        std::vector<std::pair<std::string, ui::Rect>> parts;
        for (const auto& [id, r] : d.gui().rects().all())
            if (r.y1 <= 48 && id != "count") parts.emplace_back(id, r);
        ASSERT_GT(parts.size(), 8u);
        for (std::size_t i = 0; i < parts.size(); ++i)
            for (std::size_t k = i + 1; k < parts.size(); ++k) {
                const ui::Rect &a = parts[i].second, &b = parts[k].second;
                EXPECT_FALSE(a.x0 < b.x1 - 0.5f && b.x0 < a.x1 - 0.5f && a.y0 < b.y1 && b.y0 < a.y1) << parts[i].first << " lies on " << parts[k].first;
            }
    }
}

TEST(Panels, QuietWordsCanBeRead) {
    for (const bool dark : {false, true}) {
        const ui::Tokens t = ui::make_tokens(dark, 1);
        EXPECT_GE(style::contrast(t.soft, t.panel), 4.5) << dark;
        EXPECT_GE(style::contrast(t.soft, t.accent_wash), 4.5) << dark; // what was faint on a chosen row
        EXPECT_GE(style::contrast(t.ink, t.accent_wash), 7) << dark;
        if (dark) { EXPECT_GE(style::contrast(t.faint, t.panel), 4.5); }
    }
}

TEST(Panels, WordsAreInBothTables) {
    const auto zh = ui::all_strings(model::Lang::zh), en = ui::all_strings(model::Lang::en);
    ASSERT_EQ(zh.size(), en.size());
    for (std::size_t i = 0; i < zh.size(); ++i) {
        ASSERT_NE(zh[i], nullptr) << "text " << i << " is missing in Chinese; in English it is " << (en[i] ? en[i] : "missing too");
        ASSERT_NE(en[i], nullptr) << "text " << i << " is missing in English; in Chinese it is " << zh[i];
        EXPECT_NE(std::string(zh[i]), "");
        EXPECT_NE(std::string(en[i]), "");
        for (const char* p = en[i]; *p; ++p) // no hanzi left in the English table
            EXPECT_FALSE(static_cast<unsigned char>(*p) >= 0xE4 && static_cast<unsigned char>(*p) <= 0xE9) << en[i];
    }
}

} // namespace
} // namespace atlas
