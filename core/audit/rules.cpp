#include <array>
#include <iterator>

#include "core/audit/audit.h"

namespace corslab::audit {
namespace {

constexpr RuleText kTexts[] = {
#include "audit_rules.inc"
};

constexpr std::array<std::string_view, 5> kSeverities{"critical", "high", "medium", "low", "info"};

}  // namespace

const RuleText& text_of(Rule rule) {
    return kTexts[static_cast<std::size_t>(rule)];
}

std::size_t rule_count() {
    return std::size(kTexts);
}

std::string_view name_of(Severity severity) {
    return kSeverities[static_cast<std::size_t>(severity)];
}

std::optional<Severity> severity_named(std::string_view name) {
    for (std::size_t i = 0; i < kSeverities.size(); ++i) {
        if (kSeverities[i] == name) return static_cast<Severity>(i);
    }
    return std::nullopt;
}

std::string_view name_of(RuleClass rule_class) {
    switch (rule_class) {
        case RuleClass::kBroken:
            return "broken";
        case RuleClass::kInsecure:
            return "insecure";
        case RuleClass::kWasteful:
            return "wasteful";
    }
    return {};
}

}  // namespace corslab::audit
