#include <algorithm>

#include "core/fetch/checks.h"
#include "core/fetch/fetching.h"
#include "core/http/grammar.h"

namespace corslab {
namespace {

// Which headers the wire shows: what the browser adds for itself (Accept, where the script set none) is left out.
std::vector<Header> visible_on_the_wire(const Request& http_request, const BrowserProfile& profile) {
    HeaderList list = http_request.header_list;
    if (http_request.default_accept) list.remove("Accept");
    std::vector<Header> headers = list.sort_and_combine();
    // White space at the end of a line is no part of the value.
    for (Header& header : headers) {
        header.value = std::string(normalize_header_value(header.value));
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

// https://fetch.spec.whatwg.org/#append-a-request-origin-header
void append_origin_header(FetchParams& params, Request& http_request) {
    // 2. The origin, or null.
    std::string serialized_origin = serialize_request_origin(http_request);
    Finding finding = origin_finding(http_request, serialized_origin);
    const bool cors = http_request.response_tainting == ResponseTainting::kCors;
    // 4. Otherwise it goes along with methods other than GET and HEAD.
    const bool anyway = params.session.profile.opaque_page_sends_origin_with_credentials &&
                        http_request.origin.opaque && http_request.credentials_mode == CredentialsMode::kInclude &&
                        same_site(origin_of(params.session.scenario.page.url), origin_of(http_request.current_url()));
    const bool kept = params.session.profile.redirect_keeps_origin_header && params.request.has_sent_origin;
    if (!cors && !anyway && !kept && (http_request.method == "GET" || http_request.method == "HEAD")) {
        params.trace.add(Finding::kOriginHeaderNone, [](StepRecord&) {});
        return;
    }
    // 4.1 The referrer policy.
    if (!cors && params.session.profile.referrer_policy_hides_origin && policy_hides_origin(http_request)) {
        serialized_origin = "null";
        finding = Finding::kOriginHeaderReferrerPolicy;
    }
    // 3., 4.2
    params.trace.add(finding, [&](StepRecord& step) {
        step.args = {serialized_origin};
        step.evidence.push_back({"Origin", serialized_origin, serialized_origin, ""});
    });
    params.request.has_sent_origin = true;
    http_request.header_list.append("Origin", serialized_origin);
}

// The entry for a URL without its fragment and credentials; the number of entries where there is none.
std::size_t find_entry(const std::vector<ServerEntry>& server, const std::string& url) {
    const auto found =
        std::find_if(server.begin(), server.end(), [&](const ServerEntry& entry) { return entry.url == url; });
    return static_cast<std::size_t>(found - server.begin());
}

// What the server answers. https://fetch.spec.whatwg.org/#concept-http-network-fetch
Response response_of(const Answer& answer, AnswerRef ref, const Request& http_request) {
    Response response;
    response.answer = ref;
    response.status = answer.status;
    response.body = answer.body;
    response.url_list = http_request.url_list;
    for (const Header& header : answer.headers) {
        response.header_list.append(header.name, normalize_header_value(header.value));
    }
    return response;
}

// What a middleware answers. Where it cannot tell, the whole evaluation is in error, whatever is answered here.
std::optional<Answer> compute_answer(const ServerEntry& entry, const Request& http_request, const Url& url,
                                     const std::vector<Header>& wire_headers) {
    if (!entry.compute) return std::nullopt;
    return entry.compute({http_request.method, url.path, wire_headers});
}

bool has_different_locations(const Response& response) {
    const auto locations = response.header_list.values("Location");
    return std::any_of(locations.begin(), locations.end(),
                       [&](std::string_view location) { return location != locations.front(); });
}

// What some browsers refuse before they look at anything else.
std::optional<Finding> breaks_connection(const Response& response, const BrowserProfile& profile) {
    if (profile.different_locations_break && has_different_locations(response))
        return Finding::kRedirectLocationRepeated;
    if (!profile.bad_location_breaks || !is_redirect_status(response.status)) return std::nullopt;
    const auto locations = response.header_list.values("Location");
    const bool bad =
        !locations.empty() && !locations.front().empty() && !parse_url(locations.front(), &response.url_list.back());
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
    // 8.12 Origin. (Credentials, Referer, Sec-Fetch-* and the HTTP cache do not show in a scenario.)
    append_origin_header(params, http_request);
    Url url = http_request.current_url();
    url.username.clear();
    url.password.clear();
    const std::string wire_url = serialize_url(url, Fragment::kExclude);
    const std::vector<ServerEntry>& server = params.session.scenario.server;
    const std::size_t index = find_entry(server, wire_url);
    // 9. The network: what no entry answers is a connection that fails, and so reaches no server.
    if (index == server.size()) {
        return params.network_error(Finding::kNetworkNoAnswer, [&](StepRecord& step) {
            step.args = {http_request.method, wire_url};
            step.evidence.push_back({"url", wire_url, wire_url, ""});
        });
    }
    const bool preflight = kind == RequestKind::kPreflight;
    std::vector<Header> wire_headers = visible_on_the_wire(http_request, params.session.profile);
    const std::optional<Answer> computed = compute_answer(server[index], http_request, url, wire_headers);
    const bool own_answer = preflight && server[index].preflight.has_value();
    const Answer& answer = computed ? *computed : own_answer ? *server[index].preflight : server[index].response;
    const AnswerRef ref{computed     ? AnswerRef::Kind::kMiddleware
                        : own_answer ? AnswerRef::Kind::kPreflight
                                     : AnswerRef::Kind::kResponse,
                        index};
    params.wire.push_back(
        {http_request.method, wire_url, preflight, params.trace.hop, std::move(wire_headers), ref, answer.status});
    params.trace.wire = static_cast<int>(params.wire.size()) - 1;
    if (!preflight) {
        params.trace.add(Finding::kNetworkSent, [&](StepRecord& step) {
            step.args = {http_request.method, wire_url};
            step.evidence.push_back({"url", wire_url, "", ""});
        });
    }
    Response response = response_of(answer, ref, http_request);
    if (const auto finding = breaks_connection(response, params.session.profile)) {
        return params.network_error(*finding, [&](StepRecord& step) {
            const std::string location = isomorphic_decode(response.header_list.get("Location").value_or(""));
            step.args = {location, ""};
            step.evidence.push_back({"Location", location, "", response.answer.pointer("/headers")});
        });
    }
    return response;
}

}  // namespace corslab
