#include <algorithm>

#include "core/audit/checks.h"
#include "core/audit/header_lookup.h"
#include "core/http/grammar.h"
#include "core/http/method.h"
#include "core/url/origin.h"

namespace corslab::audit {
namespace {

void check_value(const Exchange& exchange, const Answer& answer, Reporter& reporter) {
    const auto value = combined(answer, kAllowCredentials);
    const bool needed = exchange.request.credentials.value_or(false);
    if (!value) {
        if (needed && has(answer, kAllowOrigin)) {
            reporter.add(Rule::kAcacMissing, {answer.others_at, std::string(kAllowCredentials), answer.kind});
        }
        return;
    }
    const Place place = place_of(answer, kAllowCredentials);
    if (*value == "false" && !needed) {
        reporter.add(Rule::kAcacFalse, place);
    } else if (*value != "true") {
        reporter.add(Rule::kAcacNotTrue, place, value->empty() ? reporter.word("empty") : as_text(*value));
    }
    if (!has(answer, kAllowOrigin) && !exchange.denied) reporter.add(Rule::kAcacOnDenied, place);
}

// Whether the request needs more than the names that stand beside the star; yes where that is not known.
bool needs_star(const Request& request, std::string_view header, const std::vector<std::string>& names) {
    if (header == kAllowMethods && request.method) {
        return !is_cors_safelisted_method(*request.method) &&
               std::find(names.begin(), names.end(), *request.method) == names.end();
    }
    if (header != kAllowHeaders || !request.headers) return true;
    HeaderList listed;
    for (const std::string& name : names) listed.append(name, "");
    const auto asked = unsafe_names(*request.headers);
    return std::any_of(asked.begin(), asked.end(), [&](const std::string& name) { return !listed.contains(name); });
}

// `*` is a name like any other where there are credentials.
void check_stars(const Exchange& exchange, const Answer& answer, Reporter& reporter) {
    const bool allowed = credentials_of(answer) == Credentials::kAllowed;
    if (!exchange.request.credentials.value_or(allowed)) return;
    for (const std::string_view name : {kAllowMethods, kAllowHeaders, kExposeHeaders}) {
        const bool counts = (name == kExposeHeaders) == (answer.kind == AnswerKind::kResponse) || exchange.shared;
        const auto value = combined(answer, name);
        if (!value || !counts) continue;
        const auto names = parse_token_list(*value);
        if (!names || std::find(names->begin(), names->end(), "*") == names->end()) continue;
        Finding& finding =
            reporter.add(Rule::kStarWithCred, place_of(answer, name), as_text(*value), std::string(name));
        if (name == kExposeHeaders) finding.severity = Severity::kMedium;
        if (!needs_star(exchange.request, name, *names)) finding.severity = Severity::kLow;
    }
}

// The attribute's value in lower case; nothing where it is not there.
std::optional<std::string> attribute(std::string_view cookie, std::string_view name) {
    for (auto semicolon = cookie.find(';'); semicolon != std::string_view::npos; semicolon = cookie.find(';')) {
        cookie.remove_prefix(semicolon + 1);
        const std::string_view part = cookie.substr(0, cookie.find(';'));
        const auto equals = std::min(part.find('='), part.size());
        if (!equals_ignoring_case(normalize_header_value(part.substr(0, equals)), name)) continue;
        return byte_lowercase(normalize_header_value(part.substr(std::min(equals + 1, part.size()))));
    }
    return std::nullopt;
}

void check_cookies(const Exchange& exchange, const Answer& response, Reporter& reporter) {
    if (credentials_of(response) == Credentials::kNotAllowed) return;
    const auto& request = exchange.request;
    for (const Line* line : lines_of(response, "Set-Cookie")) {
        const std::string& cookie = line->header.value;
        if (attribute(cookie, "samesite") == "none" && attribute(cookie, "secure")) continue;
        const auto page = request.origin ? parse_url(*request.origin) : std::nullopt;
        if (!page || !request.url) {
            reporter.undecided(Rule::kSamesite, line->value_at,
                               "Whether the cookie is for another site is not known: origin and url are not given.");
        } else if (!same_site(origin_of(*page), origin_of(*request.url))) {
            reporter.add(Rule::kSamesite, {line->value_at, "Set-Cookie", response.kind}, as_text(cookie));
        }
    }
}

// A header that the script sets itself is all that this request needs.
void check_need(const Exchange& exchange, const Answer& response, Reporter& reporter) {
    const auto& request = exchange.request;
    const bool sets = request.headers &&
                      std::any_of(request.headers->begin(), request.headers->end(),
                                  [](const Line& l) { return equals_ignoring_case(l.header.name, "authorization"); });
    const bool without = request.credentials && !*request.credentials;
    if (sets && without && credentials_of(response) == Credentials::kAllowed) {
        reporter.add(Rule::kCredNeedless, place_of(response, kAllowCredentials));
    }
}

}  // namespace

void check_credentials(const Exchange& exchange, const Answer& answer, Reporter& reporter) {
    check_value(exchange, answer, reporter);
    check_stars(exchange, answer, reporter);
    if (answer.kind != AnswerKind::kResponse) return;
    check_cookies(exchange, answer, reporter);
    check_need(exchange, answer, reporter);
}

}  // namespace corslab::audit
