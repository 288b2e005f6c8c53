// The base layers as released, and as they come damaged: each damage is made on a copy in the test's own folder and must
// end in one sentence that names layer, file, record or field, and the remedy. Nothing may crash.
#include "base/file.hpp"
#include "base/utf8.hpp"
#include "io/geodata_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <random>
#include <set>

using namespace atlas;
using model::BoundaryKind;
namespace fs = std::filesystem;

namespace {

const std::string kReleased = std::string(ATLAS_SOURCE_DIR) + "/geodata";

const model::Geodata& released() {
    static const auto data = io::read_geodata(kReleased, {});
    if (!data) throw std::runtime_error(data.error().message);
    return *data;
}

/// A folder of the test's own: links to the released layers, real copies of the files to be damaged.
class Damaged : public testing::Test {
protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        root_ = fs::path(testing::TempDir()) / (std::string("atlas_geodata_") + info->name());
        fs::remove_all(root_);
        fs::create_directories(root_ / "base");
        for (const auto& entry : fs::directory_iterator(kReleased + "/base")) {
            fs::copy_file(entry.path(), root_ / "base" / entry.path().filename());
        }
        fs::permissions(root_ / "base", fs::perms::owner_all);
    }
    void TearDown() override { fs::remove_all(root_); }

    [[nodiscard]] std::string path(const std::string& file) const { return (root_ / "base" / file).string(); }
    [[nodiscard]] std::string bytes(const std::string& file) const { return base::read_file(path(file)).value(); }
    void put(const std::string& file, const std::string& content) const {
        ASSERT_TRUE(base::write_file(path(file), content));
    }
    void cut(const std::string& file, double share) const {
        const std::string all = bytes(file);
        put(file, all.substr(0, static_cast<std::size_t>(static_cast<double>(all.size()) * share)));
    }
    [[nodiscard]] base::Result<model::Geodata> read(const io::GeodataWanted& wanted = {}) const {
        return io::read_geodata(root_.string(), wanted);
    }
    /// The reading fails and the message has all of `parts` and the remedy.
    void expect_error(const std::vector<std::string>& parts, const io::GeodataWanted& wanted = {}) const {
        const auto result = read(wanted);
        ASSERT_FALSE(result);
        for (const std::string& part : parts) EXPECT_NE(result.error().message.find(part), std::string::npos) << part << " in: " << result.error().message;
        EXPECT_NE(result.error().message.find("restore geodata/base"), std::string::npos) << result.error().message;
    }
    /// The text fields of a .dbf, UTF-8 in, `encoding` out. Fields shrink or stay, since GBK needs fewer bytes than UTF-8.
    void recode_to_gbk(const std::string& file) const;

    fs::path root_;
};

std::uint32_t little32(const std::string& b, std::size_t at) {
    std::uint32_t v = 0;
    for (std::size_t i = 4; i-- > 0;) v = v << 8 | static_cast<unsigned char>(b[at + i]);
    return v;
}

/// GBK by looking the character up in what decode() gives for every two-byte code: independent of iconv's other direction.
std::string to_gbk(const std::string& utf8) {
    static const std::map<std::string, std::string> table = [] {
        std::map<std::string, std::string> t;
        for (int hi = 0x81; hi <= 0xFE; ++hi) {
            for (int lo = 0x40; lo <= 0xFE; ++lo) {
                const std::string code{static_cast<char>(hi), static_cast<char>(lo)};
                if (const auto text = base::decode(code, "GBK")) t.emplace(*text, code);
            }
        }
        return t;
    }();
    std::string out;
    for (const char32_t c : base::to_code_points(utf8)) {
        std::string one;
        base::append_utf8(one, c);
        out += c < 0x80 ? one : table.at(one);
    }
    return out;
}

void Damaged::recode_to_gbk(const std::string& file) const {
    std::string b = bytes(file);
    const std::size_t records = little32(b, 4), header = little32(b, 8) & 0xFFFF, width = little32(b, 8) >> 16;
    for (std::size_t r = 0; r < records; ++r) {
        std::size_t at = header + r * width + 1;
        for (std::size_t f = 32; b[f] != '\r'; f += 32) {
            const std::size_t size = static_cast<unsigned char>(b[f + 16]);
            std::string text = to_gbk(b.substr(at, size));
            ASSERT_LE(text.size(), size);
            text.resize(size, ' ');
            b.replace(at, size, text);
            at += size;
        }
    }
    put(file, b);
}

