#include "io/settings.hpp"

#include "base/say.hpp"

#include <nlohmann/json.hpp>

namespace atlas::io {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "corridor-atlas/window/1";

/// Reads the keys that are there; remembers the first one whose value cannot be.
class Reader {
public:
    explicit Reader(const Json& json) : json_(json) {}

    void flag(const char* key, bool& into) {
        if (const Json* v = find(key)) v->is_boolean() ? void(into = v->get<bool>()) : refuse(key);
    }
    void whole(const char* key, int& into, int least, int most) {
        const Json* v = find(key);
        if (!v) return;
        if (v->is_number_integer() && v->get<double>() >= least && v->get<double>() <= most) into = v->get<int>();
        else refuse(key);
    }
    void place(const char* key, std::optional<int>& into) {
        const Json* v = find(key);
        if (!v || v->is_null()) return;
        int read = 0;
        whole(key, read, -100000, 100000);
        into = read;
    }
    void share(const char* key, double& into) {
        const Json* v = find(key);
        if (!v) return;
        if (v->is_number() && v->get<double>() >= 0.2 && v->get<double>() <= 0.8) into = v->get<double>();
        else refuse(key);
    }
    void text(const char* key, std::string& into) {
        const Json* v = find(key);
        if (!v) return;
        if (v->is_string() && v->get_ref<const std::string&>().size() <= 4096) into = v->get<std::string>();
        else refuse(key);
    }
    void one_of(const char* key, std::string& into, std::initializer_list<const char*> known) {
        const Json* v = find(key);
        if (!v) return;
        if (v->is_string())
            for (const char* k : known)
                if (v->get<std::string>() == k) return void(into = k);
        refuse(key);
    }
    [[nodiscard]] const std::string& refused() const { return refused_; }

private:
    const Json* find(const char* key) const {
        const auto it = json_.find(key);
        return it == json_.end() ? nullptr : &*it;
    }
    void refuse(const char* key) {
        if (refused_.empty()) refused_ = key;
    }
    const Json& json_;
    std::string refused_;
};

} // namespace

std::string settings_json(const Settings& s) {
    const auto place = [](const std::optional<int>& v) { return v ? Json(*v) : Json(nullptr); };
    const Json json = {{"schema", kSchema}, {"width", s.width}, {"height", s.height}, {"x", place(s.x)}, {"y", place(s.y)},
                       {"maximized", s.maximized}, {"lang", s.lang}, {"theme", s.theme}, {"scale_percent", s.scale_percent},
                       {"reduced_motion", s.reduced_motion}, {"flow", s.flow}, {"tour_seen", s.tour_seen}, {"left_open", s.left_open},
                       {"right_open", s.right_open}, {"left_tab", s.left_tab}, {"right_tab", s.right_tab}, {"view", s.view},
                       {"drawer_share", s.drawer_share}, {"plans_folder", s.plans_folder}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; // a path need not be UTF-8
}

base::Result<Settings> parse_settings(const std::string& text, const std::string& name) {
    const auto wrong = [&](const std::string& why) {
        return base::data_error(base::say("窗口设置 {} 不能用（{}），已按默认打开；关闭窗口时会重新写好", "the window's settings in {} cannot be used ({}); "
                                          "the defaults are taken, and a good file is written when the window closes", name, why));
    };
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return wrong(base::say("不是 JSON 对象", "it is no JSON object"));
    if (json.value("schema", Json()) != kSchema) return wrong(base::say("缺少 schema {}", "its schema is not {}", kSchema));
    Settings s;
    Reader r(json);
    r.whole("width", s.width, 320, 16384);
    r.whole("height", s.height, 240, 16384);
    r.place("x", s.x);
    r.place("y", s.y);
    r.flag("maximized", s.maximized);
    r.one_of("lang", s.lang, {"zh", "en"});
    r.one_of("theme", s.theme, {"light", "dark"});
    r.whole("scale_percent", s.scale_percent, 100, 200);
    r.flag("reduced_motion", s.reduced_motion);
    r.flag("flow", s.flow);
    r.flag("tour_seen", s.tour_seen);
    r.flag("left_open", s.left_open);
    r.flag("right_open", s.right_open);
    r.whole("left_tab", s.left_tab, 0, 99);
    r.whole("right_tab", s.right_tab, 0, 99);
    r.whole("view", s.view, 0, 99);
    r.share("drawer_share", s.drawer_share);
    r.text("plans_folder", s.plans_folder);
    if (!r.refused().empty()) return wrong(base::say("“{}”的值不对", "the value of '{}'", r.refused()));
    return s;
}

} // namespace atlas::io
