#include "export/recipe.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"
#include "render_cairo/cairo_player.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace atlas::exporter {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr const char* kFormat = "corridor-atlas-figure";
constexpr const char* kExtents[] = {"links", "china", "corridor"};
constexpr const char* kRollUps[] = {"none", "automatic", "prefecture", "province"};
constexpr const char* kInsets[] = {"automatic", "always", "never"};
constexpr const char* kUses[] = {"internal", "open"};
/// The lists of ids in a filter, by their keys.
constexpr std::pair<const char*, filter::Facet> kLists[] = {
    {"corridors", filter::Facet::corridor}, {"basins", filter::Facet::basin}, {"mechanisms", filter::Facet::mechanism},
    {"plans", filter::Facet::plan},         {"domains", filter::Facet::domain}, {"stances", filter::Facet::stance},
    {"levels", filter::Facet::level},       {"stated", filter::Facet::stated},  {"shapes", filter::Facet::shape}};
constexpr const char* kAreas[] = {"ring", "basin", "corridor"};
constexpr std::size_t kMostRingPoints = 10000;
constexpr const char* kWays[] = {"both", "out", "in"};
constexpr const char* kSwitches[] = {"automatic", "on", "off"};

ordered_json filter_json(const filter::FilterSpec& f, const model::Dataset& d) {
    ordered_json j = ordered_json::object();
    for (const auto& [key, facet] : kLists)
        if (const auto& values = *filter::values_of(f, facet); !values.empty()) j[key] = values;
    if (!f.places.empty() || !f.lost_places.empty()) {
        ordered_json places = ordered_json::array();
        for (const filter::PlaceTerm& p : f.places) places.push_back((p.exact ? "=" : "") + d.place(p.place).id);
        for (const std::string& id : f.lost_places) places.push_back(id);
        j["places"] = std::move(places);
    }
    for (const filter::Without& w : f.without) j["without"].push_back({{"facet", filter::to_code(w.facet)}, {"value", w.id}});
    for (const filter::AreaTerm& a : f.areas) {
        ordered_json area{{"kind", kAreas[static_cast<int>(a.kind)]}, {"all_ends", a.all_ends}};
        if (!a.id.empty()) area["id"] = a.id;
        for (const geo::LonLat& p : a.ring) area["ring"].push_back({p.lon, p.lat});
        j["areas"].push_back(std::move(area));
    }
    for (const filter::Tie& t : f.ties) j["ties"].push_back({{"kind", filter::to_code(t.kind)}, {"ids", t.ids}});
    if (f.text_only) j["text_only"] = true;
    return j;
}

/// Reads values of a recipe; anything missing keeps its default, anything of the wrong kind is named.
class Reader {
public:
    Reader(const model::Dataset& d, ReadRecipe& out) : d_(d), out_(out) {}

    std::string wrong; ///< the first key whose value cannot be read

    void number(const json& j, const char* key, double& into, double least, double most) {
        if (!j.contains(key)) return;
        if (!j[key].is_number() || !std::isfinite(j[key].get<double>()) || j[key].get<double>() < least || j[key].get<double>() > most) return fail(key);
        into = j[key].get<double>();
    }
    void words(const json& j, const char* key, std::string& into) {
        if (!j.contains(key)) return;
        if (!j[key].is_string()) return fail(key);
        into = j[key].get<std::string>();
    }
    void flag(const json& j, const char* key, bool& into) {
        if (!j.contains(key)) return;
        if (!j[key].is_boolean()) return fail(key);
        into = j[key].get<bool>();
    }
    template <class E, std::size_t N>
    void choice(const json& j, const char* key, const char* const (&names)[N], E& into) {
        if (!j.contains(key)) return;
        for (std::size_t i = 0; i < N; ++i)
            if (j[key] == names[i]) {
                into = static_cast<E>(i);
                return;
            }
        fail(key);
    }