const model::Area& named(const std::vector<model::Area>& areas, const std::string& code) {
    const auto it = std::find_if(areas.begin(), areas.end(), [&](const model::Area& a) { return a.code == code; });
    if (it == areas.end()) throw std::runtime_error("no " + code);
    return *it;
}

bool inside(const geo::Path& rings, geo::LonLat p) {
    bool in = false;
    for (std::size_t part = 0; part < rings.part_count(); ++part) {
        const std::size_t begin = rings.part_begin(part), end = rings.part_end(part);
        for (std::size_t i = begin, last = end - 1; i < end; last = i++) {
            const geo::Vec2 a = rings.points[last], b = rings.points[i];
            if ((a.y > p.lat) != (b.y > p.lat) && p.lon < a.x + (p.lat - a.y) / (b.y - a.y) * (b.x - a.x)) in = !in;
        }
    }
    return in;
}

geo::Box box_of(const std::vector<model::BoundaryLine>& lines, BoundaryKind kind) {
    geo::Box box;
    for (const auto& line : lines) {
        if (line.kind == kind) box.add(line.lines.bounds());
    }
    return box;
}

} // namespace

TEST(Geodata, Counts) {
    const auto read = io::read_geodata(kReleased, {});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(read.warnings.empty()) << read.warnings.front();
    EXPECT_EQ(read->provinces.size(), 34U);
    EXPECT_EQ(read->prefectures.size(), 394U);
    EXPECT_EQ(read->counties.size(), 2891U);
    EXPECT_EQ(read->neighbours.size(), 37U);
    EXPECT_EQ(read->land_beyond.size(), 18U);
    EXPECT_EQ(read->lakes.size(), 409U);
    EXPECT_EQ(read->basin1.size(), 10U);
    EXPECT_EQ(read->basin2.size(), 106U);
    EXPECT_EQ(read->rivers.size(), 97U);
    EXPECT_EQ(read->minor_rivers.size(), 1272U);
    EXPECT_EQ(read->seats.size(), 2435U);
    EXPECT_EQ(read->ports.size(), 421U);
    EXPECT_EQ(read->boundaries.size(), 6367U + 11U);
}

TEST(Geodata, TextsAndPlaces) {
    const model::Geodata& data = released();
    const model::Area& sichuan = named(data.provinces, "510000");
    EXPECT_EQ(sichuan.name, "四川省");
    EXPECT_EQ(sichuan.name_en, "Sichuan");
    const model::Area& luzhou = named(data.prefectures, "510500");
    EXPECT_EQ(luzhou.name, "泸州市");
    EXPECT_EQ(luzhou.parent, "510000");
    const model::Area& jiangjin = named(data.counties, "500116");
    EXPECT_EQ(jiangjin.name, "江津区");
    EXPECT_EQ(jiangjin.parent, "500000");
    EXPECT_TRUE(inside(sichuan.rings, {104.0657, 30.6570})) << "Tianfu Square";
    EXPECT_FALSE(inside(sichuan.rings, {106.55, 29.56})) << "Chongqing";
    EXPECT_TRUE(inside(luzhou.rings, luzhou.label));
    EXPECT_EQ(data.neighbours.front().code, "RU");
    EXPECT_EQ(data.neighbours.front().name, "俄罗斯");
    const auto yangtze = std::find_if(data.rivers.begin(), data.rivers.end(), [](const model::River& r) { return r.name == "长江"; });
    ASSERT_NE(yangtze, data.rivers.end());
    EXPECT_EQ(yangtze->rank, 1);
    EXPECT_FALSE(yangtze->approximate);
    EXPECT_EQ(std::count_if(data.rivers.begin(), data.rivers.end(), [](const model::River& r) { return r.approximate; }), 4);
    EXPECT_EQ(std::count_if(data.seats.begin(), data.seats.end(), [](const model::Seat& s) { return !s.reliable; }), 13);
    EXPECT_EQ(std::count_if(data.seats.begin(), data.seats.end(), [](const model::Seat& s) { return s.level == 2; }), 354);
}

TEST(Geodata, LabelPointsLieInside) {
    const model::Geodata& data = released();
    for (const auto* layer : {&data.lakes, &data.basin1, &data.basin2}) {
        for (const model::Area& area : *layer) EXPECT_TRUE(inside(area.rings, area.label)) << area.name << area.label.lon << ' ' << area.label.lat;
    }
}

