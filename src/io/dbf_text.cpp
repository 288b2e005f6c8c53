// LDID values after the dBASE and FoxPro code page lists. 0x57 ("ANSI", the code page of whoever wrote the file) says
// nothing about which one, so the bytes decide as if it were absent.
#include "io/dbf_text.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace atlas::io {
namespace {

/// A .cpg holds what its writer liked: "UTF-8", "utf8", "65001", "936", "CP936", "GBK", "ISO 88591", "OEM 936".
std::string normal_name(const std::string& written) {
    std::string name;
    for (const char c : written) {
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) name.push_back(c);
        if (c >= 'a' && c <= 'z') name.push_back(static_cast<char>(c - 'a' + 'A'));
    }
    for (const char* prefix : {"ANSI", "OEM", "WINDOWS", "CP"}) {
        if (name.rfind(prefix, 0) == 0) name.erase(0, std::string_view(prefix).size());
    }
    // GBK and GB 2312 are read as GB 18030, their superset: files marked so hold rare characters of names in it.
    if (name == "UTF8" || name == "65001") return "UTF-8";
    if (name == "936" || name == "GBK" || name == "GB2312" || name == "GB18030" || name == "EUCCN" || name == "54936") return "GB18030";
    if (name == "950" || name == "BIG5") return "BIG5";
    if (name.rfind("ISO8859", 0) == 0 && name.size() > 7) return "ISO-8859-" + name.substr(7);
    if (name.rfind("8859", 0) == 0 && name.size() > 4) return "ISO-8859-" + name.substr(4);
    if (!name.empty() && name.find_first_not_of("0123456789") == std::string::npos) return "CP" + name;
    return base::trim(written);
}

const char* name_of_ldid(std::uint8_t ldid) {
    switch (ldid) {
    case 0x4D: case 0x7A: return "GB18030";
    case 0x4F: case 0x78: return "BIG5";
    case 0x01: return "CP437";
    case 0x02: return "CP850";
    case 0x03: case 0x58: case 0x59: return "CP1252";
    case 0x13: case 0x7B: return "CP932";
    case 0x4E: case 0x79: return "CP949";
    case 0x26: case 0x65: return "CP866";
    case 0xC8: return "CP1250";
    case 0xC9: return "CP1251";
    default: return nullptr;
    }
}

std::string file_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

} // namespace

DbfText DbfText::choose(const ShapeFiles& files, std::string& warning) {
    DbfText text;
    std::string unknown;
    for (const char* extension : {".cpg", ".CPG"}) {
        const auto written = base::read_file(files.base + extension);
        if (!written) continue;
        const std::string line = base::trim(written->substr(0, 64));
        const std::string name = normal_name(line);
        if (!name.empty() && base::decode("", name)) {
            text.encoding_ = name;
            text.chosen_by_ = file_name(files.base) + ".cpg";
            return text;
        }
        unknown = base::first_invalid_utf8(line) ? base::say("（无法辨认）", "(unreadable)") : line;
        break;
    }
    if (const char* name = name_of_ldid(files.ldid)) {
        text.encoding_ = name;
        text.chosen_by_ = base::say(".dbf 文件头", "the .dbf header");
    } else {
        // Fields are padded with blanks, so the joined records are valid UTF-8 exactly when every field is.
        auto bytes = base::read_file(files.base + ".dbf");
        const std::size_t header = bytes && bytes->size() > 10
                                       ? static_cast<unsigned char>((*bytes)[8]) + 256U * static_cast<unsigned char>((*bytes)[9])
                                       : 0;
        const bool utf8 = bytes && !base::first_invalid_utf8(std::string_view(*bytes).substr(std::min(header, bytes->size())));
        text.encoding_ = utf8 ? "UTF-8" : "GB18030";
        text.chosen_by_ = base::say("字节本身", "the bytes");
    }
    if (!unknown.empty()) {
        warning = base::say("图层“{0}”：“{1}.cpg”所写的编码“{2}”不认识；已依据{4}按 {3} 读取",
                            "layer '{0}': '{1}.cpg' names an unknown encoding '{2}'; read as {3} by {4}", files.layer, files.base, unknown,
                            text.encoding_, text.chosen_by_);
    }
    return text;
}

std::optional<std::string> DbfText::read(std::string_view bytes) const {
    const auto text = base::decode(bytes, encoding_);
    if (!text) return std::nullopt;
    return base::trim(*text);
}

} // namespace atlas::io
