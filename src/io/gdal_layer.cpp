// Boundary layers through GDAL's C interface. Texts are taken undecoded (open option ENCODING empty) and read by DbfText,
// so that both readers agree on what a .dbf without .cpg means; GDAL would take it for ISO 8859-1.
#include "base/say.hpp"
#include "io/dbf_text.hpp"
#include "io/gdal_session.hpp"
#include "io/raw_layer.hpp"

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>

#include <cstring>
#include <memory>
#include <type_traits>

namespace atlas::io {
namespace {

struct CloseDataset {
    void operator()(GDALDatasetH dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, CloseDataset>;
struct DestroyFeature {
    void operator()(OGRFeatureH feature) const { OGR_F_Destroy(feature); }
};
using Feature = std::unique_ptr<std::remove_pointer_t<OGRFeatureH>, DestroyFeature>;

/// Every line string below `geometry` becomes a part; one bulk copy each, without per-point calls.
void append_parts(OGRGeometryH geometry, geo::Path& path) {
    const int children = OGR_G_GetGeometryCount(geometry);
    if (children > 0) {
        for (int i = 0; i < children; ++i) append_parts(OGR_G_GetGeometryRef(geometry, i), path);
        return;
    }
    const int count = OGR_G_GetPointCount(geometry); // 0 for an empty polygon
    if (count <= 0) return;
    path.begin_part();
    const std::size_t old = path.points.size();
    path.points.resize(old + static_cast<std::size_t>(count));
    constexpr int kStride = sizeof(geo::Vec2);
    OGR_G_GetPoints(geometry, &path.points[old].x, kStride, &path.points[old].y, kStride, nullptr, 0);
}

/// Leaves only the asked fields to be decoded by GDAL. The indexes into a feature stay as they were.
void ignore_others(OGRLayerH layer, const RawWanted& wanted) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    std::vector<const char*> ignored;
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
        const char* name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
        bool asked = false;
        for (const char* field : wanted.fields) asked = asked || std::strcmp(field, name) == 0;
        if (!asked) ignored.push_back(name);
    }
    if (!wanted.with_shapes) ignored.push_back("OGR_GEOMETRY");
    ignored.push_back(nullptr);
    OGR_L_SetIgnoredFields(layer, ignored.data());
}

} // namespace

base::Result<RawLayer> read_with_gdal(const std::string& folder, const std::string& layer_name, const RawWanted& wanted) {
    auto checked = check_shape_files(folder, layer_name, wanted.shape);
    if (!checked) return checked.error();
    RawLayer out{*checked, {}, {}};
    const DbfText text = DbfText::choose(out.files, out.warning);

    const GdalSession session;
    const std::string path = out.files.base + ".shp";
    const char* const drivers[] = {"ESRI Shapefile", nullptr};
    const char* const options[] = {"ENCODING=", nullptr};
    const Dataset dataset(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, nullptr));
    OGRLayerH layer = dataset ? GDALDatasetGetLayer(dataset.get(), 0) : nullptr;
    if (layer == nullptr) return layer_error(out.files, 0, GdalSession::last_message(base::say("GDAL 无法打开", "GDAL cannot open it")));

    std::vector<int> indexes;
    for (const char* field : wanted.fields) {
        const int index = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), field);
        if (index < 0) return layer_error(out.files, 0, base::say("缺少字段“{}”", "the field '{}' is missing", field));
        indexes.push_back(index);
    }
    ignore_others(layer, wanted);

    out.features.reserve(static_cast<std::size_t>(out.files.records));
    OGR_L_ResetReading(layer);
    CPLErrorReset();
    while (const Feature feature{OGR_L_GetNextFeature(layer)}) {
        RawFeature& raw = out.features.emplace_back();
        raw.record = static_cast<int>(OGR_F_GetFID(feature.get())) + 1;
        raw.texts.reserve(indexes.size());
        for (std::size_t i = 0; i < indexes.size(); ++i) {
            const bool set = OGR_F_IsFieldSetAndNotNull(feature.get(), indexes[i]) != 0;
            auto value = text.read(set ? OGR_F_GetFieldAsString(feature.get(), indexes[i]) : "");
            if (!value) {
                return layer_error(out.files, raw.record, base::say("“{}”字段：字节不是 {} 编码（依据：{}）", "field '{}': the bytes are not {} (said by {})",
                                                                    wanted.fields[i], text.encoding(), text.chosen_by()));
            }
            raw.texts.push_back(std::move(*value));
        }
        if (!wanted.with_shapes) continue;
        OGRGeometryH geometry = OGR_F_GetGeometryRef(feature.get());
        if (geometry == nullptr) {
            return layer_error(out.files, raw.record,
                               base::say("没有几何：", "no geometry: ") + GdalSession::last_message(base::say("该记录是空的", "the record is empty")));
        }
        append_parts(geometry, raw.shape);
        if (const auto wrong = finish_shape(raw.shape, wanted.shape)) return layer_error(out.files, raw.record, *wrong);
    }
    if (CPLGetLastErrorType() >= CE_Failure) return layer_error(out.files, 0, GdalSession::last_message(""));
    if (out.features.empty()) return layer_error(out.files, 0, base::say("没有任何要素", "it has no features")); // all marked deleted
    return out;
}

} // namespace atlas::io