TEST(Geodata, RingsAreOpenAndHaveCorners) {
    for (const model::Area& county : released().counties) {
        ASSERT_TRUE(county.rings.closed);
        ASSERT_GT(county.rings.part_count(), 0U);
        for (std::size_t i = 0; i < county.rings.part_count(); ++i) {
            const std::size_t begin = county.rings.part_begin(i), end = county.rings.part_end(i);
            ASSERT_GE(end - begin, 3U) << county.name;
            for (std::size_t k = begin, last = end - 1; k < end; last = k++) {
                ASSERT_FALSE(county.rings.points[last] == county.rings.points[k]) << county.name << ": a point stands twice";
            }
        }
    }
}

TEST(Geodata, TheWholeOfChinaIsThere) {
    const model::Geodata& data = released();
    geo::Box land;
    for (const model::Area& province : data.provinces) land.add(province.rings.bounds());
    EXPECT_LT(land.min.y, 4.0) << "曾母暗沙 lies at 3.97 N";
    EXPECT_GT(land.max.y, 53.5);
    EXPECT_LT(land.min.x, 73.6);
    EXPECT_GT(land.max.x, 135.0);
    EXPECT_TRUE(inside(named(data.provinces, "710000").rings, {121.0, 23.8}));
    EXPECT_TRUE(inside(named(data.provinces, "650000").rings, {79.0, 35.3})) << "阿克赛钦";
    EXPECT_TRUE(inside(named(data.provinces, "540000").rings, {94.0, 28.0})) << "藏南";
    EXPECT_EQ(data.boundaries.size(), 6378U);

    std::size_t dashes = 0;
    for (const auto& line : data.boundaries) {
        if (line.kind == BoundaryKind::ten_dash) dashes += line.lines.part_count();
    }
    EXPECT_EQ(dashes, 10U);
    const geo::Box sea = box_of(data.boundaries, BoundaryKind::ten_dash);
    EXPECT_LT(sea.min.y, 3.5);
    EXPECT_GT(sea.max.y, 24.0) << "the dash east of Taiwan";
}

TEST(Geodata, LandBeyondStaysClearOfChinaAndJoinsTheNeighbours) {
    const model::Geodata& data = released();
    const geo::Box inner{{60.1, -9.9}, {149.9, 59.9}}; // a tenth of a degree lies under the neighbours
    auto beyond = [&](geo::LonLat p) {
        bool in = false;
        for (const auto& land : data.land_beyond) in = in != inside(land.rings, p);
        return in;
    };
    auto neighbour = [&](geo::LonLat p) { return std::any_of(data.neighbours.begin(), data.neighbours.end(), [&](const model::Area& a) { return inside(a.rings, p); }); };
    std::size_t vertices = 0;
    for (const auto& land : data.land_beyond) {
        for (const geo::Vec2& p : land.rings.points) {
            EXPECT_FALSE(p.x > inner.min.x && p.x < inner.max.x && p.y > inner.min.y && p.y < inner.max.y) << p.x << ' ' << p.y;
            ++vertices;
        }
    }
    EXPECT_LT(vertices, 25000U) << "far land needs no detail";
    for (const model::Area& province : data.provinces)
        for (std::size_t i = 0; i < province.rings.points.size(); i += 50) EXPECT_FALSE(beyond({province.rings.points[i].x, province.rings.points[i].y}));
    // Along the strip the two are the same land.
    int land = 0, apart = 0;
    auto compare = [&](double lon, double lat) {
        const bool one = neighbour({lon, lat});
        land += one ? 1 : 0;
        apart += one != beyond({lon, lat}) ? 1 : 0;
    };
    for (double lat = -9.93; lat < 59.9; lat += 0.0371) {
        compare(60.047, lat);
        compare(149.953, lat);
    }
    for (double lon = 60.013; lon < 150; lon += 0.0713) {
        compare(lon, 59.953);
        compare(lon, -9.953);
    }
    EXPECT_GT(land, 1000);
    EXPECT_EQ(apart, 0);
    for (geo::LonLat p : {geo::LonLat{2.5, 47.5}, {37, 54}, {179.99, 67.5}, {-179.99, 67.5}, {134, -24}, {-100, 42}, {0, -85}}) EXPECT_TRUE(beyond(p)) << p.lon;
    for (geo::LonLat p : {geo::LonLat{50, 42}, {35, 43}, {105, 35}, {-30, 35}}) EXPECT_FALSE(beyond(p)) << p.lon; // the Caspian and the Black Sea too
}

