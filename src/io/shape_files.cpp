// Headers of .shp, .shx and .dbf after ESRI's "Shapefile Technical Description" (1998) and the dBASE III file layout.
// Reads 100 bytes of the .shp, the whole .shx (8 bytes a record) and the header of the .dbf; no coordinates, no texts.
#include "io/shape_files.hpp"

#include "base/file.hpp"
#include "base/say.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace atlas::io {
namespace {

using base::data_error;
using base::Result;
using base::say;

constexpr std::uint64_t kHeaderSize = 100;
std::string remedy() { return say("请用发布包恢复 geodata/base", "restore geodata/base from the release"); }

std::uint64_t big32(const std::string& b, std::size_t at) {
    std::uint64_t v = 0;
    for (std::size_t i = 0; i < 4; ++i) v = v << 8 | static_cast<unsigned char>(b[at + i]);
    return v;
}
std::uint64_t little(const std::string& b, std::size_t at, std::size_t size) {
    std::uint64_t v = 0;
    for (std::size_t i = size; i-- > 0;) v = v << 8 | static_cast<unsigned char>(b[at + i]);
    return v;
}

struct Opened {
    std::string head;
    std::uint64_t size = 0;
};

Result<Opened> open_head(const std::string& path, std::size_t bytes) {
    std::error_code code;
    const auto file = base::path_of(path);
    if (!std::filesystem::is_regular_file(file, code)) return data_error(say("缺少文件“{}”", "the file '{}' is missing", path));
    Opened opened;
    opened.size = std::filesystem::file_size(file, code);
    std::ifstream in(file, std::ios::binary);
    if (code || !in) return data_error(say("文件“{}”无法打开", "the file '{}' cannot be opened", path));
    opened.head.resize(std::min<std::uint64_t>(bytes, opened.size));
    if (!in.read(opened.head.data(), static_cast<std::streamsize>(opened.head.size()))) {
        return data_error(say("文件“{}”无法读取", "the file '{}' cannot be read", path));
    }
    return opened;
}

std::string name_of(ShapeClass c) {
    return c == ShapeClass::point ? say("点", "points") : c == ShapeClass::line ? say("线", "lines") : say("面", "polygons");
}

/// Type codes: 1 point, 3 polyline, 5 polygon; +10 with Z, +20 with M.
bool fits(std::uint64_t type, ShapeClass wanted) {
    const std::uint64_t plain = wanted == ShapeClass::point ? 1 : wanted == ShapeClass::line ? 3 : 5;
    return type == plain || type == plain + 10 || type == plain + 20;
}

Result<std::uint64_t> check_main(const std::string& path, ShapeClass wanted) {
    auto opened = open_head(path, kHeaderSize);
    if (!opened) return opened.error();
    const std::string& head = opened->head;
    if (head.size() < kHeaderSize || big32(head, 0) != 9994) return data_error(say("“{}”不是 shapefile", "'{}' is not a shapefile", path));
    const std::uint64_t said = big32(head, 24) * 2;
    if (said > opened->size) {
        return data_error(say("“{}”不完整：只有 {} 字节，应有 {}", "'{}' is cut: {} bytes of {}", path, opened->size, said));
    }
    if (const std::uint64_t type = little(head, 32, 4); !fits(type, wanted)) {
        return data_error(say("“{}”的几何类型为 {}，应为{}", "'{}' holds geometry of type {}, not {}", path, type, name_of(wanted)));
    }
    return opened->size;
}

Result<std::uint64_t> check_index(const std::string& path, std::uint64_t main_size) {
    auto whole = base::read_file(path);
    if (!whole) return data_error(say("缺少文件“{}”", "the file '{}' is missing", path));
    if (whole->size() < kHeaderSize || big32(*whole, 0) != 9994) return data_error(say("“{}”不是 shapefile 索引", "'{}' is not a shapefile index", path));
    const std::uint64_t said = big32(*whole, 24) * 2;
    if (said > whole->size() || said < kHeaderSize || (said - kHeaderSize) % 8 != 0) {
        return data_error(say("“{}”不完整：只有 {} 字节，应有 {}", "'{}' is cut: {} bytes of {}", path, whole->size(), said));
    }
    const std::uint64_t records = (said - kHeaderSize) / 8;
    for (std::uint64_t i = 0; i < records; ++i) {
        const std::size_t at = kHeaderSize + 8 * i;
        const std::uint64_t offset = big32(*whole, at) * 2, length = big32(*whole, at + 4) * 2;
        if (offset < kHeaderSize || offset + 8 + length > main_size) {
            return data_error(say("“{}”第 {} 条记录指向 .shp 文件之外", "'{}' record {} points outside the .shp file", path, i + 1));
        }
    }
    return records;
}

Result<std::uint64_t> check_table(const std::string& path, std::uint8_t& ldid) {
    auto opened = open_head(path, 1 << 16);
    if (!opened) return opened.error();
    const std::string& head = opened->head;
    if (head.size() < 65) return data_error(say("“{}”不完整：只有 {} 字节", "'{}' is cut: {} bytes", path, opened->size));
    const std::uint64_t records = little(head, 4, 4), header = little(head, 8, 2), width = little(head, 10, 2);
    if (header < 65 || header > opened->size || width < 2) {
        return data_error(say("“{}”的文件头有误（文件头 {} 字节，每条记录 {} 字节，文件共 {} 字节）",
                              "'{}' has an impossible header (header of {} bytes, records of {}, file of {})", path, header, width, opened->size));
    }
    if (header + records * width > opened->size) {
        return data_error(say("“{}”不完整：只有 {} 字节，应有 {}", "'{}' is cut: {} bytes of {}", path, opened->size, header + records * width));
    }
    std::uint64_t used = 1; // the deletion mark
    for (std::size_t at = 32; at + 32 <= header && head[at] != '\r'; at += 32) used += little(head, at + 16, 1);
    if (used > width) {
        return data_error(say("“{}”的文件头有误（各字段共 {} 字节，每条记录只有 {} 字节）",
                              "'{}' has an impossible header (fields of {} bytes in records of {})", path, used, width));
    }
    ldid = static_cast<std::uint8_t>(head[29]);
    return records;
}

} // namespace

