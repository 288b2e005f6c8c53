// Numbers and names that tell what a line stands for and where it goes: never on each other, always at their own line.
#include "golden/figure_world.hpp"
#include "geo/curve.hpp"
#include "scene/hit_test.hpp"
#include "scene/link_ends.hpp"

using namespace atlas;
using filter::Facet;
using scene::Extent;
using scene::FeatureRef;
using scene::RollUp;
using testing_world::world;

namespace {

scene::MapView view_of(Extent extent, const std::vector<model::LinkIx>& links, RollUp level, const std::vector<std::string>& corridors) {
    scene::MapView v;
    v.width_pt = 640; // the frame of an A4 page
    v.height_pt = 480;
    v.camera = world().builder->fit(extent, links, corridors, v.width_pt, v.height_pt);
    v.theme = "print";
    v.roll_up = level;
    v.corridors = corridors;
    return v;
}
filter::FilterSpec of(Facet facet, const std::string& value) { return testing_world::spec({{facet, value}}).filter; }

struct Built {
    std::vector<model::LinkIx> links;
    scene::MapView view;
    scene::BuiltMap map;
};
Built built(Extent extent, const filter::FilterSpec& filter, RollUp level, bool clauses = false) {
    Built b;
    b.links = filter::apply(*world().dataset, filter);
    b.view = view_of(extent, b.links, level, filter.corridors);
    if (clauses) for (std::size_t i = 0; i < b.links.size(); ++i) b.view.notes[b.links[i]] = static_cast<int>(i) + 1;
    b.map = world().builder->build(b.view, b.links);
    return b;
}

std::vector<const scene::DrawText*> texts_in(const scene::DisplayList& list, const std::set<std::string>& layers) {
    std::vector<const scene::DrawText*> out;
    std::vector<std::string> open;
    for (const auto& c : list.commands) {
        if (const auto* l = std::get_if<scene::BeginLayer>(&c)) open.push_back(l->id);
        else if (std::holds_alternative<scene::EndLayer>(c)) open.pop_back();
        else if (const auto* t = std::get_if<scene::DrawText>(&c); t != nullptr && !open.empty() && layers.count(open.back())) out.push_back(t);
    }
    return out;
}
geo::Box box_of(const scene::DrawText& t) {
    geo::Box b;
    for (const geo::Box& g : scene::glyph_boxes(t)) b.add(g);
    return b;
}
const scene::DrawText* label_of(const Built& b, const std::string& words) {
    for (const auto* t : texts_in(*b.map.overlay, {"labels"})) if (t->utf8 == words) return t;
    return nullptr;
}

} // namespace

TEST(Marks, NumbersNeverOverlap) {
    for (const auto& [extent, filter, level] : {std::tuple{Extent::china, filter::FilterSpec{}, RollUp::province}, {Extent::corridor, of(Facet::corridor, "川渝"), RollUp::prefecture},
                                                {Extent::corridor, of(Facet::corridor, "川南渝西"), RollUp::none}, {Extent::corridor, of(Facet::corridor, "川南渝西"), RollUp::prefecture},
                                                {Extent::links, of(Facet::plan, "guizhou-2020"), RollUp::province}}) {
        const Built b = built(extent, filter, level);
        const auto numbers = texts_in(*b.map.overlay, {"link-numbers", "inside"});
        EXPECT_GE(numbers.size(), 4u);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            for (std::size_t k = i + 1; k < numbers.size(); ++k)
                EXPECT_FALSE(box_of(*numbers[i]).intersects(box_of(*numbers[k]))) << numbers[i]->utf8 << " and " << numbers[k]->utf8 << " at " << box_of(*numbers[i]).center().x;
    }
}

TEST(Marks, ASmallMapRepeatsNoNumbers) {
    Built b = built(Extent::china, {}, RollUp::province);
    b.view.numbers = false;
    const auto map = world().builder->build(b.view, b.links);
    EXPECT_TRUE(texts_in(*map.overlay, {"link-numbers", "inside", "clause-numbers"}).empty());
}

TEST(Marks, ClauseNumbersStandAtTheirOwnLine) {
    const Built b = built(Extent::links, of(Facet::corridor, "泸永江"), RollUp::none, true);
    const auto numbers = texts_in(*b.map.overlay, {"clause-numbers"});
    ASSERT_GE(numbers.size(), 3u);
    EXPECT_TRUE(b.map.contents.clause_numbers);
    for (const auto* t : numbers) {
        ASSERT_EQ(t->ref.kind, FeatureRef::Kind::link);
        const auto folded = b.map.contents.folded_links.find(t->ref.index);
        if (folded == b.map.contents.folded_links.end()) {
            EXPECT_EQ(t->utf8, std::to_string(b.view.notes.at(t->ref.index)));
        }
        double nearest = 1e9;
        for (const auto& c : b.map.overlay->commands)
            if (const auto* s = std::get_if<scene::StrokePath>(&c); s != nullptr && s->ref.kind == FeatureRef::Kind::link && s->ref.index == t->ref.index)
                nearest = std::min(nearest, geo::distance_to_line(box_of(*t).center(), s->path->points));
        EXPECT_LT(nearest, 12) << t->utf8;
    }
}

