// Two blocks, one a language; the columns are ASCII option names, so that hanzi never disturb them.
#include "cli/help.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace atlas::cli {

namespace {

constexpr char kSeparator = '\x1f';
constexpr std::size_t kColumn = 28;

std::string in(const std::string& text, bool english) {
    const std::size_t at = text.find(kSeparator);
    if (at == std::string::npos) return text;
    return english ? text.substr(at + 1) : text.substr(0, at);
}

/// "  left        right"; a left part that is too long gets a line of its own.
std::string row(const std::string& left, const std::string& right) {
    std::string line = "  " + left;
    if (line.size() + 2 > kColumn) line += "\n" + std::string(kColumn, ' ');
    else line += std::string(kColumn - line.size(), ' ');
    return line + right + "\n";
}

std::string options_of(const CLI::App& command, bool english) {
    std::string out;
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_group().empty()) continue; // hidden
        std::string name = option->get_name(false, true);
        for (std::size_t at = 0; (at = name.find(',', at)) != std::string::npos; at += 2) name.replace(at, 1, ", ");
        if (!option->get_type_name().empty() && option->get_type_size() != 0) name += " " + option->get_type_name();
        std::string text = in(option->get_description(), english);
        if (!option->get_default_str().empty()) {
            text += fmt::format(fmt::runtime(english ? " (default {})" : "（默认 {}）"), option->get_default_str());
        }
        if (option->get_required()) text += english ? " (required)" : "（必填）";
        out += row(name, text);
    }
    return out;
}

std::string block(const CLI::App& command, bool english) {
    const auto commands = command.get_subcommands([](const CLI::App*) { return true; });
    const std::string name = command.get_parent() ? command.get_parent()->get_name() + " " + command.get_name() : command.get_name();
    std::string out = in(command.get_description(), english) + "\n\n";
    if (commands.empty()) {
        out += (english ? "Usage: " : "用法：") + name + (english ? " [options]" : " [选项]") + "\n";
    } else {
        out += (english ? "Usage: " : "用法：") + name + (english ? " [command] [options]" : " [命令] [选项]") + "\n\n";
        out += english ? "Commands (each has its own --help):\n" : "命令（各有 --help）：\n";
        for (const CLI::App* one : commands) out += row(one->get_name(), in(one->get_description(), english));
    }
    out += (english ? "\nOptions:\n" : "\n选项：\n") + options_of(command, english);
    const std::string footer = in(command.get_footer(), english);
    if (!footer.empty()) out += "\n" + footer + "\n";
    return out;
}

} // namespace

std::string both(const std::string& zh, const std::string& en) { return zh + kSeparator + en; }

std::string help_page(const CLI::App& command) {
    return block(command, false) + "\n" + std::string(72, '-') + "\n\n" + block(command, true);
}

} // namespace atlas::cli
