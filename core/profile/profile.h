#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

namespace corslab {

/// Where one browser may do otherwise than another: flags and limits that the algorithms consult.
/// The algorithms never learn a browser's name.
struct BrowserProfile {
    std::string_view name;  ///< As in the result document: `standard`, ...

    /// Redirects that are followed. https://fetch.spec.whatwg.org/#concept-http-redirect-fetch
    int redirect_limit = 20;
    /// Seconds for a preflight without Access-Control-Max-Age. https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
    std::int64_t default_max_age = 5;
    /// Seconds beyond which Access-Control-Max-Age is cut. The Standard leaves the limit to the browser.
    std::int64_t max_age_limit = std::numeric_limits<std::int64_t>::max();
    /// Whether `*` in Access-Control-Allow-Headers covers Authorization.
    /// https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
    bool wildcard_covers_authorization = false;
    /// Whether http to loopback addresses and localhost names is exempt from the mixed content rule.
    /// https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy
    bool loopback_is_no_mixed_content = true;
};

/// The Fetch Standard to the letter.
[[nodiscard]] const BrowserProfile& standard_profile();

}  // namespace corslab
