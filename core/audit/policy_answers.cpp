#include <algorithm>

#include "core/audit/header_lookup.h"
#include "core/audit/policy_server.h"
#include "core/explain/step_text.h"
#include "core/http/grammar.h"

namespace corslab::audit {
namespace {

constexpr int kNotFound = 404;
constexpr int kServerError = 500;

bool holds(const Answer& answer, std::string_view header, std::string_view name) {
    const auto list = parse_token_list(combined(answer, header).value_or(""));
    return list && std::any_of(list->begin(), list->end(),
                               [&](const std::string& one) { return equals_ignoring_case(one, name); });
}

// Some libraries answer a method that they do not know without any list.
void check_method_echo(PolicyWork& work, const std::string& origin) {
    const std::string odd = "X-CORSLAB-PROBE";
    const auto answer = work.server.preflight(origin, odd, "content-type");
    if (!answer || !has(*answer, kAllowOrigin) || !holds(*answer, kAllowMethods, odd)) return;
    work.reporter.add(Rule::kMethodAny, place_of(*answer, kAllowMethods),
                      fill_in(work.reporter.word("{0}, a method that nobody has listed, is allowed."), {odd}));
}

void check_header_echo(PolicyWork& work, const std::string& origin) {
    const std::string odd = "x-corslab-probe";
    const auto answer = work.server.preflight(origin, work.policy.request.method.value_or("GET"), odd);
    if (!answer || !has(*answer, kAllowOrigin) || !holds(*answer, kAllowHeaders, odd)) return;
    // Where the origins are listed, it opens little.
    const bool wide = work.open_to_all && credentials_of(*answer) == Credentials::kAllowed;
    work.reporter.add(Rule::kHdrEcho, place_of(*answer, kAllowHeaders), odd, "",
                      wide ? Credentials::kAllowed : Credentials::kNotAllowed);
    if (!varies_by(*answer, "Access-Control-Request-Headers")) {
        work.reporter.add(Rule::kVaryAcrh, place_of(*answer, kAllowHeaders));
    }
}

// @return whether the middleware fails in place of answering an origin that it lets in.
bool check_failures(PolicyWork& work, const std::string& origin) {
    bool fails = false;
    for (const AnswerKind kind : {AnswerKind::kPreflight, AnswerKind::kResponse}) {
        const auto answer = work.server.ask(kind, origin);
        if (!answer || answer->status < kServerError || work.policy.handler.status >= kServerError) continue;
        fails = true;
        const bool preflight = kind == AnswerKind::kPreflight;
        work.reporter.add(Rule::kLibraryThrows, {work.options.path_of(OptionKind::kOther), "", kind},
                          work.reporter.word(preflight ? "preflight" : "request"), std::to_string(answer->status));
    }
    return fails;
}

void check_stranger_failure(PolicyWork& work) {
    const std::string stranger(kStranger);
    const auto denied = work.server.ask(AnswerKind::kResponse, stranger);
    if (!denied || denied->status < kServerError || work.policy.handler.status >= kServerError) return;
    const Place place{work.options.path_of(OptionKind::kOrigin), "", AnswerKind::kResponse};
    Finding& finding = work.reporter.add(Rule::kFnError500, place, stranger, std::to_string(denied->status));
    finding.probe = probe_result(stranger, *denied);
}

void check_error_answers(PolicyWork& work, const std::string& origin) {
    const auto usual = work.server.ask(AnswerKind::kResponse, origin);
    if (!usual || !has(*usual, kAllowOrigin)) return;
    for (const int status : {kNotFound, kServerError}) {
        middleware::Handler handler = work.policy.handler;
        handler.status = status;
        const auto answer = work.server.ask(origin, handler);
        if (!answer || has(*answer, kAllowOrigin)) continue;
        const Place place{work.options.path_of(OptionKind::kOther), std::string(kAllowOrigin), AnswerKind::kResponse};
        work.reporter.add(Rule::kErrorsNoAcao, place, std::to_string(status));
    }
}

}  // namespace

void check_policy_answers(PolicyWork& work) {
    const std::string origin = work.allowed.empty() ? std::string(kStranger) : work.allowed.front().origin;
    check_method_echo(work, origin);
    check_header_echo(work, origin);
    if (check_failures(work, origin)) return;
    check_stranger_failure(work);
    check_error_answers(work, origin);
}

}  // namespace corslab::audit
