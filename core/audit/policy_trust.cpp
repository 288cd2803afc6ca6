#include <algorithm>

#include "core/audit/header_lookup.h"
#include "core/audit/origin_text.h"
#include "core/audit/policy_server.h"
#include "core/audit/trust.h"
#include "core/url/origin.h"

namespace corslab::audit {
namespace {

constexpr std::size_t kMaxProbed = 10;      // Origins that get a set of probes.
constexpr std::size_t kMaxCandidates = 60;  // Origins that are tried.

void add_candidate(std::vector<std::string>& candidates, const std::string& text) {
    // Names with a star or an empty label can be sent, but are nobody's.
    const bool odd = text.find('*') != std::string::npos || text.find("..") != std::string::npos ||
                     text.find("//.") != std::string::npos;
    if (candidates.size() >= kMaxCandidates || odd || !is_sendable(text)) return;
    if (std::find(candidates.begin(), candidates.end(), text) == candidates.end()) candidates.push_back(text);
}

// Origins that an item might let in; each is tried.
void add_candidates_of(const Options& options, const OriginItem& item, std::vector<std::string>& candidates) {
    if (item.value->is_text()) {
        add_candidate(candidates, item.value->text);
        add_candidate(candidates, origin_meant(item.value->text));
        add_candidate(candidates, with_star_replaced(item.value->text, "app"));
    }
    const auto pattern = options.pattern_of(item);
    if (!pattern) return;
    for (const std::string& sample : shape_of(*pattern).samples) {
        add_candidate(candidates, sample);
        add_candidate(candidates, "https://" + sample);
        add_candidate(candidates, "https://app" + sample);
        // With whole words where a single character is enough.
        if (sample.starts_with("http://")) add_candidate(candidates, "https" + sample.substr(4));
    }
}

// One probe that came through.
struct Accepted {
    const Probe& probe;
    const AllowedOrigin& allowed;
    const Answer& answer;
};

bool leaf_has_mixed_anchors(const PolicyWork& work, const std::string& path) {
    for (const OriginItem& item : work.options.origins()) {
        if (item.path != path) continue;
        const auto pattern = work.options.pattern_of(item);
        return pattern && shape_of(*pattern).mixed_anchors;
    }
    return false;
}

Rule rule_of(const PolicyWork& work, const Accepted& accepted, const std::string& path) {
    switch (accepted.probe.kind) {
        case ProbeKind::kScheme:
            return credentials_of(accepted.answer) == Credentials::kAllowed ? Rule::kHttpOriginCred : Rule::kHttpOrigin;
        case ProbeKind::kAfter:
            return leaf_has_mixed_anchors(work, path) ? Rule::kReAlternation : Rule::kReNoEnd;
        case ProbeKind::kBefore:
            if (accepted.probe.same_domain) return Rule::kAnySubdomain;
            return leaf_has_mixed_anchors(work, path) ? Rule::kReAlternation : Rule::kReNoStart;
        case ProbeKind::kSubdomain:
            return Rule::kAnySubdomain;
        case ProbeKind::kPublicSuffix:
            return Rule::kPublicSuffix;
        case ProbeKind::kDot:
            return Rule::kReDot;
        case ProbeKind::kTruncated:
            return Rule::kReSubstring;
        case ProbeKind::kPort:
            return Rule::kAnyPort;
        case ProbeKind::kOddCharacter:
            return Rule::kReCharclass;
    }
    return Rule::kReflectAny;
}

// Whether a wider hole lets the probe in as well.
bool follows_from_wider(const Reporter& reporter, const Probe& probe, const std::string& path) {
    const auto any = [&](std::initializer_list<Rule> rules) {
        return std::any_of(rules.begin(), rules.end(), [&](Rule rule) { return reporter.has(rule, path); });
    };
    switch (probe.kind) {
        case ProbeKind::kScheme:
        case ProbeKind::kAfter:
        case ProbeKind::kPublicSuffix:
            return false;
        case ProbeKind::kBefore:
            return any({Rule::kPublicSuffix});
        case ProbeKind::kSubdomain:
            return any({Rule::kPublicSuffix, Rule::kReNoStart, Rule::kReAlternation});
        case ProbeKind::kDot:
            return any({Rule::kPublicSuffix, Rule::kReNoStart, Rule::kReAlternation}) ||
                   (probe.same_domain && any({Rule::kAnySubdomain}));
        case ProbeKind::kTruncated:
            return any({Rule::kPublicSuffix, Rule::kReNoStart, Rule::kReDot});
        case ProbeKind::kPort:
        case ProbeKind::kOddCharacter:
            return any({Rule::kReNoEnd, Rule::kReAlternation});
    }
    return false;
}

void report_accepted(PolicyWork& work, const Accepted& accepted) {
    const Probe& probe = accepted.probe;
    const std::string path = work.options.path_letting_in(probe.origin);
    const Rule rule = rule_of(work, accepted, path);
    // The first counter-example is enough.
    if (work.reporter.has(rule, path) || follows_from_wider(work.reporter, probe, path)) return;
    const std::string other = rule == Rule::kPublicSuffix ? probe.suffix : accepted.allowed.origin;
    Finding& finding = work.reporter.add(rule, {path, std::string(kAllowOrigin), AnswerKind::kResponse}, probe.origin,
                                         other, credentials_of(accepted.answer));
    finding.probe = probe_result(probe.origin, accepted.answer);
    // A name below the same domain: whoever has it is near.
    if (rule == Rule::kReDot && probe.same_domain) finding.severity = Severity::kLow;
}

bool is_listed(const PolicyWork& work, const std::string& origin) {
    const auto& items = work.options.origins();
    const bool written =
        std::any_of(items.begin(), items.end(), [&](const OriginItem& item) { return item.value->is_text(origin); });
    const auto& given = work.policy.origins;
    return written ||
           std::any_of(given.begin(), given.end(), [&](const GivenOrigin& one) { return one.origin == origin; });
}

void probe_around(PolicyWork& work, const AllowedOrigin& allowed) {
    auto probes = probes_for(allowed.origin);
    // Wider holes first, so that they stand for the narrower ones.
    std::stable_sort(probes.begin(), probes.end(), [](const Probe& a, const Probe& b) {
        const auto rank = [](const Probe& probe) { return probe.kind == ProbeKind::kPublicSuffix ? 0 : 1; };
        return rank(a) < rank(b);
    });
    for (const ProbeKind last : {ProbeKind::kPublicSuffix, ProbeKind::kOddCharacter}) {
        const bool narrow = last == ProbeKind::kOddCharacter;
        for (const Probe& probe : probes) {
            const bool is_narrow = probe.kind == ProbeKind::kPort || probe.kind == ProbeKind::kOddCharacter ||
                                   probe.kind == ProbeKind::kScheme;
            if (is_narrow != narrow || is_listed(work, probe.origin)) continue;
            const auto answer = work.server.answer_letting_in(probe.origin);
            if (answer) report_accepted(work, {probe, allowed, *answer});
        }
    }
}

// Everyone, or whoever gets the origin null.
void check_strangers(PolicyWork& work) {
    const std::string stranger(kStranger);
    const auto answer = work.server.ask(AnswerKind::kResponse, stranger);
    if (!answer) return;
    const auto value = combined(*answer, kAllowOrigin);
    work.open_to_all = value == "*" || (value == stranger && !is_listed(work, stranger));
    const bool credentials = credentials_of(*answer) == Credentials::kAllowed;
    if (work.open_to_all && value == stranger) {
        const std::string path = work.options.path_letting_in(stranger);
        Finding& finding = work.reporter.add(credentials ? Rule::kReflectAnyCred : Rule::kReflectAny,
                                             {path, std::string(kAllowOrigin), AnswerKind::kResponse}, stranger);
        finding.probe = probe_result(stranger, *answer);
    }
    if (work.open_to_all) return;
    const auto null_answer = work.server.answer_letting_in("null");
    if (!null_answer) return;
    const bool with = credentials_of(*null_answer) == Credentials::kAllowed;
    Finding& finding =
        work.reporter.add(with ? Rule::kNullCred : Rule::kNull,
                          {work.options.path_letting_in("null"), std::string(kAllowOrigin), AnswerKind::kResponse});
    finding.probe = probe_result("null", *null_answer);
}

void check_local_origins(PolicyWork& work) {
    std::vector<const AllowedOrigin*> local;
    for (const AllowedOrigin& one : work.allowed) {
        const auto url = parse_url(one.origin);
        if (url && url->host && is_loopback(*url->host)) local.push_back(&one);
    }
    const bool only_local = local.size() == work.allowed.size();
    for (const AllowedOrigin* one : local) {
        if (only_local) {
            work.reporter.undecided(Rule::kLocalhostProd, one->path,
                                    "All allowed origins are local: this may be a configuration for development.");
            continue;
        }
        const auto answer = work.server.answer_letting_in(one->origin);
        if (!answer) continue;
        work.reporter.add(Rule::kLocalhostProd, {one->path, std::string(kAllowOrigin), AnswerKind::kResponse},
                          one->origin, "", credentials_of(*answer));
    }
}

}  // namespace

void find_allowed(PolicyWork& work) {
    for (const GivenOrigin& given : work.policy.origins) {
        const auto answer = work.server.ask(AnswerKind::kResponse, given.origin);
        const std::string value = answer ? combined(*answer, kAllowOrigin).value_or("") : "";
        if (value == given.origin) {
            work.allowed.push_back({given.origin, work.options.path_letting_in(given.origin)});
        } else if (answer && value != "*") {
            work.reporter.add(Rule::kMismatch, {given.at, std::string(kAllowOrigin), AnswerKind::kResponse},
                              value.empty() ? work.reporter.word("no origin") : as_text(value), given.origin);
        }
    }
    std::vector<std::string> candidates;
    for (const OriginItem& item : work.options.origins()) add_candidates_of(work.options, item, candidates);
    for (const std::string& candidate : candidates) {
        const bool known = std::any_of(work.allowed.begin(), work.allowed.end(),
                                       [&](const AllowedOrigin& one) { return one.origin == candidate; });
        if (known || !work.server.answer_letting_in(candidate)) continue;
        work.allowed.push_back({candidate, work.options.path_letting_in(candidate)});
    }
}

void check_policy_trust(PolicyWork& work) {
    check_strangers(work);
    if (work.open_to_all) return;
    if (work.allowed.empty()) {
        const std::string path = work.options.path_of(OptionKind::kOrigin);
        work.reporter.undecided(Rule::kReflectAny, path, "No origin is known that is let in: give some as origins.");
        return;
    }
    std::size_t probed = 0;
    for (const AllowedOrigin& one : work.allowed) {
        const auto answer = work.server.answer_letting_in(one.origin);
        if (!answer) continue;
        check_trusted_origin(one.origin, {one.path, std::string(kAllowOrigin), AnswerKind::kResponse},
                             credentials_of(*answer), work.policy.request.url, work.reporter);
        if (probed++ < kMaxProbed) probe_around(work, one);
    }
    check_local_origins(work);
    if (probed > kMaxProbed) {
        work.reporter.undecided(Rule::kAnySubdomain, work.options.path_of(OptionKind::kOrigin),
                                "The first {0} allowed origins alone have been probed.", std::to_string(kMaxProbed));
    }
}

}  // namespace corslab::audit
