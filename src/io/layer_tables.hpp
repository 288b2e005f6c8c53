// Each base layer as the model's values: which fields it must have and what they must hold. One function a layer; all
// are independent, so that the reader can run them side by side.
#pragma once

#include "base/result.hpp"
#include "io/boundary_kinds.hpp"
#include "model/geodata.hpp"

#include <string>
#include <vector>

namespace atlas::io {

enum class AreaLevel { province, prefecture, county };

struct Boundaries {
    std::vector<model::BoundaryLine> lines;
    std::vector<SeaLine> sea;
};

base::Result<std::vector<model::Area>> read_units(const std::string& folder, AreaLevel level, bool with_shapes);
base::Result<Boundaries> read_admin_lines(const std::string& folder);
base::Result<Boundaries> read_extra_lines(const std::string& folder);
base::Result<std::vector<model::Area>> read_neighbours(const std::string& folder);
base::Result<std::vector<model::FarLand>> read_land_beyond(const std::string& folder);
base::Result<std::vector<model::Area>> read_lakes(const std::string& folder);
base::Result<std::vector<model::Area>> read_basins(const std::string& folder, bool detailed); ///< basin2 when detailed
base::Result<std::vector<model::River>> read_rivers(const std::string& folder);
base::Result<std::vector<model::River>> read_minor_rivers(const std::string& folder);
base::Result<std::vector<model::Seat>> read_seats(const std::string& folder);
base::Result<std::vector<model::Port>> read_ports(const std::string& folder);

} // namespace atlas::io
