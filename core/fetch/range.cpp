#include "core/fetch/range.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "core/fetch/preflight_need.h"
#include "core/http/grammar.h"

namespace corslab {
namespace {

// Byte positions that fit into 63 bits, white space around them ignored.
std::optional<std::int64_t> parse_position(std::string_view text) {
    text = normalize_header_value(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    std::int64_t number = 0;
    for (const char digit : digits ? text : std::string_view()) {
        if (number > (std::numeric_limits<std::int64_t>::max() - (digit - '0')) / 10) return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return digits ? std::optional(number) : std::nullopt;
}

// One range as it is understood there, written anew. (net/http/http_util.cc, ParseRangeHeader)
std::optional<std::string> rewritten_range(std::string_view value) {
    const auto equals = value.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    if (!equals_ignoring_case(normalize_header_value(value.substr(0, equals)), "bytes")) return std::nullopt;
    std::string_view range = value.substr(equals + 1);
    const auto is_filler = [](char c) { return c == ',' || c == ' ' || c == '\t'; };
    while (!range.empty() && is_filler(range.front())) range.remove_prefix(1);
    while (!range.empty() && is_filler(range.back())) range.remove_suffix(1);
    const auto hyphen = range.find('-');
    if (range.find(',') != std::string_view::npos || hyphen == std::string_view::npos) return std::nullopt;
    const std::string_view from = normalize_header_value(range.substr(0, hyphen));
    const std::string_view to = normalize_header_value(range.substr(hyphen + 1));
    const auto first = parse_position(from);
    const auto last = parse_position(to);
    if ((!from.empty() && !first) || (!to.empty() && !last) || (!first && !last)) return std::nullopt;
    if (first && last && *last < *first) return std::nullopt;
    return "bytes=" + (first ? std::to_string(*first) : "") + "-" + (last ? std::to_string(*last) : "");
}

}  // namespace

void rewrite_range(HeaderList& headers) {
    if (has_conditional_header(headers)) return;
    const auto value = headers.get("Range");
    const auto range = value ? rewritten_range(*value) : std::nullopt;
    if (!range) return;
    headers.remove("Range");
    headers.append("Range", *range);
}

}  // namespace corslab
