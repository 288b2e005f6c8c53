// Sentences for the user, in two languages. Every message of the program is written twice where it arises and said in
// the language that is set; a sentence that was made stays as it is when the language changes later. Names of files,
// fields, options and codes are the same in both. What a library reports about itself is quoted in the library's words.
//     return base::data_error(base::say("“{}”缺少列 {}", "'{}' lacks the column {}", path, column));
#pragma once

#include <fmt/core.h>

#include <string>
#include <type_traits>
#include <vector>

namespace atlas::base {

/// The language of messages. The text on a map has its own (model::Lang): an English figure may be made in a Chinese shell.
enum class Lang { zh, en };

/// English until it is set; the program sets Chinese or English before anything can fail. Safe from any thread.
void set_message_language(Lang language);
Lang message_language();
/// For the program's start: `option` is the value of --lang, or empty. Anything but zh and en leaves it to the
/// environment: English when LC_ALL, LC_MESSAGES or LANG (the first one that is set) begins with "en", else Chinese.
Lang language_of_user(const std::string& option);

/// The sentence in the current language; braces mean nothing here.
std::string say(const char* zh, const char* en);
/// The same with arguments in the manner of fmt::format. Both patterns are checked by the compiler and get all arguments;
/// where the order differs, or one language leaves an argument out, number them: {0}, {1}.
template <class... Args, class = std::enable_if_t<(sizeof...(Args) > 0)>>
std::string say(fmt::format_string<Args...> zh, fmt::format_string<Args...> en, Args&&... args) {
    const fmt::string_view pattern = message_language() == Lang::zh ? fmt::string_view(zh) : fmt::string_view(en);
    return fmt::vformat(pattern, fmt::make_format_args(args...));
}

/// "a、b、c" or "a, b, c".
std::string listed(const std::vector<std::string>& words);
/// Why the system refused (an errno).
std::string system_reason(int code);

} // namespace atlas::base
