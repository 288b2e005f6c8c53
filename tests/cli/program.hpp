// Runs the built program as a user would, and makes damaged copies of the data for it.
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace atlas::test {

struct Ran {
    int code = -1;
    std::string out, err;
    /// Standard output as JSON; a test failure when it is none.
    [[nodiscard]] nlohmann::json json() const;
    /// True when standard error is one line that begins with the program's name: the one clear sentence.
    [[nodiscard]] bool one_sentence() const;
};

/// `words` after the program's name. `data_dir`: value of ATLAS_DATA_DIR, or empty. `lang`: value of LANG, with LC_ALL and
/// LC_MESSAGES not set; the tests read English messages unless they are about the Chinese ones. `shell`: what the shell does first.
Ran run_program(const std::vector<std::string>& words, const std::string& data_dir = "", const std::string& lang = "en_US.UTF-8",
                const std::string& shell = "");

/// A scratch folder of this test with hanzi and a space in its name, empty at first.
std::filesystem::path scratch();

/// A data folder whose tables are copies and whose layers are links to the real ones; both may be damaged at will.
class DataCopy {
public:
    DataCopy();
    [[nodiscard]] std::string dir() const { return root_.string(); }
    [[nodiscard]] std::filesystem::path base() const { return root_ / "geodata" / "base"; }
    [[nodiscard]] std::filesystem::path links() const { return root_ / "geodata" / "links"; }
    /// Replaces `from` (which must be there) by `to`, the first time it occurs after `after`.
    void edit(const std::string& table, const std::string& from, const std::string& to, const std::string& after = "") const;

private:
    std::filesystem::path root_;
};

std::string read_all(const std::filesystem::path& path);
void write_all(const std::filesystem::path& path, const std::string& bytes);
/// Rows of RFC 4180 text, without a byte order mark.
std::vector<std::vector<std::string>> parse_csv(const std::string& text);

} // namespace atlas::test
