#include "core/fetch/received_headers.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/http/grammar.h"
#include "core/url/percent_encode.h"

namespace corslab {
namespace {

// Headers of which the first one counts. (netwerk/protocol/http/nsHttpHeaderArray.h, IsSingletonHeader)
bool is_singleton(std::string_view name) {
    constexpr std::array<std::string_view, 9> kNames{
        "Content-Disposition", "Content-Length",           "Location", "Host", "Authorization", "From", "Referer",
        "User-Agent",          "Strict-Transport-Security"};
    return std::any_of(kNames.begin(), kNames.end(),
                       [&](std::string_view other) { return equals_ignoring_case(name, other); });
}

void merge(std::vector<Header>& list, std::string_view name, std::string_view value) {
    const auto same = std::find_if(list.begin(), list.end(),
                                   [&](const Header& header) { return equals_ignoring_case(header.name, name); });
    const bool apart = equals_ignoring_case(name, "Set-Cookie") || equals_ignoring_case(name, "Location");
    if (same == list.end() || apart) {
        list.push_back({std::string(name), std::string(value)});
    } else if (!is_singleton(name) && !value.empty()) {
        if (!same->value.empty()) same->value += equals_ignoring_case(name, "Content-Type") ? "," : ", ";
        same->value += value;
    }
}

}  // namespace

HeaderList received_headers(const std::vector<Header>& headers, BrowserProfile::ReceivedHeaders how) {
    std::vector<Header> list;
    list.reserve(headers.size());
    for (const Header& header : headers) {
        const std::string_view value = normalize_header_value(header.value);
        switch (how) {
            case BrowserProfile::ReceivedHeaders::kAsSent:
                list.push_back({header.name, std::string(value)});
                break;
            case BrowserProfile::ReceivedHeaders::kMerged:
                merge(list, header.name, value);
                break;
            case BrowserProfile::ReceivedHeaders::kUtf8:
                list.push_back({header.name, to_valid_utf8(value, IllFormed::kByte)});
                break;
        }
    }
    return HeaderList(std::move(list));
}

}  // namespace corslab
