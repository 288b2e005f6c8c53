// Which encoding the texts of a .dbf are in, and reading them. The .cpg file has the first word, then the .dbf's LDID
// byte, then the bytes themselves: valid UTF-8 is UTF-8, anything else is taken for GB 18030. Never replaces a character.
#pragma once

#include "io/shape_files.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace atlas::io {

class DbfText {
public:
    /// `warning` is filled when the .cpg names an encoding nobody knows and the next word was taken.
    static DbfText choose(const ShapeFiles& files, std::string& warning);

    /// The text without outer blanks; nothing when the bytes do not fit the encoding.
    [[nodiscard]] std::optional<std::string> read(std::string_view bytes) const;
    [[nodiscard]] const std::string& encoding() const { return encoding_; }
    [[nodiscard]] const std::string& chosen_by() const { return chosen_by_; } ///< "province.cpg", "the .dbf header", "the bytes"

private:
    std::string encoding_, chosen_by_;
};

} // namespace atlas::io
