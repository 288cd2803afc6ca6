#include "core/explain/step_text.h"

#include <algorithm>
#include <array>

namespace corslab {
namespace {

constexpr StepText kTexts[] = {
#include "step_catalogue.inc"
};

template <class Words>
std::string summary(const Outcome& outcome, Words words) {
    if (outcome.failure) {
        std::string reason;
        for (const StepRecord& step : outcome.steps) {
            if (step.finding == outcome.failure->finding)
                reason = fill_in(words(text_of(refine(step)).title), step.args);
        }
        const bool sent = std::any_of(outcome.wire.begin(), outcome.wire.end(),
                                      [](const WireEntry& entry) { return !entry.preflight; });
        const auto verdict = words(outcome.verdict == Verdict::kInvalid ? "fetch() throws: " : "Blocked: ");
        return verdict + reason + words(sent ? ". The request has reached the server all the same." : ".");
    }
    if (outcome.verdict == Verdict::kOpaque)
        return words("Sent, but opaque: the script can read nothing of the answer.");
    return words("Allowed: the script may read the answer (status ") + std::to_string(outcome.response->status) + ").";
}

}  // namespace

const StepText& text_of(Finding finding) {
    return kTexts[static_cast<std::size_t>(finding)];
}

std::size_t finding_count() {
    return std::size(kTexts);
}

std::string fill_in(std::string_view text, const std::vector<std::string>& args) {
    std::string out;
    out.reserve(text.size() + 32);
    for (;;) {
        const auto brace = text.find('{');
        out += text.substr(0, brace);
        if (brace == std::string_view::npos) return out;
        const auto index = static_cast<std::size_t>(text[brace + 1] - '0');
        if (index < args.size()) out += args[index];
        text.remove_prefix(brace + 3);
    }
}

std::string summarize(const Outcome& outcome, English words) {
    return summary(outcome, words);
}

std::string summarize(const Outcome& outcome, Spoken words) {
    return summary(outcome, words);
}

}  // namespace corslab