    /// Ids that this dataset does not know stay in the filter (they select nothing) and are reported.
    void filter(const json& j) {
        filter::FilterSpec& f = out_.spec.filter;
        for (const auto& [key, facet] : kLists) each_text(j, key, [&, into = filter::values_of(f, facet)](const std::string& id) { into->push_back(id); });
        each_text(j, "places", [&](const std::string& written) {
            const bool exact = written.starts_with('=');
            const model::PlaceIx ix = d_.place_by_id(exact ? std::string_view(written).substr(1) : std::string_view(written));
            if (ix == model::kNone) f.lost_places.push_back(written);
            else f.places.push_back({ix, exact});
        });
        each_object(j, "without", [&](const json& v) {
            std::string facet, value;
            words(v, "facet", facet);
            words(v, "value", value);
            const auto known = filter::facet_from(facet);
            if (!known) return fail("without");
            f.without.push_back({*known, value});
        });
        each_object(j, "areas", [&](const json& v) {
            filter::AreaTerm area;
            choice(v, "kind", kAreas, area.kind);
            words(v, "id", area.id);
            flag(v, "all_ends", area.all_ends);
            if (v.contains("ring")) {
                if (!v["ring"].is_array() || v["ring"].size() > kMostRingPoints) return fail("areas");
                for (const json& p : v["ring"]) {
                    if (!p.is_array() || p.size() != 2 || !p[0].is_number() || !p[1].is_number()) return fail("areas");
                    area.ring.push_back({p[0].get<double>(), p[1].get<double>()});
                }
            }
            f.areas.push_back(std::move(area));
        });
        each_object(j, "ties", [&](const json& v) {
            std::string kind;
            words(v, "kind", kind);
            const auto known = filter::tie_from(kind);
            if (!known) return fail("ties");
            filter::Tie tie{*known, {}};
            each_text(v, "ids", [&](const std::string& id) { tie.ids.push_back(id); });
            f.ties.push_back(std::move(tie));
        });
        flag(j, "text_only", f.text_only);
        for (const filter::Condition& c : filter::conditions(d_, f))
            if (!c.known) out_.unknown.push_back(c.id);
    }

    /// What is selected besides the first link or place.
    void selected_too(const json& j) {
        scene::MapView& v = out_.spec.view;
        each_text(j, "more_links", [&](const std::string& id) {
            if (const model::LinkIx ix = d_.link_by_id(id); ix == model::kNone) out_.unknown.push_back(id);
            else if (v.selected_link != model::kNone) v.more_links.push_back(ix);
        });
        each_text(j, "more_places", [&](const std::string& id) {
            if (const model::PlaceIx ix = d_.place_by_id(id); ix == model::kNone) out_.unknown.push_back(id);
            else if (v.selected_place != model::kNone) v.more_places.push_back(ix);
        });
    }

    void layers(const json& j) {
        if (!j.is_object()) return fail("layers");
        for (const auto& [code, state] : j.items()) {
            bool known = false;
            for (int i = 0; i < style::kLayerCount; ++i) {
                const auto id = static_cast<style::LayerId>(i);
                if (key_of(id) != code || !state.is_object()) continue;
                style::LayerState& s = out_.spec.view.layers[static_cast<std::size_t>(i)];
                double opacity = 1;
                choice(state, "shown", kSwitches, s.shown);
                number(state, "opacity", opacity, 0, 1);
                s.opacity = static_cast<float>(opacity);
                known = true;
            }
            if (!known) out_.unknown.push_back(code);
        }
    }

    void camera(const json& j) {
        double lat1 = 25, lat2 = 47, lon0 = 105;
        scene::Camera c;
        number(j, "lat1", lat1, -80, 80);
        number(j, "lat2", lat2, -80, 80);
        number(j, "lon0", lon0, -180, 180);
        if (std::abs(lat1 + lat2) < 0.1) return fail("camera");
        c.projection = geo::Albers(lat1, lat2, lon0);
        number(j, "x_m", c.center_m.x, -2e7, 2e7);
        number(j, "y_m", c.center_m.y, -2e7, 2e7);
        number(j, "m_per_pt", c.m_per_pt, 1, 1e6);
        number(j, "width_pt", out_.spec.camera_width_pt, 0, 1e6);
        number(j, "height_pt", out_.spec.camera_height_pt, 0, 1e6);
        out_.spec.camera = c;
    }

