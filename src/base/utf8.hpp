// UTF-8 text: checking, code points, folding for comparison, and the legacy encodings met in .dbf and .csv files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atlas::base {

/// Byte offset of the first invalid sequence (overlong forms and surrogates included), or nothing when all is valid.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);
/// Code points; invalid bytes become U+FFFD.
std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view code_points);
void append_utf8(std::string& out, char32_t code_point);
std::size_t count_code_points(std::string_view utf8);

/// Text for comparing a quote with its plan: compatibility forms folded (full-width to half-width as NFKC does for the
/// characters that occur in Chinese prose), quotation marks and dashes unified, white space removed.
std::string fold_for_quote(std::string_view utf8);
/// Where the quote stands in the text, compared as fold_for_quote compares: bytes [first, second). Nothing when it does not.
std::optional<std::pair<std::size_t, std::size_t>> find_quote(std::string_view text, std::string_view quote);
/// Full-width punctuation for showing a quote on a Chinese page (`,` between hanzi becomes `，` …).
std::string full_width_punctuation(std::string_view utf8);
/// A name without the explanation in brackets at its end, 川渝（成渝地区双城经济圈）: what one calls it where the whole has no room.
std::string_view without_brackets(std::string_view name);
/// Lower case ASCII and full-width forms folded; for names and search.
std::string fold_for_search(std::string_view utf8);

/// Text in `encoding` ("UTF-8", "GBK", "GB18030", "CP1252", …) as UTF-8; nothing when bytes do not fit the encoding
/// or the encoding is unknown.
std::optional<std::string> decode(std::string_view bytes, const std::string& encoding);

std::string trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator); ///< parts trimmed, empty parts dropped
/// Edit distance in code points, for "did you mean".
int edit_distance(std::string_view a, std::string_view b);
/// The `count` candidates nearest to `word` (shared prefix and containment count as near), nearest first.
std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates, std::size_t count = 3);

} // namespace atlas::base
