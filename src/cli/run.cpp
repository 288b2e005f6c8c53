// From words to an exit code.
#include "cli/cli.hpp"

#include "base/say.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"

#include <exception>
#include <iostream>
#include <type_traits>

namespace atlas::cli {

namespace {

base::Status carry_out(const Command& command) {
    return std::visit(
        [](const auto& args) -> base::Status {
            using Args = std::decay_t<decltype(args)>;
            if constexpr (std::is_same_v<Args, ViewArgs>) return view(args);
            else if constexpr (std::is_same_v<Args, RenderArgs>) return render(args);
            else if constexpr (std::is_same_v<Args, PreflightArgs>) return preflight(args);
            else if constexpr (std::is_same_v<Args, LinksArgs>) return links(args);
            else if constexpr (std::is_same_v<Args, FacetsArgs>) return facets(args);
            else if constexpr (std::is_same_v<Args, ReciprocityArgs>) return reciprocity(args);
            else if constexpr (std::is_same_v<Args, SummaryArgs>) return summary(args);
            else if constexpr (std::is_same_v<Args, CheckArgs>) return check(args);
            else if constexpr (std::is_same_v<Args, ScreenshotArgs>) return screenshot(args);
            else if constexpr (std::is_same_v<Args, BenchArgs>) return bench(args);
            else if constexpr (std::is_same_v<Args, ShowText>) return put("", args.text);
        },
        command);
}

int exit_code(base::ErrorKind kind) {
    switch (kind) {
    case base::ErrorKind::data: return 1;
    case base::ErrorKind::usage: return 2;
    case base::ErrorKind::output: return 3;
    }
    return 1;
}

/// The value of --lang, found before the words are parsed: even a sentence about the other words follows it.
std::string lang_option(const std::vector<std::string>& words) {
    const std::string name = "--lang";
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == name && i + 1 < words.size()) return words[i + 1];
        if (words[i].starts_with(name + "=")) return words[i].substr(name.size() + 1);
    }
    return {};
}

int fail(const base::Error& error) {
    std::cerr << "corridor-atlas: " << error.message << "\n";
    return exit_code(error.kind);
}

} // namespace

int run(int argc, char** argv) {
    try {
        const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
        base::set_message_language(base::language_of_user(lang_option(words)));
        const auto command = parse(words);
        if (!command) return fail(command.error());
        const base::Status done = carry_out(*command);
        for (const std::string& warning : done.warnings) warn(warning);
        return done ? 0 : fail(done.error());
    } catch (const std::bad_alloc&) {
        return fail(base::output_error(base::say("内存不足；请改用更小的页面、大小或 --dpi", "there is not enough memory for this; try a smaller page, size or --dpi")));
    } catch (const std::exception& broken) { // a promise of ours or of a library: still one sentence
        return fail(base::output_error(base::say("因意外故障而停止：{}", "stopped by an unexpected fault: {}", broken.what())));
    }
}

} // namespace atlas::cli
