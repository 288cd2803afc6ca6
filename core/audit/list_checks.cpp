#include <algorithm>
#include <array>

#include "core/audit/checks.h"
#include "core/audit/header_lookup.h"
#include "core/http/grammar.h"
#include "core/http/method.h"
#include "core/http/request_headers.h"

namespace corslab::audit {
namespace {

using Names = std::vector<std::string>;

bool contains_name(const Names& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& one) { return equals_ignoring_case(one, name); });
}

// The names are sorted.
bool contains(const Names& names, std::string_view name) {
    return std::binary_search(names.begin(), names.end(), name);
}

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view candidate) { return equals_ignoring_case(name, candidate); });
}

// Headers of an answer; among those of a request they have no place.
constexpr std::array<std::string_view, 6> kAnswerNames{kAllowOrigin,  kAllowCredentials, kAllowMethods,
                                                       kAllowHeaders, kExposeHeaders,    kMaxAge};
// Origin, and what only a preflight has.
constexpr std::array<std::string_view, 6> kNotExposed{
    "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers", kAllowMethods, kAllowHeaders, kMaxAge};
// https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
constexpr std::array<std::string_view, 7> kReadable{
    "Cache-Control", "Content-Language", "Content-Length", "Content-Type", "Expires", "Last-Modified", "Pragma"};
constexpr std::array<std::string_view, 3> kAlwaysSettable{"Accept", "Accept-Language", "Content-Language"};
constexpr std::array<std::string_view, 10> kOftenRead{
    "ETag",        "Location",     "Link",          "X-Total-Count",    "Content-Disposition",
    "Retry-After", "X-Request-Id", "Content-Range", "WWW-Authenticate", "X-RateLimit-Remaining"};

// The list, sorted, each name once; nothing, and a finding, where it cannot be parsed.
std::optional<Names> read_list(const Answer& answer, std::string_view header, Rule invalid, Reporter& reporter) {
    const auto value = combined(answer, header);
    if (!value) return Names();
    auto names = parse_token_list(*value);
    if (names) {
        std::sort(names->begin(), names->end());
        names->erase(std::unique(names->begin(), names->end()), names->end());
    } else {
        reporter.add(invalid, place_of(answer, header), as_text(first_bad_token(*value)), as_text(*value));
    }
    return names;
}

std::string shown(const Answer& answer, std::string_view header, const Reporter& reporter) {
    const auto value = combined(answer, header);
    return value && !value->empty() ? as_text(*value) : reporter.word("none");
}

// One finding for all names of a list that `is_one` tells of.
template <class IsOne>
void add_together(Rule rule, const Answer& answer, std::string_view header, const Names& names, IsOne is_one,
                  Reporter& reporter) {
    Names found;
    std::copy_if(names.begin(), names.end(), std::back_inserter(found), is_one);
    if (!found.empty()) reporter.add(rule, place_of(answer, header), enumerate(found, reporter.word(" and ")));
}

void check_method_names(const Exchange& exchange, const Answer& answer, const Names& names, Reporter& reporter) {
    const auto& asked = exchange.request.method;
    const Place place = place_of(answer, kAllowMethods);
    for (const std::string& name : names) {
        const std::string upper = byte_uppercase(name);
        if (is_forbidden_method(name)) reporter.add(Rule::kMethodForbidden, place, name);
        if (name == upper || is_cors_safelisted_method(upper) || contains(names, upper) || asked == name) continue;
        if (is_forbidden_method(name)) continue;
        Finding& finding = reporter.add(Rule::kMethodLowercase, place, name);
        // Scripts can send these in upper case alone.
        if (normalize_method(name) != name) finding.severity = Severity::kHigh;
    }
    add_together(Rule::kMethodSafelisted, answer, kAllowMethods, names, is_cors_safelisted_method, reporter);
    if (contains(names, "OPTIONS") && asked != "OPTIONS") reporter.add(Rule::kMethodOptions, place);
    const bool open = contains(names, "*");
    if (open && credentials_of(answer) == Credentials::kNotAllowed && !exchange.request.credentials.value_or(false)) {
        Finding& finding = reporter.add(Rule::kMethodAny, place, reporter.word("Access-Control-Allow-Methods is *."));
        if (combined(answer, kAllowOrigin) == "*") finding.severity = Severity::kInfo;
    }
}

