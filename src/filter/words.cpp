// A filter in words.
#include "filter/words.hpp"

namespace atlas::filter {

namespace {

using model::kNone;
using model::Lang;

template <class Values, class Id>
std::string name_by(const Values& values, const std::string& id, Id id_of, Lang lang) {
    for (const auto& v : values)
        if (id_of(v) == id) return v.name.in(lang);
    return id;
}

std::string value_name(const model::Dataset& d, Facet facet, const std::string& id, Lang lang) {
    switch (facet) {
    case Facet::corridor: return name_by(d.corridors(), id, [](const auto& v) { return v.id; }, lang);
    case Facet::basin: return name_by(d.basins(), id, [](const auto& v) { return v.id; }, lang);
    case Facet::mechanism: return name_by(d.mechanisms(), id, [](const auto& v) { return v.code; }, lang);
    case Facet::domain: return name_by(d.domains(), id, [](const auto& v) { return v.code; }, lang);
    case Facet::plan:
        for (const model::Plan& p : d.plans())
            if (p.id == id) return p.brief.in(lang);
        return id;
    case Facet::stance: return model::stance_from(id) ? stance_name(*model::stance_from(id)).in(lang) : id;
    case Facet::stated: return model::stated_from(id) ? stated_name(*model::stated_from(id)).in(lang) : id;
    case Facet::shape: return model::shape_from(id) ? shape_name(*model::shape_from(id)).in(lang) : id;
    case Facet::level:
        for (int i = 0; i < kLevelCount; ++i)
            if (to_code(static_cast<Level>(i)) == id) return level_name(static_cast<Level>(i)).in(lang);
        return id;
    case Facet::place: {
        const bool exact = id.starts_with('=');
        const model::PlaceIx p = d.place_by_id(exact ? std::string_view(id).substr(1) : std::string_view(id));
        return p == kNone ? id : (exact ? "= " : "") + d.place(p).name.in(lang);
    }
    }
    return id;
}

/// "四川省 对外", "涉及重庆市", "川南渝西 2023 三(十一)", "选定的 3 条".
std::string tie_name(const model::Dataset& d, const Tie& tie, Lang lang) {
    using Kind = Tie::Kind;
    const bool zh = lang == Lang::zh;
    if (tie.kind == Kind::link) return zh ? "选定的 " + std::to_string(tie.ids.size()) + " 条" : std::to_string(tie.ids.size()) + " chosen links";
    std::string names;
    for (const std::string& id : tie.ids) {
        std::string name = id;
        if (tie.kind == Kind::clause) {
            const std::size_t space = id.find(' ');
            if (space != std::string::npos) name = value_name(d, Facet::plan, id.substr(0, space), lang) + id.substr(space);
        } else if (const model::PlaceIx p = d.place_by_id(id.starts_with('=') ? std::string_view(id).substr(1) : std::string_view(id)); p != kNone) {
            name = d.place(p).name.in(lang);
        }
        names += (names.empty() ? "" : zh ? "、" : ", ") + name;
    }
    if (tie.kind == Kind::out) return zh ? names + " 对外" : names + " outward";
    if (tie.kind == Kind::in) return zh ? names + " 对内" : names + " inward";
    if (tie.kind == Kind::place) return (zh ? "涉及" : "with ") + names;
    return names;
}

} // namespace

std::string condition_words(const model::Dataset& d, const FilterSpec& spec, const Condition& c, Lang lang) {
    const bool zh = lang == Lang::zh;
    if (c.kind == Condition::Kind::tie && c.known) return tie_name(d, spec.ties[c.at], lang);
    const std::string name = c.known ? value_name(d, c.facet, c.id, lang) : (zh ? "未知 " : "Unknown ") + c.id;
    if (c.kind == Condition::Kind::without) return (zh ? "非 " : "not ") + name;
    if (c.kind != Condition::Kind::area || c.at >= spec.areas.size()) return name;
    const AreaTerm& a = spec.areas[c.at];
    switch (a.kind) {
    case AreaTerm::Kind::ring: {
        const auto n = std::to_string(ring_number(spec, c.at));
        return zh ? "框选 " + n + (a.all_ends ? " 两端都在" : " 任一端在") : "Area " + n + (a.all_ends ? ", all ends" : ", any end");
    }
    case AreaTerm::Kind::basin: return zh ? name + (a.all_ends ? "流域之内" : "流域，有一方") : (a.all_ends ? "Inside " : "An end in ") + name;
    case AreaTerm::Kind::corridor: return zh ? (a.all_ends ? "各方都在" : "触及") + name : (a.all_ends ? "All on " : "Touches ") + name;
    }
    return name;
}

int ring_number(const FilterSpec& spec, std::size_t at) {
    int n = 0;
    for (std::size_t i = 0; i <= at && i < spec.areas.size(); ++i) n += spec.areas[i].kind == AreaTerm::Kind::ring;
    return n;
}

std::string unsaid_conditions(const model::Dataset& d, const FilterSpec& spec, Lang lang) {
    std::string out;
    for (const Condition& c : conditions(d, spec)) {
        const bool in_title = c.kind == Condition::Kind::place ||
                              (c.kind == Condition::Kind::value && (c.facet == Facet::corridor || c.facet == Facet::basin || c.facet == Facet::mechanism || c.facet == Facet::plan));
        if (!in_title) out += (out.empty() ? "" : lang == Lang::zh ? "；" : "; ") + condition_words(d, spec, c, lang);
    }
    if (spec.text_only && !(spec.corridors.empty() && spec.basins.empty()))
        out += out.empty() ? (lang == Lang::zh ? "走廊和流域只算原文写明的" : "corridors and basins only as named in the text") : (lang == Lang::zh ? "；走廊和流域只算原文写明的" : "; corridors and basins only as named in the text");
    return out;
}

} // namespace atlas::filter
