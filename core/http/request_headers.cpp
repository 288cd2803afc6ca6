#include "core/http/request_headers.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/http/grammar.h"
#include "core/http/method.h"
#include "core/http/mime_type.h"

namespace corslab {
namespace {

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view candidate) { return equals_ignoring_case(name, candidate); });
}

// https://fetch.spec.whatwg.org/#forbidden-request-header
constexpr std::array<std::string_view, 21> kForbiddenNames{"accept-charset",
                                                           "accept-encoding",
                                                           "access-control-request-headers",
                                                           "access-control-request-method",
                                                           "connection",
                                                           "content-length",
                                                           "cookie",
                                                           "cookie2",
                                                           "date",
                                                           "dnt",
                                                           "expect",
                                                           "host",
                                                           "keep-alive",
                                                           "origin",
                                                           "referer",
                                                           "set-cookie",
                                                           "te",
                                                           "trailer",
                                                           "transfer-encoding",
                                                           "upgrade",
                                                           "via"};

constexpr std::array<std::string_view, 3> kMethodOverrides{"x-http-method", "x-http-method-override",
                                                           "x-method-override"};

// https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte
bool is_cors_unsafe_request_header_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) return byte != 0x09;
    return byte == 0x7F || std::string_view("\"():<>?@[\\]{}").find(c) != std::string_view::npos;
}

// What Accept-Language and Content-Language may not hold.
bool is_unsafe_language_byte(char c) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return !alphanumeric && std::string_view(" *,-.;=").find(c) == std::string_view::npos;
}

bool is_safelisted_content_type(std::string_view essence) {
    return essence == "application/x-www-form-urlencoded" || essence == "multipart/form-data" ||
           essence == "text/plain";
}

std::string_view collect_digits(std::string_view& rest) {
    const auto end = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const std::string_view digits = rest.substr(0, end);
    rest.remove_prefix(end);
    return digits;
}

// Whether `a`, as a decimal number of any length, is at most `b`.
bool at_most(std::string_view a, std::string_view b) {
    a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
    b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
    return a.size() != b.size() ? a.size() < b.size() : a <= b;
}

// Whether a single range header value parses without white space, and has a start.
// https://fetch.spec.whatwg.org/#simple-range-header-value
bool is_safelisted_range(std::string_view value, const SafelistRules& rules) {
    // 1.-5. The unit is `bytes`, an equals sign right behind it.
    constexpr std::string_view kUnit = "bytes=";
    const std::string_view unit = value.substr(0, kUnit.size());
    if (rules.range_unit_any_case ? !equals_ignoring_case(unit, kUnit) : unit != kUnit) return false;
    value.remove_prefix(kUnit.size());
    // 7.-11. Digits, a hyphen.
    const auto skip_plus = [&] {
        if (rules.range_takes_plus && value.starts_with('+')) value.remove_prefix(1);
    };
    skip_plus();
    const std::string_view start = collect_digits(value);
    if (start.empty() || !value.starts_with('-')) return false;
    value.remove_prefix(1);
    // 13.-17. Digits or nothing, then the end; the range does not run backwards.
    skip_plus();
    const std::string_view end = collect_digits(value);
    const std::string_view most = rules.range_limit;
    if (!most.empty() && !(at_most(start, most) && at_most(end, most))) return false;
    return value.empty() && (end.empty() || at_most(start, end));
}

bool is_ascii(std::string_view value) {
    return std::all_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_number(std::string_view value, bool fraction) {
    const std::string_view whole = collect_digits(value);
    if (whole.empty()) return false;
    if (value.empty()) return true;
    if (!fraction || !value.starts_with('.')) return false;
    value.remove_prefix(1);
    return !collect_digits(value).empty() && value.empty();
}

// Not of the Standard: names and values that Chromium's network service lets through
// (services/network/public/cpp/cors).
bool is_safelisted_client_hint(const std::string& name, std::string_view value) {
    constexpr std::array<std::string_view, 3> kDecimals{"device-memory", "dpr", "downlink"};
    constexpr std::array<std::string_view, 3> kWhole{"width", "viewport-width", "rtt"};
    constexpr std::array<std::string_view, 4> kSpeeds{"slow-2g", "2g", "3g", "4g"};
    if (one_of(name, kDecimals)) return is_number(value, true);
    if (one_of(name, kWhole)) return is_number(value, false);
    if (name == "ect") return std::find(kSpeeds.begin(), kSpeeds.end(), value) != kSpeeds.end();
    if (name == "intervention") return true;
    return name == "save-data" && equals_ignoring_case(value, "on");
}

Safelisting content_type_safelisting(std::string_view value) {
    const std::optional<MimeType> mime_type = parse_mime_type(value);
    if (!mime_type) return Safelisting::kContentTypeInvalid;
    return is_safelisted_content_type(mime_type->essence()) ? Safelisting::kSafelisted : Safelisting::kContentTypeOther;
}

}  // namespace

