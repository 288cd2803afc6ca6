#include "core/http/mime_type.h"

#include <algorithm>

#include "core/http/grammar.h"

namespace corslab {
namespace {

constexpr std::string_view kHttpWhitespace = "\t\n\r ";

std::string_view trim_end(std::string_view text) {
    const auto last = text.find_last_not_of(kHttpWhitespace);
    return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

// https://mimesniff.spec.whatwg.org/#http-quoted-string-token-code-point
bool is_quoted_string_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0x09 || (byte >= 0x20 && byte != 0x7F);
    });
}

// The text of a quoted string without its quotes and escapes. `position` is at the opening quote, and ends behind the
// closing one. https://fetch.spec.whatwg.org/#collect-an-http-quoted-string (with the extract-value flag)
std::string extract_quoted_string(std::string_view input, std::size_t& position) {
    std::string value;
    ++position;
    while (position < input.size()) {
        const char c = input[position++];
        if (c == '"') return value;
        if (c != '\\') {
            value += c;
        } else {
            value += position < input.size() ? input[position++] : '\\';
        }
    }
    return value;
}

// Reads one `;name=value` at `position` (behind the semicolon). Steps 11.2 to 11.9.
void read_parameter(std::string_view input, std::size_t& position, MimeType& mime_type) {
    position = std::min(input.find_first_not_of(kHttpWhitespace, position), input.size());
    const auto name_end = std::min(input.find_first_of(";=", position), input.size());
    const std::string name = byte_lowercase(input.substr(position, name_end - position));
    position = name_end;
    if (position == input.size() || input[position] == ';') return;
    ++position;
    std::string value;
    if (position < input.size() && input[position] == '"') {
        value = extract_quoted_string(input, position);
        position = std::min(input.find(';', position), input.size());
    } else {
        const auto end = std::min(input.find(';', position), input.size());
        value = trim_end(input.substr(position, end - position));
        position = end;
        if (value.empty()) return;
    }
    const bool repeated = std::any_of(mime_type.parameters.begin(), mime_type.parameters.end(),
                                      [&](const auto& parameter) { return parameter.first == name; });
    if (is_token(name) && is_quoted_string_text(value) && !repeated) mime_type.parameters.emplace_back(name, value);
}

}  // namespace

std::optional<MimeType> parse_mime_type(std::string_view input) {
    // 1.-2. White space at the ends does not count.
    input = normalize_header_value(input);
    // 3.-6. The type is a token that a slash follows.
    const auto slash = input.find('/');
    if (slash == std::string_view::npos || !is_token(input.substr(0, slash))) return std::nullopt;
    // 7.-9. The subtype is a token; white space behind it is dropped.
    std::size_t position = std::min(input.find(';', slash), input.size());
    const std::string_view subtype = trim_end(input.substr(slash + 1, position - slash - 1));
    if (!is_token(subtype)) return std::nullopt;
    // 10. Both in lower case.
    MimeType mime_type{byte_lowercase(input.substr(0, slash)), byte_lowercase(subtype), {}};
    // 11. Parameters that make no sense are passed over.
    while (position < input.size()) read_parameter(input, ++position, mime_type);
    return mime_type;
}

std::string serialize_mime_type(const MimeType& mime_type) {
    std::string out = mime_type.essence();
    for (const auto& [name, value] : mime_type.parameters) {
        out += ";" + name + "=";
        if (is_token(value)) {
            out += value;
            continue;
        }
        out += '"';
        for (const char c : value) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        out += '"';
    }
    return out;
}

}  // namespace corslab
