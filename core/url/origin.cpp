#include "core/url/origin.h"

#include "core/url/public_suffix.h"

namespace corslab {
namespace {

Origin tuple_origin(const Url& url) {
    Origin origin;
    origin.opaque = false;
    origin.scheme = url.scheme;
    origin.host = url.host.value_or(Host{});
    origin.port = url.port;
    return origin;
}

// The registrable domain, or the host itself where it has none.
std::string site_host(const Host& host) {
    return host.kind == HostKind::kDomain ? registrable_domain(host.text).value_or(host.text) : host.text;
}

}  // namespace

Origin origin_of(const Url& url) {
    if (url.scheme == "blob") {
        // No blob is known, so the origin is that of the URL inside.
        const auto path_url = parse_url(url.path);
        if (path_url && is_http_scheme(path_url->scheme)) return tuple_origin(*path_url);
        return Origin{};
    }
    if (default_port(url.scheme)) return tuple_origin(url);
    return Origin{};
}

bool same_origin(const Origin& a, const Origin& b) {
    if (a.opaque || b.opaque) return a.opaque && b.opaque && a.nonce != 0 && a.nonce == b.nonce;
    return a.scheme == b.scheme && a.host == b.host && a.port == b.port;
}

bool same_site(const Origin& a, const Origin& b, SiteScheme scheme) {
    if (a.opaque || b.opaque) return same_origin(a, b);
    if (scheme == SiteScheme::kCompare && a.scheme != b.scheme) return false;
    return a.host == b.host || site_host(a.host) == site_host(b.host);
}

std::string serialize_origin(const Origin& origin) {
    if (origin.opaque) return "null";
    std::string out = origin.scheme + "://" + origin.host.text;
    if (origin.port) out += ":" + std::to_string(*origin.port);
    return out;
}

bool is_potentially_trustworthy(const Origin& origin) {
    if (origin.opaque) return false;
    if (origin.scheme == "https" || origin.scheme == "wss") return true;
    if (origin.host.kind == HostKind::kIpv4) return origin.host.text.starts_with("127.");
    if (origin.host.kind == HostKind::kIpv6) return origin.host.text == "[::1]";
    return is_localhost(origin);
}

bool is_localhost(const Origin& origin) {
    if (origin.host.kind != HostKind::kDomain) return false;
    std::string_view domain = origin.host.text;
    if (domain.ends_with('.')) domain.remove_suffix(1);
    return domain == "localhost" || domain.ends_with(".localhost");
}

}  // namespace corslab
