#include "program.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <sys/wait.h>

namespace atlas::test {

namespace fs = std::filesystem;

namespace {

std::string quoted(const std::string& word) {
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

} // namespace

nlohmann::json Ran::json() const {
    nlohmann::json parsed = nlohmann::json::parse(out, nullptr, false);
    if (parsed.is_discarded()) {
        ADD_FAILURE() << "not JSON: " << out.substr(0, 200) << "\n" << err;
        return {};
    }
    return parsed;
}

bool Ran::one_sentence() const {
    return err.starts_with("corridor-atlas: ") && err.find('\n') == err.size() - 1 && err.size() > 30;
}

Ran run_program(const std::vector<std::string>& words, const std::string& data_dir, const std::string& lang, const std::string& shell) {
    const fs::path errors = fs::path(ATLAS_TEST_OUTPUT_DIR) / "stderr.txt";
    std::string line = shell.empty() ? "" : shell + "; ";
    line += data_dir.empty() ? "" : "ATLAS_DATA_DIR=" + quoted(data_dir) + " ";
    line += "env -u LC_ALL -u LC_MESSAGES LANG=" + quoted(lang) + " " + quoted(ATLAS_PROGRAM);
    for (const std::string& word : words) line += " " + quoted(word);
    line += " 2>" + quoted(errors.string()) + " </dev/null";
    Ran ran;
    FILE* pipe = popen(line.c_str(), "r");
    if (pipe == nullptr) return ran;
    std::array<char, 65536> buffer{};
    for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) ran.out.append(buffer.data(), got);
    const int status = pclose(pipe);
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ran.err = read_all(errors);
    return ran;
}

fs::path scratch() {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    const fs::path dir = fs::path(ATLAS_TEST_OUTPUT_DIR) / ("草稿 " + std::string(info->test_suite_name()) + "." + info->name());
    fs::remove_all(dir);
    fs::create_directories(dir);
    return dir;
}

DataCopy::DataCopy() : root_(scratch() / "data") {
    const fs::path source = fs::path(ATLAS_SOURCE_DIR) / "geodata";
    fs::create_directories(base());
    fs::copy(source / "links", links(), fs::copy_options::recursive);
    for (const auto& file : fs::directory_iterator(source / "base")) fs::create_symlink(file.path(), base() / file.path().filename());
}

void DataCopy::edit(const std::string& table, const std::string& from, const std::string& to, const std::string& after) const {
    std::string text = read_all(links() / table);
    const std::size_t start = text.find(after);
    ASSERT_NE(start, std::string::npos) << after << " is not in " << table;
    const std::size_t at = text.find(from, start);
    ASSERT_NE(at, std::string::npos) << from << " is not in " << table;
    text.replace(at, from.size(), to);
    write_all(links() / table, text);
}

std::string read_all(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void write_all(const fs::path& path, const std::string& bytes) {
    fs::remove(path); // a link to the real file must not be written through
    std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row(1);
    bool inside = false;
    for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inside) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') row.back() += text[++i];
            else if (c == '"') inside = false;
            else row.back() += c;
        } else if (c == '"') inside = true;
        else if (c == ',') row.emplace_back();
        else if (c == '\n') {
            rows.push_back(std::move(row));
            row.assign(1, "");
        } else if (c != '\r') row.back() += c;
    }
    if (row.size() > 1 || !row.front().empty()) rows.push_back(std::move(row));
    return rows;
}

} // namespace atlas::test
