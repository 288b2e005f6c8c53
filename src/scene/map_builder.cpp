#include "scene/map_builder.hpp"

#include "scene/base_geometry.hpp"
#include "scene/context.hpp"

namespace atlas::scene {

struct MapBuilder::Impl {
    std::shared_ptr<const model::Dataset> data;
    std::shared_ptr<const model::Geodata> geo;
    std::shared_ptr<const text::FontSet> fonts;
    BaseGeometry base;

    Impl(std::shared_ptr<const model::Dataset> d, std::shared_ptr<const model::Geodata> g, std::shared_ptr<const text::FontSet> f)
        : data(std::move(d)), geo(std::move(g)), fonts(std::move(f)), base(geo) {}

    static constexpr Box kBaseMap{{60, -12}, {150, 60}}; ///< degrees; about what the neighbours' layer covers
    void add_place(model::PlaceIx ix, Box& box, int depth = 0, bool on_map_only = false) const {
        const model::Place& p = data->place(ix);
        if (p.position && (!on_map_only || kBaseMap.contains({p.position->lon, p.position->lat}))) box.add(Vec2{p.position->lon, p.position->lat});
        if (depth < 4) for (model::PlaceIx m : p.members) if (m != ix) add_place(m, box, depth + 1, on_map_only);
    }
    /// Whole territory where the polygon is known, else the points.
    void add_territory(model::PlaceIx ix, Box& box, int depth = 0) const {
        const model::Place& p = data->place(ix);
        if (const model::Area* a = area_of(*geo, p)) box.add(a->rings.bounds());
        else if (p.position) box.add(Vec2{p.position->lon, p.position->lat});
        if (depth < 4) for (model::PlaceIx m : p.members) if (m != ix) add_territory(m, box, depth + 1);
    }
};

MapBuilder::MapBuilder(std::shared_ptr<const model::Dataset> dataset, std::shared_ptr<const model::Geodata> geodata,
                       std::shared_ptr<const text::FontSet> fonts)
    : impl_(std::make_unique<Impl>(std::move(dataset), std::move(geodata), std::move(fonts))) {}
MapBuilder::~MapBuilder() = default;

BuiltMap MapBuilder::build(const MapView& view, const std::vector<model::LinkIx>& links) {
    const style::Theme* theme = style::find_theme(view.theme);
    if (theme == nullptr) theme = style::find_theme("light");
    BuiltMap built;
    auto base_list = std::make_shared<DisplayList>();
    auto overlay = std::make_shared<DisplayList>();
    built.base_to_frame = view.camera.to_frame(view.width_pt, view.height_pt);
    const Context c{*impl_->data, *impl_->geo, *impl_->fonts, view, *theme, links, impl_->base,
                    built.base_to_frame, {{0, 0}, {view.width_pt, view.height_pt}}, built.contents};
    prepare_base(c);
    const LinkPlan plan = plan_links(c);
    build_base(c, plan, *base_list);
    build_bands(c, *overlay);
    build_links(c, plan, *overlay);
    build_labels(c, plan, *overlay);
    built.base = std::move(base_list);
    built.overlay = std::move(overlay);
    return built;
}

Camera MapBuilder::fit_box(const Box& lonlat, double width_pt, double height_pt, double margin) {
    Camera camera;
    camera.projection = geo::Albers::fitted(lonlat);
    Box m;
    constexpr int n = 24; // parallels are curves: points along the box's sides, not its corners alone
    for (int i = 0; i <= n; ++i)
        for (int j = 0; j <= n; ++j)
            if (i == 0 || j == 0 || i == n || j == n)
                m.add(camera.projection.forward({lonlat.min.x + lonlat.width() * i / n, lonlat.min.y + lonlat.height() * j / n}));
    camera.center_m = m.center();
    camera.m_per_pt = std::max({m.width() / (width_pt * (1 - 2 * margin)), m.height() / (height_pt * (1 - 2 * margin)), 20.0});
    return camera;
}

Camera MapBuilder::fit(Extent extent, const std::vector<model::LinkIx>& links, const std::vector<std::string>& corridors, double width_pt,
                       double height_pt, const std::vector<std::string>& basins) const {
    Box box;
    if (extent == Extent::corridor) {
        for (const std::string& id : corridors) {
            for (const model::Corridor& k : impl_->data->corridors()) {
                if (k.id != id) continue;
                for (model::PlaceIx m : k.members) impl_->add_territory(m, box);
                for (model::PlaceIx n : k.nodes) impl_->add_place(n, box);
            }
        }
    }
    if (extent == Extent::links || (extent == Extent::corridor && box.empty()))
        for (model::LinkIx l : links) {
            // Partners beyond the edge of the base map (America, Oceania …) are pointed at, not framed: only plain land is drawn there.
            Box near;
            for (const model::Party& p : impl_->data->link(l).parties) impl_->add_place(p.place, near, 0, true);
            box.add(near);
        }
    if (extent == Extent::links) {
        // A chosen basin counts whole, unless it is a great river's: then its links say where to look.
        Box whole;
        for (std::size_t i = 0; i < impl_->data->basins().size(); ++i) {
            if (std::find(basins.begin(), basins.end(), impl_->data->basins()[i].id) == basins.end()) continue;
            for (model::BasinIx d : impl_->data->basin_with_descendants(static_cast<model::BasinIx>(i)))
                for (const std::string& name : impl_->data->basin(d).areas)
                    for (const model::Area& a : impl_->geo->basin2) if (a.name == name) whole.add(a.rings.bounds());
        }
        if (whole.width() < 12) box.add(whole);
        // The land of a chosen corridor lies light inside its rim: it is not cut by the frame, unless it is half the country.
        Box land;
        for (const model::Corridor& k : impl_->data->corridors())
            if (std::find(corridors.begin(), corridors.end(), k.id) != corridors.end())
                for (model::PlaceIx m : k.members) impl_->add_territory(m, land);
        if (land.width() < 12) box.add(land);
    }
    if (extent == Extent::china || box.empty()) {
        // The whole territory (LAW5): 73.4–135.1°E, 3.4–53.6°N, on the national Albers.
        Camera camera;
        Box m;
        for (double lon = 73.4; lon <= 135.2; lon += 1.3)
            for (double lat : {3.4, 18.0, 36.0, 45.0, 53.7}) {
                if (lat < 17 && (lon < 105 || lon > 125)) continue; // south of Hainan only the South China Sea counts
                m.add(camera.projection.forward({lon, lat}));
            }
        camera.center_m = m.center();
        camera.m_per_pt = std::max(m.width() / (width_pt * 0.96), m.height() / (height_pt * 0.96));
        return camera;
    }
    // A single place still needs surroundings.
    const double least = 1.2;
    if (box.width() < least) { box.min.x -= (least - box.width()) / 2; box.max.x += (least - box.width()) / 2; }
    if (box.height() < least) { box.min.y -= (least - box.height()) / 2; box.max.y += (least - box.height()) / 2; }
    return fit_box(box, width_pt, height_pt);
}

Box MapBuilder::bounds_of_link(model::LinkIx link) const {
    Box box;
    for (const model::Party& p : impl_->data->link(link).parties) impl_->add_place(p.place, box);
    return box;
}

Box MapBuilder::bounds_of_place(model::PlaceIx place) const {
    Box box;
    impl_->add_territory(place, box);
    return box;
}

} // namespace atlas::scene
