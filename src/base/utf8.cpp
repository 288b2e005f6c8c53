// Strict UTF-8, code points, and the legacy encodings through the system's iconv. Nothing here guesses: a caller
// that must guess an encoding (io/dbf_text) tries decode() and looks whether it says no.
#include "base/utf8.hpp"

#include <algorithm>
#include <cerrno>
#include <iconv.h>

namespace atlas::base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Length of the valid sequence that starts at `at`, its code point in `out`; 0 when there is none.
/// The bounds of the second byte exclude overlong forms, surrogates and everything above U+10FFFF.
std::size_t sequence(std::string_view text, std::size_t at, char32_t& out) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) {
        out = lead;
        return 1;
    }
    std::size_t size = 0;
    unsigned char low = 0x80, high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        size = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        size = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        size = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    }
    if (size == 0 || at + size > text.size()) return 0;
    char32_t code = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        const unsigned char next = byte(at + i);
        if (next < low || next > high) return 0;
        low = 0x80;
        high = 0xBF;
        code = code << 6 | (next & 0x3FU);
    }
    out = code;
    return size;
}

bool same_encoding(const std::string& a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return (x >= 'a' && x <= 'z' ? x - 32 : x) == y; });
}

} // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
    char32_t code = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t size = sequence(text, i, code);
        if (size == 0) return i;
        i += size;
    }
    return std::nullopt;
}

std::u32string to_code_points(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) {
        char32_t code = kReplacement;
        const std::size_t size = sequence(utf8, i, code);
        out.push_back(size == 0 ? kReplacement : code);
        i += std::max<std::size_t>(size, 1);
    }
    return out;
}

void append_utf8(std::string& out, char32_t code) {
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = kReplacement;
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

std::string to_utf8(std::u32string_view code_points) {
    std::string out;
    out.reserve(code_points.size() * 3);
    for (const char32_t code : code_points) append_utf8(out, code);
    return out;
}

std::size_t count_code_points(std::string_view utf8) {
    std::size_t count = 0;
    char32_t code = 0;
    for (std::size_t i = 0; i < utf8.size(); ++count) i += std::max<std::size_t>(sequence(utf8, i, code), 1);
    return count;
}

std::optional<std::string> decode(std::string_view bytes, const std::string& encoding) {
    if (same_encoding(encoding, "UTF-8") || same_encoding(encoding, "UTF8")) {
        if (first_invalid_utf8(bytes)) return std::nullopt;
        return std::string(bytes);
    }
    // iconv takes suffixes such as //IGNORE and //TRANSLIT, which would make this lenient; an empty name means "the locale".
    if (encoding.empty() || encoding.find('/') != std::string::npos) return std::nullopt;
    const iconv_t converter = iconv_open("UTF-8", encoding.c_str());
    if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;

    std::string out(bytes.size() * 2 + 16, '\0');
    char* in = const_cast<char*>(bytes.data()); // iconv's old signature; it does not write through it
    std::size_t in_left = bytes.size(), done = 0;
    bool fits = true, flushing = false;
    for (;;) {
        char* target = out.data() + done;
        std::size_t out_left = out.size() - done;
        const std::size_t result = flushing ? iconv(converter, nullptr, nullptr, &target, &out_left)
                                            : iconv(converter, &in, &in_left, &target, &out_left);
        const int reason = errno;
        done = out.size() - out_left;
        if (result == static_cast<std::size_t>(-1)) {
            if (reason != E2BIG) { // EILSEQ: not this encoding; EINVAL: cut in the middle of a character
                fits = false;
                break;
            }
            out.resize(out.size() * 2);
        } else if (result > 0) { // characters were replaced: not a faithful reading
            fits = false;
            break;
        } else if (flushing) {
            break;
        } else {
            flushing = true;
        }
    }
    iconv_close(converter);
    if (!fits) return std::nullopt;
    out.resize(done);
    return out;
}

std::string trim(std::string_view text) {
    std::size_t begin = 0, end = text.size();
    while (begin < end && ascii_space(text[begin])) ++begin;
    while (end > begin && ascii_space(text[end - 1])) --end;
    return std::string(text.substr(begin, end - begin));
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        if (std::string part = trim(text.substr(begin, end - begin)); !part.empty()) parts.push_back(std::move(part));
        begin = end + 1;
    }
    return parts;
}

int edit_distance(std::string_view a, std::string_view b) {
    const std::u32string x = to_code_points(a), y = to_code_points(b);
    std::vector<int> row(y.size() + 1);
    for (std::size_t j = 0; j <= y.size(); ++j) row[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= x.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= y.size(); ++j) {
            const int replaced = diagonal + (x[i - 1] == y[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[y.size()];
}

std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates, std::size_t count) {
    const std::string wanted = fold_for_search(word);
    struct Scored {
        double score;
        std::size_t index;
    };
    std::vector<Scored> scored;
    scored.reserve(candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const std::string candidate = fold_for_search(candidates[i]);
        double score = edit_distance(wanted, candidate);
        // "泸" means 泸州市 more than 沪: each added character of a word that contains the other costs a tenth.
        const bool contained = !wanted.empty() && !candidate.empty() &&
                               (candidate.find(wanted) != std::string::npos || wanted.find(candidate) != std::string::npos);
        if (contained) {
            score *= 0.1;
        } else {
            const std::u32string x = to_code_points(wanted), y = to_code_points(candidate);
            const auto differ = std::mismatch(x.begin(), x.end(), y.begin(), y.end());
            score -= 0.5 * static_cast<double>(differ.first - x.begin());
        }
        scored.push_back({score, i});
    }
    std::stable_sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) { return a.score < b.score; });
    std::vector<std::string> out;
    for (const Scored& s : scored) {
        if (out.size() == count) break;
        if (std::find(out.begin(), out.end(), candidates[s.index]) == out.end()) out.push_back(candidates[s.index]);
    }
    return out;
}

} // namespace atlas::base
