// Asks GDAL for the pixels and the geotransform only: the coordinate system would open PROJ's database, which costs
// more than decoding the picture.
#include "io/relief.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "io/gdal_session.hpp"

#include <gdal.h>

#include <cmath>
#include <memory>
#include <system_error>

namespace atlas::io {
namespace {

constexpr long kMostPixels = 200'000'000; // a header that asks for more is damaged, or the file is not this layer

struct CloseDataset {
    void operator()(GDALDatasetH dataset) const { GDALClose(dataset); }
};

} // namespace

base::Result<model::Raster> read_relief(const std::string& path) {
    const auto wrong = [&](const std::string& what) {
        return base::data_error(base::say("图层“relief”（{}）：{}；请用发布包恢复 geodata/base",
                                          "layer 'relief' ({}): {}; restore geodata/base from the release", path, what));
    };
    std::error_code code;
    if (!std::filesystem::is_regular_file(base::path_of(path), code)) return wrong(base::say("缺少这个文件", "the file is missing"));

    const GdalSession session;
    const char* const drivers[] = {"GTiff", nullptr};
    const char* const no_siblings[] = {nullptr}; // an empty list: do not look for .ovr, .tfw, .aux
    const std::unique_ptr<void, CloseDataset> dataset(
        GDALOpenEx(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, no_siblings));
    if (!dataset) return wrong(GdalSession::last_message(base::say("GDAL 无法打开", "GDAL cannot open it")));

    model::Raster raster;
    raster.width = GDALGetRasterXSize(dataset.get());
    raster.height = GDALGetRasterYSize(dataset.get());
    if (raster.width < 2 || raster.height < 2 || static_cast<long>(raster.width) * raster.height > kMostPixels) {
        return wrong(base::say("大小为 {} × {} 像素，不合要求", "a size of {} × {} pixels", raster.width, raster.height));
    }
    GDALRasterBandH band = GDALGetRasterCount(dataset.get()) == 1 ? GDALGetRasterBand(dataset.get(), 1) : nullptr;
    if (band == nullptr || GDALGetRasterDataType(band) != GDT_Byte) return wrong(base::say("它不是单波段 8 位影像", "it is not one band of 8 bits"));

    double t[6] = {};
    if (GDALGetGeoTransform(dataset.get(), t) != CE_None || t[2] != 0 || t[4] != 0 || !(t[1] > 0) || !(t[5] < 0)) {
        return wrong(base::say("它没有地图位置（应为北向上、以度计）", "it has no place on the map (north-up, in degrees)"));
    }
    raster.extent = {{t[0], t[3] + t[5] * raster.height}, {t[0] + t[1] * raster.width, t[3]}};
    const geo::Box& e = raster.extent;
    if (!(e.min.x >= -180.001 && e.max.x <= 180.001 && e.min.y >= -90.001 && e.max.y <= 90.001)) {
        return wrong(base::say("其范围（{}，{}）–（{}，{}）不是以度计", "its extent ({}, {}) – ({}, {}) is not in degrees", e.min.x, e.min.y, e.max.x, e.max.y));
    }
    raster.grey.resize(static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height));
    if (GDALRasterIO(band, GF_Read, 0, 0, raster.width, raster.height, raster.grey.data(), raster.width, raster.height, GDT_Byte, 0, 0) != CE_None) {
        return wrong(GdalSession::last_message(base::say("其像素无法读取", "its pixels cannot be read")));
    }
    return raster;
}

} // namespace atlas::io