TEST(Marks, LinesToARegionEndApartOnItsBorder) {
    scene::End square;
    square.at = {50, 50};
    square.drawn = true;
    square.outline = {{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}};
    std::vector<geo::Vec2> taken;
    for (int i = 0; i < 8; ++i) {
        const geo::Vec2 p = scene::EndFinder::free_border(square, {50, -80}, taken, 5);
        EXPECT_LT(geo::distance_to_line(p, square.outline.front()), 0.01);
        EXPECT_LT(p.y, 60) << "not round the back";
        for (const geo::Vec2 t : taken) EXPECT_GE(geo::length(t - p), 4.99);
        taken.push_back(p);
    }
    EXPECT_NEAR(taken.front().x, 50, 1e-6); // the first has the straight way
}

TEST(Marks, PartnersBeyondTheFrameAreNamedAtItsEdge) {
    const Built b = built(Extent::china, {}, RollUp::province);
    for (const char* name : {"至俄罗斯", "至美国", "至德国"}) { // at the edge only: not as a neighbour too; again where another line leaves far off
        std::vector<geo::Box> boxes;
        for (const auto* l : texts_in(*b.map.overlay, {"labels"})) if (l->utf8 == name) boxes.push_back(box_of(*l));
        ASSERT_FALSE(boxes.empty()) << name;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            EXPECT_LT(std::min({boxes[i].min.x, boxes[i].min.y, b.view.width_pt - boxes[i].max.x, b.view.height_pt - boxes[i].max.y}), 30) << name;
            for (std::size_t k = 0; k < i; ++k) { EXPECT_GT(geo::length(boxes[i].center() - boxes[k].center()), 80) << name; }
        }
    }
}

/// "to Qinghai" beside the sign of Sichuan would be read as its name: in a small window, close up, with all links.
TEST(Marks, NamesAtTheEdgeKeepOffTheSignsOfOthers) {
    const auto links = testing_world::all_links();
    int seen = 0;
    for (const auto& [lon, lat] : {std::pair{104.0, 30.6}, {104.8, 30.2}, {105.5, 29.5}, {106.5, 29.5}, {102.0, 36.5}})
        for (const model::Lang lang : {model::Lang::zh, model::Lang::en}) {
            scene::MapView v;
            v.width_pt = 460;
            v.height_pt = 370;
            v.camera = scene::MapBuilder::fit_box({{lon - 2.2, lat - 1.5}, {lon + 2.2, lat + 1.5}}, v.width_pt, v.height_pt);
            v.type_scale = 1.35;
            v.lang = lang;
            v.roll_up = RollUp::by_scale;
            const auto map = world().builder->build(v, links);
            std::map<model::PlaceIx, geo::Vec2> signs;
            std::vector<const scene::DrawText*> edge;
            for (const auto& c : map.overlay->commands) {
                const auto* t = std::get_if<scene::DrawText>(&c);
                if (t == nullptr || t->ref.kind != FeatureRef::Kind::place) continue;
                if (t->utf8.starts_with("至") || t->utf8.starts_with("to ")) edge.push_back(t);
                else if (const auto at = world().dataset->position(t->ref.index)) signs[t->ref.index] = map.base_to_frame.apply(v.camera.projection.forward(*at));
            }
            for (const auto* t : edge)
                for (const auto& [ix, at] : signs) {
                    if (!geo::Box{{0, 0}, {v.width_pt, v.height_pt}}.contains(at)) continue;
                    const geo::Box b = box_of(*t);
                    const double apart = b.distance(at);
                    ++seen;
                    EXPECT_GT(apart, 8) << t->utf8 << " at " << world().dataset->place(ix).name.zh;
                }
        }
    EXPECT_GT(seen, 100);
}

TEST(Marks, ACorridorWithoutStationsIsNamedOnItsLand) {
    for (const char* name : {"川南渝西", "西部陆海新通道"}) {
        const Built b = built(Extent::corridor, of(Facet::corridor, name), RollUp::automatic);
        const auto* t = label_of(b, name);
        ASSERT_NE(t, nullptr) << name;
        EXPECT_EQ(t->ref.kind, FeatureRef::Kind::corridor);
    }
}

TEST(RollUp, AHeapOfShortLinesGoesUpALevel) {
    // Under 120 links, but many between neighbours that a national frame draws closer than a name is wide.
    const Built guizhou = built(Extent::links, of(Facet::plan, "guizhou-2020"), RollUp::automatic);
    EXPECT_EQ(guizhou.map.contents.rolled, RollUp::province);
    const Built compensation = built(Extent::links, of(Facet::mechanism, "compensation"), RollUp::automatic);
    EXPECT_EQ(compensation.map.contents.rolled, RollUp::none);
}
