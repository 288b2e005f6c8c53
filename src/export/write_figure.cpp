// A figure into a file of the format that its name asks for.
#include "export/figure.hpp"

#include "base/say.hpp"
#include "base/utf8.hpp"
#include "render_cairo/cairo_player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace atlas::exporter {

namespace {

/// The picture without the layer that fills the frame with water: with neither paper nor sea the map lies on whatever is below it.
scene::Picture without_sea(const scene::Picture& picture) {
    scene::Picture out = picture;
    for (scene::Placed& placed : out.lists) {
        const auto is_sea = [](const scene::Command& c) {
            const auto* layer = std::get_if<scene::BeginLayer>(&c);
            return layer != nullptr && layer->id == "sea";
        };
        if (std::none_of(placed.list->commands.begin(), placed.list->commands.end(), is_sea)) continue;
        auto kept = std::make_shared<scene::DisplayList>();
        bool inside = false;
        for (const scene::Command& c : placed.list->commands) {
            inside = inside || is_sea(c);
            if (!inside) kept->commands.push_back(c);
            if (std::holds_alternative<scene::EndLayer>(c)) inside = false;
        }
        placed.list = std::move(kept);
    }
    return out;
}

std::optional<std::string> missing_warning(const scene::Picture& picture) {
    const auto missing = render_cairo::missing_glyphs(picture);
    if (missing.empty()) return std::nullopt;
    std::vector<std::string> names;
    for (const auto& m : missing)
        names.push_back(fmt::format("{}(U+{:04X})", base::say("“{}”", "'{}' ", base::to_utf8(std::u32string_view(&m.character, 1))), static_cast<std::uint32_t>(m.character)));
    return base::say("字体缺少{}，图上显示为空框；请安装含有这些字的字体", "the fonts lack {}; the figure shows empty boxes; install a font that has them", base::listed(names));
}

} // namespace

base::Status write_figure(const Figure& figure, const text::FontSet& fonts, const FigureSpec& spec, const std::string& path) {
    auto ends = [&](std::string_view tail) {
        if (path.size() <= tail.size()) return false;
        std::string last = path.substr(path.size() - tail.size());
        for (char& ch : last) ch = static_cast<char>(std::tolower(static_cast<unsigned char>(ch)));
        return last == tail;
    };
    const render_cairo::FileOptions options{spec.dpi, spec.transparent, spec.outlines};
    const scene::Picture picture = spec.transparent ? without_sea(figure.picture) : figure.picture;
    base::Status written = base::usage_error(base::say("不认识文件“{}”的格式：文件名应以 .png、.pdf 或 .svg 结尾", "the format of '{}' is unknown: use a name that ends in .png, .pdf or .svg", path));
    if (ends(".png")) written = render_cairo::write_png(picture, fonts, path, options);
    else if (ends(".pdf")) written = render_cairo::write_pdf(picture, fonts, path, options);
    else if (ends(".svg")) written = render_cairo::write_svg(picture, fonts, path, options);
    if (!written) return written;
    if (auto warning = missing_warning(picture)) written.warnings.push_back(*warning);
    return written;
}

} // namespace atlas::exporter
