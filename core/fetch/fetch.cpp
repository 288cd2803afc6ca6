#include "core/fetch/fetch.h"

#include <algorithm>

#include "core/fetch/fetching.h"
#include "core/fetch/request_constructor.h"
#include "core/http/grammar.h"
#include "core/http/header_map_order.h"

namespace corslab {
namespace {

// The nonce of the page's opaque origin: the same for all requests of a scenario.
constexpr std::uint32_t kPageNonce = 1;

Origin page_origin_of(const Page& page) {
    Origin origin = page.sandboxed ? Origin{} : origin_of(page.url);
    if (origin.opaque) origin.nonce = kPageNonce;
    return origin;
}

void note_page_origin(FetchParams& params) {
    const Page& page = params.session.scenario.page;
    Finding finding = params.session.page_origin.opaque ? Finding::kPageOriginOpaque : Finding::kPageOriginTuple;
    if (page.sandboxed) finding = Finding::kPageOriginSandboxed;
    params.trace.add(finding, [&](StepRecord& step) {
        const std::string url = serialize_url(page.url);
        const std::string origin = serialize_origin(params.session.page_origin);
        step.args = {origin, url};
        step.evidence.push_back({"url", url, finding == Finding::kPageOriginTuple ? origin : "", "/page/url"});
    });
}

// https://fetch.spec.whatwg.org/#concept-fetch, as far as a scenario shows it.
Response start_fetch(FetchParams& params) {
    Request& request = params.request;
    // 13. Accept, where the script gave none. (14. Accept-Language is the user's, and left out.)
    if (!request.header_list.contains("Accept")) {
        request.header_list.append("Accept", "*/*");
        request.default_accept = true;
    }
    return main_fetch(params);
}

// The header names in the order in which a preflight's answer is held against them; empty for the sorted one.
std::vector<std::string> check_order(const Request& request, BrowserProfile::CheckOrder order) {
    std::vector<std::string> names;
    if (order == BrowserProfile::CheckOrder::kSorted) return names;
    if (order == BrowserProfile::CheckOrder::kCommonFirst) {
        for (const Header& header : request.header_list.headers()) {
            std::string name = byte_lowercase(header.name);
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
        }
        return common_names_first(names);
    }
    // A hash table that also has what the browser itself put in.
    for (const Header& header : request.header_list.sort_and_combine()) names.push_back(header.name);
    names.emplace_back("user-agent");
    if (is_potentially_trustworthy(origin_of(request.current_url()))) {
        for (const char* name : {"sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform"}) names.emplace_back(name);
    }
    return header_map_order(names);
}

Outcome run(Session& session, const RequestInit& init, std::size_t call, Tracing tracing) {
    FetchParams params{session, init, Request{}, Trace(tracing == Tracing::kOn), {}, std::nullopt, {}};
    params.request.origin = session.page_origin;
    params.request.call = call;
    note_page_origin(params);
    Outcome outcome;
    if (!construct_request(params)) {
        outcome.verdict = Verdict::kInvalid;
    } else {
        params.request.check_order = check_order(params.request, session.profile.check_order);
        params.first_headers = params.request.header_list;
        params.first_method = params.request.method;
        const Response response = start_fetch(params);
        if (response.network_error) {
            outcome.verdict = Verdict::kBlocked;
        } else {
            params.trace.phase = Phase::kResponse;
            outcome.response = filtered_response(params, response);
            const bool opaque =
                response.type == ResponseType::kOpaque || response.type == ResponseType::kOpaqueRedirect;
            outcome.verdict = opaque ? Verdict::kOpaque : Verdict::kAllowed;
        }
    }
    outcome.failure = std::move(params.failure);
    outcome.notices = std::move(params.notices);
    outcome.page_origin = serialize_origin(session.page_origin);
    outcome.page_url = serialize_url(session.scenario.page.url, Fragment::kExclude);
    outcome.wire = std::move(params.wire);
    outcome.steps = std::move(params.trace.steps);
    return outcome;
}

}  // namespace

Outcome fetch(const Scenario& scenario, const BrowserProfile& profile, Tracing tracing) {
    Session session{scenario, profile, page_origin_of(scenario.page), PreflightCache(profile.cache)};
    Outcome outcome = run(session, scenario.request, 0, tracing);
    for (const RequestInit& init : scenario.then) {
        outcome.then.push_back(run(session, init, outcome.then.size() + 1, tracing));
    }
    return outcome;
}

}  // namespace corslab
