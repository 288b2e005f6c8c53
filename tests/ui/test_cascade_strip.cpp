// Cascade, strip, reciprocity and gaps: drawn with any data, every number opens what it counts, and the map answers.
#include "ui/world.hpp"

#include <imgui.h>

#include <cmath>
#include <set>

namespace atlas {
namespace {

using app::View;
constexpr View kViews[] = {View::cascade, View::strip, View::reciprocity, View::gaps};

/// The real tables with their links repeated up to this many.
std::shared_ptr<const model::Dataset> many_links(std::size_t n) {
    const auto real = test::real_dataset();
    if (!real) return nullptr;
    model::DatasetParts p;
    const auto copy = [](auto& to, const auto& from) { to.assign(from.begin(), from.end()); };
    copy(p.places, real->places());
    copy(p.plans, real->plans());
    copy(p.mechanisms, real->mechanisms());
    copy(p.domains, real->domains());
    copy(p.corridors, real->corridors());
    copy(p.basins, real->basins());
    for (std::size_t i = 0; i < n; ++i) {
        model::Link l = real->links()[i % real->links().size()];
        l.id += "-" + std::to_string(i);
        p.links.push_back(std::move(l));
    }
    return std::make_shared<const model::Dataset>(std::move(p));
}

/// Neighbouring provinces that the gaps are looked for between, without the base map.
std::vector<std::pair<std::string, std::string>> some_neighbours() { return {{"220000", "210000"}, {"420000", "500000"}, {"510000", "520000"}, {"610000", "500000"}}; }

void open_view(test::Driver& d, View view) {
    d.state() = app::apply(d.state(), app::OpenView{view});
    d.state() = app::apply(d.state(), app::SetDrawer{0.8F});
    d.neighbours = some_neighbours();
    d.rest();
}

void expect_inside_the_drawer(test::Driver& d, float scale, const std::string& what) {
    const ImDrawData* data = ImGui::GetDrawData();
    ASSERT_NE(data, nullptr) << what;
    for (int i = 0; i < data->CmdListsCount; ++i)
        for (const ImDrawVert& v : data->CmdLists[i]->VtxBuffer) ASSERT_TRUE(std::isfinite(v.pos.x) && std::isfinite(v.pos.y)) << what;
    const ui::Layout l = ui::make_layout(d.width * scale, d.height * scale, scale, d.state().ui);
    for (const auto& [id, r] : d.gui().rects().all())
        for (const char* mine : {"cascade-", "strip-", "reciprocity", "gap"})
            if (id.starts_with(mine)) { EXPECT_TRUE(r.x0 >= l.drawer.x0 && r.x1 <= l.drawer.x1) << what << ": " << id << " " << r.x0 << "–" << r.x1 << " outside " << l.drawer.x0 << "–" << l.drawer.x1; }
}

TEST(LinkedViews, DrawWithAnyDataInAnyWindow) {
    ASSERT_TRUE(test::fonts());
    struct Case { const char* name; std::shared_ptr<const model::Dataset> dataset; };
    for (const Case& c : {Case{"empty", test::empty_dataset()}, Case{"small", test::small_dataset()}, Case{"real", test::real_dataset()}, Case{"10,000", many_links(10000)}}) {
        ASSERT_TRUE(c.dataset) << c.name;
        for (const float scale : {1.0F, 2.0F}) {
            test::Driver d(c.dataset, scale);
            d.neighbours = some_neighbours();
            for (const float width : {1600.0F, 700.0F})
                for (const View view : kViews)
                    for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
                        if (c.dataset->links().size() > 5000 && (scale > 1 || lang == model::Lang::en)) continue; // the same path, slow to compute
                        d.width = width;
                        d.state().ui.view = view;
                        d.state().view.lang = lang;
                        d.state().view.theme = lang == model::Lang::zh ? "light" : "dark";
                        d.rest(2);
                        expect_inside_the_drawer(d, scale, std::string(c.name) + (lang == model::Lang::zh ? " zh" : " en"));
                    }
        }
    }
}

TEST(LinkedViews, AProvincesNumberIsWhatItsFilterLeaves) {
    const auto data = test::real_dataset();
    ASSERT_TRUE(data);
    const auto all = filter::apply(*data, {});
    int looked_at = 0;
    for (std::size_t b = 0; b < data->basins().size(); ++b)
        for (const bool text_only : {false, true}) {
            const auto c = filter::cascade(*data, all, static_cast<model::BasinIx>(b), text_only);
            for (std::size_t i = 0; i < c.provinces.size(); ++i) {
                filter::FilterSpec spec;
                spec.text_only = text_only;
                spec.basins = {data->basins()[b].id};
                spec.places = filter::terms_at(*data, c.at[i], c.provinces[i]);
                EXPECT_EQ(filter::apply(*data, spec), c.at[i]) << data->basins()[b].id << " " << data->place(c.provinces[i]).id;
                looked_at += c.at[i].empty() ? 0 : 1;
            }
        }
    EXPECT_GT(looked_at, 30);
    for (std::size_t k = 0; k < data->corridors().size(); ++k)
        for (const auto& node : filter::strip(*data, all, static_cast<model::CorridorIx>(k)).nodes) {
            filter::FilterSpec spec;
            spec.places = filter::terms_at(*data, node.links, node.place);
            EXPECT_EQ(filter::apply(*data, spec), node.links) << data->corridors()[k].id << " " << data->place(node.place).id;
        }
}

TEST(LinkedViews, ABoxOfTheCascadeFiltersAndFiltersBack) {
    test::Driver d(test::real_dataset());
    d.state().ui.views.basin = "b-changjiang";
    open_view(d, View::cascade);
    const auto c = filter::cascade(*d.state().dataset, d.state().shown, app::basin_of_view(d.state()));
    const auto sichuan = d.state().dataset->place_by_id("510000");
    std::size_t number = 0;
    for (std::size_t i = 0; i < c.provinces.size(); ++i)
        if (c.provinces[i] == sichuan) number = c.at[i].size();
    ASSERT_GT(number, 0U);
    d.click("cascade-at:510000");
    EXPECT_EQ(d.state().view.filter.basins, std::vector<std::string>{"b-changjiang"});
    EXPECT_EQ(d.state().view.filter.places.front(), (filter::PlaceTerm{sichuan, false}));
    EXPECT_EQ(d.state().shown.size(), number);
    d.click("cascade-at:510000");
    EXPECT_TRUE(d.state().view.filter.places.empty());
}

TEST(LinkedViews, AStepOpensItsLinksAndAnEmptyOneIsNoButton) {
    test::Driver d(test::real_dataset());
    d.state().ui.views.basin = "b-changjiang";
    open_view(d, View::cascade);
    const auto c = filter::cascade(*d.state().dataset, d.state().shown, app::basin_of_view(d.state()));
    for (std::size_t i = 0; i < c.steps.size(); ++i) {
        if (c.steps[i].links.empty()) continue;
        d.click("cascade-step:" + std::to_string(i));
        d.rest(2);
        std::set<std::string> rows;
        for (const auto& [id, r] : d.gui().rects().all())
            if (id.starts_with("cascade-link:")) rows.insert(id.substr(13));
        ASSERT_FALSE(rows.empty()) << "step " << i;
        for (const std::string& id : rows)
            EXPECT_TRUE(std::any_of(c.steps[i].links.begin(), c.steps[i].links.end(), [&](model::LinkIx l) { return d.state().dataset->link(l).id == id; })) << id << " is not of step " << i;
    }
    // A stem of which no plan is loaded claims nothing.
    const auto data = d.state().dataset;
    int unread = 0, read = 0;
    for (std::size_t b = 0; b < data->basins().size(); ++b)
        for (const auto& s : filter::cascade(*data, filter::apply(*data, {}), static_cast<model::BasinIx>(b)).steps) (s.plans.empty() ? unread : read) += 1;
    EXPECT_GT(unread, 0);
    EXPECT_GT(read, 0);
}

TEST(LinkedViews, APickerIsDrivenByMouseAndKeys) {
    test::Driver d(test::real_dataset());
    open_view(d, View::cascade);
    d.click("cascade-basin");
    d.click("cascade-basin:2");
    const std::string third = d.state().ui.views.basin;
    EXPECT_FALSE(third.empty());
    EXPECT_FALSE(d.gui().rects().find("cascade-basin:2")) << "the list must have closed";
    d.click("cascade-basin");
    d.gui().press_key(ui::Key::down);
    d.frame();
    d.gui().press_key(ui::Key::accept);
    d.rest(2);
    EXPECT_NE(d.state().ui.views.basin, third);
    d.state() = app::apply(d.state(), app::SelectLink{0});
    d.click("cascade-basin");
    d.rest(2);
    ASSERT_TRUE(d.gui().rects().find("cascade-basin:0"));
    d.gui().press_key(ui::Key::escape);
    d.rest(2);
    EXPECT_FALSE(d.gui().rects().find("cascade-basin:0"));
    EXPECT_EQ(d.state().view.selected_link, 0) << "Esc closes the list first and nothing else";
}

TEST(LinkedViews, NamesOfTheStripNeverTouch) {
    const auto data = test::real_dataset();
    ASSERT_TRUE(data);
    test::Driver d(data);
    open_view(d, View::strip);
    for (const float width : {1600.0F, 900.0F})
        for (const auto lang : {model::Lang::zh, model::Lang::en})
            for (const model::Corridor& c : data->corridors()) {
                if (c.nodes.size() < 2) continue;
                d.width = width;
                d.state().view.lang = lang;
                d.state().ui.views.corridor = c.id;
                d.rest(2);
                std::vector<std::pair<std::string, ui::Rect>> names;
                for (const auto& [id, r] : d.gui().rects().all())
                    if (id.starts_with("strip-node:")) names.emplace_back(id, r);
                ASSERT_EQ(names.size(), c.nodes.size()) << c.id;
                for (std::size_t i = 0; i < names.size(); ++i)
                    for (std::size_t k = i + 1; k < names.size(); ++k) {
                        const ui::Rect &a = names[i].second, &b = names[k].second;
                        EXPECT_FALSE(a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1) << c.id << ": " << names[i].first << " lies on " << names[k].first;
                    }
            }
}

TEST(LinkedViews, TheStripAndTheMapAnswerEachOther) {
    const auto data = test::real_dataset();
    ASSERT_TRUE(data);
    test::Driver d(data);
    d.state().ui.views.corridor = "c-yanchangjiang-axis"; // 宜宾 泸州 永川 江津
    open_view(d, View::strip);
    const auto strip = filter::strip(*data, d.state().shown, app::corridor_of_view(d.state()));
    const std::string node = "strip-node:1:" + data->place(strip.nodes[1].place).id;
    const auto r = d.gui().rects().find(node);
    ASSERT_TRUE(r);
    ui::PlainInput over;
    over.mouse_x = r->mid_x();
    over.mouse_y = r->mid_y();
    for (int i = 0; i < 3; ++i) d.frame(over);
    EXPECT_EQ(d.state().ui.hovered_place, strip.nodes[1].place);
    over.mouse_y = r->y1 + 60;
    for (int i = 0; i < 3; ++i) d.frame(over);
    EXPECT_EQ(d.state().ui.hovered_place, model::kNone) << "nothing is pointed at any more";

    ASSERT_FALSE(strip.spans.empty());
    const auto& span = strip.spans.back();
    const std::string ends = std::to_string(span.from) + "-" + std::to_string(span.to);
    d.click(d.gui().rects().find("strip-arc:" + ends) ? "strip-arc:" + ends : "strip-span:" + ends);
    d.rest(2);
    EXPECT_TRUE(d.gui().rects().find("strip-link:" + data->link(span.links[0]).id));

    filter::FilterSpec touching;
    touching.areas.push_back({filter::AreaTerm::Kind::corridor, {}, "c-yanchangjiang-axis", false});
    d.click("strip-touches");
    EXPECT_EQ(d.state().shown.size(), filter::apply(*data, touching).size());
    EXPECT_EQ(d.state().view.filter.areas, (std::vector<filter::AreaTerm>{{filter::AreaTerm::Kind::corridor, {}, "c-yanchangjiang-axis", false}}));
    d.state() = app::apply(d.state(), app::ClearFilter{});
    const std::size_t number = strip.nodes[1].links.size();
    d.click(node);
    EXPECT_EQ(d.state().shown.size(), number);
    EXPECT_EQ(d.state().view.filter.places.front(), (filter::PlaceTerm{strip.nodes[1].place, false}));
}

TEST(LinkedViews, TheLightGoesOutWithTheMouse) {
    const auto data = test::real_dataset();
    ASSERT_TRUE(data);
    test::Driver d(data);
    open_view(d, View::gaps);
    const auto row = d.gui().rects().find("gap:0:0");
    ASSERT_TRUE(row);
    const auto move_to = [&](float x, float y) {
        ui::PlainInput in;
        in.mouse_x = x;
        in.mouse_y = y;
        for (int i = 0; i < 3; ++i) d.frame(in);
    };
    const auto lit = [&] { return d.state().ui.hovered_place; };
    move_to(row->x0 + 20, row->mid_y());
    ASSERT_NE(lit(), model::kNone);
    const ui::Layout l = ui::make_layout(d.width, d.height, 1, d.state().ui);
    move_to(l.left.x0 + 5, l.left.y0 + 200); // straight to another panel
    EXPECT_EQ(lit(), model::kNone);
    move_to(row->x0 + 20, row->mid_y());
    ASSERT_NE(lit(), model::kNone);
    move_to(-1e9F, -1e9F); // out of the window
    EXPECT_EQ(lit(), model::kNone);
    d.under_mouse = {scene::FeatureRef::Kind::place, data->place_by_id("500000")};
    move_to(l.map.mid_x() - 100, l.map.y0 + 60);
    ASSERT_EQ(lit(), data->place_by_id("500000"));
    move_to(l.left.x0 + 5, l.left.y0 + 200); // a place of the map too, not only a link
    EXPECT_EQ(lit(), model::kNone);
}

TEST(LinkedViews, TheStripOpensOnTheCorridorOfTheFilter) {
    const auto data = test::real_dataset();
    ASSERT_TRUE(data);
    app::AppState s = app::first_state(data);
    const auto strip = [&](const char* corridor) {
        s.view.filter.corridors = {corridor};
        s.shown = filter::apply(*data, s.view.filter);
        s.ui.view = View::strip;
        return app::make_views(s, {});
    };
    EXPECT_EQ(data->corridor(strip("c-hachang").strip.corridor).id, "c-hachang");
    EXPECT_EQ(strip("c-hachang").strip_instead_of, model::kNone);
    const app::Views area = strip("c-chuannan-yuxi"); // an area: one inside it, and the view says so
    ASSERT_NE(area.strip_instead_of, model::kNone);
    EXPECT_EQ(data->corridor(area.strip_instead_of).id, "c-chuannan-yuxi");
    const auto& members = data->corridor(area.strip_instead_of).members;
    for (const model::PlaceIx node : data->corridor(area.strip.corridor).nodes)
        EXPECT_TRUE(std::any_of(members.begin(), members.end(), [&](model::PlaceIx m) { return data->inside(node, m); })) << data->place(node).name.zh;
}

TEST(LinkedViews, EveryCountOfReciprocityOpensItsLinks) {
    const auto data = test::real_dataset();
    ASSERT_TRUE(data);
    test::Driver d(data);
    open_view(d, View::reciprocity);
    int opened = 0;
    for (const auto& p : filter::reciprocity_by_plan(*data))
        for (const bool back : {false, true}) {
            const auto& links = back ? p.back_links : p.links;
            const std::string id = "reciprocity:" + data->plan(p.plan).id + "-" + data->plan(p.other_plan).id + (back ? ":back" : "");
            const std::string mirrored = "reciprocity:" + data->plan(p.other_plan).id + "-" + data->plan(p.plan).id + (back ? "" : ":back");
            EXPECT_EQ(d.gui().rects().find(id).has_value(), !links.empty()) << id << ": a 0 is no button";
            EXPECT_EQ(d.gui().rects().find(mirrored).has_value(), !links.empty()) << mirrored;
            if (links.empty()) continue;
            for (const std::string& button : {id, mirrored}) {
                d.click(button);
                d.rest(2);
                EXPECT_TRUE(d.gui().rects().find("reciprocity-link:" + data->link(links[0]).id)) << button;
            }
            ++opened;
        }
    EXPECT_GT(opened, 4);
    for (const auto& p : filter::reciprocity_by_place(*data))
        if (p.state == filter::Reciprocity::not_loaded) { EXPECT_FALSE(d.gui().rects().find("reciprocity-place:" + data->plan(p.plan).id + "-" + data->place(p.place).id + "-:back")); }
}

TEST(LinkedViews, AGapShowsWhatThePlansSayOfItsPlaces) {
    const auto data = test::real_dataset();
    ASSERT_TRUE(data);
    test::Driver d(data);
    d.state() = app::apply(d.state(), app::ToggleFacet{filter::Facet::plan, data->plans()[0].id}); // a filter that would leave nothing
    open_view(d, View::gaps);
    const auto gaps = filter::gaps(*data, some_neighbours());
    const auto first = std::find_if(gaps.begin(), gaps.end(), [](const filter::Gap& g) { return g.rule == filter::Gap::Rule::border; });
    ASSERT_NE(first, gaps.end());
    filter::FilterSpec both;
    for (const model::PlaceIx p : {first->a, first->b}) both.ties.push_back({filter::Tie::Kind::place, {data->place(p).id}});
    const auto wanted = filter::apply(*data, both);
    const filter::FilterSpec before = d.state().view.filter;
    d.click("gap:0:0");
    EXPECT_EQ(d.state().view.filter, wanted.empty() ? before : both) << "both places, or nothing is filtered away";
    if (!wanted.empty()) { EXPECT_EQ(d.state().shown, wanted); }
    EXPECT_EQ((std::set<model::PlaceIx>{d.state().view.selected_place, d.state().view.more_places.at(0)}), (std::set<model::PlaceIx>{first->a, first->b}));
    for (const model::LinkIx l : wanted) EXPECT_NE(data->mechanism(data->link(l).mechanism).code, "cooperation.border") << data->link(l).id << " is what the gap says is missing";
    d.click("gap:0:0");
    EXPECT_EQ(d.state().view.filter, wanted.empty() ? before : filter::FilterSpec{});
    EXPECT_EQ(d.state().view.selected_place, model::kNone);
    d.click("gaps-rule:2"); // jumps: a row of the third rule comes into view
    d.rest(2);
    EXPECT_TRUE(d.gui().rects().find("gap:2:0"));
    d.frame();
}

} // namespace
} // namespace atlas
