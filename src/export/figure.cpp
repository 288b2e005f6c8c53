#include "export/figure.hpp"

#include "base/say.hpp"
#include "base/utf8.hpp"
#include "export/furniture.hpp"
#include "export/recipe.hpp"
#include "filter/filter.hpp"
#include "render_cairo/cairo_player.hpp"

#include <fmt/format.h>

#include <charconv>
#include <set>

namespace atlas::exporter {

using base::Result;
using geo::Box;
using geo::Vec2;
using model::Lang;
using style::LayerId;

namespace {

constexpr double kPtPerMm = 72 / 25.4;

std::string largest_page(double dpi) {
    const double side_mm = render_cairo::kMaxSide / dpi * 25.4;
    return fmt::format("{:.0f} × {:.0f} mm", std::floor(std::min(side_mm, std::sqrt(render_cairo::kMaxPixels) / dpi * 25.4)),
                       std::floor(std::min(side_mm, std::sqrt(render_cairo::kMaxPixels) / dpi * 25.4)));
}

} // namespace

base::Status check_page(const PageSize& page, double dpi) {
    if (!(dpi >= 30 && dpi <= 2400)) return base::usage_error(base::say("分辨率 {} 不可用：--dpi 应为 30 到 2400", "the resolution {} is not possible: --dpi is 30 to 2400", dpi));
    if (!(page.width_mm >= 60 && page.height_mm >= 60))
        return base::usage_error(base::say("页面 {} × {} mm 太小：每边至少 60 mm，才放得下图名和图例",
                                           "a page of {} × {} mm is too small: title and legend need at least 60 mm a side", page.width_mm, page.height_mm));
    const double w = page.width_mm / 25.4 * dpi, h = page.height_mm / 25.4 * dpi;
    if (!(w <= render_cairo::kMaxSide && h <= render_cairo::kMaxSide && w * h <= render_cairo::kMaxPixels))
        return base::usage_error(base::say("页面 {} × {} mm 在 {} dpi 下过大：最大约 {}，或降低 --dpi",
                                           "a page of {} × {} mm is too large at {} dpi: the largest that fits is about {}; or lower --dpi",
                                           page.width_mm, page.height_mm, dpi, largest_page(dpi)));
    return base::ok();
}

Result<PageSize> parse_page(const std::string& given, double dpi) {
    PageSize page;
    if (given == "a4-landscape") page = {297, 210};
    else if (given == "a4-portrait") page = {210, 297};
    else if (given == "a3-landscape") page = {420, 297};
    else if (given == "a3-portrait") page = {297, 420};
    else if (given == "a0-landscape") page = {1189, 841};
    else if (given == "word-half") page = {150, 105};
    else if (given == "16:9") page = {338.67, 190.5};
    else {
        const std::size_t x = given.find_first_of("xX*");
        auto number = [](std::string_view s, double& v) {
            const auto r = std::from_chars(s.data(), s.data() + s.size(), v);
            return r.ec == std::errc() && r.ptr == s.data() + s.size();
        };
        const bool mm = given.size() > 2 && given.compare(given.size() - 2, 2, "mm") == 0;
        if (x == std::string::npos || !mm || !number(std::string_view(given).substr(0, x), page.width_mm) ||
            !number(std::string_view(given).substr(x + 1, given.size() - x - 3), page.height_mm))
            return base::usage_error(base::say("看不懂页面“{}”：请用 a4-landscape、a4-portrait、a3-landscape、a3-portrait、a0-landscape、16:9、word-half 或 宽x高mm（如 150x110mm）",
                                               "unknown page '{}': use a4-landscape, a4-portrait, a3-landscape, a3-portrait, a0-landscape, 16:9, word-half or WxHmm (such as 150x110mm)", given));
    }
    if (auto fits = check_page(page, dpi); !fits) return fits.error();
    return page;
}

std::string source_line(const scene::MapContents& c, Lang lang) {
    auto has = [&](LayerId id) { return std::find(c.layers.begin(), c.layers.end(), id) != c.layers.end(); };
    const bool zh = lang == Lang::zh;
    std::string s = zh ? "底图：国家地理信息公共服务平台“天地图”行政区划 2024 年 5 月版（经格式转换）" : "Base map: Tianditu administrative divisions, May 2024 (converted)";
    if (has(LayerId::rivers) || has(LayerId::neighbours)) s += zh ? "；河流、邻国：Natural Earth、GSHHG" : "; rivers, neighbours: Natural Earth, GSHHG";
    if (has(LayerId::lakes)) s += zh ? "；湖泊：GSHHG" : "; lakes: GSHHG";
    if (has(LayerId::relief)) s += zh ? "；地貌：SRTM" : "; relief: SRTM";
    if (has(LayerId::ports)) s += zh ? "；海港：sea-ports（位置未核实）" : "; ports: sea-ports (not verified)";
    if (has(LayerId::basins)) s += zh ? "；流域：据河流与地貌推算，近似" : "; basins: derived, approximate";
    if (has(LayerId::places)) s += zh ? "；驻地：GeoNames (CC BY)" : "; seats: GeoNames (CC BY)";
    return s + (zh ? "。" : ".");
}

namespace {

std::string joined_names(const std::vector<std::string>& names, Lang lang) {
    std::string s;
    for (std::size_t i = 0; i < names.size() && i < 3; ++i) s += (i > 0 ? (lang == Lang::zh ? "、" : ", ") : "") + names[i];
    if (names.size() > 3) s += lang == Lang::zh ? "等" : " and others";
    return s;
}

/// Title of the figure when none is given: what is chosen, then what it is.
std::string made_title(const model::Dataset& d, const filter::FilterSpec& f, Lang lang) {
    std::vector<std::string> names;
    for (const std::string& id : f.corridors) for (const auto& c : d.corridors()) if (c.id == id) names.push_back(c.name.in(lang));
    for (const std::string& id : f.basins) for (const auto& b : d.basins()) if (b.id == id) names.push_back(b.name.in(lang));
    for (const filter::PlaceTerm& p : f.places) names.push_back(d.place(p.place).name.in(lang));
    for (const std::string& id : f.mechanisms) for (const auto& m : d.mechanisms()) if (m.code == id) names.push_back(m.name.in(lang));
    if (names.empty() && !f.plans.empty()) { // plans alone: the document is the subject
        for (const std::string& id : f.plans) for (const auto& p : d.plans()) if (p.id == id) names.push_back(p.brief.in(lang));
        return lang == Lang::zh ? joined_names(names, lang) + " 年文件所载合作关系图" : "Cooperation links in " + joined_names(names, lang);
    }
    for (const std::string& id : f.plans) for (const auto& p : d.plans()) if (p.id == id) names.push_back(p.brief.in(lang));
    const std::string what = lang == Lang::zh ? "区域合作关系图" : "Regional cooperation";
    for (std::string& n : names) if (lang == Lang::zh) n = base::full_width_punctuation(n);
    if (names.empty()) return lang == Lang::zh ? "五份区域规划所载合作关系图" : "Cooperation links in five regional plans";
    return lang == Lang::zh ? joined_names(names, lang) + what : what + ": " + joined_names(names, lang);
}

std::string made_subtitle(const model::Dataset& d, const std::vector<model::LinkIx>& links, Lang lang) {
    std::vector<const model::Plan*> plans;
    for (std::size_t p = 0; p < d.plans().size(); ++p)
        for (model::LinkIx l : links)
            if (d.link(l).plan == static_cast<model::PlanIx>(p)) {
                plans.push_back(&d.plans()[p]);
                break;
            }
    if (plans.empty()) return {};
    const bool zh = lang == Lang::zh;
    std::string s = zh ? "据" : "After ";
    // One or two plans by their titles, more by their short names.
    for (std::size_t i = 0; i < plans.size(); ++i) {
        if (plans.size() == 1 && zh) s += plans[i]->issuer;
        if (plans.size() <= 2) s += (zh ? "《" : i > 0 ? "; " : "") + base::full_width_punctuation(plans[i]->title.in(lang)) + (zh ? "》" : "");
        else s += (i > 0 ? (zh ? "、" : ", ") : zh ? " " : "") + plans[i]->brief.in(lang);
    }
    if (zh && plans.size() > 2) s += fmt::format(" {} 份规划文件", plans.size());
    return s;
}

/// The same commands inside a clip of the frame.
std::shared_ptr<const scene::DisplayList> clipped(const scene::DisplayList& list, const Box& box) {
    auto out = std::make_shared<scene::DisplayList>();
    out->commands.reserve(list.commands.size() + 2);
    out->commands.push_back(scene::PushClip{box});
    out->commands.insert(out->commands.end(), list.commands.begin(), list.commands.end());
    out->commands.push_back(scene::PopClip{});
    return out;
}

} // namespace

Figure build_figure(scene::MapBuilder& builder, const model::Dataset& dataset, const text::FontSet& fonts, const FigureSpec& spec) {
    Figure figure;
    const double w = spec.page.width_mm * kPtPerMm, h = spec.page.height_mm * kPtPerMm;
    const Lang lang = spec.view.lang;
    const style::Theme* theme = style::find_theme(spec.view.theme);
    if (theme == nullptr) theme = style::find_theme("light");
    // A slide is read from afar; a page smaller than A4 keeps its letters and loses room instead.
    const bool slide = std::abs(w / h - 16.0 / 9) < 0.01;
    const double k = slide ? 1.35 : std::clamp(std::sqrt(w * h / (842.0 * 595.0)), 0.86, 2.2);
    const double margin = 20 * std::min(k, 1.4);
    const bool beside = w > h * 1.05; // legend in a column beside the map, or in a band below it

    const std::vector<model::LinkIx> links = filter::apply(dataset, spec.filter);
    figure.links_shown = static_cast<int>(links.size());
    figure.links_total = static_cast<int>(dataset.links().size());
    const std::string title = spec.title.empty() ? made_title(dataset, spec.filter, lang) : spec.title;
    const std::string subtitle = spec.subtitle.empty() ? made_subtitle(dataset, links, lang) : spec.subtitle;

    // The whole country is taller than it is wide down to 4°N: a national map gets a squarer frame and the legend two columns.
    const bool national = spec.camera ? spec.camera->projection == geo::Albers::china() && spec.camera->m_per_pt * spec.camera_height_pt > 4e6
                                      : builder.fit(spec.extent, links, spec.filter.corridors, 600, 500, spec.filter.basins).projection == geo::Albers::china();
    const double top = margin + 31 * k, foot = 27 * k;
    const double frame_h = h - margin - foot - 8 * k - top - 8 * k;
    double legend_w = 148 * k;
    if (beside && national) legend_w = std::max(legend_w, w - 2 * margin - 12 * k - frame_h * 1.04);
    const bool two_columns = !beside || legend_w > 250 * k;
    const double legend_h = beside ? 0 : std::min(h * 0.25, 175 * k);
    const Box frame{{margin, top + 8 * k}, {beside ? w - margin - legend_w - 12 * k : w - margin, h - margin - foot - legend_h - (beside ? 8 * k : 14 * k)}};

    scene::MapView view = spec.view;
    view.width_pt = frame.width();
    view.height_pt = frame.height();
    view.type_scale = k;
    view.tolerance_pt = 0.06;
    view.corridors = spec.filter.corridors;
    view.basins = spec.filter.basins;
    if (spec.camera) {
        view.camera = *spec.camera;
        if (spec.camera_width_pt > 0 && spec.camera_height_pt > 0)
            view.camera.m_per_pt *= std::max(spec.camera_width_pt / frame.width(), spec.camera_height_pt / frame.height());
    } else {
        view.camera = builder.fit(spec.extent, links, spec.filter.corridors, frame.width(), frame.height(), spec.filter.basins);
    }
    auto page = std::make_shared<scene::DisplayList>();
    Furniture f(fonts, *theme, lang, k, *page);
    const Box bar = f.scale_bar_box(frame, national);
    view.reserved = {{bar.min - frame.min, bar.max - frame.min}, {{frame.width() - 30 * k, 0}, {frame.width(), 42 * k}}};
    const scene::BuiltMap map = builder.build(view, links);
    figure.contents = map.contents;

    auto sea = std::make_shared<scene::DisplayList>();
    sea->commands.push_back(scene::BeginLayer{"sea", lang == Lang::zh ? "海域" : "Sea"});
    sea->commands.push_back(scene::FillPath{
        std::make_shared<geo::Path>(geo::Path{{frame.min, {frame.max.x, frame.min.y}, frame.max, {frame.min.x, frame.max.y}}, {0}, true}), theme->sea, {}});
    sea->commands.push_back(scene::EndLayer{});

    page->commands.push_back(scene::BeginLayer{"page", lang == Lang::zh ? "图廓整饰" : "Page"});
    f.frame_line(frame);
    f.graticule(view.camera, frame);
    f.north_arrow(view.camera, frame);
    f.scale_bar(view.camera, {frame.min.x + 26 * k, frame.max.y - (national ? 22 : 14) * k}, frame.width() * 0.22, national);

    // Title and subtitle; a long title shrinks to a limit, then breaks.
    double size = 15 * k;
    while (size > 10 * k && f.width_of(title, size, text::Face::sans_bold) > w - 2 * margin) size -= 0.5;
    const auto title_lines = f.wrapped(title, (w - 2 * margin) * 0.98, size);
    f.text(title_lines.size() > 1 ? title_lines[0] + "…" : title, {margin, margin + 13 * k}, size, theme->text, text::Face::sans_bold);
    if (title_lines.size() > 1) figure.warnings.push_back(base::say("图名过长，图上只印出开头部分", "the title is too long; only its beginning is printed"));
    double sub_size = 7.4 * k;
    while (sub_size > 6 && f.width_of(subtitle, sub_size) > w - 2 * margin) sub_size -= 0.2;
    f.text(subtitle, {margin, margin + 25.5 * k}, sub_size, theme->text_soft);

    // Legend, N of M, and the sentence that keeps curves from being read as routes.
    const Vec2 legend_at = beside ? Vec2{frame.max.x + 12 * k, frame.min.y} : Vec2{margin, frame.max.y + 16 * k};
    const double legend_bottom = beside ? frame.max.y - 54 * k : h - margin - foot;
    const double legend_room = beside ? legend_w : (w - 2 * margin) * 0.62;
    f.legend(map.contents, legend_at, legend_room, legend_bottom, two_columns);
    const double note_x = beside ? legend_at.x : margin + legend_room + 20 * k;
    const double note_w = beside ? legend_w : w - margin - note_x;
    std::vector<std::string> notes;
    notes.push_back(lang == Lang::zh ? fmt::format("示出 {} 条，共 {} 条。", map.contents.links_drawn, figure.links_total)
                                     : fmt::format("{} of {} links shown.", map.contents.links_drawn, figure.links_total));
    if (map.contents.links_repeated > 0)
        notes.push_back(lang == Lang::zh ? fmt::format("{} 条在同一规划中重复表述，只画一次。", map.contents.links_repeated)
                                         : fmt::format("{} are stated twice in one plan and drawn once.", map.contents.links_repeated));
    if (map.contents.links_unmapped > 0)
        notes.push_back(lang == Lang::zh ? fmt::format("另有 {} 条所涉一方无确定位置，未上图。", map.contents.links_unmapped)
                                         : fmt::format("{} more have no place to draw.", map.contents.links_unmapped));
    if (map.contents.links_outside > 0)
        notes.push_back(lang == Lang::zh ? fmt::format("{} 条在图幅之外。", map.contents.links_outside) : fmt::format("{} lie outside the frame.", map.contents.links_outside));
    if (links.empty()) {
        notes = {lang == Lang::zh ? "没有符合筛选条件的合作关系。" : "No link passes the filter."};
        figure.warnings.push_back(base::say("没有符合筛选条件的合作关系；请去掉一个条件", "no link passes the filter; take a condition away"));
    } else if (!map.contents.families.empty()) {
        if (view.camera.scale_denominator() > 9e6 && lang == Lang::zh) notes.push_back("省级地名用简称。");
        notes.push_back(lang == Lang::zh ? "连线只表示合作关系，不是线路走向；线宽不表示数量。" : "Curves show relations, not routes; width means no quantity.");
    }
    std::vector<std::string> note_lines;
    for (const std::string& n : notes) for (const std::string& l : f.wrapped(n, note_w, 6.6 * k)) note_lines.push_back(l);
    double note_y = beside ? frame.max.y - (static_cast<double>(note_lines.size()) - 1) * 9.4 * k - 1 : legend_at.y + 10 * k;
    for (const std::string& l : note_lines) {
        f.text(l, {note_x, note_y}, 6.6 * k, theme->text);
        note_y += 9.4 * k;
    }

    // Foot: sources made from the visible layers, projection, data version, review notice.
    const geo::Albers& p = view.camera.projection;
    std::string method = lang == Lang::zh ? fmt::format("投影：阿尔伯斯等积圆锥，标准纬线 {:g}°、{:g}°，中央经线 {:g}°。合作关系据规划原文逐条整理，数据版本 {}。未经地图审核，公开使用前须依法送审。",
                                                        p.lat1(), p.lat2(), p.lon0(), dataset.version_hash())
                                          : fmt::format("Projection: Albers equal-area conic, parallels {:g}°, {:g}°, meridian {:g}°. Links read from the plans, data version {}. Not reviewed: submit for map review before publication.",
                                                        p.lat1(), p.lat2(), p.lon0(), dataset.version_hash());
    double foot_y = h - margin - foot + 13 * k;
    for (const std::string& s : {source_line(map.contents, lang), method}) {
        double foot_size = 6.2 * k;
        const auto lines = f.wrapped(s, w - 2 * margin, foot_size);
        for (const std::string& l : lines) {
            f.text(l, {margin, foot_y}, foot_size, theme->text_soft);
            foot_y += 8.6 * k;
        }
    }
    page->commands.push_back(scene::EndLayer{});

    // The frame's clip in each list's own space: metres for the base, frame points for the overlay.
    const geo::Affine back = map.base_to_frame.inverse();
    Box frame_m;
    frame_m.add(back.apply({0, 0}));
    frame_m.add(back.apply({frame.width(), frame.height()}));
    const geo::Affine to_page{1, 0, 0, 1, frame.min.x, frame.min.y};
    figure.picture.width_pt = w;
    figure.picture.height_pt = h;
    figure.picture.background = theme->paper;
    figure.picture.title = title;
    figure.picture.subject = subtitle;
    figure.picture.recipe = to_recipe(spec, dataset);
    figure.layout.page = {{0, 0}, {w, h}};
    figure.layout.frame = frame;
    figure.layout.camera = view.camera;
    figure.layout.national = national;
    figure.picture.lists = {{sea, {}}, {clipped(*map.base, frame_m), map.base_to_frame.then(to_page)},
                            {clipped(*map.overlay, {{0, 0}, {frame.width(), frame.height()}}), to_page}, {page, {}}};
    return figure;
}

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
