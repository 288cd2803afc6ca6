#include "core/audit/trust.h"

#include "core/audit/origin_text.h"
#include "core/url/host_parser.h"
#include "core/url/origin.h"

namespace corslab::audit {
namespace {

bool in_network(std::uint32_t address, std::uint32_t network, int bits) {
    constexpr int kBits = 32;
    return (address >> static_cast<unsigned>(kBits - bits)) == (network >> static_cast<unsigned>(kBits - bits));
}

// https://www.rfc-editor.org/rfc/rfc1918, and link-local and carrier-grade addresses.
bool is_private_ipv4(const std::string& text) {
    const auto address = parse_ipv4(text);
    if (!address) return false;
    return in_network(*address, 0x0A000000, 8) || in_network(*address, 0xAC100000, 12) ||
           in_network(*address, 0xC0A80000, 16) || in_network(*address, 0xA9FE0000, 16) ||
           in_network(*address, 0x64400000, 10);
}

// Unique local and link-local addresses, in brackets.
bool is_private_ipv6(const std::string& text) {
    return text.starts_with("[fc") || text.starts_with("[fd") || text.starts_with("[fe8") || text.starts_with("[fe9") ||
           text.starts_with("[fea") || text.starts_with("[feb");
}

bool is_private_name(std::string_view name) {
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name.find('.') == std::string_view::npos) return true;
    for (const std::string_view suffix : {".local", ".internal", ".intranet", ".lan", ".home.arpa", ".corp"}) {
        if (name.ends_with(suffix)) return true;
    }
    return false;
}

}  // namespace

bool is_loopback(const Host& host) {
    Origin origin;
    origin.opaque = false;
    origin.scheme = "http";
    origin.host = host;
    return is_potentially_trustworthy(origin);
}

bool is_private_host(const Host& host) {
    if (is_loopback(host)) return true;
    if (host.kind == HostKind::kIpv4) return is_private_ipv4(host.text);
    if (host.kind == HostKind::kIpv6) return is_private_ipv6(host.text);
    return host.kind == HostKind::kDomain && is_private_name(host.text);
}

void check_trusted_origin(const std::string& origin, const Place& place, Credentials credentials,
                          const std::optional<Url>& url, Reporter& reporter) {
    const auto parsed = parse_url(origin);
    if (!parsed || !parsed->host) return;
    if (parsed->scheme == "http" && !is_loopback(*parsed->host)) {
        const bool with = credentials == Credentials::kAllowed;
        reporter.add(with ? Rule::kHttpOriginCred : Rule::kHttpOrigin, place, origin);
    }
    if (is_shared_host(parsed->host->text)) reporter.add(Rule::kSharedHost, place, origin, "", credentials);
    if (!url || !url->host || is_loopback(*parsed->host) || is_loopback(*url->host)) return;
    const Origin server = origin_of(*url);
    if (!same_site(origin_of(*parsed), server, SiteScheme::kIgnore)) {
        reporter.add(Rule::kThirdParty, place, origin, serialize_origin(server));
    }
}

}  // namespace corslab::audit
