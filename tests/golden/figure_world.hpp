// The real data, read once for all figure tests of an executable.
#pragma once

#include "export/figure.hpp"
#include "filter/filter.hpp"
#include "io/dataset_reader.hpp"
#include "io/geodata_reader.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace atlas::testing_world {

struct World {
    std::shared_ptr<const model::Geodata> geodata;
    std::shared_ptr<const model::Dataset> dataset;
    std::shared_ptr<const text::FontSet> fonts;
    std::unique_ptr<scene::MapBuilder> builder;
};

inline World& world() {
    static World w = [] {
        World made;
        const std::string dir = std::string(ATLAS_SOURCE_DIR) + "/geodata";
        auto geodata = io::read_geodata(dir, {});
        if (!geodata) ADD_FAILURE() << geodata.error().message;
        made.geodata = std::make_shared<const model::Geodata>(std::move(geodata).value());
        made.dataset = io::read_dataset(dir + "/links", *made.geodata).dataset;
        auto fonts = text::FontSet::load();
        if (!fonts) ADD_FAILURE() << fonts.error().message;
        made.fonts = *fonts;
        made.builder = std::make_unique<scene::MapBuilder>(made.dataset, made.geodata, made.fonts);
        return made;
    }();
    return w;
}

/// A figure spec with filter values given as (facet, value).
inline exporter::FigureSpec spec(std::vector<std::pair<filter::Facet, std::string>> values = {}, scene::Extent extent = scene::Extent::china) {
    exporter::FigureSpec s;
    s.extent = extent;
    for (const auto& [facet, value] : values) {
        const base::Status added = filter::add_value(s.filter, *world().dataset, facet, value);
        if (!added) ADD_FAILURE() << added.error().message;
    }
    return s;
}

inline exporter::Figure build(const exporter::FigureSpec& s) {
    return exporter::build_figure(*world().builder, *world().dataset, *world().fonts, s);
}

inline std::vector<model::LinkIx> all_links() { return filter::apply(*world().dataset, {}); }

/// The map alone, light, of that size.
inline scene::MapView view_of(const scene::Camera& camera, double w, double h) {
    scene::MapView v;
    v.camera = camera;
    v.width_pt = w;
    v.height_pt = h;
    return v;
}

} // namespace atlas::testing_world
