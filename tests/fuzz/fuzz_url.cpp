// Any bytes as a URL: with and without a base, and its own serialisation parsed again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "core/fetch/fetching.h"
#include "core/url/origin.h"
#include "core/url/url.h"

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

void check_url(const corslab::Url& url) {
    // What the serializer writes, the parser reads as the same.
    const std::string href = corslab::serialize_url(url);
    for (const char c : href) check(c >= 0x20 && c < 0x7F);
    const auto again = corslab::parse_url(href);
    check(again && corslab::serialize_url(*again) == href);
    const corslab::Origin origin = corslab::origin_of(url);
    check(corslab::same_origin(origin, origin) != origin.opaque);
    check(origin.opaque || corslab::same_site(origin, origin));
    if (url.scheme == "data") (void)corslab::process_data_url(url);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // A copy of exactly that size, so that reading over its end is seen.
    const std::vector<char> copy(data, data + size);
    const std::string_view input(copy.data(), copy.size());
    const auto absolute = corslab::parse_url(input);
    if (absolute) check_url(*absolute);
    for (const char* base_text : {"https://u:p@example.com:8443/a/b?c#d", "file:///C:/x", "foo://h/p", "about:blank"}) {
        const auto base = corslab::parse_url(base_text);
        const auto relative = corslab::parse_url(input, &*base);
        if (relative) check_url(*relative);
    }
    if (!absolute) return 0;
    // The input as a base.
    for (const char* text : {"", "../x", "?q", "#f", "//h/", "x y"}) {
        const auto relative = corslab::parse_url(text, &*absolute);
        if (relative) check_url(*relative);
    }
    return 0;
}
