#include "core/audit/header_lookup.h"
#include "core/audit/policy_server.h"

namespace corslab::audit {
namespace {

constexpr std::size_t kMaxPatterns = 20;

// A text that takes the pattern too many steps; empty where none of those tried does.
std::string costly_text(const Pattern& pattern) {
    constexpr std::size_t kRepeats = 40;
    const auto compiled = regex::compile(pattern.text, pattern.flags, pattern.flavour);
    if (!compiled.regex) return {};
    for (const std::string_view start : {"https://", "http://", ""}) {
        for (const std::string_view part : {"a", "0", "a.", "-", "a-"}) {
            std::string text(start);
            for (std::size_t i = 0; i < kRepeats; ++i) text += part;
            text += '!';
            const auto match =
                pattern.flavour == regex::Flavour::kPython ? compiled.regex->match(text) : compiled.regex->search(text);
            if (match.outcome == regex::Match::Outcome::kTooExpensive) return text;
        }
    }
    return {};
}

void check_pattern(PolicyWork& work, const OriginItem& item, const Pattern& pattern) {
    const Place place{item.path, std::string(kAllowOrigin), std::nullopt};
    const auto memory = pattern.flags.find_first_of("gy");
    if (pattern.flavour == regex::Flavour::kEcmaScript && memory != std::string::npos &&
        work.policy.setup.name == "express-cors") {
        work.reporter.add(Rule::kReGlobalFlag, place, pattern.text, pattern.flags.substr(memory, 1));
    }
    const PatternShape shape = shape_of(pattern);
    if (shape.ends_before_break) work.reporter.add(Rule::kReNewline, place, pattern.text);
    if (!shape.nested_repeats) return;
    const std::string text = costly_text(pattern);
    if (!text.empty()) work.reporter.add(Rule::kReRedos, place, text, pattern.text);
}

}  // namespace

void check_policy_patterns(PolicyWork& work) {
    std::size_t patterns = 0;
    for (const OriginItem& item : work.options.origins()) {
        const auto pattern = work.options.pattern_of(item);
        if (pattern && ++patterns <= kMaxPatterns) check_pattern(work, item, *pattern);
    }
}

}  // namespace corslab::audit
