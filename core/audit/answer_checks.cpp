#include <algorithm>

#include "core/audit/checks.h"
#include "core/audit/header_lookup.h"
#include "core/http/grammar.h"

namespace corslab::audit {
namespace {

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_success(int status) {
    return status >= 200 && status <= 299;
}

bool speaks_cors(const std::optional<Answer>& answer) {
    return answer && std::any_of(answer->lines.begin(), answer->lines.end(), [](const Line& line) {
               return byte_lowercase(line.header.name).starts_with("access-control-");
           });
}

void check_preflight_status(const Answer& preflight, Reporter& reporter) {
    const int status = preflight.status;
    const Place place{preflight.status_at, "", preflight.kind};
    const std::string number = std::to_string(status);
    if (is_success(status)) return;
    if (status == 401 || status == 403 || status == 407) {
        reporter.add(Rule::kPreflight401, place, number);
    } else if (status == 404 || status == 405 || status == 501) {
        reporter.add(Rule::kPreflight405, place, number);
    } else if (is_redirect(status)) {
        reporter.add(Rule::kPreflightRedirect, place, number,
                     as_text(combined(preflight, "Location").value_or(reporter.word("none"))));
    } else {
        reporter.add(Rule::kPreflightStatus, place, number);
    }
}

Rule missing_rule(const Answer& answer) {
    constexpr int kFirstError = 400;
    if (answer.kind == AnswerKind::kPreflight) return Rule::kPreflightNoAcao;
    if (is_redirect(answer.status)) return Rule::kRedirectNoAcao;
    return answer.status >= kFirstError ? Rule::kErrorsNoAcao : Rule::kActualNoAcao;
}

// An answer without permission may be meant so. It is none where someone of another origin asks, or where the other
// headers of CORS are there.
void check_missing(const Exchange& exchange, const Answer& answer, Reporter& reporter) {
    if (exchange.denied || has(answer, kAllowOrigin)) return;
    // What keeps a preflight from succeeding is its status then.
    if (answer.kind == AnswerKind::kPreflight && !is_success(answer.status)) return;
    // The copy would say the same as the answer itself.
    if (answer.kind == AnswerKind::kPreflight && exchange.shared) return;
    const Place place{answer.at, std::string(kAllowOrigin), answer.kind};
    const Rule rule = missing_rule(answer);
    if (exchange.asked || speaks_cors(exchange.preflight) || speaks_cors(exchange.response)) {
        reporter.add(rule, place, std::to_string(answer.status));
    } else {
        reporter.undecided(rule, answer.at, "There are no headers of CORS at all: perhaps no one else is to read it.");
    }
}

void check_extras(const Answer& answer, Reporter& reporter) {
    if (combined(answer, kPrivateNetwork) == "true") {
        reporter.add(Rule::kPna, place_of(answer, kPrivateNetwork), "true");
    }
    const auto allow = combined(answer, "Allow");
    if (answer.kind == AnswerKind::kPreflight && allow && !speaks_cors(answer)) {
        reporter.add(Rule::kAllowOnly, place_of(answer, "Allow"), as_text(*allow));
    }
}

void check_answer(const Exchange& exchange, const Answer& answer, Reporter& reporter) {
    check_names(exchange, answer, reporter);
    check_allow_origin(exchange, answer, reporter);
    check_credentials(exchange, answer, reporter);
    check_missing(exchange, answer, reporter);
    check_extras(answer, reporter);
}

}  // namespace

Report audit(const Exchange& exchange, Language language) {
    Reporter reporter(language);
    if (exchange.preflight) {
        if (!exchange.denied) check_preflight_status(*exchange.preflight, reporter);
        check_answer(exchange, *exchange.preflight, reporter);
        // What a preflight that fails allows does not matter.
        if (is_success(exchange.preflight->status)) check_preflight_lists(exchange, *exchange.preflight, reporter);
        check_preflight_cache(*exchange.preflight, reporter);
    }
    if (exchange.response) {
        check_answer(exchange, *exchange.response, reporter);
        check_exposed(exchange, *exchange.response, reporter);
    }
    return reporter.take();
}

}  // namespace corslab::audit
