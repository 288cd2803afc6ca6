#include "core/fetch/checks.h"
#include "core/fetch/fetching.h"
#include "core/fetch/preflight_need.h"
#include "core/http/request_headers.h"

namespace corslab {
namespace {

// The arguments and the evidence of the step that chooses the route.
auto route(const FetchParams& params) {
    return [&params](StepRecord& step) {
        const Url& url = params.request.current_url();
        step.args = {serialize_origin(params.request.origin), serialize_origin(origin_of(url)), url.scheme};
        step.evidence.push_back({"origin", step.args[0], "", "/page/url"});
        step.evidence.push_back(
            {"url", serialize_url(url), step.args[1], params.trace.hop == 0 ? params.init.at + "/url" : ""});
    };
}

// The CORS-unsafe request-header names; some browsers go by the headers that the script set.
std::vector<std::string> names_to_ask_for(const FetchParams& params) {
    const BrowserProfile& profile = params.session.profile;
    const Request& request = params.request;
    if (profile.preflight_asks_for_first_headers) {
        return cors_unsafe_request_header_names(params.first_headers, profile.safelist);
    }
    if (!profile.first_headers_decide_on_preflight || request.url_list.size() == 1) {
        return cors_unsafe_request_header_names(request.header_list, profile.safelist);
    }
    // Less what the last redirect has taken away.
    auto names = cors_unsafe_request_header_names(params.first_headers, profile.safelist);
    std::erase_if(names, [&](const std::string& name) {
        const bool body = name == "content-type" || name == "content-language" || name == "content-encoding" ||
                          name == "content-location";
        return (body && request.body_headers_dropped) || (name == "authorization" && request.authorization_dropped);
    });
    return names;
}

// Whether a preflight would come first, if the request were not blocked.
bool would_ask(const FetchParams& params) {
    const Request& request = params.request;
    if (request.mode != Mode::kCors) return false;
    return request.is_preflighted || needs_preflight(request, names_to_ask_for(params));
}

// Whether a redirect has led to a request that a preflight comes before.
bool will_preflight_redirect(const FetchParams& params) {
    const Request& request = params.request;
    const bool cross = request.response_tainting == ResponseTainting::kCors ||
                       !same_origin(origin_of(request.current_url()), request.origin);
    return request.url_list.size() > 1 && cross && would_ask(params);
}

// Step 7: what is never fetched at all.
bool is_blocked(FetchParams& params) {
    const Url& url = params.request.current_url();
    const bool later =
        params.session.profile.redirect_preflights_before_mixed_content && will_preflight_redirect(params);
    const MixedContent mixed_content = later ? MixedContent::kNone : mixed_content_of(params);
    std::optional<Finding> finding;
    if (mixed_content == MixedContent::kTrustworthy) finding = Finding::kMixedContentTrustworthy;
    if (mixed_content == MixedContent::kBlocked) finding = Finding::kMixedContentBlocked;
    const bool mixed_first =
        mixed_content == MixedContent::kBlocked && params.session.profile.mixed_content_before_bad_port;
    if (!mixed_first && should_be_blocked_due_to_bad_port(params.request)) finding = Finding::kBadPortBlocked;
    if (!finding) return false;
    if (finding != Finding::kMixedContentTrustworthy) params.fail(*finding).asks = would_ask(params);
    params.trace.add(*finding, [&](StepRecord& step) {
        const std::string text = serialize_url(url);
        step.args = {finding == Finding::kBadPortBlocked ? std::to_string(*url.port) : text};
        step.evidence.push_back({"url", text, step.args[0] == text ? url.scheme + ":" : ":" + step.args[0],
                                 params.trace.hop == 0 ? params.init.at + "/url" : ""});
    });
    return params.failure.has_value();
}

// Not of the Standard: what step 12 would refuse, before step 7.
bool route_fails(FetchParams& params) {
    const Request& request = params.request;
    const Url& url = request.current_url();
    const bool same =
        request.response_tainting == ResponseTainting::kBasic && same_origin(origin_of(url), request.origin);
    const bool data =
        url.scheme == "data" && !(request.mode == Mode::kNoCors && params.session.profile.no_cors_data_needs_follow);
    const bool redirected = request.url_list.size() > 1;
    const bool counts =
        request.mode == Mode::kSameOrigin && params.session.profile.redirect_routes_before_mixed_content;
    if (same || data || (redirected && !counts)) return false;
    std::optional<Finding> finding;
    if (request.mode == Mode::kSameOrigin) {
        finding = Finding::kRouteModeSameOrigin;
    } else if (request.mode == Mode::kNoCors && request.redirect_mode != RedirectMode::kFollow) {
        finding = Finding::kRouteNoCorsRedirect;
    } else if (!is_http_scheme(url.scheme) && url.scheme != "data" && request.mode == Mode::kCors) {
        finding = Finding::kRouteScheme;
    }
    if (!finding) return false;
    params.fail(*finding);
    params.trace.add(*finding, route(params));
    return true;
}

// What a network error does to the preflight cache.
void clear_cache(FetchParams& params) {
    PreflightCache& cache = params.session.preflight_cache;
    const CacheRules& rules = params.session.profile.cache;
    const auto failed_by = [&](Finding finding) { return params.failure && params.failure->finding == finding; };
    if (!rules.cleared_on_error || cache.empty()) return;
    if (rules.kept_on_redirect_error && failed_by(Finding::kRedirectModeError)) return;
    PreflightCacheKey key(params);
    if (rules.bad_port_clears_redirecting && failed_by(Finding::kBadPortBlocked) && !params.failure->previous.empty()) {
        key.url = params.failure->previous;
    }
    cache.clear(key);
}

// The last two statements of step 12.
Response cors_fetch(FetchParams& params) {
    Request& request = params.request;
    const bool tainted = request.response_tainting == ResponseTainting::kCors &&
                         same_origin(origin_of(request.current_url()), request.origin);
    params.trace.add(tainted ? Finding::kRouteTainted : Finding::kRouteCors, route(params));
    request.response_tainting = ResponseTainting::kCors;
    const std::vector<std::string> unsafe_names = names_to_ask_for(params);
    note_preflight_need(params, unsafe_names);
    const bool by_first_headers =
        params.session.profile.first_headers_decide_on_preflight &&
        !cors_unsafe_request_header_names(params.first_headers, params.session.profile.safelist).empty();
    const bool preflight = needs_preflight(request, unsafe_names) || request.is_preflighted || by_first_headers;
    request.is_preflighted = preflight && params.session.profile.preflight_is_sticky;
    if (!preflight) return http_fetch(params, MakeCorsPreflight::kNo, unsafe_names);
    Response response = http_fetch(params, MakeCorsPreflight::kYes, unsafe_names);
    if (response.network_error) clear_cache(params);
    return response;
}

// Step 12.
Response switched_fetch(FetchParams& params) {
    Request& request = params.request;
    const Url& url = request.current_url();
    if (request.response_tainting == ResponseTainting::kBasic && same_origin(origin_of(url), request.origin)) {
        params.trace.add(Finding::kRouteSameOrigin, route(params));
        return scheme_fetch(params);
    }
    if (url.scheme == "data") {
        params.trace.add(Finding::kRouteData, route(params));
        request.response_tainting = ResponseTainting::kBasic;
        return scheme_fetch(params);
    }
    if (request.mode == Mode::kSameOrigin) return params.network_error(Finding::kRouteModeSameOrigin, route(params));
    if (request.mode == Mode::kNoCors) {
        if (request.redirect_mode != RedirectMode::kFollow) {
            return params.network_error(Finding::kRouteNoCorsRedirect, route(params));
        }
        params.trace.add(Finding::kRouteNoCors, route(params));
        request.response_tainting = ResponseTainting::kOpaque;
        return scheme_fetch(params);
    }
    if (!is_http_scheme(url.scheme)) return params.network_error(Finding::kRouteScheme, route(params));
    return cors_fetch(params);
}

}  // namespace

Response main_fetch(FetchParams& params, Recursive recursive) {
    // 1.-2.
    Request& request = params.request;
    Response response;
    if (params.session.profile.route_before_mixed_content && route_fails(params)) {
        response.network_error = true;
        return response;
    }
    // 7. Bad ports and mixed content. (3.-6. and 8.-10. have no effect without the policies that they serve.)
    if (is_blocked(params)) {
        response.network_error = true;
        return response;
    }
    // 12. The first statement that fits.
    response = switched_fetch(params);
    // 13. Redirects have come through here already.
    if (recursive == Recursive::kYes || response.network_error) return response;
    // 16. What answered without a server has no URL yet.
    if (response.url_list.empty()) response.url_list = request.url_list;
    // 14. Which headers are exposed; the filtering itself follows when all is known.
    if (response.type == ResponseType::kOpaqueRedirect) return response;
    switch (request.response_tainting) {
        case ResponseTainting::kBasic:
            response.type = ResponseType::kBasic;
            break;
        case ResponseTainting::kOpaque:
            response.type = ResponseType::kOpaque;
            break;
        case ResponseTainting::kCors:
            set_cors_exposed_header_names(params, response);
            response.type = ResponseType::kCors;
            break;
    }
    return response;
}

}  // namespace corslab
