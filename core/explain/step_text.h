#pragma once

#include <string>
#include <string_view>

#include "core/explain/words.h"
#include "core/fetch/outcome.h"
#include "core/trace/trace.h"

namespace corslab {

/// The words for a finding, from `core/data/steps.json`. `{0}`, `{1}`, ... stand for the step's args.
struct StepText {
    std::string_view id;
    StepOutcome outcome;
    std::string_view spec;  ///< URL with the anchor in the Standard.
    std::string_view title;
    std::string_view detail;
};

[[nodiscard]] const StepText& text_of(Finding finding);

/// How many findings there are: they run from 0.
[[nodiscard]] std::size_t finding_count();

/// Puts the args into a title or detail.
[[nodiscard]] std::string fill_in(std::string_view text, const std::vector<std::string>& args);

/// What differs, where an Access-Control-Allow-Origin does not match: a finding that says more than
/// `kCorsCheckOriginMismatch`. Other findings come back as they are.
[[nodiscard]] Finding refine(const StepRecord& step);

/// The part of an Access-Control-Allow-Origin that makes the difference, for a refined finding; empty for all of it.
[[nodiscard]] std::string mismatch_part(Finding refined, const StepRecord& step);

/// One sentence for a person: the verdict, and what decided.
[[nodiscard]] std::string summarize(const Outcome& outcome, English words = {});
[[nodiscard]] std::string summarize(const Outcome& outcome, Spoken words);

}  // namespace corslab
