// FIL: what a written file holds, read back from its bytes. PNG by its chunks, PDF and SVG by the marks that our writers leave.
#include "export/preflight.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "render_cairo/cairo_player.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <cstdlib>

namespace atlas::exporter {

namespace {

struct SizeMm { double width = 0, height = 0; };

std::uint32_t word_at(const std::string& bytes, std::size_t at) {
    std::uint32_t v = 0;
    for (std::size_t i = 0; i < 4 && at + i < bytes.size(); ++i) v = v << 8 | static_cast<unsigned char>(bytes[at + i]);
    return v;
}

/// Start of a chunk's data, or npos. Lengths are the file's own and are held against its end.
std::size_t png_chunk(const std::string& bytes, std::string_view kind) {
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        const std::size_t length = word_at(bytes, at);
        if (length > bytes.size() - at - 12) return std::string::npos;
        if (bytes.compare(at + 4, 4, kind) == 0) return at + 8;
        at += length + 12;
    }
    return std::string::npos;
}

std::optional<SizeMm> png_size(const std::string& b) {
    const std::size_t header = png_chunk(b, "IHDR"), phys = png_chunk(b, "pHYs");
    if (header == std::string::npos || phys == std::string::npos || b[phys + 8] != 1 || word_at(b, phys) == 0 || word_at(b, phys + 4) == 0) return std::nullopt;
    return SizeMm{1000.0 * word_at(b, header) / word_at(b, phys), 1000.0 * word_at(b, header + 4) / word_at(b, phys + 4)};
}

std::optional<SizeMm> pdf_size(const std::string& b) {
    const std::size_t at = b.find("/MediaBox");
    if (at == std::string::npos) return std::nullopt;
    const char* p = b.c_str() + at + 9;
    while (*p == ' ' || *p == '[') ++p;
    double v[4] = {};
    for (double& x : v) {
        char* end = nullptr;
        x = std::strtod(p, &end);
        if (end == p) return std::nullopt;
        p = end;
    }
    return SizeMm{(v[2] - v[0]) * 25.4 / 72, (v[3] - v[1]) * 25.4 / 72};
}

std::optional<SizeMm> svg_size(const std::string& b) {
    const std::size_t root = b.find("<svg"), end = root == std::string::npos ? root : b.find('>', root);
    if (end == std::string::npos) return std::nullopt;
    const std::string head = b.substr(root, end - root);
    const auto side = [&head](const std::string& name) {
        const std::size_t at = head.find(" " + name + "=\"");
        if (at == std::string::npos) return 0.0;
        char* rest = nullptr;
        const double v = std::strtod(head.c_str() + at + name.size() + 3, &rest);
        const std::string unit(rest, 2);
        return unit == "mm" ? v : unit == "pt" ? v * 25.4 / 72 : 0.0;
    };
    const SizeMm size{side("width"), side("height")};
    return size.width > 0 && size.height > 0 ? std::optional(size) : std::nullopt;
}

Finding finding(const char* rule, bool good, model::Text yes, model::Text no, model::Text remedy) {
    Finding f;
    f.rule = rule;
    f.severity = good ? Severity::passed : Severity::warning;
    f.sentence = good ? std::move(yes) : std::move(no);
    if (!good) f.remedy = std::move(remedy);
    return f;
}
Finding without(const char* rule, model::Text why, Checked checked = Checked::machine) {
    Finding f;
    f.rule = rule;
    f.severity = checked == Checked::machine ? Severity::not_applicable : Severity::note;
    f.checked = checked;
    f.sentence = std::move(why);
    return f;
}

} // namespace

