#include "core/fetch/checks.h"

#include <algorithm>
#include <array>

#include "core/http/grammar.h"

namespace corslab {
namespace {

constexpr std::string_view kAllowOrigin = "Access-Control-Allow-Origin";
constexpr std::string_view kAllowCredentials = "Access-Control-Allow-Credentials";

// https://fetch.spec.whatwg.org/#port-blocking
constexpr std::array<std::uint16_t, 83> kBadPorts{
    0,    1,    7,    9,    11,   13,   15,   17,   19,   20,   21,   22,   23,   25,   37,   42,   43,
    53,   69,   77,   79,   87,   95,   101,  102,  103,  104,  109,  110,  111,  113,  115,  117,  119,
    123,  135,  137,  139,  143,  161,  179,  389,  427,  465,  512,  513,  514,  515,  526,  530,  531,
    532,  540,  548,  554,  556,  563,  587,  601,  636,  989,  990,  993,  995,  1719, 1720, 1723, 2049,
    3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080};

bool fail(FetchParams& params, Finding finding, const Response& response, std::string_view header,
          const std::vector<std::string>& args) {
    Failure& failure = params.fail(finding);
    failure.value = response.header_list.get(header).value_or("");
    failure.lines = response.header_list.values(header).size();
    failure.status = response.status;
    failure.origin = serialize_request_origin(params.request);
    failure.location = location_in(response, params.session.profile);
    failure.redirects = is_redirect_status(response.status);
    params.trace.add(finding, [&](StepRecord& step) {
        for (const std::string& arg : args) step.args.push_back(isomorphic_decode(arg));
        step.repeated = response.header_list.values(header).size() > 1;
        step.evidence.push_back({std::string(header), isomorphic_decode(response.header_list.get(header).value_or("")),
                                 "", response.answer.pointer("/headers")});
    });
    return false;
}

bool pass(FetchParams& params, Finding finding, const Response& response, std::string_view header,
          const std::vector<std::string>& args) {
    params.trace.add(finding, [&](StepRecord& step) {
        const std::string value = isomorphic_decode(response.header_list.get(header).value_or(""));
        for (const std::string& arg : args) step.args.push_back(isomorphic_decode(arg));
        step.evidence.push_back({std::string(header), value, value, response.answer.pointer("/headers")});
    });
    return true;
}

// https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check
bool corp_allows(const FetchParams& params, const Response& response, std::string_view policy) {
    const Origin& origin = params.request.origin;
    const Origin resource = origin_of(response.url_list.back());
    // 5. same-origin and same-site; with other values nothing is asked.
    if (policy == "same-origin") return same_origin(origin, resource);
    const BrowserProfile& profile = params.session.profile;
    const bool below_localhost =
        profile.localhost_is_a_site && !origin.opaque && origin.host.text == "localhost" && is_localhost(resource);
    const bool bare_host = profile.opaque_is_same_site_as_bare_host && origin.opaque &&
                           resource.host.kind == HostKind::kDomain && resource.host.text.find('.') == std::string::npos;
    const bool one_site = below_localhost || bare_host;
    return (one_site || same_site(origin, resource, SiteScheme::kIgnore)) &&
           (origin.scheme == "https" || response.url_list.back().scheme != "https");
}

}  // namespace

bool is_redirect_status(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::optional<Url> parse_given_url(std::string_view text, const Url& base, const BrowserProfile& profile) {
    return parse_url(text, &base, profile.keeps_spaces_in_host ? HostSpaces::kEscaped : HostSpaces::kRefused);
}

std::string location_in(const Response& response, const BrowserProfile& profile) {
    const auto locations = response.header_list.values("Location");
    if (locations.empty() || !is_redirect_status(response.status)) return {};
    auto url = parse_given_url(locations.front(), response.url_list.back(), profile);
    if (!url) return {};
    // The fragment shows in messages alone, and those about a data: URL have it as the server has sent it.
    if (!url->fragment && url->scheme != "data") url->fragment = response.url_list.back().fragment;
    return serialize_url(*url);
}

bool is_never_followed(const FetchParams& params, const Url& location) {
    constexpr std::array<std::string_view, 5> kBlocked{"data", "file", "javascript", "ws", "wss"};
    if (std::find(kBlocked.begin(), kBlocked.end(), location.scheme) != kBlocked.end()) return true;
    if (location.scheme == "blob") return !same_origin(origin_of(location), origin_of(params.request.current_url()));
    return origin_of(params.session.scenario.page.url).scheme == "https" && location.scheme == "http" &&
           !is_potentially_trustworthy(origin_of(location));
}

RedirectTaint redirect_taint(const Request& request) {
    // 1.-3. No URL seen yet.
    const Url* last_url = nullptr;
    RedirectTaint taint = RedirectTaint::kSameOrigin;
    // 4. A step from one foreign origin to another one taints.
    for (const Url& url : request.url_list) {
        if (last_url != nullptr) {
            const Origin from = origin_of(*last_url);
            const Origin to = origin_of(url);
            if (!same_site(to, from) && !same_site(request.origin, from)) return RedirectTaint::kCrossSite;
            if (!same_origin(to, from) && !same_origin(request.origin, from)) taint = RedirectTaint::kSameSite;
        }
        last_url = &url;
    }
    // 5. The worst that was seen.
    return taint;
}

std::string serialize_request_origin(const Request& request) {
    // 1.-2. A tainted request is of no origin.
    if (request.url_list.size() > 1 && redirect_taint(request) != RedirectTaint::kSameOrigin) return "null";
    // 3. The page's.
    return serialize_origin(request.origin);
}

bool cors_check(FetchParams& params, const Response& response, Credentials credentials_count) {
    const Request& request = params.request;
    const bool any_case = credentials_count == Credentials::kIncluded;
    const bool include = any_case || request.credentials_mode == CredentialsMode::kInclude;
    // 1. Several headers are combined.
    const std::optional<std::string> origin = response.header_list.get(kAllowOrigin);
    const bool untainted = params.trace.phase == Phase::kPreflight && params.session.profile.preflight_is_untainted;
    if (untainted && same_origin(request.origin, origin_of(request.current_url()))) return true;
    const std::string serialized_origin =
        untainted ? serialize_origin(request.origin) : serialize_request_origin(request);
    if (params.session.profile.counts_allow_origin_lines && response.allow_origin_lines > 1) {
        fail(params, Finding::kCorsCheckOriginMismatch, response, kAllowOrigin,
             {origin.value_or(""), serialized_origin});
        params.failure->lines = response.allow_origin_lines;
        return false;
    }
    // 2. Absent.
    if (!origin) {
        return fail(params, Finding::kCorsCheckOriginMissing, response, kAllowOrigin, {"", serialized_origin});
    }
    // 3. The wildcard counts without credentials alone.
    if (!include && *origin == "*") {
        return pass(params, Finding::kCorsCheckOriginWildcard, response, kAllowOrigin, {*origin, serialized_origin});
    }
    // 4. Otherwise byte for byte.
    if (serialized_origin != *origin) {
        const Finding finding =
            *origin == "*" ? Finding::kCorsCheckOriginWildcardCredentials : Finding::kCorsCheckOriginMismatch;
        return fail(params, finding, response, kAllowOrigin, {*origin, serialized_origin});
    }
    pass(params, Finding::kCorsCheckOriginMatch, response, kAllowOrigin, {*origin, serialized_origin});
    // 5. Without credentials that is all.
    if (!include) return true;
    // 6.-7. With them the server has to say `true`.
    const std::optional<std::string> credentials = response.header_list.get(kAllowCredentials);
    if (credentials == "true" || (any_case && equals_ignoring_case(credentials.value_or(""), "true"))) {
        return pass(params, Finding::kCorsCheckCredentialsTrue, response, kAllowCredentials, {*credentials});
    }
    // 8. Anything else fails.
    const Finding finding = credentials ? Finding::kCorsCheckCredentialsNotTrue : Finding::kCorsCheckCredentialsMissing;
    return fail(params, finding, response, kAllowCredentials, {credentials.value_or("")});
}

bool cross_origin_resource_policy_check(FetchParams& params, const Response& response) {
    constexpr std::string_view kPolicy = "Cross-Origin-Resource-Policy";
    const std::string origin = serialize_origin(params.request.origin);
    // 2. Several headers are combined, and match nothing.
    const std::optional<std::string> policy = response.header_list.get(kPolicy);
    // 3.-4. What is none of the three values does not count; no embedder policy is in force.
    if (!policy) {
        return pass(params, Finding::kCorpCheckNone, response, kPolicy, {"", origin});
    }
    if (*policy != "same-origin" && *policy != "same-site" && *policy != "cross-origin") {
        return pass(params, Finding::kCorpCheckIgnored, response, kPolicy, {*policy, origin});
    }
    if (*policy == "cross-origin" || corp_allows(params, response, *policy)) {
        return pass(params, Finding::kCorpCheckAllowed, response, kPolicy, {*policy, origin});
    }
    return fail(params, *policy == "same-origin" ? Finding::kCorpCheckSameOrigin : Finding::kCorpCheckSameSite,
                response, kPolicy, {*policy, origin});
}

bool should_be_blocked_due_to_bad_port(const Request& request) {
    const Url& url = request.current_url();
    return is_http_scheme(url.scheme) && url.port && std::binary_search(kBadPorts.begin(), kBadPorts.end(), *url.port);
}

MixedContent mixed_content_of(const FetchParams& params) {
    const BrowserProfile& profile = params.session.profile;
    const Url& url = params.request.current_url();
    // 1. A page that is not itself secure restricts nothing. A page on http://localhost counts as secure by the letter,
    // but restricts nothing in any browser either.
    if (origin_of(params.session.scenario.page.url).scheme != "https") return MixedContent::kNone;
    // 2. What is secure by its scheme. https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy
    const bool empty_document = url.scheme == "about" && (url.path == "blank" || url.path == "srcdoc");
    const Origin origin = origin_of(url);
    if (origin.scheme == "https" || origin.scheme == "wss" || url.scheme == "data" || empty_document)
        return MixedContent::kNone;
    if (url.scheme != "http" && profile.mixed_content_is_http_alone) return MixedContent::kNone;
    if (!is_potentially_trustworthy(origin)) return MixedContent::kBlocked;
    if (!profile.loopback_is_no_mixed_content) return MixedContent::kBlocked;
    return url.scheme == "http" ? MixedContent::kTrustworthy : MixedContent::kNone;
}

}  // namespace corslab
