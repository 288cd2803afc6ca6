#include "core/http/grammar.h"

#include <algorithm>
#include <limits>

namespace corslab {
namespace {

constexpr bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_tchar(char c) {
    return is_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

constexpr char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

std::string_view trim(std::string_view text, std::string_view set) {
    const auto inside = [set](char c) { return std::any_of(set.begin(), set.end(), [c](char d) { return c == d; }); };
    while (!text.empty() && inside(text.front())) text.remove_prefix(1);
    while (!text.empty() && inside(text.back())) text.remove_suffix(1);
    return text;
}

// Appends the quoted string at `position`, quotes and escapes kept, and moves past it.
// https://fetch.spec.whatwg.org/#collect-an-http-quoted-string
void collect_quoted_string(std::string_view input, std::size_t& position, std::string& out) {
    out += input[position++];
    while (position < input.size()) {
        const char c = input[position++];
        out += c;
        if (c == '"') return;
        if (c == '\\' && position < input.size()) out += input[position++];
    }
}

// Calls `use` with each trimmed, non-empty item of a comma-separated list until it returns false.
template <class Use>
void for_each_item(std::string_view value, Use use) {
    for (;;) {
        const auto comma = value.find(',');
        const std::string_view item = trim(value.substr(0, comma), "\t ");
        if (!item.empty() && !use(item)) return;
        if (comma == std::string_view::npos) return;
        value.remove_prefix(comma + 1);
    }
}

}  // namespace

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_tchar);
}

std::string isomorphic_encode(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const bool two = lead >= 0x80 && i + 1 < text.size();
        bytes +=
            two ? static_cast<char>((lead & 0x03U) << 6U | (static_cast<unsigned char>(text[++i]) & 0x3FU)) : text[i];
    }
    return bytes;
}

std::string isomorphic_decode(std::string_view bytes) {
    const auto* const end = std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
    const auto ascii = static_cast<std::size_t>(end - bytes.begin());
    std::string out(bytes.substr(0, ascii));
    for (const char c : bytes.substr(ascii)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else {
            out += static_cast<char>(0xC0U | byte >> 6U);
            out += static_cast<char>(0x80U | (byte & 0x3FU));
        }
    }
    return out;
}

std::string byte_lowercase(std::string_view bytes) {
    std::string out(bytes);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

std::string byte_uppercase(std::string_view bytes) {
    std::string out(bytes);
    std::transform(out.begin(), out.end(), out.begin(), upper);
    return out;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    // From the end: names that differ mostly do so there (Access-Control-Allow-...).
    return std::equal(a.rbegin(), a.rend(), b.rbegin(), [](char x, char y) { return x == y || lower(x) == lower(y); });
}

std::string_view normalize_header_value(std::string_view value) {
    return trim(value, "\t\n\r ");
}

bool is_header_value(std::string_view value) {
    return value.find_first_of(std::string_view("\0\n\r", 3)) == std::string_view::npos &&
           trim(value, "\t ").size() == value.size();
}

std::vector<std::string> get_decode_and_split(std::string_view value) {
    std::vector<std::string> values;
    std::string item;
    std::size_t position = 0;
    for (;;) {
        while (position < value.size() && value[position] != '"' && value[position] != ',') item += value[position++];
        if (position < value.size() && value[position] == '"') {
            collect_quoted_string(value, position, item);
            if (position < value.size()) continue;
        }
        values.emplace_back(trim(item, "\t "));
        item.clear();
        if (position >= value.size()) return values;
        ++position;
    }
}

std::optional<std::vector<std::string>> parse_token_list(std::string_view value) {
    std::vector<std::string> tokens;
    bool well_formed = true;
    for_each_item(value, [&](std::string_view item) {
        well_formed = is_token(item);
        if (well_formed) tokens.emplace_back(item);
        return well_formed;
    });
    if (!well_formed) return std::nullopt;
    return tokens;
}

std::string_view first_bad_token(std::string_view value) {
    std::string_view bad;
    for_each_item(value, [&](std::string_view item) {
        if (!is_token(item)) bad = item;
        return bad.empty();
    });
    return bad;
}

std::optional<std::int64_t> parse_delta_seconds(std::string_view value) {
    if (value.empty()) return std::nullopt;
    constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
    std::int64_t seconds = 0;
    for (const char c : value) {
        if (c < '0' || c > '9') return std::nullopt;
        const int digit = c - '0';
        seconds = seconds > (kMax - digit) / 10 ? kMax : seconds * 10 + digit;
    }
    return seconds;
}

}  // namespace corslab
