// The codes that the tables and the JSON output use for the enumerations, and back. One table for each enumeration, in
// the order of its values, so that neither direction can forget one.
#include "model/dataset.hpp"

#include <array>

namespace atlas::model {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kShapes{"pair"sv, "group"sv, "corridor"sv, "basin"sv, "hub"sv};
constexpr std::array kRoles{"both"sv, "from"sv, "to"sv};
constexpr std::array kStances{"operating"sv, "deepening"sv, "advancing"sv, "exploring"sv};
constexpr std::array kStated{"explicit"sv, "inferred"sv};
constexpr std::array kBy{"text"sv, "place"sv};
constexpr std::array kPlaceKinds{"province"sv, "prefecture"sv, "county"sv, "zone"sv,    "park"sv,   "port"sv,    "station"sv,
                                 "town"sv,     "facility"sv,   "foreign"sv, "region"sv, "strategy"sv, "unplaced"sv};
constexpr std::array kPrecisions{"exact"sv, "seat"sv, "approximate"sv, "none"sv};

static_assert(static_cast<std::size_t>(Shape::hub) + 1 == kShapes.size());
static_assert(static_cast<std::size_t>(Role::to) + 1 == kRoles.size());
static_assert(static_cast<std::size_t>(Stance::exploring) + 1 == kStances.size());
static_assert(static_cast<std::size_t>(Stated::inferred) + 1 == kStated.size());
static_assert(static_cast<std::size_t>(By::place) + 1 == kBy.size());
static_assert(static_cast<std::size_t>(PlaceKind::unplaced) + 1 == kPlaceKinds.size());
static_assert(static_cast<std::size_t>(Precision::none) + 1 == kPrecisions.size());

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& table, std::string_view code) {
    for (std::size_t i = 0; i < N; ++i)
        if (table[i] == code) return static_cast<Enum>(i);
    return std::nullopt;
}

} // namespace

std::string_view to_code(Shape v) { return kShapes[static_cast<std::size_t>(v)]; }
std::string_view to_code(Role v) { return kRoles[static_cast<std::size_t>(v)]; }
std::string_view to_code(Stance v) { return kStances[static_cast<std::size_t>(v)]; }
std::string_view to_code(Stated v) { return kStated[static_cast<std::size_t>(v)]; }
std::string_view to_code(By v) { return kBy[static_cast<std::size_t>(v)]; }
std::string_view to_code(PlaceKind v) { return kPlaceKinds[static_cast<std::size_t>(v)]; }
std::string_view to_code(Precision v) { return kPrecisions[static_cast<std::size_t>(v)]; }

std::optional<Shape> shape_from(std::string_view code) { return find<Shape>(kShapes, code); }
std::optional<Role> role_from(std::string_view code) { return find<Role>(kRoles, code); }
std::optional<Stance> stance_from(std::string_view code) { return find<Stance>(kStances, code); }
std::optional<Stated> stated_from(std::string_view code) { return find<Stated>(kStated, code); }
std::optional<PlaceKind> place_kind_from(std::string_view code) { return find<PlaceKind>(kPlaceKinds, code); }
std::optional<Precision> precision_from(std::string_view code) { return find<Precision>(kPrecisions, code); }

} // namespace atlas::model
