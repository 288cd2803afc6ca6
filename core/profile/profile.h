#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "core/console/message_case.h"
#include "core/http/request_headers.h"

namespace corslab {

/// In which order a preflight's answer is checked.
enum class PreflightOrder : std::uint8_t {
    kCorsCheckFirst,  ///< The Standard: CORS check, then the status.
    kRedirectFirst,   ///< A redirect fails before the CORS check, another status after it.
    kStatusFirst      ///< The status before the CORS check.
};

/// How Access-Control-Max-Age is read.
enum class MaxAgeSyntax : std::uint8_t {
    kDeltaSeconds,      ///< The Standard: digits, in one header; else the default.
    kInteger,           ///< An integer; a negative one counts as 0; else the default.
    kDigitsOrNotCached  ///< Digits; the default where the value is empty; else nothing is cached.
};

/// Where a preflight cache may differ from the Standard's; the defaults are the Standard's.
struct CacheRules {
    /// When a stored `*` matches.
    enum class Wildcard : std::uint8_t {
        kCounts,         ///< The Standard: always, but Authorization.
        kPlainRequests,  ///< For requests without credentials.
        kPlainEntries,   ///< Where the preflight was for a request without credentials.
        kNever
    };
    /// What requests that redirects have tainted find.
    enum class Tainted : std::uint8_t {
        kShared,       ///< The Standard: entries of the origin null.
        kWithinFetch,  ///< What the same fetch has stored.
        kNothing
    };
    bool whole_entries = false;  ///< One entry a URL: a new preflight replaces it, a miss erases it.
    Wildcard wildcard = Wildcard::kCounts;
    bool wildcard_covers_authorization = false;
    bool head_is_free = true;               ///< Whether HEAD needs no entry.
    bool credentialed_serves_plain = true;  ///< Whether an entry made with credentials serves requests without.
    bool stored_before_checks = false;      ///< Whether an answer is stored even where it does not allow the request.
    bool opaque_pages_apart = false;  ///< Whether each request of a page with an opaque origin has entries of its own.
    bool skipped_by_conditional = false;  ///< Whether requests with If-* headers pass it by.
    bool needs_entry = false;  ///< Whether there has to be an entry at all, even where it is asked for nothing.
    Tainted tainted = Tainted::kShared;
    bool cleared_on_error = true;              ///< Whether a network error clears the URL's entries.
    bool bad_port_clears_redirecting = false;  ///< Whether a redirect to a bad port clears the URL that redirects.
    bool kept_on_redirect_error = false;       ///< Whether redirect mode error, when it strikes, clears nothing.
};

/// The words for one departure from the Standard, from `core/data/departures.json`.
struct DepartureText {
    std::string_view spec;      ///< URL with the anchor of what is departed from.
    std::string_view here;      ///< What the browser does: a sentence without its full stop.
    std::string_view standard;  ///< What the Standard says: the rest of a sentence.
};

/// A flag of a profile that is not the Standard's: where it lies in the profile, and where it is known from.
struct Departure {
    const DepartureText* text;
    std::size_t offset;
    std::size_t size;
    std::string_view source;
};

/// Where one browser may do otherwise than another: flags and limits that the algorithms consult.
/// The algorithms never learn a browser's name.
struct BrowserProfile {
    std::string_view name{};  ///< As in the result document: `standard`, ...

    /// The version that the flags were tested with, for people; empty for the Standard.
    std::string_view tested{};

    /// The flags below that are not the Standard's.
    std::span<const Departure> departures{};

    // --- Before the request
    /// Whether a User-Agent that the script sets is dropped.
    bool drops_user_agent = false;
    SafelistRules safelist{};
    /// Whether http to loopback addresses and localhost names is exempt from the mixed content rule.
    /// https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy
    bool loopback_is_no_mixed_content = true;
    /// Whether only http counts as mixed content, in place of all that is not potentially trustworthy.
    bool mixed_content_is_http_alone = false;
    /// Whether mixed content is found out before bad ports are.
    bool mixed_content_before_bad_port = false;
    /// Whether data: URLs, too, need redirect mode follow with the mode no-cors.
    bool no_cors_data_needs_follow = false;
    /// Whether the modes and schemes that cannot work are found out before mixed content is.
    bool route_before_mixed_content = false;
    /// Whether about:blank can be fetched.
    bool fetches_about_blank = true;
    /// Whether the referrer policy may hide the origin. https://fetch.spec.whatwg.org/#append-a-request-origin-header
    bool referrer_policy_hides_origin = true;

