// One atomic for the whole process: readers of tables run on many threads and all speak to the same user.
#include "base/say.hpp"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace atlas::base {
namespace {

std::atomic<Lang> language{Lang::en};

/// The reasons a user meets; the system itself tells them in English, since the program sets no locale (numbers in
/// tables must not depend on one).
const char* known_reason_zh(int code) {
    switch (code) {
    case 0: return "系统没有说明原因";
    case EACCES:
    case EPERM: return "没有权限";
    case ENOENT: return "文件或文件夹不存在";
    case EISDIR: return "它是文件夹";
    case ENOTDIR: return "路径中有一段不是文件夹";
    case ENOSPC: return "磁盘已满";
    case EDQUOT: return "超出磁盘配额";
    case EFBIG: return "文件过大";
    case EROFS: return "磁盘是只读的";
    case ENAMETOOLONG: return "文件名过长";
    case EMFILE:
    case ENFILE: return "打开的文件过多";
    case ENOMEM: return "内存不足";
    case EIO: return "磁盘读写出错";
    default: return nullptr;
    }
}

} // namespace

void set_message_language(Lang wanted) { language = wanted; }
Lang message_language() { return language; }

Lang language_of_user(const std::string& option) {
    if (option == "zh") return Lang::zh;
    if (option == "en") return Lang::en;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const value = std::getenv(name);
        if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("en") ? Lang::en : Lang::zh;
    }
    return Lang::zh;
}

std::string say(const char* zh, const char* en) { return message_language() == Lang::zh ? zh : en; }

std::string listed(const std::vector<std::string>& words) {
    const std::string separator = say("、", ", ");
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : separator) + word;
    return out;
}

std::string system_reason(int code) {
    if (message_language() == Lang::en) return code == 0 ? "the system gives no reason" : std::generic_category().message(code);
    const char* const known = known_reason_zh(code);
    return known != nullptr ? known : "系统报告：" + std::generic_category().message(code);
}

} // namespace atlas::base
