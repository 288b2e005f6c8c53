// The help pages: Chinese, then English, made from the very options that are parsed. A description holds both languages,
// joined by both().
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace atlas::cli {

/// One description in two languages.
std::string both(const std::string& zh, const std::string& en);
/// The page of a command, or of the program when `command` has commands of its own. Examples stand in the footer.
std::string help_page(const CLI::App& command);

} // namespace atlas::cli
