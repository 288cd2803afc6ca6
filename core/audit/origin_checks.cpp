#include "core/audit/checks.h"
#include "core/audit/header_lookup.h"
#include "core/audit/origin_text.h"
#include "core/audit/trust.h"
#include "core/http/grammar.h"
#include "core/url/origin.h"

namespace corslab::audit {
namespace {

bool is_list(std::string_view value) {
    if (value.find_first_of(",;") != std::string_view::npos) return true;
    const auto first = value.find("://");
    return first != std::string_view::npos && value.find("://", first + 3) != std::string_view::npos;
}

void check_wildcard(const Exchange& exchange, const Answer& answer, const Place& place, Reporter& reporter) {
    if (credentials_of(answer) == Credentials::kAllowed) return void(reporter.add(Rule::kWildcardCred, place));
    const auto& url = exchange.request.url;
    const bool is_private = url && url->host && is_private_host(*url->host);
    if (is_private) return void(reporter.add(Rule::kWildcardPrivate, place, url->host->text));
    reporter.add(Rule::kWildcardPublic, place);
    if (!url) {
        reporter.undecided(Rule::kWildcardPrivate, place.path,
                           "The URL of the answer is not given: its host may be of a private network.");
    }
}

// One answer shows what one origin gets.
void note_what_is_open(const Answer& answer, const Place& place, Reporter& reporter) {
    const bool credentials = credentials_of(answer) == Credentials::kAllowed;
    reporter.undecided(credentials ? Rule::kReflectAnyCred : Rule::kReflectAny, place.path,
                       "One answer does not tell what other origins get.");
    if (varies_by(answer, "Origin")) return;
    reporter.undecided(Rule::kVaryMissing, place.path,
                       "Without Vary: Origin this is right only where every origin gets the same answer.");
}

void check_trust(const Exchange& exchange, const Answer& answer, const Place& place, const std::string& value,
                 Reporter& reporter) {
    note_what_is_open(answer, place, reporter);
    const auto parsed = parse_url(value);
    if (!parsed || !parsed->host) return;
    const Credentials credentials = credentials_of(answer);
    const auto& url = exchange.request.url;
    check_trusted_origin(value, place, credentials, url, reporter);
    if (is_loopback(*parsed->host) && url && url->host && !is_loopback(*url->host)) {
        reporter.undecided(Rule::kLocalhostProd, place.path,
                           "A local origin is right for development; whether this is production is not known.");
    }
}

void check_null(const Answer& answer, const Place& place, Reporter& reporter) {
    const bool credentials = credentials_of(answer) == Credentials::kAllowed;
    reporter.add(credentials ? Rule::kNullCred : Rule::kNull, place);
}

// @return whether the value can match some origin.
bool check_text(const Place& place, const std::string& value, Reporter& reporter) {
    if (is_file_or_any_extension(value)) return reporter.add(Rule::kFileExtensionScheme, place, value), false;
    if (is_list(value)) return reporter.add(Rule::kListInHeader, place, value), false;
    if (looks_like_pattern(value)) return reporter.add(Rule::kPatternInHeader, place, value), false;
    const auto faults = faults_of_origin(value);
    for (const OriginFault& fault : faults) reporter.add(fault.rule, place, value, fault.meant);
    return faults.empty();
}

}  // namespace

void check_allow_origin(const Exchange& exchange, const Answer& answer, Reporter& reporter) {
    const auto lines = lines_of(answer, kAllowOrigin);
    if (lines.empty()) return;
    Place place = place_of(answer, kAllowOrigin);
    const std::string value = as_text(*combined(answer, kAllowOrigin));
    if (lines.size() > 1) {
        place.path = lines[1]->value_at;
        reporter.add(Rule::kMultipleAcao, place, std::to_string(lines.size()), value);
        return;
    }
    if (value.empty()) return void(reporter.add(Rule::kEmptyAcao, place));
    if (value == "*") return check_wildcard(exchange, answer, place, reporter);
    const auto& origin = exchange.request.origin;
    const bool matches = !origin || *origin == value;
    if (value == "null") {
        check_null(answer, place, reporter);
        if (!matches && !exchange.probed) reporter.add(Rule::kMismatch, place, value, *origin);
        return;
    }
    // Where it was sent back as it came, the options tell more.
    if (exchange.probed && matches) return;
    if (!check_text(place, value, reporter)) {
        // A trusted text is a danger, whether or not it lets this request in.
        const bool other = is_file_or_any_extension(value) && !matches && !exchange.probed;
        if (other) reporter.add(Rule::kMismatch, place, value, *origin);
        return;
    }
    if (exchange.probed) return;
    if (matches) return check_trust(exchange, answer, place, value, reporter);
    const auto hit = cache_hit(answer);
    if (hit) return void(reporter.add(Rule::kCdnKey, place, *hit, value));
    reporter.add(Rule::kMismatch, place, value, *origin);
}

}  // namespace corslab::audit
