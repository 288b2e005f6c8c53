// The cooperation dataset: places, plans, corridors, basins, mechanisms and links, as plain values that refer to each
// other by index. A Dataset is valid once made (io/dataset_reader builds and checks it) and never changes afterwards.
#pragma once

#include "geo/vec.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas::model {

/// Index into the vector of its kind in a Dataset.
using PlaceIx = std::int32_t;
using PlanIx = std::int32_t;
using LinkIx = std::int32_t;
using CorridorIx = std::int32_t;
using BasinIx = std::int32_t;
using MechanismIx = std::int32_t;
using DomainIx = std::int32_t;
inline constexpr std::int32_t kNone = -1;
inline std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); } ///< as a vector wants its index

enum class Lang { zh, en };
/// A text in both languages of the interface.
struct Text {
    std::string zh, en;
    [[nodiscard]] const std::string& in(Lang lang) const { return lang == Lang::en && !en.empty() ? en : zh; }
};

enum class PlaceKind { province, prefecture, county, zone, park, port, station, town, facility, foreign, region, strategy, unplaced };
enum class Precision { exact, seat, approximate, none };

struct Place {
    std::string id;     ///< adcode for administrative places, else [a-z0-9-]+
    std::string adcode; ///< GB/T 2260 code as in the boundary data; empty for others
    PlaceKind kind = PlaceKind::unplaced;
    Text name;          ///< official
    std::string short_zh;
    std::string pinyin; ///< lower case, without tones or spaces; may be empty
    std::vector<std::string> aliases;
    std::string within; ///< adcode of the administrative place that contains it (for non-administrative places)
    std::optional<geo::LonLat> position; ///< seat or point; none for regions and unplaced parties
    Precision precision = Precision::none;
    std::vector<PlaceIx> members;        ///< of a region or strategy
    std::string source, note;
    /// Code used for "lies inside": adcode, or `within`.
    [[nodiscard]] const std::string& code() const { return adcode.empty() ? within : adcode; }
    [[nodiscard]] bool administrative() const { return !adcode.empty(); }
    [[nodiscard]] bool drawable() const { return position.has_value() || !members.empty(); }
};

struct Plan {
    std::string id;
    Text title, brief; ///< full title; short name for chips and tables
    Text issuer; ///< either may be missing
    std::string issued;
    std::vector<PlaceIx> territory;
    std::string note;
};

struct Mechanism {
    std::string code, parent; ///< parent empty at the top level
    Text name;
};
struct Domain {
    std::string code;
    Text name;
};

struct Corridor {
    std::string id;
    Text name;
    std::vector<std::string> aliases;
    std::string kind; ///< axis, belt, railway, expressway, waterway, pipeline, agglomeration, border_region, tourism_route, channel, region, loop
    std::vector<PlaceIx> nodes;   ///< in line order
    std::vector<PlaceIx> members;
    std::vector<std::string> named_by; ///< "plan clause"
    bool lead = false;
    std::string source, note;
};

/// A unit of which a part lies in a basin.
struct BasinMember {
    PlaceIx place = kNone;
    double share = 0; ///< of the unit's area, 0 to 1; approximate
};

struct Basin {
    std::string id;
    Text name;
    BasinIx parent = kNone;
    std::vector<BasinIx> children;
    std::vector<std::string> rivers; ///< names in the river layer
    std::vector<std::string> areas;  ///< names in layer basin2
    std::string region;              ///< name in layer basin1, or empty
    std::vector<PlaceIx> provinces;  ///< upstream to downstream, stems only
    std::vector<BasinMember> members; ///< provinces, prefectures and counties with 5 % or more of their area in it
    std::string note;
};

enum class Shape { pair, group, corridor, basin, hub };
enum class Role { both, from, to };
enum class Stance { operating, deepening, advancing, exploring };
enum class Stated { explicit_, inferred };
enum class By { text, place }; ///< named by the clause, or computed because it contains every party

struct Party {
    PlaceIx place = kNone;
    Role role = Role::both;
};
template <class Ix>
struct Tagged {
    Ix index = kNone;
    By by = By::text;
};

struct Link {
    std::string id, clause, quote;
    PlanIx plan = kNone;
    Text summary;
    Shape shape = Shape::pair;
    std::vector<Party> parties;
    std::vector<Tagged<CorridorIx>> corridors;
    std::vector<Tagged<BasinIx>> basins; ///< as named, then as computed; ancestors are implied, not listed
    MechanismIx mechanism = kNone;
    std::vector<DomainIx> domains;
    Stance stance = Stance::advancing;
    Stated stated = Stated::explicit_;
    std::string note;
    LinkIx same_as = kNone;
    bool mappable = false;
    [[nodiscard]] bool one_way() const {
        for (const Party& p : parties) if (p.role != Role::both) return true;
        return false;
    }
};

struct Clause {
    PlanIx plan = kNone;
    std::string clause, title, reason; ///< reason: why a clause that was read has no link
};

