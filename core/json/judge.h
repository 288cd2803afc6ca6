#pragma once

#include <cstddef>
#include <string_view>

#include "core/json/evaluate.h"

namespace corslab {

/// How long a text may be that holds many entries.
inline constexpr std::size_t kMaxJudged = std::size_t{256} * 1024 * 1024;

/// Says of each entry of a HAR file what the browsers make of it. Never throws. `docs/import.md` has both documents.
/// @param document `{ "entries": [...], "page": "https://..." or null }`, or a whole HAR file.
[[nodiscard]] Evaluation judge_entries(std::string_view document, Language language = kEnglish);

}  // namespace corslab
