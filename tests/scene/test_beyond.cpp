// Land and sea go on to the frame's edge, whatever the camera: no paper, no seam, no line where one layer ends and the next begins.
#include "golden/figure_world.hpp"
#include "render_cairo/cairo_player.hpp"

using namespace atlas;
using scene::Extent;
using testing_world::world;

namespace {

constexpr double kWide = 980, kHigh = 780; // the map of a window of 1600 × 900
constexpr double kFarthest = 14000;        // metres per point: as far as the window zooms out

scene::MapView view_of(const scene::Camera& camera, const char* theme) {
    scene::MapView v;
    v.camera = camera;
    v.width_pt = kWide;
    v.height_pt = kHigh;
    v.theme = theme;
    return v;
}

struct Drawn {
    scene::Camera camera;
    render_cairo::Pixels pixels;

    [[nodiscard]] base::Color at(int x, int y) const {
        const auto* p = &pixels.rgb[(static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)) * 3];
        return base::Color{p[0], p[1], p[2], 255};
    }
    [[nodiscard]] std::optional<geo::Vec2> place(geo::LonLat p) const {
        p.lon += 360 * std::floor((camera.projection.lon0() - p.lon) / 360 + 0.5); // on the side of the globe that is nearer
        const geo::Vec2 at = camera.to_frame(kWide, kHigh).apply(camera.projection.forward(p));
        const geo::Box inside{{3, 3}, {kWide - 4, kHigh - 4}};
        return inside.contains(at) ? std::optional(at) : std::nullopt;
    }
    /// The pixels around a place all have this colour; nothing is asked of a place outside the frame. Returns whether it lies inside.
    bool expect(geo::LonLat where, base::Color color, const char* what, int off = 0) const {
        const auto p = place(where);
        if (!p) return false;
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx) {
                const base::Color c = at(static_cast<int>(p->x) + dx, static_cast<int>(p->y) + dy);
                const int apart = std::max({std::abs(c.r - color.r), std::abs(c.g - color.g), std::abs(c.b - color.b)});
                EXPECT_LE(apart, off) << what << " at " << where.lon << ' ' << where.lat << ": " << int(c.r) << ' ' << int(c.g) << ' ' << int(c.b);
            }
        return true;
    }
};

/// The base map alone, one pixel a point.
Drawn draw(scene::MapView view, bool relief) {
    view.layers[static_cast<std::size_t>(style::LayerId::relief)].shown = relief ? style::Switch::on : style::Switch::off;
    const auto map = world().builder->build(view, {});
    scene::Picture picture{kWide, kHigh, style::find_theme(view.theme)->sea, {{map.base, map.base_to_frame}}, {}, {}, {}};
    auto pixels = render_cairo::render(picture, *world().fonts, 1);
    if (!pixels) throw std::runtime_error(pixels.error().message);
    return {view.camera, std::move(*pixels)};
}

scene::Camera national(double m_per_pt = 0) {
    scene::Camera c = world().builder->fit(Extent::china, {}, {}, kWide, kHigh);
    if (m_per_pt > 0) c.m_per_pt = m_per_pt;
    return c;
}

/// The national projection with the frame's middle elsewhere.
scene::Camera panned(double x_m, double y_m) {
    scene::Camera c = national(kFarthest);
    c.center_m = {x_m, y_m};
    return c;
}

/// A camera whose own projection is made for this box, as the window makes it for a place.
scene::Camera fitted(const geo::Box& box, double m_per_pt) {
    scene::Camera c = scene::MapBuilder::fit_box(box, kWide, kHigh);
    c.m_per_pt = m_per_pt;
    return c;
}

const std::vector<scene::Camera>& cameras() {
    static const std::vector<scene::Camera> list{national(), national(kFarthest), fitted({{121, 38}, {135, 54}}, kFarthest), fitted({{73, 34}, {97, 49}}, kFarthest),
                                                 panned(-7e6, 5e6), panned(8e6, 8e6), panned(-5e6, -4e6),
                                                 fitted({{-85, 19}, {-74, 24}}, kFarthest), fitted({{5, 47}, {15, 55}}, 9000)};
    return list;
}

} // namespace

TEST(Beyond, NoPaperInAnyCorner) {
    for (const char* theme : {"light", "dark"}) {
        const style::Theme* t = style::find_theme(theme);
        ASSERT_FALSE(t->paper == t->sea || t->paper == t->neighbour || t->paper == t->land);
        for (const scene::Camera& camera : cameras()) {
            const Drawn d = draw(view_of(camera, theme), true);
            int paper = 0;
            for (int y = 0; y < d.pixels.height; ++y)
                for (int x = 0; x < d.pixels.width; ++x) {
                    const bool corner = (x < 200 || x >= d.pixels.width - 200) && (y < 200 || y >= d.pixels.height - 200);
                    paper += corner && d.at(x, y) == t->paper ? 1 : 0;
                }
            EXPECT_EQ(paper, 0) << theme << ' ' << camera.projection.lon0() << ' ' << camera.m_per_pt;
        }
    }
}