    void nudges(const json& j) {
        if (!j.is_object()) return fail("nudges");
        for (const auto& [label, by] : j.items()) {
            if (!by.is_array() || by.size() != 2 || !by[0].is_number() || !by[1].is_number()) return fail("nudges");
            const double dx = by[0].get<double>(), dy = by[1].get<double>();
            if (!(std::abs(dx) < 500 && std::abs(dy) < 500)) return fail("nudges");
            out_.spec.view.nudges.push_back({label, dx, dy});
        }
    }

    static std::string key_of(style::LayerId id) {
        const std::string_view code = style::layer_code(id);
        return code.empty() ? "links_" + std::to_string(static_cast<int>(id) - static_cast<int>(style::LayerId::links_strategy)) : std::string(code);
    }
    void fail(const char* key) { if (wrong.empty()) wrong = key; }

private:
    template <class F>
    void each_text(const json& j, const char* key, F take) {
        if (!j.contains(key)) return;
        if (!j[key].is_array()) return fail(key);
        for (const json& v : j[key]) {
            if (!v.is_string()) return fail(key);
            take(v.get<std::string>());
        }
    }

    template <class F>
    void each_object(const json& j, const char* key, F take) {
        if (!j.contains(key)) return;
        if (!j[key].is_array()) return fail(key);
        for (const json& v : j[key]) {
            if (!v.is_object()) return fail(key);
            take(v);
        }
    }

    const model::Dataset& d_;
    ReadRecipe& out_;
};

} // namespace

std::string to_recipe(const FigureSpec& s, const model::Dataset& d) {
    ordered_json j;
    j["format"] = kFormat;
    j["version"] = kRecipeVersion;
    j["data_version"] = d.version_hash();
    j["filter"] = filter_json(s.filter, d);
    j["page"] = {{"width_mm", s.page.width_mm}, {"height_mm", s.page.height_mm}, {"dpi", s.dpi}};
    j["title"] = s.title;
    j["subtitle"] = s.subtitle;
    j["date"] = s.date;
    j["use"] = kUses[static_cast<int>(s.use)];
    j["review_number"] = s.review_number;
    j["theme"] = s.view.theme;
    j["lang"] = s.view.lang == model::Lang::zh ? "zh" : "en";
    j["extent"] = kExtents[static_cast<int>(s.extent)];
    if (s.camera) {
        const geo::Albers& p = s.camera->projection;
        j["camera"] = {{"lat1", p.lat1()}, {"lat2", p.lat2()}, {"lon0", p.lon0()}, {"x_m", s.camera->center_m.x}, {"y_m", s.camera->center_m.y},
                       {"m_per_pt", s.camera->m_per_pt}, {"width_pt", s.camera_width_pt}, {"height_pt", s.camera_height_pt}};
    }
    ordered_json layers = ordered_json::object();
    for (int i = 0; i < style::kLayerCount; ++i) {
        const style::LayerState& l = s.view.layers[static_cast<std::size_t>(i)];
        if (l == style::LayerState{}) continue;
        layers[Reader::key_of(static_cast<style::LayerId>(i))] = {{"shown", kSwitches[static_cast<int>(l.shown)]}, {"opacity", std::round(l.opacity * 1000.0) / 1000}};
    }
    j["layers"] = std::move(layers);
    if (s.view.selected_link != model::kNone) j["selected_link"] = d.link(s.view.selected_link).id;
    if (s.view.selected_place != model::kNone) j["selected_place"] = d.place(s.view.selected_place).id;
    for (const model::LinkIx ix : s.view.more_links) j["more_links"].push_back(d.link(ix).id);
    for (const model::PlaceIx ix : s.view.more_places) j["more_places"].push_back(d.place(ix).id);
    if (s.view.ego != filter::Ego::both) j["ego"] = kWays[static_cast<int>(s.view.ego)];
    j["roll_up"] = kRollUps[static_cast<int>(s.view.roll_up)];
    j["inset"] = kInsets[static_cast<int>(s.inset)];
    j["locator"] = s.locator;
    j["evidence"] = s.evidence;
    j["transparent"] = s.transparent;
    j["outlines"] = s.outlines;
    ordered_json nudges = ordered_json::object();
    for (const scene::Nudge& n : s.view.nudges) nudges[n.label] = {n.dx_mm, n.dy_mm};
    j["nudges"] = std::move(nudges);
    return j.dump(1, ' ', false, ordered_json::error_handler_t::replace);
}