    /// When a page with an opaque origin sends Origin with requests that include credentials, even with GET and HEAD.
    enum class OpaqueOrigin : std::uint8_t {
        kAsOthers,   ///< The Standard: like any other page.
        kSameSite,   ///< Where the first URL is of the site of the page's URL, and with its redirects then.
        kSecureSite  ///< To that site over https or on this machine, whatever the page's scheme, until a redirect leads
                     ///< to another origin.
    };
    OpaqueOrigin opaque_origin = OpaqueOrigin::kAsOthers;

    /// Whether header values are sent as UTF-8, in place of one byte a character.
    bool sends_values_as_utf8 = false;
    /// Whether headers of one name replace or join one another as they are set, in place of being joined when sent.
    bool sets_headers_one_by_one = false;
    /// Whether the value of a Range header that parses is written anew when it is sent.
    bool rewrites_range = false;
    /// Whether a space in the host of a URL is kept as %20.
    bool keeps_spaces_in_host = false;
    /// In which order the headers that a preflight has to allow are looked for.
    enum class CheckOrder : std::uint8_t {
        kSorted,      ///< The Standard.
        kHashTable,   ///< As a hash table gives them back.
        kCommonFirst  ///< Well-known names, then the others, each as the script set them.
    };
    CheckOrder check_order = CheckOrder::kSorted;

    // --- Preflights. https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
    PreflightOrder preflight_order = PreflightOrder::kCorsCheckFirst;
    /// Whether the method is checked before Access-Control-Allow-Headers is parsed.
    bool method_before_header_syntax = false;
    /// Whether a request that has been preflighted once is preflighted at every cross-origin redirect after that.
    bool preflight_is_sticky = false;
    /// Whether preflights are sent and checked in the name of the page, even where redirects have tainted the request.
    bool preflight_is_untainted = false;
    /// Whether `*` in Access-Control-Allow-Headers covers Authorization.
    /// https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
    bool wildcard_covers_authorization = false;

    // --- The preflight cache. https://fetch.spec.whatwg.org/#concept-cache
    /// Seconds for a preflight without Access-Control-Max-Age.
    std::int64_t default_max_age = 5;
    /// Seconds beyond which Access-Control-Max-Age is cut. The Standard leaves the limit to the browser.
    std::int64_t max_age_limit = std::numeric_limits<std::int64_t>::max();
    MaxAgeSyntax max_age_syntax = MaxAgeSyntax::kDeltaSeconds;
    CacheRules cache{};

    // --- The network
    /// How a response's headers are read.
    enum class ReceivedHeaders : std::uint8_t {
        kAsSent,
        kMerged,  ///< Headers of one name are one as soon as they arrive, and empty ones of them are dropped.
        kUtf8     ///< Bytes that are no UTF-8 become U+FFFD.
    };
    ReceivedHeaders received_headers = ReceivedHeaders::kAsSent;
    /// Whether more than one Access-Control-Allow-Origin fails by itself, if spelled exactly so.
    bool counts_allow_origin_lines = false;
    /// How often a request with a safe method is sent, in all, where the connection breaks off before the answer.
    int attempts = 1;
    /// Whether a preflight's answer has to arrive in full.
    bool truncated_preflight_fails = false;
    /// Whether a successful answer whose body breaks off before its first byte is no answer at all.
    bool truncated_at_start_fails = false;
    /// Whether with the mode no-cors a successful answer whose body breaks off is no answer at all.
    bool truncated_no_cors_fails = false;
    /// Whether only a successful answer (2xx) shows that its body broke off.
    bool truncation_shows_in_success_alone = false;

