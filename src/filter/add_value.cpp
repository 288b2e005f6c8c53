// What a user writes for a facet value: an id, a name or an alias, in either language, upper or lower case. Ids win over
// names, names over aliases. A word that fits several values is refused with the candidates, an unknown one with the nearest.
#include "filter/filter.hpp"

#include "base/say.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace atlas::filter {

using namespace model;

namespace {

struct Candidate {
    std::string id;
    std::vector<std::string> names, aliases;
};

std::vector<Candidate> candidates(const Dataset& d, Facet facet) {
    std::vector<Candidate> out;
    switch (facet) {
    case Facet::corridor:
        for (const Corridor& c : d.corridors()) out.push_back({c.id, {c.name.zh, c.name.en}, c.aliases});
        break;
    case Facet::basin:
        for (const Basin& b : d.basins()) out.push_back({b.id, {b.name.zh, b.name.en}, {b.name.zh + "流域", b.name.en + " basin"}});
        break;
    case Facet::mechanism:
        for (const Mechanism& m : d.mechanisms()) out.push_back({m.code, {m.name.zh, m.name.en}, {}});
        break;
    case Facet::plan:
        for (const Plan& p : d.plans()) out.push_back({p.id, {p.title.zh, p.title.en}, {p.brief.zh, p.brief.en}});
        break;
    case Facet::domain:
        for (const Domain& v : d.domains()) out.push_back({v.code, {v.name.zh, v.name.en}, {}});
        break;
    case Facet::stance:
        for (int i = 0; i < 4; ++i) {
            const auto stance = static_cast<Stance>(i);
            out.push_back({std::string(to_code(stance)), {stance_name(stance).zh, stance_name(stance).en}, {}});
        }
        break;
    case Facet::level:
        for (int i = 0; i < kLevelCount; ++i) {
            const auto v = static_cast<Level>(i);
            out.push_back({std::string(to_code(v)), {level_name(v).zh, level_name(v).en}, {}});
        }
        break;
    case Facet::stated:
        for (const Stated v : {Stated::explicit_, Stated::inferred}) out.push_back({std::string(to_code(v)), {stated_name(v).zh, stated_name(v).en}, {}});
        break;
    case Facet::shape:
        for (int i = 0; i < 5; ++i) {
            const auto v = static_cast<Shape>(i);
            out.push_back({std::string(to_code(v)), {shape_name(v).zh, shape_name(v).en}, {}});
        }
        break;
    case Facet::place: break; // has its own index
    }
    return out;
}

std::string nearest_of(const std::string& word, std::vector<std::string> names) {
    std::erase(names, "");
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    const auto near = base::nearest(word, names, 3);
    return near.empty() ? "" : base::say("；最接近的是：{}", "; nearest: {}", base::listed(near));
}

/// The facet as a message names it.
std::string facet_word(Facet facet) {
    switch (facet) {
    case Facet::corridor: return base::say("走廊", "corridor");
    case Facet::basin: return base::say("流域", "basin");
    case Facet::mechanism: return base::say("合作机制", "mechanism");
    case Facet::plan: return base::say("规划", "plan");
    case Facet::place: return base::say("地方", "place");
    case Facet::domain: return base::say("领域", "domain");
    case Facet::stance: return base::say("力度", "stance");
    case Facet::level: return base::say("层级", "level");
    case Facet::stated: return base::say("依据", "evidence");
    case Facet::shape: return base::say("形态", "shape");
    }
    return {};
}

void add_once(std::vector<std::string>& list, const std::string& id) {
    if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

/// 鼓楼区 → "320106 鼓楼区 (江苏省南京市)".
std::string place_with_code(const Dataset& d, PlaceIx i) {
    const Place& place = d.place(i);
    std::string where;
    if (const std::string& code = place.code(); code.size() == 6) {
        for (const std::string& outer : {code.substr(0, 2) + "0000", code.substr(0, 4) + "00"}) {
            const PlaceIx o = d.place_by_id(outer);
            if (o != kNone && o != i) where += d.place(o).name.zh;
        }
    }
    return place.id + " " + place.name.zh + (where.empty() ? "" : base::say("（{}）", " ({})", where));
}

base::Status add_place(FilterSpec& spec, const Dataset& d, const std::string& value) {
    std::string word = base::trim(value);
    const bool exact = word.starts_with("=") || word.starts_with("＝");
    if (exact) word = base::trim(word.substr(word.starts_with("=") ? 1 : std::string_view("＝").size()));
    const std::vector<PlaceIx> found = d.places_named(word);
    if (found.size() == 1) {
        const PlaceTerm term{found.front(), exact};
        if (std::find(spec.places.begin(), spec.places.end(), term) == spec.places.end()) spec.places.push_back(term);
        return base::ok();
    }
    if (found.size() > 1) {
        std::vector<std::string> list;
        for (const PlaceIx i : found) list.push_back(place_with_code(d, i));
        return base::usage_error(base::say("“{}”可指多个地方：{}；请改写代码", "place '{}' fits several places: {}; write the code", word, base::listed(list)));
    }
    std::vector<std::string> names;
    for (const Place& p : d.places()) {
        names.push_back(p.name.zh);
        names.push_back(p.name.en);
        names.insert(names.end(), p.aliases.begin(), p.aliases.end());
    }
    return base::usage_error(base::say("没有名为“{}”的地方{}", "unknown place '{}'{}", word, nearest_of(word, std::move(names))));
}

} // namespace

base::Status add_value(FilterSpec& spec, const Dataset& d, Facet facet, const std::string& value) {
    if (base::trim(value).empty()) return base::usage_error(base::say("{}的值是空的", "an empty value for {}", facet_word(facet)));
    if (facet == Facet::place) return add_place(spec, d, value);

    const std::string word = base::trim(value), key = base::fold_for_search(word);
    const std::vector<Candidate> all = candidates(d, facet);
    const auto same = [&key](const std::string& s) { return !s.empty() && base::fold_for_search(s) == key; };
    std::vector<std::vector<const Candidate*>> found(3); // by id, by name, by alias
    for (const Candidate& c : all) {
        if (same(c.id)) found[0].push_back(&c);
        if (std::any_of(c.names.begin(), c.names.end(), same)) found[1].push_back(&c);
        if (std::any_of(c.aliases.begin(), c.aliases.end(), same)) found[2].push_back(&c);
    }
    for (const auto& by : found) {
        if (by.size() == 1) {
            add_once(*values_of(spec, facet), by.front()->id);
            return base::ok();
        }
        if (by.size() > 1) {
            std::vector<std::string> list;
            for (const Candidate* c : by) list.push_back(c->id + " " + c->names.front());
            return base::usage_error(base::say("{}“{}”可指多项：{}；请改写编号", "{} '{}' fits several: {}; write the id", facet_word(facet), word, base::listed(list)));
        }
    }
    std::vector<std::string> names;
    for (const Candidate& c : all) {
        names.push_back(c.id);
        names.insert(names.end(), c.names.begin(), c.names.end());
        names.insert(names.end(), c.aliases.begin(), c.aliases.end());
    }
    return base::usage_error(base::say("没有名为“{1}”的{0}{2}", "unknown {0} '{1}'{2}", facet_word(facet), word, nearest_of(word, std::move(names))));
}

} // namespace atlas::filter
