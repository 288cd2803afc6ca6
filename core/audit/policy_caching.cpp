#include <algorithm>

#include "core/audit/header_lookup.h"
#include "core/audit/policy_server.h"
#include "core/http/grammar.h"

namespace corslab::audit {
namespace {

constexpr std::string_view kOriginField = "Origin";

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
        work.reporter.add(Rule::kVaryMissingOnMiss, place, work.reporter.word("a request without Origin"));
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

}  // namespace corslab::audit
