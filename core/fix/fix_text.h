#pragma once

#include <string>
#include <string_view>

#include "core/explain/language.h"
#include "core/fix/fix.h"
#include "core/fix/option_fix.h"

namespace corslab::fix {

/// The words for a change, for a person: what to do, and where. UTF-8.
/// @param scenario the one that it is a change of.
[[nodiscard]] std::string text_of(const Change& change, const Scenario& scenario, Language language = kEnglish);

/// The same for an option.
/// @param after its new value, as it is to be shown.
[[nodiscard]] std::string text_of(const OptionChange& change, const std::string& after, Language language = kEnglish);

[[nodiscard]] std::string_view text_of(Reach reach, Language language = kEnglish);
[[nodiscard]] std::string_view text_of(Advice advice, Language language = kEnglish);

}  // namespace corslab::fix