bool is_forbidden_request_header(const Header& header) {
    // 1. The names on the list.
    if (one_of(header.name, kForbiddenNames)) return true;
    // 2. Two prefixes.
    const std::string name = byte_lowercase(header.name);
    if (name.starts_with("proxy-") || name.starts_with("sec-")) return true;
    // 3. Headers that override the method, where they name a forbidden one.
    if (!one_of(name, kMethodOverrides)) return false;
    const auto methods = get_decode_and_split(header.value);
    return std::any_of(methods.begin(), methods.end(),
                       [](const std::string& method) { return is_forbidden_method(method); });
}

std::size_t first_unsafe_byte(const Header& header) {
    const bool language = one_of(header.name, std::array<std::string_view, 2>{"accept-language", "content-language"});
    const auto found = std::find_if(header.value.begin(), header.value.end(),
                                    language ? is_unsafe_language_byte : is_cors_unsafe_request_header_byte);
    return found == header.value.end() ? std::string::npos : static_cast<std::size_t>(found - header.value.begin());
}

Safelisting safelisting_of(const Header& header, const SafelistRules& rules) {
    const std::string name = byte_lowercase(header.name);
    if (rules.client_hints && header.value.size() <= 128 && is_safelisted_client_hint(name, header.value)) {
        return Safelisting::kSafelisted;
    }
    const bool known = name == "accept" || name == "accept-language" || name == "content-language" ||
                       name == "content-type" || name == "range";
    if (!known) return Safelisting::kNameNotSafelisted;
    // 1. Values over 128 bytes.
    if (header.value.size() > 128) return Safelisting::kValueTooLong;
    // 2. By name.
    if (name == "range") {
        return is_safelisted_range(header.value, rules) ? Safelisting::kSafelisted : Safelisting::kRangeInvalid;
    }
    if (first_unsafe_byte(header) != std::string::npos) return Safelisting::kUnsafeByte;
    if (rules.ascii_only && !is_ascii(header.value)) return Safelisting::kUnsafeByte;
    return name == "content-type" ? content_type_safelisting(header.value) : Safelisting::kSafelisted;
}

bool is_no_cors_safelisted_request_header(const Header& header, const SafelistRules& rules) {
    // 1. Range is safelisted, but not here.
    if (equals_ignoring_case(header.name, "range")) return false;
    // 2. As for CORS.
    return safelisting_of(header, rules) == Safelisting::kSafelisted;
}

bool is_cors_non_wildcard_request_header_name(std::string_view name) {
    return equals_ignoring_case(name, "authorization");
}

std::vector<std::string> cors_unsafe_request_header_names(const HeaderList& headers, const SafelistRules& rules) {
    // 1.-3. Nothing is unsafe yet.
    std::vector<std::string> unsafe_names;
    std::vector<std::string> potentially_unsafe_names;
    std::size_t safelist_value_size = 0;
    // 4. Safelisted values are counted, the others' names collected.
    for (const Header& header : rules.combines ? headers.sort_and_combine() : headers.headers()) {
        if (safelisting_of(header, rules) != Safelisting::kSafelisted) {
            unsafe_names.push_back(byte_lowercase(header.name));
        } else {
            potentially_unsafe_names.push_back(byte_lowercase(header.name));
            safelist_value_size += header.value.size();
        }
    }
    // 5. Too much altogether makes all of them unsafe.
    if (rules.total_limit && safelist_value_size > kSafelistedTotalLimit) {
        unsafe_names.insert(unsafe_names.end(), potentially_unsafe_names.begin(), potentially_unsafe_names.end());
    }
    // 6. A sorted set.
    std::sort(unsafe_names.begin(), unsafe_names.end());
    if (!rules.unique_names) return unsafe_names;
    unsafe_names.erase(std::unique(unsafe_names.begin(), unsafe_names.end()), unsafe_names.end());
    return unsafe_names;
}

}  // namespace corslab
