// The links of the plans: links/*.csv. A row with any problem is left out whole: a line on the map must be defensible.
#include "io/table_context.hpp"

#include "base/file.hpp"
#include "base/utf8.hpp"
#include "model/containment.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace atlas::io {

using namespace model;

namespace {

constexpr std::size_t kLongestQuote = 80;

using Index = std::unordered_map<std::string, std::int32_t>;

template <class Items, class Key>
Index index_of(const Items& items, Key key) {
    Index out;
    for (std::size_t i = 0; i < items.size(); ++i) out.emplace(key(items[i]), static_cast<std::int32_t>(i));
    return out;
}

std::string unknown_in(const Noun& what, const std::string& name, const Index& index) {
    std::vector<std::string> known;
    for (const auto& [key, value] : index) known.push_back(key);
    std::sort(known.begin(), known.end());
    return TableContext::unknown(what, name, known);
}

struct Lookup {
    Index plans, corridors, basins, mechanisms, domains;
    explicit Lookup(const DatasetParts& p)
        : plans(index_of(p.plans, [](const Plan& x) { return x.id; })), corridors(index_of(p.corridors, [](const Corridor& x) { return x.id; })),
          basins(index_of(p.basins, [](const Basin& x) { return x.id; })), mechanisms(index_of(p.mechanisms, [](const Mechanism& x) { return x.code; })),
          domains(index_of(p.domains, [](const Domain& x) { return x.code; })) {}
};

std::int32_t find(Row& row, const char* column, const Noun& what, const std::string& name, const Index& index) {
    const auto found = index.find(name);
    if (found != index.end()) return found->second;
    row.problem(column, name.empty() ? base::say("缺少{}", "the {} is missing", what.said()) : unknown_in(what, name, index));
    return kNone;
}

/// "长春市:to" → the name and the role; half-width and full-width colons.
std::vector<Party> parties_of(TableContext& c, Row& row) {
    std::vector<Party> out;
    for (std::string name : row.list("parties")) {
        Party party;
        std::size_t colon = name.rfind(':'), width = 1;
        if (const std::size_t full = name.rfind("："); full != std::string::npos && (colon == std::string::npos || full > colon)) {
            colon = full;
            width = std::string_view("：").size();
        }
        if (colon != std::string::npos) {
            const std::string role = base::trim(name.substr(colon + width));
            if (const auto known = role_from(role)) party.role = *known;
            else row.problem("parties", base::say("“{1}”的角色“{0}”不认识：应为 from、to 或 both", "unknown role '{0}' of {1}: from, to or both",
                                                    role, name.substr(0, colon)));
            name = base::trim(name.substr(0, colon));
        }
        party.place = c.place(row, "parties", name);
        if (party.place == kNone) continue;
        if (std::any_of(out.begin(), out.end(), [&](const Party& p) { return p.place == party.place; }))
            row.problem("parties", base::say("{} 列了两次", "{} is listed twice", c.describe(party.place)));
        out.push_back(party);
    }
    return out;
}

void check_shape(const TableContext& c, Row& row, const Link& link) {
    const std::size_t n = link.parties.size();
    const auto with = [&](Role role) { return std::count_if(link.parties.begin(), link.parties.end(), [role](const Party& p) { return p.role == role; }); };
    switch (link.shape) {
    case Shape::pair: {
        const bool two_sides = with(Role::both) == 0 && with(Role::from) > 0 && with(Role::to) > 0;
        if (n != 2 && !two_sides) {
            row.problem("parties", base::say("pair 应有两方，或分别标明 :from 和 :to 的两边；这里有 {} 方",
                                             "a pair has two parties, or two sides marked :from and :to; this one has {}", n));
        }
        break;
    }
    case Shape::group: {
        // A region with members may stand alone: 川南渝西 is a group of ten.
        const bool region = std::any_of(link.parties.begin(), link.parties.end(), [&](const Party& p) { return all_members(c.parts.places, p.place).size() >= 2; });
        if (n < 3 && !region) {
            row.problem("parties", base::say("group 应有三方以上，或一个有成员的区域；这里有 {} 方",
                                             "a group has three parties or more, or a region with members; this one has {}", n));
        }
        break;
    }
    case Shape::corridor:
        if (n < 2) {
            row.problem("parties", base::say("corridor 应有两方以上，按沿线顺序排列；这里有 {} 方",
                                             "a corridor has two parties or more, in line order; this one has {}", n));
        }
        break;
    case Shape::hub:
        if (n < 2) {
            row.problem("parties", base::say("hub 应先列枢纽自身，再列一个以上的对方；这里共有 {} 方",
                                             "a hub has itself first and one partner or more; this one has {} in all", n));
        }
        break;
    case Shape::basin:
        if (n == 0 && link.basins.empty()) row.problem("basins", base::say("basin 类联系须写明流域，或至少一方", "a basin link names a basin, or one party at least"));
        break;
    }
    if (link.shape != Shape::basin && n == 0) return;
    if (link.shape == Shape::pair && n == 2 && with(Role::both) == 1)
        row.problem("parties", base::say("一方有方向而另一方没有：两方都要标明，一方 :from，一方 :to",
                                         "one side has a direction and the other has none: mark both, one :from and one :to"));
    if ((with(Role::from) > 0 || with(Role::to) > 0) && link.shape == Shape::pair && n == 2 && with(Role::from) != 1 && with(Role::both) == 0)
        row.problem("parties", base::say("两方角色相同：应一方 :from，另一方 :to", "both sides have the same role: one is :from, the other :to"));
}

void check_texts(Row& row, Link& link) {
    const std::size_t length = base::count_code_points(link.quote);
    if (length == 0) {
        row.problem("quote", base::say("引文是空的：请摘录条款中说明这一关系的最短语句",
                                       "the quote is empty: give the shortest phrase of the clause that states the relation"));
    }
    if (length > kLongestQuote) {
        row.problem("quote", base::say("引文有 {} 字，最多 {} 字：请只留说明这一关系的最短语句",
                                       "the quote has {} characters, {} at most: keep the shortest phrase that states the relation", length, kLongestQuote));
    }
    if (link.quote.find_first_of(" \t\r\n") != std::string::npos || link.quote.find("\xE3\x80\x80") != std::string::npos)
        row.problem("quote", base::say("引文中有空白：请删去", "white space stands in the quote: remove it"));
    if (link.summary.zh.empty()) row.problem("summary_zh", base::say("缺少摘要", "the summary is missing"));
    if (link.summary.en.empty()) row.problem("summary_en", base::say("缺少英文摘要", "the summary is missing"));
    if (link.stated == Stated::inferred && link.note.empty()) {
        row.problem("note", base::say("推断的联系须在此写明补上了哪一方、依据什么", "an inferred link says here which party was supplied and why"));
    }
}

bool id_fits_plan(const std::string& id, const std::string& plan) {
    if (!id.starts_with(plan + "-")) return false;
    const std::string_view number = std::string_view(id).substr(plan.size() + 1);
    return number.size() >= 3 && number.find_first_not_of("0123456789") == std::string_view::npos;
}

using Seen = std::unordered_map<std::string, std::pair<const std::string*, int>>; ///< id → file and row
struct SameAs { std::string id, same_as, file; int row; };

void read_link(TableContext& c, Row& row, const std::string& file, const Lookup& look, Seen& ids, std::vector<SameAs>& same) {
    Link link;
    link.id = row.get("id");
    const std::string plan = row.get("plan");
    link.plan = find(row, "plan", kPlanNoun, plan, look.plans);
    if (!valid_id(link.id)) row.problem("id", base::say("“{}”：编号只能由 a-z、0-9 和 - 组成", "'{}': an id consists of a-z, 0-9 and -", link.id));
    else if (link.plan != kNone && !id_fits_plan(link.id, plan)) {
        row.problem("id", base::say("“{}”应为规划编号加三位数字：{}-001", "'{}' must be the plan and three digits: {}-001", link.id, plan));
    }
    if (const auto [first, fresh] = ids.try_emplace(link.id, &file, row.number()); !fresh && !link.id.empty())
        row.problem("id", base::say("编号“{}”已用于 {} 第 {} 行", "the id '{}' is used already in {} row {}", link.id, *first->second.first, first->second.second));

    link.clause = normal_clause(row.view("clause"));
    if (!valid_clause(link.clause)) {
        row.problem("clause", base::say("“{}”不是条款号：应如 三(十一)、五、序 或 印发", "'{}' is no clause label: 三(十一), 五, 序 or 印发", row.view("clause")));
    }
    c.clauses_with_rows.emplace(link.plan, link.clause);
    link.quote = row.get("quote");
    link.summary = {row.get("summary_zh"), row.get("summary_en")};
    link.note = row.get("note");

    const auto code = [&](const char* column, auto value, auto& into, const Noun& choices) {
        if (value) into = *value;
        else row.problem(column, base::say("{0} 不认识“{1}”：应为 {2}", "unknown {0} '{1}': {2}", column, row.view(column), choices.said()));
        return value.has_value();
    };
    const bool shaped = code("shape", shape_from(row.view("shape")), link.shape, {"pair、group、corridor、basin 或 hub", "pair, group, corridor, basin or hub"});
    code("stance", stance_from(row.view("stance")), link.stance,
         {"operating、deepening、advancing 或 exploring", "operating, deepening, advancing or exploring"});
    code("stated", stated_from(row.view("stated")), link.stated, {"explicit 或 inferred", "explicit or inferred"});

    const std::size_t before = c.problems.size();
    link.parties = parties_of(c, row);
    const bool parties_known = c.problems.size() == before;
    const auto tag = [&](const char* column, const Noun& what, const Index& index, auto& into) {
        for (const std::string& id : row.list(column)) {
            const std::int32_t ix = find(row, column, what, id, index);
            if (ix == kNone) continue;
            if (std::any_of(into.begin(), into.end(), [ix](const auto& t) { return t.index == ix; })) row.problem(column, base::say("“{}”列了两次", "'{}' is listed twice", id));
            else into.push_back({ix, By::text});
        }
    };
    tag("corridors", kCorridorNoun, look.corridors, link.corridors);
    tag("basins", kBasinNoun, look.basins, link.basins);
    link.mechanism = find(row, "mechanism", {"合作机制", "mechanism"}, row.get("mechanism"), look.mechanisms);
    for (const std::string& id : row.list("domains")) {
        const DomainIx ix = find(row, "domains", {"领域", "domain"}, id, look.domains);
        if (ix == kNone) continue;
        if (std::find(link.domains.begin(), link.domains.end(), ix) != link.domains.end()) row.problem("domains", base::say("“{}”列了两次", "'{}' is listed twice", id));
        else link.domains.push_back(ix);
    }
    if (link.domains.empty() && row.view("domains").empty()) row.problem("domains", base::say("至少要有一个领域", "at least one domain is needed"));
    if (shaped && parties_known) check_shape(c, row, link);
    check_texts(row, link);

    if (const std::string other = row.get("same_as"); !other.empty()) same.push_back({link.id, other, file, row.number()});
    if (row.good()) c.parts.links.push_back(std::move(link));
}

void resolve_same_as(TableContext& c, const std::vector<SameAs>& same, const Seen& ids) {
    if (same.empty()) return;
    const Index links = index_of(c.parts.links, [](const Link& l) { return l.id; });
    std::set<std::string> drop;
    for (const SameAs& s : same) {
        std::string message;
        if (!ids.contains(s.same_as)) {
            message = unknown_in({"联系", "link"}, s.same_as, links);
        } else if (s.same_as.substr(0, s.same_as.rfind('-')) != s.id.substr(0, s.id.rfind('-'))) {
            message = base::say("“{}”是另一规划的联系", "'{}' is a link of another plan", s.same_as);
        } else if (std::pair(s.same_as.size(), s.same_as) >= std::pair(s.id.size(), s.id)) { // …-999 before …-1000
            message = base::say("“{}”须排在 {} 之前", "'{}' must be an earlier link than {}", s.same_as, s.id);
        }
        if (!message.empty()) {
            c.problems.push_back({s.file, s.row, "same_as", message});
            drop.insert(s.id);
        }
    }
    std::erase_if(c.parts.links, [&](const Link& l) { return drop.contains(l.id); });
    const Index left = index_of(c.parts.links, [](const Link& l) { return l.id; });
    for (const SameAs& s : same) {
        const auto link = left.find(s.id), other = left.find(s.same_as);
        // The earlier link may have been left out for a problem of its own; then there is nothing to fold into.
        if (link != left.end() && other != left.end()) c.parts.links[static_cast<std::size_t>(link->second)].same_as = other->second;
    }
}

} // namespace

