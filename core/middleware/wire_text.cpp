#include "core/middleware/wire_text.h"

#include "core/http/grammar.h"
#include "core/regex/pattern_reader.h"

namespace corslab::middleware {

std::optional<std::string> request_header(const std::vector<Header>& headers, std::string_view name) {
    std::optional<std::string> joined;
    for (const Header& header : headers) {
        if (!equals_ignoring_case(header.name, name)) continue;
        const std::string_view value = normalize_header_value(header.value);
        if (joined) {
            *joined += ", ";
            *joined += value;
        } else {
            joined = std::string(value);
        }
    }
    if (joined) joined = isomorphic_decode(*joined);
    return joined;
}

std::optional<std::string> to_latin1(std::string_view text) {
    std::string bytes;
    for (const char32_t c : regex::decode_utf8(text)) {
        if (c > regex::kLastLatin1) return std::nullopt;
        bytes += static_cast<char>(static_cast<unsigned char>(c));
    }
    return bytes;
}

}  // namespace corslab::middleware