base::Result<std::vector<Finding>> check_file(const std::string& path, const Figure& figure, const FigureSpec& spec) {
    auto read = base::read_file(path);
    if (!read) return read.error();
    const std::string& b = *read;
    const bool png = b.starts_with("\x89PNG\r\n\x1a\n"), pdf = b.starts_with("%PDF-"), svg = !png && !pdf && b.substr(0, 2000).find("<svg") != std::string::npos;
    if (!png && !pdf && !svg) return base::data_error(base::say("{}：不是 PNG、PDF 或 SVG", "{}: neither PNG, PDF nor SVG", path));
    std::vector<Finding> out;

    // A PNG has whole pixels: half of one may be missing on each axis.
    const auto size = png ? png_size(b) : pdf ? pdf_size(b) : svg_size(b);
    const double w = spec.page.width_mm, h = spec.page.height_mm, slack = png ? std::max(0.1, 0.51 * 25.4 / spec.dpi) : 0.1;
    const std::string got = size ? fmt::format("{:.2f} × {:.2f}", size->width, size->height) : std::string("?");
    out.push_back(finding("FIL1", size && std::abs(size->width - w) <= slack && std::abs(size->height - h) <= slack, {fmt::format("尺寸 {} 毫米", got), fmt::format("{} mm", got)},
                          {fmt::format("尺寸 {} 毫米，应为 {:g} × {:g}", got, w, h), fmt::format("{} mm, not {:g} × {:g}", got, w, h)}, {"重新写出", "Write it again"}));

    if (pdf) {
        const bool fonts = b.find("/FontFile") != std::string::npos && b.find("/ToUnicode") != std::string::npos, title = figure.picture.title.empty() || b.find("/Title") != std::string::npos;
        out.push_back(finding("FIL2", fonts && title, {"字体已嵌入，文字可搜索，有题名", "Fonts are embedded, text can be searched, there is a title"},
                              {fonts ? "PDF 没有题名" : "字体没有嵌入或文字不能搜索", fonts ? "The PDF has no title" : "A font is not embedded, or text cannot be searched"}, {"重新写出", "Write it again"}));
    } else out.push_back(without("FIL2", {"只适用于 PDF", "For PDF only"}));
    if (svg) {
        const bool whole = b.find("</svg>") != std::string::npos && b.find('\0') == std::string::npos;
        out.push_back(finding("FIL3", whole, {"SVG 完整；两种程序中的显示由测试比较", "A whole SVG; the tests compare two programs"}, {"SVG 不完整", "The SVG is cut off"}, {"重新写出", "Write it again"}));
    } else out.push_back(without("FIL3", {"只适用于 SVG", "For SVG only"}));
    if (png) out.push_back(finding("FIL4", png_chunk(b, "sRGB") != std::string::npos || png_chunk(b, "iCCP") != std::string::npos, {"标明 sRGB", "Tagged sRGB"}, {"没有标明 sRGB", "Not tagged sRGB"}, {"重新写出", "Write it again"}));
    else if (pdf) out.push_back(finding("FIL4", b.find("/OutputIntent") != std::string::npos, {"有输出色彩", "It has an output intent"}, {"没有输出色彩", "It has no output intent"}, {"重新写出", "Write it again"}));
    else out.push_back(without("FIL4", {"SVG 的颜色按标准即为 sRGB", "Colours of SVG are sRGB by its standard"}));

    const auto recipe = render_cairo::read_recipe(path);
    out.push_back(finding("FIL5", recipe && !figure.picture.recipe.empty() && *recipe == figure.picture.recipe, {"含配方与数据版本，可照此重画", "It holds the recipe and the data's hash"},
                          {recipe ? "配方与此图不同" : "没有配方", recipe ? "Its recipe is another figure's" : "It holds no recipe"}, {"用本程序重新写出", "Write it again with this program"}));
    const double mb = static_cast<double>(b.size()) / 1e6, room = std::max(1.0, w * h / (297.0 * 210.0)) * 20;
    out.push_back(finding("FIL7", mb <= room, {fmt::format("{:.1f} MB", mb), fmt::format("{:.1f} MB", mb)}, {fmt::format("{:.1f} MB，超过 {:.0f} MB", mb, room), fmt::format("{:.1f} MB, above {:.0f} MB", mb, room)},
                          {"降低分辨率", "Lower the resolution"}));
    out.back().option = "--dpi";
    return out;
}

base::Result<Finding> check_again(const std::string& path, const Figure& figure, const FigureSpec& spec, const text::FontSet& fonts) {
    const auto first = base::read_file(path);
    if (!first) return first.error();
    std::error_code failed;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(failed);
    if (failed) return base::output_error(base::say("没有可用的临时文件夹", "there is no folder for temporary files"));
    const std::string second = base::utf8_of(folder / ("corridor-atlas-" + base::sha256_hex(path + *first).substr(0, 16) + base::utf8_of(base::path_of(path).extension())));
    const auto written = write_figure(figure, fonts, spec, second);
    if (!written) return written.error();
    const auto again = base::read_file(second);
    std::filesystem::remove(base::path_of(second), failed);
    if (!again) return again.error();
    return finding("FIL6", *first == *again, {"重新导出逐字节相同", "A second export has the same bytes"}, {"重新导出的字节不同", "A second export differs"},
                   {"确认数据、字体和程序版本与原来相同", "Make sure that data, fonts and program are the same"});
}

} // namespace atlas::exporter