TEST(Beyond, FarLandIsLandAndFarSeaIsSea) {
    const std::vector<geo::LonLat> land{{2.5, 47.5}, {37, 54}, {30, 16}, {134, -24}, {92, 66}, {160, 66}, {-150, 65}, {-100, 42}, {-60, -10}, {-42, 72}, {25, -24}, {45, 24}, {52, 33}};
    const std::vector<geo::LonLat> sea{{75, -18}, {170, 22}, {-30, 35}, {-140, 38}, {-70, 35}, {60, -5}, {155, 35}, {5, -8}, {157, 12}};
    for (const char* theme : {"light", "dark"}) {
        const style::Theme& t = *style::find_theme(theme);
        std::set<double> seen;
        for (const scene::Camera& camera : cameras()) {
            const Drawn d = draw(view_of(camera, theme), false);
            for (const geo::LonLat& p : land) if (d.expect(p, t.neighbour, "land")) seen.insert(p.lon);
            for (const geo::LonLat& p : sea) if (d.expect(p, t.sea, "sea")) seen.insert(p.lon);
        }
        for (const auto* list : {&land, &sea})
            for (const geo::LonLat& p : *list) EXPECT_TRUE(seen.count(p.lon)) << p.lon << ' ' << p.lat << " is in none of the frames";
    }
}

TEST(Beyond, NoSeamAlongTheCuts) {
    // On land, away from coasts and borders: the edges of the neighbours' box, of the strip below it, and of the cells.
    std::vector<geo::LonLat> cuts;
    for (double lon : {60.0, 60.05, 60.1}) for (double lat : {30.0, 32.0, 47.0, 49.0, 57.0, 58.5, 63.0, 66.0}) cuts.push_back({lon, lat});
    for (double lat : {59.9, 60.0, 60.05}) for (double lon : {65.0, 80.0, 89.99, 90.0, 100.0, 110.0, 120.0, 130.0, 140.0}) cuts.push_back({lon, lat});
    for (double lat : {62.0, 66.0, 69.0}) for (double lon : {90.0, 120.0}) cuts.push_back({lon, lat});
    for (double lat : {63.0, 66.0}) cuts.push_back({150, lat});
    for (double lat : {24.0, 27.0, 10.0, 55.0}) cuts.push_back({30, lat});
    for (double lat : {48.5, 15.0, 25.0}) cuts.push_back({0, lat});
    for (double lat : {67.0, 68.0}) cuts.push_back({180, lat}); // Chukotka, where the source is cut
    for (const char* theme : {"light", "dark"})
        for (const scene::Camera& camera : cameras()) {
            const bool away = camera.projection.lon0() < 0 || camera.center_m.y < 0;
            if (away) continue; // from America the neighbours' box lies across the cone's cut; the south has no cut on land
            const Drawn d = draw(view_of(camera, theme), false);
            int seen = 0;
            // Two fills of one colour, one over the other's soft edge: rounding may leave two steps of 255, which nobody sees.
            for (const geo::LonLat& p : cuts) seen += d.expect(p, style::find_theme(theme)->neighbour, "a cut", 2) ? 1 : 0;
            EXPECT_GT(seen, 5);
        }
}

TEST(Beyond, ReliefHasNoEdge) {
    // Across 60°N and 60°E in the mountains of the north-east and of Persia: one degree inside the edge little of it is left.
    const style::Theme& t = *style::find_theme("light");
    const Drawn d = draw(view_of(national(11000), "light"), true);
    for (geo::LonLat p : {geo::LonLat{138, 59.9}, {135, 59.8}, {60.1, 34}, {60.2, 33.5}}) {
        const auto at = d.place(p);
        ASSERT_TRUE(at);
        const base::Color c = d.at(static_cast<int>(at->x), static_cast<int>(at->y));
        EXPECT_LE(std::abs(c.r - t.neighbour.r), 3) << p.lon << ' ' << p.lat;
    }
}

TEST(Beyond, AFrameInsideTheBoxDrawsNothingOfIt) {
    const auto count = [](const scene::Camera& camera) {
        int fills = 0;
        std::string layer;
        const auto map = world().builder->build(view_of(camera, "light"), {});
        for (const auto& c : map.base->commands) {
            if (const auto* l = std::get_if<scene::BeginLayer>(&c)) layer = l->id;
            fills += layer == "neighbours" && std::holds_alternative<scene::FillPath>(c) ? 1 : 0;
        }
        return fills;
    };
    EXPECT_EQ(count(fitted({{97, 26}, {108, 34}}, 1500)), 1);
    EXPECT_EQ(count(national(kFarthest)), 2);
}
