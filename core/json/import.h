#pragma once

#include <string_view>

#include "core/json/evaluate.h"

namespace corslab {

/// Reads requests as people have them in hand - a curl command, `fetch()`, XMLHttpRequest, axios, HTTP messages, a HAR
/// file - and gives scenarios. Never throws. `docs/import.md` has the document.
[[nodiscard]] Evaluation import_text(std::string_view text, Language language = kEnglish);

}  // namespace corslab
