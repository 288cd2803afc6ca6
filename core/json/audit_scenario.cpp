#include "core/json/audit_scenario.h"

#include <algorithm>

#include "core/audit/header_lookup.h"
#include "core/http/grammar.h"
#include "core/http/method.h"
#include "core/json/evaluate.h"
#include "core/json/middleware_reader.h"
#include "core/json/simulate.h"
#include "core/url/origin.h"

namespace corslab {
namespace {

constexpr std::size_t kMaxHops = 22;  // One more than browsers follow.

// https://fetch.spec.whatwg.org/#request-body-header-name
const std::vector<std::string_view> kBodyHeaders{"content-encoding", "content-language", "content-location",
                                                 "content-type"};

// A request on its way, as an entry of the server list gets it.
struct Arrival {
    std::size_t entry = 0;
    audit::Request request;
    bool cross_origin = false;
};

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// https://fetch.spec.whatwg.org/#concept-http-redirect-fetch
std::string method_after(int status, const std::string& method) {
    constexpr int kSeeOther = 303;
    constexpr int kFound = 302;
    if (status == kSeeOther) return method == "HEAD" ? method : "GET";
    return status <= kFound && method == "POST" ? "GET" : method;
}

class Routes {
  public:
    explicit Routes(const Scenario& scenario) : scenario_(scenario) {
        page_.opaque = true;
        if (!scenario.page.sandboxed) page_ = origin_of(scenario.page.url);
    }

    std::vector<Arrival> follow(const RequestInit& init) {
        arrivals_.clear();
        auto url = parse_url(init.url, &scenario_.page.url);
        if (!url || includes_credentials(*url) || init.mode != Mode::kCors) return {};
        audit::Request request;
        request.at = init.at;
        request.method = normalize_method(init.method);
        request.credentials = init.credentials == CredentialsMode::kInclude;
        request.headers = audit_lines(init.headers, init.at + "/headers");
        request.origin = serialize_origin(page_);
        for (std::size_t i = 0; i < kMaxHops && url; ++i) {
            const auto entry = entry_for(*url);
            if (!entry) break;
            arrive(*entry, *url, request);
            const Answer& answer = scenario_.server[*entry].response;
            if (init.redirect != RedirectMode::kFollow || !is_redirect(answer.status)) break;
            url = next(*url, answer, request);
        }
        return std::move(arrivals_);
    }

  private:
    [[nodiscard]] std::optional<std::size_t> entry_for(const Url& url) const {
        const std::string text = serialize_url(url, Fragment::kExclude);
        for (std::size_t i = 0; i < scenario_.server.size(); ++i) {
            if (scenario_.server[i].url == text) return i;
        }
        return std::nullopt;
    }

    void arrive(std::size_t entry, const Url& url, const audit::Request& request) {
        const bool cross_origin = !same_origin(page_, origin_of(url)) || request.origin == "null";
        arrivals_.push_back({entry, request, cross_origin});
        arrivals_.back().request.url = url;
    }

    // Where a redirect leads, and what becomes of the request.
    [[nodiscard]] std::optional<Url> next(const Url& url, const Answer& answer, audit::Request& request) const {
        const auto location = HeaderList(answer.headers).get("Location");
        if (!location) return std::nullopt;
        auto target = parse_url(isomorphic_decode(*location), &url);
        if (!target) return std::nullopt;
        const bool leaves = !same_origin(origin_of(*target), origin_of(url));
        if (leaves && !same_origin(page_, origin_of(url))) request.origin = "null";
        std::string method = method_after(answer.status, *request.method);
        if (method != request.method) drop(request, kBodyHeaders);
        request.method = std::move(method);
        if (leaves) drop(request, {"authorization"});
        return target;
    }

    static void drop(audit::Request& request, const std::vector<std::string_view>& names) {
        auto& headers = *request.headers;
        const auto goes = [&](const audit::Line& line) {
            return std::any_of(names.begin(), names.end(),
                               [&](std::string_view name) { return equals_ignoring_case(line.header.name, name); });
        };
        headers.erase(std::remove_if(headers.begin(), headers.end(), goes), headers.end());
    }

    const Scenario& scenario_;
    Origin page_;
    std::vector<Arrival> arrivals_;
};

bool needs_preflight(const audit::Request& request) {
    return !is_cors_safelisted_method(*request.method) || !audit::unsafe_names(*request.headers).empty();
}

audit::Exchange exchange_of(const ServerEntry& entry, const std::string& at, const Arrival* arrival) {
    audit::Exchange exchange;
    exchange.request.url = parse_url(entry.url);
    exchange.response =
        audit_answer(audit::AnswerKind::kResponse, entry.response.status, entry.response.headers, at + "/response");
    if (entry.preflight) {
        exchange.preflight = audit_answer(audit::AnswerKind::kPreflight, entry.preflight->status,
                                          entry.preflight->headers, at + "/preflight");
    }
    if (arrival == nullptr) return exchange;
    exchange.denied = !arrival->cross_origin;
    if (!arrival->cross_origin) return exchange;
    exchange.request = arrival->request;
    exchange.asked = true;
    if (!entry.preflight && needs_preflight(arrival->request)) {
        exchange.preflight = exchange.response;
        exchange.preflight->kind = audit::AnswerKind::kPreflight;
        exchange.shared = true;
    }
    return exchange;
}

audit::Policy policy_of(const JsonTree& entry, const std::string& at, const ServerEntry& read, const Arrival* arrival,
                        MiddlewareReader& reader) {
    audit::Policy policy;
    policy.at = at + "/middleware";
    const JsonTree& setup = *entry.member("middleware");
    policy.setup = reader.read_setup(setup, policy.at);
    policy.has_options = setup.member("options") != nullptr;
    if (const JsonTree* handler = entry.member("handler"))
        policy.handler = reader.read_handler(*handler, at + "/handler");
    const auto url = parse_url(read.url);
    policy.path = url->path;
    policy.request.url = url;
    if (arrival == nullptr || !arrival->cross_origin) return policy;
    policy.request = arrival->request;
    policy.origins.push_back({*arrival->request.origin, "/page/url"});
    return policy;
}

}  // namespace

Result<AuditInput> read_audit_scenario(const JsonTree& tree, std::string_view text) {
    std::optional<InputError> late;
    const Result<Scenario> scenario = read_scenario(text, read_middleware_entry, late);
    if (!scenario.value) return {std::nullopt, scenario.error};
    Routes routes(*scenario.value);
    std::vector<Arrival> arrivals = routes.follow(scenario.value->request);
    for (const RequestInit& further : scenario.value->then) {
        for (Arrival& one : routes.follow(further)) arrivals.push_back(std::move(one));
    }
    AuditInput input;
    MiddlewareReader reader;
    const auto& server = scenario.value->server;
    const auto add = [&](std::size_t i, const Arrival* arrival) {
        const std::string at = "/server/" + std::to_string(i);
        if (server[i].compute) {
            input.policies.push_back(policy_of(tree.member("server")->at(i), at, server[i], arrival, reader));
        } else {
            input.exchanges.push_back(exchange_of(server[i], at, arrival));
        }
    };
    std::vector<bool> reached(server.size());
    for (const Arrival& arrival : arrivals) {
        reached[arrival.entry] = true;
        add(arrival.entry, &arrival);
    }
    for (std::size_t i = 0; i < server.size(); ++i) {
        if (!reached[i]) add(i, nullptr);
    }
    if (reader.error) return {std::nullopt, std::move(*reader.error)};
    return {std::move(input), {}};
}

}  // namespace corslab
