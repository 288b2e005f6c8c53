// preflight: the checks of a figure as a list for people or JSON; and the gate that render passes before it writes.
#include "cli/commands.hpp"

#include "base/say.hpp"
#include "export/preflight.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace atlas::cli {

namespace {

using exporter::Checked;
using exporter::Finding;
using exporter::PreflightCount;
using exporter::Severity;

std::string in_message_language(const model::Text& t) { return base::message_language() == base::Lang::zh || t.en.empty() ? t.zh : t.en; }

std::string word_of(const Finding& f) {
    if (f.checked == Checked::eye) return base::say("人看", "by eye");
    if (f.checked == Checked::no) return base::say("未查", "not checked");
    switch (f.severity) {
    case Severity::blocker: return base::say("阻止", "blocker");
    case Severity::warning: return base::say("警告", "warning");
    case Severity::note: return base::say("说明", "note");
    case Severity::passed: return base::say("通过", "passed");
    case Severity::not_applicable: return base::say("不适用", "n/a");
    }
    return {};
}

std::string counted(const PreflightCount& n) {
    return base::say("检查通过 {} 项，阻止 {} 项，警告 {} 项，说明或须人看 {} 项，不适用 {} 项", "{} checks passed, {} blockers, {} warnings, {} notes or by eye, {} not applicable",
                     n.passed, n.blockers, n.warnings, n.notes, n.not_applicable);
}

std::string as_text(const std::vector<Finding>& findings) {
    std::string out;
    for (const Finding& f : findings) {
        out += fmt::format("{:<6} {}  {}", f.rule, word_of(f), in_message_language(f.sentence));
        if (f.place_mm) out += base::say("（版面 {:.0f}, {:.0f} 毫米）", " (at {:.0f}, {:.0f} mm)", f.place_mm->center().x, f.place_mm->center().y);
        if (!f.remedy.zh.empty()) out += base::say("；处理：{}", "; remedy: {}", in_message_language(exporter::remedy_with_option(f)));
        out += "\n";
    }
    return out + counted(exporter::count(findings)) + "\n";
}

using Json = nlohmann::ordered_json;

std::string as_json(const std::vector<Finding>& findings, exporter::Use use) {
    Json rules = Json::array();
    for (const Finding& f : findings) {
        Json j{{"rule", f.rule}, {"severity", exporter::to_code(f.severity)}, {"checked", exporter::to_code(f.checked)}, {"blocks_open_use", f.blocks_open_use}, {"sentence", f.sentence.zh}, {"sentence_en", f.sentence.en}};
        j["remedy"] = f.remedy.zh.empty() ? Json(nullptr) : Json(exporter::remedy_with_option(f).zh);
        j["remedy_en"] = f.remedy.en.empty() ? Json(nullptr) : Json(exporter::remedy_with_option(f).en);
        j["place_mm"] = nullptr;
        if (f.place_mm) {
            const auto tenth = [](double v) { return std::round(v * 10) / 10; };
            j["place_mm"] = {tenth(f.place_mm->min.x), tenth(f.place_mm->min.y), tenth(f.place_mm->max.x), tenth(f.place_mm->max.y)};
        }
        rules.push_back(std::move(j));
    }
    const PreflightCount n = exporter::count(findings);
    const Json out{{"schema", "corridor-atlas/preflight/1"}, {"use", use == exporter::Use::open ? "open" : "internal"},
                   {"counts", {{"blocker", n.blockers}, {"warning", n.warnings}, {"note", n.notes}, {"passed", n.passed}, {"not_applicable", n.not_applicable}}},
                   {"findings", std::move(rules)}};
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

base::Status blocked(const std::vector<Finding>& findings) {
    const PreflightCount n = exporter::count(findings);
    if (n.blockers == 0) return base::ok();
    std::string each;
    for (const Finding& f : findings)
        if (f.severity == Severity::blocker) each += base::say("\n  {}：{}；处理：{}", "\n  {}: {}; remedy: {}", f.rule, in_message_language(f.sentence), in_message_language(exporter::remedy_with_option(f)));
    return base::data_error(base::say("公开用途有 {} 项不能放过：{}", "for open use {} rules must hold first:{}", n.blockers, each));
}

} // namespace

base::Status preflight(const PreflightArgs& args) {
    const auto format = one_of("--format", args.format, {"text", "json"});
    if (!format) return format.error();
    const auto prepared = prepare_figure(args.figure);
    if (!prepared) return prepared.error();
    std::vector<Finding> findings = exporter::preflight(prepared->figure, prepared->spec, *prepared->data.dataset, *prepared->data.geodata, *prepared->fonts);
    if (!args.file.empty()) {
        auto file = exporter::check_file(args.file, prepared->figure, prepared->spec);
        if (!file) return file.error();
        findings.insert(findings.end(), file->begin(), file->end());
        const auto again = exporter::check_again(args.file, prepared->figure, prepared->spec, *prepared->fonts);
        if (!again) return again.error();
        findings.insert(findings.end() - 1, *again); // before FIL7
    }
    if (auto said = put(args.report, *format == "json" ? as_json(findings, prepared->spec.use) : as_text(findings)); !said) return said;
    return blocked(findings);
}

base::Status check_before_writing(const PreparedFigure& p) {
    const auto findings = exporter::preflight(p.figure, p.spec, *p.data.dataset, *p.data.geodata, *p.fonts);
    if (p.spec.use == exporter::Use::open) return blocked(findings);
    // Of craft the command tells; here only what would keep the figure from being made public.
    base::Status done = base::ok();
    std::vector<std::string> rules;
    for (const Finding& f : findings) if (f.blocks_open_use) rules.push_back(f.rule);
    if (!rules.empty())
        done.warnings.push_back(base::say("公开前须处理：{}；逐项见 corridor-atlas preflight", "to be mended before publication: {}; corridor-atlas preflight tells more", base::listed(rules)));
    return done;
}

} // namespace atlas::cli
