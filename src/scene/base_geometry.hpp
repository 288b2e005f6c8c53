// Internal to scene/: base layers projected, culled to a region and simplified to a tolerance, kept until one of the three
// changes. Paths are shared with the display lists, so a player may cache by their address.
#pragma once

#include "geo/albers.hpp"
#include "model/geodata.hpp"
#include "scene/display_list.hpp"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace atlas::scene {

class BaseGeometry {
public:
    explicit BaseGeometry(std::shared_ptr<const model::Geodata> geodata) : geo_(std::move(geodata)) {}

    /// Sets what is wanted: everything kept is dropped when it does not fit. `frame_m` is what must be covered.
    void use(const geo::Albers& projection, double tolerance_m, const Box& frame_m);

    PathPtr land();                                  ///< all provinces as one path
    PathPtr boundary(model::BoundaryKind kind);      ///< all lines of a kind
    PathPtr areas(const std::string& key, const std::vector<const model::Area*>& list, bool keep_small = false); ///< as one path, shared borders glued
    PathPtr outline(const std::string& key, const std::vector<const model::Area*>& list); ///< outer border of the areas' union
    PathPtr rivers(int rank);        ///< surveyed courses
    PathPtr approximate_rivers();    ///< drawn by hand between known towns
    PathPtr river(const model::River& river);
    PathPtr minor_rivers();
    PathPtr neighbours();
    PathPtr neighbour_lines();       ///< their borders and coasts without the edges of the layer's box
    PathPtr land_beyond();           ///< empty while the region lies within that box
    PathPtr land_beyond_lines();     ///< without the cuts between its cells
    PathPtr soft(const std::string& key, const PathPtr& path); ///< the same lines, four times coarser, for wide glows
    PathPtr lakes(double min_km2);
    std::shared_ptr<const Image> relief(const Box& frame_m, Box& dest, Color shadow, Color light, double strength);

    /// A path of the caller's own, made once and kept like the layers.
    PathPtr kept(const std::string& key, const std::function<geo::Path()>& make);

private:
    /// Rings in degrees and by how much they are turned round the globe.
    struct Rings {
        const geo::Path* degrees;
        double turn_deg = 0;
    };
    void add_projected(const geo::Path& degrees, geo::Path& out, double turn_deg = 0) const;
    PathPtr glued(const std::string& key, const std::vector<Rings>& list, double tolerance_m, bool keep_small);
    geo::Path without_cuts(const geo::Path& path, const std::vector<Rings>& list) const;
    [[nodiscard]] std::vector<Rings> neighbour_rings() const;
    [[nodiscard]] std::vector<Rings> beyond_rings() const;

    std::shared_ptr<const model::Geodata> geo_;
    geo::Albers projection_ = geo::Albers::china();
    double tolerance_m_ = -1;
    Box region_m_, region_deg_;
    bool beyond_ = false; ///< the region reaches over the edge of the neighbours' box
    std::map<std::string, PathPtr> kept_;
    std::shared_ptr<const Image> relief_;
    Box relief_dest_;
    std::string relief_key_;
};

} // namespace atlas::scene