TEST(Geodata, BoundaryKinds) {
    std::map<BoundaryKind, int> count;
    for (const auto& line : released().boundaries) ++count[line.kind];
    EXPECT_EQ(count[BoundaryKind::national], 12);
    EXPECT_EQ(count[BoundaryKind::coast], 524);
    EXPECT_EQ(count[BoundaryKind::county], 4923);
    EXPECT_EQ(count[BoundaryKind::undetermined], 1);
    EXPECT_EQ(count[BoundaryKind::ten_dash], 1);
    EXPECT_EQ(count[BoundaryKind::other], 0);
    // Two on land (Hong Kong, Macao) and one at sea each; the finer doubles of Hong Kong's sea line stay prefecture lines.
    EXPECT_EQ(count[BoundaryKind::special_region], 4);
    EXPECT_EQ(count[BoundaryKind::province], (85 - 2) + (6 - 1)) << "on land and at sea";
    const geo::Box regions = box_of(released().boundaries, BoundaryKind::special_region);
    EXPECT_GT(regions.min.x, 113.4);
    EXPECT_LT(regions.max.x, 114.6);
    EXPECT_GT(regions.min.y, 22.0);
    EXPECT_LT(regions.max.y, 22.7);
}

TEST(Geodata, FillsAndLinesShareTheirVertices) {
    // Fills come from the provinces, lines from admin_line: where they part, a sliver would show.
    const model::Geodata& data = released();
    std::set<std::pair<double, double>> lines;
    for (const auto& line : data.boundaries) {
        for (const geo::Vec2& p : line.lines.points) lines.insert({p.x, p.y});
    }
    std::size_t apart = 0, all = 0;
    for (const model::Area& province : data.provinces) {
        for (const geo::Vec2& p : province.rings.points) {
            ++all;
            apart += lines.count({p.x, p.y}) == 0 ? 1 : 0;
        }
    }
    EXPECT_GT(all, 70000U);
    EXPECT_EQ(apart, 0U);

    // And the other way round, for the lines that rim a fill. The source has one vertex more in a county than in its
    // province, 5 cm off the edge.
    std::set<std::pair<double, double>> fills;
    for (const model::Area& province : data.provinces) {
        for (const geo::Vec2& p : province.rings.points) fills.insert({p.x, p.y});
    }
    std::set<std::pair<double, double>> outside;
    for (const auto& line : data.boundaries) {
        if (line.kind != BoundaryKind::national && line.kind != BoundaryKind::coast) continue;
        for (const geo::Vec2& p : line.lines.points) {
            if (fills.count({p.x, p.y}) == 0) outside.insert({p.x, p.y});
        }
    }
    EXPECT_EQ(outside, (std::set<std::pair<double, double>>{{107.882904, 21.630522}})) << "a coast inside the country";
}

TEST(Geodata, Relief) {
    const model::Raster& relief = released().relief;
    EXPECT_EQ(relief.width, 2700);
    EXPECT_EQ(relief.height, 1800);
    EXPECT_NEAR(relief.extent.min.x, 60, 1e-6);
    EXPECT_NEAR(relief.extent.min.y, 0, 1e-6);
    EXPECT_NEAR(relief.extent.max.x, 150, 1e-6);
    EXPECT_NEAR(relief.extent.max.y, 60, 1e-6);
    ASSERT_EQ(relief.grey.size(), 2700U * 1800U);
    // Mountains have contrast, the plain has none: the picture is the right way up and in the right place.
    const auto spread = [&](double lon, double lat) {
        double sum = 0, squares = 0;
        int n = 0;
        for (int dy = -15; dy <= 15; ++dy) {
            for (int dx = -15; dx <= 15; ++dx, ++n) {
                const int x = static_cast<int>((lon - 60) * 30) + dx, y = static_cast<int>((60 - lat) * 30) + dy;
                const double g = relief.grey[static_cast<std::size_t>(y) * 2700 + static_cast<std::size_t>(x)];
                sum += g;
                squares += g * g;
            }
        }
        return std::sqrt(squares / n - sum / n * (sum / n));
    };
    EXPECT_GT(spread(98, 29), 3 * spread(115, 36)) << "横断山 against 华北平原";
}