/// Everything read; filled by io and handed over whole.
struct DatasetParts {
    std::vector<Place> places; ///< administrative places first, in adcode order
    std::vector<Plan> plans;
    std::vector<Mechanism> mechanisms;
    std::vector<Domain> domains;
    std::vector<Corridor> corridors;
    std::vector<Basin> basins;
    std::vector<Link> links; ///< sorted by id
    std::vector<Clause> clauses;
    std::string version_hash; ///< SHA-256 over the table files, first 12 hex digits
};

class Dataset {
public:
    Dataset() = default;
    /// Computes mappable flags, corridors and basins `by: place` (model/containment.hpp has the rules), basin children, and
    /// the name indexes.
    explicit Dataset(DatasetParts parts);

    [[nodiscard]] std::span<const Place> places() const { return p_.places; }
    [[nodiscard]] std::span<const Plan> plans() const { return p_.plans; }
    [[nodiscard]] std::span<const Mechanism> mechanisms() const { return p_.mechanisms; }
    [[nodiscard]] std::span<const Domain> domains() const { return p_.domains; }
    [[nodiscard]] std::span<const Corridor> corridors() const { return p_.corridors; }
    [[nodiscard]] std::span<const Basin> basins() const { return p_.basins; }
    [[nodiscard]] std::span<const Link> links() const { return p_.links; }
    [[nodiscard]] std::span<const Clause> clauses() const { return p_.clauses; }
    [[nodiscard]] const std::string& version_hash() const { return p_.version_hash; }

    [[nodiscard]] const Place& place(PlaceIx i) const { return p_.places[static_cast<std::size_t>(i)]; }
    [[nodiscard]] const Link& link(LinkIx i) const { return p_.links[static_cast<std::size_t>(i)]; }
    [[nodiscard]] const Corridor& corridor(CorridorIx i) const { return p_.corridors[static_cast<std::size_t>(i)]; }
    [[nodiscard]] const Basin& basin(BasinIx i) const { return p_.basins[static_cast<std::size_t>(i)]; }
    [[nodiscard]] const Mechanism& mechanism(MechanismIx i) const { return p_.mechanisms[static_cast<std::size_t>(i)]; }
    [[nodiscard]] const Plan& plan(PlanIx i) const { return p_.plans[static_cast<std::size_t>(i)]; }

    /// Exact id or adcode; kNone when there is none.
    [[nodiscard]] PlaceIx place_by_id(std::string_view id) const;
    /// Every place whose id, adcode, official name, short name or alias is `name`; ids win over official names, official
    /// names over short names and aliases (only the best class is returned).
    [[nodiscard]] std::vector<PlaceIx> places_named(std::string_view name) const;
    [[nodiscard]] LinkIx link_by_id(std::string_view id) const;

    /// True when `inner` is `outer` or lies inside it by code (四川省 contains 泸州市 and 江阳区).
    [[nodiscard]] bool inside(PlaceIx inner, PlaceIx outer) const;
    /// The point a place is drawn at: its own, or for a region none.
    [[nodiscard]] std::optional<geo::LonLat> position(PlaceIx i) const { return place(i).position; }
    /// A basin and all below it.
    [[nodiscard]] std::vector<BasinIx> basin_with_descendants(BasinIx i) const;
    /// True when basin `inner` is `outer` or below it.
    [[nodiscard]] bool basin_inside(BasinIx inner, BasinIx outer) const;

private:
    DatasetParts p_;
    std::unordered_map<std::string, PlaceIx> by_id_;
    std::unordered_map<std::string, std::vector<PlaceIx>> by_name_, by_alias_;
    std::unordered_map<std::string, LinkIx> link_by_id_;
};

/// Codes of the tables as they are written in files and JSON ("pair", "one_way", "explicit" …), and back.
std::string_view to_code(Shape v);
std::string_view to_code(Role v);
std::string_view to_code(Stance v);
std::string_view to_code(Stated v);
std::string_view to_code(By v);
std::string_view to_code(PlaceKind v);
std::string_view to_code(Precision v);
std::optional<Shape> shape_from(std::string_view code);
std::optional<Role> role_from(std::string_view code);
std::optional<Stance> stance_from(std::string_view code);
std::optional<Stated> stated_from(std::string_view code);
std::optional<PlaceKind> place_kind_from(std::string_view code);
std::optional<Precision> precision_from(std::string_view code);

/// 四川省 → 四川, 泸州市 → 泸州, 延边朝鲜族自治州 → 延边, 彭水苗族土家族自治县 → 彭水; by rule with an exception table.
/// Two-character names (渝中区 stays 渝中, 巫溪县 → 巫溪, but 开州区 → 开州, 忠县 stays 忠县).
std::string short_name(std::string_view official_zh);
/// 内蒙古自治区 → Inner Mongolia …: official English for provinces; for others pinyin with a capital letter.
std::string english_name(std::string_view official_zh, std::string_view pinyin, std::string_view given_en);

} // namespace atlas::model
