// Taxonomies (mechanisms, domains, plans), corridors with their nodes, the basin tree, and the list of clauses read.
#include "io/table_context.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace atlas::io {

using namespace model;

namespace {

constexpr std::array kCorridorKinds{"axis",    "belt",          "railway",        "expressway", "waterway", "pipeline",
                                    "agglomeration", "border_region", "tourism_route", "channel",    "region",   "loop"};
// A line that doubles back: from a to c over b is more than half as long again as straight.
constexpr double kLongestDetour = 1.5;

/// A fresh id in column `column`, or a problem and false.
bool take_id(Row& row, const char* column, std::set<std::string>& ids, std::string_view prefix) {
    const std::string id = row.get(column);
    const bool dots = prefix == "."; // mechanism codes: parent.child, words with _
    bool ok = !id.empty();
    for (const char ch : id) ok = ok && ((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || (dots ? ch == '.' || ch == '_' : ch == '-'));
    if (!ok) {
        row.problem(column, base::say("“{0}”不是有效的编号：只能用 a-z、0-9 和 {1}", "'{0}' is no valid id: a-z, 0-9 and {2}", id,
                                      dots ? "_ ." : "-", dots ? "_ and ." : "-"));
        return false;
    }
    if (!dots && !id.starts_with(prefix)) {
        row.problem(column, base::say("“{}”须以“{}”开头", "'{}' must begin with '{}'", id, prefix));
        return false;
    }
    if (!ids.insert(id).second) {
        row.problem(column, base::say("编号“{}”用了两次", "the id '{}' is used twice", id));
        return false;
    }
    return true;
}

bool has_names(Row& row, const char* zh, const char* en) {
    if (row.view(zh).empty()) row.problem(zh, base::say("缺少名称", "the name is missing"));
    if (row.view(en).empty()) row.problem(en, base::say("缺少英文名称", "the English name is missing"));
    return !row.view(zh).empty();
}

std::vector<PlaceIx> places_of(TableContext& c, Row& row, const char* column) {
    std::vector<PlaceIx> out;
    for (const std::string& name : row.list(column)) {
        const PlaceIx p = c.place(row, column, name);
        if (p == kNone) continue;
        if (std::find(out.begin(), out.end(), p) != out.end()) row.problem(column, base::say("{} 列了两次", "{} is listed twice", c.describe(p)));
        else out.push_back(p);
    }
    return out;
}

template <class Items, class Key>
std::vector<std::string> keys(const Items& items, Key key) {
    std::vector<std::string> out;
    for (const auto& item : items) out.push_back(key(item));
    return out;
}

void read_nodes(TableContext& c) {
    struct Node { PlaceIx place; std::string note; int row; };
    std::map<std::string, std::map<int, Node>> nodes; // corridor → seq → node
    std::map<std::string, std::size_t> corridors;
    for (std::size_t i = 0; i < c.parts.corridors.size(); ++i) corridors[c.parts.corridors[i].id] = i;
    const auto known = keys(c.parts.corridors, [](const Corridor& x) { return x.id; });
    c.read_table("corridor_nodes.csv", {"corridor", "seq", "place"}, {"note"}, [&](Row& row) {
        const std::string id = row.get("corridor"), seq_text = row.get("seq");
        if (!corridors.contains(id)) return row.problem("corridor", TableContext::unknown(kCorridorNoun, id, known));
        const bool digits = !seq_text.empty() && seq_text.size() < 5 && seq_text.find_first_not_of("0123456789") == std::string::npos;
        if (!digits || std::stoi(seq_text) < 1) return row.problem("seq", base::say("“{}”不是沿线序号：应为 1、2……", "'{}' is not a place in the line: 1, 2, …", seq_text));
        const PlaceIx p = c.place(row, "place", row.get("place"));
        if (p == kNone) return;
        if (!c.at(p).position) return row.problem("place", base::say("{} 没有点位，线路无法经过它", "{} has no point, so no line can pass it", c.describe(p)));
        if (!nodes[id].emplace(std::stoi(seq_text), Node{p, row.get("note"), row.number()}).second)
            row.problem("seq", base::say("{} 有两个节点同为第 {} 号", "{} has two nodes with the number {}", id, seq_text));
    });
    for (auto& [id, by_seq] : nodes) {
        Corridor& corridor = c.parts.corridors[corridors[id]];
        std::vector<const Node*> line;
        for (const auto& [seq, node] : by_seq) {
            if (static_cast<std::size_t>(seq) == line.size() + 1 || line.empty() || by_seq.contains(seq - 1)) {
                // in sequence, or the gap was reported
            } else {
                c.problems.push_back({"corridor_nodes.csv", node.row, "seq", base::say("{} 缺少此前的第 {} 号节点", "{} has no node {} before this one", id, seq - 1)});
            }
            corridor.nodes.push_back(node.place);
            line.push_back(&node);
        }
        if (corridor.kind == "loop") continue;
        for (std::size_t i = 1; i + 1 < line.size(); ++i) {
            if (!line[i]->note.empty()) continue; // a doubt that somebody has settled and written down
            const geo::LonLat a = *c.at(line[i - 1]->place).position, b = *c.at(line[i]->place).position, d = *c.at(line[i + 1]->place).position;
            const double by = distance_km(a, b) + distance_km(b, d), straight = distance_km(a, d);
            if (by <= kLongestDetour * straight) continue;
            c.problems.push_back({"corridor_nodes.csv", line[i]->row, "seq",
                                  base::say("{} 线路折返：{} – {} – {} 长 {:.0f} 千米，直线只有 {:.0f} 千米；请按沿线顺序排列节点，或在该节点的 note 中说明原因",
                                            "{} jumps: {} – {} – {} is {:.0f} km where straight is {:.0f} km; put the nodes in line order, or say why in the node's note",
                                            id, c.at(line[i - 1]->place).name.zh, c.at(line[i]->place).name.zh, c.at(line[i + 1]->place).name.zh, by, straight)});
        }
    }
}

} // namespace

void read_taxonomies(TableContext& c) {
    std::set<std::string> codes;
    std::vector<std::pair<std::size_t, int>> rows;
    c.read_table("mechanisms.csv", {"code", "parent", "name", "name_en"}, {}, [&](Row& row) {
        if (!take_id(row, "code", codes, ".") || !has_names(row, "name", "name_en")) return;
        c.parts.mechanisms.push_back({row.get("code"), row.get("parent"), {row.get("name"), row.get("name_en")}});
        rows.emplace_back(c.parts.mechanisms.size() - 1, row.number());
    });
    for (const auto& [i, row] : rows) {
        Mechanism& m = c.parts.mechanisms[i];
        // Two levels only, so that no circle is possible.
        const auto parent = std::find_if(c.parts.mechanisms.begin(), c.parts.mechanisms.end(), [&](const Mechanism& x) { return x.code == m.parent; });
        if (m.parent.empty()) continue;
        if (parent == c.parts.mechanisms.end() || m.parent == m.code || !parent->parent.empty()) {
            c.problems.push_back({"mechanisms.csv", row, "parent", base::say("“{}”不是一级合作机制", "'{}' is not a mechanism of the top level", m.parent)});
            m.parent.clear();
        }
    }
    std::set<std::string> domains, plans;
    c.read_table("domains.csv", {"code", "name", "name_en"}, {}, [&](Row& row) {
        if (take_id(row, "code", domains, ".") && has_names(row, "name", "name_en"))
            c.parts.domains.push_back({row.get("code"), {row.get("name"), row.get("name_en")}});
    });
    c.read_table("plans.csv", {"id", "title", "title_en", "short", "short_en"}, {"issuer", "issued", "territory", "note"}, [&](Row& row) {
        if (!take_id(row, "id", plans, "") || !has_names(row, "title", "title_en")) return;
        has_names(row, "short", "short_en");
        Plan plan;
        plan.id = row.get("id");
        plan.title = {row.get("title"), row.get("title_en")};
        plan.brief = {row.get("short"), row.get("short_en")};
        plan.issuer = {row.get("issuer"), row.get("issuer_en")};
        plan.issued = row.get("issued");
        plan.territory = places_of(c, row, "territory");
        plan.note = row.get("note");
        c.parts.plans.push_back(std::move(plan));
    }, {"issuer_en"});
}

void read_corridors(TableContext& c) {
    std::set<std::string> ids;
    const auto plans = keys(c.parts.plans, [](const Plan& p) { return p.id; });
    std::map<std::string, int> rows;
    c.read_table("corridors.csv", {"id", "name", "name_en", "kind"}, {"aliases", "members", "named_by", "lead", "source", "note"}, [&](Row& row) {
        if (!take_id(row, "id", ids, "c-") || !has_names(row, "name", "name_en")) return;
        Corridor corridor;
        corridor.id = row.get("id");
        corridor.name = {row.get("name"), row.get("name_en")};
        corridor.aliases = row.list("aliases");
        corridor.kind = row.get("kind");
        if (std::find(kCorridorKinds.begin(), kCorridorKinds.end(), corridor.kind) == kCorridorKinds.end())
            row.problem("kind", base::say("类别“{}”不认识：应为 {}", "unknown kind '{}': {}", corridor.kind,
                                          base::listed({kCorridorKinds.begin(), kCorridorKinds.end()})));
        corridor.members = places_of(c, row, "members");
        for (const std::string& named : row.list("named_by")) {
            const std::size_t space = named.find(' ');
            const std::string plan = named.substr(0, space), clause = space == std::string::npos ? "" : normal_clause(named.substr(space + 1));
            if (std::find(plans.begin(), plans.end(), plan) == plans.end()) row.problem("named_by", TableContext::unknown(kPlanNoun, plan, plans));
            else if (!valid_clause(clause)) row.problem("named_by", base::say("“{}”：请写规划编号、一个空格和条款号，如“sichuan-2019 三(十一)”",
                                                                              "'{}': write the plan, a space and the clause, as in 'sichuan-2019 三(十一)'", named));
            corridor.named_by.push_back(plan + " " + clause);
        }
        const std::string_view lead = row.view("lead");
        if (!lead.empty() && lead != "0" && lead != "1") row.problem("lead", base::say("“{}”既不是 1 也不是空", "'{}' is neither 1 nor empty", lead));
        corridor.lead = lead == "1";
        corridor.source = row.get("source");
        corridor.note = row.get("note");
        rows[corridor.id] = row.number();
        c.parts.corridors.push_back(std::move(corridor));
    });
    read_nodes(c);
    for (const Corridor& corridor : c.parts.corridors) {
        if (corridor.members.empty() && corridor.nodes.size() < 2)
            c.problems.push_back({"corridors.csv", rows[corridor.id], "members",
                                  base::say("{} 既没有成员，也没有两个节点，因此无法绘制和检索",
                                            "{} has neither members nor two nodes, so it cannot be drawn or searched", corridor.id)});
    }
}

void read_basins(TableContext& c) {
    const Geodata& g = c.geodata;
    const auto area_name = [](const Area& a) { return a.name; };
    const auto areas = keys(g.basin2, area_name), regions = keys(g.basin1, area_name);
    auto rivers = keys(g.rivers, [](const River& r) { return r.name; });
    for (const River& r : g.minor_rivers)
        if (!r.name.empty()) rivers.push_back(r.name);
    const std::set<std::string> area_set(areas.begin(), areas.end()), river_set(rivers.begin(), rivers.end());
    std::sort(rivers.begin(), rivers.end());
    rivers.erase(std::unique(rivers.begin(), rivers.end()), rivers.end());

    std::set<std::string> ids;
    std::map<std::string, std::string> river_owner;
    struct Pending { std::string parent; int row; };
    std::vector<Pending> pending;
    c.read_table("basins.csv", {"id", "parent", "name", "name_en"}, {"rivers", "areas", "region", "provinces", "note"}, [&](Row& row) {
        if (!take_id(row, "id", ids, "b-") || !has_names(row, "name", "name_en")) return;
        Basin basin;
        basin.id = row.get("id");
        basin.name = {row.get("name"), row.get("name_en")};
        basin.rivers = row.list("rivers");
        basin.areas = row.list("areas");
        basin.region = row.get("region");
        basin.provinces = places_of(c, row, "provinces");
        basin.note = row.get("note");
        for (const std::string& river : basin.rivers) {
            if (const auto [owner, fresh] = river_owner.emplace(river, basin.id); !fresh)
                row.problem("rivers", base::say("{} 已归 {}；一条河只属于一个流域", "{} is named by {} already; a river belongs to one basin", river, owner->second));
            // A reading without the backdrop layers cannot tell.
            if (!g.rivers.empty() && !river_set.contains(river)) row.problem("rivers", TableContext::unknown({"河流", "river"}, river, rivers));
        }
        for (const std::string& area : basin.areas)
            if (!areas.empty() && !area_set.contains(area)) row.problem("areas", TableContext::unknown({"流域（图层 basin2）", "basin area"}, area, areas));
        if (!basin.region.empty() && !regions.empty() && std::find(regions.begin(), regions.end(), basin.region) == regions.end())
            row.problem("region", TableContext::unknown({"流域（图层 basin1）", "basin region"}, basin.region, regions));
        c.parts.basins.push_back(std::move(basin));
        pending.push_back({row.get("parent"), row.number()});
    });

    std::map<std::string, BasinIx> index;
    for (std::size_t i = 0; i < c.parts.basins.size(); ++i) index[c.parts.basins[i].id] = static_cast<BasinIx>(i);
    const auto known = keys(c.parts.basins, [](const Basin& b) { return b.id; });
    for (std::size_t i = 0; i < pending.size(); ++i) {
        if (pending[i].parent.empty()) continue;
        if (const auto found = index.find(pending[i].parent); found != index.end()) c.parts.basins[i].parent = found->second;
        else c.problems.push_back({"basins.csv", pending[i].row, "parent", TableContext::unknown(kBasinNoun, pending[i].parent, known)});
    }
    for (std::size_t i = 0; i < c.parts.basins.size(); ++i) {
        std::size_t steps = 0;
        for (BasinIx b = static_cast<BasinIx>(i); b != kNone && steps <= c.parts.basins.size(); ++steps) b = c.parts.basins[static_cast<std::size_t>(b)].parent;
        if (steps <= c.parts.basins.size()) continue;
        c.problems.push_back({"basins.csv", pending[i].row, "parent", base::say("{} 流入自身：其上级流域构成循环", "{} flows into itself: its parents form a circle", c.parts.basins[i].id)});
        c.parts.basins[i].parent = kNone; // cuts the circle; the others on it are whole again
    }
}

void read_clauses(TableContext& c) {
    std::map<std::string, PlanIx> plans;
    for (std::size_t i = 0; i < c.parts.plans.size(); ++i) plans[c.parts.plans[i].id] = static_cast<PlanIx>(i);
    std::set<std::pair<PlanIx, std::string>> seen;
    c.read_table("clauses.csv", {"plan", "clause", "title"}, {"reason"}, [&](Row& row) {
        const std::string plan = row.get("plan"), clause = normal_clause(row.view("clause"));
        const auto found = plans.find(plan);
        if (found == plans.end()) return row.problem("plan", TableContext::unknown(kPlanNoun, plan, keys(c.parts.plans, [](const Plan& p) { return p.id; })));
        if (!valid_clause(clause))
            return row.problem("clause", base::say("“{}”不是条款号：应如 三(十一)、五、序 或 印发", "'{}' is no clause label: 三(十一), 五, 序 or 印发", clause));
        if (!seen.emplace(found->second, clause).second) return row.problem("clause", base::say("{} {} 列了两次", "{} {} is listed twice", plan, clause));
        const bool linked = c.clauses_with_rows.contains({found->second, clause});
        if (linked && !row.view("reason").empty())
            row.problem("reason", base::say("{} {} 已摘出联系，不必再写没有联系的原因", "{} {} has links, so it needs no reason for having none", plan, clause));
        if (!linked && row.view("reason").empty()) row.problem("reason", base::say("{} {} 没有摘出任何联系：请写明原因", "{} {} has no link: say why", plan, clause));
        c.parts.clauses.push_back({found->second, clause, row.get("title"), row.get("reason")});
    });
}

} // namespace atlas::io
