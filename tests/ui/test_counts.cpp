// One number everywhere: over many random filters, what the bar, the map, the table, the matrix and the right panel say, what
// the facet rows promise, and what the figure with its legend accounts for.
#include "ui/world.hpp"

#include "app/export_form.hpp"
#include "scene/map_builder.hpp"

#include <numeric>
#include <random>
#include <set>

namespace atlas {
namespace {

/// A filter that somebody could have pressed together: what the facet rows offer at each step.
filter::FilterSpec random_filter(const model::Dataset& d, std::mt19937& random) {
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    filter::FilterSpec spec;
    const std::size_t terms = below(4);
    for (std::size_t i = 0; i < terms; ++i) {
        switch (below(7)) {
        case 0: spec.corridors.push_back(d.corridors()[below(d.corridors().size())].id); break;
        case 1: spec.basins.push_back(d.basins()[below(d.basins().size())].id); break;
        case 2: spec.mechanisms.push_back(d.mechanisms()[below(d.mechanisms().size())].code); break;
        case 3: spec.plans.push_back(d.plans()[below(d.plans().size())].id); break;
        case 4: spec.without.push_back({filter::Facet::mechanism, d.mechanisms()[below(d.mechanisms().size())].code}); break;
        case 5: spec.stances.emplace_back(model::to_code(static_cast<model::Stance>(below(4)))); break;
        default: spec.text_only = true;
        }
    }
    return spec;
}

/// The numbers that stand behind this word in the names of what is on the screen.
std::set<std::string> said(test::Driver& d, const std::string& word) {
    std::set<std::string> out;
    for (const auto& [id, r] : d.gui().rects().all())
        if (id.starts_with(word + ":")) out.insert(id.substr(word.size() + 1));
    return out;
}

TEST(Counts, TheSameNumberEverywhere) {
    const auto dataset = test::real_dataset();
    const auto geodata = [] {
        auto read = io::read_geodata(std::string(ATLAS_SOURCE_DIR) + "/geodata", {});
        return read ? std::make_shared<const model::Geodata>(std::move(*read)) : nullptr;
    }();
    ASSERT_TRUE(dataset && geodata);
    scene::MapBuilder builder(dataset, geodata, test::fonts());
    test::Driver d(dataset);
    std::mt19937 random(5);
    std::set<std::size_t> sizes;
    for (int round = 0; round < 60; ++round) {
        const filter::FilterSpec spec = random_filter(*dataset, random);
        d.state() = app::apply(d.state(), app::SetFilter{spec});
        d.state().view.lang = round % 2 == 0 ? model::Lang::zh : model::Lang::en;
        const std::size_t n = filter::apply(*dataset, spec).size();
        const std::set<std::string> number{std::to_string(n)};
        SCOPED_TRACE("round " + std::to_string(round) + ", " + std::to_string(n) + " links");
        sizes.insert(n);
        ASSERT_EQ(d.state().shown.size(), n);
        d.state() = app::apply(d.state(), app::SetRightTab{app::RightTab::evidence});
        d.state() = app::apply(d.state(), app::OpenView{app::View::table});
        d.rest();
        EXPECT_EQ(said(d, "count"), number) << "the bar";
        EXPECT_EQ(said(d, "map-count"), number) << "the map";
        EXPECT_EQ(said(d, "table-count"), number) << "the table";
        if (n > 0) { EXPECT_EQ(said(d, "shown-count"), number) << "the right panel"; }
        EXPECT_EQ(app::make_views(d.state(), {}).table.size(), n);
        // Every link has a plan and a stage: this matrix must account for all of them.
        d.state().ui.views.rows = filter::Facet::plan;
        d.state().ui.views.columns = filter::Facet::stance;
        d.state() = app::apply(d.state(), app::OpenView{app::View::matrix});
        d.rest();
        if (n > 0) { EXPECT_EQ(said(d, "matrix-total"), number) << "the matrix"; }
        // What taking a chip away would bring back is what it brings.
        for (const app::Chip& chip : app::chips(d.state())) {
            const app::AppState without = app::apply(d.state(), chip.remove);
            EXPECT_EQ(without.shown, filter::apply(*dataset, without.view.filter)) << chip.label;
        }
        // A facet row's number is the number of links after it is pressed, as long as nothing of its facet is chosen.
        const app::Derived rows = app::derive(d.state());
        for (const filter::FacetValue& v : rows.of(app::LeftTab::plan)) {
            if (!spec.plans.empty() || std::find(spec.without.begin(), spec.without.end(), filter::Without{filter::Facet::plan, v.id}) != spec.without.end()) break;
            const app::AppState pressed = app::apply(d.state(), app::ToggleFacet{filter::Facet::plan, v.id});
            EXPECT_EQ(static_cast<std::size_t>(v.count), pressed.shown.size()) << v.id;
        }
        // NOT within the facet itself does not make its numbers lie: a press on another value leaves what stands beside it.
        for (const filter::FacetValue& v : rows.of(app::LeftTab::mechanism)) {
            if (!spec.mechanisms.empty()) break;
            const bool unwanted = std::find(spec.without.begin(), spec.without.end(), filter::Without{filter::Facet::mechanism, v.id}) != spec.without.end();
            const app::AppState pressed = unwanted ? app::apply(d.state(), app::ToggleWithout{filter::Facet::mechanism, v.id}) : app::apply(d.state(), app::ToggleFacet{filter::Facet::mechanism, v.id});
            EXPECT_EQ(static_cast<std::size_t>(v.count), pressed.shown.size() - (unwanted ? n : 0)) << v.id;
        }
        // The map of the figure accounts for each link once, and its legend's families for all that it shows.
        scene::MapView view;
        view.width_pt = 700;
        view.height_pt = 500;
        view.camera = builder.fit(scene::Extent::china, d.state().shown, {}, view.width_pt, view.height_pt);
        const scene::MapContents c = builder.build(view, d.state().shown).contents;
        EXPECT_EQ(c.links_drawn + c.links_inside + c.links_unmapped + c.links_outside + c.links_repeated + c.links_hidden, static_cast<int>(n));
        EXPECT_EQ(std::accumulate(c.family_links.begin(), c.family_links.end(), 0), c.links_shown()) << "the legend's families";
    }
    EXPECT_GT(sizes.size(), 15U) << "the filters were too alike to tell anything";
}

} // namespace
} // namespace atlas
