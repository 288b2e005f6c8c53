// The recipe back out of a figure. Any file may be given, so nothing in it is believed: lengths are checked against the
// file and against the limit, checksums are verified, and an SVG is searched as plain text, so that no entity is ever expanded.
#include "render_cairo/recipe.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "render_cairo/cairo_player.hpp"
#include "render_cairo/png_encoder.hpp"

#include <zlib.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>

namespace atlas::render_cairo {
namespace {

using base::Result;

base::Error too_large(const std::string& path) { return damaged_figure(path, base::say("配方超过 1 MB", "its recipe is larger than 1 MB")); }

constexpr std::size_t kMaxSvgBytes = 256 << 20; ///< read whole; far above any figure

/// A zlib stream unpacked, or nothing when it is broken or unpacks to more than a recipe.
std::optional<std::string> unpacked(std::string_view deflated) {
    std::string out(kMaxRecipeBytes, '\0');
    uLongf size = static_cast<uLongf>(out.size());
    if (uncompress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(deflated.data()), static_cast<uLong>(deflated.size())) != Z_OK)
        return std::nullopt;
    out.resize(size);
    return out;
}

/// The text of an iTXt chunk with our keyword: flags, language and translated keyword come before it.
std::optional<std::string> international_text(std::string_view data) {
    data.remove_prefix(kPngRecipeKeyword.size() + 1);
    if (data.size() < 4) return std::nullopt;
    const bool packed = data[0] == 1;
    if (data[0] > 1 || data[1] != 0) return std::nullopt;
    data.remove_prefix(2);
    for (int skipped = 0; skipped < 2; ++skipped) {
        const std::size_t end = data.find('\0');
        if (end == std::string_view::npos) return std::nullopt;
        data.remove_prefix(end + 1);
    }
    if (packed) return unpacked(data);
    return std::string(data);
}

Result<std::string> read_png_recipe(std::ifstream& in, std::uint64_t file_size, const std::string& path) {
    const auto damaged = [&] { return damaged_figure(path, base::say("PNG 的数据块不完整或校验不符", "a chunk of the PNG is cut short or fails its checksum")); };
    char head[8];
    for (std::uint64_t at = 8; at + 12 <= file_size;) {
        in.seekg(static_cast<std::streamoff>(at));
        if (!in.read(head, 8)) return damaged();
        const std::uint64_t length = u32_at(head);
        const std::string_view type(head + 4, 4);
        if (length > file_size - at - 12) return damaged();
        if (type == "IEND") return no_recipe(path);
        // A little more than the recipe itself: keyword, flags and language.
        if (type == "iTXt" && length > kPngRecipeKeyword.size()) {
            std::string data(kPngRecipeKeyword.size() + 1, '\0');
            if (!in.read(data.data(), static_cast<std::streamsize>(data.size()))) return damaged();
            if (data == std::string(kPngRecipeKeyword) + '\0') {
                if (length > kMaxRecipeBytes + 1024) return too_large(path);
                const std::size_t read = data.size();
                data.resize(length);
                char sum[4];
                if (!in.read(data.data() + read, static_cast<std::streamsize>(length - read)) || !in.read(sum, 4)) return damaged();
                uLong crc = crc32_z(0, reinterpret_cast<const Bytef*>(type.data()), 4);
                crc = crc32_z(crc, reinterpret_cast<const Bytef*>(data.data()), data.size());
                if (static_cast<std::uint32_t>(crc) != u32_at(sum)) return damaged();
                const auto text = international_text(data);
                if (!text) return damaged();
                return *text;
            }
        }
        at += 12 + length;
    }
    return damaged();
}

/// Text as XML writes it: the five names and character numbers, nothing else. Declared entities do not exist here.
std::optional<std::string> unescaped(std::string_view xml) {
    std::string out;
    while (!xml.empty()) {
        const std::size_t and_sign = xml.find('&');
        const std::string_view plain = xml.substr(0, and_sign);
        if (plain.find('<') != std::string_view::npos) return std::nullopt;
        out += plain;
        if (and_sign == std::string_view::npos) break;
        xml.remove_prefix(and_sign + 1);
        const std::size_t end = xml.substr(0, 10).find(';');
        if (end == std::string_view::npos) return std::nullopt;
        std::string_view name = xml.substr(0, end);
        xml.remove_prefix(end + 1);
        if (name == "amp") out += '&';
        else if (name == "lt") out += '<';
        else if (name == "gt") out += '>';
        else if (name == "quot") out += '"';
        else if (name == "apos") out += '\'';
        else {
            if (!name.starts_with('#')) return std::nullopt;
            name.remove_prefix(1);
            const bool hex = name.starts_with('x');
            if (hex) name.remove_prefix(1);
            unsigned code = 0;
            const auto read = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
            if (read.ec != std::errc() || read.ptr != name.data() + name.size() || code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return std::nullopt;
            base::append_utf8(out, static_cast<char32_t>(code));
        }
    }
    return out;
}

Result<std::string> read_svg_recipe(const std::string& svg, const std::string& path) {
    const std::string open = "<" + std::string(kSvgRecipeElement), close = "</" + std::string(kSvgRecipeElement) + ">";
    const std::size_t metadata = svg.find("<metadata"), metadata_end = svg.find("</metadata>", metadata == std::string::npos ? 0 : metadata);
    const std::size_t element = metadata == std::string::npos ? metadata : svg.find(open, metadata);
    if (element == std::string::npos || element > metadata_end) return no_recipe(path);
    const std::size_t from = svg.find('>', element), to = svg.find(close, element);
    const auto damaged = [&] { return damaged_figure(path, base::say("SVG 中的配方不完整", "the recipe in the SVG is not whole")); };
    if (from == std::string::npos || to == std::string::npos || from > to) return damaged();
    // Escaping makes a text at most six times as long.
    if (to - from - 1 > 6 * kMaxRecipeBytes) return too_large(path);
    const auto text = unescaped(std::string_view(svg).substr(from + 1, to - from - 1));
    if (!text) return damaged();
    return *text;
}

/// What escapes and packing leave room for is held against the limit in the end.
Result<std::string> limited(Result<std::string> read, const std::string& path) {
    if (read && read->size() > kMaxRecipeBytes) return too_large(path);
    return read;
}

} // namespace

base::Status check_recipe(const scene::Picture& picture, const std::string& path) {
    if (picture.recipe.size() <= kMaxRecipeBytes) return base::ok();
    return base::output_error(base::say("无法写入“{}”：图面配方超过 1 MB；请减少筛选条件或移动过的注记", "cannot write '{}': the figure's recipe is larger than 1 MB; use fewer filter terms or moved labels", path));
}

base::Error no_recipe(const std::string& path) {
    return base::data_error(base::say("“{}”中没有图面配方；请用本程序写出的 PNG、PDF 或 SVG", "'{}' carries no recipe; use a PNG, PDF or SVG that this program wrote", path));
}

base::Error damaged_figure(const std::string& path, const std::string& why) {
    return base::data_error(base::say("“{}”中的图面配方读不出来：{}", "the recipe in '{}' cannot be read: {}", path, why));
}

Result<std::string> read_recipe(const std::string& path) {
    namespace fs = std::filesystem;
    const fs::path file = base::path_of(path);
    std::error_code code;
    const fs::file_status status = fs::status(file, code);
    if (!fs::exists(status)) return base::data_error(base::say("无法读取“{}”：没有这个文件", "cannot read '{}': there is no such file", path));
    if (!fs::is_regular_file(status)) return base::data_error(base::say("无法读取“{}”：它不是文件", "cannot read '{}': it is not a file", path));
    const std::uint64_t size = fs::file_size(file, code);
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    if (!in || code) return base::data_error(base::say("无法读取“{}”：{}", "cannot read '{}': {}", path, base::system_reason(errno)));
    std::string begin(std::min<std::uint64_t>(size, 4096), '\0');
    in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    if (begin.starts_with(kPngSignature)) return limited(read_png_recipe(in, size, path), path);
    const auto in_begin = [&](std::string_view mark, std::size_t within) { return std::string_view(begin).substr(0, within).find(mark) != std::string_view::npos; };
    if (in_begin("%PDF-", 1024)) return read_pdf_recipe(path);
    if (!in_begin("<svg", begin.size())) return no_recipe(path);
    if (size > kMaxSvgBytes) return damaged_figure(path, base::say("文件过大", "the file is too large"));
    const auto svg = base::read_file(path);
    if (!svg) return svg.error();
    return limited(read_svg_recipe(*svg, path), path);
}

} // namespace atlas::render_cairo
