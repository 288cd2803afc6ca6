#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fetch/outcome.h"
#include "core/fetch/preflight_cache.h"
#include "core/fetch/scenario.h"
#include "core/http/referrer_policy.h"
#include "core/profile/profile.h"
#include "core/trace/trace.h"
#include "core/url/origin.h"

namespace corslab {

/// https://fetch.spec.whatwg.org/#concept-request-response-tainting
enum class ResponseTainting : std::uint8_t { kBasic, kCors, kOpaque };

/// https://fetch.spec.whatwg.org/#concept-request
///
/// The unsafe-request flag is always set: `fetch()` sets it.
struct Request {
    std::string method;
    std::vector<Url> url_list;
    HeaderList header_list;
    Origin origin;
    Mode mode = Mode::kCors;
    CredentialsMode credentials_mode = CredentialsMode::kSameOrigin;
    RedirectMode redirect_mode = RedirectMode::kFollow;
    ReferrerPolicy referrer_policy = ReferrerPolicy::kStrictOriginWhenCrossOrigin;
    ResponseTainting response_tainting = ResponseTainting::kBasic;
    std::optional<std::string> body;
    int redirect_count = 0;
    bool use_cors_preflight = false;  ///< #use-cors-preflight-flag; nothing sets it for a text body.
    std::string last_origin;          ///< Not of the Standard: the Origin header that was sent last; empty for none.
    bool is_preflighted = false;      ///< Not of the Standard: for profiles whose preflights are sticky.
    bool default_accept = false;      ///< Whether Accept was added by the browser.
    std::size_t call = 0;             ///< Not of the Standard: which request of the scenario it is.
    /// Not of the Standard: header names in the order in which a preflight's answer is held against them.
    std::vector<std::string> check_order;
    bool body_headers_dropped = false;   ///< Not of the Standard: whether a redirect has taken the body's headers away.
    bool authorization_dropped = false;  ///< Not of the Standard: whether a redirect has taken Authorization away.

    [[nodiscard]] const Url& current_url() const { return url_list.back(); }
};

/// https://fetch.spec.whatwg.org/#concept-response
struct Response {
    ResponseType type = ResponseType::kDefault;
    bool network_error = false;
    std::vector<Url> url_list;
    int status = 200;
    HeaderList header_list;
    std::string body;
    bool truncated = false;              ///< Whether the connection breaks off within the body.
    std::size_t allow_origin_lines = 0;  ///< Headers spelled Access-Control-Allow-Origin in this very letter case.
    /// #concept-response-cors-exposed-header-name-list
    std::vector<std::string> cors_exposed_header_names;
    AnswerRef answer;
};

/// What a browser keeps live from one request of a page to the next.
struct Session {
    const Scenario& scenario;
    const BrowserProfile& profile;
    Origin page_origin;
    PreflightCache preflight_cache;
};

/// Not of the Standard: a check that has failed, but ends the fetch only later.
struct PendingFailure {
    Failure failure;
    std::optional<StepRecord> step;
};

/// https://fetch.spec.whatwg.org/#fetch-params
struct FetchParams {
    Session& session;
    const RequestInit& init;
    Request request;
    Trace trace;
    std::vector<WireEntry> wire;
    std::optional<Failure> failure;
    std::vector<Failure> notices;
    std::optional<PendingFailure> pending{};
    std::string raw_location{};  ///< The last answer's Locations, joined, where the profile reads them so.
    HeaderList first_headers{};  ///< The request's headers as the script has set them, before anything was fetched.
    std::string first_method{};  ///< Its method, likewise.

    /// Notes why the fetch fails.
    Failure& fail(Finding finding) { return failure.emplace(describe(finding)); }

    /// A failure at this point, with its URLs.
    [[nodiscard]] Failure describe(Finding finding) const {
        Failure facts;
        facts.finding = finding;
        facts.mode = request.mode;
        facts.method = request.method;
        facts.follows = request.redirect_mode == RedirectMode::kFollow;
        facts.cors = request.response_tainting == ResponseTainting::kCors;
        facts.preflight = trace.phase == Phase::kPreflight;
        if (request.url_list.empty()) return facts;
        facts.initial_url = serialize_url(request.url_list.front());
        facts.url = serialize_url(request.current_url());
        facts.raw_location = raw_location;
        facts.secure_page = origin_of(session.scenario.page.url).scheme == "https";
        facts.page_origin = serialize_origin(request.origin);
        if (request.url_list.size() > 1) facts.previous = serialize_url(*(request.url_list.end() - 2));
        return facts;
    }

    /// A network error, and why. https://fetch.spec.whatwg.org/#concept-network-error
    template <class Describe>
    [[nodiscard]] Response network_error(Finding finding, Describe describe) {
        fail(finding);
        trace.add(finding, describe);
        Response response;
        response.network_error = true;
        return response;
    }
};

}  // namespace corslab
