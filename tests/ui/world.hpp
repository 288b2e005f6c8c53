// What the interface is tested with: no data, a small dataset made here, and the real tables; and a driver that feeds the
// real panels through ImGui's io without a window.
#pragma once

#include "app/derived.hpp"
#include "app/plan_texts.hpp"
#include "io/dataset_reader.hpp"
#include "io/geodata_reader.hpp"
#include "ui/gui.hpp"

#include <gtest/gtest.h>

namespace atlas::test {

inline std::shared_ptr<const text::FontSet> fonts() {
    static const auto set = [] {
        auto loaded = text::FontSet::load();
        return loaded ? *loaded : nullptr;
    }();
    return set;
}

inline std::shared_ptr<const model::Dataset> empty_dataset() { return std::make_shared<const model::Dataset>(); }

/// Two cities, one of them without links of its own kind; one link drawn, one not.
inline std::shared_ptr<const model::Dataset> small_dataset() {
    model::DatasetParts p;
    const auto city = [&](const char* code, const char* zh, const char* en, double lon, double lat) {
        model::Place place;
        place.id = place.adcode = code;
        place.kind = model::PlaceKind::prefecture;
        place.name = {zh, en};
        place.short_zh = model::short_name(zh);
        place.position = geo::LonLat{lon, lat};
        place.precision = model::Precision::seat;
        p.places.push_back(place);
    };
    city("510500", "泸州市", "Luzhou", 105.44, 28.87);
    city("511500", "宜宾市", "Yibin", 104.64, 28.75);
    model::Place nowhere;
    nowhere.id = "along-the-road";
    nowhere.name = {"沿线国家", "Countries along the road"};
    p.places.push_back(nowhere);
    model::Plan plan;
    plan.id = "plan-a";
    plan.title = plan.brief = {"某方案", "A plan"};
    plan.issued = "2023-03-02";
    p.plans.push_back(plan);
    p.mechanisms = {{"cooperation", "", {"区域合作", "Cooperation"}}, {"cooperation.border", "cooperation", {"毗邻合作", "Border areas"}}};
    p.domains = {{"transport", {"交通", "Transport"}}};
    model::Corridor corridor;
    corridor.id = "c-river";
    corridor.name = {"沿江轴(东段)", "River axis"};
    corridor.nodes = {1, 0};
    p.corridors.push_back(corridor);
    model::Basin stem, child;
    stem.id = "b-stem";
    stem.name = {"长江", "Yangtze"};
    child.id = "b-child";
    child.name = {"沱江", "Tuojiang"};
    child.parent = 0;
    p.basins = {stem, child};
    model::Link a;
    a.id = "plan-a-001";
    a.plan = 0;
    a.clause = "二(五)";
    a.quote = "推动宜宾、泸州联动,建设航道";
    a.summary = {"宜宾、泸州一起建设航道,并互相支持。", "Yibin and Luzhou build the fairway together."};
    a.parties = {{1, model::Role::both}, {0, model::Role::both}};
    a.corridors = {{0, model::By::text}};
    a.basins = {{1, model::By::text}};
    a.mechanism = 1;
    a.domains = {0};
    model::Link b = a;
    b.id = "plan-a-002";
    b.clause = "三(一)";
    b.parties = {{0, model::Role::from}, {2, model::Role::to}};
    b.corridors.clear();
    b.basins.clear();
    b.stated = model::Stated::inferred;
    b.note = "参与方由读者补出";
    p.links = {a, b};
    return std::make_shared<const model::Dataset>(std::move(p));
}

/// The tables the program ships; read once.
inline std::shared_ptr<const model::Dataset> real_dataset() {
    static const std::shared_ptr<const model::Dataset> dataset = []() -> std::shared_ptr<const model::Dataset> {
        const std::string dir = std::string(ATLAS_SOURCE_DIR) + "/geodata";
        const auto geodata = io::read_geodata(dir, io::GeodataWanted::names_only());
        if (!geodata) return nullptr;
        return io::read_dataset(dir + "/links", *geodata).dataset;
    }();
    return dataset;
}

/// Drives the interface frame by frame and applies its actions, as the session does.
class Driver {
public:
    explicit Driver(std::shared_ptr<const model::Dataset> dataset, float scale = 1) : scale_(scale), state_(app::first_state(std::move(dataset))) {
        auto made = ui::Gui::create(fonts());
        EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message);
        gui_ = std::move(*made);
        gui_->prepare_glyphs(state_.dataset.get());
        state_.map_width_pt = 980;
        state_.map_height_pt = 852;
        state_.view.camera.m_per_pt = 5000;
    }
    app::AppState& state() { return state_; }
    ui::Gui& gui() { return *gui_; }

    /// One frame; the actions are applied and returned.
    std::vector<app::Action> frame(const ui::PlainInput& input = {}) {
        const auto built = gui_->prepare(scale_, state_.view.theme);
        EXPECT_TRUE(built.ok());
        ui::PlainInput held = input;
        held.ctrl = held.ctrl || ctrl;
        gui_->feed(width * scale_, height * scale_, 1.0f / 60, held);
        ui::MapInfo map{&contents, [this](geo::Vec2) { return under_mouse; }, true, page};
        map.links_at = [this](geo::Vec2) { return stack; };
        map.clause = clause;
        map.label_on_map = map.label_on_page = [this](geo::Vec2 at) -> std::optional<scene::LabelHit> {
            if (label && label->box.contains(at)) return label;
            return std::nullopt;
        };
        auto actions = gui_->frame(state_, app::derive(state_), app::make_views(state_, neighbours), map);
        for (const app::Action& a : actions) state_ = app::apply(std::move(state_), a);
        return actions;
    }
    /// The focus is on the button of a map tool: Enter there hands the walk over to the cross.
    [[nodiscard]] bool at_a_tool() const {
        const auto ring = gui_->focus();
        return ring && (ring == gui_->rects().find("tool-box") || ring == gui_->rects().find("tool-lasso"));
    }
    void rest(int frames = 3) {
        for (int i = 0; i < frames; ++i) frame();
    }
    /// Moves to the middle of a named rectangle, presses and lets go. All actions of the way are returned.
    std::vector<app::Action> click(const std::string& id) {
        rest(2);
        const auto r = gui_->rects().find(id);
        EXPECT_TRUE(r.has_value()) << "nothing called '" << id << "' is on the screen";
        if (!r) return {};
        return click_at(r->mid_x(), r->mid_y());
    }
    std::vector<app::Action> click_at(float x, float y) {
        ui::PlainInput at;
        at.mouse_x = x;
        at.mouse_y = y;
        std::vector<app::Action> all;
        for (const bool down : {false, false, true, true, false, false}) {
            at.mouse_down = down;
            for (app::Action& a : frame(at)) all.push_back(std::move(a));
        }
        return all;
    }
    float width = 1600, height = 900; ///< of the window at 100 %
    std::vector<std::pair<std::string, std::string>> neighbours; ///< of the base map, for the gaps
    scene::MapContents contents;   ///< what the map says that it shows
    scene::FeatureRef under_mouse; ///< what the map's hit test answers
    std::vector<model::LinkIx> stack;            ///< all links under the mouse; empty: under_mouse alone
    const app::ClauseShown* clause = nullptr;    ///< of the selected link
    bool ctrl = false;                           ///< held down
    std::optional<scene::LabelHit> label; ///< the only label there is, on the map and on the page
    app::PageShown page;           ///< what the page view has of its page

private:
    float scale_;
    app::AppState state_;
    std::unique_ptr<ui::Gui> gui_;
};

} // namespace atlas::test
