#include "core/regex/pattern_reader.h"

namespace corslab::regex {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// How many continuation bytes follow, and the payload of the lead; nothing for a byte that leads no sequence.
struct Lead {
    int following = 0;
    char32_t payload = 0;
    char32_t least = 0;
};

std::optional<Lead> lead_of(unsigned char byte) {
    if (byte < 0x80) return Lead{0, byte, 0};
    if (byte >= 0xC2 && byte < 0xE0) return Lead{1, byte & 0x1FU, 0x80};
    if (byte >= 0xE0 && byte < 0xF0) return Lead{2, byte & 0x0FU, 0x800};
    if (byte >= 0xF0 && byte < 0xF5) return Lead{3, byte & 0x07U, 0x10000};
    return std::nullopt;
}

bool is_latin1_letter(char32_t c) {
    return c == 0xAA || c == 0xB5 || c == 0xBA || (c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7);
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = lead_of(static_cast<unsigned char>(text[i++]));
        if (!lead) {
            out += kReplacement;
            continue;
        }
        char32_t c = lead->payload;
        int seen = 0;
        for (; seen < lead->following && i < text.size(); ++seen, ++i) {
            const auto byte = static_cast<unsigned char>(text[i]);
            if ((byte & 0xC0U) != 0x80) break;
            c = (c << 6U) | (byte & 0x3FU);
        }
        const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        const bool sound = seen == lead->following && c >= lead->least && c <= kLastCodePoint && !surrogate;
        out += sound ? c : kReplacement;
    }
    return out;
}

std::u32string to_code_units(const std::u32string& code_points) {
    std::u32string out;
    out.reserve(code_points.size());
    for (const char32_t c : code_points) {
        if (c < 0x10000) {
            out += c;
        } else {
            out += 0xD800 + ((c - 0x10000) >> 10U);
            out += 0xDC00 + ((c - 0x10000) & 0x3FFU);
        }
    }
    return out;
}

int hex_digit(char32_t c) {
    if (is_digit(c)) return static_cast<int>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<int>(c - 'a') + 10;
    if (c >= 'A' && c <= 'F') return static_cast<int>(c - 'A') + 10;
    return -1;
}

std::optional<bool> is_name_start(char32_t c) {
    if (c == kEndOfPattern) return false;
    if (c > kLastLatin1) return std::nullopt;
    return is_ascii_letter(c) || c == '_' || is_latin1_letter(c);
}

std::optional<bool> is_name_part(char32_t c) {
    const auto start = is_name_start(c);
    if (!start || *start) return start;
    return is_digit(c) || c == 0xB7;
}

std::optional<char32_t> PatternReader::take_hex(std::size_t count) {
    char32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const int digit = hex_digit(peek(i));
        if (digit < 0) return std::nullopt;
        value = (value << 4U) | static_cast<char32_t>(digit);
    }
    at_ += count;
    return value;
}

}  // namespace corslab::regex
