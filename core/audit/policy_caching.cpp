#include <algorithm>

#include "core/audit/header_lookup.h"
#include "core/audit/policy_server.h"
#include "core/http/grammar.h"

namespace corslab::audit {
namespace {

constexpr std::string_view kOriginField = "Origin";
constexpr int kServerError = 500;

// The answers that are held against each other.
struct Seen {
    std::string origin;  // The allowed one.
    Answer allowed;
    Answer stranger;
    Answer without;
};

std::optional<std::string> origin_in(const Answer& answer) {
    return combined(answer, kAllowOrigin);
}

std::optional<Seen> look(PolicyWork& work) {
    Seen seen;
    seen.origin = work.allowed.empty() ? std::string("https://app.example") : work.allowed.front().origin;
    auto allowed = work.server.ask(AnswerKind::kResponse, seen.origin);
    auto stranger = work.server.ask(AnswerKind::kResponse, std::string(kStranger));
    auto without = work.server.ask(AnswerKind::kResponse, std::nullopt);
    if (!allowed || !stranger || !without) return std::nullopt;
    seen.allowed = std::move(*allowed);
    seen.stranger = std::move(*stranger);
    seen.without = std::move(*without);
    return seen;
}

// Whether Vary: Origin is there as long as the handler sets no Vary.
bool varies_without_handler(PolicyWork& work, const std::string& origin) {
    middleware::Handler handler = work.policy.handler;
    auto& headers = handler.headers;
    headers.erase(std::remove_if(headers.begin(), headers.end(),
                                 [](const Header& header) { return equals_ignoring_case(header.name, "Vary"); }),
                  headers.end());
    if (headers.size() == work.policy.handler.headers.size()) return false;
    const auto answer = work.server.ask(origin, handler);
    return answer && varies_by(*answer, kOriginField);
}

void check_dependent(PolicyWork& work, const Seen& seen, const Place& place) {
    if (!varies_by(seen.allowed, kOriginField)) {
        if (varies_without_handler(work, seen.origin)) {
            work.reporter.add(Rule::kVaryOverwritten, place, as_text(combined(seen.allowed, "Vary").value_or("")));
        } else {
            work.reporter.add(Rule::kVaryMissing, place, seen.origin, as_text(*origin_in(seen.allowed)));
        }
        return;
    }
    const auto misses = [](const Answer& answer) {
        return !has(answer, kAllowOrigin) && !varies_by(answer, kOriginField);
    };
    if (misses(seen.stranger)) {
        work.reporter.add(Rule::kVaryMissingOnMiss, place, std::string(kStranger));
    } else if (misses(seen.without)) {
        work.reporter.add(Rule::kVaryMissingOnMiss, place, "a request without Origin");
    }
}

void check_echo(PolicyWork& work, const std::string& origin) {
    constexpr std::string_view kOddMethod = "X-CORSLAB-PROBE";
    constexpr std::string_view kOddHeader = "x-corslab-probe";
    const auto answer = work.server.preflight(origin, std::string(kOddMethod), std::string(kOddHeader));
    if (!answer || !has(*answer, kAllowOrigin)) return;
    const auto methods = parse_token_list(combined(*answer, kAllowMethods).value_or(""));
    const auto headers = parse_token_list(combined(*answer, kAllowHeaders).value_or(""));
    const auto holds = [](const auto& list, std::string_view name) {
        return list && std::any_of(list->begin(), list->end(),
                                   [&](const std::string& one) { return equals_ignoring_case(one, name); });
    };
    if (holds(methods, kOddMethod)) {
        work.reporter.add(Rule::kMethodAny, place_of(*answer, kAllowMethods),
                          std::string(kOddMethod) + ", a method that nobody has listed, is allowed.");
    }
    if (!holds(headers, kOddHeader)) return;
    // Beside * it opens no more than that does.
    work.reporter.add(Rule::kHdrEcho, place_of(*answer, kAllowHeaders), std::string(kOddHeader), "",
                      credentials_of(*answer));
    if (!varies_by(*answer, "Access-Control-Request-Headers")) {
        work.reporter.add(Rule::kVaryAcrh, place_of(*answer, kAllowHeaders));
    }
}

}  // namespace

void check_policy_caching(PolicyWork& work) {
    const auto seen = look(work);
    if (!seen || !origin_in(seen->allowed)) return;
    const auto value = origin_in(seen->allowed);
    const bool same = value == origin_in(seen->stranger);
    const bool varies = varies_by(seen->allowed, kOriginField);
    const Place place{work.options.path_of(OptionKind::kOrigin), "Vary", AnswerKind::kResponse};
    if (same && value == origin_in(seen->without)) {
        if (varies) work.reporter.add(Rule::kVaryNeedless, place, as_text(*value));
    } else if (same && !has(seen->without, kAllowOrigin)) {
        if (!varies_by(seen->without, kOriginField)) work.reporter.add(Rule::kAcaoOnlyForCors, place);
    } else {
        check_dependent(work, *seen, place);
    }
}

void check_policy_answers(PolicyWork& work) {
    const std::string origin = work.allowed.empty() ? std::string(kStranger) : work.allowed.front().origin;
    check_echo(work, origin);
    const std::string at = work.options.path_of(OptionKind::kOther);
    bool throws = false;
    for (const AnswerKind kind : {AnswerKind::kPreflight, AnswerKind::kResponse}) {
        const auto answer = work.server.ask(kind, origin);
        if (!answer || answer->status < kServerError || work.server.handler_ran()) continue;
        throws = true;
        if (work.policy.handler.status >= kServerError) continue;
        const bool preflight = kind == AnswerKind::kPreflight;
        work.reporter.add(Rule::kLibraryThrows, {at, "", kind}, preflight ? "preflight" : "request",
                          std::to_string(answer->status));
    }
    if (throws) return;
    const auto usual = work.server.ask(AnswerKind::kResponse, origin);
    const std::string stranger(kStranger);
    const auto denied = work.server.ask(AnswerKind::kResponse, stranger);
    if (denied && denied->status >= kServerError && !work.server.handler_ran()) {
        Finding& finding =
            work.reporter.add(Rule::kFnError500, {work.options.path_of(OptionKind::kOrigin), "", AnswerKind::kResponse},
                              stranger, std::to_string(denied->status));
        finding.probe = probe_result(stranger, *denied);
    }
    if (!usual || !has(*usual, kAllowOrigin)) return;
    for (const int status : {404, kServerError}) {
        middleware::Handler handler = work.policy.handler;
        handler.status = status;
        const auto answer = work.server.ask(origin, handler);
        if (!answer || has(*answer, kAllowOrigin)) continue;
        work.reporter.add(Rule::kErrorsNoAcao, {at, std::string(kAllowOrigin), AnswerKind::kResponse},
                          std::to_string(status));
    }
}

}  // namespace corslab::audit
