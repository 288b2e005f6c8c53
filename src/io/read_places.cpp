// Places: administrative units from the boundary layers, code changes, places.csv and members.csv.
#include "io/table_context.hpp"

#include "base/utf8.hpp"
#include "geo/curve.hpp"
#include "model/containment.hpp"

#include <algorithm>
#include <cstdlib>
#include <cmath>
#include <map>
#include <set>

namespace atlas::io {

using namespace model;

namespace {

bool any_of_endings(std::string_view name, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [name](std::string_view e) { return name.ends_with(e); });
}

/// Units without a level between (济源市, 东莞市, Taiwan's cities) stand in the prefecture layer and in the county layer under
/// one code. Prefecture-level cities have codes in 00; what is left belongs to the counties.
PlaceKind level_of(const std::string& adcode, const std::string& name, bool in_counties) {
    const bool prefecture = adcode.ends_with("00") && any_of_endings(name, {"市", "自治州", "地区", "盟"});
    return prefecture || !in_counties ? PlaceKind::prefecture : PlaceKind::county;
}

std::string letters_of(std::string_view pinyin) {
    std::string out;
    for (const char c : base::fold_for_search(pinyin))
        if (c >= 'a' && c <= 'z') out += c;
    return out;
}

std::optional<double> number(std::string_view cell) {
    if (cell.empty()) return std::nullopt;
    const std::string text(cell);
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end != text.c_str() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// The unit with this code in the layers, when it has a shape.
const Area* shape_of(const Geodata& g, const std::string& code) {
    for (const auto* layer : {&g.provinces, &g.prefectures, &g.counties})
        for (const Area& area : *layer)
            if (area.code == code && !area.rings.points.empty()) return &area;
    return nullptr;
}

std::string county_at(const Geodata& g, geo::LonLat p) {
    for (const Area& area : g.counties)
        if (!area.rings.points.empty() && area.rings.bounds().contains({p.lon, p.lat}) && geo::inside({p.lon, p.lat}, area.rings))
            return area.code + " " + area.name;
    return "";
}

/// Reads lon and lat; reports what is wrong with them and gives no point then.
std::optional<geo::LonLat> point_of(Row& row) {
    const std::string_view lon_text = row.view("lon"), lat_text = row.view("lat");
    if (lon_text.empty() && lat_text.empty()) return std::nullopt;
    const auto lon = number(lon_text), lat = number(lat_text);
    if (!lon) row.problem("lon", base::say("“{}”不是度数", "'{}' is not a number of degrees", lon_text));
    if (!lat) row.problem("lat", base::say("“{}”不是度数", "'{}' is not a number of degrees", lat_text));
    if (!lon || !lat) return std::nullopt;
    if (*lat < -90 || *lat > 90) {
        const bool swapped = *lat >= -180 && *lat <= 180 && *lon >= -90 && *lon <= 90;
        row.problem("lat", base::say("纬度 {} 超出 -90…90", "latitude {} is outside -90…90", lat_text) +
                               (swapped ? base::say("；经纬度似乎写反了", "; longitude and latitude look swapped") : ""));
        return std::nullopt;
    }
    if (*lon < -180 || *lon > 180) {
        row.problem("lon", base::say("经度 {} 超出 -180…180", "longitude {} is outside -180…180", lon_text));
        return std::nullopt;
    }
    return geo::LonLat{*lon, *lat};
}

/// A point that claims a unit must lie in it, when the layers have the unit's shape.
void check_inside(TableContext& c, Row& row, const Place& place) {
    const Area* unit = place.within.empty() || !place.position ? nullptr : shape_of(c.geodata, place.within);
    if (!unit || geo::inside({place.position->lon, place.position->lat}, unit->rings)) return;
    const std::string where = county_at(c.geodata, *place.position);
    const bool swapped = geo::inside({place.position->lat, place.position->lon}, unit->rings);
    row.problem("lon", base::say("{2} 的点位（{0}，{1}）不在 {3} {4} 内", "the point {0}, {1} of {2} lies outside {3} {4}", place.position->lon,
                                 place.position->lat, place.name.zh, unit->code, unit->name) +
                           (where.empty() ? "" : base::say("，而在 {}", ", in {}", where)) +
                           (swapped ? base::say("；经纬度写反了", "; longitude and latitude are swapped") : ""));
}

void check_precision(Row& row, const Place& place) {
    const bool shapeless = place.kind == PlaceKind::region || place.kind == PlaceKind::strategy || place.kind == PlaceKind::unplaced;
    if (shapeless && place.position)
        row.problem("lon", base::say("{} 类没有自己的点位；lon 和 lat 请留空", "kind {} has no point of its own; leave lon and lat empty", to_code(place.kind)));
    else if (shapeless && place.precision != Precision::none)
        row.problem("precision", base::say("{} 类的 precision 应为 none", "kind {} has precision 'none'", to_code(place.kind)));
    if (shapeless) return;
    if (place.position && place.precision == Precision::none)
        row.problem("precision", base::say("该地方有点位：precision 应为 exact、seat 或 approximate", "the place has a point: its precision is exact, seat or approximate"));
    if (!place.position && place.precision != Precision::none)
        row.problem("lon", base::say("缺少 lon 和 lat；没有点位的地方 precision 应为 none", "lon and lat are missing; a place without a point has precision 'none'"));
    if (place.source.empty()) row.problem("source", base::say("点位须注明来源", "a point needs its source"));
}

} // namespace

void read_administrative_places(TableContext& c) {
    const Geodata& g = c.geodata;
    std::set<std::string> counties, known;
    for (const Area& a : g.counties) counties.insert(a.code);
    std::map<std::string, const Seat*> seats;
    for (const Seat& s : g.seats)
        if (s.reliable) seats.emplace(s.adcode, &s);

    std::map<std::string, const Area*> prefectures;
    for (const Area& a : g.prefectures) prefectures.emplace(a.code, &a);
    // A city with districts has its seat in one of them. Where the source gives the same point to a county beside them
    // (前郭 at the seat of 松原), the county's own point is not known, and a link between the two would have no length.
    const auto seat_of = [&](const Area& a) {
        const auto seat = seats.find(a.code);
        if (seat == seats.end() || a.code.size() != 6 || a.code.ends_with("00") || a.name.ends_with("区")) return seat;
        const auto city = prefectures.find(a.code.substr(0, 4) + "00");
        const auto city_seat = seats.find(a.code.substr(0, 4) + "00");
        const bool borrowed = city != prefectures.end() && city->second->name.ends_with("市") && city_seat != seats.end() && city_seat->second->at == seat->second->at;
        return borrowed ? seats.end() : seat;
    };

    // A city without a seat of its own: the middle of its first district (code …02), which holds the seat of nearly all of them, is
    // nearer to it than the middle of its whole land (眉山 in 东坡: the two points are 41 km apart).
    std::map<std::string, const Area*> first_districts;
    for (const Area& a : g.counties)
        if (a.code.size() == 6 && a.code.ends_with("02") && a.name.ends_with("区")) first_districts.emplace(a.code.substr(0, 4) + "00", &a);
    const auto stand_in = [&](const Area& a) -> const Area* {
        const auto d = first_districts.find(a.code);
        return d != first_districts.end() && a.name.ends_with("市") ? d->second : nullptr;
    };

    const auto add = [&](const Area& a, PlaceKind kind) {
        if (a.code.empty() || !known.insert(a.code).second) return; // the first layer that has a code wins
        Place p;
        p.id = p.adcode = a.code;
        p.kind = kind;
        p.name = {a.name, english_name(a.name, a.pinyin, a.name_en)};
        p.short_zh = short_name(a.name);
        p.pinyin = letters_of(a.pinyin);
        // A province is drawn in the middle of its area; a municipality is a city too and has a seat under the same code.
        const auto seat = seat_of(a);
        p.position = seat != seats.end() ? seat->second->at : a.label;
        p.precision = seat != seats.end() ? Precision::seat : Precision::approximate;
        p.source = seat != seats.end() ? "GeoNames" : "label point of the boundary layer";
        if (seat == seats.end())
            if (const Area* district = stand_in(a)) {
                const auto its_seat = seats.find(district->code);
                p.position = its_seat != seats.end() ? its_seat->second->at : district->label;
                p.source = "point of the first district, " + district->name;
            }
        c.parts.places.push_back(std::move(p));
    };
    for (const Area& a : g.provinces) add(a, PlaceKind::province);
    for (const Area& a : g.prefectures) add(a, level_of(a.code, a.name, counties.contains(a.code)));
    for (const Area& a : g.counties) add(a, PlaceKind::county);
    std::sort(c.parts.places.begin(), c.parts.places.end(), [](const Place& a, const Place& b) { return a.adcode < b.adcode; });
}

void read_adcode_changes(TableContext& c) {
    struct Change {
        std::string old_code, new_code, old_name, new_name;
        int row;
    };
    std::vector<Change> changes;
    c.read_table("adcode_changes.csv", {"old_code", "new_code", "old_name", "new_name"}, {"year", "note"}, [&](Row& row) {
        for (const char* column : {"old_code", "new_code"}) {
            const std::string_view code = row.view(column);
            if (code.size() != 6 || code.find_first_not_of("0123456789") != std::string_view::npos)
                row.problem(column, base::say("“{}”不是六位代码", "'{}' is not a code of six digits", code));
        }
        if (row.view("old_name").empty()) row.problem("old_name", base::say("缺少名称", "the name is missing"));
        if (const auto year = row.view("year"); !year.empty() && (year.size() != 4 || year.find_first_not_of("0123456789") != std::string_view::npos))
            row.problem("year", base::say("“{}”不是年份", "'{}' is not a year", year));
        if (row.good()) changes.push_back({row.get("old_code"), row.get("new_code"), row.get("old_name"), row.get("new_name"), row.number()});
    });
    std::map<std::string, Place*> by_code;
    for (Place& p : c.parts.places)
        if (p.administrative()) by_code[p.adcode] = &p;
    // A code may have changed twice (平安县 632121 → 630221 → 630203): follow the chain to a code the layers have.
    const auto resolve = [&](std::string code, bool forward) -> Place* {
        for (std::size_t steps = 0; steps <= changes.size(); ++steps) {
            if (const auto found = by_code.find(code); found != by_code.end()) return found->second;
            const auto next = std::find_if(changes.begin(), changes.end(), [&](const Change& x) { return (forward ? x.old_code : x.new_code) == code; });
            if (next == changes.end()) return nullptr;
            code = forward ? next->new_code : next->old_code;
        }
        return nullptr;
    };
    for (const Change& change : changes) {
        Place* place = resolve(change.new_code, true);
        const bool newer = place == nullptr; // the change came after the boundary data: the old code is the one on the map
        if (newer) place = resolve(change.old_code, false);
        if (!place) {
            c.problems.push_back({"adcode_changes.csv", change.row, "new_code",
                                  base::say("边界数据中既没有 {} 也没有 {}", "the boundary data has neither {} nor {}", change.new_code, change.old_code)});
            continue;
        }
        const auto add_alias = [&](const std::string& alias) {
            if (!alias.empty() && alias != place->name.zh && alias != place->adcode && alias != place->short_zh &&
                std::find(place->aliases.begin(), place->aliases.end(), alias) == place->aliases.end())
                place->aliases.push_back(alias);
        };
        add_alias(newer ? change.new_name : change.old_name);
        add_alias(newer ? change.new_code : change.old_code);
    }
}

void read_places(TableContext& c) {
    std::set<std::string> ids;
    for (const Place& p : c.parts.places) ids.insert(p.id);
    c.index_places(); // `within` names administrative places only
    c.read_table("places.csv", {"id", "kind", "name"}, {"name_en", "short", "aliases", "within", "lon", "lat", "precision", "source", "note"}, [&](Row& row) {
        Place p;
        p.id = row.get("id");
        if (!valid_id(p.id)) {
            row.problem("id", base::say("“{}”：编号只能由 a-z、0-9 和 - 组成", "'{}': an id consists of a-z, 0-9 and -", p.id));
            return;
        }
        if (!ids.insert(p.id).second) {
            row.problem("id", base::say("编号“{}”用了两次", "the id '{}' is used twice", p.id));
            return;
        }
        if (p.id.find_first_not_of("0123456789") == std::string::npos) row.problem("id", base::say("“{}”像是代码；编号须含字母", "'{}' looks like a code; an id needs a letter", p.id));
        const auto kind = place_kind_from(row.view("kind"));
        if (!kind || *kind == PlaceKind::province || *kind == PlaceKind::prefecture || *kind == PlaceKind::county) {
            row.problem("kind", base::say("类别“{}”不认识：应为 zone、park、port、station、town、facility、foreign、region、strategy 或 unplaced",
                                          "unknown kind '{}': zone, park, port, station, town, facility, foreign, region, strategy or unplaced", row.view("kind")));
            return;
        }
        p.kind = *kind;
        p.name = {row.get("name"), row.get("name_en")};
        if (p.name.zh.empty()) {
            row.problem("name", base::say("缺少名称", "the name is missing"));
            return;
        }
        p.short_zh = row.get("short").empty() ? p.name.zh : row.get("short");
        p.aliases = row.list("aliases");
        p.source = row.get("source");
        p.note = row.get("note");
        if (const std::string within = row.get("within"); !within.empty()) {
            if (const PlaceIx i = c.place(row, "within", within); i != kNone) p.within = c.at(i).adcode;
        }
        p.position = point_of(row);
        if (const auto precision = precision_from(row.view("precision"))) {
            p.precision = *precision;
            if (row.good()) check_precision(row, p);
        } else {
            row.problem("precision", base::say("精度“{}”不认识：应为 exact、seat、approximate 或 none",
                                               "unknown precision '{}': exact, seat, approximate or none", row.view("precision")));
        }
        if (row.good()) check_inside(c, row, p);
        // A place with a bad point stays, unplaced: the links that name it would otherwise be reported for nothing.
        if (!row.good()) p.position.reset();
        if (!p.position) p.precision = Precision::none;
        c.parts.places.push_back(std::move(p));
    });
}

void read_members(TableContext& c) {
    std::map<PlaceIx, int> first_row;
    c.read_table("members.csv", {"region", "member"}, {"source"}, [&](Row& row) {
        const PlaceIx region = c.place(row, "region", row.get("region")), member = c.place(row, "member", row.get("member"));
        if (region == kNone || member == kNone) return;
        Place& place = c.parts.places[static_cast<std::size_t>(region)];
        if (place.kind != PlaceKind::region && place.kind != PlaceKind::strategy)
            return row.problem("region", base::say("{} 属 {} 类：只有 region 或 strategy 类有成员",
                                                   "{} is a {}: only a region or a strategy has members", place.id, to_code(place.kind)));
        if (region == member) return row.problem("member", base::say("{} 不能是自身的成员", "{} cannot be its own member", place.id));
        if (std::find(place.members.begin(), place.members.end(), member) != place.members.end())
            return row.problem("member", base::say("{0} 在 {1} 中列了两次", "{0} is listed twice in {1}", c.describe(member), place.id));
        place.members.push_back(member);
        first_row.emplace(region, row.number());
    });
    for (std::size_t i = 0; i < c.parts.places.size(); ++i) {
        Place& place = c.parts.places[i];
        const bool wants_members = place.kind == PlaceKind::region || place.kind == PlaceKind::strategy;
        if (wants_members && place.members.empty())
            c.problems.push_back({"members.csv", 0, "region", base::say("{} {} 没有成员：请列出，或将其改为 unplaced 类",
                                                                        "{} {} has no members: list them, or make it 'unplaced'", place.id, place.name.zh)});
        // A region that contains itself through others: every region on the circle is reported once and loses its members.
        std::vector<PlaceIx> open(place.members), seen;
        bool circle = false;
        while (!open.empty() && !circle) {
            const PlaceIx m = open.back();
            open.pop_back();
            circle = m == static_cast<PlaceIx>(i);
            if (std::find(seen.begin(), seen.end(), m) != seen.end()) continue;
            seen.push_back(m);
            const auto& more = c.at(m).members;
            open.insert(open.end(), more.begin(), more.end());
        }
        if (circle) {
            c.problems.push_back({"members.csv", first_row[static_cast<PlaceIx>(i)], "member",
                                  base::say("{} 经由另一区域成了自身的成员", "{} is a member of itself through another region", place.id)});
            place.members.clear();
        }
    }
}

} // namespace atlas::io
