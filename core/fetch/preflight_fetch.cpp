#include <algorithm>
#include <initializer_list>

#include "core/fetch/checks.h"
#include "core/fetch/fetching.h"
#include "core/fetch/preflight_need.h"
#include "core/http/grammar.h"
#include "core/http/method.h"
#include "core/http/request_headers.h"

namespace corslab {
namespace {

constexpr std::string_view kAllowMethods = "Access-Control-Allow-Methods";
constexpr std::string_view kAllowHeaders = "Access-Control-Allow-Headers";
constexpr std::string_view kMaxAge = "Access-Control-Max-Age";

bool includes_credentials_mode(const Request& request) {
    return request.credentials_mode == CredentialsMode::kInclude;
}

// A header's value for the steps; empty where there are none.
std::string value_for_steps(const FetchParams& params, const Response& response, std::string_view header) {
    return params.trace.is_on() ? response.header_list.get(header).value_or("") : std::string();
}

// Adds a step about one header of the preflight's response.
void note(FetchParams& params, Finding finding, const Response& response, std::string_view header,
          std::string_view part, std::initializer_list<std::string_view> args) {
    params.trace.add(finding, [&](StepRecord& step) {
        for (const std::string_view arg : args) step.args.push_back(isomorphic_decode(arg));
        step.evidence.push_back({std::string(header), isomorphic_decode(response.header_list.get(header).value_or("")),
                                 isomorphic_decode(part), response.answer.pointer("/headers")});
    });
}

bool refuse(FetchParams& params, Finding finding, const Response& response, std::string_view header,
            std::string_view part, std::string_view item, std::initializer_list<std::string_view> args) {
    Failure& failure = params.fail(finding);
    failure.value = response.header_list.get(header).value_or("");
    failure.item = isomorphic_decode(item);
    failure.status = response.status;
    note(params, finding, response, header, part, args);
    return false;
}

// Whether the answer names where it leads to.
bool has_location(const FetchParams& params, const Response& response) {
    const auto locations = response.header_list.values("Location");
    if (locations.empty()) return false;
    return !locations.front().empty() ||
           params.session.profile.empty_location == BrowserProfile::EmptyLocation::kSameUrl;
}

// Step 7's second condition. https://fetch.spec.whatwg.org/#ok-status
bool check_status(FetchParams& params, const Response& response) {
    const int status = response.status;
    Finding finding = Finding::kPreflightStatusError;
    if (status >= 200 && status <= 299) {
        finding = Finding::kPreflightStatusOk;
    } else if (status >= 300 && status <= 399 && has_location(params, response)) {
        finding = Finding::kPreflightStatusRedirect;
    } else if (status == 401 || status == 403) {
        finding = Finding::kPreflightStatusUnauthorized;
    } else if (status == 404 || status == 405) {
        finding = Finding::kPreflightStatusNotFound;
    }
    params.trace.add(finding, [&](StepRecord& step) {
        const std::string text = std::to_string(status);
        step.args = {text};
        step.evidence.push_back({"status", text, text, response.answer.pointer("/status")});
    });
    if (finding == Finding::kPreflightStatusOk) return true;
    Failure& failure = params.fail(finding);
    failure.status = status;
    failure.value = response.header_list.get("Access-Control-Allow-Origin").value_or("");
    failure.lines = response.allow_origin_lines;
    failure.location = location_in(response, params.session.profile);
    return false;
}

// Step 7's two conditions, in the profile's order.
bool check_sharing_and_status(FetchParams& params, const Response& response) {
    switch (params.session.profile.preflight_order) {
        case PreflightOrder::kCorsCheckFirst:
            if (params.session.profile.redirect_blocks_before_cors_check) {
                const auto location = parse_url(location_in(response, params.session.profile));
                if (location && is_never_followed(params, *location)) return check_status(params, response);
            }
            break;
        case PreflightOrder::kRedirectFirst:
            if (is_redirect_status(response.status) && has_location(params, response) &&
                !check_status(params, response))
                return false;
            break;
        case PreflightOrder::kStatusFirst:
            return check_status(params, response) && cors_check(params, response);
    }
    return cors_check(params, response) && check_status(params, response);
}

// Step 7.3.
bool check_syntax(FetchParams& params, const Response& response, std::string_view header, Finding finding) {
    for (const std::string_view value : response.header_list.values(header)) {
        const std::string_view bad = first_bad_token(value);
        if (!bad.empty()) return refuse(params, finding, response, header, bad, bad, {value, bad});
    }
    return true;
}

// Why a method is not allowed.
Finding method_refusal(const Request& request, const ExtractedValues& methods) {
    if (methods.is_null()) return Finding::kPreflightMethodMissing;
    if (methods.contains("*")) return Finding::kPreflightMethodWildcardCredentials;
    return methods.contains_name(request.method) ? Finding::kPreflightMethodCase : Finding::kPreflightMethodNotListed;
}

// Step 7.5.
bool check_method(FetchParams& params, const Response& response, const ExtractedValues& methods) {
    const Request& request = params.request;
    const std::string value = value_for_steps(params, response, kAllowMethods);
    const bool wildcard = methods.contains("*") && !includes_credentials_mode(request);
    if (methods.contains(request.method)) {
        note(params, Finding::kPreflightMethodListed, response, kAllowMethods, request.method, {request.method, value});
    } else if (is_cors_safelisted_method(request.method)) {
        note(params, Finding::kPreflightMethodSafelisted, response, kAllowMethods, "", {request.method, value});
    } else if (wildcard) {
        note(params, Finding::kPreflightMethodWildcard, response, kAllowMethods, "*", {request.method, value});
    } else {
        return refuse(params, method_refusal(request, methods), response, kAllowMethods, "", request.method,
                      {request.method, value});
    }
    return true;
}

// Step 7.6.
bool check_authorization(FetchParams& params, const Response& response, const ExtractedValues& header_names,
                         const std::vector<std::string>& unsafe_names) {
    if (!params.request.header_list.contains("Authorization")) return true;
    const std::string value = value_for_steps(params, response, kAllowHeaders);
    if (header_names.contains_name("Authorization")) {
        note(params, Finding::kPreflightAuthorizationListed, response, kAllowHeaders, "", {value});
        return true;
    }
    if (header_names.contains("*")) {
        if (params.session.profile.wildcard_covers_authorization) {
            for (auto left = std::count(unsafe_names.begin(), unsafe_names.end(), "authorization");
                 left > 0 && !includes_credentials_mode(params.request); --left) {
                params.notices.push_back(params.describe(Finding::kPreflightAuthorizationWildcard));
            }
            return true;
        }
        return refuse(params, Finding::kPreflightAuthorizationWildcard, response, kAllowHeaders, "*", "authorization",
                      {value});
    }
    const Finding finding =
        header_names.is_null() ? Finding::kPreflightAuthorizationMissing : Finding::kPreflightAuthorizationNotListed;
    return refuse(params, finding, response, kAllowHeaders, "", "authorization", {value});
}

// The names in the order in which they are looked for: sorted, or as the browser comes across them.
std::vector<std::string> in_check_order(const Request& request, const std::vector<std::string>& unsafe_names) {
    std::vector<std::string> names;
    for (const std::string& name : request.check_order) {
        if (std::find(unsafe_names.begin(), unsafe_names.end(), name) != unsafe_names.end()) names.push_back(name);
    }
    return names.size() == unsafe_names.size() ? names : unsafe_names;
}

// Step 7.7.
bool check_headers(FetchParams& params, const Response& response, const ExtractedValues& header_names,
                   const std::vector<std::string>& unsafe_names) {
    const std::string value = value_for_steps(params, response, kAllowHeaders);
    const bool wildcard = header_names.contains("*");
    for (const std::string& name : in_check_order(params.request, unsafe_names)) {
        if (header_names.contains_name(name)) {
            if (name != "authorization") {
                note(params, Finding::kPreflightHeadersListed, response, kAllowHeaders, "", {name, value});
            }
        } else if (wildcard && !includes_credentials_mode(params.request)) {
            note(params, Finding::kPreflightHeadersWildcard, response, kAllowHeaders, "*", {name, value});
        } else {
            Finding finding = Finding::kPreflightHeadersNotListed;
            if (header_names.is_null()) finding = Finding::kPreflightHeadersMissing;
            if (wildcard) finding = Finding::kPreflightHeadersWildcardCredentials;
            refuse(params, finding, response, kAllowHeaders, "", name, {name, value});
            for (const Header& header : params.first_headers.headers()) {
                if (params.failure->spelled.empty() && equals_ignoring_case(header.name, name))
                    params.failure->spelled = header.name;
            }
            return false;
        }
    }
    return true;
}

// Step 7.8, and how browsers do it.
std::optional<std::int64_t> parse_max_age(const HeaderList& list, MaxAgeSyntax syntax) {
    const std::optional<std::string> value = list.get(kMaxAge);
    if (!value) return std::nullopt;
    std::string_view text = *value;
    switch (syntax) {
        case MaxAgeSyntax::kDeltaSeconds:
            break;
        case MaxAgeSyntax::kInteger: {
            const bool negative = text.starts_with('-');
            if (negative || text.starts_with('+')) text.remove_prefix(1);
            const auto number = parse_delta_seconds(text);
            return number && negative ? 0 : number;
        }
        case MaxAgeSyntax::kDigitsOrNotCached:
            if (text.empty()) return std::nullopt;
            return parse_delta_seconds(text).value_or(0);
    }
    return list.values(kMaxAge).size() == 1 ? parse_delta_seconds(text) : std::nullopt;
}

// Steps 7.8 to 7.10.
std::int64_t max_age_of(FetchParams& params, const Response& response) {
    const BrowserProfile& profile = params.session.profile;
    const auto values = response.header_list.values(kMaxAge);
    // 7.8 One header with seconds, else failure.
    const auto parsed = parse_max_age(response.header_list, profile.max_age_syntax);
    Finding finding = values.empty() ? Finding::kPreflightMaxAgeNone : Finding::kPreflightMaxAgeInvalid;
    if (parsed) finding = *parsed == 0 ? Finding::kPreflightMaxAgeZero : Finding::kPreflightMaxAgeGiven;
    // 7.9-7.10 The default and the limit.
    const std::int64_t max_age = std::min(parsed.value_or(profile.default_max_age), profile.max_age_limit);
    note(params, finding, response, kMaxAge, "", {std::to_string(max_age), value_for_steps(params, response, kMaxAge)});
    return max_age;
}

// Steps 1 to 5.
Request preflight_request(const Request& request, const std::vector<std::string>& unsafe_names) {
    // 1. A request of its own, without credentials.
    Request preflight;
    preflight.method = "OPTIONS";
    preflight.url_list = request.url_list;
    preflight.origin = request.origin;
    preflight.response_tainting = ResponseTainting::kCors;
    // 2. Accept is the browser's, not the script's.
    preflight.header_list.append("Accept", "*/*");
    preflight.default_accept = true;
    // 3.-5. What it asks for; the names are joined without a space.
    preflight.header_list.append("Access-Control-Request-Method", request.method);
    if (!unsafe_names.empty()) {
        preflight.header_list.append("Access-Control-Request-Headers", join(unsafe_names, ","));
    }
    return preflight;
}

}  // namespace

Response cors_preflight_fetch(FetchParams& params, const std::vector<std::string>& unsafe_names) {
    Request& request = params.request;
    params.trace.phase = Phase::kPreflight;
    params.trace.wire = -1;
    params.trace.add(unsafe_names.empty() ? Finding::kPreflightSentMethod : Finding::kPreflightSentHeaders,
                     [&](StepRecord& step) {
                         step.args = {request.method, join(unsafe_names, ", "), serialize_url(request.current_url())};
                         step.evidence.push_back({"Access-Control-Request-Method", request.method, "", ""});
                         if (unsafe_names.empty()) return;
                         step.evidence.push_back({"Access-Control-Request-Headers", join(unsafe_names, ","), "", ""});
                     });
    // 6. Sent.
    Request preflight = preflight_request(request, unsafe_names);
    const bool untainted = params.session.profile.preflight_is_untainted;
    if (untainted) preflight.url_list.erase(preflight.url_list.begin(), preflight.url_list.end() - 1);
    Response response = http_network_or_cache_fetch(params, preflight, RequestKind::kPreflight);
    if (response.network_error) return response;
    // 8. Whatever fails below is a network error.
    Response error;
    error.network_error = true;
    // 7. CORS check, with the actual request's credentials mode, and an ok status.
    if (!check_sharing_and_status(params, response)) return error;
    // 7.1-7.7 The method and the headers.
    const BrowserProfile& profile = params.session.profile;
    const bool method_first = profile.method_before_header_syntax;
    if (!check_syntax(params, response, kAllowMethods, Finding::kPreflightSyntaxMethods)) return error;
    ExtractedValues methods = extract_token_values(kAllowMethods, response.header_list);
    if (methods.is_null() && request.use_cors_preflight) methods.values.push_back(request.method);
    if (method_first && !check_method(params, response, methods)) return error;
    if (!check_syntax(params, response, kAllowHeaders, Finding::kPreflightSyntaxHeaders)) return error;
    const ExtractedValues header_names = extract_token_values(kAllowHeaders, response.header_list);
    const auto store = [&] {
        const std::int64_t max_age = max_age_of(params, response);
        params.session.preflight_cache.store(PreflightCacheKey(params), max_age, methods.values, header_names.values);
    };
    if (profile.cache.stored_before_checks) store();
    if (!method_first && !check_method(params, response, methods)) return error;
    const bool in_order = !request.check_order.empty() || profile.wildcard_covers_authorization;
    if ((!in_order && !check_authorization(params, response, header_names, unsafe_names)) ||
        !check_headers(params, response, header_names, unsafe_names) ||
        (in_order && !check_authorization(params, response, header_names, unsafe_names))) {
        return error;
    }
    // 7.8-7.15
    if (!profile.cache.stored_before_checks) store();
    // 7.16
    return response;
}

}  // namespace corslab
