// Water and points through shapelib, with its default file hooks but its messages kept instead of printed. A record that
// shapelib refuses (part counts that do not fit, a cut record) is an error with shapelib's own reason.
#include "base/say.hpp"
#include "io/dbf_text.hpp"
#include "io/raw_layer.hpp"

#include <shapefil.h>

#include <algorithm>
#include <memory>

namespace atlas::io {
namespace {

struct CloseShp {
    void operator()(SHPInfo* file) const { SHPClose(file); }
};
struct CloseDbf {
    void operator()(DBFInfo* file) const { DBFClose(file); }
};
struct DestroyObject {
    void operator()(SHPObject* object) const { SHPDestroyObject(object); }
};

// The hook gets no user data; a task reads its layer on one thread.
thread_local std::string last_message;
void keep_message(const char* message) { last_message = message; }

std::string reason(const std::string& otherwise) { return last_message.empty() ? otherwise : base::say("shapelib 报告：", "") + last_message; }

void append_parts(const SHPObject& object, geo::Path& path) {
    const auto vertices = static_cast<std::size_t>(std::max(object.nVertices, 0));
    const int parts = object.nParts;
    path.points.reserve(vertices);
    for (int i = 0; i < std::max(parts, 1); ++i) {
        const auto begin = static_cast<std::size_t>(parts > 0 ? object.panPartStart[i] : 0);
        const auto end = i + 1 < parts ? static_cast<std::size_t>(object.panPartStart[i + 1]) : vertices;
        if (begin >= end || end > vertices) continue; // shapelib has checked the order; an empty part has nothing to draw
        path.begin_part();
        for (std::size_t v = begin; v < end; ++v) path.points.push_back({object.padfX[v], object.padfY[v]});
    }
}

} // namespace

base::Result<RawLayer> read_with_shapelib(const std::string& folder, const std::string& layer_name, const RawWanted& wanted) {
    auto checked = check_shape_files(folder, layer_name, wanted.shape);
    if (!checked) return checked.error();
    RawLayer out{*checked, {}, {}};
    const DbfText text = DbfText::choose(out.files, out.warning);

    SAHooks hooks;
    SASetupDefaultHooks(&hooks);
    hooks.Error = keep_message;
    last_message.clear();
    const std::unique_ptr<SHPInfo, CloseShp> shapes(SHPOpenLL((out.files.base + ".shp").c_str(), "rb", &hooks));
    const std::string not_opened = base::say("shapelib 无法打开", "shapelib cannot open it");
    if (!shapes) return layer_error(out.files, 0, reason(not_opened));
    const std::unique_ptr<DBFInfo, CloseDbf> table(DBFOpenLL((out.files.base + ".dbf").c_str(), "rb", &hooks));
    if (!table) return layer_error(out.files, 0, base::say(".dbf 文件：", "the .dbf: ") + reason(not_opened));

    std::vector<int> indexes;
    for (const char* field : wanted.fields) {
        const int index = DBFGetFieldIndex(table.get(), field);
        if (index < 0) return layer_error(out.files, 0, base::say("缺少字段“{}”", "the field '{}' is missing", field));
        indexes.push_back(index);
    }

    int records = 0;
    SHPGetInfo(shapes.get(), &records, nullptr, nullptr, nullptr);
    records = std::min(records, DBFGetRecordCount(table.get()));
    out.features.reserve(static_cast<std::size_t>(std::max(records, 0)));
    for (int i = 0; i < records; ++i) {
        if (DBFIsRecordDeleted(table.get(), i)) continue;
        RawFeature& raw = out.features.emplace_back();
        raw.record = i + 1;
        for (std::size_t f = 0; f < indexes.size(); ++f) {
            const char* bytes = DBFReadStringAttribute(table.get(), i, indexes[f]);
            auto value = text.read(bytes == nullptr ? "" : bytes);
            if (!value) {
                return layer_error(out.files, raw.record, base::say("“{}”字段：字节不是 {} 编码（依据：{}）", "field '{}': the bytes are not {} (said by {})",
                                                                    wanted.fields[f], text.encoding(), text.chosen_by()));
            }
            raw.texts.push_back(std::move(*value));
        }
        if (!wanted.with_shapes) continue;
        last_message.clear();
        const std::unique_ptr<SHPObject, DestroyObject> object(SHPReadObject(shapes.get(), i));
        if (!object || object->nSHPType == SHPT_NULL) {
            return layer_error(out.files, raw.record, base::say("没有几何：", "no geometry: ") + reason(base::say("该记录是空的", "the record is empty")));
        }
        append_parts(*object, raw.shape);
        if (const auto wrong = finish_shape(raw.shape, wanted.shape)) return layer_error(out.files, raw.record, *wrong);
    }
    if (out.features.empty()) return layer_error(out.files, 0, base::say("没有任何要素", "it has no features"));
    return out;
}

} // namespace atlas::io
