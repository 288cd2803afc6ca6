#include "core/regex/pattern_reader.h"

namespace corslab::regex {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// How many continuation bytes follow, the payload of the lead, and what the first of them may be; nothing for a byte
// that leads no sequence. https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf, table 3-7
struct Lead {
    int following = 0;
    char32_t payload = 0;
    unsigned char least = 0x80;
    unsigned char most = 0xBF;
};

std::optional<Lead> lead_of(unsigned char byte) {
    if (byte < 0x80) return Lead{0, byte};
    if (byte >= 0xC2 && byte < 0xE0) return Lead{1, byte & 0x1FU};
    if (byte >= 0xE0 && byte < 0xF0) {
        return Lead{2, byte & 0x0FU, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                    static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    }
    if (byte >= 0xF0 && byte < 0xF5) {
        return Lead{3, byte & 0x07U, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
                    static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
    }
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
            const bool sound = byte >= (seen == 0 ? lead->least : 0x80) && byte <= (seen == 0 ? lead->most : 0xBF);
            if (!sound) break;
            c = (c << 6U) | (byte & 0x3FU);
        }
        out += seen == lead->following ? c : kReplacement;
    }
    return out;
}

std::string encode_utf8(const std::u32string& code_points) {
    std::string out;
    const auto add = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    for (const char32_t c : code_points) {
        if (c < 0x80) {
            add(c);
            continue;
        }
        if (c >= 0x10000) add(0xF0 | (c >> 18U));
        if (c >= 0x10000) add(0x80 | ((c >> 12U) & 0x3FU));
        if (c >= 0x800 && c < 0x10000) add(0xE0 | (c >> 12U));
        if (c >= 0x800) add(0x80 | ((c >> 6U) & 0x3FU));
        if (c < 0x800) add(0xC0 | (c >> 6U));
        add(0x80 | (c & 0x3FU));
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
            out += static_cast<char32_t>(0xD800 + ((c - 0x10000) >> 10U));
            out += static_cast<char32_t>(0xDC00 + ((c - 0x10000) & 0x3FFU));
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