TEST(Geodata, NamesOnlyHasNoShapes) {
    const auto names = io::read_geodata(kReleased, io::GeodataWanted::names_only());
    ASSERT_TRUE(names) << names.error().message;
    EXPECT_EQ(names->counties.size(), 2891U);
    EXPECT_EQ(names->seats.size(), 2435U);
    EXPECT_EQ(named(names->prefectures, "510500").label, named(released().prefectures, "510500").label);
    EXPECT_TRUE(names->boundaries.empty() && names->rivers.empty() && names->relief.grey.empty());
    for (const auto* level : {&names->provinces, &names->prefectures, &names->counties}) {
        for (const model::Area& area : *level) EXPECT_TRUE(area.rings.points.empty());
    }
}

TEST(Geodata, ReadsTheSameTwice) {
    const auto again = io::read_geodata(kReleased, {});
    ASSERT_TRUE(again);
    ASSERT_EQ(again->counties.size(), released().counties.size());
    for (std::size_t i = 0; i < again->counties.size(); ++i) {
        EXPECT_EQ(again->counties[i].rings, released().counties[i].rings);
    }
    EXPECT_EQ(again->relief.grey, released().relief.grey);
}

TEST(Geodata, MissingFolder) {
    const auto missing = io::read_geodata(testing::TempDir() + "/no-such-geodata", {});
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find("no-such-geodata/base"), std::string::npos);
}

TEST_F(Damaged, NothingIsWrittenBesideTheData) {
    ASSERT_TRUE(read());
    for (const auto& entry : fs::directory_iterator(root_ / "base")) {
        EXPECT_TRUE(fs::exists(kReleased + "/base/" + entry.path().filename().string())) << entry.path();
    }
}

TEST_F(Damaged, MissingFilesOfAdministrativeLayers) {
    for (const char* file : {"province.shp", "prefecture.shx", "county.dbf", "admin_line.shp", "boundary_extra.dbf", "city.shx"}) {
        const std::string kept = bytes(file);
        fs::remove(path(file));
        expect_error({"layer '" + fs::path(file).stem().string() + "'", file, "missing"});
        EXPECT_FALSE(fs::exists(path(file))) << "no library may repair the folder on its own";
        put(file, kept);
    }
}

TEST_F(Damaged, MissingBackdropsAreWarnings) {
    for (const char* file : {"river.dbf", "river_minor.shp", "lake.shx", "port.shp", "neighbour.dbf", "land_beyond.shx", "basin1.shp", "basin2.dbf", "hillshade_2min.tif"}) {
        fs::remove(path(file));
    }
    const auto result = read();
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(result.warnings.size(), 9U);
    EXPECT_TRUE(result->rivers.empty() && result->minor_rivers.empty() && result->lakes.empty() && result->ports.empty());
    EXPECT_TRUE(result->neighbours.empty() && result->land_beyond.empty() && result->basin1.empty() && result->basin2.empty() && result->relief.grey.empty());
    EXPECT_EQ(result->provinces.size(), 34U);
}

TEST_F(Damaged, CutFilesOfBothReaders) {
    for (const char* file : {"province.shp", "county.shx", "prefecture.dbf", "city.shp", "city.dbf"}) {
        const std::string kept = bytes(file);
        for (const double share : {0.0, 0.0001, 0.5, 0.999}) {
            cut(file, share);
            expect_error({"layer '" + fs::path(file).stem().string() + "'", file});
            put(file, kept);
        }
    }
    for (const char* file : {"river.shp", "lake.dbf", "hillshade_2min.tif"}) {
        cut(file, 0.4);
        const auto result = read();
        ASSERT_TRUE(result) << file;
        EXPECT_EQ(result.warnings.size(), 1U) << file;
        fs::copy_file(kReleased + "/base/" + file, path(file), fs::copy_options::overwrite_existing);
    }
}

TEST_F(Damaged, HeadersThatLie) {
    std::string shx = bytes("river.shx");
    shx[100] = 0x7F; // the first record lies beyond the end
    put("river.shx", shx);
    std::string dbf = bytes("lake.dbf");
    dbf[8] = '\xFF';
    dbf[9] = '\xFF'; // header length 65535
    put("lake.dbf", dbf);
    std::string records = bytes("port.dbf");
    records[7] = 0x7F; // two thousand million records
    put("port.dbf", records);
    std::string fields = bytes("basin1.dbf");
    fields[32 + 16] = '\xFF'; // a field longer than its record
    put("basin1.dbf", fields);
    const auto result = read();
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(result.warnings.size(), 4U);
    EXPECT_TRUE(result->rivers.empty() && result->lakes.empty() && result->ports.empty() && result->basin1.empty());
}

