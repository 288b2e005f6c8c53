#include "export/figure.hpp"

#include "base/say.hpp"
#include "export/baseline_grid.hpp"
#include "export/inset.hpp"
#include "export/locator.hpp"
#include "export/map_furniture.hpp"
#include "export/page_layout.hpp"
#include "export/page_words.hpp"
#include "export/recipe.hpp"
#include "filter/filter.hpp"
#include "filter/words.hpp"

#include <algorithm>
#include <set>

namespace atlas::exporter {

using geo::Box;
using geo::Vec2;
using model::Lang;
using style::LayerId;

namespace {

/// What the map will probably show: a page planned for it seldom has to be planned again.
scene::MapContents expected_contents(const model::Dataset& d, const std::vector<model::LinkIx>& links, const FigureSpec& spec) {
    scene::MapContents c;
    std::set<style::Family> families;
    std::set<model::Shape> shapes;
    for (model::LinkIx l : links) {
        const model::Link& link = d.link(l);
        if (!link.mappable) continue;
        families.insert(style::family_of(d.mechanism(link.mechanism).code));
        shapes.insert(link.shape);
        c.exploring = c.exploring || link.stance == model::Stance::exploring;
        c.inferred = c.inferred || link.stated == model::Stated::inferred;
        c.one_way = c.one_way || link.one_way();
    }
    c.families.assign(families.begin(), families.end());
    c.shapes.assign(shapes.begin(), shapes.end());
    using K = model::BoundaryKind;
    if (spec.extent == scene::Extent::china) c.boundaries = {K::national, K::undetermined, K::coast, K::province, K::special_region};
    else c.boundaries = {K::province, K::prefecture};
    c.layers = {LayerId::neighbours, LayerId::relief, LayerId::rivers, LayerId::lakes, LayerId::places};
    c.rivers = c.lakes = true;
    c.corridor_bands = !spec.filter.corridors.empty();
    c.basin_lit = !spec.filter.basins.empty();
    if (spec.view.selected_link != model::kNone || spec.view.selected_place != model::kNone) c.links_faded = 1;
    return c;
}

/// The legend names what either map shows.
scene::MapContents with_inset_classes(scene::MapContents main, const scene::MapContents& inset) {
    for (model::BoundaryKind k : inset.boundaries) if (std::find(main.boundaries.begin(), main.boundaries.end(), k) == main.boundaries.end()) main.boundaries.push_back(k);
    main.rivers = main.rivers || inset.rivers;
    main.lakes = main.lakes || inset.lakes;
    return main;
}

/// Title, use, notes and foot; the legend, scale and maps draw themselves.
void draw_words(Pen& pen, const PagePlan& p, const FootWords& foot, const std::string& mark) {
    double y = p.title_box.min.y + p.title.size * 0.88;
    for (const std::string& l : p.title.lines) {
        pen.text(l, {p.margin, y}, p.title.size, pen.theme.text, text::Face::sans_bold);
        y += p.title.size * 1.22;
    }
    if (!p.title.subtitle.empty()) pen.text(p.title.subtitle, {p.margin, p.title_box.max.y - p.title.subtitle_size * 0.3}, p.title.subtitle_size, pen.theme.text_soft);
    if (!mark.empty()) {
        const double size = pen.type(7.4), width = pen.width_of(mark, size, text::Face::sans_bold);
        const Box plate{{p.title_box.max.x - width - pen.pt(9), p.title_box.min.y}, {p.title_box.max.x, p.title_box.min.y + size * 1.7}};
        pen.box_line(plate, pen.pt(0.7), pen.theme.accent);
        pen.text_centred(mark, {plate.center().x, plate.center().y + size * 0.36}, size, pen.theme.accent, text::Face::sans_bold);
    }
    y = p.notes.min.y + pen.type(6.6);
    for (const std::string& l : p.note_lines) {
        pen.text(l, {p.notes.min.x, y}, pen.type(6.6), pen.theme.text);
        y += pen.type(6.6) * 1.42;
    }
    y = p.foot.min.y + pen.type(6.2) * 0.95;
    if (!foot.status.empty()) {
        pen.text(foot.status, {p.margin, p.foot.min.y + pen.type(8) * 0.95}, pen.type(8), pen.theme.text, text::Face::sans_bold);
        y += pen.type(8) * 1.45;
    }
    for (const std::string& l : p.foot_lines) {
        pen.text(l, {p.margin, y}, pen.type(6.2), pen.theme.text_soft);
        y += pen.type(6.2) * 1.38;
    }
}

} // namespace

Figure build_figure(scene::MapBuilder& builder, const model::Dataset& dataset, const text::FontSet& fonts, const FigureSpec& spec) {
    Figure figure;
    const Lang lang = spec.view.lang;
    const style::Theme* theme = style::find_theme(spec.view.theme);
    if (theme == nullptr) theme = style::find_theme("light");
    auto page = std::make_shared<scene::DisplayList>();
    Pen pen{fonts, *theme, lang, page_ladder(spec.page), *page};

    const std::vector<model::LinkIx> links = filter::apply(dataset, spec.filter);
    figure.links_shown = static_cast<int>(links.size());
    figure.links_total = static_cast<int>(dataset.links().size());
    const std::string title = spec.title.empty() ? made_title(dataset, spec.filter, links, lang) : spec.title;
    const std::string subtitle = spec.subtitle.empty() ? made_subtitle(dataset, links, lang) : spec.subtitle;
    const std::string unsaid = filter::unsaid_conditions(dataset, spec.filter, lang);
    const std::string mark = use_mark(spec);
    const double margin_guess = pen.pt(24), mark_width = mark.empty() ? 0 : pen.width_of(mark, pen.type(7.4), text::Face::sans_bold) + pen.pt(24);
    const double page_w = spec.page.width_mm * scene::kPtPerMm;
    const TitleBlock title_lines = title_block(pen, title, subtitle, page_w - 2 * margin_guess, mark_width);
    if (title_lines.cut) figure.warnings.push_back(base::say("图名过长，图上只印出开头部分", "the title is too long; only its beginning is printed"));
    const std::size_t provinces = provinces_of(dataset, links).size();

    scene::MapView view = spec.view;
    view.type_scale = map_type_scale(spec.page);
    view.tolerance_pt = 0.06;
    view.corridors = spec.filter.corridors;
    view.basins = spec.filter.basins;
    const double line_scale = 0.5 + 0.5 * view.type_scale;

    // Plan for what is expected, build, and plan again where the map turned out to show something else.
    scene::MapContents contents = expected_contents(dataset, links, spec);
    std::vector<model::LinkIx> evidence;
    if (spec.evidence) for (model::LinkIx l : links) if (dataset.link(l).mappable && dataset.link(l).same_as == model::kNone) evidence.push_back(l);
    PagePlan plan;
    scene::BuiltMap map;
    std::vector<LegendRow> rows;
    FootWords foot;
    const PlanInput input{spec, builder, dataset, links};
    auto plan_for = [&](const scene::MapContents& c) {
        rows = legend_rows(c, *theme, lang, line_scale);
        PageContent content;
        content.legend = &rows;
        content.evidence = evidence;
        content.notes = note_sentences(c, spec.view, unsaid, figure.links_shown, figure.links_total, plan.camera.scale_denominator());
        content.foot = foot = foot_words(c, spec, plan.camera.projection, dataset.version_hash(), provinces);
        return plan_page(pen, input, title_lines, content);
    };
    plan = plan_for(contents);
    for (int round = 0; round < 3; ++round) {
        view.camera = plan.camera;
        view.width_pt = plan.frame.width();
        view.height_pt = plan.frame.height();
        view.reserved.clear();
        if (plan.inset) view.reserved.push_back({plan.inset->min - plan.frame.min, plan.inset->max - plan.frame.min});
        view.notes.clear();
        if (spec.evidence) for (std::size_t i = 0; i < plan.evidence_flow.notes.size() && i < evidence.size(); ++i) view.notes[evidence[i]] = static_cast<int>(i) + 1;
        map = builder.build(view, links);
        figure.drawn = map.contents.links_on_map;
        const bool listed_as_numbered = !spec.evidence || evidence == figure.drawn;
        if (spec.evidence) evidence = figure.drawn;
        PagePlan next = plan_for(map.contents);
        const bool settled = listed_as_numbered && next.frame == plan.frame && next.inset == plan.inset && next.camera == plan.camera;
        if (settled || round < 2) plan = std::move(next); // what does not settle keeps the page its map was built for
        if (settled) break;
    }
    figure.contents = map.contents;
    if (plan.crowded) figure.warnings.push_back(base::say("页面太小，放不下全部图例；请用更大的页面，或减少筛选出的联系", "the page is too small for the whole legend; use a larger page or a narrower filter"));
    if (links.empty()) figure.warnings.push_back(base::say("没有符合筛选条件的合作关系；请去掉一个条件", "no link passes the filter; take a condition away"));

    figure.picture.lists = placed_map(map, plan.frame, *theme, lang, "sea");
    auto small = std::make_shared<scene::DisplayList>(); // inset and locator: over the main map, under the page
    Pen small_pen{fonts, *theme, lang, pen.ladder, *small};
    scene::MapContents drawn = map.contents;
    if (plan.inset) {
        InsetParts inset = draw_inset(small_pen, builder, view, links, *plan.inset, !is_slide(spec.page));
        drawn = with_inset_classes(std::move(drawn), inset.contents);
        figure.picture.lists.insert(figure.picture.lists.end(), inset.lists.begin(), inset.lists.end());
        figure.layout.inset = inset.map;
        figure.layout.inset_caption = Box{{plan.inset->min.x, inset.map.max.y}, plan.inset->max};
        figure.layout.inset_camera = inset.camera;
    }
    if (plan.locator) {
        const auto lists = draw_locator(small_pen, builder, view, plan.frame, *plan.locator);
        figure.picture.lists.insert(figure.picture.lists.end(), lists.begin(), lists.end());
        figure.layout.locator = plan.locator;
    }
    figure.picture.lists.push_back({small, {}});

    page->commands.push_back(scene::BeginLayer{"page", lang == Lang::zh ? "图廓整饰" : "Page"});
    frame_line(pen, plan.frame);
    graticule(pen, plan.camera, plan.frame, plan.inset.value_or(Box{}));
    const std::vector<LegendRow> final_rows = legend_rows(drawn, *theme, lang, line_scale);
    const LegendFit fit = plan.frame.max.x < plan.legend.min.x ? fit_legend(pen, final_rows, plan.legend.width(), plan.legend.height()) : lowest_legend(pen, final_rows, plan.legend.width());
    const Box legend = draw_legend(pen, final_rows, plan.legend.min, plan.legend.width(), fit);
    const double arrow_room = plan.arrow ? pen.pt(24) : 0;
    figure.layout.scale_bar = scale_bar(pen, plan.camera, {plan.scale.min, {plan.scale.max.x - arrow_room, plan.scale.max.y}}, !is_slide(spec.page));
    if (plan.arrow) north_arrow(pen, plan.camera, {plan.scale.max.x - pen.pt(8), plan.scale.min.y + pen.pt(14)});
    draw_words(pen, plan, foot, mark);
    if (plan.evidence_flow.left_out > 0)
        figure.warnings.push_back(base::say("图上放不下全部条款依据，其余 {} 条没有印出；--links-csv 把全部依据写在同名 CSV 里",
                                            "the page has no room for every clause, {} are left out; --links-csv writes all of them to a CSV of the same name", plan.evidence_flow.left_out));
    if (!plan.evidence_flow.notes.empty()) figure.layout.evidence = draw_evidence(pen, plan.evidence_flow, plan.evidence.min);
    page->commands.push_back(scene::EndLayer{});
    figure.picture.lists.push_back({page, {}});

    set_on_baseline_grid(figure.picture);
    figure.picture.width_pt = plan.page.max.x;
    figure.picture.height_pt = plan.page.max.y;
    figure.picture.background = theme->paper;
    figure.picture.title = title;
    figure.picture.subject = subtitle;
    figure.picture.recipe = to_recipe(spec, dataset);
    figure.layout.page = plan.page;
    figure.layout.frame = plan.frame;
    figure.layout.title = plan.title_box;
    figure.layout.legend = legend;
    figure.layout.notes = plan.notes;
    figure.layout.foot = plan.foot;
    figure.layout.camera = plan.camera;
    figure.layout.national = plan.national;
    return figure;
}

} // namespace atlas::exporter
