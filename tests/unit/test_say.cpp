// Messages in two languages: which one is said, that arguments fill both patterns, and what the environment chooses.
#include "base/say.hpp"

#include "base/file.hpp"
#include "io/dataset_reader.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <map>
#include <optional>

using namespace atlas;
using namespace atlas::base;

namespace {

/// Puts the language of the library back: the other tests read English.
class Say : public testing::Test {
protected:
    void TearDown() override { set_message_language(base::Lang::en); }
};

/// The three variables as given, put back at the end.
class Environment {
public:
    explicit Environment(const std::map<std::string, std::string>& wanted) {
        for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            const char* old = std::getenv(name);
            old_[name] = old ? std::optional<std::string>(old) : std::nullopt;
            put(name, wanted.contains(name) ? std::optional(wanted.at(name)) : std::nullopt);
        }
    }
    ~Environment() {
        for (const auto& [name, value] : old_) put(name, value);
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    static void put(const std::string& name, const std::optional<std::string>& value) {
        if (value) setenv(name.c_str(), value->c_str(), 1);
        else unsetenv(name.c_str());
    }
    std::map<std::string, std::optional<std::string>> old_;
};

} // namespace

TEST_F(Say, EnglishUntilItIsSet) {
    EXPECT_EQ(message_language(), base::Lang::en);
    EXPECT_EQ(say("中文{}", "English {}"), "English {}"); // without arguments braces mean nothing
    set_message_language(base::Lang::zh);
    EXPECT_EQ(message_language(), base::Lang::zh);
    EXPECT_EQ(say("中文{}", "English {}"), "中文{}");
}

TEST_F(Say, ArgumentsFillBothPatternsInTheirOwnOrder) {
    const std::string what = "沱江";
    EXPECT_EQ(say("{1} 条中的 {0} 条（{2:.1f}）", "{0} of {1} ({2:.1f})", 3, 7, 0.5), "3 of 7 (0.5)");
    EXPECT_EQ(say("没有“{}”", "no '{}'", what), "no '沱江'");
    set_message_language(base::Lang::zh);
    EXPECT_EQ(say("{1} 条中的 {0} 条（{2:.1f}）", "{0} of {1} ({2:.1f})", 3, 7, 0.5), "7 条中的 3 条（0.5）");
    EXPECT_EQ(say("没有“{}”", "no '{}'", what), "没有“沱江”");
    EXPECT_EQ(say("{0}", "{1}", "an argument may be left out", 1), "an argument may be left out");
}

TEST_F(Say, ListsAndReasons) {
    EXPECT_EQ(listed({}), "");
    EXPECT_EQ(listed({"a", "b", "c"}), "a, b, c");
    EXPECT_EQ(system_reason(0), "the system gives no reason");
    const std::string english = system_reason(ENOSPC);
    set_message_language(base::Lang::zh);
    EXPECT_EQ(listed({"川渝"}), "川渝");
    EXPECT_EQ(listed({"a", "b", "c"}), "a、b、c");
    EXPECT_EQ(system_reason(ENOSPC), "磁盘已满");
    EXPECT_NE(system_reason(ENOSPC), english);
    EXPECT_TRUE(system_reason(EDOM).starts_with("系统报告：")) << "a reason without a Chinese sentence is quoted";
}

TEST_F(Say, TheOptionGoesBeforeTheEnvironment) {
    const std::map<std::string, std::string> variables{{"LANG", "en_GB.UTF-8"}};
    const Environment english(variables);
    EXPECT_EQ(language_of_user("zh"), base::Lang::zh);
    EXPECT_EQ(language_of_user("en"), base::Lang::en);
    EXPECT_EQ(language_of_user(""), base::Lang::en);
    EXPECT_EQ(language_of_user("fr"), base::Lang::en) << "a wrong value is refused later, in the user's language";
}

TEST_F(Say, TheEnvironmentChoosesByTheFirstVariableThatIsSet) {
    const auto chosen = [](const std::map<std::string, std::string>& variables) {
        const Environment environment(variables);
        return language_of_user("");
    };
    EXPECT_EQ(chosen({}), base::Lang::zh);
    EXPECT_EQ(chosen({{"LANG", "C"}}), base::Lang::zh);
    EXPECT_EQ(chosen({{"LANG", "C.UTF-8"}}), base::Lang::zh);
    EXPECT_EQ(chosen({{"LANG", "zh_CN.UTF-8"}}), base::Lang::zh);
    EXPECT_EQ(chosen({{"LANG", "en"}}), base::Lang::en);
    EXPECT_EQ(chosen({{"LANG", "en_US.UTF-8"}}), base::Lang::en);
    EXPECT_EQ(chosen({{"LANG", "zh_CN.UTF-8"}, {"LC_MESSAGES", "en_US.UTF-8"}}), base::Lang::en);
    EXPECT_EQ(chosen({{"LANG", "en_US.UTF-8"}, {"LC_ALL", "zh_CN.UTF-8"}}), base::Lang::zh);
    EXPECT_EQ(chosen({{"LANG", "en_US.UTF-8"}, {"LC_ALL", ""}}), base::Lang::en) << "an empty variable is not set";
}

TEST_F(Say, SentencesOfTheLibraryFollow) {
    const atlas::io::Problem problem{"links/x.csv", 12, "parties", "…"};
    EXPECT_EQ(atlas::io::to_text(problem), "links/x.csv row 12, field 'parties': …");
    EXPECT_EQ(read_file("/no/such/file").error().message, "cannot read '/no/such/file': there is no such file");
    set_message_language(base::Lang::zh);
    EXPECT_EQ(atlas::io::to_text(problem), "links/x.csv 第 12 行，“parties”列：…");
    EXPECT_EQ(read_file("/no/such/file").error().message, "无法读取“/no/such/file”：没有这个文件");
}
