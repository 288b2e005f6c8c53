// All texts are read when the folder is named: a handful of files of a few dozen kilobytes.
#include "app/plan_texts.hpp"

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <tuple>

namespace atlas::app {

namespace {

/// The path itself, out of what a file manager or a shell leaves on the clipboard.
std::string as_path(const std::string& pasted) {
    std::string path = base::trim(pasted);
    if (path.size() >= 2 && (path.front() == '"' || path.front() == '\'') && path.back() == path.front()) path = path.substr(1, path.size() - 2);
    if (path.starts_with("file://")) path = path.substr(7);
    const char* home = std::getenv("HOME");
    if (home != nullptr && (path == "~" || path.starts_with("~/"))) path = home + path.substr(1);
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path;
}

/// Paragraphs without the blanks round them and without empty lines.
std::string paragraphs(const std::string& text) {
    std::string out;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        std::string line = base::trim(std::string_view(text).substr(start, end - start));
        for (const std::string_view wide : {"\xE3\x80\x80", "\xEF\xBB\xBF"}) // a wide blank, a byte order mark
            while (line.starts_with(wide)) line = base::trim(line.substr(wide.size()));
        if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
        start = end + 1;
    }
    return out;
}

} // namespace

base::Status PlanTexts::open(const std::string& pasted, const model::Dataset& d) {
    const std::string path = as_path(pasted);
    if (path.empty()) {
        *this = {};
        return base::ok();
    }
    std::error_code ignored;
    if (!std::filesystem::exists(base::path_of(path), ignored))
        return base::data_error(base::say("“{}”不存在；请填写规划原文所在文件夹的路径", "'{}' does not exist; write the path of the folder with the plans' texts", path));
    if (!std::filesystem::is_directory(base::path_of(path), ignored))
        return base::data_error(base::say("“{}”是文件，不是文件夹；请填写它所在的文件夹", "'{}' is a file, not a folder; write the folder that holds it", path));
    PlanTexts read;
    read.folder_ = base::utf8_of(std::filesystem::absolute(base::path_of(path), ignored).lexically_normal());
    std::vector<std::string> names;
    for (const model::Plan& plan : d.plans()) {
        names.push_back(plan.id + ".txt");
        const std::string file = read.folder_ + "/" + plan.id + ".txt";
        if (!std::filesystem::exists(base::path_of(file), ignored)) continue;
        auto text = io::read_plan_text(file);
        if (text) read.texts_[plan.id] = std::move(*text);
        else read.failures_[plan.id] = text.error().message;
    }
    if (read.texts_.empty() && read.failures_.empty())
        return base::data_error(base::say("“{}”里没有规划原文；原文以规划编号为文件名：{}", "'{}' holds no plan's text; the files are named after the plans: {}", path, base::listed(names)));
    *this = std::move(read);
    return base::ok();
}

ClauseShown PlanTexts::clause(const model::Dataset& d, model::LinkIx ix) const {
    using State = ClauseShown::State;
    ClauseShown out;
    const model::Link& link = d.link(ix);
    if (folder_.empty() || link.plan < 0) return out;
    const std::string& plan = d.plan(link.plan).id;
    out.state = State::no_text;
    if (const auto failed = failures_.find(plan); failed != failures_.end()) {
        out.said = failed->second;
        return out;
    }
    const auto text = texts_.find(plan);
    if (text == texts_.end()) {
        out.said = base::say("文件夹里没有这份规划的原文（{}.txt）", "The folder does not hold this plan's text ({}.txt)", plan);
        return out;
    }
    const io::PlanSection* section = io::section_of(text->second, link.clause);
    if (section == nullptr) {
        out.state = State::no_clause;
        out.said = base::say("{}.txt 里没有找到条款 {}；请核对是不是同一份文件", "{}.txt has no clause {}; check that it is the same document", plan, link.clause);
        return out;
    }
    out.text = base::full_width_punctuation(paragraphs(section->text));
    out.state = State::no_quote;
    if (const auto at = base::find_quote(out.text, link.quote)) {
        std::tie(out.begin, out.end) = *at;
        out.state = State::found;
    } else {
        out.said = base::say("这一条里没有找到引文；请核对是不是同一份文件", "The quote does not stand in this clause; check that it is the same document");
    }
    return out;
}

namespace {

/// True when `name` stands in the text otherwise than inside a longer place name: the economic zone of the Chengdu Plain does not name Chengdu.
bool stands_alone(const model::Dataset& d, const std::string& name, const std::string& text) {
    std::vector<std::string> longer;
    bool sought = false;
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
        if (!sought) {
            const auto take = [&](const std::string& other) {
                const std::string folded = other.size() > name.size() ? base::fold_for_quote(other) : std::string();
                if (folded.size() > name.size() && folded.find(name) != std::string::npos) longer.push_back(folded);
            };
            for (const model::Place& p : d.places())
                if (!p.administrative() || !p.members.empty()) { // a city's full name is no longer name of another place
                    take(p.name.zh);
                    std::for_each(p.aliases.begin(), p.aliases.end(), take);
                }
            sought = true;
        }
        const bool covered = std::any_of(longer.begin(), longer.end(), [&](const std::string& other) {
            for (std::size_t in = other.find(name); in != std::string::npos; in = other.find(name, in + 1))
                if (at >= in && text.compare(at - in, other.size(), other) == 0) return true;
            return false;
        });
        if (!covered) return true;
    }
    return false;
}

} // namespace

std::vector<bool> parties_named(const model::Dataset& d, const model::Link& link, std::string_view text) {
    const std::string folded = base::fold_for_quote(text);
    std::vector<bool> out;
    for (const model::Party& party : link.parties) {
        const model::Place& place = d.place(party.place);
        std::vector<std::string> names = place.aliases;
        names.push_back(place.name.zh);
        names.push_back(place.short_zh);
        out.push_back(std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            const std::string wanted = base::fold_for_quote(name);
            return base::count_code_points(wanted) >= 2 && stands_alone(d, wanted, folded);
        }));
    }
    return out;
}

} // namespace atlas::app