TEST_F(Damaged, BadCoordinates) {
    // The first record starts at byte 100: 8 bytes of head, type, box, two counts, one part start; then the points.
    const std::size_t first_point = 100 + 8 + 44 + 4;
    std::string shp = bytes("river.shp"); // one part, so this holds there
    const double bad = std::nan("");
    std::memcpy(shp.data() + first_point, &bad, 8);
    put("river.shp", shp);
    auto result = read();
    ASSERT_TRUE(result);
    ASSERT_EQ(result.warnings.size(), 1U);
    EXPECT_NE(result.warnings[0].find("layer 'river'"), std::string::npos) << result.warnings[0];
    EXPECT_NE(result.warnings[0].find("record 1"), std::string::npos) << result.warnings[0];
    EXPECT_NE(result.warnings[0].find("nan"), std::string::npos) << result.warnings[0];

    std::string admin = bytes("admin_line.shp");
    const double far = 1e6; // metres where degrees are expected
    std::memcpy(admin.data() + first_point, &far, 8);
    put("admin_line.shp", admin);
    expect_error({"layer 'admin_line'", "record 1", "degrees"});
}

TEST_F(Damaged, WrongGeometryFieldsAndProjection) {
    fs::copy_file(path("river.shp"), path("province.shp"), fs::copy_options::overwrite_existing);
    expect_error({"layer 'province'", "polygons"});
    fs::copy_file(kReleased + "/base/province.shp", path("province.shp"), fs::copy_options::overwrite_existing);

    std::string dbf = bytes("county.dbf");
    dbf.replace(dbf.find("pinyin"), 6, "pinyim");
    put("county.dbf", dbf);
    expect_error({"layer 'county'", "'pinyin'", "missing"});
    fs::copy_file(kReleased + "/base/county.dbf", path("county.dbf"), fs::copy_options::overwrite_existing);

    put("prefecture.prj", "PROJCS[\"Albers\",GEOGCS[\"GCS_WGS_1984\"]]");
    expect_error({"layer 'prefecture'", "degrees"});
}

TEST_F(Damaged, WrongValues) {
    const std::string good = bytes("prefecture.dbf");
    std::string dbf = good;
    dbf.replace(dbf.find("510500"), 6, "5105X0");
    put("prefecture.dbf", dbf);
    expect_error({"layer 'prefecture'", "record", "'adcode'", "5105X0"});
    dbf = good;
    dbf.replace(dbf.find("510500"), 6, "510400");
    put("prefecture.dbf", dbf);
    expect_error({"'adcode'", "510400", "twice"});
    dbf = good;
    dbf.replace(dbf.find("泸州市"), 9, "         ");
    put("prefecture.dbf", dbf);
    expect_error({"'name'", "blank"});
    dbf = good;
    const std::size_t parent = dbf.find("510000", dbf.find("泸州市"));
    dbf.replace(parent, 6, "990000");
    put("prefecture.dbf", dbf);
    expect_error({"layer 'prefecture'", "泸州市", "990000"});
    dbf = good;
    const std::size_t lon = dbf.find("105.", dbf.find("泸州市"));
    dbf.replace(lon, 4, " 95.");
    put("prefecture.dbf", dbf);
    expect_error({"'lon'", "outside"});
    put("prefecture.dbf", good);

    std::string kinds = bytes("admin_line.dbf");
    kinds.replace(kinds.find("国界"), 6, "国境");
    put("admin_line.dbf", kinds);
    expect_error({"layer 'admin_line'", "'kind'", "国境"});
}

