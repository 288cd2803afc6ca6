// Any bytes as a header value, in every parser for header values.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "core/http/grammar.h"
#include "core/http/header_list.h"
#include "core/http/mime_type.h"
#include "core/http/request_headers.h"

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

void check_lists(std::string_view value) {
    // A list that parses has no bad token, and the other way round.
    const auto tokens = corslab::parse_token_list(value);
    check(tokens.has_value() == corslab::first_bad_token(value).empty());
    for (const auto& token : tokens.value_or(std::vector<std::string>())) check(corslab::is_token(token));
    check(!corslab::get_decode_and_split(value).empty());
    check(corslab::parse_delta_seconds(value).value_or(0) >= 0);
}

void check_mime_type(std::string_view value) {
    const auto mime_type = corslab::parse_mime_type(value);
    if (!mime_type) return;
    const auto again = corslab::parse_mime_type(corslab::serialize_mime_type(*mime_type));
    check(again && again->essence() == mime_type->essence() && again->parameters == mime_type->parameters);
}

void check_safelists(std::string_view value) {
    corslab::HeaderList list;
    for (const char* name :
         {"Accept", "Accept-Language", "Content-Language", "Content-Type", "Range", "X-HTTP-Method", "X"}) {
        const corslab::Header header{name, std::string(value)};
        const bool safelisted = corslab::safelisting_of(header) == corslab::Safelisting::kSafelisted;
        check(!safelisted || value.size() <= 128);
        check(!corslab::is_no_cors_safelisted_request_header(header) || safelisted);
        (void)corslab::is_forbidden_request_header(header);
        list.append(name, value);
    }
    check(list.sort_and_combine().size() == 7);
    check(corslab::cors_unsafe_request_header_names(list).size() >= 2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // A copy of exactly that size, so that reading over its end is seen.
    const std::vector<char> copy(data, data + size);
    const std::string_view value(copy.data(), copy.size());
    check_lists(value);
    check_mime_type(value);
    check_safelists(value);
    check(corslab::normalize_header_value(corslab::normalize_header_value(value)) ==
          corslab::normalize_header_value(value));
    return 0;
}
