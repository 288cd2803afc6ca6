#include "core/url/percent_encode.h"

#include <algorithm>
#include <array>

namespace corslab {
namespace {

constexpr std::string_view extra_of(EncodeSet set) {
    switch (set) {
        case EncodeSet::kC0Control:
            return "";
        case EncodeSet::kFragment:
            return " \"<>`";
        case EncodeSet::kQuery:
            return " \"#<>";
        case EncodeSet::kSpecialQuery:
            return " \"#<>'";
        case EncodeSet::kPath:
            return " \"#<>?^`{}";
        case EncodeSet::kUserinfo:
            return " \"#<>?^`{}/:;=@[\\]|";
    }
    return "";
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The length of the well-formed UTF-8 sequence at `at`; 0 where there is none, with the length of the ill-formed one,
// as the decoder counts it, in `bad`.
std::size_t sequence_length(std::string_view bytes, std::size_t at, std::size_t& bad) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    bad = 1;
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    const std::size_t length = lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4);
    unsigned char lower = 0x80;
    unsigned char upper = 0xBF;
    if (lead == 0xE0) lower = 0xA0;
    if (lead == 0xED) upper = 0x9F;
    if (lead == 0xF0) lower = 0x90;
    if (lead == 0xF4) upper = 0x8F;
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i >= bytes.size()) return 0;
        const auto byte = static_cast<unsigned char>(bytes[at + i]);
        if (byte < lower || byte > upper) return 0;
        lower = 0x80;
        upper = 0xBF;
        bad = i + 1;
    }
    return length;
}

}  // namespace

bool in_encode_set(char c, EncodeSet set) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte > 0x7E || extra_of(set).find(c) != std::string_view::npos;
}

void append_encoded(std::string& out, char c, EncodeSet set) {
    if (!in_encode_set(c, set)) {
        out += c;
        return;
    }
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4U];
    out += kHex[byte & 0x0FU];
}

std::string percent_encode(std::string_view text, EncodeSet set) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) append_encoded(out, c, set);
    return out;
}

std::string percent_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape =
            text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
        out += escape ? static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])) : text[i];
        if (escape) i += 2;
    }
    return out;
}

std::string to_valid_utf8(std::string_view bytes, IllFormed ill_formed) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t start = i;
        while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) < 0x80) ++i;
        out += bytes.substr(start, i - start);
        if (i == bytes.size()) break;
        std::size_t bad = 0;
        const std::size_t length = sequence_length(bytes, i, bad);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            i += ill_formed == IllFormed::kByte ? 1 : bad;
        } else {
            out += bytes.substr(i, length);
            i += length;
        }
    }
    return out;
}

}  // namespace corslab
