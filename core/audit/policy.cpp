#include <algorithm>

#include "core/audit/header_lookup.h"
#include "core/audit/policy_server.h"
#include "core/explain/tell.h"
#include "core/http/grammar.h"

namespace corslab::audit {
namespace {

constexpr std::size_t kMaxRequests = 4000;
constexpr std::size_t kMaxFaults = 3;
constexpr std::string_view kProbeMethod = "GET";

// Names that a preflight of the request would ask for.
std::string asked_names(const Request& request) {
    if (!request.headers) return "content-type";
    std::string out;
    for (const std::string& name : unsafe_names(*request.headers)) out += (out.empty() ? "" : ",") + name;
    return out;
}

Exchange exchange_of(PolicyWork& work) {
    Exchange exchange;
    exchange.request = work.policy.request;
    exchange.asked = true;
    exchange.probed = true;
    exchange.denied = work.allowed.empty() && !work.open_to_all;
    if (!work.allowed.empty()) exchange.request.origin = work.allowed.front().origin;
    const std::string origin = exchange.request.origin.value_or(std::string(kStranger));
    exchange.request.origin = origin;
    exchange.preflight = work.server.ask(AnswerKind::kPreflight, origin);
    exchange.response = work.server.ask(AnswerKind::kResponse, origin);
    return exchange;
}

}  // namespace

std::optional<Answer> PolicyServer::send(AnswerKind kind, const std::vector<Header>& headers,
                                         const middleware::Handler& handler) {
    if (faults_ >= kMaxFaults || asked_ >= kMaxRequests) return std::nullopt;
    ++asked_;
    const std::string actual = policy_.request.method.value_or(std::string(kProbeMethod));
    const bool preflight = kind == AnswerKind::kPreflight;
    const std::string path = path_.empty() ? "/" : path_;
    auto simulated = middleware::simulate(policy_.setup, {preflight ? "OPTIONS" : actual, path, headers}, handler);
    if (!simulated.reply) {
        ++faults_;
        if (!fault_) fault_ = std::move(simulated.fault);
        return std::nullopt;
    }
    Answer answer;
    answer.kind = kind;
    answer.status = simulated.reply->status;
    answer.at = options_.path_of(OptionKind::kOrigin);
    answer.others_at = options_.path_of(OptionKind::kOther);
    answer.status_at = options_.path_of(OptionKind::kStatus);
    for (Header& header : simulated.reply->headers) {
        const std::string at = options_.path_of_header(header.name);
        answer.lines.push_back({std::move(header), at, at});
    }
    return answer;
}

std::optional<Answer> PolicyServer::ask(AnswerKind kind, const std::optional<std::string>& origin) {
    std::vector<Header> headers;
    if (origin) headers.push_back({"Origin", *origin});
    if (kind == AnswerKind::kPreflight) {
        const std::string method = policy_.request.method.value_or(std::string(kProbeMethod));
        headers.push_back({"Access-Control-Request-Method", method});
        const std::string names = asked_names(policy_.request);
        if (!names.empty()) headers.push_back({"Access-Control-Request-Headers", names});
    }
    return send(kind, headers, policy_.handler);
}

std::optional<Answer> PolicyServer::ask(const std::optional<std::string>& origin, const middleware::Handler& handler) {
    std::vector<Header> headers;
    if (origin) headers.push_back({"Origin", *origin});
    return send(AnswerKind::kResponse, headers, handler);
}

std::optional<Answer> PolicyServer::preflight(const std::string& origin, const std::string& method,
                                              const std::string& names) {
    const std::vector<Header> headers{
        {"Origin", origin}, {"Access-Control-Request-Method", method}, {"Access-Control-Request-Headers", names}};
    return send(AnswerKind::kPreflight, headers, policy_.handler);
}

std::optional<Answer> PolicyServer::answer_letting_in(const std::string& origin) {
    auto answer = ask(AnswerKind::kResponse, origin);
    if (answer && combined(*answer, kAllowOrigin) == origin) return answer;
    return std::nullopt;
}

void PolicyServer::choose_path() {
    path_ = policy_.path;
    if (!path_.empty()) return;
    for (const std::string& candidate : options_.request_paths()) {
        const bool sound = candidate.starts_with('/') && std::all_of(candidate.begin(), candidate.end(), [](char c) {
                               return c > ' ' && c != '?' && c != '#' && c != '\x7F';
                           });
        if (!sound) continue;
        path_ = candidate;
        for (const auto& given : policy_.origins) {
            if (const auto answer = ask(AnswerKind::kResponse, given.origin); answer && has(*answer, kAllowOrigin))
                return;
        }
        const auto answer = ask(AnswerKind::kResponse, std::nullopt);
        if (answer && has(*answer, kAllowOrigin)) return;
    }
    path_ = "/";
}

ProbeResult probe_result(const std::string& origin, const Answer& answer) {
    return {origin, as_text(combined(answer, kAllowOrigin).value_or("")),
            credentials_of(answer) == Credentials::kAllowed};
}

PolicyReport audit(const Policy& policy, Language language) {
    const Options options(policy);
    PolicyServer server(policy, options);
    Reporter reporter(language);
    PolicyWork work{policy, options, server, reporter, {}, false};
    server.choose_path();
    const auto first = server.ask(AnswerKind::kPreflight, std::string(kStranger));
    if (!first && server.fault() && server.fault()->code != middleware::FaultCode::kExpensiveRegex &&
        server.fault()->code != middleware::FaultCode::kUndecidedRegex) {
        return {{}, server.fault()};
    }
    find_allowed(work);
    check_policy_trust(work);
    check_policy_options(work);
    check_policy_patterns(work);
    check_policy_caching(work);
    check_policy_answers(work);
    Report report = reporter.take();
    merge(report, audit(exchange_of(work), language));
    if (server.missed_some()) {
        report.undecided.push_back({Rule::kReflectAny,
                                    std::string(say(language, "Not every probe could be answered: ")) +
                                        tell(language, middleware::fault_text(*server.fault())),
                                    policy.at + "/options" + server.fault()->path});
    }
    return {std::move(report), std::nullopt};
}

}  // namespace corslab::audit
