// Pages by name or by size, and what is refused.
#include "export/figure.hpp"

#include "base/say.hpp"
#include "render_cairo/cairo_player.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace atlas::exporter {

namespace {

std::string largest_page(double dpi) {
    const double side_px = std::min<double>(render_cairo::kMaxSide, std::sqrt(static_cast<double>(render_cairo::kMaxPixels)));
    const double side_mm = std::floor(side_px / dpi * 25.4);
    return fmt::format("{:.0f} × {:.0f} mm", side_mm, side_mm);
}

struct Template {
    std::string_view name;
    PageSize size;
};
constexpr Template kTemplates[] = {
    {"a4-landscape", {297, 210}}, {"a4-portrait", {210, 297}},   {"a3-landscape", {420, 297}}, {"a3-portrait", {297, 420}},
    {"a0-landscape", {1189, 841}}, {"a0-portrait", {841, 1189}}, {"a0", {1189, 841}},          {"16:9", {338.67, 190.5}},
    {"word-half", {150, 105}},
};

} // namespace

base::Status check_page(const PageSize& page, double dpi) {
    if (!(dpi >= 30 && dpi <= 2400)) return base::usage_error(base::say("分辨率 {} 不可用：--dpi 应为 30 到 2400", "the resolution {} is not possible: --dpi is 30 to 2400", dpi));
    if (!(page.width_mm >= 80 && page.height_mm >= 80))
        return base::usage_error(base::say("页面 {} × {} mm 太小：每边至少 80 mm，才放得下图名和图例",
                                           "a page of {} × {} mm is too small: title and legend need at least 80 mm a side", page.width_mm, page.height_mm));
    const double w = page.width_mm / 25.4 * dpi, h = page.height_mm / 25.4 * dpi;
    if (!(w <= render_cairo::kMaxSide && h <= render_cairo::kMaxSide && w * h <= render_cairo::kMaxPixels))
        return base::usage_error(base::say("页面 {} × {} mm 在 {} dpi 下过大：最大约 {}，或降低 --dpi",
                                           "a page of {} × {} mm is too large at {} dpi: the largest that fits is about {}; or lower --dpi",
                                           page.width_mm, page.height_mm, dpi, largest_page(dpi)));
    return base::ok();
}

base::Result<PageSize> parse_page(const std::string& given, double dpi) {
    PageSize page;
    bool known = false;
    for (const Template& t : kTemplates)
        if (given == t.name) {
            page = t.size;
            known = true;
        }
    if (!known) {
        const std::size_t x = given.find_first_of("xX*");
        auto number = [](std::string_view s, double& v) {
            const auto r = std::from_chars(s.data(), s.data() + s.size(), v);
            return r.ec == std::errc() && r.ptr == s.data() + s.size();
        };
        const bool mm = given.size() > 2 && given.compare(given.size() - 2, 2, "mm") == 0;
        if (x == std::string::npos || !mm || !number(std::string_view(given).substr(0, x), page.width_mm) ||
            !number(std::string_view(given).substr(x + 1, given.size() - x - 3), page.height_mm))
            return base::usage_error(base::say("看不懂页面“{}”：请用 a4-landscape、a4-portrait、a3-landscape、a3-portrait、a0-landscape、a0-portrait、16:9、word-half 或 宽x高mm（如 150x110mm）",
                                               "unknown page '{}': use a4-landscape, a4-portrait, a3-landscape, a3-portrait, a0-landscape, a0-portrait, 16:9, word-half or WxHmm (such as 150x110mm)", given));
    }
    if (auto fits = check_page(page, dpi); !fits) return fits.error();
    return page;
}

} // namespace atlas::exporter
