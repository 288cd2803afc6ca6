#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/url/url.h"

namespace corslab {

/// An origin. https://html.spec.whatwg.org/#concept-origin
///
/// A default-constructed origin is opaque. Two opaque origins are the same only where both are copies of one
/// that `opaque_origin` was asked for with the same `nonce`.
struct Origin {
    bool opaque = true;
    std::string scheme;
    Host host;
    std::optional<std::uint16_t> port;  ///< Null where it is the scheme's default.
    std::uint32_t nonce = 0;            ///< Tells opaque origins apart; 0 is the same as no other, itself included.
};

/// The origin of a URL: a tuple for http, https, ftp, ws and wss; that of the inner URL for `blob:` with an http or
/// https URL inside; opaque (nonce 0) for all others, `file:` included. https://url.spec.whatwg.org/#concept-url-origin
[[nodiscard]] Origin origin_of(const Url& url);

/// https://html.spec.whatwg.org/#same-origin
[[nodiscard]] bool same_origin(const Origin& a, const Origin& b);

/// https://html.spec.whatwg.org/#same-site (`kWithScheme`) and #schemelessly-same-site
enum class SiteScheme : std::uint8_t { kCompare, kIgnore };
[[nodiscard]] bool same_site(const Origin& a, const Origin& b, SiteScheme scheme = SiteScheme::kCompare);

/// `null` for an opaque origin. https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin
[[nodiscard]] std::string serialize_origin(const Origin& origin);

/// Whether the host is `localhost`, or ends in `.localhost`. https://datatracker.ietf.org/doc/html/rfc6761#section-6.3
[[nodiscard]] bool is_localhost(const Origin& origin);

/// Whether what is loaded from here counts as secure: https, wss, loopback addresses, `localhost` names and `file:`.
/// https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
[[nodiscard]] bool is_potentially_trustworthy(const Origin& origin);

}  // namespace corslab
