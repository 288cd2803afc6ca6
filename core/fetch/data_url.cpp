#include <algorithm>

#include "core/fetch/fetching.h"
#include "core/http/grammar.h"
#include "core/http/mime_type.h"
#include "core/url/percent_encode.h"

namespace corslab {
namespace {

int base64_value(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+') return 62;
    return c == '/' ? 63 : -1;
}

// https://infra.spec.whatwg.org/#forgiving-base64-decode
std::optional<std::string> forgiving_base64_decode(std::string data) {
    // 1. White space does not count.
    std::erase_if(data, [](char c) { return std::string_view("\t\n\f\r ").find(c) != std::string_view::npos; });
    // 2. Padding, where it makes the length right.
    if (data.size() % 4 == 0) {
        for (int padding = 0; padding < 2 && data.ends_with('='); ++padding) data.pop_back();
    }
    // 3. A single left-over character cannot be.
    if (data.size() % 4 == 1) return std::nullopt;
    // 5.-10. Six bits a character.
    std::string output;
    unsigned buffer = 0;
    int bits = 0;
    for (const char c : data) {
        const int value = base64_value(c);
        if (value < 0) return std::nullopt;
        buffer = (buffer << 6U | static_cast<unsigned>(value)) & 0xFFFFFFU;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        output += static_cast<char>(buffer >> static_cast<unsigned>(bits) & 0xFFU);
    }
    return output;
}

// Step 11's condition: what is in front of `;base64`, or nothing where that does not stand there.
std::optional<std::string_view> without_base64(std::string_view mime_type) {
    constexpr std::size_t kLength = 6;
    if (mime_type.size() < kLength || !equals_ignoring_case(mime_type.substr(mime_type.size() - kLength), "base64")) {
        return std::nullopt;
    }
    mime_type.remove_suffix(kLength);
    const auto last = mime_type.find_last_not_of(' ');
    if (last == std::string_view::npos || mime_type[last] != ';') return std::nullopt;
    return mime_type.substr(0, last);
}

}  // namespace

std::optional<DataUrl> process_data_url(const Url& url) {
    // 2.-3. What follows `data:`.
    const std::string input = serialize_url(url, Fragment::kExclude).substr(5);
    // 5.-8. The MIME type ends at the first comma.
    const auto comma = input.find(',');
    if (comma == std::string::npos) return std::nullopt;
    std::string_view mime_type = std::string_view(input).substr(0, comma);
    while (mime_type.starts_with(' ')) mime_type.remove_prefix(1);
    while (mime_type.ends_with(' ')) mime_type.remove_suffix(1);
    // 9.-10. The rest is the body.
    std::string body = percent_decode(std::string_view(input).substr(comma + 1));
    // 11. Base64.
    if (const auto before = without_base64(mime_type)) {
        auto decoded = forgiving_base64_decode(std::move(body));
        if (!decoded) return std::nullopt;
        body = std::move(*decoded);
        mime_type = *before;
    }
    // 12.-14. A type that starts with its parameters is text/plain; one that does not parse is US-ASCII text.
    const std::string full = (mime_type.starts_with(';') ? "text/plain" : "") + std::string(mime_type);
    const auto record = parse_mime_type(full);
    // 15.
    return DataUrl{record ? serialize_mime_type(*record) : "text/plain;charset=US-ASCII", std::move(body)};
}

}  // namespace corslab
