#include <algorithm>
#include <array>

#include "core/fetch/checks.h"
#include "core/fetch/fetching.h"
#include "core/http/grammar.h"

namespace corslab {
namespace {

// Not of the Standard: client hints are the page's own origin's, unless a policy says more; another origin's URL gets
// none. https://wicg.github.io/client-hints-infrastructure/#policy-controlled-features
void remove_client_hints(Request& request, const Url& location_url) {
    constexpr std::array<std::string_view, 7> kClientHints{"Device-Memory", "DPR", "Width",   "Viewport-Width",
                                                           "RTT",           "ECT", "Downlink"};
    if (same_origin(request.origin, origin_of(location_url))) return;
    for (const std::string_view hint : kClientHints) request.header_list.remove(hint);
}

auto location_of(const Response& response, const Url* url) {
    return [&response, url](StepRecord& step) {
        const std::string location = isomorphic_decode(response.header_list.get("Location").value_or(""));
        step.args = {location, url != nullptr ? serialize_url(*url) : ""};
        step.evidence.push_back({"Location", location, location, response.answer.pointer("/headers")});
    };
}

auto credentials_of(const Response& response, const Url& url) {
    return [&response, &url](StepRecord& step) {
        const std::string location = isomorphic_decode(response.header_list.get("Location").value_or(""));
        step.args = {serialize_url(url)};
        step.evidence.push_back({"Location", location, "", response.answer.pointer("/headers")});
    };
}

// https://fetch.spec.whatwg.org/#request-body-header-name
void remove_body_headers(HeaderList& headers) {
    for (const char* name : {"Content-Encoding", "Content-Language", "Content-Location", "Content-Type"}) {
        headers.remove(name);
    }
}

bool turns_into_get(int status, std::string_view method) {
    const bool post = (status == 301 || status == 302) && method == "POST";
    return post || (status == 303 && method != "GET" && method != "HEAD");
}

void restore_in_parts(FetchParams& params, const Response& response, const Url& location_url, HeaderList& headers) {
    Request& request = params.request;
    const bool tainted = request.mode == Mode::kCors && (request.response_tainting == ResponseTainting::kCors ||
                                                         !same_origin(request.origin, origin_of(location_url)));
    request.authorization_dropped |= !same_origin(origin_of(request.current_url()), origin_of(location_url));
    if (tainted && request.authorization_dropped) headers.remove("Authorization");
    if (!tainted) headers.remove("User-Agent");
    const bool converts = turns_into_get(response.status, request.method);
    // 307 and 308 bring them back; the others leave it at that.
    if (converts || response.status >= 307) request.body_headers_dropped = converts;
    if (tainted ? converts : request.body_headers_dropped) remove_body_headers(headers);
}

// Not of the Standard: the headers are those of the script again, less what this redirect takes away.
void restore_headers(FetchParams& params, const Response& response, const Url& location_url) {
    using Headers = BrowserProfile::RedirectHeaders;
    const Headers how = params.session.profile.redirect_headers;
    if (how == Headers::kEdited) return;
    Request& request = params.request;
    HeaderList headers = params.first_headers;
    if (!headers.contains("Accept")) headers.append("Accept", "*/*");
    if (how == Headers::kRestored) {
        // The method that the script has set decides whether the body's headers go.
        if (turns_into_get(response.status, params.first_method)) remove_body_headers(headers);
        request.body_headers_dropped = turns_into_get(response.status, request.method);
        request.authorization_dropped = !same_origin(origin_of(request.current_url()), origin_of(location_url));
    } else {
        restore_in_parts(params, response, location_url, headers);
    }
    request.header_list = std::move(headers);
}

// Step 12: a redirect that turns the method into GET.
void rewrite_method(FetchParams& params, const Response& response) {
    Request& request = params.request;
    if (!turns_into_get(response.status, request.method)) return;
    params.trace.add(Finding::kRedirectMethodGet, [&](StepRecord& step) {
        const std::string status = std::to_string(response.status);
        step.args = {request.method, status};
        step.evidence.push_back({"status", status, status, response.answer.pointer("/status")});
    });
    request.method = "GET";
    request.body.reset();
    remove_body_headers(request.header_list);
}

// Step 13: another origin does not see Authorization.
void remove_authorization(FetchParams& params, const Url& location_url) {
    Request& request = params.request;
    if (same_origin(origin_of(request.current_url()), origin_of(location_url))) return;
    if (!request.header_list.contains("Authorization")) return;
    params.trace.add(Finding::kRedirectAuthorizationRemoved, [&](StepRecord& step) {
        step.args = {serialize_url(location_url)};
        step.evidence.push_back({"Authorization",
                                 isomorphic_decode(request.header_list.get("Authorization").value_or("")), "",
                                 params.init.at + "/headers"});
    });
    request.header_list.remove("Authorization");
}

// Steps 6 to 10: the redirects that are not followed.
std::optional<Finding> refusal(const FetchParams& params, const Url& location_url) {
    const Request& request = params.request;
    // 6. Only to http and https.
    if (!is_http_scheme(location_url.scheme)) return Finding::kRedirectLocationScheme;
    // 7. Not too many.
    if (request.redirect_count == params.session.profile.redirect_limit) return Finding::kRedirectLimitReached;
    if (!includes_credentials(location_url)) return std::nullopt;
    // 9. No credentials in the URL of another origin.
    const bool same = same_origin(request.origin, origin_of(location_url));
    if (params.session.profile.refuses_all_location_credentials && (same || request.mode != Mode::kSameOrigin)) {
        return Finding::kRedirectCredentialsCrossOrigin;
    }
    if (request.mode == Mode::kCors && !same) {
        return Finding::kRedirectCredentialsCrossOrigin;
    }
    // 10. Nor in any URL once the request is cross-origin.
    if (request.response_tainting == ResponseTainting::kCors) return Finding::kRedirectCredentialsTainted;
    return std::nullopt;
}

// Step 19: the answer may change the referrer policy.
void change_referrer_policy(FetchParams& params, const Response& response) {
    if (!params.session.profile.redirect_policy_hides_origin) return;
    if (const auto policy = parse_referrer_policy(response.header_list)) params.request.referrer_policy = *policy;
}

// Not of the Standard: what has failed ends the fetch only when the next request is about to be sent.
void postpone(FetchParams& params) {
    PendingFailure& pending = params.pending.emplace();
    pending.failure = std::move(*params.failure);
    params.failure.reset();
    if (params.trace.steps.empty()) return;
    pending.step = std::move(params.trace.steps.back());
    params.trace.steps.pop_back();
}

// Not of the Standard: checks the answer once more, as if for a request with credentials. What comes of it shows once
// the next request is about to be sent.
void note_first_origin_check(FetchParams& params, const Response& response) {
    const Request& request = params.request;
    if (!params.session.profile.first_origin_decides_on_credentials || params.pending ||
        request.response_tainting != ResponseTainting::kCors ||
        request.credentials_mode != CredentialsMode::kSameOrigin ||
        !same_origin(request.origin, origin_of(request.url_list.front())))
        return;
    const std::size_t steps = params.trace.steps.size();
    if (!cors_check(params, response, Credentials::kIncluded)) postpone(params);
    params.trace.steps.resize(std::min(steps, params.trace.steps.size()));
}

Response refuse(FetchParams& params, Finding finding, const Response& response, const Url& location_url) {
    if (finding == Finding::kRedirectLocationScheme) {
        return params.network_error(finding, location_of(response, &location_url));
    }
    if (finding == Finding::kRedirectLimitReached) {
        return params.network_error(
            finding, [&](StepRecord& step) { step.args = {std::to_string(params.session.profile.redirect_limit)}; });
    }
    return params.network_error(finding, credentials_of(response, location_url));
}

}  // namespace

Response http_redirect_fetch(FetchParams& params, Response response) {
    Request& request = params.request;
    // 3. The location URL, with the fragment of the current one where it has none.
    // https://fetch.spec.whatwg.org/#concept-response-location-url
    const auto locations = response.header_list.values("Location");
    // 4. Without a Location the response is used as it is.
    if (locations.empty()) {
        params.trace.add(Finding::kRedirectLocationNone, location_of(response, nullptr));
        return response;
    }
    // 5. More than one, or one that does not parse.
    const bool once = params.session.profile.equal_locations_count_once;
    const bool joined = params.session.profile.locations_are_joined;
    if (locations.size() > 1 && !once && !joined)
        return params.network_error(Finding::kRedirectLocationRepeated, location_of(response, nullptr));
    const std::string location =
        joined ? response.header_list.get("Location").value_or("") : std::string(locations.front());
    auto location_url = parse_given_url(location, request.current_url(), params.session.profile);
    const bool empty =
        location.empty() && params.session.profile.empty_location != BrowserProfile::EmptyLocation::kSameUrl;
    if (!location_url || empty) {
        Response error = params.network_error(Finding::kRedirectLocationUnparsable, location_of(response, nullptr));
        params.failure->value = location;
        return error;
    }
    if (!location_url->fragment) location_url->fragment = request.current_url().fragment;
    // 6.-7., 9.-10. What is not followed.
    const std::string target = serialize_url(*location_url);
    if (const auto finding = refusal(params, *location_url)) {
        Response error = refuse(params, *finding, response, *location_url);
        params.failure->location = target;
        const bool later = params.session.profile.first_location_credentials_fail_later &&
                           *finding == Finding::kRedirectCredentialsCrossOrigin &&
                           request.response_tainting == ResponseTainting::kBasic;
        if (!later) return error;
        postpone(params);
    }
    params.trace.add(Finding::kRedirectLocationFollowed, location_of(response, &*location_url));
    // 8. (11. cannot happen: the body is a string, and so has a source.)
    ++request.redirect_count;
    // 12.-13. What changes about the request.
    const bool leaves = !same_origin(origin_of(request.current_url()), origin_of(*location_url));
    restore_headers(params, response, *location_url);
    rewrite_method(params, response);
    remove_authorization(params, *location_url);
    if (leaves && request.method == "DELETE" && params.session.profile.redirected_delete_becomes_get) {
        request.method = "GET";
        request.body.reset();
    }
    if (params.session.profile.redirect_drops_client_hints) remove_client_hints(request, *location_url);
    note_first_origin_check(params, response);
    // 18.
    request.url_list.push_back(std::move(*location_url));
    change_referrer_policy(params, response);
    // 20.-22. Everything again, for the new URL.
    ++params.trace.hop;
    params.trace.wire = -1;
    params.trace.phase = Phase::kRequest;
    return main_fetch(params, Recursive::kYes);
}

}  // namespace corslab
