#pragma once

#include <string>
#include <string_view>

#include "core/explain/language.h"

namespace corslab {

/// A finished text in that language: the sentence that it was made from is found by its words. A text that is none of
/// the language's, such as what a library says, comes back as it is.
[[nodiscard]] std::string tell(Language language, std::string_view text);

}  // namespace corslab
