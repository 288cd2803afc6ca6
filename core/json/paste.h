#pragma once

#include <string_view>

#include "core/json/evaluate.h"

namespace corslab {

/// Reads the CORS configuration of a server as people write it, and gives the middleware of it as JSON. Never throws.
/// `docs/paste.md` has the document.
/// @param text JavaScript, TypeScript, Python or a configuration of nginx.
[[nodiscard]] Evaluation read_paste(std::string_view text, Language language = kEnglish);

}  // namespace corslab