base::Result<ReadRecipe> from_recipe(const std::string& text, const model::Dataset& d, const std::string& file) {
    const json j = json::parse(text, nullptr, false);
    if (j.is_discarded() || !j.is_object() || j.value("format", json()) != kFormat || !j.value("version", json()).is_number_integer())
        return base::data_error(base::say("{}：其中的图面配方读不懂；请用本程序写出的图或工程文件", "{}: the recipe cannot be read; use a figure or project file that this program wrote", file));
    if (j["version"].get<int>() > kRecipeVersion)
        return base::data_error(base::say("{}：由更新版本的程序写成（配方第 {} 版，本程序读到第 {} 版）；请更新程序",
                                          "{}: written by a newer program (recipe version {}, this one reads up to {}); update the program", file, j["version"].get<int>(), kRecipeVersion));
    ReadRecipe out;
    Reader r(d, out);
    FigureSpec& s = out.spec;
    r.words(j, "data_version", out.data_version);
    if (j.contains("filter") && j["filter"].is_object()) r.filter(j["filter"]);
    else if (j.contains("filter")) r.fail("filter");
    if (j.contains("page") && j["page"].is_object()) {
        r.number(j["page"], "width_mm", s.page.width_mm, 1, 1e5);
        r.number(j["page"], "height_mm", s.page.height_mm, 1, 1e5);
        r.number(j["page"], "dpi", s.dpi, 1, 1e5);
    } else if (j.contains("page")) r.fail("page");
    r.words(j, "title", s.title);
    r.words(j, "subtitle", s.subtitle);
    r.words(j, "date", s.date);
    r.choice(j, "use", kUses, s.use);
    r.words(j, "review_number", s.review_number);
    r.words(j, "theme", s.view.theme);
    if (style::find_theme(s.view.theme) == nullptr) {
        out.unknown.push_back(s.view.theme);
        s.view.theme = "print";
    }
    constexpr const char* kLangs[] = {"zh", "en"};
    r.choice(j, "lang", kLangs, s.view.lang);
    r.choice(j, "extent", kExtents, s.extent);
    if (j.contains("camera") && j["camera"].is_object()) r.camera(j["camera"]);
    else if (j.contains("camera")) r.fail("camera");
    if (j.contains("layers")) r.layers(j["layers"]);
    std::string link, place;
    r.words(j, "selected_link", link);
    r.words(j, "selected_place", place);
    if (!link.empty() && (s.view.selected_link = d.link_by_id(link)) == model::kNone) out.unknown.push_back(link);
    if (!place.empty() && (s.view.selected_place = d.place_by_id(place)) == model::kNone) out.unknown.push_back(place);
    r.selected_too(j);
    r.choice(j, "ego", kWays, s.view.ego);
    r.choice(j, "roll_up", kRollUps, s.view.roll_up);
    r.choice(j, "inset", kInsets, s.inset);
    r.flag(j, "locator", s.locator);
    r.flag(j, "evidence", s.evidence);
    r.flag(j, "transparent", s.transparent);
    r.flag(j, "outlines", s.outlines);
    if (j.contains("nudges")) r.nudges(j["nudges"]);
    if (!r.wrong.empty())
        return base::data_error(base::say("{}：图面配方的“{}”取值不对；请重新保存工程或重新出图", "{}: the recipe's '{}' has a value that cannot be; save the project or draw the figure again", file, r.wrong));
    return out;
}

base::Result<std::string> recipe_in_file(const std::string& path) {
    if (path.size() > 5 && base::fold_for_search(path.substr(path.size() - 5)) == ".json") return base::read_file(path);
    return render_cairo::read_recipe(path);
}

} // namespace atlas::exporter
