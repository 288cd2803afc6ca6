#include <algorithm>
#include <array>

#include "core/fetch/checks.h"
#include "core/fetch/fetching.h"
#include "core/fetch/preflight_need.h"
#include "core/fetch/range.h"
#include "core/fetch/received_headers.h"
#include "core/http/grammar.h"

namespace corslab {
namespace {

// Not of the Standard: headers that are set anew replace those of their name where only one makes sense, and are
// joined to them elsewhere; an empty one empties them. A body, and the mode no-cors, bring the first Content-Type with
// them. (dom/fetch/FetchDriver.cpp, SetRequestHeaders; netwerk/protocol/http/nsHttpHeaderArray.cpp)
HeaderList set_one_by_one(const HeaderList& list, const Request& http_request) {
    constexpr std::array<std::string_view, 12> kSingle{
        "Content-Disposition", "Content-Length", "Content-Type",      "User-Agent",          "Referer", "Host",
        "Authorization",       "Max-Forwards",   "If-Modified-Since", "If-Unmodified-Since", "From",    "Location"};
    const bool first_type =
        http_request.mode == Mode::kNoCors || (http_request.body && http_request.url_list.size() == 1);
    std::vector<Header> set;
    for (const Header& header : list.headers()) {
        const auto named = [&](std::string_view name) { return equals_ignoring_case(header.name, name); };
        const auto same = std::find_if(set.begin(), set.end(), [&](const Header& other) { return named(other.name); });
        if (same == set.end()) {
            set.push_back(header);
        } else if (first_type && named("Content-Type")) {
            continue;
        } else if (header.value.empty() || std::any_of(kSingle.begin(), kSingle.end(), named)) {
            same->value = header.value;
        } else {
            if (!same->value.empty()) same->value += ", ";
            same->value += header.value;
        }
    }
    // An emptied Priority is not sent.
    std::erase_if(set, [](const Header& header) {
        return header.value.empty() && equals_ignoring_case(header.name, "Priority");
    });
    return HeaderList(std::move(set));
}

// Which headers the wire shows: what the browser adds for itself (Accept, where the script set none) is left out.
std::vector<Header> visible_on_the_wire(const Request& http_request, const BrowserProfile& profile) {
    const HeaderList& list = http_request.header_list;
    std::vector<Header> headers = profile.sets_headers_one_by_one
                                      ? set_one_by_one(list, http_request).sort_and_combine()
                                      : list.sort_and_combine();
    if (http_request.default_accept) std::erase_if(headers, [](const Header& one) { return one.name == "accept"; });
    // White space at the end of a line is no part of the value.
    for (Header& header : headers) {
        const std::string_view value = normalize_header_value(header.value);
        if (value.size() != header.value.size()) header.value = std::string(value);
        if (profile.sends_values_as_utf8) header.value = isomorphic_decode(header.value);
    }
    return headers;
}

Finding origin_finding(const Request& http_request, const std::string& serialized_origin) {
    if (serialized_origin != "null") return Finding::kOriginHeaderSent;
    return http_request.origin.opaque ? Finding::kOriginHeaderOpaque : Finding::kOriginHeaderTainted;
}

// Step 4.1 of what follows: whether the referrer policy hides the origin, outside of the mode cors.
bool policy_hides_origin(const Request& http_request) {
    if (http_request.mode == Mode::kCors || http_request.origin.opaque) return false;
    switch (http_request.referrer_policy) {
        case ReferrerPolicy::kNoReferrer:
            return true;
        case ReferrerPolicy::kNoReferrerWhenDowngrade:
        case ReferrerPolicy::kStrictOrigin:
        case ReferrerPolicy::kStrictOriginWhenCrossOrigin:
            return http_request.origin.scheme == "https" && http_request.current_url().scheme != "https";
        case ReferrerPolicy::kSameOrigin:
            return !same_origin(http_request.origin, origin_of(http_request.current_url()));
        case ReferrerPolicy::kOrigin:
        case ReferrerPolicy::kOriginWhenCrossOrigin:
        case ReferrerPolicy::kUnsafeUrl:
            return false;
    }
    return false;
}

// Whether the last redirect has led from one origin to another.
bool has_just_changed_origin(const Request& request) {
    const std::vector<Url>& urls = request.url_list;
    return !same_origin(origin_of(urls[urls.size() - 2]), origin_of(urls.back()));
}

// Whether a redirect has led from one origin to another.
bool has_changed_origin(const Request& request) {
    const std::vector<Url>& urls = request.url_list;
    return std::adjacent_find(urls.begin(), urls.end(), [](const Url& from, const Url& to) {
               return !same_origin(origin_of(from), origin_of(to));
           }) != urls.end();
}

// Not of the Standard: whether Origin goes along because the page's origin is opaque.
bool opaque_page_sends_origin(const FetchParams& params, const Request& http_request) {
    if (!http_request.origin.opaque || http_request.credentials_mode != CredentialsMode::kInclude) return false;
    const Origin page = origin_of(params.session.scenario.page.url);
    const std::vector<Url>& urls = http_request.url_list;
    switch (params.session.profile.opaque_origin) {
        case BrowserProfile::OpaqueOrigin::kAsOthers:
            return false;
        case BrowserProfile::OpaqueOrigin::kSameSite:
            // What was sent once goes along with redirects, too, unless they turn the method into GET.
            return same_site(page, origin_of(urls.front())) && http_request.method == params.first_method;
        case BrowserProfile::OpaqueOrigin::kSecureSite:
            return is_potentially_trustworthy(origin_of(urls.back())) && !has_changed_origin(http_request) &&
                   same_site(page, origin_of(urls.back()), SiteScheme::kIgnore);
    }
    return false;
}

// https://fetch.spec.whatwg.org/#append-a-request-origin-header
void append_origin_header(FetchParams& params, Request& http_request) {
    // 2. The origin, or null.
    std::string serialized_origin = serialize_request_origin(http_request);
    Finding finding = origin_finding(http_request, serialized_origin);
    const bool cors = http_request.response_tainting == ResponseTainting::kCors;
    // 4. Otherwise it goes along with methods other than GET and HEAD.
    const bool anyway = opaque_page_sends_origin(params, http_request);
    // Not of the Standard: a header that was sent once stays as it was, unless the redirect leads to another origin.
    const bool safe = http_request.method == "GET" || http_request.method == "HEAD";
    const bool kept = !cors && safe && params.session.profile.redirect_keeps_origin_header &&
                      http_request.url_list.size() > 1 && !params.request.last_origin.empty() &&
                      !has_just_changed_origin(http_request);
    if (!cors && !anyway && !kept && safe) {
        params.request.last_origin.clear();
        params.trace.add(Finding::kOriginHeaderNone, [](StepRecord&) {});
        return;
    }
    if (kept) serialized_origin = params.request.last_origin;
    // 4.1 The referrer policy.
    if (!cors && params.session.profile.referrer_policy_hides_origin && policy_hides_origin(http_request)) {
        serialized_origin = "null";
        finding = Finding::kOriginHeaderReferrerPolicy;
    }
    if (!cors && params.session.profile.redirect_nulls_origin_header && has_changed_origin(http_request)) {
        serialized_origin = "null";
        finding = Finding::kOriginHeaderTainted;
    }
    // 3., 4.2
    params.trace.add(finding, [&](StepRecord& step) {
        step.args = {serialized_origin};
        step.evidence.push_back({"Origin", serialized_origin, serialized_origin, ""});
    });
    params.request.last_origin = serialized_origin;
    http_request.header_list.append("Origin", serialized_origin);
}

// The entry for a URL without its fragment and credentials; the number of entries where there is none.
std::size_t find_entry(const std::vector<ServerEntry>& server, const std::string& url) {
    const auto found =
        std::find_if(server.begin(), server.end(), [&](const ServerEntry& entry) { return entry.url == url; });
    return static_cast<std::size_t>(found - server.begin());
}

// What the server answers. https://fetch.spec.whatwg.org/#concept-http-network-fetch
Response response_of(const Answer& answer, AnswerRef ref, const Request& http_request, const BrowserProfile& profile) {
    Response response;
    response.answer = ref;
    response.status = answer.status;
    response.body = answer.body;
    response.truncated = answer.fault == Fault::kTruncated;
    response.url_list = http_request.url_list;
    response.header_list = received_headers(answer.headers, profile.received_headers);
    response.allow_origin_lines =
        static_cast<std::size_t>(std::count_if(answer.headers.begin(), answer.headers.end(), [](const Header& header) {
            return header.name == "Access-Control-Allow-Origin";
        }));
    return response;
}

// What a middleware answers. Where it cannot tell, the whole evaluation is in error, whatever is answered here.
std::optional<Answer> compute_answer(const ServerEntry& entry, const Request& http_request, const Url& url,
                                     const std::vector<Header>& wire_headers) {
    if (!entry.compute) return std::nullopt;
    return entry.compute({http_request.method, url.path, wire_headers});
}

// How often a request reaches a server that never answers.
int attempts_of(const Request& http_request, const BrowserProfile& profile) {
    constexpr std::array<std::string_view, 6> kSafe{"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT", "SEARCH"};
    return std::find(kSafe.begin(), kSafe.end(), http_request.method) == kSafe.end() ? 1 : profile.attempts;
}

// Whether a body that breaks off is a connection that fails.
bool fails_by_truncation(const Response& response, const Request& http_request, RequestKind kind,
                         const BrowserProfile& profile) {
    const bool bodiless = http_request.method == "HEAD" || response.status == 204 || response.status == 304;
    if (!response.truncated || bodiless) return false;
    if (kind == RequestKind::kPreflight && profile.truncated_preflight_fails) return true;
    if (profile.truncated_redirect_fails && kind == RequestKind::kActual && is_redirect_status(response.status) &&
        response.header_list.contains("Location"))
        return true;
    const bool success = response.status >= 200 && response.status <= 299;
    if (profile.truncated_no_cors_fails && success && http_request.mode == Mode::kNoCors) return true;
    return profile.truncated_at_start_fails && success && response.body.empty();
}

bool has_different_locations(const Response& response) {
    const auto locations = response.header_list.values("Location");
    return std::any_of(locations.begin(), locations.end(),
                       [&](std::string_view location) { return location != locations.front(); });
}

// What some browsers refuse before they look at anything else.
std::optional<Finding> breaks_connection(const Response& response, const BrowserProfile& profile, RedirectMode mode,
                                         RequestKind kind) {
    if (profile.different_locations_break && has_different_locations(response))
        return Finding::kRedirectLocationRepeated;
    if (profile.ftp_location_breaks && kind == RequestKind::kActual &&
        location_in(response, profile).starts_with("ftp:"))
        return Finding::kRedirectLocationScheme;
    bool breaks = profile.bad_location_breaks;
    if (mode == RedirectMode::kManual) breaks = profile.bad_location_breaks_manual;
    if (mode == RedirectMode::kError) breaks = profile.bad_location_breaks_error;
    if (!breaks || !is_redirect_status(response.status)) return std::nullopt;
    const auto locations = response.header_list.values("Location");
    const bool bad = !locations.empty() && !locations.front().empty() &&
                     !parse_given_url(locations.front(), response.url_list.back(), profile);
    return bad ? std::optional(Finding::kRedirectLocationUnparsable) : std::nullopt;
}

}  // namespace

std::string AnswerRef::pointer(std::string_view suffix) const {
    if (kind == Kind::kNone) return {};
    std::string out = "/server/" + std::to_string(entry);
    // What a middleware answers stands nowhere in the scenario.
    if (kind == Kind::kMiddleware) return out + "/middleware";
    out += kind == Kind::kPreflight ? "/preflight" : "/response";
    out += suffix;
    return out;
}

Response http_network_or_cache_fetch(FetchParams& params, Request& http_request, RequestKind kind) {
    if (params.session.profile.rewrites_range && http_request.method == "GET") rewrite_range(http_request.header_list);
    // 8.12 Origin. (Credentials, Referer, Sec-Fetch-* and the HTTP cache do not show in a scenario.)
    append_origin_header(params, http_request);
    Url url = http_request.current_url();
    url.username.clear();
    url.password.clear();
    const std::string wire_url = serialize_url(url, Fragment::kExclude);
    const auto about_connection = [&](StepRecord& step) {
        step.args = {http_request.method, wire_url};
        step.evidence.push_back({"url", wire_url, wire_url, ""});
    };
    const std::vector<ServerEntry>& server = params.session.scenario.server;
    const std::size_t index = find_entry(server, wire_url);
    // 9. The network: what no entry answers is a connection that fails, and so reaches no server.
    if (index == server.size()) {
        return params.network_error(Finding::kNetworkNoAnswer, about_connection);
    }
    const bool preflight = kind == RequestKind::kPreflight;
    const BrowserProfile& profile = params.session.profile;
    std::vector<Header> wire_headers = visible_on_the_wire(http_request, profile);
    const std::optional<Answer> computed = compute_answer(server[index], http_request, url, wire_headers);
    const bool own_answer = preflight && server[index].preflight.has_value();
    const Answer& answer = computed ? *computed : own_answer ? *server[index].preflight : server[index].response;
    const AnswerRef ref{computed     ? AnswerRef::Kind::kMiddleware
                        : own_answer ? AnswerRef::Kind::kPreflight
                                     : AnswerRef::Kind::kResponse,
                        index};
    const bool reset = answer.fault == Fault::kReset;
    WireEntry sent{http_request.method,      wire_url, preflight, params.trace.hop, std::move(wire_headers), ref,
                   reset ? 0 : answer.status};
    for (int left = reset ? attempts_of(http_request, profile) : 1; left > 1; --left) params.wire.push_back(sent);
    params.wire.push_back(std::move(sent));
    params.trace.wire = static_cast<int>(params.wire.size()) - 1;
    if (!preflight) {
        params.trace.add(Finding::kNetworkSent, [&](StepRecord& step) {
            step.args = {http_request.method, wire_url};
            step.evidence.push_back({"url", wire_url, "", ""});
        });
    }
    if (reset) return params.network_error(Finding::kNetworkReset, about_connection);
    Response response = response_of(answer, ref, http_request, profile);
    if (fails_by_truncation(response, http_request, kind, profile)) {
        return params.network_error(Finding::kNetworkCutOff, about_connection);
    }
    if (profile.truncation_shows_in_success_alone && (response.status < 200 || response.status > 299)) {
        response.truncated = false;
    }
    if (const auto finding = breaks_connection(response, params.session.profile, http_request.redirect_mode, kind)) {
        Response error = params.network_error(*finding, [&](StepRecord& step) {
            const std::string location = isomorphic_decode(response.header_list.get("Location").value_or(""));
            step.args = {location, ""};
            step.evidence.push_back({"Location", location, "", response.answer.pointer("/headers")});
        });
        if (*finding == Finding::kRedirectLocationScheme) params.failure->location = location_in(response, profile);
        return error;
    }
    params.raw_location = profile.locations_are_joined ? response.header_list.get("Location").value_or("") : "";
    return response;
}

}  // namespace corslab
