// Tables where there are few values, running lists where there are many: it stays one page.
#include "io/summary.hpp"

#include "filter/filter.hpp"
#include "filter/filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

namespace atlas::io {

using namespace model;

namespace {

template <class Count>
std::size_t count_links(const Dataset& d, Count count) {
    return static_cast<std::size_t>(std::count_if(d.links().begin(), d.links().end(), count));
}

std::string plans_table(const Dataset& d) {
    std::string out = "| 规划 plan | 联系 links | 推定 inferred | 上图 mappable | 有联系的条款 clauses with links | 无联系的条款 clauses without |\n| --- | ---: | ---: | ---: | ---: | ---: |\n";
    const auto row = [&](const std::string& name, auto of_plan) {
        const auto counted = [&](auto also) { return count_links(d, [&](const Link& l) { return of_plan(l.plan) && also(l); }); };
        std::size_t linked = 0, without = 0;
        for (const Clause& c : d.clauses()) {
            if (of_plan(c.plan)) ++(c.reason.empty() ? linked : without);
        }
        out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", name, counted([](const Link&) { return true; }),
                           counted([](const Link& l) { return l.stated == Stated::inferred; }), counted([](const Link& l) { return l.mappable; }), linked, without);
    };
    for (std::size_t p = 0; p < d.plans().size(); ++p) {
        const Plan& plan = d.plans()[p];
        row(fmt::format("{} {} `{}`", plan.brief.zh, plan.brief.en, plan.id), [p](PlanIx of) { return of == static_cast<PlanIx>(p); });
    }
    row("**合计 all**", [](PlanIx) { return true; });
    return out;
}

std::string mechanisms_table(const Dataset& d) {
    std::string out = "| 机制 mechanism | 联系 links |\n| --- | ---: |\n";
    for (const filter::FacetValue& v : filter::facet_counts(d, {}, filter::Facet::mechanism))
        out += fmt::format("| {}{} {} | {} |\n", v.parent.empty() ? "" : "— ", v.name.zh, v.name.en, v.count);
    return out;
}

/// "pair 12 · group 8"
std::string shapes_stances(const Dataset& d) {
    std::string shapes, stances;
    constexpr std::pair<Shape, const char*> shape_names[] = {
        {Shape::pair, "两方"}, {Shape::group, "多方"}, {Shape::corridor, "走廊"}, {Shape::basin, "流域"}, {Shape::hub, "一对多"}};
    for (const auto& [shape, name] : shape_names) {
        shapes += fmt::format("{}{} {} {}", shapes.empty() ? "" : " · ", name, to_code(shape), count_links(d, [&s = shape](const Link& l) { return l.shape == s; }));
    }
    for (const Stance stance : {Stance::operating, Stance::deepening, Stance::advancing, Stance::exploring}) {
        stances += fmt::format("{}{} {} {}", stances.empty() ? "" : " · ", filter::stance_name(stance).zh, to_code(stance),
                               count_links(d, [stance](const Link& l) { return l.stance == stance; }));
    }
    const std::size_t inferred = count_links(d, [](const Link& l) { return l.stated == Stated::inferred; });
    return fmt::format("- 形状 shape: {}\n- 力度 stance: {}\n- 依据 stated: 写明 explicit {} · 推定 inferred {}\n- 单向 one-way {} · 重复陈述 restated (`same_as`) {}\n",
                       shapes, stances, d.links().size() - inferred, inferred, count_links(d, [](const Link& l) { return l.one_way(); }),
                       count_links(d, [](const Link& l) { return l.same_as != kNone; }));
}

/// "川渝 80 (40 + 40) · …", the most frequent first: all, named by the clause, computed from the places.
std::string named_and_contained(const Dataset& d, filter::Facet facet) {
    filter::FilterSpec text_only;
    text_only.text_only = true;
    std::map<std::string, int> named;
    for (const filter::FacetValue& v : filter::facet_counts(d, text_only, facet)) named[v.id] = v.count;
    auto values = filter::facet_counts(d, {}, facet);
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
    std::string out;
    for (const filter::FacetValue& v : values) {
        if (v.count == 0) continue;
        out += fmt::format("{}{} {} ({} + {})", out.empty() ? "" : " · ", v.name.zh, v.count, named[v.id], v.count - named[v.id]);
    }
    return out + "\n";
}

std::string unplaced(const Dataset& d) {
    std::map<PlaceIx, int> parties; // by place, in the order of the tables
    std::size_t partly = 0;
    for (const Link& link : d.links()) {
        bool any = false;
        for (const Party& p : link.parties) {
            if (d.place(p.place).drawable()) continue;
            ++parties[p.place];
            any = true;
        }
        if (any && link.mappable) ++partly;
    }
    std::string names;
    for (const auto& [place, count] : parties) names += fmt::format("{}{} {}", names.empty() ? "" : " · ", d.place(place).name.zh, count);
    return fmt::format("- 不能上图 not mappable: {}\n- 上图而缺一方 drawn without one of their parties: {}\n- 没有位置的参与方 parties without a position: {}\n",
                       count_links(d, [](const Link& l) { return !l.mappable; }), partly, names.empty() ? "–" : names);
}

} // namespace

std::string summary_markdown(const Dataset& d) {
    return fmt::format("# 数据概要 · Summary of the dataset\n\n"
                       "由 `corridor-atlas summary` 生成，请勿手改。Generated by `corridor-atlas summary`; do not edit. 数据版本 data version `{}`.\n\n"
                       "## 规划 · Plans\n\n{}\n## 机制 · Mechanisms\n\n{}\n## 形状与语气 · Shapes and words\n\n{}\n"
                       "## 走廊 · Corridors\n\n总数（条款写明 + 按地方推算）· all (named by the clause + computed from the places)\n\n{}\n"
                       "## 流域 · Basins\n\n总数（条款写明 + 按地方推算），上级含下级 · all (named + computed), a parent includes its children\n\n{}\n"
                       "## 不上图的 · Not on the map\n\n{}",
                       d.version_hash(), plans_table(d), mechanisms_table(d), shapes_stances(d), named_and_contained(d, filter::Facet::corridor),
                       named_and_contained(d, filter::Facet::basin), unplaced(d));
}

} // namespace atlas::io
