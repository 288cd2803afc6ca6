#include "core/url/host_parser.h"

#include <algorithm>

#include "core/url/percent_encode.h"

namespace corslab {
namespace {

// https://url.spec.whatwg.org/#forbidden-host-code-point
bool is_forbidden_host_code_point(char c) {
    return std::string_view("\0\t\n\r #/:<>?@[\\]^|", 17).find(c) != std::string_view::npos;
}

// https://url.spec.whatwg.org/#forbidden-domain-code-point
bool is_forbidden_domain_code_point(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return is_forbidden_host_code_point(c) || byte < 0x20 || c == '%' || byte == 0x7F;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// https://url.spec.whatwg.org/#concept-domain-to-ascii, for the host parser
std::optional<std::string> parse_domain(const std::string& domain, HostSyntax syntax) {
    std::optional<std::string> result;
    if (is_ascii(domain)) {
        // ASCII is never refused, not even where its Punycode makes no sense.
        result = domain;
        for (char& c : *result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    } else {
        result = domain_to_ascii(domain);
    }
    if (!result || result->empty()) return std::nullopt;
    std::string spaced;
    if (syntax == HostSyntax::kSpecialWithSpaces && result->find(' ') != std::string::npos) {
        for (const char c : *result) {
            if (c != ' ' && is_forbidden_domain_code_point(c)) return std::nullopt;
            c == ' ' ? spaced += "%20" : spaced += c;
        }
        return spaced;
    }
    if (std::any_of(result->begin(), result->end(), is_forbidden_domain_code_point)) return std::nullopt;
    return result;
}

// https://url.spec.whatwg.org/#concept-opaque-host-parser
std::optional<Host> parse_opaque_host(std::string_view input) {
    if (std::any_of(input.begin(), input.end(), is_forbidden_host_code_point)) return std::nullopt;
    if (input.empty()) return Host{};
    return Host{HostKind::kOpaque, percent_encode(input, EncodeSet::kC0Control)};
}

}  // namespace

std::optional<Host> parse_host(std::string_view input, HostSyntax syntax) {
    // 1. An IPv6 address in brackets.
    if (input.starts_with('[')) {
        if (!input.ends_with(']') || input.size() < 2) return std::nullopt;
        const auto address = parse_ipv6(input.substr(1, input.size() - 2));
        if (!address) return std::nullopt;
        return Host{HostKind::kIpv6, "[" + *address + "]"};
    }
    // 2. The host of a scheme without special rules.
    if (syntax == HostSyntax::kOpaque) return parse_opaque_host(input);
    // 4.-6. A domain, as ASCII.
    const auto domain = parse_domain(to_valid_utf8(percent_decode(input)), syntax);
    if (!domain) return std::nullopt;
    // 7. One that ends in a number is an IPv4 address, or nothing.
    if (ends_in_a_number(*domain)) {
        const auto address = parse_ipv4(*domain);
        if (!address) return std::nullopt;
        return Host{HostKind::kIpv4, serialize_ipv4(*address)};
    }
    // 8.
    return Host{HostKind::kDomain, *domain};
}

}  // namespace corslab