TEST_F(Damaged, LandBeyondInAWrongCell) {
    const std::string good = bytes("land_beyond.dbf");
    const std::size_t cell = good.find("-180");
    ASSERT_NE(cell, std::string::npos);
    for (const auto& [value, sentence] : {std::pair{"-175", "west edge of a cell of 30 degrees"}, {" 180", "west edge"}, {"-120", "outside its cell"}}) {
        std::string dbf = good;
        put("land_beyond.dbf", dbf.replace(cell, 4, value));
        const auto result = read();
        ASSERT_TRUE(result) << result.error().message;
        ASSERT_EQ(result.warnings.size(), 1U) << value;
        for (const char* part : {"layer 'land_beyond'", "record 1", "'cell'", sentence, "restore geodata/base", "without it"})
            EXPECT_NE(result.warnings[0].find(part), std::string::npos) << part << " in: " << result.warnings[0];
        EXPECT_TRUE(result->land_beyond.empty());
        EXPECT_EQ(result->neighbours.size(), 37U);
    }
}

TEST_F(Damaged, GbkWithoutCpgAndByLdid) {
    for (const char* layer : {"province", "river", "boundary_extra"}) { // both readers
        recode_to_gbk(std::string(layer) + ".dbf");
        fs::remove(path(std::string(layer) + ".cpg"));
    }
    const auto guessed = read();
    ASSERT_TRUE(guessed) << guessed.error().message;
    EXPECT_EQ(named(guessed->provinces, "510000").name, "四川省");
    for (std::size_t i = 0; i < guessed->rivers.size(); ++i) EXPECT_EQ(guessed->rivers[i].name, released().rivers[i].name);

    for (const char* layer : {"province", "river", "boundary_extra"}) {
        std::string dbf = bytes(std::string(layer) + ".dbf");
        dbf[29] = 0x4D;
        put(std::string(layer) + ".dbf", dbf);
    }
    const auto told = read();
    ASSERT_TRUE(told) << told.error().message;
    EXPECT_EQ(named(told->provinces, "510000").name, "四川省");
    EXPECT_EQ(told->rivers[0].name, released().rivers[0].name);

    for (const char* name : {"GBK", "936", "CP936", "gb18030\r\n", "OEM 936", "GB2312"}) {
        put("province.cpg", name);
        const auto named_so = read(io::GeodataWanted::names_only());
        ASSERT_TRUE(named_so) << name;
        EXPECT_EQ(named(named_so->provinces, "510000").name, "四川省") << name;
        EXPECT_TRUE(named_so.warnings.empty());
    }
}

TEST_F(Damaged, Utf8WithoutCpgAndWithAnsiByte) {
    fs::remove(path("province.cpg"));
    std::string dbf = bytes("province.dbf");
    dbf[29] = 0x57;
    put("province.dbf", dbf);
    const auto result = read(io::GeodataWanted::names_only());
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(named(result->provinces, "510000").name, "四川省");
}

TEST_F(Damaged, CpgThatIsUnknownOrWrong) {
    put("province.cpg", "KLINGON-8");
    const auto unknown = read(io::GeodataWanted::names_only());
    ASSERT_TRUE(unknown) << unknown.error().message;
    EXPECT_EQ(named(unknown->provinces, "510000").name, "四川省");
    ASSERT_EQ(unknown.warnings.size(), 1U);
    EXPECT_NE(unknown.warnings[0].find("KLINGON-8"), std::string::npos);

    recode_to_gbk("province.dbf");
    put("province.cpg", "UTF-8"); // a lie: refuse it, never show wrong characters
    expect_error({"layer 'province'", "record 1", "'name'", "UTF-8", "province.cpg"}, io::GeodataWanted::names_only());
}

TEST_F(Damaged, RandomBytesNeverCrash) {
    // Small layers of both readers, a few bytes turned at random: any answer is right, as long as there is one.
    std::mt19937 random(20240501);
    io::GeodataWanted wanted = io::GeodataWanted::names_only();
    wanted.boundaries = wanted.rivers = wanted.lakes = wanted.ports = wanted.basins = true;
    int refused = 0;
    for (int round = 0; round < 60; ++round) {
        for (const char* file : {"river.shp", "river.dbf", "lake.shp", "lake.shx", "boundary_extra.shp", "port.dbf", "basin1.shp"}) {
            std::string b = base::read_file(kReleased + "/base/" + file).value();
            for (int k = 0; k < 8; ++k) b[random() % std::min<std::size_t>(b.size(), round % 2 == 0 ? 300 : b.size())] = static_cast<char>(random());
            put(file, b);
        }
        const auto result = read(wanted);
        refused += !result || !result.warnings.empty() ? 1 : 0;
        EXPECT_TRUE(!result || result->counties.size() == 2891U);
    }
    EXPECT_GT(refused, 30);
}
