#include <algorithm>
#include <array>
#include <vector>

#include "core/audit/checks.h"
#include "core/audit/header_lookup.h"
#include "core/http/grammar.h"

namespace corslab::audit {
namespace {

constexpr std::array<std::string_view, 7> kAnswerNames{kAllowOrigin,   kAllowCredentials, kAllowMethods,  kAllowHeaders,
                                                       kExposeHeaders, kMaxAge,           kPrivateNetwork};

struct Confusion {
    std::string_view name;
    std::string_view meant;
};
// Further away than two letters.
constexpr Confusion kConfusions[] = {
    {"allow-control-allow-origin", kAllowOrigin},
    {"allow-control-allow-headers", kAllowHeaders},
    {"allow-control-allow-methods", kAllowMethods},
    {"allow-control-allow-credentials", kAllowCredentials},
    {"access-control-origin", kAllowOrigin},
    {"access-control-allowed-origins", kAllowOrigin},
    {"access-control-credentials", kAllowCredentials},
    {"access-control-methods", kAllowMethods},
    {"access-control-headers", kAllowHeaders},
    {"access-control-max-age-seconds", kMaxAge},
    {"access-control-exposed-headers", kExposeHeaders},
    {"access-allow-origin", kAllowOrigin},
    {"cors-allow-origin", kAllowOrigin},
    {"allow-origin", kAllowOrigin},
};

struct RequestName {
    std::string_view name;
    std::string_view meant;
};
constexpr RequestName kRequestNames[] = {{"Origin", kAllowOrigin},
                                         {"Access-Control-Request-Method", kAllowMethods},
                                         {"Access-Control-Request-Headers", kAllowHeaders}};

bool is_answer_name(std::string_view name) {
    return std::any_of(kAnswerNames.begin(), kAnswerNames.end(),
                       [&](std::string_view known) { return equals_ignoring_case(name, known); });
}

// The name that was meant; empty where none is near.
std::string_view meant_name(const std::string& name) {
    constexpr std::size_t kNear = 2;
    std::string lower = byte_lowercase(name);
    std::replace(lower.begin(), lower.end(), '_', '-');
    for (const Confusion& confusion : kConfusions) {
        if (lower == confusion.name) return confusion.meant;
    }
    for (const std::string_view known : kAnswerNames) {
        if (edit_distance(lower, byte_lowercase(known)) <= kNear) return known;
    }
    return {};
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    constexpr std::size_t kFar = 3;
    if (a.size() > b.size() + kFar || b.size() > a.size() + kFar) return kFar;
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return std::min(row.back(), kFar);
}

void check_names(const Exchange& exchange, const Answer& answer, Reporter& reporter) {
    for (const Line& line : answer.lines) {
        const std::string& name = line.header.name;
        if (is_answer_name(name)) continue;
        const Place place{line.name_at, name, answer.kind};
        const auto* const of_request =
            std::find_if(std::begin(kRequestNames), std::end(kRequestNames),
                         [&](const RequestName& one) { return equals_ignoring_case(one.name, name); });
        if (of_request != std::end(kRequestNames)) {
            reporter.add(Rule::kRequestNameInResponse, place, as_text(name), std::string(of_request->meant));
        } else if (const std::string_view meant = meant_name(name); !meant.empty()) {
            reporter.add(Rule::kTypo, place, as_text(name), std::string(meant));
        }
    }
    if (!exchange.request.headers) return;
    for (const Line& line : *exchange.request.headers) {
        if (!is_answer_name(line.header.name)) continue;
        reporter.add(Rule::kResponseNameInRequest, {line.name_at, line.header.name, std::nullopt},
                     as_text(line.header.name));
    }
}

}  // namespace corslab::audit