    // --- Redirects. https://fetch.spec.whatwg.org/#concept-http-redirect-fetch
    int redirect_limit = 20;
    /// What headers a request has after a redirect.
    enum class RedirectHeaders : std::uint8_t {
        kEdited,          ///< The Standard: those that it had, less what this redirect takes away.
        kRestored,        ///< Those that the script set, less what this redirect takes away.
        kRestoredInParts  ///< As before; but once it is cross-origin, what has been taken away stays away.
    };
    RedirectHeaders redirect_headers = RedirectHeaders::kEdited;
    /// Whether a DELETE becomes a GET when it is redirected to another origin.
    bool redirected_delete_becomes_get = false;
    /// Whether headers that redirects have taken away still make a preflight necessary.
    bool first_headers_decide_on_preflight = false;
    /// Whether what is never fetched is found out about a redirect's target before the CORS check of its answer.
    bool redirect_blocks_before_cors_check = false;
    /// Whether preflights ask for the headers that the script set, even where redirects have taken them away.
    bool preflight_asks_for_first_headers = false;
    /// Whether the answers that redirect are checked as if for a request with credentials, where the credentials mode
    /// is same-origin and the first URL was of the page's origin.
    bool first_origin_decides_on_credentials = false;
    /// Whether an answer that redirects has to arrive in full.
    bool truncated_redirect_fails = false;
    /// Whether Locations are joined with `, ` and read as one.
    bool locations_are_joined = false;
    /// Whether an Origin header that has been sent once is sent again after a redirect, whatever the method is then.
    bool redirect_keeps_origin_header = false;
    /// Whether a redirect status without a Location is no redirect at all.
    bool redirect_needs_location = false;
    /// What an empty Location is.
    enum class EmptyLocation : std::uint8_t {
        kSameUrl,     ///< The Standard: the URL itself.
        kNone,        ///< No redirect.
        kNotFollowed  ///< No redirect, but one that redirect mode follow fails at.
    };
    EmptyLocation empty_location = EmptyLocation::kSameUrl;
    /// Whether answers with different Locations break the connection.
    bool different_locations_break = false;
    /// Whether a Location that does not parse breaks the connection, before the CORS check.
    bool bad_location_breaks = false;
    /// Whether it does so with redirect mode manual.
    bool bad_location_breaks_manual = false;
    /// Whether it does so with redirect mode error.
    bool bad_location_breaks_error = false;
    /// Whether Locations that are repeated, but equal, count once.
    bool equal_locations_count_once = false;
    /// Whether a redirect removes client hints that the script set.
    bool redirect_drops_client_hints = false;
    /// Whether outside of CORS the Origin header becomes null once a redirect has led to another origin.
    bool redirect_nulls_origin_header = false;
    /// Whether the referrer policy that comes with a redirect may hide the origin from its target.
    bool redirect_policy_hides_origin = true;
    /// Whether credentials in a Location are refused in every mode, and within one origin.
    bool refuses_all_location_credentials = false;
    /// Whether credentials in the Location that first leads to another origin are refused only after its preflight.
    bool first_location_credentials_fail_later = false;
    /// Whether a Location with the scheme ftp fails before the CORS check.
    bool ftp_location_breaks = false;
    /// Whether the preflight that a redirect asks for comes before the mixed content rule.
    bool redirect_preflights_before_mixed_content = false;
    /// Whether mode same-origin is found out before mixed content is, also after a redirect.
    bool redirect_routes_before_mixed_content = false;
    /// Whether an opaque redirect without a Location has its body.
    bool opaque_redirect_keeps_body = false;

    /// Whether to Cross-Origin-Resource-Policy the domains below localhost are of the site of a page on localhost.
    bool localhost_is_a_site = false;
    /// Whether to Cross-Origin-Resource-Policy an opaque origin is of the site of any host without a dot.
    bool opaque_is_same_site_as_bare_host = false;

    // --- Words. The templates live as long as the program.
    std::span<const Message> console{};
    std::span<const Message> exceptions{};
    std::string_view redirected_part{};  ///< What {redirected} stands for in them.
    std::string_view preflight_part{};   ///< What {preflight} stands for.
    std::string_view
        opaque_principal_part{};          ///< What stands before the page's URL in {principal}, for opaque origins.
    std::string_view redirection_part{};  ///< What {redirection} stands for.

    // --- The response
    /// Whether `*` in Access-Control-Expose-Headers counts where what is no header name comes only after it.
    bool expose_list_ends_at_bad_token = false;
    /// Whether `*` in Access-Control-Expose-Headers exposes Accept even where it is no wildcard, with credentials.
    bool wildcard_exposes_accept = false;
    /// Whether the response of a data: URL has a Content-Length.
    bool data_has_content_length = false;
    /// Whether 205 is a null body status.
    bool reset_content_has_no_body = true;
};

/// The Fetch Standard to the letter.
[[nodiscard]] const BrowserProfile& standard_profile();

/// The Standard, then the browsers of `core/data/browsers.json` in its order.
[[nodiscard]] const std::vector<BrowserProfile>& all_profiles();

}  // namespace corslab