void check_methods(const Exchange& exchange, const Answer& answer, Reporter& reporter) {
    const auto names = read_list(answer, kAllowMethods, Rule::kMethodInvalid, reporter);
    if (!names) return;
    check_method_names(exchange, answer, *names, reporter);
    const auto& request = exchange.request;
    if (!request.method || is_cors_safelisted_method(*request.method)) return;
    const Place place = place_of(answer, kAllowMethods);
    const bool star = contains(*names, "*") && !request.credentials.value_or(false);
    if (star || contains(*names, *request.method)) return;
    if (names->empty()) return void(reporter.add(Rule::kAcamMissing, place, *request.method));
    reporter.add(Rule::kMethodMissing, place, *request.method, shown(answer, kAllowMethods, reporter));
}

void check_asked_headers(const Exchange& exchange, const Answer& answer, const Names& names, Reporter& reporter) {
    const auto& request = exchange.request;
    if (!request.headers) return;
    const bool star = contains(names, "*") && !request.credentials.value_or(false);
    const Place place = place_of(answer, kAllowHeaders);
    for (const std::string& name : unsafe_names(*request.headers)) {
        if (contains_name(names, name)) continue;
        if (!star) {
            reporter.add(Rule::kHdrMissing, place, name, shown(answer, kAllowHeaders, reporter));
        } else if (is_cors_non_wildcard_request_header_name(name)) {
            reporter.add(Rule::kAuthNotCovered, place, shown(answer, kAllowHeaders, reporter));
        }
    }
}

void check_headers(const Exchange& exchange, const Answer& answer, Reporter& reporter) {
    const auto names = read_list(answer, kAllowHeaders, Rule::kHdrInvalid, reporter);
    if (!names) return;
    const auto forbidden = [](const std::string& name) { return is_forbidden_request_header({name, ""}); };
    const auto of_answers = [](const std::string& name) { return one_of(name, kAnswerNames); };
    const auto settable = [](const std::string& name) { return one_of(name, kAlwaysSettable); };
    add_together(Rule::kHdrForbidden, answer, kAllowHeaders, *names, forbidden, reporter);
    add_together(Rule::kHdrResponseName, answer, kAllowHeaders, *names, of_answers, reporter);
    add_together(Rule::kHdrSafelisted, answer, kAllowHeaders, *names, settable, reporter);
    check_asked_headers(exchange, answer, *names, reporter);
}

void check_often_read(const Exchange& exchange, const Answer& response, const Names& exposed, Reporter& reporter) {
    const auto origin = combined(response, kAllowOrigin);
    if (!origin || origin->empty()) return;
    if (contains(exposed, "*") && !exchange.request.credentials.value_or(false)) return;
    // A script never sees an answer that redirects.
    if (response.status / 100 == 3) return;
    for (const std::string_view name : kOftenRead) {
        if (!has(response, name) || contains_name(exposed, name)) continue;
        reporter.add(Rule::kExposeMissing, place_of(response, name), std::string(name));
    }
}

}  // namespace

void check_preflight_lists(const Exchange& exchange, const Answer& preflight, Reporter& reporter) {
    check_methods(exchange, preflight, reporter);
    check_headers(exchange, preflight, reporter);
    check_max_age(preflight, reporter);
    const bool elsewhere = exchange.response && !exchange.shared && !has(*exchange.response, kExposeHeaders);
    if (elsewhere && has(preflight, kExposeHeaders)) {
        reporter.add(Rule::kExposeOnPreflight, place_of(preflight, kExposeHeaders));
    }
}

void check_exposed(const Exchange& exchange, const Answer& response, Reporter& reporter) {
    for (const std::string_view name : {kAllowMethods, kAllowHeaders, kMaxAge}) {
        if (exchange.shared || !has(response, name)) continue;
        reporter.add(Rule::kPreflightOnlyOnActual, place_of(response, name), std::string(name));
    }
    const auto names = read_list(response, kExposeHeaders, Rule::kExposeInvalid, reporter);
    if (!names) return;
    const auto forbidden = [](const std::string& name) {
        return equals_ignoring_case(name, "set-cookie") || equals_ignoring_case(name, "set-cookie2");
    };
    const auto not_exposed = [](const std::string& name) { return one_of(name, kNotExposed); };
    const auto readable = [](const std::string& name) { return one_of(name, kReadable); };
    add_together(Rule::kExposeForbidden, response, kExposeHeaders, *names, forbidden, reporter);
    add_together(Rule::kExposeRequestName, response, kExposeHeaders, *names, not_exposed, reporter);
    add_together(Rule::kExposeSafelisted, response, kExposeHeaders, *names, readable, reporter);
    check_often_read(exchange, response, *names, reporter);
}

}  // namespace corslab::audit