Result<ShapeFiles> check_shape_files(const std::string& folder, const std::string& layer, ShapeClass wanted) {
    ShapeFiles files{layer, folder + "/" + layer};
    const auto told = [&](const base::Error& e) { return data_error(say("图层“{}”：{}；{}", "layer '{}': {}; {}", layer, e.message, remedy())); };
    auto main = check_main(files.base + ".shp", wanted);
    if (!main) return told(main.error());
    auto index = check_index(files.base + ".shx", *main);
    if (!index) return told(index.error());
    auto table = check_table(files.base + ".dbf", files.ldid);
    if (!table) return told(table.error());
    if (*index != *table) {
        return told(data_error(say("“{0}.shx”有 {1} 条记录，“{0}.dbf”却有 {2} 条", "'{0}.shx' has {1} records, '{0}.dbf' has {2}",
                                   files.base, *index, *table)));
    }
    if (*index == 0) return told(data_error(say("“{}.shp”没有任何要素", "'{}.shp' has no features", files.base)));
    // Degrees are what every reader of the layer assumes; the range check alone would let a small local grid pass.
    if (auto projection = base::read_file(files.base + ".prj"); projection && projection->find("PROJC") != std::string::npos) {
        return told(data_error(say("“{}.prj”写有投影；图层须以度计（WGS 84 或 CGCS2000）",
                                   "'{}.prj' names a projection; the layer must be in degrees (WGS 84 or CGCS2000)", files.base)));
    }
    files.records = static_cast<int>(*index);
    return files;
}

base::Error layer_error(const ShapeFiles& files, int record, const std::string& what) {
    if (record == 0) return data_error(say("图层“{}”（{}.shp）：{}；{}", "layer '{}' ({}.shp): {}; {}", files.layer, files.base, what, remedy()));
    return data_error(say("图层“{}”（{}.shp）第 {} 条记录：{}；{}", "layer '{}' ({}.shp): record {}: {}; {}", files.layer, files.base, record, what, remedy()));
}

} // namespace atlas::io
