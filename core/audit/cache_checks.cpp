#include "core/audit/checks.h"
#include "core/audit/header_lookup.h"
#include "core/http/grammar.h"

namespace corslab::audit {

void check_max_age(const Answer& preflight, Reporter& reporter) {
    constexpr std::int64_t kChromiumKeeps = 7200;
    constexpr std::int64_t kDay = 86400;
    const auto value = combined(preflight, kMaxAge);
    const Place place = place_of(preflight, kMaxAge);
    if (!value) {
        if (has(preflight, kAllowOrigin)) reporter.add(Rule::kMaxageMissing, place);
        return;
    }
    const auto seconds = parse_delta_seconds(*value);
    if (!seconds)
        return void(
            reporter.add(Rule::kMaxageInvalid, place, value->empty() ? reporter.word("empty") : as_text(*value)));
    if (*seconds == 0) reporter.add(Rule::kMaxageZero, place, *value);
    if (*seconds > kDay) return void(reporter.add(Rule::kMaxageLong, place, *value));
    if (*seconds > kChromiumKeeps) reporter.add(Rule::kMaxageOver, place, *value);
}

void check_preflight_cache(const Answer& preflight, Reporter& reporter) {
    const auto hit = cache_hit(preflight);
    if (!hit) return;
    const std::string name = hit->substr(0, hit->find(':'));
    reporter.add(Rule::kPreflightCachedByCdn, place_of(preflight, name), *hit);
}

}  // namespace corslab::audit
