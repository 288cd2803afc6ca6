#pragma once

#include <string>

#include "core/fetch/fetch_params.h"

namespace corslab {

/// https://fetch.spec.whatwg.org/#concept-request-tainted-origin
/// https://fetch.spec.whatwg.org/#redirect-status
[[nodiscard]] bool is_redirect_status(int status);

/// Where a redirect status leads to, serialised; empty for other statuses, and where the Location does not parse.
[[nodiscard]] std::string location_in(const Response& response, const BrowserProfile& profile);

/// A URL that the page or a server gives, as this browser parses it.
[[nodiscard]] std::optional<Url> parse_given_url(std::string_view text, const Url& base, const BrowserProfile& profile);

/// Not of the Standard: whether a redirect to `location` is refused by what has nothing to do with CORS.
[[nodiscard]] bool is_never_followed(const FetchParams& params, const Url& location);

enum class RedirectTaint : std::uint8_t { kSameOrigin, kSameSite, kCrossSite };
[[nodiscard]] RedirectTaint redirect_taint(const Request& request);

/// https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin
[[nodiscard]] std::string serialize_request_origin(const Request& request);

/// Whether the server shares `response` with the request's origin. A failure is noted in `params`.
/// @param response the answer to `params`' request, or to its preflight.
/// https://fetch.spec.whatwg.org/#concept-cors-check
/// @param credentials not of the Standard: kIncluded checks as if the credentials mode were include, and lets
/// Access-Control-Allow-Credentials have any letter case.
enum class Credentials : std::uint8_t { kByMode, kIncluded };
[[nodiscard]] bool cors_check(FetchParams& params, const Response& response,
                              Credentials credentials = Credentials::kByMode);

/// Whether Cross-Origin-Resource-Policy lets the page use an opaque response. A failure is noted in `params`.
/// https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check
[[nodiscard]] bool cross_origin_resource_policy_check(FetchParams& params, const Response& response);

/// Whether the current URL's port is blocked. https://fetch.spec.whatwg.org/#block-bad-port
[[nodiscard]] bool should_be_blocked_due_to_bad_port(const Request& request);

/// https://w3c.github.io/webappsec-mixed-content/#should-block-fetch
enum class MixedContent : std::uint8_t { kNone, kTrustworthy, kBlocked };
[[nodiscard]] MixedContent mixed_content_of(const FetchParams& params);

}  // namespace corslab
