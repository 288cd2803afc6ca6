#include "core/explain/step_text.h"

#include <algorithm>
#include <array>

namespace corslab {
namespace {

constexpr StepText kTexts[] = {
#include "step_catalogue.inc"
};

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

std::string summarize(const Outcome& outcome, Language language) {
    std::string text;
    if (outcome.failure) {
        text = say(language, outcome.verdict == Verdict::kInvalid ? "fetch() throws: " : "Blocked: ");
        for (const StepRecord& step : outcome.steps) {
            if (step.finding == outcome.failure->finding)
                text += fill_in(say(language, text_of(refine(step)).title), step.args);
        }
        const bool sent = std::any_of(outcome.wire.begin(), outcome.wire.end(),
                                      [](const WireEntry& entry) { return !entry.preflight; });
        return text + std::string(sent ? say(language, ". The request has reached the server all the same.") : ".");
    }
    if (outcome.verdict == Verdict::kOpaque)
        return std::string(say(language, "Sent, but opaque: the script can read nothing of the answer."));
    text = say(language, "Allowed: the script may read the answer (status ");
    return text + std::to_string(outcome.response->status) + ").";
}

}  // namespace corslab