void read_links(TableContext& c) {
    std::error_code failed;
    std::vector<std::string> files;
    for (std::filesystem::directory_iterator it(base::path_of(c.dir + "/links"), failed), end; !failed && it != end; it.increment(failed)) {
        const std::string name = base::utf8_of(it->path().filename());
        if (name.ends_with(".csv") && !name.starts_with(".")) files.push_back("links/" + name);
    }
    if (failed || files.empty()) {
        c.problems.push_back({"links", 0, "", base::say("文件夹“links”（每个规划一张表）缺失或是空的",
                                                        "the folder 'links' with one table for each plan is missing or empty")});
        return;
    }
    std::sort(files.begin(), files.end());
    const Lookup look(c.parts);
    Seen ids;
    std::vector<SameAs> same;
    for (const std::string& file : files) {
        c.read_table(file, {"id", "plan", "clause", "quote", "summary_zh", "summary_en", "shape", "parties", "mechanism", "domains", "stance", "stated"},
                     {"corridors", "basins", "note", "same_as"}, [&](Row& row) { read_link(c, row, file, look, ids, same); });
    }
    const auto by_id = [](const Link& a, const Link& b) { return a.id < b.id; };
    // Tables are usually in order already, and links are large values to move about.
    if (!std::is_sorted(c.parts.links.begin(), c.parts.links.end(), by_id)) std::sort(c.parts.links.begin(), c.parts.links.end(), by_id);
    resolve_same_as(c, same, ids);
}

} // namespace atlas::io
