#include <algorithm>
#include <array>

#include "core/fetch/checks.h"
#include "core/fetch/fetching.h"
#include "core/fetch/preflight_need.h"
#include "core/http/grammar.h"
#include "core/http/method.h"

namespace corslab {
namespace {

// Whether the preflight cache leaves something to ask for. Step 4.1.
bool cache_is_insufficient(const FetchParams& params, const std::vector<std::string>& unsafe_names) {
    const Request& request = params.request;
    const PreflightCache& cache = params.session.preflight_cache;
    if (cache.empty()) return true;
    const PreflightCacheKey key(params);
    const CacheRules& rules = params.session.profile.cache;
    if ((rules.whole_entries || rules.needs_entry) && !cache.has_entry(key)) return true;
    const bool free = is_cors_safelisted_method(request.method) &&
                      (request.method != "HEAD" || params.session.profile.cache.head_is_free);
    if (!cache.matches_method(key, request.method) && (!free || request.use_cors_preflight)) return true;
    return !std::all_of(unsafe_names.begin(), unsafe_names.end(),
                        [&](const std::string& name) { return cache.matches_header_name(key, name); });
}

// Whether the preflight cache is not even asked.
bool skips_cache(const FetchParams& params) {
    return params.session.profile.cache.skipped_by_conditional && has_conditional_header(params.request.header_list);
}

// Whether there is something to follow, or not to follow.
bool is_redirect(const FetchParams& params, const Response& response) {
    if (!is_redirect_status(response.status)) return false;
    const BrowserProfile& profile = params.session.profile;
    if (!profile.redirect_needs_location) return true;
    const auto locations = response.header_list.values("Location");
    if (locations.empty()) return false;
    if (!locations.front().empty()) return true;
    switch (profile.empty_location) {
        case BrowserProfile::EmptyLocation::kSameUrl:
            return true;
        case BrowserProfile::EmptyLocation::kNone:
            return false;
        case BrowserProfile::EmptyLocation::kNotFollowed:
            return params.request.redirect_mode == RedirectMode::kFollow;
    }
    return true;
}

auto status_of(const Response& response) {
    return [&response](StepRecord& step) {
        const std::string status = std::to_string(response.status);
        step.args = {status};
        step.evidence.push_back({"status", status, status, response.answer.pointer("/status")});
    };
}

// Step 6.3: what a redirect leads to.
Response redirect(FetchParams& params, Response response) {
    switch (params.request.redirect_mode) {
        case RedirectMode::kError: {
            Response error = params.network_error(Finding::kRedirectModeError, status_of(response));
            params.failure->location = location_in(response, params.session.profile);
            return error;
        }
        case RedirectMode::kManual:
            params.trace.add(Finding::kRedirectModeManual, status_of(response));
            response.type = ResponseType::kOpaqueRedirect;
            return response;
        case RedirectMode::kFollow:
            break;
    }
    return http_redirect_fetch(params, std::move(response));
}

// Not of the Standard: what an earlier redirect's answer said ends the fetch now.
bool fails_later(FetchParams& params) {
    if (!params.pending) return false;
    params.failure = std::move(params.pending->failure);
    if (params.pending->step) {
        params.trace.add(params.failure->finding, [&](StepRecord& step) { step = std::move(*params.pending->step); });
    }
    params.pending.reset();
    return true;
}

// Not of the Standard: some browsers hold a redirect's target against what is never fetched before they check whether
// the answer is shared at all.
bool is_blocked_redirect(FetchParams& params, const Response& response) {
    const Request& request = params.request;
    if (request.redirect_mode != RedirectMode::kFollow || request.mode != Mode::kCors ||
        request.response_tainting != ResponseTainting::kCors)
        return false;
    const auto location = parse_url(location_in(response, params.session.profile));
    if (!location || !is_never_followed(params, *location)) return false;
    const bool scheme = location->scheme != "http";
    const std::string target = serialize_url(*location);
    Failure& failure = params.fail(scheme ? Finding::kRedirectLocationScheme : Finding::kMixedContentBlocked);
    if (scheme) {
        failure.location = target;
    } else {
        failure.previous = failure.url;
        failure.url = target;
    }
    params.trace.add(failure.finding, [&](StepRecord& step) {
        const std::string value = isomorphic_decode(response.header_list.get("Location").value_or(""));
        step.args = scheme ? std::vector<std::string>{value, target} : std::vector<std::string>{target};
        step.evidence.push_back({"Location", value, "", response.answer.pointer("/headers")});
    });
    return true;
}

// Not of the Standard: some browsers look for mixed content only once a redirect's preflight has been answered, if
// only from the cache.
bool is_mixed_after_preflight(FetchParams& params) {
    params.trace.phase = Phase::kRequest;
    if (!params.session.profile.redirect_preflights_before_mixed_content || params.request.url_list.size() == 1 ||
        mixed_content_of(params) != MixedContent::kBlocked)
        return false;
    const std::string url = serialize_url(params.request.current_url());
    params.fail(Finding::kMixedContentBlocked);
    params.trace.add(Finding::kMixedContentBlocked, [&](StepRecord& step) {
        step.args = {url};
        step.evidence.push_back({"url", url, params.request.current_url().scheme + ":", ""});
    });
    return true;
}

Response failed() {
    Response response;
    response.network_error = true;
    return response;
}

}  // namespace

Response http_fetch(FetchParams& params, MakeCorsPreflight make_cors_preflight,
                    const std::vector<std::string>& unsafe_names) {
    Request& request = params.request;
    // 4.1 Ask first, unless the cache knows.
    if (make_cors_preflight == MakeCorsPreflight::kYes) {
        if (skips_cache(params) || cache_is_insufficient(params, unsafe_names)) {
            if (params.session.profile.cache.whole_entries && !skips_cache(params)) {
                params.session.preflight_cache.clear(PreflightCacheKey(params));
            }
            if (cors_preflight_fetch(params, unsafe_names).network_error) return failed();
        } else {
            params.trace.add(Finding::kPreflightCacheHit,
                             [&](StepRecord& step) { step.args = {serialize_url(request.current_url())}; });
        }
        if (!params.pending && is_mixed_after_preflight(params)) return failed();
    }
    if (fails_later(params)) return failed();
    // 4.3 The request itself.
    params.trace.phase = Phase::kRequest;
    params.trace.wire = -1;
    Request http_request = request;
    Response response = http_network_or_cache_fetch(params, http_request, RequestKind::kActual);
    if (response.network_error) return response;
    // 4.4 CORS check, whatever the status.
    params.trace.phase = Phase::kResponse;
    if (params.session.profile.redirect_blocks_before_cors_check && is_blocked_redirect(params, response))
        return failed();
    if (request.response_tainting == ResponseTainting::kCors && !cors_check(params, response)) return failed();
    // 5. Cross-Origin-Resource-Policy, for opaque responses.
    if (request.response_tainting == ResponseTainting::kOpaque &&
        !cross_origin_resource_policy_check(params, response)) {
        return failed();
    }
    // 6. Redirects.
    const bool manual_mode = request.redirect_mode == RedirectMode::kManual && is_redirect_status(response.status);
    if (manual_mode || is_redirect(params, response)) return redirect(params, std::move(response));
    if (response.status >= 400 && request.response_tainting == ResponseTainting::kCors) {
        params.trace.add(Finding::kResponseStatusError, status_of(response));
    }
    // 7.
    return response;
}

}  // namespace corslab
